//! The commands of `archtui adr` as written.

use clap::Subcommand;

use crate::cli::adr::{change, check, doctor, due, list, show};
use crate::cli::args::Export;

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
    /// Take the walks of all records again and look up what they cite: says which decision holds,
    /// and exits 1 where one does not
    Check(check::Check),
    /// List when decisions are to be thought of again, the next first
    Due(due::Due),
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
