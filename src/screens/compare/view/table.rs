//! The table: a frozen column of heads with the weights, the totals above the alternatives.

use ratatui::layout::Rect;

use super::{Memory, Shown, role_of};
use crate::text::SafeText;
use crate::ui::grid::{self, GridView, Sheet, SheetCell, SheetRow};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, small};

/// A screen of so many columns has room for the word "score".
const WIDE: u16 = 110;
/// A table of so many rows of the screen may give a cell several lines.
const TALL: u16 = 16;
/// The lines that a cell may take there.
const LINES: usize = 3;

pub(super) fn draw(
    shown: &Shown<'_>,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    memory: &mut Memory,
) {
    let sheet = sheet(shown, area.width);
    let wanted = GridView {
        column: memory.column,
        row: memory.row,
        selected: Some(shown.compare.at),
        lines: if area.height > TALL { LINES } else { 1 },
        widths: shown.compare.widths.clone(),
    };
    let (columns, rows) = (usize::from(area.width), usize::from(area.height));
    let seen = wanted.revealed(&sheet, columns, rows);
    (memory.column, memory.row) = (seen.column, seen.row);
    let buffer = canvas.frame.buffer_mut();
    let fit = grid::draw(&sheet, &seen, area, buffer, canvas.theme);
    canvas.memory.geometry.page = fit.rows.len();
    canvas.memory.geometry.columns = fit.columns.len();
    let mut y = area.y + 2;
    for (row, height) in &fit.rows {
        let mut x = area.x + small(fit.frozen) + 3;
        for (column, width) in &fit.columns {
            let cell = Rect {
                x,
                y,
                width: small(*width),
                height: small(*height),
            };
            canvas.hit(cell, Hit::Cell(*row, *column));
            x += small(*width) + 3;
        }
        y += small(*height);
    }
}

fn sheet(shown: &Shown<'_>, columns: u16) -> Sheet {
    let grid = &shown.grid;
    let transposed = shown.compare.look.view.transposed;
    let alternative = |position: usize, role: Option<Role>| {
        let (text, own) = shown.alternative(position);
        let role = role.filter(|_| own != Role::RuledOut).unwrap_or(own);
        let total = shown.total(position);
        let score = if shown.is_weighed() && columns >= WIDE {
            format!("score {total}")
        } else {
            total
        };
        SheetCell::new(text, role).ending(score)
    };
    let criterion = |position: usize, role: Role, lead: &str| {
        let weight = shown.weight(position);
        let weight = if weight.is_empty() {
            weight
        } else {
            format!("{lead}{weight}")
        };
        SheetCell::new(shown.criterion(position), role).ending(weight)
    };
    let weights = if shown.is_weighed() && !transposed {
        "wt"
    } else {
        ""
    };
    let heads = grid.column_heads.iter().map(|head| {
        if transposed {
            criterion(head.position, Role::Heading, "wt ")
        } else {
            alternative(head.position, None)
        }
    });
    let rows = grid.row_heads.iter().zip(&grid.cells);
    let rows = rows.map(|(head, cells)| SheetRow {
        head: if transposed {
            alternative(head.position, Some(Role::Text))
        } else {
            criterion(head.position, Role::Text, "")
        },
        cells: cells
            .iter()
            .map(|cell| SheetCell::new(shown.said(cell), role_of(cell.state)))
            .collect(),
    });
    Sheet {
        corner: SheetCell::new(grid.corner.clone(), Role::Muted).ending(SafeText::new(weights)),
        heads: heads.collect(),
        rows: rows.collect(),
    }
}
