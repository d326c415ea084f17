//! What an action does in Compare.

use crate::action::Action;
use crate::compare::{Cell, GridCell};
use crate::effect::Effect;
use crate::model::Alternative;
use crate::screens::compare::Compare;
use crate::screens::{Cx, Goto, Notice, Response, twin};
use crate::stack::{Decision, Subject, compared, from_journey};
use crate::text::SafeText;

/// Applies an action.
pub fn update(compare: &mut Compare, action: Action, cx: Cx<'_>) -> Response {
    let grid = compare.grid();
    let (rows, columns) = (grid.row_heads.len(), grid.column_heads.len());
    let (row, column) = compare.at;
    let page = cx.geometry.page();
    let last = (rows.saturating_sub(1), columns.saturating_sub(1));
    match action {
        Action::CompareThis => return Response::ignored(),
        _ if rows == 0 && columns == 0 && compare.alternatives.is_empty() => {
            return nothing_compared(action);
        }
        Action::Up => compare.at.0 = row.saturating_sub(1),
        Action::Down => compare.at.0 = (row + 1).min(last.0),
        Action::PageUp | Action::HalfUp => compare.at.0 = row.saturating_sub(page),
        Action::PageDown | Action::HalfDown => compare.at.0 = (row + page).min(last.0),
        Action::Top => compare.at.0 = 0,
        Action::Bottom => compare.at.0 = last.0,
        Action::Out => compare.at.1 = column.saturating_sub(1),
        Action::In => compare.at.1 = (column + 1).min(last.1),
        Action::NextPane => compare.at.1 = if column == last.1 { 0 } else { column + 1 },
        Action::PrevPane => compare.at.1 = if column == 0 { last.1 } else { column - 1 },
        Action::ColumnLeft => return shift(compare, false),
        Action::ColumnRight => return shift(compare, true),
        Action::Wider => return resize(compare, 4),
        Action::Narrower => return resize(compare, -4),
        Action::Open => compare.cell_open = !compare.cell_open,
        Action::Cancel => return cancel(compare),
        Action::Transpose => {
            compare.view.transposed = !compare.view.transposed;
            compare.at = (column, row);
            compare.widths.clear();
        }
        Action::Differences => return differences(compare),
        Action::Drop => return drop_alternative(compare, cx),
        Action::LeadsHere => return Response::leads_here(chosen(compare).map(|one| vec![one])),
        Action::Card => return Response::card(chosen(compare).map(|one| vec![one])),
        Action::Adopt => return adopt(compare, cx),
        Action::Source => return source(compare, cx, false),
        Action::Edit => return source(compare, cx, true),
        Action::Copy => return copy(compare),
        Action::CopyTwin => return copy_twin(compare, cx),
        _ => return Response::ignored(),
    }
    compare.clamp();
    Response::done()
}

fn nothing_compared(action: Action) -> Response {
    match action {
        Action::Open | Action::Mark => Response::say(Notice::said(
            "Choose what to compare first: c lists the technologies.",
        )),
        _ => Response::ignored(),
    }
}

fn cancel(compare: &mut Compare) -> Response {
    if compare.cell_open {
        compare.cell_open = false;
        return Response::done();
    }
    if compare.view.differences_only {
        compare.view.differences_only = false;
        compare.clamp();
        return Response::done();
    }
    if compare.walk.is_some() {
        return Response::goto(Goto::View(crate::screens::View::Decide));
    }
    Response::ignored()
}

fn differences(compare: &mut Compare) -> Response {
    compare.view.differences_only = !compare.view.differences_only;
    compare.clamp();
    let shown = compare.grid();
    let all = compare.comparison.criteria.len();
    let left = if compare.view.transposed {
        shown.column_heads.len()
    } else {
        shown.row_heads.len()
    };
    let said = if compare.view.differences_only {
        format!("{left} of {all} criteria: those by which not everything stated is the same.")
    } else {
        format!("All {all} criteria.")
    };
    Response::say(Notice::said(said))
}

fn resize(compare: &mut Compare, by: isize) -> Response {
    let column = compare.at.1;
    let width = compare.widths.get(&column).copied().unwrap_or(24);
    compare
        .widths
        .insert(column, width.saturating_add_signed(by).clamp(6, 120));
    Response::done()
}

/// The position of the alternative under the cursor.
fn alternative_at(compare: &Compare) -> Option<usize> {
    cell_at(compare).map(|cell| cell.alternative)
}

fn cell_at(compare: &Compare) -> Option<GridCell> {
    let grid = compare.grid();
    grid.cells.get(compare.at.0)?.get(compare.at.1).cloned()
}

fn chosen(compare: &Compare) -> Option<Alternative> {
    let position = alternative_at(compare).or_else(|| {
        let heads = compare.grid();
        let heads = if compare.view.transposed {
            heads.row_heads
        } else {
            heads.column_heads
        };
        let at = if compare.view.transposed {
            compare.at.0
        } else {
            compare.at.1
        };
        heads.get(at).map(|head| head.position)
    })?;
    compare
        .comparison
        .alternatives
        .get(position)
        .map(|column| column.alternative.clone())
}

/// Moves the column under the cursor one place.
fn shift(compare: &mut Compare, right: bool) -> Response {
    let grid = compare.grid();
    let (heads, at) = if compare.view.transposed {
        (grid.row_heads, compare.at.0)
    } else {
        (grid.column_heads, compare.at.1)
    };
    let to = if right { at + 1 } else { at.wrapping_sub(1) };
    if at >= heads.len() || to >= heads.len() {
        return Response::done();
    }
    let column = |head: &crate::compare::Head| {
        compare
            .comparison
            .alternatives
            .get(head.position)
            .map(|c| c.alternative.key().clone())
    };
    let mut order: Vec<SafeText> = heads.iter().filter_map(column).collect();
    if order.len() == heads.len() {
        order.swap(at, to);
        compare.view.order = order;
        if compare.view.transposed {
            compare.at.0 = to;
        } else {
            compare.at.1 = to;
        }
    }
    Response::done()
}

fn drop_alternative(compare: &mut Compare, cx: Cx<'_>) -> Response {
    let Some(gone) = chosen(compare) else {
        return Response::done();
    };
    let at = compare.at;
    let view = compare.view.clone();
    let walk = compare.walk.take();
    let table = compare.table.take();
    if table.is_some() {
        compare.table = table;
        compare.view.hidden_alternatives.insert(gone.key().clone());
    } else {
        let left = compare
            .alternatives
            .iter()
            .filter(|a| a.key() != gone.key())
            .cloned();
        let left: Vec<Alternative> = left.collect();
        super::choose(compare, cx.catalog, left);
        compare.view = view;
    }
    compare.walk = walk;
    compare.at = at;
    compare.clamp();
    Response::say(Notice::said(format!(
        "{} is out; u brings it back.",
        gone.name
    )))
}

/// Adopts the alternative under the cursor, with the walk that led here and this comparison.
fn adopt(compare: &Compare, cx: Cx<'_>) -> Response {
    let Some(chosen) = chosen(compare) else {
        return Response::done();
    };
    let mut decision = if let Some(walk) = &compare.walk {
        from_journey(walk, cx.catalog, &cx.stack.facts, Some(chosen.clone()))
    } else {
        let subject = subject(compare, &chosen, cx);
        let mut known = cx.stack.decisions.iter();
        let known = known.find(|decision| decision.subject == subject);
        Decision::anew(known, subject, chosen.clone())
    };
    decision.take_comparison(compared(&compare.comparison, &compare.view));
    Response::adopt(decision, cx)
}

/// What the choice is about: the concern that its kind serves, else the table's title.
fn subject(compare: &Compare, chosen: &Alternative, cx: Cx<'_>) -> Subject {
    let known = chosen
        .technology
        .as_ref()
        .and_then(|id| cx.catalog.technology(id));
    let kind = known.and_then(|technology| technology.kind.as_ref());
    let mut concerns = cx.catalog.manifest.concerns.iter();
    if let Some(concern) = concerns.find(|c| kind.is_some_and(|kind| c.kinds.contains(kind))) {
        return Subject::Concern(concern.id.clone());
    }
    let table = compare.table.as_ref();
    let table = table.and_then(|id| cx.catalog.tables().find(|table| table.id == *id));
    let title = table.map(|table| table.title.clone());
    Subject::Title(
        title
            .or_else(|| kind.cloned())
            .unwrap_or_else(|| chosen.name.clone()),
    )
}

fn source(compare: &Compare, cx: Cx<'_>, edit: bool) -> Response {
    let Some(at) = cell_at(compare) else {
        return Response::done();
    };
    let cell = compare.comparison.cell(at.criterion, at.alternative);
    let first = cell.and_then(|cell| cell.values.first()?.sources.first());
    match first {
        Some(source) if edit => Response::effect(Effect::Edit(cx.catalog.place(source.at))),
        Some(source) => Response::goto(Goto::Place(source.at.file, source.at.line)),
        None => Response::say(Notice::said(
            "Nothing is stated here, so there is no source.",
        )),
    }
}

fn copy(compare: &Compare) -> Response {
    let Some(at) = cell_at(compare) else {
        return Response::done();
    };
    let cell = compare.comparison.cell(at.criterion, at.alternative);
    let values = |cell: &Cell| {
        let texts = cell.values.iter().map(|value| value.text.to_string());
        texts.collect::<Vec<_>>().join("\n")
    };
    let text = cell.map(values).unwrap_or_default();
    Response::effect(Effect::Copy {
        what: SafeText::from("the cell"),
        text,
    })
}

fn copy_twin(compare: &Compare, cx: Cx<'_>) -> Response {
    let mut words = vec!["archtui".to_owned(), "compare".to_owned()];
    words.extend(
        compare
            .alternatives
            .iter()
            .map(|alternative| alternative.key().to_string()),
    );
    if compare.view.differences_only {
        words.push("--differences".to_owned());
    }
    if compare.view.transposed {
        words.push("--transpose".to_owned());
    }
    twin::copy(cx, &words)
}
