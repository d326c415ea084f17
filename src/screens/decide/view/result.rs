//! What the answers lead to, once nothing is left to ask.

use ratatui::layout::Rect;

use crate::model::marks;
use crate::screens::decide::view::question::draw_note;
use crate::screens::decide::view::{Page, named};
use crate::text::SafeText;
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit};
use crate::walk::{AlternativeState, Standing, question_text};

impl Page<'_> {
    /// Nothing is left to ask: what is recommended, and what else there is.
    pub(super) fn result(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let top = self.remarks(canvas, area);
        let part = if self.decide.why { 2 } else { 3 };
        let least = if self.decide.why { area.height } else { 6 };
        let foot = least.min(area.height / part);
        let list = Rect {
            y: area.y + top,
            height: area.height.saturating_sub(top + foot),
            ..area
        };
        self.alternatives(canvas, list);
        self.about(
            canvas,
            Rect {
                y: area.bottom() - foot,
                height: foot,
                ..area
            },
        );
    }

    /// Every alternative under the heading of its standing, then what would change the result.
    fn alternatives(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let states = &self.decide.follows.states;
        let titles = states.iter().map(|state| named(state.standing).title);
        let titles = titles.map(SafeText::new).chain(self.titles_of_changes());
        let titles: Vec<SafeText> = titles.collect();
        let list = (titles.as_slice(), self.decide.at);
        canvas.headed(
            "alternatives",
            area,
            list,
            |canvas, body, row, i| match states.get(i) {
                Some(state) => self.alternative(canvas, (body, row), i, state),
                None => self.change(canvas, (body, row), i),
            },
        );
    }

    fn alternative(
        &self,
        canvas: &mut Canvas<'_, '_>,
        (area, row): (Rect, u16),
        i: usize,
        state: &AlternativeState,
    ) {
        let here = i == self.decide.at;
        let cursor = if here { "▌" } else { " " };
        let named = named(state.standing);
        let left = SafeText::from(format!("{cursor}{} {}", named.mark, state.alternative.name));
        let said = state.objections.first();
        let said = said.map(|o| o.quote.clone()).unwrap_or_default();
        let role = if here { Role::Cursor } else { named.role };
        canvas.named(area, row, (left, role), (said, Role::Muted));
        canvas.hit_row(area, row, Hit::Row(0, i));
    }

    /// What the answers lead to that is no alternative: advice, and what the sources leave open.
    /// Returns the rows used.
    fn remarks(&self, canvas: &mut Canvas<'_, '_>, area: Rect) -> u16 {
        let follows = &self.decide.follows;
        let named = |outcome| follows.states.iter().any(|s| s.outcomes.contains(&outcome));
        let reached = self.walk.route().reached.into_iter();
        let remarks: Vec<_> = reached
            .filter(|reached| !named(reached.outcome))
            .filter_map(|reached| self.walk.tree.outcome(reached.outcome))
            .collect();
        let recommended = follows.of(Standing::Recommended).count();
        let said = match (recommended, remarks.is_empty()) {
            (0, true) => self.without_recommendation(),
            (0, false) => "The answers lead to".into(),
            (1, true) => return 0,
            (_, true) => "Several are recommended: c compares them, Enter adopts one.".into(),
            (_, false) => "The answers also say".into(),
        };
        let mut used = canvas.paragraph(area, 0, &said, Role::Heading);
        for outcome in remarks {
            let cites = marks(&outcome.cites);
            let said = SafeText::from(format!("{}{cites}", outcome.text));
            used += canvas.paragraph(area, used, &said, Role::Notice);
            for note in &outcome.notes {
                used += draw_note(canvas, area, used, note);
            }
        }
        (used + 1).min(area.height)
    }

    /// What to say where the answers lead to nothing.
    fn without_recommendation(&self) -> SafeText {
        let route = self.walk.route();
        let again = route.circle().and_then(|id| self.walk.tree.question(id));
        if let Some(question) = again {
            let prompt = question_text(&self.walk.tree, question);
            let said = format!("The answers come back to “{prompt}”: answer one of them anew.");
            return SafeText::from(said);
        }
        let open = self.decide.follows.of(Standing::Open).next().is_some();
        if open {
            "The answers leave these open: c compares them.".into()
        } else {
            "These answers recommend nothing.".into()
        }
    }

    /// What is said about the alternative under the cursor.
    fn about(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let Some(state) = self.decide.follows.states.get(self.decide.at) else {
            return self.about_change(canvas, area);
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
            let place = self.file_and_line(outcome.at);
            let cites = marks(&outcome.cites);
            let said = SafeText::from(format!("{}{cites}", outcome.text));
            canvas.named(area, row, (said, Role::Text), (place, Role::Muted));
            row += 1;
            for note in &outcome.notes {
                row += draw_note(canvas, area, row, note);
            }
        }
    }
}
