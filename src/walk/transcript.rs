//! What a walk leaves behind: every question with what was offered and answered, and what follows,
//! each with its place. Records are written from it, and a command line replays it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::catalog::{Catalog, Place};
use crate::model::{Citation, CitedText, Facts, Fork, Node, NodeId, Question, TechId, TreeId};
use crate::text::{Location, SafeText};
use crate::walk::evidence::{RuledOut, StatedNote, StatedOutcome, Weighed, cite_text, place_text};
use crate::walk::limits::StatedLimit;
use crate::walk::named::question_name;
use crate::walk::onward::onward;
use crate::walk::progress::possible_outcomes;
use crate::walk::replay;
use crate::walk::said::Said;
use crate::walk::there::There;
use crate::walk::{
    AlternativeState, Given, Onward, Route, Standing, SwitchedFork, Walk, answer_text, digest,
    question_text, states,
};

/// The written form of a walk.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Transcript {
    /// The tree that was walked.
    pub tree: TreeId,
    /// Its title.
    pub title: SafeText,
    /// The source that the tree was read from; places are below it.
    pub source: SafeText,
    /// Where the tree stands.
    #[serde(serialize_with = "place_text")]
    pub at: Place,
    /// Tells whether the tree still says the same: see [`digest()`].
    pub digest: SafeText,
    /// The questions, their answers, and how it ended.
    #[serde(flatten)]
    pub trail: Trail,
    /// The forks on the way whose kind the person switched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forks: Vec<SwitchedFork>,
    /// What the answers lead to.
    pub recommended: Vec<Weighed>,
    /// What something stated speaks against. One that is recommended all the same is in both.
    pub ruled_out: Vec<RuledOut>,
    /// What other answers would have led to.
    pub not_on_path: Vec<Weighed>,
    /// What unknown or undecided questions can still lead to.
    pub open: Vec<Weighed>,
    /// The outcomes that are reached or open, with what is said there; and the other outcomes of
    /// the same alternatives and of those ruled out, marked as such: their limits hold too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<StatedOutcome>,
    /// What holds always.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub advice: Vec<StatedNote>,
    /// The technologies that the answers say are there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<TechId>,
    /// Where the outcomes reached send the reader.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub onward: Vec<Onward>,
}

/// A run of questions up to an outcome or to where it goes on in several branches.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Trail {
    /// The questions in order.
    pub steps: Vec<TranscriptStep>,
    /// Where several answers of the last step hold or are undecided, or several parts are walked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<Branch>,
    /// Where the run ends, in its own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<SafeText>,
    /// The earlier question that the run comes back to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joins: Option<SafeText>,
}

/// One of several answers and what followed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Branch {
    /// The answer.
    pub answer: SafeText,
    /// What followed.
    #[serde(flatten)]
    pub trail: Trail,
}

/// A question and what was said to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TranscriptStep {
    /// The question; the tree's title where sections were offered.
    pub question: SafeText,
    /// How its answers relate.
    pub fork: Fork,
    /// All its answers.
    pub offered: Vec<SafeText>,
    /// The answer, where there is just one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<SafeText>,
    /// The answers, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<SafeText>,
    /// Whether it was left as not known.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unknown: bool,
    /// The fact that the answer follows from; several with commas between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_fact: Option<SafeText>,
    /// Where the answer stands, or the question where there is no single answer.
    #[serde(serialize_with = "place_text")]
    pub at: Place,
    /// The source that adds the answer, where that is not the tree's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added_by: Option<SafeText>,
    /// What the content says to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<SafeText>,
    /// The source that the content names for it.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "cite_text")]
    pub cite: Option<Citation>,
}

impl Transcript {
    /// The transcript of a walk, with no facts known.
    pub fn of(walk: &Walk, catalog: &Catalog) -> Self {
        Self::with_facts(walk, catalog, &Facts::new())
    }

    /// The transcript of a walk under the facts of a project.
    pub fn with_facts(walk: &Walk, catalog: &Catalog, facts: &Facts) -> Self {
        let route = walk.route();
        let cx = Cx {
            walk,
            catalog,
            possible: possible_outcomes(walk, &route),
            route,
            said: Said::of(&walk.tree),
        };
        let place = catalog.place(walk.tree.at);
        let mut transcript = Self {
            tree: walk.tree.id.clone(),
            title: walk.tree.title.clone(),
            source: place.source.clone(),
            at: place,
            digest: SafeText::new(&digest(&walk.tree)),
            trail: cx.trail(walk.tree.root, &mut BTreeSet::new(), 0),
            forks: cx.forks(),
            advice: cx.advice(),
            uses: There::by_answers(walk, catalog),
            onward: onward(walk, catalog),
            ..Self::default()
        };
        let mut places = BTreeMap::new();
        for state in states(walk, catalog, facts) {
            transcript.take_state(&cx, &state);
            if state.standing != Standing::NotOnPath {
                transcript.take_outcomes(&cx, &state, &mut places);
            }
        }
        transcript
    }

    /// All steps, those of branches too, in walking order.
    pub fn all_steps(&self) -> Vec<&TranscriptStep> {
        let mut steps = Vec::new();
        let mut todo = vec![&self.trail];
        while let Some(trail) = todo.pop() {
            steps.extend(&trail.steps);
            todo.extend(trail.branches.iter().rev().map(|branch| &branch.trail));
        }
        steps
    }

    fn take_state(&mut self, cx: &Cx<'_>, state: &AlternativeState) {
        let ruled = state.objections.iter().map(|objection| RuledOut {
            alternative: state.alternative.key().clone(),
            name: state.alternative.name.clone(),
            because: objection.because(),
            quote: objection.quote.clone(),
            at: cx.catalog.place(objection.at),
            cite: objection.cite.clone(),
            limit: objection
                .limit
                .as_ref()
                .map(|limit| SafeText::new(&limit.to_string())),
        });
        self.ruled_out.extend(ruled);
        match state.standing {
            Standing::Recommended => self.recommended.push(cx.weighed(state)),
            Standing::Open => self.open.push(cx.weighed(state)),
            Standing::NotOnPath => self.not_on_path.push(cx.weighed(state)),
            Standing::RuledOut => {}
        }
    }

    /// Takes the outcomes of an alternative; `places` says where those known already stand.
    fn take_outcomes(
        &mut self,
        cx: &Cx<'_>,
        state: &AlternativeState,
        places: &mut BTreeMap<NodeId, usize>,
    ) {
        for id in &state.outcomes {
            let place = *places.entry(*id).or_insert(self.outcomes.len());
            if place == self.outcomes.len() {
                self.outcomes.extend(cx.outcome(*id));
            }
            if let Some(outcome) = self.outcomes.get_mut(place) {
                outcome.alternatives.push(state.alternative.key().clone());
            }
        }
    }
}

/// Branches kept within branches; deeper ones are written as one run. A stack file holds this many
/// within [`limits::NESTING`](crate::limits::NESTING).
const BRANCH_DEPTH: usize = 24;

/// What a transcript is made from.
struct Cx<'a> {
    walk: &'a Walk,
    catalog: &'a Catalog,
    route: Route,
    /// The outcomes that the answers lead to or leave open.
    possible: BTreeSet<NodeId>,
    said: Said<'a>,
}

impl Cx<'_> {
    /// The run from a node on. Goes into itself once a branching, down to [`BRANCH_DEPTH`].
    fn trail(&self, from: NodeId, met: &mut BTreeSet<NodeId>, depth: usize) -> Trail {
        let mut trail = Trail::default();
        let mut todo = vec![from];
        while let Some(id) = todo.pop() {
            let question = match self.walk.tree.node(id) {
                Some(Node::Question(question)) => question,
                Some(Node::Outcome(outcome)) => {
                    trail.outcome = Some(outcome.text.clone());
                    continue;
                }
                None => continue,
            };
            if !met.insert(id) {
                trail.joins = Some(question_text(&self.walk.tree, question));
                continue;
            }
            let rule = self.walk.fork(id) == Fork::Rule;
            if !rule {
                trail.steps.push(self.step(id, question));
            }
            let followed = self.walk.followed(id, question);
            let answers = followed.iter().filter_map(|i| question.answers.get(*i));
            // What a rule says at once is advice, and no branch of the walk.
            let answers = answers.filter(|a| !rule || self.walk.tree.question(a.next).is_some());
            let answers: Vec<_> = answers.collect();
            if answers.len() < 2 || depth >= BRANCH_DEPTH {
                todo.extend(answers.iter().rev().map(|answer| answer.next));
                continue;
            }
            for answer in answers {
                trail.branches.push(Branch {
                    answer: answer_text(&self.walk.tree, answer),
                    trail: self.trail(answer.next, met, depth + 1),
                });
            }
        }
        trail
    }

    fn step(&self, id: NodeId, question: &Question) -> TranscriptStep {
        let text = |answer| answer_text(&self.walk.tree, answer);
        let followed = self.walk.followed(id, question);
        let answers: Vec<_> = followed
            .iter()
            .filter_map(|i| question.answers.get(*i))
            .collect();
        let only = match answers.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let notes = only.map_or(&question.notes, |answer| &answer.notes);
        let note = notes.iter().chain(&question.notes).next();
        let label = only.and_then(|answer| answer.label.as_ref());
        let label_cite = label.and_then(|label| label.cites.first());
        let cites = label_cite.or_else(|| question.cites.first());
        TranscriptStep {
            question: question_text(&self.walk.tree, question),
            fork: self.walk.fork(id),
            offered: question.answers.iter().map(text).collect(),
            answer: only.map(text).or_else(|| self.none_holds(id)),
            answers: match only {
                Some(_) => Vec::new(),
                None => answers.iter().map(|answer| text(answer)).collect(),
            },
            unknown: self.walk.given.get(&id) == Some(&Given::Unknown),
            from_fact: self.walk.from_facts.answered.get(&id).cloned(),
            at: self.place(only.map_or(question.at, |answer| answer.at)),
            added_by: only.and_then(|answer| self.catalog.added_by(&self.walk.tree, answer.at)),
            quote: note.map(|note| note.text.text.clone()),
            cite: cites.or_else(|| note?.text.cites.first()).cloned(),
        }
    }

    /// The word for "no condition holds", where that was said.
    fn none_holds(&self, id: NodeId) -> Option<SafeText> {
        let none = Given::Answers(BTreeSet::new());
        let said = self.walk.fork(id) == Fork::AnyOf && self.walk.given.get(&id) == Some(&none);
        said.then(|| replay::NONE.into())
    }

    fn forks(&self) -> Vec<SwitchedFork> {
        let switched = self.walk.forks.iter();
        let met = switched.filter(|(id, _)| self.route.seen.contains(id));
        let forks = met.map(|(id, fork)| SwitchedFork {
            question: question_name(&self.walk.tree, *id).as_str().into(),
            fork: *fork,
        });
        forks.collect()
    }

    fn place(&self, at: Location) -> Place {
        self.catalog.place(at)
    }

    fn note(&self, text: &CitedText, at: Location) -> StatedNote {
        StatedNote {
            text: text.text.clone(),
            at: self.place(at),
            cite: text.cites.first().cloned(),
        }
    }

    /// An alternative, with the outcome on the way where there is one.
    fn weighed(&self, state: &AlternativeState) -> Weighed {
        let route = &self.route;
        let reached = |id: &&NodeId| route.reached.iter().any(|r| r.outcome == **id);
        let id = state.outcomes.iter().find(reached);
        let id = id.or_else(|| state.outcomes.first());
        let outcome = id.and_then(|id| self.walk.tree.outcome(*id));
        let via = route.reached.iter().find(|r| Some(&r.outcome) == id);
        let tree = &self.walk.tree;
        let decided = via.and_then(|r| r.via).and_then(|(question, answer)| {
            let question = tree.question(question)?;
            let answer = answer_text(tree, question.answers.get(answer)?);
            Some((question_text(tree, question), answer))
        });
        let (question, because) = decided.unzip();
        Weighed {
            alternative: state.alternative.key().clone(),
            name: state.alternative.name.clone(),
            at: outcome.map_or_else(Place::default, |o| self.place(o.at)),
            question,
            because,
            when: outcome.and_then(|o| o.when(&state.alternative)).cloned(),
            cite: outcome.and_then(|o| o.cites.first()).cloned(),
            policy: self.catalog.house_policies(&state.policies),
        }
    }

    /// An outcome with everything said on the last step to it.
    fn outcome(&self, id: NodeId) -> Option<StatedOutcome> {
        let outcome = self.walk.tree.outcome(id)?;
        let said = self.said.about(id);
        let texts = self.said.notes(id).map(|(note, _)| &note.text);
        let texts = std::iter::once(&outcome.text).chain(texts);
        let stated = |text: &SafeText| {
            StatedLimit::stated(text, &self.said.common, outcome.at, None).into_iter()
        };
        let limits = texts.flat_map(stated);
        let limits = limits.map(|stated| SafeText::new(&stated.limit.to_string()));
        Some(StatedOutcome {
            text: outcome.text.clone(),
            elsewhere: !self.possible.contains(&id),
            alternatives: Vec::new(),
            limits: limits.collect(),
            notes: said.map(|(text, at)| self.note(text, at)).collect(),
            at: self.place(outcome.at),
            cite: outcome.cites.first().cloned(),
        })
    }

    fn advice(&self) -> Vec<StatedNote> {
        let tree = &self.walk.tree;
        let mut said = Vec::new();
        for advice in &self.route.advice {
            let Some(question) = tree.question(advice.question) else {
                continue;
            };
            let Some(answer) = question.answers.get(advice.answer) else {
                continue;
            };
            let outcome = advice.outcome.and_then(|id| tree.outcome(id));
            let parts = [
                Some(&question.prompt),
                answer.label.as_ref().map(|label| &label.text),
                outcome.map(|outcome| &outcome.text),
            ];
            let parts = parts.into_iter().flatten().filter(|text| !text.is_empty());
            let words: Vec<&str> = parts.map(SafeText::as_str).collect();
            said.push(StatedNote {
                text: SafeText::new(&words.join(": ")),
                at: self.place(outcome.map_or(answer.at, |outcome| outcome.at)),
                cite: outcome.and_then(|o| o.cites.first()).cloned(),
            });
        }
        said
    }
}
