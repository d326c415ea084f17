//! A walk in words: what was answered, what follows, what was ruled out by what.

use std::collections::BTreeSet;

use crate::cli::asked::from_facts;
use crate::cli::changes;
use crate::cli::output::add;
use crate::model::{Citation, Facts, NodeId};
use crate::text::SafeText;
use crate::walk::{
    Branch, Change, Given, Journey, Onward, RuledOut, StatedNote, Trail, Transcript,
    TranscriptStep, Walk, Weighed, answer_text, question_and_answer, question_text,
};

/// Spaces for each branching.
const INDENT: usize = 2;

/// Every walk of a journey with what it left behind, and what would change the last.
pub(super) fn journey(
    journey: &Journey,
    walked: &[Transcript],
    changes: &[Change],
    facts: &Facts,
) -> String {
    let legs = journey.legs().zip(walked);
    let told: Vec<String> = legs
        .enumerate()
        .map(|(at, (walk, walked))| {
            let last = at == journey.before.len();
            transcript(walk, walked, if last { changes } else { &[] }, facts)
        })
        .collect();
    told.join("\n")
}

/// A whole transcript, and what is asked next where the walk is not at its end, or what would
/// change it where it is.
fn transcript(walk: &Walk, transcript: &Transcript, changes: &[Change], facts: &Facts) -> String {
    let mut out = format!(
        "{}\n{}  {}\n",
        one_line(&transcript.title),
        transcript.tree,
        transcript.at
    );
    let mut path = String::new();
    trail(&transcript.trail, 0, facts, &mut path);
    section(&mut out, "Path", &path);
    section(&mut out, "Recommended", &weighed(&transcript.recommended));
    section(&mut out, "Ruled out", &ruled_out(transcript));
    section(&mut out, "Still open", &weighed(&transcript.open));
    section(
        &mut out,
        "Not on this path",
        &weighed(&transcript.not_on_path),
    );
    let advice: String = transcript.advice.iter().map(note).collect();
    section(&mut out, "Always", &advice);
    let onward: String = transcript.onward.iter().map(onward).collect();
    section(&mut out, "Goes on", &onward);
    let changes = changes::text(walk, changes);
    section(&mut out, "What would change this?", &changes);
    if let Some((id, _)) = walk.current_question() {
        section(&mut out, "Next question", &question(walk, id));
    } else if let Some(id) = walk.circling() {
        section(&mut out, "To answer otherwise", &question(walk, id));
    }
    out
}

/// A question with its answers, the one that was given marked.
fn question(walk: &Walk, id: NodeId) -> String {
    let Some(question) = walk.tree.question(id) else {
        return String::new();
    };
    let given = match walk.given.get(&id) {
        Some(Given::Answers(given)) => given.clone(),
        Some(Given::Unknown) | None => BTreeSet::new(),
    };
    let mut out = format!("  {}\n", question_text(&walk.tree, question));
    for (at, answer) in question.answers.iter().enumerate() {
        let text = one_line(&answer_text(&walk.tree, answer));
        let said = if given.contains(&at) {
            "  (answered)"
        } else {
            ""
        };
        add(&mut out, format_args!("    #{} {text}{said}\n", at + 1));
    }
    out
}

fn section(out: &mut String, title: &str, text: &str) {
    if !text.is_empty() {
        add(out, format_args!("\n{title}\n{text}"));
    }
}

/// The steps and what branches from them. Goes into itself once a branching; transcripts nest no
/// deeper than [`crate::limits::TREE_DEPTH`].
fn trail(trail: &Trail, depth: usize, facts: &Facts, out: &mut String) {
    for one in &trail.steps {
        step(one, depth, facts, out);
    }
    for Branch {
        answer,
        trail: below,
    } in &trail.branches
    {
        add(
            out,
            format_args!("{}{}:\n", indent(depth + 1), one_line(answer)),
        );
        self::trail(below, depth + 1, facts, out);
    }
    if let Some(outcome) = &trail.outcome {
        add(
            out,
            format_args!("{}→ {}\n", indent(depth), one_line(outcome)),
        );
    }
    if let Some(joins) = &trail.joins {
        add(
            out,
            format_args!("{}↺ back to: {}\n", indent(depth), one_line(joins)),
        );
    }
}

fn step(step: &TranscriptStep, depth: usize, facts: &Facts, out: &mut String) {
    let answers: Vec<&str> = step
        .answer
        .iter()
        .chain(&step.answers)
        .map(|a| &**a)
        .collect();
    let said = match answers.as_slice() {
        [] if step.unknown => "not known".to_owned(),
        [] => "not answered".to_owned(),
        several => several.join("; "),
    };
    let added = step.added_by.as_ref();
    let added = added.map(|source| format!(" (added by {source})"));
    let fact = step
        .from_fact
        .as_ref()
        .map(|names| format!(" ({})", from_facts(names, facts)));
    add(
        out,
        format_args!(
            "{}{} {}{}{}  {}{}\n",
            indent(depth),
            one_line(&step.question),
            one_line(&SafeText::new(&said)),
            fact.unwrap_or_default(),
            added.unwrap_or_default(),
            step.at,
            cited(step.cite.as_ref())
        ),
    );
}

fn weighed(all: &[Weighed]) -> String {
    let line = |one: &Weighed| {
        let question = one.question.as_deref().unwrap_or_default();
        let because = one.because.as_ref();
        let because = because
            .map(|said| format!(": {}", question_and_answer(question, said)))
            .unwrap_or_default();
        let name = one_line(&one.name);
        let policy = one.policy.as_ref();
        let policy = policy
            .map(|policy| format!(" [{policy}]"))
            .unwrap_or_default();
        let when = one.when.as_ref();
        let when = when
            .map(|when| format!(" (when: {})", one_line(when)))
            .unwrap_or_default();
        format!(
            "  {name}{when}{because}{policy}  {}{}\n",
            one.at,
            cited(one.cite.as_ref())
        )
    };
    all.iter().map(line).collect()
}

fn ruled_out(transcript: &Transcript) -> String {
    let line = |one: &RuledOut| {
        let (name, because) = (one_line(&one.name), one_line(&one.because));
        let cite = cited(one.cite.as_ref());
        format!("  {name}: {because}  {}{cite}\n", one.at)
    };
    transcript.ruled_out.iter().map(line).collect()
}

fn onward(onward: &Onward) -> String {
    let at = &onward.at;
    match (&onward.tree, &onward.read, &onward.missing) {
        (Some(tree), ..) if onward.walked => {
            format!("  back in {tree}, walked already  {at}\n")
        }
        (Some(tree), ..) => format!("  in {tree}  {at}\n"),
        (None, Some(place), _) => format!("  read {place}  {at}\n"),
        (None, None, missing) => {
            let said = missing.as_ref().unwrap_or(&onward.words);
            format!("  nowhere: {}  {at}\n", one_line(said))
        }
    }
}

fn note(note: &StatedNote) -> String {
    format!(
        "  {}  {}{}\n",
        one_line(&note.text),
        note.at,
        cited(note.cite.as_ref())
    )
}

fn cited(cite: Option<&Citation>) -> String {
    cite.map(|cite| format!(" [{cite}]")).unwrap_or_default()
}

fn indent(depth: usize) -> String {
    " ".repeat((depth + 1) * INDENT)
}

fn one_line(text: &SafeText) -> SafeText {
    SafeText::one_line(text)
}
