//! Commands in the content: found by name, listed, copied as they stand, never run.

use archtui::app::{Click, ClickKind, Msg};
use archtui::catalog::Catalog;
use archtui::effect::Effect;
use archtui::model::CommandBlock;

use crate::content::LIBRARY;
use crate::support::{MemorySource, Play, load, start};

const MILL: &str = "---
name: mill
description: How to grind.
---

# Mill

## Install

Fetch the parts:

```console
$ get stones
$ get sails --all
```

Put them together:

```bash
# slowly
make mill
```

## Fill

The size of a sack is free.

```sql
SELECT 1
```

## Grind

1. Wait for wind.
2. Pour.
3. Wait again.
4. Sweep.
5. Sell.
6. Rest.
";

fn mill() -> Catalog {
    let more = "# More\n\n```sh\nmill \u{202e}--clean\u{1b}[2J\n```\n";
    load(vec![MemorySource::holding(
        "here",
        &[("mill/SKILL.md", MILL), ("mill/references/more.md", more)],
    )])
}

fn blocks(catalog: &Catalog) -> impl Iterator<Item = &CommandBlock> {
    let indexes = catalog.index.iter().flatten();
    indexes.flat_map(|index| &index.commands)
}

#[test]
fn each_is_found_with_its_name_in_a_foreign_skill() {
    let catalog = mill();
    let found: Vec<(String, &str)> = blocks(&catalog)
        .map(|block| (catalog.place(block.at).to_string(), &*block.name))
        .collect();
    let expected = [
        ("mill/SKILL.md:12", "Fetch the parts"),
        ("mill/SKILL.md:19", "Put them together"),
        ("mill/references/more.md:3", "More"),
    ];
    let expected = expected.map(|(place, name)| (place.to_owned(), name));
    assert_eq!(found, expected);
}

#[test]
fn the_contents_list_them_enter_goes_there_and_y_copies() {
    for columns in [120, 80, 40] {
        let mut play = Play::with(columns, 36, mill(), start());
        play.keys("<tab><tab>");
        assert!(play.shows("Commands"), "{}", play.screen());
        assert!(play.shows("y copy"), "{}", play.screen());
        play.keys("y");
        assert_eq!(play.copied(), Some("get stones\nget sails --all"));
        let said = play.asked.iter().rev().find_map(|effect| match effect {
            Effect::Copy { what, .. } => Some(what.as_str()),
            _ => None,
        });
        assert_eq!(said, Some("the commands “Fetch the parts”, 2 lines"));
        play.keys("j<enter>");
        assert!(play.shows("make mill"), "{}", play.screen());
        play.keys("<tab>");
    }
}

#[test]
fn in_the_document_y_copies_the_block_in_view_else_the_place() {
    let mut play = Play::with(80, 12, mill(), start());
    play.keys("<tab>");
    assert!(play.shows("copy the commands"), "{}", play.screen());
    play.keys("y");
    assert_eq!(play.copied(), Some("get stones\nget sails --all"));
    // Gone to from the list, the block stands first.
    play.keys("<tab>j<enter>y");
    assert_eq!(play.copied(), Some("# slowly\nmake mill"));
    play.keys("Gy");
    assert_eq!(play.copied(), Some("mill/SKILL.md:32"), "{}", play.screen());
    // The tree's cursor is on a heading: its place is copied.
    let mut play = Play::with(80, 24, mill(), start());
    play.keys("y");
    assert_eq!(play.copied(), Some("mill/SKILL.md:6"));
}

#[test]
fn the_twin_of_the_list_prints_it() {
    let mut play = Play::with(120, 36, mill(), start());
    play.keys("<tab><tab>Y");
    assert_eq!(play.copied(), Some("archtui show mill --commands"));
}

#[test]
fn a_click_on_the_word_copies() {
    let mut play = Play::with(120, 36, mill(), start());
    let screen = play.screen();
    let row = screen
        .lines()
        .position(|line| line.contains("Put them tog"));
    let row = row.unwrap();
    let line = screen.lines().nth(row).unwrap();
    let x = archtui::text::width::width(line) - 2;
    play.send(Msg::Mouse(Click {
        kind: ClickKind::Press,
        x: u16::try_from(x).unwrap(),
        y: u16::try_from(row).unwrap(),
    }));
    assert_eq!(play.copied(), Some("# slowly\nmake mill"), "{line}");
}

#[test]
fn nothing_that_hides_or_acts_is_copied() {
    let catalog = mill();
    let more = blocks(&catalog).find(|block| &*block.name == "More");
    let text = &more.unwrap().text;
    assert!(text.starts_with("mill "), "{text}");
    assert!(!text.contains(['\u{202e}', '\u{1b}']), "{text:?}");
}

/// The commands of the sources: what each is called here, and what it says, word for word.
const OF_THE_SOURCES: [(&str, &str); 15] = [
    ("Create a Python project", "uv init my-api && cd my-api"),
    (
        "Add FastAPI and what S1 installs with it",
        "uv add fastapi uvicorn[standard] sqlalchemy[asyncio] asyncpg pydantic-settings redis structlog",
    ),
    (
        "Run the app and reload it on changes",
        "uvicorn app.main:app --reload --port 8000",
    ),
    (
        "Create a Fastify project",
        "npm create fastify@latest my-api -- --lang=ts",
    ),
    (
        "Add the Fastify plugins, in the folder of the project",
        "npm install @fastify/swagger @fastify/swagger-ui @fastify/rate-limit",
    ),
    (
        "Set up Drizzle with the pg driver",
        "npm install drizzle-orm pg && npm install -D drizzle-kit @types/pg",
    ),
    (
        "Generate and apply the migrations",
        "npx drizzle-kit generate && npx drizzle-kit migrate",
    ),
    (
        "Install Testcontainers and its companions",
        "uv add --dev testcontainers pytest-asyncio factory-boy",
    ),
    ("Run a k6 load test", "k6 run scripts/load-test.js"),
    (
        "Install OpenTelemetry for FastAPI and SQLAlchemy",
        "uv add opentelemetry-sdk opentelemetry-instrumentation-fastapi opentelemetry-instrumentation-sqlalchemy opentelemetry-exporter-otlp",
    ),
    (
        "Create the extension, once per database",
        "psql -c \"CREATE EXTENSION vector;\"",
    ),
    (
        "Pull the image for local work",
        "docker pull ankane/pgvector",
    ),
    ("Install the Temporal CLI on macOS", "brew install temporal"),
    (
        "Install Terraform or OpenTofu with Homebrew",
        "brew install terraform  # or opentofu",
    ),
    (
        "Install the backend-architect skill",
        "npx skillscat add kozz36/backend-architect",
    ),
];

#[test]
fn the_library_has_each_command_of_its_sources() {
    let mut wrong = Vec::new();
    for (name, says) in OF_THE_SOURCES {
        match blocks(&LIBRARY).find(|block| &*block.name == name) {
            None => wrong.push(format!("{name} is not there")),
            Some(block) if &*block.text != says => wrong.push(format!("{name}: {}", block.text)),
            Some(block) if block.cites.is_empty() => wrong.push(format!("{name} has no source")),
            Some(_) => {}
        }
    }
    crate::content::none(&wrong);
}
