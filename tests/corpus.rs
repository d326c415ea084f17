//! Every file of `tests/corpus/decision` and `tests/corpus/comparison` is read, and what was read
//! is compared with the `.txt` beside it. `UPDATE=1` rewrites the expectations.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use archtui::diagnostic::Diagnostic;
use archtui::model::{ComparisonTable, DecisionTree, Graph, Label, Node, NodeId, Note, Outcome};
use archtui::parse::{ParseCx, decision, markdown, table};
use archtui::text::FileId;

/// The sources that corpus files may cite.
const CITED: [&str; 1] = ["S1"];

#[test]
fn decisions_are_read_as_expected() {
    check("decision", |document, cx| {
        let (trees, found) = decision::find(document, cx);
        let shown: Vec<String> = trees.iter().map(show_tree).collect();
        let found: String = found.iter().map(show_finding).collect();
        shown.join("\n") + &found
    });
}

#[test]
fn tables_are_read_as_expected() {
    check("comparison", |document, cx| {
        let tables = table::find(document, cx);
        let shown: Vec<String> = tables.iter().map(show_table).collect();
        shown.join("\n")
    });
}

/// Compares every input of a folder with its expectation, and every expectation with an input.
fn check(folder: &str, show: impl Fn(&archtui::model::Document, ParseCx<'_>) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(folder);
    let (mut inputs, mut expectations) = (BTreeSet::new(), BTreeSet::new());
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let of = path.with_extension("");
        match path.extension().and_then(|ext| ext.to_str()) {
            Some("md") => inputs.insert(of),
            Some("txt") => expectations.insert(of),
            _ => panic!("{} is neither .md nor .txt", path.display()),
        };
    }
    assert!(!inputs.is_empty(), "{} is empty", folder.display());
    let citations: BTreeSet<String> = CITED.iter().map(ToString::to_string).collect();
    let cx = ParseCx {
        file: FileId(0),
        citations: &citations,
    };
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong: Vec<String> = Vec::new();
    for input in &inputs {
        let text = std::fs::read_to_string(input.with_extension("md")).unwrap();
        let (document, _) = markdown::parse(&text, cx);
        let shown = match show(&document, cx) {
            shown if shown.is_empty() => "nothing\n".to_owned(),
            shown => shown,
        };
        wrong.extend(compare(&input.with_extension("txt"), &shown, update));
    }
    for orphan in expectations.difference(&inputs) {
        wrong.push(format!("{}.txt has no input", orphan.display()));
    }
    assert!(
        wrong.is_empty(),
        "{}\nUPDATE=1 accepts what was read",
        wrong.join("\n")
    );
}

/// What is wrong with an expectation, unless it was to be rewritten.
fn compare(path: &PathBuf, shown: &str, update: bool) -> Option<String> {
    if update {
        std::fs::write(path, shown).unwrap();
        return None;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    (expected != shown).then(|| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        format!("--- {name}: expected\n{expected}--- {name}: read\n{shown}")
    })
}

/// What is wrong, where, and what to do.
fn show_finding(found: &Diagnostic) -> String {
    let line = found.at.map_or(0, |at| at.line);
    let hint = found.hint.as_deref().unwrap_or("-");
    format!("! {} @{line}: {}; {hint}\n", found.code.0, found.message)
}

/// A tree: what it is, its labels as written, and what it asks.
fn show_tree(tree: &DecisionTree) -> String {
    let mut out = format!(
        "{:?} {:?} {}-{}: {}\n",
        tree.notation, tree.confidence, tree.at.line, tree.end_line, tree.title
    );
    for label in &tree.intro {
        writeln!(out, "intro {}", cited(label)).unwrap();
    }
    for root in &tree.graph.roots {
        show_label(&tree.graph, *root, &mut Vec::new(), &mut out);
    }
    let questions = tree.nodes.iter().filter_map(|node| match node {
        Node::Question(question) => Some(question),
        Node::Outcome(_) => None,
    });
    for question in questions {
        writeln!(out, "? {:?} \"{}\"", question.fork, question.prompt).unwrap();
        for answer in &question.answers {
            let label = answer.label.as_ref().map_or("-".to_owned(), cited);
            let via: Vec<String> = answer
                .via
                .iter()
                .map(|via| " / ".to_owned() + &cited(via))
                .collect();
            let via = via.concat();
            let next = match tree.node(answer.next) {
                Some(Node::Question(next)) => format!("? \"{}\"", next.prompt),
                Some(Node::Outcome(next)) => {
                    format!("{}{}", cited(&named(next)), noted(&next.notes))
                }
                None => "nowhere".to_owned(),
            };
            let when = answer.when.iter();
            let when = when.map(|claim| format!(" if {} {:?}", claim.fact, claim.when));
            let when: String = when.collect();
            let notes = noted(&answer.notes);
            writeln!(out, "  {label}{via}{when}{notes} => {next}").unwrap();
        }
    }
    out
}

/// A label and all below it; `^` where a way comes back to a label on it.
fn show_label(graph: &Graph, id: NodeId, above: &mut Vec<NodeId>, out: &mut String) {
    let node = graph.get(id).unwrap();
    let indent = "  ".repeat(above.len() + 1);
    if above.contains(&id) {
        writeln!(out, "{indent}^ {}", node.label).unwrap();
        return;
    }
    let label = Label {
        text: node.label.clone(),
        cites: node.cites.clone(),
    };
    writeln!(out, "{indent}{} @{}", cited(&label), node.at.line).unwrap();
    for Note { text, .. } in &node.notes {
        writeln!(out, "{indent}  ~ {}", cited(text)).unwrap();
    }
    above.push(id);
    for edge in &node.children {
        if let Some(label) = &edge.label {
            writeln!(out, "{indent}  -- {label}").unwrap();
        }
        show_label(graph, edge.to, above, out);
    }
    above.pop();
}

/// The text of an outcome with its sources.
fn named(outcome: &Outcome) -> Label {
    Label {
        text: outcome.text.clone(),
        cites: outcome.cites.clone(),
    }
}

/// Notes on one line.
fn noted(notes: &[Note]) -> String {
    let each = notes
        .iter()
        .map(|note| " ~ ".to_owned() + &cited(&note.text));
    each.collect::<Vec<_>>().concat()
}

/// A table: what it is, its alternatives and criteria, and what each cell says.
fn show_table(table: &ComparisonTable) -> String {
    let header: Vec<String> = table.header.iter().map(cited).collect();
    let mut out = format!(
        "{:?} {}-{}: {}\nheader {}\n",
        table.orientation,
        table.at.line,
        table.end_line,
        table.title,
        header.join(" | ")
    );
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(cited).collect();
        writeln!(out, "  @{} {}", row.at.line, cells.join(" | ")).unwrap();
    }
    for (i, alternative) in table.alternatives().iter().enumerate() {
        for (j, criterion) in table.criteria().iter().enumerate() {
            let cell = table
                .cell(i, j)
                .map_or("-".to_owned(), |(cell, _)| cited(cell));
            writeln!(out, "{alternative} / {criterion} = {cell}").unwrap();
        }
    }
    out
}

/// A text with its citations after it.
fn cited(text: &Label) -> String {
    let cites: Vec<String> = text.cites.iter().map(|cite| format!(" <{cite}>")).collect();
    format!("{}{}", text.text, cites.concat())
}
