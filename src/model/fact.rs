//! What is true of the project: its circumstances, asked once and kept.

use std::collections::BTreeMap;

use crate::text::SafeText;

/// All facts, by name. The name of a number is its unit: `vectors`, `engineers`, `msg/s`.
pub type Facts = BTreeMap<SafeText, Fact>;

/// One fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A number or a range of numbers.
    Number(Range),
    /// One or several words: technologies, needs, a hosting form.
    Words(Vec<SafeText>),
    /// Asked, and not known.
    Unknown,
}

impl Fact {
    /// The name of the fact that says what runs already.
    pub const USES: &'static str = "uses";
    /// The name of the fact that says what the team writes.
    pub const LANGUAGE: &'static str = "language";
    /// The name of the fact that says what the frontend has.
    pub const BUILDING: &'static str = "building";

    /// The word in a list which says that the list is not all: `uses: [postgresql, unknown]`.
    pub const OTHERS: &'static str = "unknown";

    /// Its words; none of a number.
    pub fn words(&self) -> &[SafeText] {
        match self {
            Self::Words(words) => words,
            Self::Number(_) | Self::Unknown => &[],
        }
    }

    /// Whether it says all there is to say: a list that something may be missing from does not.
    pub fn is_whole(&self) -> bool {
        let mut words = self.words().iter();
        *self != Self::Unknown && !words.any(|word| **word == *Self::OTHERS)
    }

    /// The same with words that it has not, where it is a list or is not known.
    #[must_use]
    pub fn with_words(self, new: impl IntoIterator<Item = SafeText>) -> Self {
        let mut words = match self {
            Self::Words(words) => words,
            Self::Unknown => vec![SafeText::new(Self::OTHERS)],
            Self::Number(_) => return self,
        };
        for word in new {
            if !words.contains(&word) {
                let open = words.last().is_some_and(|last| **last == *Self::OTHERS);
                words.insert(words.len() - usize::from(open), word);
            }
        }
        Self::Words(words)
    }
}

impl Fact {
    /// What is known of it, for a person: that a list may not be all there is is known of no
    /// project. `None` where nothing is.
    pub fn known(&self) -> Option<String> {
        match self {
            Self::Number(range) => Some(range.to_string()),
            Self::Words(words) => {
                let words = words.iter().filter(|word| ***word != *Self::OTHERS);
                let words: Vec<&str> = words.map(SafeText::as_str).collect();
                (!words.is_empty()).then(|| words.join(", "))
            }
            Self::Unknown => None,
        }
    }
}

/// What is known, each fact with its name: `vectors 5M`.
pub fn known(facts: &Facts) -> Vec<String> {
    let known = facts
        .iter()
        .filter_map(|(name, fact)| Some(format!("{name} {}", fact.known()?)));
    known.collect()
}

impl std::fmt::Display for Fact {
    /// The form in which a command line gives it: `30M`, `postgresql, redis`, `unknown`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(range) => range.fmt(f),
            Self::Words(words) => {
                let words: Vec<&str> = words.iter().map(SafeText::as_str).collect();
                f.write_str(&words.join(", "))
            }
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// A range of numbers; an end that is missing is not limited.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    /// The lower end.
    pub low: Option<End>,
    /// The upper end.
    pub high: Option<End>,
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// The number.
    pub value: f64,
    /// Whether the number itself belongs to the range.
    pub included: bool,
}

impl Range {
    /// Exactly one number.
    pub fn exactly(value: f64) -> Self {
        let end = Some(End {
            value,
            included: true,
        });
        Self {
            low: end,
            high: end,
        }
    }

    /// Everything from a number on, with it or without it.
    pub fn from(value: f64, included: bool) -> Self {
        Self {
            low: Some(End { value, included }),
            high: None,
        }
    }

    /// Everything up to a number, with it or without it.
    pub fn to(value: f64, included: bool) -> Self {
        Self {
            low: None,
            high: Some(End { value, included }),
        }
    }

    /// The range with both ends multiplied.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        let scaled = |end: End| End {
            value: end.value * factor,
            ..end
        };
        Self {
            low: self.low.map(scaled),
            high: self.high.map(scaled),
        }
    }

    /// Whether all its numbers lie in the other.
    pub fn lies_in(&self, other: &Self) -> bool {
        let above = match (self.low, other.low) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(limit)) => {
                own.value > limit.value
                    || own.value >= limit.value && (limit.included || !own.included)
            }
        };
        let below = match (self.high, other.high) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(limit)) => {
                own.value < limit.value
                    || own.value <= limit.value && (limit.included || !own.included)
            }
        };
        above && below
    }

    /// The numbers on the other side of its only end; `None` for a range with two ends or none.
    pub fn opposite(&self) -> Option<Self> {
        match (self.low, self.high) {
            (Some(low), None) => Some(Self::to(low.value, !low.included)),
            (None, Some(high)) => Some(Self::from(high.value, !high.included)),
            _ => None,
        }
    }

    /// Whether no number lies in both.
    pub fn excludes(&self, other: &Self) -> bool {
        ends_before(self.high, other.low) || ends_before(other.high, self.low)
    }

    /// Whether numbers of this range lie beyond the other, and at most the one where they meet
    /// within it: "between 10M and 100M" leaves "up to 10M", "10M" does not.
    pub fn leaves(&self, other: &Self) -> bool {
        let one = self.low == self.high && self.low.is_some();
        let meet = |high: Option<End>, low: Option<End>| {
            high.zip(low)
                .is_some_and(|(high, low)| high.value <= low.value)
        };
        self.excludes(other) || !one && (meet(other.high, self.low) || meet(self.high, other.low))
    }
}

fn ends_before(high: Option<End>, low: Option<End>) -> bool {
    let (Some(high), Some(low)) = (high, low) else {
        return false;
    };
    high.value < low.value || (high.value <= low.value && !(high.included && low.included))
}

impl std::fmt::Display for Range {
    /// The form in which a stack file writes it: `30M`, `10M-100M`, `> 10M`, `<= 20`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => write!(f, "{}", short(low.value)),
            (Some(low), Some(high)) => write!(f, "{}-{}", short(low.value), short(high.value)),
            (Some(low), None) if low.included => write!(f, ">= {}", short(low.value)),
            (Some(low), None) => write!(f, "> {}", short(low.value)),
            (None, Some(high)) if high.included => write!(f, "<= {}", short(high.value)),
            (None, Some(high)) => write!(f, "< {}", short(high.value)),
            (None, None) => f.write_str("unknown"),
        }
    }
}

/// A number with the largest of K, M, B that leaves it whole or with few decimals.
fn short(value: f64) -> String {
    const STEPS: [(f64, &str); 3] = [(1e9, "B"), (1e6, "M"), (1e4, "K")];
    for (from, letter) in STEPS {
        let unit = if letter == "K" { 1e3 } else { from };
        let scaled = value / unit;
        let text = format!("{scaled}");
        if value >= from && text.len() <= 5 {
            return format!("{text}{letter}");
        }
    }
    format!("{value}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_exclude_each_other_only_when_nothing_is_common() {
        let cases = [
            (
                "limit crossed",
                Range::to(1e7, true),
                Range::from(1e7, false),
                true,
            ),
            (
                "touching, both closed",
                Range::to(1e7, true),
                Range::from(1e7, true),
                false,
            ),
            (
                "touching, one open",
                Range::to(20.0, false),
                Range::from(20.0, true),
                true,
            ),
            (
                "one number inside",
                Range::to(20.0, false),
                Range::exactly(12.0),
                false,
            ),
            (
                "one number outside",
                Range::to(1e7, true),
                Range::exactly(3e7),
                true,
            ),
            ("no ends", Range::default(), Range::exactly(1.0), false),
        ];
        for (name, one, other, excludes) in cases {
            assert_eq!(one.excludes(&other), excludes, "{name}");
            assert_eq!(other.excludes(&one), excludes, "{name}, turned round");
        }
    }

    #[test]
    fn a_range_lies_in_another_with_all_its_numbers() {
        let cases = [
            (
                "a number",
                Range::exactly(3e7),
                Range::from(1e7, false),
                true,
            ),
            (
                "its end",
                Range::exactly(1e7),
                Range::from(1e7, false),
                false,
            ),
            (
                "its end, closed",
                Range::exactly(1e7),
                Range::to(1e7, true),
                true,
            ),
            (
                "a part",
                Range::from(1e6, true),
                Range::from(1e7, true),
                false,
            ),
            (
                "no end",
                Range::from(1e6, true),
                Range::to(1e7, true),
                false,
            ),
            ("anything", Range::default(), Range::default(), true),
        ];
        for (name, range, other, expected) in cases {
            assert_eq!(range.lies_in(&other), expected, "{name}");
        }
    }

    #[test]
    fn words_are_added_to_a_list_before_what_leaves_it_open() {
        let words = |words: &[&str]| Fact::Words(words.iter().map(|w| SafeText::new(w)).collect());
        let cases = [
            ("closed", words(&["a"]), words(&["a", "b"])),
            (
                "open",
                words(&["a", "unknown"]),
                words(&["a", "b", "unknown"]),
            ),
            ("there", words(&["b"]), words(&["b"])),
            ("not known", Fact::Unknown, words(&["b", "unknown"])),
        ];
        for (name, before, after) in cases {
            assert_eq!(before.with_words([SafeText::new("b")]), after, "{name}");
        }
    }

    #[test]
    fn a_range_leaves_a_limit_where_it_only_touches_it() {
        let between = Range {
            low: Range::from(1e7, true).low,
            high: Range::to(1e8, true).high,
        };
        let cases = [
            ("begins at the limit", between, Range::to(1e7, true), true),
            ("ends at the limit", between, Range::from(1e8, true), true),
            (
                "is the limit",
                Range::exactly(1e7),
                Range::to(1e7, true),
                false,
            ),
            ("lies in part within", between, Range::to(2e7, true), false),
            ("lies beyond", between, Range::to(5e6, true), true),
        ];
        for (name, range, limit, leaves) in cases {
            assert_eq!(range.leaves(&limit), leaves, "{name}");
        }
    }

    #[test]
    fn ranges_are_written_shortly() {
        let cases = [
            (Range::exactly(3e7), "30M"),
            (Range::exactly(12.0), "12"),
            (Range::exactly(1_234_567.0), "1234567"),
            (Range::from(1e9, true), ">= 1B"),
            (Range::to(20.0, false), "< 20"),
            (Range::exactly(1500.0), "1500"),
        ];
        for (range, text) in cases {
            assert_eq!(range.to_string(), text);
        }
    }
}
