//! The forms that a record is written in.

mod escape;
mod front;
mod madr;
mod nygard;

pub(super) use escape::inline;
pub(super) use front::decision_digest;

use crate::adr::Record;

/// The forms that a record is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Template {
    /// MADR 4.0 with all its sections, its header a superset that `adrs` reads too.
    #[default]
    Madr,
    /// Nygard's, as adr-tools and `adrs` write it.
    Nygard,
}

impl Template {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Madr, Self::Nygard];

    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Madr => Self::Nygard,
            Self::Nygard => Self::Madr,
        }
    }

    /// The word for it on a command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Madr => "madr",
            Self::Nygard => "nygard",
        }
    }
}

/// The text of a record. The same record gives the same bytes.
pub fn write(record: &Record, template: Template) -> String {
    match template {
        Template::Madr => madr::write(record),
        Template::Nygard => nygard::write(record),
    }
}
