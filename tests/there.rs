//! What is there already, what is missing and what does not go together: said by facts, by answers
//! and by the other decisions of the stack, and held against what a manifest declares.

use archtui::adr::{Record, Template, write};
use archtui::catalog::Catalog;
use archtui::model::{Alternative, ConcernId, Fact, Facts, TechId};
use archtui::stack::{Decision, Stack, Subject, from_walk};
use archtui::text::SafeText;
use archtui::walk::{Standing, Transcript, Walk, replay, states};

use crate::support::{MemorySource, load};

const MANIFEST: &str = "version: 1
technologies:
  - {id: elm, name: Elm, kind: database}
  - {id: oak, name: Oak, kind: database}
  - {id: elm-index, name: Elm Index, kind: index, requires: [{all: [elm], why: \"a part of it\", cite: \"S1:7\"}]}
  - {id: fern, name: Fern, kind: index, conflicts: [{with: oak, why: \"they lock the same file\"}]}
  - {id: moss, name: Moss, kind: index, languages: [python]}
  - {id: python, name: Python, kind: language}
  - {id: rust, name: Rust, kind: language}
concerns:
  - {id: index, title: Index, kinds: [index], trees: [a#choosing]}
citations: [{id: S1, title: A survey}]
";
const TREE: &str = "---\nname: a\ndescription: Use when an index is chosen.\n---
# A

## Choosing

```
Is Elm in use already? Do you have it?
├── Yes → Elm Index
├── No → Fern
├── Already on Oak → Moss
└── Undecided → Fern
```
";

fn catalog() -> Catalog {
    load(vec![MemorySource::holding(
        "lib",
        &[("a/SKILL.md", TREE), ("archtui.yaml", MANIFEST)],
    )])
}

fn words(name: &str, words: &[&str]) -> Facts {
    let words = words.iter().map(|word| SafeText::new(word)).collect();
    [(SafeText::new(name), Fact::Words(words))].into()
}

fn walk(catalog: &Catalog, answer: &str) -> Walk {
    let tree = catalog.trees().next().unwrap();
    replay(tree.clone(), &[answer.into()]).unwrap()
}

/// What is said against each alternative after an answer under some facts.
fn against(answer: &str, facts: &Facts) -> Vec<String> {
    let catalog = catalog();
    let all = states(&walk(&catalog, answer), &catalog, facts).into_iter();
    let ruled = all.filter(|state| !state.objections.is_empty());
    ruled
        .map(|state| {
            format!(
                "{}: {}",
                state.alternative.name,
                state.objections[0].because()
            )
        })
        .collect()
}

#[test]
fn what_is_known_speaks_and_what_is_not_known_does_not() {
    let none = Facts::new();
    let asked = "Is Elm in use already? Do you have it?";
    let elm_missing = format!("Elm Index: needs Elm (a part of it); here: {asked} No");
    let oak = format!("{asked} Already on Oak");
    let cases: Vec<(&str, &str, Facts, Vec<String>)> = vec![
        ("nothing is known", "undecided", none.clone(), vec![]),
        ("it is there", "yes", none.clone(), vec![]),
        ("it is not there", "no", none.clone(), vec![elm_missing]),
        (
            "another of its kind is there, by an answer",
            "already on oak",
            none,
            vec![
                format!("Elm Index: needs Elm (a part of it); here: {oak}"),
                format!("Fern: does not go with Oak (they lock the same file); here: {oak}"),
            ],
        ),
        (
            "another of its kind is there, by a fact",
            "undecided",
            words("uses", &["Oak"]),
            vec![
                "Elm Index: needs Elm (a part of it); here: uses: Oak".to_owned(),
                "Fern: does not go with Oak (they lock the same file); here: uses: Oak".to_owned(),
            ],
        ),
        (
            "something else is there",
            "undecided",
            words("uses", &["Python"]),
            vec![],
        ),
        (
            "another language",
            "undecided",
            words("language", &["rust"]),
            vec!["Moss: for Python; here: language: Rust".to_owned()],
        ),
        (
            "its language",
            "undecided",
            words("language", &["python"]),
            vec![],
        ),
    ];
    for (name, answer, facts, expected) in cases {
        assert_eq!(against(answer, &facts), expected, "{name}");
    }
}

#[test]
fn an_objection_keeps_its_source_and_never_hides_what_is_recommended() {
    let catalog = catalog();
    let facts = words("uses", &["oak"]);
    let all = states(&walk(&catalog, "undecided"), &catalog, &facts);
    let standing = |name: &str| {
        let state = all.iter().find(|state| *state.alternative.name == *name);
        state.map(|state| (state.standing, state.objections.len()))
    };
    assert_eq!(standing("Fern"), Some((Standing::Recommended, 1)));
    assert_eq!(standing("Elm Index"), Some((Standing::RuledOut, 1)));
    let transcript = Transcript::with_facts(&walk(&catalog, "undecided"), &catalog, &facts);
    let ruled = &transcript.ruled_out[0];
    assert_eq!(ruled.at.to_string(), "archtui.yaml:5");
    assert_eq!(
        ruled.cite.as_ref().map(ToString::to_string).as_deref(),
        Some("S1:7")
    );
}

#[test]
fn a_record_lists_no_need_as_a_drawback_that_an_answer_met() {
    let catalog = catalog();
    let chosen = Alternative {
        name: "Elm Index".into(),
        technology: Some(TechId("elm-index".into())),
    };
    let written = |answer: &str| {
        let walk = walk(&catalog, answer);
        let decision = from_walk(&walk, &catalog, Some(chosen.clone()), None);
        let record = Record::of(&decision, &Stack::default(), &catalog, 1, "2026-11-20");
        write(&record, Template::Madr)
    };
    let met = written("yes");
    assert!(met.contains("needs Elm, which is there already"), "{met}");
    assert!(!met.contains("Bad, because it needs"), "{met}");
    let unmet = written("no");
    assert_eq!(unmet.matches("Bad, because").count(), 2, "{unmet}");
    assert!(unmet.contains("needs Elm (a part of it)"), "{unmet}");
}

#[test]
fn what_other_decisions_chose_is_there() {
    let chosen = |name: &str, concern: &str| Decision {
        subject: Subject::Concern(ConcernId(concern.into())),
        chosen: Some(Alternative {
            name: name.into(),
            technology: Some(TechId(name.into())),
        }),
        ..Decision::default()
    };
    let stack = Stack {
        facts: words("uses", &["python"]),
        decisions: vec![chosen("oak", "store"), chosen("fern", "index")],
        ..Stack::default()
    };
    let index = Subject::Concern(ConcernId("index".into()));
    let beside = stack.facts_beside(Some(&index));
    assert_eq!(beside, words("uses", &["python", "oak"]));
    assert_eq!(against("undecided", &beside).len(), 2);
}
