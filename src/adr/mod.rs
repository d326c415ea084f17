//! Decisions as records: what a record says, the forms it is written in, and the folder it goes to.
//!
//! Begin with [`Record`], which [`write()`] puts into a [`Template`]; [`plan()`] and [`export`]
//! bring records to a [`Folder`] without ever writing over one. What stands in a folder, written by
//! whichever tool, is read as an [`Adr`].

mod again;
pub mod change;
mod check;
pub mod doctor;
pub mod edit;
pub mod folder;
mod gather;
pub mod index;
mod overview;
mod plan;
mod read;
mod record;
mod write;

pub use check::{
    CheckCx, CheckFinding, Checked, Checks, Trigger, TriggerWhen, Verdict, is_condition,
    is_in_force, triggers,
};
pub use folder::{
    Content, CreateError, Detected, Folder, Ids, Probe, RecordFile, detect, next_number,
};
pub use overview::{PlannedOverview, export_overview, plan_overview};
pub use plan::{Exported, PlanCx, PlanStatus, PlannedRecord, export, plan};
pub use read::{
    Adr, AdrOption, Form, Link, Listing, Refused, Relation, Said, Section, Unread, listed, read,
    read_all,
};
pub use record::{
    Answered, CellsSaid, Considered, Gathered, LibrarySaid, Record, RecordLink, Reopen, Source,
    Stated, WalkSaid,
};
pub use write::{OwnTemplate, Template, TemplateError, Writer, diff, single, write};
