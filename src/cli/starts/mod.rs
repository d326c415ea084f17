//! `archtui new`: a start for authors, with a word on each part. `archtui content eject`: the
//! built-in library as files, to build on.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::catalog::MANIFEST;
use crate::cli::Cx;
use crate::cli::args::{Content, New};
use crate::cli::error::{CliError, Kind};
use crate::cli::output::{Reply, count, json};
use crate::lint;
use crate::text::SafeText;
use crate::world::embedded::embedded_files;
use crate::world::fresh::{Fresh, is_vacant, write_fresh};
use crate::world::roots::{self, PROJECT_HOUSE};
use crate::world::save::SaveError;

const SKILL: &str = include_str!("SKILL.md");
const TREE: &str = include_str!("decision.tree.yaml");
const OVERLAY: &str = include_str!("archtui.yaml");

/// What was written, as JSON has it.
#[derive(Debug, Serialize)]
struct Written {
    files: Vec<SafeText>,
    /// What to do next, a sentence each.
    next: Vec<SafeText>,
}

pub(super) fn new(cx: &Cx, args: &New) -> Result<Reply, CliError> {
    match args {
        New::Skill(args) => skill(cx, &args.name, args.folder.as_deref()),
        New::Tree(args) => tree(cx, &args.name, args.folder.as_deref()),
        New::Overlay { folder } => overlay(cx, folder.as_deref()),
    }
}

fn skill(cx: &Cx, name: &str, folder: Option<&Path>) -> Result<Reply, CliError> {
    check(name)?;
    let usual = || PathBuf::from(roots::skills_folder(&cx.environment.current));
    let folder = folder.map_or_else(usual, Path::to_owned);
    let file = start(&format!("{name}/SKILL.md"), SKILL, name);
    let next = [
        "put your own words in the place of those there".to_owned(),
        format!(
            "`archtui lint {}` says what is amiss",
            quoted(&folder.join(name))
        ),
        format!("`archtui --skills {}` reads it", quoted(&folder)),
    ];
    written(cx, &folder, &[file], &next)
}

fn tree(cx: &Cx, name: &str, folder: Option<&Path>) -> Result<Reply, CliError> {
    check(name)?;
    let folder = folder.unwrap_or(Path::new("."));
    let file = start(&format!("{name}.tree.yaml"), TREE, name);
    let folder_word = quoted(folder);
    let next = [
        "put your own questions in the place of those there".to_owned(),
        format!("`archtui lint {folder_word}` says what is amiss"),
        format!("`archtui --skills {folder_word} walk {name}.tree.yaml#top` asks it"),
        "in a folder of a skill, or of house rules, it is read with that".to_owned(),
    ];
    written(cx, folder, &[file], &next)
}

fn overlay(cx: &Cx, folder: Option<&Path>) -> Result<Reply, CliError> {
    let usual = cx.environment.project().join(PROJECT_HOUSE);
    let current = &cx.environment.current;
    let folder = match folder {
        Some(folder) => folder,
        None => usual.strip_prefix(current).unwrap_or(&usual),
    };
    let file = Fresh {
        path: MANIFEST.to_owned(),
        bytes: OVERLAY.as_bytes().to_vec(),
    };
    let found = current.join(folder) == usual;
    let word = quoted(folder);
    let joins = if found {
        "in this project it is added to the built-in library from now on".to_owned()
    } else {
        format!(
            "name it under `sources:` of .archtui/config.yaml, or give it: \
             `archtui --builtin --skills {word}`"
        )
    };
    let next = [
        "take the `# ` from what you want to say".to_owned(),
        joins,
        format!("`archtui lint {word}` says what is amiss"),
    ];
    written(cx, folder, &[file], &next)
}

/// Writes the built-in library.
pub(super) fn content(cx: &Cx, args: &Content) -> Result<Reply, CliError> {
    let Content::Eject { folder } = args;
    let shown = SafeText::one_line(&folder.display().to_string());
    let vacant = is_vacant(&cx.environment.current.join(folder));
    let vacant = vacant.map_err(|error| {
        let why = crate::world::plain(&error);
        CliError::usage(format!("{shown} cannot be used: {why}"))
            .hint("give a folder that is empty or not there yet")
    })?;
    if !vacant {
        return Err(CliError::usage(format!("{shown} is not empty"))
            .hint("give a folder that is empty or not there yet"));
    }
    let files = embedded_files();
    let files = files.map_err(|error| CliError::new(Kind::Internal, error.to_string()))?;
    let word = quoted(folder);
    let next = [
        format!("`archtui --skills {word}` reads it instead of the built-in library"),
        format!("`archtui lint {word}` says what is amiss in what you change"),
        "to add to the built-in library without a copy of it: `archtui new overlay`".to_owned(),
    ];
    written(cx, folder, &files, &next)
}

/// The name of a skill, and of a tree too: what is good for the one is good for the other.
fn check(name: &str) -> Result<(), CliError> {
    let Some(fault) = lint::name_fault(name) else {
        return Ok(());
    };
    Err(CliError::usage(fault)
        .hint("write words of a-z and 0-9 with hyphens between them, for example queue-choice"))
}

/// A start with the name put in.
fn start(path: &str, text: &str, name: &str) -> Fresh {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    let title: String = first.into_iter().chain(letters).collect();
    let text = text
        .replace("{name}", name)
        .replace("{title}", &title)
        .replace("{words}", &words);
    Fresh {
        path: path.to_owned(),
        bytes: text.into_bytes(),
    }
}

/// Writes the files and says so.
fn written(cx: &Cx, folder: &Path, files: &[Fresh], next: &[String]) -> Result<Reply, CliError> {
    write_fresh(&cx.environment.current.join(folder), files).map_err(unwritten)?;
    let paths = files.iter().map(|file| folder.join(&file.path));
    let paths = paths.map(|path| SafeText::one_line(&path.display().to_string()));
    let said = Written {
        files: paths.collect(),
        next: next.iter().map(|next| SafeText::new(next)).collect(),
    };
    if cx.global.json {
        return Ok(Reply::text(json(&said, &[])?));
    }
    let what = match said.files.as_slice() {
        [only] => format!("wrote {only}\n"),
        several => format!(
            "wrote {} to {}\n",
            count(several.len(), "file"),
            quoted(folder)
        ),
    };
    let lines = said.next.iter().map(|next| format!("  next: {next}\n"));
    Ok(Reply::text(what + &lines.collect::<String>()))
}

fn unwritten(error: SaveError) -> CliError {
    match error {
        SaveError::Exists(path) => {
            CliError::write(format!("{path} exists already and was left as it is"))
                .hint("choose another name, or move it away")
        }
        error => CliError::write(error.to_string()),
    }
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    shell_words::quote(&path).into_owned()
}
