//! What an action does in Decide.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::action::Action;
use crate::catalog::Catalog;
use crate::compare::compared;
use crate::effect::Effect;
use crate::model::{Alternative, Fork, Note, Question, TreeId};
use crate::screens::decide::follows::decision;
use crate::screens::decide::settle::Before;
use crate::screens::decide::{Decide, ResultRow, changes, whole};
use crate::screens::{Cx, Goto, Notice, Response, twin};
use crate::text::{Location, SafeText, counted};
use crate::ui::record;
use crate::walk::{AlternativeState, Given, Path, Standing, Walk, WayTo, answer_text};

/// Puts a decision in front by itself: where it was left, or at its start.
pub fn start(decide: &mut Decide, catalog: &Catalog, id: &TreeId) -> bool {
    let found = show(decide, catalog, id);
    if found {
        decide.before.clear();
    }
    found
}

/// Goes on from the walk in front to another tree; to one walked before on the way, back to it.
pub fn go_on_in(decide: &mut Decide, catalog: &Catalog, id: &TreeId) -> bool {
    let from = decide.current.clone();
    if !show(decide, catalog, id) {
        return false;
    }
    match decide.before.iter().position(|before| before == id) {
        Some(at) => decide.before.truncate(at),
        None => decide.before.extend(from.filter(|from| from != id)),
    }
    true
}

/// Puts the last of some walks in front, with the others before it.
pub fn resume(decide: &mut Decide, catalog: &Catalog, trees: &[TreeId]) {
    let known = trees.iter().filter(|id| decide.walks.contains_key(id));
    let known: Vec<TreeId> = known.cloned().collect();
    if let Some((last, before)) = known.split_last()
        && show(decide, catalog, last)
    {
        decide.before = before.to_vec();
    }
}

fn show(decide: &mut Decide, catalog: &Catalog, id: &TreeId) -> bool {
    let Some(tree) = catalog.trees().find(|tree| tree.id == *id) else {
        return false;
    };
    let kept = decide
        .walks
        .get(id)
        .is_some_and(|walk| Arc::ptr_eq(&walk.tree, tree));
    if !kept {
        decide.walks.insert(id.clone(), Walk::new(Arc::clone(tree)));
    }
    decide.current = Some(id.clone());
    decide.peek = false;
    decide.whole = None;
    recall(decide);
    true
}

/// Gives the answers of a path in the walk in front.
pub fn take(decide: &mut Decide, path: &Path) {
    let current = decide.current.clone();
    if let Some(walk) = current.and_then(|id| decide.walks.get_mut(&id)) {
        walk.take(path);
    }
    recall(decide);
}

/// Applies an action. What a new answer states becomes a fact of the stack.
pub fn update(decide: &mut Decide, action: Action, cx: Cx<'_>) -> Response {
    let before = Before::of(decide, cx);
    let response = apply(decide, action, cx);
    match before {
        Some(before) => before.note(decide, cx, response),
        None => response,
    }
}

fn apply(decide: &mut Decide, action: Action, cx: Cx<'_>) -> Response {
    let Some(id) = decide
        .current
        .clone()
        .filter(|id| decide.walks.contains_key(id))
    else {
        return in_list(decide, action, cx);
    };
    if let Some(response) = whole::update(decide, &id, action, cx) {
        return response;
    }
    match action {
        Action::Zoom => whole::toggle(decide),
        Action::Peek => {
            decide.peek = !decide.peek;
            decide.whole = None;
            decide.draft_top = 0;
        }
        Action::Why => return why(decide),
        Action::Cancel => return cancel(decide),
        Action::Source => return source(decide, cx, false),
        Action::Edit => return source(decide, cx, true),
        Action::LeadsHere => return Response::leads_here(decide.under_cursor(cx.catalog)),
        Action::Card => return Response::card(decide.under_cursor(cx.catalog)),
        Action::CompareThis => return compare(decide, cx),
        Action::Adopt => return adopt(decide, cx),
        Action::Copy => return copy_draft(decide),
        Action::CopyTwin => return copy_twin(decide, cx),
        _ => return in_walk(decide, &id, action, cx),
    }
    Response::done()
}

fn in_list(decide: &mut Decide, action: Action, cx: Cx<'_>) -> Response {
    let trees = Arc::clone(&decide.trees);
    let last = trees.len().saturating_sub(1);
    let page = cx.geometry.page();
    let at = decide.listed.min(last);
    decide.listed = match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => (at + 1).min(last),
        Action::Top => 0,
        Action::Bottom => last,
        Action::PageDown | Action::HalfDown => (at + page).min(last),
        Action::PageUp | Action::HalfUp => at.saturating_sub(page),
        Action::Open | Action::In => {
            let Some(tree) = trees.get(at) else {
                return Response::done();
            };
            return Response::goto(Goto::Walk(tree.tree.id.clone()));
        }
        Action::Source | Action::Edit => {
            let Some(tree) = trees.get(at) else {
                return Response::done();
            };
            return go_to(tree.tree.at, cx, action == Action::Edit);
        }
        _ => return Response::ignored(),
    };
    Response::done()
}

/// Esc: unmarks, then folds, then goes back to the list. The walk is kept.
fn cancel(decide: &mut Decide) -> Response {
    if !decide.marked.is_empty() {
        decide.marked.clear();
    } else if decide.peek || decide.why {
        decide.peek = false;
        decide.why = false;
    } else {
        decide.current = None;
    }
    Response::done()
}

/// Shows the words behind every answer, or behind the alternative in full, where there are any.
fn why(decide: &mut Decide) -> Response {
    let said = |walk: &Walk| match walk.current_question() {
        Some((_, question)) => question_notes(walk, question).next().is_some(),
        None => true,
    };
    if !decide.walk().is_some_and(said) {
        return Response::say(Notice::said(
            "The source gives no reason here; o shows the place.",
        ));
    }
    decide.why = !decide.why;
    Response::done()
}

/// What the source says beside a question, its answers and what they lead to at once.
fn question_notes<'w>(walk: &'w Walk, question: &'w Question) -> impl Iterator<Item = &'w Note> {
    let answers = question.answers.iter().flat_map(|answer| {
        let outcome = walk.tree.outcome(answer.next);
        answer
            .notes
            .iter()
            .chain(outcome.into_iter().flat_map(|o| &o.notes))
    });
    question.notes.iter().chain(answers)
}

fn in_walk(decide: &mut Decide, id: &TreeId, action: Action, cx: Cx<'_>) -> Response {
    let scrolled = record::scrolled(decide.draft_top, action, cx.geometry);
    if let Some(top) = scrolled.filter(|_| decide.peek) {
        decide.draft_top = top;
        return Response::done();
    }
    let Some(walk) = decide.walks.get(id) else {
        return Response::ignored();
    };
    let asked = walk
        .current_question()
        .map(|(_, question)| question.answers.len());
    let choices = asked.unwrap_or_else(|| decide.follows.rows().len());
    let last = choices.saturating_sub(1);
    match action {
        Action::Up => decide.at = decide.at.saturating_sub(1),
        Action::Down => decide.at = (decide.at + 1).min(last),
        Action::Top | Action::PageUp | Action::HalfUp => decide.at = 0,
        Action::Bottom | Action::PageDown | Action::HalfDown => decide.at = last,
        Action::PrevQuestion | Action::Out => return back(decide, id),
        Action::Restart => return restart(decide, id),
        Action::Open | Action::In if asked.is_none() => {
            return match decide.change().cloned() {
                Some(change) => changes::make(decide, id, &change),
                None => go_there(decide, cx),
            };
        }
        Action::Answer(_) | Action::Skip | Action::Mark | Action::AnswerYes | Action::AnswerNo
            if asked.is_none() =>
        {
            return Response::say(Notice::said(
                "Every question is answered: ← goes back to one.",
            ));
        }
        _ if asked.is_none() => return Response::ignored(),
        Action::Open | Action::In => return go_on(decide, id),
        Action::Answer(digit) => return digit_answer(decide, id, usize::from(digit) - 1),
        Action::AnswerYes | Action::AnswerNo => {
            return yes_no(decide, id, action == Action::AnswerYes);
        }
        Action::Mark => return mark(decide, choices),
        Action::Skip => {
            if let Some(walk) = decide.walks.get_mut(id) {
                walk.skip();
            }
            recall(decide);
        }
        Action::SwitchFork => return switch_fork(decide, id),
        _ => return Response::ignored(),
    }
    Response::done()
}

fn back(decide: &mut Decide, id: &TreeId) -> Response {
    let moved = decide.walks.get_mut(id).is_some_and(Walk::back);
    if !moved {
        decide.current = decide.before.pop();
    }
    recall(decide);
    Response::done()
}

fn restart(decide: &mut Decide, id: &TreeId) -> Response {
    if let Some(walk) = decide.walks.get_mut(id) {
        walk.restart();
    }
    recall(decide);
    Response::say(Notice::said("Started again; u brings the answers back."))
}

fn mark(decide: &mut Decide, choices: usize) -> Response {
    if decide.at < choices && !decide.marked.remove(&decide.at) {
        decide.marked.insert(decide.at);
    }
    Response::done()
}

/// A digit: in a fork where several hold it marks, else it answers.
fn digit_answer(decide: &mut Decide, id: &TreeId, index: usize) -> Response {
    let Some(walk) = decide.walks.get_mut(id) else {
        return Response::ignored();
    };
    let Some((node, question)) = walk.current_question() else {
        return Response::ignored();
    };
    if index >= question.answers.len() {
        let said = format!(
            "This question has {}.",
            counted(question.answers.len(), "answer")
        );
        return Response::say(Notice::said(said));
    }
    if walk.fork(node) != Fork::OneOf {
        decide.at = index;
        return mark(decide, index + 1);
    }
    walk.answer(index);
    recall(decide);
    Response::done()
}

fn yes_no(decide: &mut Decide, id: &TreeId, yes: bool) -> Response {
    let Some(walk) = decide.walks.get_mut(id) else {
        return Response::ignored();
    };
    let Some((_, question)) = walk.current_question() else {
        return Response::ignored();
    };
    let wanted = if yes { "yes" } else { "no" };
    let says = |text: &SafeText| {
        let first = text
            .split(|c: char| !c.is_alphanumeric())
            .find(|word| !word.is_empty());
        first.is_some_and(|word| word.eq_ignore_ascii_case(wanted))
    };
    let found = question
        .answers
        .iter()
        .position(|answer| says(&answer_text(&walk.tree, answer)));
    let Some(index) = found else {
        return Response::say(Notice::said(
            "This question has no such answer: use its digit.",
        ));
    };
    walk.answer(index);
    recall(decide);
    Response::done()
}

/// Enter: the marked answers, else the one under the cursor.
fn go_on(decide: &mut Decide, id: &TreeId) -> Response {
    let marked = std::mem::take(&mut decide.marked);
    let at = decide.at;
    let Some(walk) = decide.walks.get_mut(id) else {
        return Response::ignored();
    };
    if marked.is_empty() {
        walk.answer(at);
    } else {
        walk.mark(marked);
    }
    recall(decide);
    Response::done()
}

fn switch_fork(decide: &mut Decide, id: &TreeId) -> Response {
    let Some(walk) = decide.walks.get_mut(id) else {
        return Response::ignored();
    };
    let Some(node) = walk.current() else {
        return Response::ignored();
    };
    let (next, said) = match walk.fork(node) {
        Fork::OneOf => (Fork::AnyOf, "Read as: any of these can hold together."),
        Fork::AnyOf => (Fork::AllOf, "Read as: each of these is a part to decide."),
        Fork::AllOf | Fork::Rule => (Fork::OneOf, "Read as: one of these."),
    };
    walk.switch_fork(next);
    recall(decide);
    Response::say(Notice::said(said))
}

/// Puts cursor and marks where the answer given to the question in front says.
pub(super) fn recall(decide: &mut Decide) {
    decide.marked = BTreeSet::new();
    decide.at = 0;
    decide.why = false;
    let Some(walk) = decide.walk() else { return };
    let current = walk.current();
    let held = current.map(|id| walk.held(id)).unwrap_or_default();
    let given = current.and_then(|id| walk.given.get(&id));
    if given.is_none() {
        decide.marked = held;
    } else if let Some(Given::Answers(answers)) = given {
        let first = answers.first().copied().unwrap_or(0);
        let marked = if answers.len() > 1 {
            answers.clone()
        } else {
            BTreeSet::new()
        };
        decide.at = first;
        decide.marked = marked;
    }
}

/// The place of the question in front, or of the outcome under the cursor.
fn place(decide: &Decide) -> Option<Location> {
    let walk = decide.walk()?;
    if let Some((_, question)) = walk.current_question() {
        return Some(question.at);
    }
    let outcome = match decide.follows.rows().get(decide.at)? {
        ResultRow::State(state) => *state.outcomes.first()?,
        ResultRow::Way(way) => way.outcome,
        ResultRow::Change(change) => {
            return walk.tree.question(change.question.1).map(|q| q.at);
        }
    };
    Some(walk.tree.outcome(outcome)?.at)
}

fn source(decide: &Decide, cx: Cx<'_>, edit: bool) -> Response {
    place(decide).map_or_else(Response::done, |at| go_to(at, cx, edit))
}

pub(super) fn go_to(at: Location, cx: Cx<'_>, edit: bool) -> Response {
    if edit {
        return Response::effect(Effect::Edit(cx.catalog.place(at)));
    }
    Response::goto(Goto::Place(at.file, at.line))
}

/// The alternatives side by side; those not on this path only where there is nothing else to
/// compare with.
fn compare(decide: &Decide, cx: Cx<'_>) -> Response {
    let Some(journey) = decide.journey() else {
        return Response::ignored();
    };
    let chosen = |wanted: fn(&AlternativeState) -> bool| {
        let states = decide.follows.states.iter().filter(|state| wanted(state));
        let all = states.map(|state| state.alternative.clone()).collect();
        compared(cx.catalog, all)
    };
    let mut alternatives = chosen(|state| state.standing != Standing::NotOnPath);
    if alternatives.len() < 2 {
        alternatives = chosen(|_| true);
    }
    if alternatives.is_empty() {
        return Response::say(Notice::said(
            "This decision names nothing that a table compares.",
        ));
    }
    Response::goto(Goto::Compare(alternatives, Some(Box::new(journey))))
}

/// Enter on the result: goes on where the row leads on, else adopts what stands there.
fn go_there(decide: &Decide, cx: Cx<'_>) -> Response {
    let Some(way) = decide.follows.way_at(decide.at) else {
        return adopt(decide, cx);
    };
    match &way.to {
        WayTo::Tree(tree) => Response::goto(Goto::Onward(tree.clone())),
        WayTo::Place(at) => Response::goto(Goto::Place(at.file, at.line)),
        WayTo::Nowhere(said) => Response::say(Notice::said(said.clone())),
    }
}

/// Adopts the alternative under the cursor; while questions are left, the only recommended one.
fn adopt(decide: &Decide, cx: Cx<'_>) -> Response {
    let Some(journey) = decide.journey() else {
        return Response::ignored();
    };
    let done = journey.last.current().is_none();
    if decide.follows.way_at(decide.at).is_some() && done {
        return Response::say(Notice::said(
            "This goes on elsewhere and is nothing to adopt: Enter goes there.",
        ));
    }
    let chosen = if done && decide.change().is_none() {
        decide.follows.state_at(decide.at)
    } else {
        let mut recommended = decide.follows.of(Standing::Recommended);
        recommended.next().filter(|_| recommended.next().is_none())
    };
    let Some(chosen) = chosen else {
        return Response::say(Notice::said(if done {
            "Put the cursor on the alternative to adopt."
        } else {
            "Answer on until something is recommended, then adopt."
        }));
    };
    let concern = decide.asked_for().cloned();
    let decision = decision(&journey, cx, Some(&chosen.alternative), concern);
    Response::adopt(decision, cx)
}

/// Adopts something that the walk in front recommends.
pub fn adopt_only(decide: &Decide, chosen: &Alternative, cx: Cx<'_>) -> Option<Response> {
    let journey = decide.journey()?;
    let decision = decision(&journey, cx, Some(chosen), decide.asked_for().cloned());
    Some(Response::adopt(decision, cx))
}

fn copy_draft(decide: &Decide) -> Response {
    Response::effect(Effect::Copy {
        what: SafeText::from("the draft"),
        text: decide.follows.draft.to_string(),
    })
}

fn copy_twin(decide: &Decide, cx: Cx<'_>) -> Response {
    let Some(journey) = decide.journey() else {
        return Response::ignored();
    };
    twin::copy(cx, &journey.twin())
}
