//! Is a block a decision at all? Points for what decisions look like, points against what only
//! looks alike: folders, types, phases, checklists, maps, drawings.

use std::collections::BTreeSet;

use super::graph::is_fork;
use super::offer::Offer;
use super::sketch::Sketch;
use super::{chart, clause, code, words};
use crate::model::{Confidence, Edge, Graph, GraphNode, Notation};
use crate::parse::table;

/// Points from which a block is a decision for sure.
const HIGH: i32 = 3;
/// Points from which it may be one.
const MAYBE: i32 = 2;

/// Last words of headings over advice that holds whatever is chosen.
const ADVICE: [&str; 25] = [
    "practices",
    "practice",
    "tips",
    "guidelines",
    "principles",
    "takeaways",
    "notes",
    "optimization",
    "improvements",
    "security",
    "handling",
    "troubleshooting",
    "solutions",
    "rules",
    "contributing",
    "conventions",
    "convention",
    "shortcuts",
    "habits",
    "etiquette",
    "formatting",
    "naming",
    "wording",
    "style",
    "help",
];

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
    /// Those that lead to one other.
    chained: usize,
    /// Questions with several answers.
    asking: usize,
    /// Questions with one.
    asked: usize,
    yes_no: usize,
    numeric: usize,
    /// Forks of which every answer counts or compares.
    measured: usize,
    recommending: usize,
    paths: usize,
    code: usize,
    steps: usize,
    /// Numbered labels that ask nothing and lead to one other.
    numbered: usize,
    comments: usize,
    boxes: usize,
    drawn: usize,
    /// Headings and leads that announce a decision.
    announced: usize,
    /// Headings and leads that say "decision".
    named: usize,
    /// Headings, leads and headers of the block that ask.
    headed_by_question: usize,
    /// Headings and leads that say that steps or examples follow.
    procedure: usize,
    /// Headers and first labels that say `START`.
    starts: usize,
    /// How it is written.
    notation: Option<Notation>,
    /// Labels that begin as a condition of what is needed.
    conditions: usize,
    /// Headings and leads that say that advice follows, which holds whatever is chosen.
    advising: usize,
    /// What its labels end in.
    ends: BTreeSet<String>,
    /// What rules offer to choose from.
    offer: Offer,
    /// Ends that are written as code.
    coded: usize,
    /// First labels that speak of what happened: `If you see`.
    happened: usize,
    /// Heads of a table that say by themselves that their column holds choices.
    headed_by_choice: usize,
}

impl Looks {
    /// Whether it is written so.
    fn is(&self, notation: Notation) -> bool {
        self.notation == Some(notation)
    }

    /// Whether most ends are written as code.
    fn is_coded(&self) -> bool {
        self.coded > 0 && self.coded * 2 >= self.ends.len()
    }

    /// Whether nothing speaks of a choice but the words in which rules are written, so that they
    /// may tell how to work.
    fn may_instruct(&self) -> bool {
        let said = self.announced + self.named + self.headed_by_question > 0;
        let advises = self.advising > 0;
        self.is(Notation::Rules) && (advises || !said && !self.offer.chooses())
    }

    /// Whether no mark tells its lines from any text with arrows.
    fn unmarked(&self) -> bool {
        self.is(Notation::Outline) || self.is(Notation::List)
    }

    /// Whether most lines lead to one other label.
    fn leads_on(&self) -> bool {
        self.chained > 1 && self.chained * 2 >= self.heads
    }

    /// Whether anything in the block itself, not only its heading, looks like a decision.
    fn leads_somewhere(&self) -> bool {
        self.asking + self.asked + self.yes_no > 0
            || self.chained > 1
            || self.recommending > 1
            || self.numeric > 1
    }
}

/// A sign for or against a decision.
struct Sign {
    points: i32,
    holds: fn(&Looks) -> bool,
}

const fn sign(points: i32, holds: fn(&Looks) -> bool) -> Sign {
    Sign { points, holds }
}

const SIGNS: [Sign; 34] = [
    sign(3, |looks| looks.asking > 0),
    sign(1, |looks| looks.asking > 1),
    sign(3, |looks| looks.yes_no > 1),
    sign(1, |looks| looks.yes_no == 1),
    sign(2, |looks| looks.asked > 1),
    sign(1, |looks| looks.asked == 1),
    sign(2, |looks| looks.announced > 0),
    sign(1, |looks| looks.named > 0),
    sign(2, |looks| looks.headed_by_question > 0),
    sign(1, |looks| looks.starts > 0),
    sign(1, |looks| looks.recommending > 1),
    sign(1, |looks| looks.numeric > 1),
    sign(1, Looks::leads_on),
    sign(1, |looks| looks.conditions > 1),
    sign(1, |looks| looks.is(Notation::Table)),
    sign(1, |looks| looks.headed_by_choice > 0),
    sign(-1, |looks| {
        looks.is(Notation::Rules) && looks.conditions + looks.asked < 2
    }),
    sign(-2, |looks| looks.is(Notation::Rules) && looks.advising > 0),
    sign(2, |looks| {
        looks.is(Notation::Rules) && looks.offer.names() && !looks.is_coded()
    }),
    sign(-2, |looks| looks.may_instruct() && looks.offer.is_known()),
    // Commands to type are looked up.
    sign(-1, Looks::is_coded),
    sign(-9, |looks| looks.is(Notation::Table) && looks.happened > 0),
    sign(1, |looks| looks.measured > 0 && looks.leads_on()),
    sign(-9, |looks| looks.ends.len() < 2),
    sign(-1, Looks::unmarked),
    sign(-4, |looks| looks.unmarked() && looks.numbered > 1),
    sign(-3, |looks| looks.procedure > 0),
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
    match sketch.notation {
        // Whoever writes it says what it is.
        Notation::Yaml => return Some(Confidence::High),
        Notation::Mermaid | Notation::Dot => return chart::confidence(sketch, setting),
        _ => {}
    }
    let mut looks = within(sketch);
    // What stands around a block makes no decision of it.
    if !looks.leads_somewhere() {
        return None;
    }
    around(&mut looks, sketch, setting);
    let held = SIGNS.iter().filter(|sign| (sign.holds)(&looks));
    let points: i32 = held.map(|sign| sign.points).sum();
    match points {
        HIGH.. if !looks.may_instruct() => Some(Confidence::High),
        MAYBE.. => Some(Confidence::Maybe),
        _ => None,
    }
}

/// What the labels of a block look like.
fn within(sketch: &Sketch) -> Looks {
    let graph = &sketch.graph;
    let mut looks = Looks {
        drawn: sketch.drawn,
        coded: sketch.coded,
        offer: Offer::of(graph),
        notation: Some(sketch.notation),
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
        count(&mut looks, node, begins);
        looks.conditions += usize::from(begins && is_condition(graph, node));
        looks.measured += usize::from(is_measured(graph, node));
    }
    if sketch.ordered && looks.asking + looks.asked == 0 {
        looks.numbered = looks.heads;
    }
    looks
}

/// Adds what stands around the labels, and what they end in.
fn around(looks: &mut Looks, sketch: &Sketch, setting: Setting<'_>) {
    let graph = &sketch.graph;
    let headings = [setting.heading, setting.lead];
    let intro: Vec<&str> = sketch
        .intro
        .iter()
        .map(|label| label.text.as_str())
        .collect();
    let first = graph.roots.first().and_then(|id| graph.get(*id));
    let first = first.map_or("", |node| node.label.as_str());
    let above = || headings.iter().chain(&intro).copied();
    let above = |holds: fn(&str) -> bool| above().filter(|text| holds(text)).count();
    let start = intro.iter().copied().chain([first]);
    let is_table = sketch.notation == Notation::Table;
    let heads = intro.iter().filter(|_| is_table);
    let announces = if sketch.notation == Notation::Rules {
        words::offers_choice
    } else {
        words::announces
    };
    let ends = graph.nodes.iter().filter(|node| node.children.is_empty());
    looks.happened = usize::from(clause::has_happened(first));
    looks.headed_by_choice = heads.filter(|head| table::says_choice(head)).count();
    looks.advising = headings.iter().filter(|text| is_advice(text)).count();
    looks.announced = above(announces);
    looks.named = above(words::names_decision);
    looks.headed_by_question = above(words::is_question);
    looks.procedure = headings
        .iter()
        .filter(|text| words::is_procedure(text))
        .count();
    looks.starts = start.filter(|text| words::is_start(text)).count();
    looks.ends = ends.map(|node| words::plain(&node.label)).collect();
}

/// Whether a label is a condition of what is needed. "For" begins one where a verb of choosing
/// follows; elsewhere it is as often a remark.
fn is_condition(graph: &Graph, node: &GraphNode) -> bool {
    let next = || node.children.first().and_then(|edge| graph.get(edge.to));
    let chosen = || next().is_some_and(|next| clause::chooses(&next.label));
    let label = &node.label;
    clause::is_condition(label)
        || (label.starts_with("For ") && !clause::has_happened(label) && chosen())
}

/// Whether a label forks into numbers and ranges, which exclude each other as yes and no do.
fn is_measured(graph: &Graph, node: &GraphNode) -> bool {
    let next = |edge: &Edge| graph.get(edge.to);
    let mut answers = node.children.iter().filter_map(next);
    is_fork(node) && answers.all(|answer| words::is_numeric(&answer.label))
}

/// Counts a label.
fn count(looks: &mut Looks, node: &GraphNode, begins: bool) {
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
        let chained = node.children.len() == 1;
        let numbered = words::after_number(label).is_some() && !question;
        looks.heads += 1;
        add(&mut looks.chained, chained);
        add(&mut looks.numbered, chained && numbered);
        add(&mut looks.numeric, words::is_numeric(label));
        add(&mut looks.paths, code::is_path(label));
        add(&mut looks.code, code::is_code(label));
        let leads = !node.children.is_empty();
        add(&mut looks.steps, leads && words::is_step(label));
        add(
            &mut looks.boxes,
            label.starts_with("[ ]") || label.starts_with("[x]"),
        );
    }
}

/// Whether a heading or a lead says that advice follows.
fn is_advice(text: &str) -> bool {
    let plain = words::plain(text);
    words::words(&plain)
        .last()
        .is_some_and(|last| ADVICE.contains(&last))
}
