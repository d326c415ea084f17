//! What one other answer would change: rows below the alternatives of a result.

use ratatui::layout::Rect;

use crate::screens::decide::view::Page;
use crate::text::{SafeText, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit};
use crate::walk::Change;

impl Page<'_> {
    /// A change on its row; `i` is its position in the whole list.
    pub(super) fn change(
        &self,
        canvas: &mut Canvas<'_, '_>,
        (area, row): (Rect, u16),
        i: usize,
        change: &Change,
    ) {
        let here = i == self.decide.at;
        let cursor = if here { "\u{258c}" } else { " " };
        let leads = format!("\u{2192} {}", change.leads_to(self.walk));
        let columns = usize::from(area.width);
        let leads = SafeText::from(width::truncate(&leads, columns / 2));
        let (number, answer) = (change.question.0, change.answer(self.walk));
        let ends = width::width(&leads) + width::width(&answer) + width::width(cursor);
        // Where room is short, the question gives way: its number tells which it is.
        let room = columns.saturating_sub(ends + number.to_string().len() + 3);
        let asked = width::truncate(&change.asked(self.walk), room);
        let said = SafeText::from(format!("{cursor}{number} {asked} {answer}"));
        let role = if here { Role::Cursor } else { Role::Answer };
        canvas.two_ended(area, row, (said, role), (leads, Role::Muted));
        canvas.hit_row(area, row, Hit::Row(0, i));
    }

    /// The change under the cursor in full, and where its question stands.
    pub(super) fn about_change(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let Some(change) = self.decide.change() else {
            return;
        };
        let used = canvas.paragraph(area, 0, &change.text(self.walk), Role::Text);
        let question = self.walk.tree.question(change.question.1);
        if let Some(question) = question {
            let place = self.file_and_line(question.at);
            let said = format!("{place}   Enter answers so, u takes it back");
            canvas.text(area, used, &SafeText::from(said), Role::Muted);
        }
    }
}
