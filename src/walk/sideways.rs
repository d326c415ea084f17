//! Sideways: which single other answer would lead a finished walk elsewhere.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::model::{Alternative, Fork, NodeId, Question};
use crate::text::SafeText;
use crate::walk::{
    Given, Route, Walk, Way, WayTo, given_text, offered_by, question_and_answer, question_text,
    ways,
};

/// Other answers tried in one walk, the last questions first.
const TRIED: usize = 400;
/// Nodes that trying them may visit: each is a way of its own, so of a huge tree fewer are tried.
const VISITED: usize = 100_000;

/// Another answer to one question of a finished walk, and what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The question, with its number among the steps, from 1.
    pub question: (usize, NodeId),
    /// What would be said to it: all of it, where several answers hold.
    pub given: Given,
    /// Where the answers would lead, kept answers of other branches counted in.
    pub end: End,
    /// The questions that would have to be answered yet. Where it ends then is not all.
    pub asks: Vec<NodeId>,
}

/// Where the answers of a walk lead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct End {
    /// What is recommended, each once: technologies, else the words of an outcome.
    pub recommended: Vec<Alternative>,
    /// Where the outcomes reached send the reader on.
    pub ways: Vec<Way>,
    /// The question that the answers come back to.
    pub back: Option<NodeId>,
}

impl End {
    fn of(walk: &Walk, route: &Route, catalog: &Catalog) -> Self {
        Self {
            recommended: recommended_on(walk, route, catalog),
            ways: ways(walk),
            back: route.circle(),
        }
    }

    /// Whether nothing can be done with it: nothing recommended, and no way on.
    fn is_idle(&self) -> bool {
        self.recommended.is_empty() && self.ways.is_empty()
    }

    /// Whether two ends are one to a person.
    fn same_as(&self, other: &Self) -> bool {
        let keys = |end: &Self| -> BTreeSet<SafeText> {
            let keys = end.recommended.iter().map(Alternative::key);
            keys.cloned().collect()
        };
        let ways = self.ways.iter().map(|way| &way.to);
        self.back == other.back
            && ways.eq(other.ways.iter().map(|way| &way.to))
            && keys(self) == keys(other)
    }
}

impl Change {
    /// The change on one line: `2 How many rows? over 10M → Qdrant`.
    pub fn text(&self, walk: &Walk) -> SafeText {
        let parts = (self.question.0, self.asked(walk), self.answer(walk));
        let (number, asked, answer) = parts;
        let leads = self.leads_to(walk);
        let said = question_and_answer(&asked, &answer);
        SafeText::from(format!("{number} {said} \u{2192} {leads}"))
    }

    /// The question that is answered otherwise.
    pub fn asked(&self, walk: &Walk) -> SafeText {
        let question = walk.tree.question(self.question.1);
        let asked = question.map(|question| question_text(&walk.tree, question));
        SafeText::one_line(&asked.unwrap_or_default())
    }

    /// What would be said to it.
    pub fn answer(&self, walk: &Walk) -> SafeText {
        SafeText::one_line(&given_text(walk, self.question.1, &self.given))
    }

    /// What follows from it, in words: what is recommended, and what is asked first; where that is
    /// nothing, where it goes on or comes back to.
    pub fn leads_to(&self, walk: &Walk) -> SafeText {
        let called = |id: &NodeId| Some(question_text(&walk.tree, walk.tree.question(*id)?));
        let end = &self.end;
        let names: Vec<&str> = end.recommended.iter().map(|one| &*one.name).collect();
        let names = Some(names.join(" · ")).filter(|names| !names.is_empty());
        let asks = self.asks.first().and_then(called);
        let asks = asks.map(|next| format!("asks: {next}"));
        let parts: Vec<String> = names.into_iter().chain(asks).collect();
        let said = Some(parts.join("; ")).filter(|said| !said.is_empty());
        let said = said.or_else(|| end.ways.first().map(onward));
        let said = said.or_else(|| Some(format!("back to: {}", called(&end.back?)?)));
        SafeText::one_line(&said.unwrap_or_else(|| "nothing is recommended".to_owned()))
    }
}

fn onward(way: &Way) -> String {
    match &way.to {
        WayTo::Tree(tree) => format!("goes on in {tree}"),
        WayTo::Place(_) => format!("goes on: {}", way.words),
        WayTo::Nowhere(said) => format!("goes on nowhere: {said}"),
    }
}

/// The single changes of an answer by which something else would be recommended, or asked; those
/// that ask nothing first, then the nearest to the end of the walk, and those that lead to nothing
/// last. Nothing while the walk is not finished. Parts and rules are no answers, so they are not
/// changed. Linear in the steps, their answers and the way, and at most so many are tried.
pub fn changes(walk: &Walk, catalog: &Catalog) -> Vec<Change> {
    let route = walk.route();
    if route.first_open().is_some() {
        return Vec::new();
    }
    let now = End::of(walk, &route, catalog);
    let steps = (1..).zip(&route.steps).collect::<Vec<_>>();
    let others = steps.into_iter().rev().flat_map(|(number, step)| {
        let question = walk.tree.question(step.question);
        let others = question.map(|question| others(walk, step.question, question));
        let id = (number, step.question);
        others.into_iter().flatten().map(move |given| (id, given))
    });
    let tried = VISITED / walk.tree.nodes.len().max(1);
    let mut found: Vec<Change> = others
        .take(tried.min(TRIED))
        .map(|(question, given)| changed(walk, catalog, question, given))
        .filter(|change| !change.asks.is_empty() || !change.end.same_as(&now))
        .collect();
    found.sort_by_key(|change| {
        let idle = change.end.is_idle() && change.asks.is_empty();
        (idle, change.asks.len(), Reverse(change.question.0))
    });
    found
}

/// What else could be said to a question: of answers that exclude each other another one, of
/// conditions one more or one less.
fn others(walk: &Walk, id: NodeId, question: &Question) -> Vec<Given> {
    let given = match walk.given.get(&id) {
        Some(Given::Answers(given)) => given.clone(),
        Some(Given::Unknown) | None => BTreeSet::new(),
    };
    let other = |index: usize| {
        let mut other = BTreeSet::from([index]);
        if walk.fork(id) == Fork::AnyOf {
            other = given.symmetric_difference(&other).copied().collect();
        }
        Given::Answers(other)
    };
    if !matches!(walk.fork(id), Fork::OneOf | Fork::AnyOf) {
        return Vec::new();
    }
    let others = (0..question.answers.len()).map(other);
    others
        .filter(|other| walk.given.get(&id) != Some(other))
        .collect()
}

fn changed(walk: &Walk, catalog: &Catalog, question: (usize, NodeId), given: Given) -> Change {
    let mut walk = walk.clone();
    walk.focus = None;
    walk.say(question.1, given.clone());
    let route = walk.route();
    let open = route.steps.iter().filter(|step| step.needs_answer());
    Change {
        question,
        given,
        end: End::of(&walk, &route, catalog),
        asks: open.map(|step| step.question).collect(),
    }
}

/// What the answers of a walk lead to, each once: technologies, else the words of an outcome. What
/// the house bans is recommended by no answer.
pub fn recommended(walk: &Walk, catalog: &Catalog) -> Vec<Alternative> {
    recommended_on(walk, &walk.route(), catalog)
}

fn recommended_on(walk: &Walk, route: &Route, catalog: &Catalog) -> Vec<Alternative> {
    let mut seen = BTreeSet::new();
    let outcomes = route.certain();
    let outcomes = outcomes.filter_map(|reached| walk.tree.outcome(reached.outcome));
    let named = outcomes.filter(|outcome| !outcome.only_points());
    let offered = named.flat_map(|outcome| offered_by(outcome, catalog));
    let banned = |one: &Alternative| one.technology.as_ref().is_some_and(|id| catalog.bans(id));
    let offered = offered.filter(|one| !banned(one));
    offered
        .filter(|one| seen.insert(one.key().clone()))
        .collect()
}
