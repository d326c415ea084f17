//! What is in the skill (or the loose document) under the cursor.

use crate::catalog::{Catalog, FileIndex};
use crate::model::{CommandBlock, Rule, TableId, TechId, TreeId};
use crate::screens::browse::rows::compares;
use crate::text::{FileId, Location, SafeText};

/// Where an item leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A decision to walk.
    Tree(TreeId),
    /// A table to open.
    Table(TableId),
    /// Commands to copy, by the place of their block.
    Commands(Location),
    /// A technology to compare.
    Technology(TechId),
    /// A rule to read in full, by its id.
    Rule(SafeText),
    /// The decision of the record, with the answers that it has.
    Again(FileId),
    /// A record that rests on what is here.
    Record(Location),
    /// A place that the record here rests on.
    Cited(Location),
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it says.
    pub label: SafeText,
    /// How much there is of it, or what can be done with it there.
    pub count: SafeText,
    /// Where it leads.
    pub target: Target,
}

/// What is in the skill of a file, or in the file alone when it belongs to none.
pub fn contents(catalog: &Catalog, file: FileId) -> Vec<Item> {
    let files = catalog.beside(file);
    let found: Vec<&FileIndex> = files
        .iter()
        .filter_map(|file| catalog.file_index(*file))
        .map(AsRef::as_ref)
        .collect();
    if catalog.is_record(file) {
        return cited(catalog, file);
    }
    let named = catalog.technologies_in(&files);
    let mut items = trees(&found);
    items.extend(tables(&found));
    items.extend(commands(&found));
    items.extend(rules(&catalog.rules_for(&files, &named)));
    items.extend(records(catalog, &files));
    items.extend(technologies(catalog, named));
    items
}

fn cited(catalog: &Catalog, record: FileId) -> Vec<Item> {
    let item = |at: Location| Item {
        label: catalog.title_at(at),
        count: SafeText::from(at.line.to_string()),
        target: Target::Cited(at),
    };
    let again = Item {
        label: "Walk it again".into(),
        count: SafeText::default(),
        target: Target::Again(record),
    };
    let cited = catalog.cited_by(record).into_iter().map(item);
    std::iter::once(again).chain(cited).collect()
}

fn records(catalog: &Catalog, files: &[FileId]) -> Vec<Item> {
    let item = |at: Location| Item {
        label: catalog.file_title(at.file),
        count: SafeText::from(at.line.to_string()),
        target: Target::Record(at),
    };
    catalog
        .records_citing(files)
        .into_iter()
        .map(item)
        .collect()
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

fn commands(found: &[&FileIndex]) -> Vec<Item> {
    let commands = found.iter().flat_map(|index| index.commands.iter());
    let item = |block: &CommandBlock| Item {
        label: block.name.clone(),
        count: SafeText::new("copy"),
        target: Target::Commands(block.at),
    };
    commands.map(item).collect()
}

fn rules(rules: &[&Rule]) -> Vec<Item> {
    let item = |rule: &&Rule| Item {
        label: rule.says.clone(),
        count: SafeText::new(rule.strength.word()),
        target: Target::Rule(rule.id.clone()),
    };
    rules.iter().map(item).collect()
}

fn technologies(catalog: &Catalog, named: Vec<(TechId, usize)>) -> Vec<Item> {
    let item = |(id, count): (TechId, usize)| Item {
        label: catalog
            .technology(&id)
            .map_or_else(|| id.0.clone(), |known| known.name.clone()),
        count: SafeText::from(format!("{count}")),
        target: Target::Technology(id),
    };
    named.into_iter().map(item).collect()
}
