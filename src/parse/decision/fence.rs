//! A code block of branches (`├─`, `+--`) or indented arrows read as a graph: one set of rules for
//! box, ASCII, numbered and outline blocks.
//!
//! First every line gets a role and a place to hang from, from columns alone; then the labels are
//! made. Doing it in this order lets a line know what hangs below it.

use std::collections::BTreeSet;

use super::lines::{self, Line, Mark};
use super::sketch::{Builder, Sketch};
use super::{words, work};
use crate::model::{NodeId, Notation};
use crate::parse::{ParseCx, citation};

/// Columns by which hand-drawn branches may miss each other.
const SLACK: usize = 1;

/// What a line is in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A label, or a chain of them.
    Node(Hang),
    /// Says more about the chain of a line; `None`: about the whole block.
    Note(Option<usize>),
}

/// What a line hangs from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hang {
    /// Nothing: it is a root.
    Root,
    /// A line; from which of its labels depends on what else hangs there.
    Line(usize),
    /// A label of a line: the one before the label it stands level with.
    Label(usize, usize),
}

/// Reads a block that starts at a line of the file; `None` where nothing in it is a label.
pub(super) fn read(text: &str, line: u32, cx: ParseCx<'_>) -> Option<Sketch> {
    // A line without either is a note, whatever stands around it.
    if !lines::may_branch(text) {
        return None;
    }
    let block = lines::read(text, line);
    let lines = &block.lines;
    let (first, last) = (lines.first()?, lines.last()?);
    let roles = roles(lines);
    let (graph, intro) = build(lines, &roles, cx);
    let roots = graph.roots.iter().filter_map(|id| graph.get(*id));
    let numbered = roots
        .filter(|root| words::after_number(&root.label).is_some())
        .count();
    let notation = match lines
        .iter()
        .map(|line| line.mark)
        .find(|mark| *mark != Mark::Plain)
    {
        None => Notation::Outline,
        Some(_) if numbered > 1 && numbered * 2 > graph.roots.len() => Notation::Numbered,
        Some(_) if lines.iter().any(|line| line.mark == Mark::Box) => Notation::Box,
        Some(_) => Notation::Ascii,
    };
    (!graph.roots.is_empty()).then_some(Sketch {
        notation,
        line: first.number,
        end_line: last.number,
        graph,
        intro,
        title: None,
        decisions: BTreeSet::new(),
        ordered: false,
        drawn: block.drawn,
        coded: 0,
    })
}

/// The role of every line.
fn roles(lines: &[Line<'_>]) -> Vec<Role> {
    let edge = lines.iter().map(|line| line.column).min().unwrap_or(0);
    let outline = !lines.iter().any(Line::is_branch);
    let mut roles: Vec<Role> = Vec::with_capacity(lines.len());
    let mut open: Vec<usize> = Vec::new();
    let mut last: Option<usize> = None;
    for (i, line) in lines.iter().enumerate() {
        let next = lines.get(i + 1);
        let target = last
            .filter(|_| !line.is_branch() && !line.chain.led)
            .filter(|last| {
                i == *last + 1 && lines.get(*last).is_some_and(|above| above.chain.trailing)
            });
        let role = if let Some(above) = target {
            Role::Node(Hang::Line(above))
        } else if is_node(line, next, edge, outline) {
            Role::Node(hang(lines, &mut open, line))
        } else {
            Role::Note(last)
        };
        if matches!(role, Role::Node(_)) {
            open.push(i);
            last = Some(i);
        }
        roles.push(role);
    }
    demote(lines, &mut roles);
    roles
}

/// Whether a line is a label rather than a note.
fn is_node(line: &Line<'_>, next: Option<&Line<'_>>, edge: usize, outline: bool) -> bool {
    if line.chain.segments.is_empty() || line.text.starts_with("# ") {
        return false;
    }
    if line.is_branch() {
        return true;
    }
    if line.chain.led || line.has_edge() {
        return true;
    }
    if outline {
        return next.is_some_and(|next| {
            next.column > line.column + SLACK || (next.chain.led && next.column >= line.column)
        });
    }
    line.column <= edge || asks_below(line, next)
}

/// Whether an unmarked line inside a tree is what the branches right under it hang from.
fn asks_below(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    let Some(next) = next.filter(|next| next.is_branch() && next.column >= line.column) else {
        return false;
    };
    let upper = line.text.starts_with(char::is_uppercase);
    next.column > line.column || line.after_gap || (upper && line.text.ends_with(['?', ':']))
}

/// What a label hangs from: the nearest line above that stands further left. Lines that nothing
/// below can hang from any more are closed on the way.
fn hang(lines: &[Line<'_>], open: &mut Vec<usize>, line: &Line<'_>) -> Hang {
    while let Some(&above) = open.last() {
        work::step();
        if lines.get(above).is_some_and(|above| holds(above, line)) {
            let level = lines.get(above).and_then(|above| level_with(above, line));
            return level.map_or(Hang::Line(above), |label| Hang::Label(above, label));
        }
        open.pop();
    }
    Hang::Root
}

/// Whether a line stands far enough left to hold another.
fn holds(above: &Line<'_>, line: &Line<'_>) -> bool {
    if line.chain.led && !line.is_branch() {
        return above.column <= line.column;
    }
    if !above.is_branch() && line.is_branch() {
        return above.column <= line.column;
    }
    above.column + SLACK < line.column
}

/// The label before the one that an unmarked line with an arrow stands level with, if it stands
/// level with one that is not the first.
fn level_with(above: &Line<'_>, line: &Line<'_>) -> Option<usize> {
    if line.is_branch() || line.chain.led {
        return None;
    }
    let labels = above.chain.segments.get(1..)?;
    let before = labels.partition_point(|label| label.column + SLACK < line.column);
    let level = labels.get(before)?.column <= line.column + SLACK;
    level.then_some(before)
}

/// Turns unmarked lines that lead nowhere into notes: headers, titles, closing remarks, wrapped
/// text. A chain or a branch leads somewhere by itself.
fn demote(lines: &[Line<'_>], roles: &mut [Role]) {
    let mut children = vec![0_usize; lines.len()];
    for role in roles.iter() {
        if let Role::Node(Hang::Line(above) | Hang::Label(above, _)) = role
            && let Some(count) = children.get_mut(*above)
        {
            *count += 1;
        }
    }
    let header = column_header(lines, roles, &children);
    for (i, line) in lines.iter().enumerate().rev() {
        let Some(Role::Node(hang)) = roles.get(i).copied() else {
            continue;
        };
        let target = matches!(hang, Hang::Line(above) if above + 1 == i
            && lines.get(above).is_some_and(|above| above.chain.trailing));
        let leads = line.is_branch() || line.chain.has_arrow() || target;
        let leaf = children.get(i).is_none_or(|count| *count == 0);
        if !leaf || (leads && header != Some(i)) {
            continue;
        }
        let above = match hang {
            Hang::Root => None,
            Hang::Line(above) | Hang::Label(above, _) => Some(above),
        };
        if let Some(count) = above.and_then(|above| children.get_mut(above)) {
            *count -= 1;
        }
        if let Some(role) = roles.get_mut(i) {
            *role = Role::Note(above);
        }
    }
    forward(roles);
}

/// Notes of a line that became a note itself go where that one went.
fn forward(roles: &mut [Role]) {
    let mut ends: Vec<Option<usize>> = Vec::with_capacity(roles.len());
    for (i, role) in roles.iter_mut().enumerate() {
        let end = match role {
            Role::Node(_) => Some(i),
            Role::Note(of) => of.and_then(|of| ends.get(of).copied().flatten()),
        };
        if let Role::Note(of) = role {
            *of = end;
        }
        ends.push(end);
    }
}

/// The first line where it is a head over columns (`Use case → Service`): a childless chain, set
/// apart, over roots that are built otherwise.
fn column_header(lines: &[Line<'_>], roles: &[Role], children: &[usize]) -> Option<usize> {
    let leaf = |i: usize| children.get(i).is_none_or(|count| *count == 0);
    let root = |i: &usize| roles.get(*i) == Some(&Role::Node(Hang::Root));
    let first = lines.first()?;
    let second = (1..lines.len()).find(root)?;
    let plain = |text: &str| text.split_whitespace().count() < 4 && !text.contains('?');
    let looks = !first.is_branch()
        && first.chain.segments.len() == 2
        && first.chain.segments.iter().all(|label| plain(label.text));
    let set_apart = lines.get(1).is_some_and(|line| line.after_gap);
    let same = leaf(second) && lines.get(second + 1).is_none_or(|line| line.after_gap);
    (looks && set_apart && root(&0) && leaf(0) && !same).then_some(0)
}

/// Makes the labels and notes.
fn build(
    lines: &[Line<'_>],
    roles: &[Role],
    cx: ParseCx<'_>,
) -> (crate::model::Graph, Vec<crate::model::Label>) {
    let forked = forked(lines, roles);
    let mut builder = Builder::new(cx);
    let mut intro = Vec::new();
    let mut chains: Vec<Vec<NodeId>> = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let mut chain = Vec::new();
        match roles.get(i) {
            Some(Role::Node(hang)) => {
                let above = |i: &usize| chains.get(*i).map(Vec::as_slice).unwrap_or_default();
                let mut parent = match hang {
                    Hang::Root => None,
                    Hang::Label(of, label) => above(of).get(*label).copied(),
                    Hang::Line(of) if from_first(lines, *of, line, &forked) => {
                        above(of).first().copied()
                    }
                    Hang::Line(of) => above(of).last().copied(),
                };
                for label in &line.chain.segments {
                    let id = builder.add(parent, label.text, line.number);
                    chain.push(id);
                    parent = Some(id);
                }
            }
            Some(Role::Note(of)) => {
                let node = of.and_then(|of| chains.get(of)?.last().copied());
                match node.or(builder.last_root()) {
                    Some(node) => builder.note(node, line.text, line.number),
                    None => intro.push(citation::take(line.text, cx)),
                }
            }
            None => {}
        }
        chains.push(chain);
    }
    (builder.finish(), intro)
}

/// Which lines have branches at two columns below them.
fn forked(lines: &[Line<'_>], roles: &[Role]) -> Vec<bool> {
    let mut spans: Vec<Option<(usize, usize)>> = vec![None; lines.len()];
    for (line, role) in lines.iter().zip(roles) {
        if let Role::Node(Hang::Line(of)) = role
            && let Some(span) = spans.get_mut(*of)
        {
            let (from, to) = span.unwrap_or((line.column, line.column));
            *span = Some((from.min(line.column), to.max(line.column)));
        }
    }
    let wide = |(from, to): (usize, usize)| to > from + SLACK;
    spans
        .into_iter()
        .map(|span| span.is_some_and(wide))
        .collect()
}

/// Whether a line hangs from the first label of another: where branches stand at two columns, the
/// ones level with the line itself do.
fn from_first(lines: &[Line<'_>], of: usize, line: &Line<'_>, forked: &[bool]) -> bool {
    let own = lines.get(of).and_then(|of| of.chain.segments.first());
    forked.get(of).copied().unwrap_or(false)
        && own.is_some_and(|label| line.column <= label.column + SLACK)
}
