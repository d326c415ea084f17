//! Draws what changes a comparison: lists to choose from, and the field for a condition.

use ratatui::layout::Rect;

use super::{List, box_width, field, list, popup};
use crate::screens::compare::Menu;
use crate::screens::overlay::Where;
use crate::text::SafeText;
use crate::ui::theme::Role;
use crate::ui::{Canvas, small};

/// Columns that a box of these is best with.
const COLUMNS: u16 = 70;

pub(super) fn draw(menu: &Menu, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let rows = small(menu.choices.len().max(1)).min(screen.height.saturating_sub(4));
    let keyed = menu.choices.iter().any(|choice| choice.key.is_some());
    let keys = if keyed {
        "Enter or the key chooses"
    } else {
        "Enter chooses"
    };
    let shape = List {
        name: "menu",
        said: (&menu.title, keys),
        size: (box_width(screen, COLUMNS), rows),
        field: None,
        rows: (menu.choices.len(), menu.at),
        empty: "There is nothing to choose.".to_owned(),
        below: 0,
    };
    list(&shape, canvas, screen, |canvas, area, row, i| {
        if let Some(choice) = menu.choices.get(i) {
            let name = (choice.text.clone(), Role::Text);
            canvas.named(area, row, name, (choice.remark.clone(), Role::Muted));
        }
    });
}

pub(super) fn draw_where(wanted: &Where, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let size = (box_width(screen, COLUMNS), 4);
    let keys = "Enter keeps what meets it";
    let area = popup(canvas, screen, size, ("filter", keys));
    field(canvas, area, 0, "where ", &wanted.field);
    let below = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let (said, role) = if wanted.wrong.is_empty() {
        let said = "open source: yes   latency < 5 ms   hosting != cloud";
        (SafeText::new(said), Role::Muted)
    } else {
        (wanted.wrong.clone(), Role::Error)
    };
    canvas.paragraph(below, 0, &said, role);
}
