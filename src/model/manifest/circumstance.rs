//! Facts as a manifest declares them: what can be true of a project, and which answers of which
//! trees say so. The same circumstance is one fact in whatever words a tree puts it.

use serde::Serialize;

use crate::model::{Fact, Range, TreeId};
use crate::text::{Location, SafeText};

/// Something that can be true of a project. Its value, once known, is a [`Fact`].
///
/// [`Fact`]: crate::model::Fact
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Circumstance {
    /// The name of the fact; of a number its unit.
    pub id: SafeText,
    /// What its values are.
    pub kind: CircumstanceKind,
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
    /// Whether it holds where a fact is so; `None` where that does not tell. A list is all there
    /// is, unless it says that it is not ([`Fact::OTHERS`]). `same` tells whether two words mean
    /// the same.
    pub fn holds(&self, fact: &Fact, same: &dyn Fn(&str, &str) -> bool) -> Option<bool> {
        if let (Self::Within(range), Fact::Number(number)) = (self, fact) {
            return match (number.lies_in(range), number.excludes(range)) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            };
        }
        let Fact::Words(words) = fact else {
            return None;
        };
        let has = |wanted: &SafeText| words.iter().any(|word| same(word, wanted));
        let found = self.words().iter().any(has);
        let told = found || fact.is_whole();
        match self {
            Self::Within(_) => None,
            Self::Has(_) | Self::Is(_) | Self::AnyOf(_) => told.then_some(found),
            Self::NoneOf(none) if none.is_empty() => Some(true),
            Self::NoneOf(_) => told.then_some(!found),
        }
    }

    /// The words it names; none for a range.
    pub fn words(&self) -> &[SafeText] {
        match self {
            Self::Within(_) => &[],
            Self::Has(word) | Self::Is(word) => std::slice::from_ref(word),
            Self::AnyOf(words) | Self::NoneOf(words) => words,
        }
    }
}
