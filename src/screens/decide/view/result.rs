//! What the answers lead to, once nothing is left to ask.

use ratatui::layout::Rect;

use crate::model::{Stance, marks};
use crate::screens::decide::ResultRow;
use crate::screens::decide::view::question::draw_note;
use crate::screens::decide::view::{Page, named};
use crate::text::SafeText;
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit};
use crate::walk::{AlternativeState, Standing, Way, WayTo, question_text};

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

    /// Every alternative under the heading of its standing, where the answers go on, and what would
    /// change the result.
    fn alternatives(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let rows = self.decide.follows.rows();
        let title = |row: &ResultRow<'_>| match row {
            ResultRow::State(state) => named(state.standing).title,
            ResultRow::Way(_) => "Goes on",
            ResultRow::Change(_) => "What would change this?",
        };
        let titles: Vec<SafeText> = rows.iter().map(|row| SafeText::new(title(row))).collect();
        let list = (titles.as_slice(), self.decide.at);
        canvas.headed(
            "alternatives",
            area,
            list,
            |canvas, body, row, i| match rows.get(i) {
                Some(ResultRow::State(state)) => self.alternative(canvas, (body, row), i, state),
                Some(ResultRow::Way(way)) => self.way(canvas, (body, row), i, way),
                Some(ResultRow::Change(change)) => self.change(canvas, (body, row), i, change),
                None => {}
            },
        );
    }

    /// A way on: the tree by its title, or the place to read, with the key that goes there.
    fn way(&self, canvas: &mut Canvas<'_, '_>, (area, row): (Rect, u16), i: usize, way: &Way) {
        let here = i == self.decide.at;
        let cursor = if here { "▌" } else { " " };
        let catalog = self.cx.catalog;
        let said = match &way.to {
            WayTo::Tree(id) => {
                let tree = catalog.trees().find(|tree| tree.id == *id);
                let title = tree.map_or_else(|| id.0.clone(), |tree| tree.title.clone());
                let skill = id.0.split('#').next().unwrap_or_default();
                format!("{title} ({skill})")
            }
            WayTo::Place(at) => catalog.place(*at).to_string(),
            WayTo::Nowhere(said) => said.to_string(),
        };
        let left = SafeText::from(format!("{cursor}→ {said}"));
        let role = if here { Role::Cursor } else { Role::Open };
        let key = SafeText::new(if here { "Enter" } else { "" });
        canvas.named(area, row, (left, role), (key, Role::Muted));
        canvas.hit_row(area, row, Hit::Row(0, i));
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
        let said = said.map(|o| o.quote.clone());
        let mut outcomes = state.outcomes.iter();
        let when = outcomes.find_map(|id| self.walk.tree.outcome(*id)?.when(&state.alternative));
        let when = || when.map(|when| SafeText::from(format!("when: {when}")));
        let policy = || self.cx.catalog.house_policies(&state.policies);
        let said = said.or_else(policy).or_else(when).unwrap_or_default();
        let role = if here { Role::Cursor } else { named.role };
        canvas.named(area, row, (left, role), (said, Role::Muted));
        canvas.hit_row(area, row, Hit::Row(0, i));
    }

    /// What the answers lead to that is no alternative: advice, and what the sources leave open.
    /// Returns the rows used.
    fn remarks(&self, canvas: &mut Canvas<'_, '_>, area: Rect) -> u16 {
        let follows = &self.decide.follows;
        let named = |outcome| follows.states.iter().any(|s| s.outcomes.contains(&outcome));
        let route = self.walk.route();
        let reached = route.reached.iter();
        let remarks: Vec<_> = reached
            .filter(|reached| !named(reached.outcome))
            .filter_map(|reached| self.walk.tree.outcome(reached.outcome))
            .collect();
        let recommended = follows.of(Standing::Recommended).count();
        let said = match (recommended, remarks.is_empty()) {
            (0, true) => self.without_recommendation(),
            (0, false) => "The answers lead to".into(),
            (1, true) if follows.missing.is_empty() => return 0,
            (2.., true) => "Several are recommended: c compares them, Enter adopts one.".into(),
            (1.., _) => "The answers also say".into(),
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
        let cycles = route.revisits.iter().filter(|revisit| revisit.cycle);
        let again = cycles.filter_map(|revisit| self.walk.tree.question(revisit.question));
        for question in again {
            let prompt = question_text(&self.walk.tree, question);
            let said = SafeText::from(format!("↺ {prompt}"));
            used += canvas.paragraph(area, used, &said, Role::Notice);
        }
        for missing in follows.missing.iter() {
            let said = SafeText::from(format!("→ {missing}"));
            used += canvas.paragraph(area, used, &said, Role::Notice);
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
        let follows = &self.decide.follows;
        let banned = follows.of(Standing::RuledOut).find(|state| {
            let reached = |outcome| route.certain().any(|reached| reached.outcome == outcome);
            state.outcomes.iter().copied().any(reached)
        });
        if let Some(state) = banned {
            let name = &state.alternative.name;
            let said = format!("The answers lead to {name}, which the house rules out.");
            return SafeText::from(said);
        }
        if follows.of(Standing::Open).next().is_some() {
            "The answers leave these open: c compares them.".into()
        } else {
            "These answers recommend nothing.".into()
        }
    }

    /// What is said about the alternative under the cursor.
    fn about(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let Some(state) = self.decide.follows.state_at(self.decide.at) else {
            return self.about_change(canvas, area);
        };
        let mut row = 0;
        for objection in &state.objections {
            let cite = marks(&objection.cite);
            let place = self.cx.catalog.place(objection.at);
            let said = format!("against: {}{cite}, {place}", objection.because());
            row += canvas.paragraph(area, row, &SafeText::from(said), Role::RuledOut);
        }
        for policy in state
            .policies
            .iter()
            .filter(|one| one.stance != Stance::Banned)
        {
            let catalog = self.cx.catalog;
            let place = catalog.place(policy.at);
            let said = format!("{}, {place}", catalog.house_policy(policy));
            row += canvas.paragraph(area, row, &SafeText::from(said), Role::Notice);
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
