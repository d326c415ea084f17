//! Opening the program.

#![expect(
    clippy::disallowed_methods,
    reason = "the person's own files are read before the start"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::adr::{Folder, Template, next_number};
use crate::app::{App, Start};
use crate::catalog::{self, Catalog};
use crate::cli::error::{CliError, Kind};
use crate::cli::output::Reply;
use crate::cli::stack_file::{self, StackFile};
use crate::cli::{Cx, library};
use crate::diagnostic::Diagnostic;
use crate::keymap::Keymap;
use crate::screens::Notice;
use crate::settings::{self, Settings};
use crate::terminal::{self, Loader, Loading};
use crate::text::{SafeText, counted};
use crate::ui::theme::{self, Depth, Theme};
use crate::world::Desk;
use crate::world::clipboard::{Clipboard, Way};
use crate::world::editor;
use crate::world::embedded::embedded_themes;
use crate::world::records::{RecordFolder, Records};
use crate::world::roots::{self, Root};

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
    let (settings, more) =
        own(cx, "config.yaml").map_or_else(Default::default, |text| settings::parse(&text));
    found.extend(in_file("config.yaml", more));
    let file = stack_file::find(cx)?;
    let mut desk = desk(cx, &settings, &file, &key);
    let (start, more) = start(cx, &settings, &file, &mut desk)?;
    found.extend(more);
    let start = Start {
        notice: found
            .first()
            .map(notice)
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
    let gone = roots
        .iter()
        .find(|root| root.path.as_ref().is_some_and(|path| !path.exists()));
    match gone {
        None => Ok(()),
        Some(root) => Err(CliError::usage(format!("there is no folder {}", root.name))
            .hint("give a folder that holds skills or markdown")),
    }
}

/// A file of the person's own settings folder.
fn own(cx: &Cx, name: &str) -> Option<String> {
    let path = cx.environment.own_config()?.join(name);
    std::fs::read_to_string(path).ok()
}

fn notice(finding: &Diagnostic) -> Notice {
    let hint = finding
        .hint
        .as_ref()
        .map(|hint| format!(": {hint}"))
        .unwrap_or_default();
    Notice::failed(format!("{}{hint}", finding.message))
}

/// Findings with the file that they are about, for those that do not name it.
fn in_file(name: &str, found: Vec<Diagnostic>) -> impl Iterator<Item = Diagnostic> {
    found.into_iter().map(move |finding| Diagnostic {
        message: SafeText::from(format!("{name}: {}", finding.message)),
        ..finding
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
    settings: &Settings,
    file: &StackFile,
    desk: &mut Desk,
) -> Result<(Start, Vec<Diagnostic>), CliError> {
    let (keymap, more) = Keymap::load(own(cx, "keys.yaml").as_deref());
    let mut found: Vec<Diagnostic> = in_file("keys.yaml", more).collect();
    let (themes, more) = themes(cx);
    found.extend(more);
    let records = RecordFolder::new(desk.records.folder(Template::default()));
    let names = records.list().unwrap_or_default();
    let kept = |path: &Option<PathBuf>| std::fs::read_to_string(path.as_ref()?).ok();
    let stack = desk
        .read_stack()
        .map_err(|why| CliError::new(Kind::NotFound, why.as_str()))?;
    let start = Start {
        stack: Some(stack),
        stack_shown: file.shown().to_string(),
        session: kept(&desk.session),
        shown_first: shown_first(cx),
        keymap,
        theme: settings.theme.clone().or_else(|| kept(&desk.theme)),
        fallback: themes
            .iter()
            .position(|(id, _)| id == DEFAULT_THEME)
            .unwrap_or(0),
        themes,
        mouse: settings.mouse,
        today: cx.environment.today(),
        next_record: next_number(names.iter().map(|file| file.name.as_str())),
        notice: None,
    };
    Ok((start, found))
}

/// The shipped themes and the person's own, made for this terminal.
fn themes(cx: &Cx) -> (Vec<(String, Theme)>, Vec<Diagnostic>) {
    let mut texts: Vec<(String, String)> = embedded_themes()
        .iter()
        .map(|(id, text)| ((*id).to_owned(), (*text).to_owned()))
        .collect();
    let folder = cx
        .environment
        .own_config()
        .map(|config| config.join("themes"));
    for (id, text) in folder.iter().flat_map(|folder| theme_files(folder)) {
        texts.retain(|(known, _)| *known != id);
        texts.push((id, text));
    }
    let depth = depth(cx);
    let mut found = Vec::new();
    let parent = |id: &str| {
        texts
            .iter()
            .find(|(known, _)| known == id)
            .map(|(_, text)| text.clone())
    };
    let read = texts.iter().map(|(id, text)| {
        let (theme, findings) = theme::read(text, &parent);
        found.extend(in_file(&format!("theme {id}"), findings));
        (id.clone(), theme.at_depth(depth))
    });
    let themes = read.collect();
    (themes, found)
}

fn theme_files(folder: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter_map(|entry| {
        let path = entry.path();
        let yaml = path.extension().is_some_and(|ending| ending == "yaml");
        let id = path.file_stem()?.to_str()?.to_owned();
        yaml.then(|| std::fs::read_to_string(&path).ok().map(|text| (id, text)))?
    });
    files.collect()
}

/// How many colours there are: `--color` and `NO_COLOR` first, then what the terminal says.
fn depth(cx: &Cx) -> Depth {
    let term = cx.environment.terminal.name.as_deref().unwrap_or_default();
    if !cx.colored() {
        Depth::None
    } else if cx.environment.true_color {
        Depth::True
    } else if term.contains("256") {
        Depth::Ansi256
    } else {
        Depth::Ansi16
    }
}

fn desk(cx: &Cx, settings: &Settings, file: &StackFile, key: &str) -> Desk {
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
        session: state
            .as_ref()
            .map(|state| state.join("sessions").join(format!("{key}.json"))),
        theme: state.as_ref().map(|state| state.join("theme")),
        records: Records {
            project: cx.environment.project().to_owned(),
        },
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
