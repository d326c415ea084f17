//! Whole sessions played as keys, seen at the three sizes.

use archtui::app::{Click, ClickKind, Msg, Start};
use archtui::effect::{Done, Effect, ExportReport};
use archtui::keymap::{Context, Keymap};
use archtui::screens::View;
use archtui::text::SafeText;

use crate::support::{MemorySource, Play, library, load, start};

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
fn the_last_alternative_is_reached_on_the_smallest_screen_under_its_own_heading() {
    let mut play = Play::new(40, 12);
    play.keys("gd<enter>12jj");
    assert!(play.shows("▌┆ AshDB"), "{}", play.screen());
    assert!(play.shows("Not on this path"), "{}", play.screen());
    assert!(play.shows("adopt anyway"), "{}", play.screen());
}

#[test]
fn a_draft_on_the_whole_screen_scrolls_to_its_end_and_no_further() {
    let mut play = Play::new(40, 12);
    play.keys("gd<enter>12p");
    let top = play.screen();
    assert!(top.contains("lines below"), "{top}");
    play.keys("G");
    let end = play.screen();
    assert!(!end.contains("lines below"), "{end}");
    play.keys("jjjk");
    assert_ne!(
        play.screen(),
        end,
        "one row up, since there was no further down"
    );
    play.keys("gg");
    assert_eq!(play.screen(), top);
}

#[test]
fn the_draft_says_when_it_is_of_another_choice_than_the_answers_lead_to() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12");
    assert!(play.shows("record as it grows"));
    play.keys("j");
    assert!(play.shows("record if you adopt OakDB"), "{}", play.screen());
}

#[test]
fn adopting_another_alternative_says_what_it_takes_the_place_of() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12a");
    assert!(
        play.shows("Adopted ElmDB for Document store. "),
        "{}",
        play.screen()
    );
    play.keys("ja");
    assert!(
        play.shows("Adopted OakDB for Document store instead of ElmDB."),
        "{}",
        play.screen()
    );
}

#[test]
fn undo_of_an_adoption_stays_where_the_person_is() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12agsu");
    assert_eq!(play.app.current, View::Stack);
    assert!(play.app.stack.decisions.is_empty());
}

#[test]
fn decisions_are_listed_under_what_they_decide() {
    let mut play = Play::new(80, 24);
    play.keys("gd");
    let screen = play.screen();
    let line = |text: &str| screen.lines().position(|line| line.contains(text));
    let heading = line("Document store");
    assert!(heading.is_some(), "{screen}");
    assert_eq!(
        heading.map(|at| at + 1),
        line("Choosing a store"),
        "{screen}"
    );
}

#[test]
fn a_decision_is_found_in_the_list_by_its_concern() {
    let mut play = Play::new(80, 24);
    play.keys("gdG/document store<enter><enter>");
    assert!(play.shows("Who runs the store?"), "{}", play.screen());
}

#[test]
fn only_a_theme_chosen_in_the_program_is_kept_for_the_next_run() {
    let kept = |play: &Play| {
        let farewell = play.app.farewell().into_iter();
        farewell
            .filter(|effect| matches!(effect, Effect::SaveTheme(_)))
            .count()
    };
    let mut given = start();
    given.themes.add("other", "name: other");
    let mut play = Play::with(80, 24, load(vec![library()]), given);
    assert_eq!(kept(&play), 0);
    play.keys("Tj<enter>");
    assert_eq!(kept(&play), 1, "{}", play.screen());
}

#[test]
fn asking_for_the_decisions_in_a_walk_shows_their_list() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>1gd");
    assert!(play.shows("2 decisions"), "{}", play.screen());
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
    play.keys("<tab>");
    assert_eq!(play.app.current, View::Compare);
    assert!(play.shows("[x] Conveyor"), "{}", play.screen());
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
fn the_card_of_a_technology_leads_where_it_is_described() {
    let page = ("s/references/oakdb.md", "# About the oak\n\nWhat it is.\n");
    let mut files = vec![
        (
            "archtui.yaml",
            "version: 1\nname: t\ntechnologies:\n  - {id: oakdb, name: OakDB}\n  - {id: oakdb-cloud, name: OakDB Cloud}\n",
        ),
        (
            "s/SKILL.md",
            "---\nname: s\ndescription: d\n---\n# S\n\nText.\n\n## OakDB\n\nA store.\n",
        ),
    ];
    let place = |files: &[(&str, &str)]| {
        let source = MemorySource::holding("m", files);
        let mut play = Play::with(120, 36, load(vec![source]), start());
        play.keys(":oakdb<enter>G<enter>");
        assert_eq!(play.app.current, View::Browse, "{}", play.screen());
        play.screen()
    };
    let heading = place(&files);
    assert!(heading.contains("SKILL.md › OakDB"), "{heading}");
    files.push(page);
    let page = place(&files);
    assert!(page.contains("oakdb.md:1"), "{page}");
}

#[test]
fn the_picker_ranks_a_whole_name_first_and_stays_where_it_is() {
    let source = MemorySource::holding(
        "m",
        &[(
            "archtui.yaml",
            "version: 1\nname: t\ntechnologies:\n  - {id: a, name: OakDB Cloud}\n  - {id: b, name: OakDB}\n  - {id: c, name: ElmDB}\n",
        )],
    );
    let mut play = Play::with(80, 24, load(vec![source]), start());
    play.keys("gccoakdb ");
    let screen = play.screen();
    assert!(screen.contains("[x] OakDB "), "{screen}");
    assert!(screen.contains("[ ] OakDB Cloud"), "{screen}");
    assert!(
        screen.contains("filter oakdb"),
        "the filter stays:\n{screen}"
    );
    assert!(!screen.contains("ElmDB"), "{screen}");
    let before = play.screen();
    play.keys("<tab>");
    assert_eq!(play.screen(), before, "Tab means nothing here");
    play.keys("<ctrl-l>");
    assert!(
        !play.shows("[x]") && play.shows("ctrl-l clears"),
        "{}",
        play.screen()
    );
    play.keys("zzzz");
    assert!(play.shows("No technology matches"), "{}", play.screen());
}

#[test]
fn names_come_before_kinds_and_places_where_room_is_short() {
    let mut play = Play::new(40, 12);
    play.keys(":choosing");
    assert!(play.shows("Choosing a broker"), "{}", play.screen());
    assert!(play.shows("decision"), "{}", play.screen());
}

#[test]
fn slash_finds_in_lists_and_n_goes_on() {
    let cases = [
        ("the decisions", "gd", "broker", "1 of 1 broker"),
        (
            "the rows of a comparison",
            "gd<enter>12c",
            "latency",
            "1 of 1 latency",
        ),
        ("the stack", "gd<enter>12ags", "elmdb", "1 of 1 elmdb"),
        (
            "a word that is nowhere",
            "gd",
            "zzz",
            "zzz is not in this list",
        ),
    ];
    for (name, way, word, said) in cases {
        let mut play = Play::new(120, 36);
        play.keys(way).keys("/").keys(word).keys("<enter>");
        assert!(play.shows(said), "{name}\n{}", play.screen());
    }
    let mut play = Play::new(120, 36);
    play.keys("gd/choosing<enter>n");
    assert_eq!(play.app.decide.listed, 1, "{}", play.screen());
    play.keys("n");
    assert_eq!(play.app.decide.listed, 0, "round and round");
    play.keys("<enter>/");
    assert!(play.shows("no list here"), "{}", play.screen());
}

#[test]
fn the_place_found_is_counted_and_every_one_is_reached() {
    let mut play = Play::new(80, 24);
    play.keys("/store<enter>");
    let all = play.app.browse.found;
    assert!(all == 0 && play.shows("1 of "), "{}", play.screen());
    let mut seen = vec![play.app.browse.found];
    loop {
        play.keys("n");
        if play.app.browse.found == 0 {
            break;
        }
        seen.push(play.app.browse.found);
    }
    assert!(seen.len() > 3 && seen.windows(2).all(|w| w[1] == w[0] + 1));
    play.keys("N");
    let last = format!("{} of {}", seen.len(), seen.len());
    assert!(play.shows(&last), "{last}\n{}", play.screen());
    play.keys("/zzz<enter>");
    assert!(
        play.shows("zzz is not in this document"),
        "{}",
        play.screen()
    );
}

#[test]
fn the_line_named_is_the_line_drawn() {
    let mut play = Play::new(80, 12);
    play.keys("<tab><tab><tab>").keys("<ctrl-f>");
    let line = |play: &Play| play.screen().lines().nth(1).map(str::to_owned);
    let after = line(&play);
    play.send(Msg::Redraw);
    assert_eq!(line(&play), after);
    assert!(after.is_some_and(|line| !line.ends_with("SKILL.md:1")));
}

#[test]
fn enter_is_offered_only_where_there_is_something_to_walk() {
    let source = MemorySource::holding("m", &[("notes.md", "# Notes\n\nNothing to decide.\n")]);
    let mut play = Play::with(80, 24, load(vec![source]), start());
    play.keys("p");
    assert!(!play.shows("walk the decision"), "{}", play.screen());
    let mut play = Play::new(80, 24);
    play.keys("p");
    assert!(play.shows("walk the decision here"), "{}", play.screen());
}

#[test]
fn an_action_without_use_is_named_by_its_key() {
    let mut play = Play::new(80, 24);
    play.keys("gsa");
    assert!(
        play.shows("a does nothing here; ? lists the keys."),
        "{}",
        play.screen()
    );
}

#[test]
fn a_whole_cell_has_its_own_keys_and_counts_its_sources() {
    let mut play = Play::new(80, 24);
    play.keys("gd<enter>12c<enter>");
    let screen = play.screen();
    assert!(screen.contains("Enter close"), "{screen}");
    assert!(screen.contains("One source says this."), "{screen}");
}

#[test]
fn a_comparison_without_criteria_says_so() {
    let mut play = Play::new(80, 24);
    play.keys("gccpython <enter>");
    assert!(play.shows("No table speaks of Python"), "{}", play.screen());
}

#[test]
fn emoji_that_terminals_dispute_leave_nothing_aside() {
    let text = "# Faces\n\n👩\u{200d}💻 one\n\n🇩🇪 two\n\n👍\u{1f3fd} three\n";
    let source = MemorySource::holding("m", &[("faces.md", text)]);
    let mut play = Play::with(80, 24, load(vec![source]), start());
    play.keys("p");
    let screen = play.screen();
    for wanted in ["👩", "DE two", "👍"] {
        assert!(screen.contains(wanted), "{wanted}\n{screen}");
    }
    assert!(
        !screen.contains('\u{200d}') && !screen.contains('🇩'),
        "{screen}"
    );
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
    let again = Start { session, ..start() };
    let play = Play::with(80, 24, load(vec![library()]), again);
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
    let library = load(vec![library()]);
    let mut play = Play::with(80, 24, library, Start { session, ..start() });
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
fn every_twin_names_the_library_and_the_stack_that_were_given() {
    let flags = ["--skills", "/my things", "--stack", "/a.stack.yaml"];
    let given = Start {
        twin_flags: flags.map(str::to_owned).to_vec(),
        ..start()
    };
    let catalog = load(vec![library()]);
    let mut play = Play::with(120, 36, catalog, given);
    let cases = [
        ("Y", "show skills/"),
        ("gd<enter>12Y", "walk 'stores#choosing-a-store' --answer"),
        ("acY", "compare "),
        ("gsY", "adr export --only store"),
        ("tY", "adr export --only store --template nygard"),
    ];
    for (keys, command) in cases {
        let copied = play.keys(keys).copied().unwrap_or_default().to_owned();
        let rest = copied.strip_prefix("archtui --skills '/my things' --stack /a.stack.yaml ");
        assert!(
            rest.is_some_and(|rest| rest.starts_with(command)),
            "{keys}: {copied}"
        );
    }
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
fn all_records_or_the_one_under_the_cursor_are_written() {
    let mut play = Play::new(120, 36);
    play.keys("gd<enter>12agsx<down><enter>");
    let request = play.asked.iter().find_map(|effect| match effect {
        Effect::Export(request) => Some(request.clone()),
        _ => None,
    });
    assert!(request.unwrap().only.is_empty(), "all of them");
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
        "gd<enter>12G",
        "gd<enter>12b",
        "gd<enter>1z",
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

#[test]
fn a_guessed_fork_says_so_until_it_is_switched() {
    let tree = "## Choosing\n\n```\nOf the data\n├── Rows → ElmDB\n├── Documents → OakDB\n└── Graphs → AshDB\n```\n";
    let source = MemorySource::holding("lib", &[("choosing.md", tree)]);
    let mut play = Play::with(80, 24, load(vec![source]), start());
    play.keys("gd<enter>");
    let doubt = "Read as one-of (unsure); K switches.";
    assert!(play.shows(doubt), "{}", play.screen());
    play.keys("K");
    assert!(!play.shows("(unsure)"), "{}", play.screen());
    assert!(play.shows("Several may hold"), "{}", play.screen());
}
