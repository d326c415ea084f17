//! What the answers lead to, once nothing is left to ask.

use ratatui::layout::Rect;

use crate::model::marks;
use crate::screens::decide::view::question::draw_note;
use crate::screens::decide::view::{Page, STANDINGS};
use crate::text::SafeText;
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit};
use crate::walk::{AlternativeState, Standing};

impl Page<'_> {
    /// Nothing is left to ask: what is recommended, and what else there is.
    pub(super) fn result(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let recommended = self
            .states
            .iter()
            .filter(|s| s.standing == Standing::Recommended)
            .count();
        let said = match recommended {
            0 => "Nothing is recommended by these answers.",
            1 => "Recommended",
            _ => "Recommended, each by an answer: compare them with c, or adopt one",
        };
        canvas.text(area, 0, &SafeText::new(said), Role::Heading);
        let top = 2 + self.remarks(canvas, area, 1);
        let foot = 6_u16.min(area.height / 3);
        let room = area.height.saturating_sub(top + foot);
        let window = canvas.window("alternatives", self.states.len(), self.decide.at, room);
        canvas.memory.geometry.page = window.len();
        let mut row = top;
        let mut last = None;
        for i in window {
            let Some(state) = self.states.get(i) else {
                continue;
            };
            let named = STANDINGS
                .into_iter()
                .find(|(standing, ..)| *standing == state.standing);
            let Some((standing, title, mark, role)) = named else {
                continue;
            };
            if last.is_some_and(|last| last != standing) && row < top + room {
                canvas.text(area, row, &SafeText::new(title), Role::Heading);
                row += 1;
            }
            last = Some(standing);
            if row >= top + room {
                break;
            }
            let here = i == self.decide.at;
            let cursor = if here { "▌" } else { " " };
            let left = SafeText::from(format!("{cursor}{mark} {}", state.alternative.name));
            let said = state
                .objections
                .first()
                .map(|o| o.quote.clone())
                .unwrap_or_default();
            let role = if here { Role::Cursor } else { role };
            canvas.named(area, row, (left, role), (said, Role::Muted));
            canvas.hit_row(area, row, Hit::Row(0, i));
            row += 1;
        }
        self.about(
            canvas,
            Rect {
                y: area.bottom() - foot,
                height: foot,
                ..area
            },
        );
    }

    /// What the answers lead to that is no alternative: advice, and what the sources leave open.
    fn remarks(&self, canvas: &mut Canvas<'_, '_>, area: Rect, row: u16) -> u16 {
        let mut used = 0;
        for reached in self.walk.route().reached {
            let named = |state: &AlternativeState| state.outcomes.contains(&reached.outcome);
            let Some(outcome) = self.walk.tree.outcome(reached.outcome) else {
                continue;
            };
            if !self.states.iter().any(named) {
                let cites = marks(&outcome.cites);
                let said = SafeText::from(format!("{}{cites}", outcome.text));
                used += canvas.paragraph(area, row + used, &said, Role::Notice);
                for note in &outcome.notes {
                    used += draw_note(canvas, area, row + used, note);
                }
            }
        }
        used
    }

    /// What is said about the alternative under the cursor.
    pub(super) fn about(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let Some(state) = self.states.get(self.decide.at) else {
            return;
        };
        let mut row = 0;
        for objection in &state.objections {
            let cite = marks(&objection.cite);
            let said = format!("against: {}{cite}", objection.because());
            row += canvas.paragraph(area, row, &SafeText::from(said), Role::RuledOut);
        }
        for outcome in state
            .outcomes
            .iter()
            .filter_map(|id| self.walk.tree.outcome(*id))
        {
            let place = self.cx.catalog.place(outcome.at);
            let cites = marks(&outcome.cites);
            let said = SafeText::from(format!("{}{cites}", outcome.text));
            canvas.two_ended(
                area,
                row,
                (said, Role::Text),
                (SafeText::from(place.to_string()), Role::Muted),
            );
            row += 1;
            for note in &outcome.notes {
                row += draw_note(canvas, area, row, note);
            }
        }
    }
}
