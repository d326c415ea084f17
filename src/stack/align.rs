//! Which items of two lists are the same thing, and what only the text knows about them.

use crate::limits;
use crate::parse::yaml::{Node, NodeKind};
use crate::stack::document::Doc;

/// A document that is written anew with the keys that only the text has.
pub(super) fn with_unknown(old: &Doc, new: &Doc, node: &Node, depth: usize) -> Doc {
    if depth >= limits::NESTING {
        return new.clone();
    }
    match (old, new) {
        (Doc::List(olds), Doc::List(news)) if olds.len() == node.items().len() => {
            let mut all = Vec::new();
            for change in align(olds, news) {
                match change {
                    Change::Delete(_) => {}
                    Change::Insert(n) => all.extend(news.get(n).cloned()),
                    Change::Keep(o, n) => {
                        let both = olds.get(o).zip(news.get(n)).zip(node.items().get(o));
                        all.extend(
                            both.map(|((old, new), node)| with_unknown(old, new, node, depth + 1)),
                        );
                    }
                }
            }
            Doc::List(all)
        }
        (old, new) if old.is_map() && new.is_map() => {
            let find = |name: &str| {
                node.entries()
                    .iter()
                    .find(|(key, _)| key.as_text() == Some(name))
            };
            let known = new.pairs().into_iter().map(|(name, value)| {
                let both = old.get(name).zip(find(name));
                let merged = both.map(|(old, (_, node))| with_unknown(old, value, node, depth + 1));
                (name.to_owned(), merged.unwrap_or_else(|| value.clone()))
            });
            let only_there = node.entries().iter().filter_map(|(key, value)| {
                let name = key.as_text()?;
                let unknown = old.get(name).is_none() && new.get(name).is_none();
                unknown.then(|| (name.to_owned(), as_written(value, depth + 1)))
            });
            Doc::Named(known.chain(only_there).collect())
        }
        _ => new.clone(),
    }
}

/// A value of the text as a document.
fn as_written(node: &Node, depth: usize) -> Doc {
    match &node.kind {
        _ if depth >= limits::NESTING => Doc::Text(String::new()),
        NodeKind::Scalar { text, plain } => match (text.as_str(), text.parse()) {
            (_, Ok(number)) if *plain => Doc::Number(number),
            ("true" | "false", _) if *plain => Doc::Bool(text == "true"),
            _ => Doc::Text(text.clone()),
        },
        NodeKind::Sequence(items) => Doc::List(
            items
                .iter()
                .map(|item| as_written(item, depth + 1))
                .collect(),
        ),
        NodeKind::Mapping(pairs) => Doc::Named(
            pairs
                .iter()
                .filter_map(|(key, value)| {
                    Some((key.as_text()?.to_owned(), as_written(value, depth + 1)))
                })
                .collect(),
        ),
    }
}

/// What becomes of the items of a list.
pub(super) enum Change {
    /// The item of the old list stays, as the item of the new one.
    Keep(usize, usize),
    /// The item of the old list goes.
    Delete(usize),
    /// The item of the new list comes.
    Insert(usize),
}

/// Pairs the items of two lists in order: those that are the same, or are about the same.
pub(super) fn align(old: &[Doc], new: &[Doc]) -> Vec<Change> {
    let mut changes = Vec::new();
    let (mut o, mut n) = (0, 0);
    while o < old.len() || n < new.len() {
        let pair = old.get(o).zip(new.get(n));
        let about = |(a, b): (&Doc, &Doc)| identity(a) == identity(b);
        if pair.is_some_and(about) && !deletes_here(old, new, o, n) {
            changes.push(Change::Keep(o, n));
            o += 1;
            n += 1;
            continue;
        }
        let later = |list: &[Doc], item: Option<&Doc>, from: usize| {
            item.is_some_and(|item| {
                let mut rest = list.iter().skip(from);
                rest.any(|known| identity(known) == identity(item))
            })
        };
        if old.get(o).is_some() && !later(new, old.get(o), n) || deletes_here(old, new, o, n) {
            changes.push(Change::Delete(o));
            o += 1;
        } else if n < new.len() {
            changes.push(Change::Insert(n));
            n += 1;
        } else {
            changes.push(Change::Delete(o));
            o += 1;
        }
    }
    changes
}

/// Whether dropping this item brings both lists together: of several decisions on one concern the
/// dropped one goes, not the next one changed.
fn deletes_here(old: &[Doc], new: &[Doc], o: usize, n: usize) -> bool {
    let rest_new = new.get(n..).unwrap_or_default();
    let rest_old = old.get(o + 1..).unwrap_or_default();
    rest_old.len() == rest_new.len() && old.get(o) != new.get(n) && rest_old == rest_new
}

/// What an item is about: its first key and value, else itself.
fn identity(item: &Doc) -> &Doc {
    let pairs = item.pairs();
    pairs.first().map_or(item, |(_, value)| *value)
}
