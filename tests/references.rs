//! What a manifest refers to, and what it sets in trees.

use archtui::catalog::Catalog;
use archtui::model::{Condition, Fork, Range, Stance};

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

#[test]
fn sections_are_called_like_their_tree() {
    let skill = "---\nname: a\ndescription: b\n---\n\n## Parts\n\n```\nNeed caching?\n├── Yes → Redis\n└── No → Memcached\n\nNeed queues?\n├── Yes → NATS\n└── No → Kafka\n```\n";
    let manifest = "version: 1\nforks: [{tree: a#parts, at: Parts, kind: any-of}]\n";
    let files = [("a/SKILL.md", skill), ("archtui.yaml", manifest)];
    let set = load(vec![MemorySource::holding("here", &files)]);
    assert_eq!(codes(&set), Vec::<&str>::new());
    let tree = set.trees().next().unwrap();
    let root = tree.question(tree.root).unwrap();
    assert_eq!(root.fork, Fork::AnyOf);
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

#[test]
fn not_every_wrong_reference_of_a_hostile_manifest_is_looked_into() {
    use std::fmt::Write as _;
    let mut manifest = String::from("version: 1\nrelations:\n");
    for i in 0..10_000 {
        writeln!(manifest, "- {{from: a, to: nowhere-{i}}}").unwrap();
    }
    let found = library(&manifest).findings().count();
    assert_eq!(found, archtui::limits::WRONG_REFERENCES);
}

const NEAR: &str = "version: 1
facts:
  - {id: f, says: [{tree: a#choosing, answer: A lot, when: 1}]}
rules:
  - {id: r, says: Near., applies: {skill: a}}
policies:
  - {technology: redis, stance: banned}
";

const FAR: &str = "version: 1
technologies: [{id: redis, name: Redis}]
facts:
  - id: f
    ask: How much?
    says:
      - {tree: a#choosing, answer: A lot, when: 2}
      - {tree: a#choosing, answer: A little, when: 3}
rules:
  - {id: r, says: Far., applies: {skill: a}}
  - {id: s, says: Too., applies: {skill: a}}
policies:
  - {technology: redis, stance: adopt}
";

#[test]
fn the_nearer_manifest_holds_and_the_farther_one_adds() {
    let near = MemorySource::holding("near", &[("archtui.yaml", NEAR)]);
    let far = [("a/SKILL.md", SKILL), ("archtui.yaml", FAR)];
    let catalog = load(vec![near, MemorySource::holding("far", &far)]);
    // On the policy and on the rule.
    assert_eq!(codes(&catalog), ["contradiction"; 2]);
    let manifest = &catalog.manifest;
    assert_eq!(manifest.policies[0].stance, Stance::Banned);
    let rules: Vec<&str> = manifest.rules.iter().map(|rule| &*rule.says).collect();
    assert_eq!(rules, ["Near.", "Too."]);
    let fact = &manifest.facts[0];
    assert_eq!(fact.ask, *"How much?");
    let says: Vec<_> = fact.says.iter().map(|s| (&*s.answer, &s.when)).collect();
    let within = |value| Condition::Within(Range::exactly(value));
    assert_eq!(says, [("A lot", &within(1.0)), ("A little", &within(3.0))]);
}
