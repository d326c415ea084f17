//! Where a technology is described.

use std::sync::Arc;

use crate::catalog::{Catalog, FileEntry, FileIndex};
use crate::model::{FileKind, TechId, Technology};
use crate::text::{FileId, Location};

/// The place to read about a technology: the document that has its name as title or file name,
/// else the first heading that is its name, that names it among others, the first table that has
/// it. `None` when the library only mentions it.
pub fn described(catalog: &Catalog, technology: &Technology) -> Option<Location> {
    let is = |name: &str| catalog.names.resolve(name) == Some(&technology.id);
    let names = |label: &str| holds(catalog, label, &technology.id);
    let page = || {
        let mut files = shown(catalog);
        files.find_map(|(id, entry, index)| {
            let title = index.title.as_ref().is_some_and(|title| is(title));
            (title || is(stem(entry))).then(|| Location::line(id, 1))
        })
    };
    let heading = |wanted: &dyn Fn(&str) -> bool| {
        let mut headings = shown(catalog).flat_map(|(_, _, index)| &index.headings);
        headings
            .find(|heading| wanted(&heading.title))
            .map(|h| h.at)
    };
    let table = || {
        let mut tables = catalog.tables();
        let table = tables.find(|table| table.alternatives().iter().any(|name| names(name)))?;
        Some(table.at)
    };
    page()
        .or_else(|| heading(&is))
        .or_else(|| heading(&names))
        .or_else(table)
}

/// The documents that no nearer source hides.
fn shown(catalog: &Catalog) -> impl Iterator<Item = (FileId, &FileEntry, &Arc<FileIndex>)> {
    (0..).zip(&catalog.files).filter_map(|(number, entry)| {
        let id = FileId(number);
        let skill = entry.skill.and_then(|skill| catalog.skills.get(skill));
        let hidden = skill.is_some_and(|skill| skill.shadowed_by.is_some());
        let index = catalog.file_index(id).filter(|_| !hidden)?;
        Some((id, entry, index))
    })
}

/// The name of a document without its ending: a skill's own is that of its folder.
fn stem(entry: &FileEntry) -> &str {
    let mut parts = entry.path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    if entry.kind == FileKind::Skill {
        return parts.next().unwrap_or_default();
    }
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Whether a label names the technology, alone or among others.
fn holds(catalog: &Catalog, label: &str, id: &TechId) -> bool {
    catalog.names.in_label(label).contains(id)
}
