//! Everything loaded and indexed: sources, files, skills, trees, tables, names.
//!
//! A catalog is a value that is never changed: loading yields a new one at each [`Stage`], and
//! each shares what it can with the one before. Begin with [`Catalog`].

mod answers;
mod cited;
mod groups;
mod index;
mod label;
mod listed;
mod load;
mod lookup;
mod merge;
mod names;
mod parallel;
mod pointers;
mod policies;
mod references;
mod rules;
mod said;
mod skills;
mod source;
mod unlisted;
mod unsafe_names;

use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{
    Advice, Citation, CommandBlock, ComparisonTable, Concern, ConcernId, DecisionTree, Definition,
    FileKind, Heading, Link, Manifest, Skill, TechId, Technology,
};
use crate::text::{FileId, Location, SafeText};

pub use cited::{NamedPlace, places_named};
pub use index::index;
pub use load::{describe, glance, list};
pub(crate) use lookup::{below, ends_with};
pub use names::Names;

pub(crate) use label::core;
pub use rules::RulePart;
pub use skills::MANIFEST;
pub use source::{Encoding, Entry, FileText, Holds, Listing, ReadError, Source};
pub use unlisted::Unlisted;

/// The warnings that say that something is not there, or not all of it.
const LEFT_OUT: [&str; 9] = [
    "too-deep",
    "too-many",
    "too-large",
    "io",
    "loop",
    "outside",
    "not-a-file",
    "file-name",
    "left-out",
];

/// How much of the content is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nothing yet.
    #[default]
    Empty,
    /// The skills that stand where skills are usually put, by their folder's name, with their
    /// `SKILL.md` only: enough for a first frame. Numbers change with the next stage.
    Glanced,
    /// Folders and files; skills by their folder's name.
    Listed,
    /// Frontmatter and manifests too.
    Described,
    /// Headings, trees, tables, commands too.
    Indexed,
}

/// All content of all sources.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// How much is known.
    pub stage: Stage,
    /// The sources, nearest first.
    pub sources: Vec<Arc<dyn Source>>,
    /// All files: a [`FileId`] is a position in it.
    pub files: Vec<FileEntry>,
    /// All skills, in order of source and path, shadowed ones too.
    pub skills: Vec<Skill>,
    /// The manifests of all sources, merged by id, nearest first.
    pub manifest: Arc<Manifest>,
    /// Written names to technologies.
    pub names: Arc<Names>,
    /// Names that no manifest lists and of which two places speak; empty until indexed.
    pub unlisted: Arc<Unlisted>,
    /// The words each file is asked for with, by number: `SKILL[/FILE]`, or a loose document's
    /// path; `.md` left out. No two are the same.
    pub addresses: Arc<Vec<SafeText>>,
    /// What stands in each file; empty until indexed.
    pub index: Vec<Option<Arc<FileIndex>>>,
    /// What was understood badly: listing, frontmatter, manifests. What was found in one file
    /// while indexing stands with that file: [`Catalog::findings`] gives both.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct FileEntry {
    /// Position of its source in [`Catalog::sources`].
    pub source: usize,
    /// Its path below the source, as the source names it, with `/`.
    pub path: String,
    /// Its path as shown.
    pub shown: SafeText,
    /// What it is for.
    pub kind: FileKind,
    /// Position of its skill in [`Catalog::skills`].
    pub skill: Option<usize>,
    /// Its size in bytes.
    pub size: u64,
}

/// What stands in one file. Bodies are not kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileIndex {
    /// Its title: the first heading, if any.
    pub title: Option<SafeText>,
    /// Its headings: titles and places; their inline runs are the document's.
    pub headings: Vec<Heading>,
    /// Its links.
    pub links: Vec<Link>,
    /// Its decision trees, with ids and linked technologies.
    pub trees: Vec<Arc<DecisionTree>>,
    /// Its tables, with ids.
    pub tables: Vec<Arc<ComparisonTable>>,
    /// What it says that things are, of those that tables compare or a manifest lists.
    pub definitions: Vec<Definition>,
    /// Its commands, to be copied.
    pub commands: Vec<CommandBlock>,
    /// What it says one should do, should not do, or may fall into.
    pub advice: Vec<Advice>,
    /// Its citations, each with its line.
    pub cites: Vec<(u32, Citation)>,
    /// Of a record: the places of content that it cites, each with its own line.
    pub cited: Vec<(u32, Location)>,
    /// Lines in the file.
    pub lines: u32,
    /// What was understood badly.
    pub diagnostics: Vec<Diagnostic>,
}

/// A place in the words of the outside: source and path instead of a file's number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The source's name: `builtin`, or the folder as given.
    pub source: SafeText,
    /// The path below the source.
    pub file: SafeText,
    /// The 1-based line; 0 for the whole file.
    pub line: u32,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.file),
            line => write!(f, "{}:{line}", self.file),
        }
    }
}

/// The answer to a look-up by an unambiguous suffix.
#[derive(Clone, Debug, PartialEq)]
pub enum Lookup<T> {
    /// The one that was meant.
    Found(T),
    /// Several end like this: their ids.
    Ambiguous(Vec<SafeText>),
    /// None does: ids that are near.
    Missing(Vec<SafeText>),
}

impl PartialEq for Catalog {
    /// Two catalogs are the same when they were loaded together: what is compared is cheap.
    fn eq(&self, other: &Self) -> bool {
        self.stage == other.stage
            && Arc::ptr_eq(&self.manifest, &other.manifest)
            && self.files.len() == other.files.len()
    }
}

impl Catalog {
    /// The entry of a file.
    pub fn file(&self, id: FileId) -> Option<&FileEntry> {
        self.files.get(id.index())
    }

    /// Reads a file through its source. Touches the world: for `world/` and `cli/` only.
    pub fn read(&self, id: FileId) -> Result<FileText, ReadError> {
        let entry = self.file(id).ok_or(ReadError::NoSuchFile)?;
        let source = self
            .sources
            .get(entry.source)
            .ok_or(ReadError::NoSuchFile)?;
        source.read(&entry.path)
    }

    /// Whether a source holds content, and not the project's records.
    pub fn is_content(&self, source: usize) -> bool {
        let source = self.sources.get(source);
        source.is_some_and(|source| source.holds() == Holds::Content)
    }

    /// The trees of all files that are not shadowed, in order of source, file and line.
    pub fn trees(&self) -> impl Iterator<Item = &Arc<DecisionTree>> {
        self.indexes().flat_map(|index| index.trees.iter())
    }

    /// The tables of all files that are not shadowed, in order of source, file and line.
    pub fn tables(&self) -> impl Iterator<Item = &Arc<ComparisonTable>> {
        self.indexes().flat_map(|index| index.tables.iter())
    }

    /// The definitions of all files that are not shadowed, in order of source, file and line.
    pub fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.indexes().flat_map(|index| index.definitions.iter())
    }

    /// The commands of all files that are not shadowed, in order of source, file and line.
    pub fn commands(&self) -> impl Iterator<Item = &CommandBlock> {
        self.indexes().flat_map(|index| index.commands.iter())
    }

    /// Whether a file stands in no shadowed skill.
    pub fn is_shown(&self, id: FileId) -> bool {
        !self.is_shadowed(id.index())
    }

    /// What stands in a file, once indexed.
    pub fn file_index(&self, id: FileId) -> Option<&Arc<FileIndex>> {
        self.index.get(id.index())?.as_ref()
    }

    /// A place in the words of the outside.
    pub fn place(&self, at: Location) -> Place {
        let Some(entry) = self.file(at.file) else {
            return Place::default();
        };
        let source = self.sources.get(entry.source).map(|source| source.name());
        Place {
            source: source.unwrap_or_default(),
            file: entry.shown.clone(),
            line: at.line,
        }
    }

    /// A technology by its id.
    pub fn technology(&self, id: &TechId) -> Option<&Technology> {
        self.names.technology(id)
    }

    /// A concern by its id.
    pub fn concern(&self, id: &ConcernId) -> Option<&Concern> {
        let mut concerns = self.manifest.concerns.iter();
        concerns.find(|concern| concern.id == *id)
    }

    /// The words a file is asked for with.
    pub fn address(&self, id: FileId) -> Option<&SafeText> {
        self.addresses.get(id.index())
    }

    /// The file at a path of a source.
    pub fn file_at(&self, source: usize, path: &str) -> Option<FileId> {
        let here = |file: &FileEntry| (file.source, file.path.as_str()).cmp(&(source, path));
        // Files are in order of source and path.
        let at = self.files.binary_search_by(here).ok()?;
        u32::try_from(at).ok().map(FileId)
    }

    /// The number that a file of an earlier catalog has in this one: numbers change when a
    /// library is listed again.
    pub fn moved(&self, before: &Self, id: FileId) -> Option<FileId> {
        let file = before.file(id)?;
        self.file_at(file.source, &file.path)
    }

    /// Everything that was understood badly, in order of file where there is one.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        let indexed = self.index.iter().flatten();
        self.diagnostics
            .iter()
            .chain(indexed.flat_map(|index| index.diagnostics.iter()))
    }

    /// What the library has not because it could not be read, or only in part.
    pub fn left_out(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings().filter(|finding| {
            finding.severity == Severity::Error || LEFT_OUT.contains(&finding.code.0)
        })
    }

    /// What to call a file: its first heading, else its name.
    pub fn file_title(&self, id: FileId) -> SafeText {
        let heading = self.file_index(id).and_then(|index| index.title.clone());
        heading.unwrap_or_else(|| {
            let path = self.file(id).map(|file| &*file.shown).unwrap_or_default();
            SafeText::new(path.rsplit('/').next().unwrap_or(path))
        })
    }

    /// What to call a place: the heading it stands under, else its file.
    pub fn title_at(&self, at: Location) -> SafeText {
        let heading = self.heading_above(at);
        heading.map_or_else(|| self.file_title(at.file), |heading| heading.title.clone())
    }

    /// The heading that a place stands under.
    fn heading_above(&self, at: Location) -> Option<&Heading> {
        let headings = &self.file_index(at.file)?.headings;
        let above = headings.partition_point(|heading| heading.at.line <= at.line);
        headings.get(above.checked_sub(1)?)
    }

    fn indexes(&self) -> impl Iterator<Item = &Arc<FileIndex>> {
        let shown = self
            .index
            .iter()
            .enumerate()
            .filter(|(i, _)| !self.is_shadowed(*i));
        shown.filter_map(|(_, index)| index.as_ref())
    }

    fn is_shadowed(&self, file: usize) -> bool {
        let skill = self.files.get(file).and_then(|entry| entry.skill);
        skill
            .and_then(|s| self.skills.get(s))
            .is_some_and(|s| s.shadowed_by.is_some())
    }
}
