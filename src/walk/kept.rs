//! A walk kept in words, so that it holds in a tree that was loaded again or has changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{DecisionTree, Fork, NodeId, Question};
use crate::text::SafeText;
use crate::walk::named::{called, find_question, fold, numbered, question_name};
use crate::walk::replay::{self, AnswerText};
use crate::walk::{Given, Transcript, TranscriptStep, Walk, answer_text, twin};

/// A walk as plain words: what was said to which question, answers of other branches too, and the
/// forks that were switched. The tree itself is named by whoever keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// What was said, in the order of the tree.
    pub answers: Vec<KeptAnswer>,
    /// The forks whose kind the person switched.
    pub forks: Vec<SwitchedFork>,
}

/// What was said to a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAnswer {
    /// The question: its text, or `#3` for the third of the tree where the text is not its own.
    pub question: String,
    /// What was said: texts of answers, `#2` where a text is not its own, `?` or `none`.
    pub said: AnswerText,
}

/// A fork that the person reads as another kind than written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchedFork {
    /// The question, as in [`KeptAnswer::question`].
    pub question: SafeText,
    /// The kind it is read as.
    pub fork: Fork,
}

/// Something kept that the tree has no longer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lost {
    /// The question is gone.
    #[error("the question \u{201c}{question}\u{201d} no longer exists there")]
    Question {
        /// What it was called.
        question: SafeText,
    },
    /// The question is there, the answer is gone.
    #[error("\u{201c}{question}\u{201d} no longer has the answer \u{201c}{answer}\u{201d}")]
    Answer {
        /// The question.
        question: SafeText,
        /// What was said.
        answer: SafeText,
    },
}

impl Kept {
    /// The words of a walk. What follows from facts is left to follow again.
    pub fn of(walk: &Walk) -> Self {
        let tree = &walk.tree;
        let answers = walk.own().map(|(id, given)| KeptAnswer {
            question: question_name(tree, *id),
            said: twin::said(walk, *id, given),
        });
        let forks = walk.forks.iter().map(|(id, fork)| SwitchedFork {
            question: question_name(tree, *id).as_str().into(),
            fork: *fork,
        });
        Self {
            answers: answers.collect(),
            forks: forks.collect(),
        }
    }

    /// Whether nothing was said and nothing switched.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.forks.is_empty()
    }

    /// The walk again, how many of the answers hold, and the first thing that does not. What
    /// stands after something lost is kept all the same: it belongs to its own question.
    pub fn walk(&self, tree: Arc<DecisionTree>) -> (Walk, usize, Option<Lost>) {
        let mut again = Again::with_forks(tree, &self.forks);
        for answer in &self.answers {
            match find_question(&again.walk.tree, &answer.question) {
                Ok(id) => drop(again.take(&[id], &answer.question, &answer.said)),
                Err(_) => again.lose_question(&answer.question),
            }
        }
        (again.walk, again.held, again.lost)
    }
}

/// The walk that a transcript was made from, forks that were switched too, and the first thing
/// that the tree has no longer.
pub fn reopen(tree: Arc<DecisionTree>, transcript: &Transcript) -> (Walk, Option<Lost>) {
    let mut again = Again::with_forks(tree, &transcript.forks);
    for step in transcript.all_steps() {
        let Some(said) = step.said() else { continue };
        let mut same = called(&again.walk.tree, &step.question);
        if same.len() > 1 {
            // Of questions with the same words it is the first on the way that waits.
            let steps = again.walk.steps();
            let place = |id: &NodeId| {
                let mut steps = steps.iter();
                let step = steps.position(|step| step.question == *id && step.given.is_none());
                step.unwrap_or(usize::MAX)
            };
            same.sort_by_cached_key(place);
        }
        let took = again.take(&same, &step.question, &said);
        if let (Some(id), Some(facts)) = (took, &step.from_fact) {
            again.walk.from_facts.answered.insert(id, facts.clone());
        }
    }
    (again.walk, again.lost)
}

impl TranscriptStep {
    /// What was said to the question; `None` where nothing was, or where all parts are walked
    /// unnamed.
    pub fn said(&self) -> Option<AnswerText> {
        if self.unknown {
            return Some(AnswerText::from("?"));
        }
        let answers = self.answer.iter().chain(&self.answers);
        let answers: Vec<String> = answers.map(ToString::to_string).collect();
        let whole = self.fork == Fork::AllOf && self.answers == self.offered;
        (!answers.is_empty() && !whole).then_some(AnswerText(answers))
    }
}

/// A walk being made again.
struct Again {
    walk: Walk,
    held: usize,
    lost: Option<Lost>,
}

impl Again {
    fn with_forks(tree: Arc<DecisionTree>, forks: &[SwitchedFork]) -> Self {
        let mut again = Self {
            walk: Walk::new(tree),
            held: 0,
            lost: None,
        };
        for switched in forks {
            match find_question(&again.walk.tree, &switched.question) {
                Ok(id) => again.walk.set_fork(id, switched.fork),
                Err(_) => again.lose_question(&switched.question),
            }
        }
        again
    }

    /// Gives an answer to the first of some questions that has it; says which.
    fn take(&mut self, questions: &[NodeId], name: &str, said: &AnswerText) -> Option<NodeId> {
        let read = |id: &NodeId| {
            let question = self.walk.tree.question(*id)?;
            Some((*id, read(&self.walk, (*id, question), said)?))
        };
        match questions.iter().find_map(read) {
            Some((id, given)) => {
                self.walk.given.insert(id, given);
                self.held += 1;
                return Some(id);
            }
            None if questions.is_empty() => self.lose_question(name),
            None => {
                self.lost.get_or_insert_with(|| Lost::Answer {
                    question: SafeText::one_line(name),
                    answer: SafeText::one_line(&said.0.join("; ")),
                });
            }
        }
        None
    }

    fn lose_question(&mut self, name: &str) {
        self.lost.get_or_insert_with(|| Lost::Question {
            question: SafeText::one_line(name),
        });
    }
}

/// What kept words mean: exactly these, since a longer label may say something else.
fn read(walk: &Walk, (id, question): (NodeId, &Question), said: &AnswerText) -> Option<Given> {
    let one = |text: &String| {
        let wanted = fold(text);
        let same = |answer| fold(&answer_text(&walk.tree, answer)) == wanted;
        let position = question.answers.iter().position(same);
        let by_number = || numbered(&wanted).filter(|at| *at < question.answers.len());
        position.or_else(by_number)
    };
    if let Some(given) = said.0.iter().map(one).collect::<Option<BTreeSet<_>>>()
        && !given.is_empty()
    {
        return Some(Given::Answers(given));
    }
    match said.0.as_slice() {
        [only] if only == "?" => Some(Given::Unknown),
        [only] if only == replay::NONE && walk.fork(id) == Fork::AnyOf => {
            Some(Given::Answers(BTreeSet::new()))
        }
        _ => None,
    }
}
