//! Outcomes made of names that no manifest lists: `Redpanda (one binary)` and `Kafka or Redpanda`
//! name alternatives too.
//!
//! What a name is here is told by the library itself: what its tables compare and others speak of
//! (see [`Unlisted`](crate::catalog::Unlisted)), and what two outcomes are called once remarks,
//! versions and vendors are taken off.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::catalog::label::{self, core, without_vendor, without_version};
use crate::catalog::names::key;
use crate::catalog::unlisted::is_name;
use crate::model::{Alternative, Node, Outcome, Recommended};
use crate::text::SafeText;

/// Bytes of an outcome that is made of names; a longer one is a sentence.
const LABEL_BYTES: usize = 96;

/// What stands between names: a label with one of these is no name.
const SEVERAL: [&str; 4] = [" or ", " and ", ", ", " + "];

/// Fills in what outcomes recommend by such names, where they name nothing that a manifest lists.
pub(super) fn link(catalog: &mut Catalog) {
    let called = called(catalog);
    let unlisted = Arc::clone(&catalog.unlisted);
    let resolve = |name: &str| {
        let name = unlisted.resolve(name).or_else(|| called.get(&key(name)))?;
        Some(Alternative {
            name: name.clone(),
            technology: None,
        })
    };
    for index in catalog.index.iter_mut().flatten() {
        let index = Arc::make_mut(index);
        for tree in &mut index.trees {
            if !tree.nodes.iter().any(|node| unnamed(node).is_some()) {
                continue;
            }
            for node in &mut Arc::make_mut(tree).nodes {
                if let Node::Outcome(outcome) = node
                    && outcome.recommends.is_empty()
                    && !outcome.only_points()
                    && outcome.text.len() <= LABEL_BYTES
                {
                    let named = label::recommended(&outcome.text, &resolve, &|_| false);
                    outcome.recommends = more_than_itself(&outcome.text, named);
                }
            }
        }
    }
}

/// An outcome that names nothing that a manifest lists.
fn unnamed(node: &Node) -> Option<&Outcome> {
    match node {
        Node::Outcome(outcome) if outcome.recommends.is_empty() => Some(outcome),
        Node::Outcome(_) | Node::Question(_) => None,
    }
}

/// One name in the words of the outcome itself says no more than the outcome.
fn more_than_itself(text: &str, named: Vec<Recommended>) -> Vec<Recommended> {
    match named.as_slice() {
        [only] if only.when.is_none() && *only.alternative.name == *text => Vec::new(),
        _ => named,
    }
}

/// What two outcomes at least are called, or a table compares, by spelling; the shortest is kept.
fn called(catalog: &Catalog) -> BTreeMap<String, SafeText> {
    let mut seen: BTreeMap<String, (SafeText, usize)> = BTreeMap::new();
    let trees = catalog.trees().filter(|tree| tree.same_as.is_none());
    for outcome in trees.flat_map(|tree| tree.nodes.iter().filter_map(unnamed)) {
        let name = core(&outcome.text);
        let several = SEVERAL.iter().any(|word| name.contains(word));
        if several || !is_name(name) || !name.starts_with(char::is_uppercase) {
            continue;
        }
        let bare = without_vendor(without_version(name));
        let spelled: BTreeMap<String, &str> = [name, bare].map(|name| (key(name), name)).into();
        for (key, name) in spelled {
            let name = SafeText::one_line(name);
            let (first, count) = seen.entry(key).or_insert_with(|| (name.clone(), 0));
            *count += 1;
            if name.len() < first.len() {
                *first = name;
            }
        }
    }
    seen.remove("");
    let known = |key: &String| seen.get(key).filter(|(_, count)| *count > 1);
    let mut called = BTreeMap::new();
    for (key, (name, _)) in &seen {
        // `Apache Kafka` is called like `Kafka` where that stands alone somewhere.
        let bare = self::key(without_vendor(without_version(name)));
        if let Some((name, _)) = known(&bare).or_else(|| known(key)) {
            called.insert(key.clone(), name.clone());
        }
    }
    // A table that compares it and the outcome that names it are two places.
    let compared = catalog.tables().flat_map(|table| table.alternatives());
    for name in compared
        .map(|label| core(label))
        .filter(|name| is_name(name))
    {
        if name.starts_with(char::is_uppercase) && catalog.names.resolve(name).is_none() {
            let name = SafeText::one_line(name);
            called.entry(key(&name)).or_insert(name);
        }
    }
    called
}
