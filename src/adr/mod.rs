//! Decisions as records: what a record says, the forms it is written in, and the folder it goes to.
//!
//! Begin with [`Record`]; [`write()`] puts it into a [`Template`], [`plan()`] and [`export`] bring
//! records to a [`Folder`] without ever writing over one.

mod argue;
mod cells;
mod escape;
pub mod folder;
mod front;
mod gather;
mod madr;
mod nygard;
mod plan;
mod record;
mod sides;

pub use folder::{CreateError, Detected, Folder, Probe, RecordFile, detect, next_number};
pub use plan::{Exported, PlanCx, PlanStatus, PlannedRecord, export, plan};
pub use record::{Considered, Record, Reopen, Source, Stated};

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
