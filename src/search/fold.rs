//! Text without case, position by position.

use std::ops::Range;

/// A text without case. Every character stays one character, so that places can be found again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folded {
    pub(super) text: String,
    /// Whether bytes are where they were.
    aligned: bool,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self {
                text: text.to_ascii_lowercase(),
                aligned: true,
            };
        }
        let mut aligned = true;
        let fold = |c: char| {
            let lower = lower(c);
            aligned &= lower.len_utf8() == c.len_utf8();
            lower
        };
        Self {
            text: text.chars().map(fold).collect(),
            aligned,
        }
    }

    /// The bytes of the original that these bytes stand for; in order and apart. Linear in the
    /// text, however many there are.
    pub(super) fn originals(
        &self,
        original: &str,
        spots: impl IntoIterator<Item = Range<usize>>,
    ) -> Vec<Range<usize>> {
        if self.aligned {
            return spots.into_iter().collect();
        }
        let own = self.text.char_indices().map(|(at, _)| at);
        let theirs = original.char_indices().map(|(at, _)| at);
        let ends = (self.text.len(), original.len());
        let mut pairs = own.zip(theirs).chain([ends]).peekable();
        let mut place = |byte: usize| {
            while pairs.next_if(|(own, _)| *own < byte).is_some() {}
            pairs.peek().map_or(original.len(), |(_, theirs)| *theirs)
        };
        let place = |spot: Range<usize>| {
            let start = place(spot.start);
            start..place(spot.end)
        };
        spots.into_iter().map(place).collect()
    }
}

/// The lower case of a character, if it is one character (`İ` has two and stays).
fn lower(c: char) -> char {
    let mut all = c.to_lowercase();
    match (all.next(), all.next()) {
        (Some(lower), None) => lower,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_again() {
        // The Kelvin sign is three bytes, its lower case `k` one.
        let cases = [
            ("Über", "über"),
            ("20\u{212a} Rows", "rows"),
            ("İstanbul", "stanbul"),
        ];
        for (text, needle) in cases {
            let folded = Folded::new(text);
            let at = folded.text.find(needle).unwrap();
            let spot = at..at + needle.len();
            let original = folded.originals(text, [spot]).pop().unwrap();
            assert_eq!(
                Folded::new(text.get(original).unwrap()).text,
                needle,
                "{text}"
            );
        }
    }
}
