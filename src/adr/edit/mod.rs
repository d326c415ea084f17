//! One change of one record's text. Only the lines that say it are touched: line ends, order,
//! comments, unknown keys, quoting and the end of the file stay as they are, and a change that is
//! made already changes nothing.

mod header;
mod json;
mod link;
mod number;
mod page;
mod shape;
mod status;
mod words;

pub use link::LinkTo;
pub use number::{Moved, mentions};

use crate::adr::Form;
use crate::stack::AdrStatus;
use crate::text::SafeText;

use page::Page;

/// A change of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Says how far it is.
    Status(AdrStatus),
    /// Says the day of the last change, `YYYY-MM-DD`, where the form keeps that day and the
    /// record has one (MADR and log4brains; Nygard's is the day it was written).
    Date(String),
    /// Says how it stands to another record, in the way of its form.
    Link(LinkTo),
    /// Gives it a number: in the header and in the title, where its form has one there.
    Number(u32),
    /// Takes its number out: of the header, and of the title.
    NoNumber,
    /// Follows another record that got another name.
    Moved(Moved),
    /// Says that it was written from what the decision in the stack says now, where it was
    /// written from what the decision said before: the digest then and the one now.
    Digest(String, String),
    /// Writes the days of old tools, `20/11/2026`, as `2026-11-20`.
    IsoDates,
    /// Writes adr-tools' `Supercedes` and `Superceded by` with an s.
    Spelling,
}

/// Why a record cannot be changed as asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct Refusal {
    /// The line, from 1.
    pub line: usize,
    /// What stands in the way, and what to do, in a sentence.
    pub reason: SafeText,
}

impl Refusal {
    /// A refusal over the line at a position.
    fn at(at: usize, reason: impl Into<SafeText>) -> Self {
        Self {
            line: at + 1,
            reason: reason.into(),
        }
    }
}

/// The text of a record after a change.
pub fn edit(text: &str, edit: &Edit) -> Result<String, Refusal> {
    let mut page = Page::new(text);
    let form = shape::form(&page);
    if form == Form::Json {
        return json::edit(text, edit);
    }
    match edit {
        Edit::Status(status) => status::set(&mut page, form, *status)?,
        Edit::Date(day) => words::set_date(&mut page, form, day)?,
        Edit::Link(link) => link::add(&mut page, form, link)?,
        Edit::Number(number) => number::set(&mut page, form, *number)?,
        Edit::NoNumber => number::take_out(&mut page)?,
        Edit::Moved(moved) => number::follow(&mut page, moved),
        Edit::Digest(from, to) => words::set_digest(&mut page, from, to),
        Edit::IsoDates => words::iso_dates(&mut page),
        Edit::Spelling => words::spelling(&mut page),
    }
    Ok(page.finish())
}

/// The text of a record after several changes, one after the other.
pub fn edit_all(text: &str, edits: &[Edit]) -> Result<String, Refusal> {
    let mut text = text.to_owned();
    for one in edits {
        text = edit(&text, one)?;
    }
    Ok(text)
}
