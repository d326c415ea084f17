//! Which kind of fork a question is, read from its words. Points for each kind; the manifest, a
//! YAML tree or the person may say otherwise.

use super::words;
use crate::model::Fork;

/// An answer as far as the kind of its fork depends on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice<'a> {
    /// Its label; where it has none, the question it leads to.
    pub(super) label: &'a str,
    /// Whether it leads to a question rather than to an outcome, whatever else holds.
    pub(super) decides: bool,
    /// Whether it leads to something that holds always.
    pub(super) rule: bool,
}

/// A sign in the answers of a fork.
struct Sign {
    /// The kind it speaks for.
    fork: Fork,
    /// How strongly.
    points: u32,
    /// Whether it is there.
    holds: fn(&str, &Tally) -> bool,
}

/// How many of the answers look how.
#[derive(Default)]
struct Tally {
    all: usize,
    yes_no: usize,
    numeric: usize,
    situations: usize,
    questions: usize,
    parts: usize,
    decides: usize,
    rules: usize,
}

const SIGNS: [Sign; 11] = [
    Sign {
        fork: Fork::Rule,
        points: 9,
        holds: |_, tally| tally.rules == tally.all,
    },
    Sign {
        fork: Fork::OneOf,
        points: 8,
        holds: |_, tally| tally.yes_no > 0,
    },
    Sign {
        fork: Fork::OneOf,
        points: 5,
        holds: |_, tally| tally.numeric > 1 && tally.numeric * 2 >= tally.all,
    },
    Sign {
        fork: Fork::OneOf,
        points: 5,
        holds: |prompt, _| words::asks_for_one(prompt),
    },
    Sign {
        fork: Fork::AllOf,
        points: 4,
        holds: |_, tally| tally.parts > 1 && tally.parts * 3 >= tally.all * 2,
    },
    Sign {
        fork: Fork::AllOf,
        points: 3,
        holds: |prompt, tally| prompt.is_empty() && tally.decides * 2 > tally.all,
    },
    Sign {
        fork: Fork::AnyOf,
        points: 3,
        holds: |_, tally| tally.situations > 1 && tally.situations * 3 >= tally.all,
    },
    Sign {
        fork: Fork::AnyOf,
        points: 3,
        holds: |_, tally| tally.situations > 1 && tally.situations * 2 >= tally.all,
    },
    Sign {
        fork: Fork::AnyOf,
        points: 3,
        holds: |_, tally| tally.questions > 1 && tally.questions * 2 >= tally.all,
    },
    Sign {
        fork: Fork::AnyOf,
        points: 2,
        holds: |prompt, _| words::asks_for_several(prompt),
    },
    Sign {
        fork: Fork::AnyOf,
        points: 9,
        holds: |prompt, _| words::says_several(prompt),
    },
];

/// The kind of the fork with this prompt and these answers: the one that most speaks for; one-of
/// where nothing does.
pub(super) fn kind(prompt: &str, answers: &[Choice<'_>]) -> Fork {
    let tally = tally(answers);
    let points = |fork: Fork| -> u32 {
        let signs = SIGNS.iter().filter(|sign| sign.fork == fork);
        signs
            .filter(|sign| (sign.holds)(prompt, &tally))
            .map(|sign| sign.points)
            .sum()
    };
    let mut best = (Fork::OneOf, points(Fork::OneOf));
    for fork in [Fork::AnyOf, Fork::AllOf, Fork::Rule] {
        let own = points(fork);
        if own > best.1 {
            best = (fork, own);
        }
    }
    best.0
}

fn tally(answers: &[Choice<'_>]) -> Tally {
    let count = |wanted: fn(&Choice<'_>) -> bool| answers.iter().filter(|a| wanted(a)).count();
    Tally {
        all: answers.len(),
        yes_no: count(|answer| words::is_yes_no(answer.label)),
        numeric: count(|answer| words::is_numeric(answer.label)),
        situations: count(|answer| words::is_situation(answer.label)),
        questions: count(|answer| words::is_question(answer.label)),
        parts: count(|answer| answer.decides && is_topic(answer.label)),
        decides: count(|answer| answer.decides),
        rules: count(|answer| answer.rule),
    }
}

/// Whether a label is a question or a topic, not an answer.
fn is_topic(label: &str) -> bool {
    words::is_question(label) || words::after_number(label).is_some()
}
