//! Definitions: list items and paragraphs that begin with a strong name and then say what it is,
//! after a dash or a colon: `- **Name** - what it is`, `**Name:** what it is`.
//!
//! Nearly every skill has such lists, and most of what they name is no technology: which names
//! count is for those to say who know them.

use crate::limits;
use crate::model::{Block, BlockKind, CitedText, Definition, Document, Inlines, Run};
use crate::parse::ParseCx;
use crate::text::{Location, SafeText};

/// What may stand between a name and what it is.
const DASHES: [char; 3] = ['-', '–', '—'];
/// A statement has at least so many words: `**Redis**: 6379` is a value.
const WORDS: usize = 2;

/// All definitions of a document, in order; at most [`limits::DEFINITIONS_PER_FILE`].
pub fn find(document: &Document, cx: ParseCx<'_>) -> Vec<Definition> {
    let mut found = Vec::new();
    let mut todo: Vec<&Block> = document.blocks.iter().rev().collect();
    while let Some(block) = todo.pop() {
        match &block.kind {
            BlockKind::Paragraph(text) => {
                let lines = entries(text);
                found.extend(lines.into_iter().filter_map(|(below, runs)| {
                    let at = Location::line(cx.file, block.at.line.saturating_add(below));
                    definition(runs, at)
                }));
            }
            BlockKind::Quote(inner) | BlockKind::Footnote { blocks: inner, .. } => {
                todo.extend(inner.iter().rev());
            }
            BlockKind::List { items, .. } => {
                let items = items.iter().rev();
                todo.extend(items.flat_map(|item| item.blocks.iter().rev()));
            }
            _ => {}
        }
        if found.len() >= limits::DEFINITIONS_PER_FILE {
            found.truncate(limits::DEFINITIONS_PER_FILE);
            break;
        }
    }
    found
}

/// Whether a definition may begin on a line of a text: it has a strong name first, and a colon or a
/// dash after that. Says yes too often and never no to a definition.
pub(super) fn may_define(markdown: &str) -> bool {
    markdown.lines().any(|line| {
        let bare =
            line.trim_start_matches(|c: char| c.is_ascii_digit() || " \t>-*+.)_".contains(c));
        let before = line.len() - bare.len();
        let strong = line
            .get(..before)
            .is_some_and(|mark| mark.contains("**") || mark.contains("__"));
        strong && bare.contains([':', '-', '–', '—'])
    })
}

/// The runs of each entry of a paragraph, and how many lines below its first it begins: where
/// the paragraph begins with a strong name, so does an entry after each hard break that is followed
/// by one.
fn entries(text: &Inlines) -> Vec<(u32, &[Run])> {
    let runs = text.0.as_slice();
    let mut starts: Vec<(usize, u32)> = Vec::new();
    let (mut line, mut at_start) = (0, true);
    for (at, run) in runs.iter().enumerate() {
        if at_start && run.style.strong {
            starts.push((at, line));
        } else if starts.is_empty() {
            return Vec::new();
        }
        at_start = run.text.as_str() == "\n";
        line += u32::from(at_start);
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at);
    let ends: Vec<usize> = ends.chain([runs.len()]).collect();
    let entry = |(&(at, line), end)| Some((line, runs.get(at..end)?));
    starts.iter().zip(ends).filter_map(entry).collect()
}

fn definition(runs: &[Run], at: Location) -> Option<Definition> {
    let strong = runs.iter().take_while(|run| run.style.strong).count();
    let (name, rest) = runs.split_at_checked(strong)?;
    let name = Inlines(name.to_vec()).plain();
    let rest = Inlines(rest.to_vec());
    let said = rest.plain();
    let (name, says) = part(&name, &said)?;
    let text = SafeText::new(brief(says)?.trim_end());
    let enough = text.split_whitespace().count() >= WORDS;
    (enough && !name.is_empty()).then(|| Definition {
        name: SafeText::new(name),
        says: CitedText {
            text,
            cites: rest.cites(),
        },
        at,
    })
}

/// The name and what it is, parted by a colon or a dash in the strong text or after it; a
/// parenthesis may stand between.
fn part<'a>(name: &'a str, said: &'a str) -> Option<(&'a str, &'a str)> {
    if let Some(name) = name.trim_end().strip_suffix(':') {
        return Some((name.trim(), said.trim()));
    }
    let said = without_aside(said.trim_start());
    if let Some(says) = said.strip_prefix(':') {
        return Some((name.trim(), says.trim()));
    }
    let says = said.strip_prefix(DASHES)?;
    let apart = says.starts_with(char::is_whitespace);
    apart.then(|| (name.trim(), says.trim()))
}

/// `(streaming) - what it is` without what stands in parentheses.
fn without_aside(text: &str) -> &str {
    let inner = text.strip_prefix('(');
    let after = inner.and_then(|inner| inner.split_once(')'));
    after.map_or(text, |(_, after)| after.trim_start())
}

/// A statement short enough to stand in a cell: the whole, else its first sentence.
fn brief(says: &str) -> Option<&str> {
    if says.len() <= limits::DEFINITION_BYTES {
        return Some(says);
    }
    let (first, _) = says.split_once(". ")?;
    (first.len() <= limits::DEFINITION_BYTES).then_some(first)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::parse::markdown;
    use crate::text::FileId;

    fn found(text: &str) -> Vec<Definition> {
        let citations = BTreeSet::from(["S1".to_owned()]);
        let cx = ParseCx {
            file: FileId(0),
            citations: &citations,
        };
        find(&markdown::parse(text, cx).0, cx)
    }

    /// A name, what it is said to be, and the line.
    type Entry<'a> = (&'a str, &'a str, u32);

    #[test]
    fn a_strong_name_and_a_sentence_make_a_definition() {
        let cases: &[(&str, &str, &[Entry<'_>])] = &[
            (
                "a list",
                "- **Oak** - a store of trees\n- **Elm** – a shade\n",
                &[("Oak", "a store of trees", 1), ("Elm", "a shade", 2)],
            ),
            (
                "a paragraph",
                "**Oak** — a store of trees.\n",
                &[("Oak", "a store of trees.", 1)],
            ),
            (
                "a colon inside and outside",
                "1. **Oak:** for wood\n2. **Elm**: for shade\n",
                &[("Oak", "for wood", 1), ("Elm", "for shade", 2)],
            ),
            (
                "a line each",
                "**Oak**: for wood  \nand more wood  \n**Elm**: for shade\n",
                &[
                    ("Oak", "for wood and more wood", 1),
                    ("Elm", "for shade", 3),
                ],
            ),
            (
                "an aside, code and a link",
                "- **[`Oak`](https://x.example)** (old) - a store of trees\n",
                &[("Oak", "a store of trees", 1)],
            ),
            (
                "below an item",
                "- stores\n  - **Oak** - a store of trees\n",
                &[("Oak", "a store of trees", 2)],
            ),
            ("a name in prose", "We take **Oak** - for wood.\n", &[]),
            ("a word joined", "**Oak**-based stores are slow\n", &[]),
            ("a value", "- **Oak**: 6379\n", &[]),
            ("a heading of a list", "**Oak:**\n\n- wood\n", &[]),
            ("no name", "- **:** - for wood\n", &[]),
        ];
        for (name, text, expected) in cases {
            let found = found(text);
            let found: Vec<Entry<'_>> = found
                .iter()
                .map(|one| (one.name.as_str(), one.says.text.as_str(), one.at.line))
                .collect();
            assert_eq!(found, *expected, "{name}");
        }
    }

    #[test]
    fn what_it_cites_is_taken_off_and_a_long_one_is_its_first_sentence() {
        let one = found("- **Oak** - a store of trees [S1:7]\n");
        assert_eq!(one[0].says.text, *"a store of trees");
        assert_eq!(one[0].says.cites[0].line, Some(7));
        let long = "wood ".repeat(limits::DEFINITION_BYTES / 5);
        let first = found(&format!("- **Oak** - a store of trees. {long}\n"));
        assert_eq!(first[0].says.text, *"a store of trees");
        assert!(found(&format!("- **Oak** - {long} and on\n")).is_empty());
    }

    #[test]
    fn one_document_has_no_more_than_the_cap() {
        let text = "- **Oak** - for wood\n".repeat(limits::DEFINITIONS_PER_FILE + 9);
        assert_eq!(found(&text).len(), limits::DEFINITIONS_PER_FILE);
    }
}
