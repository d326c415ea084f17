//! What an action does in Compare.

use crate::action::Action;
use crate::compare::{Chart, ValueSource};
use crate::effect::Effect;
use crate::screens::compare::copy::Part;
use crate::screens::compare::{Compare, Front, change, copy, rows};
use crate::screens::{Cx, Goto, Notice, Response};
use crate::stack::{Decision, Subject, from_journey};

/// Applies an action.
pub fn update(compare: &mut Compare, action: Action, cx: Cx<'_>) -> Response {
    if action == Action::CompareThis {
        return Response::ignored();
    }
    if compare.alternatives.is_empty() && compare.comparison.criteria.is_empty() {
        return nothing_compared(action);
    }
    if moved(compare, action, cx.geometry.page()) {
        return Response::done();
    }
    match action {
        Action::Heavier => rows::weigh(compare, true),
        Action::Lighter => rows::weigh(compare, false),
        Action::Sort => rows::sort(compare),
        Action::Differences => rows::differences(compare),
        Action::HideRow => rows::hide(compare),
        Action::Drop => rows::drop_alternative(compare, cx),
        Action::ColumnLeft => rows::shift(compare, false),
        Action::ColumnRight => rows::shift(compare, true),
        Action::Wider => rows::resize(compare, rows::WIDTH_STEP),
        Action::Narrower => rows::resize(compare, -rows::WIDTH_STEP),
        Action::Transpose => transpose(compare),
        Action::Score => change::scores(compare),
        Action::Filter => change::condition(compare),
        Action::JoinRows => change::rows(compare),
        Action::SplitRow => change::names(compare),
        Action::Open => open(compare),
        Action::Chart => chart(compare),
        Action::Cancel => cancel(compare),
        Action::LeadsHere => {
            Response::leads_here(compare.alternative_at().map(|one| vec![one.clone()]))
        }
        Action::Card => Response::card(compare.alternative_at().map(|one| vec![one.clone()])),
        Action::Adopt => adopt(compare, cx),
        Action::Source => source(compare, cx, false),
        Action::Edit => source(compare, cx, true),
        Action::Copy => copy::part(compare, Part::Cell),
        Action::CopyPart => copy::parts(),
        Action::CopyTwin => copy::command(compare, cx),
        _ => Response::ignored(),
    }
}

fn nothing_compared(action: Action) -> Response {
    match action {
        Action::Open | Action::Mark => Response::say(Notice::said(
            "Choose what to compare first: c lists the technologies.",
        )),
        _ => Response::ignored(),
    }
}

/// Moves the cursor; false where the action is no move.
fn moved(compare: &mut Compare, action: Action, page: usize) -> bool {
    if let Front::Cell(at) = compare.front {
        let last = sources(compare).len().saturating_sub(1);
        if let Some(to) = step(action, at, last, page) {
            compare.front = Front::Cell(to);
            return true;
        }
    }
    let (rows, columns) = compare.size();
    let (row, column) = compare.at;
    let (last_row, last) = (rows.saturating_sub(1), columns.saturating_sub(1));
    if let Some(to) = step(action, row, last_row, page) {
        compare.at.0 = to;
        return true;
    }
    compare.at.1 = match action {
        Action::Out => column.saturating_sub(1),
        Action::In => (column + 1).min(last),
        Action::NextPane => {
            if column < last {
                column + 1
            } else {
                0
            }
        }
        Action::PrevPane => column.checked_sub(1).unwrap_or(last),
        _ => return false,
    };
    if let Front::Cell(source) = &mut compare.front {
        *source = 0;
    }
    true
}

/// Where a move up or down leads in a list whose last position is given.
fn step(action: Action, at: usize, last: usize, page: usize) -> Option<usize> {
    Some(match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => at.saturating_add(1).min(last),
        Action::PageUp | Action::HalfUp => at.saturating_sub(page),
        Action::PageDown | Action::HalfDown => at.saturating_add(page).min(last),
        Action::Top => 0,
        Action::Bottom => last,
        _ => return None,
    })
}

fn transpose(compare: &mut Compare) -> Response {
    compare.keeping(|compare| {
        let view = &mut compare.look.view;
        view.transposed = !view.transposed;
        compare.at = (compare.at.1, compare.at.0);
        compare.widths.clear();
    });
    Response::done()
}

fn open(compare: &mut Compare) -> Response {
    compare.front = match compare.front {
        Front::Table if compare.cell_at().is_some() => Front::Cell(0),
        _ => Front::Table,
    };
    Response::done()
}

/// The totals as bars, then the row under the cursor, then the table again.
fn chart(compare: &mut Compare) -> Response {
    let totals = !compare.matrix().criteria.is_empty();
    let bars = bars(compare).is_some();
    compare.front = match compare.front {
        Front::Totals if bars => Front::Bars,
        Front::Totals | Front::Bars => Front::Table,
        _ if totals => Front::Totals,
        _ if bars => Front::Bars,
        _ => {
            return Response::say(Notice::said(
                "Nothing to draw: this row has no two numbers of one kind, and no row has a weight (+).",
            ));
        }
    };
    Response::done()
}

/// The row under the cursor as bars.
pub(super) fn bars(compare: &Compare) -> Option<Chart> {
    let row = compare.criterion_at()?;
    let mut rows = compare.comparison.criteria.iter();
    let at = rows.position(|known| known.key == row.key)?;
    let upright = crate::compare::grid(&compare.comparison, &compare.look.view.upright());
    Chart::of_criterion(&compare.comparison, at, &upright)
}

fn cancel(compare: &mut Compare) -> Response {
    if compare.front != Front::Table {
        compare.front = Front::Table;
    } else if !rows::show_more(compare) {
        return match compare.walk {
            Some(_) => Response::goto(Goto::View(crate::screens::View::Decide)),
            None => Response::ignored(),
        };
    }
    Response::done()
}

/// Adopts the alternative under the cursor, with the walk that led here and this comparison.
fn adopt(compare: &Compare, cx: Cx<'_>) -> Response {
    let Some(chosen) = compare.alternative_at().cloned() else {
        return Response::done();
    };
    let mut decision = if let Some(walk) = &compare.walk {
        from_journey(walk, cx.catalog, &cx.stack.facts, Some(chosen))
    } else {
        let table = compare.table.as_ref();
        let table = table.and_then(|id| cx.catalog.tables().find(|table| table.id == *id));
        let subject = Subject::of_choice(cx.catalog, &chosen, table.map(|table| &**table));
        let mut known = cx.stack.decisions.iter();
        let known = known.find(|decision| decision.subject == subject);
        Decision::anew(known, subject, chosen)
    };
    let look = &compare.look;
    decision.rest_on(&compare.comparison, &look.view, &look.weighing);
    Response::adopt(decision, cx)
}

/// All sources of the cell under the cursor, in the order in which they are shown.
pub(super) fn sources(compare: &Compare) -> Vec<ValueSource> {
    let at = compare.cell_at();
    let cell = at.and_then(|at| compare.comparison.cell(at.criterion, at.alternative));
    let values = cell.map(|cell| cell.values.as_slice()).unwrap_or_default();
    let sources = values.iter().flat_map(|value| value.sources.iter());
    sources.cloned().collect()
}

fn source(compare: &Compare, cx: Cx<'_>, edit: bool) -> Response {
    let at = match compare.front {
        Front::Cell(source) => source,
        _ => 0,
    };
    match sources(compare).get(at) {
        Some(source) if edit => Response::effect(Effect::Edit(cx.catalog.place(source.at))),
        Some(source) => Response::goto(Goto::Place(source.at.file, source.at.line)),
        None => Response::say(Notice::said(
            "Nothing is stated here, so there is no source.",
        )),
    }
}
