//! A condition on what is stated by one criterion: `open source: yes`, `latency < 5 ms`.
//!
//! What is not stated is not known, and an alternative of which it is not known is never left out
//! by it.

use super::{Cell, CellState, Meaning, Verdict, criterion_key, normal};
use crate::model::Range;
use crate::parse::quantity::{Measure, measure};
use crate::text::SafeText;

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The key of the criterion.
    pub criterion: String,
    /// What has to be stated.
    pub test: Test,
    /// As it was written.
    pub written: SafeText,
}

/// What has to be stated.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// A number within these.
    Within(Measure),
    /// That it is so, or not, or in part.
    Is(Verdict),
    /// These words, in any order.
    Says(Vec<String>),
    /// None of these words.
    SaysNot(Vec<String>),
}

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holds {
    /// What is stated meets it.
    Yes,
    /// Nothing is stated, or sources disagree, or a range lies across.
    NotKnown,
    /// What is stated does not meet it.
    No,
}

/// Signs between the criterion and what it has to be. Longer ones first.
const SIGNS: [&str; 10] = ["!=", "<=", ">=", "≤", "≥", "≠", "<", ">", ":", "="];

impl Condition {
    /// Reads `CRITERION: WORDS`, `CRITERION != WORDS`, `CRITERION < NUMBER UNIT`. `None` where
    /// there is no sign, no criterion, nothing behind the sign, or no number behind `<`.
    pub fn parse(text: &str) -> Option<Self> {
        let (at, sign) = SIGNS
            .iter()
            .filter_map(|sign| text.find(sign).map(|at| (at, *sign)))
            .min_by_key(|(at, sign)| (*at, std::cmp::Reverse(sign.len())))?;
        let (criterion, rest) = text.split_at_checked(at)?;
        let wanted = rest.strip_prefix(sign)?.trim();
        let criterion = criterion_key(criterion);
        if criterion.is_empty() || wanted.is_empty() {
            return None;
        }
        Some(Self {
            criterion,
            test: Test::read(sign, wanted)?,
            written: SafeText::one_line(text),
        })
    }

    /// Whether it holds of a cell.
    pub fn judge(&self, cell: &Cell) -> Holds {
        if cell.state() == CellState::NoneListed {
            return self.test.judge_none();
        }
        let statements = cell.statements();
        let mut judged = statements.iter().map(|value| self.test.judge(&value.text));
        let Some(first) = judged.next() else {
            return Holds::NotKnown;
        };
        if judged.all(|other| other == first) {
            first
        } else {
            Holds::NotKnown
        }
    }
}

impl Test {
    fn read(sign: &str, wanted: &str) -> Option<Self> {
        let words = || words(wanted);
        match sign {
            ":" | "=" => Some(Verdict::read(wanted).map_or_else(|| Self::Says(words()), Self::Is)),
            "!=" | "≠" => Some(match Verdict::read(wanted) {
                Some(Verdict::Yes) => Self::Is(Verdict::No),
                Some(Verdict::No) => Self::Is(Verdict::Yes),
                _ => Self::SaysNot(words()),
            }),
            sign => measure(&format!("{sign} {wanted}")).map(Self::Within),
        }
    }

    /// What a dash says: there is none.
    fn judge_none(&self) -> Holds {
        match self {
            Self::Is(Verdict::No) | Self::SaysNot(_) => Holds::Yes,
            Self::Is(_) | Self::Says(_) => Holds::No,
            Self::Within(_) => Holds::NotKnown,
        }
    }

    fn judge(&self, text: &str) -> Holds {
        let holds = |yes: bool| if yes { Holds::Yes } else { Holds::No };
        match self {
            Self::Is(wanted) => match Verdict::read(text) {
                Some(verdict) => holds(verdict == *wanted),
                None => Holds::NotKnown,
            },
            Self::Says(wanted) => holds(contains_all(text, wanted)),
            Self::SaysNot(wanted) => holds(!contains_all(text, wanted)),
            Self::Within(wanted) => match Meaning::of(text) {
                Meaning::Number(stated) => within(&stated, wanted),
                _ => Holds::NotKnown,
            },
        }
    }
}

/// Whether a stated number lies within the wanted ones. A wanted number without a unit takes that
/// of the statement.
fn within(stated: &Measure, wanted: &Measure) -> Holds {
    let (of, range, allowed) = if wanted.unit.is_unknown() {
        (true, stated.range, wanted.range)
    } else {
        let same = stated.unit.dimension().of == wanted.unit.dimension().of;
        (same, stated.in_base(), wanted.in_base())
    };
    if !of {
        Holds::NotKnown
    } else if allowed.excludes(&range) {
        Holds::No
    } else if contains(&allowed, &range) {
        Holds::Yes
    } else {
        Holds::NotKnown
    }
}

/// Whether every number of a range lies in another.
fn contains(outer: &Range, inner: &Range) -> bool {
    let low = outer.low.is_none_or(|outer| {
        inner.low.is_some_and(|inner| {
            inner.value > outer.value
                || inner.value >= outer.value && (outer.included || !inner.included)
        })
    });
    let high = outer.high.is_none_or(|outer| {
        inner.high.is_some_and(|inner| {
            inner.value < outer.value
                || inner.value <= outer.value && (outer.included || !inner.included)
        })
    });
    low && high
}

fn words(text: &str) -> Vec<String> {
    let key = normal::value_key(text);
    let words = key.split(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#'));
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn contains_all(text: &str, wanted: &[String]) -> bool {
    let said = words(text);
    wanted.iter().all(|word| said.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::Value;
    use super::*;

    fn judged(condition: &str, stated: &[&str]) -> Holds {
        let value = |text: &&str| Value {
            text: SafeText::new(text),
            adds: false,
            sources: Vec::new(),
        };
        let cell = Cell {
            values: stated.iter().map(value).collect(),
        };
        Condition::parse(condition).unwrap().judge(&cell)
    }

    #[test]
    fn conditions_are_judged_by_what_is_stated() {
        let cases: [(&str, &[&str], Holds); 17] = [
            ("open source: yes", &["Yes, Apache-2.0"], Holds::Yes),
            ("open source: yes", &["No"], Holds::No),
            ("open source: yes", &[], Holds::NotKnown),
            ("open source != yes", &["No"], Holds::Yes),
            ("rust client: yes", &["–"], Holds::No),
            ("latency < 5 ms", &["< 1 ms"], Holds::Yes),
            ("latency < 5 ms", &["10-50 ms"], Holds::No),
            ("latency < 5 ms", &["1-10 ms"], Holds::NotKnown),
            ("latency < 0.005 s", &["900 µs"], Holds::Yes),
            ("throughput > 200K", &["500K-1M+ msg/s"], Holds::Yes),
            ("throughput > 200K req/s", &["500K msg/s"], Holds::NotKnown),
            ("latency < 5 ms", &["fast"], Holds::NotKnown),
            ("hosting: cloud", &["self, cloud"], Holds::Yes),
            ("hosting: cloud", &["self"], Holds::No),
            ("hosting != cloud", &["self"], Holds::Yes),
            ("open source: yes", &["Yes", "No"], Holds::NotKnown),
            (
                "best for: event replay",
                &["replay of every event"],
                Holds::Yes,
            ),
        ];
        for (condition, stated, holds) in cases {
            assert_eq!(judged(condition, stated), holds, "{condition}: {stated:?}");
        }
    }

    #[test]
    fn what_is_no_condition_is_not_read() {
        for text in [
            "",
            "open source",
            ": yes",
            "latency <",
            "latency < fast",
            "x:",
        ] {
            assert_eq!(Condition::parse(text), None, "{text}");
        }
    }
}
