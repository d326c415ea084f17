//! Telling whether a tree still says the same.

use crate::model::{DecisionTree, Node, NodeId};
use crate::text;
use crate::text::put::Put;

/// Sixteen hex digits that change when a question, an answer or an outcome of the tree does, and
/// not when lines move or spacing and case change.
pub fn digest(tree: &DecisionTree) -> String {
    let mut said = String::new();
    let mut line = |mark: &str, text: &str, to: Option<NodeId>| {
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let to = to.map_or_else(String::new, |id| id.0.to_string());
        said.put(format_args!("{mark}{}\u{1f}{to}\n", folded.to_lowercase()));
    };
    line("^", "", Some(tree.root));
    for node in &tree.nodes {
        match node {
            Node::Outcome(outcome) => line("=", &outcome.text, None),
            Node::Question(question) => {
                line("?", &question.prompt, None);
                for answer in &question.answers {
                    for label in answer.label.iter().chain(&answer.via) {
                        line("-", &label.text, None);
                    }
                    line(">", "", Some(answer.next));
                }
            }
        }
    }
    text::digest(said.as_bytes())
}
