//! How far a record is, in the place where its form says it.

use crate::adr::Form;
use crate::adr::edit::header::Header;
use crate::adr::edit::link::is_link_line;
use crate::adr::edit::page::Page;
use crate::adr::edit::{Refusal, shape};
use crate::stack::AdrStatus;

/// Words of a line that is a status in words of one's own ("in review by us"); a longer one is
/// a sentence, and stays below the status.
const OWN_WORDS: usize = 4;

/// Says how far a record is. A record that says it nowhere gets the place that its form has.
pub(super) fn set(page: &mut Page<'_>, form: Form, status: AdrStatus) -> Result<(), Refusal> {
    match form {
        Form::Header => in_header(page, status),
        Form::Bullets => {
            in_bullets(page, status);
            Ok(())
        }
        Form::Nygard => in_section(page, status),
        Form::Bare | Form::Json => bare(page, status),
    }
}

/// Whether words say a status, whatever they say after it.
pub(super) fn says(words: &str, status: AdrStatus) -> bool {
    first_word(words).is_some_and(|word| AdrStatus::read(&word) == Some(status))
}

/// The first word of a status, without what is put around it.
fn first_word(words: &str) -> Option<String> {
    let word = words.split_whitespace().next()?;
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    (!word.is_empty()).then(|| word.to_owned())
}

fn in_header(page: &mut Page<'_>, status: AdrStatus) -> Result<(), Refusal> {
    let header = Header::read(page)?;
    let says_so = |(words, _): (&str, usize)| says(words, status);
    if header.scalar("status").is_some_and(says_so) {
        return Ok(());
    }
    header.set(page, "status", status.word())
}

fn in_bullets(page: &mut Page<'_>, status: AdrStatus) {
    match shape::bullet(page, "status") {
        Some(bullet) if says(&bullet.value, status) => {}
        Some(bullet) => bullet.set(page, status.word()),
        None => {
            let is_item = |line: &str| line.starts_with(['-', '*', '+']);
            let at = shape::line_below_title(page, is_item);
            let at = at.unwrap_or(shape::below_title(page).1);
            let mark = page.line(at).chars().next().unwrap_or('-');
            page.insert(at, [format!("{mark} Status: {}", status.word())]);
        }
    }
}

/// The status is one word on the first line of its section; links and whatever else stands there
/// stay below it.
fn in_section(page: &mut Page<'_>, status: AdrStatus) -> Result<(), Refusal> {
    let none = || Refusal::at(0, "there is no section `## Status`");
    let (heading, end) = page.section("Status").ok_or_else(none)?;
    let word = capital(status.word());
    let prose = page.prose();
    let said = |at: &usize| prose.get(*at) == Some(&true) && !page.line(*at).trim().is_empty();
    let Some(first) = (heading + 1..end).find(said) else {
        let at = (heading + 1).min(page.len());
        page.insert(at, [String::new(), word]);
        return Ok(());
    };
    let line = page.line(first).trim().to_owned();
    if is_link_line(&line) {
        page.insert(first, [word, String::new()]);
    } else if is_dated(&line) {
        return history(page, (first, end), status);
    } else if says(&line, status) {
        return Ok(());
    } else if is_whole(&line) {
        page.set(first, word);
    } else {
        page.insert(first, [word, String::new()]);
    }
    Ok(())
}

/// Whether a line says the status and nothing else.
fn is_whole(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let known = first_word(line).and_then(|word| AdrStatus::read(&word));
    words == 1 || known.is_none() && words <= OWN_WORDS && !line.contains(['[', '.', ','])
}

/// Whether a line is one of a history, as phodal's tool writes it: `2026-11-20 proposed`.
fn is_dated(line: &str) -> bool {
    let (day, rest) = line.split_once(' ').unwrap_or_default();
    let digits = day.len() == 10 && day.chars().all(|c| c.is_ascii_digit() || c == '-');
    digits && first_word(rest).is_some_and(|word| AdrStatus::read(&word).is_some())
}

/// Says a status in the last line of a history. Its day is not known here, so the line is
/// changed only where it says it already.
fn history(
    page: &Page<'_>,
    (first, end): (usize, usize),
    status: AdrStatus,
) -> Result<(), Refusal> {
    let last = (first..end).rfind(|at| is_dated(page.line(*at).trim()));
    let last = last.unwrap_or(first);
    let said = page.line(last).trim().split_once(' ');
    if said.is_some_and(|(_, words)| says(words, status)) {
        return Ok(());
    }
    let word = status.word();
    let said =
        format!("the status is a history of days; add the line `YYYY-MM-DD {word}` below it");
    Err(Refusal::at(last, said))
}

/// A record that says nothing of itself: with a number in its title it is Nygard's, else it gets
/// a header.
fn bare(page: &mut Page<'_>, status: AdrStatus) -> Result<(), Refusal> {
    let title = page.title();
    let title = title.ok_or_else(|| Refusal::at(0, "there is no title: begin with `# Title`"))?;
    if !title.title.starts_with(|c: char| c.is_ascii_digit()) {
        let lines = ["---".to_owned(), format!("status: {}", status.word())];
        let lines = lines.into_iter().chain(["---".to_owned(), String::new()]);
        page.insert(0, lines);
        return Ok(());
    }
    let date = shape::line_below_title(page, |line| line.starts_with("Date:"));
    let after = date.unwrap_or(title.at) + 1;
    let section = ["", "## Status", "", &capital(status.word())].map(str::to_owned);
    let follows = !page.line(after).trim().is_empty();
    page.insert(after, section.into_iter().chain(follows.then(String::new)));
    Ok(())
}

/// A status as Nygard's readers match it.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
