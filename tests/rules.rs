//! The rules of a manifest on the pages they belong to.

use archtui::catalog::Catalog;
use archtui::model::Citation;
use archtui::text::FileId;

use crate::support::{MemorySource, Play, load, start};

const STOVES: &str = "---
name: stoves
description: Which stove.
---

# Stoves

## Choosing

```text
What do you cook?
├── Fast food → Gas
└── Stews → Wood
```

## Words on it

A wood stove wants dry wood [B1:7].
";

const MANIFEST: &str = "version: 1
citations: [{id: B1, title: Book}]
technologies:
  - {id: gas, name: Gas}
  - {id: wood, name: Wood}
  - {id: coal, name: Coal}
concerns:
  - {id: heat, title: Heat, trees: [stoves#choosing]}
rules:
  - {id: dry, says: Burn dry wood only., applies: {technology: wood}, strength: always, cite: \"B1:7\", against: [\"B1:9\"]}
  - {id: pay, says: Pay the coal man., applies: {technology: coal}, strength: never, cite: \"B1:8\"}
  - {id: room, says: Leave room., applies: {concern: heat}, strength: prefer, cite: \"B1:6\"}
  - {id: watch, says: Watch it., applies: {skill: stoves, technology: coal}, strength: avoid}
";

fn catalog() -> Catalog {
    let files = [
        ("stoves/SKILL.md", STOVES),
        ("notes.md", "# Notes\n"),
        ("archtui.yaml", MANIFEST),
    ];
    load(vec![MemorySource::holding("here", &files)])
}

fn rules_of(catalog: &Catalog, path: &str) -> Vec<String> {
    let file = catalog.file_at(0, path).unwrap();
    let files = catalog.beside(file);
    let rules = catalog.rules_for(&files, &catalog.technologies_in(&files));
    rules.iter().map(|rule| rule.id.to_string()).collect()
}

#[test]
fn a_page_has_the_rules_on_its_skill_its_concerns_and_what_it_names() {
    let catalog = catalog();
    assert_eq!(catalog.findings().count(), 0);
    assert_eq!(
        rules_of(&catalog, "stoves/SKILL.md"),
        ["watch", "room", "dry"]
    );
    assert_eq!(rules_of(&catalog, "notes.md"), [""; 0]);
}

#[test]
fn a_citation_leads_to_the_line_that_makes_it() {
    let catalog = catalog();
    let cite = |line| Citation {
        id: "B1".into(),
        line,
    };
    let notes: FileId = catalog.file_at(0, "notes.md").unwrap();
    let at = catalog.cited_at(&cite(Some(7)), &[notes]).unwrap();
    assert_eq!(catalog.place(at).to_string(), "stoves/SKILL.md:18");
    assert_eq!(catalog.cited_at(&cite(Some(8)), &[notes]), None);
    assert_eq!(catalog.cited_at(&cite(None), &[notes]), None);
}

#[test]
fn enter_opens_a_rule_in_full_and_enter_again_the_page_of_its_source() {
    for (columns, rows) in [(120, 36), (80, 24), (40, 12)] {
        let mut play = Play::with(columns, rows, catalog(), start());
        // One decision, then the rules: the third of them has its source on this page.
        play.keys("<tab><tab>jjj<enter>");
        for said in [
            "rule Burn dry wood only.",
            "strength always",
            "applies to Wood (technology)",
            "source B1:7 Book, in stoves/SKILL.md:18",
            "against it B1:9 Book",
        ] {
            let screen = play.screen().replace(['│', '▌'], " ");
            let words: Vec<&str> = screen.split_whitespace().collect();
            assert!(words.join(" ").contains(said), "{said}:\n{screen}");
        }
        assert!(!play.shows("Words on it"), "{}", play.screen());
        play.keys("<enter>");
        assert!(play.shows("Words on it"), "{}", play.screen());
    }
}

#[test]
fn a_rule_is_copied_with_its_strength_and_sources() {
    let line = "always: Burn dry wood only. [B1:7]; against it: [B1:9]";
    for keys in ["<tab><tab>jjjy", "<tab><tab>jjj<enter>y"] {
        let mut play = Play::with(120, 36, catalog(), start());
        play.keys(keys);
        assert_eq!(play.copied(), Some(line), "{keys}");
    }
}
