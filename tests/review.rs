//! What a stack must hold, and what follows from it: on a small library that has a bit of
//! everything.

use archtui::adr::{Record, Template, write};
use archtui::catalog::Catalog;
use archtui::model::{ConcernId, Takes};
use archtui::review::{
    self, By, Checked, Clients, Relation, Swaps, Tables, brief, check, checklist, complete, diff,
    find_preset, kit, preset_stack, tokens,
};
use archtui::stack::{Stack, file};
use archtui::text::FileId;

use crate::support::{MemorySource, load};

const MANIFEST: &str = "version: 1
citations: [{id: S1, title: A survey}]
technologies:
  - {id: elm, name: Elm, kind: database}
  - {id: oak, name: Oak, kind: database, conflicts: [{with: fern, why: \"they lock the same file\", cite: \"S1:9\"}]}
  - {id: elm-index, name: Elm Index, kind: index, requires: [{all: [elm], why: \"a part of it\", cite: \"S1:7\"}]}
  - {id: fern, name: Fern, kind: index}
  - {id: moss, name: Moss, kind: index, languages: [python]}
  - {id: reed, name: Reed, kind: index}
  - {id: python, name: Python, kind: language}
  - {id: rust, name: Rust, kind: language}
  - {id: fern-rs, name: fern-rs, kind: client, languages: [rust], requires: [{all: [fern], cite: \"S1:20\"}]}
  - {id: pipe, name: Pipe, kind: queue}
  - {id: tube, name: Tube, kind: queue}
  - {id: reel, name: Reel, kind: player, requires: [{all: [pipe]}]}
concerns:
  - {id: language, title: Language, kinds: [language]}
  - {id: database, title: Database, kinds: [database]}
  - {id: index, title: Index, kinds: [index], trees: [a#choosing], after: [database]}
  - {id: queues, title: Queues, takes: many, kinds: [queue]}
  - {id: player, title: Player, kinds: [player], skip_when: {building: {none_of: [video]}}}
rules:
  - {id: backup, says: \"Back it up.\", applies: {technology: elm}, strength: always, cite: \"S1:30\"}
  - {id: no-backup, says: \"Copies are made elsewhere.\", applies: {concern: database}, strength: never, cite: \"S1:31\", against: [\"S1:30\"]}
  - {id: small, says: \"Keep an index small.\", applies: {concern: index}, strength: prefer}
stacks:
  - {id: forest, title: Forest, choose: {language: rust, database: elm, index: fern}, one_of: {queues: [pipe, tube]}, cite: \"S1:40\"}
policies:
  - {technology: oak, stance: banned, because: nobody knows it}
  - {technology: reed, stance: hold}
  - {technology: tube, stance: trial}
";
const PAGE: &str = "---\nname: a\ndescription: Use when an index is chosen.\n---
# A

## Choosing

```
What is indexed?
├── Words → Fern
│   limit: up to 10M words
├── Numbers → Moss
└── Parts → Elm Index
```

## Clients

| Language | Fern | Elm Index | Reed |
|--|--|--|--|
| Python | fern-py [S1:21] | elm-py | reed-py |
| Rust | fern-rs [S1:20] | none listed [S1:22] | not stated |

## Pitfalls

- Elm Index grows with its table [S1:50].
- An index for every column.

## Start

Install Fern:

```sh
cargo add fern-rs
echo done
```

Install Moss:

```sh
pip install moss
```
";

fn library() -> Catalog {
    load(vec![MemorySource::holding(
        "lib",
        &[("a/SKILL.md", PAGE), ("archtui.yaml", MANIFEST)],
    )])
}

/// A stack of facts and of choices by concern.
fn stack(catalog: &Catalog, facts: &str, choices: &[(&str, &str)]) -> Stack {
    let decisions = choices.iter().map(|(concern, chosen)| match *chosen {
        "" => format!("  - {{concern: {concern}}}\n"),
        chosen => format!("  - {{concern: {concern}, chosen: {chosen}}}\n"),
    });
    let decisions: String = decisions.collect();
    let text = format!("version: 1\nname: s\nfacts: {{{facts}}}\ndecisions:\n{decisions}");
    let (stack, found) = file::parse(&text, FileId(9), catalog);
    assert_eq!(found, []);
    stack
}

/// Findings and what is not known, a line each.
fn said(checked: &Checked) -> Vec<String> {
    let findings = checked.findings.iter().map(|finding| {
        let [choice, with] = &finding.sides;
        let code = finding.code.word();
        format!("{:?} {code}: {choice} | {with}", finding.severity)
    });
    let unknown = checked.unknown.iter();
    let unknown = unknown.map(|unknown| format!("? {}: {}", unknown.code.word(), unknown.what));
    findings.chain(unknown).collect()
}

/// A name, facts, choices by concern, and what is said.
type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a [&'a str]);

/// Requirements and conflicts.
const TOGETHER: &[Case<'_>] = &[
    ("nothing chosen", "", &[("database", "")], &[]),
    (
        "what it needs is nowhere",
        "",
        &[("index", "elm-index")],
        &["Warning requires: Elm Index | Elm: neither chosen nor said to be there"],
    ),
    (
        "what it needs is a fact",
        "uses: [elm]",
        &[("index", "elm-index")],
        &[],
    ),
    (
        "another stands in its place",
        "uses: [oak]",
        &[("index", "elm-index")],
        &["Error requires: Elm Index | uses: Oak"],
    ),
    (
        "one of many says nothing of another",
        "uses: [tube]",
        &[("player", "reel")],
        &["Warning requires: Reel | Pipe: neither chosen nor said to be there"],
    ),
    (
        "a conflict is told once, whoever states it",
        "words: 5M",
        &[("index", "fern"), ("database", "oak")],
        &[
            "Error conflict: Fern | database: Oak",
            "Error policy: Oak | policy: banned",
        ],
    ),
];

/// Languages and clients.
const LANGUAGES: &[Case<'_>] = &[
    (
        "another language",
        "language: [rust]",
        &[("index", "moss")],
        &["Error language: Moss | language: Rust"],
    ),
    (
        "the language that was chosen",
        "",
        &[("language", "rust"), ("index", "moss")],
        &["Error language: Moss | language: Rust"],
    ),
    (
        "no language known",
        "",
        &[("index", "moss")],
        &["? language: Moss is for Python; no language is known"],
    ),
    (
        "no client listed",
        "language: [rust], uses: [elm]",
        &[("index", "elm-index")],
        &["Warning client: Elm Index | language: Rust"],
    ),
    (
        "no list speaks of it",
        "language: [rust]",
        &[("index", "reed")],
        &[
            "Warning policy: Reed | policy: hold",
            "? client: no list says whether Rust has a client of Reed",
        ],
    ),
];

/// Policies, limits, kinds, and how many are taken.
const OTHERS: &[Case<'_>] = &[
    (
        "a trial",
        "",
        &[("queues", "tube")],
        &["Info policy: Tube | policy: trial"],
    ),
    (
        "a limit is crossed",
        "words: 30M",
        &[("index", "fern")],
        &["Error limit: Fern | words: 30M"],
    ),
    (
        "a limit that a range lies about",
        "words: 5M-20M",
        &[("index", "fern")],
        &["? limit: Fern: limit: up to 10M words; no fact tells whether that is kept"],
    ),
    ("a limit is kept", "words: 3M", &[("index", "fern")], &[]),
    (
        "a limit of which no fact tells",
        "",
        &[("index", "fern")],
        &["? limit: Fern: limit: up to 10M words; no fact tells whether that is kept"],
    ),
    (
        "a kind that does not serve",
        "",
        &[("index", "pipe")],
        &["Warning kind: Pipe | index: index"],
    ),
    (
        "two for one",
        "",
        &[
            ("index", "reed"),
            ("index", "elm-index"),
            ("database", "elm"),
        ],
        &[
            "Warning policy: Reed | policy: hold",
            "Error takes-one: Elm Index | index: Reed",
            "Warning rules: Elm | rule backup",
        ],
    ),
    (
        "two where many are taken",
        "",
        &[("queues", "pipe"), ("queues", "pipe")],
        &[],
    ),
    (
        "nothing that the library knows",
        "",
        &[("index", "clay")],
        &["? kind: clay is no technology that the library knows"],
    ),
];

#[test]
fn each_check_names_both_sides_and_what_is_not_known_is_never_fine() {
    let catalog = library();
    for (name, facts, choices, expected) in [TOGETHER, LANGUAGES, OTHERS].concat() {
        let stack = stack(&catalog, facts, choices);
        assert_eq!(said(&check(&stack, &catalog)), *expected, "{name}");
    }
}

#[test]
fn a_finding_has_its_source_and_a_next_step() {
    let catalog = library();
    let found = |facts: &str, choices: &[(&str, &str)]| {
        let checked = check(&stack(&catalog, facts, choices), &catalog);
        let finding = checked.findings.first().expect("something is found");
        (finding.source.to_string(), finding.mend.to_string())
    };
    let (source, mend) = found("", &[("index", "elm-index")]);
    assert_eq!(source, "archtui.yaml:6 [S1:7]");
    assert_eq!(mend, "adopt Elm for database");
    let (source, mend) = found(
        "words: 30M, uses: [elm], language: [python]",
        &[("index", "fern")],
    );
    assert_eq!(source, "a/SKILL.md:12");
    let others = "choose one of Elm Index, Moss, Reed (index), or keep to words <= 10M";
    assert_eq!(mend, others);
    let (_, mend) = found("language: [rust]", &[("index", "moss")]);
    assert_eq!(
        mend, "choose one of Fern, Reed, Elm Index (index)",
        "none listed comes last"
    );
}

#[test]
fn a_condition_to_think_again_is_held_against_the_facts() {
    let catalog = library();
    let text = "version: 1\nname: s\nfacts: {people: 12}\ndecisions:\n  - {concern: database, chosen: elm, revisit_when: [people > 10, people > 20, \"2027-11\"]}\n";
    let (stack, _) = file::parse(text, FileId(9), &catalog);
    let told = said(&check(&stack, &catalog));
    let again: Vec<_> = told.iter().filter(|one| one.contains("revisit")).collect();
    assert_eq!(again, ["Warning revisit: Elm | people: 12"]);
}

#[test]
fn clients_are_listed_either_way_round() {
    let turned = "# B\n\n| Library | Python | Rust |\n|--|--|--|\n| Reed | reed-py | - |\n\n# Reed\n\n| Language | Client | Note |\n|--|--|--|\n| Rust | reed-net | slow |\n";
    let catalog = load(vec![MemorySource::holding(
        "lib",
        &[
            ("a/SKILL.md", PAGE),
            ("b.md", turned),
            ("archtui.yaml", MANIFEST),
        ],
    )]);
    let listed = |of: &str, language: &str| {
        let id = |name: &str| catalog.names.resolve(name).expect("a known name").clone();
        let of = catalog.technology(&id(of)).expect("a technology");
        match Tables::of(&catalog).clients(of, &id(language)) {
            Clients::Listed(all) => all.iter().map(|one| one.name.to_string()).collect(),
            Clients::NoneListed { quote, .. } => vec![format!("({quote})")],
            Clients::NotStated => Vec::new(),
        }
    };
    let cases: [(&str, &str, &[&str]); 5] = [
        ("Fern", "Rust", &["fern-rs"]),
        ("Elm Index", "Rust", &["(none listed)"]),
        ("Reed", "Python", &["reed-py"]),
        ("Reed", "Rust", &["reed-net"]),
        ("Elm", "Rust", &[]),
    ];
    for (of, language, expected) in cases {
        assert_eq!(listed(of, language), expected, "{of} in {language}");
    }
}

#[test]
fn what_fits_is_ranked_by_how_it_got_there_and_what_does_not_says_why() {
    let catalog = library();
    let stack_with = |facts: &str, choices: &[(&str, &str)]| stack(&catalog, facts, choices);
    let facts = "language: [rust], words: 3M, building: [forms]";
    let stack = stack_with(facts, &[("database", "elm")]);
    let open = complete(&stack, &catalog, None);
    let ids: Vec<&str> = open.iter().map(|open| open.concern.0.as_str()).collect();
    assert_eq!(
        ids,
        ["index", "queues"],
        "what facts settle or leave out is not open"
    );
    let index = &open[0];
    let fitting: Vec<_> = index
        .alternatives
        .iter()
        .map(|one| (one.name.as_str(), one.reasons[0].by, one.remarks.len()))
        .collect();
    let expected = [
        ("Fern", By::Preset, 0),
        ("Elm Index", By::Tree, 1),
        ("Reed", By::Table, 1),
    ];
    assert_eq!(fitting, expected, "a remark counts against one");
    let out: Vec<_> = index
        .left_out
        .iter()
        .map(|one| one.because.as_str())
        .collect();
    assert_eq!(out, ["for Python; here: language: Rust"]);
    let only = ConcernId("database".into());
    let asked = complete(&stack_with("", &[("index", "fern")]), &catalog, Some(&only));
    let out: Vec<_> = asked[0]
        .left_out
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(out, ["Oak"], "banned, and in conflict");
}

#[test]
fn a_preset_becomes_a_stack_with_its_source_as_the_reason() {
    let catalog = library();
    let preset = find_preset(&catalog, "for").expect("an unambiguous beginning");
    assert!(find_preset(&catalog, "").is_none());
    let stack = preset_stack(preset, &catalog);
    let rows: Vec<_> = stack
        .decisions
        .iter()
        .map(|one| {
            let chosen = one.chosen.as_ref().map(|chosen| chosen.name.to_string());
            (one.subject.to_string(), chosen.unwrap_or_default())
        })
        .collect();
    let expected = [
        ("language", "Rust"),
        ("database", "Elm"),
        ("index", "Fern"),
        ("queues", ""),
    ];
    assert_eq!(rows, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(
        stack.decisions[0].rationale,
        *"part of the stack Forest [S1:40]"
    );
    assert_eq!(
        stack.decisions[3].considered.len(),
        2,
        "open, between the two"
    );
    let again = file::parse(&file::write(&stack).unwrap(), FileId(9), &catalog);
    assert_eq!(again.0.decisions.len(), 4);
}

#[test]
fn two_stacks_are_laid_side_by_side_concern_by_concern() {
    let catalog = library();
    let preset = preset_stack(find_preset(&catalog, "forest").unwrap(), &catalog);
    let own = stack(
        &catalog,
        "words: 3M",
        &[
            ("database", "elm"),
            ("index", "elm-index"),
            ("player", "reel"),
        ],
    );
    let rows = diff(&preset, &own, &catalog);
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.title.as_str(),
                row.relation,
                row.sides[1].findings.len(),
            )
        })
        .collect();
    let expected = [
        ("Language", Relation::OnlyFirst, 0),
        ("Database", Relation::Same, 1),
        ("Index", Relation::Different, 0),
        ("Queues", Relation::BothOpen, 0),
        ("Player", Relation::OnlySecond, 1),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn a_swap_says_what_comes_what_goes_and_what_is_to_be_thought_of_again() {
    let catalog = library();
    let before = stack(
        &catalog,
        "",
        &[
            ("database", "elm"),
            ("index", "elm-index"),
            ("queues", "pipe"),
        ],
    );
    let oak = catalog
        .technology(catalog.names.resolve("Oak").unwrap())
        .unwrap();
    let oak = archtui::model::Alternative {
        name: oak.name.clone(),
        technology: Some(oak.id.clone()),
    };
    let after = before.swapped(0, &oak);
    let told = Swaps::of(&before, &catalog)
        .with(0, &oak)
        .expect("something is chosen");
    let codes = |all: &[review::Finding]| -> Vec<&str> {
        all.iter().map(|finding| finding.code.word()).collect()
    };
    assert_eq!(codes(&told.appear), ["policy", "requires"]);
    assert_eq!(codes(&told.disappear), ["rules"]);
    let again: Vec<_> = told
        .reopened
        .iter()
        .map(|one| one.because.as_str())
        .collect();
    assert_eq!(again, ["Elm Index needs Elm"]);
    assert_eq!(
        after.decisions[1..],
        before.decisions[1..],
        "nothing else is touched"
    );
}

#[test]
fn what_to_keep_to_comes_from_rules_and_pages_and_stands_in_the_record() {
    let catalog = library();
    let stack = stack(&catalog, "", &[("database", "elm"), ("index", "fern")]);
    let items = checklist(&stack, &catalog);
    let lines: Vec<String> = items.iter().map(review::Item::line).collect();
    let expected = [
        "always: Back it up. (archtui.yaml:23 [S1:30])",
        "never: Copies are made elsewhere. (archtui.yaml:24 [S1:31])",
        "prefer: Keep an index small. (archtui.yaml:25)",
        "pitfall: An index for every column. (a/SKILL.md:27)",
    ];
    assert_eq!(lines, expected, "the pitfall of another index is left out");
    let record = Record::of(&stack.decisions[1], &stack, &catalog, 2, "2026-11-20");
    let text = write(&record, Template::Madr);
    let confirmed = "### Confirmation\n\n* [ ] prefer: Keep an index small. [1]\n";
    assert!(text.contains(confirmed), "{text}");
    assert!(
        !text.contains("[ ] pitfall"),
        "the page is about more than Fern"
    );
    assert_eq!(text, write(&record, Template::Madr));
}

#[test]
fn a_kit_has_libraries_for_the_language_and_commands_of_it() {
    let catalog = library();
    let stack = stack(
        &catalog,
        "language: [rust]",
        &[("index", "fern"), ("index", "elm-index")],
    );
    let kit = kit(&stack, &catalog);
    let clients: Vec<_> = kit.clients.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(clients, ["fern-rs"]);
    assert_eq!(kit.none_listed[0].technology.0, *"elm-index");
    let commands: Vec<_> = kit.commands.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(
        commands,
        ["cargo add fern-rs\necho done"],
        "nothing for Python"
    );
}

#[test]
fn a_brief_keeps_within_its_budget_and_says_what_it_leaves_out() {
    let catalog = library();
    let stack = stack(
        &catalog,
        "",
        &[("database", "elm"), ("index", "fern"), ("queues", "")],
    );
    let whole = brief(&stack, &catalog, None);
    for part in [
        "Database: Elm",
        "Oak: banned by the house",
        "Always: Back it up.",
        "Queues: not decided",
    ] {
        assert!(whole.text.contains(part), "{part} in {}", whole.text);
    }
    assert_eq!(whole.left_out, []);
    assert_eq!(whole.tokens, tokens(&whole.text));
    for budget in (60..whole.tokens).step_by(5) {
        let short = brief(&stack, &catalog, Some(budget));
        assert!(
            short.tokens <= budget,
            "{} of {budget}: {}",
            short.tokens,
            short.text
        );
        assert!(
            short.text.contains("Left out for brevity"),
            "{}",
            short.text
        );
        assert!(
            short.text.contains("Database: Elm"),
            "what is chosen goes last"
        );
    }
}

#[test]
fn the_presets_of_the_built_in_library_hold_together() {
    let catalog = &*crate::content::LIBRARY;
    assert!(!catalog.manifest.stacks.is_empty());
    for preset in &catalog.manifest.stacks {
        let stack = preset_stack(preset, catalog);
        let checked = check(&stack, catalog);
        assert!(!checked.is_broken(), "{}: {:?}", preset.id, said(&checked));
    }
    let many = catalog.manifest.concerns.iter();
    assert!(
        many.filter(|concern| concern.takes == Some(Takes::Many))
            .count()
            > 1
    );
}

#[test]
fn a_rust_service_on_an_existing_database_is_asked_for_neither_and_told_its_limits() {
    let catalog = &*crate::content::LIBRARY;
    let facts = "uses: [postgresql], language: [rust], vectors: 30M";
    let own = stack(
        catalog,
        facts,
        &[("framework", "axum"), ("vector-store", "pgvector")],
    );
    let open = complete(&own, catalog, None);
    let asked = |id: &str| open.iter().any(|open| *open.concern.0 == *id);
    assert!(!asked("language") && !asked("database") && asked("orm"));
    let told = said(&check(&own, catalog));
    let limit = "Error limit: pgvector | vectors: 30M".to_owned();
    assert!(told.contains(&limit), "{told:?}");
    let milvus = stack(catalog, facts, &[("vector-store", "milvus")]);
    let told = said(&check(&milvus, catalog));
    assert_eq!(told, ["Warning client: Milvus | language: Rust"]);
    let only = ConcernId("vector-store".into());
    let fitting = complete(&own, catalog, Some(&only)).remove(0);
    assert_eq!(*fitting.alternatives[0].name, *"Qdrant");
    assert_eq!(*fitting.left_out[0].name, *"pgvector");
}

#[test]
fn an_overlay_that_bans_a_technology_speaks_about_the_built_in_library() {
    let overlay = "version: 1\npolicies:\n  - {technology: drizzle, stance: banned, because: we have one ORM}\n";
    let catalog = load(vec![
        MemorySource::holding("house", &[("archtui.yaml", overlay)]),
        std::sync::Arc::new(archtui::world::embedded::EmbeddedSource),
    ]);
    let preset = find_preset(&catalog, "startup-mvp").expect("a preset");
    let start_up = preset_stack(preset, &catalog);
    let checked = check(&start_up, &catalog);
    assert_eq!(said(&checked), ["Error policy: Drizzle | policy: banned"]);
    assert_eq!(checked.findings[0].source.to_string(), "archtui.yaml:3");
    assert_eq!(checked.findings[0].source.at.source, *"house");
    let text = brief(&start_up, &catalog, Some(200)).text;
    assert!(
        text.contains("Drizzle: banned by the house (we have one ORM)"),
        "{text}"
    );
}
