//! MADR 4.0 with all its sections (adr/madr, `template/adr-template.md`).

use crate::adr::write::escape::{inline, source, stated};
use crate::adr::write::front;
use crate::adr::{Considered, Record, Stated};
use crate::stack::AdrStatus;
use crate::text::put::Put;

/// Writes a record. Optional sections without content are left out.
pub(super) fn write(record: &Record) -> String {
    let mut out = front::matter(record);
    out.put(format_args!("\n# {}\n", inline(&record.title)));
    out.push_str("\n## Context and Problem Statement\n\n");
    out.put(format_args!("{}\n", inline(&record.problem)));
    out.push_str(&context(record));
    out.push_str(&section("\n## Decision Drivers\n", &record.drivers, ""));
    out.push_str("\n## Considered Options\n\n");
    for one in &record.considered {
        out.put(format_args!("* {}\n", inline(&one.alternative.name)));
    }
    out.push_str("\n## Decision Outcome\n\n");
    out.put(format_args!("{}\n", outcome(record)));
    out.push_str(&consequences(record, "\n### Consequences\n"));
    out.push_str(&confirmation(record, "\n### Confirmation\n"));
    out.push_str(&arguments(record));
    out.push_str(&more(record));
    out
}

/// What is known, as a paragraph of sentences.
pub(super) fn context(record: &Record) -> String {
    let mut sentences: Vec<String> = record.context.iter().map(stated).collect();
    if !record.facts.is_empty() {
        let facts: Vec<String> = record.facts.iter().map(|fact| inline(fact)).collect();
        sentences.insert(0, format!("Known of the project: {}.", facts.join("; ")));
    }
    if sentences.is_empty() {
        return String::new();
    }
    format!("\n{}\n", sentences.join("\n"))
}

/// A heading with a list, or nothing.
pub(super) fn section(heading: &str, list: &[Stated], lead: &str) -> String {
    if list.is_empty() {
        return String::new();
    }
    let mut out = format!("{heading}\n");
    for one in list {
        out.put(format_args!("* {lead}{}\n", stated(one)));
    }
    out
}

/// The chosen option and why.
pub(super) fn outcome(record: &Record) -> String {
    let Some(chosen) = &record.chosen else {
        return match record.status {
            AdrStatus::Rejected => "None is needed.".to_owned(),
            _ => "No option is chosen yet.".to_owned(),
        };
    };
    let because: Vec<String> = record.because.iter().map(stated).collect();
    let because = match because.as_slice() {
        [] => String::new(),
        reasons => format!(", because {}", reasons.join("; ")),
    };
    let instead: Vec<String> = record.answers_say.iter().map(stated).collect();
    let instead = match instead.as_slice() {
        [] => String::new(),
        names => format!(", although the answers lead to {}", names.join(" or ")),
    };
    format!("Chosen option: \"{}\"{because}{instead}.", inline(chosen))
}

/// What follows from the choice: what speaks for and against the chosen one, and what always
/// holds; where there is none of these, what else is known of it.
pub(super) fn consequences(record: &Record, heading: &str) -> String {
    let chosen = record.considered.iter();
    let chosen = chosen.filter(|one| Some(&one.alternative.name) == record.chosen.as_ref());
    let chosen: Vec<&Considered> = chosen.collect();
    let mut lines = String::new();
    for one in &chosen {
        lines.push_str(&bullets(&one.good, "Good, because "));
        lines.push_str(&bullets(&one.bad, "Bad, because "));
        lines.push_str(&bullets(&one.needs, "Neutral, because "));
    }
    lines.push_str(&bullets(&record.advice, "Neutral, because a rule says: "));
    if lines.is_empty() {
        let neutral = chosen.iter();
        lines.extend(neutral.map(|one| bullets(&one.neutral, "Neutral, because ")));
    }
    if lines.is_empty() {
        return String::new();
    }
    format!("{heading}\n{lines}")
}

/// What to keep to, and when to think again.
pub(super) fn confirmation(record: &Record, heading: &str) -> String {
    if record.confirmation.is_empty() && record.checks.is_empty() {
        return String::new();
    }
    let mut out = format!("{heading}\n");
    out.push_str(&bullets(&record.checks, "[ ] "));
    for when in &record.confirmation {
        out.put(format_args!("* Revisit when: {}\n", inline(when)));
    }
    out
}

fn bullets(list: &[Stated], lead: &str) -> String {
    let lines = list.iter().map(|one| format!("* {lead}{}\n", stated(one)));
    lines.collect()
}

/// All that is said of an alternative, by side.
pub(super) fn sides(one: &Considered) -> String {
    let sides = [
        ("Good, because ", &one.good),
        ("Neutral, because ", &one.called),
        ("Neutral, because ", &one.needs),
        ("Neutral, because ", &one.neutral),
        ("Bad, because ", &one.bad),
    ];
    sides.map(|(lead, list)| bullets(list, lead)).concat()
}

fn arguments(record: &Record) -> String {
    let mut out = String::new();
    for one in &record.considered {
        let said = sides(one);
        if !said.is_empty() {
            let name = inline(&one.alternative.name);
            out.put(format_args!("\n### {name}\n\n{said}"));
        }
    }
    if out.is_empty() {
        return out;
    }
    format!("\n## Pros and Cons of the Options\n{out}")
}

fn more(record: &Record) -> String {
    let mut out = String::new();
    out.push_str(&apart(record));
    for link in &record.links {
        out.put(format_args!(
            "\nTakes the place of {}.\n",
            inline(&link.file)
        ));
    }
    out.push_str(&table(record, "\n### Comparison\n"));
    out.push_str(&sources(record));
    if out.is_empty() {
        return out;
    }
    format!("\n## More Information\n{out}")
}

/// What other answers would have led to, kept apart from what was considered, and what is ruled
/// out; the words that do so stand with the alternative.
pub(super) fn apart(record: &Record) -> String {
    let mut out = String::new();
    for (lead, named) in [
        (
            "Not on this path, with nothing stated against it",
            &record.not_on_path,
        ),
        ("Ruled out by what is stated of it", &record.ruled_out),
    ] {
        if !named.is_empty() {
            let names: Vec<String> = named.iter().map(stated).collect();
            out.put(format_args!("\n{lead}: {}.\n", names.join(", ")));
        }
    }
    out
}

/// The compared table, and what came of weighing it.
pub(super) fn table(record: &Record, heading: &str) -> String {
    let Some((header, rows)) = record.comparison.split_first() else {
        return String::new();
    };
    let line = |row: &Vec<Stated>| {
        let cells = row.iter().map(stated).collect::<Vec<_>>();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = header.iter().map(|_| "---").collect::<Vec<_>>();
    let mut out = format!("{heading}\n{}| {} |\n", line(header), rule.join(" | "));
    out.extend(rows.iter().map(line));
    if !record.outlook.is_empty() {
        out.push('\n');
    }
    for said in &record.outlook {
        out.put(format_args!("* {}\n", inline(said)));
    }
    out
}

/// The places that the numbers mean, and the libraries.
pub(super) fn sources(record: &Record) -> String {
    let mut out = String::new();
    if !record.sources.is_empty() {
        out.push_str("\nSources:\n\n");
    }
    for (index, one) in record.sources.iter().enumerate() {
        out.push_str(&source(index, one));
    }
    if !record.reopen.library.is_empty() {
        let names = record
            .reopen
            .library
            .iter()
            .map(|library| inline(&format!("{} {}", library.name, library.version)));
        let names = names.collect::<Vec<_>>().join(", ");
        out.put(format_args!("\nLibrary: {names}\n"));
    }
    out
}
