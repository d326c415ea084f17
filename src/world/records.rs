//! Records of decisions on a disk: the folder they go to, and where a project says that it is.

#![expect(
    clippy::disallowed_methods,
    reason = "world/ is where the disk is touched"
)]

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::adr::folder::{Detected, Probe, detect_from};
use crate::adr::{Content, CreateError, Folder, RecordFile, Template};
use crate::limits;
use crate::text::SafeText;
use crate::world::branches::{self, Elsewhere};
use crate::world::errors::plain;
use crate::world::roots::folder_key;
use crate::world::save::{Overwrite, SaveError, save};
use crate::world::small;

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
    pub fn elsewhere(&self) -> Elsewhere {
        branches::elsewhere(&self.path)
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

/// The project's settings, which may name the folder of records.
const SETTINGS: &str = ".archtui/config.yaml";
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
    /// What [`RecordPlace::refused`] says.
    refused: Option<SafeText>,
}

impl RecordPlace {
    /// A folder that was named for this once.
    pub fn at(path: PathBuf) -> Self {
        Self {
            path,
            pointer: None,
            refused: None,
        }
    }

    /// Which folder the project says and is not taken, as it leads outside the project, and which
    /// one stands in its place, in a sentence.
    pub fn refused(&self) -> Option<SafeText> {
        self.refused.clone()
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
    /// else where they usually are. None of them may lead outside the project, as whoever clones
    /// a project has not chosen its links.
    pub fn place(&self, template: Template) -> RecordPlace {
        let named = self.named.as_deref();
        if let Some(named) = named.filter(|named| stays_in(&self.project, named)) {
            return RecordPlace::at(self.project.join(named));
        }
        let here = self.here.strip_prefix(&self.project).ok();
        let here = here.map(|here| here.to_string_lossy().replace('\\', "/"));
        let here = here.unwrap_or_default();
        let files = ProjectFiles::new(&self.project);
        let mut found = detect_from(&files, &here, template);
        let mut left = named.map(|named| (named.to_owned(), Some(SETTINGS)));
        if !stays_in(&self.project, &found.folder) {
            let usual = usual(&self.project, &here, template);
            let outside = std::mem::replace(&mut found, usual);
            left = left.or(Some((outside.folder, outside.by)));
        }
        let is_new = !found.exists && found.by.is_none() && left.is_none();
        RecordPlace {
            path: self.project.join(&found.folder),
            refused: left.map(|(folder, by)| led_outside(&folder, by, &found.folder)),
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

/// Where records usually are, whatever the project says: the root where all else leads outside.
fn usual(project: &Path, here: &str, template: Template) -> Detected {
    let found = detect_from(&Usual(project), here, template);
    if stays_in(project, &found.folder) {
        return found;
    }
    Detected {
        folder: String::new(),
        by: None,
        exists: true,
    }
}

fn led_outside(folder: &str, by: Option<&str>, instead: &str) -> SafeText {
    let folder = SafeText::one_line(folder);
    let by = by.map_or(String::new(), |by| format!(", which {by} names,"));
    let instead = match instead {
        "" => "the root of the project",
        folder => folder,
    };
    SafeText::from(format!(
        "the folder of records {folder}{by} leads outside the project; the records are in {instead}"
    ))
}

/// Whether a folder of a project, there or not yet, stays in it with all links followed.
fn stays_in(project: &Path, folder: &str) -> bool {
    let Ok(root) = project.canonicalize() else {
        return true;
    };
    let folder = project.join(folder);
    // A link that leads nowhere is there too: what it leads to may be made.
    let mut above = folder.ancestors();
    let there = above.find(|path| fs::symlink_metadata(path).is_ok());
    let there = there.and_then(|path| path.canonicalize().ok());
    there.is_some_and(|path| path.starts_with(root))
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
        small::text(&self.root.join(path)).ok()
    }

    fn is_folder(&self, path: &str) -> bool {
        self.root.join(path).is_dir()
    }
}

/// The folders of a project in which nobody says where records go.
struct Usual<'a>(&'a Path);

impl Probe for Usual<'_> {
    fn text(&self, _: &str) -> Option<String> {
        None
    }

    fn is_folder(&self, path: &str) -> bool {
        self.0.join(path).is_dir() && stays_in(self.0, path)
    }
}

/// Folders below a folder of records are looked into this deep: MADR's categories
/// (`docs/decisions/0010-support-categories.md` there), and parts of them.
pub(super) const CATEGORY_DEPTH: usize = 2;

/// Whether an entry is a folder of records of its own. Links are not followed.
fn is_category(entry: &fs::DirEntry, name: &str) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_dir()) && is_category_name(name)
}

/// Whether a folder of this name may have records.
pub(super) fn is_category_name(name: &str) -> bool {
    !name.starts_with('.') && !limits::SKIPPED_FOLDERS.contains(&name)
}

/// Whether a file of this name may be a record.
pub(super) fn is_record_name(name: &str) -> bool {
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
    match small::text(path) {
        Ok(text) => Content::Text(text),
        Err(why) => Content::Unreadable(SafeText::one_line(&why)),
    }
}
