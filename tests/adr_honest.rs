//! What a record says is true, follows from what was decided, and is said once.

use std::collections::BTreeMap;
use std::sync::Arc;

use archtui::adr::{Considered, Record, Stated, Template, write};
use archtui::catalog::{Catalog, Names, Place};
use archtui::model::{Alternative, Conflict, Requirement, TechId, Technology};
use archtui::stack::{Compared, Decision, Stack, Subject, from_comparison};

use crate::adr::{DATE, cell, library, named, stack_of, technologies};

fn known(id: &str, name: &str) -> Alternative {
    Alternative {
        name: name.into(),
        technology: Some(TechId(id.into())),
    }
}

fn record(decision: Decision, catalog: &Catalog) -> Record {
    let stack = stack_of(vec![decision]);
    of_first(&stack, catalog)
}

fn of_first(stack: &Stack, catalog: &Catalog) -> Record {
    Record::of(&stack.decisions[0], stack, catalog, 7, DATE)
}

/// What is said of an option on any side.
fn said_of<'a>(record: &'a Record, name: &str) -> Vec<&'a str> {
    let mut all = record.considered.iter();
    let one: &Considered = all.find(|one| one.alternative.name == *name).unwrap();
    let sides = [&one.good, &one.called, &one.needs];
    let others = [&one.neutral, &one.bad, &one.lost];
    let said = sides.into_iter().chain(others).flatten();
    said.map(|stated| stated.text.as_str()).collect()
}

fn texts(list: &[Stated]) -> Vec<&str> {
    list.iter().map(|stated| stated.text.as_str()).collect()
}

fn search() -> Subject {
    Subject::Title("Search engine".into())
}

#[test]
fn a_dash_in_a_table_is_no_statement() {
    let compared = Compared {
        alternatives: vec![named("A"), named("B")],
        criteria: vec!["Encryption".into()],
        scores: BTreeMap::new(),
        cells: vec![
            cell("A", "Encryption", "-", 140),
            cell("B", "Encryption", "none listed", 141),
        ],
    };
    let decision = from_comparison(compared, BTreeMap::new(), Some(named("A")), search());
    let record = record(decision, &library());
    assert!(said_of(&record, "A").is_empty());
    assert_eq!(said_of(&record, "B"), ["Encryption: none listed"]);
    assert_eq!(
        texts(&record.comparison[1]),
        ["Encryption", "–", "none listed"]
    );
    assert_eq!(record.comparison[1][1].sources.len(), 1);
}

#[test]
fn a_line_of_a_manifest_is_quoted_with_all_that_is_claimed_of_it() {
    let mut catalog = technologies();
    let mut all: Vec<Technology> = catalog.names.technologies().to_vec();
    let chroma = all.iter_mut().find(|one| one.name == "Chroma").unwrap();
    chroma.languages = vec![TechId("python".into())];
    chroma.requires = vec![Requirement {
        all: vec![TechId("qdrant".into())],
        ..Requirement::default()
    }];
    chroma.conflicts = vec![Conflict {
        with: TechId("milvus".into()),
        why: "one port".into(),
        ..Conflict::default()
    }];
    let at = chroma.at;
    catalog.names = Arc::new(Names::new(all).0);
    let at = catalog.place(at);
    assert_eq!(
        catalog.said_at(&at).unwrap(),
        "Chroma is for python, and needs Qdrant, and does not go with Milvus (one port)"
    );
}

#[test]
fn what_cannot_be_read_is_not_quoted() {
    let mut decision = Decision {
        subject: search(),
        chosen: Some(named("A")),
        considered: vec![named("A"), named("B")],
        ..Decision::default()
    };
    decision.ruled_out = vec![archtui::walk::RuledOut {
        alternative: "B".into(),
        name: "B".into(),
        because: "only small".into(),
        quote: "only small".into(),
        at: Place {
            source: "builtin".into(),
            file: "skills/gone.md".into(),
            line: 3,
        },
        ..archtui::walk::RuledOut::default()
    }];
    let record = record(decision, &library());
    assert_eq!(record.sources.len(), 1);
    assert_eq!(record.sources[0].quote, "");
    assert!(!write(&record, Template::Madr).contains("“B”"));
}
