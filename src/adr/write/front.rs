//! What stands above a MADR record for programs, and below a Nygard record in a comment.

use crate::adr::Record;
use crate::text::SafeText;
use crate::text::put::Put;

/// The front matter of a record: MADR's keys in MADR's order, with the number and the title that
/// `adrs` reads, then ours. Status and date are bare: one reader takes them as they stand.
pub(in crate::adr) fn matter(record: &Record) -> String {
    let mut out = format!(
        "---\nnumber: {}\ntitle: {}\n",
        record.number,
        quoted(&record.title)
    );
    out.put(format_args!("status: {}\n", record.status.word()));
    if !record.date.is_empty() {
        out.put(format_args!("date: {}\n", record.date));
    }
    for (key, values) in [
        ("decision-makers", &record.decision_makers),
        ("consulted", &record.consulted),
        ("informed", &record.informed),
        ("tags", &record.tags),
    ] {
        out.push_str(&list(key, values, 0));
    }
    out.push_str(&reopen(record));
    out.push_str("---\n");
    out
}

/// What is needed to take the decision again, as YAML under `archtui`.
pub(in crate::adr) fn reopen(record: &Record) -> String {
    let reopen = &record.reopen;
    let mut out = format!(
        "archtui:\n  version: {}\n  subject: {}\n  decision: {}\n",
        quoted(&reopen.version),
        quoted(&reopen.subject),
        quoted(&reopen.decision),
    );
    let libraries = reopen
        .library
        .iter()
        .map(|library| SafeText::one_line(&format!("{} {}", library.name, library.version)));
    out.push_str(&list("library", &libraries.collect::<Vec<_>>(), 2));
    if !reopen.walks.is_empty() {
        out.push_str("  walks:\n");
    }
    for walk in &reopen.walks {
        out.put(format_args!(
            "    - tree: {}\n      digest: {}\n      replay: {}\n",
            quoted(&walk.tree),
            quoted(&walk.digest),
            quoted(&walk.replay),
        ));
    }
    out
}

/// The digest of the decision that a record was written from, read from its text.
pub(in crate::adr) fn decision_digest(text: &str) -> Option<&str> {
    let mut lines = text.lines().skip_while(|line| *line != "archtui:");
    let line = lines.find_map(|line| line.strip_prefix("  decision: "))?;
    Some(line.trim().trim_matches('"'))
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

/// A double-quoted YAML scalar: JSON's form, which YAML reads. `>` is written by number, so that
/// no text can end the comment that it may stand in.
fn quoted(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    serde_json::Value::from(folded)
        .to_string()
        .replace('>', "\\u003e")
}
