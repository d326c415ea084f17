//! Where records go, and in which form.

use std::sync::Arc;

use crate::adr::Writer;
use crate::effect::{Effect, ExportRequest};
use crate::screens::overlay::{Press, Verdict};
use crate::stack::Stack;
use crate::ui::input::Field;

/// The form: a folder and a template.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    /// The folder; empty for the project's own.
    pub folder: Field,
    /// The form.
    pub template: Writer,
    /// The forms to choose from.
    pub writers: Arc<[Writer]>,
    /// The stack.
    pub stack: Arc<Stack>,
    /// The decision under the cursor, where one is.
    pub under: Option<usize>,
    /// Whether all decisions are written.
    pub all: bool,
}

impl Export {
    pub(super) fn press(&mut self, press: &Press) -> Verdict {
        match press {
            Press::Edit(edit) => drop(self.folder.edit(edit)),
            Press::Tab => self.template = self.template.next(&self.writers),
            Press::Move(_) => self.all = self.under.is_none() || !self.all,
            Press::Enter => {
                let folder = self.folder.text().trim();
                return Verdict::Perform(Effect::Export(ExportRequest {
                    stack: Arc::clone(&self.stack),
                    only: self.under.filter(|_| !self.all).into_iter().collect(),
                    folder: Some(folder.to_owned()).filter(|folder| !folder.is_empty()),
                    template: self.template.clone(),
                }));
            }
            _ => {}
        }
        Verdict::Stay
    }
}
