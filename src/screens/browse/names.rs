//! Names of tree nodes that outlive a reload: by source, path and anchor instead of position.

use std::collections::{BTreeSet, HashMap};

use crate::catalog::Catalog;
use crate::screens::browse::rows::groups;
use crate::screens::browse::{NodeKey, Row, rows};

/// The name of a node, unless the catalog does not know it.
pub fn name(catalog: &Catalog, key: NodeKey) -> Option<String> {
    let source = |position: usize| catalog.sources.get(position).map(|s| s.name().to_string());
    let path = |file: crate::text::FileId| {
        let entry = catalog.file(file)?;
        Some(format!("{}\n{}", source(entry.source)?, entry.path))
    };
    match key {
        NodeKey::Source(position) => source(position as usize),
        NodeKey::Group(position, group) => {
            let title = groups(catalog, position as usize)
                .into_iter()
                .nth(group as usize)?
                .0;
            Some(format!("{}\n{title}", source(position as usize)?))
        }
        NodeKey::Skill(skill) => {
            let skill = catalog.skills.get(skill as usize)?;
            Some(format!(
                "{}\n{}\nskill",
                source(skill.source)?,
                skill.folder
            ))
        }
        NodeKey::Kind(skill, kind) => {
            let skill = catalog.skills.get(skill as usize)?;
            Some(format!(
                "{}\n{}\n{kind:?}",
                source(skill.source)?,
                skill.folder
            ))
        }
        NodeKey::Folder(file) => Some(format!("{}\nfolder", path(file)?)),
        NodeKey::File(file) => path(file),
        NodeKey::Heading(file, heading) => {
            let heading = catalog.file_index(file)?.headings.get(heading as usize)?;
            Some(format!("{}\n#{}", path(file)?, heading.anchor))
        }
    }
}

/// The nodes of these names, opened from the top so that each is met.
pub fn keys(catalog: &Catalog, names: &BTreeSet<String>) -> HashMap<String, NodeKey> {
    let mut open = BTreeSet::new();
    let mut found = HashMap::new();
    loop {
        let rows: Vec<Row> = rows(catalog, &open);
        let met = rows
            .iter()
            .filter_map(|row| Some((name(catalog, row.key)?, row.key)));
        let new: Vec<(String, NodeKey)> = met
            .filter(|(name, _)| names.contains(name) && !found.contains_key(name))
            .collect();
        if new.is_empty() {
            return found;
        }
        open.extend(new.iter().map(|(_, key)| *key));
        found.extend(new);
    }
}
