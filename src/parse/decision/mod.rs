//! Decisions in a document: each notation is text -> [`Graph`] with positions; one place turns
//! any graph into a [`DecisionTree`].
//!
//! A block goes through four rooms: a notation reads it into a sketch (`fence`, `list`, `rules`,
//! `cells`, `mermaid`, `dot`, `yaml`), `detect` says whether that is a decision, `graph` reads
//! questions and answers from it, `fork` their kind. A further notation of code blocks is one more
//! row of `FENCES`.

mod arrows;
mod cells;
mod chart;
mod clause;
mod code;
mod cue;
mod cues;
mod cursor;
mod detect;
mod diagram;
mod dot;
mod ending;
mod extend;
mod fence;
mod fork;
mod graph;
pub(crate) mod jump;
mod lines;
mod list;
mod markup;
mod mermaid;
mod offer;
mod print;
mod replies;
mod rules;
mod sketch;
mod together;
mod words;
mod work;
mod yaml;

#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostic;
use crate::model::{
    Block, BlockKind, Confidence, DecisionTree, Document, Graph, Inlines, ListItem, Run, TreeId,
};
use crate::parse::ParseCx;
use crate::text::{Location, SafeText};

pub(in crate::parse) use cue::{may_be_list, may_be_rule};
pub use extend::{Further, Next, with_answer};
pub use print::{AddedBy, NameAdded, PrintedKind, PrintedNode, PrintedTree, print, print_naming};

use detect::Setting;
use sketch::Sketch;

/// A notation of code blocks: which info strings it may stand under, and its reader.
struct Fence {
    /// Info strings, or the first words of them, in lower case; the empty one is a block without.
    infos: &'static [&'static str],
    /// Reads the text of a block that starts at a line of the file; says what is wrong with it.
    read: fn(&str, u32, ParseCx<'_>, &mut Vec<Diagnostic>) -> Option<Sketch>,
}

/// The notations of code blocks. The first that reads a block has it; diagrams say in their first
/// line what they are, so they are known without an info string.
const FENCES: [Fence; 4] = [
    Fence {
        infos: &["yaml decision-tree", "yml decision-tree"],
        read: yaml::read,
    },
    Fence {
        infos: &["mermaid", "mmd", "", "text", "txt"],
        read: |text, line, cx, _| mermaid::read(text, line, cx),
    },
    Fence {
        infos: &["dot", "graphviz", "gv", "", "text", "txt"],
        read: |text, line, cx, _| dot::read(text, line, cx),
    },
    Fence {
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
        read: |text, line, cx, _| {
            let block = Some(text).filter(|text| !lines::is_screen(text))?;
            fence::read(block, line, cx)
        },
    },
];

/// The notations that a block of code may be written in, by its info string.
fn notations(info: &str) -> impl Iterator<Item = &'static Fence> {
    let info = SafeText::one_line(&info.to_lowercase());
    FENCES.iter().filter(move |fence| {
        let word = info.split(' ').next().unwrap_or_default();
        let word = word.trim_matches(['{', '}', '.']);
        fence.infos.contains(&word) || fence.infos.contains(&info.as_str())
    })
}

/// Whether a block of code under an info string may hold a decision tree.
pub(in crate::parse) fn is_notation(info: &str) -> bool {
    notations(info).next().is_some()
}

/// All decision trees of a document, in order, ids empty; and what is wrong with those that an
/// author wrote as such.
pub fn find(document: &Document, cx: ParseCx<'_>) -> (Vec<DecisionTree>, Vec<Diagnostic>) {
    let mut finder = Finder {
        document,
        cx,
        heading: None,
        trees: Vec::new(),
        diagnostics: Vec::new(),
    };
    finder.blocks(&document.blocks);
    finder.trees.sort_by_key(|tree| tree.at.line);
    (finder.trees, finder.diagnostics)
}

/// Looks at every block under its heading and after its lead.
struct Finder<'a> {
    document: &'a Document,
    cx: ParseCx<'a>,
    heading: Option<&'a SafeText>,
    trees: Vec<DecisionTree>,
    diagnostics: Vec<Diagnostic>,
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
            if top.taken || !matches!(block.kind, BlockKind::Paragraph(_)) {
                top.lead = lead_of(&block.kind);
            } else {
                top.lead = self.paragraphs(block, &mut top.blocks, lead);
                continue;
            }
            let mut taken = top.taken;
            match &block.kind {
                BlockKind::Quote(inner) | BlockKind::Footnote { blocks: inner, .. } => {
                    stack.push(rest(inner, taken));
                }
                BlockKind::List { start, items } => {
                    taken = taken || self.list(*start, items, lead);
                    stack.extend(items.iter().rev().map(|item| rest(&item.blocks, taken)));
                }
                BlockKind::Table(table) => {
                    self.sketch(cells::read(table, block, self.cx), lead);
                }
                kind => self.leaf(kind, lead),
            }
        }
    }

    /// Looks at a list; tells whether it is a decision.
    fn list(&mut self, start: Option<u64>, list: &[ListItem], lead: Option<&Inlines>) -> bool {
        let items = list::flatten(list);
        self.sketch(list::read(start, &items, self.cx), lead)
            || self.sketch(replies::read(start, list, self.cx), lead)
            || self.sketch(rules::read_list(start, &items, self.cx), lead)
    }

    /// Looks at a paragraph and, where it is a rule, at those after it that are, too; yields the
    /// lead that the last of them is.
    fn paragraphs(
        &mut self,
        first: &'a Block,
        rest: &mut std::slice::Iter<'a, Block>,
        lead: Option<&Inlines>,
    ) -> Option<&'a Inlines> {
        let mut run = vec![first];
        if rules::is_rule(first) {
            let more = rest.as_slice().iter();
            run.extend(more.take_while(|block| rules::is_rule(block)));
            let after = rest.as_slice().get(run.len() - 1..);
            *rest = after.unwrap_or_default().iter();
            self.sketch(rules::read_paragraphs(&run, self.cx), lead);
        }
        lead_of(&run.last()?.kind)
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
                let sketch = notations(info).find_map(|fence| {
                    (fence.read)(text, *first_line, self.cx, &mut self.diagnostics)
                });
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
        let title = sketch.title.clone();
        let title = title.unwrap_or_else(|| self.title(&sketch.graph, lead));
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
    let reading = graph::read(&sketch.graph, &title)?;
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
    let roots = tree.graph.roots.iter().map(|root| root.0.to_string());
    let mut out = roots.collect::<Vec<_>>().join(" ");
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
