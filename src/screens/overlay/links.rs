//! The links of the document shown.

use crate::effect::Effect;
use crate::screens::Goto;
use crate::screens::browse::LinkChoice;
use crate::screens::overlay::{Press, Step, Verdict};
use crate::text::SafeText;
use crate::ui::input::Edit;

/// The list of links.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// The links, in the order of the document.
    pub links: Vec<LinkChoice>,
    /// The cursor.
    pub at: usize,
}

impl Links {
    pub(super) fn press(&mut self, press: &Press, page: usize) -> Verdict {
        let step = match press {
            Press::Move(step) => *step,
            Press::Edit(Edit::Insert('j')) => Step::Down,
            Press::Edit(Edit::Insert('k')) => Step::Up,
            Press::Edit(Edit::Insert('q')) => return Verdict::Close,
            Press::Enter => return self.open(),
            _ => return Verdict::Stay,
        };
        self.at = step.from(self.at, self.links.len(), page);
        Verdict::Stay
    }

    /// A link into the library is gone to; any other address is copied, never opened.
    fn open(&self) -> Verdict {
        let Some(link) = self.links.get(self.at) else {
            return Verdict::Close;
        };
        match link.place {
            Some((file, at)) => Verdict::Goto(Goto::Place(file, at)),
            None => Verdict::Perform(Effect::Copy {
                what: SafeText::from(format!("the address {}", link.target)),
                text: link.target.to_string(),
            }),
        }
    }
}
