//! The places that records cite, so that one gets from a record to what it rests on and back.

use std::collections::HashMap;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::model::FileKind;
use crate::text::{FileId, Location};

/// The endings of the files that are cited by their line.
const ENDINGS: [&str; 3] = [".md:", ".yaml:", ".yml:"];

/// A place that a text names: its line there, the file as it is written, and the line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPlace {
    /// The line of the text.
    pub line: u32,
    /// The file, as it is written.
    pub file: String,
    /// The line of the file.
    pub to: u32,
}

/// The places that a text names as `skills/x/SKILL.md:88`, in order.
pub fn places_named(text: &str) -> Vec<NamedPlace> {
    let lines = (1_u32..).zip(text.lines());
    let words = lines.flat_map(|(line, text)| {
        let is_part = |c: char| c.is_alphanumeric() || "./_-:".contains(c);
        let words = text.split(move |c: char| !is_part(c));
        words.filter_map(move |word| place(line, word))
    });
    words.collect()
}

fn place(line: u32, word: &str) -> Option<NamedPlace> {
    let (at, ending) = ENDINGS
        .iter()
        .find_map(|ending| Some((word.find(ending)?, ending)))?;
    let (file, rest) = word.split_at_checked(at + ending.len() - 1)?;
    let digits = rest.trim_start_matches(':');
    let digits = digits.split(|c: char| !c.is_ascii_digit()).next()?;
    Some(NamedPlace {
        line,
        file: file.to_owned(),
        to: digits.parse().ok()?,
    })
}

/// Looks up the places that the records cite: those of files that the library has.
pub(super) fn link(catalog: &mut Catalog, cited: Vec<(FileId, Vec<NamedPlace>)>) {
    let mut files: HashMap<&str, FileId> = HashMap::new();
    for (id, file) in (0_u32..).map(FileId).zip(&catalog.files) {
        if file.kind != FileKind::Record {
            files.entry(&file.shown).or_insert(id);
        }
    }
    let found: Vec<(FileId, Vec<(u32, Location)>)> = cited
        .into_iter()
        .map(|(record, named)| {
            let found = named.into_iter().filter_map(|named| {
                let to = files.get(named.file.as_str())?;
                Some((named.line, Location::line(*to, named.to)))
            });
            (record, found.collect())
        })
        .collect();
    for (record, places) in found {
        let index = catalog.index.get_mut(record.index());
        if let Some(index) = index.and_then(Option::as_mut) {
            Arc::make_mut(index).cited = places;
        }
    }
}

impl Catalog {
    /// Whether a file is a record of the project.
    pub fn is_record(&self, file: FileId) -> bool {
        let entry = self.file(file);
        entry.is_some_and(|entry| entry.kind == FileKind::Record)
    }

    /// The records that cite some files, each with its first line that does.
    pub fn records_citing(&self, files: &[FileId]) -> Vec<Location> {
        let all = (0_u32..).map(FileId).zip(&self.index);
        let citing = all.filter_map(|(record, index)| {
            let mut cited = index.as_ref()?.cited.iter();
            let (line, _) = cited.find(|(_, to)| files.contains(&to.file))?;
            Some(Location::line(record, *line))
        });
        citing.collect()
    }

    /// The sections that a record cites, each once: the place of the first line cited in it.
    pub fn cited_by(&self, record: FileId) -> Vec<Location> {
        let index = self.file_index(record);
        let mut seen = Vec::new();
        let mut places = Vec::new();
        for (_, to) in index.iter().flat_map(|index| &index.cited) {
            let heading = self.heading_above(*to).map(|heading| heading.at.line);
            let section = (to.file, heading);
            if !seen.contains(&section) {
                seen.push(section);
                places.push(*to);
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_by_file_and_line() {
        let cases: [(&str, &[(&str, u32)]); 5] = [
            (
                "* [1] archtui 0.1.0: skills/x/SKILL.md:46 (S4:3)",
                &[("skills/x/SKILL.md", 46)],
            ),
            ("see [a/b.md:7](../a/b.md#L7)", &[("a/b.md", 7)]),
            (
                "archtui.yaml:112, x.tree.yaml:3.",
                &[("archtui.yaml", 112), ("x.tree.yaml", 3)],
            ),
            ("a.md and b.md: none", &[]),
            ("a.md:", &[]),
        ];
        for (text, expected) in cases {
            let found = places_named(text);
            let found: Vec<(&str, u32)> = found.iter().map(|n| (n.file.as_str(), n.to)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
