//! Every wall of `architecture.rs` falls over a violation planted for it, and over nothing else.

use crate::architecture::{
    acts, allows, arrows, changes_state, gives_up, ranked, rooms, short_file, short_functions,
};
use crate::support::rust::Code;

/// What a wall says to a planted file, without the advice.
fn planted(path: &str, text: &str, wall: fn(&Code) -> Vec<String>) -> Vec<String> {
    let complaints = wall(&Code::read(path, text));
    let cut = |complaint: String| complaint.split([';', ',']).next().unwrap().to_owned();
    complaints.into_iter().map(cut).collect()
}

/// A case, the module it stands in, its text, and the module above it that is named on a line.
type Arrow = (
    &'static str,
    &'static str,
    &'static str,
    Option<(&'static str, usize)>,
);

const ARROWS: [Arrow; 12] = [
    (
        "a path",
        "walk",
        "\nuse crate::stack::Stack;",
        Some(("stack", 2)),
    ),
    (
        "a group",
        "walk",
        "use crate::{model::Fork, app};",
        Some(("app", 1)),
    ),
    (
        "a group of groups",
        "walk",
        "use crate::{text::{a, b}, adr::{c}};",
        Some(("adr", 1)),
    ),
    (
        "inside a function",
        "parse",
        "fn f() {\n crate::search::g()\n}",
        Some(("search", 2)),
    ),
    (
        "a visibility",
        "model",
        "pub(in crate::walk) fn f() {}",
        Some(("walk", 1)),
    ),
    (
        "in a test",
        "text",
        "#[cfg(test)] mod tests { use crate::parse; }",
        Some(("parse", 1)),
    ),
    ("its own", "walk", "use crate::walk::Walk;", None),
    (
        "below",
        "walk",
        "use crate::{text, model::{walk, stack}};",
        None,
    ),
    ("a visibility within", "walk", "pub(crate) fn f() {}", None),
    (
        "a comment",
        "walk",
        "// crate::app\n/* crate::app */\n//! [`crate::app`]",
        None,
    ),
    (
        "a string",
        "walk",
        "let a = \"crate::app\"; let b = r#\"\"crate::app\"#;",
        None,
    ),
    (
        "behind a quote",
        "walk",
        "f('\"'); use crate::app; f('\"')",
        Some(("app", 1)),
    ),
];

#[test]
fn a_planted_arrow_upward_is_found() {
    for (name, module, text, above) in ARROWS {
        let path = format!("src/{module}/x.rs");
        let said = |(above, line)| format!("{path}:{line}: `{module}` names `crate::{above}`");
        let expected: Vec<String> = above.map(said).into_iter().collect();
        assert_eq!(planted(&path, text, arrows), expected, "{name}");
    }
}

#[test]
fn a_planted_way_around_the_order_is_found() {
    let unknown = planted("src/walk/x.rs", "use crate::help::x; use crate::*;", arrows);
    let no_rank = |name: &str| format!("src/walk/x.rs:1: `crate::{name}` is no module with a rank");
    assert_eq!(unknown, [no_rank("help"), no_rank("*")]);

    let root = ["src/parse/table/x.rs:1: `super` reaches the root"];
    let climb = "use super::super::super::app::App;";
    assert_eq!(planted("src/parse/table/x.rs", climb, arrows), root);
    let stays = "use super::super::yaml; use super::y;";
    assert!(planted("src/parse/table/x.rs", stays, arrows).is_empty());
    assert_eq!(
        planted("src/walk/mod.rs", "use super::app;", arrows).len(),
        1
    );
    let test = "#[cfg(test)] mod tests { use super::*; }";
    assert!(planted("src/walk/mod.rs", test, arrows).is_empty());
}

#[test]
fn a_planted_module_without_a_rank_is_found() {
    for path in ["src/helpers.rs", "src/helpers/mod.rs"] {
        let expected = [format!("{path}: the module `helpers` has no rank")];
        assert_eq!(planted(path, "", ranked), expected);
    }
    for path in [
        "src/walk/mod.rs",
        "src/limits.rs",
        "src/lib.rs",
        "src/build.rs",
    ] {
        assert!(planted(path, "", ranked).is_empty(), "{path}");
    }
}

#[test]
fn a_planted_crate_outside_its_room_is_found() {
    let cases = [
        ("src/walk/x.rs", "use ratatui::Frame;", 1),
        ("src/app/update.rs", "use crossterm::event;", 1),
        ("src/app/view.rs", "use ratatui::Frame;", 0),
        (
            "src/screens/browse/view.rs",
            "use tui_tree_widget::Tree;",
            0,
        ),
        (
            "src/screens/browse/view/tree.rs",
            "use tui_tree_widget::Tree;",
            0,
        ),
        (
            "src/screens/browse/state.rs",
            "use tui_tree_widget::TreeState;",
            1,
        ),
        ("src/screens/view.rs", "use ratatui::Frame;", 1),
        ("src/world/clipboard.rs", "arboard::Clipboard::new()", 0),
        ("src/world/files.rs", "arboard::Clipboard::new()", 1),
        ("src/parse/table/mod.rs", "use pulldown_cmark::Event;", 1),
        (
            "src/parse/markdown/blocks.rs",
            "use pulldown_cmark::Event;",
            0,
        ),
        ("src/stack/read.rs", "serde_yaml::from_str(text)", 1),
        ("src/search/rank.rs", "use fuzzy_matcher::FuzzyMatcher;", 1),
        ("src/search/fuzzy.rs", "use fuzzy_matcher::FuzzyMatcher;", 0),
        ("src/adr/write.rs", "use std::{io, fs};", 1),
        (
            "src/adr/write.rs",
            "use std::{io, os::unix::fs, path::Path};",
            0,
        ),
        ("src/app/mod.rs", "std::env::var(\"HOME\")", 1),
        ("src/world/save.rs", "use std::fs;", 0),
        ("src/stack/mod.rs", "use std::process::Command;", 1),
    ];
    for (path, text, expected) in cases {
        assert_eq!(planted(path, text, rooms).len(), expected, "{path}: {text}");
    }
}

#[test]
fn planted_long_things_are_found() {
    let long = "// x\n".repeat(501);
    let expected = ["src/walk/x.rs: 501 lines"];
    assert_eq!(planted("src/walk/x.rs", &long, short_file), expected);
    let tests = format!(
        "fn f() {{}}\n#[cfg(test)]\nmod tests {{\n{}}}\n",
        "// x\n".repeat(600)
    );
    assert!(planted("src/walk/x.rs", &tests, short_file).is_empty());
    assert!(planted("src/walk/tests.rs", &long, short_file).is_empty());

    let body = |lines: usize| {
        format!(
            "\nfn long(a: [u8; 2]) -> u8 {{\n{}}}\n",
            "{ a; }\n".repeat(lines)
        )
    };
    let expected = ["src/walk/x.rs:2: `long` has 61 lines"];
    assert_eq!(
        planted("src/walk/x.rs", &body(59), short_functions),
        expected
    );
    assert!(planted("src/walk/x.rs", &body(58), short_functions).is_empty());
}

#[test]
fn planted_surrender_is_found() {
    let expected = ["src/walk/x.rs:2: `allow` says no reason"];
    assert_eq!(
        planted("src/walk/x.rs", "\n#[allow(dead_code)]\nfn f() {}", allows),
        expected
    );
    assert_eq!(
        planted("src/walk/x.rs", "#![allow(dead_code)]", allows).len(),
        1
    );
    assert!(
        planted(
            "src/walk/x.rs",
            "#[expect(dead_code, reason = \"\")]",
            allows
        )
        .is_empty()
    );

    let gives = |text: &str| planted("src/walk/x.rs", text, gives_up);
    assert_eq!(
        gives("a.b().unwrap()"),
        ["src/walk/x.rs:1: `unwrap` gives up"]
    );
    assert_eq!(
        gives("a.expect(\"x\")"),
        ["src/walk/x.rs:1: `expect` gives up"]
    );
    assert_eq!(
        gives("panic!(\"x\")"),
        ["src/walk/x.rs:1: `panic` gives up"]
    );
    let test = "#[cfg(test)]\n#[expect(clippy::panic, reason = \"x\")]\nmod tests { a.unwrap() }";
    assert!(gives(test).is_empty());
    assert_eq!(gives(&format!("{test}\nfn f() {{ a.unwrap() }}")).len(), 1);
    assert_eq!(gives("#[cfg(not(test))] fn f() { a.unwrap() }").len(), 1);
    assert!(gives("a.unwrap_or(1).expected()").is_empty());
    assert!(planted("src/walk/tests.rs", "a.unwrap()", gives_up).is_empty());
}

#[test]
fn a_planted_view_that_changes_state_is_found() {
    let cases = [
        ("a state", "pub fn view(a: u8, browse: &mut Browse) {}", 1),
        (
            "a state by path",
            "pub fn view(b: &'a mut super::state::Browse) {}",
            1,
        ),
        ("a method", "impl Browse { fn view(&mut self) {} }", 1),
        (
            "a trait",
            "impl<'a> Draw<'a> for Browse { fn view(&mut self) {} }",
            1,
        ),
        (
            "its memory",
            "struct Memory; fn view(b: &Browse, memory: &mut Memory) {}",
            0,
        ),
        (
            "a canvas",
            "fn view(b: &Browse, canvas: &mut Canvas<'_, '_>) {}",
            0,
        ),
        (
            "its own method",
            "struct Pen; impl Pen { fn draw(&mut self, b: &Browse) {} }",
            0,
        ),
    ];
    for (name, text, expected) in cases {
        let view = Code::read("src/screens/browse/view.rs", text);
        let state = Code::read("src/screens/browse/state.rs", "pub struct Browse { a: u8 }");
        let all = [state, view];
        assert_eq!(changes_state(&all[1], &all).len(), expected, "{name}");
        let elsewhere = Code::read("src/screens/decide/view.rs", text);
        assert!(changes_state(&elsewhere, &all).is_empty(), "{name}");
    }
}

#[test]
fn a_planted_update_that_acts_is_found() {
    let text = "use crate::{effect::Effect, world::Desk};";
    let expected = ["src/app/update.rs:1: an update names `crate::world`"];
    assert_eq!(planted("src/app/update.rs", text, acts), expected);
    assert!(planted("src/app/mod.rs", text, acts).is_empty());
}
