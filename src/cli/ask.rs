//! A walk asked line by line: questions on stderr, answers from stdin, also through a pipe. No
//! line is ever changed after it was written, so that a screen reader reads each once.

use std::collections::BTreeSet;
use std::io::{BufRead, Read};

use crate::catalog::Catalog;
use crate::cli::asked::{asked, follows, left, note, way};
use crate::cli::error::{CliError, Kind};
use crate::cli::output::{add, complain};
use crate::cli::walk::known_tree;
use crate::model::{Facts, Fork, NodeId, Question, TreeId};
use crate::text::SafeText;
use crate::walk::facts::stated;
use crate::walk::{Journey, Walk, answer_text, find_answer};

/// Bytes of an answer.
const LINE: u64 = 4 << 10;

/// How the asking ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Nothing is left to ask, or nothing more was answered.
    Answered,
    /// The person left.
    Stopped,
    /// The person went back from the first question.
    Back,
    /// Something was said that is no answer.
    Beside(String),
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Given(Vec<usize>),
    Unknown,
    Kind(Fork),
    Back,
    Restart,
    Way,
    Help,
    Stop,
    Nothing,
}

/// How and whom to ask, and what is known.
pub(super) struct Asking<'a, R: BufRead> {
    pub(super) input: R,
    /// What is said once at the start.
    pub(super) how: &'a str,
    /// What else can be said, beside answers.
    pub(super) more: &'a str,
    /// Whether somebody can be asked again: on a terminal a wrong answer is. In a pipe it ends the
    /// command, as the lines after it would answer other questions than were meant.
    pub(super) interactive: bool,
    /// Whether lines are shown as they are read: what comes through a pipe nobody sees.
    pub(super) echo: bool,
    pub(super) catalog: &'a Catalog,
    /// What is true of the project; what answers state of it is added.
    pub(super) facts: &'a mut Facts,
    /// Whether a line says something else than an answer.
    pub(super) beside: fn(&str) -> bool,
}

impl<R: BufRead> Asking<'_, R> {
    /// Asks until nothing is left to ask.
    pub(super) fn ask(&mut self, journey: &mut Journey) -> Result<Ended, CliError> {
        let title = |journey: &Journey| SafeText::one_line(&journey.last.tree.title);
        complain(&format!("{}\n{}", title(journey), self.how));
        loop {
            let ended = self.ask_tree(&mut journey.last)?;
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
            if ended != Ended::Answered || onward.is_empty() || !journey.last.is_finished() {
                return Ok(ended);
            }
            complain(&goes_on(&onward));
            let said = next_line(&mut self.input)?.unwrap_or_default();
            let at = said.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let next = at.and_then(|at| onward.get(at));
            match next.and_then(|id| known_tree(self.catalog, id)) {
                Some(tree) => {
                    journey.go_on(tree);
                    complain(&format!("{}\n", title(journey)));
                }
                None => return Ok(ended),
            }
        }
    }

    /// Asks the questions of one tree.
    fn ask_tree(&mut self, walk: &mut Walk) -> Result<Ended, CliError> {
        let mut told = BTreeSet::new();
        self.settle(walk, &mut told);
        if !told.is_empty() && !walk.is_finished() {
            complain(&left(walk, self.catalog, self.facts));
        }
        while let Some((id, question)) = walk.current_question() {
            let fork = walk.fork(id);
            complain(&asked(walk, (id, question), fork, self.catalog));
            let Some(line) = next_line(&mut self.input)? else {
                if walk.circling().is_some() {
                    walk.focus = None;
                    return Ok(Ended::Answered);
                }
                complain("\nthe input ended before the questions did; what is open stays open\n");
                return Ok(Ended::Answered);
            };
            if self.echo {
                complain(&format!("{line}\n"));
            }
            if (self.beside)(&line) && !is_label(walk, question, &line) {
                return Ok(Ended::Beside(line));
            }
            match read(walk, question, fork, &line) {
                Ok(Line::Nothing) if walk.circling() == Some(id) => walk.focus = None,
                Ok(Line::Back) => {
                    if !walk.back() {
                        return Ok(Ended::Back);
                    }
                    complain(&left(walk, self.catalog, self.facts));
                }
                Ok(Line::Stop) => return Ok(Ended::Stopped),
                Ok(Line::Help) => complain(&format!("{HELP}{}", self.more)),
                Ok(line) => {
                    let before = stated(walk, id, self.catalog);
                    complain(&said(walk, &line, self.catalog, self.facts));
                    let after = stated(walk, id, self.catalog);
                    complain(&note(self.facts, &before, &after));
                    self.settle(walk, &mut told);
                }
                Err(wrong) if self.interactive => complain(&format!("{wrong}\n")),
                Err(wrong) => return Err(CliError::not_found(wrong)),
            }
        }
        Ok(Ended::Answered)
    }

    /// Answers what follows from facts, and says so.
    fn settle(&self, walk: &mut Walk, told: &mut BTreeSet<NodeId>) {
        walk.settle(self.catalog, self.facts);
        complain(&follows(walk, self.facts, told));
    }
}

/// Whether a line is an answer in its very words.
fn is_label(walk: &Walk, question: &Question, line: &str) -> bool {
    let mut answers = question.answers.iter();
    answers.any(|answer| answer_text(&walk.tree, answer).eq_ignore_ascii_case(line))
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

/// Does what a line says; gives what is to be told of it.
fn said(walk: &mut Walk, line: &Line, catalog: &Catalog, facts: &Facts) -> String {
    match line {
        Line::Given(indices) => {
            walk.mark_beside_facts(indices.iter().copied());
        }
        Line::Nothing if walk.current().is_some_and(|id| !walk.held(id).is_empty()) => {
            walk.mark_beside_facts(walk.current().map(|id| walk.held(id)).unwrap_or_default());
        }
        Line::Unknown => {
            walk.skip();
        }
        Line::Kind(kind) => {
            walk.switch_fork(*kind);
            if *kind == Fork::Rule {
                // What holds always is asked no more.
                walk.focus = None;
            }
        }
        Line::Restart => walk.restart(),
        Line::Way => return way(walk),
        Line::Help | Line::Back | Line::Stop | Line::Nothing => return String::new(),
    }
    left(walk, catalog, facts)
}

/// How to answer, said once at the start.
pub(super) const FIRST: &str = "Answer with a number, a text or the beginning of one; ? is not known, \
    back goes back, help says what else there is, quit leaves.\n";

/// What can be said to any question.
const HELP: &str = "  1, or the text of an answer, the beginning of one, its letter, y, n
  1 3    several of them, also 1,3
  none   no condition holds, where several can
  ?      not known: every branch stays open
  back   the question before; later answers are kept
  way    what was answered so far
  restart
  kind any-of   reads the question as another kind: one-of, any-of, all-of, rule
  quit   leaves without a result
";

/// The words that are no answers, unless an answer is called like one.
const WORDS: [(&str, Line); 9] = [
    ("?", Line::Unknown),
    ("back", Line::Back),
    ("b", Line::Back),
    ("restart", Line::Restart),
    ("way", Line::Way),
    ("help", Line::Help),
    ("quit", Line::Stop),
    ("q", Line::Stop),
    ("", Line::Nothing),
];

/// The next line, without its end; `None` at the end of the input.
pub(super) fn next_line(input: &mut impl BufRead) -> Result<Option<String>, CliError> {
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

/// What a line means: an answer in its very words or by its letter, a word that is no answer, an
/// answer by its number or its beginning, several.
fn read(walk: &Walk, question: &Question, fork: Fork, line: &str) -> Result<Line, String> {
    let labels = question.answers.iter();
    let labels: Vec<SafeText> = labels.map(|a| answer_text(&walk.tree, a)).collect();
    let exact = labels
        .iter()
        .position(|label| label.eq_ignore_ascii_case(line));
    if let Some(index) = exact.or_else(|| by_letter(&labels, line)) {
        return Ok(Line::Given(vec![index]));
    }
    let word = WORDS
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(line));
    if let Some((_, means)) = word {
        return Ok(means.clone());
    }
    if line.eq_ignore_ascii_case("none") && fork == Fork::AnyOf {
        return Ok(Line::Given(Vec::new()));
    }
    if let Some(kind) = line.strip_prefix("kind ").and_then(Fork::read) {
        return Ok(Line::Kind(kind));
    }
    // A label may have commas of its own, so the whole line is tried first.
    let whole = one(walk, question, &labels, line);
    if let Ok(index) = whole {
        return Ok(Line::Given(vec![index]));
    }
    let parts = parts(line, &labels);
    if parts.len() < 2 {
        return whole.map(|index| Line::Given(vec![index]));
    }
    let read = parts
        .into_iter()
        .map(|part| one(walk, question, &labels, part));
    read.collect::<Result<Vec<usize>, String>>()
        .map(Line::Given)
}

/// A line taken apart: at commas; at blanks where all of it is numbers and letters of answers.
fn parts<'a>(line: &'a str, labels: &[SafeText]) -> Vec<&'a str> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let short = |word: &&str| word.parse::<usize>().is_ok() || by_letter(labels, word).is_some();
    if words.iter().all(short) {
        return words;
    }
    let parts = line.split(',').map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

fn one(walk: &Walk, question: &Question, labels: &[SafeText], text: &str) -> Result<usize, String> {
    let number: Option<usize> = text.parse().ok();
    let index = number.and_then(|number| number.checked_sub(1));
    let index = index.filter(|index| *index < labels.len());
    if let Some(index) = index.or_else(|| by_letter(labels, text)) {
        return Ok(index);
    }
    find_answer(&walk.tree, question, text).map_err(|error| error.to_string())
}

/// The one answer that carries a letter: `B` means `B) Kafka`.
fn by_letter(labels: &[SafeText], text: &str) -> Option<usize> {
    let mut letters = text.chars();
    let wanted = letters.next().filter(|_| letters.next().is_none())?;
    let carries =
        |label: &SafeText| letter(label).is_some_and(|letter| letter.eq_ignore_ascii_case(&wanted));
    let mut found = labels.iter().enumerate().filter(|(_, l)| carries(l));
    let (index, _) = found.next()?;
    found.next().is_none().then_some(index)
}

/// The letter that a label begins with: `A) ..`, `(A) ..`, `A. ..`, `A: ..`, `Option A: ..`.
fn letter(label: &str) -> Option<char> {
    let label = label.trim_start();
    let named = ["option ", "answer ", "path ", "case "];
    let rest = named.iter().find_map(|name| {
        let (head, rest) = label.split_at_checked(name.len())?;
        head.eq_ignore_ascii_case(name).then_some(rest)
    });
    let label = rest.unwrap_or(label);
    let mut chars = label.strip_prefix('(').unwrap_or(label).chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    let end = chars.next();
    let parted = matches!(
        (end, chars.next()),
        (Some(')' | '.' | ':'), None | Some(' '))
    );
    (parted || (rest.is_some() && end.is_none())).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_carries_a_letter_where_it_is_written_apart() {
        let cases = [
            ("bracket", "A) Kafka", Some('A')),
            ("brackets", "(b) Kafka", Some('b')),
            ("point", "C. Kafka", Some('C')),
            ("colon", "Option D: Kafka", Some('D')),
            ("alone after its name", "Option E", Some('E')),
            ("a word", "A log", None),
            ("a short form", "e.g. Kafka", None),
            ("one letter", "A", None),
            ("a number", "1) Kafka", None),
        ];
        for (name, label, expected) in cases {
            assert_eq!(letter(label), expected, "{name}");
        }
    }

    #[test]
    fn several_are_parted_by_commas_or_are_numbers_and_letters() {
        let labels = ["A) one", "B) two"].map(SafeText::new);
        let cases = [
            ("numbers", "1 3", vec!["1", "3"]),
            ("letters", "a B", vec!["a", "B"]),
            ("commas", "one of it, two", vec!["one of it", "two"]),
            ("words", "one two", vec!["one two"]),
        ];
        for (name, line, expected) in cases {
            assert_eq!(parts(line, &labels), expected, "{name}");
        }
    }
}
