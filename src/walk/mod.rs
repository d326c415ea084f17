//! A position in a decision tree and what follows from it.
//!
//! Begin with [`Walk`]: the answers given so far, by question. Everything else is derived from it
//! each time: the steps in walking order, what is asked now, which alternatives stand where
//! ([`states()`]), the transcript a record is written from ([`Transcript`]), and the command line
//! that replays it ([`twin()`]), what another answer would change ([`changes()`]), the tree as a
//! whole ([`outline()`]). [`leads_to()`] goes the other way, from an outcome to the answers that
//! lead there. What follows from [`facts`] is answered by [`Walk::settle`]. A [`Journey`] is a walk
//! that went on from one tree to the next: see [`ways()`]. [`Kept`] holds a walk in words between
//! runs, [`reopen`] makes one from a transcript.

mod backwards;
mod beside;
mod digest;
mod evidence;
pub mod facts;
mod go_to;
mod journey;
mod kept;
mod limits;
mod named;
mod onward;
mod outline;
mod progress;
mod replay;
mod route;
mod said;
mod sideways;
pub mod states;
mod there;
mod transcript;
mod twin;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Answer, DecisionTree, Fork, Node, NodeId, Question};
use crate::text::SafeText;

pub use backwards::{Leading, PATHS, Path, Paths, find_outcome, leads_to, paths_to};
pub use digest::digest;
pub use evidence::{RuledOut, StatedNote, StatedOutcome, Weighed};
pub use facts::FromFacts;
pub use journey::Journey;
pub use kept::{Kept, KeptAnswer, Lost, SwitchedFork, reopen};
pub use limits::{LimitState, StatedLimit, stated_limits};
pub use onward::{Onward, Way, WayTo, ways};
pub use outline::{Leads, OnTheWay, OutlineRow, on_the_way, outline};
pub use progress::Progress;
pub use replay::{AnswerText, ForkText, ReplayError, SayText, Spoken, find_answer, replay};
pub use route::{Advice, Reached, Revisit, Route, Step, Via};
pub use sideways::{Change, End, changes, recommended};
pub use states::{AlternativeState, Ground, Objection, Standing, offered_by, states};
pub use there::There;
pub use transcript::{Branch, Trail, Transcript, TranscriptStep};
pub use twin::{command_line, twin, twin_of};

/// A walk through a decision tree: a plain value. Undoing is putting an earlier value back.
///
/// Answers are kept by question. Going back only moves [`Walk::focus`]; when an answer is changed,
/// the answers below its old branch stay (pencilled) and count again if that branch comes back.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// The tree that is walked.
    pub tree: Arc<DecisionTree>,
    /// What was said to each question, those of other branches too.
    pub given: BTreeMap<NodeId, Given>,
    /// The forks whose kind the person switched.
    pub forks: BTreeMap<NodeId, Fork>,
    /// The question looked at, where that is not the first one without an answer.
    pub focus: Option<NodeId>,
    /// Which answers are not the person's, but follow from facts.
    pub from_facts: FromFacts,
}

/// What was said to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// Positions in [`Question::answers`]. Several: of a one-of fork, undecided between these; of
    /// an any-of fork, all of these hold (none: no condition holds); of an all-of fork, the parts
    /// that are walked.
    Answers(BTreeSet<usize>),
    /// Not known: every branch stays open.
    Unknown,
}

impl Walk {
    /// A walk at its start.
    pub fn new(tree: Arc<DecisionTree>) -> Self {
        Self {
            tree,
            given: BTreeMap::new(),
            forks: BTreeMap::new(),
            focus: None,
            from_facts: FromFacts::default(),
        }
    }

    /// Whether nothing was said by the person, switched or looked back at.
    pub fn is_new(&self) -> bool {
        self.own().next().is_none() && self.forks.is_empty() && self.focus.is_none()
    }

    /// What the person said to a question.
    pub fn own_given(&self, question: NodeId) -> Option<&Given> {
        let given = self.given.get(&question);
        given.filter(|_| !self.from_facts.answered.contains_key(&question))
    }

    /// How the answers of a question relate: as switched by the person, else as read.
    pub fn fork(&self, question: NodeId) -> Fork {
        let switched = self.forks.get(&question).copied();
        let read = || self.tree.question(question).map(|q| q.fork);
        switched.or_else(read).unwrap_or_default()
    }

    /// Answers the current question with one of its answers. False, and nothing changed, when
    /// there is no such answer.
    pub fn answer(&mut self, index: usize) -> bool {
        self.mark([index])
    }

    /// Answers the current question with several of its answers; what that means depends on its
    /// fork, see [`Given::Answers`]. None at all takes the answer back, except in an any-of fork,
    /// where it says that no condition holds. False, and nothing changed, when one of them does
    /// not exist.
    pub fn mark(&mut self, indices: impl IntoIterator<Item = usize>) -> bool {
        let marked: BTreeSet<usize> = indices.into_iter().collect();
        let Some((id, question)) = self.current_question() else {
            return false;
        };
        if marked.iter().any(|index| *index >= question.answers.len()) {
            return false;
        }
        if marked.is_empty() && self.fork(id) != Fork::AnyOf {
            self.given.remove(&id);
            self.from_facts.answered.remove(&id);
            self.look_at(id);
            return true;
        }
        self.give(id, &Given::Answers(marked));
        true
    }

    /// The same, with the conditions that hold by facts: see [`FromFacts::holding`]. That none
    /// holds is said against them.
    pub fn mark_beside_facts(&mut self, indices: impl IntoIterator<Item = usize>) -> bool {
        let mut marked: BTreeSet<usize> = indices.into_iter().collect();
        if !marked.is_empty() {
            let id = self.current();
            marked.extend(id.map(|id| self.held(id)).unwrap_or_default());
        }
        self.mark(marked)
    }

    /// Says something to any question, for the person.
    pub fn say(&mut self, question: NodeId, given: Given) {
        self.from_facts.answered.remove(&question);
        self.given.insert(question, given);
    }

    /// The conditions of a question that hold by facts, while it is asked for others.
    pub fn held(&self, question: NodeId) -> BTreeSet<usize> {
        let held = self.from_facts.holding.get(&question);
        held.cloned().unwrap_or_default()
    }

    /// Leaves the current question as not known: all its branches stay open.
    pub fn skip(&mut self) -> bool {
        let Some(id) = self.current() else {
            return false;
        };
        self.give(id, &Given::Unknown);
        true
    }

    /// Looks at the question before. Nothing is taken back.
    pub fn back(&mut self) -> bool {
        let steps = self.steps();
        let before = self
            .position_in(&steps)
            .unwrap_or(steps.len())
            .checked_sub(1);
        let Some(step) = before.and_then(|at| steps.get(at)) else {
            return false;
        };
        self.look_at(step.question);
        true
    }

    /// Looks at the question after, up to the first one without an answer and past it.
    pub fn forward(&mut self) -> bool {
        let steps = self.steps();
        let Some(position) = self.position_in(&steps) else {
            return false;
        };
        match steps.get(position + 1) {
            Some(step) => self.look_at(step.question),
            None if self.focus.is_some() && self.is_finished() => self.focus = None,
            None => return false,
        }
        true
    }

    /// Forgets every answer; switched forks stay as switched.
    pub fn restart(&mut self) {
        self.given.clear();
        self.from_facts = FromFacts::default();
        self.focus = None;
    }

    /// Reads the current question as another kind of fork.
    pub fn switch_fork(&mut self, kind: Fork) -> bool {
        let Some(id) = self.current() else {
            return false;
        };
        self.set_fork(id, kind);
        // Held in view: a question switched to a rule is asked no more, and must stay reachable
        // to be switched back.
        self.look_at(id);
        true
    }

    /// Whether the person reads a question as another kind of fork than written.
    pub fn is_switched(&self, question: NodeId) -> bool {
        self.forks.contains_key(&question)
    }

    /// Reads a question as a kind of fork; the kind it has as written is no switch. That no
    /// condition holds is said of an any-of fork only.
    fn set_fork(&mut self, question: NodeId, kind: Fork) {
        let none = Given::Answers(BTreeSet::new());
        if kind != Fork::AnyOf && self.given.get(&question) == Some(&none) {
            self.given.remove(&question);
        }
        self.forks.remove(&question);
        if self.fork(question) != kind {
            self.forks.insert(question, kind);
        }
    }

    /// Looks at a question on the way, rules included. False when it is not on the way.
    pub fn focus_on(&mut self, question: NodeId) -> bool {
        let on_the_way = self.route().seen.contains(&question);
        if on_the_way {
            self.look_at(question);
        }
        on_the_way
    }

    /// The way that the answers lead, with everything met on it.
    pub fn route(&self) -> Route {
        Route::of(self)
    }

    /// The questions on the way, in walking order, each once. Rules are not among them: see
    /// [`Route::advice`].
    pub fn steps(&self) -> Vec<Step> {
        self.route().steps
    }

    /// The question looked at: the one in focus, else the first that needs an answer. `None` when
    /// nothing is left to ask.
    pub fn current(&self) -> Option<NodeId> {
        let route = self.route();
        self.focus
            .filter(|focus| route.seen.contains(focus))
            .or_else(|| route.first_open())
    }

    /// The current question itself.
    pub fn current_question(&self) -> Option<(NodeId, &Question)> {
        let id = self.current()?;
        Some((id, self.tree.question(id)?))
    }

    /// Whether nothing is left to ask. Alternatives may still be open where something was left
    /// unknown or undecided.
    pub fn is_finished(&self) -> bool {
        self.route().first_open().is_none()
    }

    /// How far the walk is.
    pub fn progress(&self) -> Progress {
        Progress::of(self)
    }

    /// Questions with an answer that is kept although they are not on the way now.
    pub fn pencilled(&self) -> Vec<NodeId> {
        let seen = self.route().seen;
        let kept = self.given.keys().filter(|id| !seen.contains(id));
        kept.copied().collect()
    }

    /// The answers of a question that the walk follows, as positions.
    pub(crate) fn followed(&self, id: NodeId, question: &Question) -> Vec<usize> {
        let all = 0..question.answers.len();
        match (self.fork(id), self.given.get(&id)) {
            (Fork::Rule, _) | (Fork::AllOf, None) => all.collect(),
            (_, Some(Given::Answers(given))) => {
                given.iter().copied().filter(|i| all.contains(i)).collect()
            }
            (_, None | Some(Given::Unknown)) => Vec::new(),
        }
    }

    /// The question that the answers come back to, where they lead to nothing else: only another
    /// answer on the way goes on.
    pub fn circling(&self) -> Option<NodeId> {
        let route = self.route();
        let ends = route.first_open().is_none() && route.reached.is_empty();
        route.circle().filter(|_| ends)
    }

    /// Keeps an answer and moves on: to the next step where nothing changed, else to what is
    /// asked now, or again where the answers come back to it.
    fn give(&mut self, id: NodeId, given: &Given) {
        let before = self.given.insert(id, given.clone());
        let looking_back = self.focus == Some(id);
        self.focus = None;
        let same = before.as_ref() == Some(given);
        if !same {
            // What is said otherwise is said by the person.
            self.from_facts.answered.remove(&id);
        }
        if looking_back && same {
            self.focus = Some(id);
            self.forward();
        } else {
            self.focus = self.circling();
        }
    }

    /// Puts a question in focus; the first open one needs no focus to be seen.
    fn look_at(&mut self, question: NodeId) {
        let open = self.route().first_open();
        self.focus = Some(question).filter(|_| open != Some(question));
    }

    /// Where the current question stands among the steps.
    fn position_in(&self, steps: &[Step]) -> Option<usize> {
        let current = self.current()?;
        steps.iter().position(|step| step.question == current)
    }
}

/// What an answer is called: its label, else what it leads to.
pub fn answer_text(tree: &DecisionTree, answer: &Answer) -> SafeText {
    let written = answer.label.iter().chain(&answer.via).next();
    let written = written.map(|label| label.text.clone());
    let next = || match tree.node(answer.next) {
        Some(Node::Question(question)) => question.prompt.clone(),
        Some(Node::Outcome(outcome)) => outcome.text.clone(),
        None => SafeText::default(),
    };
    written
        .filter(|text| !text.trim().is_empty())
        .unwrap_or_else(next)
}

/// What follows without a question where a node holds parts that end at once, in words; `None`
/// where something is asked there.
pub fn parts_text(walk: &Walk, node: NodeId) -> Option<SafeText> {
    let question = walk.tree.question(node)?;
    let ends = |answer: &Answer| Some(walk.tree.outcome(answer.next)?.text.clone());
    let ends: Option<Vec<SafeText>> = question.answers.iter().map(ends).collect();
    let ends = ends.filter(|_| walk.fork(node) == Fork::AllOf)?;
    let ends: Vec<&str> = ends.iter().map(SafeText::as_str).collect();
    Some(SafeText::one_line(&ends.join(" · ")))
}

/// A question and what was said to it, on one line. A prompt that asks nothing gets a colon.
pub fn question_and_answer(question: &str, answer: &str) -> SafeText {
    let question = question.trim();
    let joint = match question.chars().last() {
        Some(last) if !answer.is_empty() && !matches!(last, '?' | ':' | '…') => ":",
        _ => "",
    };
    SafeText::one_line(format!("{question}{joint} {answer}").trim())
}

/// What a question is called: its prompt, else the title of the tree (the sections of a forest).
pub fn question_text(tree: &DecisionTree, question: &Question) -> SafeText {
    if question.prompt.trim().is_empty() {
        tree.title.clone()
    } else {
        question.prompt.clone()
    }
}

/// What was said to a question, in words.
pub fn given_text(walk: &Walk, question: NodeId, given: &Given) -> String {
    match given {
        Given::Unknown => "not known".to_owned(),
        Given::Answers(answers) if answers.is_empty() => "none of these".to_owned(),
        Given::Answers(answers) => {
            let question = walk.tree.question(question);
            let texts = answers.iter().filter_map(|i| question?.answers.get(*i));
            let texts: Vec<String> = texts
                .map(|answer| answer_text(&walk.tree, answer).to_string())
                .collect();
            texts.join(" · ")
        }
    }
}
