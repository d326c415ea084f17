//! What of a comparison can be copied: parts of it, and the command that shows the same.

use crate::compare::{Cell, Sheet, View, outlook};
use crate::effect::Effect;
use crate::screens::compare::change::{Change, Menu, MenuChoice};
use crate::screens::compare::{Compare, Front};
use crate::screens::{Cx, Goto, Response, twin};
use crate::text::SafeText;

/// A part of a comparison in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The cell under the cursor, as it is stated.
    Cell,
    /// Its row, as markdown.
    Row,
    /// Its column, as markdown.
    Column,
    /// All that is seen, as markdown.
    Markdown,
    /// As comma-separated values.
    Csv,
    /// As an HTML table.
    Html,
    /// As JSON.
    Json,
}

impl Part {
    /// All parts with what they are called, in the order of the list.
    const ALL: [(Self, &'static str); 7] = [
        (Self::Cell, "the cell"),
        (Self::Row, "the row, as markdown"),
        (Self::Column, "the column, as markdown"),
        (Self::Markdown, "the table, as markdown"),
        (Self::Csv, "the table, as CSV"),
        (Self::Html, "the table, as HTML"),
        (Self::Json, "the table, as JSON"),
    ];
}

/// The list of parts.
pub(super) fn parts() -> Response {
    let choices = Part::ALL
        .iter()
        .zip('1'..)
        .map(|((part, name), key)| MenuChoice {
            key: Some(key),
            text: SafeText::from(format!("{key}  {name}")),
            remark: SafeText::default(),
            change: Change::Copy(*part),
        });
    Response::goto(Goto::Menu(Menu {
        title: SafeText::new("copy"),
        choices: choices.collect(),
        at: 0,
    }))
}

/// Copies a part.
pub(super) fn part(compare: &Compare, part: Part) -> Response {
    let (row, column) = compare.at;
    let seen = || Sheet::of(&compare.grid());
    let all = || Sheet::through(&compare.comparison, &compare.look.view, &compare.matrix());
    let text = match part {
        Part::Cell => cell(compare),
        Part::Row => seen().part(Some(row), None).markdown(),
        Part::Column => seen().part(None, Some(column)).markdown(),
        Part::Markdown => all().markdown() + &said(compare),
        Part::Csv => all().csv(),
        Part::Html => all().html(),
        Part::Json => all().json(),
    };
    let called = Part::ALL.iter().find(|(known, _)| *known == part);
    Response::effect(Effect::Copy {
        what: SafeText::new(called.map_or("", |(_, name)| name)),
        text,
    })
}

/// What weighing says, as a list.
fn said(compare: &Compare) -> String {
    let said = outlook(&compare.comparison, &compare.matrix());
    let lines = said.iter().map(|line| format!("- {line}\n"));
    let lines: String = lines.collect();
    if lines.is_empty() {
        lines
    } else {
        format!("\n{lines}")
    }
}

fn cell(compare: &Compare) -> String {
    let at = compare.cell_at();
    let cell = at.and_then(|at| compare.comparison.cell(at.criterion, at.alternative));
    let values = |cell: &Cell| {
        let texts = cell.values.iter().map(|value| value.text.to_string());
        texts.collect::<Vec<_>>().join("\n")
    };
    cell.map(values).unwrap_or_default()
}

/// Copies the command that shows the same.
pub(super) fn command(compare: &Compare, cx: Cx<'_>) -> Response {
    twin::copy(cx, &words(compare))
}

fn words(compare: &Compare) -> Vec<String> {
    let view = &compare.look.view;
    // The names in their order; what leaves some out is said by flags.
    let all = View {
        order: view.order.clone(),
        hidden_alternatives: view.hidden_alternatives.clone(),
        ..View::default()
    };
    let comparison = &compare.comparison;
    let columns = all.alternatives(comparison);
    let columns = columns.iter().filter_map(|head| {
        let column = comparison.alternatives.get(head.position)?;
        Some(column.alternative.key().to_string())
    });
    let mut words = vec!["archtui".to_owned(), "compare".to_owned()];
    match &compare.table {
        Some(table) if view.order.is_empty() && view.hidden_alternatives.is_empty() => {
            words.extend(["--table".to_owned(), table.to_string()]);
        }
        Some(table) => {
            words.extend(columns);
            words.extend(["--table".to_owned(), table.to_string()]);
        }
        None => words.extend(columns),
    }
    words.extend(seen(compare));
    words.extend(counted(compare));
    let chart = "--chart".to_owned();
    match (compare.front, compare.criterion_at()) {
        (Front::Totals, _) => words.push(chart),
        (Front::Bars, Some(row)) => words.extend([chart, row.name.to_string()]),
        _ => {}
    }
    words
}

/// The flags that say what is seen.
fn seen(compare: &Compare) -> Vec<String> {
    let view = &compare.look.view;
    let name = |key: &String| {
        let row = compare.comparison.by_key(key);
        row.map_or_else(|| key.clone(), |row| row.name.to_string())
    };
    let mut words = Vec::new();
    let mut flag = |flag: &str, value: Option<String>| {
        words.push(format!("--{flag}"));
        words.extend(value);
    };
    if view.differences_only {
        flag("differences", None);
    }
    if view.transposed {
        flag("transpose", None);
    }
    if let Some(sort) = &view.sort {
        flag("sort", Some(name(&sort.criterion)));
        if sort.descending {
            flag("descending", None);
        }
    }
    for condition in &view.conditions {
        flag("where", Some(condition.written.to_string()));
    }
    let rows = compare.comparison.criteria.iter();
    let shown = rows.filter(|row| !view.hidden_criteria.contains(&row.key));
    for row in shown.filter(|_| !view.hidden_criteria.is_empty()) {
        flag("criteria", Some(row.name.to_string()));
    }
    for apart in &compare.look.criteria.apart {
        flag("split", Some(apart.clone()));
    }
    for (joined, into) in &compare.look.criteria.joined {
        flag("join", Some(format!("{joined}={into}")));
    }
    words
}

/// The flags that say what counts.
fn counted(compare: &Compare) -> Vec<String> {
    let weighing = &compare.look.weighing;
    let rows = &compare.comparison.criteria;
    let mut words = Vec::new();
    for row in rows {
        if let Some(weight) = weighing.weights.get(&row.key) {
            words.extend(["--weight".to_owned(), format!("{}={weight}", row.name)]);
        }
    }
    if words.is_empty() {
        return words;
    }
    for column in &compare.comparison.alternatives {
        let key = column.alternative.key();
        let by_hand = weighing.scores.get(key);
        let of = |name: &String| by_hand.and_then(|scores| scores.get(name));
        for (row, score) in rows.iter().filter_map(|row| Some((row, of(&row.key)?))) {
            let said = format!("{key}:{}={score}", row.name);
            words.extend(["--score".to_owned(), said]);
        }
    }
    words
}
