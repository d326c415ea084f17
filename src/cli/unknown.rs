//! Words that are neither a command nor a folder.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::CommandFactory;

use crate::cli::args::CommandLine;
use crate::cli::error::CliError;
use crate::search::distance;
use crate::text::SafeText;
use crate::world::roots;

/// Flags before a command that take a word.
const WITH_VALUE: [&str; 3] = ["--skills", "--stack", "--color"];
/// Letters that may be wrong in the name of a command.
const SLIPS: usize = 3;

/// Checks that words given as folders are folders, or documents in one.
pub(super) fn check(dirs: &[PathBuf]) -> Result<(), CliError> {
    let opens = |dir: &PathBuf| dir.is_dir() || roots::document(Path::new(""), dir).is_some();
    match dirs.iter().find(|dir| !opens(dir)) {
        Some(file) if file.is_file() => {
            let shown = SafeText::one_line(&file.display().to_string());
            let error = CliError::usage(format!("“{shown}” is not markdown"));
            Err(error.hint("give a folder, or a file that ends in .md"))
        }
        Some(dir) => Err(neither(dir)),
        None => Ok(()),
    }
}

/// Checks the first word of a command line that could not be parsed: a misspelt command is the
/// reason more often than the flag after it.
pub(super) fn check_words(words: &[OsString]) -> Result<(), CliError> {
    let mut rest = words.iter().skip(1);
    while let Some(word) = rest.next() {
        let text = word.to_string_lossy();
        if WITH_VALUE.contains(&&*text) {
            rest.next();
        } else if !text.starts_with('-') {
            let known = commands().iter().any(|name| **name == *text);
            return if known { Ok(()) } else { check(&[word.into()]) };
        }
    }
    Ok(())
}

fn neither(word: &Path) -> CliError {
    let word = word.display().to_string();
    let shown = SafeText::one_line(&word);
    let error = CliError::usage(format!("“{shown}” is neither a command nor a folder"));
    if word.contains('/') {
        return error.hint("check the path");
    }
    let error = match nearest(&word) {
        Some(command) => error.hint(format!("did you mean `archtui {command}`?")),
        None => error.hint("`archtui --help` lists the commands"),
    };
    error.hint(format!("for a folder write ./{shown}"))
}

fn commands() -> Vec<String> {
    let line = CommandLine::command();
    let names = line
        .get_subcommands()
        .map(|command| command.get_name().to_owned());
    names.chain(["help".to_owned()]).collect()
}

/// The command that a word is most like.
fn nearest(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let most = (word.chars().count() / 2).clamp(1, SLIPS);
    let far = |name: &str| {
        let begins = word.len() > 1 && (name.starts_with(&word) || word.starts_with(name));
        if begins {
            Some(1)
        } else {
            distance::within(&word, name, most)
        }
    };
    let near = commands()
        .into_iter()
        .filter_map(|name| Some((far(&name)?, name)));
    near.min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_command() {
        let cases = [
            ("a letter too few", "tabls", Some("tables")),
            ("a letter too many", "trees2", Some("trees")),
            ("two letters swapped", "lsit", Some("list")),
            ("a beginning", "tab", Some("tables")),
            ("another word", "elephant", None),
        ];
        for (name, word, command) in cases {
            assert_eq!(nearest(word).as_deref(), command, "{name}");
        }
    }
}
