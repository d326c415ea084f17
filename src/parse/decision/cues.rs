//! The cues in prompts and answers that tell the kinds of forks apart.

use super::words::{is_question, is_yes_no, plain, words};

/// Words of an answer that stands for all that the others leave: it excludes them.
const REMAINDER: [&str; 13] = [
    "other",
    "others",
    "otherwise",
    "else",
    "neither",
    "remaining",
    "remainder",
    "rest",
    "none",
    "unsure",
    "uncertain",
    "undecided",
    "mixed",
];
/// Words that lead answers which exclude each other, whatever follows.
const OPPOSITES: [(&str, &[&str]); 14] = [
    ("single", &["multiple", "several", "many", "multi"]),
    ("one", &["several", "many", "multiple"]),
    ("few", &["many"]),
    ("small", &["large", "big", "medium", "huge"]),
    ("short", &["long"]),
    ("low", &["high", "medium"]),
    ("light", &["heavy"]),
    ("simple", &["complex"]),
    ("new", &["legacy", "existing", "old"]),
    ("static", &["dynamic", "streaming"]),
    ("read", &["write"]),
    ("any", &["all", "no"]),
    ("all", &["some", "none"]),
    ("internal", &["external", "public"]),
];
/// Words of a prompt that asks for the one thing that leads.
const LEADING: [&str; 8] = [
    "primary", "main", "biggest", "first", "foremost", "chief", "leading", "top",
];
/// Words that begin a prompt by which one is taken.
const TAKING: [&str; 3] = ["choose", "select", "pick"];
/// Words of a prompt that asks what is needed.
const NEEDING: [&str; 9] = [
    "need", "needs", "needed", "want", "wants", "wanted", "wanting", "wish", "wishes",
];
/// Words that begin a question which several answers cannot follow.
const ONE_OF_THEM: [&str; 6] = ["which", "what", "how", "who", "where", "when"];

/// Whether an answer stands for all that the others leave.
pub(super) fn is_remainder(label: &str) -> bool {
    let label = plain(label);
    words(&label).any(|word| REMAINDER.contains(&word))
}

/// Whether two answers begin with words that exclude each other: `Single ..`, `Multiple ..`.
pub(super) fn oppose(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    let (Some(one), Some(other)) = (words(&one).next(), words(&other).next()) else {
        return false;
    };
    let apart = |a: &str, b: &str| {
        let mut pairs = OPPOSITES.iter();
        pairs.any(|(word, against)| *word == a && against.contains(&b))
    };
    apart(one, other) || apart(other, one)
}

/// Whether a prompt asks for what leads, or says to take one.
pub(super) fn asks_for_the_first(prompt: &str) -> bool {
    let prompt = plain(prompt);
    let text = super::words::after_number(&prompt).unwrap_or(&prompt);
    let takes = words(text)
        .next()
        .is_some_and(|word| TAKING.contains(&word));
    takes || words(text).any(|word| LEADING.contains(&word))
}

/// Whether a prompt asks what is needed, and not for which of it: `Need storage?`.
pub(super) fn asks_for_needs(prompt: &str) -> bool {
    let asks = is_question(prompt);
    let prompt = plain(prompt);
    let text = super::words::after_number(&prompt).unwrap_or(&prompt);
    let first = words(text).next().unwrap_or_default();
    asks && !ONE_OF_THEM.contains(&first) && words(text).any(|word| NEEDING.contains(&word))
}

/// Whether a prompt leads conditions under which it holds: `Do not use a graph when`.
pub(super) fn leads_conditions(prompt: &str) -> bool {
    let prompt = plain(prompt);
    [" when", " if", " where"]
        .iter()
        .any(|end| prompt.ends_with(end))
}

/// Whether an answer is an item of a checklist.
pub(super) fn is_checked(label: &str) -> bool {
    let label = label.trim_start();
    label.starts_with(['✓', '☐', '☑', '□', '✔']) || label.starts_with("[ ]")
}

/// Whether a label only names what is decided under it: `Budget:`, `Budget?`.
pub(super) fn is_heading(label: &str) -> bool {
    let label = label.trim_end_matches(['*', ' ']);
    !is_yes_no(label) && (label.ends_with(':') || is_question(label))
}
