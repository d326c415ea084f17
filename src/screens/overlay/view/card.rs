//! Draws a card: sections under their titles, the line under the cursor lit.

use ratatui::layout::Rect;

use crate::compare::To;
use crate::screens::overlay::Cards;
use crate::screens::overlay::view::{box_width, popup};
use crate::text::SafeText;
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, small, span};

/// What the keys do besides opening a line.
const KEYS: &str = "c compares, b what leads here, y copies";

pub(super) fn draw(cards: &Cards, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let Some(card) = cards.front() else {
        return;
    };
    let columns = box_width(screen, 110);
    let rows = cards.rows(usize::from(columns.saturating_sub(4)));
    let size = (
        columns,
        small(rows.len()).min(screen.height.saturating_sub(2)),
    );
    let (title, keys) = (title(cards, &card.alternative.name), keys(cards));
    let area = popup(canvas, screen, size, (&title, &keys));
    canvas.memory.geometry.page = usize::from(area.height);
    let last = rows.iter().rposition(|row| row.line == Some(cards.at));
    // At the top the title of the first section is seen too.
    let selected = last.filter(|_| cards.at > 0).unwrap_or(0);
    let window = canvas.window("card", rows.len(), selected, area.height);
    for (at, row) in (0_u16..).zip(rows.get(window).unwrap_or_default()) {
        let Some(line) = row.line else {
            canvas.text(area, at, &row.name, Role::Heading);
            continue;
        };
        let name = span(&row.name, canvas.style(Role::Muted));
        let text = span(&row.text, canvas.style(Role::Text));
        let from = span(&row.from, canvas.style(Role::Muted));
        canvas.line(area, at, vec![name, text, from]);
        canvas.hit_row(area, at, Hit::Choice(line));
        if line == cards.at {
            canvas.highlight(area, at, Role::Selection);
        }
    }
}

/// The name; of several, which one it is.
fn title(cards: &Cards, name: &SafeText) -> String {
    match cards.cards.len() {
        0 | 1 => name.to_string(),
        all => format!("{name} \u{b7} {} of {all}", cards.front + 1),
    }
}

fn keys(cards: &Cards) -> String {
    let to = cards.line().and_then(|line| line.to.as_ref());
    let enter = to.map(|to| match to {
        To::Place(_) => "Enter goes there, ",
        To::Tree(_) => "Enter walks it, ",
        To::Card(_) => "Enter opens its card, ",
    });
    let next = if cards.cards.len() > 1 {
        "Tab the next, "
    } else {
        ""
    };
    format!("{}{next}{KEYS}", enter.unwrap_or_default())
}
