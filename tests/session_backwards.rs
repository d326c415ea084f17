//! Sessions that look at a decision otherwise than forwards: what leads here, what would change
//! it, the whole tree, and taking every step back.

use archtui::app::{App, Msg};
use archtui::keymap::{Chord, Key};
use archtui::screens::View;
use archtui::screens::overlay::Overlay;
use proptest::prelude::*;

use crate::support::Play;

/// The three sizes that every screen must serve.
const SIZES: [(u16, u16); 3] = [(120, 36), (80, 24), (40, 12)];

fn at_each_size(name: &str, keys: &str) {
    for (columns, rows) in SIZES {
        let mut play = Play::new(columns, rows);
        play.keys(keys);
        insta::assert_snapshot!(format!("{name}@{columns}x{rows}"), play.screen());
    }
}

fn said(play: &Play) -> String {
    let notice = play.app.notice.as_ref();
    notice.map(|n| n.text.to_string()).unwrap_or_default()
}

#[test]
fn the_whole_tree_at_each_size() {
    at_each_size("whole_tree", "gd<enter>1z");
}

#[test]
fn what_leads_here_at_each_size() {
    at_each_size("leads_here", "gd<enter>12b");
}

#[test]
fn what_would_change_a_result_at_each_size() {
    at_each_size("changes", "gd<enter>12G");
}

#[test]
fn a_path_is_loaded_as_a_walk_and_taken_back() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12b");
    assert!(play.shows("what leads to ElmDB"), "{}", play.screen());
    assert!(
        play.shows("Who runs the store? We do › How many documents? More than 5M documents"),
        "{}",
        play.screen()
    );
    play.keys("<esc>jb");
    assert!(play.shows("what leads to OakDB"), "{}", play.screen());
    play.keys("<enter>");
    assert!(play.shows("✓ OakDB"), "{}", play.screen());
    play.keys("u");
    assert!(play.shows("✓ ElmDB"), "{}", play.screen());
    play.keys("U");
    assert!(play.shows("✓ OakDB"), "{}", play.screen());
}

#[test]
fn a_path_can_be_copied_as_a_command() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>2bY");
    assert_eq!(
        play.copied(),
        Some("archtui walk 'stores#choosing-a-store' --answer 'Someone else'")
    );
    assert!(play.app.overlays.is_empty());
}

#[test]
fn what_leads_here_is_asked_wherever_a_name_is_under_the_cursor() {
    let ways = [
        ("an answer", "gd<enter>j", "AshDB"),
        ("an alternative", "gd<enter>12j", "OakDB"),
        ("a column", "gd<enter>12cl", "OakDB"),
        ("a decision", "gd<enter>12ags", "ElmDB"),
        ("the whole tree", "gd<enter>zG", "AshDB"),
    ];
    for (name, keys, leads_to) in ways {
        let mut play = Play::new(120, 36);
        play.keys(keys).keys("b");
        let title = format!("what leads to {leads_to}");
        assert!(play.shows(&title), "{name}: {}", play.screen());
    }
    let mut play = Play::new(120, 36);
    // The technologies stand at the end of what is in the skill.
    play.keys("<tab><tab>G").keys("b");
    let overlay = play.app.overlays.last();
    assert!(
        matches!(overlay, Some(Overlay::LeadsHere(_))),
        "{}",
        play.screen()
    );
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>b");
    assert!(
        said(&play).starts_with("Put the cursor on"),
        "{}",
        said(&play)
    );
}

#[test]
fn a_walk_of_another_tree_loses_nothing_when_a_path_is_loaded() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>1");
    let first = play.app.decide.current.clone().unwrap();
    let kept = play.app.decide.walks[&first].clone();
    play.keys("gdG<enter>b");
    let Some(Overlay::LeadsHere(_)) = play.app.overlays.last() else {
        panic!("{}", play.screen())
    };
    play.keys("<enter>");
    assert_ne!(play.app.decide.current.as_ref(), Some(&first));
    assert_eq!(play.app.decide.walks[&first], kept);
}

#[test]
fn another_answer_is_given_from_the_result_and_taken_back() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12");
    assert!(play.shows("What would change this?"), "{}", play.screen());
    assert!(
        play.shows("Up to 5M documents → OakDB"),
        "{}",
        play.screen()
    );
    play.keys("jjj");
    assert!(
        play.shows("record as it grows"),
        "the draft stays what is recommended"
    );
    play.keys("<enter>");
    assert!(play.shows("✓ OakDB"), "{}", play.screen());
    play.keys("u");
    assert!(play.shows("✓ ElmDB"), "{}", play.screen());
}

#[test]
fn a_question_in_the_whole_tree_is_gone_to() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>z");
    assert!(play.shows("the whole tree"), "{}", play.screen());
    assert!(play.shows("▌1 ? Who runs the store?"), "{}", play.screen());
    play.keys("j<enter>");
    assert!(
        play.shows("▌1  Up to 5M documents"),
        "asked now:\n{}",
        play.screen()
    );
    play.keys("u");
    assert!(play.shows("▌2 ·   We do"), "{}", play.screen());
    play.keys("z2z");
    assert!(
        play.shows("✓   Someone else"),
        "the way is lit:\n{}",
        play.screen()
    );
    assert!(
        play.shows("┆   We do"),
        "the rest is not:\n{}",
        play.screen()
    );
    play.keys("<esc>");
    assert!(play.shows("✓ AshDB"), "{}", play.screen());
    play.keys("zggjjj<enter>");
    assert!(
        play.shows("✓ ElmDB"),
        "an outcome is answered up to:\n{}",
        play.screen()
    );
}

#[test]
fn an_outcome_that_a_limit_rules_out_is_marked_in_the_whole_tree() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12z");
    assert!(
        play.shows("✗     Up to 5M documents → OakDB"),
        "{}",
        play.screen()
    );
    play.keys("k");
    assert!(
        play.shows("ruled out"),
        "and it is said:\n{}",
        play.screen()
    );
}

#[test]
fn a_decision_is_walked_from_where_it_stands() {
    let ways = [
        ("its heading", "<enter>j<enter>"),
        ("the list of contents", "<tab><tab>gg<enter>"),
        ("the document", "<tab><enter>"),
        ("its name", ":choosing a store<enter>"),
    ];
    for (name, keys) in ways {
        let mut play = Play::new(120, 36);
        assert!(
            play.shows("decision · 2 questions · 3 outcomes · Enter walks it"),
            "{}",
            play.screen()
        );
        play.keys(keys);
        assert_eq!(play.app.current, View::Decide, "{name}: {}", play.screen());
        assert!(play.shows("Who runs the store?"), "{name}");
    }
}

#[test]
fn with_the_cursor_on_a_change_the_draft_is_what_is_adopted() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12Ga");
    let chosen = play.app.stack.decisions[0].chosen.as_ref();
    assert_eq!(chosen.map(|one| one.name.as_str()), Some("ElmDB"));
}

/// What a person changes in a walk, a key each.
const STEPS: [&str; 11] = ["1", "2", "3", "s", " ", "<enter>", "R", "h", "K", "n", "y"];

/// What undo answers for.
fn decided(app: &App) -> impl PartialEq + std::fmt::Debug + use<> {
    let walks = app.decide.walks.iter();
    let said = walks.map(|(id, w)| (id.clone(), w.given.clone(), w.forks.clone(), w.focus));
    let said: Vec<_> = said
        .filter(|(_, given, forks, focus)| {
            !given.is_empty() || !forks.is_empty() || focus.is_some()
        })
        .collect();
    (said, app.decide.marked.clone(), app.stack.clone())
}

fn undo(play: &mut Play, key: char) -> bool {
    play.send(Msg::Key(Chord::plain(Key::Char(key))));
    !said(play).starts_with("Nothing")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn undo_and_redo_cover_every_step_exactly(
        tree in 0_usize..3,
        keys in proptest::collection::vec(0..STEPS.len(), 1..14),
    ) {
        let mut play = Play::new(80, 24);
        play.keys("gd").keys(&"j".repeat(tree)).keys("<enter>");
        let mut were = vec![decided(&play.app)];
        for key in keys {
            // Going back before the first question leaves the walk, which is no step of it.
            let first = play.app.decide.walk().unwrap().progress().question <= 1;
            if STEPS[key] == "h" && first {
                continue;
            }
            play.keys(STEPS[key]);
            let now = decided(&play.app);
            if were.last() != Some(&now) {
                were.push(now);
            }
        }
        for before in were.iter().rev().skip(1) {
            prop_assert!(undo(&mut play, 'u'));
            prop_assert_eq!(&decided(&play.app), before);
        }
        prop_assert!(!undo(&mut play, 'u'), "no step more than were made");
        for after in were.iter().skip(1) {
            prop_assert!(undo(&mut play, 'U'));
            prop_assert_eq!(&decided(&play.app), after);
        }
        prop_assert!(!undo(&mut play, 'U'));
    }
}
