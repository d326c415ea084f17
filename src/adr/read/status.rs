//! How far a record is, from the words that tools write for it.

use crate::adr::Relation;
use crate::adr::Said;
use crate::adr::read::words::relation_at_start;
use crate::stack::AdrStatus;
use crate::text::SafeText;

/// The status that some words begin with: `Accepted`, `superseded by ADR-0123`, `2026-11-20
/// proposed`. `None` for words of one's own, and for a template's list of all of them.
pub(super) fn of(words: &str) -> Option<AdrStatus> {
    if words.contains(" | ") {
        return None;
    }
    let (_, words) = dated(words);
    let first = words
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    // Old adr-tools write it so.
    if first.eq_ignore_ascii_case("superceded") {
        return Some(AdrStatus::Superseded);
    }
    AdrStatus::read(first)
}

/// A day before the status, as phodal's `adr` writes it, and the status.
fn dated(words: &str) -> (Option<&str>, &str) {
    let words = words.trim();
    let day = words.split_whitespace().next().unwrap_or_default();
    let is_day = day.len() == 10 && day.chars().all(|c| c.is_ascii_digit() || c == '-');
    match words.strip_prefix(day).filter(|_| is_day) {
        Some(rest) => (Some(day), rest.trim_start()),
        None => (None, words),
    }
}

/// The line of a status section that says the status, and the day that stands before it.
///
/// Links to other records stand among its lines; one that says what took its place is the status
/// where there is no other. Of lines with days, which are a history, the last counts.
pub(super) fn among(lines: &[Said<SafeText>]) -> Option<(Said<SafeText>, Option<SafeText>)> {
    let day = |line: &&Said<SafeText>| dated(&line.what).0.is_some();
    if let Some(line) = lines.iter().rev().find(day) {
        let (day, words) = dated(&line.what);
        let said = Said {
            what: SafeText::new(words),
            line: line.line,
        };
        return Some((said, day.map(SafeText::new)));
    }
    let relation = |line: &Said<SafeText>| relation_at_start(&line.what).map(|(of, _)| of);
    let own = lines.iter().find(|line| relation(line).is_none());
    let superseded = |line: &&Said<SafeText>| relation(line) == Some(Relation::SupersededBy);
    let line = own.or_else(|| lines.iter().find(superseded))?;
    Some((line.clone(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_tool_are_understood() {
        let cases = [
            ("Accepted", Some(AdrStatus::Accepted)),
            ("superseded by ADR-0123", Some(AdrStatus::Superseded)),
            ("Superceded by 5. X", Some(AdrStatus::Superseded)),
            ("2026-11-20 proposed", Some(AdrStatus::Proposed)),
            ("accepted (after a trial)", Some(AdrStatus::Accepted)),
            ("Draft", Some(AdrStatus::Draft)),
            ("in review", None),
            ("{proposed | rejected | accepted}", None),
            ("proposed | rejected", None),
            ("", None),
        ];
        for (words, status) in cases {
            assert_eq!(of(words), status, "{words}");
        }
    }

    #[test]
    fn the_status_is_told_from_the_links_around_it() {
        let cases: [(&str, &[&str], &str); 5] = [
            ("alone", &["Accepted"], "Accepted"),
            (
                "with links",
                &["Superseded", "Superseded by 5. X"],
                "Superseded",
            ),
            ("a link first", &["Supersedes 2. Y", "Accepted"], "Accepted"),
            (
                "replaced by a link",
                &["Amended by 4. Z", "Superceded by 5. X"],
                "Superceded by 5. X",
            ),
            (
                "a history",
                &["2026-01-02 proposed", "2026-02-03 accepted"],
                "accepted",
            ),
        ];
        for (name, lines, status) in cases {
            let lines = lines.iter().map(|line| Said {
                what: SafeText::new(line),
                line: 1,
            });
            let found = among(&lines.collect::<Vec<_>>());
            assert_eq!(
                found.map(|(said, _)| said.what).as_deref(),
                Some(status),
                "{name}"
            );
        }
    }
}
