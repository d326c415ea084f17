//! Whether what was recorded still holds: against changed content, other facts, another day.

use std::collections::BTreeMap;

use archtui::adr::{
    CheckCx, Checked, Checks, Record, Template, TriggerWhen, Verdict, read, triggers, write,
};
use archtui::catalog::{self, Catalog, Lookup};
use archtui::compare::{Comparison, Criteria, View, Weighing};
use archtui::model::{Alternative, Fact, Facts, Range};
use archtui::stack::{Decision, Library, Stack, Subject, compared, from_comparison, from_journey};
use archtui::walk::{Journey, Walk};

use crate::support::MemorySource;

const STORES: &str = "---\nname: stores\ndescription: Use when a store is chosen.\n---
# Stores

## Choosing

```
How many rows?
├── Up to 10M rows → Oakdb
│   limit: comfortable up to 10M rows
└── More than 10M rows
    How fast?
    ├── Fast → Elmdb
    └── Slow → Ashdb
```

## Compared

| Store | Licence | Written in |
|---|---|---|
| Oakdb | MIT | Rust |
| Elmdb | BSL | Go |
";

const MANIFEST: &str = "version: 1
name: Trees
technologies:
  - {id: oakdb, name: Oakdb, kind: store}
  - {id: elmdb, name: Elmdb, kind: store}
  - {id: ashdb, name: Ashdb, kind: store}
facts:
  - {id: rows, type: number, ask: \"How many rows?\"}
concerns:
  - {id: store, title: Store, takes: one, kinds: [store], trees: [\"stores#choosing\"]}
";

fn library(stores: &str) -> Catalog {
    let files = [("stores/SKILL.md", stores), ("archtui.yaml", MANIFEST)];
    let sources = vec![MemorySource::holding("library", &files)];
    catalog::index(&catalog::list(sources), &|| false).unwrap()
}

fn rows(millions: f64) -> Facts {
    Facts::from([(
        "rows".into(),
        Fact::Number(Range::exactly(millions * 1_000_000.0)),
    )])
}

/// The record of a walk by an answer, under the facts of then.
fn recorded(answers: &[usize], facts: Facts, revisit_when: &[&str]) -> String {
    write(&record(answers, facts, revisit_when), Template::Madr)
}

fn record(answers: &[usize], facts: Facts, revisit_when: &[&str]) -> Record {
    let catalog = library(STORES);
    let Lookup::Found(tree) = catalog.find_tree("stores#choosing") else {
        panic!("the tree is there");
    };
    let mut walk = Walk::new(tree);
    walk.settle(&catalog, &facts);
    for answer in answers {
        assert!(walk.answer(*answer));
    }
    let decision = Decision {
        revisit_when: revisit_when.iter().map(|when| (*when).into()).collect(),
        ..from_journey(&Journey::from(walk), &catalog, &facts, None)
    };
    let stack = Stack {
        library: vec![Library {
            from: "library".into(),
            version: None,
            digest: None,
        }],
        facts,
        decisions: vec![decision],
        ..Stack::default()
    };
    Record::of(&stack.decisions[0], &stack, &catalog, 1, "2026-11-20")
}

fn checked(text: &str, catalog: &Catalog, facts: &Facts, today: &str) -> Checked {
    let adr = read("0001-x.md", text).unwrap();
    let cx = CheckCx {
        catalog,
        facts,
        today,
    };
    Checks::new(cx).check(&adr, text)
}

/// The gravest verdict, and all that was found in one text.
fn verdict(text: &str, stores: &str) -> (Verdict, String) {
    let checked = checked(text, &library(stores), &Facts::new(), "2026-11-21");
    let found = checked.findings.iter();
    let found: Vec<&str> = found.map(|finding| finding.what.as_str()).collect();
    (checked.verdict, found.join("\n"))
}

#[test]
fn what_did_not_change_holds() {
    let text = recorded(&[1, 0], Facts::new(), &[]);
    assert_eq!(verdict(&text, STORES), (Verdict::Holds, String::new()));
    let moved = STORES.replace("# Stores\n", "# Stores\n\nA word more.\n");
    let (held, found) = verdict(&text, &moved);
    assert_eq!(held, Verdict::Holds, "{found}");
    assert!(found.contains("stands at line"), "{found}");
}

#[test]
fn what_changed_is_named_by_question_answer_or_line() {
    let text = recorded(&[1, 0], Facts::new(), &[]);
    let cases = [
        (
            "How fast?",
            "How slow?",
            Verdict::Changed,
            "the question \u{201c}How fast?\u{201d} no longer exists",
        ),
        (
            "Fast →",
            "Very fast →",
            Verdict::Changed,
            "no longer has the answer \u{201c}Fast\u{201d}",
        ),
        (
            "Fast → Elmdb",
            "Fast → Ashdb",
            Verdict::Changed,
            "led to Elmdb and lead to Ashdb now",
        ),
        (
            "## Choosing\n",
            "## Picking\n",
            Verdict::Gone,
            "the decision tree stores#choosing is gone",
        ),
    ];
    for (from, to, expected, said) in cases {
        let (verdict, found) = verdict(&text, &STORES.replace(from, to));
        assert_eq!(verdict, expected, "{to}: {found}");
        assert!(found.contains(said), "{to}: {found}");
    }
}

#[test]
fn a_statement_that_a_record_cites_is_looked_up() {
    let text = recorded(&[0], Facts::new(), &[]);
    assert!(text.contains("comfortable up to 10M rows"), "{text}");
    let (held, found) = verdict(&text, &STORES.replace("comfortable up to 10M", "up to 5M"));
    assert_eq!(held, Verdict::Changed, "{found}");
    assert!(
        found.contains("says something else now: \u{201c}limit: up to 5M rows\u{201d}"),
        "{found}"
    );
    let gone = STORES.replace("│   limit: comfortable up to 10M rows\n", "");
    let (held, _) = verdict(&text, &gone);
    assert!(held >= Verdict::Changed);
}

#[test]
fn facts_that_changed_are_held_against_answers_and_conditions() {
    let text = recorded(&[], rows(8.0), &["rows > 10M", "2027-03"]);
    assert!(text.contains("from-fact: \"rows\""), "{text}");
    let catalog = library(STORES);
    let at = |millions: f64, today: &str| {
        let checked = checked(&text, &catalog, &rows(millions), today);
        let found = checked.findings.iter();
        let found: Vec<&str> = found.map(|finding| finding.what.as_str()).collect();
        (checked.verdict, found.join("\n"))
    };
    assert_eq!(at(8.0, "2026-12-01"), (Verdict::Holds, String::new()));
    let (crossed, found) = at(30.0, "2026-12-01");
    assert_eq!(crossed, Verdict::FactCrossed, "{found}");
    assert!(
        found.contains("would be answered \u{201c}More than 10M rows\u{201d} now: rows 30M"),
        "{found}"
    );
    assert!(
        found.contains("to be thought of again when rows > 10M"),
        "{found}"
    );
    assert_eq!(at(8.0, "2027-03-01").0, Verdict::ReviewDue);
    assert_eq!(at(8.0, "2027-02-28").0, Verdict::Holds);
}

#[test]
fn a_fact_that_an_answer_does_not_rest_on_changes_nothing() {
    let text = recorded(&[], rows(8.0), &[]);
    let mut facts = rows(8.0);
    facts.insert("engineers".into(), Fact::Number(Range::exactly(6.0)));
    let checked = checked(&text, &library(STORES), &facts, "2026-12-01");
    assert_eq!(checked.verdict, Verdict::Holds, "{:?}", checked.findings);
}

#[test]
fn a_fresh_record_of_every_form_holds() {
    let record = record(&[1, 0], Facts::new(), &["2027-03"]);
    for template in Template::ALL {
        let text = write(&record, template);
        let adr = read(&format!("0001-x.{}", template.ending()), &text).unwrap();
        let catalog = library(STORES);
        let cx = CheckCx {
            catalog: &catalog,
            facts: &Facts::new(),
            today: "2026-11-21",
        };
        let checked = Checks::new(cx).check(&adr, &text);
        assert_eq!(checked.verdict, Verdict::Holds, "{template:?}: {checked:?}");
    }
}

#[test]
fn a_comparison_is_made_again_and_the_cell_is_named() {
    let catalog = library(STORES);
    let named = |name: &str| Alternative {
        name: name.into(),
        technology: catalog.names.resolve(name).cloned(),
    };
    let both = [named("Oakdb"), named("Elmdb")];
    let comparison = Comparison::of(&catalog, &both, &Criteria::default());
    let compared = compared(&comparison, &View::default(), &Weighing::default());
    let subject = Subject::Title("Store".into());
    let chosen = Some(named("Oakdb"));
    let decision = from_comparison(compared, BTreeMap::new(), chosen, subject);
    let stack = Stack {
        decisions: vec![decision],
        ..Stack::default()
    };
    let record = Record::of(&stack.decisions[0], &stack, &catalog, 1, "2026-11-20");
    for template in [Template::Madr, Template::MadrMinimal] {
        let text = write(&record, template);
        let verdict = |stores: &str| {
            let (verdict, found) = verdict(&text, stores);
            (verdict, found)
        };
        assert_eq!(verdict(STORES).0, Verdict::Holds);
        let (changed, found) = verdict(&STORES.replace("| Elmdb | BSL", "| Elmdb | MIT"));
        assert_eq!(changed, Verdict::Changed, "{template:?}: {found}");
        assert!(
            found.contains("\u{201c}Licence\u{201d} of Elmdb is another now: MIT"),
            "{found}"
        );
        assert!(!found.contains("of Oakdb is another"), "{found}");
    }
}

#[test]
fn a_library_that_is_not_read_is_said_once() {
    let text =
        recorded(&[1, 0], Facts::new(), &[]).replace("name: \"library\"", "name: \"../trees\"");
    let (gone, found) = verdict(&text, STORES);
    assert_eq!(gone, Verdict::Gone);
    assert_eq!(found, "it rests on ../trees, which is not read here");
}

#[test]
fn an_answer_against_facts_that_were_known_was_the_persons_will() {
    let mut text = recorded(&[0], Facts::new(), &[]);
    text = text.replace("archtui:\n", "archtui:\n  facts:\n    - \"rows=30M\"\n");
    let checked = checked(&text, &library(STORES), &rows(30.0), "2026-12-01");
    assert_eq!(checked.verdict, Verdict::Holds, "{:?}", checked.findings);
}

#[test]
fn a_record_of_others_has_nothing_to_check() {
    let text = "# 1. Use Oakdb\n\nDate: 2026-11-20\n\n## Status\n\nAccepted\n";
    assert_eq!(verdict(text, STORES), (Verdict::NotRecorded, String::new()));
}

#[test]
fn what_comes_up_is_in_order() {
    let text = recorded(
        &[],
        rows(8.0),
        &["rows > 10M", "2027-03", "soon", "2026-12-24"],
    );
    let adr = read("0001-x.md", &text).unwrap();
    let mut all = triggers(&adr, &rows(8.0), "2027-01-01");
    all.sort_by(|one, other| one.order().cmp(&other.order()));
    let told: Vec<(&str, bool)> = all.iter().map(|one| (one.said.as_str(), one.due)).collect();
    assert_eq!(
        told,
        [
            ("2026-12-24", true),
            ("2027-03", false),
            ("rows > 10M", false)
        ]
    );
    let now = TriggerWhen::Fact {
        now: Some("rows 8M".into()),
    };
    assert_eq!(all[2].at, now);
}
