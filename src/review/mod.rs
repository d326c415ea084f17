//! What a stack must hold, what there is to decide and what is asked next, what would change a
//! decision, how two stacks differ, and the work that follows from one.
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
mod interview;
mod kit;
mod mention;
mod otherwise;
mod outcome;
mod preset;
mod project;
mod scope;
mod source;
mod swap;
mod tables;
mod touched;
mod written;

pub use brief::{Brief, brief, tokens};
pub use check::check;
pub use checklist::{About, Item, Strength, checklist, items_for};
pub use clients::{Client, Clients};
pub use complete::{By, Fitting, LeftOut, Open, Reason, complete};
pub use diff::{Difference, Relation, Side, diff};
pub use finding::{Checked, Finding, FindingCode, NotKnown};
pub use interview::{Interview, Standpoint, Stands, begun};
pub use kit::{Kit, KitCommand, Missing, kit};
pub use otherwise::{Otherwise, Sideways, sideways, under, walked_otherwise};
pub use outcome::{
    CameTo, SecondOpinion, came_to, is_elsewhere, kept, second_opinion, serving, speaks_against,
    trees_of,
};
pub use preset::{find_preset, preset_stack, started_from};
pub use project::{Chosen, Project};
pub use scope::{Need, ScopeReason, Scoped, scope, unheard};
pub use source::Source;
pub use swap::{Reopened, Swap, Swaps};
pub use tables::Tables;
pub use touched::{Touched, touched};
pub use written::boxes;
