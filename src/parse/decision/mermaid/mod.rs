//! Mermaid flowcharts: `A{Big?} -->|yes| B[Split]`. Grammar: mermaid.js.org/syntax/flowchart.html.
//!
//! One pass over the text. What a statement cannot be is passed over up to the end of its line, so
//! that a diagram with something new in it is still read for the rest.

mod arrow;
mod shape;

use super::cursor::Cursor;
use super::diagram::{Diagram, GROUP};
use super::markup;
use super::sketch::Sketch;
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
    ("end", Statement::End),
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
    /// It closes one.
    End,
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
        diagram: Diagram::new(text, cx, markup::seen_markdown),
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
    Sketch::of(charted, Notation::Mermaid, reader.title, (text, line))
}

/// Reads a diagram statement by statement; arrows and shapes in files of their own.
struct Reader<'a> {
    at: Cursor<'a>,
    diagram: Diagram<'a>,
    title: Option<SafeText>,
    /// The line on which a bracket is never closed: others on it are not tried to its end again.
    unclosed: Option<u32>,
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
        let known = STATEMENTS.iter().find(|(name, _)| *name == word);
        if let Some((_, statement)) = known.filter(|_| self.link().is_none()) {
            self.say(*statement);
        } else {
            self.at = start;
            self.chain();
            self.skip_statement();
        }
    }

    fn say(&mut self, statement: Statement) {
        match statement {
            Statement::Subgraph => self.subgraph(),
            Statement::End => {
                self.diagram.close_frame();
                self.skip_statement();
            }
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
        let at = (!name.is_empty()).then(|| self.diagram.named(name, line).0);
        if let Some(at) = at {
            self.at.skip_blanks();
            self.shape(at);
        }
        self.diagram.open_frame(at);
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
        self.diagram.put_in_frame(at);
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
