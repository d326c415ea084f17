//! Sessions on the stack as a whole: what is decided, open and wrong, choosing, swapping, and
//! ready-made stacks.

use archtui::catalog::Catalog;
use archtui::screens::View;
use archtui::screens::overlay::Overlay;
use archtui::screens::stack::On;
use archtui::stack::AdrStatus;

use crate::support::{MemorySource, Play, load, start};

const GROVE: &str = "---\nname: grove\ndescription: Use when a store is chosen.\n---
# Grove

## The store

```
Who runs it?
├── We do → Oakdb
├── Somebody else → Ashdb
└── Nobody → Elmdb
```

## The index

```
What is looked for?
├── Words → Fern
└── Leaves → Reed
```

## The guests

```
Which of these hold?
├── Already using flowers → Bees
└── Embedded in the bark → Ants
```
";

const MANIFEST: &str = r#"version: 1
name: Grove
layers:
  - {id: data, title: Data layer, skills: [grove]}
technologies:
  - {id: oakdb, name: Oakdb, kind: store}
  - {id: ashdb, name: Ashdb, kind: store, conflicts: [{with: fern, why: "both want the leaves"}]}
  - {id: elmdb, name: Elmdb, kind: store, languages: [go]}
  - {id: fern, name: Fern, kind: index, requires: [{all: [oakdb], why: "a part of it"}]}
  - {id: reed, name: Reed, kind: index}
  - {id: moss, name: Moss, kind: cover, languages: [go]}
  - {id: clover, name: Clover, kind: cover}
  - {id: bees, name: Bees, kind: guest}
  - {id: ants, name: Ants, kind: guest}
  - {id: rust, name: Rust, kind: language}
  - {id: go, name: Go, kind: language}
facts:
  - {id: language, type: technologies, ask: "What is written?"}
concerns:
  - {id: store, title: Store, takes: one, kinds: [store], trees: ["grove#the-store"]}
  - {id: index, title: Index, takes: one, kinds: [index], trees: ["grove#the-index"], after: [store]}
  - {id: cover, title: Cover, takes: one, kinds: [cover]}
  - {id: guests, title: Guests, takes: many, kinds: [guest], trees: ["grove#the-guests"]}
stacks:
  - {id: meadow, title: Meadow, choose: {store: oakdb, index: fern}}
  - {id: marsh, title: Marsh, choose: {store: ashdb}}
"#;

fn catalog() -> Catalog {
    let files = [("grove/SKILL.md", GROVE), ("archtui.yaml", MANIFEST)];
    load(vec![MemorySource::holding("lib", &files)])
}

fn play(columns: u16, rows: u16) -> Play {
    let mut play = Play::with(columns, rows, catalog(), start());
    play.keys("gs");
    play
}

/// Puts the cursor on the row of this name.
fn on(play: &mut Play, name: &str) {
    let rows = &play.app.stack_screen.overview.rows;
    let at = rows.iter().position(|row| *row.name == *name);
    let at = at.unwrap_or_else(|| panic!("no row {name}:\n{}", play.screen()));
    play.keys("gg").keys(&"j".repeat(at));
}

/// Takes what is offered by this name.
fn take(play: &mut Play, name: &str) {
    let Some(Overlay::Offers(offers)) = play.app.overlays.last() else {
        panic!("nothing is offered:\n{}", play.screen());
    };
    let at = offers.offers.iter().position(|one| *one.name == *name);
    play.keys(&"j".repeat(at.unwrap())).keys("<enter>");
}

fn chosen(play: &Play) -> Vec<&str> {
    let decisions = play.app.stack.decisions.iter();
    let chosen = decisions.filter_map(|one| one.chosen.as_ref());
    chosen.map(|one| one.name.as_str()).collect()
}

#[test]
fn an_empty_stack_says_what_there_is_to_decide() {
    let mut play = play(120, 36);
    for said in ["May be decided", "Store", "Ready-made stacks", "Interview"] {
        assert!(play.shows(said), "{said}:\n{}", play.screen());
    }
    assert_eq!(play.app.stack_screen.on(), Some(&On::Interview));
    on(&mut play, "Store");
    for said in [
        "What fits",
        "Ashdb",
        "one outcome of the concern's trees names it",
    ] {
        assert!(play.shows(said), "{said}:\n{}", play.screen());
    }
}

#[test]
fn a_concern_is_asked_alone_and_the_choice_is_for_it() {
    let mut play = play(120, 36);
    on(&mut play, "Index");
    play.keys("<enter>");
    assert!(play.shows("What is looked for?"), "{}", play.screen());
    play.keys("1a");
    assert_eq!(chosen(&play), ["Fern"]);
    assert_eq!(play.app.current, View::Decide, "nothing else is asked");
    assert_eq!(play.app.stack.decisions[0].subject.to_string(), "index");
}

#[test]
fn what_fits_can_be_chosen_without_a_question_and_taken_back() {
    let mut play = play(120, 36);
    on(&mut play, "Cover");
    play.keys("<enter>");
    assert!(
        matches!(play.app.overlays.last(), Some(Overlay::Offers(_))),
        "no tree decides it:\n{}",
        play.screen()
    );
    play.keys("<enter>");
    assert_eq!(chosen(&play), ["Moss"]);
    assert!(play.says("Cover: Moss"), "{}", play.screen());
    play.keys("u");
    assert!(chosen(&play).is_empty());
}

#[test]
fn a_swap_says_before_what_it_breaks() {
    let mut play = play(120, 36);
    on(&mut play, "Ready-made stacks");
    play.keys("<enter><enter>");
    assert_eq!(chosen(&play), ["Oakdb", "Fern"]);
    on(&mut play, "Store");
    play.keys("a");
    let screen = play.screen();
    for said in [
        "Store: in place of Oakdb",
        "both want the leaves",
        "to think of again then: index (Fern)",
    ] {
        assert!(screen.contains(said), "{said}:\n{screen}");
    }
    play.keys("<esc>");
    assert_eq!(chosen(&play), ["Oakdb", "Fern"], "nothing is swapped yet");
    play.keys("a");
    take(&mut play, "Ashdb");
    assert_eq!(chosen(&play), ["Ashdb", "Fern"]);
    assert!(play.says("The reason for the choice before stays behind"));
    assert_eq!(play.app.stack.decisions[0].rationale, "");
    assert_eq!(play.app.stack.decisions[0].drivers, [""; 0]);
    assert!(play.shows("wrong"), "{}", play.screen());
    play.keys("u");
    assert_eq!(chosen(&play), ["Oakdb", "Fern"]);
}

#[test]
fn a_finding_leads_to_what_would_mend_it() {
    let mut play = play(120, 36);
    for (concern, choice) in [("Store", "Ashdb"), ("Index", "Fern")] {
        on(&mut play, concern);
        play.keys("a");
        take(&mut play, choice);
    }
    assert_eq!(chosen(&play), ["Ashdb", "Fern"]);
    let rows = &play.app.stack_screen.overview.rows;
    let at = rows.iter().position(|row| matches!(row.on, On::Finding(_)));
    play.keys("gg").keys(&"j".repeat(at.unwrap()));
    assert!(play.shows("What would mend it"), "{}", play.screen());
    play.keys("<enter>");
    assert!(
        matches!(play.app.overlays.last(), Some(Overlay::Offers(_))),
        "{}",
        play.screen()
    );
}

#[test]
fn a_ready_made_stack_stands_beside_what_is_chosen() {
    let mut play = play(120, 36);
    on(&mut play, "Store");
    play.keys("a<enter>");
    assert_eq!(chosen(&play), ["Oakdb"]);
    play.keys("P");
    let screen = play.screen();
    for said in ["1 new, 1 the same", "Store: = Oakdb", "Index: + Fern"] {
        assert!(screen.contains(said), "{said}:\n{screen}");
    }
    play.keys("j");
    assert!(play.shows("Oakdb stays; there Ashdb"), "{}", play.screen());
    play.keys("<enter>");
    assert_eq!(chosen(&play), ["Oakdb"], "what is chosen stays");
}

#[test]
fn what_only_a_person_can_say_is_asked_for_and_stands_in_the_record() {
    let mut play = play(120, 36);
    on(&mut play, "Store");
    play.keys("a<enter>");
    on(&mut play, "Store");
    play.keys("r");
    play.keys("we<space>know<space>it");
    play.keys("<down>");
    play.keys("Ada,<space>Bob");
    play.keys("<down><down><down>soon<enter>");
    assert!(play.shows("write a number of a fact"), "{}", play.screen());
    play.keys("<ctrl-u>2027-11<down><right><enter>");
    let decision = play.app.stack.decisions.last().unwrap();
    assert_eq!(decision.rationale, "we know it");
    assert_eq!(decision.people.decision_makers, ["Ada", "Bob"]);
    assert_eq!(decision.revisit_when, ["2027-11"]);
    assert_eq!(decision.status, AdrStatus::Accepted);
    assert!(play.shows("because we know it"), "{}", play.screen());
    play.keys("u");
    let decision = play.app.stack.decisions.last().unwrap();
    assert_eq!(decision.rationale, "", "undone whole");
}

#[test]
fn that_nothing_is_needed_is_a_decision_too() {
    let mut play = play(120, 36);
    on(&mut play, "Cover");
    play.keys("d");
    assert!(play.says("Cover: nothing is needed"), "{}", play.screen());
    assert!(play.shows("1 decided · 3 to decide"), "{}", play.screen());
    on(&mut play, "Cover");
    play.keys("d");
    assert!(
        play.shows("0 decided · 4 to decide"),
        "taken out again it is open: {}",
        play.screen()
    );
}

#[test]
fn an_answer_that_leads_to_what_is_ruled_out_says_so() {
    let mut play = play(120, 36);
    play.keys("f<enter>rust<enter>f");
    on(&mut play, "Store");
    play.keys("<enter>");
    assert!(play.shows("→ ✗ Elmdb"), "{}", play.screen());
    assert!(play.shows("→ Oakdb"), "{}", play.screen());
}

#[test]
fn the_interview_takes_nothing_that_something_speaks_against() {
    let mut play = play(120, 36);
    play.keys("f<enter>rust<enter>fI3");
    assert!(chosen(&play).is_empty(), "{}", play.screen());
    assert!(play.says("Elmdb: for Go"), "{}", play.screen());
    play.keys("a");
    assert_eq!(chosen(&play), ["Elmdb"], "a person may all the same");
}

#[test]
fn of_a_concern_that_takes_several_the_interview_leaves_none_out() {
    let mut play = play(120, 36);
    for _ in 0..3 {
        play.keys("I");
    }
    play.keys("<esc>I");
    assert!(play.shows("Which of these hold?"), "{}", play.screen());
    play.keys("12<enter><enter>");
    assert_eq!(chosen(&play), ["Bees"]);
    assert!(play.says("Enter adopts Ants too"), "{}", play.screen());
    play.keys("<enter>");
    assert_eq!(chosen(&play), ["Bees", "Ants"]);
    assert_eq!(play.app.current, View::Stack, "nothing else is open");
}

#[test]
fn what_is_not_needed_a_ready_made_stack_does_not_bring() {
    let mut play = play(120, 36);
    on(&mut play, "Index");
    play.keys("dP<enter>");
    assert_eq!(chosen(&play), ["Oakdb"], "{}", play.screen());
}

#[test]
fn the_whole_stack_at_each_size() {
    for (columns, rows) in [(120, 36), (80, 24), (40, 12)] {
        let mut play = play(columns, rows);
        play.keys("P<enter>");
        on(&mut play, "Store");
        play.keys("a");
        take(&mut play, "Ashdb");
        insta::assert_snapshot!(format!("overview@{columns}x{rows}"), play.screen());
        play.keys("a");
        insta::assert_snapshot!(format!("swap@{columns}x{rows}"), play.screen());
        play.keys("<esc>w");
        if columns == 40 {
            play.keys("p");
        }
        insta::assert_snapshot!(format!("changes@{columns}x{rows}"), play.screen());
    }
}
