//! The text of a record on the screen.

use ratatui::layout::Rect;

use crate::action::Action;
use crate::text::{SafeText, counted, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Geometry};

/// Draws a record from a row on, wrapped, headings set apart. What does not fit is counted on the
/// last row. Returns the rows that are still below.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, text: &str, top: usize) -> usize {
    let rows = rows(text, usize::from(area.width.max(1)));
    let height = usize::from(area.height);
    let top = top.min(rows.len().saturating_sub(height));
    let below = rows.len().saturating_sub(top + height);
    let shown = rows.iter().skip(top);
    for (row, (text, role)) in (0..area.height).zip(shown) {
        canvas.text(area, row, text, *role);
    }
    if below > 0 && height > 1 {
        let last = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        canvas.clear(last);
        let said = format!("… {} below", counted(below + 1, "line"));
        canvas.text(last, 0, &SafeText::from(said), Role::Muted);
    }
    below
}

/// A record without its front matter: what a reader of the draft looks for.
pub fn body(text: &str) -> &str {
    let rest = text.strip_prefix("---\n");
    let body = rest.and_then(|rest| rest.split_once("\n---\n"));
    body.map_or(text, |(_, body)| body).trim_start()
}

/// Where a record that is shown from `top` on is shown from after an action; `None` if the action
/// moves nothing. Goes no further than its end.
pub fn scrolled(top: usize, action: Action, shown: &Geometry) -> Option<usize> {
    let (page, below) = (shown.page(), shown.below);
    let down = |by: usize| top + by.min(below);
    Some(match action {
        Action::Up => top.saturating_sub(1),
        Action::Down => down(1),
        Action::Top => 0,
        Action::Bottom => down(below),
        Action::PageUp => top.saturating_sub(page),
        Action::PageDown => down(page),
        Action::HalfUp => top.saturating_sub(page.div_ceil(2)),
        Action::HalfDown => down(page.div_ceil(2)),
        _ => return None,
    })
}

fn rows(text: &str, columns: usize) -> Vec<(SafeText, Role)> {
    let mut rows = Vec::new();
    for line in text.lines() {
        let role = if line.starts_with('#') {
            Role::Heading
        } else {
            Role::Text
        };
        let wrapped = width::wrap(&SafeText::new(line), columns).into_iter();
        rows.extend(wrapped.map(|line| (SafeText::from(line), role)));
    }
    rows
}
