//! A rule in full: what it says, how strongly, of what, and by which sources.

use crate::screens::Goto;
use crate::screens::browse::RuleRead;
use crate::screens::overlay::{Press, Step, Verdict};
use crate::text::{Location, SafeText};
use crate::ui::input::Edit;

/// The rule, part by part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rule {
    /// What is read.
    pub rule: RuleRead,
    /// The part under the cursor.
    pub at: usize,
}

/// A row of the rule as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleRow {
    /// The part it belongs to.
    pub part: usize,
    /// The name of the part on its first row, blanks below it.
    pub name: SafeText,
    /// The text, wrapped.
    pub text: SafeText,
}

impl Rule {
    /// A rule with the cursor at its top.
    pub fn new(rule: RuleRead) -> Self {
        Self { rule, at: 0 }
    }

    /// The page that cites the source under the cursor, else the first source that a page cites.
    pub fn page(&self) -> Option<Location> {
        let parts = &self.rule.parts;
        let under = parts.get(self.at).and_then(|part| part.cited_at);
        under.or_else(|| parts.iter().find_map(|part| part.cited_at))
    }

    pub(super) fn press(&mut self, press: &Press, page: usize) -> Verdict {
        let step = match press {
            Press::Move(step) => *step,
            Press::Edit(Edit::Insert('j')) => Step::Down,
            Press::Edit(Edit::Insert('k')) => Step::Up,
            Press::Edit(Edit::Insert('q')) => return Verdict::Close,
            Press::Edit(Edit::Insert('y')) => return Verdict::Perform(self.rule.copied()),
            Press::Enter => return self.open(),
            _ => return Verdict::Stay,
        };
        self.at = step.from(self.at, self.rule.parts.len(), page);
        Verdict::Stay
    }

    /// A click on a part: a source opens its page.
    pub(super) fn click(&mut self, part: usize) -> Verdict {
        self.at = part;
        let cited = self.rule.parts.get(part).and_then(|part| part.cited_at);
        cited.map_or(Verdict::Stay, |_| self.open())
    }

    fn open(&self) -> Verdict {
        match self.page() {
            Some(at) => Verdict::Goto(Goto::Place(at.file, at.line)),
            None => Verdict::Close,
        }
    }

    /// The rows of all parts in so many columns.
    pub fn rows(&self, columns: usize) -> Vec<RuleRow> {
        let parts = self.rule.parts.iter().enumerate();
        let rows = parts.flat_map(|(part, said)| {
            let rows = said.rows(columns);
            rows.map(move |(name, text)| RuleRow { part, name, text })
        });
        rows.collect()
    }
}
