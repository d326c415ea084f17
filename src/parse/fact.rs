//! Facts as a person writes them: `vectors=30M`, `uses=postgresql,redis`, `engineers=unknown`.

use crate::model::Fact;
use crate::parse::quantity::{Unit, range_in};
use crate::text::SafeText;

/// The value that is written of a fact: a number or a range, in the unit that the fact is called
/// like or in one that can be converted (`2GB` of `upload-mb`), else words with commas between
/// them. `unknown` and `?` say that it was asked and is not known. `None` where nothing is
/// written.
pub fn value(name: &str, written: &str) -> Option<Fact> {
    let written = written.trim();
    match written {
        "unknown" | "?" => Some(Fact::Unknown),
        _ => {
            let range = range_in(&joined(written), &unit_of(name));
            range.map_or_else(|| words(written), |range| Some(Fact::Number(range)))
        }
    }
}

/// The text with a scale at its number: `5 M` is `5M`.
fn joined(written: &str) -> String {
    const SCALES: [&str; 5] = ["k", "K", "M", "G", "B"];
    let mut out = String::new();
    for word in written.split_whitespace() {
        let number = out.ends_with(|c: char| c.is_ascii_digit());
        let scale = number && SCALES.contains(&word);
        if !out.is_empty() && !scale {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The unit that a fact is counted in: what it is called, of `upload-mb` the last word.
fn unit_of(name: &str) -> Unit {
    let last = name.rsplit(['-', '_', ' ']).next().unwrap_or(name);
    let measured = Unit::named(last);
    if measured.dimension().is_physical() {
        return measured;
    }
    Unit::named(name)
}

fn words(written: &str) -> Option<Fact> {
    let words = written.split(',').map(SafeText::one_line);
    let words: Vec<SafeText> = words.filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then_some(Fact::Words(words))
}

/// The name and the value of `NAME=VALUE`.
pub fn pair(written: &str) -> Option<(SafeText, Fact)> {
    let (name, value) = written.split_once('=')?;
    let name = SafeText::one_line(name);
    let value = self::value(&name, value).filter(|_| !name.is_empty())?;
    Some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Range;

    #[test]
    fn facts_are_numbers_words_or_not_known() {
        let words = |words: &[&str]| Fact::Words(words.iter().map(|w| SafeText::new(w)).collect());
        let number = |range| Some(Fact::Number(range));
        let cases = [
            ("vectors=30M", "vectors", number(Range::exactly(3e7))),
            (
                "engineers = <= 20",
                "engineers",
                number(Range::to(20.0, true)),
            ),
            (
                "uses=postgresql, redis",
                "uses",
                Some(words(&["postgresql", "redis"])),
            ),
            ("hosting=unknown", "hosting", Some(Fact::Unknown)),
            ("vectors=5 M", "vectors", number(Range::exactly(5e6))),
            (
                "vectors=30M vectors",
                "vectors",
                number(Range::exactly(3e7)),
            ),
            ("upload-mb=2GB", "upload-mb", number(Range::exactly(2000.0))),
            ("upload-mb=500 KB", "upload-mb", number(Range::exactly(0.5))),
            (
                "requests/s=6000/min",
                "requests/s",
                Some(words(&["6000/min"])),
            ),
            ("vectors=5 GB", "vectors", Some(words(&["5 GB"]))),
            ("engineers=12,5", "engineers", Some(words(&["12", "5"]))),
            (
                "engineers=1,200",
                "engineers",
                number(Range::exactly(1200.0)),
            ),
            ("uses=,", "", None),
            ("vectors", "", None),
            ("=3", "", None),
            ("a=", "", None),
        ];
        for (written, name, fact) in cases {
            let expected = fact.map(|fact| (SafeText::new(name), fact));
            assert_eq!(pair(written), expected, "{written}");
        }
    }
}
