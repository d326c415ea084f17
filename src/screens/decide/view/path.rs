//! The way so far, and where every alternative stands.

use ratatui::layout::Rect;

use crate::screens::decide::view::{Page, STANDINGS, given_text};
use crate::text::SafeText;
use crate::ui::Canvas;
use crate::ui::theme::Role;
use crate::walk::{AlternativeState, question_text};

impl Page<'_> {
    /// The answers so far, then where every alternative stands.
    pub(super) fn path(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let mut row = 0;
        canvas.text(area, row, &SafeText::new("Path"), Role::Heading);
        row += 1;
        let current = self.walk.current();
        for (n, step) in self.walk.steps().iter().enumerate() {
            let Some(question) = self.walk.tree.question(step.question) else {
                continue;
            };
            let here = Some(step.question) == current;
            let mark = if here { "▌" } else { " " };
            let indent = "  ".repeat(step.depth);
            let prompt = question_text(&self.walk.tree, question);
            let asked = SafeText::from(format!("{mark}{} {indent}{prompt}", n + 1));
            let role = if here { Role::Heading } else { Role::Text };
            canvas.text(area, row, &asked, role);
            row += 1;
            if let Some(given) = &step.given {
                let pencil = if step.pencilled { "kept: " } else { "" };
                let said = given_text(self.walk, step.question, given);
                let said = format!("    {indent}{pencil}{said}");
                let role = if step.pencilled {
                    Role::Muted
                } else {
                    Role::Taken
                };
                canvas.text(area, row, &SafeText::from(said), role);
                row += 1;
            }
        }
        self.standing(canvas, area, row + 1);
    }

    /// Every state with its alternatives on a line, for screens with no room beside the question.
    pub(super) fn standing_in_brief(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let mut row = 0;
        for (standing, title, mark, role) in STANDINGS {
            let of = self
                .states
                .iter()
                .filter(|state| state.standing == standing);
            let names: Vec<String> = of
                .map(|state| match state.objections.first() {
                    Some(objection) => format!("{} ({})", state.alternative.name, objection.quote),
                    None => state.alternative.name.to_string(),
                })
                .collect();
            if !names.is_empty() {
                let line = format!("{mark} {title}: {}", names.join(", "));
                row += canvas.paragraph(area, row, &SafeText::from(line), role);
            }
        }
    }

    /// Every alternative by its state, as far as there is room.
    pub(super) fn standing(&self, canvas: &mut Canvas<'_, '_>, area: Rect, from: u16) {
        let mut row = from;
        for (standing, title, mark, role) in STANDINGS {
            let of: Vec<&AlternativeState> = self
                .states
                .iter()
                .filter(|state| state.standing == standing)
                .collect();
            if of.is_empty() || row + 1 >= area.height {
                continue;
            }
            let count = SafeText::from(of.len().to_string());
            canvas.two_ended(
                area,
                row,
                (SafeText::new(title), Role::Heading),
                (count, Role::Muted),
            );
            row += 1;
            for state in of {
                let line = SafeText::from(format!(" {mark} {}", state.alternative.name));
                canvas.text(area, row, &line, role);
                row += 1;
                for objection in &state.objections {
                    let said = format!("   {}", objection.quote);
                    canvas.text(area, row, &SafeText::from(said), Role::Muted);
                    row += 1;
                }
            }
            row += 1;
        }
    }
}
