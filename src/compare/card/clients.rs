//! By what a technology is reached from each language.
//!
//! Tables say it in three ways: a column for the technology beside languages (`Python |
//! elm-client`), a column for it and a language (`Python client`), and a table of languages with a
//! column for clients, on a page or under a heading that is about the technology.

use std::collections::BTreeMap;

use super::super::statements::{Statement, is_by_language, labelled};
use super::super::{Cell, CriterionRow};
use crate::catalog::Catalog;
use crate::model::{Alternative, CitedText, ComparisonTable};
use crate::text::SafeText;

/// What a thing is called that reaches another from a language.
const ROLES: [&str; 9] = [
    "client",
    "clients",
    "driver",
    "drivers",
    "library",
    "libraries",
    "package",
    "packages",
    "sdk",
];

/// The clients among the criteria, with those of tables of languages; and the other criteria.
pub(super) fn apart(
    catalog: &Catalog,
    one: &Alternative,
    criteria: Vec<CriterionRow>,
) -> (BTreeMap<SafeText, Cell>, Vec<CriterionRow>) {
    let mut clients = BTreeMap::new();
    let mut facts = Vec::new();
    for row in criteria {
        let Some(language) = language(catalog, without_role(&row.name)) else {
            facts.push(row);
            continue;
        };
        let cell: &mut Cell = clients.entry(language).or_default();
        for value in row.cells.into_iter().flat_map(|cell| cell.values) {
            cell.merge(value);
        }
    }
    let by_language = catalog
        .tables()
        .filter(|table| is_by_language(table, &catalog.names));
    for table in by_language {
        listed(catalog, one, table, &mut clients);
    }
    (clients, facts)
}

/// The clients that one table of languages lists.
fn listed(
    catalog: &Catalog,
    one: &Alternative,
    table: &ComparisonTable,
    clients: &mut BTreeMap<SafeText, Cell>,
) {
    let about = is_about(catalog, one, table);
    let heads = table.header.iter().enumerate().skip(1);
    let lists = |head: &CitedText| {
        let rest = without_role(&head.text);
        let role = rest != head.text.as_str();
        (about && role && rest.is_empty()) || (role && names(catalog, one, rest))
    };
    let columns: Vec<usize> = heads
        .filter(|(_, head)| lists(head))
        .map(|(at, _)| at)
        .collect();
    for (row, label) in labelled(table) {
        let Some(language) = language(catalog, &label.text) else {
            continue;
        };
        for text in columns.iter().filter_map(|at| row.cells.get(*at)) {
            let statement = Statement {
                of: &one.name,
                by: &label.text,
                text,
                named_by: &[],
                at: row.at,
                adds: true,
            };
            let cell = clients.entry(language.clone()).or_default();
            cell.add(catalog, Some(table), &statement);
        }
    }
}

/// Whether the heading that a table stands under, or its page, is the name.
fn is_about(catalog: &Catalog, one: &Alternative, table: &ComparisonTable) -> bool {
    let page = catalog.file_title(table.at.file);
    names(catalog, one, &table.title) || names(catalog, one, &page)
}

fn names(catalog: &Catalog, one: &Alternative, label: &str) -> bool {
    let named = catalog.alternatives_in(label);
    matches!(named.as_slice(), [only] if only.key() == one.key())
}

/// The name of the language that a label is.
fn language(catalog: &Catalog, label: &str) -> Option<SafeText> {
    let id = catalog.names.resolve(label)?;
    let known = catalog.technology(id)?;
    catalog.names.is_language(id).then(|| known.name.clone())
}

/// `Python client` without what the client is called.
fn without_role(label: &str) -> &str {
    let label = label.trim();
    let (rest, last) = label.rsplit_once(' ').unwrap_or(("", label));
    if ROLES.contains(&last.to_lowercase().as_str()) {
        rest.trim()
    } else {
        label
    }
}
