//! `archtui list`: the skills of the library.

use serde::Serialize;

use crate::cli::Cx;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Reply, columns, count};
use crate::model::{FileKind, Skill};
use crate::text::{FileId, SafeText};

/// A skill as JSON has it.
#[derive(Debug, Serialize)]
struct Listed {
    /// What other commands call it: its name, with its source where two clash.
    id: SafeText,
    name: SafeText,
    source: SafeText,
    folder: SafeText,
    file: SafeText,
    line: u32,
    description: Option<SafeText>,
    group: Option<SafeText>,
    layer: Option<SafeText>,
    /// The skill that is used instead.
    shadowed_by: Option<SafeText>,
    trees: usize,
    tables: usize,
    files: Vec<ListedFile>,
}

/// A file of a skill as JSON has it.
#[derive(Debug, Serialize)]
struct ListedFile {
    id: SafeText,
    file: SafeText,
    kind: FileKind,
    title: SafeText,
    bytes: u64,
}

#[derive(Debug, Serialize)]
struct Everything {
    skills: Vec<Listed>,
    /// Documents outside any skill.
    documents: Vec<ListedFile>,
}

pub(super) fn run(cx: &Cx) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let skills = library.catalog.skills.iter();
    let all = Everything {
        skills: skills.map(|skill| listed(&library, skill)).collect(),
        documents: loose(&library),
    };
    let reply = library.reply(cx, &all, || cx.fit(&text(&all)))?;
    Ok(library.told(cx, reply))
}

fn listed(library: &Library, skill: &Skill) -> Listed {
    let catalog = &library.catalog;
    let indexes = skill.files.iter().filter_map(|id| catalog.file_index(*id));
    let said = |key| skill.frontmatter.as_ref().and_then(|front| front.get(key));
    let layers = &catalog.manifest.layers;
    let layer = layers
        .iter()
        .find(|layer| layer.skills.contains(&skill.id.0));
    let by = skill.shadowed_by.and_then(|by| catalog.skills.get(by));
    let main = catalog.place(crate::text::Location::line(skill.main, 1));
    Listed {
        id: catalog.address(skill.main).cloned().unwrap_or_default(),
        name: skill.id.0.clone(),
        source: main.source,
        folder: SafeText::one_line(&skill.folder),
        file: main.file,
        line: main.line,
        description: said("description").cloned(),
        group: skill.group.clone(),
        layer: layer.map(|layer| layer.id.clone()),
        shadowed_by: by.and_then(|by| catalog.address(by.main).cloned()),
        trees: indexes.clone().map(|index| index.trees.len()).sum(),
        tables: indexes.map(|index| index.tables.len()).sum(),
        files: skill
            .files
            .iter()
            .filter_map(|id| file(library, *id))
            .collect(),
    }
}

fn file(library: &Library, id: FileId) -> Option<ListedFile> {
    let entry = library.catalog.file(id)?;
    Some(ListedFile {
        id: library.catalog.address(id).cloned().unwrap_or_default(),
        file: entry.shown.clone(),
        kind: entry.kind,
        title: library.catalog.file_title(id),
        bytes: entry.size,
    })
}

/// The documents outside any skill.
fn loose(library: &Library) -> Vec<ListedFile> {
    let files = (0_u32..).zip(&library.catalog.files);
    let loose = files.filter(|(_, file)| file.skill.is_none() && file.kind == FileKind::Loose);
    loose
        .filter_map(|(id, _)| file(library, FileId(id)))
        .collect()
}

fn text(all: &Everything) -> String {
    let skills: Vec<Vec<String>> = all.skills.iter().map(row).collect();
    let title = |file: &ListedFile| SafeText::one_line(&file.title).to_string();
    let documents = all.documents.iter();
    let documents: Vec<Vec<String>> = documents
        .map(|file| vec![file.id.to_string(), title(file)])
        .collect();
    columns(&skills) + &columns(&documents)
}

fn row(skill: &Listed) -> Vec<String> {
    let mut holds = Vec::new();
    if skill.trees > 0 {
        holds.push(count(skill.trees, "tree"));
    }
    if skill.tables > 0 {
        holds.push(count(skill.tables, "table"));
    }
    let description = skill.description.as_deref().unwrap_or_default();
    let said = match &skill.shadowed_by {
        Some(by) => format!("(hidden behind {by})"),
        None => SafeText::one_line(description).to_string(),
    };
    vec![
        skill.id.to_string(),
        skill.source.to_string(),
        holds.join(", "),
        said,
    ]
}
