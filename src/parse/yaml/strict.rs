//! YAML as `StrictYAML` takes it: see <https://hitchdev.com/strictyaml/features-removed/>.

use std::collections::BTreeSet;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::{Node, NodeKind, YamlError, read_from};

/// Reads one document that `StrictYAML` would take too: no flow style, no anchors, no tags, no key
/// twice in a mapping, mappings side by side indented alike,
/// no tabs between words. Anything else is an error, besides
/// the errors of [`read_from`]. A text without content is an empty scalar.
pub fn read_strict(text: &str, max_bytes: usize, first_line: u32) -> Result<Node, YamlError> {
    // Its guards come first: what it takes, the second pass can take too.
    let node = read_from(text, max_bytes, first_line)?;
    let failed = |line: u32, reason: &str| YamlError {
        line,
        reason: reason.to_owned(),
    };
    let mut scalars = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        if matches!(event, Event::Scalar(..)) {
            scalars.push(span.start.index()..span.end.index());
        }
        if let Some(reason) = refused(&event, span) {
            let line = u32::try_from(span.start.line()).unwrap_or(u32::MAX);
            return Err(failed(line + first_line.saturating_sub(1), reason));
        }
    }
    let tab = stray_tab(text, &scalars).map(|line| (line + first_line.saturating_sub(1), TAB));
    match tab.or_else(|| irregular(&node)) {
        Some((line, reason)) => Err(failed(line, reason)),
        None => Ok(node),
    }
}

const TAB: &str = "a tab stands between words; only spaces may";

/// The line of the first tab that stands in no scalar and no comment. YAML allows it there; the
/// reader below `StrictYAML` stops at it. Scalars are given by their characters, in order.
fn stray_tab(text: &str, scalars: &[Range<usize>]) -> Option<u32> {
    let mut ahead = scalars.iter().peekable();
    let mut line = 1;
    let mut comment = false;
    for (at, c) in text.chars().enumerate() {
        while ahead.next_if(|scalar| scalar.end <= at).is_some() {}
        let inside = ahead.peek().is_some_and(|scalar| scalar.contains(&at));
        match c {
            '\n' => (line, comment) = (line + 1, false),
            '#' if !inside => comment = true,
            '\t' if !inside && !comment => return Some(line),
            _ => {}
        }
    }
    None
}

/// Why `StrictYAML` refuses a part of a text.
fn refused(event: &Event<'_>, span: Span) -> Option<&'static str> {
    let (anchor, tagged, flow) = match event {
        Event::Scalar(_, _, anchor, tag) => (*anchor, tag.is_some(), false),
        Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
            (*anchor, tag.is_some(), !span.is_empty())
        }
        Event::Alias(_) => (1, false, false),
        _ => return None,
    };
    let reasons = [
        (tagged, "a tag (`!..`) stands here"),
        (anchor > 0, "an anchor or alias (`&..`, `*..`) stands here"),
        (flow, "a list or mapping in brackets stands here"),
    ];
    reasons
        .into_iter()
        .find_map(|(holds, reason)| holds.then_some(reason))
}

/// The first mapping of which a key stands twice or whose mappings are indented differently.
fn irregular(root: &Node) -> Option<(u32, &'static str)> {
    let mut todo = vec![root];
    while let Some(node) = todo.pop() {
        let mut keys = BTreeSet::new();
        let mut indent = None;
        for (key, value) in node.entries() {
            if !keys.insert(key.to_line()) {
                return Some((key.line, "a key stands here for the second time"));
            }
            if matches!(value.kind, NodeKind::Mapping(_))
                && *indent.get_or_insert(value.column) != value.column
            {
                let reason = "a mapping is indented otherwise than the one before it";
                return Some((value.line, reason));
            }
        }
        todo.extend(node.entries().iter().rev().map(|(_, value)| value));
        todo.extend(node.items().iter().rev());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::read_strict;

    #[test]
    fn only_plain_yaml_is_taken() {
        let cases = [
            ("fields", "a: 1\nb:\n  - x\n", None),
            ("quotes hold anything", "a: '[x] &y !z'\n", None),
            ("nothing", "", None),
            ("a list in brackets", "a: 1\nb: [x]\n", Some(8)),
            ("a mapping in braces", "a: {b: c}\n", Some(7)),
            ("an anchor", "a: &x y\n", Some(7)),
            ("a tag", "a: !!str y\n", Some(7)),
            ("a key twice", "a: 1\nb: 2\na: 3\n", Some(9)),
            ("a key twice, below", "a:\n  b: 1\n  b: 2\n", Some(9)),
            ("indents differ", "a:\n  b: 1\nc:\n    d: 1\n", Some(10)),
            ("indents agree", "a:\n  b: 1\nc:\n  d: 1\n", None),
            ("a tab after a value", "a: x\nb: y\t\n", Some(8)),
            ("a tab before a value", "a: \tx\n", Some(7)),
            (
                "tabs in values and comments",
                "a: 'x\ty' # z\tz\nb: x\ty\n",
                None,
            ),
            ("no YAML", "a: b: c\n", Some(7)),
        ];
        for (name, text, line) in cases {
            let found = read_strict(text, 1000, 7);
            assert_eq!(found.err().map(|error| error.line), line, "{name}");
        }
    }
}
