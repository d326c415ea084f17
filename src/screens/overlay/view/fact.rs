//! Draws the prompt for a fact.

use ratatui::layout::Rect;

use super::{box_width, field, popup};
use crate::screens::overlay::FactPrompt;
use crate::text::SafeText;
use crate::ui::theme::Role;
use crate::ui::{Canvas, small};

/// Draws the question, the field, and what it can be.
pub(super) fn draw(prompt: &FactPrompt, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let title = if prompt.name.is_empty() {
        "Another fact"
    } else {
        &prompt.name
    };
    let rows = 4 + small(prompt.fitting.len());
    let size = (box_width(screen, 72), rows);
    let area = popup(
        canvas,
        screen,
        size,
        (title, "Enter states it · Tab completes"),
    );
    let name_typed = prompt.name.is_empty();
    let ask = if name_typed {
        "NAME=VALUE, as in vectors=30M"
    } else {
        &prompt.ask
    };
    let used = canvas.paragraph(area, 0, &SafeText::new(ask), Role::Text);
    field(canvas, area, used, "= ", &prompt.field);
    for (row, (at, choice)) in (used + 2..area.height).zip(prompt.fitting.iter().enumerate()) {
        let role = if at == prompt.at {
            Role::Cursor
        } else {
            Role::Muted
        };
        let cursor = if at == prompt.at { "▌" } else { " " };
        canvas.text(
            area,
            row,
            &SafeText::from(format!("{cursor}{choice}")),
            role,
        );
    }
}
