//! `archtui adr`: decisions as records.

mod args;
mod change;
mod check;
mod copy;
mod doctor;
mod due;
pub(super) mod export;
mod folder;
pub(super) mod form;
mod index;
mod list;
mod overview;
mod show;
mod single;
mod stacks;
mod told;

pub(super) use args::Adr;

use crate::cli::Cx;
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
        Adr::Index(args) => index::run(cx, args),
        Adr::Supersede(args) => change::supersede(cx, args),
        Adr::Amend(args) => change::amend(cx, args),
        Adr::Relate(args) => change::relate(cx, args),
        Adr::Status(args) => change::status(cx, args),
        Adr::Renumber(args) => change::renumber(cx, args),
    }
}
