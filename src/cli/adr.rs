//! `archtui adr export`: decisions as records.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::adr::folder::detect;
use crate::adr::{Folder, PlanCx, PlanStatus, PlannedRecord, Template, export, plan};
use crate::catalog::Catalog;
use crate::cli::args::{AdrTemplate, Export};
use crate::cli::error::{CliError, Kind};
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, columns};
use crate::cli::stack_file::StackFile;
use crate::cli::{Cx, names, stack, stack_file};
use crate::stack::{Stack, StackEdit};
use crate::text::SafeText;
use crate::world::clipboard::{Clipboard, Way};
use crate::world::records::{ProjectFiles, RecordFolder};
use crate::world::save::{Overwrite, save};

/// The file in which adr-tools and others look for the folder of records.
const ADR_DIR: &str = ".adr-dir";

/// Where records go.
enum To {
    /// The folder of the project; there already or not, said by a file or not.
    Project {
        folder: String,
        is_new: bool,
    },
    /// A folder that was named.
    Folder(PathBuf),
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
    let (decided, found) = file.read(catalog)?;
    let selection = selection(&decided, catalog, args, &file)?;
    let template = template(args);
    let to = to(cx, args, template);
    let mut folder = RecordFolder::new(folder(cx, &to));
    let listing = folder.list().map_err(|error| {
        CliError::write(error.to_string()).hint("choose another place with --to DIR")
    })?;
    let plan_cx = PlanCx {
        catalog,
        template,
        date: &date,
        // Who names a place wants the records there, whatever stands elsewhere.
        again: args.again || !matches!(to, To::Project { .. }),
    };
    let planned = plan(&decided, &selection, &listing, plan_cx);
    let (told, notes) = match &to {
        To::Stdout | To::Clipboard => (texts(&decided, &planned), Vec::new()),
        _ if args.dry_run => (dry(cx, &decided, &planned, &folder), Vec::new()),
        _ => written(
            cx,
            catalog,
            &file,
            &mut folder,
            (&decided, &planned, template),
            &to,
        )?,
    };
    let mut reply = library.reply_with(cx, found, &Keyed("records", &told), || {
        text(&to, args, &told)
    })?;
    for note in notes {
        reply = reply.note(note);
    }
    if told.iter().any(|told| told.status == FAILED) {
        reply.code = Kind::Write.code();
    }
    if matches!(to, To::Clipboard) && !args.dry_run {
        return copied(cx, reply, &told);
    }
    Ok(reply)
}

const FAILED: &str = "failed";

fn template(args: &Export) -> Template {
    match args.template {
        AdrTemplate::Madr => Template::Madr,
        AdrTemplate::Nygard => Template::Nygard,
    }
}

/// A day as it is written in a record.
fn checked(date: &str) -> Result<String, CliError> {
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

fn to(cx: &Cx, args: &Export, template: Template) -> To {
    match args.to.as_deref() {
        Some("-") => To::Stdout,
        Some("clipboard") => To::Clipboard,
        Some(folder) => To::Folder(cx.environment.current.join(folder)),
        None => {
            let found = detect(&ProjectFiles::new(cx.environment.project()), template);
            To::Project {
                is_new: !found.exists && found.by.is_none(),
                folder: found.folder,
            }
        }
    }
}

/// The folder whose numbers count.
fn folder(cx: &Cx, to: &To) -> PathBuf {
    match to {
        To::Project { folder, .. } => cx.environment.project().join(folder),
        To::Folder(folder) => folder.clone(),
        To::Stdout | To::Clipboard => records_folder(cx),
    }
}

/// Where records go when nobody says where.
pub(super) fn records_folder(cx: &Cx) -> PathBuf {
    let project = cx.environment.project();
    let found = detect(&ProjectFiles::new(project), Template::default());
    project.join(found.folder)
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

/// Writes the records and notes in the stack where they are.
fn written(
    cx: &Cx,
    catalog: &Catalog,
    file: &StackFile,
    folder: &mut RecordFolder,
    (stack, planned, template): (&Stack, &[PlannedRecord], Template),
    to: &To,
) -> Result<(Vec<Told>, Vec<SafeText>), CliError> {
    let exported = export(folder, planned, template);
    let mut all = Vec::new();
    let mut edits = Vec::new();
    for (planned, exported) in planned.iter().zip(exported) {
        let status = word(exported.status, "written");
        let one = told(stack, planned, status);
        all.push(match exported.name {
            Err(error) => Told {
                status: FAILED,
                why: Some(SafeText::new(&error.to_string())),
                ..one
            },
            Ok(name) => {
                let path = folder.path().join(name);
                if exported.status.writes() {
                    edits.push((exported.decision, below(cx.environment.project(), &path)));
                }
                Told {
                    file: Some(below(&cx.environment.current, &path)),
                    ..one
                }
            }
        });
    }
    let mut notes = Vec::new();
    if !edits.is_empty() {
        notes.extend(pointed_at(cx, to));
        record(catalog, file, stack, edits)?;
    }
    Ok((all, notes))
}

/// Notes in the stack which record a decision has. The stack may have been changed meanwhile, so
/// decisions are found again by what they are.
fn record(
    catalog: &Catalog,
    file: &StackFile,
    before: &Stack,
    paths: Vec<(usize, SafeText)>,
) -> Result<(), CliError> {
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

/// Says to other tools where the records are, where a new folder was made for them.
fn pointed_at(cx: &Cx, to: &To) -> Option<SafeText> {
    let To::Project {
        folder,
        is_new: true,
    } = to
    else {
        return None;
    };
    let path = cx.environment.project().join(ADR_DIR);
    let made = save(&path, format!("{folder}\n").as_bytes(), Overwrite::Never);
    made.is_ok().then(|| {
        SafeText::new(&format!(
            "{ADR_DIR} was made, so that other tools find the records in {folder}"
        ))
    })
}

/// A path as written from a folder, where it lies below it.
fn below(root: &Path, path: &Path) -> SafeText {
    let path = path.strip_prefix(root).unwrap_or(path);
    let tidy: PathBuf = path.components().collect();
    SafeText::one_line(&tidy.display().to_string())
}

fn text(to: &To, args: &Export, told: &[Told]) -> String {
    let print = matches!(to, To::Stdout);
    if print {
        let texts: Vec<&str> = told
            .iter()
            .filter_map(|told| told.text.as_deref())
            .collect();
        return texts.join("\n");
    }
    if matches!(to, To::Clipboard) && !args.dry_run {
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
    let mut clipboard = Clipboard::new(Way::Auto, cx.environment.remote, state.join("copied.md"));
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
