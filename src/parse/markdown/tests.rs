use std::collections::BTreeSet;

use super::parse;
use crate::model::{Block, BlockKind, Document};
use crate::parse::ParseCx;
use crate::text::FileId;

fn read(text: &str) -> Document {
    let citations: BTreeSet<String> = ["S4", "S0", "general"].map(String::from).into();
    let cx = ParseCx {
        file: FileId(0),
        citations: &citations,
    };
    parse(text, cx).0
}

/// A line a block: kind, lines, text; nested blocks are indented.
fn outline(document: &Document) -> String {
    let mut out = String::new();
    blocks(document, &document.blocks, 0, &mut out);
    out
}

fn blocks(document: &Document, list: &[Block], depth: usize, out: &mut String) {
    for block in list {
        let lines = format!(
            "{}{}-{} ",
            "  ".repeat(depth),
            block.at.line,
            block.end_line
        );
        let text = match &block.kind {
            BlockKind::Heading(i) => {
                let heading = &document.headings[*i];
                format!("h{} {} #{}", heading.level, heading.title, heading.anchor)
            }
            BlockKind::Paragraph(inlines) => format!("p {}", inlines.plain()),
            BlockKind::Code {
                info,
                text,
                first_line,
            } => format!("code@{first_line} {info} {:?}", text.as_str()),
            BlockKind::Quote(_) => "quote".to_owned(),
            BlockKind::List { start, .. } => format!("list {start:?}"),
            BlockKind::Table(table) => {
                let row = |cells: &[crate::model::Inlines]| {
                    let cells: Vec<_> = cells.iter().map(|c| c.plain().to_string()).collect();
                    cells.join("|")
                };
                let rows: Vec<_> = table
                    .rows
                    .iter()
                    .map(|r| format!("{}:{}", r.line, row(&r.cells)))
                    .collect();
                format!("table {} / {}", row(&table.header), rows.join(" / "))
            }
            BlockKind::Rule => "rule".to_owned(),
            BlockKind::Html(text) => format!("html {:?}", text.as_str()),
            BlockKind::Footnote { label, .. } => format!("footnote {label}"),
        };
        out.push_str(&format!("{lines}{text}\n"));
        match &block.kind {
            BlockKind::Quote(inner) | BlockKind::Footnote { blocks: inner, .. } => {
                blocks(document, inner, depth + 1, out);
            }
            BlockKind::List { items, .. } => {
                for item in items {
                    let task = item
                        .task
                        .map_or(String::new(), |done| format!(" task={done}"));
                    out.push_str(&format!(
                        "{}- {}{task}\n",
                        "  ".repeat(depth + 1),
                        item.at.line
                    ));
                    blocks(document, &item.blocks, depth + 2, out);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn blocks_have_their_lines() {
    let cases = [
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
            "1-1 p x\n3-6 table A|B / 5:1|2 / 6:3|4\n",
        ),
        (
            "quote",
            "> a\n> b\n>\n> c\n",
            "1-4 quote\n  1-2 p a b\n  4-4 p c\n",
        ),
        (
            "alert",
            "> [!NOTE]\n> a\n",
            "1-2 quote\n  1-1 p Note\n  2-2 p a\n",
        ),
        (
            "html",
            "<div>\n&lt;\n</div>\n\nx <b>y</b><br/>z\n",
            "1-3 html \"<div>\\n&lt;\\n</div>\"\n5-5 p x <b>y</b> z\n",
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
    for (name, text, expected) in cases {
        assert_eq!(outline(&read(text)), expected, "{name}");
    }
}
