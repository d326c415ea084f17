//! `archtui adr`: decisions as records.

mod change;
mod doctor;
pub(super) mod export;
mod folder;
mod index;
mod list;
mod show;
mod stacks;
mod told;

use clap::Subcommand;

use crate::cli::Cx;
use crate::cli::args::Export;
use crate::cli::error::CliError;
use crate::cli::output::Reply;

/// What can be done with records.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Adr {
    /// Write decisions as records
    Export(Export),
    /// List the records of a folder, whichever tools wrote them
    List(list::ListRecords),
    /// Show a record
    Show(show::ShowRecord),
    /// Check the records of a folder: numbers, links, what is left of templates
    Doctor(doctor::Doctor),
    /// Keep a table of the records in a page, between two markers
    Index(index::Index),
    /// Say in both records that one stands in the other's place
    Supersede(change::Supersede),
    /// Say in both records that one changes a part of the other
    Amend(change::Amend),
    /// Say in both records how they stand to each other
    Relate(change::Relate),
    /// Say how far a record is; a draft that is accepted gets the next number
    Status(change::SetStatus),
    /// Give a record another number, and let every link follow
    Renumber(change::Renumber),
}

pub(super) fn run(cx: &Cx, adr: &Adr) -> Result<Reply, CliError> {
    match adr {
        Adr::Export(args) => export::run(cx, args),
        Adr::List(args) => list::run(cx, args),
        Adr::Show(args) => show::run(cx, args),
        Adr::Doctor(args) => doctor::run(cx, args),
        Adr::Index(args) => index::run(cx, args),
        Adr::Supersede(args) => change::supersede(cx, args),
        Adr::Amend(args) => change::amend(cx, args),
        Adr::Relate(args) => change::relate(cx, args),
        Adr::Status(args) => change::status(cx, args),
        Adr::Renumber(args) => change::renumber(cx, args),
    }
}
