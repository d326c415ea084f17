//! A document skimmed for an index: what the index wants is all there, as in the whole document.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use archtui::diagnostic::Diagnostic;
use archtui::model::{
    Block, BlockKind, CommandBlock, ComparisonTable, DecisionTree, Document, Heading, Link,
};
use archtui::parse::{ParseCx, command, decision, markdown, table};
use archtui::text::{FileId, Location};
use proptest::prelude::*;

/// What an index makes of a document.
#[derive(Debug, PartialEq)]
struct Indexed {
    headings: Vec<Heading>,
    links: Vec<Link>,
    lines: u32,
    /// The places of all blocks at the margin but paragraphs and lists.
    places: Vec<(Location, u32)>,
    trees: Vec<DecisionTree>,
    tables: Vec<ComparisonTable>,
    commands: Vec<CommandBlock>,
    diagnostics: Vec<Diagnostic>,
}

fn indexed(text: &str, parse: fn(&str, ParseCx<'_>) -> (Document, Vec<Diagnostic>)) -> Indexed {
    let citations: BTreeSet<String> = ["B1".to_owned()].into();
    let cx = ParseCx {
        file: FileId(3),
        citations: &citations,
    };
    let (document, mut diagnostics) = parse(text, cx);
    let (trees, found) = decision::find(&document, cx);
    diagnostics.extend(found);
    let prose =
        |block: &Block| matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::List { .. });
    Indexed {
        trees,
        commands: command::find(&document, cx),
        tables: table::find(&document, cx),
        places: document
            .blocks
            .iter()
            .filter(|block| !prose(block))
            .map(|block| (block.at, block.end_line))
            .collect(),
        headings: document.headings,
        links: document.links,
        lines: document.lines,
        diagnostics,
    }
}

/// Blocks of a document, those in others too.
fn count(text: &str, parse: fn(&str, ParseCx<'_>) -> (Document, Vec<Diagnostic>)) -> usize {
    let citations = BTreeSet::new();
    let cx = ParseCx {
        file: FileId(0),
        citations: &citations,
    };
    parse(text, cx).0.blocks.len()
}

#[test]
fn prose_is_left_out_where_nothing_needs_it() {
    // A text, its blocks, and how many of them an index is given.
    let cases = [
        ("prose before a heading", "One.\n\nTwo.\n\n# T\n", 3, 1),
        ("prose at the end", "# T\n\nOne.\nMore of it.\n", 2, 1),
        ("a lead", "One.\n\nTwo.\n\n```\ncode\n```\n", 3, 2),
        ("a list", "# T\n\nOne:\n- a\n  - b\n\nTwo.\n", 4, 1),
        ("a link", "One.\n\nTwo [x](y).\n\nThree.\n", 3, 1),
        ("a rule", "One.\n\nIf it is big, use OakDB.\n", 2, 2),
        ("a list after a list", "1. [x](y)\n\n2. b\n\nEnd.\n", 2, 1),
        ("a title underlined", "One\n---\n\nTwo.\n", 2, 1),
        (
            "a table without edges",
            "a | b\n--|--\nc | d\n\nTwo.\n",
            2,
            1,
        ),
        (
            "text in a fence",
            "```\n\nOne.\n\n# no\n```\n\nTwo.\n",
            2,
            1,
        ),
        (
            "code before a heading",
            "One.\n\n```rust\nfn f() {}\n```\n",
            2,
            1,
        ),
        ("a language of no list", "One.\n\n```zig\n```\n", 2, 1),
        ("a shell", "One:\n\n```sh\nmake\n```\n", 2, 2),
        ("text in a comment", "<!--\n\nOne.\n\n-->\n\nTwo.\n", 2, 2),
        ("returns", "One.\r\n\r\n# T\r\n", 2, 2),
    ];
    for (name, text, whole, skimmed) in cases {
        let found = (count(text, markdown::parse), count(text, markdown::skim));
        assert_eq!(found, (whole, skimmed), "{name}");
        assert_same(name, text);
    }
}

#[test]
fn a_list_of_rules_with_blank_lines_between_is_kept() {
    for text in [
        "- If small, use ElmDB\nProse.\n\n- If small, use OakDB\n",
        "- If small, use ElmDB\n\n- If it grows, use OakDB\n\n- Otherwise, use AshDB\n",
        "- If small, use ElmDB\n- If not, use OakDB\n1. a\n1. b\n1. c\n1. d\n1. e\n# T\n",
        "One:\n\n- four\n- If small, use ElmDB\n\n- If it grows, use OakDB\n",
    ] {
        assert_same(text, text);
    }
}

#[test]
fn all_that_is_found_in_our_documents_is_found_when_skimmed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut ran = 0;
    for folder in ["content", "docs", "tests"] {
        for path in markdown_below(&root.join(folder)).unwrap() {
            assert_same(
                &path.display().to_string(),
                &fs::read_to_string(&path).unwrap(),
            );
            ran += 1;
        }
    }
    assert!(ran > 100, "only {ran} documents were found");
}

fn assert_same(name: &str, text: &str) {
    let (whole, skimmed) = (
        indexed(text, markdown::parse),
        indexed(text, markdown::skim),
    );
    assert_eq!(skimmed, whole, "{name}");
}

fn markdown_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(markdown_below(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    Ok(found)
}

/// Lines that begin, continue and end blocks of every kind.
const LINES: [&str; 63] = [
    "",
    "",
    "",
    "",
    "Prose.",
    "Prose.",
    "more of it",
    "**Bold** text",
    "`code` text",
    "(an aside)",
    "Ünder",
    "- item",
    "- item",
    "* other",
    "2. second",
    "1. first",
    "  - inner",
    "   deep",
    "  more of the item",
    "    code?",
    "\ttab",
    "- [x](y)",
    "- [ ] task",
    "See [x](y).",
    "[x]",
    "[x]: target",
    "[^1]: note",
    "[^1]",
    "# Title",
    "## Two",
    "#not",
    "Title\n===",
    "---",
    "***",
    "> quote",
    "> - in it",
    ">",
    "```",
    "```text",
    "```py",
    "```zig",
    "```sh",
    "```yaml",
    "```yaml decision-tree",
    "  ```",
    "   ~~~",
    "~~~",
    "````",
    "- ```",
    "├── Big? → OakDB",
    "│   └── Small? → ElmDB",
    "| a | b |",
    "|--|--|",
    "a | b",
    "--|--",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<!-- note -->",
    "<pre>",
    "- Big? → OakDB",
    "If it is big, use OakDB.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_lines_give_the_same_index(lines in prop::collection::vec(prop::sample::select(&LINES[..]), 0..24)) {
        let text = lines.join("\n");
        prop_assert_eq!(indexed(&text, markdown::skim), indexed(&text, markdown::parse));
    }
}
