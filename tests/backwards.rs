//! Backwards, sideways and from above: the answers that lead to an outcome, what another answer
//! would change, and the tree as a whole.

use std::collections::BTreeSet;
use std::sync::Arc;

use archtui::catalog::{Catalog, Lookup};
use archtui::model::{Alternative, DecisionTree, Fork, NodeId, TechId};
use archtui::walk::{
    Change, Leads, OnTheWay, PATHS, Step, Walk, answer_text, changes, find_outcome, leads_to,
    on_the_way, outline, paths_to, question_text, replay, twin,
};
use proptest::prelude::*;

use crate::support::{MemorySource, load};
use crate::walk::build::{Tree, catalog, engines};

/// The paths to the outcomes of a text, as their answers.
fn answers(tree: &Arc<DecisionTree>, text: &str) -> Vec<Vec<String>> {
    let paths = paths_to(tree, &ends(tree, text)).paths;
    let said = |(question, answer): &(NodeId, usize)| {
        let question = tree.question(*question).unwrap();
        answer_text(tree, &question.answers[*answer]).to_string()
    };
    let paths = paths.iter().map(|path| path.way.iter().map(said).collect());
    paths.collect()
}

fn ends(tree: &DecisionTree, text: &str) -> BTreeSet<NodeId> {
    let all = (0..tree.nodes.len()).map(|i| NodeId(u32::try_from(i).unwrap()));
    let named = |id: &NodeId| tree.outcome(*id).is_some_and(|o| o.text.as_str() == text);
    all.filter(named).collect()
}

/// A ladder: each of its questions leads to the next by either answer.
fn ladder(rungs: usize) -> Arc<DecisionTree> {
    let mut t = Tree::default();
    let mut next = t.end("Top", &["top"], &[]);
    for rung in 0..rungs {
        let prompt = format!("Rung {rung}?");
        next = t.ask(&prompt, Fork::OneOf, &[("left", next), ("right", next)]);
    }
    t.done(next)
}

#[test]
fn every_path_to_an_outcome_is_found_in_reading_order() {
    let mut t = Tree::default();
    let here = t.end("Here", &[], &[]);
    let there = t.end("There", &[], &[]);
    let deep = t.ask("Deep?", Fork::OneOf, &[("yes", here), ("no", there)]);
    let root = t.ask(
        "First?",
        Fork::OneOf,
        &[("a", deep), ("b", there), ("c", here)],
    );
    let tree = t.done(root);
    assert_eq!(answers(&tree, "Here"), [vec!["a", "yes"], vec!["c"]]);
    assert_eq!(answers(&tree, "There"), [vec!["a", "no"], vec!["b"]]);
    assert!(answers(&tree, "Nowhere").is_empty());
}

#[test]
fn a_tree_with_a_great_many_paths_is_cut_and_says_so() {
    for (rungs, count, more) in [(6, 64, false), (7, PATHS, true), (40, PATHS, true)] {
        let tree = ladder(rungs);
        let found = paths_to(&tree, &ends(&tree, "Top"));
        assert_eq!((found.paths.len(), found.more), (count, more), "{rungs}");
        let once: BTreeSet<_> = found.paths.iter().collect();
        assert_eq!(once.len(), count, "each once");
    }
}

#[test]
fn a_cycle_is_gone_round_by_no_path() {
    let mut t = Tree::default();
    let end = t.end("End", &[], &[]);
    let measure = t.ask("Measured?", Fork::OneOf, &[("yes", end), ("no", end)]);
    let root = t.ask("Slow?", Fork::OneOf, &[("yes", measure), ("no", end)]);
    t.lead(measure, 1, root);
    let tree = t.done(root);
    assert_eq!(answers(&tree, "End"), [vec!["yes", "yes"], vec!["no"]]);
}

#[test]
fn in_a_tangle_of_cycles_the_short_way_is_among_those_found() {
    let mut t = Tree::default();
    let end = t.end("End", &[], &[]);
    let count = 40;
    let rooms: Vec<NodeId> = (0..count)
        .map(|n| {
            t.ask(
                &format!("Room {n}?"),
                Fork::OneOf,
                &vec![("go", end); count],
            )
        })
        .collect();
    // Each room leads to every other one; the way out is the last door of the last room.
    for room in &rooms {
        for (door, next) in rooms.iter().enumerate() {
            let out = Some(room) == rooms.last() && door + 1 == count;
            t.lead(*room, door, if out { end } else { *next });
        }
    }
    let tree = t.done(rooms[0]);
    let found = paths_to(&tree, &ends(&tree, "End"));
    assert!(found.more && !found.paths.is_empty());
    assert_eq!(found.paths.iter().map(|p| p.way.len()).min(), Some(2));
}

#[test]
fn what_a_rule_says_at_once_is_no_end_of_a_path() {
    let mut t = Tree::default();
    let pool = t.end("Pool", &[], &[]);
    let big = t.end("Big", &[], &[]);
    let size = t.ask("Size?", Fork::OneOf, &[("large", big)]);
    let root = t.ask("Always", Fork::Rule, &[("", pool), ("then", size)]);
    let tree = t.done(root);
    assert!(answers(&tree, "Pool").is_empty());
    assert_eq!(answers(&tree, "Big"), [vec!["then", "large"]]);
}

#[test]
fn a_path_is_a_walk_and_its_command_walks_it() {
    let tree = engines();
    let path = &paths_to(&tree, &ends(&tree, "Milvus")).paths[0];
    let walk = path.walk(&tree);
    assert!(walk.is_finished());
    assert_eq!(
        twin(&walk)[3..],
        ["--answer", "over 10M", "--answer", "not"]
    );
    let spoken = ["over 10M", "not"].map(Into::into);
    assert_eq!(replay(Arc::clone(&tree), &spoken).unwrap(), walk);
}

#[test]
fn taking_a_path_keeps_the_answers_beside_it() {
    let tree = engines();
    let mut walk = Walk::new(Arc::clone(&tree));
    walk.answer(1);
    walk.answer(0);
    walk.take(&paths_to(&tree, &ends(&tree, "An extension")).paths[0]);
    assert!(walk.is_finished());
    assert_eq!(walk.pencilled().len(), 1, "the filters are pencilled");
    walk.go_to(tree.root);
    walk.answer(1);
    assert!(walk.is_finished(), "and count again");
}

#[test]
fn going_to_a_question_gives_the_answers_that_lead_there_and_no_others() {
    let mut t = Tree::default();
    let [x, y] = ["X", "Y"].map(|text| t.end(text, &[], &[]));
    let last = t.ask("Last?", Fork::OneOf, &[("x", x), ("y", y)]);
    let left = t.ask("Left?", Fork::OneOf, &[("on", last), ("end", x)]);
    let right = t.ask("Right?", Fork::OneOf, &[("on", last), ("end", y)]);
    let root = t.ask("Where?", Fork::OneOf, &[("left", left), ("right", right)]);
    let tree = t.done(root);
    let mut walk = Walk::new(tree);
    walk.answer(1);
    walk.answer(1);
    assert!(walk.go_to(last), "by the branch that was taken");
    assert_eq!(twin(&walk)[3..], ["--answer", "right", "--answer", "on"]);
    assert_eq!(walk.current(), Some(last));
    assert!(walk.go_through((left, 1)));
    assert_eq!(twin(&walk)[3..], ["--answer", "left", "--answer", "end"]);
    assert!(walk.is_finished());
    assert!(!walk.go_to(NodeId(99)), "there is no such question");
}

/// A change in words: number of the question, what is said, what follows.
fn told(walk: &Walk, change: &Change) -> String {
    let question = walk.tree.question(change.question.1).unwrap();
    let names = change.end.recommended.iter().map(|one| one.name.as_str());
    let asks = change.asks.iter().map(|id| {
        let question = walk.tree.question(*id).unwrap();
        question_text(&walk.tree, question).to_string()
    });
    format!(
        "{} {}: {:?} -> [{}] asks [{}]",
        change.question.0,
        question.prompt,
        change.given,
        names.collect::<Vec<_>>().join(", "),
        asks.collect::<Vec<_>>().join(", ")
    )
}

#[test]
fn one_other_answer_leads_elsewhere_or_asks_on() {
    let tree = engines();
    let mut walk = Walk::new(tree);
    assert!(changes(&walk, &catalog()).is_empty(), "nothing is decided");
    walk.answer(1);
    walk.answer(0);
    let all = |walk: &Walk| -> Vec<String> {
        let all = changes(walk, &catalog());
        all.iter().map(|change| told(walk, change)).collect()
    };
    assert_eq!(
        all(&walk),
        [
            "2 How selective are the filters?: Answers({1}) -> [milvus] asks []",
            "1 How many rows?: Answers({0}) -> [pgvector] asks []",
        ]
    );
    let mut walk = Walk::new(Arc::clone(&walk.tree));
    walk.answer(0);
    assert_eq!(
        all(&walk),
        ["1 How many rows?: Answers({1}) -> [] asks [How selective are the filters?]"]
    );
}

#[test]
fn of_conditions_one_more_or_one_less_is_a_change() {
    let mut t = Tree::default();
    let a = t.end("A", &["a"], &[]);
    let same = t.end("A again", &["a"], &[]);
    let b = t.end("B", &["b"], &[]);
    let any = t.ask(
        "Which hold?",
        Fork::AnyOf,
        &[("one", a), ("two", b), ("same", same)],
    );
    let mut walk = Walk::new(t.done(any));
    walk.mark([0]);
    let found = changes(&walk, &catalog());
    let told: Vec<String> = found.iter().map(|change| told(&walk, change)).collect();
    assert_eq!(
        told,
        [
            "1 Which hold?: Answers({0, 1}) -> [a, b] asks []",
            "1 Which hold?: Answers({}) -> [] asks []",
        ],
        "another way to the same is no change"
    );
}

#[test]
fn the_whole_tree_stands_on_rows_and_what_is_shared_once() {
    use OnTheWay::{Left, Open, Taken};
    let mut t = Tree::default();
    let end = t.end("End", &[], &[]);
    let shared = t.ask("Shared?", Fork::OneOf, &[("yes", end), ("back", end)]);
    let root = t.ask("First?", Fork::OneOf, &[("a", shared), ("b", shared)]);
    t.lead(shared, 1, root);
    let mut walk = Walk::new(t.done(root));
    let rows = outline(&walk.tree);
    let leads: Vec<(usize, Leads)> = rows.iter().map(|row| (row.depth, row.leads)).collect();
    let again = |question, row, cycle| Leads::Seen {
        question,
        row,
        cycle,
    };
    assert_eq!(
        leads,
        [
            (0, Leads::Question(root)),
            (1, Leads::Question(shared)),
            (2, Leads::Outcome(end)),
            (2, again(root, 0, true)),
            (1, again(shared, 1, false)),
        ]
    );
    assert_eq!(on_the_way(&walk, &rows), [Taken, Open, Open, Open, Open]);
    walk.answer(1);
    assert_eq!(on_the_way(&walk, &rows), [Taken, Left, Open, Open, Taken]);
    walk.answer(0);
    assert_eq!(on_the_way(&walk, &rows), [Taken, Left, Taken, Left, Taken]);
}

/// A library of two skills, one of them with a copy and something doubtful.
fn library() -> Catalog {
    let manifest =
        "technologies:\n  - {id: oak, name: OakDB, aliases: [Oak]}\n  - {id: elm, name: ElmDB}\n";
    let stores = "# Stores\n\n## Choosing\n\n```\nHow many rows?\n├── Few → OakDB\n└── Many\n    └── Shared?\n        ├── Yes → ElmDB\n        └── No → OakDB\n```\n";
    let queues = "# Queues\n\n## Picking\n\n```\nOrdered?\n├── Yes → A log of your own (no server)\n├── By key → A logbook of paper\n└── No → OakDB\n```\n";
    let files = [
        ("archtui.yaml", manifest),
        ("skills/stores/SKILL.md", stores),
        ("skills/queues/SKILL.md", queues),
    ];
    load(vec![MemorySource::holding("mem", &files)])
}

fn technology(id: &str) -> Alternative {
    Alternative {
        name: id.into(),
        technology: Some(TechId(id.into())),
    }
}

#[test]
fn a_technology_is_led_to_from_every_tree_of_the_library() {
    let catalog = library();
    let counts = |wanted: &[Alternative]| -> Vec<(String, usize)> {
        let leading = leads_to(&catalog, wanted, false);
        let counts = leading
            .iter()
            .map(|l| (l.tree.id.to_string(), l.paths.paths.len()));
        counts.collect()
    };
    let oak = counts(&[technology("oak")]);
    assert_eq!(
        oak,
        [
            ("queues#picking".to_owned(), 1),
            ("stores#choosing".to_owned(), 2)
        ]
    );
    let both = counts(&[technology("oak"), technology("elm")]);
    assert_eq!(both[1].1, 3, "either of two");
    for own in [
        "your own",
        "a log of your own",
        "A log of your own (no server)",
    ] {
        let Lookup::Found(own) = find_outcome(&catalog, own, false) else {
            panic!("{own} is some words of one outcome, or its name")
        };
        assert_eq!(counts(&[own]), [("queues#picking".to_owned(), 1)]);
    }
    let found = |text| find_outcome(&catalog, text, false);
    assert!(matches!(found("of"), Lookup::Ambiguous(two) if two.len() == 2));
    assert!(matches!(found("A lug of your own"), Lookup::Missing(near) if near.len() == 1));
    assert!(
        matches!(found("log of you"), Lookup::Missing(_)),
        "whole words"
    );
    assert!(matches!(found(" "), Lookup::Missing(_)));
}

/// Any graph of questions: each answer leads to some node, so branches join and come back.
fn tangle() -> impl Strategy<Value = Arc<DecisionTree>> {
    let kinds = prop_oneof![
        3 => Just(Fork::OneOf),
        1 => Just(Fork::AnyOf),
        1 => Just(Fork::AllOf),
        1 => Just(Fork::Rule),
    ];
    let question = (kinds, proptest::collection::vec(0_usize..9, 1..4));
    proptest::collection::vec(question, 1..7).prop_map(|questions| {
        let mut t = Tree::default();
        let end = t.end("End", &["end"], &[]);
        let other = t.end("Other", &["other"], &[]);
        let ids: Vec<NodeId> = questions
            .iter()
            .enumerate()
            .map(|(n, (fork, nexts))| {
                let answers: Vec<String> = (0..nexts.len()).map(|i| format!("{n}.{i}")).collect();
                let answers: Vec<_> = answers.iter().map(|a| (a.as_str(), end)).collect();
                t.ask(&format!("Q{n}?"), *fork, &answers)
            })
            .collect();
        let all: Vec<NodeId> = [end, other].iter().chain(&ids).copied().collect();
        for (id, (_, nexts)) in ids.iter().zip(&questions) {
            for (answer, next) in nexts.iter().enumerate() {
                t.lead(*id, answer, all[next % all.len()]);
            }
        }
        t.done(ids[0])
    })
}

proptest! {
    #[test]
    fn a_path_leads_where_it_says(tree in tangle()) {
        for path in paths_to(&tree, &ends(&tree, "End")).paths {
            let walk = path.walk(&tree);
            let reached = walk.route().reached;
            prop_assert!(reached.iter().any(|r| r.outcome == path.outcome), "{path:?}");
            let questions: BTreeSet<NodeId> = path.way.iter().map(|(id, _)| *id).collect();
            prop_assert_eq!(questions.len(), path.way.len(), "no question twice");
        }
    }

    #[test]
    fn every_question_that_can_be_reached_can_be_gone_to(tree in tangle(), first in 0_usize..3) {
        let mut walk = Walk::new(Arc::clone(&tree));
        walk.answer(first);
        for row in outline(&tree) {
            if let Some(question) = row.question() {
                prop_assert!(walk.go_to(question));
                prop_assert!(walk.route().seen.contains(&question));
            }
            if let Some(via) = row.via {
                prop_assert!(walk.go_through(via));
                let stands = on_the_way(&walk, &[row]);
                prop_assert_eq!(stands, [OnTheWay::Taken]);
            }
        }
    }

    #[test]
    fn a_change_leads_where_it_says(tree in tangle(), answers in proptest::collection::vec(0_usize..3, 0..9)) {
        let mut walk = Walk::new(tree);
        for answer in answers {
            walk.answer(answer);
        }
        for change in changes(&walk, &catalog()) {
            prop_assert!(walk.is_finished());
            let mut changed = walk.clone();
            changed.given.insert(change.question.1, change.given.clone());
            let open = changed.steps().into_iter().filter(Step::needs_answer);
            let open: Vec<NodeId> = open.map(|step| step.question).collect();
            prop_assert_eq!(open, change.asks);
        }
    }
}

#[test]
fn a_change_says_where_it_goes_on_and_what_it_comes_back_to() {
    let page = "# Choosing a lamp\n\n```\nQ1: Is it dark?\n├── Yes → A lamp\n├── No → Go to Q9\n\
        ├── Partly → Continue\n└── Unsure → Q1\nQ2: Is it far?\n├── Yes → Go to Q1\n└── No → A candle\n```\n";
    let source = MemorySource::holding("lib", &[("lamp.md", page)]);
    let catalog = load(vec![source]);
    let mut walk = Walk::new(Arc::clone(catalog.trees().next().unwrap()));
    walk.answer(0);
    let told: Vec<String> = changes(&walk, &catalog)
        .iter()
        .map(|change| change.text(&walk).to_string())
        .collect();
    assert_eq!(
        told,
        [
            "1 Q1: Is it dark? No → goes on nowhere: “Go to Q9” is not in this tree",
            "1 Q1: Is it dark? Partly → asks: Q2: Is it far?",
            "1 Q1: Is it dark? Unsure → back to: Q1: Is it dark?",
        ]
    );
}
