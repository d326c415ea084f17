//! A decision table read as a graph: its first head asks, each row answers, the column of choices
//! holds the outcomes. What stands between the situation and the choice narrows the situation;
//! what stands after the choice is a note on it, under the name of its head.

use std::collections::{BTreeSet, HashMap};

use super::sketch::{Builder, Sketch};
use super::{arrows, words};
use crate::model::{Block, CitedText, ComparisonTable, Inlines, NodeId, Notation, Table, TableRow};
use crate::parse::{ParseCx, table};
use crate::text::SafeText;

/// Rows of a table that are too many to walk: it is looked up, not decided.
const MOST_ROWS: usize = 40;

/// Reads a table; `None` where its rows do not lead to different choices.
pub(super) fn read(raw: &Table, block: &Block, cx: ParseCx<'_>) -> Option<Sketch> {
    if raw.rows.len() > MOST_ROWS {
        return None;
    }
    let column = table::choice(raw, cx)?;
    let chosen = raw.rows.iter().filter_map(|row| row.cells.get(column));
    let programs = chosen.clone().filter(|cell| is_program(cell)).count();
    if programs * 2 >= raw.rows.len() {
        return None;
    }
    let read = table::read(raw, block, SafeText::default(), cx);
    let (conditions, after) = read.header.split_at_checked(column)?;
    let (head, notes) = after.split_first()?;
    let mut rows = Rows {
        builder: Builder::new(cx),
        met: HashMap::new(),
        conditions: conditions.len(),
        notes,
        choices: BTreeSet::new(),
    };
    let asks = conditions.first()?.clone();
    let root = rows.builder.add_cited(None, asks, read.at.line);
    for row in &read.rows {
        rows.add(root, row);
    }
    (rows.choices.len() > 1).then(|| Sketch {
        coded: chosen.filter(|cell| is_code(cell)).count(),
        ..sketch(&read, head, rows.builder)
    })
}

fn sketch(read: &ComparisonTable, head: &CitedText, builder: Builder<'_>) -> Sketch {
    Sketch {
        notation: Notation::Table,
        title: None,
        graph: builder.finish(),
        decisions: BTreeSet::new(),
        intro: vec![head.clone()],
        line: read.at.line,
        end_line: read.end_line,
        ordered: false,
        drawn: 0,
        coded: 0,
    }
}

/// Takes rows one by one.
struct Rows<'a> {
    builder: Builder<'a>,
    /// Conditions by what they stand under: rows that share one share its label.
    met: HashMap<(NodeId, String), NodeId>,
    /// How many columns hold conditions.
    conditions: usize,
    /// The heads after the column of choices.
    notes: &'a [CitedText],
    /// The choices met.
    choices: BTreeSet<String>,
}

impl Rows<'_> {
    /// Adds a row that has a situation and a choice.
    fn add(&mut self, root: NodeId, row: &TableRow) {
        let Some((conditions, rest)) = row.cells.split_at_checked(self.conditions) else {
            return;
        };
        let Some((choice, notes)) = rest.split_first() else {
            return;
        };
        let situated = conditions.first().is_some_and(|cell| !is_blank(cell));
        if !situated || is_blank(choice) {
            return;
        }
        let line = row.at.line;
        let mut above = root;
        for condition in conditions.iter().filter(|cell| !is_blank(cell)) {
            let key = (above, words::plain(&condition.text));
            let builder = &mut self.builder;
            let add = || builder.add_cited(Some(above), condition.clone(), line);
            above = *self.met.entry(key).or_insert_with(add);
        }
        let choice = unled(choice);
        self.choices.insert(words::plain(&choice.text));
        let choice = self.builder.add_cited(Some(above), choice, line);
        for (head, note) in self.notes.iter().zip(notes) {
            if !is_blank(note) {
                self.builder.note_cited(choice, headed(head, note), line);
            }
        }
    }
}

/// A cell without the arrow that leads to it: `→ Foo`.
fn unled(cell: &CitedText) -> CitedText {
    let arrow = |c: char| arrows::is_head(c) || c.is_whitespace();
    CitedText {
        text: SafeText::new(cell.text.trim_start_matches(arrow)),
        cites: cell.cites.clone(),
    }
}

/// A cell under the name of its head: `Why: fewer parts`.
fn headed(head: &CitedText, cell: &CitedText) -> CitedText {
    if head.text.is_empty() {
        return cell.clone();
    }
    CitedText {
        text: SafeText::new(&format!("{}: {}", head.text, cell.text)),
        cites: cell.cites.clone(),
    }
}

/// Whether a cell says nothing: it is empty, or only dashes.
fn is_blank(cell: &CitedText) -> bool {
    !cell.text.contains(char::is_alphanumeric)
}

/// Whether a cell is a piece of a program rather than a name in code letters.
fn is_program(cell: &Inlines) -> bool {
    is_code(cell) && cell.plain().contains([' ', '(', '{'])
}

/// Whether all of a cell stands in code letters.
fn is_code(cell: &Inlines) -> bool {
    !cell.0.is_empty() && cell.0.iter().all(|run| run.style.code)
}
