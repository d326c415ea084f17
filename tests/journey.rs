//! Walks that go on from one tree to the next: by answers, by keys, in what is kept of them.

use std::sync::Arc;

use archtui::catalog::{Catalog, Lookup};
use archtui::model::{DecisionTree, Facts, TreeId};
use archtui::stack::from_journey;
use archtui::walk::{Journey, ReplayError, Spoken};
use proptest::prelude::*;

use crate::support::{MemorySource, Play, load, start};

const NEEDS: &str = "---\nname: needs\ndescription: Use when needs are sorted.\n---
# Needs

## What is needed

```
What is needed?
├── A store → big-store skill
├── A queue → see references/queues.md
├── A shop → see the no-such skill
└── A file → Plain files
```
";
const QUEUES: &str = "# Queues

## Short

```
Is it short?
├── Yes → A list
└── No → A log
```

## Long

```
Is it long?
├── Yes → Back to `../SKILL.md`
└── No → A table
```
";
const STORE: &str = "---\nname: big-store\ndescription: Use when a store is chosen.\n---
# Stores

## Choosing a store

```
How many people?
├── Few → ElmDB
└── Many → How far apart?
    ├── Near → OakDB
    └── Far → AshDB
```
";

fn catalog() -> Catalog {
    load(vec![MemorySource::holding(
        "lib",
        &[
            ("needs/SKILL.md", NEEDS),
            ("needs/references/queues.md", QUEUES),
            ("big-store/SKILL.md", STORE),
        ],
    )])
}

fn find(catalog: &Catalog, id: &str) -> Option<Arc<DecisionTree>> {
    match catalog.find_tree(id) {
        Lookup::Found(tree) => Some(tree),
        _ => None,
    }
}

fn walked(said: &[Spoken]) -> Result<Journey, ReplayError> {
    let catalog = catalog();
    let tree = find(&catalog, "needs#what-is-needed").unwrap();
    Journey::replay(tree, said, &|id: &TreeId| find(&catalog, &id.0), &|_| {})
}

fn into(tree: &str) -> Spoken {
    Spoken::Into(tree.to_owned())
}

fn trees(journey: &Journey) -> Vec<String> {
    journey
        .legs()
        .map(|walk| walk.tree.id.to_string())
        .collect()
}

#[test]
fn an_answer_beyond_the_end_is_the_first_of_the_only_tree_that_follows() {
    let journey = walked(&["a store".into(), "many".into(), "far".into()]).unwrap();
    assert_eq!(
        trees(&journey),
        ["needs#what-is-needed", "big-store#choosing-a-store"]
    );
    let transcripts = journey.transcripts(&catalog(), &Facts::new());
    let recommended: Vec<Vec<&str>> = transcripts
        .iter()
        .map(|walked| walked.recommended.iter().map(|r| r.name.as_str()).collect())
        .collect();
    assert_eq!(
        recommended,
        [vec![], vec!["AshDB"]],
        "a way on is nothing to adopt"
    );
}

#[test]
fn several_trees_are_told_apart_by_name() {
    let several = walked(&["a queue".into(), "yes".into()]).unwrap_err();
    assert!(
        several
            .to_string()
            .contains("--into needs/references/queues#short or"),
        "{several}"
    );
    let journey = walked(&["a queue".into(), into("#short"), "yes".into()]).unwrap();
    assert_eq!(trees(&journey)[1], "needs/references/queues#short");
    for (text, told) in [
        ("#nowhere", "they go on in needs/references/queues#short or"),
        ("", "they go on in"),
    ] {
        let wrong = walked(&["a queue".into(), into(text)]).unwrap_err();
        assert!(wrong.to_string().contains(told), "{wrong}");
    }
    let ends = walked(&["a file".into(), into("#short")]).unwrap_err();
    assert!(
        ends.to_string().contains("points to another tree"),
        "{ends}"
    );
    let beyond = walked(&["a file".into(), "yes".into()]).unwrap_err();
    assert!(
        matches!(beyond, ReplayError::NothingLeft { .. }),
        "{beyond}"
    );
}

#[test]
fn a_tree_walked_already_is_gone_back_to_and_not_on() {
    let said = ["a queue".into(), into("long"), "yes".into()];
    let journey = walked(&said).unwrap();
    assert_eq!(journey.onward(), []);
    let transcripts = journey.transcripts(&catalog(), &Facts::new());
    let last = transcripts.last().unwrap();
    let walked: Vec<_> = last
        .onward
        .iter()
        .filter_map(|onward| Some((onward.tree.as_ref()?.to_string(), onward.walked)))
        .collect();
    assert_eq!(walked, [("needs#what-is-needed".to_owned(), true)]);
    let first = &transcripts.first().unwrap().onward;
    assert!(first.iter().all(|onward| !onward.walked), "{first:?}");
}

#[test]
fn the_twin_of_a_journey_walks_it_again() {
    let said = ["a store".into(), "many".into(), "near".into()];
    let journey = walked(&said).unwrap();
    assert_eq!(
        journey.twin().join(" "),
        "archtui walk needs#what-is-needed --answer A store --into big-store#choosing-a-store \
         --answer Many --answer Near"
    );
    let again = [
        "A store".into(),
        into("big-store#choosing-a-store"),
        "Many".into(),
        "Near".into(),
    ];
    assert_eq!(walked(&again).unwrap(), journey);
}

#[test]
fn a_decision_rests_on_every_walk_and_is_about_the_last() {
    let catalog = catalog();
    let journey = walked(&["a store".into(), "few".into()]).unwrap();
    let decision = from_journey(&journey, &catalog, &Facts::new(), None);
    assert_eq!(decision.subject.to_string(), "Choosing a store");
    assert_eq!(decision.walked.len(), 2);
    let drivers: Vec<&str> = decision
        .drivers
        .iter()
        .map(archtui::text::SafeText::as_str)
        .collect();
    assert_eq!(drivers, ["What is needed? A store", "How many people? Few"]);
    let considered: Vec<&str> = decision
        .considered
        .iter()
        .map(|a| a.name.as_str())
        .collect();
    assert_eq!(considered, ["ElmDB"]);
}

/// A session in front of the first question of the first tree.
fn play() -> Play {
    let mut play = Play::with(120, 36, catalog(), start());
    play.keys("gd/what is needed<enter><enter>");
    assert!(play.shows("What is needed?"), "{}", play.screen());
    play
}

#[test]
fn enter_goes_on_and_back_returns() {
    let mut play = play();
    play.keys("1");
    assert!(
        play.shows("▌→ Choosing a store (big-store)"),
        "{}",
        play.screen()
    );
    assert!(play.shows("Enter go on there"), "{}", play.screen());
    play.keys("a");
    assert!(play.shows("nothing to adopt"), "{}", play.screen());
    play.keys("<enter>");
    assert!(play.shows("How many people?"), "{}", play.screen());
    play.keys("h");
    assert!(play.shows("Enter go on there"), "{}", play.screen());
    play.keys("<enter>21a");
    assert!(play.shows("Adopted OakDB"), "{}", play.screen());
    let decision = &play.app.stack.decisions[0];
    assert_eq!(decision.walked.len(), 2);
    assert!(decision.walked[0].onward[0].tree.is_some());
}

/// The screen without its last line, where notices stand.
fn asked(play: &Play) -> String {
    let screen = play.screen();
    screen
        .rsplit_once('\n')
        .map(|(above, _)| above.to_owned())
        .unwrap_or_default()
}

#[test]
fn undo_and_redo_take_back_going_on_too() {
    let mut play = play();
    play.keys("1<enter>");
    assert!(
        play.shows("What is needed"),
        "the way so far: {}",
        play.screen()
    );
    let second = asked(&play);
    play.keys("2u");
    assert_eq!(asked(&play), second);
    play.keys("u");
    assert!(play.shows("▌→ Choosing a store"), "{}", play.screen());
    play.keys("u");
    assert!(play.shows("What is needed?"), "{}", play.screen());
    play.keys("UU");
    assert_eq!(asked(&play), second);
}

#[test]
fn a_recorded_journey_is_taken_up_whole() {
    let mut play = play();
    play.keys("1<enter>1ags<enter>");
    assert_eq!(play.app.decide.before.len(), 1, "{}", play.screen());
    assert!(play.shows("ElmDB"), "{}", play.screen());
}

#[test]
fn what_leads_nowhere_says_so_and_a_place_is_read() {
    let mut play = play();
    play.keys("3");
    assert!(
        play.shows("no skill here is called “no-such”"),
        "{}",
        play.screen()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_keys_break_a_journey_and_undo_is_exact(
        keys in proptest::collection::vec(
            prop_oneof![
                Just("1"), Just("2"), Just("3"), Just("<enter>"), Just("h"), Just("s"),
                Just(" "), Just("R"), Just("K"), Just("j"), Just("k"), Just("a"), Just("<esc>"),
            ],
            1..24,
        ),
    ) {
        let mut play = play();
        for key in keys {
            let before = play.app.clone();
            play.keys(key);
            let after = play.app.clone();
            let changed = !before.decide.same_answers(&after.decide)
                || before.stack.decisions != after.stack.decisions;
            if changed {
                play.keys("u");
                prop_assert!(play.app.decide.same_answers(&before.decide), "u after {key}");
                prop_assert_eq!(&play.app.stack.decisions, &before.stack.decisions);
                play.keys("U");
                prop_assert!(play.app.decide.same_answers(&after.decide), "U after {key}");
                prop_assert_eq!(&play.app.decide.current, &after.decide.current);
            }
        }
    }
}
