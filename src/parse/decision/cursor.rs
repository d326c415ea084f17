//! A place in a text that only moves on, and knows its line: what the readers of diagrams stand on.

use super::work;

/// What of a text is still to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
    line: u32,
}

impl<'a> Cursor<'a> {
    /// The beginning of a text whose first line has a number.
    pub(super) fn new(text: &'a str, line: u32) -> Self {
        Self { rest: text, line }
    }

    /// The number of the line it stands on.
    pub(super) fn line(&self) -> u32 {
        self.line
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// The character after the next one.
    pub(super) fn second(&self) -> Option<char> {
        self.rest.chars().nth(1)
    }

    /// Takes the next character.
    pub(super) fn bump(&mut self) -> Option<char> {
        work::step();
        let next = self.peek()?;
        self.rest = self.rest.get(next.len_utf8()..).unwrap_or_default();
        self.line += u32::from(next == '\n');
        Some(next)
    }

    /// Whether a text comes next.
    pub(super) fn sees(&self, text: &str) -> bool {
        self.rest.starts_with(text)
    }

    /// Takes a text if it comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let sees = self.sees(text);
        if sees {
            self.advance(text.len());
        }
        sees
    }

    /// Takes characters as long as they are of a kind.
    pub(super) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let length = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        self.advance(length)
    }

    /// Takes the rest of the line, its end left.
    pub(super) fn take_line(&mut self) -> &'a str {
        self.take_while(|c| c != '\n')
    }

    /// Takes blanks within a line.
    pub(super) fn skip_blanks(&mut self) {
        self.take_while(is_blank);
    }

    /// What was passed since an earlier place in the same text.
    pub(super) fn since(&self, start: &Self) -> &'a str {
        let length = start.rest.len().saturating_sub(self.rest.len());
        start.rest.get(..length).unwrap_or_default()
    }

    fn advance(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        let ends = taken.bytes().filter(|byte| *byte == b'\n').count();
        work::steps(taken.len());
        self.rest = rest;
        self.line += u32::try_from(ends).unwrap_or(0);
        taken
    }
}

/// Whether a character is white space that ends no line.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}
