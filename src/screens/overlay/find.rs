//! A word to find in the document.

use crate::screens::overlay::{Press, Verdict};
use crate::ui::input::Field;

/// The prompt at the foot of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Find {
    /// The word.
    pub field: Field,
}

impl Find {
    pub(super) fn press(&mut self, press: &Press) -> Verdict {
        match press {
            Press::Edit(edit) => {
                self.field.edit(edit);
                Verdict::Stay
            }
            Press::Enter => Verdict::Find(self.field.text().to_owned()),
            _ => Verdict::Stay,
        }
    }
}
