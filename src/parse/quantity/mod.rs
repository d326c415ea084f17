//! Numbers with a unit and a comparison, read from what labels and notes say: "up to about 10M
//! vectors", "< 20 engineers", "max 100k msg/s", "Billion-scale vectors".
//!
//! A reader of a few set phrases, no more: what it does not know it leaves alone, so that nothing
//! is ruled out by a guess.

mod comparison;
mod unit;
mod words;

use crate::model::{Fact, Facts, Range};
use crate::text::SafeText;

use comparison::{Before, Compare, comparison_after, comparison_before};
use unit::unit_after;
use words::{is_scale, is_scale_word, number_from, words_of};

pub use unit::{Dimension, Unit};

/// A condition on a number: `vectors <= 10M`.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// What is counted: the name of a fact.
    pub unit: SafeText,
    /// The numbers for which it holds.
    pub range: Range,
}

impl Limit {
    /// The condition under which this one no longer holds; `None` for a range with two ends.
    pub fn crossed(&self) -> Option<Self> {
        let range = self.range.opposite()?;
        let unit = self.unit.clone();
        Some(Self { unit, range })
    }

    /// The fact by which it holds, if one tells that it surely does, and its number.
    pub fn held_by<'a>(&self, facts: &'a Facts) -> Option<(&'a SafeText, Range)> {
        let unit = Unit::named(&self.unit);
        facts.iter().find_map(|(name, fact)| match fact {
            Fact::Number(range) if Unit::named(name).same_as(&unit) => {
                range.lies_in(&self.range).then_some((name, *range))
            }
            Fact::Number(_) | Fact::Words(_) | Fact::Unknown => None,
        })
    }

    /// Reads what [`Display`](std::fmt::Display) writes. A date or any other text is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let (unit, number) = text.split_once(' ')?;
        Some(Self {
            unit: unit.into(),
            range: range(number)?,
        })
    }
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.unit, self.range)
    }
}

/// A comparison with a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The numbers that it allows.
    pub range: Range,
    /// What is counted.
    pub unit: Unit,
    /// Whether the text says that it is a limit ("up to", "max", "limit", "at least"), not merely
    /// compares ("> 1M" may be praise).
    pub stated_limit: bool,
}

/// What a question counts: "How many vectors?" and "Number of engineers" count these.
pub fn counted_in(prompt: &str) -> Unit {
    let folded = prompt.to_lowercase();
    let after = ["how many ", "number of "]
        .iter()
        .find_map(|lead| folded.split_once(lead).map(|(_, rest)| rest.to_owned()));
    let Some(rest) = after else {
        return Unit::default();
    };
    let words = words_of(&rest);
    let ends = [
        "do", "will", "are", "can", "you", "is", "in", "on", ",", "?",
    ];
    let noun = words.iter().map(String::as_str);
    let noun = noun.take_while(|word| !ends.contains(word));
    Unit::of(&noun.collect::<Vec<_>>())
}

/// What a text says in numbers: `10-50 ms`, `500K-1M+ msg/s`, `~10M vectors`, `$20/month`.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The numbers, multiplied out, in the unit as written.
    pub range: Range,
    /// What is counted.
    pub unit: Unit,
}

impl Measure {
    /// The number by which it is ordered among others, in the base of its dimension (seconds,
    /// bytes): the lower end of a range, the upper one where there is no lower.
    pub fn order(&self) -> f64 {
        let end = self.range.low.or(self.range.high);
        end.map_or(0.0, |end| end.value * self.unit.dimension().factor)
    }

    /// The range in the base of its dimension.
    pub fn in_base(&self) -> Range {
        self.range.scaled(self.unit.dimension().factor)
    }
}

/// The comparisons that a text makes, in order.
pub fn bounds(text: &str) -> Vec<Bound> {
    let words = words_of(text);
    let limits = words
        .iter()
        .any(|word| word.trim_end_matches(':') == "limit");
    let compared = numbers(&words).filter_map(|found| {
        let stated_limit = match found.compared {
            None if limits => true,
            compared => compared?,
        };
        // "limit: 10M" compares with nothing but the word.
        let range = match (found.compared, found.range.high) {
            (None, Some(high)) => Range::to(high.value, true),
            _ => found.range,
        };
        Some(Bound {
            range,
            unit: found.unit,
            stated_limit,
        })
    });
    compared.collect()
}

/// The range that a whole text means: `30M`, `10M-100M`, `> 10M`, `up to 20`, `>= 1e9`. For facts
/// and conditions.
pub fn range(text: &str) -> Option<Range> {
    whole_measure(text).map(|measure| measure.range)
}

/// The range that a whole text means, in its unit: `2GB`, `30M vectors`.
fn whole_measure(text: &str) -> Option<Measure> {
    let words = words_of(text);
    let found = numbers(&words).next()?;
    let ends = found.range.low.zip(found.range.high);
    let ordered = ends.is_none_or(|(low, high)| low.value <= high.value);
    (found.begin == 0 && found.next >= words.len() && ordered).then_some(Measure {
        range: found.range,
        unit: found.unit,
    })
}

/// The range that a text means of something that is counted in a unit: `2GB` is 2000 of `mb`. What
/// has another unit, or a comma that parts no thousands, means nothing of it.
pub fn range_in(text: &str, unit: &Unit) -> Option<Range> {
    let measure = whole_measure(text).filter(|_| !has_odd_comma(text))?;
    if measure.unit.is_unknown() || measure.unit.same_as(unit) {
        return Some(measure.range);
    }
    let (from, to) = (measure.unit.dimension(), unit.dimension());
    let same = from.is_physical() && from.of == to.of && to.factor > 0.0;
    same.then(|| measure.range.scaled(from.factor / to.factor))
}

/// Whether a comma stands in a number that parts no thousands: "12,5".
fn has_odd_comma(text: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.match_indices(',').any(|(at, _)| {
        let (before, after) = (text.get(..at), text.get(at + 1..));
        let after = after.unwrap_or_default();
        let digits = after.chars().take_while(char::is_ascii_digit).count();
        digit(before.and_then(|before| before.chars().last())) && digits > 0 && digits != 3
    })
}

/// The comparison that a whole text is: "> 10M vectors", "under 10M", "between 1 and 5 services".
/// A text that says anything beside it is `None`.
pub fn whole_bound(text: &str) -> Option<Bound> {
    let words = words_of(text);
    let found = numbers(&words).next()?;
    let stated_limit = found.compared?;
    let whole = found.begin == 0 && found.next >= words.len();
    whole.then_some(Bound {
        range: found.range,
        unit: found.unit,
        stated_limit,
    })
}

/// The number that a text is about: the one it begins with, or the first with a unit of a known
/// dimension. The `2` of "Yes, with OAuth 2" is none.
pub fn measure(text: &str) -> Option<Measure> {
    let words = words_of(text);
    let found = numbers(&words).find(|found| {
        let begins = found.begin == 0;
        begins || found.compared.is_some() && found.unit.dimension().is_physical()
    })?;
    Some(Measure {
        range: found.range,
        unit: found.unit,
    })
}

/// A number with all that belongs to it.
struct Found {
    /// The number, or both ends.
    range: Range,
    unit: Unit,
    /// Whether it is compared with anything, and whether that states a limit.
    compared: Option<bool>,
    /// The position of the first word that belongs to it.
    begin: usize,
    /// The position after it.
    next: usize,
}

/// The numbers among words, in order.
fn numbers(words: &[String]) -> impl Iterator<Item = Found> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < words.len() {
            match found_at(words, at) {
                Some(found) => {
                    at = found.next;
                    return Some(found);
                }
                None => at += 1,
            }
        }
        None
    })
}

/// The number at a position with what stands around it.
fn found_at(words: &[String], at: usize) -> Option<Found> {
    let (value, next) = number_from(words.get(at)?, words, at)?;
    let before = comparison_before(words.get(..at)?);
    let found = match upper_end(words, next) {
        Some(upper) => between(words, (at, value), &upper, &before),
        None => single(words, (at, value), next, &before),
    };
    Some(found)
}

/// One number, compared or not.
fn single(words: &[String], (at, value): (usize, f64), next: usize, before: &Before) -> Found {
    let (after, consumed) = comparison_after(words, next);
    let (unit, unit_words) = unit_after(words, next + consumed, before.currency);
    let scale = words.get(at).is_some_and(|word| is_scale_word(word));
    let scale = scale.then_some((Compare::AtLeast, false));
    let compared = before.comparison.or(after).or(scale);
    Found {
        range: compared.map_or_else(|| Range::exactly(value), |(how, _)| how.range(value)),
        unit,
        compared: compared.map(|(_, limit)| limit),
        begin: at - before.consumed,
        next: next + consumed + unit_words,
    }
}

/// Two numbers with a range between them; `< 1 ms to 5 ms` has no lower end, `500K-1M+` no upper.
fn between(
    words: &[String],
    (at, value): (usize, f64),
    upper: &UpperEnd,
    before: &Before,
) -> Found {
    let low = inherited(value, words.get(at), upper.value, words.get(upper.at));
    let (after, consumed) = comparison_after(words, upper.next);
    let (unit, unit_words) = unit_after(words, upper.next + consumed, before.currency);
    let capped = before
        .comparison
        .filter(|(how, _)| matches!(how, Compare::Below | Compare::AtMost));
    let open = after.is_some_and(|(how, _)| how == Compare::AtLeast);
    let range = Range {
        low: Range::from(low, true).low.filter(|_| capped.is_none()),
        high: Range::to(upper.value, true).high.filter(|_| !open),
    };
    Found {
        range,
        unit,
        compared: Some(capped.is_some_and(|(_, limit)| limit)),
        begin: at - before.consumed,
        next: upper.next + consumed + unit_words,
    }
}

/// The second number of a range.
struct UpperEnd {
    value: f64,
    /// Its position.
    at: usize,
    /// The position after it.
    next: usize,
}

/// The second number of "10M-100M", "10 to 20", "between 10M and 100M", "1 ms to 5 ms".
fn upper_end(words: &[String], at: usize) -> Option<UpperEnd> {
    let joined = |at: usize, joints: &[&str]| {
        let joint = words.get(at)?;
        let number = words
            .get(at + 1)
            .filter(|_| joints.contains(&joint.as_str()))?;
        let (value, next) = number_from(number, words, at + 1)?;
        Some(UpperEnd {
            value,
            at: at + 1,
            next,
        })
    };
    joined(at, &["-", "to", "and"]).or_else(|| {
        let upper = joined(at + 1, &["-", "to"])?;
        (words.get(at) == words.get(upper.next)).then_some(upper)
    })
}

/// "10-100M": the first number takes the scale of the second.
fn inherited(low: f64, low_word: Option<&String>, high: f64, high_word: Option<&String>) -> f64 {
    let (Some(low_word), Some(high_word)) = (low_word, high_word) else {
        return low;
    };
    if high_word.ends_with(is_scale) && !low_word.ends_with(is_scale) && low < 1000.0 {
        let digits = high_word.trim_end_matches(is_scale).parse::<f64>();
        return digits.map_or(low, |digits| low * high / digits);
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, String, bool)> {
        let read = bounds(text).into_iter();
        read.map(|b| (b.range.to_string(), b.unit.words.join(" "), b.stated_limit))
            .collect()
    }

    #[test]
    fn comparisons_are_read_with_their_unit() {
        let cases = [
            ("up to about 10M vectors", "<= 10M", "vector", true),
            ("limit: up to about 10M vectors", "<= 10M", "vector", true),
            (
                "Scale limit: ~10M vectors efficiently",
                "<= 10M",
                "vector efficiently",
                true,
            ),
            ("up to ~10M", "<= 10M", "", true),
            ("Scale limit: ~10M rows", "<= 10M", "row", true),
            ("< 20 engineers", "< 20", "engineer", true),
            ("max 100k msg/s", "<= 100K", "message/s", true),
            (
                "max. 100k messages per second",
                "<= 100K",
                "message/s",
                true,
            ),
            ("more than 10M vectors", "> 10M", "vector", false),
            ("> 20, org boundaries", "> 20", "", false),
            ("<=5 services", "<= 5", "service", true),
            ("Billion-scale vectors", ">= 1B", "vector", false),
            ("100M+ vectors per node", ">= 100M", "vector/node", false),
            ("20 or more engineers", ">= 20", "engineer", false),
            ("10M-100M vectors", "10M-100M", "vector", false),
            ("between 10 and 50 engineers", "10-50", "engineer", false),
            ("10-100M vectors", "10M-100M", "vector", false),
            ("at least 3 nodes", ">= 3", "node", true),
            ("over 2.5 million rows", "> 2.5M", "row", false),
            ("under 1,000 users", "< 1000", "user", true),
        ];
        for (text, range, unit, limit) in cases {
            let expected = vec![(range.to_owned(), unit.to_owned(), limit)];
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "PostgreSQL 16",
            "OAuth2 with PKCE",
            "HTTP/2 and v1.9",
            "Q3. What next?",
            "3 replicas",
            "",
            "limit",
            "up to you",
            "< ",
        ] {
            assert_eq!(shown(text), Vec::new(), "{text}");
        }
    }

    #[test]
    fn facts_are_ranges() {
        let cases = [
            ("30M", Some("30M")),
            ("12", Some("12")),
            ("10M-100M", Some("10M-100M")),
            ("> 10M", Some("> 10M")),
            ("<=20", Some("<= 20")),
            ("up to 20", Some("<= 20")),
            (">= 1e9", Some(">= 1B")),
            ("10M vectors", Some("10M")),
            ("self-hosted", None),
            ("python 3", None),
            ("100-20", None),
            ("many", None),
            ("> ", None),
            ("-3", None),
            ("1e999", None),
        ];
        for (text, expected) in cases {
            let read = range(text).map(|range| range.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_written_range_reads_back() {
        for range_in in [
            Range::exactly(3e7),
            Range::from(1e9, false),
            Range::to(20.0, true),
            Range::exactly(1500.0),
            Range::to(20.0, false),
            Range::from(0.5, false),
            Range {
                low: Range::from(1e7, true).low,
                high: Range::to(1e8, true).high,
            },
        ] {
            assert_eq!(range(&range_in.to_string()), Some(range_in));
        }
    }

    #[test]
    fn measures_are_read_with_their_dimension() {
        let cases = [
            ("500K-1M+ msg/s", Some((">= 500K", "message/s", 5e5))),
            ("1M+ msg/s", Some((">= 1M", "message/s", 1e6))),
            ("10-50 ms", Some(("10-50", "time", 0.01))),
            ("<5ms", Some(("< 5", "time", 0.005))),
            ("< 1 ms to 5 ms", Some(("<= 5", "time", 0.005))),
            ("~10M vectors", Some(("10M", "vector", 1e7))),
            ("16MB per document", Some(("16", "bytes/document", 1.6e7))),
            ("up to 2 GB", Some(("<= 2", "bytes", 2e9))),
            ("6,000 req/min", Some(("6000", "request/s", 100.0))),
            ("50k rps", Some(("50K", "request/s", 5e4))),
            ("99.9%", Some(("99.9", "%", 99.9))),
            ("$20/month", Some(("20", "$/s", 20.0 / 2_629_800.0))),
            ("from about $20 per month", None),
            ("10x faster", Some(("10", "times", 10.0))),
            ("17", Some(("17", "", 17.0))),
            (
                "Reaches more than 40k req/s",
                Some(("> 40K", "request/s", 4e4)),
            ),
            ("Yes, with OAuth 2", None),
            ("PostgreSQL 17", None),
            ("billions of vectors", Some((">= 1B", "", 1e9))),
            ("fast", None),
        ];
        for (text, expected) in cases {
            let read = measure(text);
            let of = read.as_ref().map(|read| read.unit.dimension().of);
            let read = read.as_ref().zip(of.as_deref());
            let read = read.map(|(read, of)| (read.range.to_string(), of, read.order()));
            let expected = expected.map(|(range, of, order)| (range.to_owned(), of, order));
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn a_limit_reads_back_and_turns_round() {
        let limit = Limit {
            unit: "vectors".into(),
            range: Range::to(1e7, true),
        };
        assert_eq!(limit.to_string(), "vectors <= 10M");
        assert_eq!(Limit::parse("vectors <= 10M"), Some(limit.clone()));
        assert_eq!(limit.crossed().unwrap().to_string(), "vectors > 10M");
        assert_eq!(Limit::parse("2027-11"), None);
    }

    #[test]
    fn units_are_the_same_by_their_leading_word() {
        let cases = [
            ("vectors", "product vectors", true),
            ("msg/s", "messages per second", true),
            ("engineers", "vectors", false),
            ("", "vectors", false),
        ];
        for (one, other, same) in cases {
            let (one, other) = (Unit::named(one), Unit::named(other));
            assert_eq!(one.same_as(&other), same, "{one:?} {other:?}");
        }
        assert_eq!(
            counted_in("How many vectors will you hold?"),
            Unit::named("vectors")
        );
        assert_eq!(counted_in("How many rows?"), Unit::named("rows"));
    }
}
