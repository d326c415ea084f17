//! What stands in a record for programs: above a MADR record, below others in a comment.

use std::borrow::Cow;

use crate::adr::write::sources::kind;
use crate::adr::{Record, RecordLink, Relation, Reopen, WalkSaid};
use crate::stack::AdrStatus;
use crate::text::SafeText;
use crate::text::put::Put;

/// Which keys a header has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// MADR's, those of `adrs` (number, title, tags, links) and ours.
    Wide,
    /// MADR's alone.
    Strict,
}

/// Which of the keys of people stand in a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keys {
    /// Those with a value.
    Known,
    /// All of them, to be filled in.
    All,
}

/// The front matter of a record: MADR's keys in MADR's order. Status and date are bare: one reader
/// takes them as they stand (Structurizr, `MadrDecisionImporter`).
pub(super) fn matter(record: &Record, header: Header, keys: Keys) -> String {
    let mut out = String::from("---\n");
    if header == Header::Wide {
        let title = quoted(&one_line(&record.title));
        out.put(format_args!("number: {}\ntitle: {title}\n", record.number));
    }
    out.put(format_args!("status: {}\n", status(record, header)));
    match record.date.as_str() {
        "" if keys == Keys::All => out.push_str("date:\n"),
        "" => {}
        date => out.put(format_args!("date: {date}\n")),
    }
    for (key, values) in [
        ("decision-makers", &record.decision_makers),
        ("consulted", &record.consulted),
        ("informed", &record.informed),
    ] {
        if keys == Keys::All && values.is_empty() {
            out.put(format_args!("{key}: []\n"));
        }
        out.push_str(&list(key, values, 0));
    }
    if header == Header::Wide {
        out.push_str(&list("tags", &record.tags, 0));
        out.push_str(&links(record));
        out.push_str(&reopen(&record.reopen));
    }
    out.push_str("---\n");
    out
}

/// The status. MADR says in it what stands in a record's place; `adrs` knows one word only.
fn status(record: &Record, header: Header) -> String {
    let word = record.status.word();
    let by = |link: &&RecordLink| link.relation == Relation::SupersededBy;
    let by = record.links.iter().filter(by).find_map(|link| link.number);
    match (header, record.status, by) {
        (Header::Strict, AdrStatus::Superseded, Some(by)) => format!("{word} by ADR-{by:04}"),
        _ => word.to_owned(),
    }
}

/// The links as `adrs` has them: by number, with a kind in one word.
fn links(record: &Record) -> String {
    let links = record.links.iter().filter_map(|link| {
        let kind = kind(&link.relation, "");
        let number = link.number.filter(|_| !kind.is_empty())?;
        Some(format!(
            "  - target: {number}\n    kind: {}\n",
            plain(&kind)
        ))
    });
    let links: String = links.collect();
    if links.is_empty() {
        return links;
    }
    format!("links:\n{links}")
}

/// A word of letters as it stands; anything that YAML could take for something else in quotes.
fn plain(word: &str) -> String {
    let known = ["supersede", "amend", "relate"];
    if known.iter().any(|known| word.starts_with(known)) {
        return word.to_owned();
    }
    quoted(word)
}

/// What is needed to take the decision again, as YAML under `archtui`.
pub(in crate::adr) fn reopen(reopen: &Reopen) -> String {
    let mut out = String::from("archtui:\n");
    for (key, value) in [
        ("version", &reopen.version),
        ("subject", &reopen.subject),
        ("decision", &reopen.decision),
    ] {
        out.put(format_args!("  {key}: {}\n", quoted(value)));
    }
    if !reopen.library.is_empty() {
        out.push_str("  library:\n");
    }
    for library in &reopen.library {
        out.put(format_args!("    - name: {}\n", quoted(&library.name)));
        out.push_str(&optional("      version", &library.version));
        out.push_str(&optional("      digest", &library.digest));
    }
    out.push_str(&list("facts", &reopen.facts, 2));
    if !reopen.walks.is_empty() {
        out.push_str("  walks:\n");
    }
    for walk in &reopen.walks {
        out.put(format_args!("    - tree: {}\n", quoted(&walk.tree)));
        out.push_str(&optional("      digest", &walk.digest));
        out.put(format_args!("      replay: {}\n", quoted(&walk.replay)));
        out.push_str(&answers(walk));
        out.push_str(&list("led-to", &walk.led_to, 6));
    }
    if let Some(compared) = &reopen.compared {
        out.put(format_args!("  compared: {}\n", quoted(compared)));
    }
    out.push_str(&list("alternatives", &reopen.alternatives, 2));
    if !reopen.cells.is_empty() {
        out.push_str("  cells:\n");
    }
    for row in &reopen.cells {
        let digests: Vec<&str> = row.digests.iter().map(SafeText::as_str).collect();
        let digests = quoted(&digests.join(" "));
        out.put(format_args!("    {}: {digests}\n", quoted(&row.criterion)));
    }
    out.push_str(&list("revisit-when", &reopen.revisit_when, 2));
    out
}

/// The answers of a walk, and the forks that were read as another kind.
fn answers(walk: &WalkSaid) -> String {
    let mut out = String::new();
    if !walk.answers.is_empty() {
        out.push_str("      answers:\n");
    }
    for answered in &walk.answers {
        let question = quoted(&answered.question);
        out.put(format_args!("        - question: {question}\n"));
        out.push_str(&list("said", &answered.said, 10));
        if let Some(fact) = &answered.from_fact {
            out.push_str(&optional("          from-fact", fact));
        }
    }
    if !walk.forks.is_empty() {
        out.push_str("      forks:\n");
    }
    for switched in &walk.forks {
        let question = quoted(&switched.question);
        let fork = switched.fork.word();
        out.put(format_args!(
            "        - question: {question}\n          fork: {fork}\n"
        ));
    }
    out
}

fn optional(key: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    format!("{key}: {}\n", quoted(value))
}

/// The same in a comment, for forms without a header.
pub(super) fn comment(record: &Record) -> String {
    format!("\n<!--\n{}-->\n", reopen(&record.reopen))
}

/// The digest of the decision that a record was written from, read from its text in any form.
pub(in crate::adr) fn decision_digest(text: &str) -> Option<String> {
    own_value(text, "decision")
}

/// What a record says that it is about, read from its text in any form.
pub(in crate::adr) fn subject(text: &str) -> Option<String> {
    own_value(text, "subject")
}

/// A value of what [`reopen`] writes. Only a look at lines, as it is asked of every file of a
/// folder.
fn own_value(text: &str, key: &str) -> Option<String> {
    let json = text.starts_with('{').then(|| super::json::reopen(text));
    let text = json.flatten().map_or(Cow::Borrowed(text), Cow::Owned);
    let mut lines = text.lines().skip_while(|line| *line != "archtui:");
    let line = lines.find_map(|line| {
        line.strip_prefix("  ")?
            .strip_prefix(key)?
            .strip_prefix(": ")
    })?;
    serde_json::from_str(line.trim()).ok()
}

fn list(key: &str, values: &[SafeText], indent: usize) -> String {
    if values.is_empty() {
        return String::new();
    }
    let pad = " ".repeat(indent);
    let mut out = format!("{pad}{key}:\n");
    for value in values {
        out.put(format_args!("{pad}  - {}\n", quoted(value)));
    }
    out
}

/// A text with its white space folded.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A scalar as JSON's writer has it, which is one in double quotes for YAML. `->` is written by
/// number, so that no text can end the comment that it may stand in.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace("->", "-\\u003e")
}
