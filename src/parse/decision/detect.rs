//! Is a block a decision at all? Points for what decisions look like, points against what only
//! looks alike: folders, types, phases, checklists, maps, drawings.

use super::graph::is_fork;
use super::sketch::Sketch;
use super::words;
use crate::model::{Confidence, GraphNode, NodeId, Notation};

/// Points from which a block is a decision for sure.
const HIGH: i32 = 3;
/// Points from which it may be one.
const MAYBE: i32 = 2;

/// What stands around a block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setting<'a> {
    /// The nearest heading; empty without one.
    pub(super) heading: &'a str,
    /// The paragraph line right before it; empty without one.
    pub(super) lead: &'a str,
}

/// What a block looks like, counted.
#[derive(Debug, Default)]
struct Looks {
    /// Labels that begin a line.
    heads: usize,
    /// Those that go on with an arrow.
    chained: usize,
    /// Questions with several answers.
    asking: usize,
    /// Questions with one.
    asked: usize,
    yes_no: usize,
    numeric: usize,
    recommending: usize,
    paths: usize,
    code: usize,
    steps: usize,
    comments: usize,
    boxes: usize,
    drawn: usize,
    /// A heading or a lead announces a decision.
    announced: bool,
    /// A heading, a lead or a header of the block asks.
    headed_by_question: bool,
    /// The block begins with `START`.
    starts: bool,
    /// No mark tells its lines from any text with arrows.
    unmarked: bool,
}

/// A sign for or against a decision.
struct Sign {
    points: i32,
    holds: fn(&Looks) -> bool,
}

const fn sign(points: i32, holds: fn(&Looks) -> bool) -> Sign {
    Sign { points, holds }
}

const SIGNS: [Sign; 20] = [
    sign(3, |looks| looks.asking > 0),
    sign(1, |looks| looks.asking > 1),
    sign(3, |looks| looks.yes_no > 1),
    sign(1, |looks| looks.yes_no == 1),
    sign(2, |looks| looks.asked > 1),
    sign(1, |looks| looks.asked == 1),
    sign(2, |looks| looks.announced),
    sign(2, |looks| looks.headed_by_question),
    sign(1, |looks| looks.starts),
    sign(1, |looks| looks.recommending > 1),
    sign(1, |looks| looks.numeric > 1),
    sign(1, |looks| {
        looks.chained > 1 && looks.chained * 2 >= looks.heads
    }),
    sign(-1, |looks| looks.unmarked),
    sign(-6, |looks| looks.drawn > 1),
    sign(-5, |looks| looks.paths * 2 >= looks.heads),
    sign(-4, |looks| looks.comments > 1),
    sign(-4, |looks| looks.steps > 1),
    sign(-3, |looks| looks.boxes > 1),
    sign(-3, |looks| looks.code * 2 >= looks.heads),
    sign(-2, |looks| looks.heads < 2),
];

/// How sure we are that a block is a decision; `None`: it is none.
pub(super) fn confidence(sketch: &Sketch, setting: Setting<'_>) -> Option<Confidence> {
    let looks = looks(sketch, setting);
    let held = SIGNS.iter().filter(|sign| (sign.holds)(&looks));
    let points: i32 = held.map(|sign| sign.points).sum();
    match points {
        HIGH.. => Some(Confidence::High),
        MAYBE.. => Some(Confidence::Maybe),
        _ => None,
    }
}

fn looks(sketch: &Sketch, setting: Setting<'_>) -> Looks {
    let graph = &sketch.graph;
    let around = [setting.heading, setting.lead];
    let intro = || sketch.intro.iter().map(|label| label.text.as_str());
    let first = graph.roots.first().and_then(|id| graph.get(*id));
    let first = first.map_or("", |node| node.label.as_str());
    let mut looks = Looks {
        drawn: sketch.drawn,
        unmarked: matches!(sketch.notation, Notation::Outline | Notation::List),
        announced: around.iter().copied().chain(intro()).any(words::announces),
        headed_by_question: around
            .iter()
            .copied()
            .chain(intro())
            .any(words::is_question),
        starts: intro().chain([first]).any(words::is_start),
        ..Looks::default()
    };
    let mut begins = vec![true; graph.nodes.len()];
    for node in &graph.nodes {
        if let [only] = node.children.as_slice()
            && graph
                .get(only.to)
                .is_some_and(|next| next.at.line == node.at.line)
            && let Some(slot) = begins.get_mut(only.to.index())
        {
            *slot = false;
        }
    }
    for (node, begins) in graph.nodes.iter().zip(begins) {
        count(&mut looks, node, begins, |id| {
            graph.get(id).map(|next| next.at.line)
        });
    }
    looks
}

/// Counts a label.
fn count(
    looks: &mut Looks,
    node: &GraphNode,
    begins: bool,
    line_of: impl Fn(NodeId) -> Option<u32>,
) {
    let label = node.label.as_str();
    let add = |slot: &mut usize, holds: bool| *slot += usize::from(holds);
    let question = words::is_question(label);
    add(&mut looks.asking, question && is_fork(node));
    add(&mut looks.asked, question && node.children.len() == 1);
    add(&mut looks.yes_no, words::is_yes_no(label));
    add(
        &mut looks.recommending,
        node.children.is_empty() && words::is_imperative(label),
    );
    add(&mut looks.comments, label.contains(" # "));
    if begins {
        let only = node.children.first().filter(|_| !is_fork(node));
        let chained = only.is_some_and(|edge| line_of(edge.to) == Some(node.at.line));
        looks.heads += 1;
        add(&mut looks.chained, chained);
        add(&mut looks.numeric, words::is_numeric(label));
        add(&mut looks.paths, words::is_path(label));
        add(&mut looks.code, words::is_code(label));
        add(&mut looks.steps, words::is_step(label));
        add(
            &mut looks.boxes,
            label.starts_with("[ ]") || label.starts_with("[x]"),
        );
    }
}
