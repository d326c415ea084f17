//! Diagrams and trees in YAML from the file to the walk: labels that several answers share, ways
//! that come back, and what authors say outright.

use std::sync::Arc;

use archtui::catalog::Catalog;
use archtui::diagnostic::Severity;
use archtui::lint::{Profile, check};
use archtui::model::{Condition, DecisionTree, Fact, Facts, Fork, Range};
use archtui::parse::decision::print;
use archtui::walk::{Standing, Transcript, Walk, states};

use crate::support::{MemorySource, Play, load, start};

fn library(files: &[(&str, &str)]) -> Catalog {
    load(vec![MemorySource::holding("lib", files)])
}

fn only_tree(catalog: &Catalog) -> Arc<DecisionTree> {
    let trees: Vec<_> = catalog.trees().collect();
    assert_eq!(trees.len(), 1);
    Arc::clone(trees[0])
}

/// Forty questions, each of which leads to the next whatever is answered.
fn diamonds() -> String {
    let question = |i| {
        let next = i + 1;
        format!("q{i}{{Q{i}?}} -->|yes| q{next}\nq{i} -->|no| n{i}[No {i}] --> q{next}\n")
    };
    let questions: String = (0..40).map(question).collect();
    format!("# Choosing\n\n```mermaid\nflowchart TD\n{questions}q40[Done]\n```\n")
}

#[test]
fn forty_joins_are_forty_questions_in_every_answer() {
    let catalog = library(&[("forty.md", &diamonds())]);
    let tree = only_tree(&catalog);
    assert_eq!(tree.question_count(), 40);
    let mut walk = Walk::new(Arc::clone(&tree));
    assert_eq!(walk.progress().at_most, 40);
    assert!(walk.mark([0, 1]), "undecided between both");
    while walk.current().is_some() {
        assert!(walk.mark([0, 1]));
    }
    let route = walk.route();
    // The last question leads to its ends, all others twice to the next.
    assert_eq!((route.steps.len(), route.revisits.len()), (40, 39));
    let transcript = Transcript::of(&walk, &catalog);
    assert_eq!(transcript.all_steps().len(), 40);
    let printed = serde_json::to_string(&print(&tree).root).unwrap();
    assert!(printed.len() < 2_000_000, "{} bytes", printed.len());
    let mut play = Play::with(120, 36, catalog, start());
    play.keys("gd<enter>1");
    assert!(
        play.shows("2 of at most 40") || play.shows("Q1?"),
        "{}",
        play.screen()
    );
}

const CIRCLE: &str = "# Deciding on an index\n\n```mermaid\nflowchart TD\n\
    S{Is it slow?} -->|no| L[Leave it]\nS -->|yes| P{Does it scan?}\nP -->|yes| I[Add an index]\n\
    P -->|not known| E[Look at the plan] --> S\n```\n";

#[test]
fn a_way_back_is_named() {
    let mut play = Play::with(120, 36, library(&[("index.md", CIRCLE)]), start());
    play.keys("gd<enter>2");
    assert!(play.shows("↺ back to question 1"), "{}", play.screen());
    play.keys("2");
    assert!(
        play.shows("↺ The answers come back here"),
        "{}",
        play.screen()
    );
    assert!(
        play.shows("▌2  yes"),
        "as it was answered: {}",
        play.screen()
    );
    assert!(play.shows("↺ back to question 1"), "{}", play.screen());
    play.keys("1");
    assert!(
        play.shows("Leave it"),
        "another answer goes on: {}",
        play.screen()
    );
    assert!(!play.shows("↺"), "{}", play.screen());
}

const MANIFEST: &str = "version: 1\ntechnologies:\n  - {id: pgvector, name: pgvector, kind: vector}\n  \
    - {id: qdrant, name: Qdrant, kind: vector}\nfacts:\n  - {id: vectors, type: number, ask: How many?}\n  \
    - {id: uses, type: technologies, ask: What is there?}\n";
const ENGINE: &str = "title: Vector engine\nquestion: Where do they live?\nkind: any-of\nanswers:\n  \
    - answer: In a database\n    when: {uses: {has: pgvector}}\n    because: one store less\n    \
    choose: [pgvector]\n    limit: ~10M vectors\n  - {answer: Nowhere, choose: [Qdrant, pgvector]}\n";

#[test]
fn what_a_tree_says_outright_is_taken_as_said() {
    let files = [("archtui.yaml", MANIFEST), ("engine.tree.yaml", ENGINE)];
    let catalog = library(&files);
    assert!(catalog.findings().next().is_none(), "nothing is wrong");
    let tree = only_tree(&catalog);
    assert_eq!(
        (&*tree.id.0, &*tree.title),
        ("engine.tree.yaml#top", "Vector engine")
    );
    let root = tree.question(tree.root).unwrap();
    assert_eq!(root.fork, Fork::AnyOf);
    let claim = &root.answers[0].when[0];
    assert_eq!(
        (&*claim.fact, &claim.when),
        ("uses", &Condition::Has("pgvector".into()))
    );
    let outcome = tree.outcome(root.answers[1].next).unwrap();
    let recommends: Vec<&str> = outcome.technologies().map(|id| &*id.0).collect();
    assert_eq!(recommends, ["qdrant", "pgvector"]);
    let many = Fact::Number(Range::exactly(3e7));
    let facts = Facts::from([("vectors".into(), many)]);
    let states = states(&Walk::new(tree), &catalog, &facts);
    let pgvector = states
        .iter()
        .find(|s| s.alternative.name == "pgvector")
        .unwrap();
    assert_eq!(pgvector.standing, Standing::RuledOut);
    assert_eq!(pgvector.objections[0].quote, "Limit: ~10M vectors");
}

#[test]
fn what_is_wrong_with_a_tree_is_told_with_its_line_and_a_way_out() {
    let wrong = "question: Which?\nanswers:\n  - {answer: a, choose: [qdrannt]}\n  \
        - {answer: b, when: {vektors: 3}}\n  - {answer: c, goto: latr}\nparts:\n  later:\n    \
        question: When?\n    answers: [{answer: x, goto: later}, {answer: y, note: z}]\n";
    let page = "# A page\n\n```yaml decision-tree\nquestoin: Which?\n```\n";
    let files = [
        ("archtui.yaml", MANIFEST),
        ("page.md", page),
        ("which.tree.yaml", wrong),
    ];
    let catalog = library(&files);
    let findings = check(&catalog, Profile::Spec, &|id| catalog.read(id));
    let wrong = findings.iter().filter(|f| f.severity > Severity::Info);
    let told = wrong.map(|finding| {
        let place = finding.at.map(|at| catalog.place(at).to_string()).unwrap();
        let hint = finding.hint.as_deref().unwrap_or_default();
        format!("{} {place}: {hint}", finding.code.0)
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "tree-key page.md:4: Did you mean `question`?",
            "tree-shape page.md:4: Write `question: ..`",
            "unknown-technology which.tree.yaml:3: did you mean `qdrant`?",
            "unknown-fact which.tree.yaml:4: did you mean `vectors`?",
            "tree-goto which.tree.yaml:5: Did you mean `later`?",
            "tree-part which.tree.yaml:7: Write `goto: later` at an answer on the way, or take the part out",
        ]
    );
}
