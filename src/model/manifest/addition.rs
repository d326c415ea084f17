//! What a manifest adds to content that stands elsewhere: statements beside the tables, answers to
//! trees of other sources.

use crate::model::{Citation, TreeId};
use crate::text::{Location, SafeText};

use super::TechId;

/// A statement about a technology, as a cell of a table would make it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddedCell {
    /// The technology.
    pub technology: TechId,
    /// The criterion, as a table would head it.
    pub criterion: SafeText,
    /// The statement.
    pub says: SafeText,
    /// Who says so.
    pub cite: Option<Citation>,
    /// Where it is declared.
    pub at: Location,
}

/// One more answer to a question of a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct AddedAnswer {
    /// The tree.
    pub tree: TreeId,
    /// The question, or the answer that leads to it; the first question where none is named.
    pub question: Option<SafeText>,
    /// The answer's label.
    pub answer: SafeText,
    /// What it leads to.
    pub leads: AnswerLeads,
    /// Why.
    pub because: Option<SafeText>,
    /// Who says so.
    pub cite: Option<Citation>,
    /// Where it is declared.
    pub at: Location,
}

/// What an added answer leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerLeads {
    /// An outcome that chooses these, by id or name.
    Choose(Vec<SafeText>),
    /// A question of the same tree, or the answer that leads to it.
    GoTo(SafeText),
}
