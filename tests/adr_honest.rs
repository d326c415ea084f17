//! What a record says is true, follows from what was decided, and is said once.

use std::collections::BTreeMap;
use std::sync::Arc;

use archtui::adr::{Considered, Record, Stated, Template, write};
use archtui::catalog::{Catalog, FileIndex, Names, Place};
use archtui::model::{
    Alternative, Citation, Conflict, Fact, Facts, Fork, Range, Requirement, Rule, RuleStrength,
    Subject as RuleSubject, TechId, Technology,
};
use archtui::stack::{AdrStatus, Compared, Decision, Stack, Subject, from_comparison, from_walk};
use archtui::text::{FileId, Location};
use archtui::walk::Walk;

use crate::adr::{DATE, cell, library, named, stack_of, technologies};
use crate::walk::build::Tree;

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
    let said = catalog.sayings(at.file).into_iter();
    let said: Vec<_> = said.filter(|(line, _)| *line == at.line).collect();
    assert_eq!(
        said[0].1,
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

/// A library in which Celery needs one of two.
fn with_celery() -> Catalog {
    let mut catalog = technologies();
    let technology = |id: &str, name: &str| Technology {
        id: TechId(id.into()),
        name: name.into(),
        at: Location::line(FileId(1), 9),
        ..Technology::default()
    };
    let celery = Technology {
        requires: vec![Requirement {
            any: vec![TechId("redis".into()), TechId("valkey".into())],
            ..Requirement::default()
        }],
        ..technology("celery", "Celery")
    };
    let mut all: Vec<Technology> = catalog.names.technologies().to_vec();
    all.extend([
        celery,
        technology("redis", "Redis"),
        technology("valkey", "Valkey"),
    ]);
    catalog.names = Arc::new(Names::new(all).0);
    catalog
}

#[test]
fn what_is_needed_is_named_with_how_it_is_there() {
    let jobs = Decision {
        subject: Subject::Title("Jobs".into()),
        chosen: Some(known("celery", "Celery")),
        considered: vec![known("celery", "Celery")],
        ..Decision::default()
    };
    let cache = |status| Decision {
        subject: Subject::Title("Cache".into()),
        chosen: Some(known("valkey", "Valkey")),
        status,
        ..Decision::default()
    };
    let either = "it needs Redis or Valkey";
    let uses = |word: &str| Facts::from([("uses".into(), Fact::Words(vec![word.into()]))]);
    let cases = [
        (uses("redis"), None, ", of which Redis is used already"),
        (
            Facts::new(),
            Some(AdrStatus::Accepted),
            ", of which Valkey is chosen as cache",
        ),
        (
            Facts::new(),
            Some(AdrStatus::Proposed),
            ", of which Valkey is proposed as cache",
        ),
        (Facts::new(), Some(AdrStatus::Deprecated), ""),
        (Facts::new(), None, ""),
    ];
    for (facts, other, expected) in cases {
        let mut stack = stack_of(vec![jobs.clone()]);
        stack.facts = facts;
        stack.decisions.extend(other.map(cache));
        let record = of_first(&stack, &with_celery());
        let said = said_of(&record, "Celery");
        assert_eq!(said, [format!("{either}{expected}")]);
        assert_eq!(record.considered[0].bad.is_empty(), !expected.is_empty());
    }
}

/// A walk to pgvector, of which another leaf says more.
fn to_pgvector() -> Walk {
    let mut t = Tree::default();
    let here = t.end(
        "pgvector (one store less to run)",
        &["pgvector"],
        &["needs a vacuum"],
    );
    let small = t.end(
        "pgvector + Redis",
        &["pgvector"],
        &["✓ quick to set up", "limit: up to 5M rows"],
    );
    let other = t.end("Qdrant (fast)", &["qdrant"], &[]);
    let answers = [("one", here), ("few", small), ("many", other)];
    let stores = t.ask("How many stores?", Fork::OneOf, &answers);
    let mut walk = Walk::new(t.done(stores));
    walk.answer(0);
    walk
}

#[test]
fn what_other_leaves_say_is_no_consequence_but_limits_hold_anywhere() {
    let chosen = Some(known("pgvector", "pgvector"));
    let decision = from_walk(&to_pgvector(), &technologies(), chosen, None);
    let record = record(decision, &technologies());
    let one = &record.considered[0];
    assert_eq!(texts(&one.good), ["one store less to run"]);
    assert_eq!(texts(&one.neutral), ["needs a vacuum"]);
    assert_eq!(
        texts(&one.bad),
        ["elsewhere in the tree a limit is stated: up to 5M rows"]
    );
    assert!(one.called.is_empty(), "its name stands there");
}

#[test]
fn what_other_answers_call_it_is_said_to_be_theirs() {
    let mut walk = to_pgvector();
    walk.back();
    walk.answer(2);
    let chosen = Some(known("pgvector", "pgvector"));
    let decision = from_walk(&walk, &technologies(), chosen, None);
    let record = record(decision, &technologies());
    let said = said_of(&record, "pgvector");
    assert!(
        !said.iter().any(|text| text.starts_with("the tree")),
        "{said:?}"
    );
    assert!(!said.contains(&"one store less to run"), "{said:?}");
}

#[test]
fn a_check_is_of_this_choice_and_what_argues_against_it_is_a_consequence() {
    use RuleStrength::{Always, Avoid, Prefer};

    let mut catalog = technologies();
    let mut all: Vec<Technology> = catalog.names.technologies().to_vec();
    all.extend(
        [("python", "Python"), ("rust", "Rust")].map(|(id, name)| Technology {
            id: TechId(id.into()),
            name: name.into(),
            kind: Some("language".into()),
            ..Technology::default()
        }),
    );
    catalog.names = Arc::new(Names::new(all).0);
    let rule = |strength, says: &str, of: &str| Rule {
        id: says.into(),
        says: says.into(),
        applies: vec![RuleSubject::Technology(TechId(of.into()))],
        strength,
        cite: None::<Citation>,
        also: Vec::new(),
        against: Vec::new(),
        at: Location::line(FileId(1), 40),
    };
    Arc::make_mut(&mut catalog.manifest).rules = vec![
        rule(Prefer, "Qdrant for more than 100M rows", "qdrant"),
        rule(Always, "back it up", "qdrant"),
        rule(Always, "use its client in Python", "qdrant"),
        rule(Avoid, "Qdrant beyond 5M rows", "qdrant"),
        rule(Avoid, "Qdrant below 1M rows", "qdrant"),
        rule(Always, "vacuum it", "pgvector"),
    ];
    let decision = Decision {
        subject: search(),
        chosen: Some(known("qdrant", "Qdrant")),
        considered: vec![known("qdrant", "Qdrant"), known("pgvector", "pgvector")],
        ..Decision::default()
    };
    let mut stack = stack_of(vec![decision]);
    let words = |word: &str| Fact::Words(vec![word.into()]);
    stack.facts = Facts::from([
        ("language".into(), words("rust")),
        ("rows".into(), Fact::Number(Range::exactly(8e6))),
    ]);
    let record = of_first(&stack, &catalog);
    assert_eq!(texts(&record.checks), ["always: back it up"]);
    assert_eq!(
        texts(&record.considered[0].bad),
        ["a rule says: avoid: Qdrant beyond 5M rows"]
    );
    assert_eq!(record.considered[1].bad.len(), 1, "it needs PostgreSQL");
}

/// A comparison by one criterion, scored in this order, and what was chosen.
fn scored(scores: &[(&str, Option<u8>)], chosen: &str) -> Record {
    let by = |score: u8| BTreeMap::from([("Filtering".into(), score)]);
    let known = scores.iter();
    let known = known.filter_map(|(name, score)| Some(((*name).into(), by((*score)?))));
    let compared = Compared {
        alternatives: scores.iter().map(|(name, _)| named(name)).collect(),
        criteria: vec!["Filtering".into()],
        scores: known.collect(),
        cells: Vec::new(),
    };
    let weights = BTreeMap::from([("Filtering".into(), 5)]);
    let decision = from_comparison(compared, weights, Some(named(chosen)), search());
    record(decision, &library())
}

#[test]
fn what_the_weights_say_is_said_whoever_was_chosen() {
    type Case<'a> = (
        &'a [(&'a str, Option<u8>)],
        &'a str,
        &'a [&'a str],
        &'a [&'a str],
    );
    let two: &[(&str, Option<u8>)] = &[("Qdrant", Some(5)), ("pgvector", Some(1))];
    let cases: [Case<'_>; 5] = [
        (
            two,
            "Qdrant",
            &["by the weights given it comes to 100 of 100 and pgvector to 20"],
            &[],
        ),
        (
            two,
            "pgvector",
            &[],
            &["by the weights given Qdrant comes to 100 of 100 and pgvector to 20"],
        ),
        (
            &[("Qdrant", Some(4)), ("Milvus", Some(4))],
            "Milvus",
            &["by the weights given it comes to 80 of 100, level with Qdrant"],
            &[],
        ),
        (
            &[("Qdrant", Some(5)), ("Milvus", Some(5)), ("pgvector", None)],
            "pgvector",
            &[],
            &["by the weights given Qdrant and Milvus come to 100 of 100 and pgvector to 0-100"],
        ),
        (
            two,
            "Chroma",
            &[],
            &["by the weights given Qdrant comes to 100 of 100 and Chroma was not compared"],
        ),
    ];
    for (scores, chosen, because, although) in cases {
        let record = scored(scores, chosen);
        assert_eq!(texts(&record.because), because, "{chosen} of {scores:?}");
        assert_eq!(
            texts(&record.weights_say),
            although,
            "{chosen} of {scores:?}"
        );
        let text = write(&record, Template::Madr);
        for although in although {
            let said = format!("Chosen option: \"{chosen}\", although {although}.\n");
            assert!(text.contains(&said), "{text}");
        }
    }
}

#[test]
fn who_comes_to_less_has_lost_by_it_where_totals_are_ranges_too() {
    let record = scored(&[("Qdrant", Some(5)), ("pgvector", None)], "Qdrant");
    assert_eq!(
        said_of(&record, "pgvector"),
        ["by the weights given it comes to 0-100 of 100, Qdrant to 100, while not all is known"]
    );
}

/// A question with answers that each lead to one technology; the first is given.
fn one_of(names: &[&str]) -> Walk {
    let mut t = Tree::default();
    let ends: Vec<_> = names.iter().map(|name| t.end(name, &[name], &[])).collect();
    let answers: Vec<_> = names.iter().copied().zip(ends).collect();
    let which = t.ask("Which is it?", Fork::OneOf, &answers);
    let mut walk = Walk::new(t.done(which));
    walk.answer(0);
    walk
}

#[test]
fn what_is_not_on_the_path_is_all_recorded_and_a_few_stand_beside_the_choice() {
    let names = ["pgvector", "qdrant", "chroma", "milvus", "elm", "oak"];
    let mut catalog = technologies();
    let mut all: Vec<Technology> = catalog.names.technologies().to_vec();
    for one in all.iter_mut().filter(|one| one.name == "Qdrant") {
        one.languages = vec![TechId("python".into())];
    }
    for language in ["python", "rust"] {
        all.push(Technology {
            id: TechId(language.into()),
            name: language.into(),
            kind: Some("language".into()),
            ..Technology::default()
        });
    }
    catalog.names = Arc::new(Names::new(all).0);
    let chosen = Some(known("pgvector", "pgvector"));
    let decision = from_walk(&one_of(&names), &catalog, chosen, None);
    let mut stack = stack_of(vec![decision]);
    let rust = Fact::Words(vec!["rust".into()]);
    stack.facts = Facts::from([("language".into(), rust)]);
    let record = of_first(&stack, &catalog);
    let considered: Vec<_> = record
        .considered
        .iter()
        .map(|one| one.alternative.key().as_str())
        .collect();
    assert_eq!(considered, ["pgvector", "chroma", "milvus", "elm"]);
    assert_eq!(
        record.not_on_path.len(),
        5,
        "{:?}",
        texts(&record.not_on_path)
    );
}

#[test]
fn a_question_is_not_asked_twice() {
    let mut catalog = library();
    Arc::make_mut(&mut catalog.manifest).concerns[0].title = "Which store".into();
    let decision = Decision {
        subject: Subject::Concern(archtui::model::ConcernId("vector-store".into())),
        chosen: Some(named("A")),
        considered: vec![named("A"), named("B")],
        ..Decision::default()
    };
    let record = record(decision, &catalog);
    assert_eq!(record.problem, "Which store?");
    assert_eq!(record.title, "Which store: A");
}

#[test]
fn only_facts_that_the_decision_has_to_do_with_stand_in_its_record() {
    let mut decision = from_walk(
        &one_of(&["pgvector", "qdrant"]),
        &technologies(),
        Some(known("pgvector", "pgvector")),
        None,
    );
    decision.walked[0].trail.steps[0].from_fact = Some("consumers, uses".into());
    decision.revisit_when = vec!["rows > 10M".into()];
    let mut stack = stack_of(vec![decision]);
    let words = |words: &[&str]| Fact::Words(words.iter().map(|word| (*word).into()).collect());
    stack.facts = Facts::from([
        ("consumers".into(), words(&["services", "unknown"])),
        ("uses".into(), words(&["postgresql"])),
        ("rows".into(), Fact::Number(Range::exactly(8e6))),
        ("gpus".into(), words(&["one"])),
    ]);
    let record = of_first(&stack, &technologies());
    assert_eq!(
        record.facts,
        [
            "consumers services (perhaps more)",
            "rows 8M",
            "uses postgresql"
        ]
    );
    assert_eq!(record.reopen.facts.len(), 4);
}

#[test]
fn an_answer_that_only_asks_for_itself_changes_nothing() {
    let mut t = Tree::default();
    let [a, b, c] = ["pgvector", "qdrant", "milvus"].map(|name| t.end(name, &[name], &[]));
    let queue = t.ask("A queue", Fork::OneOf, &[("few", b), ("many", c)]);
    let root = t.ask(
        "What is it?",
        Fork::OneOf,
        &[("rows", a), ("A queue", queue)],
    );
    let mut walk = Walk::new(t.done(root));
    walk.answer(0);
    let decision = from_walk(
        &walk,
        &technologies(),
        Some(known("pgvector", "pgvector")),
        None,
    );
    // The tree of the library is looked up by its id, so it has to be there.
    let mut catalog = technologies();
    let index = FileIndex {
        trees: vec![Arc::clone(&walk.tree)],
        ..FileIndex::default()
    };
    catalog.index = vec![Some(Arc::new(index))];
    let record = record(decision, &catalog);
    assert_eq!(texts(&record.would_change), Vec::<&str>::new());
}
