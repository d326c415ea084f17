//! Decisions as records: what a record says, the forms it is written in, and the folder it goes to.
//!
//! Begin with [`Record`], which [`write()`] puts into a [`Template`]; [`plan()`] and [`export`]
//! bring records to a [`Folder`] without ever writing over one. What stands in a folder, written by
//! whichever tool, is read as an [`Adr`].

pub mod change;
pub mod doctor;
pub mod edit;
pub mod folder;
mod gather;
pub mod index;
mod plan;
mod read;
mod record;
mod write;

pub use folder::{
    Content, CreateError, Detected, Folder, Ids, Probe, RecordFile, detect, next_number,
};
pub use plan::{Exported, PlanCx, PlanStatus, PlannedRecord, export, plan};
pub use read::{
    Adr, AdrOption, Form, Link, Listing, Refused, Relation, Said, Section, Unread, listed, read,
    read_all,
};
pub use record::{Considered, LibrarySaid, Record, RecordLink, Reopen, Source, Stated, WalkSaid};
pub use write::{Template, write};
