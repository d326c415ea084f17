//! Days, and the spelling of old tools.

use crate::adr::Form;
use crate::adr::edit::header::Header;
use crate::adr::edit::page::Page;
use crate::adr::edit::{Refusal, shape};

/// Says the day of the last change, where the record has one.
pub(super) fn set_date(page: &mut Page<'_>, form: Form, day: &str) -> Result<(), Refusal> {
    match form {
        Form::Header => {
            let header = Header::read(page)?;
            if header.has("date") {
                header.set(page, "date", day)?;
            }
        }
        Form::Bullets => {
            if let Some(bullet) = shape::bullet(page, "date") {
                bullet.set(page, day);
            }
        }
        Form::Nygard | Form::Bare | Form::Json => {}
    }
    Ok(())
}

/// Puts the digest of a decision in the place of the one before, in the header or in the comment
/// at the end where this program wrote it.
pub(super) fn set_digest(page: &mut Page<'_>, from: &str, to: &str) {
    let own = (0..page.len()).find(|at| page.line(*at) == "archtui:");
    let mut lines = own.map_or(0..0, |own| own..page.len());
    let said = |line: &str| {
        line.trim()
            .strip_prefix("decision:")
            .is_some_and(|said| said.contains(from))
    };
    if let Some(at) = lines.find(|at| said(page.line(*at))) {
        let line = page.line(at).replacen(from, to, 1);
        page.set(at, line);
    }
}

/// Writes `20/11/2026` as `2026-11-20` where a record says its day.
pub(super) fn iso_dates(page: &mut Page<'_>) {
    let (from, to) = shape::below_title(page);
    let prose = page.prose();
    let below = (from..to).filter(|at| prose.get(*at) == Some(&true));
    let header = 1..page.header_end().unwrap_or(1);
    for at in header.chain(below) {
        let line = page.line(at);
        let bare = line.trim_start_matches(['-', '*', '+', ' ']);
        let is_date = bare
            .get(..5)
            .is_some_and(|key| key.eq_ignore_ascii_case("date:"));
        let day = line
            .split_whitespace()
            .find_map(|word| Some((word, iso(word)?)));
        if let Some((word, day)) = day.filter(|_| is_date) {
            let line = line.replacen(word, &day, 1);
            page.set(at, line);
        }
    }
}

/// `20/11/2026` as `2026-11-20`; `None` for what is no such day.
fn iso(day: &str) -> Option<String> {
    let day = day.trim_matches(['"', '\'']);
    let mut parts = day
        .split('/')
        .map(|part| (part.len(), part.parse::<u32>().ok()));
    let (Some((2, Some(d @ 1..=31))), Some((2, Some(m @ 1..=12))), Some((4, Some(y))), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    Some(format!("{y:04}-{m:02}-{d:02}"))
}

/// Writes `Supercedes` and `Superceded` with an s where a line begins so: in the status and in
/// links. In a sentence it is the writer's own.
pub(super) fn spelling(page: &mut Page<'_>) {
    let prose = page.prose();
    let status = shape::bullet(page, "status").map(|bullet| bullet.at);
    let header = 1..page.header_end().unwrap_or(1);
    let in_header = header.filter(|at| page.line(*at).starts_with("status:"));
    let told: Vec<usize> = in_header.chain(status).collect();
    for at in 0..page.len() {
        let line = page.line(at);
        let bare = line.trim_start_matches(['-', '*', '+', ' ']).to_lowercase();
        let begins = prose.get(at) == Some(&true) && bare.starts_with("superced");
        if begins || told.contains(&at) {
            let line = corrected(line);
            page.set(at, line);
        }
    }
}

/// A line whose first `superced`, in any case, is spelt with an s.
fn corrected(line: &str) -> String {
    // Lower case of ASCII keeps the place of every byte.
    let at = line.to_ascii_lowercase().find("superced");
    let parts = at.and_then(|at| line.split_at_checked(at + "super".len()));
    let Some((before, after)) = parts else {
        return line.to_owned();
    };
    let letter = if after.starts_with('C') { 'S' } else { 's' };
    let rest: String = after.chars().skip(1).collect();
    format!("{before}{letter}{rest}")
}
