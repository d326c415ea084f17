//! `archtui adr doctor`: whether the records of a folder can be trusted.

use std::path::PathBuf;

use clap::Args;

use crate::adr::doctor::{Day, DoctorCx, Finding, STALE_MONTHS, check};
use crate::cli::Cx;
use crate::cli::adr::folder::Opened;
use crate::cli::error::CliError;
use crate::cli::lint;
use crate::cli::output::{Reply, Reported};

/// The command.
#[derive(Clone, Debug, Args)]
pub(crate) struct Doctor {
    /// The folder of records; else the project's
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Months after which a record that is still proposed is told
    #[arg(long, value_name = "MONTHS", default_value_t = STALE_MONTHS)]
    stale: u32,
}

pub(super) fn run(cx: &Cx, args: &Doctor) -> Result<Reply, CliError> {
    let folder = Opened::read(cx, args.folder.as_deref())?;
    let doctor_cx = DoctorCx {
        today: Day::iso(&cx.environment.today()),
        stale_months: args.stale,
    };
    let found = check(&folder.files, &folder.listing, doctor_cx);
    let findings = found.iter().map(|one| reported(one, &folder));
    let mut reply = lint::reply(cx, findings.collect(), &[])?;
    reply.notes.extend(folder.settled.iter().cloned());
    Ok(reply)
}

fn reported(one: &Finding, folder: &Opened) -> Reported {
    Reported::in_file(&one.found, &folder.shown(&one.file))
}
