//! Listed files to skills: which folder is one, which file belongs to which, what is shadowed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::catalog::{Catalog, Entry, FileEntry, Holds, Source, unsafe_names};
use crate::diagnostic::Diagnostic;
use crate::model::{FileKind, Skill, SkillId};
use crate::text::{FileId, Location, SafeText};

/// The main file of a skill, as the format names it.
const MAIN: &str = "SKILL.md";
/// The same in the wrong case; read where the right one is missing.
const MAIN_LOWER: &str = "skill.md";
/// The name of the library manifest, at a source's root: the format contract, section 1.
pub const MANIFEST: &str = "archtui.yaml";
/// Where plugin manifests stand, below the folder they describe.
pub(super) const PLUGIN_FOLDER: &str = ".claude-plugin";

/// Adds the files of a source, and the skills they make, to a catalog.
pub(super) fn add_source(
    catalog: &mut Catalog,
    source: usize,
    from: &dyn Source,
    mut entries: Vec<Entry>,
) {
    // Sorted already, by contract; looking files up relies on it.
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    if from.holds() == Holds::Records {
        let records = entries
            .into_iter()
            .filter_map(|entry| record(entry, source));
        catalog.files.extend(records);
        return;
    }
    let first = catalog.files.len();
    let mains = main_files(&entries);
    let mut by_folder = HashMap::new();
    for (folder, main) in &mains {
        by_folder.insert(folder.as_str(), catalog.skills.len());
        catalog.skills.push(Skill {
            id: SkillId(skill_name(folder, from)),
            source,
            folder: folder.clone(),
            main: FileId::default(),
            files: Vec::new(),
            frontmatter: None,
            group: None,
            shadowed_by: None,
        });
        if *main == MAIN_LOWER {
            let shown = join(folder, MAIN_LOWER);
            let finding = Diagnostic::warning(
                "file-name",
                format!("{shown} should be called SKILL.md; it was read all the same"),
            );
            catalog
                .diagnostics
                .push(finding.hint("rename it: other programs do not find it"));
        }
    }
    for entry in entries {
        let owner = ancestors(&entry.path).find_map(|above| by_folder.get(above).copied());
        let main = owner
            .and_then(|skill| catalog.skills.get(skill))
            .and_then(|skill| mains.get(&skill.folder));
        if let Some(file) = file_entry(entry, source, owner, main.copied(), catalog) {
            catalog.files.push(file);
        }
    }
    let added = catalog.files.get(first..).unwrap_or_default();
    let found = unsafe_names::check(added, first);
    catalog.diagnostics.extend(found);
    sort_files(catalog, source);
}

/// A record of the project; other files of its folder are none.
fn record(entry: Entry, source: usize) -> Option<FileEntry> {
    let written = FileKind::Record.is_document(&entry.path);
    written.then(|| FileEntry {
        source,
        shown: SafeText::one_line(&entry.path),
        path: entry.path,
        kind: FileKind::Record,
        skill: None,
        size: entry.size,
    })
}

/// The folders that are skills, each with the name of its main file.
fn main_files(entries: &[Entry]) -> BTreeMap<String, &'static str> {
    let mut mains = BTreeMap::new();
    for entry in entries {
        let (folder, name) = entry.path.rsplit_once('/').unwrap_or(("", &entry.path));
        if name == MAIN {
            mains.insert(folder.to_owned(), MAIN);
        } else if name == MAIN_LOWER {
            mains.entry(folder.to_owned()).or_insert(MAIN_LOWER);
        }
    }
    mains
}

/// The name of a skill: its folder's, and for a source that is a skill itself the source's.
fn skill_name(folder: &str, from: &dyn Source) -> SafeText {
    if !folder.is_empty() {
        return SafeText::one_line(folder.rsplit('/').next().unwrap_or(folder));
    }
    let disk = from.disk_path("");
    let name = disk.as_deref().and_then(|path| path.file_name());
    match name {
        Some(name) => SafeText::one_line(&name.to_string_lossy()),
        None => from.name(),
    }
}

/// The entry to keep for a listed file: every file of a skill, and outside skills what can be
/// shown or says something about the library.
fn file_entry(
    entry: Entry,
    source: usize,
    owner: Option<usize>,
    main: Option<&str>,
    catalog: &mut Catalog,
) -> Option<FileEntry> {
    let id = FileId(u32::try_from(catalog.files.len()).ok()?);
    let kind = match owner.and_then(|skill| catalog.skills.get_mut(skill)) {
        Some(skill) => {
            let kind = kind_in_skill(below(&entry.path, &skill.folder), main)?;
            if kind == FileKind::Skill {
                skill.main = id;
            }
            skill.files.push(id);
            kind
        }
        None => kind_outside(&entry.path)?,
    };
    Some(FileEntry {
        source,
        shown: SafeText::one_line(&entry.path),
        path: entry.path,
        kind,
        skill: owner,
        size: entry.size,
    })
}

/// What a file of a skill is for, by its path below the skill. A main file in the wrong case
/// beside the right one is a leftover and is left out.
fn kind_in_skill(below: &str, main: Option<&str>) -> Option<FileKind> {
    if main == Some(below) {
        return Some(FileKind::Skill);
    }
    if below == MAIN_LOWER {
        return None;
    }
    let top = below.split_once('/').map(|(top, _)| top);
    Some(match (top, below) {
        (None, "init.md") => FileKind::Plan,
        (Some("references" | "reference"), _) => FileKind::Reference,
        (Some("examples" | "example"), _) => FileKind::Example,
        (Some("scripts"), _) => FileKind::Script,
        (Some("assets"), _) => FileKind::Asset,
        _ if FileKind::Other.is_document(below) => FileKind::Reference,
        _ => FileKind::Other,
    })
}

fn kind_outside(path: &str) -> Option<FileKind> {
    let plugin = path
        .rsplit_once('/')
        .is_some_and(|(folder, _)| folder.rsplit('/').next() == Some(PLUGIN_FOLDER));
    if FileKind::Loose.is_document(path) {
        Some(FileKind::Loose)
    } else if path == MANIFEST || plugin {
        Some(FileKind::Other)
    } else {
        None
    }
}

/// Puts the files of a source's skills in the order of display.
fn sort_files(catalog: &mut Catalog, source: usize) {
    let Catalog { files, skills, .. } = catalog;
    let key = |id: &FileId| files.get(id.index()).map(|file| (file.kind, &file.path));
    for skill in skills.iter_mut().filter(|skill| skill.source == source) {
        skill.files.sort_by(|a, b| key(a).cmp(&key(b)));
    }
}

/// Says which skills stand behind one of the same name of a nearer source. Two of one name in
/// one source are both shown, with a diagnostic.
pub(super) fn shadow(catalog: &mut Catalog) {
    let mut first: HashMap<SkillId, usize> = HashMap::new();
    let mut twice = Vec::new();
    for i in 0..catalog.skills.len() {
        let Some(skill) = catalog.skills.get(i) else {
            continue;
        };
        let nearest = *first.entry(skill.id.clone()).or_insert(i);
        let same_source = catalog
            .skills
            .get(nearest)
            .is_some_and(|near| near.source == skill.source);
        if nearest != i && same_source {
            twice.push((nearest, i));
        }
        let shadowed_by = (!same_source).then_some(nearest);
        if let Some(skill) = catalog.skills.get_mut(i) {
            skill.shadowed_by = shadowed_by;
        }
    }
    for (near, far) in twice {
        let finding = duplicate(catalog, near, far);
        catalog.diagnostics.extend(finding);
    }
}

fn duplicate(catalog: &Catalog, near: usize, far: usize) -> Option<Diagnostic> {
    let (near, far) = (catalog.skills.get(near)?, catalog.skills.get(far)?);
    let place = if near.folder.is_empty() {
        "the source's root"
    } else {
        &near.folder
    };
    let message = format!(
        "the skill {} stands twice in this source: here and at {place}",
        far.id
    );
    let finding = Diagnostic::warning("duplicate-skill", message);
    Some(
        finding
            .at(Location::line(far.main, 0))
            .hint("rename the folder of one of them"),
    )
}

/// Takes skills with nothing to show out of a catalog. Their files stay, so that no number of a
/// file changes: documents as loose ones.
pub(super) fn remove(catalog: &mut Catalog, gone: &BTreeSet<usize>) {
    if gone.is_empty() {
        return;
    }
    let mut moved = HashMap::new();
    let skills = std::mem::take(&mut catalog.skills);
    for (i, skill) in skills.into_iter().enumerate() {
        if !gone.contains(&i) {
            moved.insert(i, catalog.skills.len());
            catalog.skills.push(skill);
        }
    }
    for file in &mut catalog.files {
        let Some(skill) = file.skill else { continue };
        file.skill = moved.get(&skill).copied();
        if file.skill.is_none() {
            let document = FileKind::Loose.is_document(&file.path) && file.kind != FileKind::Skill;
            file.kind = if document {
                FileKind::Loose
            } else {
                FileKind::Other
            };
        }
    }
    shadow(catalog);
}

/// Gives every file the words it is asked for with: `SKILL` for a skill's main file,
/// `SKILL/FILE` for its others, the path for a loose document; `.md` is left out. A farther
/// source says `SOURCE:` before words that a nearer one has taken.
pub(super) fn addresses(catalog: &Catalog) -> Vec<SafeText> {
    let mut taken = HashSet::new();
    let mut names = HashSet::new();
    let unique: Vec<bool> = catalog
        .skills
        .iter()
        .map(|skill| names.insert((skill.source, &skill.id)))
        .collect();
    let mut out = vec![SafeText::default(); catalog.files.len()];
    // Skills first: a loose `x.md` gives way to the skill `x`.
    let (skilled, loose): (Vec<usize>, Vec<usize>) = (0..catalog.files.len()).partition(|i| {
        catalog
            .files
            .get(*i)
            .is_some_and(|f| f.kind == FileKind::Skill)
    });
    for i in skilled.into_iter().chain(loose) {
        let Some(file) = catalog.files.get(i) else {
            continue;
        };
        let address = address(catalog, file, &unique, &taken);
        if let Some(slot) = out.get_mut(i) {
            *slot = SafeText::new(&address);
        }
        taken.insert(address);
    }
    out
}

fn address(
    catalog: &Catalog,
    file: &FileEntry,
    unique: &[bool],
    taken: &HashSet<String>,
) -> String {
    let long = match file.skill.and_then(|i| Some((i, catalog.skills.get(i)?))) {
        Some((i, skill)) => {
            let alone = unique.get(i) == Some(&true) || skill.folder.is_empty();
            let name = if alone {
                &*skill.id.0
            } else {
                skill.folder.as_str()
            };
            if file.kind == FileKind::Skill {
                name.to_owned()
            } else {
                join(name, below(&file.path, &skill.folder))
            }
        }
        None => file.path.clone(),
    };
    let long = SafeText::one_line(&long);
    let short = long.strip_suffix(".md").unwrap_or(&long);
    if !taken.contains(short) {
        return short.to_owned();
    }
    let source = catalog.sources.get(file.source);
    let source = source.map(|source| source.name()).unwrap_or_default();
    // In one source two files clash only over what was left out: `x.md` and `x`.
    let within = if file.source == 0 {
        long.to_string()
    } else {
        format!("{source}:{short}")
    };
    let numbered = (2_u32..).map(|n| format!("{source}:{long}~{n}"));
    let choices = [within, format!("{source}:{long}")]
        .into_iter()
        .chain(numbered);
    choices
        .into_iter()
        .find(|choice| !taken.contains(choice))
        .unwrap_or_default()
}

/// The folders above a path, the innermost first.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    let folders = path
        .rmatch_indices('/')
        .filter_map(move |(at, _)| path.get(..at));
    folders.chain(std::iter::once(""))
}

/// A path below a folder.
pub(super) fn below<'a>(path: &'a str, folder: &str) -> &'a str {
    path.strip_prefix(folder)
        .map_or(path, |rest| rest.trim_start_matches('/'))
}

/// A path below a folder, put together.
pub(super) fn join(folder: &str, below: &str) -> String {
    if folder.is_empty() {
        below.to_owned()
    } else {
        format!("{folder}/{below}")
    }
}
