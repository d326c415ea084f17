//! Decision trees: the graph of labels as written, and the questions and answers read from it.
//!
//! The graph is what a block says, label for label. The questions are what a person walks.
//! Both stay: JSON prints the graph, a walk uses the questions.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::{Alternative, Citation, CitedText, Claim, Pointer, TechId};
use crate::text::{Location, SafeText};

/// The identifier of a tree: `SKILL[/FILE]#HEADING-SLUG[~N]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TreeId(pub SafeText);

impl std::fmt::Display for TreeId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A position in [`Graph::nodes`] or in [`DecisionTree::nodes`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The position as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// How a tree is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Notation {
    /// `├──` in a fence.
    Box,
    /// A fence of numbered questions with branches.
    Numbered,
    /// `+--`, `|--` in a fence.
    Ascii,
    /// Indentation and arrows in a fence.
    Outline,
    /// A markdown list with arrows.
    List,
    /// "If X, use Y" items.
    Rules,
    /// A two-column decision table.
    Table,
    /// A mermaid flowchart.
    Mermaid,
    /// A graphviz digraph.
    Dot,
    /// Our YAML.
    Yaml,
}

/// How sure we are that a block is a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Shown last, printed only on request.
    Maybe,
    /// Shown and printed.
    High,
}

/// The labels of a block and what follows what, as written. Nodes may be shared and may form
/// cycles (mermaid, dot); box and list notations give plain trees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// All nodes.
    pub nodes: Vec<GraphNode>,
    /// Where it starts; several make a forest.
    pub roots: Vec<NodeId>,
}

/// A label with its notes and what it leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphNode {
    /// The label, citations taken off.
    pub label: SafeText,
    /// The sources named at the label's end.
    pub cites: Vec<Citation>,
    /// Lines that say more about it.
    pub notes: Vec<Note>,
    /// The kind of its fork, where the notation says it outright.
    pub fork: Option<Fork>,
    /// What must be so for it to be the answer, where the notation says it outright.
    pub when: Vec<Claim>,
    /// The technologies that it chooses, by id or name, where the notation says them outright.
    pub choose: Vec<SafeText>,
    /// What it should lead to and does not, where the notation says outright what that is.
    pub missing: Option<Pointer>,
    /// Where it stands.
    pub at: Location,
    /// What it leads to, in order.
    pub children: Vec<Edge>,
}

/// A step from one label to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The text on the connector (mermaid, dot); an answer of its own.
    pub label: Option<SafeText>,
    /// The target.
    pub to: NodeId,
}

/// A line that says more about a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// What it says, and by which source.
    pub text: CitedText,
    /// Where it stands.
    pub at: Location,
}

impl Graph {
    /// The node at an id.
    pub fn get(&self, id: NodeId) -> Option<&GraphNode> {
        self.nodes.get(id.index())
    }
}

/// A decision to walk.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionTree {
    /// Its id; empty until the catalog gives it one.
    pub id: TreeId,
    /// The nearest heading, or the lead line, or the root label.
    pub title: SafeText,
    /// How it is written.
    pub notation: Notation,
    /// How sure we are that it is one.
    pub confidence: Confidence,
    /// Its first line of content.
    pub at: Location,
    /// Its last line of content.
    pub end_line: u32,
    /// The labels as written.
    pub graph: Graph,
    /// Labels and notes that lead to the first question and are no question themselves.
    pub intro: Vec<Label>,
    /// The first question.
    pub root: NodeId,
    /// Questions and outcomes; shared nodes are shared.
    pub nodes: Vec<Node>,
    /// Another tree with the same labels, earlier in the catalog.
    pub same_as: Option<TreeId>,
}

/// A label of the graph with what is known about it.
pub type Label = CitedText;

/// A question or an outcome.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Something to answer.
    Question(Question),
    /// Where a path ends.
    Outcome(Outcome),
}

/// The four kinds of fork.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Fork {
    /// The answers exclude each other.
    #[default]
    OneOf,
    /// Conditions that may hold together.
    AnyOf,
    /// Parts, each a decision of its own.
    AllOf,
    /// Not a choice: holds always.
    Rule,
}

impl Fork {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::OneOf, Self::AnyOf, Self::AllOf, Self::Rule];

    /// The word that files and commands use.
    pub fn word(self) -> &'static str {
        match self {
            Self::OneOf => "one-of",
            Self::AnyOf => "any-of",
            Self::AllOf => "all-of",
            Self::Rule => "rule",
        }
    }

    /// The kind that a word means, in any case.
    pub fn read(word: &str) -> Option<Self> {
        let same = |fork: &Self| fork.word().eq_ignore_ascii_case(word.trim());
        Self::ALL.into_iter().find(same)
    }
}

/// Something to answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked; empty for the sections of a forest.
    pub prompt: SafeText,
    /// How its answers relate.
    pub fork: Fork,
    /// How sure that is: read from the words it may be doubtful, set by a manifest it is not.
    pub fork_confidence: Confidence,
    /// What is said about it.
    pub notes: Vec<Note>,
    /// The sources of the prompt.
    pub cites: Vec<Citation>,
    /// The answers, in order.
    pub answers: Vec<Answer>,
    /// Where it stands.
    pub at: Location,
}

/// One answer and where it leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Its text; `None` where a question follows a question with nothing between them.
    pub label: Option<Label>,
    /// Labels of the chain between the answer and what it leads to.
    pub via: Vec<Label>,
    /// What is said about the answer and about the labels of the chain.
    pub notes: Vec<Note>,
    /// What must be so for it to be the answer, where the author says so.
    pub when: Vec<Claim>,
    /// What it leads to.
    pub next: NodeId,
    /// Where it stands.
    pub at: Location,
}

/// Where a path ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Its text.
    pub text: SafeText,
    /// Its sources.
    pub cites: Vec<Citation>,
    /// What is said about it: reasons, limits, pointers.
    pub notes: Vec<Note>,
    /// The technologies that the author says outright, by id or name; where there are none, the
    /// text is read for them.
    pub choose: Vec<SafeText>,
    /// What it names to choose; filled in by the catalog.
    pub recommends: Vec<Recommended>,
    /// Where it sends the reader; filled in by the catalog, save what the notation knows to be
    /// missing.
    pub pointers: Vec<Pointer>,
    /// Where it stands.
    pub at: Location,
}

/// Something that an outcome recommends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recommended {
    /// A known technology, or a name that the library compares by.
    pub alternative: Alternative,
    /// The condition that the outcome itself states: `Python` of `Python -> A`.
    pub when: Option<SafeText>,
}

impl Outcome {
    /// The known technologies that it recommends.
    pub fn technologies(&self) -> impl Iterator<Item = &TechId> {
        let named = self.recommends.iter();
        named.filter_map(|one| one.alternative.technology.as_ref())
    }

    /// The condition that it states for one of what it recommends.
    pub fn when(&self, alternative: &Alternative) -> Option<&SafeText> {
        let mut recommends = self.recommends.iter();
        let one = recommends.find(|one| one.alternative.key() == alternative.key())?;
        one.when.as_ref()
    }

    /// Whether it only says where to go on: nothing that could be chosen.
    pub fn only_points(&self) -> bool {
        self.recommends.is_empty() && self.pointers.iter().any(|pointer| pointer.alone)
    }
}

impl DecisionTree {
    /// The node at an id.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.index())
    }

    /// The question at an id, if a question is there.
    pub fn question(&self, id: NodeId) -> Option<&Question> {
        match self.node(id)? {
            Node::Question(question) => Some(question),
            Node::Outcome(_) => None,
        }
    }

    /// The outcome at an id, if an outcome is there.
    pub fn outcome(&self, id: NodeId) -> Option<&Outcome> {
        match self.node(id)? {
            Node::Outcome(outcome) => Some(outcome),
            Node::Question(_) => None,
        }
    }

    /// Whether it begins with its sections, to choose from, rather than with a question. Several
    /// roots that are reached one from the other are no sections.
    pub fn is_forest(&self) -> bool {
        let unasked = |root: &Question| root.prompt.is_empty();
        self.graph.roots.len() > 1 && self.question(self.root).is_some_and(unasked)
    }

    /// How many questions it has.
    pub fn question_count(&self) -> usize {
        self.nodes
            .iter()
            .filter(|node| matches!(node, Node::Question(_)))
            .count()
    }

    /// How many outcomes it has.
    pub fn outcome_count(&self) -> usize {
        self.nodes.len() - self.question_count()
    }

    /// Everything that can be reached from a node, itself included.
    pub fn reachable(&self, from: NodeId) -> BTreeSet<NodeId> {
        let mut seen = BTreeSet::new();
        let mut todo = vec![from];
        while let Some(id) = todo.pop() {
            if seen.insert(id)
                && let Some(question) = self.question(id)
            {
                todo.extend(question.answers.iter().map(|answer| answer.next));
            }
        }
        seen
    }

    /// The most questions a path from this node can still meet; a cycle counts once.
    pub fn depth_from(&self, from: NodeId) -> usize {
        self.depths().get(from.index()).copied().unwrap_or(0)
    }

    /// The longest run of questions from each node, by id.
    fn depths(&self) -> Vec<usize> {
        let mut depth = vec![0; self.nodes.len()];
        let mut state = vec![Visit::New; self.nodes.len()];
        for start in 0..self.nodes.len() {
            self.visit_depths(start, &mut depth, &mut state);
        }
        depth
    }

    /// Depth-first with a stack of its own, so that no input can overflow the program's.
    fn visit_depths(&self, start: usize, depth: &mut [usize], state: &mut [Visit]) {
        let mut stack = vec![start];
        while let Some(&id) = stack.last() {
            let nexts: Vec<usize> = match self.nodes.get(id) {
                Some(Node::Question(q)) => q.answers.iter().map(|a| a.next.index()).collect(),
                _ => Vec::new(),
            };
            let seen = state.get(id).copied().unwrap_or(Visit::Done);
            if seen == Visit::New {
                if let Some(slot) = state.get_mut(id) {
                    *slot = Visit::Open;
                }
                let new = nexts.iter().filter(|n| state.get(**n) == Some(&Visit::New));
                stack.extend(new.copied().collect::<Vec<_>>());
                continue;
            }
            stack.pop();
            if seen == Visit::Open {
                let below = nexts
                    .iter()
                    .filter_map(|n| depth.get(*n))
                    .max()
                    .copied()
                    .unwrap_or(0);
                let own = usize::from(!nexts.is_empty());
                if let (Some(d), Some(s)) = (depth.get_mut(id), state.get_mut(id)) {
                    *d = below + own;
                    *s = Visit::Done;
                }
            }
        }
    }
}

/// How far a node has been visited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}
