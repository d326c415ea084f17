//! What a table or a definition states: of which alternative, by which criterion, in which words.

use crate::catalog::Names;
use crate::model::{
    Citation, CitedText, ComparisonTable, Definition, Orientation, TableRow, Technology,
};
use crate::text::Location;

/// A cell of a table or a definition, read.
pub(super) struct Statement<'t> {
    /// The alternative as written: a name, or a label that holds names.
    pub(super) of: &'t str,
    /// The criterion as written.
    pub(super) by: &'t str,
    /// The statement.
    pub(super) text: &'t CitedText,
    /// Whom the cell cites that names the alternative, where the text is the label of its row or
    /// column: the label cites nobody, the source stands behind the name.
    pub(super) named_by: &'t [Citation],
    /// Where it stands.
    pub(super) at: Location,
    /// Whether others of the same alternative and criterion hold beside it: one thing can be
    /// listed under two languages and chosen in three situations.
    pub(super) adds: bool,
}

impl Statement<'_> {
    /// All whom it cites, each once.
    pub(super) fn cites(&self) -> Vec<Citation> {
        let mut cites = self.text.cites.clone();
        for cite in self.named_by {
            if !cites.contains(cite) {
                cites.push(cite.clone());
            }
        }
        cites
    }
}

/// The criterion that the situations of a decision table are.
const CHOSEN_WHEN: &str = "Use when";
/// The criterion that the heads of a table of languages are: what a library is listed as.
const LISTED_AS: &str = "Listed as";

/// The criterion of definitions.
const IS: &str = "What it is";

/// What a definition states. One thing can be defined in many words, so none contradicts another.
pub(super) fn defined(definition: &Definition) -> Statement<'_> {
    Statement {
        of: &definition.name,
        by: IS,
        text: &definition.says,
        named_by: &[],
        at: definition.at,
        adds: true,
    }
}

/// All that a table states; nothing of a table that compares nothing.
pub(super) fn statements<'t>(table: &'t ComparisonTable, names: &Names) -> Vec<Statement<'t>> {
    if is_by_language(table, names) {
        return by_language(table);
    }
    match table.orientation {
        Orientation::Rows => in_rows(table),
        Orientation::Columns => in_columns(table),
        Orientation::Decision => chosen(table, names),
        Orientation::Other => Vec::new(),
    }
}

/// The body rows with their first cell.
pub(super) fn labelled(table: &ComparisonTable) -> impl Iterator<Item = (&TableRow, &CitedText)> {
    let rows = table.rows.iter();
    rows.filter_map(|row| Some((row, row.cells.first()?)))
}

fn in_rows(table: &ComparisonTable) -> Vec<Statement<'_>> {
    let rows = labelled(table).flat_map(|(row, label)| {
        let cells = row.cells.iter().zip(&table.header).skip(1);
        cells.map(|(text, head)| Statement {
            of: &label.text,
            by: &head.text,
            text,
            named_by: &[],
            at: row.at,
            adds: false,
        })
    });
    rows.collect()
}

fn in_columns(table: &ComparisonTable) -> Vec<Statement<'_>> {
    let rows = labelled(table).flat_map(|(row, label)| {
        let cells = row.cells.iter().zip(&table.header).skip(1);
        cells.map(|(text, head)| Statement {
            of: &head.text,
            by: &label.text,
            text,
            named_by: &[],
            at: row.at,
            adds: false,
        })
    });
    rows.collect()
}

/// Whether a table lists by language what there is for a concern: its rows are languages, its
/// heads name no alternative, its cells do.
pub(super) fn is_by_language(table: &ComparisonTable, names: &Names) -> bool {
    let language = |text: &str| {
        let known = names.resolve(text).and_then(|id| names.technology(id));
        known.is_some_and(Technology::is_language)
    };
    let mut rows = labelled(table).peekable();
    let heads = table.header.iter().skip(1);
    let compares = |head: &CitedText| !names.in_label(&head.text).is_empty();
    rows.peek().is_some()
        && rows.all(|(_, label)| language(&label.text))
        && !heads.into_iter().any(compares)
}

/// A table of languages both ways: what the language has, and of each thing named its language
/// and what it is listed as.
fn by_language(table: &ComparisonTable) -> Vec<Statement<'_>> {
    let mut all = in_rows(table);
    let Some(corner) = table.header.first() else {
        return all;
    };
    for (row, language) in labelled(table) {
        for (cell, head) in row.cells.iter().zip(&table.header).skip(1) {
            let said = |by, text| Statement {
                of: &cell.text,
                by,
                text,
                named_by: &cell.cites,
                at: row.at,
                adds: true,
            };
            all.push(said(&corner.text, language));
            all.push(said(LISTED_AS, head));
        }
    }
    all
}

/// A decision table: of what is chosen the situation, and what else its row says.
fn chosen<'t>(table: &'t ComparisonTable, names: &Names) -> Vec<Statement<'t>> {
    let mut all = Vec::new();
    let choice = choice_column(table, names);
    for (row, situation) in labelled(table) {
        let Some(of) = row.cells.get(choice) else {
            continue;
        };
        let said = |by, text, named_by| Statement {
            of: &of.text,
            by,
            text,
            named_by,
            at: row.at,
            adds: true,
        };
        all.push(said(CHOSEN_WHEN, situation, &of.cites));
        let others = row.cells.iter().zip(&table.header).enumerate().skip(1);
        let others = others.filter(|(column, _)| *column != choice);
        all.extend(others.map(|(_, (text, head))| said(&head.text, text, &[])));
    }
    all
}

/// The column of a decision table that names what is chosen: the first in which a known name
/// stands, else the second.
fn choice_column(table: &ComparisonTable, names: &Names) -> usize {
    let chooses = |column: &usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(*column));
        cells
            .into_iter()
            .any(|cell| !names.in_label(&cell.text).is_empty())
    };
    (1..table.header.len()).find(chooses).unwrap_or(1)
}
