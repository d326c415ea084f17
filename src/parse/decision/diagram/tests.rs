//! What must hold for any text in the notations that are languages of their own: the two that
//! draw diagrams, and YAML, which makes the same graphs.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::sketch::Sketch;
use super::super::{dot, mermaid, print, tree, work, yaml};
use crate::model::{Confidence, Graph};
use crate::parse::ParseCx;
use crate::text::{FileId, SafeText};

/// The line on which every block of these tests begins.
const FIRST: u32 = 7;

fn with_cx<T>(read: impl FnOnce(ParseCx<'_>) -> T) -> T {
    let citations = BTreeSet::new();
    read(ParseCx {
        file: FileId(3),
        citations: &citations,
    })
}

fn mermaid(text: &str) -> Option<Sketch> {
    with_cx(|cx| mermaid::read(text, FIRST, cx))
}

fn dot(text: &str) -> Option<Sketch> {
    with_cx(|cx| dot::read(text, FIRST, cx))
}

fn yaml(text: &str) -> Option<Sketch> {
    with_cx(|cx| yaml::read(text, FIRST, cx, &mut Vec::new()))
}

/// Takes a sketch all the way.
fn follow(sketch: Sketch) {
    with_cx(|cx| {
        if let Some(tree) = tree(sketch, SafeText::default(), Confidence::High, cx) {
            print(&tree);
        }
    });
}

const MERMAID: &str = "flowchart TD\n  A{Big?} -->|yes| B[Split it]\n  A -- no --> C([Keep])\n  \
    subgraph s [Both]\n    B & C -.-> D[[Done]]\n  end\n  D --> A %% again\n";
const DOT: &str = "digraph g {\n  node [shape=diamond];\n  \"Big?\" -> split [label=\"yes\"];\n  \
    subgraph cluster_a { split; keep }\n  \"Big?\" -> {keep; wait} -> done:n /* x */\n}\n";
const YAML: &str = "question: Big?\nkind: one-of\nanswers:\n  - {answer: yes, choose: [a, b], \
    limit: ~5 hosts}\n  - {answer: no, when: {hosts: < 5}, goto: small}\nparts:\n  small: \
    {question: Old?, answers: [{answer: x, goto: small}, {answer: y}]}\n";

#[test]
fn valid_blocks_are_read_whole() {
    let labels = |graph: &Graph| {
        let labels = graph.nodes.iter().map(|node| node.label.to_string());
        labels.collect::<Vec<_>>()
    };
    let cases = [
        (mermaid(MERMAID), vec!["Big?", "Split it", "Keep", "Done"]),
        (dot(DOT), vec!["Big?", "split", "keep", "wait", "done"]),
        (
            yaml(YAML),
            vec!["Big?", "yes", "a, b", "no", "Old?", "x", "y"],
        ),
    ];
    for (sketch, want) in cases {
        assert_eq!(labels(&sketch.expect("a graph").graph), want);
    }
}

#[test]
fn shapes_have_labels_and_braces_decide() {
    let cases = [
        ("box", "a[Text]", "Text", false),
        ("round", "a(Text)", "Text", false),
        ("stadium", "a([Text])", "Text", false),
        ("subroutine", "a[[Text]]", "Text", false),
        ("store", "a[(Text)]", "Text", false),
        ("circle", "a((Text))", "Text", false),
        ("double circle", "a(((Text)))", "Text", false),
        ("flag", "a>Text]", "Text", false),
        ("decision", "a{Text}", "Text", true),
        ("hexagon", "a{{Text}}", "Text", false),
        ("slanted", "a[/Text/]", "Text", false),
        ("trapezoid", "a[\\Text/]", "Text", false),
        ("one slash is a path", "a[/text]", "/text", false),
        ("brackets in brackets", "a{x[i] = 1}", "x[i] = 1", true),
        ("two pairs", "a[(x) or (y)]", "(x) or (y)", false),
        ("quoted", "a[\"T (e] xt\"]", "T (e] xt", false),
        ("quoted over lines", "a[\"T\next\"]", "T ext", false),
        ("quotes within", "a[Say \"x\" now]", "Say \"x\" now", false),
        ("never closed", "a[Text", "Text", false),
        (
            "attributes",
            "a@{ shape: diamond, label: \"Text\" }",
            "Text",
            true,
        ),
        ("none", "a", "a", false),
        ("a dash in the name", "a-b", "a-b", false),
    ];
    for (name, node, label, decides) in cases {
        let sketch = mermaid(&format!("graph LR\n{node}\n{node} --> z")).or_else(|| {
            // What is never closed takes its line, so the arrow stands on one of its own.
            mermaid(&format!("graph LR\n{node}\na --> z"))
        });
        let sketch = sketch.expect(name);
        let first = sketch.graph.nodes.first().expect(name);
        assert_eq!(first.label, label, "{name}");
        assert_eq!(!sketch.decisions.is_empty(), decides, "{name}");
    }
}

#[test]
fn arrows_have_texts_in_every_spelling() {
    let cases = [
        ("bars", "a-->|text|b", Some("text")),
        ("bars and quotes", "a -->|\"te|xt\"| b", Some("te|xt")),
        ("within", "a -- text --> b", Some("text")),
        ("within, no spaces", "a--text-->b", Some("text")),
        ("dotted", "a -.-> b", None),
        ("dotted, text", "a -. text .-> b", Some("text")),
        ("dotted, close", "a-.text.->b", Some("text")),
        ("thick", "a ==> b", None),
        ("thick, text", "a == text ==> b", Some("text")),
        ("open", "a --- b", None),
        ("open, text", "a -- text --- b", Some("text")),
        ("long", "a -----> b", None),
        ("cross", "a --x b", None),
        ("circle, bars", "a --o|text| b", Some("text")),
        ("both ways", "a <--> b", None),
        ("both ways, circles", "a o--o b", None),
        ("with a name", "a e1@==> b", None),
        ("class before", "a:::big --> b:::small", None),
    ];
    for (name, text, want) in cases {
        let sketch = mermaid(&format!("flowchart LR\n{text}")).expect(name);
        let labels: Vec<&str> = sketch.graph.nodes.iter().map(|n| &*n.label).collect();
        assert_eq!(labels, ["a", "b"], "{name}");
        let edges = &sketch.graph.nodes.first().expect(name).children;
        let texts: Vec<Option<&str>> = edges.iter().map(|e| e.label.as_deref()).collect();
        assert_eq!(texts, [want], "{name}");
    }
}

#[test]
fn other_diagrams_are_left_alone() {
    for text in [
        "",
        "sequenceDiagram\nA->>B: x",
        "graph\n",
        "graph database --> x",
        "graphics TD\na --> b",
        "stateDiagram-v2\n[*] --> a",
    ] {
        assert_eq!(mermaid(text), None, "{text}");
    }
    for text in [
        "",
        "digraph",
        "digraph {}",
        "a -> b",
        "digraph a b { x -> y }",
        "{a -> b}",
    ] {
        assert_eq!(dot(text), None, "{text}");
    }
}

/// Texts of a size that tempt a reader to look back, and graphs that tempt one to go round.
fn shapes(n: usize) -> Vec<(&'static str, String)> {
    let many = |text: &str| text.repeat(n);
    let numbered = |line: &dyn Fn(usize) -> String| (0..n).map(line).collect::<String>();
    let flow = |text: String| format!("graph TD\n{text}");
    let graph = |text: String| format!("digraph {{\n{text}");
    let diamonds = |i| {
        let next = i + 1;
        format!("q{i}{{Q{i}?}} -->|yes| y{i} --> q{next}\nq{i} -->|no| n{i} --> q{next}\n")
    };
    vec![
        ("lines", flow(many("a{Big?} -->|x| b[c]\n"))),
        ("chain", flow(many("a --> "))),
        ("long chain", flow(numbered(&|i| format!("a{i} --> ")))),
        ("group", flow(format!("{0}a --> {0}b", many("a & ")))),
        (
            "groups",
            flow(numbered(&|i| format!("a{i} & "))) + "z --> " + &many("b & ") + "c",
        ),
        ("brackets", flow(many("a["))),
        ("round and square", flow(many("a[("))),
        ("unbalanced", flow(many("a(() --> "))),
        ("quotes", flow(many("a[\" \n"))),
        ("texts", flow(many("a -- x "))),
        ("bars", flow(many("a -->|"))),
        ("frames", flow(many("subgraph a\n"))),
        ("attributes", flow(many("a@{ "))),
        ("entities", flow(many("a[&#<\\]\n"))),
        (
            "star",
            flow(numbered(&|i| format!("r{{R?}} -->|{i}| e --> f{i}\n"))),
        ),
        ("diamonds", flow(numbered(&diamonds))),
        (
            "ways to one end",
            flow(numbered(&|i| format!("r{{R?}} -->|{i}| w{i} --> e\n"))),
        ),
        ("dot braces", graph(many("{ a "))),
        ("dot arrows", graph(many("a -> "))),
        ("dot groups", graph(many("{a b} -> "))),
        ("dot quotes", graph(many("\"a\\\" "))),
        ("dot comments", graph(many("/* "))),
        ("dot attributes", graph(many("a [label="))),
        ("dot tags", graph(many("a [label=<"))),
        (
            "dot text for many",
            graph(format!(
                "edge [label=\"{}\"] {}",
                many("x"),
                many("a -> b; {")
            )),
        ),
        ("dot defaults", graph(many("{edge [label=\"x\"] "))),
    ]
}

#[test]
fn work_grows_with_the_text_and_no_faster() {
    let work = |text: &str| {
        work::count(|| {
            if let Some(sketch) = mermaid(text).or_else(|| dot(text)) {
                follow(sketch);
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

#[test]
fn forty_joining_diamonds_cost_forty() {
    let text: String = shapes(40)
        .into_iter()
        .filter(|(name, _)| *name == "diamonds")
        .map(|(_, text)| text)
        .collect();
    let sketch = mermaid(&text).expect("a graph");
    assert_eq!(
        sketch.graph.nodes.len(),
        40 * 3 + 1,
        "what is shared is one"
    );
    let steps = work::count(|| follow(sketch));
    assert!(steps < 20_000, "{steps} steps");
}

/// A text of pieces that mean something in a notation.
fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop::sample::select(pieces);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A valid text with parts of it taken out, doubled or put elsewhere.
fn mutated(valid: &'static str) -> impl Strategy<Value = String> {
    let change = (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        0..3_u8,
    );
    prop::collection::vec(change, 1..6).prop_map(move |changes| {
        let mut text: Vec<char> = valid.chars().collect();
        for (from, to, kind) in changes {
            let (from, to) = (from.index(text.len()), to.index(text.len()));
            let part = text
                .get(from.min(to)..from.max(to))
                .unwrap_or_default()
                .to_vec();
            match kind {
                0 => text
                    .drain(from.min(to)..(from.min(to) + part.len().min(9)))
                    .for_each(drop),
                1 => text.splice(to..to, part).for_each(drop),
                _ => text.swap(from, to),
            }
            if text.is_empty() {
                text.push('x');
            }
        }
        text.into_iter().collect()
    })
}

/// What holds for every graph that a text was read as.
fn check(sketch: Option<Sketch>, text: &str) -> Result<(), TestCaseError> {
    let Some(sketch) = sketch else { return Ok(()) };
    let folded = SafeText::one_line(text);
    let last = FIRST + u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
    for node in &sketch.graph.nodes {
        prop_assert!((sketch.line..=sketch.end_line).contains(&node.at.line));
        prop_assert!(!node.label.is_empty());
        prop_assert!(
            folded.contains(&*node.label),
            "{:?} in {folded:?}",
            node.label
        );
        for edge in &node.children {
            prop_assert!(sketch.graph.get(edge.to).is_some());
            let text = edge.label.as_deref().unwrap_or_default();
            prop_assert!(folded.contains(text), "{text:?} in {folded:?}");
        }
    }
    prop_assert!(sketch.line >= FIRST && sketch.end_line < last);
    follow(sketch);
    Ok(())
}

const MERMAID_PIECES: &[&str] = &[
    "a", "b", "Big?", " ", "  ", "\n", "\n", ";", "-->", "--", "---", "-.->", "-.", ".-", "==>",
    "==", "|", "|yes|", "[", "]", "(", ")", "{", "}", "{{", "\"", "&", "subgraph", "end", "%%",
    "style", "click", "accDescr", ":::", "@", "@{", "~~~", "x", "o", "日本", ":", ",", "/", ">",
];
const DOT_PIECES: &[&str] = &[
    "a", "b", "Big", " ", " ", "\n", ";", "->", "--", "{", "}", "[", "]", "=", ",", ":", "\"",
    "\"Big?\"", "label", "shape", "diamond", "node", "edge", "graph", "subgraph", "//", "/*", "*/",
    "日本", "é", "-1.5", "rank",
];

proptest! {
    #[test]
    fn any_flowchart_is_read(text in pieces(MERMAID_PIECES)) {
        let text = format!("flowchart TD\n{text}");
        check(mermaid(&text), &text)?;
    }

    #[test]
    fn any_digraph_is_read(text in pieces(DOT_PIECES)) {
        let text = format!("digraph {{\n{text}");
        check(dot(&text), &text)?;
    }

    #[test]
    fn changed_flowcharts_are_read(text in mutated(MERMAID)) {
        check(mermaid(&text), &text)?;
    }

    #[test]
    fn changed_digraphs_are_read(text in mutated(DOT)) {
        check(dot(&text), &text)?;
    }

    #[test]
    fn changed_trees_are_read(text in mutated(YAML)) {
        let last = FIRST + u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
        let mut found = Vec::new();
        let sketch = with_cx(|cx| yaml::read(&text, FIRST, cx, &mut found));
        for finding in &found {
            let line = finding.at.map_or(0, |at| at.line);
            prop_assert!((FIRST..=last).contains(&line), "{finding:?}");
            prop_assert!(finding.hint.is_some());
        }
        if let Some(sketch) = sketch {
            let lines = sketch.line..=sketch.end_line;
            prop_assert!(sketch.graph.nodes.iter().all(|node| lines.contains(&node.at.line)));
            follow(sketch);
        } else {
            prop_assert!(!found.is_empty(), "what is no tree is told");
        }
    }

    #[test]
    fn any_text_is_no_panic(text in ".{0,200}") {
        for head in ["graph TD\n", "digraph {", ""] {
            let text = format!("{head}{text}");
            for sketch in [mermaid(&text), dot(&text), yaml(&text)].into_iter().flatten() {
                follow(sketch);
            }
        }
    }
}
