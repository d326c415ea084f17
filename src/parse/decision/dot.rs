//! Graphviz: `"Big?" -> split [label="yes"]`. Grammar: graphviz.org/doc/info/lang.html.
//!
//! One pass over the tokens, with a stack of its own for subgraphs.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::diagram::{Diagram, GROUP};
use super::sketch::Sketch;
use super::{markup, work};
use crate::model::Notation;
use crate::parse::ParseCx;
use crate::text::SafeText;

/// Attributes that stand beside an arrow as text, the nearest first.
const TEXTS: [&str; 4] = ["label", "xlabel", "taillabel", "headlabel"];
/// Shapes that mean a decision.
const DECISIONS: [&str; 2] = ["diamond", "mdiamond"];

/// Reads a block; `None` where it is no graph.
pub(super) fn read(text: &str, line: u32, cx: ParseCx<'_>) -> Option<Sketch> {
    let tokens = tokens(text, line)?;
    let mut reader = Reader {
        tokens: &tokens,
        diagram: Diagram::new(text, cx, markup::seen),
        title: None,
        scope: Scope::default(),
        outer: Vec::new(),
    };
    reader.run();
    let charted = reader.diagram.finish()?;
    let title = reader.title.filter(|title| !title.is_empty());
    Sketch::of(charted, Notation::Dot, title, (text, line))
}

/// A word or a sign, with its line.
struct Token<'a> {
    kind: Kind<'a>,
    line: u32,
}

#[derive(PartialEq)]
enum Kind<'a> {
    /// A name, a number, a quoted text.
    Id(Cow<'a, str>),
    /// A name without quotes, which may be a keyword.
    Word(&'a str),
    /// `->` and `--`.
    Arrow,
    /// One of `{ } [ ] ; , = :`.
    Sign(char),
}

/// The tokens from the first brace on; `None` where the text does not begin a graph:
/// `strict digraph NAME {`, of which only the kind and the brace must be there.
fn tokens(text: &str, line: u32) -> Option<Vec<Token<'_>>> {
    let mut at = Cursor::new(text, line);
    let mut next = token(&mut at)?;
    if next.is_keyword(&["strict"]) {
        next = token(&mut at)?;
    }
    if !next.is_keyword(&["digraph", "graph"]) {
        return None;
    }
    next = token(&mut at)?;
    if next.text().is_some() {
        next = token(&mut at)?;
    }
    let begins = next.kind == Kind::Sign('{');
    let rest = std::iter::once(next).chain(std::iter::from_fn(|| token(&mut at)));
    begins.then(|| rest.collect())
}

fn token<'a>(at: &mut Cursor<'a>) -> Option<Token<'a>> {
    skip_empty(at);
    let line = at.line();
    let kind = match at.peek()? {
        '"' => Kind::Id(quoted(at)),
        '<' => Kind::Id(html(at).into()),
        '{' | '}' | '[' | ']' | ';' | ',' | '=' | ':' => Kind::Sign(at.bump()?),
        '-' if at.eat("->") || at.eat("--") => Kind::Arrow,
        c if is_word(c) || c == '-' => {
            let start = *at;
            at.bump();
            at.take_while(is_word);
            Kind::Word(at.since(&start))
        }
        // What means nothing in the language ends what stands before it.
        _ => {
            at.bump();
            Kind::Sign(';')
        }
    };
    Some(Token { kind, line })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.')
}

/// Passes white space and comments of the three kinds: `//`, `/* */`, and `#` where a line begins.
fn skip_empty(at: &mut Cursor<'_>) {
    loop {
        at.take_while(char::is_whitespace);
        if at.sees("//") || at.sees("#") {
            at.take_line();
        } else if at.eat("/*") {
            while !at.is_done() && !at.eat("*/") {
                at.bump();
            }
        } else {
            return;
        }
    }
}

/// A text in quotes; pieces joined by `+` are one.
fn quoted<'a>(at: &mut Cursor<'a>) -> Cow<'a, str> {
    let mut whole: Cow<'a, str> = Cow::Borrowed(piece(at));
    loop {
        let after = *at;
        at.take_while(char::is_whitespace);
        if !at.eat("+") {
            *at = after;
            return whole;
        }
        at.take_while(char::is_whitespace);
        if at.peek() != Some('"') {
            return whole;
        }
        whole.to_mut().push_str(piece(at));
    }
}

fn piece<'a>(at: &mut Cursor<'a>) -> &'a str {
    at.bump();
    let start = *at;
    loop {
        let end = *at;
        match at.bump() {
            Some('\\') => {
                at.bump();
            }
            Some('"') | None => return end.since(&start),
            Some(_) => {}
        }
    }
}

/// The text of a label in HTML, its tags as spaces.
fn html(at: &mut Cursor<'_>) -> String {
    let mut text = String::new();
    let mut depth = 0_usize;
    while let Some(c) = at.bump() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            c if depth == 1 => text.push(c),
            _ => {}
        }
        if depth == 1 && c == '>' {
            text.push(' ');
        }
        if depth == 0 {
            break;
        }
    }
    text
}

/// A graph or subgraph that is open.
#[derive(Default)]
struct Scope<'a> {
    /// What its labels are drawn as unless they say otherwise.
    decides: bool,
    /// The text that its arrows have unless they say otherwise.
    text: Option<&'a str>,
    /// The labels named in it.
    members: Vec<usize>,
    /// The labels, or groups of them, of the statement that is read, in the order of its arrows.
    ends: Vec<Vec<usize>>,
    /// Whether an arrow waits for what it leads to.
    leads: bool,
    /// The text of the arrows of the statement.
    own_text: Option<&'a str>,
}

struct Reader<'a> {
    tokens: &'a [Token<'a>],
    diagram: Diagram<'a>,
    title: Option<SafeText>,
    scope: Scope<'a>,
    /// The scopes around it.
    outer: Vec<Scope<'a>>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a Token<'a>> {
        work::step();
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    fn sees(&self, sign: char) -> bool {
        let next = self.tokens.first();
        next.is_some_and(|token| token.kind == Kind::Sign(sign))
    }

    fn run(&mut self) {
        while let Some(token) = self.next() {
            match &token.kind {
                Kind::Sign('{') => self.open(),
                Kind::Sign('}') => self.close(),
                Kind::Sign('[') => {
                    let attributes = self.attributes();
                    self.describe(&attributes);
                }
                Kind::Sign(':') => self.skip_name(),
                Kind::Sign(_) => self.end_statement(),
                Kind::Arrow => self.scope.leads = true,
                Kind::Word(word) if word.eq_ignore_ascii_case("subgraph") => self.skip_name(),
                Kind::Word(word) if self.sees('[') && is_default(word) => self.set_default(word),
                Kind::Word(key) if self.sees('=') => self.graph_attribute(key),
                Kind::Word(name) => self.name(name, token.line),
                Kind::Id(name) => self.name(name, token.line),
            }
        }
        while !self.outer.is_empty() {
            self.close();
        }
    }

    fn open(&mut self) {
        let inner = Scope {
            decides: self.scope.decides,
            text: self.scope.text,
            ..Scope::default()
        };
        self.outer.push(std::mem::replace(&mut self.scope, inner));
    }

    /// A group that ends is an end of the arrows around it.
    fn close(&mut self) {
        self.end_statement();
        let Some(outer) = self.outer.pop() else {
            return;
        };
        let members = std::mem::replace(&mut self.scope, outer).members;
        for member in &members {
            self.scope.hold(*member);
        }
        self.end(members);
    }

    /// Passes a name that is none of a label: that of a subgraph, of a port.
    fn skip_name(&mut self) {
        if self
            .tokens
            .first()
            .is_some_and(|token| token.text().is_some())
        {
            self.next();
        }
    }

    fn name(&mut self, name: &'a str, line: u32) {
        if name.trim().is_empty() {
            return self.end_statement();
        }
        let (at, new) = self.diagram.named(name, line);
        if new {
            self.diagram.label(at, name, line);
            self.diagram.decides(at, self.scope.decides);
        }
        self.scope.hold(at);
        self.end(vec![at]);
    }

    /// Puts an end of an arrow, or begins a statement with it.
    fn end(&mut self, labels: Vec<usize>) {
        if !self.scope.leads {
            self.end_statement();
        }
        self.scope.leads = false;
        self.scope.ends.push(labels);
    }

    /// Draws the arrows of a statement.
    fn end_statement(&mut self) {
        let ends = std::mem::take(&mut self.scope.ends);
        let own = self.scope.own_text.take();
        let text = own.or(self.scope.text);
        for (from, to) in ends.iter().zip(ends.iter().skip(1)) {
            self.diagram.arrows(from, to, text);
        }
        self.scope.leads = false;
    }

    /// The attributes up to the closing bracket, with the line of each value.
    fn attributes(&mut self) -> Vec<(&'a str, &'a str, u32)> {
        let mut attributes = Vec::new();
        let mut key = "";
        while let Some(token) = self.next() {
            match &token.kind {
                Kind::Sign(']') => break,
                Kind::Sign('=') => {
                    let value = self.tokens.first().and_then(Token::text);
                    if let Some((value, line)) = value {
                        self.next();
                        attributes.push((key, value, line));
                    }
                }
                _ => key = token.text().map_or("", |(text, _)| text),
            }
        }
        attributes
    }

    /// What attributes say of the statement before them.
    fn describe(&mut self, attributes: &[(&'a str, &'a str, u32)]) {
        if self.scope.ends.len() > 1 {
            self.scope.own_text = text_of(attributes).or(self.scope.own_text);
            return;
        }
        let Some(&[at]) = self.scope.ends.last().map(Vec::as_slice) else {
            return;
        };
        for (key, value, line) in attributes {
            match *key {
                "label" if *value != "\\N" => self.diagram.label(at, value, *line),
                "shape" => self.diagram.decides(at, is_decision(value)),
                _ => {}
            }
        }
    }

    /// `node [shape=diamond]`, `edge [label="yes"]`: what holds from here on.
    fn set_default(&mut self, word: &str) {
        self.next();
        let attributes = self.attributes();
        let shape = attributes.iter().rev().find(|(key, ..)| *key == "shape");
        match word {
            "edge" => self.scope.text = text_of(&attributes).or(self.scope.text),
            "graph" => self.entitle(&attributes),
            _ => {
                if let Some((_, shape, _)) = shape {
                    self.scope.decides = is_decision(shape);
                }
            }
        }
    }

    /// `label="Which store?"` of the whole graph is its title; other attributes say how it looks.
    fn graph_attribute(&mut self, key: &'a str) {
        self.next();
        let value = self.next().and_then(Token::text);
        if let Some((value, line)) = value {
            self.entitle(&[(key, value, line)]);
        }
    }

    fn entitle(&mut self, attributes: &[(&'a str, &'a str, u32)]) {
        let title = attributes.iter().find(|(key, ..)| *key == "label");
        if let Some((_, title, _)) = title.filter(|_| self.outer.len() == 1) {
            self.title = Some(SafeText::from(markup::seen(title)));
        }
    }
}

impl Scope<'_> {
    /// Counts a label to the group.
    fn hold(&mut self, at: usize) {
        if self.members.len() < GROUP && !self.members.contains(&at) {
            self.members.push(at);
        }
    }
}

impl Token<'_> {
    fn is_keyword(&self, words: &[&str]) -> bool {
        let Kind::Word(own) = self.kind else {
            return false;
        };
        words.iter().any(|word| own.eq_ignore_ascii_case(word))
    }

    fn text(&self) -> Option<(&str, u32)> {
        match &self.kind {
            Kind::Id(text) => Some((text, self.line)),
            Kind::Word(text) => Some((text, self.line)),
            Kind::Arrow | Kind::Sign(_) => None,
        }
    }
}

fn is_default(word: &str) -> bool {
    matches!(word, "node" | "edge" | "graph")
}

fn is_decision(shape: &str) -> bool {
    DECISIONS
        .iter()
        .any(|known| shape.eq_ignore_ascii_case(known))
}

/// The text that attributes give an arrow.
fn text_of<'a>(attributes: &[(&'a str, &'a str, u32)]) -> Option<&'a str> {
    let named = |name: &&str| attributes.iter().rev().find(|(key, ..)| key == name);
    TEXTS.iter().find_map(named).map(|(_, text, _)| *text)
}
