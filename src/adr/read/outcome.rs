//! What a record says was chosen.

use crate::adr::AdrOption;
use crate::text::SafeText;

/// What stands before the name of what was chosen.
const LEADS: [&str; 5] = [
    "chosen option:",
    "chosen options:",
    "chosen alternative:",
    "selected option:",
    "we decided for ",
];

/// Pairs of quotes around a name.
const QUOTES: [(char, char); 5] = [
    ('"', '"'),
    ('\u{201c}', '\u{201d}'),
    ('\u{201e}', '\u{201c}'),
    ('\'', '\''),
    ('\u{ab}', '\u{bb}'),
];

/// What ends a name without quotes.
const ENDS: [&str; 9] = [
    ", because",
    " because ",
    ", although",
    " and neglected ",
    " and against ",
    " over ",
    ", ",
    "; ",
    ". ",
];

/// What was chosen, where a text says so. A name that is among the options is found whole,
/// whatever signs are in it.
pub(super) fn chosen(text: &str, options: &[AdrOption]) -> Option<SafeText> {
    let rest = after_lead(text)?.trim_start_matches([' ', '*']);
    let quotes = QUOTES.iter().find(|(open, _)| rest.starts_with(*open));
    let name = match quotes {
        Some((open, close)) => quoted(rest.strip_prefix(*open)?, *close, options),
        None => bare(rest, options),
    };
    let name = SafeText::one_line(name);
    (!name.is_empty()).then_some(name)
}

/// Whether a text is the one that says what was chosen.
pub(super) fn says_choice(text: &str) -> bool {
    after_lead(text).is_some()
}

fn after_lead(text: &str) -> Option<&str> {
    LEADS.iter().find_map(|lead| after(text, lead))
}

/// What a business case puts behind the name of a candidate.
const STANDINGS: [&str; 4] = [
    " (chosen)",
    " (considered)",
    " (ruled out)",
    " (not on this path)",
];

/// The name of an option, without how it stands.
pub(super) fn without_standing(name: &SafeText) -> SafeText {
    let bare = STANDINGS.iter().find_map(|said| name.strip_suffix(said));
    bare.map_or_else(|| name.clone(), SafeText::new)
}

/// What a Y-statement says was not chosen: `we decided for A and neglected B and C, to achieve ..`.
pub(super) fn neglected(text: &str) -> Vec<SafeText> {
    let leads = [" neglected ", " and against "];
    let Some(rest) = leads.iter().find_map(|lead| after(text, lead)) else {
        return Vec::new();
    };
    let names = rest.split(", to ").next().unwrap_or_default();
    let names = names.split(", ").flat_map(|part| part.split(" and "));
    let names = names.flat_map(|part| part.split(" or "));
    let names = names.map(|name| SafeText::one_line(name.trim_end_matches('.')));
    names.filter(|name| !name.is_empty()).collect()
}

/// What follows some words, in any case.
fn after<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let at = text.to_ascii_lowercase().find(words)?;
    text.get(at + words.len()..)
}

fn known<'a>(rest: &str, options: &'a [AdrOption]) -> impl Iterator<Item = &'a str> {
    let names = options.iter().map(|option| option.name.what.as_str());
    let names = names.filter(|name| !name.is_empty() && rest.starts_with(name));
    let mut names: Vec<&str> = names.collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.into_iter()
}

fn quoted<'a>(rest: &'a str, close: char, options: &'a [AdrOption]) -> &'a str {
    let closed = |name: &&str| {
        let rest = rest.strip_prefix(*name);
        rest.is_some_and(|rest| rest.starts_with(close))
    };
    if let Some(name) = known(rest, options).find(closed) {
        return name;
    }
    let mut ends = rest.match_indices(close).map(|(at, _)| at);
    let last = |at: &usize| {
        let next = rest.get(at + close.len_utf8()..).unwrap_or_default();
        !next.starts_with(char::is_alphanumeric)
    };
    let end = ends.find(last).unwrap_or(rest.len());
    rest.get(..end).unwrap_or(rest)
}

fn bare<'a>(rest: &'a str, options: &'a [AdrOption]) -> &'a str {
    let whole = |name: &&str| {
        let rest = rest.strip_prefix(*name);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    if let Some(name) = known(rest, options).find(whole) {
        return name;
    }
    let ends = ENDS.iter().filter_map(|end| rest.find(end));
    let end = ends.min().unwrap_or(rest.len());
    let name = rest.get(..end).unwrap_or(rest).trim_end();
    name.strip_suffix('.').unwrap_or(name).trim_end_matches('*')
}

/// What two names of an option have alike, as readers of MADR join them: case and spaces aside.
pub(in crate::adr) fn name_key(name: &str) -> String {
    let letters = name.chars().filter(|c| !c.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_one_is_found_in_the_outcome() {
        let options = ["Say \"no\", always", "Elm", "Elm 2"].map(|name| AdrOption {
            name: crate::adr::Said {
                what: name.into(),
                line: 1,
            },
            arguments: Vec::new(),
        });
        let cases = [
            ("Chosen option: \"Elm\", because it is.", Some("Elm")),
            ("Chosen option: Elm 2, because it is.", Some("Elm 2")),
            ("Chosen option: \u{201c}Oak\u{201d}.", Some("Oak")),
            (
                "Chosen option: \"Say \"no\", always\", because we can.",
                Some("Say \"no\", always"),
            ),
            ("So we decided for Oak over Elm.", Some("Oak")),
            ("Chosen option: Oak.", Some("Oak")),
            ("chosen option: ", None),
            ("We will use Oak.", None),
        ];
        for (text, name) in cases {
            assert_eq!(chosen(text, &options).as_deref(), name, "{text}");
        }
    }
}
