//! The fuzzy matcher; the only file that names its crate.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Spots;
use crate::limits;

/// Matches letters in order with anything between them. The matcher's time grows with row times
/// query, so both are cut ([`limits::FUZZY_ROW`], [`limits::FUZZY_QUERY`]).
pub(super) struct Fuzzy(SkimMatcherV2);

impl Fuzzy {
    pub(super) fn new() -> Self {
        let cells = limits::FUZZY_ROW * limits::FUZZY_QUERY;
        Self(SkimMatcherV2::default().ignore_case().element_limit(cells))
    }

    /// How well all words match a folded text, and where. Words apart: to this matcher a space
    /// is a letter like any other.
    pub(super) fn find<'w>(
        &self,
        text: &str,
        words: impl Iterator<Item = &'w str>,
    ) -> Option<(i64, Spots)> {
        let row: String = text.chars().take(limits::FUZZY_ROW).collect();
        let mut score = 0;
        let mut places: Vec<usize> = Vec::new();
        for word in words {
            let (points, at) = self.0.fuzzy_indices(&row, word)?;
            // Letters strewn over a row mean nothing: a match has to hold together.
            let span = at.last()? - at.first()? + 1;
            if span > word.chars().count() * 3 {
                return None;
            }
            score += points;
            places.extend(at);
        }
        places.sort_unstable();
        places.dedup();
        Some((score, spots(&row, &places)))
    }
}

/// Positions of characters as runs of bytes.
fn spots(text: &str, places: &[usize]) -> Spots {
    let mut wanted = places.iter().copied().peekable();
    let mut spots: Spots = Vec::new();
    for (position, (start, c)) in text.char_indices().enumerate() {
        if wanted.next_if_eq(&position).is_none() {
            continue;
        }
        let end = start + c.len_utf8();
        match spots.last_mut() {
            Some(Range { end: last, .. }) if *last == start => *last = end,
            _ => spots.push(start..end),
        }
    }
    spots
}
