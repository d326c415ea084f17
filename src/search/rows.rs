//! Everything in a catalog that can be gone to.

use super::{Row, RowKind, Target};
use crate::catalog::{Catalog, FileEntry, FileIndex};
use crate::diagnostic::Diagnostic;
use crate::model::{Confidence, Heading, Skill};
use crate::text::{FileId, Location, SafeText};

/// A row for every technology, skill, tree, table, heading and file without headings that is not
/// shadowed, in the order of the catalog. Commands and records are the caller's to add.
pub fn rows(catalog: &Catalog) -> Vec<Row> {
    let mut rows: Vec<Row> = catalog
        .names
        .technologies()
        .iter()
        .map(technology)
        .collect();
    let skills = catalog.skills.iter().enumerate();
    let shown = skills.filter(|(_, skill)| skill.shadowed_by.is_none());
    rows.extend(shown.map(|(position, found)| skill(catalog, position, found)));
    for (number, entry) in (0..).zip(&catalog.files) {
        if !is_shadowed(catalog, entry) {
            file(catalog, FileId(number), entry, &mut rows);
        }
    }
    rows
}

/// A row for everything that was left out of the catalog, which its message names.
pub fn left_out(catalog: &Catalog) -> Vec<Row> {
    let row = |finding: &Diagnostic| {
        let file = finding.at.filter(|at| catalog.file(at.file).is_some());
        Row {
            text: finding.message.clone(),
            parents: "problem left out".into(),
            shown: SafeText::default(),
            kind: RowKind::Problem,
            target: file.map_or(Target::Nowhere, Target::Place),
        }
    };
    catalog.left_out().map(row).collect()
}

fn is_shadowed(catalog: &Catalog, entry: &FileEntry) -> bool {
    let skill = entry
        .skill
        .and_then(|position| catalog.skills.get(position));
    skill.is_some_and(|skill| skill.shadowed_by.is_some())
}

fn technology(technology: &crate::model::Technology) -> Row {
    let aliases: Vec<&str> = technology.aliases.iter().map(SafeText::as_str).collect();
    Row {
        text: technology.name.clone(),
        parents: aliases.join(" ").into(),
        shown: technology.kind.clone().unwrap_or_default(),
        kind: RowKind::Technology,
        target: Target::Technology(technology.id.clone()),
    }
}

fn skill(catalog: &Catalog, position: usize, skill: &Skill) -> Row {
    let layers = catalog.manifest.layers.iter();
    let mut own = layers.filter(|layer| layer.skills.contains(&skill.id.0));
    let layer = own.next().map(|layer| layer.title.clone());
    Row {
        text: skill.id.0.clone(),
        parents: layer.or_else(|| skill.group.clone()).unwrap_or_default(),
        shown: catalog
            .place(Location::line(skill.main, 0))
            .to_string()
            .into(),
        kind: RowKind::Skill,
        target: Target::Skill(position),
    }
}

/// The rows of one file. Its headings stand under the skill, the file and the headings above.
fn file(catalog: &Catalog, id: FileId, entry: &FileEntry, rows: &mut Vec<Row>) {
    let skill = entry
        .skill
        .and_then(|position| catalog.skills.get(position));
    let above = skill.map(|skill| skill.id.0.clone()).unwrap_or_default();
    let name = entry.shown.rsplit('/').next().unwrap_or_default();
    let is_main = skill.is_some_and(|skill| skill.main == id);
    let index = catalog.file_index(id);
    // A document is found by its headings, which stand under its name.
    if !is_main && index.is_none_or(|index| index.headings.is_empty()) {
        rows.push(Row {
            text: name.into(),
            parents: above.clone(),
            shown: entry.shown.clone(),
            kind: RowKind::File,
            target: Target::File(id),
        });
    }
    let under = if is_main {
        above.to_string()
    } else {
        format!("{above} {name}")
    };
    if let Some(index) = index {
        decisions(catalog, index, &under, rows);
        headings(catalog, &index.headings, &under, rows);
    }
}

fn decisions(catalog: &Catalog, index: &FileIndex, under: &str, rows: &mut Vec<Row>) {
    let place = |at: Location| SafeText::from(catalog.place(at).to_string());
    rows.extend(
        index
            .trees
            .iter()
            .filter(|tree| tree.same_as.is_none())
            .map(|tree| Row {
                text: tree.title.clone(),
                parents: under.into(),
                shown: place(tree.at),
                kind: match tree.confidence {
                    Confidence::High => RowKind::Tree,
                    Confidence::Maybe => RowKind::Doubtful,
                },
                target: Target::Tree(tree.id.clone()),
            }),
    );
    rows.extend(index.tables.iter().map(|table| Row {
        text: table.title.clone(),
        parents: under.into(),
        shown: place(table.at),
        kind: RowKind::Table,
        target: Target::Table(table.id.clone()),
    }));
}

fn headings(catalog: &Catalog, headings: &[Heading], under: &str, rows: &mut Vec<Row>) {
    let mut open: Vec<&Heading> = Vec::new();
    for heading in headings {
        open.retain(|above| above.level < heading.level);
        let above = open.iter().map(|above| above.title.as_str());
        let parents: Vec<&str> = std::iter::once(under).chain(above).collect();
        rows.push(Row {
            text: heading.title.clone(),
            parents: parents.join(" ").into(),
            shown: catalog.place(heading.at).to_string().into(),
            kind: RowKind::Heading,
            target: Target::Place(heading.at),
        });
        open.push(heading);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Inlines;

    fn heading(level: u8, title: &str) -> Heading {
        Heading {
            level,
            text: Inlines::default(),
            title: title.into(),
            anchor: String::new(),
            at: Location::default(),
        }
    }

    #[test]
    fn headings_stand_under_those_above_them() {
        let list = [
            heading(1, "Queues"),
            heading(3, "Kafka"),
            heading(2, "Limits"),
            heading(3, "Size"),
        ];
        let mut rows = Vec::new();
        headings(&Catalog::default(), &list, "mq", &mut rows);
        let parents: Vec<&str> = rows.iter().map(|row| row.parents.as_str()).collect();
        assert_eq!(
            parents,
            ["mq", "mq Queues", "mq Queues", "mq Queues Limits"]
        );
    }
}
