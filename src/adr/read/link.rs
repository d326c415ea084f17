//! How a record says that it stands to others.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::adr::folder::number_of;
use crate::adr::read::page::{self, Page};
use crate::adr::read::title::numbered;
use crate::adr::read::words::relation_at_start;
use crate::adr::{Adr, Link, Relation, Said};
use crate::lint::decoded;
use crate::text::SafeText;

/// Words kept before a link that says its relation in words of its own.
const WORDS: usize = 4;

/// The number that a reference names: `ADR-0005`, `5. Title`, `0005-title.md`, `#5`, `5`.
pub(super) fn reference(text: &str) -> Option<u32> {
    let name = text.trim().rsplit('/').next()?;
    let name = name.trim_start_matches(['[', '"', '\'', '\u{201c}', '(']);
    let bare = match name.split_at_checked(3) {
        Some((adr, rest)) if adr.eq_ignore_ascii_case("adr") => {
            rest.trim_start_matches(['-', '_', ' ', '#'])
        }
        _ => name.strip_prefix('#').unwrap_or(name),
    };
    number_of(bare).or_else(|| bare.parse().ok().filter(|_| bare.len() <= 5))
}

/// The file below the folder of records that a link of a record leads to, without its fragment;
/// `None` where it leads elsewhere.
pub(super) fn within(name: &str, target: &str) -> Option<String> {
    let path = decoded(target.split(['#', '?']).next()?);
    if path.is_empty() || path.starts_with(['/', '\\']) || path.contains(':') {
        return None;
    }
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let markdown = parts.last()?.to_ascii_lowercase().ends_with(".md");
    markdown.then(|| parts.join("/"))
}

/// The link in the status of a header: `superseded by ADR-0123`.
pub(super) fn of_status(adr: &mut Adr, status: &Said<SafeText>) {
    let page = Page::new("", &status.what);
    let links = on_line(&page, 1).into_iter();
    adr.links.extend(links.map(|link| Link {
        line: status.line,
        ..link
    }));
}

/// The links to other records on a line of a paragraph.
pub(super) fn on_line(page: &Page<'_>, line: u32) -> Vec<Link> {
    let text = unmarked(page.line(line));
    let said = relation_at_start(text).map(|(relation, _)| relation);
    let relation = said.clone();
    let relation = relation.unwrap_or_else(|| Relation::Other(words_before_link(text)));
    let linked: Vec<Link> = page
        .links_on(line)
        .filter(|link| within(page.name, &link.target).is_some())
        .map(|link| Link {
            relation: relation.clone(),
            number: number_in(&link.text, &link.target),
            target: link.target.clone(),
            line,
        })
        .collect();
    if !linked.is_empty() || said.is_none() {
        return linked;
    }
    let plain = page::plain(text);
    let named = relation_at_start(&plain).and_then(|(relation, rest)| {
        let target = named(rest)?;
        Some(Link {
            relation,
            number: reference(target),
            target: SafeText::one_line(target),
            line,
        })
    });
    named.into_iter().collect()
}

/// A record named without a link: a file, `ADR-0005`, or a number that a title or nothing follows.
fn named(text: &str) -> Option<&str> {
    let text = text.trim_start_matches([':', ' ', '*', '_', '"', '\u{201c}']);
    let first = text.split_whitespace().next()?;
    let bare = first.trim_end_matches(['.', ',', ';', ')', '"', '\u{201d}', '*', '_']);
    let is_file = bare.to_ascii_lowercase().ends_with(".md");
    let is_adr = bare.to_ascii_lowercase().starts_with("adr") && reference(bare).is_some();
    if is_file || is_adr {
        return Some(bare);
    }
    // `ADR 5` is two words.
    if bare.eq_ignore_ascii_case("adr") {
        return reference(text).map(|_| text);
    }
    let number = bare.chars().all(|c| c.is_ascii_digit()) && reference(bare).is_some();
    (number && (first.ends_with('.') || text.trim() == bare)).then_some(text.trim())
}

/// The number that the text of a link begins with, else that of the file it leads to.
fn number_in(text: &str, target: &str) -> Option<u32> {
    let file = target.rsplit('/').next().unwrap_or(target);
    let (titled, _) = numbered(text);
    // A title may have a slash with digits after it; a reference is one word.
    let one_word = || reference(text).filter(|_| !text.trim().contains(' '));
    titled.or_else(one_word).or_else(|| number_of(file))
}

/// A line without the marks of a list or a quote, emphasis, and the label of a status.
fn unmarked(line: &str) -> &str {
    let mut rest = line.trim_start_matches(|c: char| c.is_whitespace() || "*-+>_".contains(c));
    if let Some((label, value)) = rest.split_once(':')
        && label
            .trim_end_matches(['*', '_'])
            .eq_ignore_ascii_case("status")
    {
        rest = value.trim_start_matches(['*', '_', ' ']);
    }
    rest
}

/// The last words before the first link of a line.
fn words_before_link(line: &str) -> SafeText {
    let before = line.split_once('[').map_or("", |(before, _)| before);
    let words: Vec<&str> = before.split_whitespace().collect();
    let skip = words.len().saturating_sub(WORDS);
    let words: Vec<&str> = words.into_iter().skip(skip).collect();
    page::plain(&words.join(" "))
}

/// Links said twice, in the header and in the text, as one: with the line of the first and the
/// file that either names.
pub(super) fn joined(links: Vec<Link>) -> Vec<Link> {
    let mut joined: Vec<Link> = Vec::new();
    let mut places: BTreeMap<(Relation, Named), usize> = BTreeMap::new();
    for link in links {
        let number = link.number.map(Named::Number);
        let named = number.unwrap_or_else(|| Named::Target(link.target.clone()));
        match places.entry((link.relation.clone(), named)) {
            Entry::Vacant(place) => {
                place.insert(joined.len());
                joined.push(link);
            }
            Entry::Occupied(place) => {
                let one = joined.get_mut(*place.get());
                if let Some(one) = one.filter(|one| within("", &one.target).is_none()) {
                    one.target = link.target;
                }
            }
        }
    }
    joined
}

/// What tells one record from another.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    Number(u32),
    Target(SafeText),
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line and the link on it.
    type Case = (&'static str, Option<(Relation, &'static str, Option<u32>)>);

    #[test]
    fn links_are_read_in_the_words_of_every_tool() {
        use Relation::{AmendedBy, Amends, RelatesTo, SupersededBy, Supersedes};
        let cases: [Case; 12] = [
            (
                "Superseded by [5. X](0005-x.md)",
                Some((SupersededBy, "0005-x.md", Some(5))),
            ),
            (
                "Supercedes [2. Y](0002-y.md)",
                Some((Supersedes, "0002-y.md", Some(2))),
            ),
            (
                "- Status: superseded by [20261120-x](20261120-x.md)",
                Some((SupersededBy, "20261120-x.md", None)),
            ),
            (
                "* Amends [ADR-7](0007-z.md)",
                Some((Amends, "0007-z.md", Some(7))),
            ),
            (
                "superseded by ADR-0123",
                Some((SupersededBy, "ADR-0123", Some(123))),
            ),
            ("Amended by ADR 12", Some((AmendedBy, "ADR 12", Some(12)))),
            (
                "Takes the place of 0003-a\\_b.md.",
                Some((Supersedes, "0003-a_b.md", Some(3))),
            ),
            (
                "**Relates to**: 4. Title",
                Some((RelatesTo, "4. Title", Some(4))),
            ),
            (
                "Clarified by [1. A](./0001-a.md#x)",
                Some((
                    Relation::Other("Clarified by".into()),
                    "./0001-a.md#x",
                    Some(1),
                )),
            ),
            ("Replaces 3 services by one", None),
            ("Relates to [the web](https://x.org/0001-a.md)", None),
            ("See [above](../README.md)", None),
        ];
        for (line, expected) in cases {
            let found = on_line(&Page::new("0009-here.md", line), 1);
            let found = found.into_iter().next();
            let found = found.map(|link| (link.relation, link.target.to_string(), link.number));
            let expected = expected.map(|(relation, to, number)| (relation, to.to_owned(), number));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn a_link_leads_to_a_file_of_the_folder_or_elsewhere() {
        let cases = [
            ("0001-a.md", "0002-b.md", Some("0002-b.md")),
            ("0001-a.md", "./0002-b.md#top", Some("0002-b.md")),
            ("web/0001-a.md", "0002-b.md", Some("web/0002-b.md")),
            ("web/0001-a.md", "../0002-b.md", Some("0002-b.md")),
            ("0001-a.md", "../0002-b.md", None),
            ("0001-a.md", "https://x.org/a.md", None),
            ("0001-a.md", "#top", None),
            ("0001-a.md", "picture.png", None),
        ];
        for (name, target, file) in cases {
            assert_eq!(within(name, target).as_deref(), file, "{name}: {target}");
        }
    }
}
