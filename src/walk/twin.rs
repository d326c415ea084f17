//! The command line that says what a walk says.

use crate::model::Fork;
use crate::walk::{Given, Walk, answer_text, replay};

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
