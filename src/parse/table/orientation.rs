//! Which way a table compares, read from its heads. Nine of ten tables compare nothing, so
//! everything that no rule claims is `Other`.

use super::cues;
use crate::model::{CitedText, Orientation};

/// The heads of a table as words.
struct Heads {
    first: String,
    others: Vec<String>,
    rows: usize,
}

impl Heads {
    fn of(header: &[CitedText], rows: usize) -> Self {
        let mut heads = header.iter().map(|cell| normal(&cell.text));
        Self {
            first: heads.next().unwrap_or_default(),
            others: heads.collect(),
            rows,
        }
    }
}

/// A rule; the first that holds decides.
struct Rule {
    orientation: Orientation,
    holds: fn(&Heads) -> bool,
}

const RULES: [Rule; 4] = [
    Rule {
        orientation: Orientation::Decision,
        holds: decides,
    },
    Rule {
        orientation: Orientation::Rows,
        holds: lists_alternatives,
    },
    Rule {
        orientation: Orientation::Columns,
        holds: heads_are_alternatives,
    },
    Rule {
        orientation: Orientation::Other,
        holds: |_| true,
    },
];

/// The orientation of a table with so many rows.
pub(super) fn of(header: &[CitedText], rows: usize) -> Orientation {
    let heads = Heads::of(header, rows);
    RULES
        .iter()
        .find(|rule| (rule.holds)(&heads))
        .map_or(Orientation::Other, |rule| rule.orientation)
}

/// A head in lower case, words only, one space between.
fn normal(head: &str) -> String {
    let head = head.to_lowercase();
    let words = head
        .split(|c: char| !(c.is_alphanumeric() || c == '#'))
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a head holds a cue as whole words.
fn holds(head: &str, cue: &str) -> bool {
    any(head, &[cue])
}

/// Whether a head holds one of some cues as whole words.
fn any(head: &str, cues: &[&str]) -> bool {
    let mut rest = Some(head);
    while let Some(words) = rest {
        let first = words.as_bytes().first();
        // Most cues are told from the words by their first letter.
        let mut near = cues.iter().filter(|cue| cue.as_bytes().first() == first);
        let begins = |cue: &&str| {
            let after = words.strip_prefix(*cue);
            after.is_some_and(|after| after.is_empty() || after.starts_with(' '))
        };
        if near.any(begins) {
            return true;
        }
        rest = words.split_once(' ').map(|(_, rest)| rest);
    }
    false
}

/// Whether a head ends in a kind, in singular or plural.
fn is_kind(head: &str, kinds: &[&str]) -> bool {
    let last = head.rsplit(' ').next().unwrap_or_default();
    let singular = last.strip_suffix('s').unwrap_or(last);
    let y = last.strip_suffix("ies").map(|stem| format!("{stem}y"));
    kinds
        .iter()
        .any(|kind| *kind == last || *kind == singular || Some(*kind) == y.as_deref())
}

/// The column that says what to choose in a table with so many rows that is a
/// [`Orientation::Decision`].
pub(super) fn choice(header: &[CitedText], rows: usize) -> Option<usize> {
    choice_of(&Heads::of(header, rows))
}

/// Whether a head says by itself that its column holds choices: `Choice`, `Recommended store`.
pub(super) fn says_choice(head: &str) -> bool {
    any(&normal(head), &cues::SAYING_CHOICE)
}

/// First column a situation, another what to choose in it.
fn decides(heads: &Heads) -> bool {
    choice_of(heads).is_some()
}

fn choice_of(heads: &Heads) -> Option<usize> {
    let second = heads.others.first()?;
    let situation = any(&heads.first, &cues::SITUATIONS) && !is_kind(&heads.first, &["tool"]);
    let weak = any(&heads.first, &cues::WEAK_SITUATIONS);
    let strong = [
        "recommend",
        "recommendation",
        "recommended",
        "recommendations",
        "choose",
        "use",
    ];
    let answer = if weak && !holds(&heads.first, "your") {
        any(second, &strong) && !any(second, &cues::MERITS)
    } else {
        (any(second, &cues::ANSWERS) || is_kind(second, &cues::ANSWERS))
            && !any(second, &cues::MERITS)
    };
    let recommends = heads
        .others
        .iter()
        .position(|head| holds(head, "recommended"));
    let column = if answer {
        Some(1)
    } else {
        recommends.filter(|_| !weak).map(|at| at + 1)
    };
    column.filter(|_| situation && heads.rows > 1)
}

/// Each row an alternative: a kind of thing and what is said of it.
fn lists_alternatives(heads: &Heads) -> bool {
    let merit = |cues: &[&str]| heads.others.iter().any(|head| any(head, cues));
    let kind = is_kind(&heads.first, &cues::KINDS);
    let situation = any(&heads.first, &cues::SITUATIONS);
    let criterion = cues::CRITERIA.contains(&heads.first.as_str()) && heads.first != "language";
    let choice = is_kind(&heads.first, &cues::CHOICES) && heads.others.len() > 2;
    let looked_up = heads.first == "language"
        && heads
            .others
            .first()
            .is_some_and(|head| is_kind(head, &cues::COLUMN_KINDS));
    let described = heads.others.iter().any(|head| is_description(head));
    heads.rows > 1
        && !criterion
        && !looked_up
        && !is_kind(&heads.first, &cues::INDEXES)
        && ((kind && merit(&cues::MERITS))
            || (!situation && merit(&cues::STRONG_MERITS))
            || (choice && !described))
}

/// Each column an alternative: criteria first, then names.
fn heads_are_alternatives(heads: &Heads) -> bool {
    let first = heads.first.as_str();
    let criterion = first.is_empty()
        || cues::CRITERIA.contains(&first)
        || is_kind(first, &["feature", "criterion", "aspect", "factor"]);
    heads.rows > 1
        && criterion
        && heads.others.len() > 1
        && heads
            .others
            .iter()
            .all(|head| !head.is_empty() && !is_description(head))
        && !(first.is_empty() && is_scale(&heads.others))
}

/// Whether a head describes or grades rather than names.
fn is_description(head: &str) -> bool {
    let first = head.split(' ').next().unwrap_or_default();
    let last = head.rsplit(' ').next().unwrap_or_default();
    cues::DESCRIPTIONS.contains(&head)
        || cues::MEASURES.contains(&last)
        || cues::QUESTION_WORDS.contains(&first)
        || is_kind(head, &cues::COLUMN_KINDS)
        || any(head, &cues::MERITS)
}

/// Whether heads count up one word: `Level 1`, `Level 2`.
fn is_scale(heads: &[String]) -> bool {
    let stem = |head: &str| {
        head.trim_end_matches(|c: char| c.is_ascii_digit())
            .to_owned()
    };
    let first = heads.first().map(|head| stem(head)).unwrap_or_default();
    heads.len() > 1
        && heads
            .iter()
            .all(|head| stem(head) == first && *head != first)
}
