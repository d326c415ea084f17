//! Questions and answers of a tree by their words, as a manifest names them.

use std::collections::BTreeSet;

use crate::model::{Answer, DecisionTree, Node, NodeId, Question};

impl DecisionTree {
    /// The questions that a name means: those it is the prompt of, else those that an answer of
    /// this name leads to. A first question without a prompt is called like the tree. Case and
    /// white space at the ends do not count.
    pub fn questions_at(&self, name: &str) -> Vec<NodeId> {
        let name = folded(name);
        let prompted = self.questions().filter(|(id, question)| {
            let called = self.called(*id, question);
            called.is_some_and(|called| folded(called) == name)
        });
        let prompted: Vec<NodeId> = prompted.map(|(id, _)| id).collect();
        if !prompted.is_empty() {
            return prompted;
        }
        let answers = self.questions().flat_map(|(_, question)| &question.answers);
        let named = answers.filter(|answer| names(answer).any(|label| folded(label) == name));
        let next: BTreeSet<NodeId> = named.map(|answer| answer.next).collect();
        next.into_iter()
            .filter(|id| self.question(*id).is_some())
            .collect()
    }

    /// The names that [`Self::questions_at`] takes.
    pub fn question_names(&self) -> impl Iterator<Item = &str> {
        self.questions()
            .filter_map(|(id, question)| self.called(id, question))
    }

    /// What a question is called.
    fn called<'a>(&'a self, id: NodeId, question: &'a Question) -> Option<&'a str> {
        let title = (id == self.root).then_some(&*self.title);
        let prompt = Some(&*question.prompt).filter(|prompt| !prompt.is_empty());
        prompt.or(title).filter(|called| !called.is_empty())
    }

    /// Whether an answer of this label can be given: at the questions of a name, or anywhere.
    pub fn has_answer(&self, question: Option<&str>, label: &str) -> bool {
        let at = question.map(|name| self.questions_at(name));
        self.questions()
            .filter(|(id, _)| at.as_ref().is_none_or(|at| at.contains(id)))
            .flat_map(|(_, question)| &question.answers)
            .any(|answer| answer.is_called(label))
    }

    /// The labels of all answers.
    pub fn answer_names(&self) -> impl Iterator<Item = &str> {
        self.questions()
            .flat_map(|(_, question)| &question.answers)
            .filter_map(|answer| answer.label.as_ref().map(|label| &*label.text))
    }

    /// Its questions, with their ids.
    pub fn questions(&self) -> impl Iterator<Item = (NodeId, &Question)> {
        let nodes = (0_u32..).map(NodeId).zip(&self.nodes);
        nodes.filter_map(|(id, node)| match node {
            Node::Question(question) => Some((id, question)),
            Node::Outcome(_) => None,
        })
    }
}

impl Answer {
    /// Whether one of its labels, or of those of the chain after it, is this one. Case and white
    /// space at the ends do not count.
    pub fn is_called(&self, label: &str) -> bool {
        let label = folded(label);
        names(self).any(|name| folded(name) == label)
    }
}

/// The labels of an answer: its own and those of the chain after it.
fn names(answer: &Answer) -> impl Iterator<Item = &str> {
    let own = answer.label.iter().chain(&answer.via);
    own.map(|label| &*label.text)
}

fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}
