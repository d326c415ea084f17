//! What a page says one should do, should not do, or may fall into.

use serde::Serialize;

use crate::model::CitedText;
use crate::text::Location;

/// An item of a list, or a row of a table, under a heading that says what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// What it is.
    pub kind: AdviceKind,
    /// The advice, without the citations at its ends.
    pub text: CitedText,
    /// Where it stands.
    pub at: Location,
}

/// What a piece of advice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AdviceKind {
    /// To be done.
    Do,
    /// Not to be done.
    Dont,
    /// What people fall into.
    Pitfall,
}

impl AdviceKind {
    /// The word that is shown.
    pub fn word(self) -> &'static str {
        match self {
            Self::Do => "do",
            Self::Dont => "don't",
            Self::Pitfall => "pitfall",
        }
    }
}
