//! The one way a file is written: whole or not at all.
//!
//! The bytes go to a new file in the same folder, are made to reach the disk, and take the name
//! in one step. Whoever reads meanwhile, and whatever fails, sees the old file or the new one.

#![expect(
    clippy::disallowed_methods,
    reason = "world/ is where the disk is touched"
)]

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::text::SafeText;
use crate::world::errors::{next_step, plain};

/// What to do where a file of that name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// Leave it and fail with [`SaveError::Exists`]; safe against a race with another program.
    Never,
    /// Put the new one in its place. Its mode stays; a link stays a link.
    Replace,
}

/// Why a file was not written. Whatever was there before is still there, unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// A file of that name is there and was to stay.
    #[error(
        "{0} exists already and was left as it is; choose another name, or say that it may be replaced"
    )]
    Exists(SafeText),
    /// The folder is missing.
    #[error(
        "{path} was not saved: the folder {folder} does not exist; make it, or choose another place"
    )]
    NoFolder {
        /// The file.
        path: SafeText,
        /// The folder that is not there.
        folder: SafeText,
    },
    /// Something other than a file is there.
    #[error("{0} was not saved: it is not a regular file; choose another name")]
    NotAFile(SafeText),
    /// The file there may not be changed.
    #[error("{0} was not saved: the file is read-only; make it writable, or choose another name")]
    ReadOnly(SafeText),
    /// The system said no.
    #[error(
        "{path} was not saved: {why} (while {doing}); what was there before is unchanged; {next}"
    )]
    Io {
        /// The file.
        path: SafeText,
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        why: String,
        /// What to do about it.
        next: &'static str,
    },
}

impl SaveError {
    /// Why and what to do, for whoever names the file anyway.
    pub fn reason(&self) -> String {
        match self {
            Self::Exists(_) => "a file of that name exists already; choose another name".to_owned(),
            Self::NoFolder { folder, .. } => format!("make the folder {folder}: it is missing"),
            Self::NotAFile(_) => "choose another name: it is not a regular file".to_owned(),
            Self::ReadOnly(_) => "make the file writable: it is read-only".to_owned(),
            Self::Io { why, next, .. } => format!("{why}; {next}"),
        }
    }
}

/// Writes a file so that it is there whole or not at all. A new file gets mode 0644 as far as
/// the umask allows; a file that is replaced keeps its mode; where the name is a link, the file
/// it leads to is replaced.
pub fn save(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), SaveError> {
    let shown = SafeText::one_line(&path.display().to_string());
    let failed = |doing| {
        let path = shown.clone();
        move |error: io::Error| SaveError::Io {
            path,
            doing,
            why: plain(&error),
            next: next_step(&error),
        }
    };
    let (target, mode) = target(path, &shown, overwrite)?;
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(SaveError::NoFolder {
            folder: SafeText::one_line(&folder.display().to_string()),
            path: shown,
        });
    }
    let mut file = beside(folder).map_err(failed("making a file beside it"))?;
    step();
    file.write_all(bytes).map_err(failed("writing"))?;
    step();
    if let Some(mode) = mode {
        file.as_file()
            .set_permissions(mode)
            .map_err(failed("keeping its mode"))?;
    }
    file.as_file()
        .sync_all()
        .map_err(failed("writing to the disk"))?;
    step();
    let named = match overwrite {
        Overwrite::Never => file.persist_noclobber(&target),
        Overwrite::Replace => file.persist(&target),
    };
    named.map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => SaveError::Exists(shown.clone()),
        _ => failed("giving it its name")(error.error),
    })?;
    step();
    // The new file has its name; that the name has reached the disk too cannot be had everywhere.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// A moment between two calls of the system, at which a test can stop the program.
pub(super) fn step() {
    #[cfg(debug_assertions)]
    crate::world::planted::stop();
}

/// The file to write, links followed, and the mode to keep if one is there.
fn target(
    path: &Path,
    shown: &SafeText,
    overwrite: Overwrite,
) -> Result<(PathBuf, Option<Permissions>), SaveError> {
    if overwrite == Overwrite::Never {
        return match fs::symlink_metadata(path) {
            Ok(_) => Err(SaveError::Exists(shown.clone())),
            Err(_) => Ok((path.to_owned(), None)),
        };
    }
    match fs::symlink_metadata(path) {
        Ok(_) => {}
        Err(_) => return Ok((path.to_owned(), None)),
    }
    let not_a_file = || SaveError::NotAFile(shown.clone());
    let real = fs::canonicalize(path).map_err(|_| not_a_file())?;
    let meta = fs::metadata(&real).map_err(|_| not_a_file())?;
    if !meta.is_file() {
        return Err(not_a_file());
    }
    if meta.permissions().readonly() {
        return Err(SaveError::ReadOnly(shown.clone()));
    }
    Ok((real, Some(meta.permissions())))
}

/// A new file beside the one to write; gone again if it does not get there.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".archtui-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    builder.tempfile_in(folder)
}
