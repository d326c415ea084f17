//! What a manifest refers to, and what it sets in trees.

use archtui::catalog::Catalog;
use archtui::model::Fork;

use crate::support::{MemorySource, codes, load};

const SKILL: &str = "---
name: a
description: About a.
---

# A

## Choosing

```text
What do you have?
├── A lot → Redis
└── A little → In which form?
    ├── Rows → SQLite
    └── Words → A file
```
";

/// A library of one skill and a manifest.
fn library(manifest: &str) -> Catalog {
    let files = [("a/SKILL.md", SKILL), ("archtui.yaml", manifest)];
    load(vec![MemorySource::holding("here", &files)])
}

const SET: &str = "version: 1
technologies: [{id: redis, name: Redis}, {id: sqlite, name: SQLite}]
forks:
  - {tree: a#choosing, kind: any-of}
  - {tree: a#choosing, at: A little, kind: all-of}
  - {tree: a#choosing, at: 'In whch form?', kind: all-of}
";

#[test]
fn a_fork_has_the_kind_that_the_manifest_says() {
    let forks = |catalog: &Catalog| {
        let tree = catalog.trees().next().unwrap();
        tree.questions().map(|(_, q)| q.fork).collect::<Vec<_>>()
    };
    let plain = library("version: 1\n");
    assert_eq!(forks(&plain), [Fork::OneOf, Fork::OneOf]);
    let set = library(SET);
    assert_eq!(forks(&set), [Fork::AnyOf, Fork::AllOf]);
    assert_eq!(codes(&set), ["unknown-question"]);
    let wrong = set.findings().next().unwrap();
    assert_eq!(wrong.at.map(|at| at.line), Some(6));
    assert_eq!(
        wrong.hint.as_deref(),
        Some("did you mean `In which form?`?")
    );
}

/// A manifest without its head, and what is said of its references.
const REFERENCES: [(&str, &str, &[&str]); 12] = [
    (
        "layer",
        "layers: [{id: l, skills: [b]}]",
        &["unknown-skill"],
    ),
    (
        "relation",
        "relations: [{from: a, to: b}]",
        &["unknown-skill"],
    ),
    (
        "flow",
        "flows: [{id: f, steps: [{skill: b}]}]",
        &["unknown-skill"],
    ),
    (
        "phase",
        "phases: [{title: p, skills: [a, b]}]",
        &["unknown-skill"],
    ),
    (
        "rule",
        "rules: [{id: r, says: x, applies: {concern: c, technology: t, skill: a}}]",
        &["unknown-concern", "unknown-technology"],
    ),
    (
        "requirement",
        "technologies: [{id: t, requires: [{all: [u]}]}]",
        &["unknown-technology"],
    ),
    (
        "stack",
        "stacks: [{id: s, parts: [t], choose: {c: u}}]",
        &[
            "unknown-concern",
            "unknown-technology",
            "unknown-technology",
        ],
    ),
    (
        "policy",
        "policies: [{technology: t, stance: hold}]",
        &["unknown-technology"],
    ),
    (
        "concern",
        "concerns: [{id: c, after: [d], skip_when: {f: 3}}]",
        &["unknown-concern", "unknown-fact"],
    ),
    (
        "answer",
        "facts: [{id: f, says: [{tree: a#choosing, answer: Nowhere, when: 1}, {tree: a#choosing, answer: A lot, when: 2}]}]",
        &["unknown-answer"],
    ),
    (
        "value",
        "facts: [{id: f, values: [x], says: [{tree: a#choosing, answer: A lot, when: {is: y}}]}]",
        &["unknown-value"],
    ),
    (
        "place to read",
        "roadmaps: [{id: r, levels: [{title: l, read: a, topics: [{title: t, read: 'a#nowhere'}]}]}]",
        &["unknown-place"],
    ),
];

#[test]
fn what_a_manifest_refers_to_must_be_there() {
    for (name, text, expected) in REFERENCES {
        let manifest = format!("version: 1\n{text}\n");
        let catalog = library(&manifest);
        assert_eq!(codes(&catalog), expected, "{name}");
        assert!(
            catalog
                .findings()
                .all(|f| f.at.map(|at| at.line) == Some(2)),
            "{name}"
        );
    }
}
