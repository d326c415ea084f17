//! What a template is given of a record.

use std::collections::BTreeMap;

use minijinja::value::Value;

use crate::adr::write::escape::stated;
use crate::adr::write::own::said::Said;
use crate::adr::write::{front, mermaid, parts, sources};
use crate::adr::{Considered, Gathered, LibrarySaid, Record, RecordLink, Source, Stated};
use crate::text::SafeText;

/// The names that a template can use, each with what it holds.
pub(super) const VARIABLES: [(&str, &str); 34] = [
    ("number", "the number of the record: `7`"),
    ("id", "the same as records name each other: `ADR-0007`"),
    (
        "file",
        "the name of the record's file; empty where it is only printed",
    ),
    ("title", "the title"),
    (
        "status",
        "`draft`, `proposed`, `accepted`, `rejected`, `deprecated` or `superseded`",
    ),
    ("date", "the day, as `2026-11-20`"),
    ("decision_makers", "who decides, a list"),
    ("consulted", "who was asked, a list"),
    ("informed", "who is told, a list"),
    ("tags", "words to find it by, a list"),
    ("problem", "the question that is decided"),
    ("facts", "what is so in the project, a list of `vectors 8M`"),
    ("context", "what else is known, a list of statements"),
    ("drivers", "what it was decided by, a list of statements"),
    (
        "considered",
        "what stood for choice, a list of alternatives",
    ),
    (
        "chosen",
        "the name of what was chosen; empty where nothing is",
    ),
    ("because", "why, a list of statements"),
    (
        "answers_say",
        "what the answers lead to instead, a list of statements",
    ),
    (
        "weights_say",
        "what the weights say instead, a list of statements",
    ),
    (
        "outcome",
        "the outcome as a paragraph: `Chosen option: \"X\", because …`",
    ),
    (
        "advice",
        "what must be kept to whatever was chosen, a list of statements",
    ),
    (
        "would_change",
        "what would have led elsewhere, a list of statements",
    ),
    (
        "confirmation",
        "when to think again, a list of `vectors > 10M`",
    ),
    (
        "checks",
        "what to keep to for the choice, a list of statements",
    ),
    ("ruled_out", "what is ruled out, a list of statements"),
    (
        "not_on_path",
        "what other answers lead to, a list of statements",
    ),
    ("links", "how it stands to other records, a list of links"),
    ("comparison", "the table that was compared"),
    ("outlook", "what weighing it said, a list"),
    ("sources", "where the statements stand, a list of sources"),
    ("library", "the libraries, a list"),
    ("y_statement", "the decision in one sentence"),
    (
        "gathered",
        "in the overview of a stack its decisions, a list",
    ),
    (
        "archtui",
        "what is needed to take the decision again, as YAML for a header",
    ),
];

pub(super) fn of(record: &Record) -> Value {
    let pairs = document(record)
        .into_iter()
        .chain(arguments(record))
        .chain(evidence(record));
    Value::from(pairs.collect::<BTreeMap<&'static str, Value>>())
}

/// What a record says of itself.
fn document(record: &Record) -> [(&'static str, Value); 12] {
    [
        ("number", Value::from(record.number)),
        ("id", Value::from(format!("ADR-{:04}", record.number))),
        ("file", Said::text(&record.file)),
        ("title", Said::text(&record.title)),
        ("status", Value::from(record.status.word())),
        ("date", Value::from(record.date.as_str())),
        ("decision_makers", texts(&record.decision_makers)),
        ("consulted", texts(&record.consulted)),
        ("informed", texts(&record.informed)),
        ("tags", texts(&record.tags)),
        ("links", list(&record.links, link)),
        ("gathered", list(&record.gathered, gathered)),
    ]
}

/// What is decided, and why.
fn arguments(record: &Record) -> [(&'static str, Value); 17] {
    let chosen = record.chosen.clone().unwrap_or_default();
    let considered = record.considered.iter();
    let considered = considered.map(|one| alternative(record, one));
    [
        ("problem", Said::text(&record.problem)),
        ("facts", texts(&record.facts)),
        ("context", statements(&record.context)),
        ("drivers", statements(&record.drivers)),
        ("considered", considered.collect()),
        ("chosen", Said::text(&chosen)),
        ("because", statements(&record.because)),
        ("answers_say", statements(&record.answers_say)),
        ("weights_say", statements(&record.weights_say)),
        ("outcome", Said::markdown(parts::outcome(record).trim_end())),
        ("advice", statements(&record.advice)),
        ("would_change", statements(&record.would_change)),
        ("confirmation", texts(&record.confirmation)),
        ("checks", statements(&record.checks)),
        ("ruled_out", statements(&record.ruled_out)),
        ("not_on_path", statements(&record.not_on_path)),
        (
            "y_statement",
            Said::markdown(super::super::sentence::sentence(record).trim_end()),
        ),
    ]
}

/// What it stands on.
fn evidence(record: &Record) -> [(&'static str, Value); 5] {
    let sources = record.sources.iter().enumerate();
    let sources = sources.map(|(at, one)| source(at, one));
    [
        ("comparison", comparison(record)),
        ("outlook", texts(&record.outlook)),
        ("sources", sources.collect()),
        ("library", list(&record.reopen.library, library)),
        (
            "archtui",
            Said::markdown(front::reopen(&record.reopen).trim_end()),
        ),
    ]
}

fn list<T>(all: &[T], value: fn(&T) -> Value) -> Value {
    all.iter().map(value).collect()
}

fn texts(all: &[SafeText]) -> Value {
    list(all, |text| Said::text(text))
}

fn statements(all: &[Stated]) -> Value {
    list(all, statement)
}

/// A statement, shown with the numbers of its sources.
fn statement(one: &Stated) -> Value {
    let numbers = one.sources.iter().map(|at| Value::from(at + 1));
    let parts = vec![
        ("text", Said::text(&one.text)),
        ("sources", numbers.collect()),
        ("instead", statements(&one.instead)),
        ("besides", statements(&one.besides)),
    ];
    Said::whole(&stated(one), &one.text, parts)
}

/// An alternative, shown by its name.
fn alternative(record: &Record, one: &Considered) -> Value {
    let name = &one.alternative.name;
    let standing = parts::standing(record, one);
    let parts = vec![
        ("name", Said::text(name)),
        ("standing", Value::from(standing.words())),
        ("good", statements(&one.good)),
        ("called", statements(&one.called)),
        ("needs", statements(&one.needs)),
        ("neutral", statements(&one.neutral)),
        ("bad", statements(&one.bad)),
        ("lost", statements(&one.lost)),
    ];
    Said::whole(&parts::name(&one.alternative), name, parts)
}

/// A link, shown as `Supersedes [ADR-0003](0003-title.md)`.
fn link(one: &RecordLink) -> Value {
    let parts = vec![
        ("relation", Value::from(sources::words(&one.relation))),
        ("number", one.number.map_or(Value::from(""), Value::from)),
        ("file", Said::text(&one.file)),
        ("title", Said::text(&one.title)),
    ];
    Said::whole(&sources::short_link(one), &one.file, parts)
}

/// A decision of an overview, shown by its title.
fn gathered(one: &Gathered) -> Value {
    let chosen = one.chosen.clone().unwrap_or_default();
    let picture = mermaid::flowchart(std::slice::from_ref(one));
    let parts = vec![
        ("title", Said::text(&one.title)),
        ("number", Value::from(one.number)),
        ("file", Said::text(&one.file)),
        ("status", Value::from(one.status.word())),
        ("subject", Said::text(&one.subject)),
        ("chosen", Said::text(&chosen)),
        ("picture", Said::markdown(picture.trim_end())),
    ];
    Said::whole(
        &crate::adr::write::escape::inline(&one.title),
        &one.title,
        parts,
    )
}

/// The compared table, shown as one.
fn comparison(record: &Record) -> Value {
    let rows = record.comparison.iter().skip(1);
    let header = record.comparison.first().map(Vec::as_slice);
    let parts = vec![
        ("header", statements(header.unwrap_or_default())),
        ("rows", rows.map(|row| statements(row)).collect()),
    ];
    let table = parts::table(&record.comparison);
    Said::whole(table.trim_end(), &table, parts)
}

/// A source, shown as the other forms list it.
fn source(at: usize, one: &Source) -> Value {
    let cite = one.cite.clone().unwrap_or_default();
    let parts = vec![
        ("number", Value::from(at + 1)),
        ("place", Said::text(&one.place)),
        ("link", Said::text(&one.link)),
        ("quote", Said::text(&one.quote)),
        ("digest", Said::text(&one.digest)),
        ("cite", Said::text(&cite)),
        ("date", Said::text(&one.date)),
    ];
    Said::whole(&sources::place(at, one), &one.place, parts)
}

/// A library, shown with its version and digest.
fn library(one: &LibrarySaid) -> Value {
    let parts = vec![
        ("name", Said::text(&one.name)),
        ("version", Said::text(&one.version)),
        ("digest", Said::text(&one.digest)),
    ];
    Said::whole(&sources::library(one), &one.name, parts)
}
