//! Nygard's form, as adr-tools and `adrs` write and read it.

use crate::adr::Record;
use crate::adr::write::escape::{stated, title};
use crate::adr::write::{front, parts, sources};
use crate::text::put::Put;

/// Writes a record. Its title is line 1 and its status one word on the first line of its section,
/// with links to other records below it: readers depend on these. What is needed to take the
/// decision again stands in a comment at the end.
pub(super) fn write(record: &Record) -> String {
    let mut out = format!("# {}. {}\n", record.number, title(&record.title));
    if !record.date.is_empty() {
        out.put(format_args!("\nDate: {}\n", record.date));
    }
    let status = parts::capital(record.status.word()) + "\n";
    // Other tools draw the graph of records from these lines.
    let links = record.links.iter().map(sources::numbered_link);
    let links = links.map(|link| link + "\n");
    let status = parts::paragraphs(std::iter::once(status).chain(links));
    out.push_str(&parts::under("## Status", &status));
    let context = parts::paragraphs([parts::context(record), parts::people(record)]);
    out.push_str(&parts::under("## Context", &context));
    for (heading, lines) in [
        ("### Decision Drivers", parts::bullets(&record.drivers, "")),
        ("### Considered Options", options(record)),
        ("### Comparison", parts::comparison(record)),
    ] {
        out.push_str(&parts::under(heading, &lines));
    }
    out.push_str(&parts::under("## Decision", &parts::outcome(record)));
    out.push_str("\n## Consequences\n\n");
    out.push_str(&parts::some_consequences(record));
    let more = parts::apart_from_options(record, stated);
    let sources = sources::sources(record);
    for (heading, lines) in [
        ("### Confirmation", parts::confirmation(record)),
        (
            "### What Would Change This Decision",
            parts::would_change(record),
        ),
        ("### More Information", parts::paragraphs(more)),
        ("### Sources", sources),
    ] {
        out.push_str(&parts::under(heading, &lines));
    }
    out.push_str(&front::comment(record));
    out
}

/// The options, each with all that is said of it.
fn options(record: &Record) -> String {
    let mut out = String::new();
    for one in &record.considered {
        out.put(format_args!("* {}\n", parts::name(&one.alternative)));
        let lost = parts::lost(record, one);
        // A sentence among bullets is one of them.
        let lost = lost.lines().map(|line| format!("    * {line}\n"));
        out.extend(lost);
        let said = parts::sides(one);
        out.extend(said.lines().map(|line| format!("    {line}\n")));
    }
    out
}
