//! Draws the prompt for what only a person can say of a decision.

use ratatui::layout::Rect;

use super::{box_width, field, popup};
use crate::screens::overlay::Reasons;
use crate::text::SafeText;
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, small};

/// The columns of what a row asks for.
const NAME: usize = 18;

/// Draws a row for each thing asked, and what is wrong with what was typed.
pub(super) fn draw(reasons: &Reasons, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let size = (box_width(screen, 100), small(Reasons::STATUS) + 4);
    let keys = "Enter keeps it \u{b7} \u{2191}\u{2193} another row";
    let area = popup(canvas, screen, size, (&reasons.title, keys));
    let status = small(Reasons::STATUS);
    for row in 0..=status {
        canvas.hit_row(area, row, Hit::Choice(usize::from(row)));
    }
    for (row, (at, typed)) in (0_u16..).zip(reasons.fields.iter().enumerate()) {
        let name = format!("{:<NAME$}", Reasons::asked(at));
        if at == reasons.at {
            canvas.highlight(area, row, Role::Selection);
            field(canvas, area, row, &name, typed);
        } else {
            let shown = typed.view(usize::from(area.width).saturating_sub(NAME));
            two(canvas, area, row, (&name, &shown.text));
        }
    }
    let turn = if reasons.at == Reasons::STATUS {
        canvas.highlight(area, status, Role::Selection);
        "   \u{2190}\u{2192} another"
    } else {
        ""
    };
    let name = format!("{:<NAME$}", Reasons::asked(Reasons::STATUS));
    let said = SafeText::from(format!("{}{turn}", reasons.status.word()));
    two(canvas, area, status, (&name, &said));
    let hint = SafeText::new("Names and conditions are parted by commas. Records say it.");
    match &reasons.wrong {
        Some(wrong) => canvas.paragraph(area, status + 2, wrong, Role::Warning),
        None => canvas.paragraph(area, status + 2, &hint, Role::Muted),
    };
}

fn two(canvas: &mut Canvas<'_, '_>, area: Rect, row: u16, (name, text): (&str, &SafeText)) {
    canvas.text(area, row, &SafeText::new(name), Role::Muted);
    let name = small(NAME).min(area.width);
    let room = Rect {
        x: area.x + name,
        width: area.width - name,
        ..area
    };
    canvas.text(room, row, text, Role::Text);
}
