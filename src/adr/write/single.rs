//! A whole stack in one document, to be pasted where no other file is.

use std::collections::BTreeSet;

use crate::adr::write::escape::{inline, link_text, title, unbroken};
use crate::adr::write::{madr, mermaid, parts, sources};
use crate::adr::{Record, RecordLink};
use crate::parse::{ParseCx, markdown};
use crate::text::put::Put;
use crate::text::{FileId, SafeText};

/// Headings of the second level before those of the records.
const BEFORE: usize = 2;

/// One document of all records: what it is of, a table of contents, the paths taken, then a
/// section for each record with its sources at its end. Nothing in it leads to another file, and
/// nothing stands in it for programs. `overview` is that of the same records.
pub fn single(overview: &Record, records: &[&Record]) -> String {
    let records: Vec<Record> = records.iter().map(|record| record.cited()).collect();
    let records = &records.iter().collect::<Vec<&Record>>();
    // Where a section is depends on the headings alone, so they are asked for it first.
    let bare = document(overview, records, &[]);
    let anchors = anchors(&bare);
    unbroken(&document(overview, records, &anchors))
}

fn document(overview: &Record, records: &[&Record], anchors: &[String]) -> String {
    let mut out = format!("# {}\n", title(&overview.title));
    let known = parts::known(overview);
    out.push_str(if known.is_empty() { "" } else { "\n" });
    out.push_str(&known);
    let rows: String = records
        .iter()
        .enumerate()
        .map(|(at, record)| row(record, anchors.get(at)))
        .collect();
    out.put(format_args!("\n## Contents\n\n{rows}"));
    let picture = mermaid::flowchart(&overview.gathered);
    out.put(format_args!("\n## Path Taken\n\n{picture}"));
    for record in records {
        let alone = alone(record, records, anchors);
        let body = lowered(&madr::body(&alone));
        // The title of a record ends with its line.
        let (title, rest) = body.split_once('\n').unwrap_or((&body, ""));
        out.put(format_args!("\n{title}\n\n{}{rest}", standing(record)));
    }
    out
}

/// A line of the table of contents.
fn row(record: &Record, anchor: Option<&String>) -> String {
    let chosen = record.chosen.as_ref().map(|chosen| inline(chosen));
    let chosen = chosen.unwrap_or_else(|| "nothing chosen".to_owned());
    let title = match anchor {
        Some(anchor) => format!("[{}](#{anchor})", link_text(&record.title)),
        None => inline(&record.title),
    };
    format!("* {title}: {chosen} ({})\n", record.status.word())
}

/// What a header says elsewhere.
fn standing(record: &Record) -> String {
    let mut said = vec![format!("Status: {}", record.status.word())];
    for (key, value) in [
        ("Date", record.date.to_string()),
        ("Decision makers", parts::commas(&record.decision_makers)),
        ("Consulted", parts::commas(&record.consulted)),
        ("Informed", parts::commas(&record.informed)),
    ] {
        if !value.is_empty() {
            said.push(format!("{key}: {value}"));
        }
    }
    said.join(". ") + ".\n"
}

/// A record that leads to nothing outside the document: its files are only named, a record of the
/// document is a section of it.
fn alone(record: &Record, records: &[&Record], anchors: &[String]) -> Record {
    let mut alone = record.clone();
    for source in &mut alone.sources {
        let is_web = ["https://", "http://"];
        if !is_web.iter().any(|scheme| source.link.starts_with(scheme)) {
            source.link = SafeText::default();
        }
    }
    for link in &mut alone.links {
        let at = records.iter().position(|other| is_of(link, other));
        let anchor = at.and_then(|at| anchors.get(at));
        if link.title.is_empty() {
            link.title = SafeText::one_line(sources::stem(&link.file));
        }
        link.file = anchor.map_or_else(SafeText::default, |anchor| {
            SafeText::one_line(&format!("#{anchor}"))
        });
    }
    alone
}

fn is_of(link: &RecordLink, record: &Record) -> bool {
    !link.file.is_empty() && link.file == record.file
}

/// The same text with each heading a level lower. No other line begins with `#`: what others say
/// is escaped at the start of a line.
fn lowered(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    let lower = |line: &str| match line.strip_prefix('#') {
        Some(_) => format!("#{line}"),
        None => line.to_owned(),
    };
    lines.map(lower).collect()
}

/// The anchors of the sections of the records, as GitHub makes them.
fn anchors(text: &str) -> Vec<String> {
    let citations = BTreeSet::new();
    let cx = ParseCx {
        file: FileId::default(),
        citations: &citations,
    };
    let (document, _) = markdown::parse(text, cx);
    let headings = document.headings.into_iter();
    let sections = headings.filter(|heading| heading.level == 2).skip(BEFORE);
    sections.map(|heading| heading.anchor).collect()
}
