//! The header in YAML that a record may have, edited by the lines of its keys.

use crate::adr::edit::Refusal;
use crate::adr::edit::page::Page;
use crate::limits;
use crate::parse::yaml::{self, Node, NodeKind};

/// The keys in the order that MADR and `adrs` write them: a new one goes after those before it.
const ORDER: [&str; 9] = [
    "number",
    "title",
    "status",
    "date",
    "decision-makers",
    "consulted",
    "informed",
    "tags",
    "links",
];

/// A header that was read.
#[derive(Clone, Debug)]
pub(super) struct Header {
    root: Node,
    /// The position of the line that closes it.
    end: usize,
}

impl Header {
    /// Reads the header of a page. A page without one, or with one that is no YAML, is refused.
    pub(super) fn read(page: &Page<'_>) -> Result<Self, Refusal> {
        let none = || Refusal::at(0, "there is no header in YAML");
        let end = page.header_end().ok_or_else(none)?;
        let lines: Vec<&str> = (1..end).map(|at| page.line(at)).collect();
        // For YAML a lone carriage return ends a line, for no editor does it.
        if let Some(at) = lines.iter().position(|line| line.contains('\r')) {
            let said = "a carriage return stands within the line; take it out first";
            return Err(Refusal::at(at + 1, said));
        }
        let root = yaml::read_from(&lines.join("\n"), limits::FRONTMATTER_BYTES, 2);
        let root = root.map_err(|error| {
            let at = index(error.line);
            Refusal::at(
                at,
                format!("the header is no YAML: {}; correct it first", error.reason),
            )
        })?;
        let flow = root.end_column > 0 && root.as_text().is_none();
        if flow || !(root.is_null() || matches!(root.kind, NodeKind::Mapping(_))) {
            return Err(Refusal::at(
                1,
                "write the header as `key: value`, a line for each key",
            ));
        }
        Ok(Self { root, end })
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.root.get(key).is_some()
    }

    /// A value that is a scalar, and the position of its line.
    pub(super) fn scalar(&self, key: &str) -> Option<(&str, usize)> {
        let node = self.root.get(key).filter(|node| !node.is_null())?;
        Some((node.as_text()?, index(node.line)))
    }

    /// Puts a bare scalar at a key, on its line; a key that is not there gets a line.
    pub(super) fn set(&self, page: &mut Page<'_>, key: &str, value: &str) -> Result<(), Refusal> {
        let Some((name, node)) = self.root.entry(key) else {
            page.insert(self.place_of(key), [format!("{key}: {value}")]);
            return Ok(());
        };
        let at = index(name.line);
        let refused = || {
            let said = format!("`{key}` is written over several lines; write it on one first");
            Refusal::at(at, said)
        };
        if node.as_text().is_none() || node.line != name.line || node.end_line != node.line {
            return Err(refused());
        }
        if node.as_text() == Some(value) {
            return Ok(());
        }
        let line = page.line(at).to_owned();
        let (start, end) = if node.is_null() && node.column == node.end_column {
            let colon = line.chars().position(|c| c == ':').ok_or_else(refused)?;
            (colon + 1, colon + 1)
        } else {
            (number(node.column), number(node.end_column))
        };
        let before: String = line.chars().take(start).collect();
        let after: String = line.chars().skip(end).collect();
        let gap = if before.ends_with(':') { " " } else { "" };
        page.set(at, format!("{before}{gap}{value}{after}"));
        Ok(())
    }

    /// Takes a key that stands on one line out.
    pub(super) fn remove(&self, page: &mut Page<'_>, key: &str) {
        let entry = self.root.entry(key);
        let whole = entry.filter(|(name, value)| last_line(name, value) == index(name.line));
        if let Some((name, _)) = whole {
            page.remove(index(name.line));
        }
    }

    /// The line before which a new key goes.
    fn place_of(&self, key: &str) -> usize {
        let rank = |key: &str| ORDER.iter().position(|known| *known == key);
        let own = rank(key);
        let entries = self.root.entries();
        let before = entries.iter().rposition(|(name, _)| {
            let known = name.as_text().and_then(rank);
            known.is_some() && known < own
        });
        let Some(before) = before else {
            return if own.is_some() { 1 } else { self.end };
        };
        entries
            .get(before)
            .map_or(self.end, |(name, value)| last_line(name, value) + 1)
    }

    /// Adds a link as `adrs` keeps it: `- target: 6` with `kind: supersededby` below it. One that
    /// is there already is not added.
    pub(super) fn add_link(
        &self,
        page: &mut Page<'_>,
        target: u32,
        kind: &str,
    ) -> Result<(), Refusal> {
        let item = [format!("- target: {target}"), format!("  kind: {kind}")];
        let Some((name, node)) = self.root.entry("links") else {
            let lines = std::iter::once("links:".to_owned());
            let items = item.map(|line| format!("  {line}"));
            page.insert(self.place_of("links"), lines.chain(items));
            return Ok(());
        };
        let at = index(name.line);
        let is = |node: &Node, key: &str, text: &str| {
            node.get(key).and_then(Node::as_text) == Some(text)
        };
        let target = target.to_string();
        let mut items = node.items().iter();
        if items.any(|known| is(known, "target", &target) && is(known, "kind", kind)) {
            return Ok(());
        }
        let in_brackets = node.as_text().is_none() && node.end_column > 0;
        match node.items().last() {
            Some(_) if in_brackets => {
                let pair = format!(", {{target: {target}, kind: {kind}}}");
                put_before_bracket(page, node, &pair)
            }
            Some(last) => {
                let dash = page.line(index(last.line)).chars();
                let pad: String = dash.take_while(|c| c.is_whitespace()).collect();
                let lines = item.map(|line| format!("{pad}{line}"));
                page.insert(last_line(last, last) + 1, lines);
                Ok(())
            }
            None if in_brackets => {
                let pair = format!("{{target: {target}, kind: {kind}}}");
                put_before_bracket(page, node, &pair)
            }
            None if node.is_null() => {
                page.insert(at + 1, item.map(|line| format!("  {line}")));
                Ok(())
            }
            None => Err(Refusal::at(at, "`links` is no list; make it one first")),
        }
    }

    /// The places of a link's target, where that is a number.
    pub(super) fn targets(&self, wanted: u32) -> Vec<(usize, usize, usize)> {
        let items = self.root.get("links").map(Node::items).unwrap_or_default();
        let targets = items.iter().filter_map(|item| item.get("target"));
        let same =
            targets.filter(|node| node.as_text().and_then(|t| t.parse().ok()) == Some(wanted));
        same.map(|node| {
            (
                index(node.line),
                number(node.column),
                number(node.end_column),
            )
        })
        .collect()
    }
}

/// Puts a text before the bracket that closes a list, where that stands after the last item.
fn put_before_bracket(page: &mut Page<'_>, node: &Node, text: &str) -> Result<(), Refusal> {
    let last = node.items().last().map_or(node.line, |last| last.end_line);
    let at = index(node.end_line);
    let line = page.line(at).to_owned();
    let close = number(node.end_column).saturating_sub(1);
    if last != node.end_line || line.chars().nth(close) != Some(']') {
        return Err(Refusal::at(at, "write `links` with a line for each first"));
    }
    let before: String = line.chars().take(close).collect();
    let after: String = line.chars().skip(close).collect();
    page.set(at, format!("{before}{text}{after}"));
    Ok(())
}

/// The position of the last line of a key and its value.
fn last_line(name: &Node, value: &Node) -> usize {
    let mut last = name.line.max(value.line).max(value.end_line);
    let mut todo = vec![value];
    while let Some(node) = todo.pop() {
        // A block collection may be said to end where something else begins.
        last = last.max(node.line);
        todo.extend(node.items());
        todo.extend(node.entries().iter().flat_map(|(key, value)| [key, value]));
    }
    index(last)
}

fn index(line: u32) -> usize {
    number(line).saturating_sub(1)
}

fn number(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
