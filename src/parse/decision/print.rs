//! A tree as other programs get it: the graph, label for label, as nested nodes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::graph::{self, Origin};
use super::work;
use crate::limits;
use crate::model::{Confidence, DecisionTree, Fork, Graph, NodeId, TechId};
use crate::text::{Location, SafeText};

/// What a printed node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PrintedKind {
    /// It leads to several others.
    Question,
    /// It leads to one other.
    Answer,
    /// It leads nowhere.
    Outcome,
}

/// A label and what it leads to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PrintedNode {
    /// Its number in the tree, in printing order.
    pub id: u32,
    /// What it is; left out where it only refers to another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<PrintedKind>,
    /// The kind of its fork, for a question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fork: Option<Fork>,
    /// How sure the kind is, where it is doubtful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fork_confidence: Option<Confidence>,
    /// Its label; empty for the root of a forest.
    pub label: SafeText,
    /// Its 1-based line; left out where it only refers to another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The manifest that adds it, where it is no label of the tree's own; its line is then that of
    /// the manifest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added_by: Option<AddedBy>,
    /// What is said about it.
    pub notes: Vec<SafeText>,
    /// The technologies an outcome names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub technologies: Vec<TechId>,
    /// The sources it names, as written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
    /// The number under which the same node was printed in full.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<u32>,
    /// What it leads to.
    pub children: Vec<PrintedNode>,
}

/// The manifest that adds an answer to a tree of another source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AddedBy {
    /// The source's name.
    pub source: SafeText,
    /// The path below it.
    pub file: SafeText,
}

/// Names the manifest that adds what stands at a place; `None` for the tree's own labels.
pub type NameAdded<'a> = dyn Fn(Location) -> Option<AddedBy> + 'a;

/// A printed root, and whether anything in it is only a reference.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedTree {
    /// The root.
    pub root: PrintedNode,
    /// Whether a node was met again and not printed in full.
    pub truncated: bool,
}

/// Prints the graph of a tree in the shape of the format contract, section 2: nested, label for
/// label. Linear in what it prints; deep or cyclic graphs end in references.
pub fn print(tree: &DecisionTree) -> PrintedTree {
    print_naming(tree, &|_| None)
}

/// The same, naming the manifest that adds what stands at a place, where one does.
pub fn print_naming(tree: &DecisionTree, added_by: &NameAdded<'_>) -> PrintedTree {
    let mut printer = Printer {
        graph: &tree.graph,
        added_by,
        known: known(tree),
        first: BTreeMap::new(),
        open: BTreeSet::new(),
        printed: 0,
        truncated: false,
    };
    let root = printer.run(tree);
    PrintedTree {
        root,
        truncated: printer.truncated,
    }
}

/// What the reading knows about labels of the graph.
#[derive(Default)]
struct Known {
    forks: BTreeMap<NodeId, KnownFork>,
    technologies: BTreeMap<NodeId, Vec<TechId>>,
    forest: Option<KnownFork>,
}

/// The kind of a fork, and its confidence where it is doubtful.
type KnownFork = (Fork, Option<Confidence>);

fn known(tree: &DecisionTree) -> Known {
    let mut known = Known::default();
    let Some((_, origins)) = graph::read_with_origins(&tree.graph, &tree.title) else {
        return known;
    };
    for (origin, id) in origins {
        let fork = tree.question(id).map(|question| {
            let doubtful = question.fork_confidence == Confidence::Maybe;
            (question.fork, doubtful.then_some(Confidence::Maybe))
        });
        match origin {
            Origin::Forest => known.forest = fork,
            Origin::Label(label) => {
                known.forks.extend(fork.map(|fork| (label, fork)));
                let named = tree.outcome(id);
                let named = named.map(|outcome| outcome.technologies().cloned().collect());
                known.technologies.extend(named.map(|named| (label, named)));
            }
            Origin::Rule(..) | Origin::Together(..) => {}
        }
    }
    known
}

fn known_fork(known: Option<KnownFork>) -> (Option<Fork>, Option<Confidence>) {
    known.map_or((None, None), |(fork, doubt)| (Some(fork), doubt))
}

/// Something to print.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// The text on a connector, and where it leads.
    Connector(&'a SafeText, NodeId),
    /// A label.
    Label(NodeId),
}

/// A node whose children are being printed.
struct Frame<'a> {
    node: PrintedNode,
    label: Option<NodeId>,
    rest: std::vec::IntoIter<Part<'a>>,
}

/// Prints with a stack of its own.
struct Printer<'a> {
    graph: &'a Graph,
    added_by: &'a NameAdded<'a>,
    known: Known,
    /// The number under which a label was printed first.
    first: BTreeMap<NodeId, u32>,
    /// Labels on the way from the root.
    open: BTreeSet<NodeId>,
    printed: usize,
    truncated: bool,
}

impl<'a> Printer<'a> {
    fn run(&mut self, tree: &DecisionTree) -> PrintedNode {
        let mut stack = vec![self.root(tree)];
        loop {
            work::step();
            let depth = stack.len();
            if let Some(part) = stack.last_mut().and_then(|frame| frame.rest.next()) {
                let frame = self.frame(part, depth);
                stack.push(frame);
                continue;
            }
            let Some(done) = stack.pop() else {
                return self.blank(SafeText::default());
            };
            if let Some(label) = done.label {
                self.open.remove(&label);
            }
            match stack.last_mut() {
                Some(above) => above.node.children.push(done.node),
                None => return done.node,
            }
        }
    }

    /// The only root, or the empty one of a forest.
    fn root(&mut self, tree: &DecisionTree) -> Frame<'a> {
        if let [only] = self.graph.roots.as_slice() {
            return self.frame(Part::Label(*only), 0);
        }
        let mut node = self.blank(SafeText::default());
        node.kind = Some(PrintedKind::Question);
        (node.fork, node.fork_confidence) = known_fork(self.known.forest);
        node.line = Some(tree.at.line);
        let roots: Vec<Part<'a>> = self.graph.roots.iter().map(|id| Part::Label(*id)).collect();
        Frame {
            node,
            label: None,
            rest: roots.into_iter(),
        }
    }

    /// A node with the next number.
    fn blank(&mut self, label: SafeText) -> PrintedNode {
        let id = u32::try_from(self.printed).unwrap_or(u32::MAX);
        self.printed += 1;
        PrintedNode {
            id,
            kind: None,
            fork: None,
            fork_confidence: None,
            label,
            line: None,
            added_by: None,
            notes: Vec::new(),
            technologies: Vec::new(),
            cites: Vec::new(),
            same_as: None,
            children: Vec::new(),
        }
    }

    fn frame(&mut self, part: Part<'a>, depth: usize) -> Frame<'a> {
        match part {
            Part::Connector(text, to) => {
                let mut node = self.blank(text.clone());
                node.kind = Some(PrintedKind::Answer);
                node.line = self.graph.get(to).map(|node| node.at.line);
                Frame {
                    node,
                    label: None,
                    rest: vec![Part::Label(to)].into_iter(),
                }
            }
            Part::Label(id) => self.label(id, depth),
        }
    }

    fn label(&mut self, id: NodeId, depth: usize) -> Frame<'a> {
        let graph = self.graph;
        let Some(label) = graph.get(id) else {
            return self.reference(SafeText::default(), None);
        };
        let again = self.first.get(&id).copied();
        let full = self.printed >= limits::TREE_PRINTED_NODES;
        let deep = depth > limits::TREE_DEPTH * 2;
        if deep || self.open.contains(&id) || (full && again.is_some()) {
            return self.reference(label.label.clone(), again);
        }
        let mut node = self.blank(label.label.clone());
        self.first.entry(id).or_insert(node.id);
        self.open.insert(id);
        node.kind = Some(match label.children.len() {
            0 => PrintedKind::Outcome,
            1 => PrintedKind::Answer,
            _ => PrintedKind::Question,
        });
        let fork = self.known.forks.get(&id).copied();
        (node.fork, node.fork_confidence) = known_fork(fork);
        node.line = Some(label.at.line);
        node.added_by = (self.added_by)(label.at);
        node.notes = label
            .notes
            .iter()
            .map(|note| note.text.text.clone())
            .collect();
        node.cites = label.cites.iter().map(ToString::to_string).collect();
        node.technologies = self
            .known
            .technologies
            .get(&id)
            .cloned()
            .unwrap_or_default();
        let parts = label.children.iter().map(|edge| match &edge.label {
            Some(text) => Part::Connector(text, edge.to),
            None => Part::Label(edge.to),
        });
        Frame {
            node,
            label: Some(id),
            rest: parts.collect::<Vec<_>>().into_iter(),
        }
    }

    /// A node that only names another.
    fn reference(&mut self, label: SafeText, again: Option<u32>) -> Frame<'a> {
        self.truncated = true;
        let mut node = self.blank(label);
        node.same_as = again;
        Frame {
            node,
            label: None,
            rest: Vec::new().into_iter(),
        }
    }
}
