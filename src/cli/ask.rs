//! A walk asked line by line: questions on stderr, answers from stdin, also through a pipe.

use std::io::{self, BufRead, Read};

use crate::catalog::Catalog;
use crate::cli::Cx;
use crate::cli::error::{CliError, Kind};
use crate::cli::output::{add, complain};
use crate::cli::walk::known_tree;
use crate::model::{Facts, Fork, Node, Question, TreeId};
use crate::text::SafeText;
use crate::walk::{Journey, Standing, Walk, answer_text, find_answer, question_text, states};

/// Bytes of an answer.
const LINE: u64 = 4 << 10;

/// How the asking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Nothing is left to ask, or nothing more was answered.
    Answered,
    /// The person left.
    Stopped,
    /// The person went back from the first question.
    Back,
}

/// What a line says.
enum Line {
    Given(Vec<usize>),
    Unknown,
    Back,
    Stop,
    Nothing,
}

/// Asks until nothing is left to ask. On a terminal a wrong answer is asked again; in a pipe it
/// ends the command, as the lines after it would answer other questions than were meant.
pub(super) fn ask(
    cx: &Cx,
    journey: &mut Journey,
    catalog: &Catalog,
    facts: &Facts,
) -> Result<Ended, CliError> {
    let mut input = io::stdin().lock();
    let title = |journey: &Journey| SafeText::one_line(&journey.last.tree.title);
    complain(&format!("{}\n{HELP}\n", title(journey)));
    loop {
        let ended = ask_tree(cx, &mut input, &mut journey.last, catalog, facts)?;
        if ended == Ended::Back {
            if journey.go_back() {
                complain(&format!("{}\n", title(journey)));
                journey.last.back();
            } else {
                complain("this is the first question\n");
            }
            continue;
        }
        let onward = journey.onward();
        if ended == Ended::Stopped || onward.is_empty() || !journey.last.is_finished() {
            return Ok(ended);
        }
        complain(&goes_on(&onward));
        let said = next_line(&mut input)?.unwrap_or_default();
        let at = said.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let next = at.and_then(|at| onward.get(at));
        match next.and_then(|id| known_tree(catalog, id)) {
            Some(tree) => {
                journey.go_on(tree);
                complain(&format!("{}\n", title(journey)));
            }
            None => return Ok(ended),
        }
    }
}

/// The trees that what is reached leads to.
fn goes_on(onward: &[TreeId]) -> String {
    let mut out =
        "\nThis goes on in another tree; a number goes there, Enter ends here.\n".to_owned();
    for (number, tree) in onward.iter().enumerate() {
        add(&mut out, format_args!("  {}  {tree}\n", number + 1));
    }
    out + "> "
}

/// Asks the questions of one tree.
fn ask_tree(
    cx: &Cx,
    input: &mut impl BufRead,
    walk: &mut Walk,
    catalog: &Catalog,
    facts: &Facts,
) -> Result<Ended, CliError> {
    while let Some((id, question)) = walk.current_question() {
        let fork = walk.fork(id);
        complain(&asked(walk, question, fork));
        let Some(line) = next_line(input)? else {
            complain("\nthe input ended before the questions did; what is open stays open\n");
            return Ok(Ended::Answered);
        };
        match read(walk, question, fork, &line) {
            Ok(Line::Given(indices)) => {
                walk.mark(indices);
            }
            Ok(Line::Unknown) => {
                walk.skip();
            }
            Ok(Line::Back) => {
                if !walk.back() {
                    return Ok(Ended::Back);
                }
            }
            Ok(Line::Stop) => return Ok(Ended::Stopped),
            Ok(Line::Nothing) => {}
            Err(wrong) if cx.environment.terminal.stdin => complain(&format!("{wrong}\n")),
            Err(wrong) => return Err(CliError::not_found(wrong)),
        }
        complain(&left(walk, catalog, facts));
    }
    Ok(Ended::Answered)
}

/// What can be said to any question.
const HELP: &str = "Answer with a number, a text or the beginning of one; commas part several; \
    ? not known, b back, q leave.";

/// The question with its answers and where each leads.
fn asked(walk: &Walk, question: &Question, fork: Fork) -> String {
    let progress = walk.progress();
    let mut out = format!(
        "\nQuestion {} of at most {}: {}\n{}\n",
        progress.question,
        progress.at_most,
        SafeText::one_line(&question_text(&walk.tree, question)),
        how(fork)
    );
    for note in &question.notes {
        add(
            &mut out,
            format_args!("     {}\n", SafeText::one_line(&note.text.text)),
        );
    }
    for (number, answer) in question.answers.iter().enumerate() {
        let text = SafeText::one_line(&answer_text(&walk.tree, answer)).to_string();
        let leads = match walk.tree.node(answer.next) {
            Some(Node::Outcome(outcome)) => SafeText::one_line(&outcome.text).to_string(),
            _ => "asks on".to_owned(),
        };
        let arrow = if leads == text {
            String::new()
        } else {
            format!("  → {leads}")
        };
        add(&mut out, format_args!("  {}  {text}{arrow}\n", number + 1));
    }
    out + "> "
}

fn how(fork: Fork) -> &'static str {
    match fork {
        Fork::OneOf => "(one of these; several where you are undecided)",
        Fork::AnyOf => "(all that hold; “none” where none does)",
        Fork::AllOf => "(parts: each is asked; name some to walk only these)",
        Fork::Rule => "(holds always)",
    }
}

/// The next line, without its end; `None` at the end of the input.
fn next_line(input: &mut impl BufRead) -> Result<Option<String>, CliError> {
    let mut line = Vec::new();
    let read = input.by_ref().take(LINE).read_until(b'\n', &mut line);
    match read {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(String::from_utf8_lossy(&line).trim().to_owned())),
        Err(error) => {
            let why = crate::world::plain(&error);
            Err(
                CliError::new(Kind::Internal, format!("no answer could be read: {why}"))
                    .hint("give the answers with --answer"),
            )
        }
    }
}

fn read(walk: &Walk, question: &Question, fork: Fork, line: &str) -> Result<Line, String> {
    match line {
        "" => return Ok(Line::Nothing),
        "?" => return Ok(Line::Unknown),
        "b" | "back" => return Ok(Line::Back),
        "q" | "quit" => return Ok(Line::Stop),
        "none" if fork == Fork::AnyOf => return Ok(Line::Given(Vec::new())),
        _ => {}
    }
    // A label may have commas of its own, so the whole line is tried first.
    if let Ok(index) = one(walk, question, line) {
        return Ok(Line::Given(vec![index]));
    }
    let parts = line
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let indices: Result<Vec<usize>, String> = parts.map(|part| one(walk, question, part)).collect();
    indices.map(Line::Given)
}

fn one(walk: &Walk, question: &Question, text: &str) -> Result<usize, String> {
    let number: Option<usize> = text.parse().ok();
    let index = number.and_then(|number| number.checked_sub(1));
    if let Some(index) = index.filter(|index| *index < question.answers.len()) {
        return Ok(index);
    }
    find_answer(&walk.tree, question, text).map_err(|error| error.to_string())
}

/// How many alternatives are still open, and what is ruled out.
fn left(walk: &Walk, catalog: &Catalog, facts: &Facts) -> String {
    let states = states(walk, catalog, facts);
    let standing_at = |standing| {
        let those = states
            .iter()
            .filter(move |state| state.standing == standing);
        those.map(|state| SafeText::one_line(&state.alternative.name).to_string())
    };
    let mut out = String::new();
    let ways = [
        ("recommended", Standing::Recommended),
        ("still open", Standing::Open),
        ("ruled out", Standing::RuledOut),
    ];
    for (word, standing) in ways {
        let names: Vec<String> = standing_at(standing).collect();
        if !names.is_empty() {
            add(&mut out, format_args!("  {word}: {}\n", names.join(", ")));
        }
    }
    out
}
