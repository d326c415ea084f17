//! Is a flowchart (mermaid, graphviz) a decision? Its notation says more than words in a fence do:
//! what is drawn as a diamond decides, and what stands on its arrows are the answers. Services that
//! call one another, states that follow one another and steps are drawn with the same arrows.

use super::detect::Setting;
use super::graph::is_fork;
use super::sketch::Sketch;
use super::{words, work};
use crate::model::{Confidence, Edge, Graph, GraphNode, NodeId};

/// What a flowchart looks like, counted.
#[derive(Debug, Default)]
struct Looks {
    /// Forks that ask: drawn as a decision or worded as a question.
    asking: usize,
    /// Those of them where each way is answered, or whose question says that it is one.
    answered: usize,
    /// Forks that do not ask, where each way is answered.
    labelled: usize,
    /// Answers of forks that say yes or no.
    yes_no: usize,
    /// Headings and leads that announce a decision.
    announced: usize,
    /// Whether headings and leads say that a procedure follows.
    procedure: bool,
    /// Labels at which ways end.
    ends: usize,
    /// Ways that lead back to what asks something.
    asks_again: usize,
    /// Ways that lead back to a step.
    repeats: usize,
}

impl Looks {
    /// Whether as many ways lead back as end. Whoever comes back works through a process: to a
    /// step twice as surely as to a question, which is part of deciding where the text around
    /// speaks of a decision.
    fn mostly_returns(&self) -> bool {
        let asks_again = if self.announced == 0 {
            self.asks_again
        } else {
            0
        };
        let back = self.repeats * 2 + asks_again;
        back > 0 && back >= self.ends
    }
}

/// How sure we are that a flowchart is a decision; `None`: it is none.
pub(super) fn confidence(sketch: &Sketch, setting: Setting<'_>) -> Option<Confidence> {
    let looks = looks(sketch, setting);
    let decides = looks.answered > 0 || looks.yes_no > 1;
    let announced = looks.announced > 0 && looks.asking + looks.labelled > 0;
    let process = looks.mostly_returns() || looks.procedure && looks.announced == 0;
    match (decides || announced, process) {
        (true, false) => Some(Confidence::High),
        (true, true) => Some(Confidence::Maybe),
        (false, _) => None,
    }
}

fn looks(sketch: &Sketch, setting: Setting<'_>) -> Looks {
    let graph = &sketch.graph;
    let title = sketch.title.as_ref().map_or("", |title| title.as_str());
    let above = [setting.heading, setting.lead, title];
    let mut looks = Looks {
        announced: above.iter().filter(|text| words::announces(text)).count(),
        procedure: above.iter().any(|text| words::is_procedure(text)),
        ..Looks::default()
    };
    let asks = |id: NodeId, node: &GraphNode| {
        sketch.decisions.contains(&id) || words::is_question(&node.label)
    };
    for (id, node) in (0..).map(NodeId).zip(&graph.nodes) {
        if is_fork(node) {
            count(&mut looks, graph, node, asks(id, node));
        }
    }
    for id in ways_back(graph) {
        let asks = graph.get(id).is_some_and(|node| asks(id, node));
        looks.asks_again += usize::from(asks);
        looks.repeats += usize::from(!asks);
    }
    let ends = graph.nodes.iter().filter(|node| node.children.is_empty());
    looks.ends = ends.count();
    looks
}

/// Counts a fork.
fn count(looks: &mut Looks, graph: &Graph, node: &GraphNode, asks: bool) {
    let answers: Vec<&str> = node
        .children
        .iter()
        .map(|edge| answer(graph, edge))
        .collect();
    let all_said = answers.iter().all(|text| !text.is_empty());
    looks.yes_no += answers.iter().filter(|text| words::is_yes_no(text)).count();
    if asks {
        looks.asking += 1;
        looks.answered += usize::from(all_said || words::is_question(&node.label));
    } else {
        looks.labelled += usize::from(all_said);
    }
}

/// What answers a fork on one of its ways: the text on the arrow, or a label that says yes or no.
fn answer<'a>(graph: &'a Graph, edge: &'a Edge) -> &'a str {
    let next = || graph.get(edge.to).map(|next| next.label.as_str());
    let said = next().filter(|label| words::is_yes_no(label));
    edge.label.as_deref().or(said).unwrap_or_default()
}

/// How far a label has been followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

/// Where each way that leads back leads, by a search in depth with a stack of its own.
fn ways_back(graph: &Graph) -> Vec<NodeId> {
    let mut returned = Vec::new();
    let mut visits = vec![Visit::New; graph.nodes.len()];
    for root in &graph.roots {
        let mut stack = vec![(*root, children(graph, *root))];
        mark(&mut visits, *root, Visit::Open);
        while let Some((id, rest)) = stack.last_mut() {
            work::step();
            let Some(edge) = rest.next() else {
                mark(&mut visits, *id, Visit::Done);
                stack.pop();
                continue;
            };
            match visits.get(edge.to.index()) {
                Some(Visit::New) => {
                    mark(&mut visits, edge.to, Visit::Open);
                    stack.push((edge.to, children(graph, edge.to)));
                }
                Some(Visit::Open) => {
                    returned.push(edge.to);
                }
                Some(Visit::Done) | None => {}
            }
        }
    }
    returned
}

fn children(graph: &Graph, id: NodeId) -> std::slice::Iter<'_, Edge> {
    graph.get(id).map_or(&[][..], |node| &node.children).iter()
}

fn mark(visits: &mut [Visit], id: NodeId, visit: Visit) {
    if let Some(slot) = visits.get_mut(id.index()) {
        *slot = visit;
    }
}
