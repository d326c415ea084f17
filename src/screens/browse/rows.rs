//! The rows of the tree: a pure function of the catalog and of what is open.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, FileIndex};
use crate::model::FileKind;
use crate::text::{FileId, SafeText};

/// A node of the tree. Small and stable while the catalog's lists keep their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKey {
    /// A source, by position.
    Source(u32),
    /// A layer of the manifest or a plugin group, by source and position.
    Group(u32, u32),
    /// A skill, by position.
    Skill(u32),
    /// The files of one kind in a skill.
    Kind(u32, FileKind),
    /// A folder of loose documents: the first file in it stands for it.
    Folder(FileId),
    /// A file.
    File(FileId),
    /// A heading of a file, by position.
    Heading(FileId, u32),
}

impl NodeKey {
    /// The file that is shown for the node, if the node alone says which.
    pub fn file(self) -> Option<FileId> {
        match self {
            Self::File(file) | Self::Heading(file, _) => Some(file),
            _ => None,
        }
    }
}

/// A visible row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its node.
    pub key: NodeKey,
    /// How deep it stands.
    pub depth: usize,
    /// What it says.
    pub label: SafeText,
    /// Decisions and tables in it.
    pub badge: Badge,
    /// Whether it has something below.
    pub branch: bool,
    /// Whether that is shown.
    pub open: bool,
}

/// What is found in a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Badge {
    /// Decision trees.
    pub trees: usize,
    /// Tables that compare.
    pub tables: usize,
    /// An earlier source has a skill of this name.
    pub shadowed: bool,
    /// Something about it could not be read.
    pub troubled: bool,
}

/// The visible rows, top to bottom.
pub fn rows(catalog: &Catalog, open: &BTreeSet<NodeKey>) -> Vec<Row> {
    let mut rows = Rows {
        catalog,
        open,
        found: Vec::new(),
    };
    for source in 0..catalog.sources.len() {
        rows.source(source);
    }
    rows.found
}

struct Rows<'a> {
    catalog: &'a Catalog,
    open: &'a BTreeSet<NodeKey>,
    found: Vec<Row>,
}

impl Rows<'_> {
    /// Adds a row; says whether what is below it is to be added too.
    fn push(&mut self, key: NodeKey, depth: usize, label: SafeText, badge: Badge) -> bool {
        let open = self.open.contains(&key);
        self.found.push(Row {
            key,
            depth,
            label,
            badge,
            branch: true,
            open,
        });
        open
    }

    fn leaf(&mut self) {
        if let Some(row) = self.found.last_mut() {
            row.branch = false;
        }
    }

    /// The project's records under one row.
    fn records(&mut self, source: usize) {
        let files = (0..).map(FileId).zip(&self.catalog.files);
        let own = files.filter(|(_, entry)| entry.source == source);
        let records: Vec<FileId> = own.map(|(file, _)| file).collect();
        if records.is_empty() {
            return;
        }
        let label = SafeText::from(format!("Records  {}", records.len()));
        let badge = Badge::default();
        if self.push(NodeKey::Source(index(source)), 0, label, badge) {
            for file in records {
                let label = record_label(self.catalog, file);
                self.file_as(file, 1, label);
            }
        }
    }

    fn source(&mut self, source: usize) {
        if !self.catalog.is_content(source) {
            return self.records(source);
        }
        let mut depth = 0;
        let sources = 0..self.catalog.sources.len();
        if sources.filter(|of| self.catalog.is_content(*of)).count() > 1 {
            let name = self
                .catalog
                .sources
                .get(source)
                .map(|s| s.name())
                .unwrap_or_default();
            if !self.push(NodeKey::Source(index(source)), 0, name, Badge::default()) {
                return;
            }
            depth = 1;
        }
        let mut grouped = BTreeSet::new();
        for (group, (title, skills)) in groups(self.catalog, source).into_iter().enumerate() {
            grouped.extend(skills.iter().copied());
            let badge = self.sum(&skills);
            let key = NodeKey::Group(index(source), index(group));
            if self.push(key, depth, title, badge) {
                for skill in skills {
                    self.skill(skill, depth + 1);
                }
            }
        }
        let skills = self.catalog.skills.iter().enumerate();
        let rest = skills.filter(|(i, skill)| skill.source == source && !grouped.contains(i));
        let rest: Vec<usize> = rest.map(|(i, _)| i).collect();
        for skill in rest {
            self.skill(skill, depth);
        }
        self.loose(source, depth);
    }

    fn sum(&self, skills: &[usize]) -> Badge {
        skills.iter().fold(Badge::default(), |sum, skill| {
            let one = self.skill_badge(*skill);
            Badge {
                trees: sum.trees + one.trees,
                tables: sum.tables + one.tables,
                ..sum
            }
        })
    }

    fn skill_badge(&self, skill: usize) -> Badge {
        let Some(skill) = self.catalog.skills.get(skill) else {
            return Badge::default();
        };
        let files = skill
            .files
            .iter()
            .map(|file| file_badge(self.catalog, *file));
        let shadowed = Badge {
            shadowed: skill.shadowed_by.is_some(),
            ..Badge::default()
        };
        files.fold(shadowed, |sum, one| Badge {
            trees: sum.trees + one.trees,
            tables: sum.tables + one.tables,
            troubled: sum.troubled || one.troubled,
            ..sum
        })
    }

    fn skill(&mut self, position: usize, depth: usize) {
        let Some(skill) = self.catalog.skills.get(position) else {
            return;
        };
        let badge = self.skill_badge(position);
        let key = NodeKey::Skill(index(position));
        if !self.push(key, depth, skill.id.0.clone(), badge) {
            return;
        }
        let kind_of = |file: &FileId| self.catalog.file(*file).map(|entry| entry.kind);
        for kind in [FileKind::Skill, FileKind::Plan] {
            let files: Vec<FileId> = skill
                .files
                .iter()
                .copied()
                .filter(|f| kind_of(f) == Some(kind))
                .collect();
            for file in files {
                self.file(file, depth + 1, &skill.folder);
            }
        }
        for (kind, title) in KINDS {
            let files: Vec<FileId> = skill
                .files
                .iter()
                .copied()
                .filter(|f| kind_of(f) == Some(kind))
                .collect();
            if files.is_empty() {
                continue;
            }
            let label = SafeText::from(format!("{title}  {}", files.len()));
            let key = NodeKey::Kind(index(position), kind);
            let badge = self.files_badge(&files);
            if self.push(key, depth + 1, label, badge) {
                let prefix = format!("{}/{title}", skill.folder);
                for file in files {
                    self.file(file, depth + 2, &prefix);
                }
            }
        }
    }

    fn files_badge(&self, files: &[FileId]) -> Badge {
        files
            .iter()
            .map(|file| file_badge(self.catalog, *file))
            .fold(Badge::default(), |a, b| Badge {
                trees: a.trees + b.trees,
                tables: a.tables + b.tables,
                ..a
            })
    }

    /// Loose documents, by folder; those at the source's root stand by themselves.
    fn loose(&mut self, source: usize, depth: usize) {
        let files = self.catalog.files.iter().enumerate();
        let loose = files.filter(|(_, e)| e.source == source && e.kind == FileKind::Loose);
        let loose: Vec<(FileId, &str)> = loose
            .map(|(i, entry)| {
                (
                    FileId(index(i)),
                    entry.path.rsplit_once('/').map_or("", |(folder, _)| folder),
                )
            })
            .collect();
        for group in loose.chunk_by(|a, b| a.1 == b.1) {
            let Some((first, folder)) = group.first().copied() else {
                continue;
            };
            let files: Vec<FileId> = group.iter().map(|(file, _)| *file).collect();
            if folder.is_empty() {
                for file in files {
                    self.file(file, depth, "");
                }
                continue;
            }
            let badge = self.files_badge(&files);
            let label = SafeText::from(format!("{folder}/"));
            if self.push(NodeKey::Folder(first), depth, label, badge) {
                for file in files {
                    self.file(file, depth + 1, folder);
                }
            }
        }
    }

    /// A file, by its path below a folder.
    fn file(&mut self, file: FileId, depth: usize, below: &str) {
        let Some(entry) = self.catalog.file(file) else {
            return;
        };
        let short = entry.shown.strip_prefix(below).unwrap_or(&entry.shown);
        let label = SafeText::from(short.trim_start_matches('/'));
        self.file_as(file, depth, label);
    }

    fn file_as(&mut self, file: FileId, depth: usize, label: SafeText) {
        let open = self.push(
            NodeKey::File(file),
            depth,
            label,
            file_badge(self.catalog, file),
        );
        let headings = self
            .catalog
            .file_index(file)
            .filter(|index| listed(index) > 0);
        match headings {
            None => self.leaf(),
            Some(headings) if open => self.headings(file, depth + 1, headings),
            Some(_) => {}
        }
    }

    /// Headings nest by level; one that is closed hides the deeper ones after it.
    fn headings(&mut self, file: FileId, depth: usize, found: &FileIndex) {
        let mut levels: Vec<u8> = Vec::new();
        let mut hidden_below: Option<u8> = None;
        for (i, heading) in found.headings.iter().enumerate().skip(skipped_title(found)) {
            if hidden_below.is_some_and(|level| heading.level > level) {
                continue;
            }
            hidden_below = None;
            levels.retain(|level| *level < heading.level);
            let key = NodeKey::Heading(file, index(i));
            let badge = heading_badge(found, i);
            let open = self.push(key, depth + levels.len(), heading.title.clone(), badge);
            levels.push(heading.level);
            let deeper = found
                .headings
                .get(i + 1)
                .is_some_and(|next| next.level > heading.level);
            if !deeper {
                self.leaf();
            } else if !open {
                hidden_below = Some(heading.level);
            }
        }
    }
}

/// The kinds of file that are grouped, with the names of their folders.
const KINDS: [(FileKind, &str); 5] = [
    (FileKind::Reference, "references"),
    (FileKind::Example, "examples"),
    (FileKind::Script, "scripts"),
    (FileKind::Asset, "assets"),
    (FileKind::Other, "other files"),
];

/// The layers of a source's manifest, or its plugin groups, with their skills.
pub(super) fn groups(catalog: &Catalog, source: usize) -> Vec<(SafeText, Vec<usize>)> {
    let of_source = |name: &SafeText| {
        catalog
            .skills
            .iter()
            .position(|skill| skill.source == source && skill.id.0 == *name)
    };
    let layers = catalog.manifest.layers.iter().map(|layer| {
        (
            layer.title.clone(),
            layer
                .skills
                .iter()
                .filter_map(of_source)
                .collect::<Vec<_>>(),
        )
    });
    let mut groups: Vec<(SafeText, Vec<usize>)> =
        layers.filter(|(_, skills)| !skills.is_empty()).collect();
    for (i, skill) in catalog
        .skills
        .iter()
        .enumerate()
        .filter(|(_, s)| s.source == source)
    {
        let Some(group) = &skill.group else { continue };
        if groups.iter().any(|(_, skills)| skills.contains(&i)) {
            continue;
        }
        match groups.iter_mut().find(|(title, _)| title == group) {
            Some((_, skills)) => skills.push(i),
            None => groups.push((group.clone(), vec![i])),
        }
    }
    groups
}

/// The skill that stands first in the tree.
pub fn first_skill(catalog: &Catalog) -> Option<usize> {
    let shown = |skill: &usize| {
        catalog
            .skills
            .get(*skill)
            .is_some_and(|skill| skill.shadowed_by.is_none())
    };
    let grouped = groups(catalog, 0)
        .into_iter()
        .flat_map(|(_, skills)| skills);
    grouped.chain(0..catalog.skills.len()).find(shown)
}

/// 1 when the first heading is the document's title, which the file's own row stands for.
fn skipped_title(found: &FileIndex) -> usize {
    let first = found
        .headings
        .first()
        .is_some_and(|heading| heading.level == 1);
    usize::from(first && found.headings.iter().filter(|h| h.level == 1).count() == 1)
}

fn listed(found: &FileIndex) -> usize {
    found.headings.len() - skipped_title(found)
}

fn file_badge(catalog: &Catalog, file: FileId) -> Badge {
    let Some(found) = catalog.file_index(file) else {
        return Badge::default();
    };
    let tables = found.tables.iter().filter(|table| compares(table)).count();
    let troubled = found
        .diagnostics
        .iter()
        .any(|d| d.severity == crate::diagnostic::Severity::Error);
    Badge {
        trees: found.trees.len(),
        tables,
        shadowed: false,
        troubled,
    }
}

/// The lines of a heading's own section: up to the next heading of any level.
pub(super) fn section(found: &FileIndex, heading: usize) -> std::ops::Range<u32> {
    let start = found.headings.get(heading).map_or(0, |h| h.at.line);
    let end = found
        .headings
        .get(heading + 1)
        .map_or(u32::MAX, |h| h.at.line);
    start..end
}

fn heading_badge(found: &FileIndex, heading: usize) -> Badge {
    let lines = section(found, heading);
    let trees = found
        .trees
        .iter()
        .filter(|tree| lines.contains(&tree.at.line))
        .count();
    let tables = found
        .tables
        .iter()
        .filter(|t| compares(t) && lines.contains(&t.at.line))
        .count();
    Badge {
        trees,
        tables,
        ..Badge::default()
    }
}

/// Whether a table lays alternatives side by side.
pub(super) fn compares(table: &crate::model::ComparisonTable) -> bool {
    table.compares()
}

fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// A record by its number and title, which say more in few columns than the name of its file.
fn record_label(catalog: &Catalog, file: FileId) -> SafeText {
    let name = catalog.file(file).map(|entry| &*entry.shown);
    let number = name.unwrap_or_default().split('-').next();
    let number = number.filter(|number| number.chars().all(|c| c.is_ascii_digit()));
    let title = catalog.file_title(file);
    match number.filter(|number| !number.is_empty()) {
        // Nygard's titles begin with their number.
        Some(number) if !title.starts_with(&format!("{}.", number.trim_start_matches('0'))) => {
            SafeText::from(format!("{number} {title}"))
        }
        _ => title,
    }
}
