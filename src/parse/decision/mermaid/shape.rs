//! Labels in their shapes: `[box]`, `(round)`, `{decision}`, `[(store)]`, `@{ shape: diam }`.

use super::{Reader, unquoted};

impl<'a> Reader<'a> {
    /// The label in a shape: `[box]`, `(round)`, `{decision}`, `>flag]`, and those in two brackets.
    pub(super) fn shape(&mut self, at: usize) {
        let close = match self.at.peek() {
            Some('[' | '>') => ']',
            Some('(') => ')',
            Some('{') => '}',
            _ => return,
        };
        let Some(open) = self.at.bump() else { return };
        let line = self.at.line();
        let inner = self.enclosed(open, close);
        let decides = open == '{' && !inner.starts_with('{');
        self.diagram.decides(at, decides);
        self.diagram.label(at, bare(inner, open), line);
    }

    /// What stands up to the bracket that closes, which may be on a further line only within
    /// quotes. Where none closes: up to the first that might, or the end of the line.
    fn enclosed(&mut self, open: char, close: char) -> &'a str {
        let start = self.at;
        if self.unclosed != Some(start.line()) {
            for quotes in [true, false] {
                self.at = start;
                if let Some(inner) = self.balanced((open, close), quotes) {
                    return inner;
                }
            }
            self.unclosed = Some(start.line());
        }
        self.at = start;
        let inner = self.at.take_while(|c| c != '\n' && c != close);
        if self.at.peek() == Some(close) {
            self.at.bump();
        }
        inner
    }

    /// What stands up to the matching bracket, if it is there.
    fn balanced(&mut self, (open, close): (char, char), quotes: bool) -> Option<&'a str> {
        let start = self.at;
        let (mut depth, mut begun) = (1, false);
        loop {
            let end = self.at;
            let c = self.at.bump()?;
            if c == '"' && quotes && !begun {
                self.at.take_while(|c| c != '"');
                self.at.bump()?;
            }
            begun = begun || !matches!(c, '(' | '[' | '{' | '/' | '\\' | ' ');
            if c == '\n' {
                return None;
            } else if c == close {
                depth -= 1;
            } else if c == open {
                depth += 1;
            }
            if depth == 0 {
                return Some(end.since(&start));
            }
        }
    }

    /// `@{ shape: diamond, label: "Big?" }` after a name.
    pub(super) fn attributes(&mut self, at: usize) {
        let line = self.at.line();
        loop {
            let key = self.at.take_while(|c| !matches!(c, ':' | '}'));
            if !self.at.eat(":") {
                break;
            }
            self.at.take_while(char::is_whitespace);
            let value = if self.at.eat("\"") {
                let value = self.at.take_while(|c| c != '"');
                self.at.bump();
                value
            } else {
                self.at.take_while(|c| !matches!(c, ',' | '}' | '\n'))
            };
            match key.trim_matches([',', ' ', '\n', '\t']) {
                "label" => self.diagram.label(at, value, line),
                "shape" => {
                    let decides =
                        matches!(value.trim(), "diam" | "diamond" | "decision" | "question");
                    self.diagram.decides(at, decides);
                }
                _ => {}
            }
        }
        self.at.eat("}");
    }
}

/// The brackets that stand within others to make a further shape.
const INNER: [(char, char, char); 9] = [
    ('(', '(', ')'),
    ('(', '[', ']'),
    ('(', '-', '-'),
    ('[', '[', ']'),
    ('[', '(', ')'),
    ('[', '/', '/'),
    ('[', '/', '\\'),
    ('[', '\\', '/'),
    ('{', '{', '}'),
];

/// A label without the inner brackets of its shape and without quotes.
fn bare(inner: &str, open: char) -> &str {
    let mut text = inner.trim();
    // Three brackets are the most: `(((double circle)))`.
    for _ in 0..2 {
        let pairs = INNER.iter().filter(|(outer, ..)| *outer == open);
        let mut within = pairs.filter_map(|(_, first, last)| {
            let within = text.strip_prefix(*first)?.strip_suffix(*last)?;
            Some(within).filter(|within| is_whole(within, *first, *last))
        });
        match within.next() {
            Some(within) => text = within.trim(),
            None => break,
        }
    }
    unquoted(text)
}

/// Whether the brackets around a text belong together: not those of `(a) or (b)`.
fn is_whole(within: &str, open: char, close: char) -> bool {
    let mut depth = 0_i32;
    open == close
        || within.chars().all(|c| {
            depth += i32::from(c == open) - i32::from(c == close);
            depth >= 0
        })
}
