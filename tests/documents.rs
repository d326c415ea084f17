//! Documents that are made from the code say what is true today. `UPDATE=1` writes them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use archtui::action::Action;
use archtui::keymap::{Context, Keymap};
use archtui::model::TreeId;
use archtui::screens::decide;

use crate::content::LIBRARY;
use crate::support::{Play, start};

/// The keys that the README shows, with the context in which each is pressed.
const FIVE: [(Context, Action); 5] = [
    (Context::Global, Action::Open),
    (Context::Global, Action::Anything),
    (Context::Global, Action::CompareThis),
    (Context::Global, Action::Adopt),
    (Context::Global, Action::Export),
];

#[test]
fn the_readme_shows_the_keys_that_work() {
    let (keymap, _) = Keymap::load(None);
    let mut table = "| key | what it does |\n|--|--|\n".to_owned();
    for (context, action) in FIVE {
        let key = keymap.shown(context, action).unwrap();
        let doc = action.row().unwrap().doc;
        writeln!(table, "| `{key}` | {doc} |").unwrap();
    }
    stands_in_readme("keys", &table);
}

#[test]
fn the_readme_shows_the_screen_as_it_is() {
    let mut play = Play::with(120, 24, LIBRARY.clone(), start());
    let tree = TreeId("databases-vector#choosing-a-vector-store-step-by-step".into());
    assert!(decide::start(&mut play.app.decide, &LIBRARY, &tree));
    play.keys("gd13");
    let screen = format!("```text\n{}\n```\n", play.screen().trim_end());
    stands_in_readme("screen", &screen);
}

/// What is made stands between the marks of its name.
fn stands_in_readme(name: &str, made: &str) {
    static ONE_WRITER: Mutex<()> = Mutex::new(());
    let _one = ONE_WRITER.lock();
    let begin = format!("<!-- {name}: made by a test, UPDATE=1 cargo test writes it anew -->\n");
    let end = format!("<!-- end of {name} -->");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    let wanted = format!("{before}{begin}{made}{end}{after}");
    if std::env::var("UPDATE").is_ok_and(|value| value == "1") {
        fs::write(&path, wanted).unwrap();
    } else {
        assert_eq!(readme, wanted, "UPDATE=1 cargo test writes it anew");
    }
}

#[test]
fn every_action_is_described_and_reachable() {
    let (keymap, _) = Keymap::load(None);
    for row in archtui::action::ACTIONS {
        let bound = keymap
            .bindings()
            .iter()
            .any(|binding| binding.action == row.action);
        assert!(bound, "{} has no key", row.name);
        assert!(
            row.doc.len() > row.hint.len() && !row.doc.ends_with('.'),
            "{}",
            row.name
        );
    }
}
