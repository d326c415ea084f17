//! What a record says, before it is put into any form.

use crate::compare::value_key;
use crate::model::Alternative;
use crate::stack::AdrStatus;
use crate::text::SafeText;

/// A decision record. Texts are as the content and the person wrote them; each writer escapes them
/// for its form. What is not known is left empty and not written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: SafeText,
    /// How far it is.
    pub status: AdrStatus,
    /// Its day, as `YYYY-MM-DD`; empty when it is not known.
    pub date: SafeText,
    /// Who decides.
    pub decision_makers: Vec<SafeText>,
    /// Who was asked.
    pub consulted: Vec<SafeText>,
    /// Who is told.
    pub informed: Vec<SafeText>,
    /// Words to find it by.
    pub tags: Vec<SafeText>,
    /// What is to be decided, in a sentence.
    pub problem: SafeText,
    /// What is so: facts of the project, the answers given.
    pub context: Vec<Stated>,
    /// What it was decided by.
    pub drivers: Vec<Stated>,
    /// What stood for choice, with what is said for and against each.
    pub considered: Vec<Considered>,
    /// What was chosen, under the name it has among the considered ones.
    pub chosen: Option<SafeText>,
    /// Why.
    pub because: Vec<Stated>,
    /// What the answers lead to instead, where something else was chosen all the same.
    pub answers_say: Vec<Stated>,
    /// What must be kept to, whatever was chosen.
    pub advice: Vec<Stated>,
    /// When to think again.
    pub confirmation: Vec<SafeText>,
    /// What to keep to for the choice, each with how strongly it holds.
    pub checks: Vec<Stated>,
    /// What something stated speaks against, by name; the statements stand with each alternative.
    pub ruled_out: Vec<Stated>,
    /// What other answers would have led to. Never called rejected.
    pub not_on_path: Vec<Stated>,
    /// The record in whose place it stands, by file name.
    pub supersedes: Option<SafeText>,
    /// The table that was compared: a row of criterion and cells for each criterion.
    pub comparison: Vec<Vec<Stated>>,
    /// What weighing them said: who leads, how firmly, what would change it.
    pub outlook: Vec<SafeText>,
    /// Where the statements stand; [`Stated::sources`] counts in it.
    pub sources: Vec<Source>,
    /// What is needed to take the decision again.
    pub reopen: Reopen,
}

/// A statement with where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Its words.
    pub text: SafeText,
    /// Positions in [`Record::sources`]: everyone who says so.
    pub sources: Vec<usize>,
    /// What other sources say instead.
    pub instead: Vec<Stated>,
}

impl Stated {
    /// A statement of nobody's but the record's.
    pub fn plain(text: &str) -> Self {
        Self {
            text: SafeText::one_line(text),
            ..Self::default()
        }
    }

    /// Whether another says the same in the same words; case and closing punctuation aside.
    pub fn same_as(&self, other: &Self) -> bool {
        value_key(&self.text) == value_key(&other.text)
    }

    /// Adds the sources of the same statement made elsewhere.
    pub fn also(&mut self, sources: &[usize]) {
        for source in sources {
            if !self.sources.contains(source) {
                self.sources.push(*source);
            }
        }
    }
}

/// An alternative that stood for choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Considered {
    /// It.
    pub alternative: Alternative,
    /// What speaks for it.
    pub good: Vec<Stated>,
    /// What the content calls it, where that is not its name.
    pub called: Vec<Stated>,
    /// What it needs that is there already.
    pub needs: Vec<Stated>,
    /// What is said without a side.
    pub neutral: Vec<Stated>,
    /// What speaks against it.
    pub bad: Vec<Stated>,
}

/// A place that a record cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// `archtui 0.1.0: skills/x/SKILL.md:88`, or `skills/x/SKILL.md:88` below a folder as given.
    pub text: SafeText,
    /// The source that the content names there.
    pub cite: Option<SafeText>,
}

/// What is needed to take a decision again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reopen {
    /// The version of this program.
    pub version: SafeText,
    /// What the decision is about: a concern's id, or a title.
    pub subject: SafeText,
    /// Tells whether the decision in the stack still says the same.
    pub decision: SafeText,
    /// The libraries: name and version.
    pub library: Vec<SafeText>,
    /// The walks: tree, digest of the tree, and the command that replays it.
    pub walks: Vec<(SafeText, SafeText, SafeText)>,
}
