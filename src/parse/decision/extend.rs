//! A tree with one more answer, which another source than the tree's adds: it is put into the
//! graph, and the graph read anew, so that nothing else has to know of it.

use std::collections::BTreeMap;

use super::graph::{self, Origin};
use crate::model::{Citation, CitedText, Confidence, DecisionTree, Edge, GraphNode, NodeId, Note};
use crate::text::{Location, SafeText};

/// A further answer to a question of a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Further {
    /// Its label.
    pub answer: SafeText,
    /// What it leads to.
    pub leads: Next,
    /// Why.
    pub because: Option<SafeText>,
    /// Who says so.
    pub cites: Vec<Citation>,
    /// Where it stands.
    pub at: Location,
}

/// What a further answer leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// A question of the tree.
    Question(NodeId),
    /// An outcome of its own.
    Outcome {
        /// Its text.
        text: SafeText,
        /// What it chooses, by id or name.
        choose: Vec<SafeText>,
    },
}

/// The tree with a further answer to one of its questions. `None` where the question takes none (it
/// is a rule, or there is no such question), and where the answer would change how the rest of the
/// tree is read.
pub fn with_answer(
    tree: &DecisionTree,
    question: NodeId,
    further: &Further,
) -> Option<DecisionTree> {
    let (_, origins) = graph::read_with_origins(&tree.graph, &tree.title)?;
    let origins: BTreeMap<NodeId, Origin> = origins.into_iter().map(|(o, id)| (id, o)).collect();
    let mut graph = tree.graph.clone();
    let answer = push_answer(&mut graph.nodes, &origins, further)?;
    match origins.get(&question)? {
        Origin::Forest => graph.roots.push(answer),
        Origin::Label(id) => {
            let asked = tree.question(question)?;
            let node = graph.nodes.get_mut(id.index())?;
            // One more answer must not make another kind of fork of it.
            if asked.fork_confidence == Confidence::High {
                node.fork = Some(asked.fork);
            }
            node.children.push(edge(answer));
        }
        Origin::Rule(..) | Origin::Together(..) => return None,
    }
    let reading = graph::read(&graph, &tree.title)?;
    let extended = DecisionTree {
        graph,
        root: reading.root,
        nodes: reading.nodes,
        ..tree.clone()
    };
    let own_outcome = matches!(further.leads, Next::Outcome { .. });
    let same = extended.question_count() == tree.question_count()
        && extended.outcome_count() == tree.outcome_count() + usize::from(own_outcome);
    same.then_some(extended)
}

/// Adds the label of an answer, and that of its outcome where it has one of its own.
fn push_answer(
    nodes: &mut Vec<GraphNode>,
    origins: &BTreeMap<NodeId, Origin>,
    further: &Further,
) -> Option<NodeId> {
    let at = further.at;
    let reasons = further.because.iter().map(|because| Note {
        text: CitedText::plain(because.clone()),
        at,
    });
    let mut answer = GraphNode {
        label: further.answer.clone(),
        cites: further.cites.clone(),
        at,
        ..GraphNode::default()
    };
    let next = match &further.leads {
        Next::Question(next) => {
            answer.notes = reasons.collect();
            label(origins, *next)?
        }
        Next::Outcome { text, choose } => push(
            nodes,
            GraphNode {
                label: text.clone(),
                choose: choose.clone(),
                notes: reasons.collect(),
                at,
                ..GraphNode::default()
            },
        )?,
    };
    answer.children.push(edge(next));
    push(nodes, answer)
}

fn push(nodes: &mut Vec<GraphNode>, node: GraphNode) -> Option<NodeId> {
    let id = u32::try_from(nodes.len()).ok().map(NodeId);
    nodes.push(node);
    id
}

fn edge(to: NodeId) -> Edge {
    Edge { label: None, to }
}

/// The label that a question was read from.
fn label(origins: &BTreeMap<NodeId, Origin>, question: NodeId) -> Option<NodeId> {
    match origins.get(&question)? {
        Origin::Label(id) => Some(*id),
        Origin::Forest | Origin::Rule(..) | Origin::Together(..) => None,
    }
}
