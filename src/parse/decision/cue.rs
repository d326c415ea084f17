//! A look at raw markdown that tells where no decision can be, without parsing it.

use memchr::memchr;

use super::arrows;

/// Marks that may stand within a word and are gone when it is read.
const STYLES: [u8; 3] = [b'*', b'_', b'`'];
/// Letters of the longest word below.
const LONGEST: usize = 9;

/// Words that begin a condition, a choice, or what leads to one; sorted.
const WORDS: [&str; 47] = [
    "adopt",
    "best",
    "by",
    "can",
    "choose",
    "consider",
    "default",
    "else",
    "evaluate",
    "for",
    "go",
    "good",
    "ideal",
    "if",
    "in",
    "instead",
    "just",
    "keep",
    "may",
    "move",
    "need",
    "needing",
    "once",
    "opt",
    "otherwise",
    "pick",
    "please",
    "prefer",
    "reach",
    "recommend",
    "rely",
    "select",
    "should",
    "simply",
    "start",
    "stay",
    "stick",
    "switch",
    "then",
    "try",
    "unless",
    "use",
    "we",
    "when",
    "whenever",
    "where",
    "you",
];

/// Whether a paragraph may be a rule ("If X, use Y", "X: use Y"): it asks, or a line of it, or a
/// part of one, begins as a rule does. Says yes too often and never no to a rule.
pub(in crate::parse) fn may_be_rule(markdown: &str) -> bool {
    markdown.lines().any(line_may_be_rule)
}

/// Whether a list, perhaps with text before it, may be a decision: an arrow stands in it, or half
/// of its items may be rules. Says yes too often and never no to a decision.
pub(in crate::parse) fn may_be_list(markdown: &str) -> bool {
    if arrows::may_point(markdown) || memchr(b'&', markdown.as_bytes()).is_some() {
        return true;
    }
    let mut marker = None;
    let (mut items, mut rules, mut counted) = (0, 0, false);
    for line in markdown.lines() {
        if let Some(own) = marker_of(line) {
            // Beside another list only the number of rules tells.
            let one_list = marker.is_none_or(|marker| marker == own);
            items = if one_list { items + 1 } else { 0 };
            marker = Some(own);
            counted = false;
        }
        if !counted && line_may_be_rule(line) {
            rules += 1;
            counted = true;
        }
    }
    rules > 1 && rules * 2 >= items
}

/// The mark of an item that stands at the margin.
fn marker_of(line: &str) -> Option<u8> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let marks: &[u8] = if rest.len() == line.len() {
        b"-*+"
    } else {
        b".)"
    };
    match rest.as_bytes() {
        [mark, b' ', ..] if marks.contains(mark) => Some(*mark),
        _ => None,
    }
}

fn line_may_be_rule(line: &str) -> bool {
    // From word to word that stands first in its part of the line.
    let mut part = Some(line.as_bytes());
    while let Some(rest) = part {
        let word = rest.iter().position(|byte| begins_word(*byte));
        let Some(word) = word.and_then(|at| rest.get(at..)) else {
            return false;
        };
        if begins_rule(word) {
            return true;
        }
        part = next_part(word);
    }
    false
}

/// What follows the next break, or begins with the next sign.
fn next_part(text: &[u8]) -> Option<&[u8]> {
    let mut rest = text;
    loop {
        let at = rest.iter().position(|byte| is_mark(*byte))?;
        let (before, after) = (rest.get(at..)?, rest.get(at + 1..)?);
        if before.first().copied().is_some_and(is_sign) {
            return Some(before);
        }
        if !after.first()?.is_ascii_alphanumeric() {
            return Some(after);
        }
        rest = after;
    }
}

/// A letter, or a sign that needs no word.
fn begins_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || is_sign(byte)
}

/// A question, and what may be read as a character that is not written.
fn is_sign(byte: u8) -> bool {
    matches!(byte, b'?' | b'&')
}

/// What may separate a condition from a choice, or is a sign; the last two bytes end dashes.
fn is_mark(byte: u8) -> bool {
    is_sign(byte) || matches!(byte, b':' | b'-' | b')' | 0x93 | 0x94)
}

/// Whether a text begins with a sign or one of the words.
fn begins_rule(text: &[u8]) -> bool {
    if text.first().copied().is_some_and(is_sign) {
        return true;
    }
    let mut room = [0; LONGEST];
    let known = |word: &[u8]| WORDS.binary_search_by(|known| known.as_bytes().cmp(word));
    first_word(text, &mut room).is_some_and(|word| known(word).is_ok())
}

/// The first word of a text in lower case, without styles, unless it is longer than the room.
fn first_word<'a>(text: &[u8], room: &'a mut [u8; LONGEST]) -> Option<&'a [u8]> {
    let letters = text
        .iter()
        .filter(|byte| !STYLES.contains(byte))
        .take_while(|byte| byte.is_ascii_alphabetic());
    let mut length = 0;
    for letter in letters {
        *room.get_mut(length)? = letter.to_ascii_lowercase();
        length += 1;
    }
    room.get(..length)
}

#[cfg(test)]
mod tests {
    use super::{WORDS, may_be_list, may_be_rule};

    #[test]
    fn signs_of_a_decision_are_seen_through_markup() {
        let cases = [
            ("an arrow", "- many writers → OakDB", true),
            ("an arrow of signs", "- many writers -> OakDB", true),
            ("an arrow by its name", "- many writers -&gt; OakDB", true),
            ("questions", "- Many writers? OakDB\n- Few? AshDB", true),
            (
                "topics",
                "1. **Wide:** *Use* Elm\n2. **Tall:** use Oak",
                true,
            ),
            (
                "dashes",
                "- Wide rows — pick ElmDB\n- Tall — pick Oak",
                true,
            ),
            (
                "two styles",
                "- **U**se Elm if wide\n- Use Oak if tall",
                true,
            ),
            (
                "rules beside things",
                "- If wide, Elm\n- If tall, Oak\n* a\n* b\n* c",
                true,
            ),
            (
                "one rule among things",
                "- If wide, use Elm\n- Oak\n- Ash",
                false,
            ),
            ("things", "- **OakDB**: a store of rows\n- **ElmDB**", false),
        ];
        for (name, text, expected) in cases {
            assert_eq!(may_be_list(text), expected, "{name}");
        }
        let cases = [
            ("a condition", "Text.\nIf rows are wide, take ElmDB", true),
            ("prose", "Rows are kept by key. A shard holds many.", false),
            ("longer words", "Forests use\nusefulness", false),
        ];
        for (name, text, expected) in cases {
            assert_eq!(may_be_rule(text), expected, "{name}");
        }
    }

    #[test]
    fn the_words_can_be_searched() {
        assert!(WORDS.is_sorted());
    }
}
