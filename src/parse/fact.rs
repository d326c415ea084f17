//! Facts as a person writes them: `vectors=30M`, `uses=postgresql,redis`, `engineers=unknown`.

use crate::model::Fact;
use crate::parse::quantity::range;
use crate::text::SafeText;

/// The fact that a value means: a number or a range, else words with commas between them.
/// `unknown` and `?` say that it was asked and is not known. `None` where nothing is written.
pub fn value(written: &str) -> Option<Fact> {
    let written = written.trim();
    match written {
        "" => None,
        "unknown" | "?" => Some(Fact::Unknown),
        _ => Some(range(written).map_or_else(|| words(written), Fact::Number)),
    }
}

fn words(written: &str) -> Fact {
    let words = written.split(',').map(SafeText::one_line);
    Fact::Words(words.filter(|word| !word.is_empty()).collect())
}

/// The name and the value of `NAME=VALUE`.
pub fn pair(written: &str) -> Option<(SafeText, Fact)> {
    let (name, value) = written.split_once('=')?;
    let name = SafeText::one_line(name);
    Some((name, self::value(value)?)).filter(|(name, _)| !name.is_empty())
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
