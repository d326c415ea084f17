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
        let cells: Vec<Wrapped<Tag>> = widths
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
                let (text, spots) = runs(&cell.line(at));
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

/// What each column wants, header first. Costs the cells there are, not rows times columns.
fn wishes(rows: &[&[Inlines]]) -> Vec<Wish> {
    let mut wishes: Vec<Wish> = Vec::new();
    for (position, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            if column == wishes.len() {
                wishes.push(Wish {
                    natural: 1,
                    least: 1,
                    word: 1,
                });
            }
            let Some(wish) = wishes.get_mut(column) else {
                continue;
            };
            let word = longest_word(&cell.plain());
            wish.natural = wish.natural.max(natural(cell));
            wish.word = wish.word.max(word);
            if position == 0 {
                wish.least = word;
            }
        }
    }
    wishes
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
