//! Draws the facts of the project.

use ratatui::layout::Rect;

use crate::screens::Cx;
use crate::screens::stack::facts::rows;
use crate::text::SafeText;
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit};

/// Rows at the foot for the question of the fact under the cursor.
const FOOT: u16 = 3;

/// Draws every fact on a row, and the question of the one under the cursor below.
pub(super) fn draw(at: usize, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let rows = rows(cx);
    let at = at.min(rows.len().saturating_sub(1));
    canvas.text(area, 0, &SafeText::new("Facts"), Role::Heading);
    let foot = FOOT.min(area.height / 3);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1 + foot),
        ..area
    };
    canvas.memory.geometry.page = usize::from(body.height);
    let window = canvas.window("facts", rows.len(), at, body.height);
    for (line, i) in (0_u16..).zip(window) {
        let Some(row) = rows.get(i) else { continue };
        let cursor = if i == at { "▌" } else { " " };
        let name = if row.name.is_empty() {
            "another …"
        } else {
            &row.name
        };
        let (value, role) = match &row.fact {
            Some(fact) => (fact.to_string(), Role::Taken),
            None => ("not stated".to_owned(), Role::Muted),
        };
        let value = if row.name.is_empty() {
            String::new()
        } else {
            value
        };
        let left = SafeText::from(format!("{cursor}{name}"));
        let left_role = if row.fact.is_some() {
            Role::Text
        } else {
            Role::Muted
        };
        canvas.two_ended(body, line, (left, left_role), (SafeText::from(value), role));
        canvas.hit_row(body, line, Hit::Row(0, i));
        if i == at {
            canvas.highlight(body, line, Role::Selection);
        }
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
