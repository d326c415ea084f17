//! The stack files that know a record: what changes in them when the record does.

#![expect(
    clippy::disallowed_methods,
    reason = "the stack files that are there are read"
)]

use std::path::{Path, PathBuf};

use crate::adr::change::{ChangeError, Planned};
use crate::adr::edit::Edit;
use crate::adr::folder::base;
use crate::cli::adr::change::refused;
use crate::cli::adr::export::below;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::{Cx, stack_file};
use crate::stack::{Decision, Stack, file};
use crate::text::{FileId, SafeText};
use crate::world::journal::Rewrite;
use crate::world::stacks::in_folder;

/// What a change of records does to stack files.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// The files as they are and as they will be.
    pub(super) files: Vec<Rewrite>,
    /// What is left to do by hand.
    pub(super) left: Vec<SafeText>,
}

/// Plans what follows in the stack files: those of this folder and of the project, the draft, and
/// the one that was named. A record whose decision says a new status is noted as written from it.
pub(super) fn follow(cx: &Cx, folder: &Path, planned: &mut Planned) -> Result<Followed, CliError> {
    let mut followed = Followed::default();
    let knowing = knowing(cx, planned);
    if knowing.is_empty() {
        return Ok(followed);
    }
    // What a decision says, and so its digest, depends on the names that the library has.
    let library = Library::load(cx)?;
    let catalog = &library.catalog;
    for (path, text) in knowing {
        let (stack, _) = file::parse(&text, FileId::default(), catalog);
        let project = cx.environment.project();
        let after = changed(&stack, (project, folder), planned);
        let after = after.map_err(|error| refused(&error))?;
        if after == stack {
            continue;
        }
        match file::edit(&text, &after, catalog) {
            Ok(after) => followed.files.push(Rewrite {
                path,
                before: Some(text),
                after: Some(after),
            }),
            Err(error) => {
                let shown = below(&cx.environment.current, &path);
                let said = format!("{shown} was not changed with it: {error}");
                followed.left.push(SafeText::from(said));
            }
        }
    }
    Ok(followed)
}

/// The stack files that name a record whose name or status changes, with their texts.
fn knowing(cx: &Cx, planned: &Planned) -> Vec<(PathBuf, String)> {
    let moved = planned.moved.iter().map(|(from, _)| from);
    let names = planned.statuses.iter().map(|(name, _)| name);
    let names: Vec<&str> = names.chain(moved).map(|name| base(name)).collect();
    let text = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).ok()?;
        let known = names.iter().any(|name| text.contains(name));
        known.then_some((path, text))
    };
    candidates(cx).into_iter().filter_map(text).collect()
}

/// The stack files that may know a record, each once.
fn candidates(cx: &Cx) -> Vec<PathBuf> {
    let current = &cx.environment.current;
    let given = cx.global.stack.iter().map(|given| current.join(given));
    let folders = [current.as_path(), cx.environment.project()];
    let there = folders
        .into_iter()
        .flat_map(|folder| in_folder(folder).into_iter().map(|name| folder.join(name)));
    let draft = stack_file::draft(cx).ok().map(|draft| draft.path());
    let mut all: Vec<PathBuf> = Vec::new();
    for path in given.chain(there).chain(draft) {
        let real = path.canonicalize().unwrap_or(path);
        if !all.contains(&real) {
            all.push(real);
        }
    }
    all
}

/// The stack with what changes of its records.
fn changed(
    stack: &Stack,
    (project, folder): (&Path, &Path),
    planned: &mut Planned,
) -> Result<Stack, ChangeError> {
    let mut after = stack.clone();
    let is = |path: &Option<SafeText>, name: &str| {
        let path = path.as_ref().map(|path| tidy(&project.join(path.as_str())));
        path == Some(tidy(&folder.join(name)))
    };
    for decision in &mut after.decisions {
        for (name, status) in planned.statuses.clone() {
            if is(&decision.adr, &name) && decision.status != status {
                let before = decision.digest();
                decision.status = status;
                let digest = Edit::Digest(before, decision.digest());
                written_from(planned, &name, &digest)?;
            }
        }
        let Some((from, to)) = &planned.moved else {
            continue;
        };
        let to = below(project, &folder.join(to));
        let Decision {
            adr, supersedes, ..
        } = decision;
        for path in [adr, supersedes] {
            if is(path, from) {
                *path = Some(to.clone());
            }
        }
    }
    Ok(after)
}

/// Notes in a record, which may get another name, what it was written from.
fn written_from(planned: &mut Planned, name: &str, digest: &Edit) -> Result<(), ChangeError> {
    let moved = planned.moved.as_ref().filter(|(from, _)| from == name);
    let name = moved.map_or(name, |(_, to)| to).to_owned();
    let mut files = planned.files.iter_mut();
    let file = files.find(|file| file.name == name && file.after.is_some());
    file.map_or(Ok(()), |file| file.also(digest))
}

fn tidy(path: &Path) -> PathBuf {
    path.canonicalize()
        .unwrap_or_else(|_| path.components().collect())
}
