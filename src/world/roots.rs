//! Where content is looked for, and in which order: the format contract, section 1, "Order of
//! sources". The environment comes in as a value.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::catalog::{Holds, MANIFEST, Source};
use crate::diagnostic::Diagnostic;
use crate::world::embedded::{BUILTIN, EmbeddedSource};
use crate::world::files::DirSource;

/// Where a project keeps its skills, in order of preference.
const PROJECT_FOLDERS: [&str; 6] = [
    ".agents/skills",
    ".claude/skills",
    ".agent/skills",
    ".codex/skills",
    ".github/skills",
    "skills",
];
/// Where a person keeps them, below the home folder; the configuration folder comes before.
const HOME_FOLDERS: [&str; 3] = [".agents/skills", ".claude/skills", ".codex/skills"];

/// Where a project keeps its house rules, beside its settings: below its folder.
pub const PROJECT_HOUSE: &str = ".archtui";
/// Where a person keeps theirs, below the configuration folder.
const OWN: &str = "archtui";

/// What is kept of the built-in library alone goes by this name.
const BUILT_IN_KEY: &str = "built-in";

/// Whether the built-in library is among the sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Builtin {
    /// Last, where no folders are given, not in the environment either: beside what is found
    /// around, and beside sources of the project file as that file or their manifests say.
    #[default]
    ByDefault,
    /// Last, whatever is given (`--builtin`).
    Always,
    /// Not at all (`--no-builtin`).
    Never,
}

/// What the order of sources depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Folders and markdown files given: arguments and `--skills`.
    pub given: Vec<PathBuf>,
    /// Whether the built-in library is wanted.
    pub builtin: Builtin,
    /// `ARCHTUI_SKILLS`: a list of paths as `PATH` has it.
    pub env_skills: Option<OsString>,
    /// The project file's folder and the `sources` it names, relative to that folder.
    pub project: Option<(PathBuf, Vec<PathBuf>)>,
    /// Whether the project file wants the built-in library beside its sources; where it does not
    /// say, one of the project's own sources with a manifest does.
    pub project_builtin: Option<bool>,
    /// The current folder, absolute.
    pub current: PathBuf,
    /// The home folder.
    pub home: Option<PathBuf>,
    /// `XDG_CONFIG_HOME`, or what stands for it.
    pub config: Option<PathBuf>,
}

/// Why a source is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Given as an argument or with `--skills`.
    Given,
    /// From `ARCHTUI_SKILLS`.
    Environment,
    /// From the project file.
    ProjectFile,
    /// Found in the project.
    Project,
    /// Found in the home folder.
    User,
    /// Where the project's records are.
    Records,
    /// In the program.
    Builtin,
}

/// A source to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Why it is one.
    pub origin: Origin,
    /// Its folder; none for the built-in library.
    pub path: Option<PathBuf>,
    /// What it is called: the folder as given; below the current folder relative to it, below
    /// the home folder with `~`.
    pub name: String,
}

/// The sources, nearest first, each folder once. Folders that were named (given, environment,
/// project file) are listed even where they do not exist: opening them says so.
pub fn resolve(around: &Surroundings) -> (Vec<Root>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut roots = given(around);
    let mut wanted = false;
    if roots.is_empty() {
        (roots, wanted) = own_roots(around, &mut diagnostics);
    }
    let mut seen = BTreeSet::new();
    roots.retain(|root| {
        let path = root.path.as_deref().map(real);
        seen.insert(path)
    });
    let wanted = match around.builtin {
        Builtin::ByDefault => wanted,
        Builtin::Always => true,
        Builtin::Never => false,
    };
    if wanted {
        roots.push(Root {
            origin: Origin::Builtin,
            path: None,
            name: BUILTIN.to_owned(),
        });
    }
    (roots, diagnostics)
}

/// The project's and the person's sources, house rules first, and whether they add to the built-in
/// library. Where the project file names sources, they stand for all that would be found around;
/// house rules stay.
fn own_roots(around: &Surroundings, diagnostics: &mut Vec<Diagnostic>) -> (Vec<Root>, bool) {
    let house = project_levels(&around.current);
    let house = house.into_iter().map(|level| level.join(PROJECT_HOUSE));
    let mut roots = house_rules(Origin::Project, house, around);
    let yours = around.config.iter().map(|config| config.join(OWN));
    let yours = house_rules(Origin::User, yours, around);
    let named = project_sources(around, diagnostics);
    if named.is_empty() {
        roots.extend(found(Origin::Project, project_folders(around), around));
        roots.extend(yours);
        roots.extend(found(Origin::User, user_folders(around), around));
        return (roots, around.project_builtin.unwrap_or(true));
    }
    roots.extend(named);
    let adds = |root: &Root| root.path.as_deref().is_some_and(has_manifest);
    let adds = around.project_builtin.unwrap_or(roots.iter().any(adds));
    if adds {
        roots.extend(yours);
    }
    (roots, adds)
}

/// The project's folder of records, there or not yet, as a source after all others; `None` where it
/// stands in a folder that is read already.
pub fn records(path: &Path, current: &Path, read: &[Root]) -> Option<Root> {
    let folder = real(path);
    let covers = |root: &Root| {
        let root = root.path.as_deref().map(real);
        root.is_some_and(|root| folder.starts_with(root))
    };
    (!read.iter().any(covers)).then(|| Root {
        origin: Origin::Records,
        name: path
            .strip_prefix(current)
            .unwrap_or(path)
            .display()
            .to_string(),
        path: Some(path.to_owned()),
    })
}

/// Opens sources. What cannot be opened is a diagnostic; the others are there all the same.
pub fn open(roots: &[Root]) -> (Vec<Arc<dyn Source>>, Vec<Diagnostic>) {
    let mut sources: Vec<Arc<dyn Source>> = Vec::new();
    let mut diagnostics = Vec::new();
    for root in roots {
        let Some(path) = &root.path else {
            sources.push(Arc::new(EmbeddedSource));
            continue;
        };
        let holds = match root.origin {
            Origin::Records => Holds::Records,
            _ => Holds::Content,
        };
        // The first record that is written makes the folder.
        if holds == Holds::Records && !path.is_dir() {
            continue;
        }
        match DirSource::open(path, &root.name) {
            Ok(source) => sources.push(Arc::new(source.holding(holds))),
            Err(error) => diagnostics.push(Diagnostic::error("source", error.to_string())),
        }
    }
    (sources, diagnostics)
}

/// The folders that are given, else those of the environment.
fn given(around: &Surroundings) -> Vec<Root> {
    let given = around
        .given
        .iter()
        .map(|path| as_given(Origin::Given, path, around));
    let given: Vec<Root> = given.collect();
    if !given.is_empty() {
        return given;
    }
    let listed = around.env_skills.iter().flat_map(std::env::split_paths);
    let listed = listed.filter(|path| !path.as_os_str().is_empty());
    listed
        .map(|path| as_given(Origin::Environment, &path, around))
        .collect()
}

/// The folders that the project file names.
fn project_sources(around: &Surroundings, diagnostics: &mut Vec<Diagnostic>) -> Vec<Root> {
    let Some((folder, sources)) = &around.project else {
        return Vec::new();
    };
    let inside = sources
        .iter()
        .filter(|source| stays_in(folder, source, diagnostics));
    inside
        .map(|source| Root {
            origin: Origin::ProjectFile,
            name: source.display().to_string(),
            path: Some(folder.join(source)),
        })
        .collect()
}

fn as_given(origin: Origin, path: &Path, around: &Surroundings) -> Root {
    let folder = document(&around.current, path).map(|(folder, _)| folder);
    let path = folder.unwrap_or_else(|| path.to_owned());
    Root {
        origin,
        name: path.display().to_string(),
        path: Some(around.current.join(path)),
    }
}

/// The folder and the name of a path that leads to a markdown file: the folder is the source.
pub fn document(current: &Path, path: &Path) -> Option<(PathBuf, String)> {
    let ending = path.extension()?.to_str()?;
    let markdown = ["md", "markdown"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known));
    let name = path.file_name()?.to_str()?.to_owned();
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new(".")).to_owned();
    (markdown && current.join(path).is_file()).then_some((folder, name))
}

/// A name for what is kept of these sources between runs: the same for the same folders, given in
/// whichever order and way.
pub fn key(roots: &[Root]) -> String {
    let content = roots.iter().filter(|root| root.origin != Origin::Records);
    let paths: BTreeSet<Option<PathBuf>> =
        content.map(|root| root.path.as_deref().map(real)).collect();
    if paths.iter().all(Option::is_none) {
        return BUILT_IN_KEY.to_owned();
    }
    // The built-in library has no path: its text is empty.
    let paths = paths.iter().map(|path| path.clone().unwrap_or_default());
    digest(paths.map(PathBuf::into_os_string))
}

/// A name for what is kept of a folder between runs.
pub fn folder_key(folder: &Path) -> String {
    digest([real(folder).into_os_string()].into_iter())
}

/// Sixteen hex digits, the same in every run and build.
fn digest(texts: impl Iterator<Item = OsString>) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.as_encoded_bytes());
        hash.update([0]);
    }
    let hash = hash.finalize();
    hash.iter()
        .take(8)
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// Whether a source of the project file stays in the project, by its words and on the disk: a
/// project that was cloned must not make a person read elsewhere.
fn stays_in(folder: &Path, source: &Path, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let by_words = source
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let inside = by_words && real(&folder.join(source)).starts_with(real(folder));
    if !inside {
        let message = format!(
            "the source {} of the project file leads outside the project and was left out",
            source.display()
        );
        diagnostics.push(
            Diagnostic::warning("outside", message).hint("give it with --skills if you trust it"),
        );
    }
    inside
}

/// Where a project's skills are usually put, the nearest first.
fn project_folders(around: &Surroundings) -> Vec<PathBuf> {
    let levels = project_levels(&around.current);
    let folders = levels
        .iter()
        .flat_map(|level| PROJECT_FOLDERS.iter().map(move |below| level.join(below)));
    folders.collect()
}

/// Where a person's skills are usually put.
fn user_folders(around: &Surroundings) -> Vec<PathBuf> {
    let config = around
        .config
        .iter()
        .map(|config| config.join("agents/skills"));
    let home = around
        .home
        .iter()
        .flat_map(|home| HOME_FOLDERS.iter().map(move |below| home.join(below)));
    config.chain(home).collect()
}

/// The folders that exist.
fn found(origin: Origin, folders: Vec<PathBuf>, around: &Surroundings) -> Vec<Root> {
    let there = folders.into_iter().filter(|path| path.is_dir());
    there
        .map(|path| Root {
            origin,
            name: short(&path, around),
            path: Some(path),
        })
        .collect()
}

/// The folders that hold house rules.
fn house_rules(
    origin: Origin,
    folders: impl Iterator<Item = PathBuf>,
    around: &Surroundings,
) -> Vec<Root> {
    let ruled = folders.filter(|folder| has_manifest(folder)).collect();
    found(origin, ruled, around)
}

/// Whether a folder says something about the library: then it adds to one.
fn has_manifest(folder: &Path) -> bool {
    folder.join(MANIFEST).is_file()
}

/// Where a new skill goes: the first folder below this one in which a project's skills are found,
/// else the first in which they would be.
pub fn skills_folder(current: &Path) -> &'static str {
    let there = PROJECT_FOLDERS
        .iter()
        .find(|below| current.join(below).is_dir());
    there
        .or(PROJECT_FOLDERS.first())
        .copied()
        .unwrap_or_default()
}

/// From the current folder up to the one that holds `.git`; without one, the current folder.
fn project_levels(current: &Path) -> Vec<&Path> {
    let mut levels: Vec<&Path> = Vec::new();
    for level in current.ancestors() {
        levels.push(level);
        if level.join(".git").exists() {
            return levels;
        }
    }
    levels.truncate(1);
    levels
}

/// A path as a person would write it from where they are.
fn short(path: &Path, around: &Surroundings) -> String {
    if let Ok(below) = path.strip_prefix(&around.current) {
        return below.display().to_string();
    }
    let home = around.home.as_deref();
    match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(below) => format!("~/{}", below.display()),
        None => path.display().to_string(),
    }
}

/// The path without links, where it exists.
pub(super) fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
