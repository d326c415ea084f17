//! Tables fitted to the page: narrow columns whole, the widest shrunk and wrapped, columns
//! without room counted.

use super::block::{Tag, line_width, pieces, runs};
use super::{Ink, Page, StyledLine, styled};
use crate::model::{Alignment, Inlines, Table};
use crate::text::width;
use crate::ui::columns::{Wish, share};
use crate::ui::theme::Role;
use crate::ui::wrap::{Wrapped, wrap};

/// What stands between two columns.
const GAP: &str = " │ ";
const GAP_COLUMNS: usize = 3;
/// A word longer than this does not hold its column wide.
const LONGEST_WORD: usize = 20;

impl Page<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let rows = table.rows.iter().map(|row| row.cells.as_slice());
        let all: Vec<&[Inlines]> = std::iter::once(table.header.as_slice())
            .chain(rows)
            .collect();
        let wishes = wishes(&all);
        let widths = share(&wishes, self.room(), GAP_COLUMNS);
        let body = Ink::from(Role::Text);
        let head = Ink {
            strong: true,
            ..body
        };
        self.table_row(&table.header, &table.alignments, &widths, head);
        self.table_rule(&widths, wishes.len().saturating_sub(widths.len()));
        let tall = |row: &&[Inlines]| {
            let mut cells = row.iter().zip(&widths);
            cells.any(|(cell, width)| natural(cell) > *width)
        };
        let ruled = all.iter().skip(1).any(tall);
        for (position, row) in table.rows.iter().enumerate() {
            if ruled && position > 0 {
                self.table_rule(&widths, 0);
            }
            self.line = self.line.max(row.line);
            self.table_row(&row.cells, &table.alignments, &widths, body);
        }
    }

    fn table_row(
        &mut self,
        cells: &[Inlines],
        alignments: &[Alignment],
        widths: &[usize],
        ink: Ink,
    ) {
        let empty = Inlines::default();
        let cells: Vec<Wrapped<'_, Tag>> = widths
            .iter()
            .enumerate()
            .map(|(column, width)| wrap(pieces(cells.get(column).unwrap_or(&empty), ink), *width))
            .collect();
        let height = cells.iter().map(Wrapped::height).max().unwrap_or(1);
        for at in 0..height {
            let mut line = StyledLine::new();
            let mut links = Vec::new();
            let mut left = 0;
            for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
                if column > 0 {
                    line.push(styled(Role::Line, GAP));
                    left += GAP_COLUMNS;
                }
                let (text, spots) = cell.lines().nth(at).map(runs).unwrap_or_default();
                let free = width.saturating_sub(line_width(&text));
                let before = match alignments.get(column) {
                    Some(Alignment::Right) => free,
                    Some(Alignment::Center) => free / 2,
                    _ => 0,
                };
                line.push(styled(ink, " ".repeat(before)));
                line.extend(text);
                line.push(styled(ink, " ".repeat(free - before)));
                let place = |at: usize| at + left + before;
                let spots = spots.into_iter();
                links.extend(spots.map(|(at, link)| (place(at.start)..place(at.end), link)));
                left += width;
            }
            self.push(line, links);
        }
    }

    /// A rule between rows; says how many columns are not shown.
    fn table_rule(&mut self, widths: &[usize], hidden: usize) {
        let parts: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
        let rule = parts.join("─┼─");
        if hidden == 0 {
            self.push(vec![styled(Role::Line, rule)], Vec::new());
            return;
        }
        let plural = if hidden == 1 { "" } else { "s" };
        let marker = width::truncate(&format!(" +{hidden} column{plural}"), self.room());
        let room = self.room().saturating_sub(width::width(&marker));
        let kept: String = rule.chars().take(room).collect();
        let marker = styled(Role::Muted, marker);
        self.push(vec![styled(Role::Line, kept), marker], Vec::new());
    }
}

/// What each column wants, header first.
fn wishes(rows: &[&[Inlines]]) -> Vec<Wish> {
    let columns = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let wish = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let header = rows.first().and_then(|row| row.get(column));
        let words = header.map(Inlines::plain).unwrap_or_default();
        let least = longest_word(&words);
        let word = cells.clone().map(|cell| longest_word(&cell.plain())).max();
        Wish {
            natural: cells.map(natural).max().unwrap_or(1).max(1),
            least,
            word: word.unwrap_or(least),
        }
    };
    (0..columns).map(wish).collect()
}

/// The columns of a text's longest word; more than [`LONGEST_WORD`] is not asked for.
fn longest_word(text: &str) -> usize {
    let longest = text.split_whitespace().map(width::width).max();
    longest.unwrap_or(1).clamp(1, LONGEST_WORD)
}

/// The columns a cell takes on one line.
fn natural(cell: &Inlines) -> usize {
    let text: String = cell.0.iter().map(|run| run.text.as_str()).collect();
    let words = text.split_whitespace().map(|word| width::width(word) + 1);
    words.sum::<usize>().saturating_sub(1)
}
