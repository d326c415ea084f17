//! Citations of sources that no manifest declares. An undeclared id stays text, so a slip in it
//! is seen by readers only.

use std::collections::BTreeSet;

use super::{Read, has_manifest};
use crate::catalog::Catalog;
use crate::diagnostic::Diagnostic;
use crate::model::FileKind;
use crate::text::{FileId, Location, SafeText, nearest};

/// Fences that hold prose or trees, by the first word of their info string.
const READ_FENCES: [&str; 7] = ["", "text", "txt", "mermaid", "dot", "yaml", "markdown"];

/// Checks all documents of sources that declare what may be cited.
pub(super) fn check(catalog: &Catalog, read: &Read<'_>) -> Vec<Diagnostic> {
    let declared: BTreeSet<&str> = catalog
        .manifest
        .citations
        .iter()
        .map(|source| source.id.as_str())
        .collect();
    let mut findings = Vec::new();
    if declared.is_empty() {
        return findings;
    }
    for (id, file) in (0_u32..).map(FileId).zip(&catalog.files) {
        let document = file.kind != FileKind::Other && file.kind.is_document(&file.path);
        if !(document && has_manifest(catalog, file.source)) {
            continue;
        }
        let Ok(text) = read(id) else { continue };
        for (line, cite) in undeclared(&text.text, &declared) {
            let message = format!(
                "[{}] cites a source that is not declared",
                SafeText::one_line(cite)
            );
            let name = cite.split(':').next().unwrap_or_default();
            let hint = match nearest(name, declared.iter().copied()) {
                Some(near) => format!("did you mean {near}?"),
                None => "declare it under `citations:` in archtui.yaml".to_owned(),
            };
            let finding = Diagnostic::warning("undeclared-citation", message);
            findings.push(finding.at(Location::line(id, line)).hint(hint));
        }
    }
    findings
}

/// What looks like a citation and is none, with its line.
fn undeclared<'a>(text: &'a str, declared: &BTreeSet<&str>) -> Vec<(u32, &'a str)> {
    let mut found = Vec::new();
    let mut fence: Option<(&str, bool)> = None;
    for (number, line) in (1_u32..).zip(text.lines()) {
        let start = line.trim_start();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| start.starts_with(mark));
        match (mark, fence) {
            (Some(mark), None) => {
                let info = start.trim_start_matches(['`', '~']).trim();
                let word = info.split_whitespace().next().unwrap_or_default();
                fence = Some((mark, READ_FENCES.contains(&word)));
            }
            (Some(mark), Some((open, _))) if mark == open => fence = None,
            _ if fence.is_none_or(|(_, read)| read) => {
                let cites = in_line(line, declared).into_iter();
                found.extend(cites.map(|cite| (number, cite)));
            }
            _ => {}
        }
    }
    found
}

fn in_line<'a>(line: &'a str, declared: &BTreeSet<&str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut code = false;
    let mut before = '\0';
    for (at, c) in line.char_indices() {
        if c == '`' {
            code = !code;
        }
        let stands_alone =
            before == '\0' || before.is_whitespace() || matches!(before, ']' | '|' | '(');
        if c == '[' && !code && stands_alone {
            let rest = line.get(at + 1..).unwrap_or_default();
            found.extend(cite_at(rest, declared));
        }
        before = c;
    }
    found
}

/// The inside of brackets that open before a text, if it reads like a citation of an unknown id:
/// `ID:LINE`, or an `ID` of the same letters as a declared one.
fn cite_at<'a>(rest: &'a str, declared: &BTreeSet<&str>) -> Option<&'a str> {
    let in_cite = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    let end = rest.find(|c| !in_cite(c))?;
    let (inner, after) = rest.split_at_checked(end)?;
    let after = after.strip_prefix(']')?;
    // A link, its text or its definition.
    if after.starts_with(['(', ':']) {
        return None;
    }
    let (id, cited) = match inner.split_once(':') {
        Some((id, line)) => (id, is_number(line)),
        None => (inner, is_sister(inner, declared)),
    };
    let named = id.starts_with(|c: char| c.is_ascii_alphabetic());
    (named && cited && !declared.contains(id)).then_some(inner)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether an id differs from a declared one in its number only.
fn is_sister(id: &str, declared: &BTreeSet<&str>) -> bool {
    let letters = |id: &str| id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (own, numbered) = (letters(id), letters(id) < id.len());
    let same =
        |other: &&str| letters(other) < other.len() && other.get(..letters(other)) == id.get(..own);
    numbered && declared.iter().any(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text and what is told of it.
    type Case = (&'static str, &'static str, &'static [(u32, &'static str)]);

    #[test]
    fn only_what_reads_like_a_citation_is_told() {
        let cases: [Case; 13] = [
            ("declared", "True [T1:3].\n", &[]),
            ("an unknown id", "a\nTrue [T9:3].\n", &[(2, "T9:3")]),
            ("beside a known one", "True [T1][T9:3].\n", &[(1, "T9:3")]),
            ("another word", "True [survey:12].\n", &[(1, "survey:12")]),
            ("a sister", "True [T7].\n", &[(1, "T7")]),
            ("a word in brackets", "True [sic].\n", &[]),
            ("a link", "See [T7](x.md) and [T9:1](y.md).\n", &[]),
            ("a definition", "[T7]: x.md\n", &[]),
            ("a slice of code", "`list[a:3]` and `[b:3]`\n", &[]),
            ("an index", "list[a:3]\n", &[]),
            (
                "in a fence of code",
                "```python\n[a:3]\n```\n[T9:1]\n",
                &[(4, "T9:1")],
            ),
            ("in a tree", "```\n└── A [T9:1]\n```\n", &[(2, "T9:1")]),
            ("a task", "- [x] done\n", &[]),
        ];
        let declared = BTreeSet::from(["T1", "general"]);
        for (name, text, expected) in cases {
            assert_eq!(undeclared(text, &declared), expected, "{name}");
        }
    }
}
