//! The command line that says what a walk says.

use crate::model::{Fork, NodeId};
use crate::text::SafeText;
use crate::walk::named::question_name;
use crate::walk::{
    AnswerText, ForkText, Given, SayText, Transcript, TranscriptStep, Walk, answer_text, replay,
};

/// The words of the command that replays a walk: `archtui walk ID --fork .. --answer .. --and ..`.
/// Join them with [`command_line`] for a shell. Switched forks come first and name their question:
/// one that is never asked, as parts and rules are not, cannot be meant by "the next".
pub fn twin(walk: &Walk) -> Vec<String> {
    let mut all = begin(&walk.tree.id.0);
    all.extend(words(walk));
    all
}

/// The flags that say what a walk says.
pub(super) fn words(walk: &Walk) -> Vec<String> {
    let mut words = Vec::new();
    let seen = walk.route().seen;
    for (id, kind) in walk.forks.iter().filter(|(id, _)| seen.contains(id)) {
        words.extend(fork(*kind, question_name(&walk.tree, *id)));
    }
    let steps = walk.steps();
    // What goes against facts is said by name: the question would not be asked.
    for id in steps.iter().map(|step| step.question) {
        if let Some(given) = walk
            .own_given(id)
            .filter(|_| walk.from_facts.overruled.contains(&id))
        {
            let name = question_name(&walk.tree, id);
            words.extend(say(&name, said(walk, id, given).0));
        }
    }
    for step in steps {
        let id = step.question;
        if let Some(given) = walk
            .own_given(id)
            .filter(|_| !walk.from_facts.overruled.contains(&id))
        {
            words.extend(answer(said(walk, id, given).0));
        }
    }
    words
}

/// The words of the command that replays what a transcript says, against the tree as it is then:
/// for checks and for records.
pub fn twin_of(transcript: &Transcript) -> Vec<String> {
    let mut words = begin(&transcript.tree.0);
    for switched in &transcript.forks {
        words.extend(fork(switched.fork, switched.question.to_string()));
    }
    for step in transcript.all_steps() {
        let whole = step.fork == Fork::AllOf && step.answers == step.offered;
        let answers = step.answer.iter().chain(&step.answers);
        let answers = answers.map(|answer| typed(step, answer));
        let mut said: Vec<String> = answers.collect();
        if step.unknown {
            said = vec!["?".to_owned()];
        }
        if step.from_fact.is_some() {
            words.extend(say(&step.question, said));
        } else if !whole {
            words.extend(answer(said));
        }
    }
    words
}

fn begin(tree: &str) -> Vec<String> {
    ["archtui", "walk", tree].map(str::to_owned).to_vec()
}

fn fork(kind: Fork, question: String) -> [String; 2] {
    let question = Some(question);
    let text = ForkText { kind, question }.to_string();
    ["--fork".to_owned(), text]
}

fn say(question: &str, texts: Vec<String>) -> impl Iterator<Item = String> {
    let said = texts
        .into_iter()
        .map(|text| SayText::new(question, &text).0);
    said.flat_map(|said| ["--say".to_owned(), said])
}

fn answer(texts: Vec<String>) -> impl Iterator<Item = String> {
    let flags = std::iter::once("--answer").chain(std::iter::repeat("--and"));
    flags
        .zip(texts)
        .flat_map(|(flag, text)| [flag.to_owned(), text])
}

/// What was said to a question, in words that say it again.
pub(super) fn said(walk: &Walk, question: NodeId, given: &Given) -> AnswerText {
    match given {
        Given::Unknown => AnswerText::from("?"),
        Given::Answers(given) if given.is_empty() => AnswerText::from(replay::NONE),
        Given::Answers(given) => {
            let spoken = given.iter().map(|index| spoken(walk, question, *index));
            AnswerText(spoken.collect())
        }
    }
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
fn spoken(walk: &Walk, question: NodeId, index: usize) -> String {
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
