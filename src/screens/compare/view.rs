//! Draws Compare: the grid, and the cell under the cursor with its sources.

use ratatui::layout::Rect;

use crate::catalog::Stage;
use crate::compare::{Cell, CellState, Grid};
use crate::model::marks;
use crate::screens::Cx;
use crate::screens::compare::Compare;
use crate::text::SafeText;
use crate::ui::grid::{self, GridView, Sheet, SheetCell, SheetRow};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, small};

/// What drawing this screen remembers: how far the grid is scrolled.
#[derive(Debug, Default)]
pub struct Memory {
    column: usize,
    row: usize,
}

/// Draws the screen.
pub fn view(
    compare: &Compare,
    cx: Cx<'_>,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    memory: &mut Memory,
) {
    let shown = compare.grid();
    if shown.column_heads.is_empty() || shown.row_heads.is_empty() {
        return empty(compare, cx, canvas, area);
    }
    if compare.cell_open {
        return whole_cell(compare, &shown, canvas, area);
    }
    let foot = if area.height >= 12 { 3 } else { 0 };
    let body = Rect {
        height: area.height - foot,
        ..area
    };
    table(compare, &shown, canvas, body, memory);
    if foot > 0 {
        let area = Rect {
            y: body.bottom(),
            height: foot,
            ..area
        };
        canvas.rule(area, 0, &SafeText::default(), &SafeText::default());
        let area = Rect {
            y: area.y + 1,
            height: foot - 1,
            ..area
        };
        cell(compare, &shown, canvas, area);
    }
}

fn empty(compare: &Compare, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let said = if cx.catalog.stage < Stage::Indexed {
        "Looking for tables …".to_owned()
    } else if compare.alternatives.is_empty() {
        "Nothing is compared yet. c lists the technologies; Space marks, Enter lays them side by side.".to_owned()
    } else if !compare.comparison.criteria.is_empty() {
        if compare.view.differences_only {
            "Nothing stated differs. = shows all criteria.".to_owned()
        } else {
            "Everything is taken out. u brings the last one back.".to_owned()
        }
    } else {
        let names: Vec<&str> = compare
            .alternatives
            .iter()
            .map(|a| a.name.as_str())
            .collect();
        format!("No table speaks of {}. c adds others.", names.join(", "))
    };
    canvas.paragraph(area, 0, &SafeText::from(said), Role::Muted);
}

fn role_of(state: CellState) -> Role {
    match state {
        CellState::NotStated | CellState::NoneListed => Role::Muted,
        CellState::Agreed => Role::Text,
        CellState::Disagree => Role::Disagree,
    }
}

fn sheet(shown: &Grid) -> Sheet {
    let heads = shown.column_heads.iter();
    let rows = shown
        .row_heads
        .iter()
        .zip(&shown.cells)
        .map(|(head, cells)| {
            let cells = cells.iter().map(|cell| {
                let mark = if cell.state == CellState::Disagree {
                    "! "
                } else {
                    ""
                };
                SheetCell::new(format!("{mark}{}", cell.text), role_of(cell.state))
            });
            SheetRow {
                head: SheetCell {
                    text: head.text.clone(),
                    role: Role::Text,
                },
                cells: cells.collect(),
            }
        });
    Sheet {
        corner: SheetCell {
            text: shown.corner.clone(),
            role: Role::Muted,
        },
        heads: heads
            .map(|h| SheetCell {
                text: h.text.clone(),
                role: Role::Heading,
            })
            .collect(),
        rows: rows.collect(),
    }
}

fn table(
    compare: &Compare,
    shown: &Grid,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    memory: &mut Memory,
) {
    let sheet = sheet(shown);
    let wanted = GridView {
        column: memory.column,
        row: memory.row,
        selected: Some(compare.at),
        lines: if area.height > 16 { 3 } else { 1 },
        widths: compare.widths.clone(),
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

/// The cell under the cursor, and what it is of: criterion and alternative.
fn under<'c>(compare: &'c Compare, shown: &Grid) -> Option<(&'c Cell, String)> {
    let at = shown.cells.get(compare.at.0)?.get(compare.at.1)?;
    let comparison = &compare.comparison;
    let cell = comparison.cell(at.criterion, at.alternative)?;
    let criterion = &comparison.criteria.get(at.criterion)?.name;
    let name = &comparison
        .alternatives
        .get(at.alternative)?
        .alternative
        .name;
    Some((cell, format!("{criterion} / {name}")))
}

/// The cell under the cursor on two lines: what is stated, and where.
fn cell(compare: &Compare, shown: &Grid, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let Some((cell, lead)) = under(compare, shown) else {
        return;
    };
    if cell.values.is_empty() {
        let said = SafeText::from(format!("{lead}: not stated in any table."));
        canvas.text(area, 0, &said, Role::Muted);
        return;
    }
    for (row, value) in (0_u16..).zip(&cell.values) {
        let source = value.sources.first();
        let place = source.map(|s| s.place.to_string()).unwrap_or_default();
        let cites = marks(source.iter().flat_map(|s| &s.cites));
        let mark = if cell.state() == CellState::Disagree {
            "! "
        } else {
            ""
        };
        let said = SafeText::from(format!("{mark}{lead}  \u{201c}{}\u{201d}", value.text));
        let right = SafeText::from(format!("{place}{cites}"));
        if row + 1 == area.height && cell.values.len() > usize::from(area.height) {
            let more = cell.values.len() - usize::from(row);
            let said = SafeText::from(format!("! {more} more differ: Enter shows all"));
            canvas.two_ended(area, row, (said, Role::Disagree), (right, Role::Muted));
            return;
        }
        canvas.two_ended(
            area,
            row,
            (said, role_of(cell.state())),
            (right, Role::Muted),
        );
    }
}

/// The cell under the cursor whole: every value with every source.
fn whole_cell(compare: &Compare, shown: &Grid, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let Some((cell, title)) = under(compare, shown) else {
        return;
    };
    canvas.text(area, 0, &SafeText::from(title), Role::Heading);
    let said_by = cell.values.iter().filter(|value| !value.is_none());
    let sources: usize = said_by.map(|value| value.sources.len()).sum();
    let said = match cell.state() {
        CellState::NotStated => "Not stated: no table of the library has this cell.",
        CellState::NoneListed => "A table has this cell and lists nothing.",
        CellState::Agreed if cell.values.len() > 1 => {
            "One statement of one source, in several words."
        }
        CellState::Agreed if sources == 1 => "One source says this.",
        CellState::Agreed => "Everyone who says something says the same.",
        CellState::Disagree => "Sources disagree: each is shown, none is preferred.",
    };
    let mut row = 1 + canvas.paragraph(area, 1, &SafeText::new(said), role_of(cell.state())) + 1;
    for value in &cell.values {
        row += canvas.paragraph(area, row, &value.text, Role::Text);
        for source in &value.sources {
            let cites = marks(&source.cites);
            let said = SafeText::from(format!("    {}{cites}", source.place));
            canvas.text(area, row, &said, Role::Muted);
            row += 1;
        }
        row += 1;
    }
}
