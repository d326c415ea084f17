//! When two words mean the same statement or the same criterion.

/// Words for "there is nothing", after folding.
const NONE: [&str; 7] = [
    "n/a",
    "na",
    "none",
    "none listed",
    "none stated",
    "not applicable",
    "nothing",
];
/// Words for "nobody said", after folding.
const UNSAID: [&str; 5] = ["", "not stated", "unknown", "?", "tbd"];
/// Marks that stand for a word.
const MARKS: [(char, &str); 9] = [
    ('✅', " yes "),
    ('✓', " yes "),
    ('✔', " yes "),
    ('☑', " yes "),
    ('❌', " no "),
    ('✗', " no "),
    ('✘', " no "),
    ('❎', " no "),
    ('⚠', " partly "),
];

/// What tells statements apart: case, white space, markdown and closing punctuation do not.
pub fn value_key(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match MARKS.iter().find(|(mark, _)| *mark == c) {
            Some((_, word)) => plain.push_str(word),
            // Emphasis, code, and the selector that makes an emoji of a mark.
            None if matches!(c, '*' | '`' | '\u{fe0f}') => {}
            None => plain.extend(c.to_lowercase()),
        }
    }
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    words.dedup_by(|word, before| word == before && matches!(*word, "yes" | "no"));
    let key = words.join(" ");
    key.trim_end_matches(['.', ',', ';', ':', '!']).to_owned()
}

/// The word that a statement's first mark stands for, if it begins with one.
pub(super) fn leading_mark(text: &str) -> Option<&'static str> {
    let first = text.trim_start_matches(['*', '`', ' ']).chars().next()?;
    let (_, word) = MARKS.iter().find(|(mark, _)| *mark == first)?;
    Some(word.trim())
}

/// Whether a statement says that there is nothing: a dash, `n/a`, `none`.
pub fn is_none(text: &str) -> bool {
    is_dash(text) || NONE.contains(&value_key(text).as_str())
}

/// Whether a statement is a dash: the table has nothing here, and does not say why.
fn is_dash(text: &str) -> bool {
    let key = value_key(text);
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '−');
    !key.is_empty() && key.chars().all(dash)
}

/// Whether a cell states nothing: it is empty, or says that nothing is known.
pub fn is_unsaid(text: &str) -> bool {
    UNSAID.contains(&value_key(text).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_said_otherwise_is_the_same() {
        let cases = [
            ("case", "Apache-2.0", "apache-2.0", true),
            ("spaces", "up to  10M", "up to 10M", true),
            ("closing punctuation", "Yes.", "yes", true),
            ("markdown", "**HNSW**, `IVF`", "HNSW, IVF", true),
            ("a mark is a word", "✅", "Yes", true),
            ("a mark with its word", "✔️ yes", "yes", true),
            ("opposite marks", "✅", "❌", false),
            ("another number", "10M", "100M", false),
            ("inner punctuation counts", "1.0", "10", false),
        ];
        for (name, a, b, same) in cases {
            assert_eq!(value_key(a) == value_key(b), same, "{name}");
        }
    }

    #[test]
    fn nothing_has_many_words() {
        for text in ["-", "–", "—", "--", "N/A", "n/a.", "None", "None listed"] {
            assert!(is_none(text), "{text:?}");
        }
        for text in ["no", "0", "none extra", "-1", "", "?"] {
            assert!(!is_none(text), "{text:?}");
        }
        for text in ["", " ", "Not stated.", "?", "unknown"] {
            assert!(is_unsaid(text), "{text:?}");
        }
        assert!(!is_unsaid("-"), "a dash says something");
    }
}
