//! Three states of an alternative, never two: what leads to it, what is still open, and what is
//! ruled out by something stated. Whatever is left is not on this path, and nothing speaks
//! against it.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::model::{
    Alternative, Answer, Citation, CitedText, DecisionTree, Fact, Facts, Node, NodeId, Outcome,
    Range,
};
use crate::text::{Location, SafeText};
use crate::walk::progress::possible_outcomes;
use crate::walk::quantity::{Bound, Limit, Unit, bounds, counted_in};
use crate::walk::{Given, Route, Walk};

/// Where an alternative stands. Where two states apply the one declared first holds.
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
}

/// A statement that speaks against an alternative.
#[derive(Clone, Debug, PartialEq)]
pub struct Objection {
    /// What crosses it: an answer, or a fact with its value.
    pub crossed_by: SafeText,
    /// The statement in its own words.
    pub quote: SafeText,
    /// Where it stands.
    pub at: Location,
    /// The source that it names.
    pub cite: Option<Citation>,
    /// What would have to be so for it to speak no longer.
    pub limit: Limit,
}

impl Objection {
    /// The reason in a phrase: what is stated, and what is so here.
    pub fn because(&self) -> SafeText {
        SafeText::new(&format!("{}; here: {}", self.quote, self.crossed_by))
    }
}

/// Where every alternative of the walked tree stands, in reading order.
pub fn states(walk: &Walk, catalog: &Catalog, facts: &Facts) -> Vec<AlternativeState> {
    let route = walk.route();
    let certain: BTreeSet<NodeId> = route.certain().map(|reached| reached.outcome).collect();
    let possible = possible_outcomes(walk, &route);
    let known = Known::of(walk, &route, facts);
    let closed = known.closed_outcomes(&walk.tree);
    let mut all = alternatives(walk, catalog);
    for state in &mut all {
        state.objections = known.objections(&walk.tree, &state.outcomes, &closed);
        state.standing = if state.outcomes.iter().any(|id| certain.contains(id)) {
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

/// What an outcome offers: the technologies it names, else its text.
pub fn offered_by(outcome: &Outcome, catalog: &Catalog) -> Vec<Alternative> {
    if outcome.recommends.is_empty() {
        return vec![Alternative {
            name: outcome.text.clone(),
            technology: None,
        }];
    }
    let named = outcome.recommends.iter().map(|id| Alternative {
        name: catalog
            .technology(id)
            .map_or_else(|| id.0.clone(), |technology| technology.name.clone()),
        technology: Some(id.clone()),
    });
    named.collect()
}

/// The alternatives of a tree with their outcomes, rules left out, in reading order.
fn alternatives(walk: &Walk, catalog: &Catalog) -> Vec<AlternativeState> {
    let mut found: Vec<AlternativeState> = Vec::new();
    for id in outcomes_in_order(walk) {
        let Some(outcome) = walk.tree.outcome(id) else {
            continue;
        };
        for alternative in offered_by(outcome, catalog) {
            let same = |s: &&mut AlternativeState| s.alternative.key() == alternative.key();
            if let Some(state) = found.iter_mut().find(same) {
                state.outcomes.push(id);
            } else {
                found.push(AlternativeState {
                    alternative,
                    standing: Standing::NotOnPath,
                    outcomes: vec![id],
                    objections: Vec::new(),
                });
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
                let rule = walk.fork(id) == crate::model::Fork::Rule;
                let nexts = question.answers.iter().rev().map(|answer| answer.next);
                todo.extend(nexts.filter(|next| !rule || walk.tree.question(*next).is_some()));
            }
            None => {}
        }
    }
    order
}

/// A circumstance with a number: from a fact, or from an answer that was given.
struct KnownRange {
    range: Range,
    unit: Unit,
    /// How to name it to a person.
    said: SafeText,
}

/// All circumstances with numbers.
struct Known {
    ranges: Vec<KnownRange>,
    /// The one unit that the tree's numbers have, for numbers written without.
    common: Unit,
}

/// An answer that a circumstance contradicts, with what contradicts it.
struct Closed {
    question: NodeId,
    answer: usize,
    objection: Objection,
}

impl Known {
    fn of(walk: &Walk, route: &Route, facts: &Facts) -> Self {
        let common = common_unit(&walk.tree);
        let from_facts = facts.iter().filter_map(|(name, fact)| match fact {
            Fact::Number(range) => Some(KnownRange {
                range: *range,
                unit: Unit::named(name),
                said: SafeText::new(&format!("{name}: {range}")),
            }),
            Fact::Words(_) | Fact::Unknown => None,
        });
        let mut ranges: Vec<KnownRange> = from_facts.collect();
        for step in &route.steps {
            ranges.extend(known_from_answer(walk, step.question, &common));
        }
        Self { ranges, common }
    }

    /// What contradicts a bound, if anything does.
    fn against(&self, bound: &Bound, fallback: &Unit) -> Option<(&KnownRange, Limit)> {
        let unit = counted(bound, fallback, &self.common)?;
        let crosses =
            |known: &&KnownRange| known.unit.same_as(unit) && known.range.excludes(&bound.range);
        let known = self.ranges.iter().find(crosses)?;
        Some((known, limit(bound, unit)))
    }

    /// The objection that a statement is, if a circumstance crosses it. Only a stated limit can
    /// be one: "> 100k msg/s" may be praise, and a condition like "billion-scale" that is not met
    /// makes an alternative unneeded, not impossible.
    fn objection(&self, statement: &CitedText, at: Location, asked: &Unit) -> Option<Objection> {
        let read = bounds(&statement.text);
        let mut limits = read.iter().filter(|bound| bound.stated_limit);
        let (known, limit) = limits.find_map(|bound| self.against(bound, asked))?;
        Some(Objection {
            crossed_by: known.said.clone(),
            quote: statement.text.clone(),
            at,
            cite: statement.cites.first().cloned(),
            limit,
        })
    }

    /// The answers whose own condition a circumstance contradicts.
    fn closed_answers(&self, tree: &DecisionTree) -> Vec<Closed> {
        let mut closed = Vec::new();
        for (id, question) in questions(tree) {
            let unit = unit_of_question(tree, id);
            for (index, answer) in question.answers.iter().enumerate() {
                let mut said = conditions(tree, answer);
                if let Some(objection) = said.find_map(|(text, at)| self.objection(text, at, &unit))
                {
                    closed.push(Closed {
                        question: id,
                        answer: index,
                        objection,
                    });
                }
            }
        }
        closed
    }

    /// Outcomes to which no way is left, each with the first statement that closes it.
    fn closed_outcomes(&self, tree: &DecisionTree) -> Vec<(NodeId, Objection)> {
        let closed = self.closed_answers(tree);
        let shut: BTreeSet<(NodeId, usize)> =
            closed.iter().map(|c| (c.question, c.answer)).collect();
        let mut open = BTreeSet::new();
        let mut todo = vec![tree.root];
        while let Some(id) = todo.pop() {
            if let (true, Some(question)) = (open.insert(id), tree.question(id)) {
                let left = question.answers.iter().enumerate();
                let left = left.filter(|(index, _)| !shut.contains(&(id, *index)));
                todo.extend(left.map(|(_, answer)| answer.next));
            }
        }
        let mut out: Vec<(NodeId, Objection)> = Vec::new();
        for c in &closed {
            let question = tree.question(c.question);
            let Some(answer) = question.and_then(|q| q.answers.get(c.answer)) else {
                continue;
            };
            for outcome in tree.outcomes_from(answer.next) {
                let new = !out.iter().any(|(id, _)| *id == outcome);
                if new && !open.contains(&outcome) {
                    out.push((outcome, c.objection.clone()));
                }
            }
        }
        out
    }

    /// What is stated against an alternative: limits beside any of its outcomes; and, where every
    /// way to it is closed, the conditions that close them.
    fn objections(
        &self,
        tree: &DecisionTree,
        outcomes: &[NodeId],
        closed: &[(NodeId, Objection)],
    ) -> Vec<Objection> {
        let mut found = Vec::new();
        for id in outcomes {
            for (text, at) in statements(tree, *id) {
                found.extend(self.objection(&text, at, &Unit::default()));
            }
        }
        let shut = closed.iter().filter(|(id, _)| outcomes.contains(id));
        if shut.clone().count() == outcomes.len() {
            found.extend(shut.map(|(_, objection)| objection.clone()));
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
    if given.len() > 1 && walk.fork(id) == crate::model::Fork::OneOf {
        return Vec::new();
    }
    let asked = unit_of_question(&walk.tree, id);
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

/// What a bound counts: its own unit, else the first that is known around it.
fn counted<'a>(bound: &'a Bound, asked: &'a Unit, common: &'a Unit) -> Option<&'a Unit> {
    let units = [&bound.unit, asked, common];
    units.into_iter().find(|unit| !unit.is_unknown())
}

fn limit(bound: &Bound, unit: &Unit) -> Limit {
    Limit {
        unit: unit.name().into(),
        range: bound.range,
    }
}

/// The limits stated beside an outcome: within which it is offered.
pub fn stated_limits(tree: &DecisionTree, outcome: NodeId) -> Vec<Limit> {
    let common = common_unit(tree);
    let mut limits: Vec<Limit> = Vec::new();
    for (text, _) in statements(tree, outcome) {
        let stated = bounds(&text.text).into_iter();
        for bound in stated.filter(|bound| bound.stated_limit) {
            let unknown = Unit::default();
            let unit = counted(&bound, &unknown, &common);
            limits.extend(unit.map(|unit| limit(&bound, unit)));
        }
    }
    limits.dedup();
    limits
}

fn questions(tree: &DecisionTree) -> impl Iterator<Item = (NodeId, &crate::model::Question)> {
    let ids = (0..tree.nodes.len()).filter_map(|i| u32::try_from(i).ok());
    ids.map(NodeId)
        .filter_map(|id| tree.question(id).map(|q| (id, q)))
}

/// What is said on the way from a question to what an answer leads to: it holds for all below.
/// What is said on the last step before an outcome is about the outcome, save the label itself.
fn conditions<'a>(
    tree: &'a DecisionTree,
    answer: &'a Answer,
) -> impl Iterator<Item = (&'a CitedText, Location)> {
    let ends = tree.outcome(answer.next).is_some();
    let via = answer.via.iter().filter(move |_| !ends);
    let label = answer
        .label
        .iter()
        .chain(via)
        .map(|label| (label, answer.at));
    let notes = answer.notes.iter().filter(move |_| !ends);
    label.chain(notes.map(|note| (&note.text, note.at)))
}

/// What is said about an outcome: its text, its notes, and those of the step that leads to it.
fn statements(tree: &DecisionTree, id: NodeId) -> Vec<(CitedText, Location)> {
    let Some(outcome) = tree.outcome(id) else {
        return Vec::new();
    };
    let text = CitedText {
        text: outcome.text.clone(),
        cites: outcome.cites.clone(),
    };
    let mut said = vec![(text, outcome.at)];
    said.extend(outcome.notes.iter().map(|n| (n.text.clone(), n.at)));
    let answers = questions(tree).flat_map(|(_, question)| question.answers.iter());
    for answer in answers.filter(|answer| answer.next == id) {
        said.extend(answer.via.iter().map(|label| (label.clone(), answer.at)));
        said.extend(answer.notes.iter().map(|n| (n.text.clone(), n.at)));
    }
    said
}

/// What the answers of a question count: what its prompt says, else the one unit among them.
fn unit_of_question(tree: &DecisionTree, id: NodeId) -> Unit {
    let Some(question) = tree.question(id) else {
        return Unit::default();
    };
    let asked = counted_in(&question.prompt);
    if !asked.is_unknown() {
        return asked;
    }
    let labels = question.answers.iter().filter_map(|a| a.label.as_ref());
    only_unit(labels.flat_map(|label| bounds(&label.text)).map(|b| b.unit))
}

/// The unit of the tree's numbers, where they all have the same.
fn common_unit(tree: &DecisionTree) -> Unit {
    let prompts = questions(tree).map(|(_, question)| counted_in(&question.prompt));
    let answers = questions(tree).flat_map(|(_, question)| question.answers.iter());
    let labels = answers.filter_map(|answer| answer.label.as_ref());
    let units = labels.flat_map(|label| bounds(&label.text)).map(|b| b.unit);
    only_unit(prompts.chain(units))
}

fn only_unit(units: impl Iterator<Item = Unit>) -> Unit {
    let mut known = units.filter(|unit| !unit.is_unknown());
    let first = known.next().unwrap_or_default();
    if known.all(|unit| unit.same_as(&first)) {
        first
    } else {
        Unit::default()
    }
}
