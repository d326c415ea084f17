//! What numbers count, in any spelling.

use super::words::number;

/// What is counted: the words after a number, folded; empty when none follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    pub(super) words: Vec<String>,
    /// The first word as it was written: what to call the unit.
    written: String,
}

impl Unit {
    /// The unit that a name means: the name of a fact, `vectors`, `msg/s`.
    pub fn named(name: &str) -> Self {
        let words: Vec<&str> = name.split([' ', '_', '-']).collect();
        Self::of(&words)
    }

    /// The unit that words mean: plural folded to singular, `messages per second` to `msg/s`.
    pub(super) fn of(words: &[&str]) -> Self {
        let mut unit: Vec<String> = Vec::new();
        let mut per = false;
        for word in words.iter().map(|word| word.to_lowercase()) {
            if word == "per" {
                per = true;
            } else if per {
                let noun = unit.pop().unwrap_or_default();
                unit.push(folded(&format!("{noun}/{word}")));
                per = false;
            } else {
                unit.push(folded(&word));
            }
        }
        let written = words.first().copied().unwrap_or_default().to_owned();
        Self {
            words: unit,
            written,
        }
    }

    /// What kind of thing is counted, so that numbers in other units of it can be compared.
    pub fn dimension(&self) -> Dimension {
        let first = self.words.first().map_or("", String::as_str);
        let (noun, rate) = first.split_once('/').unwrap_or((first, ""));
        let (of, factor) = scale(noun).map_or((noun, 1.0), |(_, of, factor)| (*of, *factor));
        let per = scale(rate).filter(|(_, of, _)| *of == TIME);
        let (per, divisor) = per.map_or((rate, 1.0), |(_, _, seconds)| ("s", *seconds));
        Dimension {
            of: if per.is_empty() {
                of.to_owned()
            } else {
                format!("{of}/{per}")
            },
            factor: factor / divisor,
        }
    }

    /// Whether nothing is said about what is counted.
    pub fn is_unknown(&self) -> bool {
        self.words.is_empty()
    }

    /// What to call it.
    pub fn name(&self) -> &str {
        &self.written
    }

    /// Whether both count the same: the leading word of one occurs in the other ("10M product
    /// vectors" are vectors).
    pub fn same_as(&self, other: &Self) -> bool {
        let leads = |a: &Self, b: &Self| a.words.first().is_some_and(|word| b.words.contains(word));
        leads(self, other) || leads(other, self)
    }
}

/// What is measured, and how much of its base one unit is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dimension {
    /// `time` (base: the second), `bytes`, `%`, or the thing that is counted; `/s` behind it for
    /// a rate. Empty where nothing is said.
    pub of: String,
    /// One unit in the base.
    pub factor: f64,
}

impl Dimension {
    /// Whether it is a unit that only measures, not a noun that a number may stand before by
    /// chance.
    pub fn is_physical(&self) -> bool {
        let noun = self.of.split('/').next().unwrap_or_default();
        self.of.contains('/') || SCALES.iter().any(|(_, of, _)| *of == noun)
    }
}

/// Dimension of what is measured in seconds.
const TIME: &str = "time";
/// Dimension of what is measured in bytes.
const BYTES: &str = "bytes";

/// Units, what they measure, and how much of its base one is. Bytes by the thousand, as vendors
/// write them; `KiB` by 1024.
const SCALES: [(&str, &str, f64); 42] = [
    ("ns", TIME, 1e-9),
    ("us", TIME, 1e-6),
    ("µs", TIME, 1e-6),
    ("μs", TIME, 1e-6),
    ("ms", TIME, 1e-3),
    ("millisecond", TIME, 1e-3),
    ("s", TIME, 1.0),
    ("sec", TIME, 1.0),
    ("second", TIME, 1.0),
    ("min", TIME, 60.0),
    ("minute", TIME, 60.0),
    ("h", TIME, 3600.0),
    ("hr", TIME, 3600.0),
    ("hour", TIME, 3600.0),
    ("day", TIME, 86_400.0),
    ("week", TIME, 604_800.0),
    ("mo", TIME, 2_629_800.0),
    ("month", TIME, 2_629_800.0),
    ("yr", TIME, 31_557_600.0),
    ("year", TIME, 31_557_600.0),
    ("byte", BYTES, 1.0),
    ("kb", BYTES, 1e3),
    ("mb", BYTES, 1e6),
    ("gb", BYTES, 1e9),
    ("tb", BYTES, 1e12),
    ("pb", BYTES, 1e15),
    ("kib", BYTES, 1024.0),
    ("mib", BYTES, 1_048_576.0),
    ("gib", BYTES, 1_073_741_824.0),
    ("tib", BYTES, 1_099_511_627_776.0),
    ("hz", "hz", 1.0),
    ("khz", "hz", 1e3),
    ("mhz", "hz", 1e6),
    ("ghz", "hz", 1e9),
    ("%", "%", 1.0),
    ("percent", "%", 1.0),
    ("x", "times", 1.0),
    ("×", "times", 1.0),
    ("time", "times", 1.0),
    ("$", "$", 1.0),
    ("€", "€", 1.0),
    ("£", "£", 1.0),
];

fn scale(unit: &str) -> Option<&'static (&'static str, &'static str, f64)> {
    SCALES.iter().find(|(name, ..)| *name == unit)
}

/// At most three words after a number, up to the end of the phrase, and how many were read. Money
/// is its own unit: of `$20 per month` the rest says only how often.
pub(super) fn unit_after(
    words: &[String],
    at: usize,
    currency: Option<&'static str>,
) -> (Unit, usize) {
    const STOPS: [&str; 14] = [
        "and", "or", "with", "for", "to", "of", "on", "in", "at", "is", "are", "a", "the", "than",
    ];
    let letters = |word: &&String| {
        let first = word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '%' | '/' | '×'));
        first && !STOPS.contains(&word.as_str()) && number(word).is_none()
    };
    let here = words.iter().skip(at).take_while(letters).take(3);
    let mut here: Vec<&str> = here.map(String::as_str).collect();
    let count = here.len();
    let rate = here.first().filter(|word| word.starts_with('/'));
    let money = match (currency, rate) {
        (Some(sign), Some(rate)) => Some(format!("{sign}{rate}")),
        (Some(sign), None) => Some(sign.to_owned()),
        (None, _) => None,
    };
    match &money {
        Some(money) if rate.is_some() => {
            if let Some(first) = here.first_mut() {
                *first = money;
            }
        }
        Some(money) => here.insert(0, money),
        None => {}
    }
    (Unit::of(&here), count)
}

/// The spelling that stands for all of a unit: singular, short.
fn folded(word: &str) -> String {
    let (noun, rate) = word.split_once('/').unwrap_or((word, ""));
    let noun = match noun {
        "msg" | "msgs" | "messages" => "message",
        "req" | "reqs" | "requests" => "request",
        "rps" => return "request/s".to_owned(),
        "qps" => return "query/s".to_owned(),
        "tps" => return "transaction/s".to_owned(),
        "queries" => "query",
        "people" | "persons" => "person",
        "devs" | "dev" | "developers" => "developer",
        noun if noun.len() > 3 && !noun.ends_with("ss") => noun.trim_end_matches('s'),
        noun => noun,
    };
    match rate {
        "" => noun.to_owned(),
        "sec" | "second" | "s" => format!("{noun}/s"),
        rate => format!("{noun}/{rate}"),
    }
}
