//! `archtui adr`: decisions as records.

pub(super) mod args;
pub(super) mod change;
pub(super) mod check;
mod copy;
pub(super) mod doctor;
pub(super) mod due;
pub(super) mod export;
mod folder;
pub(super) mod form;
pub(super) mod list;
mod overview;
pub(super) mod show;
mod single;
mod stacks;
mod told;

use crate::cli::Cx;
use crate::cli::adr::args::Adr;
use crate::cli::error::CliError;
use crate::cli::output::Reply;

pub(super) fn run(cx: &Cx, adr: &Adr) -> Result<Reply, CliError> {
    match adr {
        Adr::Export(args) if args.whole.single => single::run(cx, args),
        Adr::Export(args) => export::run(cx, args),
        Adr::List(args) => list::run(cx, args),
        Adr::Show(args) => show::run(cx, args),
        Adr::Doctor(args) => doctor::run(cx, args),
        Adr::Check(args) => check::run(cx, args),
        Adr::Due(args) => due::run(cx, args),
        Adr::Supersede(args) => change::supersede(cx, args),
        Adr::Amend(args) => change::amend(cx, args),
        Adr::Relate(args) => change::relate(cx, args),
        Adr::Status(args) => change::status(cx, args),
        Adr::Renumber(args) => change::renumber(cx, args),
    }
}
