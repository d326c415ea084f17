//! `archtui adr doctor`: whether the records of a folder can be trusted.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::adr::change::FileChange;
use crate::adr::doctor::{Day, DoctorCx, Mended, STALE_MONTHS, check, mend};
use crate::adr::{CreateError, Folder, listed};
use crate::cli::Cx;
use crate::cli::adr::folder::Opened;
use crate::cli::error::CliError;
use crate::cli::lint;
use crate::cli::output::{Keyed, Reply, Reported, json};
use crate::text::SafeText;
use crate::world::journal::{Journal, Rewrite};
use crate::world::records::RecordFolder;

/// The command.
#[derive(Clone, Debug, Args)]
pub(crate) struct Doctor {
    /// The folder of records; else the project's
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Months after which a record that is still proposed is told
    #[arg(long, value_name = "MONTHS", default_value_t = STALE_MONTHS)]
    stale: u32,

    /// Mend what can be mended without asking: links that the other record lacks, days as
    /// DD/MM/YYYY, the spelling of old adr-tools
    #[arg(long)]
    fix: bool,

    /// Show what would be mended, and change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

pub(super) fn run(cx: &Cx, args: &Doctor) -> Result<Reply, CliError> {
    let doctor_cx = DoctorCx {
        today: Day::iso(&cx.environment.today()),
        stale_months: args.stale,
    };
    let named = args.folder.as_deref();
    Opened::reply(cx, named, |folder| match (args.fix, args.dry_run) {
        (true, true) => planned(cx, folder, doctor_cx),
        (true, false) => {
            let mended = mended(cx, folder, doctor_cx)?;
            let told = mended.files.iter().map(|file| told(file, folder));
            let notes: Vec<SafeText> = told.chain(mended.left).collect();
            let reply = findings(cx, &Opened::read(cx, named)?, doctor_cx)?;
            Ok(notes.into_iter().fold(reply, Reply::note))
        }
        _ => findings(cx, folder, doctor_cx),
    })
}

fn findings(cx: &Cx, folder: &Opened, doctor_cx: DoctorCx) -> Result<Reply, CliError> {
    let found = check(&folder.files, &folder.listing, doctor_cx);
    let found = found.iter().map(|one| {
        let file = folder.shown(&one.file);
        Reported::in_file(&one.found, &file)
    });
    lint::reply(cx, found.collect(), &[])
}

/// A file that would be mended, as JSON has it.
#[derive(Debug, Serialize)]
struct Planned {
    file: SafeText,
    what: Vec<SafeText>,
    diff: String,
}

/// What would be mended.
fn planned(cx: &Cx, folder: &Opened, doctor_cx: DoctorCx) -> Result<Reply, CliError> {
    let mended = mend(&folder.files, &folder.listing, doctor_cx);
    let files = mended.files.iter().map(|file| Planned {
        file: folder.shown(&file.name),
        what: file.what.clone(),
        diff: diff(file, folder),
    });
    let files: Vec<Planned> = files.collect();
    let reply = if cx.global.json {
        Reply::text(json(&Keyed("files", &files), &[])?)
    } else {
        let diffs = files.iter().map(|file| file.diff.as_str());
        Reply::text(diffs.collect::<String>())
    };
    Ok(mended.left.into_iter().fold(reply, Reply::note))
}

/// Mends what can be mended, all of it or nothing; the files are read anew while nobody else
/// changes them.
fn mended(cx: &Cx, folder: &Opened, doctor_cx: DoctorCx) -> Result<Mended, CliError> {
    let failed = |why: SafeText| {
        CliError::write(format!("nothing was mended: {why}"))
            .hint("look at the file, and try again")
    };
    let state = cx.environment.kept_state();
    let journal = Journal::of(state.as_deref(), &folder.path);
    let mut locked = RecordFolder::new(&folder.path);
    let io = |error: CreateError| failed(SafeText::from(error.to_string()));
    if !folder.path.is_dir() {
        return Ok(Mended::default());
    }
    locked.lock().map_err(io)?;
    let settled = journal.settle_locked();
    let files = locked.list().map_err(io)?;
    let mut mended = mend(&files, &listed(&files), doctor_cx);
    mended.left.extend(settled);
    let rewrites = mended.files.iter().map(|file| Rewrite {
        path: folder.path.join(&file.name),
        before: file.before.clone(),
        after: file.after.clone(),
    });
    let rewrites: Vec<Rewrite> = rewrites.collect();
    if !rewrites.is_empty() {
        let command = "archtui adr doctor --fix";
        let note = journal.carry_out(command, &rewrites).map_err(failed)?;
        mended.left.extend(note);
    }
    Ok(mended)
}

/// What was done to a file, in a line.
fn told(file: &FileChange, folder: &Opened) -> SafeText {
    let what: Vec<&str> = file.what.iter().map(SafeText::as_str).collect();
    let shown = folder.shown(&file.name);
    SafeText::from(format!("mended {shown}: {}", what.join("; ")))
}

fn diff(file: &FileChange, folder: &Opened) -> String {
    let named = FileChange {
        name: folder.shown(&file.name).to_string(),
        ..file.clone()
    };
    named.diff()
}
