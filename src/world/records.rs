//! Records of decisions on a disk: the folder they go to, and where a project says that it is.

#![expect(
    clippy::disallowed_methods,
    reason = "world/ is where the disk is touched"
)]

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::adr::folder::{Probe, detect_from};
use crate::adr::{Content, CreateError, Folder, RecordFile, Template};
use crate::limits;
use crate::text::SafeText;
use crate::world::branches;
use crate::world::errors::plain;
use crate::world::roots::folder_key;
use crate::world::save::{Overwrite, SaveError, save};

/// A folder with records. It is made when it is locked, which is before anything is written.
#[derive(Debug)]
pub struct RecordFolder {
    path: PathBuf,
    /// The folder itself, open, or a file that stands for it: the lock goes with it.
    lock: Option<File>,
}

impl RecordFolder {
    /// A folder, there or not.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            lock: None,
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The names of files of this folder on other branches of its repository.
    pub fn elsewhere(&self) -> Vec<String> {
        branches::names(&self.path)
    }

    /// What stands in the folder; nothing where it is not there.
    fn entries(&self) -> Result<Vec<fs::DirEntry>, CreateError> {
        match fs::read_dir(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(self.failed("listed", &error)),
            Ok(entries) => Ok(entries.flatten().collect()),
        }
    }

    fn failed(&self, doing: &str, error: &io::Error) -> CreateError {
        let folder = self.path.display();
        CreateError::Io(format!(
            "the folder {folder} could not be {doing}: {}",
            plain(error)
        ))
    }
}

/// Locks a folder, until what is returned is dropped; `None` where folders cannot be locked.
pub fn hold(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.lock().is_ok().then_some(folder)
}

/// A file that is locked in place of a folder.
fn stands_for(folder: &Path) -> io::Result<File> {
    let name = format!("archtui-{}.lock", folder_key(folder));
    File::options()
        .create(true)
        .append(true)
        .open(std::env::temp_dir().join(name))
}

impl Folder for RecordFolder {
    fn lock(&mut self) -> Result<(), CreateError> {
        fs::create_dir_all(&self.path).map_err(|error| self.failed("made", &error))?;
        // Not every system can lock a folder: there a file that stands for it is locked. Without
        // a lock nothing is written over either, as files are made new.
        let stands_for_it = || {
            let file = stands_for(&self.path).ok()?;
            file.lock().is_ok().then_some(file)
        };
        self.lock = hold(&self.path).or_else(stands_for_it);
        Ok(())
    }

    fn unlock(&mut self) {
        self.lock = None;
    }

    fn names(&self) -> Result<Vec<String>, CreateError> {
        let entries = self.entries()?.into_iter();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        Ok(names)
    }

    fn list(&self) -> Result<Vec<RecordFile>, CreateError> {
        let mut files = Vec::new();
        let mut folders = Vec::new();
        for entry in self.entries()? {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_category(&entry, &name) {
                folders.push((entry.path(), name.clone(), 1));
            }
            files.push(file(&entry, name));
        }
        // What is wrong with a category is no reason to keep the rest back.
        while let Some((path, above, depth)) = folders.pop() {
            for entry in fs::read_dir(path).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let below = format!("{above}/{name}");
                if is_category(&entry, &name) && depth < CATEGORY_DEPTH {
                    folders.push((entry.path(), below, depth + 1));
                } else if is_record_name(&name) {
                    files.push(file(&entry, below));
                }
            }
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(files)
    }

    fn create_new(&mut self, name: &str, bytes: &[u8]) -> Result<(), CreateError> {
        save(&self.path.join(name), bytes, Overwrite::Never).map_err(|error| match error {
            SaveError::Exists(_) => CreateError::Exists,
            other => CreateError::Io(other.to_string()),
        })
    }
}

/// The file in which adr-tools and others look for the folder of records.
const ADR_DIR: &str = ".adr-dir";

/// The project whose records are written.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// Its root.
    pub project: PathBuf,
    /// The folder that the project's settings name, below its root.
    pub named: Option<String>,
    /// The folder that a person works in: what stands nearest above it counts.
    pub here: PathBuf,
    /// Where is written down what is about to change; `None` where there is no state folder.
    pub state: Option<PathBuf>,
}

/// The folder of a project's records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordPlace {
    /// Where it is.
    pub path: PathBuf,
    /// What [`Records::point`] writes: the folder below the root, where it is new and nothing
    /// says yet where records are.
    pointer: Option<String>,
}

impl RecordPlace {
    /// A folder that was named for this once.
    pub fn at(path: PathBuf) -> Self {
        Self {
            path,
            pointer: None,
        }
    }

    /// What [`Records::point`] will do, in a sentence.
    pub fn announced(&self) -> Option<SafeText> {
        let folder = self.pointer.as_deref()?;
        Some(pointed("would be made", folder))
    }
}

impl Records {
    /// The same for a person who works in a folder of the project.
    #[must_use]
    pub fn seen_from(self, here: &Path) -> Self {
        Self {
            here: here.to_owned(),
            ..self
        }
    }

    /// The way from a folder of records to where the person works, with `/` at its end: where both
    /// stand in the project.
    pub fn way_back(&self, folder: &Path) -> Option<String> {
        let below = |path: &Path| -> Option<Vec<String>> {
            let below = path.strip_prefix(&self.project).ok()?;
            let parts = below.components().map(|part| match part {
                Component::Normal(part) => part.to_str().map(str::to_owned),
                _ => None,
            });
            parts.collect()
        };
        let here = if self.here.as_os_str().is_empty() {
            Vec::new()
        } else {
            below(&self.here)?
        };
        let up = below(folder)?.into_iter().map(|_| "..".to_owned());
        let way = up.chain(here).map(|part| part + "/");
        Some(way.collect())
    }

    /// The same with a folder for what is about to change.
    #[must_use]
    pub fn kept_in(self, state: Option<PathBuf>) -> Self {
        Self { state, ..self }
    }

    /// The folder of its records: what its settings say, else where other tools say they are,
    /// else where they usually are.
    pub fn place(&self, template: Template) -> RecordPlace {
        if let Some(named) = &self.named {
            return RecordPlace::at(self.project.join(named));
        }
        let here = self.here.strip_prefix(&self.project).ok();
        let here = here.map(|here| here.to_string_lossy().replace('\\', "/"));
        let files = ProjectFiles::new(&self.project);
        let found = detect_from(&files, &here.unwrap_or_default(), template);
        let is_new = !found.exists && found.by.is_none();
        RecordPlace {
            path: self.project.join(&found.folder),
            pointer: is_new.then_some(found.folder),
        }
    }

    /// Says to other tools where the records are, where a new folder was made for them; what it
    /// said, in a sentence. Call it once a record was written.
    pub fn point(&self, place: &RecordPlace) -> Option<SafeText> {
        let folder = place.pointer.as_deref()?;
        let path = self.project.join(ADR_DIR);
        let made = save(&path, format!("{folder}\n").as_bytes(), Overwrite::Never);
        made.is_ok().then(|| pointed("was made", folder))
    }
}

fn pointed(made: &str, folder: &str) -> SafeText {
    SafeText::from(format!(
        "{ADR_DIR} {made}, so that other tools find the records in {folder}"
    ))
}

/// The files of a project, where other tools say where records go.
#[derive(Clone, Debug)]
pub struct ProjectFiles {
    root: PathBuf,
}

impl ProjectFiles {
    /// The files below a folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

impl Probe for ProjectFiles {
    fn text(&self, path: &str) -> Option<String> {
        small_text(&self.root.join(path))
    }

    fn is_folder(&self, path: &str) -> bool {
        self.root.join(path).is_dir()
    }
}

/// Folders below a folder of records are looked into this deep: MADR's categories
/// (`docs/decisions/0010-support-categories.md` there), and parts of them.
const CATEGORY_DEPTH: usize = 2;

/// Whether an entry is a folder of records of its own. Links are not followed.
fn is_category(entry: &fs::DirEntry, name: &str) -> bool {
    let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
    is_folder && !name.starts_with('.') && !limits::SKIPPED_FOLDERS.contains(&name)
}

fn is_record_name(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| {
        ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("json")
    })
}

/// A file, by its name below the folder of records.
fn file(entry: &fs::DirEntry, name: String) -> RecordFile {
    let content = if is_record_name(&name) {
        content(&entry.path())
    } else {
        Content::Other
    };
    RecordFile { name, content }
}

fn content(path: &Path) -> Content {
    match read_small(path) {
        Ok(text) => Content::Text(text),
        Err(why) => Content::Unreadable(SafeText::one_line(&why)),
    }
}

/// The text of a file; `None` where there is no file, and why not where it cannot be read.
pub fn text_of(path: &Path) -> Result<Option<String>, String> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => read_small(path).map(Some),
    }
}

fn small_text(path: &Path) -> Option<String> {
    read_small(path).ok()
}

/// The text of a regular file that is no larger than a document may be; else why not.
fn read_small(path: &Path) -> Result<String, String> {
    let system = |error: io::Error| plain(&error);
    let meta = fs::metadata(path).map_err(system)?;
    if !meta.is_file() {
        return Err("it is no file".to_owned());
    }
    if meta.len() > limits::FILE_BYTES {
        return Err(format!("it is larger than {} bytes", limits::FILE_BYTES));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(system)?;
    file.take(limits::FILE_BYTES)
        .read_to_end(&mut bytes)
        .map_err(system)?;
    String::from_utf8(bytes).map_err(|_| "it is no text in UTF-8".to_owned())
}
