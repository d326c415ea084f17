//! What to do, what not to do and what people fall into: lists and tables under headings that say
//! so, "Pitfalls", "Do", "Don't", "Best practices".
//!
//! Only these sections are given to the markdown parser, so that an index need not keep the prose
//! of whole documents for them.

use crate::model::{
    Advice, AdviceKind, Block, BlockKind, CitedText, Document, Inlines, ListItem, Table,
};
use crate::parse::{ParseCx, markdown};
use crate::text::{Location, SafeText};

/// Whole headings, folded, and what stands below them.
const HEADINGS: [(&str, AdviceKind); 13] = [
    ("do", AdviceKind::Do),
    ("dos", AdviceKind::Do),
    ("do's", AdviceKind::Do),
    ("always", AdviceKind::Do),
    ("best practices", AdviceKind::Do),
    ("rules", AdviceKind::Do),
    ("don't", AdviceKind::Dont),
    ("dont", AdviceKind::Dont),
    ("don'ts", AdviceKind::Dont),
    ("do not", AdviceKind::Dont),
    ("never", AdviceKind::Dont),
    ("avoid", AdviceKind::Dont),
    ("what to avoid", AdviceKind::Dont),
];
/// Words that make a short heading one over pitfalls: "Common pitfalls".
const PITFALLS: [&str; 7] = [
    "pitfall",
    "pitfalls",
    "anti-pattern",
    "anti-patterns",
    "antipatterns",
    "gotchas",
    "mistakes",
];
/// Words of a heading up to which one of [`PITFALLS`] says what it is about.
const SHORT: usize = 4;

/// All advice of a document, in order. `document` needs its headings only.
pub fn find(text: &str, document: &Document, cx: ParseCx<'_>) -> Vec<Advice> {
    let ends = document.headings.iter().skip(1);
    let ends = ends.map(|next| Some(next.at.line)).chain([None]);
    let sections = document.headings.iter().zip(ends);
    let mut found = Vec::new();
    for (heading, end) in sections {
        let Some(kind) = kind(&heading.title) else {
            continue;
        };
        let first = usize::try_from(heading.at.line).unwrap_or(usize::MAX);
        let last = end.and_then(|line| usize::try_from(line).ok());
        let count = last.map_or(usize::MAX, |last| last.saturating_sub(first + 1));
        let lines: Vec<&str> = text.lines().skip(first).take(count).collect();
        let (section, _) = markdown::parse(&lines.join("\n"), cx);
        let place = |at: Location| Location::line(cx.file, heading.at.line + at.line);
        found.extend(
            section
                .blocks
                .iter()
                .flat_map(|block| advice(block, kind, &place)),
        );
    }
    found
}

/// What stands below a heading, if it is one over advice.
fn kind(title: &str) -> Option<AdviceKind> {
    let folded = title.to_lowercase().replace('\u{2019}', "'");
    let numbered = |c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ');
    let folded = folded
        .trim_start_matches(numbered)
        .trim_end_matches([':', '!', '.', ' ']);
    let named = HEADINGS.iter().find(|(heading, _)| *heading == folded);
    if let Some((_, kind)) = named {
        return Some(*kind);
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    let pitfalls = words.len() <= SHORT && words.iter().any(|word| PITFALLS.contains(word));
    pitfalls.then_some(AdviceKind::Pitfall)
}

fn advice(block: &Block, kind: AdviceKind, place: &dyn Fn(Location) -> Location) -> Vec<Advice> {
    let said: Vec<(CitedText, Location)> = match &block.kind {
        BlockKind::List { items, .. } => items.iter().map(|item| (text(item), item.at)).collect(),
        BlockKind::Table(table) => rows(table, block.at),
        _ => Vec::new(),
    };
    let said = said.into_iter().filter(|(text, _)| !text.text.is_empty());
    said.map(|(text, at)| Advice {
        kind,
        text,
        at: place(at),
    })
    .collect()
}

/// The text of an item; what hangs below it is no advice of its own.
fn text(item: &ListItem) -> CitedText {
    let first = item.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => Some(cited(text)),
        _ => None,
    });
    first.unwrap_or_default()
}

fn cited(text: &Inlines) -> CitedText {
    CitedText {
        text: text.plain(),
        cites: text.cites(),
    }
}

/// The rows of a table: the first cell, and the second under its head, "(Instead: a pool)".
fn rows(table: &Table, at: Location) -> Vec<(CitedText, Location)> {
    let head = table.header.get(1).map(Inlines::plain).unwrap_or_default();
    let rows = table.rows.iter().filter_map(|row| {
        let mut said = cited(row.cells.first()?);
        let second = row.cells.get(1).map(cited).unwrap_or_default();
        if !second.text.is_empty() {
            said.text = SafeText::from(format!("{} ({head}: {})", said.text, second.text));
            let new = second
                .cites
                .into_iter()
                .filter(|cite| !said.cites.contains(cite));
            let new: Vec<_> = new.collect();
            said.cites.extend(new);
        }
        let at = Location {
            line: row.line,
            ..at
        };
        Some((said, at))
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FileId;

    #[test]
    fn headings_say_what_stands_below_them() {
        let cases = [
            ("Pitfalls", Some(AdviceKind::Pitfall)),
            ("3. Common pitfalls", Some(AdviceKind::Pitfall)),
            ("Don\u{2019}t", Some(AdviceKind::Dont)),
            ("Best practices:", Some(AdviceKind::Do)),
            ("Rules", Some(AdviceKind::Do)),
            ("Do we need a queue?", None),
            ("How people talk about mistakes in production", None),
            ("What it does", None),
        ];
        for (title, expected) in cases {
            assert_eq!(kind(title), expected, "{title}");
        }
    }

    #[test]
    fn items_and_rows_are_found_with_their_lines_and_sources() {
        let text = "---\nname: a\n---\n# A\n\nPool. \n\n## Pitfalls\n\nFirst words.\n\n- No *pool*:\n  it is slow [S1:2].\n  - a part\n- Two stores\n\n## Other\n\n- nothing\n\n## Don't\n\n| Mistake | Instead |\n|--|--|\n| Guess [S1:3] | Measure [S1:4] |\n";
        let citations = ["S1".to_owned()].into();
        let cx = ParseCx {
            file: FileId(3),
            citations: &citations,
        };
        let (document, _) = markdown::parse(text, cx);
        let found = find(text, &document, cx);
        let found: Vec<_> = found
            .iter()
            .map(|one| {
                (
                    one.kind,
                    one.text.text.as_str(),
                    one.text.cites.len(),
                    one.at.line,
                )
            })
            .collect();
        let expected = [
            (AdviceKind::Pitfall, "No pool: it is slow.", 1, 12),
            (AdviceKind::Pitfall, "Two stores", 0, 15),
            (AdviceKind::Dont, "Guess (Instead: Measure)", 2, 25),
        ];
        assert_eq!(found, expected);
    }
}
