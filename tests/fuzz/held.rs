//! What must hold for any text, shared by the targets.

use std::collections::BTreeSet;

use archtui::catalog::Catalog;
use archtui::model::{DecisionTree, Document};
use archtui::parse::decision::{self, PrintedNode};
use archtui::parse::{ParseCx, frontmatter, manifest, markdown, table};
use archtui::stack;
use archtui::text::{FileId, SafeText};

/// Printed nodes that no small document needs; more says that printing does not end by itself.
const PRINTED: usize = 1_000_000;

fn with_cx<T>(work: impl FnOnce(ParseCx<'_>) -> T) -> T {
    let citations = BTreeSet::from(["S1".to_owned()]);
    work(ParseCx {
        file: FileId(0),
        citations: &citations,
    })
}

/// A block of a notation below a heading that announces a decision.
pub fn fence(info: &str, text: &str) {
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    document(&format!(
        "Which one?\n===\n\nChoose:\n\n{fence}{info}\n{text}\n{fence}\n"
    ));
}

/// A tree in YAML. Its labels may be written in ways that only YAML undoes: the backslash in the
/// question says that they are not compared.
pub fn yaml_tree(text: &str) {
    fence("yaml decision-tree", &format!("question: Big\\?\nanswers:\n{text}"));
}

fn longest_run(text: &str, of: char) -> usize {
    let runs = text.split(|c| c != of).map(str::len);
    runs.max().unwrap_or(0)
}

/// A whole document: everything found in it lies in it and says what it says, and an index that
/// skims it finds the same.
pub fn document(text: &str) {
    with_cx(|cx| {
        let (document, _) = markdown::parse(text, cx);
        let (trees, _) = decision::find(&document, cx);
        let tables = table::find(&document, cx);
        for heading in &document.headings {
            assert!(heading.at.line <= document.lines, "a heading below the end");
        }
        for table in &tables {
            assert!(table.at.line <= table.end_line && table.end_line <= document.lines);
            assert!(table.at.span.end as usize <= text.len());
        }
        let said = letters(SafeText::new(text).as_str());
        for tree in &trees {
            held(tree, &document, (!is_coded(text)).then_some(&said));
        }
        let (skimmed, _) = markdown::skim(text, cx);
        assert_eq!(skimmed.headings, document.headings);
        assert_eq!(skimmed.links, document.links);
        assert_eq!(decision::find(&skimmed, cx).0, trees);
        assert_eq!(table::find(&skimmed, cx), tables);
    });
}

/// A tree lies in its document, its labels are made of the text's letters, and it can be printed.
fn held(tree: &DecisionTree, document: &Document, said: Option<&Vec<char>>) {
    let lines = tree.at.line..=tree.end_line;
    assert!(tree.at.line > 0 && tree.end_line <= document.lines);
    for node in &tree.graph.nodes {
        assert!(lines.contains(&node.at.line), "a label outside its tree");
        if let Some(said) = said {
            let label = letters(&node.label);
            assert!(occurs(&label, said), "a label of other words: {}", node.label);
        }
    }
    assert!(count(&decision::print(tree).root) < PRINTED);
}

/// Whether characters may be written as others: entities and escapes.
fn is_coded(text: &str) -> bool {
    text.contains(['&', '\\', '#', '%']) || SafeText::new(text).as_str() != text
}

/// The letters and digits of a text: what is left of it in any notation.
fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_ascii_alphanumeric()).collect()
}

/// Whether some characters stand in a text in this order, perhaps with others between them: a
/// label can be wrapped, and marked up within.
fn occurs(label: &[char], text: &[char]) -> bool {
    let mut rest = text.iter();
    label.iter().all(|c| rest.any(|other| other == c))
}

fn count(root: &PrintedNode) -> usize {
    let (mut open, mut count) = (vec![root], 0);
    while let Some(node) = open.pop() {
        count += 1;
        open.extend(&node.children);
    }
    count
}

/// The start of a skill's file.
pub fn frontmatter(text: &str) {
    let text = format!("---\n{text}\n---\n\nBody.\n");
    let (found, _) = frontmatter::parse(&text, FileId(0));
    if let Some(found) = found {
        assert!(text.is_char_boundary(found.body_start));
    }
}

/// A library manifest.
pub fn manifest(text: &str) {
    let (_, findings) = manifest::parse(text, FileId(0));
    let lines = u32::try_from(text.split(['\n', '\r']).count()).unwrap_or(u32::MAX);
    for at in findings.iter().filter_map(|finding| finding.at) {
        assert!(at.line <= lines, "a finding below the end");
    }
}

/// A stack file: what is read can be written, and reads the same again.
pub fn stack(text: &str) {
    let catalog = Catalog::default();
    let (read, _) = stack::file::parse(text, FileId(0), &catalog);
    if let Ok(written) = stack::file::write(&read) {
        let (again, _) = stack::file::parse(&written, FileId(0), &catalog);
        let twice = stack::file::write(&again).expect("what was read back can be written");
        assert_eq!(twice, written);
    }
}
