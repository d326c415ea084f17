//! A record as JSON has it.

use serde::Serialize;

use crate::adr::{Adr, Form, Link, Relation};
use crate::cli::adr::folder::Opened;
use crate::stack::AdrStatus;
use crate::text::SafeText;

/// What a listing says of a record.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    number: Option<u32>,
    title: SafeText,
    /// One of the words that are known, else nothing.
    status: Option<&'static str>,
    /// As it is written.
    status_text: SafeText,
    date: SafeText,
    file: SafeText,
    form: &'static str,
    decision_makers: Vec<SafeText>,
    tags: Vec<SafeText>,
    links: Vec<ToldLink>,
}

#[derive(Debug, Serialize)]
struct ToldLink {
    relation: SafeText,
    target: SafeText,
    number: Option<u32>,
    line: u32,
}

/// A whole record.
#[derive(Debug, Serialize)]
pub(super) struct Whole {
    #[serde(flatten)]
    told: Told,
    consulted: Vec<SafeText>,
    informed: Vec<SafeText>,
    context: SafeText,
    drivers: Vec<SafeText>,
    options: Vec<ToldOption>,
    chosen: Option<SafeText>,
    decision: SafeText,
    consequences: Vec<SafeText>,
    confirmation: Vec<SafeText>,
    /// The source of the file.
    text: SafeText,
}

#[derive(Debug, Serialize)]
struct ToldOption {
    name: SafeText,
    line: u32,
    arguments: Vec<SafeText>,
}

impl Told {
    pub(super) fn of(adr: &Adr, folder: &Opened) -> Self {
        Self {
            number: adr.number.as_ref().map(|said| said.what),
            title: adr.title.what.clone(),
            status: adr.status.map(AdrStatus::word),
            status_text: adr.status_words.what.clone(),
            date: adr.date.what.clone(),
            file: folder.shown(&adr.name),
            form: word_of(adr.form),
            decision_makers: adr.decision_makers.clone(),
            tags: adr.tags.clone(),
            links: adr.links.iter().map(ToldLink::of).collect(),
        }
    }
}

impl Whole {
    pub(super) fn of(adr: &Adr, folder: &Opened, text: &str) -> Self {
        let options = adr.options.iter().map(|option| ToldOption {
            name: option.name.what.clone(),
            line: option.name.line,
            arguments: option.arguments.clone(),
        });
        Self {
            told: Told::of(adr, folder),
            consulted: adr.consulted.clone(),
            informed: adr.informed.clone(),
            context: adr.context.clone(),
            drivers: adr.drivers.clone(),
            options: options.collect(),
            chosen: adr.chosen.as_ref().map(|said| said.what.clone()),
            decision: adr.decision.clone(),
            consequences: adr.consequences.clone(),
            confirmation: adr.confirmation.clone(),
            text: SafeText::new(text),
        }
    }
}

impl ToldLink {
    fn of(link: &Link) -> Self {
        Self {
            relation: words_of(&link.relation),
            target: link.target.clone(),
            number: link.number,
            line: link.line,
        }
    }
}

/// The name of a form.
fn word_of(form: Form) -> &'static str {
    match form {
        Form::Header => "madr",
        Form::Bullets => "madr-2",
        Form::Nygard => "nygard",
        Form::Json => "json-adr",
        Form::Bare => "bare",
    }
}

/// A relation in the words of JSON-ADR.
fn words_of(relation: &Relation) -> SafeText {
    match relation {
        Relation::Supersedes => "supersedes".into(),
        Relation::SupersededBy => "superseded-by".into(),
        Relation::Amends => "amends".into(),
        Relation::AmendedBy => "amended-by".into(),
        Relation::RelatesTo => "relates-to".into(),
        Relation::Other(words) => words.clone(),
    }
}
