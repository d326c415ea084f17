//! `archtui adr export`: decisions as records.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use crate::adr::folder::number_of;
use crate::adr::{
    Folder, Ids, PlanCx, PlanStatus, PlannedOverview, PlannedRecord, RecordFile, Template, diff,
    export, plan,
};
use crate::catalog::Catalog;
use crate::cli::adr::args::Export;
use crate::cli::adr::copy::copied;
use crate::cli::adr::{change, form, overview};
use crate::cli::error::{CliError, Kind};
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, Reported, columns};
use crate::cli::stack_file::StackFile;
use crate::cli::{Cx, names, project_file, stack, stack_file};
use crate::stack::{Stack, StackEdit};
use crate::text::SafeText;
use crate::world::records::{RecordFolder, RecordPlace, Records};

/// What records are told apart by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum AdrId {
    /// The next number, after those on other branches too: 0007-use-qdrant.md
    #[default]
    Number,
    /// The day: 20261120-use-qdrant.md
    Date,
    /// Nothing before `archtui adr status` accepts them: XXXX-use-qdrant.md
    Draft,
}

/// Where records go; the numbers in the folder count in any case.
struct To {
    way: Way,
    place: RecordPlace,
}

/// How records go there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// To the folder of the project.
    Project,
    /// To a folder that was named.
    Named,
    Stdout,
    Clipboard,
}

/// The word for a record that a dry run would write.
const WOULD_WRITE: &str = "would-write";

/// What became of a decision, as JSON has it.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    pub(super) concern: SafeText,
    pub(super) title: SafeText,
    pub(super) status: &'static str,
    pub(super) file: Option<SafeText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) why: Option<SafeText>,
}

pub(super) fn run(cx: &Cx, args: &Export) -> Result<Reply, CliError> {
    let date = day(cx, args)?;
    let library = Library::load(cx)?;
    let catalog = &library.catalog;
    let file = stack_file::find(cx)?;
    let (decided, mut found) = file.read(catalog)?;
    let selection = selection(&decided, catalog, args, &file)?;
    let project = cx.environment.project();
    // What is wrong with the file is told with the library.
    let (own, _) = project_file::read(project);
    let writer = form::asked_for(cx, args, &own.template)?;
    let records = project_file::records(project, &own).seen_from(&cx.environment.current);
    let to = to(cx, args, &records, writer.template());
    let (mut folder, settled) = folder(cx, args, &to);
    let listing = listing(&folder)?;
    let back = records.way_back(&to.place.path);
    let back = back.filter(|_| matches!(to.way, Way::Project | Way::Named));
    let elsewhere = folder.elsewhere();
    let plan_cx = PlanCx {
        catalog,
        writer: &writer,
        date: &date,
        from_records: back.as_deref(),
        // Who names a place wants the records there, whatever stands elsewhere.
        again: args.again || to.way != Way::Project,
        ids: args.id.into(),
        elsewhere: &elsewhere.names,
    };
    let planned = plan(&decided, &selection, &listing, plan_cx);
    let mut drafts = drafts(&decided, &planned)?;
    if args.whole.overview {
        let planned = overview::planned(&decided, &planned, &listing, plan_cx);
        drafts.push(overview_draft(&decided, &planned)?);
    }
    let mut done = match to.way {
        Way::Stdout | Way::Clipboard => Done::of(texts(drafts)),
        _ if args.dry_run => dry(cx, drafts, &folder, &to),
        _ => {
            let (mut done, paths, planned) =
                written(cx, (&mut folder, &to), (&decided, planned), plan_cx);
            if args.whole.overview && done.failed.is_empty() {
                // The lock is given back with the folder that has it, and taken anew.
                drop(folder);
                let folder = RecordFolder::new(&to.place.path);
                overview::write(cx, folder, (&decided, &planned), plan_cx, &mut done);
            }
            done.note = noted(catalog, &file, &decided, paths, || records.point(&to.place))?;
            done
        }
    };
    let refused = to.place.refused();
    done.settled = refused
        .into_iter()
        .chain(settled)
        .chain(elsewhere.note)
        .collect();
    found.extend(done.failed.iter().cloned());
    reply(cx, args, (&library, found), &to, done)
}

fn listing(folder: &RecordFolder) -> Result<Vec<RecordFile>, CliError> {
    let elsewhere = "choose another place with --to DIR";
    folder
        .list()
        .map_err(|error| CliError::write(error.to_string()).hint(elsewhere))
}

fn reply(
    cx: &Cx,
    args: &Export,
    (library, found): (&Library, Vec<Reported>),
    to: &To,
    done: Done,
) -> Result<Reply, CliError> {
    let keyed = Keyed("records", &done.told);
    let mut reply = library.reply_with(cx, found, &keyed, || text(to, args, &done.told))?;
    reply
        .notes
        .extend(done.settled.into_iter().chain(done.note));
    if !done.failed.is_empty() {
        reply.code = Kind::Write.code();
    }
    if to.way == Way::Clipboard && !args.dry_run {
        return copied(cx, reply, &joined(&done.told));
    }
    Ok(reply)
}

/// The folder, and what came of a command on it that was stopped half way.
fn folder(cx: &Cx, args: &Export, to: &To) -> (RecordFolder, Vec<SafeText>) {
    let mut folder = RecordFolder::new(&to.place.path);
    let settled = if args.dry_run {
        Vec::new()
    } else {
        change::settled(cx, &mut folder)
    };
    (folder, settled)
}

/// What became of the decisions.
pub(super) struct Done {
    pub(super) told: Vec<Told>,
    /// What came of a command that was stopped half way.
    settled: Vec<SafeText>,
    /// What else was done.
    note: Option<SafeText>,
    /// Records that could not be written.
    pub(super) failed: Vec<Reported>,
}

impl Done {
    fn of(told: Vec<Told>) -> Self {
        Self {
            told,
            settled: Vec::new(),
            note: None,
            failed: Vec::new(),
        }
    }
}

/// A record as it would be written now.
struct Draft {
    status: PlanStatus,
    told: Told,
    text: String,
}

/// The records as they would be written. Where the project's own template fails nothing is.
fn drafts(stack: &Stack, planned: &[PlannedRecord]) -> Result<Vec<Draft>, CliError> {
    let drafts = planned.iter().map(|planned| {
        let text = planned.text.clone().map_err(|error| form::wrong(&error))?;
        Ok(Draft {
            status: planned.status,
            told: Told {
                file: Some(SafeText::one_line(&planned.name)),
                ..told(stack, planned, "")
            },
            text,
        })
    });
    drafts.collect()
}

fn overview_draft(stack: &Stack, planned: &PlannedOverview) -> Result<Draft, CliError> {
    let text = planned.text.clone().map_err(|error| form::wrong(&error))?;
    Ok(Draft {
        status: planned.status,
        told: overview::told(stack, planned, ""),
        text,
    })
}

/// The day to write.
pub(super) fn day(cx: &Cx, args: &Export) -> Result<String, CliError> {
    match &args.date {
        Some(date) => checked(date),
        None => cx.environment.day_to_write(),
    }
}

impl From<AdrId> for Ids {
    fn from(written: AdrId) -> Self {
        match written {
            AdrId::Number => Self::Number,
            AdrId::Date => Self::Date,
            AdrId::Draft => Self::Draft,
        }
    }
}

/// A day as it is written in a record.
pub(super) fn checked(date: &str) -> Result<String, CliError> {
    let mut parts = date
        .split('-')
        .map(|part| (part.len(), part.parse::<u32>().ok()));
    let whole = matches!(
        (parts.next(), parts.next(), parts.next(), parts.next()),
        (
            Some((4, Some(_))),
            Some((2, Some(1..=12))),
            Some((2, Some(1..=31))),
            None
        )
    );
    let digits = date.chars().all(|c| c.is_ascii_digit() || c == '-');
    if whole && digits {
        return Ok(date.to_owned());
    }
    let shown = SafeText::one_line(date);
    Err(CliError::usage(format!("“{shown}” is no day")).hint("write --date YYYY-MM-DD"))
}

/// The decisions to export: the one asked for, else all that are taken.
pub(super) fn selection(
    stack: &Stack,
    catalog: &Catalog,
    args: &Export,
    file: &StackFile,
) -> Result<Vec<usize>, CliError> {
    if let Some(only) = &args.only {
        let at = names::decision(stack, catalog, only);
        let missing = || stack::undecided(stack, &SafeText::one_line(only));
        return at.map(|at| vec![at]).ok_or_else(missing);
    }
    let decisions = stack.decisions.iter().enumerate();
    let taken = decisions.filter(|(_, decision)| decision.is_taken());
    let taken: Vec<usize> = taken.map(|(at, _)| at).collect();
    if taken.is_empty() {
        return Err(
            CliError::not_found(format!("nothing is decided in {}", file.shown()))
                .hint("`archtui walk TREE --adopt` or `archtui stack adopt CONCERN NAME` decides"),
        );
    }
    Ok(taken)
}

fn to(cx: &Cx, args: &Export, records: &Records, template: Template) -> To {
    let project = || records.place(template);
    let (way, place) = match args.to.as_deref() {
        Some("-") => (Way::Stdout, project()),
        Some("clipboard") => (Way::Clipboard, project()),
        Some(folder) => (
            Way::Named,
            RecordPlace::at(cx.environment.current.join(folder)),
        ),
        None => (Way::Project, project()),
    };
    To { way, place }
}

fn told(stack: &Stack, planned: &PlannedRecord, status: &'static str) -> Told {
    let decision = stack.decisions.get(planned.decision);
    let subject = decision.map(|decision| decision.subject.to_string());
    Told {
        concern: SafeText::from(subject.unwrap_or_default()),
        title: planned.record.title.clone(),
        status,
        file: None,
        text: None,
        why: None,
    }
}

/// The records themselves.
fn texts(drafts: Vec<Draft>) -> Vec<Told> {
    let records = drafts.into_iter().map(|draft| Told {
        status: "printed",
        text: Some(draft.text),
        ..draft.told
    });
    records.collect()
}

/// What would be written.
fn dry(cx: &Cx, drafts: Vec<Draft>, folder: &RecordFolder, to: &To) -> Done {
    let any = drafts.iter().any(|draft| draft.status.writes());
    let records = drafts.into_iter().map(|draft| {
        let name = draft.told.file.clone().unwrap_or_default();
        let path = folder.path().join(name.as_str());
        Told {
            status: word(draft.status, WOULD_WRITE),
            file: Some(below(&cx.environment.current, &path)),
            text: Some(draft.text),
            ..draft.told
        }
    });
    Done {
        note: to.place.announced().filter(|_| any),
        ..Done::of(records.collect())
    }
}

pub(super) fn word(status: PlanStatus, writes: &'static str) -> &'static str {
    match status {
        PlanStatus::New | PlanStatus::Again => writes,
        PlanStatus::Unchanged => "unchanged",
        PlanStatus::Changed => "changed",
        PlanStatus::Missing => "missing",
    }
}

/// Writes the records; says what became of each, the paths of those written, and the records with
/// the numbers and names that they got.
fn written(
    cx: &Cx,
    (folder, to): (&mut RecordFolder, &To),
    (stack, mut planned): (&Stack, Vec<PlannedRecord>),
    plan_cx: PlanCx<'_>,
) -> (Done, Vec<(usize, SafeText)>, Vec<PlannedRecord>) {
    let exported = export(folder, &planned, plan_cx.writer.clone());
    let mut done = Done::of(Vec::new());
    let mut paths = Vec::new();
    for (planned, exported) in planned.iter_mut().zip(exported) {
        let status = word(exported.status, "written");
        let one = told(stack, planned, status);
        done.told.push(match exported.name {
            Err(error) => {
                let said = format!("the record “{}” was not written: {error}", one.title);
                let said = CliError::write(said).hint("choose another place with --to DIR");
                done.failed.push(said.reported());
                Told {
                    status: "failed",
                    why: Some(SafeText::new(&error.to_string())),
                    ..one
                }
            }
            Ok(name) => {
                planned.record.number = number_of(&name).unwrap_or(planned.record.number);
                planned.record.file = SafeText::one_line(&name);
                let path = folder.path().join(name);
                // A copy elsewhere is not the record of a decision that has one.
                let had = stack.decisions.get(exported.decision);
                let had = had.is_some_and(|decision| decision.adr.is_some());
                let inside = path.starts_with(cx.environment.project());
                let keeps = to.way == Way::Project || inside && !had;
                if exported.status.writes() && keeps {
                    paths.push((exported.decision, below(cx.environment.project(), &path)));
                }
                Told {
                    file: Some(below(&cx.environment.current, &path)),
                    ..one
                }
            }
        });
    }
    (done, paths, planned)
}

/// Notes in the stack which record a decision has, where any was written, and says to other tools
/// where records are. The stack may have been changed meanwhile, so decisions are found again by
/// what they are.
fn noted(
    catalog: &Catalog,
    file: &StackFile,
    before: &Stack,
    paths: Vec<(usize, SafeText)>,
    point: impl FnOnce() -> Option<SafeText>,
) -> Result<Option<SafeText>, CliError> {
    if paths.is_empty() {
        return Ok(None);
    }
    let note = point();
    file.change(catalog, |now| {
        let edits = paths.into_iter().filter_map(|(at, path)| {
            let then = before.decisions.get(at)?;
            let same = now.decisions.iter().position(|decision| {
                decision.subject == then.subject && decision.chosen == then.chosen
            });
            Some(StackEdit::SetRecord(same?, path))
        });
        Ok((edits.collect(), ()))
    })?;
    Ok(note)
}

/// A path as written from a folder, where it lies below it.
pub(super) fn below(root: &Path, path: &Path) -> SafeText {
    let path = path.strip_prefix(root).unwrap_or(path);
    let tidy: PathBuf = path.components().collect();
    SafeText::one_line(&tidy.display().to_string())
}

/// All texts, with an empty line between them.
fn joined(told: &[Told]) -> String {
    let texts = told.iter().filter_map(|told| told.text.as_deref());
    texts.collect::<Vec<_>>().join("\n")
}

fn text(to: &To, args: &Export, told: &[Told]) -> String {
    if to.way == Way::Stdout {
        return joined(told);
    }
    if to.way == Way::Clipboard && !args.dry_run {
        return String::new();
    }
    let rows = told.iter().map(|told| {
        let file = told.file.as_ref().or(told.why.as_ref());
        vec![
            told.status.to_owned(),
            file.map(ToString::to_string).unwrap_or_default(),
            told.concern.to_string(),
        ]
    });
    let changes = told.iter().filter(|told| told.status == WOULD_WRITE);
    let changes = changes.filter_map(|told| {
        let name = told.file.as_ref()?;
        Some(format!(
            "\n{}",
            diff(name, None, Some(told.text.as_deref()?))
        ))
    });
    let rows = columns(&rows.collect::<Vec<_>>());
    std::iter::once(rows).chain(changes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_whole() {
        let cases = [
            ("2026-11-20", true),
            ("2026-1-2", false),
            ("2026-13-01", false),
            ("2026-11-20-1", false),
            ("+026-11-20", false),
            ("today", false),
            ("", false),
        ];
        for (day, good) in cases {
            assert_eq!(checked(day).is_ok(), good, "{day}");
        }
    }
}
