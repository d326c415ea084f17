//! A condition on what is compared.

use crate::screens::compare::Filter;
use crate::screens::overlay::{Press, Verdict};
use crate::text::SafeText;
use crate::ui::input::Field;

/// The field for a condition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Where {
    /// The condition.
    pub field: Field,
    /// What is wrong with it; empty while nothing is.
    pub wrong: SafeText,
    filter: Filter,
}

impl Where {
    /// A field with what the condition begins with.
    pub fn new(filter: Filter) -> Self {
        Self {
            field: Field::new(&filter.begin),
            wrong: SafeText::default(),
            filter,
        }
    }

    pub(super) fn press(&mut self, press: &Press) -> Verdict {
        match press {
            Press::Edit(edit) => {
                self.field.edit(edit);
                self.wrong = SafeText::default();
            }
            Press::Enter => match self.filter.read(self.field.text()) {
                Ok(change) => return Verdict::Change(change),
                Err(wrong) => self.wrong = wrong,
            },
            _ => {}
        }
        Verdict::Stay
    }
}
