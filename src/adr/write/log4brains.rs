//! The form of log4brains: MADR 2.1 with a list of status, people, day and tags below the title
//! (log4brains `packages/core`, `Adr.ts` and `MarkdownBody.ts`).

use crate::adr::write::escape::{stated, title};
use crate::adr::write::{front, parts, sources};
use crate::adr::{Record, RecordLink, Relation};
use crate::stack::AdrStatus;
use crate::text::put::Put;

/// Writes a record.
pub(super) fn write(record: &Record) -> String {
    let mut out = format!(
        "# {}\n\n- Status: {}\n",
        title(&record.title),
        status(record)
    );
    for (key, said) in [
        ("Deciders", parts::commas(&record.decision_makers)),
        ("Consulted", parts::commas(&record.consulted)),
        ("Informed", parts::commas(&record.informed)),
        ("Date", record.date.to_string()),
        ("Tags", parts::commas(&record.tags)),
    ] {
        if !said.is_empty() {
            out.put(format_args!("- {key}: {said}\n"));
        }
    }
    let (good, bad) = consequences(record);
    for (heading, lines) in [
        ("## Context and Problem Statement", parts::context(record)),
        ("## Decision Drivers", parts::bullets(&record.drivers, "")),
        ("## Considered Options", parts::options(record)),
        ("## Decision Outcome", outcome(record)),
        ("### Positive Consequences", good),
        ("### Negative Consequences", bad),
        ("### Confirmation", parts::confirmation(record)),
        (
            "## Pros and Cons of the Options",
            parts::arguments(record, "###"),
        ),
        (
            "## What Would Change This Decision",
            parts::would_change(record),
        ),
        ("## Comparison", parts::comparison(record)),
        ("## Links", links(record)),
        ("## Sources", sources::sources(record)),
    ] {
        out.push_str(&parts::under(heading, &lines));
    }
    out.push_str(&front::comment(record));
    out
}

/// The status; that of a superseded record names what stands in its place.
fn status(record: &Record) -> String {
    let by = |link: &&RecordLink| link.relation == Relation::SupersededBy;
    let by = record.links.iter().find(by).map(sources::slug);
    let superseded = record.status == AdrStatus::Superseded;
    let word = record.status.word();
    by.filter(|_| superseded)
        .map_or_else(|| word.to_owned(), |by| format!("{word} by {by}"))
}

/// The outcome, with what is ruled out and what other answers lead to.
fn outcome(record: &Record) -> String {
    let outcome = std::iter::once(parts::outcome(record));
    parts::paragraphs(outcome.chain(parts::apart_from_options(record, stated)))
}

/// What speaks for the choice and against it. The form knows two sides: a rule is kept to, which
/// costs something.
fn consequences(record: &Record) -> (String, String) {
    let chosen = parts::chosen(record);
    let good = chosen.iter().map(|one| parts::bullets(&one.good, ""));
    let bad = chosen.iter().map(|one| parts::bullets(&one.bad, ""));
    let rules = parts::bullets(&record.advice, "A rule says: ");
    (good.collect(), bad.chain(Some(rules)).collect())
}

fn links(record: &Record) -> String {
    let links = sources::links(record, sources::slug_link);
    links
        .into_iter()
        .map(|link| "- ".to_owned() + &link)
        .collect()
}
