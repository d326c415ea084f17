//! Which kind of fork a question is, read from its words. Points for each kind; the manifest, a
//! YAML tree or the person may say otherwise.

use super::{cues, words};
use crate::model::{Confidence, Fork};

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
    rules: usize,
    remainders: usize,
    opposed: usize,
    checked: usize,
}

const SIGNS: [Sign; 17] = [
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
        holds: |prompt, _| words::asks_for_one(prompt) && !cues::asks_for_needs(prompt),
    },
    Sign {
        fork: Fork::OneOf,
        points: 7,
        holds: |prompt, _| cues::asks_for_the_first(prompt),
    },
    Sign {
        fork: Fork::OneOf,
        points: 5,
        holds: |_, tally| tally.remainders > 0 && tally.remainders < tally.all,
    },
    Sign {
        fork: Fork::OneOf,
        points: 7,
        holds: |_, tally| tally.opposed > 0,
    },
    Sign {
        fork: Fork::AnyOf,
        points: 4,
        holds: |prompt, tally| tally.yes_no == 0 && cues::asks_for_needs(prompt),
    },
    Sign {
        fork: Fork::AnyOf,
        points: 4,
        holds: |prompt, _| cues::leads_conditions(prompt),
    },
    Sign {
        fork: Fork::AllOf,
        points: 4,
        holds: |_, tally| tally.checked > 1 && tally.checked == tally.all,
    },
    Sign {
        fork: Fork::AllOf,
        points: 3,
        // "Is the soil...": the answers end the question.
        holds: |prompt, tally| {
            tally.parts > 1 && tally.parts == tally.all && !prompt.ends_with(['.', '…'])
        },
    },
    Sign {
        fork: Fork::AllOf,
        points: 4,
        holds: |_, tally| tally.parts > 1 && tally.parts * 3 >= tally.all * 2,
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

/// Points by which the best kind must lead for the reading to be sure.
const LEAD: u32 = 3;

/// The kind of the fork with this prompt and these answers, and how sure that is: the one that
/// most speaks for; one-of, and never surely, where nothing does.
pub(super) fn kind(prompt: &str, answers: &[Choice<'_>]) -> (Fork, Confidence) {
    let tally = tally(answers);
    let points = |fork: Fork| -> u32 {
        let signs = SIGNS.iter().filter(|sign| sign.fork == fork);
        signs
            .filter(|sign| (sign.holds)(prompt, &tally))
            .map(|sign| sign.points)
            .sum()
    };
    let mut best = (Fork::OneOf, points(Fork::OneOf));
    let mut second = 0;
    for fork in [Fork::AnyOf, Fork::AllOf, Fork::Rule] {
        let own = points(fork);
        second = second.max(own.min(best.1));
        if own > best.1 {
            best = (fork, own);
        }
    }
    let sure = best.1 >= second + LEAD;
    (
        best.0,
        if sure {
            Confidence::High
        } else {
            Confidence::Maybe
        },
    )
}

/// The kind of the fork whose answers are the sections of a block, and how sure that is. Nothing
/// asks for them: decisions stand side by side, and a reader takes those that they came for. So
/// what would be parts of a question, each to be gone through, is picked from here.
pub(super) fn of_sections(sections: &[Choice<'_>]) -> (Fork, Confidence) {
    let decide = sections.iter().filter(|section| section.decides).count();
    match kind("", sections) {
        (Fork::OneOf, Confidence::High) => (Fork::OneOf, Confidence::High),
        _ if decide * 2 > sections.len() => (Fork::AnyOf, Confidence::High),
        (Fork::AllOf | Fork::Rule, confidence) => (Fork::AnyOf, confidence),
        read => read,
    }
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
        rules: count(|answer| answer.rule),
        remainders: count(|answer| cues::is_remainder(answer.label)),
        opposed: opposed(answers),
        checked: count(|answer| cues::is_checked(answer.label)),
    }
}

/// How many answers exclude the first or the one before them by their first words.
fn opposed(answers: &[Choice<'_>]) -> usize {
    let first = answers.first().map(|first| first.label).unwrap_or_default();
    let pairs = answers.iter().zip(answers.iter().skip(1));
    let apart = |(before, own): &(&Choice<'_>, &Choice<'_>)| {
        cues::oppose(before.label, own.label) || cues::oppose(first, own.label)
    };
    pairs.filter(apart).count()
}

/// Whether a label is a question or a topic, not an answer.
fn is_topic(label: &str) -> bool {
    cues::is_heading(label) || words::after_number(label).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Edge, Graph, GraphNode, NodeId};
    use crate::parse::decision::graph;

    /// Forks labelled by eye: `kind | prompt | answer -> where it leads | ..`; a way that ends in
    /// ` ?` is a question of its own with answers between slashes.
    const LABELLED: &str = include_str!("../../../tests/corpus/forks.txt");
    /// How many of them are read as they were labelled; a change may only raise it.
    const RIGHT: usize = 71;

    fn add(graph: &mut Graph, above: Option<NodeId>, label: &str) -> NodeId {
        let id = NodeId(u32::try_from(graph.nodes.len()).unwrap_or_default());
        graph.nodes.push(GraphNode {
            label: label.trim().into(),
            ..GraphNode::default()
        });
        match above.and_then(|above| graph.nodes.get_mut(above.index())) {
            Some(above) => above.children.push(Edge {
                label: None,
                to: id,
            }),
            None => graph.roots.push(id),
        }
        id
    }

    /// The kind labelled, the prompt, and the kind read.
    fn read(line: &str) -> Option<(Fork, &str, Option<Fork>)> {
        let mut parts = line.split(" | ");
        let kind = Fork::read(parts.next()?)?;
        let prompt = parts.next()?;
        let mut graph = Graph::default();
        let root = add(&mut graph, None, prompt);
        for part in parts {
            let (answer, leads) = part.split_once("->").unwrap_or((part, ""));
            let answer = add(&mut graph, Some(root), answer);
            let asked = leads.strip_suffix(" ?");
            for leaf in asked.map_or(vec![leads], |asked| asked.split(" / ").collect()) {
                if !leaf.trim().is_empty() {
                    add(&mut graph, Some(answer), leaf);
                }
            }
        }
        let reading = graph::read(&graph, "");
        let root = reading.and_then(|reading| match reading.nodes.into_iter().next() {
            Some(crate::model::Node::Question(question)) => Some(question.fork),
            _ => None,
        });
        Some((kind, prompt, root))
    }

    #[test]
    fn sections_are_picked_from_unless_they_exclude_each_other() {
        let section = |label, decides| Choice {
            label,
            decides,
            rule: false,
        };
        let cases = [
            (
                "topics that decide",
                ["Caching", "Queues"],
                true,
                Fork::AnyOf,
            ),
            (
                "questions",
                ["Need a cache?", "Need a queue?"],
                true,
                Fork::AnyOf,
            ),
            (
                "checked items",
                ["[ ] Cache", "[ ] Queue"],
                false,
                Fork::AnyOf,
            ),
            (
                "sizes apart",
                ["< 20 people", "> 20 people"],
                true,
                Fork::OneOf,
            ),
        ];
        for (name, labels, decides, expected) in cases {
            let sections = labels.map(|label| section(label, decides));
            assert_eq!(of_sections(&sections).0, expected, "{name}");
        }
    }

    #[test]
    fn forks_are_read_as_they_were_labelled_by_eye() {
        let read: Vec<_> = LABELLED.lines().filter_map(read).collect();
        assert_eq!(read.len(), LABELLED.lines().count(), "every line is a fork");
        let wrong = read.iter().filter(|(kind, _, found)| Some(*kind) != *found);
        let wrong: Vec<String> = wrong
            .map(|(kind, prompt, found)| format!("{}, read {found:?}: {prompt}", kind.word()))
            .collect();
        let right = read.len() - wrong.len();
        assert_eq!(
            right,
            RIGHT,
            "of {}, where this is more, raise the number; wrong are:\n{}",
            read.len(),
            wrong.join("\n")
        );
    }
}
