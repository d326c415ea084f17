//! Events to nodes. The guards stand here: the parser itself is linear and yields events one by
//! one, so each is checked when it comes and reading stops at the first that goes too far. (A
//! scan of the text before parsing would take brackets in block scalars for nesting.)

use std::collections::BTreeMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span};

use super::{Node, NodeKind, YamlError};
use crate::limits;

/// Reads one document. A text beyond `max_bytes`, deeper than [`limits::NESTING`], with more than
/// [`limits::YAML_OPEN_BRACKETS`] open brackets or more than [`limits::YAML_ANCHORS`] anchors and
/// aliases is refused. Aliases are resolved; tags mean nothing; an empty text is null.
pub fn read(text: &str, max_bytes: usize) -> Result<Node, YamlError> {
    read_from(text, max_bytes, 1)
}

/// As [`read`], for a part of a file that starts on another line.
pub fn read_from(text: &str, max_bytes: usize, first_line: u32) -> Result<Node, YamlError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::new(text, max_bytes, first_line);
    if text.len() > max_bytes {
        let reason = format!(
            "it is {} bytes long, more than the {max_bytes} that are read",
            text.len()
        );
        return Err(reader.error_at(1, reason));
    }
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| reader.syntax(&error))?;
        reader.event(event, span)?;
    }
    Ok(reader.root.unwrap_or_else(|| null(first_line)))
}

fn null(line: u32) -> Node {
    Node {
        kind: NodeKind::Scalar {
            text: String::new(),
            plain: true,
        },
        line,
        end_line: line,
        column: 0,
        end_column: 0,
    }
}

struct Reader<'t> {
    before: u32,
    lines: Vec<&'t str>,
    /// For each line its last line with content, itself included.
    content: Vec<u32>,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: BTreeMap<usize, Node>,
    marks: usize,
    budget: usize,
    flows: usize,
}

/// A collection that is not closed yet.
struct Open {
    kind: NodeKind,
    key: Option<Node>,
    start: Marker,
    anchor: usize,
    flow: bool,
    end_line: u32,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, budget: usize, first_line: u32) -> Self {
        Self {
            before: first_line.saturating_sub(1),
            lines: text.lines().collect(),
            content: content_lines(text),
            open: Vec::new(),
            root: None,
            anchors: BTreeMap::new(),
            marks: 0,
            budget,
            flows: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), YamlError> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => Err(self.error(
                &span.start,
                "a second document starts here; only one is read",
            )),
            Event::Scalar(text, style, anchor, _) => {
                let node = self.scalar(text.into_owned(), style, span);
                self.add(node, anchor, &span.start)
            }
            Event::SequenceStart(anchor, _) => {
                self.start(NodeKind::Sequence(Vec::new()), anchor, span)
            }
            Event::MappingStart(anchor, _) => {
                self.start(NodeKind::Mapping(Vec::new()), anchor, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            _ => Ok(()),
        }
    }

    fn scalar(&self, text: String, style: ScalarStyle, span: Span) -> Node {
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let end_line = if block {
            // Its span runs up to what follows.
            let last = self
                .line(&span.end)
                .saturating_sub(u32::from(span.end.col() == 0));
            self.last_content(last).max(self.line(&span.start))
        } else {
            self.line(&span.end)
        };
        let end_column = match style {
            _ if block => 0,
            ScalarStyle::SingleQuoted => self.quoted_end(&span, '\''),
            ScalarStyle::DoubleQuoted => self.quoted_end(&span, '"'),
            _ => column(&span.end),
        };
        Node {
            kind: NodeKind::Scalar {
                text,
                plain: style == ScalarStyle::Plain,
            },
            line: self.before + self.line(&span.start),
            end_line: self.before + end_line,
            column: column(&span.start),
            end_column,
        }
    }

    fn start(&mut self, kind: NodeKind, anchor: usize, span: Span) -> Result<(), YamlError> {
        let flow = !span.is_empty();
        self.flows += usize::from(flow);
        if self.flows > limits::YAML_OPEN_BRACKETS {
            let reason = format!(
                "more than {} brackets are open at once",
                limits::YAML_OPEN_BRACKETS
            );
            return Err(self.error(&span.start, &reason));
        }
        self.check_depth(1, &span.start)?;
        self.open.push(Open {
            kind,
            key: None,
            start: span.start,
            anchor,
            flow,
            end_line: self.line(&span.start),
        });
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), YamlError> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        self.flows -= usize::from(open.flow);
        let end_line = if open.flow {
            self.line(&span.end)
        } else {
            open.end_line
        };
        let end_column = if open.flow {
            self.bracket_end(&open, end_line)
                .unwrap_or(column(&span.end))
        } else {
            0
        };
        let node = Node {
            kind: open.kind,
            line: self.before + self.line(&open.start),
            end_line: self.before + end_line,
            column: column(&open.start),
            end_column,
        };
        self.add(node, open.anchor, &open.start)
    }

    /// Puts a copy of what an anchor marks.
    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), YamlError> {
        self.count_mark(&span.start)?;
        let Some(mut node) = self.anchors.get(&anchor).cloned() else {
            return Err(self.error(&span.start, "an alias refers to what it stands in"));
        };
        let (weight, depth) = node.weight();
        self.check_depth(depth, &span.start)?;
        let Some(left) = self.budget.checked_sub(weight) else {
            return Err(self.error(&span.start, "its aliases stand for too much text"));
        };
        self.budget = left;
        node.line = self.before + self.line(&span.start);
        node.end_line = self.before + self.line(&span.end);
        node.column = column(&span.start);
        node.end_column = column(&span.end);
        self.add(node, 0, &span.start)
    }

    /// Gives a finished value to the collection it stands in.
    fn add(&mut self, node: Node, anchor: usize, at: &Marker) -> Result<(), YamlError> {
        if anchor > 0 {
            self.count_mark(at)?;
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.end_line = open.end_line.max(node.end_line - self.before);
        match &mut open.kind {
            NodeKind::Sequence(items) => items.push(node),
            NodeKind::Mapping(entries) => match open.key.take() {
                Some(key) => entries.push((key, node)),
                None => open.key = Some(node),
            },
            NodeKind::Scalar { .. } => {}
        }
        Ok(())
    }

    fn count_mark(&mut self, at: &Marker) -> Result<(), YamlError> {
        self.marks += 1;
        if self.marks > limits::YAML_ANCHORS {
            let reason = format!(
                "it has more than {} anchors and aliases",
                limits::YAML_ANCHORS
            );
            return Err(self.error(at, &reason));
        }
        Ok(())
    }

    fn check_depth(&self, more: usize, at: &Marker) -> Result<(), YamlError> {
        if self.open.len() + more > limits::NESTING {
            let reason = format!("it is nested more than {} deep", limits::NESTING);
            return Err(self.error(at, &reason));
        }
        Ok(())
    }

    /// Where the quote closes. The parser counts what follows it on the line too.
    fn quoted_end(&self, span: &Span, quote: char) -> u32 {
        let (first, last) = (self.line(&span.start), self.line(&span.end));
        let from = if first == last {
            column(&span.start) + 1
        } else {
            0
        };
        let mut chars = self.chars(last, from).peekable();
        while let Some((at, c)) = chars.next() {
            let doubled = c == '\'' && chars.peek().is_some_and(|(_, next)| *next == c);
            if quote == '"' && c == '\\' || quote == '\'' && doubled {
                chars.next();
            } else if c == quote {
                return at + 1;
            }
        }
        column(&span.end)
    }

    /// Where the bracket closes: after the last value, since brackets within values and comments
    /// close nothing.
    fn bracket_end(&self, open: &Open, end_line: u32) -> Option<u32> {
        let last = match &open.kind {
            NodeKind::Sequence(items) => items.last(),
            NodeKind::Mapping(entries) => entries.last().map(|(key, value)| {
                if value.is_null() && value.end_column == 0 {
                    key
                } else {
                    value
                }
            }),
            NodeKind::Scalar { .. } => None,
        };
        let here = self.before + end_line;
        let from = match last {
            Some(last) if last.end_line == here => last.end_column,
            None if self.line(&open.start) == end_line => column(&open.start) + 1,
            Some(_) | None => 0,
        };
        let mut chars = self.chars(end_line, from);
        chars
            .find(|(_, c)| matches!(c, ']' | '}'))
            .map(|(at, _)| at + 1)
    }

    /// The characters of a line from a column on, with their columns.
    fn chars(&self, line: u32, from: u32) -> impl Iterator<Item = (u32, char)> {
        let index = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
        let line = self.lines.get(index).copied().unwrap_or_default();
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        (0_u32..).zip(line.chars()).skip(from)
    }

    fn last_content(&self, line: u32) -> u32 {
        let index = usize::try_from(line)
            .unwrap_or(usize::MAX)
            .saturating_sub(1);
        self.content.get(index).copied().unwrap_or(line)
    }

    /// The line of a place. What is missing stands on no line after the last.
    fn line(&self, at: &Marker) -> u32 {
        let last = u32::try_from(self.content.len()).unwrap_or(u32::MAX);
        line(at).min(last.max(1))
    }

    fn error(&self, at: &Marker, reason: &str) -> YamlError {
        self.error_at(line(at), reason.to_owned())
    }

    fn error_at(&self, line: u32, reason: String) -> YamlError {
        // The parser blames what is missing on the line after the end.
        let last = self.content.last().copied().unwrap_or(1).max(1);
        YamlError {
            line: self.before + line.clamp(1, last),
            reason,
        }
    }

    fn syntax(&self, error: &ScanError) -> YamlError {
        self.error(error.marker(), error.info())
    }
}

/// For each line the last line with content up to it; 0 before the first.
fn content_lines(text: &str) -> Vec<u32> {
    let mut last = 0;
    let text = text.replace("\r\n", "\n");
    let numbered = text.split(['\n', '\r']).zip(1..);
    numbered
        .map(|(content, number)| {
            if !content.trim().is_empty() {
                last = number;
            }
            last
        })
        .collect()
}

fn line(at: &Marker) -> u32 {
    u32::try_from(at.line()).unwrap_or(u32::MAX).max(1)
}

fn column(at: &Marker) -> u32 {
    u32::try_from(at.col()).unwrap_or(u32::MAX)
}
