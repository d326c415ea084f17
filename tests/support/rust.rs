//! Rust source as words with lines: just enough to say who names whom and how long a function is.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// A file of source code. Comments and the insides of strings are not in it.
#[derive(Debug)]
pub(crate) struct Code {
    /// Its path below the project, with `/`.
    pub(crate) path: String,
    /// Its words, signs and, as `""`, its literals.
    pub(crate) words: Vec<Word>,
    /// How many lines it has.
    pub(crate) lines: usize,
    /// The words of its `#[cfg(test)]` items.
    tests: Vec<Range<usize>>,
}

/// A word or a sign. `::` is one sign.
#[derive(Debug)]
pub(crate) struct Word {
    /// The word.
    pub(crate) text: String,
    /// The 1-based line on which it begins.
    pub(crate) line: usize,
}

/// A function with a body.
#[derive(Debug)]
pub(crate) struct Function {
    /// Its name.
    pub(crate) name: String,
    /// The line of its `fn`.
    pub(crate) line: usize,
    /// Lines from `fn` to the closing brace.
    pub(crate) lines: usize,
    /// The words between its parentheses.
    pub(crate) parameters: Range<usize>,
    /// The type it is implemented for, if any.
    pub(crate) on: Option<String>,
}

impl Code {
    /// Reads a file's text.
    pub(crate) fn read(path: &str, text: &str) -> Self {
        let words = words(text);
        let mut code = Self {
            path: path.to_owned(),
            lines: text.lines().count(),
            words,
            tests: Vec::new(),
        };
        code.tests = code.test_items();
        code
    }

    /// The word at a position; nothing past the end.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.text)
    }

    /// Whether words from a position on are these.
    pub(crate) fn is_at(&self, at: usize, expected: &[&str]) -> bool {
        (at..)
            .zip(expected)
            .all(|(at, text)| self.word(at) == *text)
    }

    /// Where a place is, for a message.
    pub(crate) fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }

    /// Whether a word belongs to a test.
    pub(crate) fn is_test(&self, at: usize) -> bool {
        let file = self.path.rsplit('/').next() == Some("tests.rs");
        file || self.tests.iter().any(|item| item.contains(&at))
    }

    /// Lines that are not those of inline tests.
    pub(crate) fn production_lines(&self) -> usize {
        let line = |at: usize| self.words.get(at).map_or(self.lines, |word| word.line);
        let tests = self
            .tests
            .iter()
            .map(|item| line(item.end - 1) + 1 - line(item.start));
        self.lines - tests.sum::<usize>()
    }

    /// What is named right below `root`, with its lines: `a` and `b` in `root::a::x` and in
    /// `root::{a, b::y}`; `*` in `root::*`.
    pub(crate) fn below(&self, root: &str) -> Vec<(&str, usize)> {
        let mut named = Vec::new();
        for at in 0..self.words.len() {
            if !self.is_at(at, &[root, "::"]) || (at > 0 && self.word(at - 1) == "::") {
                continue;
            }
            if self.word(at + 2) != "{" {
                named.push(at + 2);
                continue;
            }
            let end = self.closing(at + 2);
            let first = (at + 3..end)
                .filter(|&at| matches!(self.word(at - 1), "{" | ",") && self.depth(at, end) == 1);
            named.extend(first);
        }
        named
            .into_iter()
            .map(|at| (self.word(at), self.words[at].line))
            .collect()
    }

    /// How many braces are open at a position, counted back from the closing one at `end`.
    fn depth(&self, at: usize, end: usize) -> usize {
        let closed = (at..=end).filter(|&at| self.word(at) == "}").count();
        closed - (at..=end).filter(|&at| self.word(at) == "{").count()
    }

    /// The position of the sign that closes the one at `open`; the end where nothing does.
    /// Anything but an opening sign closes itself.
    pub(crate) fn closing(&self, open: usize) -> usize {
        let (begin, end) = match self.word(open) {
            "(" => ("(", ")"),
            "[" => ("[", "]"),
            "{" => ("{", "}"),
            _ => return open,
        };
        let mut depth = 0_usize;
        for at in open..self.words.len() {
            if self.word(at) == begin {
                depth += 1;
            } else if self.word(at) == end {
                depth -= 1;
                if depth == 0 {
                    return at;
                }
            }
        }
        self.words.len().saturating_sub(1)
    }

    /// The first of these signs that is not inside parentheses or brackets.
    fn next_of(&self, from: usize, signs: &[&str]) -> Option<usize> {
        let mut at = from;
        while at < self.words.len() {
            match self.word(at) {
                sign if signs.contains(&sign) => return Some(at),
                "(" | "[" => at = self.closing(at) + 1,
                _ => at += 1,
            }
        }
        None
    }

    /// Items under an attribute that asks for `test`: from the attribute to the item's end.
    fn test_items(&self) -> Vec<Range<usize>> {
        let mut items = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            if !self.is_at(at, &["#", "[", "cfg", "("]) {
                at += 1;
                continue;
            }
            let end = self.closing(at + 1);
            let asks = |word: &str| (at..end).any(|at| self.word(at) == word);
            if !asks("test") || asks("not") {
                at = end;
                continue;
            }
            let last = match self.next_of(end + 1, &["{", ";"]) {
                Some(open) if self.word(open) == "{" => self.closing(open),
                Some(semicolon) => semicolon,
                None => self.words.len() - 1,
            };
            items.push(at..last + 1);
            at = last + 1;
        }
        items
    }

    /// Every function that has a body.
    pub(crate) fn functions(&self) -> Vec<Function> {
        let implementations = self.implementations();
        let mut functions = Vec::new();
        for at in 0..self.words.len() {
            let named = self
                .word(at + 1)
                .starts_with(|c: char| c.is_alphabetic() || c == '_');
            if self.word(at) != "fn" || !named {
                continue;
            }
            let Some(open) = self
                .next_of(at + 1, &["{", ";"])
                .filter(|&at| self.word(at) == "{")
            else {
                continue;
            };
            let parenthesis = (at..open).find(|&at| self.word(at) == "(").unwrap_or(at);
            let line = self.words[at].line;
            let on = implementations.iter().rfind(|(body, _)| body.contains(&at));
            functions.push(Function {
                name: self.word(at + 1).to_owned(),
                line,
                lines: self.words[self.closing(open)].line + 1 - line,
                parameters: parenthesis + 1..self.closing(parenthesis),
                on: on.map(|(_, name)| name.clone()),
            });
        }
        functions
    }

    /// The `impl` blocks: their words, and the type they are for.
    fn implementations(&self) -> Vec<(Range<usize>, String)> {
        let mut found = Vec::new();
        for at in 0..self.words.len() {
            let begins = at == 0 || matches!(self.word(at - 1), "}" | ";" | "]" | "unsafe" | "{");
            if self.word(at) != "impl" || !begins {
                continue;
            }
            let Some(open) = self.next_of(at, &["{"]) else {
                continue;
            };
            let from = (at..open).rfind(|&at| self.word(at) == "for").unwrap_or(at);
            let name = self.names_outside_generics(from + 1..open).pop();
            found.push((open..self.closing(open), name.unwrap_or_default()));
        }
        found
    }

    /// The words of a range that are not between `<` and `>`, up to a `where`.
    fn names_outside_generics(&self, range: Range<usize>) -> Vec<String> {
        let mut depth = 0_usize;
        let mut names = Vec::new();
        for at in range {
            match self.word(at) {
                "where" => break,
                "<" => depth += 1,
                ">" => depth = depth.saturating_sub(1),
                word if depth == 0 && word.starts_with(char::is_alphabetic) => {
                    names.push(word.to_owned());
                }
                _ => {}
            }
        }
        names
    }
}

type Letters<'a> = Peekable<CharIndices<'a>>;

fn words(text: &str) -> Vec<Word> {
    let mut letters = text.char_indices().peekable();
    let mut words = Vec::new();
    let mut line = 1;
    let mut counted = 0;
    while let Some((start, c)) = letters.next() {
        line += text[counted..start].matches('\n').count();
        counted = start;
        if c.is_whitespace() {
            continue;
        }
        let rest = &text[start..];
        let (length, word) = token(rest);
        skip(&mut letters, length, start);
        if let Some(word) = word {
            let text = word.to_owned();
            words.push(Word { text, line });
        }
    }
    words
}

/// The length of what a text begins with, and the word it makes; comments make none.
fn token(text: &str) -> (usize, Option<&str>) {
    if text.starts_with("//") {
        return (text.find('\n').unwrap_or(text.len()), None);
    }
    if text.starts_with("/*") {
        return (comment(text), None);
    }
    if text.starts_with("::") {
        return (2, text.get(..2));
    }
    if let Some(length) = literal(text) {
        return (length, Some("\"\""));
    }
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    let first = text.chars().next().unwrap();
    let rest = &text[first.len_utf8()..];
    let more = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
    let goes_on = in_word(first) || first == '\'';
    let length = first.len_utf8() + if goes_on { more } else { 0 };
    (length, text.get(..length))
}

/// Goes on behind `length` bytes from `start`.
fn skip(letters: &mut Letters<'_>, length: usize, start: usize) {
    while letters.next_if(|(at, _)| *at < start + length).is_some() {}
}

/// The length of a block comment; they nest.
fn comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length of a string or character a text begins with; `None` where it begins otherwise.
fn literal(text: &str) -> Option<usize> {
    let marked = text.trim_start_matches(['b', 'c']);
    if let Some(raw) = marked.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if let Some(inside) = raw[hashes..].strip_prefix('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let length = inside.find(&end).map_or(inside.len(), |at| at + end.len());
            return Some(text.len() - inside.len() + length);
        }
    }
    let quote = marked.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inside = &marked[1..];
    let mut letters = inside.char_indices();
    let first = letters.clone().next().map(|(_, c)| c)?;
    // A lifetime is a quote before a word that no quote ends.
    if quote == '\'' && first != '\\' && inside.chars().nth(1) != Some('\'') {
        return None;
    }
    let before = text.len() - inside.len();
    while let Some((at, c)) = letters.next() {
        match c {
            '\\' => drop(letters.next()),
            c if c == quote => return Some(before + at + 1),
            _ => {}
        }
    }
    Some(text.len())
}
