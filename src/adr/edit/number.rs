//! The number of a record, and what follows when another record gets another name.

use crate::adr::Form;
use crate::adr::edit::header::Header;
use crate::adr::edit::page::Page;
use crate::adr::edit::{Refusal, shape};
use crate::adr::folder::{base, number_of, stem};

/// A record that got another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The name it had, as the record that is edited would write it: beside it, or `../x.md`.
    pub from: String,
    /// The name it has, in the same way.
    pub to: String,
    /// The number it had and the one it has, where no other record has the number it had: only
    /// then does the number alone (`superseded by ADR-0002`, `target: 2`) mean this one.
    pub number: Option<(u32, u32)>,
}

/// Keys of a header that is not MADR's alone: it has a place for a number.
const SUPERSET: [&str; 3] = ["number", "title", "archtui"];

/// Gives a record a number: in a header that has a place for one, and in a title that has one or
/// must have one.
pub(super) fn set(page: &mut Page<'_>, form: Form, number: u32) -> Result<(), Refusal> {
    if page.header_end().is_some() {
        let header = Header::read(page)?;
        if SUPERSET.iter().any(|key| header.has(key)) {
            header.set(page, "number", &number.to_string())?;
        }
    }
    let Some(title) = page.title() else {
        return Ok(());
    };
    let line = page.line(title.at);
    let lead = line.len() - line.trim_start_matches('#').trim_start().len();
    let (mark, words) = line.split_at_checked(lead).unwrap_or((line, ""));
    let words = match (numbered(words), form) {
        (Some(Numbered { prefix, rest, .. }), _) => {
            format!("{prefix}{}{rest}", as_written(words, prefix, number))
        }
        (None, Form::Nygard) => format!("{number}. {words}"),
        (None, _) => return Ok(()),
    };
    let line = format!("{mark}{words}");
    page.set(title.at, line);
    Ok(())
}

/// Takes the number out of the header, and out of a title that begins with it.
pub(super) fn take_out(page: &mut Page<'_>) -> Result<(), Refusal> {
    if page.header_end().is_some() {
        Header::read(page)?.remove(page, "number");
    }
    let Some(title) = page.title() else {
        return Ok(());
    };
    let line = page.line(title.at).to_owned();
    let words = numbered(&title.title).filter(|known| known.prefix.is_empty());
    if let Some(Numbered { rest, .. }) = words {
        let words = rest.trim_start_matches(['.', ' ']);
        let marks = line.len() - line.trim_start_matches('#').len();
        page.set(title.at, format!("{} {words}", "#".repeat(marks)));
    }
    Ok(())
}

/// A text that begins with the number of a record.
struct Numbered<'a> {
    /// What stands before it: `ADR-`, or nothing.
    prefix: &'a str,
    number: Option<u32>,
    /// What stands after it.
    rest: &'a str,
}

/// Reads `2. Title`, `ADR-0002: Title`, and `XXXX. Title` of a draft.
fn numbered(words: &str) -> Option<Numbered<'_>> {
    let named = words
        .get(..3)
        .is_some_and(|word| word.eq_ignore_ascii_case("adr"));
    let after = if named { words.get(3..)? } else { words };
    let after = after.trim_start_matches([' ', '-', '_']);
    let prefix = words.strip_suffix(after)?;
    let digits = after.chars().take_while(char::is_ascii_digit).count();
    let draft = after.starts_with("XXXX");
    let (number, rest) = after.split_at_checked(if draft { 4 } else { digits })?;
    let ends = if named {
        !rest.starts_with(char::is_alphanumeric)
    } else {
        rest.starts_with(". ") || rest == "."
    };
    (!number.is_empty() && ends && (named || prefix.is_empty())).then(|| Numbered {
        prefix,
        number: number.parse().ok(),
        rest,
    })
}

/// A number with the zeros that the one before it had.
fn as_written(words: &str, prefix: &str, number: u32) -> String {
    let after = words.strip_prefix(prefix).unwrap_or(words);
    let digits = after.chars().take_while(char::is_ascii_digit).count();
    let is_draft = after.starts_with("XXXX") && !prefix.is_empty();
    let is_padded = after.starts_with('0') || is_draft;
    let width = match (is_padded, is_draft) {
        (_, true) => 4,
        (true, _) => digits,
        _ => 0,
    };
    format!("{number:0width$}")
}

/// Follows a record to its new name: in links, in the list of links of the header, and in a
/// status that names it by number.
pub(super) fn follow(page: &mut Page<'_>, moved: &Moved) {
    if let Some((from, to)) = moved.number {
        follow_number(page, from, to);
    }
    for at in 0..page.len() {
        let line = page.line(at);
        if line.contains(&moved.from) {
            let followed = followed(line, moved);
            page.set(at, followed);
        }
    }
}

/// What a header that cannot be read says of numbers is left.
fn follow_number(page: &mut Page<'_>, from: u32, to: u32) {
    if let Ok(header) = Header::read(page) {
        for (at, start, end) in header.targets(from) {
            let line = page.line(at);
            let before: String = line.chars().take(start).collect();
            let after: String = line.chars().skip(end).collect();
            page.set(at, format!("{before}{to}{after}"));
        }
        let status = header.scalar("status");
        let status = status.filter(|(words, _)| named(words).any(|number| number == from));
        if let Some((_, at)) = status {
            let line = renamed(page.line(at), from, to);
            page.set(at, line);
        }
    }
    if let Some(bullet) = shape::bullet(page, "status") {
        let value = renamed(&bullet.value, from, to);
        bullet.set(page, &value);
    }
}

/// The numbers of all `ADR-0002` in a text.
fn named(text: &str) -> impl Iterator<Item = u32> {
    let pieces = text.split("ADR-").skip(1);
    pieces.filter_map(|piece| {
        let digits = piece.chars().take_while(char::is_ascii_digit).count();
        piece.get(..digits)?.parse().ok()
    })
}

/// Where a text still speaks of a record that got another name, by its file or its number: the
/// lines, from 1, and the words.
pub fn mentions(text: &str, name: &str, number: Option<u32>) -> Vec<(usize, String)> {
    let mention = |(line, text): (usize, &str)| {
        let by_number = |number: u32| named(text).any(|known| known == number);
        let id = number.filter(|number| by_number(*number));
        let id = id.map(|number| format!("ADR-{number:04}"));
        let words = text.contains(name).then(|| name.to_owned()).or(id)?;
        Some((line, words))
    };
    (1..).zip(text.lines()).filter_map(mention).collect()
}

/// A text in which `ADR-0002` has another number.
fn renamed(text: &str, from: u32, to: u32) -> String {
    let mut pieces = text.split("ADR-");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let digits = piece.chars().take_while(char::is_ascii_digit).count();
        let (number, rest) = piece.split_at_checked(digits).unwrap_or(("", piece));
        let same = number.parse() == Ok(from);
        let number = if same {
            format!("{to:0digits$}")
        } else {
            number.to_owned()
        };
        out.extend(["ADR-", &number, rest]);
    }
    out
}

/// A line in which the name of a record is its new one, where it stands for the file beside this
/// one: a longer path or an address may mean another. Before the target of a link the number or
/// the name in its text follows too.
fn followed(line: &str, moved: &Moved) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(moved.from.as_str()) {
        let path = before
            .strip_suffix("./")
            .filter(|p| !p.ends_with(['.', '/']));
        let lead = path.unwrap_or(before);
        let joins = |c: char| c.is_alphanumeric() || "-_/.\\%".contains(c);
        let ours = !lead.ends_with(joins) && !goes_on(after);
        if ours {
            out.push_str(&link_text(before, moved));
            out.push_str(&moved.to);
        } else {
            out.push_str(before);
            out.push_str(&moved.from);
        }
        rest = after;
    }
    out + rest
}

/// Whether a name goes on: `0002-x.md.bak` is another file.
fn goes_on(after: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || "-_".contains(c);
    let after = after.strip_prefix('.').unwrap_or(after);
    after.starts_with(is_name)
}

/// What stands before a target, with the text of the link: `[2. Title](`.
fn link_text(before: &str, moved: &Moved) -> String {
    let unchanged = || before.to_owned();
    let Some((head, tail)) = before.rsplit_once("](") else {
        return unchanged();
    };
    let Some((lead, text)) = head.rsplit_once('[') else {
        return unchanged();
    };
    let is_target = tail.trim_start_matches(['<', '.', '/']).is_empty();
    let text = match (numbered(text), number_of(base(&moved.to))) {
        _ if !is_target => return unchanged(),
        _ if text == stem(base(&moved.from)) => stem(base(&moved.to)).to_owned(),
        _ if text == base(&moved.from) => base(&moved.to).to_owned(),
        (Some(known), Some(to)) if known.number == number_of(base(&moved.from)) => {
            let number = as_written(text, known.prefix, to);
            format!("{}{number}{}", known.prefix, known.rest)
        }
        _ => return unchanged(),
    };
    format!("{lead}[{text}]({tail}")
}
