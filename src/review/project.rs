//! A stack with all that its library says of it: what was chosen, what is there beside a choice,
//! which rules and policies apply.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::catalog::Catalog;
use crate::model::{
    Alternative, Concern, Fact, Policy, Rule, Subject as RuleSubject, TechId, Technology, TreeId,
};
use crate::review::Tables;
use crate::stack::{Decision, Stack, Subject};
use crate::text::SafeText;
use crate::walk::There;

/// A stack before its library.
#[derive(Clone, Debug)]
pub struct Project<'a> {
    /// The stack.
    pub stack: &'a Stack,
    /// The library.
    pub catalog: &'a Catalog,
    /// What was chosen, in the order of the decisions.
    pub chosen: Vec<Chosen<'a>>,
    /// What its tables name, once somebody asked: a record does not.
    tables: OnceCell<Rc<Tables<'a>>>,
}

/// A decision that chose something.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    /// Its position among the decisions.
    pub position: usize,
    /// The decision.
    pub decision: &'a Decision,
    /// What it chose.
    pub alternative: &'a Alternative,
    /// What the library knows it as; `None` where it does not know it.
    pub technology: Option<&'a Technology>,
}

impl Chosen<'_> {
    /// What to call it.
    pub fn name(&self) -> &SafeText {
        &self.alternative.name
    }
}

impl<'a> Project<'a> {
    /// Looks up what a stack chose.
    pub fn of(stack: &'a Stack, catalog: &'a Catalog) -> Self {
        let decisions = stack.decisions.iter().enumerate();
        let chosen = decisions.filter_map(|(position, decision)| {
            let alternative = decision.chosen.as_ref()?;
            Some(Chosen {
                position,
                decision,
                alternative,
                technology: technology(alternative, catalog),
            })
        });
        Self {
            stack,
            catalog,
            chosen: chosen.collect(),
            tables: OnceCell::new(),
        }
    }

    /// Another stack before the same library, of which the tables are read once.
    pub fn beside<'b>(&self, stack: &'b Stack) -> Project<'b>
    where
        'a: 'b,
    {
        let project = Project::of(stack, self.catalog);
        let read: Rc<Tables<'b>> = Rc::clone(self.read_tables());
        project.tables.get_or_init(|| read);
        project
    }

    fn read_tables(&self) -> &Rc<Tables<'a>> {
        self.tables
            .get_or_init(|| Rc::new(Tables::of(self.catalog)))
    }

    /// What the tables of the library name.
    pub fn tables(&self) -> &Tables<'a> {
        self.read_tables()
    }

    /// What is there: by the facts, and by all decisions but the one at a position.
    pub fn there(&self, but: Option<usize>) -> There<'a> {
        let others = self.chosen.iter();
        let others = others.filter(|chosen| Some(chosen.position) != but);
        let there = There::known(self.catalog, &self.stack.facts);
        others.fold(there, |there, chosen| match chosen.technology {
            Some(known) => {
                let words = said_by(&chosen.decision.subject, &known.name);
                there.with(known.id.clone(), words)
            }
            None => there,
        })
    }

    /// The languages that the project is written in, as far as it is said.
    pub fn languages(&self) -> BTreeSet<TechId> {
        self.there(None).languages().cloned().collect()
    }

    /// Whether it was asked for the language, and not known.
    pub fn language_is_open(&self) -> bool {
        let asked = self.stack.facts.get(Fact::LANGUAGE);
        matches!(asked, None | Some(Fact::Unknown)) && self.languages().is_empty()
    }

    /// The concern that a decision is about, if the library declares it.
    pub fn concern(&self, subject: &Subject) -> Option<&'a Concern> {
        concern(self.catalog, subject)
    }

    /// The concern that a kind of technology serves.
    pub fn served_by(&self, kind: &SafeText) -> Option<&'a Concern> {
        let mut concerns = self.catalog.manifest.concerns.iter();
        concerns.find(|concern| concern.kinds.contains(kind))
    }

    /// What the house thinks of a technology.
    pub fn policy(&self, id: &TechId) -> Option<&'a Policy> {
        let mut policies = self.catalog.manifest.policies.iter();
        policies.find(|policy| policy.technology == *id)
    }

    /// The rules on what a decision chose: on the technology or pattern, on the concern, on a
    /// skill that decides the concern; those on the nearest first, then in manifest order.
    pub fn rules(&self, chosen: &Chosen<'_>) -> Vec<&'a Rule> {
        let concern = self.concern(&chosen.decision.subject);
        let id = chosen.technology.map(|technology| &technology.id);
        let skilled = |name: &SafeText| {
            let mut trees = concern.iter().flat_map(|concern| &concern.trees);
            trees.any(|tree| skill_of(tree) == name.as_str())
        };
        let rank = |subject: &RuleSubject| match subject {
            RuleSubject::Technology(of) | RuleSubject::Pattern(of) => (Some(of) == id).then_some(0),
            RuleSubject::Concern(of) => (concern.map(|c| &c.id) == Some(of)).then_some(1),
            RuleSubject::Skill(name) => skilled(name).then_some(2),
        };
        let rules = self.catalog.manifest.rules.iter();
        let mut ranked: Vec<(usize, &Rule)> = rules
            .filter_map(|rule| Some((rule.applies.iter().filter_map(rank).min()?, rule)))
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, rule)| rule).collect()
    }

    /// What to call a technology.
    pub fn name(&self, id: &TechId) -> SafeText {
        let known = self.catalog.technology(id);
        known.map_or_else(|| id.0.clone(), |known| known.name.clone())
    }

    /// Several technologies by name: "Elm, Oak".
    pub fn names<'b>(&self, ids: impl IntoIterator<Item = &'b TechId>) -> String {
        let names: Vec<String> = ids
            .into_iter()
            .map(|id| self.name(id).to_string())
            .collect();
        names.join(", ")
    }
}

/// The words by which a decision says that something is there: "database: Elm".
pub(super) fn said_by(subject: &Subject, name: &SafeText) -> SafeText {
    SafeText::one_line(&format!("{subject}: {name}"))
}

/// The skill that a tree stands in, by the first part of its id.
pub(super) fn skill_of(tree: &TreeId) -> &str {
    let parts = tree.0.split_once(['/', '#']);
    parts.map_or(&*tree.0, |(skill, _)| skill)
}

/// The technology that an alternative is: by its id, else by its name.
pub(super) fn technology<'a>(
    alternative: &Alternative,
    catalog: &'a Catalog,
) -> Option<&'a Technology> {
    let by_id = alternative.technology.as_ref();
    let by_id = by_id.and_then(|id| catalog.technology(id));
    by_id.or_else(|| catalog.technology(catalog.names.resolve(&alternative.name)?))
}

/// The concern of this id.
pub(super) fn concern<'a>(catalog: &'a Catalog, subject: &Subject) -> Option<&'a Concern> {
    let Subject::Concern(id) = subject else {
        return None;
    };
    catalog.concern(id)
}
