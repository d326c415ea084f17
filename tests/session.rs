//! Whole sessions played as keys, seen at the three sizes.

use archtui::app::{Click, ClickKind, Msg};
use archtui::effect::{Done, Effect, ExportReport};
use archtui::keymap::{Context, Keymap};
use archtui::screens::View;
use archtui::text::SafeText;

use crate::support::{Play, start};

/// The three sizes that every screen must serve.
const SIZES: [(u16, u16); 3] = [(120, 36), (80, 24), (40, 12)];

fn at_each_size(name: &str, keys: &str) {
    for (columns, rows) in SIZES {
        let mut play = Play::new(columns, rows);
        play.keys(keys);
        insta::assert_snapshot!(format!("{name}@{columns}x{rows}"), play.screen());
    }
}

#[test]
fn browse_at_each_size() {
    at_each_size("browse", "");
}

#[test]
fn a_question_at_each_size() {
    at_each_size("question", "gd<enter>1");
}

#[test]
fn an_outcome_at_each_size() {
    at_each_size("outcome", "gd<enter>12");
}

#[test]
fn a_comparison_at_each_size() {
    at_each_size("comparison", "gd<enter>12c");
}

#[test]
fn a_stack_at_each_size() {
    at_each_size("stack", "gd<enter>12ags");
}

#[test]
fn help_at_each_size() {
    at_each_size("help", "?");
}

#[test]
fn enter_on_a_heading_with_a_decision_walks_it() {
    let mut play = Play::new(120, 36);
    play.keys("<enter>j<enter>");
    assert_eq!(play.app.current, View::Decide, "{}", play.screen());
    assert!(play.shows("Who runs the store?"));
}

#[test]
fn the_tree_and_the_document_move_together() {
    let mut play = Play::new(80, 24);
    play.keys("<enter>jjj");
    let tree = play.app.browse.selected;
    play.keys("<tab>").keys("G");
    assert_ne!(
        play.app.browse.selected, tree,
        "scrolling moves the cursor of the tree"
    );
}

#[test]
fn going_back_keeps_later_answers_until_one_is_changed() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12");
    assert!(play.shows("✓ ElmDB"));
    play.keys("hh");
    assert!(play.shows("Who runs the store?"));
    assert!(
        play.shows("kept: More"),
        "later answers are pencilled:\n{}",
        play.screen()
    );
    play.keys("1");
    assert!(
        play.shows("▌2  More than 5M documents"),
        "{}",
        play.screen()
    );
    play.keys("<enter>");
    assert!(play.shows("✓ ElmDB"), "the kept answer still stands");
}

#[test]
fn a_limit_that_an_answer_crosses_rules_out_and_is_quoted() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12");
    let screen = play.screen();
    assert!(screen.contains("✗ OakDB"), "{screen}");
    assert!(screen.contains("5M documents"), "{screen}");
    assert!(
        screen.contains("┆ AshDB"),
        "other answers were given, nothing speaks against it:\n{screen}"
    );
}

#[test]
fn not_known_leaves_every_branch_open() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>s");
    for name in ["OakDB", "ElmDB", "AshDB"] {
        assert!(
            play.shows(&format!("· {name}")),
            "{name}\n{}",
            play.screen()
        );
    }
}

#[test]
fn marked_answers_of_an_any_of_fork_hold_together() {
    let mut play = Play::new(120, 36);
    play.keys("gdj<enter>12<enter>");
    let screen = play.screen();
    assert!(
        screen.contains("✓ Conveyor") && screen.contains("✓ Hopper"),
        "{screen}"
    );
}

#[test]
fn undo_takes_an_answer_back_and_redo_gives_it_again() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12u");
    assert!(
        play.shows("How many documents?") && !play.shows("✓ ElmDB"),
        "{}",
        play.screen()
    );
    play.keys("U");
    assert!(play.shows("✓ ElmDB"));
}

#[test]
fn restart_asks_from_the_top_and_can_be_undone() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12R");
    assert!(play.shows("▌1  We do"));
    play.keys("u");
    assert!(play.shows("✓ ElmDB"));
}

#[test]
fn adopting_saves_the_stack_and_undo_saves_it_back() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12a");
    let saved = |play: &Play| {
        play.asked.iter().rev().find_map(|effect| match effect {
            Effect::SaveStack(stack) => Some(stack.decisions.len()),
            _ => None,
        })
    };
    assert_eq!(saved(&play), Some(1));
    play.keys("u");
    assert_eq!(saved(&play), Some(0));
}

#[test]
fn a_comparison_flags_what_sources_disagree_on() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12c");
    let screen = play.screen();
    assert!(screen.contains("! 5 ms"), "{screen}");
    play.keys("=");
    assert!(play.shows("differences only"));
}

#[test]
fn a_cell_opens_whole_and_leads_to_its_source() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12c");
    let latency = play
        .app
        .compare
        .comparison
        .criteria
        .iter()
        .position(|r| r.name == "Latency");
    let oak = play
        .app
        .compare
        .comparison
        .alternatives
        .iter()
        .position(|c| c.alternative.name == "OakDB");
    play.app.compare.at = (latency.unwrap(), oak.unwrap());
    play.keys("<enter>");
    let screen = play.screen();
    assert!(screen.contains("Sources disagree"), "{screen}");
    assert!(
        screen.contains("5 ms") && screen.contains("9 ms"),
        "{screen}"
    );
    assert!(
        screen.contains("[A:21]") && screen.contains("[B:30]"),
        "{screen}"
    );
    play.keys("o");
    assert_eq!(play.app.current, View::Browse);
}

#[test]
fn transpose_twice_is_as_before() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12c");
    let before = play.screen();
    play.keys("t");
    assert_ne!(play.screen(), before);
    play.keys("t");
    assert_eq!(play.screen(), before);
}

#[test]
fn anything_finds_a_technology_and_a_typing_mistake_is_forgiven() {
    let mut play = Play::new(120, 36);
    play.keys(":oakdb");
    assert!(play.shows("technology"), "{}", play.screen());
    play.keys("<esc>:conveyer");
    assert!(play.shows("Conveyor"), "{}", play.screen());
    play.keys("<enter>");
    assert_eq!(play.app.current, View::Compare);
}

#[test]
fn a_query_that_fails_says_what_is_near() {
    let mut play = Play::new(120, 36);
    play.keys(":zzzzqqq");
    assert!(play.shows("Nothing"), "{}", play.screen());
}

#[test]
fn a_word_is_found_in_the_document_and_n_goes_on() {
    let mut play = Play::new(80, 12);
    play.keys("/store<enter>");
    let first = play.app.browse.scroll;
    play.keys("nn");
    assert_ne!(play.app.browse.scroll, first);
    play.keys("<esc>");
    assert_eq!(play.app.browse.find, None);
}

#[test]
fn help_is_searched_and_enter_runs_what_is_found() {
    let mut play = Play::new(120, 36);
    play.keys("?what has been decided<enter>");
    assert_eq!(play.app.current, View::Stack, "{}", play.screen());
}

#[test]
fn esc_never_quits_and_q_keeps_everything() {
    let mut play = Play::new(80, 24);
    play.keys("<esc><esc><esc><esc>");
    assert!(!play.asked.contains(&Effect::Quit));
    play.keys("gd<enter>1q");
    assert!(play.asked.contains(&Effect::Quit));
    let session = play.asked.iter().find_map(|effect| match effect {
        Effect::SaveSession(text) => Some(text.clone()),
        _ => None,
    });
    let again = archtui::app::Start { session, ..start() };
    let play = Play::with(
        80,
        24,
        crate::support::load(vec![crate::support::library()]),
        again,
    );
    assert_eq!(play.app.current, View::Decide);
    assert!(play.shows("How many documents?"), "{}", play.screen());
}

#[test]
fn a_switched_fork_is_kept_between_runs_and_copied() {
    let mut play = Play::new(80, 24);
    play.keys("gd<enter>K12<enter>Y");
    let twin = play.copied().map(ToString::to_string).unwrap();
    assert!(
        twin.contains("--fork 'any-of=Who runs the store?'"),
        "{twin}"
    );
    assert!(twin.contains("--and"), "{twin}");
    play.keys("q");
    let session = play.asked.iter().find_map(|effect| match effect {
        Effect::SaveSession(text) => Some(text.clone()),
        _ => None,
    });
    let library = crate::support::load(vec![crate::support::library()]);
    let mut play = Play::with(80, 24, library, archtui::app::Start { session, ..start() });
    play.keys("Y");
    assert_eq!(play.copied(), Some(twin.as_str()));
}

#[test]
fn the_twin_of_a_walk_is_copied() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12Y");
    assert_eq!(
        play.copied(),
        Some(
            "archtui walk 'stores#choosing-a-store' --answer 'We do' --answer 'More than 5M documents'"
        )
    );
}

#[test]
fn an_export_is_asked_of_the_world_and_its_record_is_remembered() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12ags").keys("x<enter>");
    let request = play.asked.iter().find_map(|effect| match effect {
        Effect::Export(request) => Some(request.clone()),
        _ => None,
    });
    assert_eq!(request.unwrap().only, [0]);
    play.send(Msg::Done(Done::Exported(Ok(ExportReport {
        said: SafeText::new("Wrote 0001-use-elmdb.md."),
        written: vec![(0, SafeText::new("docs/decisions/0001-use-elmdb.md"))],
        next_record: 2,
    }))));
    assert!(play.shows("Wrote 0001-use-elmdb.md."));
    assert!(
        play.shows("docs/decisions/0001-use-elmdb.md"),
        "{}",
        play.screen()
    );
}

#[test]
fn the_preview_is_a_record_of_the_walk() {
    let mut play = Play::new(120, 50);
    play.keys("gd<enter>12ags");
    let screen = play.screen();
    for words in ["# Use ElmDB", "We do", "Considered Options", "OakDB"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
}

#[test]
fn paste_types_into_a_field_and_presses_no_key() {
    let mut play = Play::new(80, 24);
    play.keys(":").send(Msg::Paste("q\r:q!\u{1b}[A".to_owned()));
    assert!(!play.asked.contains(&Effect::Quit));
    assert!(play.shows(": q"), "{}", play.screen());
}

#[test]
fn a_click_on_a_tab_opens_its_view() {
    let mut play = Play::new(120, 36);
    let x = play
        .screen()
        .lines()
        .next()
        .unwrap()
        .find("Decide")
        .unwrap();
    let click = Click {
        kind: ClickKind::Press,
        x: u16::try_from(x).unwrap(),
        y: 0,
    };
    play.send(Msg::Mouse(click));
    assert_eq!(play.app.current, View::Decide);
}

#[test]
fn the_wheel_scrolls_the_document_under_it() {
    let mut play = Play::new(120, 16);
    let before = play.screen();
    for _ in 0..3 {
        play.send(Msg::Mouse(Click {
            kind: ClickKind::WheelDown,
            x: 60,
            y: 8,
        }));
    }
    assert_ne!(play.screen(), before);
}

#[test]
fn every_shipped_key_means_something_in_its_context() {
    let ways = [
        (Context::Global, ""),
        (Context::Tree, ""),
        (Context::Decide, "gd<enter>"),
        (Context::Compare, "gd<enter>12c"),
        (Context::Stack, "gd<enter>12ags"),
    ];
    let (keymap, _) = Keymap::load(None);
    let means = |binding: &archtui::keymap::Binding, way: &str| {
        let mut play = Play::new(120, 36);
        play.keys(way);
        for chord in &binding.keys {
            play.send(Msg::Key(*chord));
        }
        let said = play
            .app
            .notice
            .as_ref()
            .map(|notice| notice.text.to_string());
        let said = said.unwrap_or_default();
        !said.contains("does nothing here") && !said.contains(" here.")
    };
    for binding in keymap.bindings() {
        // A global key may mean something on some screens only.
        let here = |(context, _): &&(Context, &str)| {
            binding.context == Context::Global || *context == binding.context
        };
        let some = ways.iter().filter(here).any(|(_, way)| means(binding, way));
        assert!(some, "{:?} in {:?}", binding.action, binding.context);
    }
}

#[test]
fn no_size_breaks_a_screen() {
    for keys in [
        "",
        "gd",
        "gd<enter>",
        "gd<enter>12",
        "gd<enter>12c",
        "gs",
        "?",
        ":",
    ] {
        for (columns, rows) in [
            (1, 1),
            (2, 1),
            (39, 9),
            (40, 10),
            (49, 12),
            (79, 20),
            (109, 30),
            (500, 200),
        ] {
            let mut play = Play::new(columns, rows);
            play.keys(keys);
        }
    }
}
