//! Writing files where none are yet: a start for an author, the built-in library to build on.

#![expect(
    clippy::disallowed_methods,
    reason = "world/ is where the disk is touched"
)]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::text::SafeText;
use crate::world::errors::{next_step, plain};
use crate::world::save::{Overwrite, SaveError, save};

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// Below the folder that it goes to, with `/`.
    pub path: String,
    /// What goes into it.
    pub bytes: Vec<u8>,
}

/// Writes files below a folder that is made where it is missing; each is there whole or not at
/// all. Where one of them exists nothing is written. Gives their paths, in order.
///
/// # Errors
/// Why the first that could not be written was not; those before it are there.
pub fn write_fresh(folder: &Path, files: &[Fresh]) -> Result<Vec<PathBuf>, SaveError> {
    let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
    let there = |path: &&PathBuf| fs::symlink_metadata(path).is_ok();
    if let Some(path) = paths.iter().find(there) {
        return Err(SaveError::Exists(shown(path)));
    }
    for (path, file) in paths.iter().zip(files) {
        if let Some(above) = path.parent() {
            fs::create_dir_all(above).map_err(|error| SaveError::Io {
                path: shown(path),
                doing: "making its folder",
                why: plain(&error),
                next: next_step(&error),
            })?;
        }
        save(path, &file.bytes, Overwrite::Never)?;
    }
    Ok(paths)
}

/// Whether nothing is in a folder, or nothing of that name is there.
///
/// # Errors
/// Where it is no folder, or may not be read.
pub fn is_vacant(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // A link that leads nowhere is something all the same.
            Ok(fs::symlink_metadata(folder).is_err())
        }
        Err(error) => Err(error),
    }
}

fn shown(path: &Path) -> SafeText {
    SafeText::one_line(&path.display().to_string())
}
