//! Rows and columns: their order, what is seen of them, and how much a row counts.

use crate::compare::{Head, MOST, Sort};
use crate::screens::compare::{Compare, state};
use crate::screens::{Cx, Notice, Response};
use crate::text::SafeText;

/// What resizing changes at once, and the widths it keeps to, in columns of the screen.
pub(super) const WIDTH_STEP: isize = 4;
const WIDTHS: (usize, usize) = (6, 120);
/// The width that resizing begins with.
const FIRST_WIDTH: usize = 24;

/// Makes the row under the cursor count more, or less.
pub(super) fn weigh(compare: &mut Compare, heavier: bool) -> Response {
    let Some(row) = compare.criterion_at() else {
        return Response::done();
    };
    let key = row.key.clone();
    let weights = &mut compare.look.weighing.weights;
    let weight = weights.get(&key).copied().unwrap_or(0);
    let weight = if heavier {
        (weight + 1).min(MOST)
    } else {
        weight.saturating_sub(1)
    };
    if weight == 0 {
        weights.remove(&key);
    } else {
        weights.insert(key, weight);
    }
    Response::done()
}

/// Sorts by the row under the cursor: upwards, downwards, as gathered.
pub(super) fn sort(compare: &mut Compare) -> Response {
    let Some(row) = compare.criterion_at() else {
        return Response::done();
    };
    let by = |descending| Sort {
        criterion: row.key.clone(),
        descending,
    };
    let name = row.name.clone();
    let (next, how) = match &compare.look.view.sort {
        Some(sort) if sort.criterion == row.key && sort.descending => (None, "as gathered again"),
        Some(sort) if sort.criterion == row.key => (Some(by(true)), "the most first"),
        _ => (Some(by(false)), "the least first"),
    };
    compare.keeping(|compare| compare.look.view.sort = next);
    Response::say(Notice::said(format!("Sorted by {name}: {how}.")))
}

pub(super) fn differences(compare: &mut Compare) -> Response {
    compare.keeping(|compare| {
        let view = &mut compare.look.view;
        view.differences_only = !view.differences_only;
    });
    let (all, left) = (
        compare.comparison.criteria.len(),
        compare.criteria().0.len(),
    );
    let said = if compare.look.view.differences_only {
        format!("{left} of {all} criteria: those by which not everything stated is the same.")
    } else {
        format!("All {all} criteria.")
    };
    Response::say(Notice::said(said))
}

/// Hides the criterion under the cursor.
pub(super) fn hide(compare: &mut Compare) -> Response {
    let Some(row) = compare.criterion_at() else {
        return Response::done();
    };
    let (key, name) = (row.key.clone(), row.name.clone());
    compare.look.view.hidden_criteria.insert(key);
    compare.clamp();
    Response::say(Notice::said(format!(
        "{name} is hidden; u brings it back, Esc all that are."
    )))
}

/// Shows again what was left out, one step at a time. False when everything is seen.
pub(super) fn show_more(compare: &mut Compare) -> bool {
    let mut shown = false;
    compare.keeping(|compare| {
        let view = &mut compare.look.view;
        shown = true;
        if !view.conditions.is_empty() {
            view.conditions.clear();
        } else if view.differences_only {
            view.differences_only = false;
        } else if !view.hidden_criteria.is_empty() || !view.hidden_alternatives.is_empty() {
            view.hidden_criteria.clear();
            view.hidden_alternatives.clear();
        } else {
            shown = false;
        }
    });
    shown
}

/// Makes the column under the cursor wider, or narrower.
pub(super) fn resize(compare: &mut Compare, by: isize) -> Response {
    let column = compare.at.1;
    let width = compare.widths.get(&column).copied().unwrap_or(FIRST_WIDTH);
    let width = width.saturating_add_signed(by).clamp(WIDTHS.0, WIDTHS.1);
    compare.widths.insert(column, width);
    Response::done()
}

/// Moves the alternative under the cursor one place.
pub(super) fn shift(compare: &mut Compare, right: bool) -> Response {
    let (heads, at) = compare.columns();
    let to = if right { at + 1 } else { at.wrapping_sub(1) };
    if at >= heads.len() || to >= heads.len() {
        return Response::done();
    }
    let key = |head: &Head| {
        let column = compare.comparison.alternatives.get(head.position)?;
        Some(column.alternative.key().clone())
    };
    let mut order: Vec<SafeText> = heads.iter().filter_map(key).collect();
    if order.len() == heads.len() {
        order.swap(at, to);
        compare.keeping(|compare| {
            // An order by hand takes the place of one by what is stated.
            compare.look.view.sort = None;
            compare.look.view.order = order;
        });
    }
    Response::done()
}

/// Takes the alternative under the cursor out.
pub(super) fn drop_alternative(compare: &mut Compare, cx: Cx<'_>) -> Response {
    let Some(gone) = compare.alternative_at().cloned() else {
        return Response::done();
    };
    if compare.table.is_some() {
        let hidden = &mut compare.look.view.hidden_alternatives;
        hidden.insert(gone.key().clone());
        compare.clamp();
    } else {
        let all = compare.alternatives.iter();
        let left = all.filter(|a| a.key() != gone.key()).cloned().collect();
        state::choose(compare, cx.catalog, left);
    }
    Response::say(Notice::said(format!(
        "{} is out; u brings it back.",
        gone.name
    )))
}
