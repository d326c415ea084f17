//! Where the frontmatter of a text begins and ends.

use std::ops::Range;

/// Where the frontmatter of a text stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::parse) struct Fences {
    /// What stands between the fences.
    pub(in crate::parse) yaml: Range<usize>,
    /// The first byte after the closing fence's line.
    pub(in crate::parse) body: usize,
}

/// How a text begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Opening {
    /// Without frontmatter.
    Plain,
    /// With an opening fence that nothing closes.
    Unclosed,
    /// With frontmatter.
    Fenced(Fences),
}

/// Looks for the fences, line by line: `---` in the first line and again in a later one. A
/// `---` before an empty line and text without any field is a rule, not a fence.
pub(in crate::parse) fn opening(text: &str) -> Opening {
    let mut at = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    let mut lines = text
        .get(at..)
        .unwrap_or_default()
        .split_inclusive(['\n', '\r']);
    let first = lines.next().unwrap_or_default();
    if !first.starts_with("---") || !is_fence(first) {
        return Opening::Plain;
    }
    at += first.len();
    let start = after_line(text, at);
    let mut first_is_empty = None;
    let mut has_field = false;
    for line in lines {
        let after_return = text.get(..at).is_some_and(|before| before.ends_with('\r'));
        if !(line == "\n" && after_return) {
            first_is_empty.get_or_insert(line.trim().is_empty());
        }
        if is_fence(line) && (has_field || first_is_empty != Some(true)) {
            return Opening::Fenced(Fences {
                yaml: start..at,
                body: after_line(text, at + line.len()),
            });
        }
        has_field |= is_field(line);
        at += line.len();
    }
    if first_is_empty == Some(true) && !has_field {
        return Opening::Plain;
    }
    Opening::Unclosed
}

/// Past the `\n` of a `\r\n` whose `\r` ended the line.
fn after_line(text: &str, end: usize) -> usize {
    let split = text.get(..end).is_some_and(|line| line.ends_with('\r'))
        && text.get(end..).is_some_and(|rest| rest.starts_with('\n'));
    end + usize::from(split)
}

/// `---` and white space.
fn is_fence(line: &str) -> bool {
    line.trim() == "---"
}

/// `key:` at the start of a line.
fn is_field(line: &str) -> bool {
    let key = line.split_once(':').map_or("", |(key, _)| key);
    !key.is_empty() && !key.starts_with(['#', '-']) && !key.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{Opening, opening};

    /// A file, its YAML and its body.
    type Case = (
        &'static str,
        &'static str,
        Option<(&'static str, &'static str)>,
    );

    const CASES: [Case; 16] = [
        ("nothing", "", None),
        ("no fence", "# A\n", None),
        ("plain", "---\na: 1\n---\nbody", Some(("a: 1\n", "body"))),
        (
            "returns and feeds",
            "---\r\na: 1\r\n---\r\nbody",
            Some(("a: 1\r\n", "body")),
        ),
        (
            "lone returns",
            "---\ra: 1\r---\rbody",
            Some(("a: 1\r", "body")),
        ),
        (
            "after a BOM",
            "\u{feff}---\na: 1\n---",
            Some(("a: 1\n", "")),
        ),
        ("empty", "---\n---\nbody", Some(("", "body"))),
        (
            "dashes within a value",
            "---\na: b --- c\n---\n",
            Some(("a: b --- c\n", "")),
        ),
        (
            "white space after the dashes",
            "--- \na: 1\n---\t\nb",
            Some(("a: 1\n", "b")),
        ),
        (
            "an indented end",
            "---\na: 1\n  ---\nb",
            Some(("a: 1\n", "b")),
        ),
        (
            "dots do not close",
            "---\na: 1\n...\nb\n---\n",
            Some(("a: 1\n...\nb\n", "")),
        ),
        (
            "a blank line first",
            "---\n\na: 1\n---\nb",
            Some(("\na: 1\n", "b")),
        ),
        ("two rules", "---\n\nText.\n\n---\n", None),
        ("not in the first line", "\n---\na: 1\n---\n", None),
        ("an indented start", " ---\na: 1\n---\n", None),
        ("four dashes", "----\na: 1\n----\n", None),
    ];

    #[test]
    fn fences_are_lines() {
        for (name, text, expected) in CASES {
            let found = match opening(text) {
                Opening::Fenced(fences) => text.get(fences.yaml).zip(text.get(fences.body..)),
                _ => None,
            };
            assert_eq!(found, expected, "{name}");
        }
        assert_eq!(opening("---\na: 1\n"), Opening::Unclosed);
        assert_eq!(opening("---\n\ntext\n"), Opening::Plain);
    }
}
