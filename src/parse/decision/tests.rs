use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{DecisionTree, Sketch, fence, fingerprint, graph, print, words, work};
use crate::limits;
use crate::model::{Confidence, Edge, Fork, Graph, Node, NodeId, Notation};
use crate::parse::{ParseCx, markdown};
use crate::text::{FileId, Location, SafeText};

fn find(text: &str) -> Vec<DecisionTree> {
    let citations = BTreeSet::new();
    let cx = ParseCx {
        file: FileId(3),
        citations: &citations,
    };
    super::find(&markdown::parse(text, cx).0, cx).0
}

fn sketch(text: &str) -> Option<Sketch> {
    let citations = BTreeSet::new();
    let cx = ParseCx {
        file: FileId(3),
        citations: &citations,
    };
    fence::read(text, 1, cx)
}

/// A tree made of a graph, as a notation with shared nodes yields it.
fn tree(graph: Graph) -> Option<DecisionTree> {
    let sketch = Sketch {
        notation: Notation::Dot,
        graph,
        intro: Vec::new(),
        line: 1,
        end_line: 1,
        title: None,
        decisions: BTreeSet::new(),
        ordered: false,
        drawn: 0,
        coded: 0,
    };
    let citations = BTreeSet::new();
    let cx = ParseCx {
        file: FileId(3),
        citations: &citations,
    };
    super::tree(sketch, SafeText::default(), Confidence::High, cx)
}

/// A graph of labels and edges with texts; the first label is the root.
fn graph_of(labels: &[&str], edges: &[(u32, u32, &str)]) -> Graph {
    let mut graph = Graph::default();
    for (line, label) in (1..).zip(labels) {
        graph.nodes.push(crate::model::GraphNode {
            label: SafeText::new(label),
            at: Location::line(FileId(3), line),
            ..Default::default()
        });
    }
    for (from, to, text) in edges {
        let node = graph.nodes.get_mut(*from as usize).expect("a node");
        node.children.push(Edge {
            label: (!text.is_empty()).then(|| SafeText::new(text)),
            to: NodeId(*to),
        });
    }
    graph.roots.push(NodeId(0));
    graph
}

#[test]
fn text_on_connectors_is_an_answer() {
    let edges = [(0, 1, "yes"), (0, 2, "no"), (2, 1, "maybe"), (2, 3, "")];
    let tree = tree(graph_of(&["Big?", "Split", "Old?", "Keep"], &edges)).expect("a tree");
    let root = tree.question(tree.root).expect("a question");
    assert_eq!(root.prompt, "Big?");
    let labels: Vec<&str> = root
        .answers
        .iter()
        .filter_map(|a| Some(&*a.label.as_ref()?.text))
        .collect();
    assert_eq!(labels, ["yes", "no"]);
    assert_eq!(tree.outcome_count(), 2, "what is shared is one outcome");
    assert_eq!(print(&tree).root.children.len(), 2);
}

#[test]
fn cycles_end_in_references() {
    let edges = [(0, 1, "yes"), (0, 2, "no"), (1, 0, "again")];
    let tree = tree(graph_of(&["Done?", "Try", "Stop"], &edges)).expect("a tree");
    assert_eq!(tree.depth_from(tree.root), 1);
    let printed = print(&tree);
    assert!(printed.truncated);
    let text = serde_json::to_string(&printed.root).expect("json");
    assert!(text.contains("\"same_as\":0"), "{text}");
}

#[test]
fn shared_nodes_are_printed_in_full_up_to_a_limit() {
    let labels: Vec<String> = (0..40).map(|i| format!("Q{i}?")).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let edges: Vec<(u32, u32, &str)> = (0..39)
        .flat_map(|i| [(i, i + 1, "yes"), (i, i + 1, "no")])
        .collect();
    let tree = tree(graph_of(&labels, &edges)).expect("a tree");
    let printed = print(&tree);
    assert!(printed.truncated);
    let size = serde_json::to_string(&printed.root).expect("json").len();
    assert!(size < limits::TREE_PRINTED_NODES * 400, "{size}");
}

#[test]
fn a_printed_tree_has_the_shape_of_the_contract() {
    let trees = find("# Which?\n\n```\nBig?\n├─ Yes → Foo\n│  a note\n└─ No → Bar\n```\n");
    let tree = trees.first().expect("a tree");
    let printed = serde_json::to_value(print(tree).root).expect("json");
    let want = serde_json::json!({
        "id": 0, "kind": "question", "fork": "one-of", "label": "Big?", "line": 4, "notes": [],
        "children": [
            {"id": 1, "kind": "answer", "label": "Yes", "line": 5, "notes": [], "children": [
                {"id": 2, "kind": "outcome", "label": "Foo", "line": 5, "notes": ["a note"],
                 "children": []}]},
            {"id": 3, "kind": "answer", "label": "No", "line": 7, "notes": [], "children": [
                {"id": 4, "kind": "outcome", "label": "Bar", "line": 7, "notes": [],
                 "children": []}]},
        ]
    });
    assert_eq!(printed, want);
}

#[test]
fn copies_have_one_fingerprint() {
    let print_of = |text: &str| find(text).first().map(fingerprint).expect("a tree");
    let tree = "# Which?\n\n```\nBig (<5)?\n├─ Yes → Foo\n└─ No → Bar\n```\n";
    let copy = "# A copy\n\n```text\nBig  (&lt;5)?\n│\n├── YES → **Foo**\n└── No → Bar\n```\n";
    let other = "# Which?\n\n```\nBig (<5)?\n├─ Yes → Foo\n└─ No → Baz\n```\n";
    assert_eq!(print_of(tree), print_of(copy));
    assert_ne!(print_of(tree), print_of(other));
}

#[test]
fn forks_have_kinds() {
    let cases = [
        ("yes and no", "Big?", "Yes → A", "No → B", Fork::OneOf),
        (
            "numbers",
            "Size",
            "< 20 people → A",
            "> 20 people → B",
            Fork::OneOf,
        ),
        (
            "one wanted",
            "Which kind?",
            "Red → A",
            "Blue → B",
            Fork::OneOf,
        ),
        (
            "situations",
            "START",
            "Already on Foo → A",
            "Zero-ops only → B",
            Fork::AnyOf,
        ),
        (
            "conditions",
            "START",
            "Joins? → A",
            "Speed? → B",
            Fork::AnyOf,
        ),
        (
            "advice",
            "Pool",
            "Size → Always 5",
            "Limit → Always 9",
            Fork::Rule,
        ),
    ];
    for (name, prompt, first, second, want) in cases {
        let text = format!("# Decision\n\n```\n{prompt}\n├─ {first}\n├─ {second}\n```\n");
        let trees = find(&text);
        let tree = trees.first().expect(name);
        assert_eq!(
            tree.question(tree.root).map(|q| q.fork),
            Some(want),
            "{name}"
        );
    }
}

/// The first question of the only tree of a block, its kind, and its answers with what they lead
/// to: an outcome with its notes, or the prompt of a question.
fn first_question(block: &str) -> (String, Fork, Vec<String>) {
    let trees = find(&format!("# Decision tree\n\n```\n{block}\n```\n"));
    assert_eq!(trees.len(), 1, "{block}");
    let tree = trees.first().expect("a tree");
    let question = tree.question(tree.root).expect("a question");
    let answers = question.answers.iter().map(|answer| {
        let label = answer.label.iter().chain(&answer.via);
        let label: Vec<&str> = label.map(|label| &*label.text).collect();
        let next = match tree.node(answer.next).expect("a node") {
            Node::Question(question) => format!("? {}", question.prompt),
            Node::Outcome(outcome) => outcome
                .notes
                .iter()
                .fold(format!("= {}", outcome.text), |text, note| {
                    format!("{text} + {}", note.text.text)
                }),
        };
        format!("{} {next}", label.join(" > "))
    });
    (
        question.prompt.to_string(),
        question.fork,
        answers.collect(),
    )
}

/// Blocks by name with the prompt, the kind and the answers of their first question.
const READINGS: &[(&str, &str, &str, Fork, &[&str])] = &[
    (
        "steps behind a condition",
        "GOAL\n  │\n  ├── Sells goods?\n  │   └── YES → SHOP\n  │        ├── 1. Add cart\n  \
             │        └── 2. Add pay [if paid]\n  └── Has posts?\n      └── YES → BLOG\n           \
             └── 1. Add feed",
        "GOAL",
        Fork::AnyOf,
        &[
            "Sells goods? > YES = SHOP + 1. Add cart + 2. Add pay [if paid]",
            "Has posts? > YES = BLOG + 1. Add feed",
        ],
    ),
    (
        "questions behind conditions",
        "GOAL\n├─ Sells goods?\n│  └─ Yes → Who pays?\n│     ├─ Guests → Card\n│     └─ Firms → \
             Invoice\n└─ Has posts?\n   └─ Yes → Who writes?\n      ├─ Staff → Editor\n      └─ \
             Anyone → Queue",
        "GOAL",
        Fork::AnyOf,
        &[
            "Sells goods? > Yes ? Who pays?",
            "Has posts? > Yes ? Who writes?",
        ],
    ),
    (
        "options under a question are no steps",
        "Which colour?\n├─ 1. Red\n└─ 2. Blue",
        "Which colour?",
        Fork::OneOf,
        &["1. Red = 1. Red", "2. Blue = 2. Blue"],
    ),
    (
        "steps after an arrow",
        "Broken?\n├─ Yes → 1. Stop\n│         2. Mend\n└─ No → 1. Log 2. Go on",
        "Broken?",
        Fork::OneOf,
        &["Yes = 1. Stop + 2. Mend", "No = 1. Log 2. Go on"],
    ),
    (
        "steps under a bare answer",
        "Broken?\n├─ Yes\n│  ├─ 1. Stop\n│  └─ 2. Mend\n└─ No → Go on",
        "Broken?",
        Fork::OneOf,
        &["Yes = 1. Stop + 2. Mend", "No = Go on"],
    ),
    (
        "numbers that do not run",
        "Heat\n├─ Old house → Stove\n│  ├─ 1. Wood\n│  └─ 3. Coal\n└─ New house → Pump",
        "Heat",
        Fork::OneOf,
        &["Old house ? Stove", "New house = Pump"],
    ),
    (
        "roots that are recipes",
        "Small team?\n├─ Yes → Foo\n└─ No → Bar\n\nMove house\n├─ 1. Pack\n└─ 2. Drive",
        "",
        Fork::OneOf,
        &[
            " ? Small team?",
            "Move house = Move house + 1. Pack + 2. Drive",
        ],
    ),
    (
        "a question and what it yields",
        "BEGIN\n├─ What size?\n│  ├─ Big → Foo\n│  └─ Small → Bar\n└─ OUTPUT: a crate",
        "BEGIN",
        Fork::AllOf,
        &[" ? What size?"],
    ),
    (
        "answers end the question",
        "Is the soil...\n├─ Wet?\n│  ├─ Deep → Foo\n│  └─ Flat → Bar\n└─ Dry?\n   ├─ Hot → \
             Baz\n   └─ Cold → Qux",
        "Is the soil...",
        Fork::OneOf,
        &[" ? Wet?", " ? Dry?"],
    ),
];

#[test]
fn steps_are_one_outcome_and_conditions_are_no_parts() {
    for (name, block, prompt, fork, answers) in READINGS {
        let read = first_question(block);
        assert_eq!((read.0.as_str(), read.1), (*prompt, *fork), "{name}");
        assert_eq!(&read.2, answers, "{name}");
    }
}

#[test]
fn what_nests_too_deep_is_kept_as_notes() {
    let mut text = String::from("Deep?\n├─ No → Stop\n");
    for depth in 0..limits::TREE_DEPTH * 2 {
        text.push_str(&" ".repeat(depth * 3));
        text.push_str("└─ more\n");
    }
    let read = sketch(&text).expect("labels");
    assert!(read.graph.nodes.len() < limits::TREE_DEPTH + 10);
    let notes: usize = read.graph.nodes.iter().map(|node| node.notes.len()).sum();
    assert!(notes >= limits::TREE_DEPTH - 10, "{notes}");
}

/// Texts of a size that tempt a reader to look back: deep, wide, and long lines.
fn shapes(n: usize) -> Vec<(&'static str, String)> {
    let stairs = (0..n).map(|i| format!("{}├─ a?\n", "│ ".repeat(i % 200)));
    let back = (0..n).map(|i| format!("{}├─ a\n", " ".repeat(if i % 2 == 0 { 0 } else { 90 })));
    vec![
        ("wide", "├─ Big? → a\n".repeat(n)),
        ("chain", format!("Big?{}\n├─ a", " → b".repeat(n))),
        ("stairs", stairs.collect()),
        ("back", back.collect()),
        ("open brackets", format!("├─ {}", "([{".repeat(n))),
        (
            "level",
            format!("a{}\n{}", " → b".repeat(n), "   b → c\n".repeat(n)),
        ),
        ("notes", format!("Big?\n├─ a\n{}", "│  note\n".repeat(n))),
        ("headers", "Title\n".repeat(n)),
        ("dashes", format!("├─ {}", "-- ".repeat(n))),
    ]
}

#[test]
fn work_grows_with_the_text_and_no_faster() {
    let work = |text: &str| {
        work::count(|| {
            if let Some(tree) = sketch(text).and_then(|sketch| tree(sketch.graph)) {
                print(&tree);
            }
        })
    };
    for ((name, small), (_, large)) in shapes(400).iter().zip(&shapes(1600)) {
        let (once, again) = (work(small), work(large));
        let grown = large.len() as u64 * 10 / small.len() as u64;
        assert!(
            again * 10 <= once * (grown + 10),
            "{name}: {once} steps, then {again}"
        );
    }
}

fn line() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        " ",
        "  ",
        "   ",
        "│",
        "│  ",
        "├─ ",
        "└── ",
        "+-- ",
        "|-- ",
        "`-- ",
        "── ",
        "─►",
        " → ",
        "→",
        " -> ",
        "--> ",
        "Yes",
        "No",
        "Big?",
        "Use Foo",
        "1. ",
        "Q2: ",
        "?",
        ":",
        "• ",
        "- ",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "`",
        "See x",
        "日本",
        "⭐",
        "\t",
        "# ",
        "═══",
        "▼",
        "Limit: 3",
        "\u{fe0f}",
        "always",
        "<",
        ">",
        "┌┐",
    ]);
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

fn block() -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 0..25).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn every_label_stands_in_the_text_at_its_line(text in block()) {
        let safe = SafeText::new(&text);
        let rows: Vec<&str> = safe.lines().collect();
        if let Some(sketch) = sketch(&text) {
            for node in &sketch.graph.nodes {
                let row = rows.get(node.at.line as usize - 1).copied().unwrap_or_default();
                prop_assert!(!node.label.is_empty() && row.contains(&*node.label), "{:?} in {row:?}", node.label);
                prop_assert!((sketch.line..=sketch.end_line).contains(&node.at.line));
            }
            let listed: usize = sketch.graph.nodes.iter().map(|node| node.children.len()).sum();
            prop_assert_eq!(listed + sketch.graph.roots.len(), sketch.graph.nodes.len(), "a forest");
        }
    }

    #[test]
    fn every_answer_leads_somewhere_and_every_label_is_kept(text in block()) {
        let Some(sketch) = sketch(&text) else { return Ok(()) };
        let labels: BTreeSet<SafeText> = sketch.graph.nodes.iter().map(|n| n.label.clone()).collect();
        let Some(reading) = graph::read(&sketch.graph, "") else { return Ok(()) };
        let mut kept: BTreeSet<SafeText> = reading.intro.iter().map(|l| l.text.clone()).collect();
        for node in &reading.nodes {
            match node {
                Node::Outcome(outcome) => {
                    kept.insert(outcome.text.clone());
                    kept.extend(outcome.notes.iter().map(|note| note.text.text.clone()));
                }
                Node::Question(question) => {
                    kept.insert(question.prompt.clone());
                    kept.extend(question.notes.iter().map(|note| note.text.text.clone()));
                    prop_assert!(!question.answers.is_empty());
                    for answer in &question.answers {
                        prop_assert!(reading.nodes.get(answer.next.index()).is_some());
                        kept.extend(answer.label.iter().chain(&answer.via).map(|l| l.text.clone()));
                    }
                }
            }
        }
        let halved = |label: &SafeText| words::answered(label).is_some_and(|(answer, rest)| {
            kept.contains(&SafeText::new(answer)) && kept.contains(&SafeText::new(rest))
        });
        // Answers of one fork that say the same but for a colon are one: see `together`.
        let said: BTreeSet<String> = kept.iter().map(|label| words::plain(label)).collect();
        let told = |label: &SafeText| said.contains(&words::plain(label));
        let lost = labels.difference(&kept).filter(|label| !halved(label) && !told(label));
        let lost: Vec<_> = lost.collect();
        prop_assert!(lost.is_empty(), "{lost:?}");
    }

    #[test]
    fn any_document_is_read(text in block(), list in block(), fence in "```[a-z]{0,4}|") {
        let text = format!("# Which?\n\n{fence}\n{text}\n```\n\n{list}\n\n> {list}\n");
        let last = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
        for tree in find(&text) {
            prop_assert!(tree.at.line >= 1 && tree.at.line <= tree.end_line && tree.end_line <= last);
            prop_assert!(tree.question(tree.root).is_some());
            print(&tree);
        }
    }
}
