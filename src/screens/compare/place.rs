//! The row above the table: what is compared, and what of it is seen.

use crate::compare::Holds;
use crate::screens::compare::Compare;
use crate::text::counted;

/// A screen narrower than this has room for the short words only.
const NARROW: usize = 100;

/// What is compared, and what of it is seen, for a screen of so many columns.
pub fn place(compare: &Compare, columns: usize) -> (String, String) {
    let names: Vec<&str> = compare
        .alternatives
        .iter()
        .map(|a| a.name.as_str())
        .collect();
    if names.is_empty() {
        return ("Compare".to_owned(), String::new());
    }
    let what = match &compare.table {
        Some(table) => table.to_string(),
        None => names.join(", "),
    };
    let narrow = columns < NARROW;
    let lead = if narrow { "" } else { "Compare › " };
    (format!("{lead}{what}"), seen(compare, narrow))
}

/// How many rows are seen and why not all, how they are sorted, what is left out.
fn seen(compare: &Compare, narrow: bool) -> String {
    let view = &compare.look.view;
    let shown = view.criteria(&compare.comparison).len();
    let all = compare.comparison.criteria.len();
    let mut parts = Vec::new();
    if shown < all && narrow {
        parts.push(format!("{shown}/{all} rows"));
    } else if shown < all {
        parts.push(format!("showing {shown} of {all} rows"));
    } else {
        parts.push(counted(all, "criterion"));
    }
    if view.differences_only {
        parts.push(
            if narrow {
                "differences only"
            } else {
                "differences only (=)"
            }
            .to_owned(),
        );
    }
    let hidden = view.hidden_criteria.iter();
    let hidden = hidden.filter(|key| compare.comparison.by_key(key).is_some());
    match hidden.count() {
        0 => {}
        hidden => parts.push(format!("{hidden} hidden")),
    }
    let sorted = view.sort.as_ref();
    let sorted = sorted.and_then(|sort| compare.comparison.by_key(&sort.criterion));
    parts.extend(
        sorted
            .filter(|_| !narrow)
            .map(|row| format!("sorted by {}", row.name)),
    );
    parts.extend(left_out(compare, narrow));
    parts.join(", ")
}

fn left_out(compare: &Compare, narrow: bool) -> Option<String> {
    let view = &compare.look.view;
    if view.conditions.is_empty() {
        return None;
    }
    let judged = (0..compare.comparison.alternatives.len())
        .filter(|at| view.judge(&compare.comparison, *at) == Holds::No);
    let out = judged.count();
    if narrow {
        return Some(format!("{out} out"));
    }
    let conditions = view.conditions.iter().map(|c| c.written.as_str());
    let conditions: Vec<&str> = conditions.collect();
    Some(format!("{}: {out} left out (Esc)", conditions.join(", ")))
}
