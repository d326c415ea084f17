//! Draws the facts of the project.

use ratatui::layout::Rect;

use crate::screens::Cx;
use crate::screens::stack::facts::{FactRow, rows};
use crate::text::{SafeText, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, small};

/// Rows at the foot for the question of the fact under the cursor.
const FOOT: u16 = 3;
/// Columns of the longest name, and of a value where the question stands beside it.
const NAME: usize = 20;
const VALUE: usize = 34;
/// A screen narrower than this shows only the question of the fact under the cursor.
const ASKS: u16 = 100;

/// Draws every fact on a row, and the question of the one under the cursor below.
pub(super) fn draw(at: usize, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let rows = rows(cx);
    let at = at.min(rows.len().saturating_sub(1));
    canvas.text(area, 0, &SafeText::new("Facts"), Role::Heading);
    let wide = area.width >= ASKS;
    let foot = if wide { 0 } else { FOOT.min(area.height / 3) };
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1 + foot),
        ..area
    };
    canvas.memory.geometry.page = usize::from(body.height);
    let window = canvas.window("facts", rows.len(), at, body.height);
    for (line, i) in (0_u16..).zip(window) {
        let Some(row) = rows.get(i) else { continue };
        fact(row, i == at, (canvas, body, line), wide);
        canvas.hit_row(body, line, Hit::Row(0, i));
    }
    let foot = Rect {
        y: body.bottom(),
        height: foot,
        ..area
    };
    if let Some(row) = rows.get(at).filter(|_| foot.height > 1) {
        let below = Rect {
            y: foot.y + 1,
            height: foot.height - 1,
            ..foot
        };
        canvas.paragraph(below, 0, &row.ask, Role::Muted);
    }
}

/// A fact: what it is called, what it is, and where there is room the question that asks for it.
fn fact(
    row: &FactRow,
    here: bool,
    (canvas, area, line): (&mut Canvas<'_, '_>, Rect, u16),
    wide: bool,
) {
    let cursor = if here { "\u{258c}" } else { " " };
    let name = match row.name.as_str() {
        "" => "another \u{2026}",
        name => name,
    };
    let (value, role) = match &row.fact {
        Some(fact) => (fact.to_string(), Role::Taken),
        None => (String::new(), Role::Muted),
    };
    let name = SafeText::from(width::truncate(&format!("{cursor}{name}"), NAME));
    let said = row.fact.as_ref().map_or(Role::Muted, |_| Role::Text);
    canvas.text(area, line, &name, said);
    let columns = small(NAME + 1).min(area.width);
    let rest = Rect {
        x: area.x + columns,
        width: area.width - columns,
        ..area
    };
    let room = if wide { VALUE } else { usize::from(rest.width) };
    let value = SafeText::from(width::truncate(&value, room));
    canvas.text(rest, line, &value, role);
    if wide && !row.name.is_empty() {
        let taken = small(VALUE + 1).min(rest.width);
        let ask = Rect {
            x: rest.x + taken,
            width: rest.width - taken,
            ..rest
        };
        let asked = width::truncate(&row.ask, usize::from(ask.width));
        canvas.text(ask, line, &SafeText::from(asked), Role::Muted);
    }
    if here {
        canvas.highlight(area, line, Role::Selection);
    }
}
