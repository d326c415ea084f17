//! Two stacks side by side, concern by concern.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::review::source::as_text;
use crate::review::{Checked, Finding, NotKnown, check};
use crate::stack::{Decision, Stack, Subject};
use crate::text::SafeText;

/// A concern in two stacks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The concern.
    #[serde(serialize_with = "as_text")]
    pub concern: Subject,
    /// Its title.
    pub title: SafeText,
    /// How the two relate.
    pub relation: Relation,
    /// What each of them says.
    pub sides: [Side; 2],
}

/// What a stack says on a concern.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Side {
    /// What it chose, by name; none where it is open or not there.
    pub chosen: Vec<SafeText>,
    /// What a check finds.
    pub findings: Vec<Finding>,
    /// What a check cannot tell.
    pub unknown: Vec<NotKnown>,
}

/// How two stacks relate on a concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Both chose the same.
    Same,
    /// They chose differently.
    Different,
    /// Only the first chose something.
    OnlyFirst,
    /// Only the second did.
    OnlySecond,
    /// Neither did.
    BothOpen,
}

impl Relation {
    /// The word that is shown.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::OnlyFirst => "only in the first",
            Self::OnlySecond => "only in the second",
            Self::BothOpen => "open in both",
        }
    }
}

/// Lays two stacks side by side: the concerns in interview order, then what no concern names.
pub fn diff(first: &Stack, second: &Stack, catalog: &Catalog) -> Vec<Difference> {
    let both = [first, second];
    let checks = both.map(|stack| check(stack, catalog));
    let declared = catalog.manifest.concerns.iter();
    let declared = declared.map(|concern| Subject::Concern(concern.id.clone()));
    let named = both.into_iter().flat_map(|stack| &stack.decisions);
    let named: Vec<&Subject> = named.map(|decision| &decision.subject).collect();
    let mut subjects: Vec<Subject> = declared
        .filter(|subject| named.contains(&subject))
        .collect();
    for subject in named {
        if !subjects.contains(subject) {
            subjects.push(subject.clone());
        }
    }
    let rows = subjects.into_iter().map(|subject| {
        let [first, second] = both;
        let [of_first, of_second] = &checks;
        let sides = [
            side(first, of_first, &subject),
            side(second, of_second, &subject),
        ];
        let mut decided = first.decisions.iter().chain(&second.decisions);
        let title = decided.find(|decision| decision.subject == subject);
        Difference {
            title: title
                .map(|decision| decision.title(catalog))
                .unwrap_or_default(),
            relation: relation(first, second, &subject),
            concern: subject,
            sides,
        }
    });
    rows.collect()
}

fn relation(first: &Stack, second: &Stack, subject: &Subject) -> Relation {
    let (first, second) = (keys(first, subject), keys(second, subject));
    match (first.is_empty(), second.is_empty()) {
        (true, true) => Relation::BothOpen,
        (false, true) => Relation::OnlyFirst,
        (true, false) => Relation::OnlySecond,
        _ if first == second => Relation::Same,
        _ => Relation::Different,
    }
}

fn on<'a>(stack: &'a Stack, subject: &'a Subject) -> impl Iterator<Item = &'a Decision> {
    let decisions = stack.decisions.iter();
    decisions.filter(move |decision| decision.subject == *subject)
}

/// What a stack chose for a subject, in an order of its own.
fn keys<'a>(stack: &'a Stack, subject: &'a Subject) -> Vec<&'a SafeText> {
    let chosen = on(stack, subject).filter_map(|decision| decision.chosen.as_ref());
    let mut keys: Vec<&SafeText> = chosen.map(crate::model::Alternative::key).collect();
    keys.sort();
    keys
}

fn side(stack: &Stack, checked: &Checked, subject: &Subject) -> Side {
    let chosen = on(stack, subject).filter_map(|decision| decision.chosen.as_ref());
    let findings = checked.findings.iter();
    let unknown = checked.unknown.iter();
    Side {
        chosen: chosen.map(|chosen| chosen.name.clone()).collect(),
        findings: findings
            .filter(|f| f.concern == *subject)
            .cloned()
            .collect(),
        unknown: unknown.filter(|u| u.concern == *subject).cloned().collect(),
    }
}
