//! House rules over a library that they do not copy: what they ban, mark, say and add, and what is
//! told of those that name nothing.

use std::sync::Arc;

use archtui::catalog::Catalog;
use archtui::compare::{CellState, Comparison, Criteria};
use archtui::model::{Alternative, DecisionTree, Facts, TechId};
use archtui::parse::decision::{AddedBy, print_naming};
use archtui::walk::{Standing, Transcript, Walk, changes, replay, states};

use crate::support::{MemorySource, Play, codes, load, start};

const LIBRARY: &str = "version: 1
name: Woods
technologies:
  - {id: elm, name: ElmDB, kind: store, license: MIT}
  - {id: oak, name: OakDB, kind: store}
  - {id: ash, name: AshDB, kind: store}
concerns:
  - {id: store, title: Store, kinds: [store], trees: [stores#choosing]}
";
const STORES: &str =
    "---\nname: stores\ndescription: Chooses a store. Use it when data has to be kept.\n---
# Stores

## Choosing

```
How much is kept?
├── Little → ElmDB
├── Much
│   └── Who runs it?
│       ├── We do → OakDB
│       └── Someone else → AshDB
└── Nothing yet → ElmDB or OakDB
```

## Compared

| Store | Cost |
|--|--|
| ElmDB | low |
| OakDB | high |
";
const HOUSE: &str = "version: 1
name: House
technologies:
  - {id: fir, name: FirDB, kind: store}
  - {id: elm, license: BSL}
policies:
  - {technology: oak, stance: banned, because: nobody here runs it, see: wiki/oak}
  - {technology: elm, stance: hold, because: its licence changed}
cells:
  - {technology: oak, criterion: Cost, says: too high}
  - {technology: fir, criterion: Cost, says: nothing}
answers:
  - {tree: stores#choosing, question: Who runs it?, answer: The platform team, choose: [fir], because: they offer it}
  - {tree: stores#choosing, answer: As much as last year, goto: Who runs it?}
";

fn with(house: &str) -> Catalog {
    load(vec![
        MemorySource::holding("house", &[("archtui.yaml", house)]),
        MemorySource::holding(
            "woods",
            &[
                ("archtui.yaml", LIBRARY),
                ("skills/stores/SKILL.md", STORES),
            ],
        ),
    ])
}

fn tree(catalog: &Catalog) -> Arc<DecisionTree> {
    Arc::clone(catalog.trees().next().unwrap())
}

fn walk(catalog: &Catalog, answers: &[&str]) -> Walk {
    let answers: Vec<_> = answers.iter().map(|answer| (*answer).into()).collect();
    replay(tree(catalog), &answers).unwrap()
}

/// Where each alternative stands, and what is said against it.
fn standing(catalog: &Catalog, answers: &[&str]) -> Vec<(String, Standing, Vec<String>)> {
    let states = states(&walk(catalog, answers), catalog, &Facts::new());
    let row = |state: archtui::walk::AlternativeState| {
        let against = state.objections.iter().map(|o| o.because().to_string());
        let against = against.collect();
        (state.alternative.name.to_string(), state.standing, against)
    };
    states.into_iter().map(row).collect()
}

#[test]
fn what_is_banned_is_ruled_out_wherever_the_answers_lead() {
    let catalog = with(HOUSE);
    let against: Vec<String> =
        vec!["house policy of house: banned: nobody here runs it (see wiki/oak)".into()];
    let cases: [(&str, &[&str]); 3] = [
        ("nothing is answered", &[]),
        ("the answers lead to it", &["Much", "We do"]),
        ("they lead elsewhere", &["Little"]),
    ];
    for (name, answers) in cases {
        let all = standing(&catalog, answers);
        let oak = all.iter().find(|(name, ..)| name == "OakDB").unwrap();
        assert_eq!(oak.1, Standing::RuledOut, "{name}");
        assert_eq!(oak.2, against, "{name}");
    }
    let transcript = Transcript::of(&walk(&catalog, &["Much", "We do"]), &catalog);
    assert_eq!(transcript.recommended, []);
    let ruled = &transcript.ruled_out[0];
    let at = (&*ruled.at.source, &*ruled.at.file, ruled.at.line);
    assert_eq!(at, ("house", "archtui.yaml", 7));
}

#[test]
fn a_stance_that_bans_nothing_rules_nothing_out_and_is_said() {
    let catalog = with(HOUSE);
    let all = standing(&catalog, &["Little"]);
    assert_eq!(all[0].1, Standing::Recommended);
    assert_eq!(all[0].2, [""; 0]);
    let transcript = Transcript::of(&walk(&catalog, &["Little"]), &catalog);
    let policy = transcript.recommended[0].policy.as_deref();
    assert_eq!(
        policy,
        Some("house policy of house: hold: its licence changed")
    );
}

#[test]
fn no_change_is_offered_for_what_is_banned() {
    let catalog = with(HOUSE);
    let changes = changes(&walk(&catalog, &["Much", "Someone else"]), &catalog);
    let names = changes.iter().flat_map(|change| &change.end.recommended);
    assert!(names.clone().count() > 0);
    assert!(
        names.into_iter().all(|one| one.name != *"OakDB"),
        "{changes:?}"
    );
}

#[test]
fn comparisons_hold_policies_and_added_cells_with_their_place() {
    let catalog = with(HOUSE);
    let chosen = ["elm", "oak", "fir"].map(|id| {
        let technology = catalog.technology(&TechId(id.into())).unwrap();
        Alternative {
            name: technology.name.clone(),
            technology: Some(technology.id.clone()),
        }
    });
    let comparison = Comparison::of(&catalog, &chosen, &Criteria::default());
    let names: Vec<&str> = comparison.criteria.iter().map(|row| &*row.name).collect();
    assert_eq!(names, ["House policy", "Cost"]);
    let [policy, cost] = &comparison.criteria[..] else {
        panic!("two criteria");
    };
    assert_eq!(policy.cells[0].shown(), "hold: its licence changed");
    assert_eq!(policy.cells[2].state(), CellState::NotStated);
    assert_eq!(
        policy.cells[1].values[0].sources[0].place.to_string(),
        "archtui.yaml:7"
    );
    assert_eq!(cost.cells[0].shown(), "low");
    assert_eq!(cost.cells[1].state(), CellState::Disagree);
    let from: Vec<_> = cost.cells[1]
        .values
        .iter()
        .map(|value| (&*value.text, &*value.sources[0].place.source))
        .collect();
    assert_eq!(from, [("high", "woods"), ("too high", "house")]);
    assert_eq!(cost.cells[2].shown(), "nothing");
}

#[test]
fn added_answers_are_walked_and_known_to_be_added() {
    let catalog = with(HOUSE);
    let tree = tree(&catalog);
    let added = tree.questions().flat_map(|(_, question)| &question.answers);
    let added: Vec<_> = added
        .filter_map(|answer| {
            let by = catalog.added_by(&tree, answer.at)?;
            Some((answer.label.as_ref()?.text.to_string(), by.to_string()))
        })
        .collect();
    let expected = ["As much as last year", "The platform team"].map(|answer| (answer, "house"));
    let added: Vec<_> = added
        .iter()
        .map(|(a, by)| (a.as_str(), by.as_str()))
        .collect();
    assert_eq!(added, expected);

    let all = standing(&catalog, &["As much as last year", "The platform team"]);
    let fir = all.iter().find(|(name, ..)| name == "FirDB").unwrap();
    assert_eq!(fir.1, Standing::Recommended);
    let walk = walk(&catalog, &["As much as last year", "The platform team"]);
    let transcript = Transcript::of(&walk, &catalog);
    assert_eq!(transcript.trail.steps[1].added_by.as_deref(), Some("house"));
    assert_eq!(transcript.recommended[0].at.to_string(), "archtui.yaml:13");
    let mut outcomes = transcript.outcomes.iter();
    let fir = outcomes.find(|outcome| outcome.text == *"FirDB").unwrap();
    assert_eq!(fir.notes[0].text, "they offer it");
}

#[test]
fn a_printed_tree_says_which_labels_are_added() {
    let catalog = with(HOUSE);
    let tree = tree(&catalog);
    let root = print_naming(&tree, &|at| {
        let source = catalog.added_by(&tree, at)?;
        let file = catalog.place(at).file;
        Some(AddedBy { source, file })
    })
    .root;
    let added: Vec<_> = root
        .children
        .iter()
        .map(|node| node.added_by.is_some())
        .collect();
    assert_eq!(added, [false, false, false, true]);
    let json = serde_json::to_value(&root.children[3]).unwrap();
    assert_eq!(json["added_by"]["source"], "house");
    assert_eq!(json["line"], 14);
}

/// House rules that name nothing: the code of what is told, and the next step.
const NOWHERE: [(&str, &str, &str, &str); 8] = [
    (
        "a policy on nothing",
        "policies: [{technology: okk, stance: hold}]",
        "unknown-technology",
        "did you mean `oak`?",
    ),
    (
        "a cell of nothing",
        "cells: [{technology: elmm, criterion: Cost, says: low}]",
        "unknown-technology",
        "did you mean `elm`?",
    ),
    (
        "an answer to no tree",
        "answers: [{tree: stores#chosing, answer: A, choose: elm}]",
        "unknown-tree",
        "did you mean `stores#choosing`?",
    ),
    (
        "an answer to no question",
        "answers: [{tree: stores#choosing, question: Who runs them?, answer: A, choose: elm}]",
        "unknown-question",
        "did you mean `Who runs it?`?",
    ),
    (
        "an answer that goes nowhere",
        "answers: [{tree: stores#choosing, answer: A, goto: Who rnus it?}]",
        "unknown-question",
        "did you mean `Who runs it?`?",
    ),
    (
        "an answer that chooses nothing known",
        "answers: [{tree: stores#choosing, answer: A, choose: [ashh]}]",
        "unknown-technology",
        "did you mean `ash`?",
    ),
    (
        "an answer that is there",
        "answers: [{tree: stores#choosing, answer: little, choose: [ash]}]",
        "answer-exists",
        "take it away, or give it another label",
    ),
    (
        "a tree of a concern",
        "concerns: [{id: store, trees: [stores#chosing]}]",
        "unknown-tree",
        "did you mean `stores#choosing`?",
    ),
];

#[test]
fn what_differs_and_what_leads_nowhere_is_told_at_its_place() {
    assert_eq!(codes(&with(HOUSE)), ["contradiction"]);
    for (name, text, code, hint) in NOWHERE {
        let catalog = with(&format!("version: 1\n{text}\n"));
        let found: Vec<_> = catalog.findings().collect();
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert_eq!(found[0].code.0, code, "{name}");
        assert_eq!(found[0].hint.as_deref(), Some(hint), "{name}");
        let at = catalog.place(found[0].at.unwrap());
        assert_eq!((&*at.source, at.line), ("house", 2), "{name}");
    }
}

#[test]
fn answers_beyond_the_cap_are_left_out_and_counted() {
    let answer = |n| format!("  - {{tree: stores#choosing, answer: A{n}, choose: elm}}\n");
    let answers: Vec<String> = (0..202).map(answer).collect();
    let answers = answers.concat();
    let catalog = with(&format!("version: 1\nanswers:\n{answers}"));
    let question = tree(&catalog)
        .question(tree(&catalog).root)
        .unwrap()
        .answers
        .len();
    assert_eq!(question, 3 + 200);
    let found: Vec<_> = catalog.findings().collect();
    assert!(found[0].message.contains("2 were left out"), "{found:?}");
}

#[test]
fn a_session_shows_what_the_house_bans_marks_and_adds() {
    for (columns, rows) in [(120, 36), (80, 24), (40, 12)] {
        let mut play = Play::with(columns, rows, with(HOUSE), start());
        play.keys("gd<enter>");
        let name = format!("house_question@{columns}x{rows}");
        insta::assert_snapshot!(name, play.screen());
        play.keys("4");
        let name = format!("house_added_answer@{columns}x{rows}");
        insta::assert_snapshot!(name, play.screen());
        play.keys("1");
        let name = format!("house_result@{columns}x{rows}");
        insta::assert_snapshot!(name, play.screen());
    }
}
