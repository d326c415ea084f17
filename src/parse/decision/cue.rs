//! A look at raw markdown that tells where no decision can be, without parsing it.

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

/// Whether paragraphs or lists may be a decision: an arrow or a question stands in them, or a
/// line of them, or a part of it, begins as a rule does ("If X, use Y", "X: use Y"). It says yes
/// too often and never no to a decision.
pub(in crate::parse) fn may_decide(markdown: &str) -> bool {
    let bytes = markdown.as_bytes();
    let mut before_word = true;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            // A question, and what may be read as a character that is not written.
            b'?' | b'&' | b'\\' => return true,
            b'\n' => before_word = true,
            // The last byte of a dash, and what may separate a condition from a choice.
            b':' | b'-' | b')' | 0x93 | 0x94 => {
                let next = bytes.get(at + 1);
                before_word |= next.is_some_and(|next| !next.is_ascii_alphanumeric());
            }
            _ if before_word && byte.is_ascii_alphabetic() => {
                if begins_rule(bytes.get(at..).unwrap_or_default()) {
                    return true;
                }
                before_word = false;
            }
            _ => {}
        }
    }
    arrows::may_point(markdown)
}

/// Whether a text begins with one of the words.
fn begins_rule(text: &[u8]) -> bool {
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
    use super::{WORDS, may_decide};

    #[test]
    fn signs_of_a_decision_are_seen_through_markup() {
        let cases = [
            ("an arrow", "- many writers → OakDB", true),
            ("an arrow of signs", "- many writers -> OakDB", true),
            ("an arrow by its name", "- many writers -&gt; OakDB", true),
            ("a question", "- Many writers? OakDB", true),
            ("a condition", "Text.\nIf rows are wide, take ElmDB", true),
            ("a styled topic", "1. **Wide rows:** *Use* ElmDB", true),
            ("a choice after a dash", "- Wide rows — pick ElmDB", true),
            ("a word in two styles", "- **U**se ElmDB for reports", true),
            (
                "a list of things",
                "- **OakDB**: a store of rows\n- **ElmDB**",
                false,
            ),
            ("prose", "Rows are kept by key. A shard holds many.", false),
            ("longer words", "Forests use\nusefulness", false),
        ];
        for (name, text, expected) in cases {
            assert_eq!(may_decide(text), expected, "{name}");
        }
    }

    #[test]
    fn the_words_can_be_searched() {
        assert!(WORDS.is_sorted());
    }
}
