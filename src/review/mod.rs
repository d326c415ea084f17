//! What a stack must hold, how it differs from another, what is missing in it, and the work that
//! follows from it.
//!
//! Begin with [`check()`]. Everything here is derived from a [`Stack`](crate::stack::Stack) and a
//! catalog each time, changes neither, and picks nothing: each answer is a list with sources.

mod brief;
mod check;
mod checklist;
mod clients;
mod complete;
mod diff;
mod finding;
mod fit;
mod kit;
mod mention;
mod preset;
mod project;
mod source;
mod swap;
mod tables;

pub use brief::{Brief, brief, tokens};
pub use check::check;
pub use checklist::{Item, Strength, checklist, items_for};
pub use clients::{Client, Clients};
pub use complete::{By, Fitting, LeftOut, Open, Reason, complete};
pub use diff::{Difference, Relation, Side, diff};
pub use finding::{Checked, Finding, FindingCode, NotKnown};
pub use kit::{Kit, KitCommand, Missing, kit};
pub use preset::{find_preset, preset_stack, started_from};
pub use project::{Chosen, Project};
pub use source::Source;
pub use swap::{Reopened, Swap, swap};
pub use tables::Tables;
