//! Named labels and arrows between them, as a diagram declares them in any order, made a graph.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::work;
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
    /// What is seen of a label as written.
    seen: fn(&str) -> String,
    names: BTreeMap<&'a str, usize>,
    drawn: Vec<Drawn<'a>>,
    /// The frames that are open, the innermost last.
    frames: Vec<Frame>,
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
    names: Named,
    /// Whether an arrow leads to it.
    led_to: bool,
    leads_to: Vec<(SafeText, usize)>,
}

/// What a name is that of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    /// A label.
    Label,
    /// An arrow.
    Arrow,
    /// A frame around labels, of which this stands first.
    Frame(Option<usize>),
}

/// A frame while what stands in it is read.
struct Frame {
    /// Its name, if it has one.
    at: Option<usize>,
    /// The first label in it.
    first: Option<usize>,
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
    /// An empty diagram for what a text draws, and what is seen of its labels as written.
    pub(super) fn new(text: &str, cx: ParseCx<'a>, seen: fn(&str) -> String) -> Self {
        Self {
            cx,
            seen,
            names: BTreeMap::new(),
            drawn: Vec::new(),
            frames: Vec::new(),
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
                names: Named::Label,
                led_to: false,
                leads_to: Vec::new(),
            });
        }
        (at, at == next)
    }

    /// Says what a label reads; without it, it reads like its name.
    pub(super) fn label(&mut self, at: usize, text: &str, line: u32) {
        let text = SafeText::from((self.seen)(text));
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

    /// Says that a name is that of an arrow.
    pub(super) fn names_arrow(&mut self, at: usize) {
        if let Some(drawn) = self.drawn.get_mut(at) {
            drawn.names = Named::Arrow;
        }
    }

    /// Opens a frame, which may have a name. Frames only group: an arrow to one leads to the first
    /// label in it, and one from it is none.
    pub(super) fn open_frame(&mut self, at: Option<usize>) {
        self.frames.push(Frame { at, first: None });
    }

    /// Says that a label stands in the open frame.
    pub(super) fn put_in_frame(&mut self, at: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.first = frame.first.or(Some(at));
        }
    }

    /// Closes the innermost frame that is open.
    pub(super) fn close_frame(&mut self) {
        let Some(Frame { at, first }) = self.frames.pop() else {
            return;
        };
        if let Some(outer) = self.frames.last_mut() {
            outer.first = outer.first.or(first);
        }
        if let Some(drawn) = at.and_then(|at| self.drawn.get_mut(at)) {
            drawn.names = Named::Frame(first);
        }
    }

    /// Ends arrows to frames at the first label in them, and drops arrows from frames.
    fn settle(&mut self) {
        while !self.frames.is_empty() {
            self.close_frame();
        }
        let firsts: Vec<Named> = self.drawn.iter().map(|drawn| drawn.names).collect();
        let target = |to: usize| match firsts.get(to)? {
            Named::Frame(first) => *first,
            Named::Label | Named::Arrow => Some(to),
        };
        let mut led_to = vec![false; firsts.len()];
        for (at, drawn) in self.drawn.iter_mut().enumerate() {
            let arrows = std::mem::take(&mut drawn.leads_to);
            if matches!(drawn.names, Named::Frame(_)) {
                continue;
            }
            let mut met = BTreeSet::new();
            for (text, written) in arrows {
                work::step();
                // From a label to the frame around it.
                let to = target(written).filter(|to| *to == written || *to != at);
                let Some(to) = to.filter(|to| met.insert((*to, text.clone()))) else {
                    continue;
                };
                if let Some(slot) = led_to.get_mut(to) {
                    *slot = true;
                }
                drawn.leads_to.push((text, to));
            }
        }
        for (drawn, led_to) in self.drawn.iter_mut().zip(led_to) {
            drawn.led_to = led_to;
        }
    }

    /// Draws an arrow from each label of a group to each of another.
    pub(super) fn arrows(&mut self, from: &[usize], to: &[usize], text: Option<&str>) {
        let written = text.unwrap_or_default();
        let mut shown = None;
        let seen = self.seen;
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
            let text = shown.get_or_insert_with(|| SafeText::from(seen(written)));
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
    }

    /// The graph; `None` where nothing leads anywhere.
    pub(super) fn finish(mut self) -> Option<Charted> {
        self.settle();
        if self.drawn.iter().all(|drawn| drawn.leads_to.is_empty()) {
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
                charted
                    .apart
                    .extend((drawn.names == Named::Label).then_some(label));
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
