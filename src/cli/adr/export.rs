//! `archtui adr export`: decisions as records.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use crate::adr::{Folder, Ids, PlanCx, PlanStatus, PlannedRecord, Template, export, plan};
use crate::catalog::Catalog;
use crate::cli::adr::change;
use crate::cli::args::{AdrTemplate, Export};
use crate::cli::error::{CliError, Kind};
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, Reported, columns};
use crate::cli::stack_file::StackFile;
use crate::cli::{Cx, names, project_file, stack, stack_file};
use crate::stack::{Stack, StackEdit};
use crate::text::SafeText;
use crate::world::clipboard::{self, Clipboard};
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

/// What became of a decision, as JSON has it.
#[derive(Debug, Serialize)]
struct Told {
    concern: SafeText,
    title: SafeText,
    status: &'static str,
    file: Option<SafeText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<SafeText>,
}

pub(super) fn run(cx: &Cx, args: &Export) -> Result<Reply, CliError> {
    let date = match &args.date {
        Some(date) => checked(date)?,
        None => cx.environment.today(),
    };
    let library = Library::load(cx)?;
    let catalog = &library.catalog;
    let file = stack_file::find(cx)?;
    let (decided, mut found) = file.read(catalog)?;
    let selection = selection(&decided, catalog, args, &file)?;
    let project = cx.environment.project();
    // What is wrong with the file is told with the library.
    let (own, _) = project_file::read(project);
    let template = args.template.map_or(own.template, Template::from);
    let records = project_file::records(project, &own).seen_from(&cx.environment.current);
    let to = to(cx, args, &records, template);
    let (mut folder, settled) = folder(cx, args, &to);
    let listing = folder.list().map_err(|error| {
        CliError::write(error.to_string()).hint("choose another place with --to DIR")
    })?;
    let plan_cx = PlanCx {
        catalog,
        template,
        date: &date,
        // Who names a place wants the records there, whatever stands elsewhere.
        again: args.again || to.way != Way::Project,
        ids: args.id.into(),
        elsewhere: &folder.elsewhere(),
    };
    let planned = plan(&decided, &selection, &listing, plan_cx);
    let writes = planned.iter().any(|planned| planned.status.writes());
    let done = match to.way {
        Way::Stdout | Way::Clipboard => Done::of(texts(&decided, &planned)),
        _ if args.dry_run => Done {
            note: to.place.announced().filter(|_| writes),
            ..Done::of(dry(cx, &decided, &planned, &folder))
        },
        _ => {
            let (mut done, paths) = written(cx, &mut folder, (&decided, &planned, template));
            if !paths.is_empty() {
                done.note = records.point(&to.place);
                record(catalog, &file, &decided, paths)?;
            }
            done
        }
    };
    let unwritten = !done.failed.is_empty();
    found.extend(done.failed);
    let keyed = Keyed("records", &done.told);
    let mut reply = library.reply_with(cx, found, &keyed, || text(&to, args, &done.told))?;
    reply.notes.extend(settled.into_iter().chain(done.note));
    if unwritten {
        reply.code = Kind::Write.code();
    }
    if to.way == Way::Clipboard && !args.dry_run {
        return copied(cx, reply, &done.told);
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
struct Done {
    told: Vec<Told>,
    /// What else was done.
    note: Option<SafeText>,
    /// Records that could not be written.
    failed: Vec<Reported>,
}

impl Done {
    fn of(told: Vec<Told>) -> Self {
        Self {
            told,
            note: None,
            failed: Vec::new(),
        }
    }
}

impl From<AdrTemplate> for Template {
    fn from(written: AdrTemplate) -> Self {
        match written {
            AdrTemplate::Madr => Self::Madr,
            AdrTemplate::Nygard => Self::Nygard,
        }
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
fn selection(
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
    let taken = decisions.filter(|(_, decision)| decision.chosen.is_some());
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
fn texts(stack: &Stack, planned: &[PlannedRecord]) -> Vec<Told> {
    let records = planned.iter().map(|planned| Told {
        text: Some(planned.text.clone()),
        file: Some(SafeText::new(&planned.name)),
        ..told(stack, planned, "printed")
    });
    records.collect()
}

/// What would be written.
fn dry(cx: &Cx, stack: &Stack, planned: &[PlannedRecord], folder: &RecordFolder) -> Vec<Told> {
    let records = planned.iter().map(|planned| Told {
        file: Some(below(
            &cx.environment.current,
            &folder.path().join(&planned.name),
        )),
        text: Some(planned.text.clone()),
        ..told(stack, planned, word(planned.status, "would-write"))
    });
    records.collect()
}

fn word(status: PlanStatus, writes: &'static str) -> &'static str {
    match status {
        PlanStatus::New | PlanStatus::Again => writes,
        PlanStatus::Unchanged => "unchanged",
        PlanStatus::Changed => "changed",
        PlanStatus::Missing => "missing",
    }
}

/// Writes the records; says what became of each, and the paths of those written.
fn written(
    cx: &Cx,
    folder: &mut RecordFolder,
    (stack, planned, template): (&Stack, &[PlannedRecord], Template),
) -> (Done, Vec<(usize, SafeText)>) {
    let exported = export(folder, planned, template);
    let mut done = Done::of(Vec::new());
    let mut paths = Vec::new();
    for (planned, exported) in planned.iter().zip(exported) {
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
                let path = folder.path().join(name);
                if exported.status.writes() {
                    paths.push((exported.decision, below(cx.environment.project(), &path)));
                }
                Told {
                    file: Some(below(&cx.environment.current, &path)),
                    ..one
                }
            }
        });
    }
    (done, paths)
}

/// Notes in the stack which record a decision has. The stack may have been changed meanwhile, so
/// decisions are found again by what they are.
fn record(
    catalog: &Catalog,
    file: &StackFile,
    before: &Stack,
    paths: Vec<(usize, SafeText)>,
) -> Result<(), CliError> {
    if paths.is_empty() {
        return Ok(());
    }
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
    Ok(())
}

/// A path as written from a folder, where it lies below it.
pub(super) fn below(root: &Path, path: &Path) -> SafeText {
    let path = path.strip_prefix(root).unwrap_or(path);
    let tidy: PathBuf = path.components().collect();
    SafeText::one_line(&tidy.display().to_string())
}

fn text(to: &To, args: &Export, told: &[Told]) -> String {
    if to.way == Way::Stdout {
        let texts: Vec<&str> = told
            .iter()
            .filter_map(|told| told.text.as_deref())
            .collect();
        return texts.join("\n");
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
    columns(&rows.collect::<Vec<_>>())
}

fn copied(cx: &Cx, reply: Reply, told: &[Told]) -> Result<Reply, CliError> {
    let texts: Vec<&str> = told
        .iter()
        .filter_map(|told| told.text.as_deref())
        .collect();
    let state = cx
        .environment
        .own_state()
        .unwrap_or_else(|| cx.environment.current.clone());
    let mut clipboard = Clipboard::new(
        clipboard::Way::Auto,
        cx.environment.remote,
        state.join("copied.md"),
    );
    let way = clipboard.copy(&SafeText::new(&texts.join("\n")));
    let way = way.map_err(|why| {
        CliError::write(format!("the records were not copied: {why}"))
            .hint("use --to DIR, or --to - to print them")
    })?;
    Ok(reply.note(format!("copied: {way}")))
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
