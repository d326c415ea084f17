//! The decisions taken and the file they are kept in.
//!
//! Begin with [`Stack`] and [`Decision`]. A stack is a value: an edit makes the next one, and
//! undoing is putting an earlier one back. [`mod@file`] reads it from text and writes it back by
//! changing only the lines that an edit touches.

mod align;
mod compared;
mod decision;
mod document;
mod edit;
mod facts;
pub mod file;
mod library;
mod merge;
mod read;
mod succession;
mod surgery;

use serde::Serialize;

use crate::model::{ConcernId, Fact, Facts};
use crate::text::SafeText;

pub use compared::compared;
pub(crate) use decision::driver;
pub use decision::{
    Compared, ComparedCell, Decision, Evidence, OwnWords, People, concern_of, concern_served,
    from_comparison, from_journey, from_walk,
};
pub use edit::StackEdit;
pub use facts::{WrongFact, declared, typed};
pub use merge::{Merged, merge};
pub(crate) use succession::PRESET;

/// What has been decided for a project, and what is true of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    /// Its name: `NAME.stack.yaml`.
    pub name: SafeText,
    /// The libraries that its decisions were taken from.
    pub library: Vec<Library>,
    /// What is true of the project.
    pub facts: Facts,
    /// The decisions, in the order in which they were taken.
    pub decisions: Vec<Decision>,
}

impl Stack {
    /// What is true of the project for whoever decides something: its facts, and as used what all
    /// other decisions chose. What the decision on the same subject chose is in question.
    pub fn facts_beside(&self, subject: Option<&Subject>) -> Facts {
        let others = self.decisions.iter();
        let others = others.filter(|decision| Some(&decision.subject) != subject);
        let chosen = others.filter_map(|decision| decision.chosen.as_ref()?.technology.clone());
        let chosen: Vec<SafeText> = chosen.map(|id| id.0).collect();
        let mut facts = self.facts.clone();
        if chosen.is_empty() {
            return facts;
        }
        let known = facts.remove(Fact::USES);
        facts.extend([facts::used(known, chosen)]);
        facts
    }
}

/// A library that decisions were taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    /// `builtin`, or the folder as given.
    pub from: SafeText,
    /// Its version, where it has one: of `builtin` that of the program.
    pub version: Option<SafeText>,
    /// Tells whether it still has the same files: sixteen hex digits of their paths and sizes.
    pub digest: Option<SafeText>,
}

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A concern that a library declares.
    Concern(ConcernId),
    /// A title of its own.
    Title(SafeText),
}

impl Default for Subject {
    fn default() -> Self {
        Self::Title(SafeText::default())
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Concern(id) => id.fmt(f),
            Self::Title(title) => title.fmt(f),
        }
    }
}

/// How far a decision is: the six words that `adrs doctor` knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AdrStatus {
    /// Being written.
    Draft,
    /// To be agreed on.
    #[default]
    Proposed,
    /// Agreed on.
    Accepted,
    /// Agreed not to do.
    Rejected,
    /// Holds no longer, with nothing in its place.
    Deprecated,
    /// Another decision stands in its place.
    Superseded,
}

impl AdrStatus {
    /// All of them, in the order of a record's life.
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::Proposed,
        Self::Accepted,
        Self::Rejected,
        Self::Deprecated,
        Self::Superseded,
    ];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Deprecated => "deprecated",
            Self::Superseded => "superseded",
        }
    }

    /// The status that a word means, in any case.
    pub fn read(word: &str) -> Option<Self> {
        let same = |status: &Self| status.word().eq_ignore_ascii_case(word.trim());
        Self::ALL.into_iter().find(same)
    }
}
