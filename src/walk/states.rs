//! Three states of an alternative, never two: what leads to it, what is still open, and what is
//! ruled out by something stated. Whatever is left is not on this path, and nothing speaks
//! against it.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::model::{
    Alternative, Citation, CitedText, DecisionTree, Facts, Fork, Node, NodeId, Outcome, Policy,
    Stance, TechId,
};
use crate::parse::quantity::{Bound, Limit, Unit, bounds};
use crate::text::{Location, SafeText};
use crate::walk::limits::{KnownRange, crossing, known_from_facts};
use crate::walk::progress::possible_outcomes;
use crate::walk::said::{Said, counted, limit, unit_of_question};
use crate::walk::there::There;
use crate::walk::{Given, Route, Walk};

/// Where an alternative stands. Where two states apply the one declared first holds, but what a
/// house bans is ruled out wherever the answers lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The answers lead to it. Objections may still be stated: both are shown.
    Recommended,
    /// Something stated speaks against it: see [`AlternativeState::objections`].
    RuledOut,
    /// Some question not answered, or left undecided, can still lead to it.
    Open,
    /// Other answers were given; nothing speaks against it.
    NotOnPath,
}

/// An alternative of a tree and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct AlternativeState {
    /// The alternative: a technology, else the text of an outcome.
    pub alternative: Alternative,
    /// Where it stands.
    pub standing: Standing,
    /// The outcomes that name it, in reading order.
    pub outcomes: Vec<NodeId>,
    /// What is stated against it.
    pub objections: Vec<Objection>,
    /// What the house thinks of it, nearest source first.
    pub policies: Vec<Policy>,
}

/// A statement that speaks against an alternative.
#[derive(Clone, Debug, PartialEq)]
pub struct Objection {
    /// What crosses it: an answer, or a fact with its value; nothing where it holds whatever is
    /// so.
    pub crossed_by: SafeText,
    /// The statement in its own words.
    pub quote: SafeText,
    /// Where it stands.
    pub at: Location,
    /// The source that it names.
    pub cite: Option<Citation>,
    /// What would have to be so for it to speak no longer, where it is a limit.
    pub limit: Option<Limit>,
    /// What kind of statement it is.
    pub ground: Ground,
}

/// What kind of statement speaks against an alternative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// A stated limit that is crossed.
    Limit,
    /// A requirement that is known not to be met.
    Requirement,
    /// A conflict with something that is there.
    Conflict,
    /// It is for other languages.
    Language,
    /// A house policy bans it.
    Policy,
}

impl Objection {
    /// The reason in a phrase: what is stated, and what is so here.
    pub fn because(&self) -> SafeText {
        if self.crossed_by.is_empty() {
            return self.quote.clone();
        }
        SafeText::new(&format!("{}; here: {}", self.quote, self.crossed_by))
    }
}

/// Where every alternative of the walked tree stands, in reading order.
pub fn states(walk: &Walk, catalog: &Catalog, facts: &Facts) -> Vec<AlternativeState> {
    let route = walk.route();
    let certain: BTreeSet<NodeId> = route.certain().map(|reached| reached.outcome).collect();
    let possible = possible_outcomes(walk, &route);
    let said = Said::of(&walk.tree);
    let known = Known::of(walk, &route, facts, &said);
    let there = There::of(walk, catalog, facts);
    let done = route.first_open().is_none() && !possible.is_empty();
    let mut all = alternatives(walk, catalog);
    for state in &mut all {
        state.objections = known.objections(&state.outcomes);
        let technology = state.alternative.technology.as_ref();
        let declared = technology.map(|id| there.objections(id));
        state.objections.extend(declared.into_iter().flatten());
        state.policies = technology.map_or_else(Vec::new, |id| policies(catalog, id));
        let banned = state.policies.iter();
        let banned = banned.filter_map(|policy| ban(policy, catalog));
        let banned: Vec<Objection> = banned.collect();
        let is_banned = !banned.is_empty();
        state.objections.splice(0..0, banned);
        // Where every branch left undecided ends in it, nothing else is possible.
        let only = done && possible.iter().all(|id| state.outcomes.contains(id));
        let led_to = || state.outcomes.iter().any(|id| certain.contains(id));
        state.standing = if is_banned {
            Standing::RuledOut
        } else if only || led_to() {
            Standing::Recommended
        } else if !state.objections.is_empty() {
            Standing::RuledOut
        } else if state.outcomes.iter().any(|id| possible.contains(id)) {
            Standing::Open
        } else {
            Standing::NotOnPath
        };
    }
    all
}

fn policies(catalog: &Catalog, technology: &TechId) -> Vec<Policy> {
    let policies = catalog.policies_of(technology).into_iter();
    policies.cloned().collect()
}

/// What a policy says against an alternative: only a ban does, whatever is so in the project.
fn ban(policy: &Policy, catalog: &Catalog) -> Option<Objection> {
    (policy.stance == Stance::Banned).then(|| Objection {
        crossed_by: SafeText::default(),
        quote: catalog.house_policy(policy),
        at: policy.at,
        cite: None,
        limit: None,
        ground: Ground::Policy,
    })
}

/// In a tree that names technologies, an outcome that names none and has more words than this is
/// a remark ("It depends on how the rows are read"), nothing that could be chosen.
const WORDS_OF_A_NAME: usize = 5;
/// Beginnings of an outcome that says, there too, that nothing is to be chosen.
const NOTHING: [&str; 3] = ["nothing ", "none ", "no source "];

/// What an outcome offers: what it names to choose, else its text.
pub fn offered_by(outcome: &Outcome, catalog: &Catalog) -> Vec<Alternative> {
    if outcome.recommends.is_empty() {
        return vec![Alternative {
            name: outcome.text.clone(),
            technology: None,
        }];
    }
    let named = outcome.recommends.iter().map(|one| {
        let id = one.alternative.technology.as_ref();
        let known = id.and_then(|id| catalog.technology(id));
        let name = known.map_or(&one.alternative.name, |known| &known.name);
        Alternative {
            name: name.clone(),
            ..one.alternative.clone()
        }
    });
    named.collect()
}

/// Whether an outcome says something without naming anything: see [`WORDS_OF_A_NAME`].
fn is_remark(outcome: &Outcome) -> bool {
    let words = outcome.text.split_whitespace().count();
    let lower = outcome.text.to_lowercase();
    let nothing = NOTHING.iter().any(|start| lower.starts_with(start));
    outcome.recommends.is_empty() && (nothing || words > WORDS_OF_A_NAME)
}

fn names_technologies(tree: &DecisionTree) -> bool {
    tree.nodes.iter().any(|node| match node {
        Node::Outcome(outcome) => outcome.technologies().next().is_some(),
        Node::Question(_) => false,
    })
}

/// The alternatives of a tree with their outcomes, rules left out, in reading order.
fn alternatives(walk: &Walk, catalog: &Catalog) -> Vec<AlternativeState> {
    let mut found: Vec<AlternativeState> = Vec::new();
    let mut places: BTreeMap<SafeText, usize> = BTreeMap::new();
    let linked = names_technologies(&walk.tree);
    for id in outcomes_in_order(walk) {
        let Some(outcome) = walk.tree.outcome(id) else {
            continue;
        };
        if outcome.only_points() || (linked && is_remark(outcome)) {
            continue;
        }
        for alternative in offered_by(outcome, catalog) {
            let place = places.entry(alternative.key().clone());
            let place = *place.or_insert(found.len());
            match found.get_mut(place) {
                Some(state) => state.outcomes.push(id),
                None => found.push(AlternativeState {
                    alternative,
                    standing: Standing::NotOnPath,
                    outcomes: vec![id],
                    objections: Vec::new(),
                    policies: Vec::new(),
                }),
            }
        }
    }
    found
}

fn outcomes_in_order(walk: &Walk) -> Vec<NodeId> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    let mut todo = vec![walk.tree.root];
    while let Some(id) = todo.pop() {
        if !seen.insert(id) {
            continue;
        }
        match walk.tree.node(id) {
            Some(Node::Outcome(_)) => order.push(id),
            Some(Node::Question(question)) => {
                let rule = walk.fork(id) == Fork::Rule;
                let nexts = question.answers.iter().rev().map(|answer| answer.next);
                todo.extend(nexts.filter(|next| !rule || walk.tree.question(*next).is_some()));
            }
            None => {}
        }
    }
    order
}

/// All circumstances with numbers.
struct Known<'a> {
    tree: &'a DecisionTree,
    ranges: Vec<KnownRange>,
    said: &'a Said<'a>,
}

impl<'a> Known<'a> {
    fn of(walk: &'a Walk, route: &Route, facts: &Facts, said: &'a Said<'a>) -> Self {
        let mut ranges = known_from_facts(facts);
        for step in &route.steps {
            ranges.extend(known_from_answer(walk, step.question, &said.common));
        }
        Self {
            tree: &walk.tree,
            ranges,
            said,
        }
    }

    /// What contradicts a bound, if anything does.
    fn against(&self, bound: &Bound) -> Option<(&KnownRange, Limit)> {
        let unknown = Unit::default();
        let unit = counted(bound, &unknown, &self.said.common)?;
        let known = crossing(&self.ranges, &bound.range, unit)?;
        Some((known, limit(bound, unit)))
    }

    /// The objection that a statement is, if a circumstance crosses it. Only a stated limit can
    /// be one: "> 100k msg/s" may be praise, and a condition like "billion-scale" that is not met
    /// makes an alternative unneeded, not impossible.
    fn objection(&self, statement: &CitedText, at: Location) -> Option<Objection> {
        let read = bounds(&statement.text);
        let mut limits = read.iter().filter(|bound| bound.stated_limit);
        let (known, limit) = limits.find_map(|bound| self.against(bound))?;
        Some(Objection {
            crossed_by: known.said.clone(),
            quote: statement.text.clone(),
            at,
            cite: statement.cites.first().cloned(),
            limit: Some(limit),
            ground: Ground::Limit,
        })
    }

    /// What is stated against an alternative: limits in the texts and notes of its outcomes. A
    /// label says when an answer holds, so it is a condition and never an objection.
    fn objections(&self, outcomes: &[NodeId]) -> Vec<Objection> {
        let mut found = Vec::new();
        for id in outcomes {
            if let Some(outcome) = self.tree.outcome(*id) {
                let text = CitedText {
                    text: outcome.text.clone(),
                    cites: outcome.cites.clone(),
                };
                found.extend(self.objection(&text, outcome.at));
            }
            let notes = self.said.notes(*id);
            found.extend(notes.filter_map(|(text, at)| self.objection(text, at)));
        }
        let mut seen = BTreeSet::new();
        found.retain(|o| seen.insert((o.at.file, o.at.line, o.quote.clone())));
        found
    }
}

/// The circumstances that an answer states: of a one-of fork its one answer, of others all that
/// hold.
fn known_from_answer(walk: &Walk, id: NodeId, common: &Unit) -> Vec<KnownRange> {
    let (Some(question), Some(Given::Answers(given))) =
        (walk.tree.question(id), walk.given.get(&id))
    else {
        return Vec::new();
    };
    if given.len() > 1 && walk.fork(id) == Fork::OneOf {
        return Vec::new();
    }
    let asked = unit_of_question(question);
    let mut known = Vec::new();
    for answer in given.iter().filter_map(|i| question.answers.get(*i)) {
        let Some(label) = &answer.label else { continue };
        for bound in bounds(&label.text) {
            let unit = counted(&bound, &asked, common);
            known.extend(unit.map(|unit| KnownRange {
                range: bound.range,
                unit: unit.clone(),
                said: label.text.clone(),
            }));
        }
    }
    known
}
