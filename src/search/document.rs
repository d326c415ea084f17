//! Finding in running text: one document, or all of them.

use std::ops::Range;

use memchr::memmem;

use super::fold::Folded;
use super::{Spots, finder::apart};
use crate::text::SafeText;

/// A place in the lines of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The position of the line.
    pub line: usize,
    /// Its bytes in the line.
    pub bytes: Range<usize>,
}

/// Every place of a text in these lines, whatever its case. What stands between words matters.
pub fn find_in(lines: &[&str], wanted: &str) -> Vec<Match> {
    let needle = Folded::new(wanted).text;
    if needle.is_empty() {
        return Vec::new();
    }
    let finder = memmem::Finder::new(&needle);
    let mut matches = Vec::new();
    for (line, text) in lines.iter().enumerate() {
        let folded = Folded::new(text);
        let starts = finder.find_iter(folded.text.as_bytes());
        let spots = folded.originals(text, starts.map(|start| start..start + needle.len()));
        matches.extend(spots.into_iter().map(|bytes| Match { line, bytes }));
    }
    matches
}

/// A line of a text in which all words of a query stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextHit<P> {
    /// What was given with the text.
    pub place: P,
    /// The 1-based line.
    pub line: u32,
    /// The line.
    pub text: SafeText,
    /// What to highlight in it.
    pub spots: Spots,
}

/// Every line in which all words of a query stand, in the order of the texts. A word with a
/// capital letter is found as written, others whatever their case.
pub fn full_text<'t, P: Clone>(
    texts: impl IntoIterator<Item = (P, &'t str)>,
    query: &str,
) -> Vec<TextHit<P>> {
    let words: Vec<&str> = query.split_whitespace().collect();
    let finders: Vec<Wanted<'_>> = words.iter().map(|word| Wanted::new(word)).collect();
    let mut hits = Vec::new();
    if finders.is_empty() {
        return hits;
    }
    for (place, text) in texts {
        for (number, line) in (1..).zip(text.lines()) {
            let shown = SafeText::new(line.trim());
            if let Some(spots) = spots(&shown, &finders) {
                hits.push(TextHit {
                    place: place.clone(),
                    line: number,
                    text: shown,
                    spots,
                });
            }
        }
    }
    hits
}

/// A word to find.
struct Wanted<'w> {
    finder: memmem::Finder<'w>,
    len: usize,
    as_written: bool,
}

impl<'w> Wanted<'w> {
    fn new(word: &'w str) -> Self {
        let as_written = word.chars().any(char::is_uppercase);
        let needle = if as_written {
            word.to_owned()
        } else {
            Folded::new(word).text
        };
        Self {
            finder: memmem::Finder::new(needle.as_bytes()).into_owned(),
            len: needle.len(),
            as_written,
        }
    }
}

/// Where all words stand in a line, if all do.
fn spots(line: &str, wanted: &[Wanted<'_>]) -> Option<Spots> {
    let folded = Folded::new(line);
    let mut spots = Spots::new();
    for word in wanted {
        let before = spots.len();
        if word.as_written {
            let starts = word.finder.find_iter(line.as_bytes());
            spots.extend(starts.map(|start| start..start + word.len));
        } else {
            let starts = word.finder.find_iter(folded.text.as_bytes());
            let found = starts.map(|start| start..start + word.len);
            spots.extend(folded.originals(line, found));
        }
        if spots.len() == before {
            return None;
        }
    }
    Some(apart(spots))
}
