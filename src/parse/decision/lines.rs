//! A block of code read as lines: where each starts, how it is marked, what it says.

use std::collections::BTreeMap;

use memchr::{memchr_iter, memchr2};
use unicode_width::UnicodeWidthChar;

use super::arrows::{self, Chain};
use super::{words, work};

/// Columns between two tab stops.
const TAB: usize = 4;
/// Vertical strokes that lead to a line further down and mean nothing themselves.
const RAILS: [char; 7] = ['│', '|', '┃', '║', '┊', '┆', '╎'];
/// Where a branch leaves its rail.
const CORNERS: [char; 10] = ['├', '└', '┣', '┗', '╠', '╚', '╰', '┝', '┕', '┡'];
/// What a branch is drawn with after its corner.
const TWIGS: [char; 8] = ['─', '━', '═', '╴', '╌', '┄', '-', '┬'];
/// Bullets of notes.
const BULLETS: [char; 5] = ['•', '-', '*', '+', '·'];
/// Signs that a drawing holds and a tree does not: other corners, crossings, arrows down or up.
const DRAWN: [char; 14] = [
    '┌', '┐', '┘', '┤', '┼', '╔', '╗', '╝', '╭', '╮', '╯', '▼', '▲', '┴',
];

/// Lines with a stroke in the same column that make it a ruler.
const RULED: usize = 3;

/// How a line is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Not at all.
    Plain,
    /// A branch drawn with box characters.
    Box,
    /// A branch drawn with `+--`, `|--`.
    Ascii,
}

/// A line that says something.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line<'a> {
    /// Its 1-based line in the file.
    pub(super) number: u32,
    /// The display column of its mark, or of its first character.
    pub(super) column: usize,
    /// How it is marked.
    pub(super) mark: Mark,
    /// Its text after rails, mark and bullet.
    pub(super) text: &'a str,
    /// The text cut at its arrows.
    pub(super) chain: Chain<'a>,
    /// Whether a blank line, a rule or a line of rails only stands above it.
    pub(super) after_gap: bool,
}

impl Line<'_> {
    /// Whether it is a branch.
    pub(super) fn is_branch(&self) -> bool {
        self.mark != Mark::Plain
    }

    /// Whether it holds an edge; a pointer ("See a → b") does not.
    pub(super) fn has_edge(&self) -> bool {
        self.chain.has_arrow() && (self.chain.led || !words::is_pointer(self.text))
    }
}

/// A block read as lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lines<'a> {
    /// The lines that say something, in order.
    pub(super) lines: Vec<Line<'a>>,
    /// Lines that belong to a drawing.
    pub(super) drawn: usize,
}

/// What a raw line is.
enum Raw<'a> {
    Gap,
    Drawn,
    Text(Start<'a>),
}

/// Where the mark and the text of a line begin.
struct Start<'a> {
    column: usize,
    text_column: usize,
    mark: Mark,
    text: &'a str,
}

/// Whether a block may hold a branch or an arrow. Says yes too often and never no to a mark.
pub(super) fn may_branch(text: &str) -> bool {
    let text = text.as_bytes();
    let twig = |at: usize| at.checked_sub(1).and_then(|before| text.get(before));
    let corner = |at: usize| matches!(twig(at), Some(b'|' | b'+' | b'\\' | b'`'));
    // All that is no ASCII among marks and arrows begins with this byte in UTF-8.
    memchr2(b'>', 0xe2, text).is_some() || memchr_iter(b'-', text).any(corner)
}

/// Reads a block whose first line is a line of the file.
pub(super) fn read(text: &str, first_line: u32) -> Lines<'_> {
    let mut out = Lines::default();
    let mut after_gap = false;
    for (number, raw) in (first_line..).zip(text.lines()) {
        match classify(raw) {
            Raw::Gap => after_gap = true,
            Raw::Drawn => {
                out.drawn += 1;
                after_gap = true;
            }
            Raw::Text(start) => {
                out.drawn += usize::from(is_drawn(raw));
                out.lines.push(line(number, &start, after_gap));
                after_gap = false;
            }
        }
    }
    out
}

fn line<'a>(number: u32, start: &Start<'a>, after_gap: bool) -> Line<'a> {
    let text = start.text;
    let chain = if words::is_numbered_question(text) {
        let column = start.text_column;
        Chain {
            segments: vec![arrows::Segment { column, text }],
            ..Chain::default()
        }
    } else {
        arrows::split(text, start.text_column)
    };
    Line {
        number,
        column: start.column,
        mark: start.mark,
        text,
        chain,
        after_gap,
    }
}

fn classify(raw: &str) -> Raw<'_> {
    let mut column = 0;
    let mut drawn = false;
    for (byte, c) in raw.char_indices() {
        work::step();
        let rest = raw.get(byte..).unwrap_or_default();
        if let Some((mark, length)) = mark(rest) {
            let text = rest.get(length..).unwrap_or_default();
            let width = rest.get(..length).map_or(0, crate::text::width::width);
            return branch(column, column + width, mark, text, drawn);
        }
        match c {
            '\t' => column += TAB - column % TAB,
            '▼' | '▲' | '↓' | '↑' => {
                drawn = true;
                column += 1;
            }
            c if c.is_whitespace() || RAILS.contains(&c) => column += c.width().unwrap_or(0),
            _ if drawn || is_rule(rest) => break,
            _ => return plain(column, rest),
        }
    }
    if drawn { Raw::Drawn } else { Raw::Gap }
}

/// A marked line; an arrow between the mark and the text belongs to the mark.
fn branch(column: usize, text_column: usize, mark: Mark, text: &str, drawn: bool) -> Raw<'_> {
    let label = text.trim_start();
    let text_column = text_column + text.len() - label.len();
    let label = label.trim_end();
    if label.is_empty() {
        return if drawn { Raw::Drawn } else { Raw::Gap };
    }
    Raw::Text(Start {
        column,
        text_column,
        mark,
        text: label,
    })
}

/// An unmarked line, its bullet taken off.
fn plain(column: usize, rest: &str) -> Raw<'_> {
    let text = rest.trim_end();
    let bare = text
        .strip_prefix(BULLETS)
        .filter(|bare| bare.starts_with(' '))
        .map_or(text, str::trim_start);
    Raw::Text(Start {
        column,
        text_column: column + crate::text::width::width(text) - crate::text::width::width(bare),
        mark: Mark::Plain,
        text: bare,
    })
}

/// The mark that a text starts with, and its bytes.
fn mark(rest: &str) -> Option<(Mark, usize)> {
    let first = rest.chars().next()?;
    let after = rest.get(first.len_utf8()..)?;
    if CORNERS.contains(&first) {
        let twig = run(after, |c| TWIGS.contains(&c));
        let length = first.len_utf8() + twig;
        return Some((Mark::Box, length + head(rest.get(length..)?)));
    }
    if arrows::is_stroke(first) {
        let length = run(rest, arrows::is_stroke);
        let bare = rest.get(length..)?.starts_with(' ') && length > first.len_utf8();
        return (bare && !is_rule(rest)).then_some((Mark::Box, length));
    }
    if matches!(first, '|' | '+' | '\\' | '`') {
        let twig = run(after, |c| c == '-');
        let end = 1 + twig + usize::from(rest.get(1 + twig..)?.starts_with('>'));
        let next = rest.get(end..)?.chars().next();
        let spaced = next.is_none_or(char::is_whitespace);
        let glued = twig > 1
            && matches!(first, '|' | '+')
            && next.is_some_and(|c| !matches!(c, '|' | '+' | '-' | ':'));
        return (twig > 0 && (spaced || glued)).then_some((Mark::Ascii, end));
    }
    None
}

/// Bytes of the arrow head that a text starts with.
fn head(text: &str) -> usize {
    match text.chars().next() {
        Some(c) if arrows::is_head(c) || c == '>' => c.len_utf8(),
        _ => 0,
    }
}

/// Bytes of the longest start in which every character is wanted.
fn run(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

/// Whether a text is a horizontal rule.
fn is_rule(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() > 2
        && text
            .chars()
            .all(|c| arrows::is_stroke(c) || matches!(c, '-' | '=' | '*' | '_' | '~' | ' '))
}

/// Whether a line holds signs of a drawing: boxes, crossings, a frame, a title in a rule, a second
/// branch.
fn is_drawn(raw: &str) -> bool {
    let inner = raw.trim();
    let framed = inner.ends_with(RAILS) && inner.starts_with(RAILS.as_slice());
    let corners = inner.chars().filter(|c| CORNERS.contains(c)).count();
    let titled = [inner.chars().next(), inner.chars().next_back()];
    let titled = titled.iter().flatten().all(|c| arrows::is_stroke(*c));
    framed || titled || corners > 1 || inner.contains(DRAWN)
}

/// Whether a text draws a screen or a chart: strokes rule its lines into columns, or blocks of
/// colour stand in it.
pub(super) fn is_screen(text: &str) -> bool {
    text.contains(|c| matches!(c, '▀'..='▟')) || is_ruled(text)
}

/// Whether strokes stand below one another behind the text of most lines. Where branches are
/// drawn, one such column may be that of remarks.
fn is_ruled(text: &str) -> bool {
    let mut columns: BTreeMap<usize, usize> = BTreeMap::new();
    let mut lines = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        lines += 1;
        for column in ruler_columns(line) {
            *columns.entry(column).or_default() += 1;
        }
    }
    let rulers = columns.values();
    let rulers = rulers.filter(|met| **met >= RULED && **met * 2 > lines);
    rulers.count() > usize::from(text.contains(CORNERS))
}

/// The columns of strokes that stand behind text.
fn ruler_columns(line: &str) -> Vec<usize> {
    let mut columns = Vec::new();
    let (mut column, mut written) = (0, false);
    for c in line.chars() {
        work::step();
        let stroke = c != '|' && RAILS.contains(&c);
        if stroke && written {
            columns.push(column);
        }
        written |= !(stroke || c.is_whitespace());
        column += c.width().unwrap_or(0);
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::{Mark, may_branch, read};

    #[test]
    fn marks_are_told_from_text() {
        let cases = [
            ("box", "│  ├─ Foo", Mark::Box, 3, "Foo"),
            ("heavy", "┣━━ Foo", Mark::Box, 0, "Foo"),
            ("glued arrow", "├─► Foo", Mark::Box, 0, "Foo"),
            ("glued text", "└─Foo", Mark::Box, 0, "Foo"),
            ("bare run", "  ── Foo", Mark::Box, 2, "Foo"),
            ("plus", "    +-- Foo", Mark::Ascii, 4, "Foo"),
            ("pipe", "|   |-- Foo", Mark::Ascii, 4, "Foo"),
            ("backslash", "\\-- Foo", Mark::Ascii, 0, "Foo"),
            ("plain", "│  Foo | Bar", Mark::Plain, 3, "Foo | Bar"),
            ("bullet", "│  • Foo", Mark::Plain, 3, "Foo"),
            ("tab", "\tFoo", Mark::Plain, 4, "Foo"),
            ("code", "`--flag` is set", Mark::Plain, 0, "`--flag` is set"),
        ];
        for (name, raw, mark, column, text) in cases {
            let read = read(raw, 1);
            let line = read.lines.first().expect(name);
            assert_eq!(
                (line.mark, line.column, line.text),
                (mark, column, text),
                "{name}"
            );
        }
    }

    #[test]
    fn a_block_without_a_mark_or_an_arrow_is_told_at_once() {
        for mark in [
            "├─",
            "─── a",
            "|-- a",
            "+--",
            "\\-- a",
            "`-- a",
            "a -> b",
            "a → b",
        ] {
            assert!(may_branch(mark), "{mark}");
        }
        for text in ["a - b", "--flag", "| a | b |", "key: value\n  key-two: é"] {
            assert!(!may_branch(text), "{text}");
        }
    }

    #[test]
    fn gaps_and_drawings_are_no_lines() {
        let read_lines = read("a\n\n│\n═════\n  ▼\nb\n┌──┐\n│ x │", 7);
        let numbers: Vec<u32> = read_lines.lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [7, 12, 13, 14]);
        assert!(read_lines.lines.get(1).is_some_and(|line| line.after_gap));
        assert_eq!(read_lines.drawn, 3);
    }
}
