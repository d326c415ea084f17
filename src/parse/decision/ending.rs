//! What all ways through a graph end in. A flowchart likes to close with `Done`: that tells no
//! answer from another, so it is not where an answer leads to; what stands before it is.

use super::work;
use crate::limits;
use crate::model::{Graph, GraphNode, NodeId};

/// The labels in which all ways end, whatever was answered.
#[derive(Debug, Default)]
pub(super) struct Ending {
    /// For each label whether it and all after it are common to several ways; empty where ways
    /// end in different labels.
    common: Vec<bool>,
}

impl Ending {
    /// Looks for the one label that ends all ways.
    pub(super) fn of(graph: &Graph) -> Self {
        let mut ends = graph.nodes.iter().filter(|node| node.children.is_empty());
        let (Some(_), None) = (ends.next(), ends.next()) else {
            return Self::default();
        };
        let mut before: Vec<Vec<NodeId>> = vec![Vec::new(); graph.nodes.len()];
        for (id, node) in (0..).map(NodeId).zip(&graph.nodes) {
            for edge in &node.children {
                work::step();
                if let Some(before) = before.get_mut(edge.to.index()) {
                    before.push(id);
                }
            }
        }
        let last = graph.nodes.iter().position(|node| node.children.is_empty());
        let mut common = vec![false; graph.nodes.len()];
        let mut todo: Vec<usize> = last.into_iter().collect();
        // Upwards from the end, as long as one label leads to one other.
        while let Some(at) = todo.pop() {
            let from = before.get(at).map_or(&[][..], Vec::as_slice);
            if let Some(slot) = common.get_mut(at) {
                *slot = from.len() > 1;
            }
            let single = |id: &&NodeId| {
                let node = graph.get(**id);
                node.is_some_and(|node| node.children.len() == 1)
            };
            todo.extend(from.iter().filter(single).map(|id| id.index()));
        }
        Self { common }
    }

    /// Whether a label is one that ends all ways.
    pub(super) fn is_common(&self, id: NodeId) -> bool {
        self.common.get(id.index()).copied().unwrap_or(false)
    }

    /// The labels that end all ways, as they follow a label.
    pub(super) fn after<'a>(
        &self,
        graph: &'a Graph,
        node: &'a GraphNode,
    ) -> impl Iterator<Item = &'a GraphNode> + use<'a> {
        let begins = matches!(node.children.as_slice(), [only] if self.is_common(only.to));
        let next = |node: &&'a GraphNode| graph.get(node.children.first()?.to);
        let first = Some(node).filter(|_| begins);
        std::iter::successors(first, next)
            .skip(1)
            .take(limits::TREE_DEPTH)
    }
}
