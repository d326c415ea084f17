//! Draws the paths that lead to something: a row each, the one under the cursor in full below.

use ratatui::layout::Rect;

use crate::screens::overlay::LeadsHere;
use crate::screens::overlay::view::{box_width, popup};
use crate::text::{SafeText, crumbs};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, small};

/// Rows for the path under the cursor.
const FOOT: u16 = 5;

pub(super) fn draw(list: &LeadsHere, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let titles: Vec<SafeText> = list.paths.iter().map(|line| line.title.clone()).collect();
    let mut trees = titles.clone();
    trees.dedup();
    let rows = small(titles.len() + trees.len());
    let most = screen.height.saturating_sub(4);
    let height = rows.saturating_add(FOOT).min(most).max(FOOT);
    let title = format!("what leads to {}", list.name);
    let said = (title.as_str(), "Enter walks it, Y copies its command");
    let area = popup(canvas, screen, (box_width(screen, 110), height), said);
    let spare = area.height.saturating_sub(rows);
    let foot = FOOT.min(spare.max(area.height / 2));
    let body = Rect {
        height: area.height - foot,
        ..area
    };
    canvas.headed(
        "leads here",
        body,
        (&titles, list.at),
        |canvas, body, row, i| {
            let Some(line) = list.paths.get(i) else {
                return;
            };
            let here = i == list.at;
            let mark = if here { "\u{258c}" } else { " " };
            let room = usize::from(body.width).saturating_sub(2);
            let text = SafeText::from(format!("{mark} {}", crumbs(&line.steps, room)));
            let outcome = SafeText::from(format!("\u{2192} {}", line.outcome));
            let role = if here { Role::Cursor } else { Role::Answer };
            canvas.named(body, row, (text, role), (outcome, Role::Muted));
            canvas.hit_row(body, row, Hit::Choice(i));
            if here {
                canvas.highlight(body, row, Role::Selection);
            }
        },
    );
    let below = Rect {
        y: body.bottom(),
        height: foot,
        ..area
    };
    under_cursor(list, canvas, below);
}

/// The path under the cursor in full, and where its outcome stands.
fn under_cursor(list: &LeadsHere, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let Some(line) = list.paths.get(list.at) else {
        return;
    };
    canvas.rule(
        area,
        0,
        &SafeText::from(line.at.to_string()),
        &SafeText::default(),
    );
    let steps = crumbs(&line.steps, usize::MAX);
    let said = format!("{steps} \u{2192} {}", line.outcome);
    canvas.paragraph(area, 1, &SafeText::from(said), Role::Text);
}
