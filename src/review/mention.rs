//! Which technologies a text speaks of, in prose and in commands.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::model::{TechId, Technology};

/// Words of the longest name that is looked for.
const NAME_WORDS: usize = 4;

/// The technologies that prose names: whole words, as a name is spelled. "the rest" names no
/// REST.
pub(super) fn in_prose(catalog: &Catalog, text: &str) -> BTreeSet<TechId> {
    let words: Vec<&str> = words(text, |c| !c.is_alphanumeric() && !".+#@/-_".contains(c));
    let spelled = |technology: &Technology, name: &str| {
        technology.name == *name || technology.aliases.iter().any(|alias| *alias == *name)
    };
    let mut found = BTreeSet::new();
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let name = (1..=NAME_WORDS.min(rest.len())).rev().find_map(|count| {
            let name = rest.get(..count)?.join(" ");
            let known = catalog.technology(catalog.names.resolve(&name)?)?;
            spelled(known, &name).then_some((count, &known.id))
        });
        found.extend(name.map(|(_, id)| id.clone()));
        rest = rest
            .get(name.map_or(1, |(count, _)| count)..)
            .unwrap_or_default();
    }
    found
}

/// The technologies that commands name among their arguments, in any case. The command itself is
/// none: `echo` is no web framework, and `go` builds everything.
pub(super) fn in_commands(catalog: &Catalog, text: &str) -> BTreeSet<TechId> {
    let mut found = BTreeSet::new();
    for line in text.lines() {
        let arguments = line.split_whitespace().skip(1);
        let parts = arguments.flat_map(|word| {
            let part = words(word, |c| !c.is_alphanumeric() && !"@/-_.".contains(c));
            let image = words(word, |c| !c.is_alphanumeric() && !"-_".contains(c));
            part.into_iter().chain(image)
        });
        let known = parts.filter_map(|word| catalog.technology(catalog.names.resolve(word)?));
        let known = known.filter(|known| !known.is_language());
        found.extend(known.map(|known| known.id.clone()));
    }
    found
}

fn words(text: &str, ends: impl Fn(char) -> bool) -> Vec<&str> {
    let words = text.split(ends);
    let words = words.map(|word| word.trim_matches(['.', '-', '/']));
    words.filter(|word| !word.is_empty()).collect()
}
