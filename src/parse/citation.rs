//! Citations at the end of a statement: `[S4:314]`, `[S0]`.

use std::ops::Range;

use crate::model::{Citation, CitedText};
use crate::parse::ParseCx;
use crate::text::SafeText;

/// A citation found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What to take off: the brackets and the white space before them.
    pub range: Range<usize>,
    /// The brackets alone.
    pub mark: Range<usize>,
    /// What they say.
    pub citation: Citation,
}

/// A citation as YAML files write it, without brackets: `S4:314`, `S0`.
pub fn bare(text: &str) -> Citation {
    let line = |text: &str| text.parse().ok();
    let (id, line) = match text.rsplit_once(':') {
        Some((id, number)) if line(number).is_some() => (id, line(number)),
        _ => (text, None),
    };
    Citation {
        id: SafeText::one_line(id),
        line,
    }
}

/// Takes the citations off a text: those at its end, before or after the final mark, and those
/// at the end of a sentence within. An undeclared id stays text.
pub fn take(text: &str, cx: ParseCx<'_>) -> CitedText {
    take_from(SafeText::new(text), cx)
}

/// The same for a text that is safe already.
pub fn take_from(text: SafeText, cx: ParseCx<'_>) -> CitedText {
    let found = find(&text, cx);
    if found.is_empty() {
        return CitedText {
            text,
            cites: Vec::new(),
        };
    }
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for cite in &found {
        rest.push_str(text.get(from..cite.range.start).unwrap_or_default());
        from = cite.range.end;
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    CitedText {
        text: SafeText::new(rest.trim()),
        cites: found.into_iter().map(|cite| cite.citation).collect(),
    }
}

/// The citations of a text that end a statement, in order: at the end of the text, or beside
/// the end of a sentence (`so it is [S1]. Next`, `So it is. [S1] Next`). Several in a row count
/// together.
pub fn find(text: &str, cx: ParseCx<'_>) -> Vec<Found> {
    if cx.citations.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut group: Vec<Found> = Vec::new();
    for (open, _) in text.match_indices('[') {
        let Some((end, citation)) = mark_at(text, open, cx) else {
            continue;
        };
        let before = text.get(..open).unwrap_or_default().trim_end_matches(blank);
        if group
            .last()
            .is_some_and(|last| last.mark.end != before.len())
        {
            close(text, &mut group, &mut found);
        }
        group.push(Found {
            range: before.len()..end,
            mark: open..end,
            citation,
        });
    }
    close(text, &mut group, &mut found);
    found
}

/// Every citation of a text, wherever it stands.
pub fn all(text: &str, cx: ParseCx<'_>) -> Vec<Citation> {
    text.match_indices('[')
        .filter_map(|(open, _)| mark_at(text, open, cx))
        .map(|(_, citation)| citation)
        .collect()
}

/// The end of the mark that opens at a byte, and its citation, if its id is declared.
fn mark_at(text: &str, open: usize, cx: ParseCx<'_>) -> Option<(usize, Citation)> {
    let inner = text.get(open + 1..)?;
    let length = inner.find(|c: char| matches!(c, '[' | ']') || c.is_whitespace())?;
    let inner = inner.get(..length)?;
    let end = open + 1 + length;
    if !text.get(end..)?.starts_with(']') {
        return None;
    }
    let (id, line) = match inner.split_once(':') {
        Some((id, line)) => (id, Some(line_number(line)?)),
        None => (inner, None),
    };
    let citation = Citation {
        id: SafeText::new(cx.citations.get(id)?),
        line,
    };
    Some((end + 1, citation))
}

/// A number of digits only; `parse` alone would take a sign.
fn line_number(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// Keeps a row of citations if it stands where a statement ends.
fn close(text: &str, group: &mut Vec<Found>, found: &mut Vec<Found>) {
    let Some(start) = group.first().map(|first| first.range.start) else {
        return;
    };
    let ended_before = text
        .get(..start)
        .is_some_and(|before| before.ends_with(['.', '!', '?']));
    if let Some(last) = group.last_mut() {
        let after = text.get(last.range.end..).unwrap_or_default();
        if ended_before && let Some(length) = second_stop(after) {
            last.range.end += length;
        }
        if ended_before || ends_statement(after) {
            found.append(group);
        }
    }
    group.clear();
}

/// The length of the stop in `So it is. [S1].`, which has one too many.
fn second_stop(after: &str) -> Option<usize> {
    let rest = after.trim_start_matches(blank).strip_prefix('.')?;
    rest.trim().is_empty().then(|| after.len() - rest.len())
}

/// Whether what follows a citation closes the sentence it stands in.
fn ends_statement(after: &str) -> bool {
    let after = after.trim_start_matches(blank);
    let Some(rest) = after.strip_prefix(['.', '!', '?', ';']) else {
        return after.is_empty() || after.starts_with(['\n', '\r']);
    };
    rest.chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '"' | '\'' | '”' | '»' | '['))
}

/// Space within a line.
fn blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n' | '\r')
}
