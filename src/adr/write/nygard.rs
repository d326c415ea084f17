//! Nygard's form, as adr-tools and `adrs` write and read it.

use crate::adr::Record;
use crate::adr::write::escape::inline;
use crate::adr::write::{front, madr};
use crate::text::put::Put;

/// Writes a record. Its title is line 1 and its status one word on the first line of its section:
/// readers depend on both. What is needed to take the decision again stands in a comment at the
/// end.
pub(super) fn write(record: &Record) -> String {
    let mut out = format!("# {}. {}\n", record.number, inline(&record.title));
    if !record.date.is_empty() {
        out.put(format_args!("\nDate: {}\n", record.date));
    }
    out.put(format_args!(
        "\n## Status\n\n{}\n",
        capital(record.status.word())
    ));
    out.put(format_args!(
        "\n## Context\n\n{}\n",
        inline(&record.problem)
    ));
    out.push_str(&madr::context(record));
    out.push_str(&madr::section(
        "\n### Decision Drivers\n",
        &record.drivers,
        "",
    ));
    out.push_str(&options(record));
    out.push_str(&madr::table(record, "\n### Comparison\n"));
    out.put(format_args!("\n## Decision\n\n{}\n", madr::outcome(record)));
    out.push_str("\n## Consequences\n");
    let consequences = madr::consequences(record, "");
    if consequences.is_empty() {
        // The section must say something; this much is known.
        out.push_str("\nThe sources state no consequences.\n");
    }
    out.push_str(&consequences);
    out.push_str(&madr::confirmation(record, "\n### Confirmation\n"));
    out.push_str(&more(record));
    out.put(format_args!("\n<!--\n{}-->\n", front::reopen(record)));
    out
}

fn options(record: &Record) -> String {
    if record.considered.is_empty() {
        return String::new();
    }
    let mut out = "\n### Considered Options\n\n".to_owned();
    for one in &record.considered {
        out.put(format_args!("* {}\n", inline(&one.alternative.name)));
        let said = madr::sides(one);
        out.extend(said.lines().map(|line| format!("    {line}\n")));
    }
    out
}

fn more(record: &Record) -> String {
    let mut out = madr::apart(record);
    for link in &record.links {
        out.put(format_args!(
            "\nTakes the place of {}.\n",
            inline(&link.file)
        ));
    }
    out.push_str(&madr::sources(record));
    if out.is_empty() {
        return out;
    }
    format!("\n### More Information\n{out}")
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
