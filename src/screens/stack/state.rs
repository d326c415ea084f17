//! Where the person is in the stack.

use crate::adr::Writer;
use crate::screens::stack::{On, Overview, Row};

/// The state of the screen; the stack itself is the program's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StackScreen {
    /// The row under the cursor.
    pub at: usize,
    /// The fact under the cursor, while the facts are shown.
    pub fact: Option<usize>,
    /// The template of the preview.
    pub template: Writer,
    /// What is shown beside a decision.
    pub side: Side,
    /// Whether what stands beside the list has the whole screen.
    pub peek: bool,
    /// The first line of it that is shown.
    pub scroll: usize,
    /// The rows, and what stands beside the one under the cursor.
    pub overview: Overview,
}

/// What is shown beside a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Its record.
    #[default]
    Record,
    /// What would change it.
    Changes,
}

impl StackScreen {
    /// The row under the cursor.
    pub fn row(&self) -> Option<&Row> {
        self.overview.rows.get(self.at)
    }

    /// What the row under the cursor is about.
    pub fn on(&self) -> Option<&On> {
        self.row().map(|row| &row.on)
    }

    /// The position of the decision under the cursor.
    pub fn decision(&self) -> Option<usize> {
        match self.on()? {
            On::Decision(at) => Some(*at),
            _ => None,
        }
    }
}
