//! Events to blocks, with a stack of open containers.

use std::mem;
use std::ops::Range;

use memchr::memchr;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::inline::{InlineBuilder, Mark};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::model::{
    Alignment, Block, BlockKind, Document, Heading, Inlines, ListItem, Run, RunStyle, Table,
    TableLine,
};
use crate::parse::ParseCx;
use crate::text::{LineIndex, Location, SafeText, Slugs, Span};

/// A document while it is read.
pub(super) struct Builder<'a> {
    text: &'a str,
    lines: LineIndex,
    cx: ParseCx<'a>,
    document: Document,
    diagnostics: Vec<Diagnostic>,
    slugs: Slugs,
    /// The open containers; the blocks of the document itself are below them.
    containers: Vec<Container>,
    /// Containers opened beyond the cap and not closed yet.
    too_deep: usize,
    leaf: Leaf,
    inline: InlineBuilder,
}

/// A container that is not closed yet.
struct Container {
    kind: ContainerKind,
    blocks: Vec<Block>,
    range: Range<usize>,
}

enum ContainerKind {
    Quote,
    List {
        start: Option<u64>,
        items: Vec<ListItem>,
    },
    Item {
        task: Option<bool>,
    },
    Footnote(SafeText),
}

/// The block that takes text at the moment.
#[derive(Default)]
enum Leaf {
    #[default]
    None,
    Paragraph(Range<usize>),
    /// The text of a tight item, which has no paragraph of its own.
    Tight(Range<usize>),
    Heading(u8, Range<usize>),
    Code {
        info: SafeText,
        text: String,
        first: Option<usize>,
        range: Range<usize>,
    },
    Html(String, Range<usize>),
    Table {
        table: Table,
        line: TableLine,
        range: Range<usize>,
    },
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str, cx: ParseCx<'a>) -> Self {
        let lines = LineIndex::new(text);
        let document = Document {
            file: cx.file,
            lines: lines.count(),
            ..Document::default()
        };
        Self {
            text,
            lines,
            cx,
            document,
            diagnostics: Vec::new(),
            slugs: Slugs::default(),
            containers: Vec::new(),
            too_deep: 0,
            leaf: Leaf::None,
            inline: InlineBuilder::default(),
        }
    }

    /// Takes the next event.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text, range);
            }
            Event::Html(text) => self.text(&text, range),
            Event::Code(text) => self.inline(range).code(&text),
            Event::InlineHtml(tag) if is_break(&tag) => self.inline(range).line_break(),
            Event::InlineHtml(tag) => self.inline(range).text(&tag),
            Event::FootnoteReference(label) => self.inline(range).text(&format!("[^{label}]")),
            Event::SoftBreak => self.inline(range).text(" "),
            Event::HardBreak => self.inline(range).line_break(),
            Event::TaskListMarker(done) => self.task(done, range),
            Event::Rule => {
                self.close_tight();
                self.push(BlockKind::Rule, &range);
            }
        }
    }

    /// Ends the document.
    pub(super) fn finish(mut self) -> (Document, Vec<Diagnostic>) {
        self.close_tight();
        while !self.containers.is_empty() {
            self.close_container();
        }
        (self.document, self.diagnostics)
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.inline(range).mark(Mark::Emphasis, true),
            Tag::Strong => self.inline(range).mark(Mark::Strong, true),
            Tag::Strikethrough => self.inline(range).mark(Mark::Strike, true),
            Tag::Link { dest_url, .. } => self.open_link(&dest_url, false, range),
            Tag::Image { dest_url, .. } => self.open_link(&dest_url, true, range),
            block => {
                self.close_tight();
                self.start_block(block, range);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.leaf = Leaf::Paragraph(range),
            Tag::Heading { level, .. } => self.leaf = Leaf::Heading(level as u8, range),
            Tag::CodeBlock(kind) => self.start_code(&kind, range),
            Tag::HtmlBlock => self.leaf = Leaf::Html(String::new(), range),
            Tag::Table(alignments) => self.start_table(&alignments, range),
            Tag::TableRow => self.start_row(&range),
            Tag::BlockQuote(kind) => {
                self.open(ContainerKind::Quote, range.clone());
                self.alert(kind, range);
            }
            Tag::List(start) => {
                let items = Vec::new();
                self.open(ContainerKind::List { start, items }, range);
            }
            Tag::Item => self.open(ContainerKind::Item { task: None }, range),
            Tag::FootnoteDefinition(label) => {
                self.open(ContainerKind::Footnote(SafeText::one_line(&label)), range);
            }
            // Extensions that are not switched on, and tags that need no word of their own.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.inline.mark(Mark::Emphasis, false),
            TagEnd::Strong => self.inline.mark(Mark::Strong, false),
            TagEnd::Strikethrough => self.inline.mark(Mark::Strike, false),
            TagEnd::Link | TagEnd::Image => self.inline.close_link(&mut self.document.links),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead => self.end_head(),
            TagEnd::TableRow => self.end_row(),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table => self.close_leaf(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close_tight();
                self.close_container();
            }
            _ => {}
        }
    }

    /// Text of a paragraph, or lines of a block that keeps them.
    fn text(&mut self, piece: &CowStr<'_>, range: Range<usize>) {
        match &mut self.leaf {
            Leaf::Code { text, first, .. } => {
                first.get_or_insert(range.start);
                text.push_str(piece);
            }
            Leaf::Html(text, _) => text.push_str(piece),
            _ => self.inline(range).text(piece),
        }
    }

    /// The inline content that takes what comes now; a paragraph begins where none is open.
    fn inline(&mut self, range: Range<usize>) -> &mut InlineBuilder {
        match &mut self.leaf {
            Leaf::Tight(whole) => whole.end = whole.end.max(range.end),
            Leaf::None => self.leaf = Leaf::Tight(range),
            _ => {}
        }
        &mut self.inline
    }

    fn open_link(&mut self, target: &str, image: bool, range: Range<usize>) {
        let at = self.location(&range);
        self.inline(range);
        self.inline
            .open_link(target, image, at, &mut self.document.links);
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => SafeText::one_line(info),
            CodeBlockKind::Indented => SafeText::default(),
        };
        // Without content the text would start after the fence's line.
        self.leaf = Leaf::Code {
            info,
            text: String::new(),
            first: None,
            range,
        };
    }

    fn start_table(&mut self, alignments: &[pulldown_cmark::Alignment], range: Range<usize>) {
        let table = Table {
            alignments: alignments.iter().copied().map(alignment).collect(),
            ..Table::default()
        };
        self.leaf = Leaf::Table {
            table,
            line: TableLine::default(),
            range,
        };
    }

    fn start_row(&mut self, range: &Range<usize>) {
        let at = self.lines.line_of(range.start);
        if let Leaf::Table { line, .. } = &mut self.leaf {
            line.line = at;
        }
    }

    fn end_cell(&mut self) {
        let cell = self.inline.finish(self.cx);
        if let Leaf::Table { line, .. } = &mut self.leaf {
            line.cells.push(cell);
        }
    }

    fn end_head(&mut self) {
        if let Leaf::Table { table, line, .. } = &mut self.leaf {
            table.header = mem::take(&mut line.cells);
        }
    }

    fn end_row(&mut self) {
        if let Leaf::Table { table, line, .. } = &mut self.leaf {
            table.rows.push(mem::take(line));
        }
    }

    /// The box of a task, on the item that has just been opened.
    fn task(&mut self, done: bool, range: Range<usize>) {
        if self.too_deep == 0
            && let Some(container) = self.containers.last_mut()
            && let ContainerKind::Item { task } = &mut container.kind
        {
            *task = Some(done);
            return;
        }
        let written = if done { "[x] " } else { "[ ] " };
        self.inline(range).text(written);
    }

    /// The kind of a GitHub alert, which the parser has taken off the text.
    fn alert(&mut self, kind: Option<BlockQuoteKind>, range: Range<usize>) {
        let word = match kind {
            None => return,
            Some(BlockQuoteKind::Note) => "Note",
            Some(BlockQuoteKind::Tip) => "Tip",
            Some(BlockQuoteKind::Important) => "Important",
            Some(BlockQuoteKind::Warning) => "Warning",
            Some(BlockQuoteKind::Caution) => "Caution",
        };
        let run = Run {
            text: SafeText::new(word),
            style: RunStyle {
                strong: true,
                ..RunStyle::default()
            },
            ..Run::default()
        };
        let line = self.lines.line_of(range.start);
        self.push(BlockKind::Paragraph(Inlines(vec![run])), &range);
        if let Some(block) = self.blocks().last_mut() {
            block.end_line = line;
        }
    }

    fn open(&mut self, kind: ContainerKind, range: Range<usize>) {
        let item = matches!(kind, ContainerKind::Item { .. });
        let full = self.depth() >= limits::NESTING;
        if self.too_deep > 0 || (full && !item) {
            if self.too_deep == 0 {
                self.report_depth(&range);
            }
            self.too_deep += 1;
            return;
        }
        self.containers.push(Container {
            kind,
            blocks: Vec::new(),
            range,
        });
    }

    /// Open containers; a list and its item are one.
    fn depth(&self) -> usize {
        let items = |container: &&Container| !matches!(container.kind, ContainerKind::Item { .. });
        self.containers.iter().filter(items).count()
    }

    fn report_depth(&mut self, range: &Range<usize>) {
        let already = self
            .diagnostics
            .iter()
            .any(|found| found.code.0 == "nesting");
        if already {
            return;
        }
        let message = format!(
            "Quotes and lists are nested more than {} deep; what is deeper is shown flat",
            limits::NESTING
        );
        self.diagnostics.push(
            Diagnostic::warning("nesting", message)
                .at(self.location(range))
                .hint("Split the text into sections"),
        );
    }

    fn close_container(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(Container {
            kind,
            blocks,
            range,
        }) = self.containers.pop()
        else {
            return;
        };
        match kind {
            ContainerKind::Quote => self.push(BlockKind::Quote(blocks), &range),
            ContainerKind::List { start, items } => {
                self.push(BlockKind::List { start, items }, &range);
            }
            ContainerKind::Footnote(label) => {
                self.push(BlockKind::Footnote { label, blocks }, &range);
            }
            ContainerKind::Item { task } => {
                let at = self.location(&range);
                let item = ListItem { task, blocks, at };
                if let Some(list) = self.containers.last_mut()
                    && let ContainerKind::List { items, .. } = &mut list.kind
                {
                    items.push(item);
                }
            }
        }
    }

    /// Ends the paragraph of a tight item, if one is open.
    fn close_tight(&mut self) {
        if matches!(self.leaf, Leaf::Tight(_)) {
            self.close_leaf();
        }
    }

    fn close_leaf(&mut self) {
        match mem::take(&mut self.leaf) {
            Leaf::None => {}
            Leaf::Paragraph(range) | Leaf::Tight(range) => {
                let inlines = self.inline.finish(self.cx);
                self.push(BlockKind::Paragraph(inlines), &range);
            }
            Leaf::Heading(level, range) => self.close_heading(level, &range),
            Leaf::Code {
                info,
                text,
                first,
                range,
            } => {
                let after_fence = self.lines.line_of(range.start).saturating_add(1);
                let first_line = first.map_or(after_fence, |byte| self.lines.line_of(byte));
                let text = SafeText::from(feeds(text));
                let kind = BlockKind::Code {
                    info,
                    text,
                    first_line,
                };
                self.push(kind, &range);
            }
            Leaf::Html(text, range) => {
                let text = SafeText::new(feeds(text).trim_end());
                self.push(BlockKind::Html(text), &range);
            }
            Leaf::Table { table, range, .. } => self.push(BlockKind::Table(table), &range),
        }
    }

    fn close_heading(&mut self, level: u8, range: &Range<usize>) {
        let text = self.inline.finish(self.cx);
        let title = text.plain();
        let heading = Heading {
            level,
            anchor: self.slugs.next(&title),
            text,
            title,
            at: self.location(range),
        };
        let index = self.document.headings.len();
        self.document.headings.push(heading);
        self.push(BlockKind::Heading(index), range);
    }

    /// Adds a block to the innermost container.
    fn push(&mut self, kind: BlockKind, range: &Range<usize>) {
        let written = self
            .text
            .get(range.clone())
            .unwrap_or_default()
            .trim_ascii_end();
        let last = range.start + written.len().saturating_sub(1);
        let block = Block {
            kind,
            at: self.location(range),
            end_line: self.lines.line_of(last),
        };
        self.blocks().push(block);
    }

    fn blocks(&mut self) -> &mut Vec<Block> {
        match self.containers.last_mut() {
            Some(container) => &mut container.blocks,
            None => &mut self.document.blocks,
        }
    }

    fn location(&self, range: &Range<usize>) -> Location {
        Location {
            file: self.cx.file,
            span: Span {
                start: u32::try_from(range.start).unwrap_or(u32::MAX),
                end: u32::try_from(range.end).unwrap_or(u32::MAX),
            },
            line: self.lines.line_of(range.start),
        }
    }
}

/// `<br>`, however written.
fn is_break(tag: &str) -> bool {
    let inner = tag
        .trim_start_matches('<')
        .trim_end_matches(['>', '/', ' ']);
    inner.eq_ignore_ascii_case("br")
}

/// The text with every line end as `\n`.
fn feeds(text: String) -> String {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn alignment(from: pulldown_cmark::Alignment) -> Alignment {
    match from {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
