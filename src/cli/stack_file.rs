//! Which stack file a command works on, and how it is read and changed.

#![expect(
    clippy::disallowed_methods,
    reason = "the current folder is looked at for stack files"
)]

use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::cli::Cx;
use crate::cli::error::{CliError, Kind};
use crate::cli::output::Reported;
use crate::diagnostic::Diagnostic;
use crate::stack::file::{self, Store, StoreError, WriteError};
use crate::stack::{Stack, StackEdit};
use crate::text::{FileId, SafeText};
use crate::world::KeptStack;
use crate::world::roots;
use crate::world::stacks::{ENDING, Stacks, in_folder};
use crate::world::store::DiskStore;

/// The name of a draft.
const DRAFT: &str = "draft.stack.yaml";
/// The list of stacks opened lately, in the state folder.
const RECENT: &str = "stacks";
/// Where drafts are in the state folder: each project has its own.
const DRAFTS: &str = "drafts";

/// The stack file of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StackFile {
    folder: PathBuf,
    name: String,
    /// How a person knows it.
    shown: SafeText,
    /// A folder above it that is never made.
    home: Option<PathBuf>,
}

/// Finds it: as given, else the only one in the current folder, else the draft.
pub(super) fn find(cx: &Cx) -> Result<StackFile, CliError> {
    if let Some(given) = &cx.global.stack {
        return self::given(cx, given);
    }
    let here = in_folder(&cx.environment.current);
    match here.as_slice() {
        [only] => given(cx, Path::new(only)),
        [] => draft(cx),
        several => {
            let list = several.iter().map(|name| SafeText::one_line(name));
            let error = CliError::usage("this folder has several stack files");
            Err(error.choose("say which one with --stack:", list))
        }
    }
}

/// The file as given.
pub(super) fn given(cx: &Cx, given: &Path) -> Result<StackFile, CliError> {
    at(&cx.environment.current.join(given), given)
}

/// The file of a stack of this name in the current folder.
pub(super) fn named(cx: &Cx, name: &str) -> Result<StackFile, CliError> {
    let bare = name.strip_suffix(ENDING).unwrap_or(name);
    let shown = SafeText::one_line(bare);
    let fit = |c: char| !c.is_control() && !matches!(c, '/' | '\\');
    if bare.is_empty() || bare.starts_with(['.', '-']) || !bare.chars().all(fit) {
        return Err(CliError::usage(format!("“{shown}” is no name of a stack"))
            .hint("write a word such as shop-backend; the file is made in the current folder"));
    }
    given(cx, Path::new(&format!("{bare}{ENDING}")))
}

fn at(path: &Path, given: &Path) -> Result<StackFile, CliError> {
    let shown = SafeText::one_line(&given.display().to_string());
    let name = path.file_name().and_then(|name| name.to_str());
    match (path.parent(), name) {
        (Some(folder), Some(name)) => Ok(StackFile {
            folder: folder.to_owned(),
            name: name.to_owned(),
            shown,
            home: None,
        }),
        _ => Err(CliError::usage(format!("{shown} is no name of a file"))
            .hint(format!("write NAME{ENDING}"))),
    }
}

/// The draft of the project.
pub(super) fn draft(cx: &Cx) -> Result<StackFile, CliError> {
    let folder = cx.environment.own_state().ok_or_else(|| {
        CliError::usage("there is no stack file here, and no home folder to keep a draft in")
            .hint("say which file with --stack FILE, or set XDG_STATE_HOME")
    })?;
    let project = roots::folder_key(cx.environment.project());
    let path = folder.join(DRAFTS).join(project).join(DRAFT);
    let file = at(&path, &path)?;
    Ok(StackFile {
        home: cx.environment.home_above(&path),
        ..file
    })
}

/// Where the program looks for stack files to choose from.
pub(super) fn stacks(cx: &Cx) -> Stacks {
    let state = cx.environment.kept_state();
    Stacks {
        here: cx.environment.current.clone(),
        draft: draft(cx).ok().map(|draft| draft.kept()),
        recent: state.map(|state| state.join(RECENT)),
    }
}

/// Finds the file that the program opens: as [`find`], but of several that opened last, and how
/// many there are.
pub(super) fn find_to_open(cx: &Cx, stacks: &Stacks) -> Result<(StackFile, usize), CliError> {
    let here = in_folder(&cx.environment.current);
    let last = stacks.last_of(&here).filter(|_| here.len() > 1);
    match last.filter(|_| cx.global.stack.is_none()) {
        Some(name) => Ok((given(cx, Path::new(name))?, here.len())),
        None => Ok((find(cx)?, 1)),
    }
}

impl StackFile {
    /// Where it is.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }

    /// How a person knows it.
    pub(super) fn shown(&self) -> &SafeText {
        &self.shown
    }

    /// Reads it. A file that is missing is an empty stack.
    pub(super) fn read(&self, catalog: &Catalog) -> Result<(Stack, Vec<Reported>), CliError> {
        let text = match self.store().load(&self.name) {
            Err(StoreError::NoSuchFile) => String::new(),
            loaded => loaded.map_err(|error| self.unreadable(&error))?,
        };
        let (mut stack, found) = file::parse(&text, NO_FILE, catalog);
        if text.trim().is_empty() {
            stack.name = self.stack_name();
        }
        let found = found.iter();
        let found = found.map(|finding| Reported::in_file(finding, &self.shown));
        Ok((stack, found.collect()))
    }

    fn store(&self) -> DiskStore {
        DiskStore::new(&self.folder).with_home(self.home.clone())
    }

    /// The file as the program keeps it, before it is read.
    pub(super) fn kept(&self) -> KeptStack {
        KeptStack {
            folder: self.folder.clone(),
            name: self.name.clone(),
            home: self.home.clone(),
            ..KeptStack::default()
        }
    }

    /// Whether it is there.
    pub(super) fn exists(&self) -> bool {
        self.path().is_file()
    }

    /// Changes it: the edits are made for the stack as it is now, while nobody else changes it.
    pub(super) fn change<T>(
        &self,
        catalog: &Catalog,
        edits: impl FnOnce(&Stack) -> Result<(Vec<StackEdit>, T), CliError>,
    ) -> Result<(Stack, T), CliError> {
        let mut done = None;
        let mut store = self.store();
        let changed = store.change(&self.name, |text| {
            let (before, found) = file::parse(&text, NO_FILE, catalog);
            if let Some(finding) = found.iter().find(|f| f.code.0 == "stack-unreadable") {
                return Err(Failed::Cli(self.broken(finding)));
            }
            let mut stack = before.clone();
            if text.trim().is_empty() {
                stack.name = self.stack_name();
            }
            let (edits, told) = edits(&stack).map_err(Failed::Cli)?;
            for edit in edits {
                stack = stack.edited(edit, catalog);
            }
            let written = file::edit(&text, &stack, catalog).map_err(Failed::Write)?;
            done = Some((stack, told));
            Ok(written)
        });
        changed.map_err(|failed| self.failed(failed))?;
        done.ok_or_else(|| CliError::new(Kind::Internal, "the stack was not changed"))
    }

    /// Its text.
    pub(super) fn text(&self) -> Result<String, CliError> {
        let loaded = self.store().load(&self.name);
        loaded.map_err(|error| self.unreadable(&error))
    }

    /// Makes it, with a text and edits of it; one that is there is not touched.
    pub(super) fn start(
        &self,
        catalog: &Catalog,
        text: &str,
        edits: Vec<StackEdit>,
    ) -> Result<Stack, CliError> {
        let mut started = Stack::default();
        let changed = self.store().change(&self.name, |there| {
            if !there.trim().is_empty() || self.exists() {
                let error = CliError::usage(format!("there is a stack file {}", self.shown));
                let error = error.hint("take another name, or remove the file first");
                return Err(Failed::Cli(error));
            }
            let (before, _) = file::parse(text, NO_FILE, catalog);
            let after = edits.into_iter();
            started = after.fold(before, |stack, edit| stack.edited(edit, catalog));
            file::edit(text, &started, catalog).map_err(Failed::Write)
        });
        changed.map_err(|failed| self.failed(failed))?;
        Ok(started)
    }

    /// Removes it.
    pub(super) fn remove(&self) -> Result<(), CliError> {
        std::fs::remove_file(self.path()).map_err(|error| {
            let why = crate::world::plain(&error);
            CliError::write(format!("{} could not be removed: {why}", self.shown))
                .hint("remove it by hand: what it said stands in the new file")
        })
    }

    /// What its stack is called.
    pub(super) fn stack_name(&self) -> SafeText {
        SafeText::one_line(self.name.strip_suffix(ENDING).unwrap_or(&self.name))
    }

    fn broken(&self, finding: &Diagnostic) -> CliError {
        let line = finding.at.map_or(0, |at| at.line);
        CliError::not_found(format!(
            "{}:{line} is no stack file that can be read: {}",
            self.shown, finding.message
        ))
        .hint("correct the line; nothing was changed")
    }

    fn unreadable(&self, error: &StoreError) -> CliError {
        CliError::not_found(format!(
            "the stack {} could not be read: {error}",
            self.shown
        ))
        .hint("check the file, or name another one with --stack")
    }

    fn failed(&self, failed: Failed) -> CliError {
        match failed {
            Failed::Cli(error) => error,
            Failed::Write(error) => {
                CliError::write(format!("the stack {} was not changed: {error}", self.shown))
                    .hint("nothing was lost: the file is as it was")
            }
            Failed::Store(error) => {
                CliError::write(format!("the stack {} was not saved: {error}", self.shown))
                    .hint("choose another place with --stack FILE")
            }
        }
    }
}

/// A stack file is no file of the catalog.
const NO_FILE: FileId = FileId(u32::MAX);

/// Why a change of a stack file came to nothing.
enum Failed {
    Cli(CliError),
    Write(WriteError),
    Store(StoreError),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
