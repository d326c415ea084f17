//! From labels to questions: the one place that reads any [`Graph`] as something to walk.
//!
//! A label that leads to two or more others is a fork, and so a question; a label that leads
//! nowhere is an outcome; the labels between are answers. The first label after a fork names the
//! answer, the last before the next fork is its prompt.
//!
//! A label that only says more about the one before it (`Scale limit: ~10M rows` under a store) is
//! no end of its own: it becomes a note of the outcome it stands under. Nor are numbered steps
//! alternatives: whoever comes to the label above them does all of them, so they are one outcome.
//! A label that sends the reader to another question of the block leads there: see [`jump`].

use std::collections::{BTreeMap, BTreeSet};

use super::ending::Ending;
use super::{fork, jump, together, words, work};
use crate::limits;
use crate::model::{
    Answer, Claim, Confidence, Edge, Fork, Graph, GraphNode, Label, Node, NodeId, Note, Outcome,
    Question,
};
use crate::text::{Location, SafeText};

/// A graph read as questions, answers and outcomes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reading {
    /// Labels that lead to the first question.
    pub(super) intro: Vec<Label>,
    /// The first question.
    pub(super) root: NodeId,
    /// Questions and outcomes.
    pub(super) nodes: Vec<Node>,
}

/// What a node of the reading was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// The roots of a forest.
    Forest,
    /// A fork or a leaf of the graph.
    Label(NodeId),
    /// What holds always (the second), and the label it stands under (the first).
    Rule(NodeId, NodeId),
    /// All that one answer of a fork leads to, by the position of the answer.
    Together(NodeId, usize),
}

/// The ids of a reading by what they were made from.
pub(super) type Origins = BTreeMap<Origin, NodeId>;

/// A label on the way, with where it came from.
struct Passed<'a> {
    label: Label,
    notes: &'a [Note],
    when: &'a [Claim],
    at: Location,
}

/// What follows a fork on one of its edges: labels up to the next fork or leaf, that one last.
struct Path<'a> {
    labels: Vec<Passed<'a>>,
    /// The label of the graph before the end, if one stands on the path.
    before: Option<NodeId>,
    end: NodeId,
}

/// Reads the graph of a block with a title; `None` where it has no fork, and so is no decision.
pub(super) fn read(graph: &Graph, title: &str) -> Option<Reading> {
    read_with_origins(graph, title).map(|(reading, _)| reading)
}

/// Reads a graph and tells what each node was made from.
pub(super) fn read_with_origins(graph: &Graph, title: &str) -> Option<(Reading, Origins)> {
    let graph = &*jump::joined(graph, title);
    let ending = Ending::of(graph);
    let (start, intro) = start(graph, &ending)?;
    let mut reader = Reader {
        graph,
        ending,
        asks: graph.nodes.iter().map(|node| asks(graph, node)).collect(),
        origins: Origins::new(),
        together: BTreeMap::new(),
        nodes: Vec::new(),
        todo: Vec::new(),
    };
    let root = reader.id(start);
    let mut done = 0;
    while let Some(&origin) = reader.todo.get(done) {
        let node = reader.node(origin);
        reader.nodes.push(node);
        done += 1;
    }
    let reading = Reading {
        intro,
        root,
        nodes: reader.nodes,
    };
    Some((reading, reader.origins))
}

/// The first fork and the labels before it.
fn start(graph: &Graph, ending: &Ending) -> Option<(Origin, Vec<Label>)> {
    let &[root] = graph.roots.as_slice() else {
        return (graph.roots.len() > 1).then(|| (Origin::Forest, Vec::new()));
    };
    let path = follow((graph, ending), None, root);
    if !asks(graph, graph.get(path.end)?) {
        return None;
    }
    let before = path.labels.len().saturating_sub(1);
    let mut intro = Vec::new();
    for passed in path.labels.into_iter().take(before) {
        intro.push(passed.label);
        intro.extend(passed.notes.iter().map(|note| note.text.clone()));
    }
    Some((Origin::Label(path.end), intro))
}

/// Whether a label leads to several others.
pub(super) fn is_fork(node: &GraphNode) -> bool {
    node.children.len() > 1
}

/// Whether a label is a question to a reader: it forks, and not only into remarks on itself.
fn asks(graph: &Graph, node: &GraphNode) -> bool {
    is_fork(node)
        && !is_sequence(graph, node)
        && !node
            .children
            .iter()
            .all(|edge| remark(graph, edge).is_some())
}

/// Whether what stands under a label is one run of steps, numbered from 1 or each a thing to do,
/// rather than alternatives. A label that asks, or announces a choice, lists its options.
fn is_sequence(graph: &Graph, node: &GraphNode) -> bool {
    // What stands after an arrow on the line of its label is where the label leads.
    let end = |edge: &Edge| {
        let next = graph.get(edge.to)?;
        let ends = next.children.is_empty() && edge.label.is_none();
        (ends && next.at.line != node.at.line).then_some(next)
    };
    let step = |(number, edge): (u32, &Edge)| {
        end(edge).is_some_and(|next| words::step_number(&next.label) == Some(number))
    };
    let task = |edge: &Edge| end(edge).is_some_and(|next| words::is_task(&next.label));
    let tasks = || is_fork(node) && node.children.iter().all(task);
    !node.children.is_empty()
        && ((1..).zip(&node.children).all(step) || tasks())
        && !words::offers_choice(&node.label)
}

/// Whether the steps under a label have no name but its yes or no, which is the answer.
fn is_unnamed_sequence(graph: &Graph, node: &GraphNode) -> bool {
    words::is_yes_no(&node.label) && is_sequence(graph, node)
}

/// The label that an edge leads to, if it is the end and only says more about the one before.
fn remark<'a>(graph: &'a Graph, edge: &Edge) -> Option<&'a GraphNode> {
    let node = graph.get(edge.to)?;
    let ends = node.children.is_empty() && edge.label.is_none();
    (ends && words::is_annotation(&node.label)).then_some(node)
}

/// The same for the only label under another, which may have any name for what it adds.
fn aside<'a>(graph: &'a Graph, node: &GraphNode, only: &Edge) -> Option<&'a GraphNode> {
    let below = graph.get(only.to)?;
    let ends = below.children.is_empty() && only.label.is_none() && below.at.line != node.at.line;
    let adds = ends && words::is_aside(&below.label) && !words::is_question(&node.label);
    if adds {
        return Some(below);
    }
    remark(graph, only)
}

/// What a label at an end says to whoever has given the answer that it begins with: all of it
/// where it begins with none.
fn after_answer(node: &GraphNode) -> SafeText {
    words::answered(&node.label).map_or_else(|| node.label.clone(), |(_, rest)| SafeText::new(rest))
}

/// Follows single edges from a label to the next fork, leaf, or label met before.
fn follow<'a>(
    (graph, ending): (&'a Graph, &Ending),
    edge: Option<&SafeText>,
    from: NodeId,
) -> Path<'a> {
    let mut labels = Vec::new();
    let mut seen = BTreeSet::new();
    let mut before = None;
    let (mut edge, mut end) = (edge, from);
    while let Some(node) = graph.get(end) {
        work::step();
        if let Some(edge) = edge {
            labels.push(Passed {
                label: Label::plain(edge.clone()),
                notes: &[],
                when: &[],
                at: node.at,
            });
        }
        labels.push(Passed {
            label: Label {
                text: node.label.clone(),
                cites: node.cites.clone(),
            },
            notes: &node.notes,
            when: &node.when,
            at: node.at,
        });
        seen.insert(end);
        match node.children.as_slice() {
            _ if labels.len() >= limits::TREE_DEPTH => break,
            _ if is_sequence(graph, node) => break,
            [only] if labels.len() > 1 && aside(graph, node, only).is_some() => break,
            [only] if ending.is_common(only.to) && !words::is_yes_no(&node.label) => break,
            [only] if !seen.contains(&only.to) && graph.get(only.to).is_some() => {
                before = Some(end);
                (edge, end) = (only.label.as_ref(), only.to);
            }
            _ => break,
        }
    }
    Path {
        labels,
        before,
        end,
    }
}

/// Numbers nodes in the order in which they are met, and makes them.
struct Reader<'a> {
    graph: &'a Graph,
    ending: Ending,
    /// Which labels are questions.
    asks: Vec<bool>,
    origins: Origins,
    /// Questions that several edges of the same label became, until their turn comes.
    together: BTreeMap<Origin, Question>,
    nodes: Vec<Node>,
    todo: Vec<Origin>,
}

impl Reader<'_> {
    /// The id of the node made from something; shared where it is met again.
    fn id(&mut self, origin: Origin) -> NodeId {
        let next = NodeId(u32::try_from(self.todo.len()).unwrap_or(u32::MAX));
        let id = *self.origins.entry(origin).or_insert(next);
        if id == next {
            self.todo.push(origin);
        }
        id
    }

    /// Whether a label is a question.
    fn asks(&self, id: NodeId) -> bool {
        self.asks.get(id.index()).copied().unwrap_or(false)
    }

    /// Makes a node.
    fn node(&mut self, origin: Origin) -> Node {
        match origin {
            Origin::Forest => self.forest(),
            Origin::Rule(above, id) => self.rule(above, id),
            Origin::Together(..) => match self.together.remove(&origin) {
                Some(parts) => Node::Question(parts),
                None => Node::Outcome(Outcome::default()),
            },
            Origin::Label(id) => match self.graph.get(id) {
                Some(node) if self.asks(id) => self.question(id, node),
                node => outcome(self.graph, &self.ending, node),
            },
        }
    }

    /// The question whose answers are the roots.
    fn forest(&mut self) -> Node {
        let graph = self.graph;
        let answers: Vec<Answer> = graph
            .roots
            .iter()
            .map(|root| {
                let fork = self.asks(*root);
                self.answer(follow((graph, &self.ending), None, *root), fork)
            })
            .collect();
        let at = answers.first().map(|answer| answer.at).unwrap_or_default();
        let (fork, fork_confidence) = fork::of_sections(&self.choices(&answers));
        Node::Question(Question {
            fork,
            fork_confidence,
            prompt: SafeText::default(),
            notes: Vec::new(),
            cites: Vec::new(),
            answers,
            at,
        })
    }

    /// The question that a fork asks.
    fn question(&mut self, id: NodeId, node: &GraphNode) -> Node {
        let graph = self.graph;
        let (yields, edges) = self.parted(node);
        let answers: Vec<Answer> = edges
            .into_iter()
            .map(|edge| {
                let path = follow((graph, &self.ending), edge.label.as_ref(), edge.to);
                let next = graph.get(path.end);
                let asked = path.labels.len() == 1
                    && next
                        .is_some_and(|next| asks(graph, next) && words::is_question(&next.label));
                self.answer(path, asked)
            })
            .collect();
        let groups = together::by_label(answers).into_iter().enumerate();
        let answers: Vec<Answer> = groups
            .filter_map(|(at, group)| self.given(Origin::Together(id, at), &node.label, group))
            .collect();
        let (fork, fork_confidence) = match node.fork {
            Some(said) => (said, Confidence::High),
            None if yields.is_empty() => fork::kind(&node.label, &self.choices(&answers)),
            None => (Fork::AllOf, Confidence::High),
        };
        let mut notes = node.notes.clone();
        for label in yields.into_iter().filter_map(|edge| graph.get(edge.to)) {
            add_notes(&mut notes, label);
        }
        Node::Question(Question {
            prompt: node.label.clone(),
            fork,
            fork_confidence,
            notes,
            cites: node.cites.clone(),
            answers,
            at: node.at,
        })
    }

    /// The answer that a group with one label is: alone, or the way to all parts of it.
    fn given(&mut self, origin: Origin, prompt: &str, group: Vec<Answer>) -> Option<Answer> {
        let mut answer = group.first()?.clone();
        if group.len() > 1 {
            answer.via = Vec::new();
            answer.notes = Vec::new();
            answer.next = self.id(origin);
            self.together.insert(origin, together::parts(prompt, group));
        }
        Some(answer)
    }

    /// The edges of a fork in two lists: what the questions beside it yield together
    /// (`OUTPUT: a plan`), which is nothing to choose and no end to reach before they are
    /// answered; and everything else.
    fn parted<'a>(&self, node: &'a GraphNode) -> (Vec<&'a Edge>, Vec<&'a Edge>) {
        let (yields, others): (Vec<&Edge>, Vec<&Edge>) = node.children.iter().partition(|edge| {
            let next = self.graph.get(edge.to);
            next.is_some_and(|next| next.children.is_empty() && words::is_output(&next.label))
        });
        if !others.is_empty() && others.iter().all(|edge| self.asks(edge.to)) {
            return (yields, others);
        }
        (Vec::new(), node.children.iter().collect())
    }

    /// A leaf that holds always: advice, with nothing to choose.
    fn rule(&mut self, above: NodeId, id: NodeId) -> Node {
        let prompt = self.graph.get(above).map(|above| above.label.clone());
        let at = self.graph.get(id).map(|leaf| leaf.at).unwrap_or_default();
        let next = self.id(Origin::Label(id));
        Node::Question(Question {
            prompt: prompt.unwrap_or_default(),
            fork: Fork::Rule,
            fork_confidence: Confidence::High,
            notes: Vec::new(),
            cites: Vec::new(),
            answers: vec![Answer {
                label: None,
                via: Vec::new(),
                notes: Vec::new(),
                when: Vec::new(),
                next,
                at,
            }],
            at,
        })
    }

    /// The answer that a path gives; without a label where it is only the next question.
    fn answer(&mut self, path: Path<'_>, unlabelled: bool) -> Answer {
        let at = path
            .labels
            .first()
            .map(|passed| passed.at)
            .unwrap_or_default();
        let when = path.labels.first().map(|passed| passed.when.to_vec());
        let end = self.graph.get(path.end);
        let always = end.is_some_and(|end| end.children.is_empty() && words::is_always(&end.label));
        let origin = match path.before {
            Some(before) if always => Origin::Rule(before, path.end),
            _ => Origin::Label(path.end),
        };
        let next = self.id(origin);
        let unnamed = end.is_some_and(|end| is_unnamed_sequence(self.graph, end));
        let before = path.labels.len().saturating_sub(usize::from(!unnamed));
        let ends = !self.asks(path.end);
        let mut notes = Vec::new();
        let mut labels = Vec::new();
        for (i, passed) in path.labels.into_iter().enumerate() {
            let answered = words::answered(&passed.label.text).filter(|_| ends && i >= before);
            if i < before {
                notes.extend_from_slice(passed.notes);
            }
            match answered {
                Some((answer, _)) => labels.push(Label::plain(SafeText::new(answer))),
                None if i < before || i == 0 => labels.push(passed.label),
                None => {}
            }
        }
        let mut labels = labels.into_iter();
        Answer {
            label: labels.next().filter(|_| !unlabelled),
            via: labels.collect(),
            notes,
            when: when.unwrap_or_default(),
            next,
            at,
        }
    }

    /// Answers as far as the kind of their fork depends on them.
    fn choices<'b>(&'b self, answers: &'b [Answer]) -> Vec<fork::Choice<'b>> {
        let next = |answer: &Answer| self.todo.get(answer.next.index()).copied();
        answers
            .iter()
            .map(|answer| {
                let label = answer.label.as_ref().map(|label| label.text.as_str());
                let end = match next(answer) {
                    Some(Origin::Label(id)) => Some(id),
                    Some(Origin::Rule(..) | Origin::Together(..) | Origin::Forest) | None => None,
                };
                let asked = end.and_then(|id| self.graph.get(id));
                let asked = asked.map(|asked| asked.label.as_str());
                let passed = answer.via.iter().map(|label| label.text.as_str());
                // `Contains x? → YES → ..`: it is gone into only where the condition holds.
                let gated = passed.chain(asked).any(words::is_yes_no);
                fork::Choice {
                    label: label.or(asked).unwrap_or_default(),
                    decides: !gated && end.is_some_and(|id| self.asks(id)),
                    rule: matches!(next(answer), Some(Origin::Rule(..))),
                }
            })
            .collect()
    }
}

/// Where a path ends, with the remarks on it, its steps, or what all paths end in.
fn outcome(graph: &Graph, ending: &Ending, node: Option<&GraphNode>) -> Node {
    let empty = GraphNode::default();
    let node = node.unwrap_or(&empty);
    let sequence = is_sequence(graph, node);
    let alone = node.children.len() == 1;
    let mut said = node.children.iter().filter_map(|edge| {
        let step = || graph.get(edge.to).filter(|_| sequence);
        let said = if alone {
            aside(graph, node, edge)
        } else {
            remark(graph, edge)
        };
        said.or_else(step)
    });
    let unnamed = is_unnamed_sequence(graph, node);
    let named = if unnamed { said.next() } else { None }.unwrap_or(node);
    let mut notes = named.notes.clone();
    for label in said.chain(ending.after(graph, node)) {
        add_notes(&mut notes, label);
    }
    Node::Outcome(Outcome {
        text: after_answer(named),
        cites: named.cites.clone(),
        notes,
        choose: named.choose.clone(),
        pointers: named.missing.iter().cloned().collect(),
        at: named.at,
        ..Outcome::default()
    })
}

/// Adds a label that is no end of its own, and what is said about it.
fn add_notes(notes: &mut Vec<Note>, label: &GraphNode) {
    notes.push(Note {
        text: Label {
            text: label.label.clone(),
            cites: label.cites.clone(),
        },
        at: label.at,
    });
    notes.extend_from_slice(&label.notes);
}
