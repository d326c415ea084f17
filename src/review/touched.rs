//! What a changed fact touches.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::{Catalog, Lookup};
use crate::model::{Fact, NodeId};
use crate::parse::quantity::{Limit, Unit};
use crate::review::{Finding, Interview, Stands, check};
use crate::stack::{Decision, Stack};
use crate::text::{SafeText, counted};
use crate::walk::{Walk, recommended, reopen};

fn listed(values: &[SafeText]) -> String {
    let values: Vec<&str> = values.iter().map(SafeText::as_str).collect();
    values.join(", ")
}

/// A change of one fact, and what it touched.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touched {
    /// The fact.
    pub name: SafeText,
    /// What it was.
    pub before: Option<Fact>,
    /// What it is.
    pub after: Option<Fact>,
    /// The decisions with answers that follow anew, or no longer, and how many.
    pub anew: Vec<(SafeText, usize)>,
    /// The decisions that no longer say what follows, that an answer was given for which cannot
    /// hold now, or whose limit is crossed.
    pub look_at: Vec<SafeText>,
    /// The concerns that the fact settles.
    pub settles: Vec<SafeText>,
    /// How many concerns need not be decided now.
    pub left_out: usize,
    /// How many decisions there are.
    pub decided: usize,
}

impl Touched {
    /// The change in a sentence: "vectors 5M → 30M: 2 answers of Vector store follow anew, 1
    /// decision to look at".
    pub fn text(&self) -> SafeText {
        let name = &self.name;
        let change = match (&self.before, &self.after) {
            (Some(before), Some(after)) => format!("{name} {before} \u{2192} {after}"),
            (Some(before), None) => format!("{name} {before} taken back"),
            (None, Some(after)) => format!("{name} {after}"),
            (None, None) => name.to_string(),
        };
        let anew = self.anew.iter().map(|(decision, count)| {
            let verb = if *count == 1 { "follows" } else { "follow" };
            format!("{} of {decision} {verb} anew", counted(*count, "answer"))
        });
        let look_at = (!self.look_at.is_empty()).then(|| {
            let count = counted(self.look_at.len(), "decision");
            format!("{count} to look at ({})", listed(&self.look_at))
        });
        let settles = Some(listed(&self.settles)).filter(|said| !said.is_empty());
        let settles = settles.map(|said| format!("settles {said}"));
        let left_out = (self.left_out > 0).then(|| {
            let concerns = counted(self.left_out, "concern");
            format!("{concerns} less to decide")
        });
        let parts: Vec<String> = anew.chain(look_at).chain(settles).chain(left_out).collect();
        SafeText::one_line(&match parts.as_slice() {
            [] if self.decided == 0 => change,
            [] => format!("{change}: touches nothing that is decided"),
            parts => format!("{change}: {}", parts.join(", ")),
        })
    }
}

/// What changed between two stacks by their facts, and what that touched of the decisions.
pub fn touched(before: &Stack, after: &Stack, catalog: &Catalog) -> Vec<Touched> {
    let names: BTreeSet<&SafeText> = before.facts.keys().chain(after.facts.keys()).collect();
    let changed = names
        .into_iter()
        .filter(|name| before.facts.get(*name) != after.facts.get(*name));
    changed
        .map(|name| {
            let mut next = before.clone();
            match after.facts.get(name) {
                Some(fact) => drop(next.facts.insert(name.clone(), fact.clone())),
                None => drop(next.facts.remove(name)),
            }
            of_fact(name, before, &next, catalog)
        })
        .collect()
}

fn of_fact(name: &SafeText, before: &Stack, after: &Stack, catalog: &Catalog) -> Touched {
    let mut touched = Touched {
        name: name.clone(),
        before: before.facts.get(name).cloned(),
        after: after.facts.get(name).cloned(),
        decided: after.decisions.len(),
        ..Touched::default()
    };
    for decision in &after.decisions {
        let title = SafeText::one_line(&decision.title(catalog));
        let (mut count, mut other) = (0, false);
        for (was, is) in walks(decision, before, after, catalog) {
            count += differing(&was, &is);
            other |= leads_elsewhere(decision, &was, &is, catalog);
            other |= !is.from_facts.against.is_subset(&was.from_facts.against);
        }
        if other
            || crossed(
                decision,
                name,
                touched.before.as_ref(),
                touched.after.as_ref(),
            )
        {
            touched.look_at.push(title.clone());
        }
        if count > 0 {
            touched.anew.push((title, count));
        }
    }
    touched.look_at_findings(before, after, catalog);
    touched.compare_interviews(before, after, catalog);
    touched
}

impl Touched {
    /// What a check finds now and did not find before is to be looked at too.
    fn look_at_findings(&mut self, before: &Stack, after: &Stack, catalog: &Catalog) {
        let (was, is) = (check(before, catalog), check(after, catalog));
        let known = |one: &Finding| {
            let same = |known: &&Finding| {
                known.code == one.code && known.concern == one.concern && known.sides == one.sides
            };
            was.findings.iter().any(|known| same(&known))
        };
        for finding in is.findings.iter().filter(|one| !known(one)) {
            let mut decisions = after.decisions.iter();
            let decision = decisions.find(|one| one.subject == finding.concern);
            let title = decision.map(|one| SafeText::one_line(&one.title(catalog)));
            let new = title.filter(|title| !self.look_at.contains(title));
            self.look_at.extend(new);
        }
    }

    /// What the fact settles of what was to be decided, and what it leaves out.
    fn compare_interviews(&mut self, before: &Stack, after: &Stack, catalog: &Catalog) {
        let (was, is) = (
            Interview::of(before, catalog),
            Interview::of(after, catalog),
        );
        for (was, is) in was.concerns.iter().zip(&is.concerns) {
            match (&was.stands, &is.stands) {
                (Stands::Settled { .. }, Stands::Settled { .. }) => {}
                (_, Stands::Settled { .. }) => self.settles.push(is.concern.title.clone()),
                (Stands::Pointless(_), _) => {}
                (_, Stands::Pointless(_)) => self.left_out += 1,
                _ => {}
            }
        }
    }
}

/// The walks of a decision under the facts as they were and as they are.
fn walks(
    decision: &Decision,
    before: &Stack,
    after: &Stack,
    catalog: &Catalog,
) -> Vec<(Walk, Walk)> {
    let known = decision.walked.iter().filter_map(|walked| {
        let Lookup::Found(tree) = catalog.find_tree(&walked.tree.0) else {
            return None;
        };
        let walk = |stack: &Stack| {
            let (mut walk, _) = reopen(Arc::clone(&tree), walked);
            walk.settle(catalog, &stack.facts_for(Some(&decision.subject), catalog));
            walk
        };
        Some((walk(before), walk(after)))
    });
    known.collect()
}

/// How many answers that follow from facts are others than before.
fn differing(was: &Walk, is: &Walk) -> usize {
    let follows = was.from_facts.answered.keys();
    let follows: BTreeSet<&NodeId> = follows.chain(is.from_facts.answered.keys()).collect();
    let differs = |id: &&&NodeId| was.given.get(**id) != is.given.get(**id);
    follows.iter().filter(differs).count()
}

/// Whether a walk led to what was chosen and does no longer.
fn leads_elsewhere(decision: &Decision, was: &Walk, is: &Walk, catalog: &Catalog) -> bool {
    let Some(chosen) = &decision.chosen else {
        return false;
    };
    let leads = |walk: &Walk| {
        let recommended = recommended(walk, catalog);
        recommended.iter().any(|one| one.key() == chosen.key())
    };
    leads(was) && !leads(is)
}

/// Whether a number has come to where a decision is to be thought about again.
fn crossed(decision: &Decision, name: &str, before: Option<&Fact>, after: Option<&Fact>) -> bool {
    let within = |fact: Option<&Fact>, limit: &Limit| match fact {
        Some(Fact::Number(range)) => range.lies_in(&limit.range),
        _ => false,
    };
    let limits = decision.revisit_when.iter();
    let mut limits = limits.filter_map(|limit| Limit::parse(limit));
    limits.any(|limit| {
        let own = Unit::named(&limit.unit).same_as(&Unit::named(name));
        own && within(after, &limit) && !within(before, &limit)
    })
}
