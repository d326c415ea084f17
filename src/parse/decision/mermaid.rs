//! Mermaid flowcharts: `A{Big?} -->|yes| B[Split]`. Grammar: mermaid.js.org/syntax/flowchart.html.
//!
//! One pass over the text. What a statement cannot be is passed over up to the end of its line, so
//! that a diagram with something new in it is still read for the rest.

use super::cursor::Cursor;
use super::diagram::{Diagram, GROUP};
use super::sketch::{Sketch, content_lines};
use crate::model::Notation;
use crate::parse::ParseCx;
use crate::text::SafeText;

/// Words that begin a diagram of this kind; the others of mermaid show no decisions.
const HEADERS: [&str; 3] = ["flowchart-elk", "flowchart", "graph"];
/// Directions it may be drawn in.
const DIRECTIONS: [&str; 5] = ["TB", "TD", "BT", "RL", "LR"];
/// Statements that are no arrows, and what they say.
const STATEMENTS: [(&str, Statement); 10] = [
    ("subgraph", Statement::Subgraph),
    ("end", Statement::Other),
    ("direction", Statement::Other),
    ("style", Statement::Other),
    ("classDef", Statement::Other),
    ("class", Statement::Other),
    ("linkStyle", Statement::Other),
    ("click", Statement::Line),
    ("accTitle", Statement::Title),
    ("accDescr", Statement::Description),
];

/// What a statement says.
#[derive(Clone, Copy)]
enum Statement {
    /// It opens a frame, which may have a label.
    Subgraph,
    /// The title.
    Title,
    /// A description, of one line or in braces.
    Description,
    /// How something looks.
    Other,
    /// The same, up to the end of the line whatever stands there.
    Line,
}

/// Reads a block; `None` where it is no flowchart.
pub(super) fn read(text: &str, line: u32, cx: ParseCx<'_>) -> Option<Sketch> {
    let mut reader = Reader {
        at: Cursor::new(text, line),
        diagram: Diagram::new(cx),
        title: None,
        unclosed: None,
    };
    reader.front_matter();
    if !reader.header() {
        return None;
    }
    while !reader.at.is_done() {
        reader.statement();
    }
    let charted = reader.diagram.finish()?;
    let (line, end_line) = content_lines(text, line)?;
    Some(Sketch {
        notation: Notation::Mermaid,
        title: reader.title,
        graph: charted.graph,
        decisions: charted.decisions,
        intro: charted.apart,
        line,
        end_line,
        ordered: false,
        drawn: 0,
    })
}

struct Reader<'a> {
    at: Cursor<'a>,
    diagram: Diagram<'a>,
    title: Option<SafeText>,
    /// The line on which a bracket is never closed: others on it are not tried to its end again.
    unclosed: Option<u32>,
}

/// An arrow between two labels.
struct Link<'a> {
    text: Option<&'a str>,
    /// `~~~` only places its ends.
    hidden: bool,
}

impl<'a> Reader<'a> {
    /// Passes blank lines, comments and the block between `---` that may say a title.
    fn front_matter(&mut self) {
        self.skip_empty();
        if !self.at.sees("---") {
            return;
        }
        self.at.take_line();
        while self.at.bump().is_some() {
            let line = self.at.take_line();
            if line.trim_end() == "---" {
                break;
            }
            if let Some(title) = line.strip_prefix("title:") {
                self.name(title);
            }
        }
        self.skip_empty();
    }

    fn name(&mut self, title: &str) {
        let title = SafeText::one_line(title.trim().trim_matches(['"', '\'']));
        self.title = Some(title).filter(|title| !title.is_empty());
    }

    fn header(&mut self) -> bool {
        if !HEADERS.iter().any(|word| self.at.eat(word)) {
            return false;
        }
        let spaced = self.at.peek().is_none_or(|c| c.is_whitespace() || c == ';');
        self.at.skip_blanks();
        let _ = DIRECTIONS.iter().any(|direction| self.at.eat(direction));
        self.at.skip_blanks();
        spaced && matches!(self.at.peek(), None | Some('\n' | ';'))
    }

    /// Passes ends of statements, blank lines and comments.
    fn skip_empty(&mut self) {
        loop {
            self.at.take_while(|c| c.is_whitespace() || c == ';');
            if !self.at.sees("%%") {
                return;
            }
            self.at.take_line();
        }
    }

    fn statement(&mut self) {
        self.skip_empty();
        let start = self.at;
        let word = self.identifier();
        let after = self.at;
        let known = STATEMENTS.iter().find(|(name, _)| *name == word);
        match known.filter(|_| self.link().is_none()) {
            Some((_, statement)) => {
                self.at = after;
                self.say(*statement);
            }
            None => {
                self.at = start;
                self.chain();
                self.skip_statement();
            }
        }
    }

    fn say(&mut self, statement: Statement) {
        match statement {
            Statement::Subgraph => self.subgraph(),
            Statement::Title => self.title(),
            Statement::Description => self.description(),
            Statement::Other => self.skip_statement(),
            Statement::Line => {
                self.at.take_line();
            }
        }
    }

    fn skip_statement(&mut self) {
        self.at.take_while(|c| !matches!(c, '\n' | ';'));
    }

    fn subgraph(&mut self) {
        self.at.skip_blanks();
        let line = self.at.line();
        let name = self.identifier();
        if !name.is_empty() {
            let (at, _) = self.diagram.named(name, line);
            self.diagram.hide(at);
            self.at.skip_blanks();
            self.shape(at);
        }
        self.skip_statement();
    }

    fn title(&mut self) {
        let line = self.at.take_line();
        if self.title.is_none() {
            self.name(line.trim_start_matches([' ', ':']));
        }
    }

    fn description(&mut self) {
        self.at.skip_blanks();
        if self.at.eat("{") {
            self.at.take_while(|c| c != '}');
            self.at.eat("}");
        } else {
            self.at.take_line();
        }
    }

    /// `A & B --> C -->|text| D`.
    fn chain(&mut self) {
        let mut from = self.group();
        while !from.is_empty() {
            let Some(link) = self.link() else { return };
            self.at.skip_blanks();
            let to = self.group();
            if !link.hidden {
                self.diagram.arrows(&from, &to, link.text);
            }
            from = to;
        }
    }

    fn group(&mut self) -> Vec<usize> {
        let mut group = Vec::new();
        loop {
            let Some(at) = self.node() else { return group };
            if group.len() < GROUP {
                group.push(at);
            }
            let after = self.at;
            self.at.skip_blanks();
            if !self.at.eat("&") {
                self.at = after;
                return group;
            }
            self.at.skip_blanks();
        }
    }

    /// A name, and what follows it without a space: its shape with the label, its class.
    fn node(&mut self) -> Option<usize> {
        let line = self.at.line();
        let name = self.identifier();
        if name.is_empty() {
            return None;
        }
        let (at, _) = self.diagram.named(name, line);
        self.shape(at);
        if self.at.eat("@{") {
            self.attributes(at);
        }
        if self.at.eat(":::") {
            self.identifier();
        }
        Some(at)
    }

    /// A name may hold most signs, but none that begins an arrow.
    fn identifier(&mut self) -> &'a str {
        let start = self.at;
        while let Some(c) = self.at.peek() {
            let next = self.at.second();
            let inside = match c {
                '_' | '!' | '#' | '$' | '\'' | '*' | '+' | '.' | '?' | '/' | '\\' => true,
                '-' => next.is_some_and(|c| !matches!(c, '>' | '-' | '.') && !c.is_whitespace()),
                '=' => next != Some('='),
                c => c.is_alphanumeric(),
            };
            if !inside {
                break;
            }
            self.at.bump();
        }
        self.at.since(&start)
    }

    /// The label in a shape: `[box]`, `(round)`, `{decision}`, `>flag]`, and those in two brackets.
    fn shape(&mut self, at: usize) {
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
        self.at.bump();
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
    fn attributes(&mut self, at: usize) {
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

    /// An arrow in any of its spellings, with the name it may have (`e1@-->`) and its text. Where
    /// none stands here, nothing is passed.
    fn link(&mut self) -> Option<Link<'a>> {
        let before = self.at;
        self.at.skip_blanks();
        let start = self.at;
        let name = self.identifier();
        let named = !name.is_empty() && self.at.eat("@");
        if !named {
            self.at = start;
        }
        let link = self.arrow();
        if link.is_none() {
            self.at = before;
        } else if named {
            let (at, _) = self.diagram.named(name, start.line());
            self.diagram.hide(at);
        }
        link
    }

    fn arrow(&mut self) -> Option<Link<'a>> {
        if self.at.sees("~~~") {
            self.at.take_while(|c| c == '~');
            return Some(Link {
                text: None,
                hidden: true,
            });
        }
        let tailed = matches!(self.at.peek(), Some('<' | 'o' | 'x'))
            && matches!(self.at.second(), Some('-' | '='));
        if tailed {
            self.at.bump();
        }
        let within = if self.at.sees("--") {
            self.run("--", '-')
        } else if self.at.sees("==") {
            self.run("==", '=')
        } else if self.at.sees("-.") {
            self.dotted()
        } else {
            return None;
        };
        let text = within.or_else(|| self.piped());
        Some(Link {
            text,
            hidden: false,
        })
    }

    /// A solid or a thick arrow; yields the text within: `-- text -->`.
    fn run(&mut self, close: &str, stroke: char) -> Option<&'a str> {
        let strokes = self.at.take_while(|c| c == stroke).len();
        if self.head() || strokes > 2 {
            return None;
        }
        let text = self.text_until(close);
        self.at.take_while(|c| c == stroke);
        self.head();
        Some(text)
    }

    /// A dotted arrow; yields the text within: `-. text .->`.
    fn dotted(&mut self) -> Option<&'a str> {
        self.at.bump();
        self.at.take_while(|c| c == '.');
        if self.at.peek() == Some('-') {
            self.at.take_while(|c| c == '-');
            self.head();
            return None;
        }
        let text = self.text_until(".-");
        self.at.take_while(|c| c == '.');
        self.at.take_while(|c| c == '-');
        self.head();
        Some(text)
    }

    /// Takes the head of an arrow. A letter is one only where no name begins with it.
    fn head(&mut self) -> bool {
        let lettered = matches!(self.at.peek(), Some('x' | 'o'))
            && self
                .at
                .second()
                .is_none_or(|c| c.is_whitespace() || c == '|');
        if lettered {
            self.at.bump();
        }
        lettered || self.at.eat(">")
    }

    /// The text up to the second half of an arrow, or up to the end of the line.
    fn text_until(&mut self, close: &str) -> &'a str {
        let start = self.at;
        self.at.skip_blanks();
        if self.at.eat("\"") {
            self.at.take_while(|c| !matches!(c, '"' | '\n'));
        }
        while !self.at.sees(close) && !matches!(self.at.peek(), None | Some('\n')) {
            self.at.bump();
        }
        unquoted(self.at.since(&start))
    }

    /// The text between bars after an arrow.
    fn piped(&mut self) -> Option<&'a str> {
        let before = self.at;
        self.at.skip_blanks();
        if !self.at.eat("|") {
            self.at = before;
            return None;
        }
        let start = self.at;
        self.at.skip_blanks();
        if self.at.eat("\"") {
            self.at.take_while(|c| !matches!(c, '"' | '\n'));
        }
        self.at.take_while(|c| !matches!(c, '|' | '\n'));
        let text = self.at.since(&start);
        self.at.eat("|");
        Some(unquoted(text))
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

/// A text without the quotes around it, and without the backticks of a markdown text in them.
fn unquoted(text: &str) -> &str {
    let text = within(text.trim(), '"');
    within(text, '`')
}

fn within(text: &str, quote: char) -> &str {
    let inner = text.strip_prefix(quote);
    inner
        .and_then(|text| text.strip_suffix(quote))
        .unwrap_or(text)
}
