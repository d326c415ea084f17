//! Tables of a document, with what their rows and columns mean.

mod cues;
mod orientation;

use crate::model::{
    Block, BlockKind, CitedText, ComparisonTable, Document, Inlines, Table, TableId, TableLine,
    TableRow,
};
use crate::parse::{ParseCx, citation};
use crate::text::{Location, SafeText};

/// All tables of a document, in order, ids empty.
pub fn find(document: &Document, cx: ParseCx<'_>) -> Vec<ComparisonTable> {
    let mut tables = Vec::new();
    let mut heading: Option<&SafeText> = None;
    let mut stack = vec![(document.blocks.iter(), None)];
    while let Some((blocks, lead)) = stack.last_mut() {
        let Some(block) = blocks.next() else {
            stack.pop();
            continue;
        };
        let before = std::mem::take(lead);
        match &block.kind {
            BlockKind::Heading(index) => {
                heading = document.headings.get(*index).map(|heading| &heading.title);
            }
            BlockKind::Paragraph(text) => *lead = Some(text),
            BlockKind::Table(table) => {
                let title = heading.cloned().or_else(|| before.map(Inlines::plain));
                let title = title.unwrap_or_default();
                tables.push(read(table, block, title, cx));
            }
            BlockKind::Quote(inner) | BlockKind::Footnote { blocks: inner, .. } => {
                stack.push((inner.iter(), None));
            }
            BlockKind::List { items, .. } => {
                let items = items.iter().rev();
                stack.extend(items.map(|item| (item.blocks.iter(), None)));
            }
            BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }
    tables.sort_by_key(|table| table.at.line);
    tables
}

/// The column of a table that says what to choose in the situation of the first; `None` where the
/// table decides nothing. Its heads tell, so its rows need not be read for it.
pub(super) fn choice(table: &Table, cx: ParseCx<'_>) -> Option<usize> {
    let header: Vec<CitedText> = table.header.iter().map(|text| cell(text, cx)).collect();
    orientation::choice(&header, table.rows.len())
}

/// Whether the head of a column says by itself that the column holds choices.
pub(super) fn says_choice(head: &str) -> bool {
    orientation::says_choice(head)
}

/// Reads a table that stands in a block.
pub(super) fn read(
    table: &Table,
    block: &Block,
    title: SafeText,
    cx: ParseCx<'_>,
) -> ComparisonTable {
    let cells = |cells: &[Inlines]| cells.iter().map(|text| cell(text, cx)).collect();
    let header: Vec<CitedText> = cells(&table.header);
    let rows: Vec<TableRow> = table
        .rows
        .iter()
        .map(|row: &TableLine| TableRow {
            cells: cells(&row.cells),
            at: Location::line(cx.file, row.line),
        })
        .collect();
    ComparisonTable {
        id: TableId::default(),
        title,
        at: block.at,
        end_line: block.end_line,
        orientation: orientation::of(&header, rows.len()),
        header,
        rows,
    }
}

/// A cell without its citations: those that markdown has marked, and those still in the text.
fn cell(text: &Inlines, cx: ParseCx<'_>) -> CitedText {
    let taken = citation::take_from(text.plain(), cx);
    let mut cites = text.cites();
    cites.extend(taken.cites);
    CitedText {
        text: taken.text,
        cites,
    }
}

#[cfg(test)]
mod tests;
