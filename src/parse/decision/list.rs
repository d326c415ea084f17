//! A markdown list with arrows, or with answers under questions, read as a graph.
//!
//! An item is a label when an arrow stands in it or below it, or when the item above it asks;
//! other items are notes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::sketch::{Builder, Sketch};
use super::{arrows, clause, words};
use crate::model::{Block, BlockKind, ListItem, NodeId, Notation, Run};
use crate::parse::{ParseCx, citation};

/// An item taken out of its nesting.
pub(super) struct Item {
    /// The item it is nested in.
    pub(super) above: Option<usize>,
    /// Its text, code in backticks.
    pub(super) text: String,
    /// Other paragraphs of it, with their lines.
    pub(super) notes: Vec<(u32, String)>,
    /// Its first line.
    pub(super) line: u32,
    /// The last line of it that is in no list below it.
    pub(super) end_line: u32,
    /// Whether an arrow stands in it or below it.
    leads: bool,
}

impl Item {
    /// A text that stands in no list.
    pub(super) fn outside(text: String, line: u32, end_line: u32) -> Self {
        Self {
            above: None,
            text,
            notes: Vec::new(),
            line,
            end_line,
            leads: false,
        }
    }
}

/// Reads the items of a list that starts at a number or has none; `None` where it holds no arrow
/// and answers no question.
pub(super) fn read(start: Option<u64>, items: &[Item], cx: ParseCx<'_>) -> Option<Sketch> {
    if !items.iter().any(|item| item.leads) && answers(items) < 2 {
        return None;
    }
    let tops = || items.iter().filter(|item| item.above.is_none());
    let leading = tops().filter(|item| item.leads || words::is_question(&item.text));
    if leading.count() * 2 < tops().count() {
        return None;
    }
    let mut builder = Builder::new(cx);
    let mut ends: Vec<Option<NodeId>> = Vec::with_capacity(items.len());
    let mut intro = Vec::new();
    for item in items {
        let above = item.above.and_then(|above| items.get(above));
        let asked = above.is_some_and(|above| words::is_question(&above.text));
        let below = item.above.map(|above| ends.get(above).copied().flatten());
        let asks = item.above.is_none() && words::is_question(&item.text);
        let label = match below {
            None => item.leads || asks,
            Some(end) => end.is_some() && (item.leads || asked),
        };
        if label {
            ends.push(chain(&mut builder, item, below.flatten()));
            continue;
        }
        let about = below.flatten().or(builder.last_root());
        match about {
            Some(label) => builder.note(label, &clean(&item.text), item.line),
            None => intro.push(citation::take(&clean(&item.text), cx)),
        }
        ends.push(about.filter(|_| item.above.is_some()));
    }
    Some(Sketch {
        notation: Notation::List,
        graph: builder.finish(),
        intro,
        line: items.first()?.line,
        end_line: items.iter().map(|item| item.end_line).max()?,
        title: None,
        decisions: BTreeSet::new(),
        ordered: start.is_some(),
        drawn: 0,
        coded: 0,
    })
}

/// How many items say yes or no, or what to choose, under one that asks.
fn answers(items: &[Item]) -> usize {
    let asks = |above: usize| {
        items
            .get(above)
            .is_some_and(|i| words::is_question(&i.text))
    };
    let answers = |item: &&Item| words::is_yes_no(&item.text) || clause::chooses(&item.text);
    let asked = items.iter().filter(|item| item.above.is_some_and(asks));
    asked.filter(answers).count()
}

/// Adds the labels and notes of an item; yields the last label.
fn chain(builder: &mut Builder<'_>, item: &Item, above: Option<NodeId>) -> Option<NodeId> {
    let mut end = above;
    if words::is_numbered_question(&item.text) {
        end = Some(builder.add(end, &clean(&item.text), item.line));
    } else {
        for label in arrows::split(&item.text, 0).segments {
            end = Some(builder.add(end, &clean(label.text), item.line));
        }
    }
    for (line, note) in &item.notes {
        if let Some(end) = end {
            builder.note(end, note, *line);
        }
    }
    end
}

/// All items in order, with a stack of its own.
pub(super) fn flatten(list: &[ListItem]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut stack: Vec<(Option<usize>, std::slice::Iter<'_, ListItem>)> = vec![(None, list.iter())];
    while let Some((above, rest)) = stack.last_mut() {
        let Some(item) = rest.next() else {
            stack.pop();
            continue;
        };
        let above = *above;
        let index = items.len();
        items.push(flat(item, above));
        let nested = item
            .blocks
            .iter()
            .rev()
            .filter_map(|block| match &block.kind {
                BlockKind::List { items, .. } => Some((Some(index), items.iter())),
                _ => None,
            });
        stack.extend(nested);
    }
    mark_leading(&mut items);
    items
}

fn flat(item: &ListItem, above: Option<usize>) -> Item {
    let mut text = None;
    let mut notes = Vec::new();
    let mut end_line = item.at.line;
    for block in &item.blocks {
        if !matches!(block.kind, BlockKind::List { .. }) {
            end_line = end_line.max(block.end_line);
        }
        let Some(words) = paragraph(block) else {
            continue;
        };
        if text.is_none() {
            text = Some(words);
        } else {
            notes.push((block.at.line, clean(&words).into_owned()));
        }
    }
    let text = text.unwrap_or_default();
    Item {
        above,
        leads: arrows::split(&text, 0).segments.len() > 1,
        text,
        notes,
        line: item.at.line,
        end_line,
    }
}

fn paragraph(block: &Block) -> Option<String> {
    match &block.kind {
        BlockKind::Paragraph(text) => Some(ticked(&text.0)),
        // An item that begins with a comparison (`- > 10 nodes`) is a quote to markdown.
        BlockKind::Quote(inner) => match inner.as_slice() {
            [
                Block {
                    kind: BlockKind::Paragraph(text),
                    ..
                },
            ] => Some(format!(">{}", ticked(&text.0))),
            _ => None,
        },
        _ => None,
    }
}

/// The text on one line, code in backticks, so that arrows in code stay code.
pub(super) fn ticked(text: &[Run]) -> String {
    let mut out = String::new();
    for run in text {
        match (run.style.code, run.text.as_str()) {
            (_, "\n") => out.push(' '),
            (true, code) => {
                out.push('`');
                out.push_str(code);
                out.push('`');
            }
            (false, text) => out.push_str(text),
        }
    }
    out
}

/// The text without the backticks.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.contains('`') {
        Cow::Owned(text.replace('`', ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// An item leads somewhere when one nested in it does.
fn mark_leading(items: &mut [Item]) {
    for i in (0..items.len()).rev() {
        let above = items
            .get(i)
            .filter(|item| item.leads)
            .and_then(|item| item.above);
        if let Some(above) = above.and_then(|above| items.get_mut(above)) {
            above.leads = true;
        }
    }
}
