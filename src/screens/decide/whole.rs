//! The tree as a whole: a cursor over its outline, and going to what is under it.

use crate::action::Action;
use crate::model::TreeId;
use crate::screens::decide::Decide;
use crate::screens::decide::update::{go_to, recall};
use crate::screens::{Cx, Response};
use crate::text::Location;
use crate::walk::{Leads, OutlineRow, Walk, offered_by, outline};

/// Shows the whole tree, the cursor on the question in front; or what was shown before.
pub(super) fn toggle(decide: &mut Decide) {
    decide.peek = false;
    decide.whole = match (decide.whole, decide.walk()) {
        (None, Some(walk)) => Some(row_in_front(walk)),
        _ => None,
    };
}

/// The row of the question in front; at the end, of the outcome that the answers lead to.
fn row_in_front(walk: &Walk) -> usize {
    let rows = outline(&walk.tree);
    let at = if let Some(question) = walk.current() {
        let asked = |row: &OutlineRow| row.leads == Leads::Question(question);
        rows.iter().position(asked)
    } else {
        let end = walk.route().reached.first().map(|reached| reached.via);
        rows.iter().position(|row| Some(row.via) == end)
    };
    at.unwrap_or(0)
}

/// Applies an action while the whole tree is shown; `None` where it means what it always means.
pub(super) fn update(
    decide: &mut Decide,
    id: &TreeId,
    action: Action,
    cx: Cx<'_>,
) -> Option<Response> {
    let at = decide.whole?;
    let walk = decide.walks.get_mut(id)?;
    let rows = outline(&walk.tree);
    let last = rows.len().saturating_sub(1);
    let at = at.min(last);
    let row = rows.get(at)?;
    let page = cx.geometry.page();
    let to = match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => at + 1,
        Action::Top => 0,
        Action::Bottom => last,
        Action::PageDown => at + page,
        Action::PageUp => at.saturating_sub(page),
        Action::HalfDown => at + page.div_ceil(2),
        Action::HalfUp => at.saturating_sub(page.div_ceil(2)),
        Action::Out | Action::PrevQuestion => above(&rows, at),
        Action::Open | Action::In => return Some(go(decide, id, *row)),
        Action::Cancel | Action::Zoom => {
            decide.whole = None;
            return Some(Response::done());
        }
        Action::Source | Action::Edit => {
            let place = place(walk, row);
            let go = |at| go_to(at, cx, action == Action::Edit);
            return Some(place.map_or_else(Response::done, go));
        }
        Action::LeadsHere | Action::Card => {
            let outcome = match row.leads {
                Leads::Outcome(outcome) => walk.tree.outcome(outcome),
                Leads::Question(_) | Leads::Seen { .. } => None,
            };
            let offered = outcome.map(|outcome| offered_by(outcome, cx.catalog));
            return Some(match action {
                Action::Card => Response::card(offered),
                _ => Response::leads_here(offered),
            });
        }
        Action::Peek | Action::CompareThis | Action::Copy | Action::CopyTwin | Action::Restart => {
            return None;
        }
        _ => return Some(Response::ignored()),
    };
    decide.whole = Some(to.min(last));
    Some(Response::done())
}

/// The row that a row stands below.
fn above(rows: &[OutlineRow], at: usize) -> usize {
    let depth = rows.get(at).map_or(0, |row| row.depth);
    let before = rows.iter().take(at);
    before
        .clone()
        .rposition(|row| row.depth < depth)
        .unwrap_or(at)
}

/// Goes to the question of a row, or to the outcome: as few answers as can be are given for it.
fn go(decide: &mut Decide, id: &TreeId, row: OutlineRow) -> Response {
    if let Some(walk) = decide.walks.get_mut(id) {
        match (row.question(), row.via) {
            (Some(question), _) if walk.focus_on(question) => {}
            (_, Some(via)) => drop(walk.go_through(via)),
            (question, None) => drop(question.map(|question| walk.go_to(question))),
        }
    }
    decide.whole = None;
    recall(decide);
    Response::done()
}

/// Where the answer of a row stands, or the first question.
fn place(walk: &Walk, row: &OutlineRow) -> Option<Location> {
    let Some((id, index)) = row.via else {
        return walk
            .tree
            .question(walk.tree.root)
            .map(|question| question.at);
    };
    let answer = walk.tree.question(id)?.answers.get(index)?;
    Some(answer.at)
}
