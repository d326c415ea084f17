//! A folder on a disk as a place of stack files.

#![expect(
    clippy::disallowed_methods,
    reason = "world/ is where the disk is touched"
)]

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::limits::YAML_BYTES;
use crate::stack::file::{Store, StoreError};
use crate::world::errors::plain;
use crate::world::save::{Overwrite, save};

/// A folder with stack files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskStore {
    folder: PathBuf,
    /// A folder above that is never made.
    home: Option<PathBuf>,
}

impl DiskStore {
    /// A folder; it is made when something is saved in it.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            home: None,
        }
    }

    /// The same with a folder that is never made: a home that is not there is nobody's.
    #[must_use]
    pub fn with_home(self, home: Option<PathBuf>) -> Self {
        Self { home, ..self }
    }

    /// The path of a file of this name.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Loads a file, changes its text and saves it, while every other copy of this program that
    /// does the same waits: no change is lost. A file that is missing is an empty text. A text
    /// that stays the same is not saved.
    pub fn change<E: From<StoreError>>(
        &mut self,
        name: &str,
        change: impl FnOnce(String) -> Result<String, E>,
    ) -> Result<(), E> {
        self.make_folder()?;
        // The folder is locked, as a lock on the file would go with the file that is replaced;
        // where folders cannot be locked, the last one to save wins.
        let lock = File::open(&self.folder).ok();
        let _ = lock.as_ref().map(File::lock);
        let before = match self.load(name) {
            Err(StoreError::NoSuchFile) => String::new(),
            loaded => loaded?,
        };
        let after = change(before.clone())?;
        if after != before {
            self.save(name, &after)?;
        }
        Ok(())
    }

    fn make_folder(&self) -> Result<(), StoreError> {
        let shown = self.folder.display();
        if let Some(home) = self.home.as_ref().filter(|home| !home.is_dir()) {
            let why = format!("there is no home folder {}", home.display());
            return Err(StoreError::Io(why));
        }
        fs::create_dir_all(&self.folder).map_err(|error| {
            StoreError::Io(format!(
                "the folder {shown} could not be made: {}",
                plain(&error)
            ))
        })
    }
}

impl Store for DiskStore {
    fn load(&self, name: &str) -> Result<String, StoreError> {
        let path = self.path(name);
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => StoreError::NoSuchFile,
            io::ErrorKind::InvalidData => StoreError::Io(not_text(&path)),
            _ => StoreError::Io(format!(
                "{} could not be read: {}",
                path.display(),
                plain(&error)
            )),
        };
        let meta = fs::metadata(&path).map_err(failed)?;
        if !meta.is_file() {
            return Err(StoreError::Io(format!(
                "{} is not a regular file",
                path.display()
            )));
        }
        if meta.len() > u64::try_from(YAML_BYTES).unwrap_or(u64::MAX) {
            return Err(StoreError::Io(format!(
                "{} is larger than {YAML_BYTES} bytes, which no stack is",
                path.display()
            )));
        }
        fs::read_to_string(&path).map_err(failed)
    }

    fn save(&mut self, name: &str, text: &str) -> Result<(), StoreError> {
        self.make_folder()?;
        save(&self.path(name), text.as_bytes(), Overwrite::Replace)
            .map_err(|error| StoreError::Io(error.reason()))
    }
}

fn not_text(path: &Path) -> String {
    format!("{} is not UTF-8 text", path.display())
}
