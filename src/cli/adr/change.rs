//! `archtui adr supersede`, `amend`, `relate`, `status` and `renumber`: records that change.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::adr::change::{ChangeCx, ChangeError, FileChange, Planned, Wish, change};
use crate::adr::{Folder, Listing, Relation, listed};
use crate::cli::Cx;
use crate::cli::adr::export::{below, checked};
use crate::cli::adr::folder::of_project;
use crate::cli::adr::stacks;
use crate::cli::error::{self, CliError};
use crate::cli::output::{Keyed, Reply, columns, json};
use crate::stack::AdrStatus;
use crate::text::SafeText;
use crate::world::journal::{Journal, Rewrite};
use crate::world::records::{RecordFolder, hold};

/// Letters of words that say how one record stands to another.
const WORDS: usize = 40;

/// What every change of records takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct How {
    /// The folder of records; else the project's
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,

    /// The day to write, where a record has the day of its last change; else
    /// `SOURCE_DATE_EPOCH`, else today
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,

    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Supersede {
    /// The record that holds no longer: a number, the name of a file, or a part of a title
    #[arg(value_name = "OLD")]
    old: String,

    /// The record that stands in its place
    #[arg(value_name = "NEW")]
    new: String,

    #[command(flatten)]
    how: How,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Amend {
    /// The record of which a part is changed: a number, the name of a file, or a part of a title
    #[arg(value_name = "OLD")]
    old: String,

    /// The record that changes it
    #[arg(value_name = "NEW")]
    new: String,

    #[command(flatten)]
    how: How,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Relate {
    /// A record: a number, the name of a file, or a part of a title
    #[arg(value_name = "RECORD")]
    one: String,

    /// Another one
    #[arg(value_name = "OTHER")]
    other: String,

    /// How the first stands to the other, in words of your own: "Clarifies"
    #[arg(long = "as", value_name = "WORDS", requires = "back")]
    words: Option<String>,

    /// How the other stands to the first: "Clarified by"
    #[arg(long, value_name = "WORDS", requires = "words")]
    back: Option<String>,

    #[command(flatten)]
    how: How,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct SetStatus {
    /// The record: a number, the name of a file, or a part of a title
    #[arg(value_name = "RECORD")]
    record: String,

    /// draft, proposed, accepted, rejected, deprecated or superseded
    #[arg(value_name = "STATUS")]
    status: String,

    #[command(flatten)]
    how: How,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Renumber {
    /// The record: a number, the name of a file, or a part of a title
    #[arg(value_name = "OLD")]
    record: String,

    /// Its number from now on
    #[arg(value_name = "NEW", value_parser = clap::value_parser!(u32).range(1..100_000))]
    number: u32,

    #[command(flatten)]
    how: How,
}

pub(super) fn supersede(cx: &Cx, args: &Supersede) -> Result<Reply, CliError> {
    let (old, new) = (args.old.as_str(), args.new.as_str());
    let ways = (Relation::Supersedes, Relation::SupersededBy);
    let command = format!("adr supersede {old} {new}");
    let mut undecided = false;
    let reply = run(cx, &args.how, &command, |all| {
        let wish = link(all, new, old, ways)?;
        let mut records = all.records.iter();
        undecided = records.any(|adr| {
            let open = matches!(adr.status, Some(AdrStatus::Draft | AdrStatus::Proposed));
            open && matches!(&wish, Wish::Link { from, .. } if *from == adr.name)
        });
        Ok(wish)
    })?;
    if !undecided {
        return Ok(reply);
    }
    Ok(reply.note(format!(
        "{new} is not accepted yet: `archtui adr status {new} accepted`"
    )))
}

pub(super) fn amend(cx: &Cx, args: &Amend) -> Result<Reply, CliError> {
    let (old, new) = (args.old.as_str(), args.new.as_str());
    let ways = (Relation::Amends, Relation::AmendedBy);
    let command = format!("adr amend {old} {new}");
    run(cx, &args.how, &command, |all| link(all, new, old, ways))
}

pub(super) fn relate(cx: &Cx, args: &Relate) -> Result<Reply, CliError> {
    let ways = match args.words.as_deref().zip(args.back.as_deref()) {
        Some((words, back)) => (own_words(words)?, own_words(back)?),
        None => (Relation::RelatesTo, Relation::RelatesTo),
    };
    let (one, other) = (args.one.as_str(), args.other.as_str());
    let command = format!("adr relate {one} {other}");
    run(cx, &args.how, &command, |all| link(all, one, other, ways))
}

pub(super) fn status(cx: &Cx, args: &SetStatus) -> Result<Reply, CliError> {
    let status = AdrStatus::read(&args.status).ok_or_else(|| {
        let shown = SafeText::one_line(&args.status);
        let known = AdrStatus::ALL.map(|status| status.word().into());
        CliError::usage(format!("“{shown}” is no status")).choose("write one of these:", known)
    })?;
    let command = format!("adr status {} {}", args.record, status.word());
    run(cx, &args.how, &command, |all| {
        let record = named(all, &args.record)?;
        Ok(Wish::Status { record, status })
    })
}

pub(super) fn renumber(cx: &Cx, args: &Renumber) -> Result<Reply, CliError> {
    let number = args.number;
    let command = format!("adr renumber {} {number}", args.record);
    run(cx, &args.how, &command, |all| {
        let record = named(all, &args.record)?;
        Ok(Wish::Renumber { record, number })
    })
}

/// A relation in a person's words: words, and nothing that a form would take for anything else.
/// Those that are known mean what they always mean.
fn own_words(words: &str) -> Result<Relation, CliError> {
    let words = SafeText::one_line(words.trim());
    let fit = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'');
    let plain = words.chars().all(fit) && words.starts_with(char::is_alphabetic);
    if !plain || words.chars().count() > WORDS {
        return Err(
            CliError::usage(format!("“{words}” cannot stand before a link"))
                .hint("write a word or two, such as Clarifies"),
        );
    }
    let known = [
        Relation::Supersedes,
        Relation::SupersededBy,
        Relation::Amends,
        Relation::AmendedBy,
        Relation::RelatesTo,
    ];
    let known = known
        .into_iter()
        .find(|one| one.words().eq_ignore_ascii_case(&words));
    Ok(known.unwrap_or(Relation::Other(words)))
}

/// The file of the record that someone means.
fn named(all: &Listing, what: &str) -> Result<String, CliError> {
    let at = error::one(all.find(what), "record", what, "adr list")?;
    let record = all.records.get(at);
    let missing = || CliError::not_found("the record is gone");
    record.map(|adr| adr.name.clone()).ok_or_else(missing)
}

fn link(
    all: &Listing,
    from: &str,
    to: &str,
    (relation, back): (Relation, Relation),
) -> Result<Wish, CliError> {
    Ok(Wish::Link {
        from: named(all, from)?,
        to: named(all, to)?,
        relation,
        back,
    })
}

/// What becomes of a file, as JSON has it.
#[derive(Debug, Serialize)]
struct Told {
    file: SafeText,
    change: &'static str,
    what: Vec<SafeText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<String>,
}

/// Plans a change and carries it out, or shows it.
fn run(
    cx: &Cx,
    how: &How,
    command: &str,
    wish: impl FnOnce(&Listing) -> Result<Wish, CliError>,
) -> Result<Reply, CliError> {
    let date = match &how.date {
        Some(date) => checked(date)?,
        None => cx.environment.day_to_write()?,
    };
    let path = folder(cx, how)?;
    let journal = Journal::of(cx.environment.kept_state().as_deref(), &path);
    let mut folder = RecordFolder::new(&path);
    let mut notes = Vec::new();
    if how.dry_run {
        notes.extend(journal.pending());
    } else {
        folder
            .lock()
            .map_err(|error| unwritten(error.to_string()))?;
        notes = journal.settle_locked();
    }
    let files = folder
        .list()
        .map_err(|error| unwritten(error.to_string()))?;
    let listing = listed(&files);
    let wish = wish(&listing)?;
    let elsewhere = folder.elsewhere();
    // Only a number can be taken there.
    if matches!(wish, Wish::Renumber { .. }) {
        notes.extend(elsewhere.note);
    }
    let change_cx = ChangeCx {
        files: &files,
        listing: &listing,
        date: &date,
        elsewhere: &elsewhere.names,
    };
    let mut planned = change(&wish, change_cx).map_err(|error| refused(&error))?;
    let followed = stacks::follow(cx, &path, &mut planned)?;
    let mut all: Vec<Rewrite> = rewrites(&path, &planned).collect();
    all.extend(followed.files);
    if !how.dry_run && !all.is_empty() {
        let held = others(&path, &all);
        let done = journal.carry_out(&format!("archtui {command}"), &all);
        drop(held);
        notes.extend(done.map_err(unwritten)?);
    }
    let told = told(cx, &path, (&planned, &all), how.dry_run);
    let mut reply = answer(cx, &told, how.dry_run)?;
    reply.notes = notes;
    reply
        .notes
        .extend(planned.left.into_iter().chain(followed.left));
    Ok(reply)
}

/// Settles what a command on a folder of records left half done; says what came of it. Every
/// command that reads the folder begins with it.
pub(super) fn settled(cx: &Cx, folder: &mut RecordFolder) -> Vec<SafeText> {
    let journal = Journal::of(cx.environment.kept_state().as_deref(), folder.path());
    journal.settle(folder)
}

/// The folder of records that is there.
fn folder(cx: &Cx, how: &How) -> Result<PathBuf, CliError> {
    let named = how.folder.as_ref();
    let path = named.map_or_else(
        || of_project(cx),
        |folder| cx.environment.current.join(folder),
    );
    if path.is_dir() {
        return Ok(path);
    }
    let shown = below(&cx.environment.current, &path);
    Err(CliError::not_found(format!("there is no folder {shown}"))
        .hint("name the folder of records with --in DIR"))
}

fn unwritten(why: impl Into<SafeText>) -> CliError {
    let why: SafeText = why.into();
    CliError::write(format!("nothing was changed: {why}")).hint("look at the file, and try again")
}

pub(super) fn refused(error: &ChangeError) -> CliError {
    let failed = CliError::not_found(format!("nothing was changed: {error}"));
    match error {
        ChangeError::Taken { .. } => {
            failed.hint("take another number: `archtui adr list` lists them")
        }
        ChangeError::NoRecord(_) => failed.hint("`archtui adr list` says why"),
        ChangeError::Itself(_) => failed.hint("name two records"),
        ChangeError::Circle { .. } => failed.hint("name the old one first, then the new one"),
        ChangeError::Refused { .. } | ChangeError::NotSeen(_) => failed,
    }
}

fn rewrites<'a>(folder: &'a Path, planned: &'a Planned) -> impl Iterator<Item = Rewrite> + 'a {
    planned.files.iter().map(move |file| Rewrite {
        path: folder.join(&file.name),
        before: file.before.clone(),
        after: file.after.clone(),
    })
}

/// Locks the folders of the other files, so that no copy of this program changes them meanwhile.
/// The folder of records is locked already.
fn others(folder: &Path, all: &[Rewrite]) -> Vec<std::fs::File> {
    let real = |path: &Path| path.canonicalize().ok();
    let own = real(folder);
    let mut folders: Vec<PathBuf> = all
        .iter()
        .filter_map(|file| real(file.path.parent()?))
        .filter(|other| own.as_ref().is_none_or(|own| !other.starts_with(own)))
        .collect();
    folders.sort();
    folders.dedup();
    folders.iter().filter_map(|folder| hold(folder)).collect()
}

/// What becomes of each file.
fn told(
    cx: &Cx,
    folder: &Path,
    (planned, all): (&Planned, &[Rewrite]),
    dry_run: bool,
) -> Vec<Told> {
    let told = all.iter().map(|file| {
        let known = planned
            .files
            .iter()
            .find(|one| folder.join(&one.name) == file.path);
        let shown = below(&cx.environment.current, &file.path);
        let what = known.map_or_else(
            || vec!["follows its records".into()],
            |one| one.what.clone(),
        );
        let diff = FileChange {
            name: shown.to_string(),
            before: file.before.clone(),
            after: file.after.clone(),
            what: Vec::new(),
        };
        Told {
            file: shown,
            change: match (&file.before, &file.after) {
                (None, _) => "made",
                (_, None) => "removed",
                _ => "changed",
            },
            what,
            diff: dry_run.then(|| diff.diff()),
        }
    });
    told.collect()
}

fn answer(cx: &Cx, told: &[Told], dry_run: bool) -> Result<Reply, CliError> {
    if cx.global.json {
        return Ok(Reply::text(json(&Keyed("files", &told), &[])?));
    }
    if told.is_empty() {
        return Ok(Reply::text("nothing to change: it is said already\n"));
    }
    if dry_run {
        let diffs = told.iter().filter_map(|one| one.diff.as_deref());
        return Ok(Reply::text(diffs.collect::<String>()));
    }
    let rows = told.iter().map(|one| {
        let what: Vec<&str> = one.what.iter().map(SafeText::as_str).collect();
        let file = one.file.to_string();
        vec![one.change.to_owned(), file, what.join("; ")]
    });
    Ok(Reply::text(columns(&rows.collect::<Vec<_>>())))
}
