//! The themes: the one under the cursor is seen at once, Esc brings the old one back.

use crate::screens::overlay::{Press, Step, Verdict};
use crate::text::SafeText;
use crate::ui::input::Edit;

/// The list of themes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Themes {
    /// Their names.
    pub names: Vec<SafeText>,
    /// The cursor.
    pub at: usize,
    /// The theme before.
    pub before: usize,
}

impl Themes {
    pub(super) fn press(&mut self, press: &Press, page: usize) -> Verdict {
        let step = match press {
            Press::Move(step) => *step,
            Press::Edit(Edit::Insert('j')) => Step::Down,
            Press::Edit(Edit::Insert('k')) => Step::Up,
            Press::Edit(Edit::Insert('q')) => return Verdict::Theme(self.before, true),
            Press::Enter => return Verdict::Theme(self.at, true),
            _ => return Verdict::Stay,
        };
        self.at = step.from(self.at, self.names.len(), page);
        Verdict::Theme(self.at, false)
    }
}
