//! A folder on a disk as a source of content.

#![expect(
    clippy::disallowed_methods,
    reason = "world/ is where the disk is touched"
)]

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

use crate::catalog::{Entry, FileText, Holds, Listing, ReadError, Source};
use crate::limits::{FILE_BYTES, SKILL_BYTES, SKIPPED_FOLDERS};
use crate::text::SafeText;
use crate::world::decode::decode;
use crate::world::errors::{is_device, is_escape, plain};
use crate::world::listing::{self, Folder, MAIN_FILES};

/// The folders below a source in which skills stand one by one: those that installers and
/// repositories use. Only these are looked at by [`Source::glance`].
const NESTS: [&str; 7] = [
    "",
    "skills",
    ".agents/skills",
    ".claude/skills",
    ".agent/skills",
    ".codex/skills",
    ".github/skills",
];

/// Why a folder cannot be a source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Nothing is there.
    #[error("{0} does not exist; check the path, or leave it out to use the built-in library")]
    Missing(SafeText),
    /// A file is there.
    #[error("{0} is not a folder; give the folder that holds it")]
    NotAFolder(SafeText),
    /// The system said no.
    #[error("{0} could not be opened: {1}; check that you may read it")]
    Io(SafeText, String),
}

/// A folder on a disk.
#[derive(Debug)]
pub struct DirSource {
    name: SafeText,
    holds: Holds,
    real: PathBuf,
    dir: Dir,
    known: Mutex<Arc<Known>>,
}

/// What a listing learned that reading needs.
#[derive(Debug, Default)]
struct Known {
    skills: BTreeMap<String, Folder>,
    odd: BTreeMap<String, PathBuf>,
}

impl DirSource {
    /// Opens a folder. `name` is what people know it by: the folder as given.
    pub fn open(path: &Path, name: &str) -> Result<Self, OpenError> {
        let shown = SafeText::one_line(name);
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => OpenError::Missing(shown.clone()),
            io::ErrorKind::NotADirectory => OpenError::NotAFolder(shown.clone()),
            _ => OpenError::Io(shown.clone(), plain(&error)),
        };
        let real = std::fs::canonicalize(path).map_err(failed)?;
        if !real.is_dir() {
            return Err(OpenError::NotAFolder(shown));
        }
        let dir = Dir::open_ambient_dir(&real, ambient_authority()).map_err(failed)?;
        Ok(Self {
            name: shown.clone(),
            holds: Holds::Content,
            real,
            dir,
            known: Mutex::default(),
        })
    }

    /// The same folder as one that holds something else than content.
    #[must_use]
    pub fn holding(self, holds: Holds) -> Self {
        Self { holds, ..self }
    }

    fn known(&self) -> Arc<Known> {
        Arc::clone(&self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn learn(&self, known: Known) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(known);
    }

    /// The folders that stand one by one in a nest and may be skills, links kept apart.
    fn nested(&self, nest: &str, folders: &mut Vec<String>, links: &mut Vec<String>) {
        let folder = self.real.join(nest);
        let is_link = std::fs::symlink_metadata(&folder).is_ok_and(|meta| meta.is_symlink());
        let Ok(names) = std::fs::read_dir(&folder) else {
            return;
        };
        if is_link && !nest.is_empty() {
            return;
        }
        for name in names.flatten() {
            let (Ok(kind), Ok(file)) = (name.file_type(), name.file_name().into_string()) else {
                continue;
            };
            let shown = if nest.is_empty() {
                file
            } else {
                format!("{nest}/{file}")
            };
            if kind.is_symlink() {
                links.push(shown);
            } else if kind.is_dir() && !SKIPPED_FOLDERS.contains(&shown.as_str()) {
                folders.push(shown);
            }
        }
    }

    /// The skills among folders and links. Of links to one folder the first counts, and one that
    /// stays in the source is left to the listing: the folder has a name of its own there.
    fn skills_among(&self, folders: Vec<String>, mut links: Vec<String>) -> (Known, Vec<Entry>) {
        let mut known = Known::default();
        let mut entries = Vec::new();
        for shown in folders {
            if let Some(size) = main_file(&self.real.join(&shown)) {
                entries.push(main_entry(&shown, size));
                let at = Folder::Inside(PathBuf::from(&shown));
                known.skills.insert(shown, at);
            }
        }
        links.sort_unstable();
        let mut seen = HashSet::new();
        for shown in links {
            let Ok(target) = std::fs::canonicalize(self.real.join(&shown)) else {
                continue;
            };
            if target.starts_with(&self.real) || !seen.insert(target.clone()) {
                continue;
            }
            if let Some(size) = main_file(&target) {
                entries.push(main_entry(&shown, size));
                known.skills.insert(shown, Folder::Elsewhere(target));
            }
        }
        (known, entries)
    }

    /// The folder that bounds a file, and the file's path below it.
    fn locate(&self, path: &str) -> (Folder, PathBuf) {
        let known = self.known();
        let skill = ancestors(path)
            .find_map(|(above, below)| Some((known.skills.get(above)?.clone(), below)));
        let (folder, below) = skill.unwrap_or((Folder::Inside(PathBuf::new()), path));
        let odd = known.odd.get(path).cloned();
        (folder, odd.unwrap_or_else(|| PathBuf::from(below)))
    }

    fn open_file(&self, path: &str) -> io::Result<cap_std::fs::File> {
        let (folder, rest) = self.locate(path);
        let mut options = OpenOptions::new();
        options.read(true);
        never_wait(&mut options);
        match folder {
            Folder::Inside(at) if at.as_os_str().is_empty() => self.dir.open_with(rest, &options),
            Folder::Inside(at) => self.dir.open_dir(at)?.open_with(rest, &options),
            Folder::Elsewhere(at) => {
                Dir::open_ambient_dir(at, ambient_authority())?.open_with(rest, &options)
            }
        }
    }
}

impl Source for DirSource {
    fn name(&self) -> SafeText {
        self.name.clone()
    }

    fn holds(&self) -> Holds {
        self.holds
    }

    fn glance(&self) -> Listing {
        let (mut folders, mut links) = (vec![String::new()], Vec::new());
        for nest in NESTS {
            self.nested(nest, &mut folders, &mut links);
        }
        let (known, mut entries) = self.skills_among(folders, links);
        entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        // What a listing learned is more: whoever still reads by it must not lose it.
        if self.known().skills.is_empty() {
            self.learn(known);
        }
        Listing {
            entries,
            diagnostics: Vec::new(),
        }
    }

    fn list(&self) -> Listing {
        let dir = match self.dir.try_clone() {
            Ok(dir) => dir,
            Err(error) => return Listing::failed(&self.name, &plain(&error)),
        };
        let found = listing::walk(dir, &self.real);
        self.learn(Known {
            skills: found.skills,
            odd: found.odd,
        });
        Listing {
            entries: found.entries,
            diagnostics: found.diagnostics,
        }
    }

    fn read(&self, path: &str) -> Result<FileText, ReadError> {
        let file = self.open_file(path).map_err(|error| read_error(&error))?;
        let meta = file.metadata().map_err(|error| read_error(&error))?;
        if !meta.is_file() {
            return Err(ReadError::NotAFile);
        }
        let cap = cap_of(path);
        let mut bytes = Vec::with_capacity(usize::try_from(meta.len().min(cap)).unwrap_or(0));
        file.take(cap)
            .read_to_end(&mut bytes)
            .map_err(|error| read_error(&error))?;
        decode(bytes, meta.len())
    }

    fn disk_path(&self, path: &str) -> Option<PathBuf> {
        let (folder, below) = self.locate(path);
        let folder = match folder {
            Folder::Inside(at) => self.real.join(at),
            Folder::Elsewhere(at) => at,
        };
        // An empty path below would leave a slash at the end.
        Some(folder.join(below).components().collect())
    }
}

/// The folders above a path, the innermost first, each with what is left below it.
fn ancestors(path: &str) -> impl Iterator<Item = (&str, &str)> {
    let folders = path.rmatch_indices('/').filter_map(move |(at, _)| {
        let (above, below) = path.split_at_checked(at)?;
        Some((above, below.strip_prefix('/')?))
    });
    folders.chain(std::iter::once(("", path)))
}

/// The size of a folder's `SKILL.md`, if the folder is a skill.
fn main_file(folder: &Path) -> Option<u64> {
    let meta = std::fs::symlink_metadata(folder.join("SKILL.md")).ok()?;
    meta.is_file().then_some(meta.len())
}

fn main_entry(folder: &str, size: u64) -> Entry {
    let path = if folder.is_empty() {
        "SKILL.md".to_owned()
    } else {
        format!("{folder}/SKILL.md")
    };
    Entry { path, size }
}

fn cap_of(path: &str) -> u64 {
    let name = path.rsplit('/').next().unwrap_or(path);
    if MAIN_FILES.contains(&name) {
        SKILL_BYTES
    } else {
        FILE_BYTES
    }
}

/// A pipe without a writer must not hold the program up, and a terminal must not become its own.
#[cfg(unix)]
fn never_wait(options: &mut OpenOptions) {
    use cap_std::fs::OpenOptionsExt;
    use rustix::fs::OFlags;
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    options.custom_flags(flags.bits().cast_signed());
}

#[cfg(not(unix))]
fn never_wait(_options: &mut OpenOptions) {}

fn read_error(error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::NoSuchFile,
        io::ErrorKind::IsADirectory => ReadError::NotAFile,
        _ if is_escape(error) => ReadError::Outside,
        _ if is_device(error) => ReadError::NotAFile,
        _ => ReadError::Io(plain(error)),
    }
}
