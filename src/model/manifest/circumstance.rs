//! Facts as a manifest declares them: what can be true of a project, and which answers of which
//! trees say so. The same circumstance is one fact in whatever words a tree puts it.

use serde::Serialize;

use crate::model::{Range, TreeId};
use crate::text::{Location, SafeText};

/// Something that can be true of a project. Its value, once known, is a [`Fact`].
///
/// [`Fact`]: crate::model::Fact
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Circumstance {
    /// The name of the fact; of a number its unit.
    pub id: SafeText,
    /// What its values are; words where no manifest says.
    pub kind: Option<CircumstanceKind>,
    /// The question that asks for it.
    pub ask: SafeText,
    /// The words it can be, where they are listed.
    pub values: Vec<SafeText>,
    /// The answers that say something of it.
    pub says: Vec<Saying>,
    /// Where it is declared.
    pub at: Location,
}

/// What the values of a fact are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CircumstanceKind {
    /// A number or a range.
    Number,
    /// Technologies.
    Technologies,
    /// Several words.
    #[default]
    Words,
    /// One word.
    Choice,
}

impl CircumstanceKind {
    /// The word a manifest writes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Technologies => "technologies",
            Self::Words => "words",
            Self::Choice => "choice",
        }
    }
}

/// An answer of a tree that says something of a fact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saying {
    /// The tree.
    pub tree: TreeId,
    /// The question, where the tree has the answer more than once.
    pub question: Option<SafeText>,
    /// The answer's label.
    pub answer: SafeText,
    /// For which values of the fact the answer holds.
    pub when: Condition,
    /// What must hold of other facts for the answer to hold.
    pub also: Vec<Claim>,
    /// Whether the answer asks for more than facts tell: then it is only proposed.
    pub partly: bool,
    /// Where it is declared.
    pub at: Location,
}

/// A condition on a fact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim {
    /// The name of the fact.
    pub fact: SafeText,
    /// What must hold of it.
    pub when: Condition,
}

/// What must hold of the value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A number in this range.
    Within(Range),
    /// This word is among its words.
    Has(SafeText),
    /// One of these words is among its words.
    AnyOf(Vec<SafeText>),
    /// None of these words is among its words; with no words: always.
    NoneOf(Vec<SafeText>),
    /// It is this word.
    Is(SafeText),
}

impl Default for Condition {
    /// What always holds.
    fn default() -> Self {
        Self::NoneOf(Vec::new())
    }
}

impl Condition {
    /// The words it names; none for a range.
    pub fn words(&self) -> &[SafeText] {
        match self {
            Self::Within(_) => &[],
            Self::Has(word) | Self::Is(word) => std::slice::from_ref(word),
            Self::AnyOf(words) | Self::NoneOf(words) => words,
        }
    }
}
