//! Which names can be compared, and what one that means nothing may have meant.

use std::collections::{BTreeMap, BTreeSet};

use super::named::{known, labels};
use super::normal;
use crate::catalog::Catalog;
use crate::model::Alternative;
use crate::search::distance;
use crate::text::SafeText;

/// Names offered at most.
const MOST: usize = 5;

/// Known names and compared things whose name is near to this one, the nearest first.
pub fn near(catalog: &Catalog, name: &str) -> Vec<SafeText> {
    let wanted = normal::value_key(name);
    let mut found: BTreeMap<(usize, String), SafeText> = BTreeMap::new();
    let mut offer = |spelling: &str, shown: &SafeText| {
        let key = normal::value_key(spelling);
        if let Some(far) = how_far(&wanted, &key) {
            found
                .entry((far, normal::value_key(shown)))
                .or_insert_with(|| shown.clone());
        }
    };
    for one in known(catalog) {
        offer(&one.name, &one.name);
    }
    for technology in catalog.names.technologies() {
        for alias in &technology.aliases {
            offer(alias, &technology.name);
        }
    }
    let unknown = |name: &&SafeText| catalog.alternatives_in(name).is_empty();
    for label in labels(catalog).filter(unknown) {
        offer(label, label);
    }
    let mut names: Vec<SafeText> = Vec::new();
    for name in found.into_values() {
        let key = normal::value_key(&name);
        if !names.iter().any(|known| normal::value_key(known) == key) {
            names.push(name);
        }
    }
    names.truncate(MOST);
    names
}

/// Those that can be compared: technologies, and what some table has a row or a column for.
pub fn compared(catalog: &Catalog, alternatives: Vec<Alternative>) -> Vec<Alternative> {
    let names = catalog.tables().flat_map(|table| table.alternatives());
    let names: BTreeSet<String> = names.map(|name| normal::value_key(name)).collect();
    let known = |one: &Alternative| {
        one.technology.is_some() || names.contains(&normal::value_key(&one.name))
    };
    alternatives.into_iter().filter(known).collect()
}

/// How far a known name is from the wanted one; `None` for too far. Three changes are near for a
/// long word and a new word for a short one.
fn how_far(wanted: &str, known: &str) -> Option<usize> {
    if wanted.is_empty() || known.is_empty() {
        return None;
    }
    if known.starts_with(wanted) || wanted.starts_with(known) {
        return Some(usize::from(known != wanted));
    }
    if known.split_whitespace().any(|word| word == wanted) {
        return Some(2);
    }
    let most = (wanted.chars().count() / 3).clamp(1, 3);
    distance::within(wanted, known, most).map(|edits| edits + 1)
}
