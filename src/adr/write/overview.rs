//! The overview of a stack: a record that leads to the record of each of its decisions.

use crate::adr::write::escape::inline;
use crate::adr::write::{mermaid, sources};
use crate::adr::{Gathered, Record};

/// The decisions, each with where its record is, and a picture of the paths taken.
pub(super) fn decisions(record: &Record) -> String {
    let lines: String = record.gathered.iter().map(line).collect();
    let picture = mermaid::flowchart(&record.gathered);
    format!("{lines}\n{picture}")
}

/// `* [ADR-0003](0003-use-x.md) Use X as store: X (accepted)`.
fn line(one: &Gathered) -> String {
    let id = format!("ADR-{:04}", one.number);
    let link = sources::linked(&id, &one.file);
    let chosen = one.chosen.as_ref();
    let chosen = chosen.map_or_else(|| "nothing chosen".to_owned(), |chosen| inline(chosen));
    let title = inline(&one.title);
    let status = one.status.word();
    format!("* {link} {title}: {chosen} ({status})\n")
}
