//! How well a row answers a word.

use std::ops::Range;

use memchr::memmem;

/// How well a needle fits where it was found; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fit {
    Word,
    Start,
    Inside,
}

/// Where a needle was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) fit: Fit,
    pub(super) bytes: Range<usize>,
}

/// A word to be looked for in many texts.
#[derive(Debug)]
pub(super) struct Needle<'n> {
    finder: memmem::Finder<'n>,
    len: usize,
    /// The worst fit that counts.
    worst: Fit,
}

impl<'n> Needle<'n> {
    pub(super) fn new(text: &'n str) -> Self {
        Self {
            finder: memmem::Finder::new(text),
            len: text.len(),
            worst: Fit::Inside,
        }
    }

    /// Counts only where it fits so well: for spellings that were not typed.
    pub(super) fn at_worst(text: &'n str, worst: Fit) -> Self {
        Self {
            worst,
            ..Self::new(text)
        }
    }

    /// The first place in a text, whatever the fit.
    pub(super) fn place(&self, text: &str) -> Option<usize> {
        self.finder.find(text.as_bytes())
    }

    /// The best place in a text.
    pub(super) fn find(&self, text: &str) -> Option<Found> {
        let mut best: Option<Found> = None;
        for start in self.finder.find_iter(text.as_bytes()) {
            let bytes = start..start + self.len;
            let fit = fit(text, &bytes);
            if fit > self.worst {
                continue;
            }
            if best.as_ref().is_none_or(|found| fit < found.fit) {
                best = Some(Found { fit, bytes });
            }
            if fit == Fit::Word {
                break;
            }
        }
        best
    }
}

fn fit(text: &str, bytes: &Range<usize>) -> Fit {
    let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = text
        .get(..bytes.start)
        .and_then(|text| text.chars().next_back());
    let after = text.get(bytes.end..).and_then(|text| text.chars().next());
    match (joins(before), joins(after)) {
        (false, false) => Fit::Word,
        (false, true) => Fit::Start,
        (true, _) => Fit::Inside,
    }
}
