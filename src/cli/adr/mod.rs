//! `archtui adr`: decisions as records.

pub(crate) mod args;
mod copy;
mod export;
pub(crate) mod form;
mod overview;
mod single;

use crate::cli::Cx;
use crate::cli::args::Adr;
use crate::cli::error::CliError;
use crate::cli::output::Reply;

pub(super) fn run(cx: &Cx, adr: &Adr) -> Result<Reply, CliError> {
    match adr {
        Adr::Export(args) if args.whole.single => single::run(cx, args),
        Adr::Export(args) => export::run(cx, args),
    }
}
