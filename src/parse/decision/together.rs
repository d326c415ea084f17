//! Answers of one fork with the same label (`C -- no --> E & F`): whoever gives it is led to all
//! that they lead to.

use std::collections::BTreeMap;

use super::words;
use crate::model::{Answer, Confidence, Fork, Question};
use crate::text::SafeText;

/// The answers of a fork by their labels, in order; those without a label are alone. A fork with
/// one label throughout stays as it is: nothing would be left to choose.
pub(super) fn by_label(answers: Vec<Answer>) -> Vec<Vec<Answer>> {
    let mut groups: Vec<Vec<Answer>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for answer in answers {
        let label = answer.label.as_ref().map(|label| words::plain(&label.text));
        let next = groups.len();
        let place = match label.filter(|label| !label.is_empty()) {
            Some(label) => *places.entry(label).or_insert(next),
            None => next,
        };
        match groups.get_mut(place) {
            Some(group) => group.push(answer),
            None => groups.push(vec![answer]),
        }
    }
    match groups.pop() {
        Some(only) if groups.is_empty() => only.into_iter().map(|answer| vec![answer]).collect(),
        last => groups.into_iter().chain(last).collect(),
    }
}

/// The question that holds all that an answer to a prompt leads to: parts, each to be gone into.
pub(super) fn parts(prompt: &str, answers: Vec<Answer>) -> Question {
    let first = answers.first();
    let label = first.and_then(|answer| answer.label.as_ref());
    let label = label.map_or("", |label| &*label.text);
    Question {
        prompt: SafeText::one_line(format!("{prompt} {label}").trim()),
        fork: Fork::AllOf,
        fork_confidence: Confidence::High,
        notes: Vec::new(),
        cites: Vec::new(),
        at: first.map(|answer| answer.at).unwrap_or_default(),
        answers: answers.into_iter().map(unlabelled).collect(),
    }
}

/// An answer without its label: with the next one of the chain, where there is one.
fn unlabelled(answer: Answer) -> Answer {
    let mut via = answer.via.into_iter();
    Answer {
        label: via.next(),
        via: via.collect(),
        ..answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Label, NodeId};
    use crate::text::Location;

    /// A name, the labels of answers, and these by position as they are grouped.
    type Grouped = (
        &'static str,
        &'static [&'static str],
        &'static [&'static [u32]],
    );

    fn answer(label: &str, next: u32) -> Answer {
        Answer {
            label: Some(label)
                .filter(|label| !label.is_empty())
                .map(Label::plain),
            via: vec![Label::plain("on the way")],
            notes: Vec::new(),
            when: Vec::new(),
            next: NodeId(next),
            at: Location::default(),
        }
    }

    #[test]
    fn answers_are_one_where_their_labels_are() {
        let cases: [Grouped; 5] = [
            ("different", &["yes", "no"], &[&[0], &[1]]),
            ("two of three", &["yes", "no", "No:"], &[&[0], &[1, 2]]),
            ("apart", &["no", "yes", "no"], &[&[0, 2], &[1]]),
            ("all of them", &["then", "then"], &[&[0], &[1]]),
            ("without labels", &["", "", "yes"], &[&[0], &[1], &[2]]),
        ];
        for (name, labels, expected) in cases {
            let answers = (0..).zip(labels).map(|(next, label)| answer(label, next));
            let groups = by_label(answers.collect());
            let groups: Vec<Vec<u32>> = groups
                .iter()
                .map(|group| group.iter().map(|answer| answer.next.0).collect())
                .collect();
            assert_eq!(groups, expected, "{name}");
        }
    }

    #[test]
    fn parts_are_called_by_what_stands_after_the_label() {
        let question = parts("Durable?", vec![answer("no", 1), answer("no", 2)]);
        assert_eq!(question.prompt, "Durable? no");
        assert_eq!(question.fork, Fork::AllOf);
        let labels = question.answers.iter().filter_map(|a| a.label.as_ref());
        assert!(labels.eq(&[Label::plain("on the way"), Label::plain("on the way")]));
    }
}
