//! Sessions that read the card of a technology.

use archtui::screens::View;
use archtui::screens::overlay::Overlay;

use crate::support::{MemorySource, Play, load, start};

/// The three sizes that every screen must serve.
const SIZES: [(u16, u16); 3] = [(120, 36), (80, 24), (40, 12)];

fn said(play: &Play) -> String {
    let notice = play.app.notice.as_ref();
    notice.map(|n| n.text.to_string()).unwrap_or_default()
}

fn has_card(play: &Play, name: &str) -> bool {
    match play.app.overlays.last() {
        Some(Overlay::Card(cards)) => cards.front().is_some_and(|c| *c.alternative.name == *name),
        _ => false,
    }
}

#[test]
fn a_card_at_each_size() {
    for (columns, rows) in SIZES {
        let mut play = Play::new(columns, rows);
        play.keys(":oakdb<enter>jj");
        insta::assert_snapshot!(format!("card@{columns}x{rows}"), play.screen());
    }
}

#[test]
fn a_card_opens_wherever_a_name_is_under_the_cursor() {
    let ways = [
        ("the box for anything", ":elmdb<enter>", "ElmDB"),
        ("an answer", "gd<enter>ji", "AshDB"),
        ("an alternative", "gd<enter>12ji", "OakDB"),
        ("a column", "gd<enter>12cli", "OakDB"),
        ("a decision", "gd<enter>12agsi", "ElmDB"),
        ("the whole tree", "gd<enter>zGi", "AshDB"),
    ];
    for (name, keys, of) in ways {
        let mut play = Play::new(120, 36);
        play.keys(keys);
        assert!(has_card(&play, of), "{name}: {}", play.screen());
    }
    for key in ["i", "<enter>"] {
        let mut play = Play::new(120, 36);
        // The technologies stand at the end of what is in the skill.
        play.keys("<tab><tab>G").keys(key);
        let overlay = play.app.overlays.last();
        assert!(
            matches!(overlay, Some(Overlay::Card(_))),
            "{}",
            play.screen()
        );
    }
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>i");
    assert!(
        said(&play).starts_with("Put the cursor on"),
        "{}",
        said(&play)
    );
}

#[test]
fn the_page_of_a_technology_is_about_it_wherever_the_cursor_is_on_it() {
    let source = MemorySource::holding(
        "m",
        &[
            (
                "archtui.yaml",
                "version: 1\nname: t\ntechnologies:\n  - {id: oakdb, name: OakDB}\n",
            ),
            (
                "s/SKILL.md",
                "---\nname: s\ndescription: d\n---\n# OakDB\n\n```sh\noak up\n```\n",
            ),
        ],
    );
    let mut play = Play::with(120, 36, load(vec![source]), start());
    for (pane, keys) in [
        ("the tree", ""),
        ("the text", "<tab>"),
        ("what is in it", "<tab>"),
    ] {
        play.keys(keys).keys("i");
        assert!(has_card(&play, "OakDB"), "{pane}: {}", play.screen());
        play.keys("<esc>");
    }
}

#[test]
fn a_line_leads_where_it_comes_from() {
    let mut play = Play::new(120, 36);
    play.keys(":oakdb<enter>");
    let Some(Overlay::Card(cards)) = play.app.overlays.last() else {
        panic!("{}", play.screen());
    };
    let lines: Vec<String> = cards.cards[0]
        .sections
        .iter()
        .flat_map(|section| {
            section
                .lines
                .iter()
                .map(|line| format!("{}: {}", section.title, line.text))
        })
        .collect();
    let down = |start: &str| "j".repeat(lines.iter().position(|l| l.starts_with(start)).unwrap());
    let cases = [("Stated", View::Browse), ("What leads here", View::Decide)];
    for (section, view) in cases {
        let mut play = Play::new(120, 36);
        play.keys(":oakdb<enter>")
            .keys(&down(section))
            .keys("<enter>");
        assert_eq!(play.app.current, view, "{section}: {}", play.screen());
        assert!(play.app.overlays.is_empty());
    }
    let mut play = Play::new(120, 36);
    play.keys(":oakdb<enter>G<enter>");
    assert!(has_card(&play, "AshDB"), "{}", play.screen());
}

#[test]
fn a_card_compares_asks_backwards_and_is_copied() {
    let mut play = Play::new(120, 36);
    play.keys(":oakdb<enter>c");
    let names: Vec<&str> = play
        .app
        .compare
        .alternatives
        .iter()
        .map(|a| a.name.as_str())
        .collect();
    assert_eq!(play.app.current, View::Compare);
    assert_eq!(names, ["OakDB", "ElmDB", "AshDB"]);
    let mut play = Play::new(120, 36);
    play.keys(":oakdb<enter>b");
    assert!(play.shows("what leads to OakDB"), "{}", play.screen());
    let mut play = Play::new(120, 36);
    play.keys(":oakdb<enter>y");
    let copied = play.copied().unwrap();
    assert!(
        copied.starts_with("# OakDB\n\n## About\n\n- **Kind**: document-store\n"),
        "{copied}"
    );
    let mut play = Play::new(120, 36);
    play.keys(":oakdb<enter>Y");
    assert_eq!(play.copied(), Some("archtui tech oakdb"));
}
