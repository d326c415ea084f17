//! Two programs on one stack file, and what is kept between runs: nothing is lost silently.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use archtui::app::{App, Msg};
use archtui::catalog::Catalog;
use archtui::effect::{Done, Effect, ExportReport, NoScreen};
use archtui::model::{Alternative, ConcernId};
use archtui::screens::View;
use archtui::stack::{Decision, Merged, Stack, StackEdit, Subject};
use archtui::text::SafeText;
use archtui::world::clipboard::{Clipboard, Way};
use archtui::world::records::Records;
use archtui::world::roots::{self, Builtin, Surroundings};
use archtui::world::stacks::Stacks;
use archtui::world::{Desk, KeptStack, World};

use crate::support::{MemorySource, Play, Project, load};

const FILE: &str = "shop.stack.yaml";

/// A program's side of the world, on the stack file of a project, which it has read.
fn desk(project: &Project) -> Desk {
    let mut desk = Desk {
        clipboard: Clipboard::new(Way::File, false, project.path("copied.txt")),
        editor: "true".to_owned(),
        stack: KeptStack {
            folder: project.root().to_owned(),
            name: FILE.to_owned(),
            ..KeptStack::default()
        },
        stacks: Stacks::default(),
        sessions: None,
        theme: None,
        records: Records {
            project: project.root().to_owned(),
            named: None,
            ..Records::default()
        },
        copies: project.path("copies"),
        today: "2026-01-02".to_owned(),
    };
    desk.read_stack().unwrap();
    desk
}

fn decided(stack: &Stack, concern: &str, name: &str) -> Stack {
    let decision = Decision {
        subject: Subject::Concern(ConcernId(SafeText::new(concern))),
        chosen: Some(Alternative {
            name: SafeText::new(name),
            technology: None,
        }),
        ..Decision::default()
    };
    stack.edited(StackEdit::Adopt(Box::new(decision)), &Catalog::default())
}

fn perform(desk: &mut Desk, effect: Effect) -> Done {
    desk.perform(effect, &Arc::default(), &mut NoScreen)
        .unwrap()
}

fn saved(desk: &mut Desk, stack: &Stack) -> Result<Option<Box<Merged>>, SafeText> {
    match perform(desk, Effect::SaveStack(Arc::new(stack.clone()))) {
        Done::StackSaved(result) => result,
        other => panic!("{other:?}"),
    }
}

fn read_again(desk: &mut Desk, stack: &Stack) -> Result<Box<Merged>, SafeText> {
    match perform(desk, Effect::ReadStack(Arc::new(stack.clone()))) {
        Done::StackRead(result) => result,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_two_programs_decide_is_all_in_the_file() {
    let project = Project::with(&[(FILE, "# ours\nversion: 1\nname: shop\ndecisions: []\n")]);
    let (mut a, mut b) = (desk(&project), desk(&project));
    let shop = Stack {
        name: SafeText::new("shop"),
        ..Stack::default()
    };
    assert_eq!(saved(&mut a, &decided(&shop, "store", "Oak")), Ok(None));
    let merged = saved(&mut b, &decided(&shop, "queue", "Hopper"));
    let merged = merged.unwrap().unwrap();
    assert_eq!(merged.ours.decisions.len(), 2);
    assert_eq!(merged.read, ["store"]);
    assert!(merged.conflicts.is_empty());
    let text = project.text(FILE);
    assert!(text.starts_with("# ours\n"), "{text}");
    assert!(text.contains("Oak") && text.contains("Hopper"), "{text}");
    assert_eq!(saved(&mut b, &merged.ours), Ok(None), "nobody else wrote");
}

#[test]
fn what_both_decide_stays_theirs_until_it_is_settled() {
    let project = Project::new();
    let (mut a, mut b) = (desk(&project), desk(&project));
    saved(&mut a, &decided(&Stack::default(), "store", "Oak")).unwrap();
    let ours = decided(&Stack::default(), "store", "Elm");
    for time in ["first", "again"] {
        let merged = saved(&mut b, &ours).unwrap().unwrap();
        assert_eq!(merged.conflicts, ["store"], "{time}");
        assert!(project.text(FILE).contains("Oak"), "{time}");
    }
    let ours = decided(&ours, "queue", "Hopper");
    let merged = saved(&mut b, &ours).unwrap().unwrap();
    assert_eq!(merged.conflicts, ["store"]);
    let text = project.text(FILE);
    assert!(text.contains("Oak") && text.contains("Hopper"), "{text}");
    let merged = read_again(&mut b, &merged.ours).unwrap();
    assert_eq!(merged.conflicts, ["store"]);
    assert_eq!(saved(&mut b, &merged.ours), Ok(None), "ours was chosen");
    let text = project.text(FILE);
    assert!(text.contains("Elm") && !text.contains("Oak"), "{text}");
}

#[test]
fn a_file_that_is_broken_or_gone_takes_nothing_away() {
    let project = Project::new();
    let mut desk = desk(&project);
    let stack = decided(&Stack::default(), "store", "Oak");
    saved(&mut desk, &stack).unwrap();
    let good = project.text(FILE);
    for broken in ["decisions: [\n", &format!("{good}- chosen: 1\n")] {
        project.write(FILE, broken);
        let more = decided(&stack, "queue", "Hopper");
        let why = saved(&mut desk, &more).unwrap_err();
        assert!(why.starts_with("correct line "), "{why}");
        assert!(read_again(&mut desk, &more).is_err());
        assert_eq!(project.text(FILE), broken);
    }
    fs::remove_file(project.path(FILE)).unwrap();
    let why = read_again(&mut desk, &stack).unwrap_err();
    assert!(why.contains("gone"), "{why}");
    assert_eq!(saved(&mut desk, &stack), Ok(None));
    assert_eq!(project.text(FILE), good);
}

#[test]
fn a_key_of_a_person_is_no_reason_not_to_read_or_save() {
    let project = Project::with(&[(FILE, "version: 1\nname: shop\ndecisions: []\n")]);
    let mut desk = desk(&project);
    project.write(
        FILE,
        "mine: [keep, me]\nversion: 1\nname: shop # ours\nfacts: {a: 1}\n",
    );
    let shop = Stack {
        name: SafeText::new("shop"),
        ..Stack::default()
    };
    let merged = read_again(&mut desk, &shop).unwrap();
    assert_eq!(
        merged.ours.facts.len(),
        1,
        "what was written by hand is read"
    );
    saved(&mut desk, &decided(&merged.ours, "store", "Oak")).unwrap();
    let text = project.text(FILE);
    for kept in ["mine: [keep, me]", "# ours", "Oak"] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
}

#[test]
fn a_home_that_is_not_there_is_not_made() {
    let project = Project::new();
    let mut desk = desk(&project);
    let home = project.path("nobody");
    desk.stack.folder = home.join(".local/state/archtui");
    desk.stack.home = Some(home.clone());
    let why = saved(&mut desk, &decided(&Stack::default(), "store", "Oak")).unwrap_err();
    assert!(why.contains("there is no home folder"), "{why}");
    assert!(!home.exists());
}

fn send(play: &mut Play, done: Done) {
    play.send(Msg::Done(done));
}

fn merged_in(app: &App, concern: &str, name: &str) -> Merged {
    let ours = decided(&app.stack, concern, name);
    Merged {
        theirs: ours.clone(),
        base: ours.clone(),
        ours,
        read: vec![SafeText::new(concern)],
        conflicts: Vec::new(),
    }
}

fn last_saved(play: &Play) -> Arc<Stack> {
    let mut asked = play.asked.iter().rev();
    asked
        .find_map(|effect| match effect {
            Effect::SaveStack(stack) => Some(Arc::clone(stack)),
            _ => None,
        })
        .unwrap()
}

#[test]
fn what_another_program_decided_is_shown_and_undo_leaves_it_alone() {
    let mut play = Play::new(80, 24);
    play.keys("gd<enter>12a");
    let merged = merged_in(&play.app, "queue", "Hopper");
    send(&mut play, Done::StackSaved(Ok(Some(Box::new(merged)))));
    assert!(
        play.shows("also read: queue by another program"),
        "{}",
        play.screen()
    );
    assert!(play.shows("Stack 2"), "{}", play.screen());
    play.keys("u");
    let left = last_saved(&play);
    assert_eq!(left.decisions.len(), 1);
    assert_eq!(left.decisions[0].subject.to_string(), "queue");
}

#[test]
fn a_stack_that_is_not_saved_is_marked_and_q_asks_once() {
    for columns in [40, 80] {
        let mut play = Play::new(columns, 24);
        play.keys("gd<enter>12a");
        send(
            &mut play,
            Done::StackSaved(Err(SafeText::new("permission denied"))),
        );
        let legend = "* Not saved; ctrl-r tries again: permission denied";
        assert!(play.says(legend), "{}", play.screen());
        play.keys("j");
        assert!(play.shows("Stack 1*"), "the mark stays:\n{}", play.screen());
        play.keys("q");
        assert!(!play.asked.contains(&Effect::Quit));
        assert!(play.shows("q again leaves without it; ctrl-r"));
        play.keys("jq");
        assert!(!play.asked.contains(&Effect::Quit), "not straight after");
        play.keys("q");
        assert!(play.asked.contains(&Effect::Quit));
    }
}

#[test]
fn the_next_save_takes_the_mark_away_and_q_leaves_at_once() {
    let mut play = Play::new(80, 24);
    play.keys("gd<enter>12a");
    send(&mut play, Done::StackSaved(Err(SafeText::new("no"))));
    play.keys("u");
    assert_eq!(play.app.unsaved, None);
    play.keys("q");
    assert!(play.asked.contains(&Effect::Quit));
}

#[test]
fn reading_again_settles_a_conflict_and_undo_brings_ours_back() {
    let mut play = Play::new(80, 24);
    play.keys("gd<enter>12a");
    let ours = Stack::clone(&play.app.stack);
    let conflict = Merged {
        theirs: Stack::default(),
        base: Stack::default(),
        ours: ours.clone(),
        read: Vec::new(),
        conflicts: vec![SafeText::new("Database")],
    };
    send(
        &mut play,
        Done::StackSaved(Ok(Some(Box::new(conflict.clone())))),
    );
    let screen = play.screen();
    let said = screen.lines().last().unwrap();
    assert!(said.ends_with("both changed Database"), "not cut: {screen}");
    assert!(play.shows("Stack 1*"), "{screen}");
    play.keys("<ctrl-r>");
    let asked = Effect::ReadStack(Arc::new(ours.clone()));
    assert!(play.asked.contains(&asked));
    send(&mut play, Done::StackRead(Ok(Box::new(conflict))));
    assert!(play.shows("u brings yours back"), "{}", play.screen());
    assert_eq!(play.app.unsaved, None);
    assert!(play.app.stack.decisions.is_empty());
    play.keys("u");
    assert_eq!(*last_saved(&play), ours);
}

#[test]
fn undo_says_that_a_record_stays() {
    let mut play = Play::new(80, 24);
    play.keys("gd<enter>12a");
    let path = "docs/decisions/0001-use-elmdb.md";
    send(
        &mut play,
        Done::Exported(Ok(ExportReport {
            said: SafeText::new("Wrote it."),
            written: vec![(0, SafeText::new(path))],
            next_record: 2,
        })),
    );
    play.keys("u");
    assert!(
        play.says(&format!("The record stays where it is: {path}")),
        "{}",
        play.screen()
    );
    play.keys("u");
    assert!(!play.shows("stays where"), "{}", play.screen());
}

#[test]
fn what_was_left_out_is_counted_and_found() {
    let source = MemorySource::holding("library", &[("empty/SKILL.md", ""), ("a.md", "# A\n")]);
    let mut play = Play::with(120, 24, load(vec![source]), crate::support::start());
    assert!(play.shows("1 left out"), "{}", play.screen());
    play.keys(":left out");
    assert!(
        play.shows("empty/SKILL.md was left out: it is empty"),
        "{}",
        play.screen()
    );
}

fn around(project: &Project, given: &[&str]) -> Surroundings {
    Surroundings {
        given: given.iter().map(PathBuf::from).collect(),
        current: project.root().to_owned(),
        ..Surroundings::default()
    }
}

#[test]
fn a_library_is_known_by_its_folders_in_any_order_and_way() {
    let project = Project::with(&[("a/x.md", "# X\n"), ("b/y.md", "# Y\n")]);
    let key = |given: &[&str], builtin| {
        let mut around = around(&project, given);
        around.builtin = builtin;
        roots::key(&roots::resolve(&around).0)
    };
    let both = key(&["a", "b"], Builtin::ByDefault);
    assert_eq!(both, key(&["./b", "b/../a"], Builtin::ByDefault));
    assert_ne!(both, key(&["a"], Builtin::ByDefault));
    assert_ne!(both, key(&["a", "b"], Builtin::Always));
    assert_eq!(key(&[], Builtin::Always), "built-in");
}

#[test]
fn a_document_that_is_given_is_shown_in_its_folder() {
    let project = Project::with(&[("a/x.md", "# X\n"), ("a/y.md", "# Why\n"), ("a/z.txt", "")]);
    let (roots, _) = roots::resolve(&around(&project, &["a/y.md"]));
    assert_eq!(roots[0].name, "a");
    let no_document = roots::document(project.root(), "a/z.txt".as_ref());
    assert_eq!(no_document, None);
    let (sources, _) = roots::open(&roots);
    let start = archtui::app::Start {
        shown_first: Some(("a".to_owned(), "y.md".to_owned())),
        ..crate::support::start()
    };
    let play = Play::with(80, 24, load(sources), start);
    assert_eq!(play.app.current, View::Browse);
    assert!(play.shows("y.md:1"), "{}", play.screen());
}
