//! `archtui adr`: decisions as records.

mod export;

use crate::cli::Cx;
use crate::cli::args::Adr;
use crate::cli::error::CliError;
use crate::cli::output::Reply;

pub(super) fn run(cx: &Cx, adr: &Adr) -> Result<Reply, CliError> {
    match adr {
        Adr::Export(args) => export::run(cx, args),
    }
}
