//! Which names of criteria mean the same row: by spelling, by the list below, and as a person
//! says.

use std::collections::{BTreeMap, BTreeSet};

use super::normal::value_key;
use crate::parse::quantity::Unit;

/// Names of the same criterion, the usual one first. Gathered from the headers of some two
/// thousand comparison tables in published skills; only names that ask the same of anything.
const SAME: [&[&str]; 18] = [
    &[
        "best for",
        "best use case",
        "best use cases",
        "best used for",
        "best fit",
        "best when",
        "use when",
        "use case",
        "use cases",
        "use for",
        "used for",
        "when to use",
        "when to choose",
        "choose when",
        "choose if",
        "choose for",
        "pick when",
        "ideal for",
        "good for",
        "great for",
        "suited for",
        "suitable for",
        "recommended for",
        "when",
        "typical use",
        "primary use case",
    ],
    &[
        "avoid when",
        "avoid if",
        "not for",
        "not ideal for",
        "do not use when",
        "don't use when",
        "when not to use",
        "bad for",
        "not recommended for",
    ],
    &[
        "strengths",
        "pros",
        "advantages",
        "benefits",
        "strength",
        "key strength",
        "pro",
        "upsides",
        "good at",
    ],
    &[
        "weaknesses",
        "cons",
        "disadvantages",
        "drawbacks",
        "limitations",
        "weakness",
        "con",
        "downsides",
        "caveats",
    ],
    &[
        "licence",
        "license",
        "licensing",
        "licence type",
        "license type",
    ],
    &[
        "open source",
        "open-source",
        "oss",
        "is open source",
        "foss",
    ],
    &[
        "cost",
        "costs",
        "price",
        "pricing",
        "price range",
        "monthly cost",
    ],
    &["latency", "typical latency"],
    &[
        "throughput",
        "max throughput",
        "peak throughput",
        "message throughput",
    ],
    &["max scale", "maximum scale", "stated scale", "scale limit"],
    &[
        "hosting",
        "hosting options",
        "deployment",
        "deployment model",
        "deployment options",
    ],
    &[
        "managed option",
        "managed",
        "managed service",
        "managed version",
        "hosted option",
    ],
    &["language", "languages"],
    &["type", "kind", "category"],
    &["performance", "speed"],
    &[
        "operational complexity",
        "ops complexity",
        "ops burden",
        "operations burden",
    ],
    &["learning curve", "ease of learning"],
    &["notes", "note", "comment", "comments", "remarks", "details"],
];

/// How names of criteria are taken together. A plain value: what a person joined or took apart is
/// kept with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criteria {
    /// A criterion's own key to the key of the row that it was put into.
    pub joined: BTreeMap<String, String>,
    /// Criteria, by their own key, that stand for themselves.
    pub apart: BTreeSet<String>,
}

impl Criteria {
    /// The key of the row that a name belongs to.
    pub fn row_of(&self, name: &str) -> String {
        let own = own_key(name);
        let usual = |own: String| {
            if self.apart.contains(&own) {
                return own;
            }
            usual(&own).map_or(own, str::to_owned)
        };
        match self.joined.get(&own) {
            Some(row) => usual(row.clone()),
            None => usual(own),
        }
    }

    /// Puts the row of one name into the row of another.
    pub fn join(&mut self, name: &str, into: &str) {
        let row = self.row_of(into);
        let own = own_key(name);
        self.apart.remove(&own);
        if own != row {
            self.joined.insert(own, row);
        }
    }

    /// Lets a name stand for itself.
    pub fn split(&mut self, name: &str) {
        let own = own_key(name);
        self.joined.remove(&own);
        self.apart.insert(own);
    }
}

/// The usual name among those of the same criterion.
fn usual(own: &str) -> Option<&'static str> {
    let same = SAME.iter().find(|names| names.contains(&own))?;
    same.first().copied()
}

/// The key of the row that a criterion belongs to where nobody says otherwise.
pub fn criterion_key(name: &str) -> String {
    Criteria::default().row_of(name)
}

/// What tells names of criteria apart: case, markdown, a question mark, and a unit in parentheses
/// do not.
pub fn own_key(name: &str) -> String {
    let key = value_key(name);
    let key = key.trim_end_matches('?').trim_end();
    let bare = key.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let bare = bare.filter(|(_, unit)| Unit::named(unit).dimension().is_physical());
    bare.map_or(key, |(bare, _)| bare.trim_end()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criteria_of_the_same_meaning_are_one_row() {
        let cases = [
            ("Best For", "Use when", true),
            ("Best use case", "**Ideal for:**", true),
            ("License", "Licence", true),
            ("Pros", "Key Strength", true),
            ("Latency (ms)", "latency", true),
            ("Throughput (msg/s)", "Throughput", true),
            ("Latency (p99)", "Latency", false),
            ("Pros", "Cons", false),
            ("Open source", "License", false),
            ("Rust client", "Client", false),
        ];
        for (one, other, same) in cases {
            assert_eq!(
                criterion_key(one) == criterion_key(other),
                same,
                "{one}, {other}"
            );
        }
    }

    #[test]
    fn a_person_joins_and_takes_apart() {
        let mut criteria = Criteria::default();
        criteria.split("Use cases");
        assert_eq!(criteria.row_of("Use cases"), "use cases");
        assert_eq!(criteria.row_of("Use when"), "best for");
        criteria.join("Named for", "Best for");
        assert_eq!(criteria.row_of("Named for"), "best for");
        criteria.join("Use cases", "Strengths");
        assert_eq!(criteria.row_of("Use cases"), criteria.row_of("Pros"));
        criteria.split("Named for");
        assert_eq!(criteria.row_of("named for"), "named for");
    }

    #[test]
    fn no_name_stands_in_two_groups() {
        let names: Vec<&&str> = SAME.iter().copied().flatten().collect();
        let once: BTreeSet<&&str> = names.iter().copied().collect();
        assert_eq!(names.len(), once.len());
        for name in names {
            assert_eq!(own_key(name), **name, "written as its own key");
        }
    }
}
