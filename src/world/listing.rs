//! A folder on a disk to the list of its files: what is entered, what is left out and why.
//!
//! Containment holds by construction: everything is opened below a [`Base`], the folder of the
//! innermost skill or else the source's own, and `cap-std` refuses a path that leads out of it,
//! whatever links are put in its way meanwhile. Links to folders wait until everything else has
//! been seen, so that a folder that can be reached both ways is listed under its own name.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cap_std::ambient_authority;
use cap_std::fs::{Dir, FileType};

use crate::catalog::Entry;
use crate::diagnostic::Diagnostic;
use crate::limits::{ENTRIES_PER_SKILL, ENTRIES_PER_SOURCE, SKIPPED_FOLDERS, WALK_DEPTH};
use crate::world::errors::is_escape;
use crate::world::left_out;

/// Folders waiting before a second thread pays: below that, starting it costs more.
const SPLIT: usize = 16;
/// Diagnostics kept of one source; more would say the same.
const DIAGNOSTICS: usize = 1_000;

/// The names of a skill's main file: the right one first.
pub(super) const MAIN_FILES: [&str; 2] = ["SKILL.md", "skill.md"];

/// Where a folder that bounds reading stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Folder {
    /// Below the source.
    Inside(PathBuf),
    /// Somewhere else: a skill folder that a link leads to.
    Elsewhere(PathBuf),
}

impl Folder {
    fn join(&self, below: &Path) -> Self {
        match self {
            Self::Inside(path) => Self::Inside(path.join(below)),
            Self::Elsewhere(path) => Self::Elsewhere(path.join(below)),
        }
    }
}

/// What is known of a source after a walk.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files.
    pub(super) entries: Vec<Entry>,
    /// What was left out.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The skill folders by their path as listed: reading is bounded by them.
    pub(super) skills: BTreeMap<String, Folder>,
    /// Files whose names are no UTF-8: path as listed to path below their skill.
    pub(super) odd: BTreeMap<String, PathBuf>,
    folders: HashSet<PathBuf>,
    links: Vec<Link>,
    left_out: usize,
}

impl Found {
    fn note(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < DIAGNOSTICS {
            self.diagnostics.push(diagnostic);
        } else {
            self.left_out += 1;
        }
    }

    fn absorb(&mut self, mut other: Self) {
        self.entries.append(&mut other.entries);
        self.skills.append(&mut other.skills);
        self.odd.append(&mut other.odd);
        self.folders.extend(other.folders);
        self.links.append(&mut other.links);
        self.left_out += other.left_out;
        for diagnostic in other.diagnostics {
            self.note(diagnostic);
        }
    }

    fn finish(mut self) -> Self {
        self.entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let before = self.entries.len();
        self.entries.dedup_by(|a, b| a.path == b.path);
        let same = before - self.entries.len();
        if same > 0 {
            self.note(left_out::same_names(same));
        }
        self.diagnostics.sort_by(|a, b| a.message.cmp(&b.message));
        if self.left_out > 0 {
            self.diagnostics.push(left_out::more(self.left_out));
        }
        self
    }
}

/// A folder that nothing read through it can leave, opened.
#[derive(Debug)]
struct Base {
    dir: Dir,
    bound: Arc<Bound>,
}

/// The same folder without a handle: a link that waits must not keep one open.
#[derive(Debug)]
struct Bound {
    real: PathBuf,
    at: Folder,
    /// Entries seen, where it is a skill.
    entries: Option<AtomicUsize>,
}

/// A folder to enter.
#[derive(Clone, Debug)]
struct Job {
    base: Arc<Base>,
    /// Below the base; empty for the base itself.
    rel: PathBuf,
    /// Below the source, as listed.
    shown: String,
    depth: usize,
}

/// A link to a folder, or to somewhere outside its bound.
#[derive(Debug)]
struct Link {
    bound: Arc<Bound>,
    /// The folder that holds it, without links.
    folder: PathBuf,
    name: OsString,
    /// Its path as listed.
    shown: String,
    depth: usize,
}

impl Job {
    fn real(&self) -> PathBuf {
        self.base.bound.real.join(&self.rel)
    }

    fn in_skill(&self) -> bool {
        self.base.bound.entries.is_some()
    }

    fn shown_child(&self, name: &OsStr) -> String {
        let name = name.to_string_lossy();
        if self.shown.is_empty() {
            name.into_owned()
        } else {
            format!("{}/{name}", self.shown)
        }
    }

    fn child(&self, name: &OsStr) -> Self {
        Self {
            base: Arc::clone(&self.base),
            rel: self.rel.join(name),
            shown: self.shown_child(name),
            depth: self.depth + 1,
        }
    }
}

/// Lists everything below a folder. `real` is its canonical path.
pub(super) fn walk(dir: Dir, real: &Path) -> Found {
    let walk = Walk::default();
    let bound = Bound {
        real: real.to_owned(),
        at: Folder::Inside(PathBuf::new()),
        entries: None,
    };
    let first = top(dir, Arc::new(bound), String::new(), 0);
    let mut found = walk.folders(first);
    let links = std::mem::take(&mut found.links);
    let mut links: VecDeque<Link> = sorted(links).into();
    while let Some(link) = links.pop_front() {
        let mut below = walk.link(&link, &found.folders);
        links.extend(sorted(std::mem::take(&mut below.links)));
        found.absorb(below);
    }
    found.finish()
}

fn sorted(mut links: Vec<Link>) -> Vec<Link> {
    links.sort_by(|a, b| (&a.shown, &a.name).cmp(&(&b.shown, &b.name)));
    links
}

/// The job that begins at a bound itself.
fn top(dir: Dir, bound: Arc<Bound>, shown: String, depth: usize) -> Job {
    Job {
        base: Arc::new(Base { dir, bound }),
        rel: PathBuf::new(),
        shown,
        depth,
    }
}

/// Counts over one source.
#[derive(Debug, Default)]
struct Walk {
    entries: AtomicUsize,
}

impl Walk {
    /// Enters folders, in two threads where there are many. Links are collected, not followed.
    fn folders(&self, first: Job) -> Found {
        let mut found = Found::default();
        let mut jobs = VecDeque::from([first]);
        while jobs.len() < SPLIT
            && let Some(job) = jobs.pop_front()
        {
            jobs.extend(self.enter(&job, &mut found));
        }
        let (near, far): (Vec<_>, Vec<_>) =
            jobs.into_iter().enumerate().partition(|(i, _)| i % 2 == 0);
        let jobs = |half: Vec<(usize, Job)>| half.into_iter().map(|(_, job)| job).collect();
        let (near, far): (Vec<Job>, Vec<Job>) = (jobs(near), jobs(far));
        if far.is_empty() {
            found.absorb(self.drain(near));
            return found;
        }
        std::thread::scope(|scope| {
            let other = scope.spawn(|| self.drain(far));
            found.absorb(self.drain(near));
            found.absorb(other.join().unwrap_or_default());
        });
        found
    }

    fn drain(&self, mut jobs: Vec<Job>) -> Found {
        let mut found = Found::default();
        while let Some(job) = jobs.pop() {
            jobs.extend(self.enter(&job, &mut found));
        }
        found
    }

    /// Lists one folder; the folders in it are returned.
    fn enter(&self, job: &Job, found: &mut Found) -> Vec<Job> {
        let Some(mut names) = self.names(job, found) else {
            return Vec::new();
        };
        found.folders.insert(job.real());
        let job = &skill_at(job, &mut names, found);
        Self::keep_within_caps(job, &mut names, found);
        let cargo = names.iter().any(|name| name.text == "Cargo.toml");
        let mut folders = Vec::new();
        for name in &names {
            if !name.kind.is_dir() {
                file(job, name, found);
            } else if is_skipped(&name.text, cargo) {
                // Other people's code and what programs made: no skills of this library.
            } else if job.depth >= WALK_DEPTH {
                found.note(left_out::too_deep(&job.shown_child(&name.text)));
            } else {
                folders.push(job.child(&name.text));
            }
        }
        folders
    }

    fn names(&self, job: &Job, found: &mut Found) -> Option<Vec<Name>> {
        let rel = if job.rel.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &job.rel
        };
        let left = ENTRIES_PER_SOURCE.saturating_sub(self.entries.load(Ordering::Relaxed));
        let entries = match job.base.dir.read_dir(rel) {
            Ok(entries) => entries,
            Err(error) => {
                found.note(left_out::unreadable(&job.shown, &error));
                return None;
            }
        };
        let mut names = Vec::new();
        for entry in entries.flatten().take(left) {
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            let size = if kind.is_file() {
                entry.metadata().map_or(0, |meta| meta.len())
            } else {
                0
            };
            names.push(Name {
                text: entry.file_name(),
                kind,
                size,
            });
        }
        let before = self.entries.fetch_add(names.len(), Ordering::Relaxed);
        if before < ENTRIES_PER_SOURCE && before + names.len() >= ENTRIES_PER_SOURCE {
            found.note(left_out::too_many("the source", ENTRIES_PER_SOURCE));
        }
        Some(names)
    }

    /// Cuts the entries of a folder where its skill has had its share; the skill's own file and
    /// then the order of names decide what stays.
    fn keep_within_caps(job: &Job, names: &mut Vec<Name>, found: &mut Found) {
        let Some(entries) = &job.base.bound.entries else {
            return;
        };
        let before = entries.fetch_add(names.len(), Ordering::Relaxed);
        let left = ENTRIES_PER_SKILL.saturating_sub(before);
        if names.len() <= left {
            return;
        }
        names.sort_by_key(|name| {
            (
                !MAIN_FILES.iter().any(|main| name.text == *main),
                name.text.clone(),
            )
        });
        names.truncate(left);
        if before < ENTRIES_PER_SKILL {
            found.note(left_out::too_many(
                &format!("the skill at {}", left_out::shown_or_root(&job.shown)),
                ENTRIES_PER_SKILL,
            ));
        }
    }

    /// Follows a link to a folder, or one that leads out of its bound.
    fn link(&self, link: &Link, seen: &HashSet<PathBuf>) -> Found {
        let mut found = Found::default();
        let target = match std::fs::canonicalize(link.folder.join(&link.name)) {
            Ok(target) => target,
            Err(error) => {
                found.note(left_out::unreadable(&link.shown, &error));
                return found;
            }
        };
        if link.folder.starts_with(&target) {
            found.note(left_out::loops(&link.shown));
            return found;
        }
        if seen.contains(&target) {
            return found;
        }
        match linked_job(link, &target) {
            Ok(job) => self.folders(job),
            Err(diagnostic) => {
                found.note(*diagnostic);
                found
            }
        }
    }
}

/// An entry of a folder.
#[derive(Debug)]
struct Name {
    /// As the disk has it.
    text: OsString,
    kind: FileType,
    size: u64,
}

/// The job for the target of a link: within the same bound, or a skill folder that stands
/// elsewhere (installers make such links).
fn linked_job(link: &Link, target: &Path) -> Result<Job, Box<Diagnostic>> {
    let depth = link.depth + 1;
    if depth > WALK_DEPTH {
        return Err(Box::new(left_out::too_deep(&link.shown)));
    }
    let open = |folder: &Path| {
        Dir::open_ambient_dir(folder, ambient_authority())
            .map_err(|error| Box::new(left_out::unreadable(&link.shown, &error)))
    };
    if let Ok(rel) = target.strip_prefix(&link.bound.real) {
        let dir = open(&link.bound.real)?;
        let job = top(dir, Arc::clone(&link.bound), link.shown.clone(), depth);
        return Ok(Job {
            rel: rel.to_owned(),
            ..job
        });
    }
    let inside = link.bound.entries.is_some();
    let has_main = MAIN_FILES
        .iter()
        .any(|main| std::fs::symlink_metadata(target.join(main)).is_ok_and(|meta| meta.is_file()));
    if inside || !has_main {
        return Err(Box::new(left_out::outside(&link.shown, inside)));
    }
    let bound = Bound {
        real: target.to_owned(),
        at: Folder::Elsewhere(target.to_owned()),
        entries: None,
    };
    let dir = open(target)?;
    Ok(top(dir, Arc::new(bound), link.shown.clone(), depth))
}

/// The job itself, or the job of a skill where the folder is one: from here on nothing that is
/// read may leave the skill's folder. A main file that is no file is reported once, here.
fn skill_at(job: &Job, names: &mut Vec<Name>, found: &mut Found) -> Job {
    let is_main = |name: &Name| MAIN_FILES.iter().any(|main| name.text == *main);
    if !names.iter().any(is_main) {
        return job.clone();
    }
    let opened = if job.rel.as_os_str().is_empty() {
        job.base.dir.try_clone()
    } else {
        job.base.dir.open_dir(&job.rel)
    };
    let Ok(dir) = opened else {
        return job.clone();
    };
    let is_file = |name: &Name| {
        let linked = || dir.metadata(&name.text).is_ok_and(|meta| meta.is_file());
        name.kind.is_file() || name.kind.is_symlink() && linked()
    };
    if !names.iter().any(|name| is_main(name) && is_file(name)) {
        names.retain(|name| !is_main(name));
        found.note(left_out::no_skill(&job.shown));
        return job.clone();
    }
    let at = job.base.bound.at.join(&job.rel);
    found.skills.insert(job.shown.clone(), at.clone());
    let bound = Bound {
        real: job.real(),
        at,
        entries: Some(AtomicUsize::new(0)),
    };
    top(dir, Arc::new(bound), job.shown.clone(), job.depth)
}

fn file(job: &Job, name: &Name, found: &mut Found) {
    if name.kind.is_file() {
        entry(job, name, name.size, found);
    } else if name.kind.is_symlink() {
        link(job, name, found);
    } else {
        found.note(left_out::not_a_file(&job.shown_child(&name.text)));
    }
}

fn entry(job: &Job, name: &Name, size: u64, found: &mut Found) {
    let path = job.shown_child(&name.text);
    let rel = job.rel.join(&name.text);
    if rel.to_str().is_none() {
        found.note(left_out::odd_name(&path));
        found.odd.insert(path.clone(), rel);
    }
    found.entries.push(Entry { path, size });
}

fn link(job: &Job, name: &Name, found: &mut Found) {
    let path = job.shown_child(&name.text);
    let finding = match job.base.dir.metadata(job.rel.join(&name.text)) {
        Ok(meta) if meta.is_file() => return entry(job, name, meta.len(), found),
        Ok(meta) if meta.is_dir() => None,
        Ok(_) => Some(left_out::not_a_file(&path)),
        // Outside skills a link may lead to a skill that stands elsewhere.
        Err(error) if is_escape(&error) && !job.in_skill() => None,
        Err(error) if is_escape(&error) => Some(left_out::outside(&path, true)),
        Err(error) => Some(left_out::unreadable(&path, &error)),
    };
    match finding {
        Some(finding) => found.note(finding),
        None => found.links.push(Link {
            bound: Arc::clone(&job.base.bound),
            folder: job.real(),
            name: name.text.clone(),
            shown: path,
            depth: job.depth,
        }),
    }
}

fn is_skipped(name: &OsStr, beside_cargo: bool) -> bool {
    SKIPPED_FOLDERS.iter().any(|skipped| name == *skipped) || beside_cargo && name == "target"
}
