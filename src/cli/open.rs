//! Opening the program.

#![expect(
    clippy::disallowed_methods,
    reason = "what was kept from the last run is read before the start"
)]

use std::path::PathBuf;
use std::sync::Arc;

use crate::adr::{Folder, Writer, next_number};
use crate::app::{App, Start};
use crate::catalog::{self, Catalog};
use crate::cli::error::{CliError, Kind};
use crate::cli::output::{Reply, Reported};
use crate::cli::own::Own;
use crate::cli::stack_file::{self, StackFile};
use crate::cli::{Cx, adr, library, project_file};
use crate::screens::Notice;
use crate::settings::{ProjectSettings, Settings};
use crate::terminal::{self, Loader, Loading};
use crate::text::counted;
use crate::world::clipboard::{Clipboard, Way};
use crate::world::editor;
use crate::world::records::RecordFolder;
use crate::world::roots::{self, Origin, Root};
use crate::world::stacks::Stacks;
use crate::world::{Desk, Sessions};

/// The theme where nobody has chosen one: the terminal's own colours.
const DEFAULT_THEME: &str = "terminal";

/// Opens the program, where there is a screen for it.
pub(super) fn run(cx: &Cx) -> Result<Reply, CliError> {
    if cx.global.json {
        return Err(CliError::usage("--json needs a command").hint("try `archtui list --json`"));
    }
    if !cx.environment.terminal.has_screen() {
        return Err(no_screen());
    }
    let (roots, mut found) = library::sources(cx);
    missing(&roots)?;
    let key = roots::key(&roots);
    let loader = loader(roots);
    let loading = Loading::begin(&loader);
    let own = Own::read(cx);
    let (project, _) = project_file::read(cx.environment.project());
    let stacks = stack_file::stacks(cx);
    let (file, of) = stack_file::find_to_open(cx, &stacks)?;
    let mut desk = desk(cx, &own.settings, &project, (&file, &key));
    desk.stacks = stacks;
    desk.remember_stack();
    found.extend(own.found.iter().cloned());
    let writer = adr::form::of_project(cx, &project.template);
    found.extend(writer.as_ref().err().map(CliError::reported));
    let day = cx.environment.day_to_write();
    found.extend(day.err().as_ref().map(CliError::reported));
    let start = start(cx, own, writer.unwrap_or_default(), &file, &mut desk)?;
    let start = Start {
        notice: notice(&found)
            .or_else(|| one_of_several(&file, of))
            .or_else(|| beside_draft(cx, &file)),
        ..start
    };
    let code = terminal::run(App::new(start), &mut desk, &loader, loading).map_err(|error| {
        CliError::new(
            Kind::Internal,
            format!("the terminal could not be used: {error}"),
        )
        .hint("the commands work without it: `archtui --help` lists them")
    })?;
    Ok(Reply {
        code,
        ..Reply::default()
    })
}

fn no_screen() -> CliError {
    CliError::usage(
        "the program needs a terminal for both input and output, and a TERM that is not dumb",
    )
    .hint(
        "in a pipe or a script use the commands: list, show, search, trees, walk, tables, \
         compare, stack, adr; `archtui --help` says what each does",
    )
}

/// A folder that was named and is not there ends the start: nothing could be shown of it.
fn missing(roots: &[Root]) -> Result<(), CliError> {
    let mut named = roots.iter().filter(|root| root.origin != Origin::Records);
    let gone = named.find(|root| root.path.as_ref().is_some_and(|path| !path.exists()));
    match gone {
        None => Ok(()),
        Some(root) => Err(CliError::usage(format!("there is no folder {}", root.name))
            .hint("give a folder that holds skills or markdown")),
    }
}

/// The first finding of those at the start, and how many there are.
fn notice(found: &[Reported]) -> Option<Notice> {
    let (first, more) = found.split_first()?;
    let first = first.sentence();
    Some(Notice::failed(match more.len() {
        0 => first.to_string(),
        more => format!("{first} (+{more} more: `archtui paths` lists them)"),
    }))
}

/// What to say where the folder has several stacks.
fn one_of_several(file: &StackFile, of: usize) -> Option<Notice> {
    let shown = file.shown();
    (of > 1).then(|| {
        Notice::said(format!(
            "{of} stacks are here: {shown} is open; the Stack screen opens another."
        ))
    })
}

/// What to say where the stack of the folder is used although there are decisions in a draft.
fn beside_draft(cx: &Cx, file: &StackFile) -> Option<Notice> {
    let draft = stack_file::draft(cx).ok()?;
    if cx.global.stack.is_some() || draft.path() == file.path() {
        return None;
    }
    let (stack, _) = draft.read(&Catalog::default()).ok()?;
    let decisions = Some(stack.decisions.len()).filter(|n| *n > 0)?;
    Some(Notice::said(format!(
        "Using {}; a draft with {} is kept: --stack {}",
        file.shown(),
        counted(decisions, "decision"),
        draft.shown()
    )))
}

/// What to show first: the document that was given, by its source and name.
fn shown_first(cx: &Cx) -> Option<(String, String)> {
    let given = cx.global.skills.iter().chain(&cx.dirs);
    let mut documents = given.filter_map(|path| roots::document(&cx.environment.current, path));
    let (folder, name) = documents.next()?;
    Some((folder.display().to_string(), name))
}

fn start(
    cx: &Cx,
    own: Own,
    template: Writer,
    file: &StackFile,
    desk: &mut Desk,
) -> Result<Start, CliError> {
    let records = RecordFolder::new(desk.records.place(template.template()).path);
    let names = records.names().unwrap_or_default();
    let kept = |path: &Option<PathBuf>| std::fs::read_to_string(path.as_ref()?).ok();
    let stack = desk
        .read_stack()
        .map_err(|why| CliError::new(Kind::NotFound, why.as_str()))?;
    let fallback = own.themes.position(DEFAULT_THEME);
    Ok(Start {
        stack: Some(stack),
        stack_shown: file.shown().to_string(),
        session: desk.kept_session(),
        shown_first: shown_first(cx),
        keymap: own.keymap,
        theme: own.settings.theme.or_else(|| kept(&desk.theme)),
        fallback: fallback.unwrap_or(0),
        themes: own.themes,
        mouse: own.settings.mouse,
        today: cx.environment.today(),
        from_records: desk.records.way_back(records.path()),
        next_record: next_number(names.iter().map(String::as_str)),
        template,
        twin_flags: cx.twin_flags(),
        notice: None,
    })
}

/// What effects work on; `key` names the set of sources, whose session is kept apart.
fn desk(
    cx: &Cx,
    settings: &Settings,
    project: &ProjectSettings,
    (file, key): (&StackFile, &str),
) -> Desk {
    let state = cx.environment.kept_state();
    let spare = state
        .clone()
        .unwrap_or_else(|| cx.environment.current.clone());
    let way = match settings.clipboard.as_str() {
        "native" => Way::Native,
        "osc52" => Way::Osc52,
        "file" => Way::File,
        _ => Way::Auto,
    };
    Desk {
        clipboard: Clipboard::new(way, cx.environment.remote, spare.join("copied.txt")),
        editor: settings
            .editor
            .clone()
            .or_else(|| cx.environment.editor.clone())
            .unwrap_or_else(|| editor::USUAL.to_owned()),
        stack: file.kept(),
        stacks: Stacks::default(),
        sessions: state.as_ref().map(|state| Sessions {
            folder: state.join("sessions"),
            library: key.to_owned(),
        }),
        theme: state.as_ref().map(|state| state.join("theme")),
        records: project_file::records(cx.environment.project(), project)
            .seen_from(&cx.environment.current)
            .kept_in(cx.environment.kept_state()),
        copies: spare.join("copies"),
        today: cx.environment.today(),
    }
}

/// Loads the sources stage by stage: the first is enough for a frame.
fn loader(roots: Vec<Root>) -> Loader {
    Arc::new(move |send: &dyn Fn(Catalog)| {
        let (sources, failed) = roots::open(&roots);
        send(catalog::glance(sources.clone()));
        let mut listed = catalog::list(sources);
        listed.diagnostics.extend(failed);
        let described = catalog::describe(&listed);
        send(described.clone());
        if let Some(indexed) = catalog::index(&described, &|| false) {
            send(indexed);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::text::SafeText;

    #[test]
    fn the_first_finding_is_said_and_the_others_are_counted() {
        let finding = Diagnostic::warning("settings", "mouse: true or false is wanted");
        let one = Reported::in_file(&finding.hint("write true"), &SafeText::new("config.yaml"));
        let said = |found: &[Reported]| notice(found).map(|notice| notice.text.to_string());
        let first = "config.yaml: mouse: true or false is wanted; write true";
        assert_eq!(said(&[]), None);
        assert_eq!(said(std::slice::from_ref(&one)).as_deref(), Some(first));
        let three = [one.clone(), one.clone(), one];
        let told = format!("{first} (+2 more: `archtui paths` lists them)");
        assert_eq!(said(&three), Some(told));
    }
}
