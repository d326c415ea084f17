//! Decisions in a document: each notation is text -> [`Graph`] with positions; one place turns
//! any graph into a [`DecisionTree`].
//!
//! A block goes through four rooms: a notation reads it into a sketch (`fence`, `list`), `detect`
//! says whether that is a decision, `graph` reads questions and answers from it, `fork` their
//! kind. A further notation is one more row of `FENCES`.

mod arrows;
mod cue;
mod detect;
mod fence;
mod fork;
mod graph;
mod lines;
mod list;
mod print;
mod sketch;
mod words;
mod work;

#[cfg(test)]
mod tests;

use crate::model::{
    Block, BlockKind, Confidence, DecisionTree, Document, Graph, Inlines, Run, TreeId,
};
use crate::parse::ParseCx;
use crate::text::{Location, SafeText};

pub(in crate::parse) use cue::{may_be_list, may_be_rule};
pub use print::{PrintedKind, PrintedNode, PrintedTree, print};

use detect::Setting;
use sketch::Sketch;

/// A notation of code blocks: which info strings it may stand under, and its reader.
struct Fence {
    /// First words of info strings, in lower case; the empty one is a block without.
    infos: &'static [&'static str],
    /// Reads the text of a block that starts at a line of the file.
    read: fn(&str, u32, ParseCx<'_>) -> Option<Sketch>,
}

/// The notations of code blocks. The first that reads a block has it.
const FENCES: [Fence; 1] = [Fence {
    infos: &[
        "",
        "text",
        "txt",
        "plain",
        "plaintext",
        "ascii",
        "tree",
        "decision",
    ],
    read: |text, line, cx| fence::read(&lines::read(text, line), cx),
}];

/// All decision trees of a document, in order, ids empty.
pub fn find(document: &Document, cx: ParseCx<'_>) -> Vec<DecisionTree> {
    let mut finder = Finder {
        document,
        cx,
        heading: None,
        trees: Vec::new(),
    };
    finder.blocks(&document.blocks);
    finder.trees.sort_by_key(|tree| tree.at.line);
    finder.trees
}

/// Looks at every block under its heading and after its lead.
struct Finder<'a> {
    document: &'a Document,
    cx: ParseCx<'a>,
    heading: Option<&'a SafeText>,
    trees: Vec<DecisionTree>,
}

/// A run of blocks still to be looked at, and the text of the block before.
struct Rest<'a> {
    blocks: std::slice::Iter<'a, Block>,
    lead: Option<&'a Inlines>,
    /// Whether they stand in a list that is a decision, so that lists in them are part of it.
    taken: bool,
}

/// The last line of the paragraph right before a block.
struct Lead {
    text: SafeText,
    /// Whether it stands like a heading: all bold, or a question.
    heads: bool,
}

impl<'a> Finder<'a> {
    /// Looks at blocks and at the blocks they hold, with a stack of its own.
    fn blocks(&mut self, blocks: &'a [Block]) {
        let rest = |blocks: &'a [Block], taken| Rest {
            blocks: blocks.iter(),
            lead: None,
            taken,
        };
        let mut stack = vec![rest(blocks, false)];
        while let Some(top) = stack.last_mut() {
            let Some(block) = top.blocks.next() else {
                stack.pop();
                continue;
            };
            let lead = top.lead.take();
            top.lead = lead_of(&block.kind);
            let mut taken = top.taken;
            match &block.kind {
                BlockKind::Quote(inner) | BlockKind::Footnote { blocks: inner, .. } => {
                    stack.push(rest(inner, taken));
                }
                BlockKind::List { start, items } => {
                    taken = taken || self.sketch(list::read(*start, items, self.cx), lead);
                    stack.extend(items.iter().rev().map(|item| rest(&item.blocks, taken)));
                }
                kind => self.leaf(kind, lead),
            }
        }
    }

    /// Looks at a block that holds no others.
    fn leaf(&mut self, kind: &'a BlockKind, lead: Option<&Inlines>) {
        match kind {
            BlockKind::Heading(index) => {
                self.heading = self.document.headings.get(*index).map(|h| &h.title);
            }
            BlockKind::Code {
                info,
                text,
                first_line,
            } => {
                let info = info
                    .split_whitespace()
                    .next()
                    .unwrap_or_default()
                    .to_lowercase();
                let fits = |fence: &&Fence| fence.infos.contains(&info.as_str());
                let sketch = FENCES
                    .iter()
                    .filter(fits)
                    .find_map(|fence| (fence.read)(text, *first_line, self.cx));
                self.sketch(sketch, lead);
            }
            _ => {}
        }
    }

    /// Keeps a sketch that is a decision; tells whether it was one.
    fn sketch(&mut self, sketch: Option<Sketch>, lead: Option<&Inlines>) -> bool {
        let Some(sketch) = sketch else { return false };
        let lead = lead.map(Lead::of);
        let lead = lead.as_ref();
        let setting = Setting {
            heading: self.heading.map_or("", |heading| heading.as_str()),
            lead: lead.map_or("", |lead| lead.text.as_str()),
        };
        let Some(confidence) = detect::confidence(&sketch, setting) else {
            return false;
        };
        let title = self.title(&sketch.graph, lead);
        let tree = tree(sketch, title, confidence, self.cx);
        let found = tree.is_some();
        self.trees.extend(tree);
        found
    }

    /// A lead that stands like a heading and says which decision, else the nearest heading, else
    /// the lead, else the root.
    fn title(&self, graph: &Graph, lead: Option<&Lead>) -> SafeText {
        let root = graph.roots.first().and_then(|id| graph.get(*id));
        let heads = |lead: &&Lead| lead.heads && !words::is_generic_title(&lead.text);
        let lead_heads = lead.filter(heads).map(|lead| &lead.text);
        lead_heads
            .or(self.heading)
            .or(lead.map(|lead| &lead.text))
            .or(root.map(|root| &root.label))
            .map(|title| SafeText::new(title.trim_end_matches([':', ' '])))
            .unwrap_or_default()
    }
}

/// The lead that a block is for the next one, as written.
fn lead_of(kind: &BlockKind) -> Option<&Inlines> {
    match kind {
        BlockKind::Paragraph(text) => Some(text),
        _ => None,
    }
}

impl Lead {
    fn of(paragraph: &Inlines) -> Self {
        let last = last_line(paragraph);
        let text = last.plain();
        let bold = |run: &Run| run.style.strong || run.text.trim_matches([' ', ':']).is_empty();
        let heads = words::is_question(&text) || last.0.iter().all(bold);
        Self {
            text,
            heads: heads && !last.0.is_empty(),
        }
    }
}

/// The last line of a text: what stands right before the next block.
fn last_line(text: &Inlines) -> Inlines {
    let from = text
        .0
        .iter()
        .rposition(|run| run.text == "\n")
        .map_or(0, |at| at + 1);
    Inlines(text.0.iter().skip(from).cloned().collect())
}

/// The tree that a sketch is; `None` where nothing in it forks.
fn tree(
    sketch: Sketch,
    title: SafeText,
    confidence: Confidence,
    cx: ParseCx<'_>,
) -> Option<DecisionTree> {
    let reading = graph::read(&sketch.graph)?;
    let mut intro = sketch.intro;
    intro.extend(reading.intro);
    Some(DecisionTree {
        id: TreeId::default(),
        title,
        notation: sketch.notation,
        confidence,
        at: Location::line(cx.file, sketch.line),
        end_line: sketch.end_line,
        graph: sketch.graph,
        intro,
        root: reading.root,
        nodes: reading.nodes,
        same_as: None,
    })
}

/// What a tree says, normalised: its labels in order, in lower case, decoration and white space
/// folded, entities of web pages undone. Copies of a tree have the same fingerprint.
pub fn fingerprint(tree: &DecisionTree) -> String {
    let mut out = String::new();
    for node in &tree.graph.nodes {
        let label = node
            .label
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        let label = words::plain(&label);
        for word in label.split_whitespace() {
            out.push_str(word);
            out.push(' ');
        }
        out.push('\n');
        for edge in &node.children {
            let text = edge.label.as_ref().map_or("", |label| label.as_str());
            out.push_str(&words::plain(text));
            out.push('>');
            out.push_str(&edge.to.0.to_string());
            out.push(' ');
        }
        out.push('\n');
    }
    out
}
