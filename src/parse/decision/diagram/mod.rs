//! Named labels and arrows between them, as a diagram declares them in any order, made a graph.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{markup, work};
use crate::model::{Edge, Graph, GraphNode, Label, NodeId};
use crate::parse::{ParseCx, citation};
use crate::text::{Location, SafeText};

/// Labels of one group (`a & b`, `{a b}`) that arrows are drawn from or to.
pub(super) const GROUP: usize = 64;
/// Arrows that a diagram of any length may have. Every label of a group is linked with every one
/// of the next, so beyond it there are no more than the text has bytes.
const ARROWS: usize = 4_096;
/// Bytes of texts on arrows that a diagram of any length may have; beyond it no more than it has
/// bytes itself, as one text may stand on many arrows.
const TEXTS: usize = 64 << 10;

/// A diagram while it is read. Its labels are numbered in the order in which they are named.
pub(super) struct Diagram<'a> {
    cx: ParseCx<'a>,
    names: BTreeMap<&'a str, usize>,
    drawn: Vec<Drawn<'a>>,
    /// Arrows there are, so that one drawn twice is one.
    arrows: BTreeSet<(usize, usize, SafeText)>,
    /// Arrows, and bytes of texts on them, that are still drawn.
    left: (usize, usize),
}

/// A label of a diagram.
struct Drawn<'a> {
    name: &'a str,
    label: Option<Label>,
    line: u32,
    /// Whether it is drawn as a decision.
    decides: bool,
    /// Whether it is shown only where an arrow leads to or from it.
    hidden: bool,
    /// Whether an arrow leads to it.
    led_to: bool,
    leads_to: Vec<(SafeText, usize)>,
}

/// A diagram that was read.
pub(super) struct Charted {
    /// The labels that have an arrow.
    pub(super) graph: Graph,
    /// Those that are drawn as decisions.
    pub(super) decisions: BTreeSet<NodeId>,
    /// The labels without any arrow.
    pub(super) apart: Vec<Label>,
}

impl<'a> Diagram<'a> {
    /// An empty diagram for what a text draws.
    pub(super) fn new(text: &str, cx: ParseCx<'a>) -> Self {
        Self {
            cx,
            names: BTreeMap::new(),
            drawn: Vec::new(),
            arrows: BTreeSet::new(),
            left: (ARROWS + text.len(), TEXTS + text.len()),
        }
    }

    /// The label with a name, and whether it is named for the first time.
    pub(super) fn named(&mut self, name: &'a str, line: u32) -> (usize, bool) {
        let next = self.drawn.len();
        let at = *self.names.entry(name).or_insert(next);
        if at == next {
            self.drawn.push(Drawn {
                name,
                label: None,
                line,
                decides: false,
                hidden: false,
                led_to: false,
                leads_to: Vec::new(),
            });
        }
        (at, at == next)
    }

    /// Says what a label reads; without it, it reads like its name.
    pub(super) fn label(&mut self, at: usize, text: &str, line: u32) {
        let text = SafeText::from(markup::seen(text));
        if let Some(drawn) = self.drawn.get_mut(at).filter(|_| !text.is_empty()) {
            drawn.label = Some(citation::take(&text, self.cx));
            drawn.line = line;
        }
    }

    /// Says whether a label is drawn as a decision.
    pub(super) fn decides(&mut self, at: usize, decides: bool) {
        if let Some(drawn) = self.drawn.get_mut(at) {
            drawn.decides = decides;
        }
    }

    /// Says that a name is none of a label in itself: it is that of a frame around labels, which
    /// arrows may lead to all the same, or that of an arrow.
    pub(super) fn hide(&mut self, at: usize) {
        if let Some(drawn) = self.drawn.get_mut(at) {
            drawn.hidden = true;
        }
    }

    /// Draws an arrow from each label of a group to each of another.
    pub(super) fn arrows(&mut self, from: &[usize], to: &[usize], text: Option<&str>) {
        let written = text.unwrap_or_default();
        let mut shown = None;
        for (from, to) in from
            .iter()
            .flat_map(|from| to.iter().map(move |to| (*from, *to)))
        {
            let (arrows, texts) = self.left;
            let left = (arrows.checked_sub(1), texts.checked_sub(written.len()));
            let (Some(arrows), Some(texts)) = left else {
                return;
            };
            self.left = (arrows, texts);
            work::steps(1 + written.len());
            let text = shown.get_or_insert_with(|| SafeText::from(markup::seen(written)));
            self.arrow(from, to, text);
        }
    }

    fn arrow(&mut self, from: usize, to: usize, text: &SafeText) {
        if !self.arrows.insert((from, to, text.clone())) {
            return;
        }
        if let Some(drawn) = self.drawn.get_mut(from) {
            drawn.leads_to.push((text.clone(), to));
        }
        if let Some(drawn) = self.drawn.get_mut(to) {
            drawn.led_to = true;
        }
    }

    /// The graph; `None` where nothing leads anywhere.
    pub(super) fn finish(self) -> Option<Charted> {
        if self.arrows.is_empty() {
            return None;
        }
        let mut ids: Vec<Option<NodeId>> = Vec::with_capacity(self.drawn.len());
        let mut next = (0..).map(NodeId);
        for drawn in &self.drawn {
            let linked = drawn.led_to || !drawn.leads_to.is_empty();
            ids.push(if linked { next.next() } else { None });
        }
        let mut charted = Charted {
            graph: Graph::default(),
            decisions: BTreeSet::new(),
            apart: Vec::new(),
        };
        for (drawn, id) in self.drawn.into_iter().zip(&ids) {
            let label = drawn.label.unwrap_or_else(|| Label::plain(drawn.name));
            let Some(id) = *id else {
                charted.apart.extend((!drawn.hidden).then_some(label));
                continue;
            };
            if drawn.decides {
                charted.decisions.insert(id);
            }
            if !drawn.led_to {
                charted.graph.roots.push(id);
            }
            charted.graph.nodes.push(GraphNode {
                label: label.text,
                cites: label.cites,
                at: Location::line(self.cx.file, drawn.line),
                children: edges(&drawn.leads_to, &ids),
                ..GraphNode::default()
            });
        }
        reach_all(&mut charted.graph);
        Some(charted)
    }
}

fn edges(leads_to: &[(SafeText, usize)], ids: &[Option<NodeId>]) -> Vec<Edge> {
    let edge = |(text, to): &(SafeText, usize)| {
        let to = ids.get(*to).copied().flatten()?;
        let label = Some(text.clone()).filter(|text| !text.is_empty());
        Some(Edge { label, to })
    };
    leads_to.iter().filter_map(edge).collect()
}

/// Where every label of a part has an arrow to it, that part begins with the label named first.
fn reach_all(graph: &mut Graph) {
    let mut seen = vec![false; graph.nodes.len()];
    let mut todo = graph.roots.clone();
    let mut starts = (0..graph.nodes.len()).map_while(|i| u32::try_from(i).ok());
    loop {
        while let Some(id) = todo.pop() {
            work::step();
            let Some(slot) = seen.get_mut(id.index()).filter(|seen| !**seen) else {
                continue;
            };
            *slot = true;
            let nexts = graph.get(id).map(|node| node.children.iter());
            todo.extend(nexts.into_iter().flatten().map(|edge| edge.to));
        }
        let missed = |i: &u32| seen.get(*i as usize) == Some(&false);
        let Some(start) = starts.find(missed).map(NodeId) else {
            return;
        };
        graph.roots.push(start);
        todo.push(start);
    }
}
