//! Where something is described.

use std::sync::Arc;

use crate::catalog::{Catalog, FileEntry, FileIndex};
use crate::model::{Alternative, FileKind};
use crate::text::{FileId, Location};

/// The places to read about something: all documents that have its name as title or file name;
/// else the first heading that is its name, that names it among others, the first table that has
/// it. Empty when the library only mentions it.
pub fn described(catalog: &Catalog, one: &Alternative) -> Vec<Location> {
    let names = |label: &str| {
        catalog
            .alternatives_in(label)
            .iter()
            .any(|a| a.key() == one.key())
    };
    let is = |label: &str| catalog.alternatives_in(label).len() == 1 && names(label);
    let pages = shown(catalog).filter_map(|(id, entry, index)| {
        let title = index.title.as_ref().is_some_and(|title| is(title));
        (title || is(stem(entry))).then(|| Location::line(id, 1))
    });
    let pages: Vec<Location> = pages.collect();
    if !pages.is_empty() {
        return pages;
    }
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
    let place = heading(&is).or_else(|| heading(&names)).or_else(table);
    place.into_iter().collect()
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
