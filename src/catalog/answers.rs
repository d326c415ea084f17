//! Answers that manifests add to trees of other sources.

use std::sync::Arc;

use crate::catalog::{Catalog, Lookup, index};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::model::{AddedAnswer, AnswerLeads, DecisionTree, NodeId};
use crate::parse::decision::{Further, Next, with_answer};
use crate::text::{Location, SafeText};

impl Catalog {
    /// The source that adds something to a tree of another file; `None` for what is the tree's
    /// own.
    pub fn added_by(&self, tree: &DecisionTree, at: Location) -> Option<SafeText> {
        (at.line > 0 && at.file != tree.at.file).then(|| self.place(at).source)
    }
}

/// Adds all answers to their trees, nearest source first, and says which could not be added. What
/// names nothing that is there is reported with the other references.
pub(super) fn add(catalog: &mut Catalog) {
    let manifest = Arc::clone(&catalog.manifest);
    let most = limits::ADDED_ANSWERS;
    if let Some(left_out) = manifest.answers.get(most) {
        let count = manifest.answers.len() - most;
        let message = format!("manifests add more than {most} answers; {count} were left out");
        let finding = Diagnostic::warning("too-many", message).at(left_out.at);
        let hint = "write a tree of your own instead";
        catalog.diagnostics.push(finding.hint(hint));
    }
    for answer in manifest.answers.iter().take(most) {
        let Lookup::Found(tree) = catalog.find_tree(&answer.tree.0) else {
            continue;
        };
        match extended(catalog, &tree, answer) {
            Some(Ok(extended)) => put(catalog, &tree, extended),
            Some(Err(finding)) => catalog.diagnostics.push(finding),
            None => {}
        }
    }
}

/// The tree with the answer, or why it cannot have it; `None` where the answer names a question
/// that is not there.
fn extended(
    catalog: &Catalog,
    tree: &DecisionTree,
    answer: &AddedAnswer,
) -> Option<Result<DecisionTree, Diagnostic>> {
    let question = match &answer.question {
        Some(name) => only(tree, name)?,
        None => tree.root,
    };
    let next = match &answer.leads {
        AnswerLeads::GoTo(name) => Next::Question(only(tree, name)?),
        AnswerLeads::Choose(choose) => Next::Outcome {
            text: names(catalog, choose),
            choose: choose.clone(),
        },
    };
    if has_answer(tree, question, &answer.answer) {
        let message = format!(
            "the tree {} has the answer {} already",
            tree.id, answer.answer
        );
        let finding = Diagnostic::warning("answer-exists", message).at(answer.at);
        return Some(Err(finding.hint("take it away, or give it another label")));
    }
    let further = Further {
        answer: answer.answer.clone(),
        leads: next,
        because: answer.because.clone(),
        cites: answer.cite.iter().cloned().collect(),
        at: answer.at,
    };
    let extended = with_answer(tree, question, &further);
    Some(extended.ok_or_else(|| {
        let message = format!(
            "the tree {} cannot take the answer {} at this question",
            tree.id, answer.answer
        );
        let finding = Diagnostic::warning("answer-unfit", message).at(answer.at);
        finding.hint("add it at another question, or write a tree of your own for the concern")
    }))
}

/// The first question that a name means.
fn only(tree: &DecisionTree, name: &str) -> Option<NodeId> {
    tree.questions_at(name).first().copied()
}

fn has_answer(tree: &DecisionTree, question: NodeId, label: &str) -> bool {
    let asked = tree.question(question).into_iter();
    let labels = asked
        .flat_map(|asked| &asked.answers)
        .filter_map(|a| a.label.as_ref());
    let folded = label.trim().to_lowercase();
    labels
        .into_iter()
        .any(|own| own.text.trim().to_lowercase() == folded)
}

/// What an outcome that chooses these is called: their names, where they are known.
fn names(catalog: &Catalog, choose: &[SafeText]) -> SafeText {
    let known = |id: &SafeText| catalog.names.technology(catalog.names.resolve(id)?);
    let named = choose
        .iter()
        .map(|id| known(id).map_or(id, |known| &known.name));
    let named: Vec<&str> = named.map(SafeText::as_str).collect();
    SafeText::from(named.join(" or "))
}

/// Puts a tree in the place of one with fewer answers.
fn put(catalog: &mut Catalog, tree: &DecisionTree, mut extended: DecisionTree) {
    index::link(catalog, &mut extended);
    let index = catalog.index.get_mut(tree.at.file.index());
    let Some(index) = index.and_then(Option::as_mut) else {
        return;
    };
    let trees = &mut Arc::make_mut(index).trees;
    if let Some(place) = trees.iter_mut().find(|own| own.id == tree.id) {
        *place = Arc::new(extended);
    }
}
