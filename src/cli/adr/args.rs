//! The commands of `archtui adr` as written.

use clap::{Args, Subcommand};

use crate::cli::adr::{change, check, doctor, due, export, index, list, show};

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
#[derive(Clone, Debug, Args)]
pub(crate) struct Export {
    /// A folder, - for standard output, or clipboard; else the project's folder of records
    #[arg(long, value_name = "DIR")]
    pub(crate) to: Option<String>,

    #[command(flatten)]
    pub(crate) form: FormArgs,

    #[command(flatten)]
    pub(crate) whole: Whole,

    /// What the records are told apart by
    #[arg(long, value_enum, value_name = "KIND", default_value_t)]
    pub(crate) id: export::AdrId,

    /// The day to write; else `SOURCE_DATE_EPOCH`, else today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<String>,

    /// Show what would be written as a diff, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Only the decision about this
    #[arg(long, value_name = "CONCERN")]
    pub(crate) only: Option<String>,

    /// Also decisions that have a record already
    #[arg(long)]
    pub(crate) again: bool,
}

/// In which form.
#[derive(Clone, Debug, Args)]
pub(crate) struct FormArgs {
    /// The form of the records; else the project's, else madr: madr, nygard, y-statement,
    /// madr-minimal, madr-bare, madr-bare-minimal, log4brains, business-case, json-adr,
    /// json-adr-adrs (as `adrs` imports it), or a template file of your own
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) template: Option<String>,

    /// Only MADR's own keys in the header of MADR; what archtui needs goes into a comment
    #[arg(long)]
    pub(crate) strict_madr: bool,
}

/// What is written of a stack as a whole.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Whole {
    /// Also a record that leads to all others, with a picture of the paths taken
    #[arg(long, conflicts_with = "only")]
    pub(crate) overview: bool,

    /// All records in one document that stands on its own, to standard output unless --to says
    /// otherwise: a folder, a .md file, or clipboard
    #[arg(long, conflicts_with_all = ["overview", "template", "strict_madr"])]
    pub(crate) single: bool,
}
