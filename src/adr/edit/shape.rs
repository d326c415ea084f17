//! Where a record keeps its status: the form that its edits follow.

use crate::adr::Form;
use crate::adr::edit::header::Header;
use crate::adr::edit::page::Page;

/// A line of the list below the title: `- Status: accepted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bullet {
    /// The position of its line.
    pub(super) at: usize,
    /// What stands before its value: `* Status: `.
    pub(super) lead: String,
    /// Its value, and a comment after it.
    pub(super) value: String,
    pub(super) comment: String,
}

/// The keys of the list below the title, as MADR 2 and log4brains have them.
const BULLETS: [&str; 5] = ["status", "date", "deciders", "tags", "technical story"];

/// The form of a record. A header counts as the form where nothing in the text below it says the
/// status: many sites put one above records of every form.
pub(super) fn form(page: &Page<'_>) -> Form {
    let mut lines = (0..page.len()).map(|at| page.line(at).trim_start());
    let first = lines.find(|line| !line.is_empty()).unwrap_or_default();
    if first.starts_with('{') {
        return Form::Json;
    }
    let has_header = page.header_end().is_some();
    let in_header = Header::read(page).is_ok_and(|header| header.has("status"));
    if in_header {
        Form::Header
    } else if BULLETS.iter().any(|key| bullet(page, key).is_some()) {
        Form::Bullets
    } else if page.section("Status").is_some() {
        Form::Nygard
    } else if has_header {
        Form::Header
    } else {
        Form::Bare
    }
}

/// The first line of prose between the title and the next heading that is as wanted.
pub(super) fn line_below_title(page: &Page<'_>, wanted: impl Fn(&str) -> bool) -> Option<usize> {
    let (from, to) = below_title(page);
    let prose = page.prose();
    (from..to).find(|at| prose.get(*at) == Some(&true) && wanted(page.line(*at)))
}

/// The lines between the title and the next heading.
pub(super) fn below_title(page: &Page<'_>) -> (usize, usize) {
    let headings = page.headings();
    let title = headings.iter().position(|one| one.level == 1);
    let Some(title) = title else {
        return (0, 0);
    };
    let at = headings.get(title).map_or(0, |one| one.at + 1);
    let next = headings.get(title + 1).map_or(page.len(), |one| one.at);
    (at, next)
}

/// The line of the list below the title that has a key.
pub(super) fn bullet(page: &Page<'_>, key: &str) -> Option<Bullet> {
    let (from, to) = below_title(page);
    let prose = page.prose();
    let mut lines = (from..to).filter(|at| prose.get(*at) == Some(&true));
    lines.find_map(|at| read_bullet(at, page.line(at), key))
}

fn read_bullet(at: usize, line: &str, key: &str) -> Option<Bullet> {
    let rest = line.strip_prefix(['-', '*', '+'])?;
    rest.starts_with([' ', '\t']).then_some(())?;
    let (name, value) = rest.split_once(':')?;
    // `**Status**: x` and `**Status:** x` are both written.
    let bold = value.strip_prefix("**").unwrap_or(value);
    let bare = name.trim().trim_matches('*').trim();
    bare.eq_ignore_ascii_case(key).then_some(())?;
    let value = bold.trim_start();
    let lead = line.get(..line.len() - value.len())?.to_owned();
    let (value, comment) = match value.find("<!--") {
        Some(start) => value.split_at_checked(start)?,
        None => (value, ""),
    };
    Some(Bullet {
        at,
        lead,
        value: value.trim_end().to_owned(),
        comment: comment.to_owned(),
    })
}

impl Bullet {
    /// Puts another value on its line.
    pub(super) fn set(&self, page: &mut Page<'_>, value: &str) {
        let gap = if self.lead.ends_with([' ', '\t']) {
            ""
        } else {
            " "
        };
        let after = if self.comment.is_empty() { "" } else { " " };
        let (lead, comment) = (&self.lead, &self.comment);
        page.set(self.at, format!("{lead}{gap}{value}{after}{comment}"));
    }
}
