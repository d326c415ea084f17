//! A table with a frozen first column, scrolled by whole columns and rows.
//!
//! The scroll and the selection are values passed in ([`GridView`]); what was seen comes back
//! ([`GridFit`]), so that the app keeps them in line ([`GridView::revealed`]) without a screen.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::text::{SafeText, width};
use crate::ui::columns::{Wish, share};
use crate::ui::theme::{Role, Theme};
use crate::ui::{label, owned};

/// What stands between two columns; left of the selected cell with a bar.
const GAP: &str = " │ ";
const GAP_SELECTED: &str = " │▌";
const GAP_COLUMNS: usize = 3;
/// The header and the rule below it.
const HEADER_ROWS: usize = 2;
/// A header wider than this does not hold its column wide.
const WIDEST_HEADER: usize = 24;
/// A column narrower than this cuts most words: one column less is better.
const LEAST_COLUMN: usize = 16;
/// What the frozen column gets at least, if it wants it.
const LEAST_FROZEN: usize = 8;

/// A cell: what it says and how it is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetCell {
    /// The text.
    pub text: SafeText,
    /// How it is set.
    pub role: Role,
    /// What stands at the right of its first line, and is never cut as long as it fits.
    pub end: SafeText,
}

impl SheetCell {
    /// A cell of a role.
    pub fn new(text: impl Into<SafeText>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
            end: SafeText::default(),
        }
    }

    /// The same with something at its right.
    #[must_use]
    pub fn ending(self, end: impl Into<SafeText>) -> Self {
        Self {
            end: end.into(),
            ..self
        }
    }

    /// The columns that it takes on one line.
    fn width(&self) -> usize {
        width::width(&self.text) + self.reserved()
    }

    /// The columns of what stands at the right, with a blank before it.
    fn reserved(&self) -> usize {
        match width::width(&self.end) {
            0 => 0,
            end => end + 1,
        }
    }
}

/// A row: its head in the frozen column, and its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// In the frozen column.
    pub head: SheetCell,
    /// In the others.
    pub cells: Vec<SheetCell>,
}

/// A table to draw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Above the frozen column.
    pub corner: SheetCell,
    /// Above the others.
    pub heads: Vec<SheetCell>,
    /// The body.
    pub rows: Vec<SheetRow>,
}

/// Where in a table one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridView {
    /// The first column seen beside the frozen one.
    pub column: usize,
    /// The first row seen.
    pub row: usize,
    /// The selected cell: row and column.
    pub selected: Option<(usize, usize)>,
    /// The lines a row may take; 1 cuts every cell to one line.
    pub lines: usize,
    /// Widths set by hand, by column.
    pub widths: BTreeMap<usize, usize>,
}

impl Default for GridView {
    fn default() -> Self {
        Self {
            column: 0,
            row: 0,
            selected: None,
            lines: 1,
            widths: BTreeMap::new(),
        }
    }
}

/// What of a table is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridFit {
    /// The width of the frozen column.
    pub frozen: usize,
    /// The other columns that are seen: position and width.
    pub columns: Vec<(usize, usize)>,
    /// The rows that are seen whole: position and height.
    pub rows: Vec<(usize, usize)>,
    /// Columns left of those.
    pub left: usize,
    /// Columns right of those.
    pub right: usize,
    /// Rows below those.
    pub below: usize,
}

impl Sheet {
    /// What is seen of it in so many columns and rows of the screen.
    pub fn fit(&self, view: &GridView, columns: usize, rows: usize) -> GridFit {
        let count = self.columns();
        let first = view.column.min(count.saturating_sub(1));
        let heads = self.rows.iter().map(|row| &row.head);
        let natural = widest(heads.chain([&self.corner]));
        let frozen = natural.min((columns / 3).max(LEAST_FROZEN)).min(columns);
        let room = columns.saturating_sub(frozen + GAP_COLUMNS);
        let wishes: Vec<Wish> = (first..count).map(|c| self.wish(c, view, room)).collect();
        let widths = if room == 0 {
            Vec::new()
        } else {
            share(&wishes, room, GAP_COLUMNS)
        };
        let shown: Vec<(usize, usize)> = (first..).zip(widths).collect();
        let right = count.saturating_sub(first + shown.len());
        let mut fit = GridFit {
            frozen,
            columns: shown,
            rows: Vec::new(),
            left: first,
            right,
            below: 0,
        };
        let mut free = rows.saturating_sub(HEADER_ROWS);
        for (position, row) in self.rows.iter().enumerate().skip(view.row) {
            let height = row.height(&fit, view.lines);
            let Some(rest) = free.checked_sub(height) else {
                break;
            };
            free = rest;
            fit.rows.push((position, height));
        }
        fit.below = self.rows.len().saturating_sub(view.row + fit.rows.len());
        fit
    }

    /// Columns beside the frozen one.
    fn columns(&self) -> usize {
        let longest = self.rows.iter().map(|row| row.cells.len()).max();
        longest.unwrap_or(0).max(self.heads.len())
    }

    fn wish(&self, column: usize, view: &GridView, room: usize) -> Wish {
        if let Some(set) = view.widths.get(&column) {
            let set = (*set).clamp(1, room.max(1));
            return Wish {
                natural: set,
                least: set,
                word: set,
            };
        }
        let head = self.heads.get(column);
        let header = head.map_or(0, SheetCell::width);
        let cells = self.rows.iter().filter_map(|row| row.cells.get(column));
        let words = cells
            .clone()
            .chain(head)
            .flat_map(|cell| cell.text.split_whitespace());
        let word = words.map(width::width).max().unwrap_or(0);
        let natural = widest(cells.chain(head));
        let least = header.clamp(LEAST_COLUMN, WIDEST_HEADER).min(natural);
        Wish {
            natural: natural.min(room).max(1),
            least: least.max(1),
            word: least.max(word.min(WIDEST_HEADER).min(room)).max(1),
        }
    }
}

impl SheetRow {
    fn height(&self, fit: &GridFit, most: usize) -> usize {
        if most <= 1 {
            return 1;
        }
        let cells = fit.columns.iter().filter_map(|(column, width)| {
            let cell = self.cells.get(*column)?;
            Some(cell.lines(*width, most).len())
        });
        let head = self.head.lines(fit.frozen, most).len();
        cells.chain([head]).max().unwrap_or(1)
    }
}

impl SheetCell {
    /// Its text in lines of so many columns, at most `most`; what does not fit ends in `…`.
    fn lines(&self, columns: usize, most: usize) -> Vec<SafeText> {
        let whole = SafeText::one_line(&self.text);
        let columns = columns.saturating_sub(self.reserved());
        if most <= 1 || width::width(&whole) <= columns {
            return vec![width::truncate(&whole, columns).into()];
        }
        let all = width::wrap(&whole, columns);
        let mut lines: Vec<SafeText> = all.iter().take(most).map(|s| s.as_str().into()).collect();
        if all.len() > most
            && let Some(last) = lines.last_mut()
        {
            let rest = all.iter().skip(most - 1).map(String::as_str);
            let rest = rest.collect::<Vec<_>>().join(" ");
            *last = width::truncate(&rest, columns).into();
        }
        lines
    }
}

impl GridView {
    /// The same view, kept inside the table and scrolled so that the selected cell is seen.
    #[must_use]
    pub fn revealed(&self, sheet: &Sheet, columns: usize, rows: usize) -> Self {
        let (last_row, last_column) = (
            sheet.rows.len().saturating_sub(1),
            sheet.columns().saturating_sub(1),
        );
        let mut view = self.clone();
        view.row = view.row.min(last_row);
        view.column = view.column.min(last_column);
        let Some((row, column)) = view.selected else {
            return view;
        };
        let (row, column) = (row.min(last_row), column.min(last_column));
        view.selected = Some((row, column));
        view.row = view.row.min(row);
        view.column = view.column.min(column);
        let mut fit = sheet.fit(&view, columns, rows);
        while view.column < column && !fit.columns.iter().any(|(c, _)| *c == column) {
            view.column += 1;
            fit = sheet.fit(&view, columns, rows);
        }
        view.row = view.row.max(top_for(sheet, &fit, row, (view.lines, rows)));
        view
    }
}

/// The first row from which the whole of `row` is still seen.
fn top_for(sheet: &Sheet, fit: &GridFit, row: usize, (lines, rows): (usize, usize)) -> usize {
    let mut free = rows.saturating_sub(HEADER_ROWS);
    let mut top = row;
    for (position, above) in sheet.rows.iter().enumerate().take(row + 1).rev() {
        let Some(rest) = free.checked_sub(above.height(fit, lines)) else {
            break;
        };
        (free, top) = (rest, position);
    }
    top
}

fn widest<'c>(cells: impl Iterator<Item = &'c SheetCell>) -> usize {
    cells.map(SheetCell::width).max().unwrap_or(0)
}

/// Draws a table; says what is seen of it.
pub fn draw(
    sheet: &Sheet,
    view: &GridView,
    area: Rect,
    buf: &mut Buffer,
    theme: &Theme,
) -> GridFit {
    let area = area.intersection(*buf.area());
    let fit = sheet.fit(view, usize::from(area.width), usize::from(area.height));
    let mut pen = Pen {
        buf,
        area,
        theme,
        fit: &fit,
        y: area.y,
    };
    let selected_column = view.selected.map(|(_, column)| column);
    pen.row((&sheet.corner, &sheet.heads), 1, None, Modifier::BOLD);
    pen.rule();
    for (position, height) in &fit.rows {
        let Some(row) = sheet.rows.get(*position) else {
            continue;
        };
        let here = view.selected.is_some_and(|(row, _)| row == *position);
        let selected = selected_column.filter(|_| here);
        pen.row(
            (&row.head, &row.cells),
            *height,
            selected,
            Modifier::empty(),
        );
    }
    fit
}

/// Where the next row goes.
struct Pen<'a> {
    buf: &'a mut Buffer,
    area: Rect,
    theme: &'a Theme,
    fit: &'a GridFit,
    y: u16,
}

impl Pen<'_> {
    /// Draws the frozen cell and the cells that are seen.
    fn row(
        &mut self,
        (head, cells): (&SheetCell, &[SheetCell]),
        height: usize,
        selected: Option<usize>,
        modifier: Modifier,
    ) {
        let empty = SheetCell::default();
        let fit = self.fit;
        let mut x = self.cell(head, self.area.x, (fit.frozen, height), modifier);
        for (column, width) in &fit.columns {
            let here = selected == Some(*column);
            x = self.gap(x, height, here);
            let cell = cells.get(*column).unwrap_or(&empty);
            let right = self.cell(cell, x, (*width, height), modifier);
            if here {
                let area = Rect::new(x, self.y, right.saturating_sub(x), rows(height));
                let style = self.theme.style(Role::Selection);
                self.buf.set_style(area.intersection(self.area), style);
            }
            x = right;
        }
        self.y = self.y.saturating_add(rows(height));
    }

    fn cell(
        &mut self,
        cell: &SheetCell,
        x: u16,
        (columns, height): (usize, usize),
        modifier: Modifier,
    ) -> u16 {
        let style = self.theme.style(cell.role).add_modifier(modifier);
        let right = x.saturating_add(rows(columns)).min(self.area.right());
        let lines = cell.lines(columns, height);
        for (y, line) in (self.y..self.area.bottom()).zip(lines) {
            let room = right.saturating_sub(x);
            self.buf.set_span(x, y, &owned(&line, style), room);
        }
        let end = rows(width::width(&cell.end)).min(right.saturating_sub(x));
        if end > 0 && self.y < self.area.bottom() {
            let at = right - end;
            self.buf.set_span(at, self.y, &owned(&cell.end, style), end);
        }
        right
    }

    fn gap(&mut self, x: u16, height: usize, selected: bool) -> u16 {
        let (text, role) = if selected {
            (GAP_SELECTED, Role::Heading)
        } else {
            (GAP, Role::Line)
        };
        let bottom = self.y.saturating_add(rows(height)).min(self.area.bottom());
        let room = self.area.right().saturating_sub(x);
        for y in self.y..bottom {
            let style = self.theme.style(role);
            self.buf.set_span(x, y, &label(text, style), room);
        }
        x.saturating_add(rows(GAP_COLUMNS)).min(self.area.right())
    }

    /// The rule below the header; says how many columns are not seen on either side.
    fn rule(&mut self) {
        if self.y >= self.area.bottom() {
            return;
        }
        let widths = self.fit.columns.iter().map(|(_, width)| *width);
        let parts: Vec<String> = std::iter::once(self.fit.frozen)
            .chain(widths)
            .map(|width| "─".repeat(width))
            .collect();
        let line = self.theme.style(Role::Line);
        let rule = owned(&parts.join("─┼─").into(), line);
        self.buf
            .set_span(self.area.x, self.y, &rule, self.area.width);
        self.y = self.y.saturating_add(1);
        let after_frozen = self
            .area
            .x
            .saturating_add(rows(self.fit.frozen + GAP_COLUMNS));
        if self.fit.left > 0 {
            let text = format!("< {} ", columns_text(self.fit.left, self.area.width));
            self.marker(&text, after_frozen);
        }
        if self.fit.right > 0 {
            let text = format!(" +{} >", columns_text(self.fit.right, self.area.width));
            let left = self.area.right().saturating_sub(rows(text.len()));
            self.marker(&text, left.max(self.area.x));
        }
    }

    fn marker(&mut self, text: &str, x: u16) {
        let style: Style = self.theme.style(Role::Muted);
        let room = self.area.right().saturating_sub(x);
        let y = self.y.saturating_sub(1);
        self.buf.set_span(x, y, &owned(&text.into(), style), room);
    }
}

/// `3 columns`; `3` where there is little room.
fn columns_text(count: usize, room: u16) -> String {
    match (room, count) {
        (..40, _) => count.to_string(),
        (_, 1) => "1 column".to_owned(),
        _ => format!("{count} columns"),
    }
}

/// A size on the screen.
fn rows(size: usize) -> u16 {
    u16::try_from(size).unwrap_or(u16::MAX)
}
