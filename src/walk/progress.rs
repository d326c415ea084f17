//! How far a walk is.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Fork, NodeId, Question};
use crate::walk::{Route, Via, Walk};

/// "Question 3 of at most 4, 3 outcomes left."
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The position of the current question, from 1; once finished, the number of questions.
    pub question: usize,
    /// How many questions the walk can have, all told.
    pub at_most: usize,
    /// How many outcomes the answers still lead to or leave open.
    pub outcomes_left: usize,
}

impl Progress {
    pub(super) fn of(walk: &Walk) -> Self {
        let route = walk.route();
        let current = walk.current();
        let position = route
            .steps
            .iter()
            .position(|step| Some(step.question) == current);
        let answered = route.steps.iter().filter(|step| !step.needs_answer());
        let at_most = answered.count() + still_to_ask(walk, &route);
        Self {
            question: position.map_or(route.steps.len(), |at| at + 1),
            at_most,
            outcomes_left: possible_outcomes(walk, &route).len(),
        }
    }
}

/// The outcomes that the answers lead to or leave open, rules left out.
pub(super) fn possible_outcomes(walk: &Walk, route: &Route) -> BTreeSet<NodeId> {
    let mut outcomes = BTreeSet::new();
    if walk.tree.outcome(walk.tree.root).is_some() {
        outcomes.insert(walk.tree.root);
    }
    let answers = possible_answers(walk, route).into_iter();
    let asked = answers.filter(|(id, _)| walk.fork(*id) != Fork::Rule);
    let next = |(id, index): Via| Some(walk.tree.question(id)?.answers.get(index)?.next);
    let nexts = asked.filter_map(next);
    outcomes.extend(nexts.filter(|id| walk.tree.outcome(*id).is_some()));
    outcomes
}

/// The answers that are given or can still be. A question on the way leads where it was answered;
/// one not answered, or not met yet, leads everywhere.
pub(super) fn possible_answers(walk: &Walk, route: &Route) -> BTreeSet<Via> {
    let mut answers = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut todo = vec![walk.tree.root];
    while let Some(id) = todo.pop() {
        let Some(question) = walk.tree.question(id).filter(|_| seen.insert(id)) else {
            continue;
        };
        for index in leads_on(walk, route, id, question) {
            answers.insert((id, index));
            todo.extend(question.answers.get(index).map(|answer| answer.next));
        }
    }
    answers
}

fn leads_on(walk: &Walk, route: &Route, id: NodeId, question: &Question) -> Vec<usize> {
    let answered = route.seen.contains(&id)
        && matches!(walk.given.get(&id), Some(crate::walk::Given::Answers(_)));
    if answered {
        walk.followed(id, question)
    } else {
        (0..question.answers.len()).collect()
    }
}

/// The most questions that can still be asked: of branches that exclude each other the longest,
/// of others the sum, and never more than there are.
fn still_to_ask(walk: &Walk, route: &Route) -> usize {
    let open = route.steps.iter().filter(|step| step.needs_answer());
    let open: Vec<NodeId> = open.map(|step| step.question).collect();
    let mut counts = BTreeMap::new();
    for id in &open {
        count_questions(walk, route, *id, &mut counts);
    }
    let most = open
        .iter()
        .filter_map(|id| counts.get(id))
        .fold(0_usize, |sum, count| sum.saturating_add(*count));
    let asked = counts.keys().filter(|id| walk.fork(**id) != Fork::Rule);
    most.min(asked.count())
}

/// Fills in how many questions can follow from a node, itself included; depth-first with a stack
/// of its own. A question met on a cycle counts nothing the second time.
fn count_questions(walk: &Walk, route: &Route, from: NodeId, counts: &mut BTreeMap<NodeId, usize>) {
    let mut entered = BTreeSet::new();
    let mut stack = vec![from];
    while let Some(id) = stack.last().copied() {
        let Some(question) = walk.tree.question(id).filter(|_| !counts.contains_key(&id)) else {
            stack.pop();
            continue;
        };
        let answered = route.seen.contains(&id) && id != from;
        let nexts = question.answers.iter().map(|answer| answer.next);
        if entered.insert(id) && !answered {
            let new = nexts.filter(|next| !entered.contains(next));
            stack.extend(new.collect::<BTreeSet<_>>());
            continue;
        }
        stack.pop();
        if answered {
            continue;
        }
        let below = nexts.filter_map(|next| counts.get(&next)).copied();
        let below = match walk.fork(id) {
            Fork::OneOf => below.max().unwrap_or(0),
            Fork::AnyOf | Fork::AllOf | Fork::Rule => below.fold(0, usize::saturating_add),
        };
        let own = usize::from(walk.fork(id) != Fork::Rule);
        counts.insert(id, below.saturating_add(own));
    }
}
