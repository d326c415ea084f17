//! Names that no manifest declares, and that the tables of the library compare: an outcome that is
//! made of them names alternatives too.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::names::key;
use crate::catalog::{Catalog, label};
use crate::model::{Alternative, Node, Recommended};
use crate::text::SafeText;

/// Bytes of a name; a longer cell is a description.
const NAME_BYTES: usize = 32;
/// Bytes of an outcome that is made of names; a longer one is a sentence.
const LABEL_BYTES: usize = 96;

/// Fills in what outcomes recommend by the names that tables compare, where they name nothing that
/// is known.
pub(super) fn link(catalog: &mut Catalog) {
    let listed = listed(catalog);
    if listed.is_empty() {
        return;
    }
    let resolve = |name: &str| {
        listed.get(&key(name)).map(|name| Alternative {
            name: name.clone(),
            technology: None,
        })
    };
    for index in catalog.index.iter_mut().flatten() {
        let index = Arc::make_mut(index);
        for tree in &mut index.trees {
            for node in &mut Arc::make_mut(tree).nodes {
                if let Node::Outcome(outcome) = node
                    && outcome.recommends.is_empty()
                    && !outcome.only_points()
                    && outcome.text.len() <= LABEL_BYTES
                {
                    let named = label::recommended(&outcome.text, &resolve, &|_| false);
                    outcome.recommends = several(named);
                }
            }
        }
    }
}

/// One name alone is what the outcome is called already.
fn several(named: Vec<Recommended>) -> Vec<Recommended> {
    let conditional = named.iter().any(|one| one.when.is_some());
    if named.len() > 1 || conditional {
        named
    } else {
        Vec::new()
    }
}

/// The capitalised names that tables compare, by spelling; the first spelling is kept.
fn listed(catalog: &Catalog) -> BTreeMap<String, SafeText> {
    let mut listed = BTreeMap::new();
    for name in catalog.tables().flat_map(|table| table.alternatives()) {
        let name = SafeText::one_line(name.trim_matches(['*', '`', ' ']));
        let is_name = name.len() <= NAME_BYTES && name.starts_with(char::is_uppercase);
        if is_name && catalog.names.resolve(&name).is_none() {
            listed.entry(key(&name)).or_insert(name);
        }
    }
    listed.remove("");
    listed
}
