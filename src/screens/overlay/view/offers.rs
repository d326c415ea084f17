//! Draws what can be taken into the stack: the list, and below it what is said of the one under
//! the cursor.

use ratatui::layout::Rect;

use super::{List, box_width, list};
use crate::screens::overlay::{Offers, Take};
use crate::text::width;
use crate::ui::theme::Role;
use crate::ui::{Canvas, small};

/// Columns that the box is best with.
const COLUMNS: u16 = 100;

/// What the keys do.
fn keys(offers: &Offers) -> &'static str {
    match offers.offers.first().map(|offer| &offer.take) {
        Some(Take::Stack(_)) => "Enter opens it",
        _ => "Enter takes it, u takes it back",
    }
}

pub(super) fn draw(offers: &Offers, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let columns = box_width(screen, COLUMNS);
    let room = screen.height.saturating_sub(4).max(4);
    let inner = usize::from(columns.saturating_sub(6)).max(1);
    let wrapped = |lines: &[crate::text::SafeText]| -> Vec<String> {
        let wrapped = lines.iter().flat_map(|line| width::wrap(line, inner));
        wrapped.collect()
    };
    let said = offers
        .offers
        .iter()
        .map(|offer| wrapped(&offer.lines).len());
    // The room below stays the same whatever the cursor is on.
    let most = small(said.max().unwrap_or(0)) + 1;
    let names = small(offers.offers.len().max(1));
    let below = most.min(room.saturating_sub(names).max(room / 2));
    let shape = List {
        name: "offers",
        said: (&offers.title, keys(offers)),
        size: (columns, (names + below).min(room)),
        field: None,
        rows: (offers.offers.len(), offers.at),
        empty: "The library knows nothing that could be taken.".to_owned(),
        below,
    };
    let below = list(&shape, canvas, screen, |canvas, area, row, i| {
        let Some(offer) = offers.offers.get(i) else {
            return;
        };
        let (mark, role) = if offer.against {
            ("\u{2717} ", Role::RuledOut)
        } else {
            ("  ", Role::Text)
        };
        let name = format!("{mark}{}", offer.name);
        canvas.named(
            area,
            row,
            (name.into(), role),
            (offer.remark.clone(), Role::Muted),
        );
    });
    let Some(offer) = offers.offers.get(offers.at) else {
        return;
    };
    canvas.rule(below, 0, &offer.name, &crate::text::SafeText::default());
    for (row, line) in (1..below.height).zip(wrapped(&offer.lines)) {
        canvas.text(below, row, &line.into(), Role::Text);
    }
}
