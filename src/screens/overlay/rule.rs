//! A rule in full: what it says, how strongly, of what, and by which sources.

use crate::screens::Goto;
use crate::screens::browse::RuleRead;
use crate::screens::overlay::{Press, Step, Verdict};
use crate::text::{SafeText, width};
use crate::ui::input::Edit;

/// Columns of the names of the parts.
const NAMES: usize = 12;

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
    /// The name of the part on its first row, in columns of its own.
    pub name: SafeText,
    /// The text, wrapped.
    pub text: SafeText,
}

impl Rule {
    /// A rule with the cursor on the first source that some page cites.
    pub fn new(rule: RuleRead) -> Self {
        let cited = rule.parts.iter().position(|part| part.cited_at.is_some());
        Self {
            at: cited.unwrap_or(0),
            rule,
        }
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

    /// The page that cites the source under the cursor; without one there is nothing to open.
    fn open(&self) -> Verdict {
        let part = self.rule.parts.get(self.at);
        match part.and_then(|part| part.cited_at) {
            Some(at) => Verdict::Goto(Goto::Place(at.file, at.line)),
            None => Verdict::Close,
        }
    }

    /// The rows of all parts in so many columns.
    pub fn rows(&self, columns: usize) -> Vec<RuleRow> {
        let parts = self.rule.parts.iter().enumerate();
        let rows = parts.flat_map(|(part, said)| {
            let lines = width::wrap(&said.text, columns.saturating_sub(NAMES).max(1));
            let lines = lines.into_iter().enumerate();
            lines.map(move |(i, line)| RuleRow {
                part,
                name: SafeText::new(&width::pad(if i == 0 { said.name } else { "" }, NAMES)),
                text: SafeText::from(line),
            })
        });
        rows.collect()
    }
}
