//! Documents: blocks at their lines, runs, citations, links.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use archtui::limits;
use archtui::model::{Block, BlockKind, Document, Inlines};
use archtui::parse::{ParseCx, citation, markdown};
use archtui::text::FileId;
use proptest::prelude::*;

use crate::support::corpus;

fn ids() -> BTreeSet<String> {
    ["B1", "B2", "general"].map(String::from).into()
}

fn cx(citations: &BTreeSet<String>) -> ParseCx<'_> {
    ParseCx {
        file: FileId(7),
        citations,
    }
}

fn read(text: &str) -> Document {
    markdown::parse(text, cx(&ids())).0
}

/// A line a block: first and last line, kind, text; what it holds is indented below.
fn outline(document: &Document) -> String {
    let mut out = String::new();
    blocks(document, &document.blocks, 0, &mut out);
    out
}

fn blocks(document: &Document, list: &[Block], depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    for block in list {
        let text = match &block.kind {
            BlockKind::Heading(i) => {
                let heading = &document.headings[*i];
                format!(
                    "h{} {} #{}",
                    heading.level,
                    inlines(&heading.text),
                    heading.anchor
                )
            }
            BlockKind::Paragraph(text) => format!("p {}", inlines(text)),
            BlockKind::Code {
                info,
                text,
                first_line,
            } => format!("code@{first_line} {info} {:?}", text.as_str()),
            BlockKind::Quote(_) => "quote".to_owned(),
            BlockKind::List { start, .. } => format!("list {start:?}"),
            BlockKind::Table(table) => {
                let rows = table
                    .rows
                    .iter()
                    .map(|r| format!(" / {}:{}", r.line, row(&r.cells)));
                format!("table {}{}", row(&table.header), rows.collect::<String>())
            }
            BlockKind::Rule => "rule".to_owned(),
            BlockKind::Html(text) => format!("html {:?}", text.as_str()),
            BlockKind::Footnote { label, .. } => format!("footnote {label}"),
        };
        writeln!(out, "{indent}{}-{} {text}", block.at.line, block.end_line).unwrap();
        match &block.kind {
            BlockKind::Quote(inner) | BlockKind::Footnote { blocks: inner, .. } => {
                blocks(document, inner, depth + 1, out);
            }
            BlockKind::List { items, .. } => {
                for item in items {
                    let task = item
                        .task
                        .map_or(String::new(), |done| format!(" task={done}"));
                    writeln!(out, "{indent}  - {}{task}", item.at.line).unwrap();
                    blocks(document, &item.blocks, depth + 2, out);
                }
            }
            _ => {}
        }
    }
}

fn row(cells: &[Inlines]) -> String {
    cells.iter().map(inlines).collect::<Vec<_>>().join("|")
}

/// Runs between their marks: `*` emphasis, `**` strong, `~` struck, `` ` `` code, `(n)` link n,
/// `{ }` citation.
fn inlines(text: &Inlines) -> String {
    let mut out = String::new();
    for run in &text.0 {
        let mut mark = String::new();
        mark.push_str(if run.style.strong { "**" } else { "" });
        mark.push_str(if run.style.emphasis { "*" } else { "" });
        mark.push_str(if run.style.strike { "~" } else { "" });
        mark.push_str(if run.style.code { "`" } else { "" });
        let shown = run.text.replace('\n', "⏎");
        let shown = match &run.cite {
            Some(cite) => format!("{{{cite}}}"),
            None => shown,
        };
        let link = run.link.map_or(String::new(), |n| format!("({n})"));
        write!(out, "{mark}{shown}{mark}{link}").unwrap();
    }
    out
}

/// A text, and its blocks with their lines.
const BLOCKS: [(&str, &str, &str); 20] = [
    ("nothing", "", ""),
    ("frontmatter only", "---\nname: x\n---\n", ""),
    (
        "after frontmatter",
        "---\nname: x\n---\n\n# A\n\ntext\nmore\n",
        "5-5 h1 A #a\n7-8 p text more\n",
    ),
    (
        "returns and feeds",
        "# A\r\n\r\ntext\r\nmore\r\n\r\n```x\r\na\r\nb\r\n```\r\n",
        "1-1 h1 A #a\n3-4 p text more\n6-9 code@7 x \"a\\nb\\n\"\n",
    ),
    (
        "fence",
        "a\n\n```rust\nfn x() {}\n\n```\nb",
        "1-1 p a\n3-6 code@4 rust \"fn x() {}\\n\\n\"\n7-7 p b\n",
    ),
    (
        "blank line first",
        "```\n\nx\n```\n",
        "1-4 code@2  \"\\nx\\n\"\n",
    ),
    (
        "fence in a quote",
        "> a\n>\n> ```\n> x\n>  y\n> ```\n",
        "1-6 quote\n  1-1 p a\n  3-6 code@4  \"x\\n y\\n\"\n",
    ),
    (
        "fence in an item",
        "- a\n  ```\n  x\n  ```\n",
        "1-4 list None\n  - 1\n    1-1 p a\n    2-4 code@3  \"x\\n\"\n",
    ),
    ("empty fence", "```\n```\n", "1-2 code@2  \"\"\n"),
    (
        "indented code",
        "a\n\n    x\n      y\n",
        "1-1 p a\n3-4 code@3  \"x\\n  y\\n\"\n",
    ),
    (
        "tight list",
        "- a\n- b\n  - c\n",
        "1-3 list None\n  - 1\n    1-1 p a\n  - 2\n    2-2 p b\n    3-3 list None\n      - 3\n        3-3 p c\n",
    ),
    (
        "loose list",
        "3. a\n\n   b\n\n4. c\n",
        "1-5 list Some(3)\n  - 1\n    1-1 p a\n    3-3 p b\n  - 5\n    5-5 p c\n",
    ),
    (
        "tasks",
        "- [x] a\n- [ ] b\n",
        "1-2 list None\n  - 1 task=true\n    1-1 p a\n  - 2 task=false\n    2-2 p b\n",
    ),
    (
        "table",
        "x\n\n| A | B |\n|---|:-:|\n| 1 | `2` |\n| 3 | **4** |\n",
        "1-1 p x\n3-6 table A|B / 5:1|`2` / 6:3|**4**\n",
    ),
    (
        "quote",
        "> a\n> b\n>\n> c\n",
        "1-4 quote\n  1-2 p a b\n  4-4 p c\n",
    ),
    (
        "alert",
        "> [!NOTE]\n> a\n",
        "1-2 quote\n  1-1 p **Note**\n  2-2 p a\n",
    ),
    (
        "html",
        "<div>\n&lt;\n</div>\n\nx <b>y</b><br/>z\n",
        "1-3 html \"<div>\\n&lt;\\n</div>\"\n5-5 p x <b>y</b>⏎z\n",
    ),
    (
        "footnote",
        "a[^1]\n\n[^1]: note\n",
        "1-1 p a[^1]\n3-3 footnote 1\n  3-3 p note\n",
    ),
    (
        "same headings",
        "# A\n\n# A\n\nA\n===\n",
        "1-1 h1 A #a\n3-3 h1 A #a-1\n5-6 h1 A #a-2\n",
    ),
    (
        "rule and unclosed frontmatter",
        "---\n\n# T\n\n---\n",
        "1-1 rule\n3-3 h1 T #t\n5-5 rule\n",
    ),
];

#[test]
fn blocks_have_their_lines() {
    for (name, text, expected) in BLOCKS {
        assert_eq!(outline(&read(text)), expected, "{name}");
    }
}

#[test]
fn the_corpus_reads_as_expected() {
    corpus::run("markdown", |text| {
        let (document, found) = markdown::parse(text, cx(&ids()));
        let mut out = outline(&document);
        for (n, link) in document.links.iter().enumerate() {
            let image = if link.image { "!" } else { "" };
            writeln!(
                out,
                "{image}({n}) {}: {} -> {}",
                link.at.line, link.text, link.target
            )
            .unwrap();
        }
        for found in found {
            writeln!(out, "{}@{}", found.code.0, found.at.unwrap().line).unwrap();
        }
        out
    });
}

#[test]
fn citations_leave_the_text_where_a_statement_ends() {
    let cases = [
        ("end", "So it is [B1:12]", "So it is", "B1:12"),
        ("before the stop", "So it is [B1].", "So it is.", "B1"),
        ("after the stop", "So it is. [B1]", "So it is.", "B1"),
        ("two stops", "So it is. [B1].", "So it is.", "B1"),
        (
            "several",
            "So it is [B1:1][B2] [general].",
            "So it is.",
            "B1:1 B2 general",
        ),
        (
            "within",
            "One [B1]. Two. [B2] Three",
            "One. Two. Three",
            "B1 B2",
        ),
        ("undeclared", "So it is [B9]", "So it is [B9]", ""),
        (
            "declared before undeclared",
            "So it is [B1] [B9]",
            "So it is [B1] [B9]",
            "",
        ),
        ("in the middle", "As [B1] says, so", "As [B1] says, so", ""),
        (
            "no line number",
            "So it is [B1:x] [B1:+3]",
            "So it is [B1:x] [B1:+3]",
            "",
        ),
        ("alone", "[B2:3]", "", "B2:3"),
        ("file name", "See [B1].md", "See [B1].md", ""),
    ];
    for (name, text, rest, cites) in cases {
        let taken = citation::take(text, cx(&ids()));
        let found: Vec<String> = taken.cites.iter().map(ToString::to_string).collect();
        assert_eq!(
            (taken.text.as_str(), found.join(" ").as_str()),
            (rest, cites),
            "{name}"
        );
        if name != "alone" {
            let document = read(text);
            let BlockKind::Paragraph(inlines) = &document.blocks[0].kind else {
                panic!("{name}: no paragraph");
            };
            assert_eq!(inlines.plain(), rest, "{name} in markdown");
            assert_eq!(inlines.cites(), taken.cites, "{name} in markdown");
        }
    }
}

#[test]
fn text_is_safe_after_the_last_decoding() {
    let cases = [
        ("entity", "a&#27;[31m &#x202e;b"),
        ("raw", "a\u{1b}[31m \u{202e}b"),
        ("heading", "# a&#27;[31m"),
        ("cell", "| a\u{1b} | &#x9b; |\n|--|--|\n| \u{7} | &zwj; |"),
        ("code", "```x&#27;\n\u{1b}\n```"),
        ("link", "[a\u{1b}](http://x&#27;y) ![&#27;](z)"),
        ("html", "<b \u{1b}>"),
        ("item", "- &#27;\n- \u{9b}"),
    ];
    for (name, text) in cases {
        let shown = format!("{:?}", read(text));
        for bad in ["\\u{1b}", "\\u{9b}", "\\u{7}", "\\u{202e}", "\\u{200d}"] {
            assert!(!shown.contains(bad), "{name}: {bad} in {shown}");
        }
    }
}

#[test]
fn nesting_is_capped_and_its_text_kept() {
    let text = format!("{}deep\n", "> ".repeat(100));
    let (document, found) = markdown::parse(&text, cx(&ids()));
    assert_eq!(found[0].code.0, "nesting");
    let mut inner = &document.blocks;
    let mut depth = 0;
    while let BlockKind::Quote(blocks) = &inner[0].kind {
        inner = blocks;
        depth += 1;
    }
    assert_eq!(depth, limits::NESTING);
    assert!(matches!(&inner[0].kind, BlockKind::Paragraph(text) if text.plain() == "deep"));
}

#[test]
fn nothing_overflows_a_small_stack() {
    let run = || {
        let lists: String = (0..2_000)
            .flat_map(|i| ["  ".repeat(i), "- x\n".to_owned()])
            .collect();
        let texts = [
            format!("{}deep", ">".repeat(50_000)),
            lists,
            format!("{}x{}", "*a ".repeat(20_000), "*".repeat(20_000)),
            format!("{}x{}", "![".repeat(20_000), "](y)".repeat(20_000)),
            "- ".repeat(20_000),
        ];
        for text in texts {
            assert!(read(&text).lines > 0);
        }
    };
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(run);
    thread.unwrap().join().unwrap();
}

/// Every line and byte of a document lies in its text, and blocks lie in what holds them.
fn check_places(list: &[Block], lines: (u32, u32), length: usize) -> Result<(), TestCaseError> {
    for block in list {
        prop_assert!(lines.0 <= block.at.line && block.at.line <= block.end_line);
        prop_assert!(
            block.end_line <= lines.1,
            "{block:?} ends after line {}",
            lines.1
        );
        prop_assert!(block.at.span.start <= block.at.span.end);
        prop_assert!(block.at.span.end as usize <= length);
        match &block.kind {
            BlockKind::Quote(inner) | BlockKind::Footnote { blocks: inner, .. } => {
                check_places(inner, (block.at.line, lines.1), length)?;
            }
            BlockKind::List { items, .. } => {
                for item in items {
                    check_places(&item.blocks, (item.at.line, lines.1), length)?;
                }
            }
            BlockKind::Code { first_line, .. } => prop_assert!(*first_line <= lines.1 + 1),
            _ => {}
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn places_lie_in_the_text(text in "(---\n|name: x\n|# |> |- |1\\. |    |```\n|\\| a \\|\n|\\|--\\|\n|\\[B1:2\\]|\\[x\\]\\(y\\)|\\[\\^1\\]:? ?|<br>|<div>|\n|\r\n|\r|\\*\\*|`|&#27;|\\. |\\PC){0,40}") {
        let document = read(&text);
        prop_assert!(document.headings.iter().all(|h| h.at.line <= document.lines));
        check_places(&document.blocks, (1, document.lines.max(1)), text.len())?;
    }

    #[test]
    fn citations_lie_in_the_text(text in "(\\[B1\\]|\\[B2:7\\]|\\[|\\]|\\.| |a|\n|;){0,24}") {
        let ids = ids();
        for found in citation::find(&text, cx(&ids)) {
            prop_assert!(text.get(found.range.clone()).is_some());
            prop_assert!(text[found.mark].starts_with('['));
        }
        citation::take(&text, cx(&ids));
    }
}
