//! The records of a folder as a table in a page that people read. It stands between two markers;
//! nothing else of the page is touched.

use crate::adr::Adr;
use crate::adr::write::inline;
use crate::stack::AdrStatus;
use crate::text::put::Put;

/// The line before the table.
pub const START: &str = "<!-- archtui:adr-index -->";
/// The line after it.
pub const END: &str = "<!-- /archtui:adr-index -->";

/// Why a page has no place for the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPlace {
    /// There are no markers.
    #[error("it has no line {START}")]
    NoMarkers,
    /// A marker has no other one.
    #[error("line {0}: the marker stands alone; write {START} above and {END} below the place")]
    Alone(u32),
    /// There are several tables.
    #[error("line {0}: a second index begins here; take one out")]
    Twice(u32),
}

/// A page with the table in its place. `folder` leads from the page to the folder of records, with
/// `/`; it is empty where the page stands in that folder.
pub fn put(page: &str, records: &[Adr], folder: &str) -> Result<String, NoPlace> {
    let (start, end) = place(page)?;
    let end_of_line = line_end(page);
    let before = page.get(..start).unwrap_or_default();
    let after = page.get(end..).unwrap_or_default();
    let table = table(records, folder).replace('\n', end_of_line);
    Ok(format!("{before}{table}{after}"))
}

/// A page with the table and its markers at the end.
pub fn append(page: &str, records: &[Adr], folder: &str) -> String {
    let gap = match page {
        "" => "",
        page if page.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let table = table(records, folder);
    let block = format!("{gap}{START}\n{table}{END}\n");
    format!("{page}{}", block.replace('\n', line_end(page)))
}

/// How the lines of a page end.
fn line_end(page: &str) -> &'static str {
    let first = page.split_once('\n').map(|(line, _)| line);
    if first.is_some_and(|line| line.ends_with('\r')) {
        "\r\n"
    } else {
        "\n"
    }
}

/// The bytes between the markers. A marker within a block of code is an example of one.
fn place(page: &str) -> Result<(usize, usize), NoPlace> {
    let mut at = 0;
    let mut fence: Option<&str> = None;
    let mut start: Option<(usize, u32)> = None;
    let mut found = None;
    for (number, line) in (1..).zip(page.split_inclusive('\n')) {
        let text = line.trim();
        let next = at + line.len();
        match fence {
            Some(mark) if text.starts_with(mark) => fence = None,
            None if text.starts_with("```") => fence = Some("```"),
            None if text.starts_with("~~~") => fence = Some("~~~"),
            None if text == START && (found.is_some() || start.is_some()) => {
                return Err(NoPlace::Twice(number));
            }
            None if text == START => start = Some((next, number)),
            None if text == END => match start.take() {
                Some((start, _)) => found = Some((start, at)),
                None => return Err(NoPlace::Alone(number)),
            },
            _ => {}
        }
        at = next;
    }
    match (found, start) {
        (_, Some((_, number))) => Err(NoPlace::Alone(number)),
        (Some(found), None) => Ok(found),
        (None, None) => Err(NoPlace::NoMarkers),
    }
}

/// The table, with an empty line around it: some readers of markdown want one.
fn table(records: &[Adr], folder: &str) -> String {
    let mut out = "\n| Number | Decision | Status | Date |\n| --- | --- | --- | --- |\n".to_owned();
    for adr in records {
        let number = adr.number.as_ref();
        let number = number.map_or(String::new(), |said| said.what.to_string());
        let title = match inline(&adr.title.what) {
            title if title.is_empty() => inline(&adr.name),
            title => title,
        };
        out.put(format_args!(
            "| {number} | [{title}]({}) | {} | {} |\n",
            target(folder, &adr.name),
            status(adr),
            inline(&adr.date.what),
        ));
    }
    out.push('\n');
    out
}

fn status(adr: &Adr) -> String {
    let Some(status) = adr.status else {
        return inline(&adr.status_words.what);
    };
    let by = adr.superseded_by().and_then(|link| link.number);
    match (status, by) {
        (AdrStatus::Superseded, Some(by)) => format!("superseded by {by}"),
        _ => status.word().to_owned(),
    }
}

/// A path as the target of a link: what could end it or the row is written by number.
fn target(folder: &str, name: &str) -> String {
    let path = if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{}/{name}", folder.trim_end_matches('/'))
    };
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_ascii_control() || " ()<>[]|\\\"%#?".contains(c) {
            out.put(format_args!("%{:02X}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adr::read;

    fn records() -> Vec<Adr> {
        let texts = [
            (
                "0001-a.md",
                "# 1. A | B\n\n## Status\n\nSuperseded by [2. C](0002-c.md)\n",
            ),
            (
                "0002-c d.md",
                "# 2. [C](x)\n\nDate: 2026-11-20\n\n## Status\n\nin review\n",
            ),
        ];
        texts.map(|(name, text)| read(name, text).unwrap()).to_vec()
    }

    const TABLE: &str = "\n| Number | Decision | Status | Date |\n| --- | --- | --- | --- |\n\
        | 1 | [A \\| B](adr/0001-a.md) | superseded by 2 |  |\n\
        | 2 | [C](adr/0002-c%20d.md) | in review | 2026-11-20 |\n\n";

    #[test]
    fn the_table_takes_the_place_between_the_markers() {
        let page = |inner: &str| format!("# Docs\n{START}\n{inner}{END}\n\nMore.");
        let put = |text: &str| put(text, &records(), "adr").unwrap();
        assert_eq!(put(&page("old\n")), page(TABLE));
        assert_eq!(put(&put(&page(""))), page(TABLE), "once more");
        let returns = page("old\n").replace('\n', "\r\n");
        assert_eq!(put(&returns), page(TABLE).replace('\n', "\r\n"));
    }

    #[test]
    fn a_page_without_markers_gets_them_at_its_end() {
        let block = format!("{START}\n{TABLE}{END}\n");
        let cases = [("", ""), ("# Docs\n", "\n"), ("# Docs", "\n\n")];
        for (page, gap) in cases {
            assert_eq!(
                append(page, &records(), "adr"),
                format!("{page}{gap}{block}")
            );
        }
    }

    #[test]
    fn markers_that_do_not_fit_are_told() {
        let cases = [
            ("# Docs\n".to_owned(), NoPlace::NoMarkers),
            (format!("```\n{START}\n{END}\n```\n"), NoPlace::NoMarkers),
            (format!("a\n{START}\n"), NoPlace::Alone(2)),
            (format!("a\n{END}\n{START}\n"), NoPlace::Alone(2)),
            (
                format!("{START}\n{END}\n{START}\n{END}\n"),
                NoPlace::Twice(3),
            ),
            (format!("{START}\n{START}\n{END}\n"), NoPlace::Twice(2)),
        ];
        for (page, fault) in cases {
            assert_eq!(put(&page, &[], ""), Err(fault), "{page}");
        }
    }
}
