//! The text of a record in markdown, with its lines, blocks and links.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::adr::write::BREAK;
use crate::model::{Block, BlockKind, Document, Link, ListItem};
use crate::parse::{ParseCx, markdown};
use crate::text::{FileId, LineIndex, SafeText};

/// What the parts of the reading look at.
pub(super) struct Page<'a> {
    /// The name of the file, below the folder of records.
    pub(super) name: &'a str,
    /// As it is written.
    text: &'a str,
    index: LineIndex,
    /// The same without what a writer breaks words with.
    whole: Cow<'a, str>,
    /// The blocks after the header.
    pub(super) document: Document,
    /// Positions of links in the document, by line.
    links: BTreeMap<u32, Vec<usize>>,
}

impl<'a> Page<'a> {
    pub(super) fn new(name: &'a str, text: &'a str) -> Self {
        let whole = unbroken(text);
        let document = parsed(&whole);
        let mut links: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, link) in document.links.iter().enumerate() {
            links.entry(link.at.line).or_default().push(at);
        }
        Self {
            name,
            text,
            index: LineIndex::new(text),
            whole,
            document,
            links,
        }
    }

    /// A line as it is written, without its end.
    pub(super) fn line(&self, number: u32) -> &'a str {
        let end = self.index.start_of(number.saturating_add(1));
        let end = end.unwrap_or(self.text.len());
        let line = self.index.start_of(number);
        let line = line.and_then(|start| self.text.get(start..end));
        line.unwrap_or_default().trim_end_matches(['\n', '\r'])
    }

    /// The links on a line, in order; images are none.
    pub(super) fn links_on(&self, line: u32) -> impl Iterator<Item = &Link> {
        let positions = self.links.get(&line).map(Vec::as_slice);
        let links = positions.unwrap_or_default().iter();
        links.filter_map(|at| self.document.links.get(*at).filter(|link| !link.image))
    }

    /// The source of a block.
    pub(super) fn source(&self, block: &Block) -> &str {
        let span = block.at.span;
        let source = self.whole.get(span.start as usize..span.end as usize);
        source.unwrap_or_default()
    }
}

/// A text without the comments that a writer puts into words which are taken for gaps. Lines stay
/// lines.
fn unbroken(text: &str) -> Cow<'_, str> {
    if text.contains(BREAK) {
        return Cow::Owned(text.replace(BREAK, ""));
    }
    Cow::Borrowed(text)
}

fn parsed(text: &str) -> Document {
    let cx = ParseCx {
        file: FileId(0),
        citations: &BTreeSet::new(),
    };
    markdown::parse(text, cx).0
}

/// The words of a line of markdown, as they are shown.
pub(super) fn plain(line: &str) -> SafeText {
    let line = &unbroken(line);
    let special = |c: char| "\\`*_[]<>&~!|".contains(c);
    if !line.contains(special) {
        return SafeText::one_line(line);
    }
    // Nothing at its start shall begin a block; a zero-width sign would show in the text.
    let document = parsed(&format!("x {}", line.trim_start()));
    match document.blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(text)) => {
            let plain = text.plain();
            SafeText::one_line(plain.strip_prefix('x').unwrap_or(&plain))
        }
        _ => SafeText::one_line(line),
    }
}

/// The lines of a text in markdown, as [`lines_of`] has them.
pub(super) fn lines(text: &str) -> Vec<SafeText> {
    let mut lines = Vec::new();
    for block in &parsed(&unbroken(text)).blocks {
        lines_of(block, &mut lines);
    }
    lines
}

/// The lines of the paragraphs and lists of a block, each item and paragraph on one. Calls itself,
/// at most as deep as documents nest.
pub(super) fn lines_of(block: &Block, out: &mut Vec<SafeText>) {
    match &block.kind {
        BlockKind::Paragraph(text) => out.push(text.plain()),
        BlockKind::List { items, .. } => items
            .iter()
            .flat_map(|item| &item.blocks)
            .for_each(|inner| lines_of(inner, out)),
        BlockKind::Quote(blocks) => blocks.iter().for_each(|inner| lines_of(inner, out)),
        _ => {}
    }
}

/// The paragraphs of a block, at any depth. Calls itself as [`lines_of`] does.
pub(super) fn paragraphs<'b>(block: &'b Block, out: &mut Vec<&'b Block>) {
    match &block.kind {
        BlockKind::Paragraph(_) => out.push(block),
        BlockKind::List { items, .. } => items
            .iter()
            .flat_map(|item| &item.blocks)
            .for_each(|inner| paragraphs(inner, out)),
        BlockKind::Quote(blocks) => blocks.iter().for_each(|inner| paragraphs(inner, out)),
        _ => {}
    }
}

/// The name of an item, and the lines below it.
pub(super) fn item(item: &ListItem) -> (SafeText, Vec<SafeText>) {
    let mut lines = Vec::new();
    for block in &item.blocks {
        lines_of(block, &mut lines);
    }
    if lines.is_empty() {
        return (SafeText::default(), lines);
    }
    (lines.remove(0), lines)
}
