//! Where records go, and in which form.

use std::sync::Arc;

use crate::adr::Template;
use crate::effect::{Effect, ExportRequest};
use crate::screens::overlay::{Press, Verdict};
use crate::stack::Stack;
use crate::ui::input::Field;

/// The form: a folder and a template.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    /// The folder; empty for the project's own.
    pub folder: Field,
    /// The template.
    pub template: Template,
    /// The stack.
    pub stack: Arc<Stack>,
    /// Only this decision.
    pub only: Option<usize>,
}

impl Export {
    pub(super) fn press(&mut self, press: &Press) -> Verdict {
        match press {
            Press::Edit(edit) => drop(self.folder.edit(edit)),
            Press::Tab | Press::Move(_) => self.template = self.template.next(),
            Press::Enter => {
                let folder = self.folder.text().trim();
                return Verdict::Perform(Effect::Export(ExportRequest {
                    stack: Arc::clone(&self.stack),
                    only: self.only.into_iter().collect(),
                    folder: Some(folder.to_owned()).filter(|folder| !folder.is_empty()),
                    template: self.template,
                }));
            }
            _ => {}
        }
        Verdict::Stay
    }
}
