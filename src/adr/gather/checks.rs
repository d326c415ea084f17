//! How it will be seen that a choice is kept to: what the library says of just this choice.

use crate::adr::gather::{Gather, add};
use crate::adr::record::Stated;
use crate::model::{Fact, RuleStrength, TechId, Technology};
use crate::parse::quantity::{Unit, bounds};
use crate::review::{About, Item, Project, Strength, items_for};

/// Checks up to which a record has a list of them, the strongest first.
const MOST: usize = 6;

impl Gather<'_> {
    /// What to keep to for the choice, the strongest first: what is said of it or of its concern,
    /// is not about another technology or language, and on a condition that facts do not deny.
    pub(super) fn find_items(&self) -> Vec<Item> {
        let project = Project::of(self.stack, self.catalog);
        let mut chosen = project.chosen.iter();
        let own = chosen.find(|chosen| {
            chosen.decision.subject == self.decision.subject
                && chosen.decision.chosen == self.decision.chosen
        });
        let Some(own) = own else {
            return Vec::new();
        };
        let id = own.technology.map(|technology| &technology.id);
        let mut items = items_for(&project, own);
        items.retain(|item| {
            is_near(item, id) && self.is_in_own_language(&project, item) && !self.is_denied(item)
        });
        items
    }

    /// What to keep to, as a list to tick off.
    pub(super) fn checks(&mut self) -> Vec<Stated> {
        let items = std::mem::take(&mut self.items);
        let mut checks = Vec::new();
        let kept = items.iter().filter(|item| !self.speaks_against(item));
        let kept: Vec<&Item> = kept.take(MOST).collect();
        for item in kept {
            let check = self.item(item, &format!("{}: {}", item.strength, item.says));
            add(&mut checks, check);
        }
        self.items = items;
        checks
    }

    /// The rules that advise against the choice itself.
    pub(super) fn against(&self) -> Vec<Item> {
        let items = self.items.iter();
        items
            .filter(|item| self.speaks_against(item))
            .cloned()
            .collect()
    }

    /// Whether a rule is to avoid what was chosen, by name.
    fn speaks_against(&self, item: &Item) -> bool {
        let chosen = self.decision.chosen.as_ref();
        let id = chosen.map(|chosen| TechId(chosen.key().clone()));
        item.strength == Strength::Rule(RuleStrength::Avoid)
            && id.is_some_and(|id| item.names.contains(&id))
    }

    /// A text with the sources of what it is said by.
    pub(super) fn item(&mut self, item: &Item, text: &str) -> Stated {
        let mut stated = Stated::plain(text);
        for said in &item.sources {
            let source = self.source(&item.at, said.cite.as_ref());
            stated.also(source.as_slice());
        }
        stated
    }

    /// Whether it names no language that the project is not written in.
    fn is_in_own_language(&self, project: &Project<'_>, item: &Item) -> bool {
        let languages = project.languages();
        let known = |id: &TechId| self.catalog.technology(id);
        let mut named = item
            .names
            .iter()
            .filter(|id| known(id).is_some_and(Technology::is_language));
        languages.is_empty() || named.all(|id| languages.contains(id))
    }

    /// Whether the number that it begins to speak of is another in this project.
    fn is_denied(&self, item: &Item) -> bool {
        let facts = self.stack.facts.iter();
        let numbers: Vec<(Unit, _)> = facts
            .filter_map(|(name, fact)| match fact {
                Fact::Number(range) => Some((Unit::named(name), *range)),
                Fact::Words(_) | Fact::Unknown => None,
            })
            .collect();
        let mut told = bounds(&item.says).into_iter().filter_map(|bound| {
            let (_, fact) = numbers.iter().find(|(unit, _)| unit.same_as(&bound.unit))?;
            Some(bound.range.excludes(fact))
        });
        told.next() == Some(true)
    }
}

/// Whether it is said of the choice, or of its concern without naming anything else.
fn is_near(item: &Item, own: Option<&TechId>) -> bool {
    let names_own = own.is_some_and(|own| item.names.contains(own));
    match (item.strength, item.about) {
        (_, About::Choice) => true,
        (Strength::Rule(_), About::Concern) => names_own || item.names.is_empty(),
        _ => false,
    }
}
