//! What a person typed, as words with their other spellings.

use std::collections::BTreeMap;

use super::fold::Folded;
use crate::limits;
use crate::model::Technology;

/// Shorthands that no manifest has to list: words of the trade, not names.
const SHORTHANDS: [(&str, &str); 10] = [
    ("k8s", "kubernetes"),
    ("pg", "postgres"),
    ("db", "database"),
    ("mq", "message queue"),
    ("js", "javascript"),
    ("ts", "typescript"),
    ("tf", "terraform"),
    ("otel", "opentelemetry"),
    ("authn", "authentication"),
    ("authz", "authorization"),
];

/// Spellings that mean the same, folded: from the shorthands of the trade and the technologies of
/// the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases(BTreeMap<String, Vec<String>>);

impl Aliases {
    /// The spellings of these technologies, each meaning the others.
    pub fn new(technologies: &[Technology]) -> Self {
        let mut aliases = Self::default();
        for (short, long) in SHORTHANDS {
            aliases.add(short, long);
        }
        for technology in technologies {
            let all = std::iter::once(&technology.name).chain(&technology.aliases);
            let folded: Vec<String> = all.map(|name| Folded::new(name).text).collect();
            for a in &folded {
                for b in folded.iter().filter(|b| *b != a) {
                    aliases.add(a, b);
                }
            }
        }
        aliases
    }

    fn add(&mut self, short: &str, long: &str) {
        let longs = self.0.entry(short.to_owned()).or_default();
        if !longs.iter().any(|known| known == long) {
            longs.push(long.to_owned());
        }
    }

    /// Other spellings of a folded word, without those that contain it anyway.
    fn of<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a String> {
        let all = self.0.get(word).into_iter().flatten();
        all.filter(move |other| !other.contains(word))
    }
}

/// A query: all of its words must match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) words: Vec<Word>,
}

/// A word of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// As typed, folded.
    pub(super) text: String,
    /// Other spellings.
    pub(super) aliases: Vec<String>,
}

impl Query {
    pub(super) fn new(typed: &str, aliases: &Aliases) -> Self {
        let kept: String = typed.chars().take(limits::FUZZY_QUERY).collect();
        let folded = Folded::new(&kept).text;
        let mut words: Vec<Word> = Vec::new();
        for text in folded.split_whitespace() {
            if !words.iter().any(|word| word.text == text) {
                words.push(Word {
                    aliases: aliases.of(text).cloned().collect(),
                    text: text.to_owned(),
                });
            }
        }
        Self { words }
    }
}
