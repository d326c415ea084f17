//! JSON-ADR 1.0.0 (`schema/json-adr/v1.json` of joshrotenberg/adrs): one record a file. Titles and
//! names are plain text; what a tool puts into a record as it stands is markdown.

use serde::Serialize;

use crate::adr::write::escape::{self, unbroken};
use crate::adr::write::{front, parts, sources};
use crate::adr::{Considered, Record, Stated};
use crate::text::SafeText;

/// The version of the format.
const VERSION: &str = "1.0.0";

/// The section of our own, in which a record says how to take the decision again.
const OWN: &str = "archtui";

#[derive(Serialize)]
struct File<'a> {
    version: &'static str,
    adr: Adr<'a>,
}

/// The keys of the format, in its order. It allows no others.
#[derive(Serialize)]
struct Adr<'a> {
    number: u32,
    title: &'a SafeText,
    status: &'static str,
    date: &'a SafeText,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    deciders: &'a [SafeText],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    consulted: &'a [SafeText],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    informed: &'a [SafeText],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [SafeText],
    context: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decision_drivers: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    considered_options: Vec<Candidate<'a>>,
    decision: String,
    consequences: Consequences,
    #[serde(skip_serializing_if = "String::is_empty")]
    confirmation: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
    custom_sections: serde_json::Map<String, serde_json::Value>,
    #[serde(skip_serializing_if = "str::is_empty")]
    path: &'a str,
}

#[derive(Serialize)]
struct Candidate<'a> {
    name: &'a SafeText,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pros: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cons: Vec<String>,
}

/// What follows: apart by side, as the format has it, or in one text, as `adrs` reads it.
#[derive(Serialize)]
#[serde(untagged)]
enum Consequences {
    Apart {
        positive: Vec<String>,
        negative: Vec<String>,
        risks: Vec<String>,
    },
    Text(String),
}

#[derive(Serialize)]
struct Link {
    #[serde(rename = "type")]
    kind: String,
    target: u32,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
}

/// A record with all that the format can hold, valid against its schema.
pub(super) fn complete(record: &Record) -> String {
    let chosen = parts::chosen(record);
    let side = |side: fn(&Considered) -> &Vec<Stated>| chosen.iter().flat_map(move |one| side(one));
    let consequences = Consequences::Apart {
        positive: side(|one| &one.good).map(stated).collect(),
        negative: side(|one| &one.bad).map(stated).collect(),
        // What a source says against a choice is no guess at what may happen.
        risks: Vec::new(),
    };
    file(record, consequences)
}

/// The same for the importer of `adrs` 0.13, which knows what follows as one text only.
pub(super) fn for_adrs(record: &Record) -> String {
    file(
        record,
        Consequences::Text(unbroken(&parts::some_consequences(record))),
    )
}

fn file(record: &Record, consequences: Consequences) -> String {
    let links = record.links.iter().filter_map(|link| {
        let target = link.number?;
        Some(Link {
            kind: sources::kind(&link.relation, "-"),
            target,
            description: link.title.to_string(),
        })
    });
    let file = File {
        version: VERSION,
        adr: Adr {
            number: record.number,
            title: &record.title,
            status: record.status.word(),
            date: &record.date,
            deciders: &record.decision_makers,
            consulted: &record.consulted,
            informed: &record.informed,
            tags: &record.tags,
            context: unbroken(&parts::context(record)),
            decision_drivers: record.drivers.iter().map(stated).collect(),
            considered_options: candidates(record),
            decision: unbroken(&parts::outcome(record)),
            consequences,
            confirmation: unbroken(&parts::confirmation(record)),
            links: links.collect(),
            custom_sections: sections(record),
            path: &record.file,
        },
    };
    // All keys are text and all values can be written: there is no way to fail.
    let text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text + "\n"
}

/// A statement. Nobody looks for gaps in JSON.
fn stated(one: &Stated) -> String {
    unbroken(&escape::stated(one))
}

fn candidates(record: &Record) -> Vec<Candidate<'_>> {
    let all = record.considered.iter().map(|one| {
        let lists = [&one.called, &one.needs, &one.neutral];
        let neutral = lists.map(|list| parts::bullets(list, ""));
        let lost = parts::lost(record, one);
        let neutral = neutral.concat();
        Candidate {
            name: &one.alternative.name,
            description: unbroken(&parts::paragraphs([lost, neutral])),
            pros: one.good.iter().map(stated).collect(),
            cons: one.bad.iter().map(stated).collect(),
        }
    });
    all.collect()
}

/// What the format has no key for.
fn sections(record: &Record) -> serde_json::Map<String, serde_json::Value> {
    let all = [
        ("Rules", parts::bullets(&record.advice, "")),
        (
            "Alternatives",
            parts::paragraphs(parts::apart_from_options(record, escape::stated)),
        ),
        (
            "What Would Change This Decision",
            parts::would_change(record),
        ),
        ("Comparison", parts::comparison(record)),
        ("Sources", sources::sources(record)),
        (OWN, front::reopen(&record.reopen)),
    ];
    let known = all.into_iter().filter(|(_, text)| !text.is_empty());
    known
        .map(|(name, text)| (name.to_owned(), unbroken(&text).into()))
        .collect()
}

/// The section of our own in the text of a file, as YAML under `archtui`.
pub(super) fn reopen(text: &str) -> Option<String> {
    let file: serde_json::Value = serde_json::from_str(text).ok()?;
    let sections = file.get("adr")?.get("custom_sections")?;
    sections.get(OWN)?.as_str().map(str::to_owned)
}
