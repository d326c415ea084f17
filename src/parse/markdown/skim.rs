//! What of a document an index can do without: prose and lists with nothing in them.
//!
//! A scanner of lines that decides only what is *not* given to the markdown parser, and only
//! where no reading of the lines around it could differ for it. It takes a document as chunks of
//! lines between blank ones. A chunk is left out when
//!
//! - no line of it can begin or end a block other than a paragraph or a list (each starts with a
//!   letter or its like, after a marker in a list) and none can hold a link;
//! - a list in it holds no sign of a decision, and nothing in it is defined;
//! - what comes before cannot take it in, and what follows is a heading, a paragraph or the end,
//!   so that it leads to no block that an index looks at.
//!
//! Only a fence and some HTML go on over a blank line to a line that is not indented. Both are
//! followed as long as there is no doubt where they end; at the first doubt the rest of the
//! document is kept. Rules of blocks: `CommonMark` 0.31, sections 4 and 5.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

use crate::parse::{command, decision, definition};

/// Columns of indentation up to which a line of a list is looked at.
const INDENT: usize = 12;
/// Columns of indentation from which a line begins no block of its own.
const CODE_INDENT: usize = 4;
/// What a fence is made of, and of how many at least.
const MARKS: [u8; 2] = [b'`', b'~'];
const FENCE: usize = 3;
/// Starts of HTML blocks that go on over blank lines.
const HTML: [&str; 6] = ["<!", "<?", "<script", "<pre", "<style", "<textarea"];
/// A comment, which most often ends in its own line.
const COMMENT: (&str, &str) = ("<!--", "-->");

/// A text without what an index can do without.
pub(super) struct Kept<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where each part that was kept starts, here and in the whole text.
    parts: Vec<(usize, usize)>,
}

impl<'a> Kept<'a> {
    /// Takes out of a text what is not needed.
    pub(super) fn new(whole: &'a str) -> Self {
        let unneeded = unneeded(whole);
        if unneeded.is_empty() {
            return Self {
                text: Cow::Borrowed(whole),
                parts: vec![(0, 0)],
            };
        }
        let mut text = String::with_capacity(whole.len());
        let mut parts = Vec::with_capacity(unneeded.len() + 1);
        let mut start = 0;
        for gap in unneeded {
            parts.push((text.len(), start));
            text.push_str(whole.get(start..gap.start).unwrap_or_default());
            start = gap.end;
        }
        parts.push((text.len(), start));
        text.push_str(whole.get(start..).unwrap_or_default());
        Self {
            text: Cow::Owned(text),
            parts,
        }
    }

    /// Where a part of the text stands in the whole.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.byte(range.start);
        // What ends where a part ends does not reach over the gap.
        let end = range
            .end
            .checked_sub(1)
            .map_or(0, |last| self.byte(last) + 1);
        start..end.max(start)
    }

    fn byte(&self, at: usize) -> usize {
        let part = self.parts.partition_point(|(here, _)| *here <= at);
        let part = part.checked_sub(1).and_then(|part| self.parts.get(part));
        part.map_or(at, |(here, whole)| at - here + whole)
    }
}

/// The parts of a text that an index can do without, in order.
fn unneeded(text: &str) -> Vec<Range<usize>> {
    // A lone return ends a line too, and a mark of byte order begins none.
    if memchr(b'\r', text.as_bytes()).is_some() || text.starts_with('\u{feff}') {
        return Vec::new();
    }
    let mut scanner = Scanner {
        text,
        ..Scanner::default()
    };
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut start = 0;
    for end in ends {
        let line = text.as_bytes().get(start..end).unwrap_or_default();
        if scanner.line(line, start).is_err() {
            return scanner.unneeded;
        }
        start = end + 1;
    }
    if scanner.fence.is_none() {
        scanner.close(text.len());
        scanner.settle(text.len());
    }
    scanner.unneeded
}

/// It is not sure where a block ends: nothing from here on is left out.
struct Doubt;

/// A document while it is scanned.
#[derive(Default)]
struct Scanner<'a> {
    text: &'a str,
    unneeded: Vec<Range<usize>>,
    /// Where what can be left out begins, if what follows allows it.
    pending: Option<usize>,
    chunk: Option<Chunk>,
    fence: Option<Fence>,
    /// Whether a list may be open that a further item would belong to.
    list_open: bool,
}

/// Lines without a blank one between them.
struct Chunk {
    start: usize,
    kind: ChunkKind,
    /// Whether its first line is an item.
    item_first: bool,
}

/// What the lines of a chunk are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChunkKind {
    /// A paragraph with nothing in it.
    Prose,
    /// A paragraph that may hold a link.
    Linked,
    /// A list with no link in it, perhaps after a paragraph.
    Items,
    /// HTML up to a blank line, perhaps.
    Html,
    /// Anything else.
    Other,
}

impl ChunkKind {
    /// The kind of a chunk that begins with a line.
    fn begun(line: Line) -> Self {
        match line {
            Line::Prose => Self::Prose,
            Line::Linked => Self::Linked,
            Line::Item => Self::Items,
            Line::Html => Self::Html,
            _ => Self::Other,
        }
    }

    /// The kind of a chunk after one more line.
    fn with(self, line: Line) -> Self {
        match (self, line) {
            (Self::Html, _) | (_, Line::Html) => Self::Html,
            (Self::Prose, Line::Prose) => Self::Prose,
            (Self::Prose | Self::Linked, Line::Prose | Line::Linked) => Self::Linked,
            (Self::Prose, Line::Item) | (Self::Items, Line::Item | Line::Prose | Line::Inner) => {
                Self::Items
            }
            _ => Self::Other,
        }
    }
}

/// What a line is outside a fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Blank,
    Heading,
    /// Text of a paragraph that holds no link.
    Prose,
    /// Text of a paragraph.
    Linked,
    /// An item of a list, with no link in it.
    Item,
    /// More text of an item, or an item in it, with no link in it.
    Inner,
    Html,
    Other,
}

/// A fence that is open.
struct Fence {
    indent: usize,
    mark: u8,
    length: usize,
    /// Whether what stands in it is no notation and no command.
    is_code: bool,
}

impl Scanner<'_> {
    /// Takes the next line, which starts at a byte.
    fn line(&mut self, line: &[u8], start: usize) -> Result<(), Doubt> {
        let indent = line.iter().take_while(|byte| **byte == b' ').count();
        let bare = line.get(indent..).unwrap_or_default();
        if let Some(fence) = &self.fence {
            if fence.ends(bare, indent)? {
                self.end_fence(start);
            }
            return Ok(());
        }
        if let Some(fence) = Fence::opened(bare, indent)? {
            return self.open(fence, start, start + line.len() + 1);
        }
        match classify(bare, indent) {
            Line::Blank => self.close(start),
            Line::Heading if !self.in_html() => {
                self.close(start);
                self.settle(start);
                self.list_open = false;
            }
            line => self.add(line, start, bare)?,
        }
        Ok(())
    }

    fn in_html(&self) -> bool {
        let chunk = self.chunk.as_ref();
        chunk.is_some_and(|chunk| chunk.kind == ChunkKind::Html)
    }

    /// Begins a fence: a block that an index looks at, and at the text before it.
    fn open(&mut self, fence: Fence, start: usize, inside: usize) -> Result<(), Doubt> {
        if self.in_html() {
            return Err(Doubt);
        }
        self.close(start);
        if fence.is_code {
            self.settle(start);
        }
        self.pending = fence.is_code.then_some(inside);
        self.list_open = fence.indent > 0;
        self.fence = Some(fence);
        Ok(())
    }

    /// Ends a fence; code in it is left out.
    fn end_fence(&mut self, start: usize) {
        self.settle(start);
        self.fence = None;
    }

    /// Adds a line to the chunk.
    fn add(&mut self, line: Line, start: usize, bare: &[u8]) -> Result<(), Doubt> {
        if goes_on(bare) {
            return Err(Doubt);
        }
        match &mut self.chunk {
            Some(chunk) => chunk.kind = chunk.kind.with(line),
            None => {
                self.chunk = Some(Chunk {
                    start,
                    kind: ChunkKind::begun(line),
                    item_first: line == Line::Item,
                });
            }
        }
        Ok(())
    }

    /// Ends the chunk.
    fn close(&mut self, end: usize) {
        let Some(chunk) = self.chunk.take() else {
            return;
        };
        let text = self.text.get(chunk.start..end).unwrap_or_default();
        match chunk.kind {
            ChunkKind::Prose | ChunkKind::Linked
                if !decision::may_be_rule(text) && !definition::may_define(text) =>
            {
                self.settle(chunk.start);
                self.pending = (chunk.kind == ChunkKind::Prose).then_some(chunk.start);
                self.list_open = false;
            }
            ChunkKind::Items if !self.is_needed(&chunk, text) => {
                self.pending.get_or_insert(chunk.start);
                self.list_open = false;
            }
            ChunkKind::Prose | ChunkKind::Linked => {
                self.pending = None;
                self.list_open = false;
            }
            ChunkKind::Items | ChunkKind::Html | ChunkKind::Other => {
                self.pending = None;
                self.list_open = true;
            }
        }
    }

    /// Whether a list may be a decision, or define something, or go on with one that is open.
    fn is_needed(&self, list: &Chunk, text: &str) -> bool {
        list.item_first && self.list_open
            || decision::may_be_list(text)
            || definition::may_define(text)
    }

    /// Leaves out what is pending: what follows does not need it.
    fn settle(&mut self, end: usize) {
        if let Some(start) = self.pending.take() {
            self.unneeded.push(start..end);
        }
    }
}

impl Fence {
    /// The fence that a line opens, or would open if no list were open. Further right a fence
    /// can only stand in a list, which ends with it.
    fn opened(bare: &[u8], indent: usize) -> Result<Option<Self>, Doubt> {
        let first = bare.first().copied();
        let Some(mark) = first.filter(|mark| MARKS.contains(mark) && indent < CODE_INDENT) else {
            return Ok(None);
        };
        let length = bare.iter().take_while(|byte| **byte == mark).count();
        if length < FENCE {
            return Ok(None);
        }
        let info = bare.get(length..).unwrap_or_default();
        if mark == b'`' && memchr(mark, info).is_some() {
            return Err(Doubt);
        }
        Ok(Some(Self {
            indent,
            mark,
            length,
            is_code: indent == 0 && is_code(info),
        }))
    }

    /// Whether a line ends it. An indented one may stand in a list, which a line further left
    /// would end, and be ended by other lines there than at the margin.
    fn ends(&self, bare: &[u8], indent: usize) -> Result<bool, Doubt> {
        if bare.is_empty() {
            return Ok(false);
        }
        let length = bare.iter().take_while(|byte| **byte == self.mark).count();
        let rest = bare.get(length..).unwrap_or_default();
        let closes = length >= self.length && rest.trim_ascii().is_empty();
        if self.indent == 0 {
            return match closes && indent < CODE_INDENT {
                true if indent > 0 || memchr(b'\t', rest).is_some() => Err(Doubt),
                closes => Ok(closes),
            };
        }
        if indent < self.indent || (length >= FENCE && !(closes && indent == self.indent)) {
            return Err(Doubt);
        }
        Ok(closes)
    }
}

/// Whether an info string names code that nothing is read from: no notation and no shell. One
/// with signs in it may say something else once the parser has read it.
fn is_code(info: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b" +-_#".contains(byte);
    let info = std::str::from_utf8(info).unwrap_or_default().trim_ascii();
    info.bytes().all(|byte| plain(&byte))
        && !decision::is_notation(info)
        && command::shell(info).is_none()
}

/// What a line is, given without its indentation.
fn classify(bare: &[u8], indent: usize) -> Line {
    let Some(first) = bare.first().copied() else {
        return Line::Blank;
    };
    match (first, indent) {
        (b'#', 0) if is_heading(bare) => return Line::Heading,
        (b'<', 0..CODE_INDENT) => return Line::Html,
        _ => {}
    }
    let text = after_marker(bare);
    if indent > INDENT || !begins_text(text.unwrap_or(bare)) {
        return Line::Other;
    }
    let linked = memchr2(b'[', b'<', bare).is_some();
    match (indent, text) {
        (0, None) if linked => Line::Linked,
        _ if linked || memchr(b'\t', bare).is_some() => Line::Other,
        (0, None) => Line::Prose,
        (0, Some(_)) => Line::Item,
        _ => Line::Inner,
    }
}

/// `# Title`, up to six.
fn is_heading(bare: &[u8]) -> bool {
    let level = bare.iter().take_while(|byte| **byte == b'#').count();
    level < 7 && matches!(bare.get(level), None | Some(b' '))
}

/// The text of an item: what follows `- `, `12. ` and the like.
fn after_marker(bare: &[u8]) -> Option<&[u8]> {
    let digits = bare.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let marks: &[u8] = if digits == 0 { b"-*+" } else { b".)" };
    let marked = bare.get(digits).is_some_and(|mark| marks.contains(mark));
    let text = bare.get(digits + 1..)?.strip_prefix(b" ")?;
    marked.then_some(text)
}

/// Whether a line with this text is nothing but text of a paragraph, whatever stands around it.
fn begins_text(text: &[u8]) -> bool {
    let emphasis = text.iter().take_while(|byte| **byte == b'*').count();
    let word = |at: usize| {
        let first = text.get(at);
        first.is_some_and(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii())
    };
    match text.first() {
        Some(b'*') => emphasis < 4 && word(emphasis),
        Some(b'`' | b'(' | b'"' | b'\'' | b'_') => word(1),
        Some(_) => word(0),
        None => false,
    }
}

/// Whether a line may begin an HTML block that goes on over blank lines.
fn goes_on(bare: &[u8]) -> bool {
    if bare.first() != Some(&b'<') {
        return false;
    }
    let line = String::from_utf8_lossy(bare).to_ascii_lowercase();
    let comment = line
        .strip_prefix(COMMENT.0)
        .is_some_and(|rest| rest.contains(COMMENT.1));
    !comment && HTML.iter().any(|html| line.starts_with(html))
}
