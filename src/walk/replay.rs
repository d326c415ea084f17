//! A walk from answers in words: what a command line gives, and what a transcript kept.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{DecisionTree, Fork, NodeId, Question};
use crate::text::SafeText;
use crate::walk::named::{find_question, fold, numbered};
use crate::walk::{Given, Journey, Walk, answer_text, given_text, question_text};

/// What is said to one question: several texts where several answers are marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerText(pub Vec<String>);

impl From<&str> for AnswerText {
    fn from(text: &str) -> Self {
        Self(vec![text.to_owned()])
    }
}

/// A fork to be read as another kind than written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForkText {
    /// The kind.
    pub kind: Fork,
    /// The question: its text, the beginning of just one, or `#3` for the third of the tree. The
    /// question asked next where none is named.
    pub question: Option<String>,
}

impl ForkText {
    /// Reads `KIND` or `KIND=QUESTION`. `None` where the kind is none of the four.
    pub fn read(text: &str) -> Option<Self> {
        let (kind, question) = match text.split_once('=') {
            Some((kind, question)) => (kind, Some(question.trim().to_owned())),
            None => (text, None),
        };
        Some(Self {
            kind: Fork::read(kind)?,
            question,
        })
    }
}

impl std::fmt::Display for ForkText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.question {
            Some(question) => write!(f, "{}={question}", self.kind.word()),
            None => f.write_str(self.kind.word()),
        }
    }
}

/// An answer to a question that is named: `QUESTION=ANSWER`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SayText(pub String);

impl SayText {
    /// The words for a question by its name and what is said to it.
    pub(super) fn new(question: &str, said: &str) -> Self {
        Self(format!("{question}={said}"))
    }

    /// Reads it against a tree: the first `=` after which an answer stands counts.
    fn read(&self, walk: &Walk) -> Result<(NodeId, AnswerText), ReplayError> {
        let splits = self.0.match_indices('=');
        let parts = splits.filter_map(|(at, _)| self.0.split_at_checked(at));
        let mut parts =
            parts.map(|(name, said)| (name.trim(), said.trim_start_matches('=').trim()));
        let read = |(name, said): (&str, &str)| {
            let id = find_question(&walk.tree, name).ok()?;
            Some((id, AnswerText::from(said)))
        };
        parts
            .find_map(read)
            .ok_or_else(|| ReplayError::NoSuchQuestion {
                text: SafeText::one_line(&self.0),
            })
    }
}

/// One thing said on a command line that walks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// An answer to the question asked next.
    Answer(AnswerText),
    /// A fork switched, from here on.
    Fork(ForkText),
    /// An answer to a question by its name, whatever facts say to it.
    To(SayText),
    /// The tree to go on in, of those that the outcome reached leads to: its id or an end of it.
    Into(String),
}

impl From<AnswerText> for Spoken {
    fn from(answer: AnswerText) -> Self {
        Self::Answer(answer)
    }
}

impl From<&str> for Spoken {
    fn from(text: &str) -> Self {
        Self::Answer(text.into())
    }
}

/// Says that no condition of an any-of fork holds.
pub(super) const NONE: &str = "none";

/// Why answers could not be replayed. Each names the question and the answers that it has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// The question has no such answer.
    #[error(
        "\u{201c}{question}\u{201d} has no answer \u{201c}{text}\u{201d}; it takes {}",
        listed(valid)
    )]
    NoSuchAnswer {
        /// The question.
        question: SafeText,
        /// What was given.
        text: SafeText,
        /// Its answers, each with its position.
        valid: Vec<(usize, SafeText)>,
    },
    /// Several answers begin like this.
    #[error(
        "\u{201c}{text}\u{201d} is not clear for \u{201c}{question}\u{201d}: it can be {}",
        listed(valid)
    )]
    Ambiguous {
        /// The question.
        question: SafeText,
        /// What was given.
        text: SafeText,
        /// The answers that it can be, each with its position.
        valid: Vec<(usize, SafeText)>,
    },
    /// The tree has no such question, or several that begin like this.
    #[error(
        "no question is called \u{201c}{text}\u{201d}, or several begin so; write its whole text, or #2 for the second"
    )]
    NoSuchQuestion {
        /// What was given.
        text: SafeText,
    },
    /// Nothing is left to ask.
    #[error("nothing is left to ask, so \u{201c}{text}\u{201d} answers no question; leave it out")]
    NothingLeft {
        /// What was given.
        text: SafeText,
    },
    /// The answers come back to a question, which has one already.
    #[error(
        "the answers come back to question {number}, \u{201c}{question}\u{201d}, answered \u{201c}{answer}\u{201d}: give it another answer instead of adding \u{201c}{text}\u{201d}"
    )]
    ComesBack {
        /// What was given.
        text: SafeText,
        /// The question.
        question: SafeText,
        /// What was said to it.
        answer: SafeText,
        /// Its number among the questions on the way, from 1.
        number: usize,
    },
    /// The tree is at its end, and goes on in several others.
    #[error(
        "nothing is left to ask here, and the outcome goes on in several trees: say \u{201c}{text}\u{201d} after --into {}",
        or(valid)
    )]
    SeveralWays {
        /// What was given.
        text: SafeText,
        /// The trees.
        valid: Vec<SafeText>,
    },
    /// The outcome reached does not lead to such a tree.
    #[error("the answers do not go on in \u{201c}{text}\u{201d}; {}", ways(valid))]
    NoSuchWay {
        /// What was given.
        text: SafeText,
        /// The trees that they go on in.
        valid: Vec<SafeText>,
    },
}

fn or(valid: &[SafeText]) -> String {
    let valid = valid.iter().map(ToString::to_string);
    valid.collect::<Vec<_>>().join(" or ")
}

fn ways(valid: &[SafeText]) -> String {
    match valid {
        [] => "nothing that they lead to points to another tree".to_owned(),
        valid => format!("they go on in {}", or(valid)),
    }
}

fn listed(valid: &[(usize, SafeText)]) -> String {
    let numbered = valid.iter();
    let numbered = numbered.map(|(at, text)| format!("#{} \u{201c}{text}\u{201d}", at + 1));
    let listed = numbered.collect::<Vec<_>>().join(", ");
    format!("{listed}, or ? for not known")
}

/// Walks a tree by answers in words, in the order in which it asks: a label in any case, the
/// beginning of just one, `y` or `n`, `#2` for the second, `?` for not known, and `none` where no
/// condition of an any-of fork holds. Answers joined in one [`AnswerText`] are marked together. Parts
/// of an all-of fork are walked without being named, and may be named to walk only these. What
/// follows from facts is not asked, and takes an answer that no other question before it has. A
/// [`ForkText`] that names no question switches the one asked next. It stays in this tree:
/// [`Journey::replay`] goes on.
pub fn replay(tree: Arc<DecisionTree>, spoken: &[Spoken]) -> Result<Walk, ReplayError> {
    Journey::replay(tree, spoken, &|_| None, &|_| {}).map(|journey| journey.last)
}

pub(super) fn switch(walk: &mut Walk, fork: &ForkText) -> Result<(), ReplayError> {
    let question = match &fork.question {
        Some(name) => find_question(&walk.tree, name)?,
        None => walk
            .route()
            .first_open()
            .ok_or_else(|| ReplayError::NothingLeft {
                text: fork.kind.word().into(),
            })?,
    };
    walk.set_fork(question, fork.kind);
    Ok(())
}

/// Says something to a question by its name. Said again, it is marked too.
pub(super) fn say(walk: &mut Walk, said: &SayText) -> Result<(), ReplayError> {
    let (id, answer) = said.read(walk)?;
    let Some(question) = walk.tree.question(id) else {
        return Ok(());
    };
    let given = match read_answer(walk, (id, question), &answer)? {
        None => Given::Unknown,
        Some(new) => {
            let mut all: BTreeSet<usize> = new.into_iter().collect();
            if let Some(Given::Answers(before)) = walk.own_given(id) {
                all.extend(before);
            }
            Given::Answers(all)
        }
    };
    walk.say(id, given);
    Ok(())
}

pub(super) fn give(walk: &mut Walk, answer: &AnswerText) -> Result<(), ReplayError> {
    let asked = walk.route().first_open();
    let candidates = asked.into_iter().chain(unmarked_parts(walk, asked));
    let candidates = candidates.chain(from_facts(walk));
    let mut first_error = None;
    for id in candidates {
        let Some(question) = walk.tree.question(id) else {
            continue;
        };
        match read_answer(walk, (id, question), answer) {
            Ok(given) => {
                walk.focus_on(id);
                match given {
                    Some(indices) => walk.mark_beside_facts(indices),
                    None => walk.skip(),
                };
                walk.focus = None;
                return Ok(());
            }
            Err(error) => {
                first_error.get_or_insert(error);
            }
        }
    }
    Err(first_error.unwrap_or_else(|| no_question(walk, &answer.0.join(" and "))))
}

/// Why a text answers no question of a walk that asks nothing.
fn no_question(walk: &Walk, text: &str) -> ReplayError {
    let text = SafeText::one_line(text);
    let again = walk.circling().and_then(|id| {
        let given = walk.given.get(&id)?;
        Some((id, walk.tree.question(id)?, given_text(walk, id, given)))
    });
    match again {
        Some((id, question, answer)) => ReplayError::ComesBack {
            text,
            question: question_text(&walk.tree, question),
            answer: SafeText::from(answer),
            number: walk.route().number_of(id).unwrap_or(1),
        },
        None => ReplayError::NothingLeft { text },
    }
}

/// All-of forks whose parts nobody marked, up to the question asked next, the nearest first.
fn unmarked_parts(walk: &Walk, asked: Option<NodeId>) -> Vec<NodeId> {
    let steps = walk.steps().into_iter();
    let before = steps.take_while(|step| Some(step.question) != asked);
    let parts = before.filter(|step| step.fork == Fork::AllOf && step.given.is_none());
    let mut parts: Vec<NodeId> = parts.map(|step| step.question).collect();
    parts.reverse();
    parts
}

/// The questions that facts answered, the last first: to be answered all the same.
fn from_facts(walk: &Walk) -> Vec<NodeId> {
    let steps = walk.steps().into_iter().map(|step| step.question);
    let answered = steps.filter(|id| walk.from_facts.answered.contains_key(id));
    let mut answered: Vec<NodeId> = answered.collect();
    answered.reverse();
    answered
}

/// The positions that an answer in words means; `None` for not known.
fn read_answer(
    walk: &Walk,
    (id, question): (NodeId, &Question),
    answer: &AnswerText,
) -> Result<Option<Vec<usize>>, ReplayError> {
    let find = |text: &String| find_answer(&walk.tree, question, text);
    let read = answer.0.iter().map(find).collect::<Result<Vec<_>, _>>();
    let only = answer.0.first().filter(|_| answer.0.len() == 1);
    match only.map(|text| text.trim()) {
        Some("?") => Ok(None),
        Some(NONE) if read.is_err() && walk.fork(id) == Fork::AnyOf => Ok(Some(Vec::new())),
        _ => read.map(Some),
    }
}

/// The one answer that a text means: see [`replay`].
pub fn find_answer(
    tree: &DecisionTree,
    question: &Question,
    text: &str,
) -> Result<usize, ReplayError> {
    let labels = question.answers.iter().map(|a| answer_text(tree, a));
    let labels: Vec<SafeText> = labels.collect();
    let folded: Vec<String> = labels.iter().map(|label| fold(label)).collect();
    let wanted = fold(text);
    let matching = |test: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let all = folded.iter().enumerate();
        let those = all.filter(|(_, label)| !wanted.is_empty() && test(label));
        those.map(|(index, _)| index).collect()
    };
    let tests: [&dyn Fn(&str) -> bool; 3] = [
        &|label| label == wanted,
        &|label| yes_or_no(&wanted).is_some() && yes_or_no(label) == yes_or_no(&wanted),
        &|label| label.starts_with(&wanted),
    ];
    if let Some(index) = numbered(&wanted).filter(|index| *index < labels.len()) {
        return Ok(index);
    }
    let question = || question_text(tree, question);
    for test in tests {
        match matching(test).as_slice() {
            [] => {}
            [only] => return Ok(*only),
            several => {
                let these = labels.into_iter().enumerate();
                return Err(ReplayError::Ambiguous {
                    question: question(),
                    text: SafeText::one_line(text),
                    valid: these.filter(|(at, _)| several.contains(at)).collect(),
                });
            }
        }
    }
    Err(ReplayError::NoSuchAnswer {
        question: question(),
        text: SafeText::one_line(text),
        valid: labels.into_iter().enumerate().collect(),
    })
}

/// Whether a text is a yes or a no: by its first word.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    let first = text.split(|c: char| !c.is_alphanumeric()).next()?;
    match first {
        "y" | "yes" => Some(true),
        "n" | "no" => Some(false),
        _ => None,
    }
}
