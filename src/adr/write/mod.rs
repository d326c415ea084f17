//! The forms that a record is written in.

mod business;
mod diff;
mod escape;
mod front;
mod json;
mod log4brains;
mod madr;
mod mermaid;
mod nygard;
mod overview;
mod own;
mod parts;
mod sentence;
mod single;
mod sources;
mod statements;

pub(super) use escape::{BREAK, inline, link_text};
pub(super) use front::{decision_digest, subject};

use std::sync::Arc;

pub use diff::diff;
pub use own::{OwnTemplate, TemplateError};
pub use single::single;

use crate::adr::Record;
use front::Header;

/// The forms that a record is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Template {
    /// MADR 4.0 with all its sections, its header a superset that `adrs` reads too.
    #[default]
    Madr,
    /// Nygard's, as adr-tools and `adrs` write it.
    Nygard,
    /// One sentence: "In the context of …, facing …, we decided for …".
    YStatement,
    /// MADR 4.0 with no key in its header but MADR's own.
    MadrStrict,
    /// MADR 4.0, the least: no header, no arguments, no sources.
    MadrMinimal,
    /// MADR 4.0, each of its sections, also where nothing stands in it.
    MadrBare,
    /// The same with no key in its header but MADR's own.
    MadrBareStrict,
    /// MADR 4.0, the least with the heading of its consequences in any case.
    MadrBareMinimal,
    /// As log4brains has it: MADR 2 with a list below the title.
    Log4brains,
    /// Criteria, candidates and the matrix of both.
    BusinessCase,
    /// JSON-ADR 1.0.0.
    Json,
    /// JSON-ADR as `adrs` imports it: what follows is one text.
    JsonAdrs,
}

impl Template {
    /// All of them, with the most used first.
    pub const ALL: [Self; 12] = [
        Self::Madr,
        Self::Nygard,
        Self::YStatement,
        Self::MadrStrict,
        Self::MadrMinimal,
        Self::MadrBare,
        Self::MadrBareStrict,
        Self::MadrBareMinimal,
        Self::Log4brains,
        Self::BusinessCase,
        Self::Json,
        Self::JsonAdrs,
    ];

    /// The word for it on a command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Madr => "madr",
            Self::Nygard => "nygard",
            Self::YStatement => "y-statement",
            Self::MadrStrict => "madr-strict",
            Self::MadrMinimal => "madr-minimal",
            Self::MadrBare => "madr-bare",
            Self::MadrBareStrict => "madr-bare-strict",
            Self::MadrBareMinimal => "madr-bare-minimal",
            Self::Log4brains => "log4brains",
            Self::BusinessCase => "business-case",
            Self::Json => "json-adr",
            Self::JsonAdrs => "json-adr-adrs",
        }
    }

    /// The template that a word means.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.word() == word)
    }

    /// The same form with no key in its header but MADR's own; `None` for one without a header of
    /// MADR.
    pub fn strict(self) -> Option<Self> {
        match self {
            Self::Madr | Self::MadrStrict => Some(Self::MadrStrict),
            Self::MadrBare | Self::MadrBareStrict => Some(Self::MadrBareStrict),
            // These have no header at all.
            Self::MadrMinimal | Self::MadrBareMinimal => Some(self),
            _ => None,
        }
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Json | Self::JsonAdrs => "json",
            _ => "md",
        }
    }
}

/// What writes records: one of the forms, or a project's own. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub enum Writer {
    /// A form that the program knows.
    BuiltIn(Template),
    /// A template file.
    Own(Arc<OwnTemplate>),
}

impl Default for Writer {
    fn default() -> Self {
        Self::BuiltIn(Template::default())
    }
}

impl From<Template> for Writer {
    fn from(template: Template) -> Self {
        Self::BuiltIn(template)
    }
}

impl Writer {
    /// All that a person can choose from: the forms, and first a project's own if this is one.
    pub fn all(own: &Self) -> Vec<Self> {
        let own = Some(own).filter(|own| matches!(own, Self::Own(_)));
        let known = Template::ALL.into_iter().map(Self::BuiltIn);
        own.cloned().into_iter().chain(known).collect()
    }

    /// The one after this, round and round.
    #[must_use]
    pub fn next(&self, all: &[Self]) -> Self {
        let at = all.iter().position(|writer| writer == self);
        let next = at.map_or(0, |at| at + 1);
        all.get(next).or(all.first()).unwrap_or(self).clone()
    }

    /// The word for it on a command line: that of the form, or the file as it was named.
    pub fn word(&self) -> &str {
        match self {
            Self::BuiltIn(template) => template.word(),
            Self::Own(own) => own.name(),
        }
    }

    /// The form where records go that nobody has named a folder for.
    pub fn template(&self) -> Template {
        match self {
            Self::BuiltIn(template) => *template,
            Self::Own(_) => Template::default(),
        }
    }

    /// The name of a record's file with the ending that this form has.
    pub fn file_name(&self, name: &str) -> String {
        let ending = match self {
            Self::BuiltIn(template) => template.ending(),
            Self::Own(own) => own.ending(),
        };
        let stem = name.strip_suffix(".md").unwrap_or(name);
        format!("{stem}.{ending}")
    }

    /// The text of a record. The same record gives the same bytes. Only a template of a project
    /// can fail.
    pub fn write(&self, record: &Record) -> Result<String, TemplateError> {
        match self {
            Self::BuiltIn(template) => Ok(write(record, *template)),
            Self::Own(own) => own.write(record),
        }
    }
}

/// The text of a record. The same record gives the same bytes.
pub fn write(record: &Record, template: Template) -> String {
    let record = &record.cited();
    match template {
        Template::Madr => madr::full(record, Header::Wide),
        Template::Nygard => nygard::write(record),
        Template::YStatement => sentence::write(record),
        Template::MadrStrict => madr::full(record, Header::Strict),
        Template::MadrMinimal => madr::minimal(record),
        Template::MadrBare => madr::bare(record, Header::Wide),
        Template::MadrBareStrict => madr::bare(record, Header::Strict),
        Template::MadrBareMinimal => madr::bare_minimal(record),
        Template::Log4brains => log4brains::write(record),
        Template::BusinessCase => business::write(record),
        Template::Json => json::complete(record),
        Template::JsonAdrs => json::for_adrs(record),
    }
}
