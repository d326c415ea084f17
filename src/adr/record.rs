//! What a record says, before it is put into any form.

use crate::adr::Relation;
use crate::compare::value_key;
use crate::model::Alternative;
use crate::stack::AdrStatus;
use crate::text::SafeText;
use crate::walk::SwitchedFork;

/// A decision record. Texts are as the content and the person wrote them; each writer escapes them
/// for its form. What is not known is left empty and not written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Its number.
    pub number: u32,
    /// The name of its file in the folder of records; empty while it has none.
    pub file: SafeText,
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
    /// What is so in the project, each fact as `vectors 8M`.
    pub facts: Vec<SafeText>,
    /// What else is so: questions left open, which walk led to which.
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
    /// What the weights given say, where something else leads: "by the weights given Qdrant comes to
    /// 100 of 100 and pgvector to 20".
    pub weights_say: Vec<Stated>,
    /// What must be kept to, whatever was chosen.
    pub advice: Vec<Stated>,
    /// What would have led elsewhere: the nearest other answers and facts.
    pub would_change: Vec<Stated>,
    /// When to think again.
    pub confirmation: Vec<SafeText>,
    /// What to keep to for the choice, each with how strongly it holds.
    pub checks: Vec<Stated>,
    /// What something stated speaks against, by name; the statements stand with each alternative.
    pub ruled_out: Vec<Stated>,
    /// What other answers would have led to. Never called rejected.
    pub not_on_path: Vec<Stated>,
    /// How it stands to other records.
    pub links: Vec<RecordLink>,
    /// The decisions of a stack, where it is the overview of one; empty in the record of one
    /// decision.
    pub gathered: Vec<Gathered>,
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
    /// What the same document says besides; the writers tell it from what is said instead.
    pub besides: Vec<Stated>,
}

impl Record {
    /// Lets its sources be links from a folder of records; `back` is the way from there to the
    /// current folder, with `/` at its end. `None` for a record that goes where no link leads.
    #[must_use]
    pub fn linked(mut self, back: Option<&str>) -> Self {
        for source in self.sources.iter_mut().filter(|one| !one.link.is_empty()) {
            source.link = back.map_or_else(SafeText::default, |back| {
                SafeText::from(format!("{back}{}", source.link))
            });
        }
        self
    }
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
    /// Why it was not chosen, as far as that is known.
    pub lost: Vec<Stated>,
}

/// How a record stands to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordLink {
    /// How.
    pub relation: Relation,
    /// The other one's file.
    pub file: SafeText,
    /// Its number, where it has one.
    pub number: Option<u32>,
    /// Its title; empty where it is not known.
    pub title: SafeText,
}

/// A decision in the overview of a stack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// The title of its record.
    pub title: SafeText,
    /// The number of its record.
    pub number: u32,
    /// The file of its record; empty where it has none.
    pub file: SafeText,
    /// How far it is.
    pub status: AdrStatus,
    /// What it is about, in a few words.
    pub subject: SafeText,
    /// What was chosen.
    pub chosen: Option<SafeText>,
    /// The walks that led to it, or elsewhere.
    pub walks: Vec<WalkSaid>,
}

/// A place that a record cites, with enough to find it again and to see whether it has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// `archtui 0.1.0: skills/x/SKILL.md:88`, or `skills/x/SKILL.md:88` below a folder as given:
    /// what `archtui show` takes.
    pub place: SafeText,
    /// Where a reader of the record finds it, seen from the folder of records; empty for what is
    /// not a file of the project.
    pub link: SafeText,
    /// The words that stand there, cut short.
    pub quote: SafeText,
    /// Tells whether the line still says the same; empty where it could not be read.
    pub digest: SafeText,
    /// The source that the content names there: `S4:314, Full-Stack Backend Skills Research`.
    pub cite: Option<SafeText>,
    /// The day of that source, as the manifest has it.
    pub date: SafeText,
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
    /// The libraries.
    pub library: Vec<LibrarySaid>,
    /// What was so in the project, as `vectors=8M`.
    pub facts: Vec<SafeText>,
    /// The walks that led to it.
    pub walks: Vec<WalkSaid>,
    /// The comparison that led to it, as the command that shows it again.
    pub compared: Option<SafeText>,
    /// What was compared, in the order of the columns.
    pub alternatives: Vec<SafeText>,
    /// What was stated of them, a row for each criterion.
    pub cells: Vec<CellsSaid>,
    /// When to think again: `vectors > 10M`, `2027-11`.
    pub revisit_when: Vec<SafeText>,
}

/// What was stated by a criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellsSaid {
    /// The criterion.
    pub criterion: SafeText,
    /// Tells of each alternative whether the same is stated.
    pub digests: Vec<SafeText>,
}

/// A library that a decision was taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LibrarySaid {
    /// `builtin`, or the folder as given.
    pub name: SafeText,
    /// Its version; empty where it has none.
    pub version: SafeText,
    /// Tells whether its content is the same; empty where it is not known.
    pub digest: SafeText,
}

/// A walk that led to a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WalkSaid {
    /// The tree.
    pub tree: SafeText,
    /// Tells whether the tree is the same.
    pub digest: SafeText,
    /// The command that replays it.
    pub replay: SafeText,
    /// The questions in order, with what was answered.
    pub answers: Vec<Answered>,
    /// The forks whose kind the person switched.
    pub forks: Vec<SwitchedFork>,
    /// What it led to, by name.
    pub led_to: Vec<SafeText>,
}

/// What was said to a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// The question.
    pub question: SafeText,
    /// The answers; `?` where it was not known.
    pub said: Vec<SafeText>,
    /// The fact that they followed from.
    pub from_fact: Option<SafeText>,
}
