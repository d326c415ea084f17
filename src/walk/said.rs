//! What a tree says about its outcomes, gathered once, and what its numbers count.

use std::collections::BTreeMap;

use crate::model::{CitedText, DecisionTree, NodeId, Note, Question};
use crate::parse::quantity::{Bound, Limit, Unit, bounds, counted_in};
use crate::text::Location;

/// What is said about each outcome of a tree.
pub(super) struct Said<'a> {
    about: BTreeMap<NodeId, Vec<Statement<'a>>>,
    /// The one unit that the tree's numbers have, for numbers written without.
    pub(super) common: Unit,
}

/// Something said about an outcome.
struct Statement<'a> {
    text: &'a CitedText,
    at: Location,
    /// Whether it is a label on the way: a condition. Else it is a note.
    label: bool,
}

impl<'a> Said<'a> {
    /// Reads a tree: for each outcome the labels and notes of the last step to it, then its own
    /// text, then its own notes.
    pub(super) fn of(tree: &'a DecisionTree) -> Self {
        let mut about: BTreeMap<NodeId, Vec<Statement<'_>>> = BTreeMap::new();
        let note = |note: &'a Note| Statement {
            text: &note.text,
            at: note.at,
            label: false,
        };
        let answers = questions(tree).flat_map(|(_, question)| &question.answers);
        for answer in answers.filter(|answer| tree.outcome(answer.next).is_some()) {
            let said = about.entry(answer.next).or_default();
            said.extend(answer.via.iter().map(|text| Statement {
                text,
                at: answer.at,
                label: true,
            }));
            said.extend(answer.notes.iter().map(note));
        }
        for id in ids(tree) {
            if let Some(outcome) = tree.outcome(id) {
                let said = about.entry(id).or_default();
                said.extend(outcome.notes.iter().map(note));
            }
        }
        Self {
            about,
            common: common_unit(tree),
        }
    }

    /// What is said about an outcome beside its text, labels on the way to it too.
    pub(super) fn about(&self, outcome: NodeId) -> impl Iterator<Item = (&'a CitedText, Location)> {
        let said = self.statements(outcome);
        said.map(|statement| (statement.text, statement.at))
    }

    /// The notes on an outcome: what can state a limit of it.
    pub(super) fn notes(&self, outcome: NodeId) -> impl Iterator<Item = (&'a CitedText, Location)> {
        let notes = self.statements(outcome).filter(|said| !said.label);
        notes.map(|note| (note.text, note.at))
    }

    fn statements(&self, outcome: NodeId) -> impl Iterator<Item = &Statement<'a>> {
        self.about.get(&outcome).into_iter().flatten()
    }
}

/// What a bound counts: its own unit, else the first that is known around it.
pub(super) fn counted<'a>(bound: &'a Bound, asked: &'a Unit, common: &'a Unit) -> Option<&'a Unit> {
    let units = [&bound.unit, asked, common];
    units.into_iter().find(|unit| !unit.is_unknown())
}

/// A bound as a condition on what it counts.
pub(super) fn limit(bound: &Bound, unit: &Unit) -> Limit {
    Limit {
        unit: unit.name().into(),
        range: bound.range,
    }
}

/// The questions of a tree with their ids.
pub(super) fn questions(tree: &DecisionTree) -> impl Iterator<Item = (NodeId, &Question)> {
    ids(tree).filter_map(|id| tree.question(id).map(|question| (id, question)))
}

/// All nodes of a tree, in reading order.
pub(super) fn ids(tree: &DecisionTree) -> impl Iterator<Item = NodeId> + use<> {
    let ids = (0..tree.nodes.len()).filter_map(|index| u32::try_from(index).ok());
    ids.map(NodeId)
}

/// What the answers of a question count: what its prompt says, else the one unit among them.
pub(super) fn unit_of_question(question: &Question) -> Unit {
    let asked = counted_in(&question.prompt);
    if !asked.is_unknown() {
        return asked;
    }
    let labels = question.answers.iter().filter_map(|a| a.label.as_ref());
    only_unit(labels.flat_map(|label| bounds(&label.text)).map(|b| b.unit))
}

/// The unit of the tree's numbers, where they all have the same.
pub(super) fn common_unit(tree: &DecisionTree) -> Unit {
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
