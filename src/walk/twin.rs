//! The command line that says what a walk says.

use crate::model::Fork;
use crate::text::SafeText;
use crate::walk::{Given, Transcript, TranscriptStep, Walk, answer_text, replay};

/// The words of the command that replays a walk: `archtui walk ID --answer .. --and ..`. Join them
/// with [`command_line`] for a shell. Kinds of fork that the person switched are not part of it.
pub fn twin(walk: &Walk) -> Vec<String> {
    let mut words = vec!["archtui".to_owned(), "walk".to_owned()];
    words.push(walk.tree.id.to_string());
    for step in walk.steps() {
        match &step.given {
            None => {}
            Some(Given::Unknown) => words.extend(["--answer".to_owned(), "?".to_owned()]),
            Some(Given::Answers(given)) => {
                if given.is_empty() && step.fork == Fork::AnyOf {
                    words.extend(["--answer".to_owned(), replay::NONE.to_owned()]);
                }
                let flags = std::iter::once("--answer").chain(std::iter::repeat("--and"));
                for (flag, index) in flags.zip(given) {
                    words.extend([flag.to_owned(), spoken(walk, step.question, *index)]);
                }
            }
        }
    }
    words
}

/// The words of the command that replays what a transcript says, against the tree as it is then:
/// for checks and for records.
pub fn twin_of(transcript: &Transcript) -> Vec<String> {
    let mut words = vec!["archtui".to_owned(), "walk".to_owned()];
    words.push(transcript.tree.to_string());
    for step in transcript.all_steps() {
        let whole = step.fork == Fork::AllOf && step.answers == step.offered;
        let mut said: Vec<String> = step
            .answer
            .iter()
            .chain(&step.answers)
            .map(|answer| typed(step, answer))
            .collect();
        if step.unknown {
            said = vec!["?".to_owned()];
        }
        let flags = std::iter::once("--answer").chain(std::iter::repeat("--and"));
        for (flag, answer) in flags.zip(said).filter(|_| !whole) {
            words.extend([flag.to_owned(), answer]);
        }
    }
    words
}

/// An offered answer as it can be typed: its number where its words are not its own or would be
/// read as a flag.
fn typed(step: &TranscriptStep, answer: &SafeText) -> String {
    let folded = answer.to_lowercase();
    let same = step
        .offered
        .iter()
        .filter(|one| one.to_lowercase() == folded);
    let position = step.offered.iter().position(|one| one == answer);
    match position {
        Some(at) if same.count() > 1 || answer.starts_with(['-', '?', '#']) => {
            format!("#{}", at + 1)
        }
        _ => answer.to_string(),
    }
}

/// The words quoted for a POSIX shell, on one line.
pub fn command_line(words: &[String]) -> String {
    shell_words::join(words)
}

/// An answer as a person would type it: its label, or its number where the label alone would
/// not find it.
fn spoken(walk: &Walk, question: crate::model::NodeId, index: usize) -> String {
    let number = format!("#{}", index + 1);
    let Some(question) = walk.tree.question(question) else {
        return number;
    };
    let Some(answer) = question.answers.get(index) else {
        return number;
    };
    let label = answer_text(&walk.tree, answer).to_string();
    // A label that begins with a dash would be read as a flag.
    let found = replay::find_answer(&walk.tree, question, &label);
    let plain =
        found == Ok(index) && label != "?" && label != replay::NONE && !label.starts_with('-');
    if plain { label } else { number }
}
