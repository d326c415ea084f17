//! Names that no manifest lists: something exists as soon as two places speak of it.
//!
//! A table that compares must be one of the places; another table, a definition or the outcome of
//! a tree is the second. What tables use to compare by (`Cost`), grades and tiers (`Premium`),
//! what is only numbered (`Option A`) and amounts are no names. A version or a vendor is dropped
//! where what is left is a name of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::catalog::label::{alternatives, core, without_vendor, without_version};
use crate::catalog::names::key;
use crate::model::{Alternative, Definition, Node};
use crate::text::{Location, SafeText};

/// Bytes of a name; a longer cell is a description.
const NAME_BYTES: usize = 32;
/// Words of a name.
const NAME_WORDS: usize = 4;
/// Letters of a name that begins with a digit: `1Password` is one, `100K` and `5min` are amounts.
const LETTERS_AFTER_DIGIT: usize = 4;
/// Signs of an amount, a condition or a sentence.
const NO_NAME: &[char] = &['<', '>', '=', '$', '%', '→', '?', ':', '"', '“', '≤', '≥'];
/// Words that grade, rank or answer, and words for what a table lists: alone they name nothing, and
/// with a number or a letter after them neither. In the spelling of [`key`].
const GENERIC: [&str; 80] = [
    "advanced",
    "all",
    "alternative",
    "always",
    "approach",
    "automatic",
    "average",
    "bad",
    "basic",
    "best",
    "both",
    "bluegreen",
    "business",
    "canary",
    "case",
    "category",
    "class",
    "community",
    "complex",
    "critical",
    "custom",
    "default",
    "dev",
    "development",
    "easy",
    "enterprise",
    "excellent",
    "fair",
    "fast",
    "free",
    "full",
    "good",
    "group",
    "hard",
    "high",
    "hybrid",
    "large",
    "level",
    "limited",
    "local",
    "low",
    "manual",
    "maybe",
    "medium",
    "method",
    "minimal",
    "minor",
    "mode",
    "model",
    "na",
    "never",
    "no",
    "none",
    "option",
    "optional",
    "other",
    "partial",
    "phase",
    "plan",
    "poor",
    "premium",
    "pro",
    "prod",
    "production",
    "remote",
    "result",
    "scenario",
    "serverless",
    "simple",
    "slow",
    "small",
    "staging",
    "standard",
    "starter",
    "step",
    "tier",
    "tool",
    "total",
    "type",
    "yes",
];

/// The names that no manifest lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unlisted {
    names: Vec<SafeText>,
    by_key: BTreeMap<String, usize>,
}

/// A name in the making.
#[derive(Debug, Default)]
struct Seen {
    /// As first written.
    name: SafeText,
    /// The tables that compare it.
    tables: BTreeSet<Location>,
    /// The definitions and outcomes that speak of it.
    others: BTreeSet<Location>,
}

impl Unlisted {
    /// All of them, in the order of their spelling.
    pub fn names(&self) -> &[SafeText] {
        &self.names
    }

    /// The name that a whole name is.
    pub fn resolve(&self, name: &str) -> Option<&SafeText> {
        self.names.get(*self.by_key.get(&key(name))?)
    }

    fn of(catalog: &Catalog) -> Self {
        let mut seen = compared(catalog);
        speak(catalog, &mut seen);
        fold(&mut seen);
        let compared_by = compared_by(catalog);
        seen.retain(|key, seen| {
            let by = compared_by.get(key).copied().unwrap_or_default();
            seen.tables.len() + seen.others.len() > 1 && seen.tables.len() > by
        });
        let mut unlisted = Self::default();
        for (position, (key, seen)) in seen.into_iter().enumerate() {
            unlisted.by_key.insert(key, position);
            unlisted.names.push(seen.name);
        }
        unlisted.without_lists(catalog)
    }

    /// Leaves out what is a list of other names: `A/B`.
    fn without_lists(self, catalog: &Catalog) -> Self {
        let is_list = |name: &SafeText| {
            let own = key(name);
            let resolve = |part: &str| {
                let part = Some(part).filter(|part| key(part) != own)?;
                catalog
                    .names
                    .alternative(part)
                    .or_else(|| self.alternative(part))
            };
            alternatives(name, &resolve, &|_| false).len() > 1
        };
        let names = self.names.iter().filter(|name| !is_list(name));
        let names: Vec<SafeText> = names.cloned().collect();
        let keys = names.iter().map(|name| key(name)).zip(0..);
        Self {
            by_key: keys.collect(),
            names,
        }
    }

    fn alternative(&self, name: &str) -> Option<Alternative> {
        let name = self.resolve(name)?.clone();
        Some(Alternative {
            name,
            technology: None,
        })
    }
}

impl Catalog {
    /// What a label names, listed by a manifest or not; each once, in the order written.
    pub fn alternatives_in(&self, label: &str) -> Vec<Alternative> {
        let listed = |name: &str| self.names.alternative(name);
        let resolve = |name: &str| listed(name).or_else(|| self.unlisted.alternative(name));
        alternatives(label, &resolve, &|id| self.names.is_language(id))
    }
}

/// Fills in the names that no manifest lists, and drops the definitions of anything that is
/// neither listed nor compared: most lists of that form are of something else.
pub(super) fn gather(catalog: &mut Catalog) {
    catalog.unlisted = Arc::new(Unlisted::of(catalog));
    let compared = catalog.tables().flat_map(|table| table.alternatives());
    let compared: BTreeSet<String> = compared.map(|label| key(core(label))).collect();
    let mut index = std::mem::take(&mut catalog.index);
    for page in index.iter_mut().flatten() {
        if !page.definitions.is_empty() {
            let kept = &mut Arc::make_mut(page).definitions;
            kept.retain(|definition| is_of_use(catalog, definition, &compared));
            kept.shrink_to_fit();
        }
    }
    catalog.index = index;
}

/// Whether a definition is of something that is listed or compared. What is said of a language in
/// such a list is what there is for it, not what it is.
fn is_of_use(catalog: &Catalog, definition: &Definition, compared: &BTreeSet<String>) -> bool {
    let named = catalog.alternatives_in(&definition.name);
    if named.is_empty() {
        return compared.contains(&key(core(&definition.name)));
    }
    let mut listed = named.iter().filter_map(|one| one.technology.as_ref());
    !listed.any(|id| catalog.names.is_language(id))
}

/// What tables compare and no manifest lists.
fn compared(catalog: &Catalog) -> BTreeMap<String, Seen> {
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for table in catalog.tables() {
        for label in table.alternatives() {
            let name = core(label);
            if is_name(name) && catalog.names.in_label(label).is_empty() {
                let entry = seen.entry(key(name)).or_insert_with(|| Seen {
                    name: SafeText::one_line(name),
                    ..Seen::default()
                });
                entry.tables.insert(table.at);
            }
        }
    }
    seen
}

/// Adds the definitions and outcomes that speak of what was seen.
fn speak(catalog: &Catalog, seen: &mut BTreeMap<String, Seen>) {
    let mut add = |label: &str, at| {
        let name = core(label);
        let spelled = [name, without_version(name), without_vendor(name)].map(key);
        let known = spelled.iter().find(|key| seen.contains_key(*key));
        if let Some(seen) = known.and_then(|key| seen.get_mut(key)) {
            seen.others.insert(at);
        }
    };
    for definition in catalog.definitions() {
        add(&definition.name, definition.at);
    }
    let trees = catalog.trees().filter(|tree| tree.same_as.is_none());
    for node in trees.flat_map(|tree| &tree.nodes) {
        if let Node::Outcome(outcome) = node {
            add(&outcome.text, outcome.at);
        }
    }
}

/// Lets a name with a version or a vendor be the name without, where that was seen too.
fn fold(seen: &mut BTreeMap<String, Seen>) {
    let shorter = |(own, one): (&String, &Seen)| {
        let rests = [without_version(&one.name), without_vendor(&one.name)];
        let rests = rests.map(key).into_iter();
        let rest = rests
            .filter(|rest| rest != own)
            .find(|rest| seen.contains_key(rest));
        Some((own.clone(), rest?))
    };
    let moves: Vec<(String, String)> = seen.iter().filter_map(shorter).collect();
    for (long, short) in moves {
        let Some(long) = seen.remove(&long) else {
            continue;
        };
        if let Some(short) = seen.get_mut(&short) {
            short.tables.extend(long.tables);
            short.others.extend(long.others);
        }
    }
}

pub(super) fn is_name(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let amount = text.starts_with(|c: char| c.is_ascii_digit())
        && (letters < LETTERS_AFTER_DIGIT || text.contains(' '));
    text.len() <= NAME_BYTES
        && text.split_whitespace().count() <= NAME_WORDS
        && letters > 1
        && !amount
        && !text.contains(NO_NAME)
        && !is_generic(text)
}

/// A generic word, alone or before the number or letter of one of several.
fn is_generic(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let second = words.next();
    let numbered = |word: &str| {
        let number = word.chars().all(|c| c.is_ascii_digit());
        number || word.chars().count() == 1
    };
    let alone = words.next().is_none() && second.is_none_or(numbered);
    alone && GENERIC.contains(&key(first).as_str())
}

/// How many tables compare by something.
fn compared_by(catalog: &Catalog) -> BTreeMap<String, usize> {
    let mut by: BTreeMap<String, usize> = BTreeMap::new();
    for table in catalog.tables() {
        let criteria: BTreeSet<String> = table.criteria().iter().map(|name| key(name)).collect();
        for criterion in criteria {
            *by.entry(criterion).or_default() += 1;
        }
    }
    by
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_numbers_and_sentences_are_no_names() {
        let names = [
            "Fly.io",
            "pnpm",
            "Pub/Sub",
            "1Password",
            "S3 Standard-IA",
            "Key Vault",
        ];
        for name in names {
            assert!(is_name(name), "{name}");
        }
        let others = [
            "",
            "R",
            "12",
            "100K",
            "10 users",
            "Premium",
            "blue-green",
            "Option A",
            "Tier 2",
            "< 5 ms",
            "$20 a month",
            "one two three four five",
        ];
        for name in others {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn a_version_or_a_vendor_goes_where_the_rest_is_a_name() {
        let cases: [(&str, &[&str], &[&str]); 4] = [
            ("a version", &["Wick", "Wick 3.5"], &["wick"]),
            ("a number that is part of it", &["Road 53"], &["road53"]),
            ("a vendor", &["Lamp", "AWS Lamp"], &["lamp"]),
            ("a vendor that is part of it", &["AWS Lamp"], &["awslamp"]),
        ];
        for (name, written, expected) in cases {
            let seen = written.iter().map(|name| {
                let seen = Seen {
                    name: SafeText::new(name),
                    ..Seen::default()
                };
                (key(name), seen)
            });
            let mut seen: BTreeMap<String, Seen> = seen.collect();
            fold(&mut seen);
            let left: Vec<&str> = seen.keys().map(String::as_str).collect();
            assert_eq!(left, expected, "{name}");
        }
    }
}
