//! A look at text, raw markdown too, that tells where no decision can be, without parsing it.

use memchr::memchr;

use super::arrows;

/// Bits of a letter in the number of a word: no two of a to z share their lowest five.
const LETTER_BITS: u32 = 5;

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
    let (mut items, mut rules) = (0, 0);
    let (mut several, mut counted) = (false, false);
    for line in markdown.lines() {
        if let Some(own) = marker_of(line) {
            several |= marker.is_some_and(|marker| marker != own);
            marker = Some(own);
            items += 1;
            counted = false;
        }
        if !counted && line_may_be_rule(line) {
            rules += 1;
            counted = true;
        }
    }
    // The other items of a list may stand behind a blank line, and of several lists in one run of
    // lines any may be the one with the rules.
    rules > 0 && (several || rules * 2 >= items)
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

/// Whether a line may be a rule, as written in markdown or as read.
pub(super) fn line_may_be_rule(line: &str) -> bool {
    // From word to word that stands first in its part of the line.
    let mut part = Some(line.as_bytes());
    while let Some(rest) = part {
        let word = rest.iter().position(|byte| is(*byte, LETTER | SIGN));
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
        let at = rest.iter().position(|byte| is(*byte, BREAK | SIGN))?;
        let (before, after) = (rest.get(at..)?, rest.get(at + 1..)?);
        if before.first().is_some_and(|byte| is(*byte, SIGN)) {
            return Some(before);
        }
        if !after.first()?.is_ascii_alphanumeric() {
            return Some(after);
        }
        rest = after;
    }
}

/// A letter: it begins a word.
const LETTER: u8 = 1;
/// A question, or what may be read as a character that is not written.
const SIGN: u8 = 2;
/// What may separate a condition from a choice; the last two bytes end dashes.
const BREAK: u8 = 4;

/// What each byte is.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let (mut left, mut byte) = (kinds.as_mut_slice(), 0_u8);
    while let [kind, rest @ ..] = left {
        *kind = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'?' | b'&' => SIGN,
            b':' | b'-' | b')' | 0x93 | 0x94 => BREAK,
            _ => 0,
        };
        (left, byte) = (rest, byte.wrapping_add(1));
    }
    kinds
};

/// Whether a byte is of one of some kinds.
fn is(byte: u8, kinds: u8) -> bool {
    KINDS
        .get(usize::from(byte))
        .is_some_and(|kind| kind & kinds != 0)
}

/// Whether a text begins with a sign or one of the words.
fn begins_rule(text: &[u8]) -> bool {
    if text.first().is_some_and(|byte| is(*byte, SIGN)) {
        return true;
    }
    number(text).is_some_and(|word| NUMBERS.binary_search(&word).is_ok())
}

/// The words as numbers, which are told apart at once; sorted as they are.
const NUMBERS: [u64; WORDS.len()] = {
    let mut numbers = [0; WORDS.len()];
    let (mut words, mut left) = (WORDS.as_slice(), numbers.as_mut_slice());
    while let ([word, others @ ..], [number_of_word, rest @ ..]) = (words, left) {
        if let Some(number) = number(word.as_bytes()) {
            *number_of_word = number;
        }
        (words, left) = (others, rest);
    }
    numbers
};

/// The first word of a text as a number, whatever its case and its styles; letters come first to
/// last from the highest bits on, so that numbers sort as words do. `None` for a long word.
const fn number(mut text: &[u8]) -> Option<u64> {
    let mut number = 0;
    let mut room = u64::BITS;
    while let [byte, rest @ ..] = text {
        text = rest;
        match *byte {
            // Marks that may stand within a word and are gone when it is read.
            b'*' | b'_' | b'`' => {}
            letter if letter.is_ascii_alphabetic() => {
                if room < LETTER_BITS {
                    return None;
                }
                room -= LETTER_BITS;
                number |= ((letter & 0x1f) as u64) << room;
            }
            _ => break,
        }
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::{NUMBERS, WORDS, may_be_list, may_be_rule};

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
        assert!(NUMBERS.is_sorted());
        for word in WORDS {
            assert!(may_be_rule(word), "{word}");
        }
    }
}
