//! What one choice in place of another would change, before it is made.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::model::{Alternative, TechId};
use crate::review::check::checked;
use crate::review::source::as_text;
use crate::review::{Checked, Finding, NotKnown, Project};
use crate::stack::{Decision, Stack, Subject};
use crate::text::SafeText;

/// What a choice in place of another would change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Swap {
    /// The concern.
    #[serde(serialize_with = "as_text")]
    pub concern: Subject,
    /// What goes, by name; none where nothing was chosen.
    pub from: Option<SafeText>,
    /// What comes.
    pub to: SafeText,
    /// What would be found then and is not now.
    pub appear: Vec<Finding>,
    /// What is found now and would not be then.
    pub disappear: Vec<Finding>,
    /// What would no longer be known, or would have to be.
    pub unknown: Vec<NotKnown>,
    /// The decisions to think of again.
    pub reopened: Vec<Reopened>,
}

/// A decision to think of again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reopened {
    /// Its concern.
    #[serde(serialize_with = "as_text")]
    pub concern: Subject,
    /// What it chose.
    pub chosen: SafeText,
    /// Why.
    pub because: SafeText,
}

impl Reopened {
    /// It on one line: "to think of again then: index (Fern), Fern needs Elm".
    pub fn text(&self) -> SafeText {
        let Self {
            concern,
            chosen,
            because,
        } = self;
        SafeText::one_line(&format!(
            "to think of again then: {concern} ({chosen}), {because}"
        ))
    }
}

impl Swap {
    /// What it changes of the findings, a line each: those that come, then those that go.
    pub fn effects(&self) -> Vec<SafeText> {
        let found = |finding: &Finding| {
            let [one, other] = &finding.sides;
            let word = finding.code.word();
            format!("{word}: {one} and {other}: {}", finding.because)
        };
        let appear = self.appear.iter().map(found);
        let gone = self.disappear.iter().map(found);
        let gone = gone.map(|said| format!("no longer {said}"));
        let lines = appear.chain(gone);
        lines.map(|line| SafeText::one_line(&line)).collect()
    }
}

impl Stack {
    /// The stack with another choice at a position. What the old one rested on stays with the
    /// decision; its record is superseded.
    #[must_use]
    pub fn swapped(&self, position: usize, to: &Alternative) -> Self {
        let mut next = self.clone();
        if let Some(decision) = next.decisions.get_mut(position) {
            let subject = decision.subject.clone();
            *decision = Decision::anew(Some(decision), subject, to.clone());
        }
        next
    }
}

/// A stack in which choices are swapped to see what that changes: it is checked once.
#[derive(Clone, Debug)]
pub struct Swaps<'a> {
    project: Project<'a>,
    now: Checked,
}

impl<'a> Swaps<'a> {
    /// The stack as it is.
    pub fn of(stack: &'a Stack, catalog: &'a Catalog) -> Self {
        let project = Project::of(stack, catalog);
        let now = checked(project.beside(stack));
        Self { project, now }
    }

    /// What another choice at a position would change.
    pub fn with(&self, position: usize, to: &Alternative) -> Option<Swap> {
        let after = self.project.stack.swapped(position, to);
        swap(&self.project, &self.now, &after, position)
    }
}

/// What would change between two stacks that differ in the decision at a position.
fn swap(project: &Project<'_>, now: &Checked, after: &Stack, position: usize) -> Option<Swap> {
    let before = project.stack;
    let decided = after.decisions.get(position)?;
    let to = decided.chosen.as_ref()?;
    let earlier = before.decisions.get(position);
    let from = earlier.and_then(|decision| decision.chosen.as_ref());
    let then = checked(project.beside(after));
    let same = |one: &Finding, other: &Finding| {
        // What would mend it may differ: other alternatives fit then.
        one.code == other.code && one.concern == other.concern && one.sides == other.sides
    };
    let new = |all: &[Finding], known: &[Finding]| {
        let told = |finding: &Finding| known.iter().any(|known| same(finding, known));
        let new = all.iter().filter(|finding| !told(finding));
        new.cloned().collect::<Vec<_>>()
    };
    let unknown = then.unknown.iter();
    let unknown = unknown.filter(|one| !now.unknown.contains(one));
    Some(Swap {
        concern: decided.subject.clone(),
        from: from.map(|from| from.name.clone()),
        to: to.name.clone(),
        appear: new(&then.findings, &now.findings),
        disappear: new(&now.findings, &then.findings),
        unknown: unknown.cloned().collect(),
        reopened: reopened(before, position, project.catalog),
    })
}

/// The decisions that rest on what was chosen at a position: the decision itself, where a walk led
/// to it; those that need it, or whose walk was told that it is there; those decided after it.
pub(super) fn reopened(stack: &Stack, position: usize, catalog: &Catalog) -> Vec<Reopened> {
    let project = Project::of(stack, catalog);
    let mut chosen = project.chosen.iter();
    let Some(gone) = chosen.find(|chosen| chosen.position == position) else {
        return Vec::new();
    };
    let id = gone.technology.map(|technology| &technology.id);
    let mut all = Vec::new();
    for other in &project.chosen {
        let name = gone.name();
        let because = if other.position == position {
            let mut walked = other.decision.walked.iter();
            let led = walked.find(|walked| {
                let mut recommended = walked.recommended.iter();
                recommended.any(|one| other.decision.is_chosen(&one.alternative))
            });
            led.map(|walked| format!("the walk of {} led to {name}", walked.tree))
        } else {
            let needed = other.technology.filter(|known| {
                let needs = known.requires.iter();
                let mut needs = needs.flat_map(|need| need.all.iter().chain(&need.any));
                needs.any(|need| Some(need) == id)
            });
            let needed = needed.map(|known| format!("{} needs {name}", known.name));
            needed
                .or_else(|| {
                    told(other.decision, id).then(|| format!("its walk took {name} as there"))
                })
                .or_else(|| {
                    let concern = project.concern(&other.decision.subject)?;
                    let mut after = concern.after.iter();
                    after
                        .any(|id| Subject::Concern(id.clone()) == gone.decision.subject)
                        .then(|| format!("it is decided after {}", gone.decision.subject))
                })
        };
        all.extend(because.map(|because| Reopened {
            concern: other.decision.subject.clone(),
            chosen: other.name().clone(),
            because: because.into(),
        }));
    }
    all
}

/// Whether a walk of a decision was told that a technology is there.
fn told(decision: &Decision, id: Option<&TechId>) -> bool {
    let mut walked = decision.walked.iter();
    walked.any(|walked| id.is_some_and(|id| walked.uses.contains(id)))
}
