//! Cards, where there is no room for a table: each row of it a card with a line for each column.

use ratatui::layout::Rect;

use super::{Shown, role_of};
use crate::text::{SafeText, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit};

/// The lines that a cell takes at most; Enter shows it whole.
const LINES: usize = 3;

/// A line of a card.
struct Line {
    text: SafeText,
    role: Role,
    /// The cell that it belongs to.
    cell: Option<(usize, usize)>,
}

/// Draws the cards, the one under the cursor as far up as its neighbours let it.
pub(super) fn draw(shown: &Shown<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let columns = usize::from(area.width.saturating_sub(2));
    let mut lines = Vec::new();
    let (row, column) = shown.compare.at;
    // What is above the card before is never seen together with the cursor.
    for at in row.saturating_sub(1)..shown.grid.row_heads.len() {
        if lines.len() > usize::from(area.height) * 2 && at > row + 1 {
            break;
        }
        lines.extend(card(shown, at, columns));
    }
    let here = |line: &Line| line.cell == Some((row, column));
    let last = lines.iter().rposition(here).unwrap_or(0);
    let title = |line: &Line| line.cell == Some((row, 0));
    let first = lines.iter().position(title).unwrap_or(1).saturating_sub(1);
    let below = usize::from(area.height).saturating_sub(1);
    // The title of the card stays in sight, whatever is scrolled below it.
    let top = (first + 1).max((last + 1).saturating_sub(below));
    canvas.memory.geometry.page = 1;
    let seen = lines.iter().skip(first).take(1);
    let seen = seen.chain(lines.iter().skip(top));
    for (y, line) in (0_u16..area.height).zip(seen) {
        let mark = if here(line) { "▌ " } else { "  " };
        let mark = if line.cell.is_none() { "" } else { mark };
        let text = SafeText::from(format!("{mark}{}", line.text));
        canvas.text(area, y, &text, line.role);
        if let Some((row, column)) = line.cell {
            canvas.hit_row(area, y, Hit::Cell(row, column));
        }
        if here(line) {
            canvas.highlight(area, y, Role::Selection);
        }
    }
}

/// A card: its title with its place among all, then what each column says.
fn card(shown: &Shown<'_>, row: usize, columns: usize) -> Vec<Line> {
    let transposed = shown.compare.look.view.transposed;
    let Some(head) = shown.grid.row_heads.get(row) else {
        return Vec::new();
    };
    let (name, lead) = if transposed {
        let name = shown.alternative(head.position).0;
        (name, shown.total(head.position))
    } else {
        let weight = shown.weight(head.position);
        let weight = if weight.is_empty() {
            weight
        } else {
            format!("weight {weight}")
        };
        (shown.criterion(head.position), weight)
    };
    let gap = if lead.is_empty() { "" } else { "  " };
    let end = format!("{lead}{gap}{}/{}", row + 1, shown.grid.row_heads.len());
    let room = (columns + 2).saturating_sub(width::width(&end) + 1);
    let name = width::pad(&width::truncate(&name, room), room);
    let mut lines = vec![Line {
        text: SafeText::from(format!("{name} {end}")),
        role: Role::Heading,
        cell: None,
    }];
    let cells = shown.grid.cells.get(row).into_iter().flatten();
    let heads = shown.grid.column_heads.iter();
    for (column, (head, cell)) in heads.zip(cells).enumerate() {
        let name = if transposed {
            shown.criterion(head.position)
        } else {
            shown.alternative(head.position).0
        };
        let total = if transposed {
            String::new()
        } else {
            shown.total(head.position)
        };
        let total = if total.is_empty() {
            total
        } else {
            format!(" ({total})")
        };
        let said = format!("{name}{total}: {}", shown.said(cell));
        lines.extend(cut(&said, columns).into_iter().map(|text| Line {
            text: SafeText::from(text),
            role: role_of(cell.state),
            cell: Some((row, column)),
        }));
    }
    lines
}

/// A text in lines of so many columns, at most [`LINES`]; what does not fit ends in `…`.
fn cut(text: &str, columns: usize) -> Vec<String> {
    let all = width::wrap(text, columns);
    let mut lines: Vec<String> = all.iter().take(LINES).cloned().collect();
    if let Some(last) = lines.last_mut().filter(|_| all.len() > LINES) {
        let rest: Vec<&str> = all.iter().skip(LINES - 1).map(String::as_str).collect();
        *last = width::truncate(&rest.join(" "), columns);
    }
    lines
}
