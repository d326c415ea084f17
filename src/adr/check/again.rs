//! Walks taken again and comparisons made again, in the content of today.

use std::collections::BTreeSet;

use crate::adr::check::{CheckCx, CheckFinding, Verdict, WALK_AGAIN, found};
use crate::adr::{CellsSaid, Reopen, WalkSaid};
use crate::catalog::Catalog;
use crate::compare::{Comparison, Criteria, View, Weighing};
use crate::model::{Alternative, Facts, known};
use crate::review::under;
use crate::stack::compared;
use crate::text::SafeText;
use crate::walk::{Walk, digest, given_text, question_text, recommended};

/// A walk taken again: what its tree has lost, and where the same answers lead today.
pub(super) fn walk_again(said: &WalkSaid, recorded: &Facts, cx: CheckCx<'_>) -> Vec<CheckFinding> {
    let Some((walk, lost)) = said.walk(cx.catalog) else {
        let what = format!("the decision tree {} is gone", said.tree);
        return vec![found(Verdict::Gone, &what, WALK_AGAIN)];
    };
    if let Some(lost) = lost {
        let what = format!("in {}: {lost}", said.tree);
        return vec![found(Verdict::Changed, &what, WALK_AGAIN)];
    }
    let otherwise = answered_otherwise(&walk, recorded, cx);
    if !otherwise.is_empty() {
        return otherwise;
    }
    let now: Vec<Alternative> = recommended(&walk, cx.catalog);
    let names: BTreeSet<&str> = now.iter().map(|one| one.name.as_str()).collect();
    let before: BTreeSet<&str> = said.led_to.iter().map(SafeText::as_str).collect();
    if !before.is_empty() && names != before {
        let what = format!(
            "in {} the same answers led to {} and lead to {} now",
            said.tree,
            listed(&before),
            listed(&names)
        );
        return vec![found(Verdict::Changed, &what, WALK_AGAIN)];
    }
    if *said.digest != *digest(&walk.tree) {
        let what = format!(
            "{} has changed, and the same answers lead there still",
            said.tree
        );
        let mend = "see whether a new answer fits better";
        return vec![found(Verdict::Holds, &what, mend)];
    }
    Vec::new()
}

fn listed(names: &BTreeSet<&str>) -> String {
    if names.is_empty() {
        return "nothing".to_owned();
    }
    names.iter().copied().collect::<Vec<_>>().join(", ")
}

/// The answers that would be others by the facts of today than by those recorded: an answer against
/// facts that were known then was the person's will, and a fact that stayed speaks as it did.
fn answered_otherwise(walk: &Walk, recorded: &Facts, cx: CheckCx<'_>) -> Vec<CheckFinding> {
    let mut changed = cx.facts.clone();
    changed.retain(|name, fact| fact.known().is_some() && recorded.get(name) != Some(fact));
    if changed.is_empty() {
        return Vec::new();
    }
    let (then, today) = (
        under(walk, recorded, cx.catalog),
        under(walk, cx.facts, cx.catalog),
    );
    let given = |walk: &Walk, question| {
        walk.steps()
            .into_iter()
            .find(|step| step.question == question)?
            .given
    };
    let otherwise = then.steps().into_iter().filter_map(|step| {
        let before = step.given.as_ref()?;
        let now = given(&today, step.question);
        let reached = today
            .steps()
            .iter()
            .any(|now| now.question == step.question);
        if now.as_ref() == Some(before) || !reached {
            return None;
        }
        let question = walk.tree.question(step.question)?;
        let names = today.from_facts.answered.get(&step.question);
        let by = names.map_or_else(
            || known(&changed).join(", "),
            |names| known_of(cx.facts, names),
        );
        let now = now.map_or_else(
            || "does not hold any more".to_owned(),
            |given| {
                let given = given_text(&today, step.question, &given);
                format!("would be answered \u{201c}{given}\u{201d} now")
            },
        );
        let what = format!(
            "\u{201c}{}\u{201d} was answered \u{201c}{}\u{201d}, which {now}: {by}",
            question_text(&walk.tree, question),
            given_text(&then, step.question, before),
        );
        Some(found(Verdict::FactCrossed, &what, WALK_AGAIN))
    });
    // What follows from the first is no news.
    otherwise.take(1).collect()
}

/// The facts named, with what is known of them.
fn known_of(facts: &Facts, names: &SafeText) -> String {
    let mut known = known(facts);
    known.retain(|fact| {
        names
            .split(", ")
            .any(|name| fact.split(' ').next() == Some(name))
    });
    known.join(", ")
}

/// The comparison made again: the cells that say something else, and what is compared no more.
pub(super) fn compare_again(reopen: &Reopen, catalog: &Catalog) -> Vec<CheckFinding> {
    if reopen.cells.is_empty() {
        return Vec::new();
    }
    let alternatives: Vec<Alternative> = reopen
        .alternatives
        .iter()
        .map(|name| Alternative {
            name: name.clone(),
            technology: catalog.names.resolve(name).cloned(),
        })
        .collect();
    let comparison = Comparison::of(catalog, &alternatives, &Criteria::default());
    let today = compared(&comparison, &View::default(), &Weighing::default());
    let now = CellsSaid::of(&today, &alternatives);
    let mut findings = Vec::new();
    for row in &reopen.cells {
        let Some(now) = now.iter().find(|now| now.criterion == row.criterion) else {
            let what = format!(
                "nothing is compared by \u{201c}{}\u{201d} any more",
                row.criterion
            );
            findings.push(found(Verdict::Gone, &what, COMPARE_AGAIN));
            continue;
        };
        let cells = row.digests.iter().zip(&now.digests).zip(&alternatives);
        for ((_, _), alternative) in cells.filter(|((before, now), _)| before != now) {
            let said = today.cells.iter().filter(|cell| {
                cell.criterion == row.criterion && cell.alternative == *alternative.key()
            });
            let said: Vec<&str> = said.map(|cell| cell.text.as_str()).collect();
            let what = format!(
                "\u{201c}{}\u{201d} of {} is another now: {}",
                row.criterion,
                alternative.name,
                Some(said.join(" / "))
                    .filter(|said| !said.is_empty())
                    .unwrap_or_else(|| "nothing is stated".to_owned())
            );
            findings.push(found(Verdict::Changed, &what, COMPARE_AGAIN));
        }
    }
    findings
}

const COMPARE_AGAIN: &str = "compare again, and export the decision again or supersede the record";
