//! From what a person types to what was meant.

use std::sync::Arc;

use archtui::catalog::{Catalog, FileEntry, FileIndex, Names};
use archtui::model::{
    ComparisonTable, FileKind, Heading, Inlines, Orientation, Skill, SkillId, TableId, TechId,
    Technology,
};
use archtui::search::{
    Aliases, Finder, Row, RowKind, Search, Target, Tier, find_in, full_text, rows,
};
use archtui::text::{FileId, Location};
use proptest::prelude::*;

fn row(kind: RowKind, parents: &str, text: &str) -> Row {
    Row {
        text: text.into(),
        parents: parents.into(),
        shown: "".into(),
        kind,
        target: Target::Place(Location::line(FileId(0), 1)),
    }
}

fn heading(parents: &str, text: &str) -> Row {
    row(RowKind::Heading, parents, text)
}

fn library() -> Vec<Row> {
    vec![
        heading("storage-operations", "Common mount failures and fixes"),
        heading("auth-security", "Multi-factor login (MFA)"),
        heading("auth-security MFA rollout", "Recovery codes"),
        heading("container-platform", "Kubernetes on bare metal"),
        heading("container-platform", "Cluster autoscaler for Kubernetes"),
        row(RowKind::Skill, "Data layer", "databases-vector"),
        heading("databases-vector", "Comparing vector databases"),
        heading("databases-vector", "Filtering"),
        heading("databases-relational", "Columnstore index"),
        row(RowKind::Technology, "pg", "PostgreSQL"),
        row(RowKind::Technology, "", "pgvector"),
        heading("databases-vector pgvector", "Index types"),
        heading("auth-security", "OAuth 2.1 flows"),
        heading("message-queues", "Über Backpressure"),
        heading("message-queues", "REST"),
        heading("message-queues", "The rest of the story"),
        heading("message-queues", "Interest rates"),
        heading("message-queues", "Restart policies"),
        heading("databases-vector", "LanceDB in short"),
        row(RowKind::Technology, "", "pg_search"),
    ]
}

fn technologies() -> Vec<Technology> {
    let technology = |id: &str, name: &str, aliases: &[&str]| Technology {
        id: TechId(id.into()),
        name: name.into(),
        aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
        ..Technology::default()
    };
    vec![
        technology("postgresql", "PostgreSQL", &["Postgres", "pg"]),
        technology("kubernetes", "Kubernetes", &["K8s"]),
    ]
}

fn finder() -> Finder {
    Finder::new(library(), Aliases::new(&technologies()))
}

/// The whole search, letters too.
fn search(finder: &Finder, typed: &str, step: usize) -> Search {
    let mut search = finder.search(typed);
    while finder.go_on(&mut search, step) {}
    search
}

fn titles(typed: &str) -> Vec<String> {
    let finder = finder();
    let hits = search(&finder, typed, 1_000).hits;
    hits.iter()
        .map(|hit| finder.rows()[hit.row].text.to_string())
        .collect()
}

/// What is typed, and what must come first.
const MEANT: [(&str, &str, &[&str]); 13] = [
    (
        "a whole word before letters",
        "mfa",
        &["Multi-factor login (MFA)", "Recovery codes"],
    ),
    (
        "a typing mistake",
        "kubernets",
        &["Kubernetes on bare metal"],
    ),
    (
        "one letter less",
        "kubernete",
        &["Kubernetes on bare metal"],
    ),
    ("a swap", "kuberentes", &["Kubernetes on bare metal"]),
    ("a missing letter", "oath", &["OAuth 2.1 flows"]),
    (
        "words in any order",
        "databases vector",
        &["databases-vector", "Comparing vector databases"],
    ),
    (
        "a shorthand",
        "vector db",
        &["databases-vector", "Comparing vector databases"],
    ),
    (
        "an alias of the manifest",
        "k8s autoscale",
        &["Cluster autoscaler for Kubernetes"],
    ),
    ("an alias as a parent", "pg", &["PostgreSQL"]),
    (
        "own title before ancestors",
        "pgvector",
        &["pgvector", "Index types"],
    ),
    ("title and ancestor", "pgvector index", &["Index types"]),
    (
        "word, start, inside",
        "rest",
        &[
            "REST",
            "The rest of the story",
            "Restart policies",
            "Interest rates",
        ],
    ),
    ("any case of any script", "über", &["Über Backpressure"]),
];

#[test]
fn what_was_meant_comes_first() {
    for (name, typed, expected) in MEANT {
        let found = titles(typed);
        assert!(
            found
                .iter()
                .map(String::as_str)
                .take(expected.len())
                .eq(expected.iter().copied()),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn letters_in_order_are_found_where_words_are_not() {
    let finder = finder();
    let found = search(&finder, "bckprs", 7);
    let first = &found.hits[0];
    assert_eq!(first.tier, Tier::Fuzzy);
    assert_eq!(finder.rows()[first.row].text, "Über Backpressure");
}

#[test]
fn a_query_that_means_nothing_finds_nothing_but_knows_what_is_near() {
    assert_eq!(titles("zzzz"), [""; 0]);
    assert_eq!(finder().near("filtring", 3), ["filtering"]);
    assert_eq!(finder().near("zzzzzzzz", 3), [""; 0]);
}

#[test]
fn no_words_are_all_rows_as_they_are() {
    let finder = finder();
    let search = finder.search("  ");
    assert!(!search.is_unfinished());
    let order: Vec<usize> = search.hits.iter().map(|hit| hit.row).collect();
    assert_eq!(order, (0..finder.rows().len()).collect::<Vec<_>>());
}

#[test]
fn spots_say_what_matched() {
    let finder = finder();
    let cases = [
        ("mfa", "MFA"),
        ("über back", "Über|Back"),
        ("k8s", "Kubernetes"),
        ("kubernets", "Kubernetes"),
        ("bckprs", "B|ckpr|s"),
    ];
    for (typed, expected) in cases {
        let hit = &search(&finder, typed, 5).hits[0];
        let text = &finder.rows()[hit.row].text;
        let spots: Vec<&str> = hit.in_text.iter().map(|spot| &text[spot.clone()]).collect();
        assert_eq!(spots.join("|"), expected, "{typed}");
    }
    let hit = &finder.search("pgvector index").hits[0];
    let parents = &finder.rows()[hit.row].parents;
    assert_eq!(&parents[hit.in_parents[0].clone()], "pgvector");
}

#[test]
fn the_size_of_a_step_changes_nothing() {
    let finder = finder();
    for typed in ["bckprs", "vectr", "kub mtl", "i", "e s"] {
        let whole = search(&finder, typed, usize::MAX);
        for step in [1, 2, 5] {
            assert_eq!(search(&finder, typed, step), whole, "{typed} by {step}");
        }
    }
}

#[test]
fn a_search_that_found_enough_tries_no_letters() {
    let rows = (0..200)
        .map(|n| heading("skill", &format!("Index number {n}")))
        .collect();
    let finder = Finder::new(rows, Aliases::default());
    assert!(!finder.search("index").is_unfinished());
    assert!(finder.search("indx").is_unfinished() || finder.search("indx").hits.len() >= 100);
}

#[test]
fn long_rows_and_queries_are_cut_for_the_fuzzy_matcher() {
    let finder = Finder::new(vec![heading("", &"a".repeat(100_000))], Aliases::default());
    let typed = "ab".repeat(5_000);
    assert!(search(&finder, &typed, 10).hits.is_empty());
}

#[test]
fn a_document_is_searched_whatever_the_case() {
    let lines = ["Ein Überblick", "überall Ü", "", "nothing"];
    let found: Vec<(usize, &str)> = find_in(&lines, "ÜBER")
        .into_iter()
        .map(|found| (found.line, &lines[found.line][found.bytes]))
        .collect();
    assert_eq!(found, [(0, "Über"), (1, "über")]);
    assert!(find_in(&lines, "").is_empty());
    assert_eq!(find_in(&["a a a"], "a").len(), 3);
    let long = format!("\u{212a}{}", "a".repeat(200_000));
    assert_eq!(find_in(&[&long], "a").len(), 200_000);
    assert_eq!(find_in(&["two  words"], "two words").len(), 0);
}

#[test]
fn full_text_finds_lines_with_all_words() {
    let texts = [
        (
            "one.md",
            "Kafka keeps order\n  per partition, order matters",
        ),
        ("two.md", "The Order of kafka\n\nkafka"),
    ];
    let find = |query: &str| -> Vec<String> {
        let hits = full_text(texts, query);
        hits.iter()
            .map(|hit| format!("{}:{} {}", hit.place, hit.line, hit.text))
            .collect()
    };
    assert_eq!(
        find("order kafka"),
        ["one.md:1 Kafka keeps order", "two.md:1 The Order of kafka"]
    );
    assert_eq!(
        find("Order"),
        ["two.md:1 The Order of kafka"],
        "a capital is meant"
    );
    assert_eq!(find(" "), [""; 0]);
    let hits = full_text(texts, "ORDER");
    assert!(hits.is_empty());
    let hits = full_text(texts, "order");
    let spots: Vec<&str> = hits[1]
        .spots
        .iter()
        .map(|spot| &hits[1].text[spot.clone()])
        .collect();
    assert_eq!(spots, ["order"]);
}

proptest! {
    #[test]
    fn spots_are_always_within_their_text(typed in "\\PC{0,12}", text in "\\PC{0,40}", parents in "\\PC{0,20}") {
        let finder = Finder::new(vec![heading(&parents, &text)], Aliases::new(&technologies()));
        for hit in search(&finder, &typed, 1).hits {
            let row = &finder.rows()[hit.row];
            prop_assert!(hit.in_text.iter().all(|spot| row.text.get(spot.clone()).is_some()));
            prop_assert!(hit.in_parents.iter().all(|spot| row.parents.get(spot.clone()).is_some()));
        }
        for found in find_in(&[&text], &typed) {
            prop_assert!(text.get(found.bytes).is_some());
        }
    }

    #[test]
    fn a_row_is_found_by_its_own_words(text in "[a-zA-Zäöü ]{1,30}") {
        let finder = Finder::new(vec![heading("", &text)], Aliases::default());
        prop_assert_eq!(finder.search(&text).hits.len(), 1);
    }
}

#[test]
fn a_catalog_gives_a_row_for_everything_that_can_be_gone_to() {
    let rows = rows(&small_catalog());
    let seen: Vec<String> = rows
        .iter()
        .map(|row| format!("{:?} {} <{}>", row.kind, row.text, row.parents))
        .collect();
    assert_eq!(
        seen,
        [
            "Technology Kubernetes <K8s>",
            "Skill queues <Messages>",
            "Table Engines <queues>",
            "Heading Choosing <queues>",
            "Heading Limits <queues Choosing>",
            "File run.sh <queues>",
        ]
    );
}

/// A skill with a document and a script, shadowing another of its name.
fn small_catalog() -> Catalog {
    let skill = |main: u32, shadowed_by: Option<usize>| Skill {
        id: SkillId("queues".into()),
        source: 0,
        folder: "queues".into(),
        main: FileId(main),
        files: vec![FileId(main)],
        frontmatter: None,
        group: Some("Messages".into()),
        shadowed_by,
    };
    let file = |path: &str, skill: usize| FileEntry {
        source: 0,
        path: path.into(),
        shown: path.into(),
        kind: FileKind::Skill,
        skill: Some(skill),
        size: 1,
    };
    let title = |level: u8, text: &str| Heading {
        level,
        text: Inlines::default(),
        title: text.into(),
        anchor: String::new(),
        at: Location::line(FileId(0), 3),
    };
    let table = ComparisonTable {
        id: TableId("queues#engines".into()),
        title: "Engines".into(),
        at: Location::line(FileId(0), 5),
        end_line: 7,
        orientation: Orientation::Other,
        header: Vec::new(),
        rows: Vec::new(),
    };
    let index = FileIndex {
        headings: vec![title(1, "Choosing"), title(2, "Limits")],
        tables: vec![Arc::new(table)],
        ..FileIndex::default()
    };
    Catalog {
        files: vec![
            file("queues/SKILL.md", 0),
            file("queues/scripts/run.sh", 0),
            file("other/queues/SKILL.md", 1),
        ],
        skills: vec![skill(0, None), skill(2, Some(0))],
        names: Arc::new(Names::new(technologies().split_off(1)).0),
        index: vec![Some(Arc::new(index)), None, None],
        ..Catalog::default()
    }
}
