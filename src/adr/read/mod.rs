//! Records as files of any tool have them.
//!
//! Begin with [`read`], which takes one file, or [`listed()`], which takes a folder. A record in
//! markdown is read in two steps: its header (`header`), then its text section by section
//! (`body`), by the words that the forms have for the same things (`words`).

mod adr;
mod body;
mod gap;
mod header;
mod json;
mod link;
mod listed;
mod outcome;
mod page;
mod reopen;
mod sections;
mod status;
mod title;
mod words;

pub use adr::{Adr, AdrOption, Form, Link, Relation, Said, Section};
pub use listed::{Listing, Refused, Unread, listed};

pub(in crate::adr) use outcome::name_key;
pub(in crate::adr) use title::numbered;
pub(in crate::adr) use words::{asks_for_options, known_keys};

use crate::adr::folder::number_of;
use crate::text::SafeText;
use header::Header;
use page::Page;

/// Names of files that stand among records and are none, without their ending, in lower case.
const BESIDE: [(&str, &str); 8] = [
    ("readme", "it is about the folder"),
    ("index", "it lists the records"),
    ("toc", "it lists the records"),
    ("summary", "it lists the records"),
    ("backlog", "it lists decisions to take"),
    ("template", "it is what records are made from"),
    ("adr-template", "it is what records are made from"),
    ("changelog", "it is about the folder"),
];

/// Why a file is no record by its name alone: a README, an index, a template.
fn beside(name: &str) -> Option<&'static str> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem.to_lowercase();
    let mut known = BESIDE.iter();
    let known = known.find(|(word, _)| stem == *word);
    let template = stem.starts_with("adr-template");
    let template = template.then_some("it is what records are made from");
    known.map(|(_, why)| *why).or(template)
}

/// Reads a record by its name and its text. Whatever the form, as much as is there is understood;
/// what nobody could call a record is refused with the reason, in a sentence. Of a file with
/// several records (JSON-ADR) it is the first.
pub fn read(name: &str, text: &str) -> Result<Adr, SafeText> {
    let mut all = read_all(name, text)?.into_iter();
    all.next().ok_or_else(|| "there is no record in it".into())
}

/// Reads all records of a file: one, but for JSON-ADR, which can have several.
pub fn read_all(name: &str, text: &str) -> Result<Vec<Adr>, SafeText> {
    attempt(name, text).map_err(|(_, why)| why)
}

/// Why no record was read, for a program and for a person.
type Refusal = (Refused, SafeText);

fn attempt(name: &str, text: &str) -> Result<Vec<Adr>, Refusal> {
    if let Some(why) = beside(name) {
        let why = SafeText::from(format!("it is no record: {why}"));
        return Err((Refused::ByName, why));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        let why = "it is empty; write the record, or delete the file";
        return Err((Refused::Broken, why.into()));
    }
    if name.to_ascii_lowercase().ends_with(".json") {
        return json::read(name, text);
    }
    markdown(name, text).map(|adr| vec![adr])
}

fn markdown(name: &str, text: &str) -> Result<Adr, Refusal> {
    let mut adr = Adr {
        name: name.to_owned(),
        ..Adr::default()
    };
    let header = Header::read(text).map_err(|why| (Refused::Broken, why))?;
    if let Some(header) = &header {
        header.tell(&mut adr);
        adr.unquoted.clone_from(&header.unquoted);
    }
    let page = Page::new(name, text);
    let shape = body::read(&page, &mut adr);
    adr.sections = sections::of(&page);
    adr.links = link::joined(std::mem::take(&mut adr.links));
    let has_header = header.is_some_and(|header| header.is_of_record());
    adr.form = match shape.form {
        _ if has_header => Form::Header,
        form => form.unwrap_or(Form::Bare),
    };
    let file = name.rsplit('/').next().unwrap_or(name);
    if adr.number.is_none() {
        adr.number = number_of(file).map(|what| Said { what, line: 0 });
    }
    let dated = file.chars().take_while(char::is_ascii_digit).count() == 8;
    let says = has_header || shape.form.is_some() || shape.has_part;
    if !says && !dated && adr.number.is_none() {
        let why = "it is no record: it has no number, no status and no section of a decision";
        return Err((Refused::NoRecord, why.into()));
    }
    Ok(adr)
}
