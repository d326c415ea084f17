//! Numbers with a unit and a comparison, read from what labels and notes say: "up to about 10M
//! vectors", "< 20 engineers", "max 100k msg/s", "Billion-scale vectors".
//!
//! A reader of a few set phrases, no more: what it does not know it leaves alone, so that nothing
//! is ruled out by a guess.

use crate::model::Range;
use crate::text::SafeText;

/// A number with the words after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number, multiplied out.
    pub value: f64,
    /// What is counted.
    pub unit: Unit,
}

/// What is counted: the words after a number, folded; empty when none follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    words: Vec<String>,
    /// The first word as it was written: what to call the unit.
    written: String,
}

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
        let range = match (self.range.low, self.range.high) {
            (Some(low), None) => Range::to(low.value, !low.included),
            (None, Some(high)) => Range::from(high.value, !high.included),
            _ => return None,
        };
        let unit = self.unit.clone();
        Some(Self { unit, range })
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

impl Unit {
    /// The unit that a name means: the name of a fact, `vectors`, `msg/s`.
    pub fn named(name: &str) -> Self {
        let words: Vec<&str> = name.split([' ', '_', '-']).collect();
        read_unit(&words)
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
    read_unit(&noun.collect::<Vec<_>>())
}

/// The comparisons that a text makes, in order.
pub fn bounds(text: &str) -> Vec<Bound> {
    let words = words_of(text);
    let limits = words
        .iter()
        .any(|word| word.trim_end_matches(':') == "limit");
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((bound, next)) = bound_at(&words, at, limits) else {
            at += 1;
            continue;
        };
        found.extend(bound);
        at = next;
    }
    found
}

/// The range that a whole text means: `30M`, `10M-100M`, `> 10M`, `up to 20`. For facts.
pub fn range(text: &str) -> Option<Range> {
    let words = words_of(text);
    let number = words.iter().position(|word| number(word).is_some())?;
    let (bound, next) = bound_at(&words, number, false)?;
    // Only comparing words may stand before the number, nothing but a unit after it.
    let known = comparison_before(words.get(..number)?);
    let plain = known.consumed == number && words.len() <= next;
    let value = words
        .get(number)
        .and_then(|word| number_from(word, &words, number))?;
    plain.then(|| bound.map_or_else(|| Range::exactly(value.0), |bound| bound.range))
}

/// The first number of a text and what it counts.
pub fn quantity(text: &str) -> Option<Quantity> {
    let words = words_of(text);
    let at = words.iter().position(|word| number(word).is_some())?;
    let (value, next) = number_from(words.get(at)?, &words, at)?;
    Some(Quantity {
        value,
        unit: unit_after(&words, next),
    })
}

/// Lower-case words; comparison signs and the punctuation that ends a unit stand alone.
fn words_of(text: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in text.chars() {
        let dash = matches!(c, '–' | '—') || (c == '-' && before.is_ascii_digit());
        match c {
            '<' | '>' | '≤' | '≥' | '~' | '≈' | '(' | ')' | ';' | '+' => {
                spaced.extend([' ', c, ' ']);
            }
            // `10M-100M`, `10–100`: the sign of a range; `<=` belongs together.
            _ if dash => spaced.push_str(" - "),
            '-' if is_scale(before) => spaced.push_str(" - "),
            '=' if matches!(before, '<' | '>') => {
                spaced.truncate(spaced.trim_end().len());
                spaced.push_str("= ");
            }
            c => spaced.push(c),
        }
        before = c;
    }
    spaced.split_whitespace().flat_map(split_word).collect()
}

/// Letters that multiply a number.
fn is_scale(c: char) -> bool {
    matches!(c, 'K' | 'k' | 'M' | 'B')
}

/// A word without the punctuation at its end, which stays as a word where it ends a phrase.
fn split_word(word: &str) -> Vec<String> {
    let bare = word.trim_end_matches([',', '.', ':', '?', '!']);
    let lower = |text: &str| match number(text) {
        Some(_) => text.to_owned(),
        None => text.to_lowercase(),
    };
    if bare.is_empty() || bare.len() == word.len() {
        return vec![lower(word)];
    }
    vec![lower(bare), ",".to_owned()]
}

/// The bound around the number at a position, and the position after it. `Some((None, _))` is a
/// number that is compared with nothing; `None` is no number.
fn bound_at(words: &[String], at: usize, limits: bool) -> Option<(Option<Bound>, usize)> {
    let (value, mut next) = number_from(words.get(at)?, words, at)?;
    let before = comparison_before(words.get(..at)?);
    if let Some((high, after)) = upper_end(words, next) {
        let low = inherited(value, words.get(at)?, high, words.get(next + 1)?);
        let unit = unit_after(words, after);
        let range = Range {
            low: Range::from(low, true).low,
            high: Range::to(high, true).high,
        };
        let stated_limit = false;
        let skip = after + unit.words.len();
        let bound = Bound {
            range,
            unit,
            stated_limit,
        };
        return Some((Some(bound), skip));
    }
    let (after, consumed) = comparison_after(words, next);
    next += consumed;
    let unit = unit_after(words, next);
    let next = next + unit.words.len();
    let comparison = before.comparison.or(after);
    let comparison = comparison.or_else(|| limits.then_some((Compare::AtMost, true)));
    let scale = is_scale_word(words.get(at)?).then_some((Compare::AtLeast, false));
    let bound = comparison.or(scale).map(|(compare, stated_limit)| Bound {
        range: compare.range(value),
        unit,
        stated_limit,
    });
    Some((bound, next))
}

/// The second number of "10M-100M", "10 to 20", "between 10M and 100M".
fn upper_end(words: &[String], at: usize) -> Option<(f64, usize)> {
    let joined = matches!(words.get(at)?.as_str(), "-" | "to" | "and");
    let number = words.get(at + 1).filter(|_| joined)?;
    number_from(number, words, at + 1)
}

/// "10-100M": the first number takes the scale of the second.
fn inherited(low: f64, low_word: &str, high: f64, high_word: &str) -> f64 {
    let scaled = |word: &str| word.ends_with(is_scale);
    if scaled(high_word) && !scaled(low_word) && low < 1000.0 {
        let digits = high_word.trim_end_matches(is_scale).parse::<f64>();
        return digits.map_or(low, |digits| low * high / digits);
    }
    low
}

/// How a number is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Compare {
    Below,
    AtMost,
    AtLeast,
    Above,
}

impl Compare {
    fn range(self, value: f64) -> Range {
        match self {
            Self::Below => Range::to(value, false),
            Self::AtMost => Range::to(value, true),
            Self::AtLeast => Range::from(value, true),
            Self::Above => Range::from(value, false),
        }
    }
}

/// What stands before a number, how it compares, and whether that states a limit.
const BEFORE: [(&str, Compare, bool); 35] = [
    ("up to", Compare::AtMost, true),
    ("at most", Compare::AtMost, true),
    ("no more than", Compare::AtMost, true),
    ("not more than", Compare::AtMost, true),
    ("maximum of", Compare::AtMost, true),
    ("maximum", Compare::AtMost, true),
    ("max", Compare::AtMost, true),
    ("max ,", Compare::AtMost, true),
    ("limit of", Compare::AtMost, true),
    ("limited to", Compare::AtMost, true),
    ("limit", Compare::AtMost, true),
    ("limit ,", Compare::AtMost, true),
    ("<=", Compare::AtMost, true),
    ("≤", Compare::AtMost, true),
    ("no less than", Compare::AtLeast, true),
    ("less than", Compare::Below, true),
    ("fewer than", Compare::Below, true),
    ("under", Compare::Below, true),
    ("below", Compare::Below, true),
    ("<", Compare::Below, true),
    ("no fewer than", Compare::AtLeast, true),
    ("at least", Compare::AtLeast, true),
    ("minimum of", Compare::AtLeast, true),
    ("minimum", Compare::AtLeast, true),
    ("min", Compare::AtLeast, true),
    ("min ,", Compare::AtLeast, true),
    (">=", Compare::AtLeast, false),
    ("≥", Compare::AtLeast, false),
    ("more than", Compare::Above, false),
    ("greater than", Compare::Above, false),
    ("over", Compare::Above, false),
    ("above", Compare::Above, false),
    ("beyond", Compare::Above, false),
    ("exceeds", Compare::Above, false),
    (">", Compare::Above, false),
];

/// Words between a comparison and its number that change nothing.
const ABOUT: [&str; 8] = [
    "about",
    "around",
    "roughly",
    "approximately",
    "~",
    "≈",
    "some",
    "ca",
];

/// What stands after a number: "20+", "20 or more".
const AFTER: [(&str, Compare); 8] = [
    ("+", Compare::AtLeast),
    ("or more", Compare::AtLeast),
    ("and more", Compare::AtLeast),
    ("and above", Compare::AtLeast),
    ("or less", Compare::AtMost),
    ("or fewer", Compare::AtMost),
    ("and below", Compare::AtMost),
    ("or under", Compare::AtMost),
];

/// A comparison found before a number.
#[derive(Default)]
struct Before {
    comparison: Option<(Compare, bool)>,
    /// Words that belong to it.
    consumed: usize,
}

fn comparison_before(words: &[String]) -> Before {
    let about = words.iter().rev();
    let about = about.take_while(|word| ABOUT.contains(&word.as_str()));
    let about = about.count();
    let rest = words.get(..words.len() - about).unwrap_or_default();
    let longest = BEFORE.iter().filter(|row| ends_with(rest, row.0));
    let longest = longest.max_by_key(|row| row.0.split(' ').count());
    longest.map_or(
        Before {
            comparison: None,
            consumed: about,
        },
        |(phrase, compare, limit)| Before {
            comparison: Some((*compare, *limit)),
            consumed: about + phrase.split(' ').count(),
        },
    )
}

fn ends_with(words: &[String], phrase: &str) -> bool {
    let mut last = words.iter().rev();
    phrase
        .rsplit(' ')
        .all(|word| last.next().is_some_and(|last| last == word))
}

fn comparison_after(words: &[String], at: usize) -> (Option<(Compare, bool)>, usize) {
    for (phrase, compare) in AFTER {
        let count = phrase.split(' ').count();
        let here = words.iter().skip(at).take(count).map(String::as_str);
        if here.eq(phrase.split(' ')) {
            return (Some((compare, compare == Compare::AtMost)), count);
        }
    }
    (None, 0)
}

/// The number of a word, with a following "million"; and the position after it.
fn number_from(word: &str, words: &[String], at: usize) -> Option<(f64, usize)> {
    let value = number(word)?;
    let scale = words.get(at + 1).and_then(|word| scale_word(word));
    match scale.filter(|_| !is_scale_word(word)) {
        Some(scale) => Some((value * scale, at + 2)),
        None => Some((value, at + 1)),
    }
}

/// The number that a word is: `10`, `1,000`, `2.5M`, `100k`, `billion`.
fn number(word: &str) -> Option<f64> {
    if let Some(scale) = scale_word(word) {
        return Some(scale);
    }
    let digits = word.trim_end_matches(is_scale);
    let scale = match word.strip_prefix(digits)? {
        "" => 1.0,
        "k" | "K" => 1e3,
        "M" => 1e6,
        "B" => 1e9,
        _ => return None,
    };
    let plain: String = digits.chars().filter(|c| !matches!(c, ',' | '_')).collect();
    let numeric = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    let value = plain.parse::<f64>().ok().filter(|_| numeric)?;
    Some(value * scale)
}

fn scale_word(word: &str) -> Option<f64> {
    match word.trim_end_matches("-scale").trim_end_matches('s') {
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        _ => None,
    }
}

fn is_scale_word(word: &str) -> bool {
    scale_word(word).is_some()
}

/// At most three words after a number, up to the end of the phrase.
fn unit_after(words: &[String], at: usize) -> Unit {
    const STOPS: [&str; 14] = [
        "and", "or", "with", "for", "to", "of", "on", "in", "at", "is", "are", "a", "the", "than",
    ];
    let letters = |word: &&String| {
        let first = word.starts_with(|c: char| c.is_alphabetic() || c == '%');
        first && !STOPS.contains(&word.as_str()) && number(word).is_none()
    };
    let here = words.iter().skip(at).take_while(letters).take(3);
    read_unit(&here.map(String::as_str).collect::<Vec<_>>())
}

/// Folds spellings: plural to singular, `messages per second` to `msg/s`.
fn read_unit(words: &[&str]) -> Unit {
    let mut unit: Vec<String> = Vec::new();
    let mut per = false;
    for word in words.iter().map(|word| word.to_lowercase()) {
        if word == "per" {
            per = true;
        } else if let Some(last) = unit.last_mut().filter(|_| per) {
            *last = fold_unit(&format!("{last}/{word}"));
            per = false;
        } else {
            unit.push(fold_unit(&word));
        }
    }
    let written = words.first().copied().unwrap_or_default().to_owned();
    Unit {
        words: unit,
        written,
    }
}

fn fold_unit(word: &str) -> String {
    let (noun, rate) = word.split_once('/').unwrap_or((word, ""));
    let noun = match noun {
        "msg" | "msgs" | "messages" => "message",
        "req" | "reqs" | "requests" => "request",
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
            ("self-hosted", None),
            ("python 3", None),
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
        ] {
            assert_eq!(range(&range_in.to_string()), Some(range_in));
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
