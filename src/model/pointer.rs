//! Words of a decision that send the reader elsewhere, and what stands there.

use crate::model::TreeId;
use crate::text::{Location, SafeText};

/// What kind of thing the words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// A question of the same tree: `Go to Q7`.
    Question,
    /// A part of the same tree, by the name that its author gave: `goto: scale`.
    Part,
    /// The answers of a question that has none.
    Answers,
    /// A file: `references/x.md`.
    File,
    /// A skill: `databases-vector skill`.
    Skill,
    /// A section of the same document: `see "Caching" below`.
    Section,
}

/// Where the words lead.
#[derive(Clone, Debug, PartialEq)]
pub enum Leads {
    /// To trees to go on in, the first in reading order first; never empty.
    Trees(Vec<TreeId>),
    /// To a place to read, which holds no tree.
    Place(Location),
    /// To nothing that the library has.
    Nowhere,
}

/// Words of an outcome, or of a note on it, that send the reader elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Pointer {
    /// What is named, as written: `Q7`, `databases-vector`, `references/x.md`.
    pub words: SafeText,
    /// What kind of thing that is.
    pub sought: Sought,
    /// Where it leads.
    pub leads: Leads,
    /// Whether the outcome says nothing else: then it is a way on, and no alternative.
    pub alone: bool,
    /// Where the words stand.
    pub at: Location,
}

impl Pointer {
    /// The trees that it leads to.
    pub fn trees(&self) -> &[TreeId] {
        match &self.leads {
            Leads::Trees(trees) => trees,
            Leads::Place(_) | Leads::Nowhere => &[],
        }
    }

    /// What to tell a person where it leads nowhere.
    pub fn missing(&self) -> Option<SafeText> {
        let words = &self.words;
        let said = match self.sought {
            _ if self.leads != Leads::Nowhere => return None,
            Sought::Question => format!("\u{201c}{words}\u{201d} is not in this tree"),
            Sought::Part => format!("\u{201c}{words}\u{201d} is no part of this tree"),
            Sought::Answers => format!("\u{201c}{words}\u{201d} has no answers"),
            Sought::File => format!("\u{201c}{words}\u{201d} is no file of this library"),
            Sought::Skill => format!("no skill here is called \u{201c}{words}\u{201d}"),
            Sought::Section => format!("no heading there is called \u{201c}{words}\u{201d}"),
        };
        Some(SafeText::from(said))
    }
}
