//! Everything about one name on one page: begin with [`Card::of`]. [`Card::sections`] lays it out
//! for reading, in an order that is always the same.

mod clients;
mod layout;
mod sections;

use std::collections::{BTreeMap, BTreeSet};

use super::declared::HOUSE_POLICY;
use super::named::listed;
use super::{Cell, Comparison, Criteria, CriterionRow};
use crate::catalog::Catalog;
use crate::model::{
    Alternative, Citation, Flow, Policy, Preset, Requirement, Rule, Subject, TechId, Technology,
};
use crate::search::described;
use crate::text::{Location, SafeText};
use crate::walk::{Leading, leads_to};

pub use layout::{LineRow, rows};
pub use sections::{Line, Section, To};

/// What a library knows of one name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// The name.
    pub alternative: Alternative,
    /// The manifest's entry, where it has one.
    pub technology: Option<Technology>,
    /// The house's stance on it.
    pub policy: Option<Policy>,
    /// What is stated of it, by criterion; each row has one cell.
    pub facts: Vec<CriterionRow>,
    /// By what it is reached from each language.
    pub clients: BTreeMap<SafeText, Cell>,
    /// The others of its kind; where its kind is not stated, what tables compare it with.
    pub beside: Vec<Alternative>,
    /// The paths that lead to it, in every decision.
    pub leading: Vec<Leading>,
    /// What needs it, and how.
    pub required_by: Vec<(Alternative, Requirement)>,
    /// What it does not go with, whichever of the two says so.
    pub conflicts: Vec<Opposed>,
    /// The rules on it.
    pub rules: Vec<Rule>,
    /// The flows in which some step names it.
    pub flows: Vec<Flow>,
    /// The ready-made stacks that use it, or leave it open.
    pub stacks: Vec<Preset>,
    /// The pages that are about it.
    pub pages: Vec<Location>,
}

/// Something that another does not go with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opposed {
    /// The other.
    pub with: Alternative,
    /// Why.
    pub why: SafeText,
    /// Who says so.
    pub cite: Option<Citation>,
}

impl Card {
    /// The card of one alternative. Doubtful decisions are among those that lead to it.
    pub fn of(catalog: &Catalog, alternative: &Alternative) -> Self {
        let one = std::slice::from_ref(alternative);
        let id = alternative.technology.as_ref();
        let technology = id.and_then(|id| catalog.technology(id)).cloned();
        let comparison = Comparison::of(catalog, one, &Criteria::default());
        let mut criteria = comparison.criteria;
        // What the house thinks has a section of its own.
        criteria.retain(|row| *row.name != *HOUSE_POLICY);
        let (clients, facts) = clients::apart(catalog, alternative, criteria);
        let manifest = &*catalog.manifest;
        Self {
            policy: id.and_then(|id| manifest.policy_on(id)).cloned(),
            facts,
            clients,
            beside: beside(catalog, alternative, technology.as_ref()),
            leading: leads_to(catalog, one, true),
            required_by: id.map_or_else(Vec::new, |id| required_by(catalog, id)),
            conflicts: technology
                .as_ref()
                .map_or_else(Vec::new, |one| conflicts(catalog, one)),
            rules: kept(&manifest.rules, |rule| {
                rule.applies.iter().any(|subject| applies(subject, id))
            }),
            flows: kept(&manifest.flows, |flow| {
                let mut steps = flow.steps.iter().filter_map(|step| step.does.as_ref());
                steps.any(|does| speaks_of(does, alternative, technology.as_ref()))
            }),
            stacks: kept(&manifest.stacks, |stack| {
                id.is_some_and(|id| uses(stack, id))
            }),
            pages: described(catalog, alternative),
            alternative: alternative.clone(),
            technology,
        }
    }
}

fn kept<T: Clone>(all: &[T], is_about: impl Fn(&T) -> bool) -> Vec<T> {
    all.iter().filter(|one| is_about(one)).cloned().collect()
}

/// What a manifest names by its id, as something to choose.
fn by_id(catalog: &Catalog, id: &TechId) -> Alternative {
    let unknown = || Alternative {
        name: id.0.clone(),
        technology: Some(id.clone()),
    };
    catalog.technology(id).map_or_else(unknown, listed)
}

fn beside(
    catalog: &Catalog,
    one: &Alternative,
    technology: Option<&Technology>,
) -> Vec<Alternative> {
    let Some(own) = technology.filter(|own| own.kind.is_some()) else {
        return compared_with(catalog, one);
    };
    let others = catalog.names.technologies().iter();
    let same = others.filter(|other| other.kind == own.kind && other.id != own.id);
    same.map(listed).collect()
}

/// What stands beside it in tables, each once, in the order found.
fn compared_with(catalog: &Catalog, one: &Alternative) -> Vec<Alternative> {
    let is = |other: &Alternative| other.key() == one.key();
    let mut found: Vec<Alternative> = Vec::new();
    let mut known = BTreeSet::from([one.key().clone()]);
    for table in catalog.tables() {
        let labels = table.alternatives().into_iter();
        let named: Vec<Alternative> = labels
            .flat_map(|label| catalog.alternatives_in(label))
            .collect();
        if named.iter().any(is) {
            found.extend(
                named
                    .into_iter()
                    .filter(|other| known.insert(other.key().clone())),
            );
        }
    }
    found
}

fn required_by(catalog: &Catalog, id: &TechId) -> Vec<(Alternative, Requirement)> {
    let all = catalog.names.technologies().iter();
    let needs = all.flat_map(|one| one.requires.iter().map(move |needs| (one, needs)));
    let needs = needs.filter(|(_, needs)| needs.all.contains(id) || needs.any.contains(id));
    needs
        .map(|(one, needs)| (listed(one), needs.clone()))
        .collect()
}

/// What it says of others, then what others say of it.
fn conflicts(catalog: &Catalog, own: &Technology) -> Vec<Opposed> {
    let opposed = |with, conflict: &crate::model::Conflict| Opposed {
        with,
        why: conflict.why.clone(),
        cite: conflict.cite.clone(),
    };
    let said = own.conflicts.iter();
    let said = said.map(|conflict| opposed(by_id(catalog, &conflict.with), conflict));
    let mut all: Vec<Opposed> = said.collect();
    for other in catalog.names.technologies() {
        let against = other.conflicts.iter().filter(|one| one.with == own.id);
        all.extend(against.map(|conflict| opposed(listed(other), conflict)));
    }
    all
}

fn applies(subject: &Subject, id: Option<&TechId>) -> bool {
    match subject {
        Subject::Technology(about) | Subject::Pattern(about) => Some(about) == id,
        Subject::Concern(_) | Subject::Skill(_) => false,
    }
}

/// Whether a sentence names it by one of its spellings, word for word: `go` is not Go.
fn speaks_of(text: &str, one: &Alternative, technology: Option<&Technology>) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split_whitespace();
        let bare = words.map(|word| word.trim_matches(|c: char| ",.;:()\"'".contains(c)));
        bare.map(str::to_owned).collect()
    };
    let said = words(text);
    let aliases = technology.map_or(&[][..], |technology| &technology.aliases);
    std::iter::once(&one.name).chain(aliases).any(|name| {
        let name = words(name);
        !name.is_empty() && said.windows(name.len()).any(|window| *window == *name)
    })
}

fn uses(stack: &Preset, id: &TechId) -> bool {
    let choices = stack.choose.iter().chain(&stack.one_of);
    let mut chosen = choices.flat_map(|(_, ids)| ids);
    stack.parts.contains(id) || chosen.any(|one| one == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_a_thing_word_for_word() {
        let cases = [
            ("among others", "searches Oak, Elm or pine", "Elm", true),
            ("in other letters", "lets it go on", "Go", false),
            ("a part of a word", "searches Elmwood", "Elm", false),
            ("two words", "reads Elm Tree.", "Elm Tree", true),
            ("half of two words", "reads Elm.", "Elm Tree", false),
        ];
        for (name, text, called, expected) in cases {
            let one = Alternative {
                name: SafeText::new(called),
                technology: None,
            };
            assert_eq!(speaks_of(text, &one, None), expected, "{name}");
        }
    }
}
