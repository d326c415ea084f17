//! `archtui adr` as written.

use clap::Args;

#[derive(Clone, Debug, Args)]
pub(crate) struct Export {
    /// A folder, - for standard output, or clipboard; else the project's folder of records
    #[arg(long, value_name = "DIR")]
    pub(crate) to: Option<String>,

    #[command(flatten)]
    pub(crate) form: FormArgs,

    #[command(flatten)]
    pub(crate) whole: Whole,

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
