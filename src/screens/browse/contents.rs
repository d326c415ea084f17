//! What is in the skill (or the loose document) under the cursor.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, FileIndex};
use crate::model::{TableId, TechId, TreeId};
use crate::screens::browse::rows::compares;
use crate::text::{FileId, SafeText};

/// Where an item leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A decision to walk.
    Tree(TreeId),
    /// A table to open.
    Table(TableId),
    /// A technology to compare.
    Technology(TechId),
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it says.
    pub label: SafeText,
    /// How much there is of it.
    pub count: SafeText,
    /// Where it leads.
    pub target: Target,
}

/// What is in the skill of a file, or in the file alone when it belongs to none.
pub fn contents(catalog: &Catalog, file: FileId) -> Vec<Item> {
    let skill = catalog.file(file).and_then(|entry| entry.skill);
    let files = skill
        .and_then(|s| catalog.skills.get(s))
        .map(|skill| skill.files.as_slice());
    let files = files.unwrap_or(std::slice::from_ref(&file));
    let found: Vec<&FileIndex> = files
        .iter()
        .filter_map(|file| catalog.file_index(*file))
        .map(AsRef::as_ref)
        .collect();
    let mut items = trees(&found);
    items.extend(tables(&found));
    items.extend(technologies(catalog, &found));
    items
}

fn trees(found: &[&FileIndex]) -> Vec<Item> {
    let trees = found.iter().flat_map(|index| index.trees.iter());
    let item = |tree: &std::sync::Arc<crate::model::DecisionTree>| Item {
        label: tree.title.clone(),
        count: SafeText::from(format!("{} q", tree.question_count())),
        target: Target::Tree(tree.id.clone()),
    };
    trees.map(item).collect()
}

fn tables(found: &[&FileIndex]) -> Vec<Item> {
    let tables = found
        .iter()
        .flat_map(|index| index.tables.iter())
        .filter(|t| compares(t));
    let item = |table: &std::sync::Arc<crate::model::ComparisonTable>| Item {
        label: table.title.clone(),
        count: SafeText::from(table.size()),
        target: Target::Table(table.id.clone()),
    };
    tables.map(item).collect()
}

/// The technologies that trees lead to and tables compare, most often named first.
fn technologies(catalog: &Catalog, found: &[&FileIndex]) -> Vec<Item> {
    let mut named: BTreeMap<TechId, usize> = BTreeMap::new();
    for index in found {
        for tree in &index.trees {
            let outcomes = tree.nodes.iter().filter_map(|node| match node {
                crate::model::Node::Outcome(outcome) => Some(&outcome.recommends),
                crate::model::Node::Question(_) => None,
            });
            outcomes
                .flatten()
                .for_each(|id| *named.entry(id.clone()).or_default() += 1);
        }
        for table in &index.tables {
            let compared = table.alternatives();
            let known = compared
                .iter()
                .filter_map(|name| catalog.names.resolve(name));
            known.for_each(|id| *named.entry(id.clone()).or_default() += 1);
        }
    }
    let mut named: Vec<(TechId, usize)> = named.into_iter().collect();
    named.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let item = |(id, count): (TechId, usize)| Item {
        label: catalog
            .technology(&id)
            .map_or_else(|| id.0.clone(), |known| known.name.clone()),
        count: SafeText::from(format!("{count}")),
        target: Target::Technology(id),
    };
    named.into_iter().map(item).collect()
}
