//! From what a person types to what was meant.
//!
//! [`Finder`] ranks rows of any kind (skills, headings, technologies, trees, tables, commands);
//! [`find_in`] finds in the lines of one document; [`full_text`] in the text of all. Everything
//! is a plain value and deterministic: work is bounded by counts, never by a clock.

mod described;
pub mod distance;
mod document;
mod finder;
mod fold;
mod fuzzy;
mod lines;
mod query;
mod rank;
mod rows;

use std::ops::Range;

use crate::model::{TableId, TechId, TreeId};
use crate::text::{FileId, Location, SafeText};

pub use described::described;
pub use document::{Match, TextHit, find_in, full_text};
pub use finder::{Finder, Hit, Search, Tier};
pub use query::Aliases;
pub use rows::{left_out, rows};

/// What can be searched for and gone to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its own title; matched and highlighted.
    pub text: SafeText,
    /// What it stands under, from the top, parted by spaces; matched after the title.
    pub parents: SafeText,
    /// What to show beside it: its place, its size. Not matched.
    pub shown: SafeText,
    /// What it is.
    pub kind: RowKind,
    /// Where choosing it leads.
    pub target: Target,
}

impl Row {
    /// A command of the program: what it does, and its name.
    pub fn command(doc: impl Into<SafeText>, name: &'static str) -> Self {
        Self {
            text: doc.into(),
            parents: name.into(),
            shown: name.into(),
            kind: RowKind::Command,
            target: Target::Command(name),
        }
    }
}

/// The kinds of row; the order decides between equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKind {
    /// A known technology.
    Technology,
    /// A skill.
    Skill,
    /// A decision tree.
    Tree,
    /// A table.
    Table,
    /// A command of the program.
    Command,
    /// A record of a decision.
    Record,
    /// A file of a skill.
    File,
    /// A heading.
    Heading,
    /// A block that may be a decision tree; always behind those that are.
    Doubtful,
    /// Something that was left out.
    Problem,
}

/// Where a row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A position in [`crate::catalog::Catalog::skills`].
    Skill(usize),
    /// A file.
    File(FileId),
    /// A place in a file.
    Place(Location),
    /// A technology.
    Technology(TechId),
    /// A decision tree.
    Tree(TreeId),
    /// A table.
    Table(TableId),
    /// A command, by its name.
    Command(&'static str),
    /// A record, by its file name.
    Record(SafeText),
    /// Nowhere: there is nothing to show.
    Nowhere,
}

/// Bytes of a text that matched, in order and apart.
pub type Spots = Vec<Range<usize>>;
