//! What every notation yields: a graph of labels, and what stands around it.

use std::collections::BTreeSet;

use super::diagram::Charted;
use crate::limits;
use crate::model::{Edge, Fork, Graph, GraphNode, Label, NodeId, Notation, Note};
use crate::parse::{ParseCx, citation};
use crate::text::{Location, SafeText};

/// A block read as labels, before anyone asks whether it is a decision.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sketch {
    /// How it is written.
    pub(super) notation: Notation,
    /// What it calls itself.
    pub(super) title: Option<SafeText>,
    /// The labels.
    pub(super) graph: Graph,
    /// The labels that are drawn as decisions: diamonds.
    pub(super) decisions: BTreeSet<NodeId>,
    /// Headers of the block: titles, column heads, remarks before the first root.
    pub(super) intro: Vec<Label>,
    /// The first line of its content, 1-based in the file.
    pub(super) line: u32,
    /// The last line of its content.
    pub(super) end_line: u32,
    /// Whether it is an ordered list.
    pub(super) ordered: bool,
    /// Lines that look like a drawing.
    pub(super) drawn: usize,
    /// Ends that are written as code.
    pub(super) coded: usize,
}

impl Sketch {
    /// A diagram that stands in a block whose first line is a line of the file; `None` where the
    /// block is empty.
    pub(super) fn of(
        charted: Charted,
        notation: Notation,
        title: Option<SafeText>,
        (text, first): (&str, u32),
    ) -> Option<Self> {
        let (line, end_line) = content_lines(text, first)?;
        Some(Self {
            notation,
            title,
            graph: charted.graph,
            decisions: charted.decisions,
            intro: charted.apart,
            line,
            end_line,
            ordered: false,
            drawn: 0,
            coded: 0,
        })
    }
}

/// Builds the graph of a block. Nothing nests deeper than [`limits::TREE_DEPTH`]: what would is
/// kept as a note.
pub(super) struct Builder<'a> {
    cx: ParseCx<'a>,
    graph: Graph,
    depths: Vec<usize>,
}

impl<'a> Builder<'a> {
    /// An empty graph.
    pub(super) fn new(cx: ParseCx<'a>) -> Self {
        Self {
            cx,
            graph: Graph::default(),
            depths: Vec::new(),
        }
    }

    /// Adds a label below another, or as a root; yields where what follows it hangs.
    pub(super) fn add(&mut self, parent: Option<NodeId>, text: &str, line: u32) -> NodeId {
        self.add_cited(parent, citation::take(text, self.cx), line)
    }

    /// Adds a label whose citations are taken off.
    pub(super) fn add_cited(&mut self, parent: Option<NodeId>, cited: Label, line: u32) -> NodeId {
        let depth = parent.map_or(0, |id| self.depths.get(id.index()).map_or(0, |d| d + 1));
        if let (Some(parent), true) = (parent, depth >= limits::TREE_DEPTH) {
            self.note_cited(parent, cited, line);
            return parent;
        }
        let id = NodeId(u32::try_from(self.graph.nodes.len()).unwrap_or(u32::MAX));
        self.graph.nodes.push(GraphNode {
            label: cited.text,
            cites: cited.cites,
            at: Location::line(self.cx.file, line),
            ..GraphNode::default()
        });
        self.depths.push(depth);
        match parent {
            Some(parent) => {
                if let Some(node) = self.graph.nodes.get_mut(parent.index()) {
                    node.children.push(Edge {
                        label: None,
                        to: id,
                    });
                }
            }
            None => self.graph.roots.push(id),
        }
        id
    }

    /// Says what kind of fork a label is.
    pub(super) fn forks(&mut self, id: NodeId, fork: Fork) {
        if let Some(node) = self.graph.nodes.get_mut(id.index()) {
            node.fork = Some(fork);
        }
    }

    /// Adds a note to a label.
    pub(super) fn note(&mut self, about: NodeId, text: &str, line: u32) {
        self.note_cited(about, citation::take(text, self.cx), line);
    }

    /// Adds a note whose citations are taken off.
    pub(super) fn note_cited(&mut self, about: NodeId, text: Label, line: u32) {
        let note = Note {
            text,
            at: Location::line(self.cx.file, line),
        };
        if let Some(label) = self.graph.nodes.get_mut(about.index()) {
            label.notes.push(note);
        }
    }

    /// The last root added.
    pub(super) fn last_root(&self) -> Option<NodeId> {
        self.graph.roots.last().copied()
    }

    /// The graph.
    pub(super) fn finish(self) -> Graph {
        self.graph
    }
}

/// The first and the last line with content of a text that starts at a line.
pub(super) fn content_lines(text: &str, first: u32) -> Option<(u32, u32)> {
    let lines = (first..).zip(text.lines());
    let mut lines = lines.filter(|(_, line)| !line.trim().is_empty());
    let (from, _) = lines.next()?;
    Some((from, lines.last().map_or(from, |(line, _)| line)))
}
