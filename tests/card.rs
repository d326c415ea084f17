//! Everything about one name: what a card holds, what is said in lists of definitions, and which
//! names exist that no manifest lists.

use archtui::catalog::{Catalog, Lookup};
use archtui::compare::{Card, CellState, To, known, named};
use archtui::model::Alternative;

use crate::support::{MemorySource, load};

const MANIFEST: &str = "\
version: 1
name: Woods
citations:
  - {id: A, title: A survey, date: \"2025-03\"}
technologies:
  - {id: oak, name: Oak, aliases: [OakDB], kind: store, license: MIT}
  - {id: elm, name: Elm, kind: store, requires: [{all: [oak], why: a graft on it, cite: \"A:4\"}]}
  - {id: ash, name: Ash, kind: store, conflicts: [{with: oak, why: they share a port}]}
  - {id: python, name: Python, kind: language}
  - {id: rust, name: Rust, kind: language}
  - {id: go, name: Go, kind: language}
rules:
  - {id: prune, says: Prune it in winter., applies: {technology: oak}, strength: always, cite: \"A:9\"}
flows:
  - {id: harvest, title: Harvest, steps: [{skill: stores, does: \"counts in Elm, then in Oak\"}]}
  - {id: rest, title: Rest, steps: [{skill: stores, does: oakwise nothing}]}
stacks:
  - {id: cabin, title: A cabin, parts: [oak], choose: {}}
policies:
  - {technology: oak, stance: adopt, because: it stands for centuries}
";

const STORES: &str = "\
---
name: stores
description: Stores. Use when storing.
---
# Stores

| Store | Best for | Size |
|---|---|---|
| Oak | small woods [A:1] | up to 10M |
| Elm | shade | up to 5M |

| Feature | Oak | Elm |
|---|---|---|
| Size | up to 90M | up to 5M |
| Colour | brown | grey |

| Language | Oak | Elm |
|---|---|---|
| Python | oakpy [A:2] | elmpy |
| Go | goak | goelm |

| Store | Rust client | License | Cost |
|---|---|---|---|
| Oak | oak-rs | MIT | nothing |
| Elm | none | MIT | nothing |

- **Oak** (the old one) - a store of rings [A:3].
- **Python**: oakpy and elmpy are there for it
- **Moss**: nobody compares it with anything

## Choosing

```
How big is it?
├── Small → Oak
└── Large → Elm
```
";

const OAK: &str = "\
# Oak

It is a tree.

| Language | Library | Since |
|---|---|---|
| Rust | oak-ffi | 2.0 |
";

fn woods() -> Catalog {
    let source = MemorySource::holding(
        "woods",
        &[
            ("archtui.yaml", MANIFEST),
            ("stores/SKILL.md", STORES),
            ("stores/references/oak.md", OAK),
        ],
    );
    load(vec![source])
}

fn card(catalog: &Catalog, name: &str) -> Card {
    let Lookup::Found(one) = named(catalog, name) else {
        panic!("{name} is not found");
    };
    Card::of(catalog, &one)
}

/// The lines of a section: names and texts.
fn section(catalog: &Catalog, card: &Card, title: &str) -> Vec<String> {
    let sections = card.sections(catalog);
    let found = sections.iter().find(|section| section.title == title);
    let lines = found
        .map(|section| section.lines.as_slice())
        .unwrap_or_default();
    let shown =
        |line: &archtui::compare::Line| format!("{}|{}|{}", line.name, line.text, line.from);
    lines.iter().map(shown).collect()
}

#[test]
fn a_card_has_everything_in_one_order() {
    let catalog = woods();
    let card = card(&catalog, "OakDB");
    let titles: Vec<&str> = card.sections(&catalog).iter().map(|s| s.title).collect();
    assert_eq!(
        titles,
        [
            "About",
            "Stated",
            "Clients and libraries",
            "What leads here",
            "Required by",
            "Conflicts with",
            "Rules",
            "Flows",
            "Ready-made stacks",
            "Where to read",
            "Others of its kind",
        ]
    );
    let lines = |title| section(&catalog, &card, title);
    assert_eq!(
        lines("About"),
        [
            "Kind|store|",
            "Also called|OakDB|",
            "Licence|MIT|",
            "Policy|adopt: it stands for centuries|",
        ]
    );
    assert_eq!(
        lines("What leads here"),
        ["|Choosing|1 path in stores#choosing"]
    );
    assert_eq!(lines("Required by"), ["|Elm: a graft on it|[A:4, 2025-03]"]);
    assert_eq!(lines("Conflicts with"), ["|Ash: they share a port|"]);
    assert_eq!(
        lines("Rules"),
        ["always|Prune it in winter.|[A:9, 2025-03]"]
    );
    assert_eq!(lines("Flows"), ["|Harvest|"]);
    assert_eq!(lines("Ready-made stacks"), ["|A cabin|"]);
    assert_eq!(lines("Where to read"), ["|Oak|stores/references/oak.md:1"]);
    assert_eq!(lines("Others of its kind"), ["|Elm|", "|Ash|"]);
}

#[test]
fn a_fact_has_its_place_its_source_and_date_and_says_where_sources_disagree() {
    let catalog = woods();
    let card = card(&catalog, "oak");
    assert_eq!(
        section(&catalog, &card, "Stated"),
        [
            "Best for|small woods|stores/SKILL.md:9 [A:1, 2025-03]",
            "Size|≠ up to 10M|stores/SKILL.md:9",
            "|≠ up to 90M|stores/SKILL.md:14",
            "|(sources disagree)|",
            "Colour|brown|stores/SKILL.md:15",
            "License|MIT|stores/SKILL.md:24",
            "Cost|nothing|stores/SKILL.md:24",
            "What it is|a store of rings.|stores/SKILL.md:27 [A:3, 2025-03]",
        ]
    );
    let size = card.facts.iter().find(|row| *row.name == *"Size").unwrap();
    assert_eq!(size.cells[0].state(), CellState::Disagree);
    let stated = &card.sections(&catalog)[1].lines;
    let Some(To::Place(at)) = &stated[0].to else {
        panic!("{stated:?}");
    };
    assert_eq!(at.line, 9);
}

#[test]
fn clients_come_from_tables_of_languages_whichever_way_they_lie() {
    let catalog = woods();
    let clients = |name| section(&catalog, &card(&catalog, name), "Clients and libraries");
    assert_eq!(
        clients("oak"),
        [
            "Go|goak|stores/SKILL.md:20",
            "Python|oakpy|stores/SKILL.md:19 [A:2, 2025-03]",
            "Rust|oak-rs|stores/SKILL.md:24",
            "|oak-ffi|stores/references/oak.md:7",
        ]
    );
    assert_eq!(
        clients("elm"),
        [
            "Go|goelm|stores/SKILL.md:20",
            "Python|elmpy|stores/SKILL.md:19",
            "Rust|none|stores/SKILL.md:25",
        ],
        "the table on the page of another is not its own"
    );
}

#[test]
fn what_it_requires_leads_to_the_card_of_that() {
    let catalog = woods();
    let card = card(&catalog, "elm");
    let sections = card.sections(&catalog);
    let needs = sections.iter().find(|s| s.title == "Requires").unwrap();
    assert_eq!(*needs.lines[0].text, *"Oak: a graft on it");
    let Some(To::Card(oak)) = &needs.lines[0].to else {
        panic!("{needs:?}");
    };
    assert_eq!(*oak.name, *"Oak");
}

#[test]
fn only_definitions_of_what_is_compared_or_listed_are_kept() {
    let catalog = woods();
    let names: Vec<&str> = catalog.definitions().map(|d| d.name.as_str()).collect();
    assert_eq!(names, ["Oak"], "no language, nothing unknown");
}

/// A library without a manifest.
fn foreign(files: &[(&str, &str)]) -> Catalog {
    load(vec![MemorySource::holding("foreign", files)])
}

fn table(names: &[&str]) -> String {
    let rows: Vec<String> = names
        .iter()
        .map(|name| format!("| {name} | good | cheap |"))
        .collect();
    format!(
        "# Page\n\n| Tool | Best for | Cost |\n|---|---|---|\n{}\n",
        rows.join("\n")
    )
}

#[test]
fn something_exists_as_soon_as_two_places_speak_of_it() {
    let one = table(&[
        "Wick",
        "**Lamp** (recommended)",
        "Lantern",
        "Option A",
        "Free",
        "Torch 2",
    ]);
    let two = table(&["Wick 3.5", "Candle", "Option A", "Free", "Lantern/Torch"]);
    let list = "# Lights\n\n- **Candle** - wax that burns\n- **Taper** - a thin one\n";
    let tree = "# Tree\n\n```\nIs it dark?\n├── Yes → Use Lamp\n└── No → Nothing at all\n```\n";
    let catalog = foreign(&[
        ("a.md", one.as_str()),
        ("b.md", two.as_str()),
        ("c.md", list),
        ("d.md", tree),
    ]);
    let names: Vec<String> = known(&catalog).map(|one| one.name.to_string()).collect();
    assert_eq!(names, ["Candle", "Lamp", "Wick"]);
    let is = |name: &str| named(&catalog, name);
    let unlisted = |name: &str| {
        Lookup::Found(Alternative {
            name: name.into(),
            technology: None,
        })
    };
    let cases = [
        ("itself", "wick", unlisted("Wick")),
        ("with a version", "Wick v4", unlisted("Wick")),
        ("with an aside", "Lamp (old)", unlisted("Lamp")),
        ("of one table only", "lantern", unlisted("Lantern")),
        (
            "several",
            "Wick or Lamp",
            Lookup::Ambiguous(vec!["Wick".into(), "Lamp".into()]),
        ),
        ("misspelt", "Wikc", Lookup::Missing(vec!["Wick".into()])),
        ("nothing", "Sun", Lookup::Missing(Vec::new())),
    ];
    for (name, written, expected) in cases {
        assert_eq!(is(written), expected, "{name}");
    }
}

#[test]
fn an_unlisted_name_is_compared_in_all_its_spellings() {
    let one = table(&["Wick", "Lamp"]);
    let two = "# Two\n\n| Tool | Best for | Weight |\n|---|---|---|\n| Use Wick (now) | good | 2 kg |\n| Lamp | good | 3 kg |\n";
    let list = "# Lights\n\n- **Wick 3.5** - cotton that burns\n";
    let catalog = foreign(&[("a.md", one.as_str()), ("b.md", two), ("c.md", list)]);
    let stated = section(&catalog, &card(&catalog, "wick"), "Stated");
    assert_eq!(
        stated,
        [
            "Best for|good|a.md:5 and 1 more place",
            "Cost|cheap|a.md:5",
            "Weight|2 kg|b.md:5",
            "What it is|cotton that burns|c.md:3",
        ]
    );
    let beside = section(&catalog, &card(&catalog, "wick"), "Compared with");
    assert_eq!(beside, ["|Lamp|"]);
}
