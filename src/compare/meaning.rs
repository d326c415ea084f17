//! What a statement means, where that can be read: yes or no, a number with its unit, a version, a
//! list. The text always stays beside it; a statement that is not understood is words.

use std::cmp::Ordering;

use super::normal;
use crate::parse::quantity::{Measure, measure};
use crate::text::SafeText;

/// What a statement means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// Yes, no or partly, whatever else is said beside it.
    Verdict(Verdict),
    /// A number or a range.
    Number(Measure),
    /// A version, part by part.
    Version(Vec<u32>),
    /// Several things, folded.
    List(Vec<String>),
    /// Anything else, folded.
    Words(String),
}

/// An answer to whether something is so. In order: what speaks for it is more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It is not.
    No,
    /// In part, or under a condition.
    Partly,
    /// It is.
    Yes,
}

/// Beginnings of statements that say whether something is so.
const VERDICTS: [(&str, Verdict); 23] = [
    ("yes", Verdict::Yes),
    ("y", Verdict::Yes),
    ("true", Verdict::Yes),
    ("full", Verdict::Yes),
    ("fully", Verdict::Yes),
    ("supported", Verdict::Yes),
    ("built-in", Verdict::Yes),
    ("native", Verdict::Yes),
    ("natively", Verdict::Yes),
    ("no", Verdict::No),
    ("n", Verdict::No),
    ("false", Verdict::No),
    ("never", Verdict::No),
    ("unsupported", Verdict::No),
    ("not supported", Verdict::No),
    ("not available", Verdict::No),
    ("partial", Verdict::Partly),
    ("partially", Verdict::Partly),
    ("partly", Verdict::Partly),
    ("limited", Verdict::Partly),
    ("some", Verdict::Partly),
    ("experimental", Verdict::Partly),
    ("optional", Verdict::Partly),
];
/// A part of a list has at most so many words: more are a sentence with a comma.
const WORDS_OF_AN_ITEM: usize = 4;
/// A statement that names a version has at most so many words.
const WORDS_OF_A_VERSION: usize = 3;

impl Verdict {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Partly => "partly",
            Self::Yes => "yes",
        }
    }

    /// What a statement says, if it begins with a verdict: a mark, or a word that stands alone or
    /// set off from the rest.
    pub fn read(text: &str) -> Option<Self> {
        let key = normal::value_key(text);
        let marked = normal::leading_mark(text);
        let says = |(word, _): &&(&str, Self)| {
            if marked.is_some() {
                return marked == Some(word);
            }
            let rest = key.strip_prefix(word);
            let set_off = |rest: &str| {
                let rest = rest.trim_start();
                rest.is_empty()
                    || rest.starts_with([',', ';', ':', '.', '(', '–', '—', '/', '!'])
                    || rest.starts_with("- ")
            };
            rest.is_some_and(set_off)
        };
        VERDICTS.iter().find(says).map(|(_, verdict)| *verdict)
    }
}

/// A kind of statement, and of numbers what they measure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Scale {
    rank: u8,
    of: String,
}

impl Meaning {
    /// Reads a statement.
    pub fn of(text: &str) -> Self {
        if let Some(verdict) = Verdict::read(text) {
            return Self::Verdict(verdict);
        }
        if let Some(version) = version(text) {
            return Self::Version(version);
        }
        if let Some(measure) = measure(text) {
            return Self::Number(measure);
        }
        items(text).map_or_else(|| Self::Words(normal::value_key(text)), Self::List)
    }

    /// The word for what it was understood as; `None` for words only.
    pub fn kind(&self) -> Option<&'static str> {
        match self {
            Self::Verdict(_) => Some("verdict"),
            Self::Number(_) => Some("number"),
            Self::Version(_) => Some("version"),
            Self::List(_) => Some("list"),
            Self::Words(_) => None,
        }
    }

    /// What it was understood as, in words; `None` for words only.
    pub fn said(&self) -> Option<SafeText> {
        Some(SafeText::from(match self {
            Self::Verdict(verdict) => verdict.word().to_owned(),
            Self::Number(measure) => number_said(measure),
            Self::Version(parts) => {
                let parts: Vec<String> = parts.iter().map(u32::to_string).collect();
                format!("version {}", parts.join("."))
            }
            Self::List(items) => format!("a list of {}", items.len()),
            Self::Words(_) => return None,
        }))
    }

    /// Which of two statements is more. Numbers of one dimension go by size, whatever their unit;
    /// kinds that cannot be compared stand in groups.
    pub fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => {
                let (of_a, of_b) = (a.unit.dimension().of, b.unit.dimension().of);
                of_a.cmp(&of_b).then(a.order().total_cmp(&b.order()))
            }
            (Self::Version(a), Self::Version(b)) => a.cmp(b),
            (Self::Verdict(a), Self::Verdict(b)) => a.cmp(b),
            _ => self
                .rank()
                .cmp(&other.rank())
                .then_with(|| self.folded().cmp(&other.folded())),
        }
    }

    /// What it shares with the statements that it can be put in order with.
    pub(super) fn scale(&self) -> Scale {
        let of = match self {
            Self::Number(measure) => measure.unit.dimension().of,
            Self::Verdict(_) | Self::Version(_) | Self::List(_) | Self::Words(_) => String::new(),
        };
        Scale {
            rank: self.rank(),
            of,
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Number(_) => 0,
            Self::Version(_) => 1,
            Self::Verdict(_) => 2,
            Self::List(_) | Self::Words(_) => 3,
        }
    }

    fn folded(&self) -> String {
        match self {
            Self::List(items) => items.join(", "),
            Self::Words(words) => words.clone(),
            Self::Verdict(_) | Self::Number(_) | Self::Version(_) => String::new(),
        }
    }
}

/// The signs with which a range of numbers is written, and the words for them.
const RANGES: [(&str, &str, &str); 4] = [
    (">= ", "", " or more"),
    ("> ", "more than ", ""),
    ("<= ", "up to ", ""),
    ("< ", "less than ", ""),
];

/// "500K or more msg/s", "less than 5 ms".
fn number_said(measure: &Measure) -> String {
    let range = measure.range.to_string();
    let mut worded = RANGES.iter().filter_map(|(sign, before, after)| {
        let number = range.strip_prefix(sign)?;
        Some(format!("{before}{number}{after}"))
    });
    let worded = worded.next().unwrap_or_else(|| range.clone());
    let unit = if measure.unit.is_unknown() {
        ""
    } else {
        measure.unit.name()
    };
    format!("{worded} {unit}").trim_end().to_owned()
}

/// `v5`, `2.0.44`, `1.x`, `Airflow 3.0`: a short statement that ends in a version.
fn version(text: &str) -> Option<Vec<u32>> {
    let key = normal::value_key(text);
    let words: Vec<&str> = key.split_whitespace().collect();
    let (last, before) = words.split_last()?;
    let named = before
        .iter()
        .all(|word| word.starts_with(char::is_alphabetic));
    if !named || words.len() > WORDS_OF_A_VERSION {
        return None;
    }
    let digits = last.strip_prefix('v').unwrap_or(last);
    let parts: Vec<&str> = digits.trim_end_matches('+').split('.').collect();
    // `3.5` alone is a number; a name, a `v`, an `x` or a third part makes it a version.
    let marked =
        digits.len() < last.len() || parts.len() > 2 || parts.contains(&"x") || !before.is_empty();
    let numbers = parts.iter().filter(|part| **part != "x");
    let numbers: Vec<u32> = numbers
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    (marked && !numbers.is_empty()).then_some(numbers)
}

/// The parts of a list, folded.
fn items(text: &str) -> Option<Vec<String>> {
    let key = normal::value_key(text);
    let mut depth = 0_usize;
    let parts: Vec<&str> = key
        .split(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && matches!(c, ',' | ';' | '·' | '•')
        })
        .map(|part| {
            part.trim()
                .trim_start_matches("and ")
                .trim_start_matches("or ")
        })
        .filter(|part| !part.is_empty())
        .collect();
    let short = |part: &&str| part.split_whitespace().count() <= WORDS_OF_AN_ITEM;
    let list = parts.len() > 1 && parts.iter().all(short);
    list.then(|| parts.into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        match Meaning::of(text) {
            Meaning::Verdict(verdict) => verdict.word().to_owned(),
            Meaning::Number(measure) => {
                format!("{} {}", measure.range, measure.unit.dimension().of)
            }
            Meaning::Version(parts) => format!("version {parts:?}"),
            Meaning::List(items) => items.join(" | "),
            Meaning::Words(_) => "words".to_owned(),
        }
    }

    #[test]
    fn what_was_understood_is_said_in_words() {
        let cases = [
            ("Yes, since 2.0", Some("yes")),
            ("500K+ msg/s", Some("500K or more msg/s")),
            ("< 5 ms", Some("less than 5 ms")),
            ("up to 10M vectors", Some("up to 10M vectors")),
            ("v5.2", Some("version 5.2")),
            ("Go, Rust, C", Some("a list of 3")),
            ("for small teams", None),
        ];
        for (text, said) in cases {
            let found = Meaning::of(text).said();
            assert_eq!(found.as_deref(), said, "{text}");
        }
    }

    #[test]
    fn statements_are_understood_where_they_can_be() {
        let cases = [
            ("Yes", "yes"),
            ("✅", "yes"),
            ("Yes, with BM25", "yes"),
            ("**Yes** (enterprise)", "yes"),
            ("No", "no"),
            ("❌ no", "no"),
            ("No SQL, no joins", "no sql | no joins"),
            ("Not supported", "no"),
            ("Partial", "partly"),
            ("⚠️ beta", "partly"),
            ("✅ native", "yes"),
            ("Limited (reads only)", "partly"),
            ("Native to Kubernetes", "words"),
            ("10-50 ms", "10-50 time"),
            ("1M+ msg/s", ">= 1M message/s"),
            ("~10M vectors", "10M vector"),
            ("2.0.44", "version [2, 0, 44]"),
            ("v5", "version [5]"),
            ("5.x", "version [5]"),
            ("Airflow 3.0", "version [3, 0]"),
            ("3.5", "3.5 "),
            ("1,536", "1536 "),
            ("HNSW, IVF, DiskANN", "hnsw | ivf | diskann"),
            (
                "Simple to run, though it needs a second machine for failover",
                "words",
            ),
            ("OAuth 2.0 and OIDC for everyone", "words"),
        ];
        for (text, expected) in cases {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_ordered_by_size_in_any_unit() {
        let mut texts = ["2 s", "10-50 ms", "< 5 ms", "90 µs", "1 min"];
        texts.sort_by(|a, b| Meaning::of(a).order(&Meaning::of(b)));
        assert_eq!(texts, ["90 µs", "< 5 ms", "10-50 ms", "2 s", "1 min"]);
        let mut texts = ["9.0.1", "10.0.0", "Yes", "No", "Partial", "zebra", "apple"];
        texts.sort_by(|a, b| Meaning::of(a).order(&Meaning::of(b)));
        assert_eq!(
            texts,
            ["9.0.1", "10.0.0", "No", "Partial", "Yes", "apple", "zebra"]
        );
    }
}
