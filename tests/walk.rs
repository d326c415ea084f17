//! Walking decisions: what is asked, what follows, what is left behind.

use std::collections::BTreeSet;

use archtui::model::{Fact, Facts, Fork, NodeId, Range};
use archtui::walk::{
    AnswerText, ForkText, Given, Kept, Lost, ReplayError, Spoken, Standing, Transcript, Walk,
    command_line, digest, reopen, replay, states, twin, twin_of,
};
use build::{Tree, catalog};
use proptest::prelude::*;

/// Trees made by hand: labels in, decision tree out.
pub(crate) mod build {
    use std::sync::Arc;

    use archtui::catalog::{Catalog, FileEntry};
    use archtui::model::{
        Alternative, Answer, Citation, CitedText, Confidence, DecisionTree, Fork, Graph, GraphNode,
        Node, NodeId, Notation, Note, Outcome, Question, Recommended, TechId, TreeId,
    };
    use archtui::text::{FileId, Location};

    /// A tree in the making; every node takes the next line of `skills/stores/SKILL.md`.
    #[derive(Default)]
    pub(crate) struct Tree {
        nodes: Vec<Node>,
        forest: bool,
    }

    fn at(line: usize) -> Location {
        Location::line(FileId(0), u32::try_from(line).unwrap())
    }

    pub(crate) fn note(text: &str, line: usize) -> Note {
        Note {
            text: CitedText::plain(text),
            at: at(line),
        }
    }

    fn named(technology: &str) -> Recommended {
        Recommended {
            alternative: Alternative {
                name: technology.into(),
                technology: Some(TechId(technology.into())),
            },
            when: None,
        }
    }

    impl Tree {
        fn push(&mut self, node: Node) -> NodeId {
            self.nodes.push(node);
            NodeId(u32::try_from(self.nodes.len() - 1).unwrap())
        }

        pub(crate) fn ask(
            &mut self,
            prompt: &str,
            fork: Fork,
            answers: &[(&str, NodeId)],
        ) -> NodeId {
            let line = 10 * (self.nodes.len() + 1);
            let answer = |(index, (label, next)): (usize, &(&str, NodeId))| Answer {
                label: Some(*label)
                    .filter(|label| !label.is_empty())
                    .map(CitedText::plain),
                via: Vec::new(),
                notes: Vec::new(),
                when: Vec::new(),
                next: *next,
                at: at(line + index + 1),
            };
            self.push(Node::Question(Question {
                prompt: prompt.into(),
                fork,
                fork_confidence: Confidence::High,
                notes: Vec::new(),
                cites: Vec::new(),
                answers: answers.iter().enumerate().map(answer).collect(),
                at: at(line),
            }))
        }

        pub(crate) fn end(&mut self, text: &str, technologies: &[&str], notes: &[&str]) -> NodeId {
            let line = 10 * (self.nodes.len() + 1);
            let notes = notes.iter().enumerate();
            let mut notes: Vec<Note> = notes.map(|(i, n)| note(n, line + i + 1)).collect();
            if let Some(first) = notes.first_mut() {
                let id = "S1".into();
                first.text.cites = vec![Citation { id, line: Some(7) }];
            }
            self.push(Node::Outcome(Outcome {
                text: text.into(),
                cites: Vec::new(),
                notes,
                recommends: technologies.iter().map(|t| named(t)).collect(),
                at: at(line),
                ..Outcome::default()
            }))
        }

        /// Joins an answer to another node: for cycles.
        pub(crate) fn lead(&mut self, question: NodeId, answer: usize, next: NodeId) {
            if let Some(Node::Question(q)) = self.nodes.get_mut(question.index()) {
                q.answers[answer].next = next;
            }
        }

        pub(crate) fn forest(mut self) -> Self {
            self.forest = true;
            self
        }

        pub(crate) fn done(self, root: NodeId) -> Arc<DecisionTree> {
            let roots = if self.forest {
                vec![root, root]
            } else {
                vec![root]
            };
            Arc::new(DecisionTree {
                id: TreeId("stores#choosing".into()),
                title: "Choosing a store".into(),
                notation: Notation::Box,
                confidence: Confidence::High,
                at: at(5),
                end_line: 99,
                graph: Graph {
                    nodes: vec![GraphNode::default()],
                    roots,
                },
                intro: Vec::new(),
                root,
                nodes: self.nodes,
                same_as: None,
            })
        }
    }

    /// A catalog that knows one file.
    pub(crate) fn catalog() -> Catalog {
        Catalog {
            files: vec![FileEntry {
                source: 0,
                path: "skills/stores/SKILL.md".to_owned(),
                shown: "skills/stores/SKILL.md".into(),
                kind: archtui::model::FileKind::Skill,
                skill: None,
                size: 0,
            }],
            ..Catalog::default()
        }
    }

    /// A tree with a limit: which engine for how many rows, and how they are filtered.
    pub(crate) fn engines() -> Arc<DecisionTree> {
        let mut t = Tree::default();
        let ext = t.end(
            "An extension",
            &["pgvector"],
            &["Scale limit: ~10M rows", "one store less to run"],
        );
        let qdrant = t.end("Qdrant", &["qdrant"], &["pre-filters"]);
        let milvus = t.end("Milvus", &["milvus"], &["- needs etcd"]);
        let filters = t.ask(
            "How selective are the filters?",
            Fork::OneOf,
            &[("very", qdrant), ("not", milvus)],
        );
        let rows = t.ask(
            "How many rows?",
            Fork::OneOf,
            &[("up to 10M", ext), ("over 10M", filters)],
        );
        t.done(rows)
    }
}

fn named(walk: &Walk, facts: &Facts) -> Vec<(String, Standing)> {
    let all = states(walk, &catalog(), facts).into_iter();
    all.map(|s| (s.alternative.name.to_string(), s.standing))
        .collect()
}

fn prompts(walk: &Walk) -> Vec<String> {
    let steps = walk.steps().into_iter();
    steps
        .map(|step| {
            walk.tree
                .question(step.question)
                .unwrap()
                .prompt
                .to_string()
        })
        .collect()
}

fn prompt(walk: &Walk) -> Option<String> {
    walk.current_question().map(|(_, q)| q.prompt.to_string())
}

#[test]
fn answers_lead_from_question_to_outcome() {
    let mut walk = Walk::new(build::engines());
    assert_eq!(prompt(&walk).as_deref(), Some("How many rows?"));
    let p = walk.progress();
    assert_eq!((p.question, p.at_most, p.outcomes_left), (1, 2, 3));
    assert!(walk.answer(1));
    assert_eq!(
        prompt(&walk).as_deref(),
        Some("How selective are the filters?")
    );
    let p = walk.progress();
    assert_eq!((p.question, p.at_most, p.outcomes_left), (2, 2, 2));
    assert!(walk.answer(0));
    assert!(walk.is_finished());
    assert_eq!(walk.current(), None);
    assert_eq!(walk.progress().outcomes_left, 1);
    assert!(!walk.answer(0), "nothing is left to answer");
}

#[test]
fn looking_back_takes_nothing_back() {
    let mut walk = Walk::new(build::engines());
    walk.answer(1);
    walk.answer(0);
    let given = walk.given.clone();
    assert!(walk.back());
    assert!(walk.back());
    assert!(!walk.back(), "there is no question before the first");
    assert_eq!(prompt(&walk).as_deref(), Some("How many rows?"));
    assert_eq!(walk.given, given);
    assert!(walk.steps()[1].pencilled);
    // The same answer again moves on to the next question, which keeps its answer.
    assert!(walk.answer(1));
    assert_eq!(
        prompt(&walk).as_deref(),
        Some("How selective are the filters?")
    );
    assert!(walk.forward());
    assert_eq!(walk.current(), None);
}

#[test]
fn a_changed_answer_keeps_the_others_pencilled_until_their_branch_comes_back() {
    let mut walk = Walk::new(build::engines());
    walk.answer(1);
    walk.answer(0);
    walk.back();
    walk.back();
    walk.answer(0);
    assert_eq!(prompts(&walk), ["How many rows?"]);
    assert_eq!(walk.pencilled().len(), 1);
    walk.back();
    walk.answer(1);
    assert!(walk.is_finished(), "the pencilled answer counts again");
    assert_eq!(walk.steps().len(), 2);
}

#[test]
fn marking_means_what_the_fork_says() {
    let kinds = [
        (Fork::OneOf, Standing::Open),
        (Fork::AnyOf, Standing::Recommended),
        (Fork::AllOf, Standing::Recommended),
    ];
    for (fork, standing) in kinds {
        let mut t = Tree::default();
        let ends = ["A", "B", "C"].map(|name| t.end(name, &[], &[]));
        let root = t.ask(
            "Which?",
            fork,
            &[("a", ends[0]), ("b", ends[1]), ("c", ends[2])],
        );
        let mut walk = Walk::new(t.done(root));
        walk.focus_on(root);
        assert!(walk.mark([0, 2]));
        assert!(!walk.mark([3]), "{fork:?}: there is no fourth answer");
        let expected = [
            ("A".to_owned(), standing),
            ("B".to_owned(), Standing::NotOnPath),
            ("C".to_owned(), standing),
        ];
        assert_eq!(named(&walk, &Facts::new()), expected, "{fork:?}");
    }
}

#[test]
fn every_part_is_walked_and_rules_are_only_advice() {
    let mut t = Tree::default();
    let [small, large, s3, pool] =
        ["Small", "Large", "S3", "size it to the database"].map(|n| t.end(n, &[], &[]));
    let chunks = t.ask(
        "Which chunks?",
        Fork::OneOf,
        &[("short", small), ("long", large)],
    );
    let rule = t.ask("Connection pool", Fork::Rule, &[("always", pool)]);
    let root = t.ask(
        "Pipeline",
        Fork::AllOf,
        &[("chunking", chunks), ("storage", s3), ("pool", rule)],
    );
    let mut walk = Walk::new(t.done(root));
    assert_eq!(
        prompt(&walk).as_deref(),
        Some("Which chunks?"),
        "parts are not asked for"
    );
    walk.answer(0);
    assert!(walk.is_finished());
    let transcript = Transcript::of(&walk, &catalog());
    let names: Vec<_> = transcript
        .recommended
        .iter()
        .map(|w| w.name.as_str())
        .collect();
    assert_eq!(names, ["Small", "S3"]);
    assert_eq!(
        transcript.advice[0].text,
        "Connection pool: always: size it to the database"
    );
    assert_eq!(transcript.trail.branches.len(), 3);
    assert_eq!(prompts(&walk), ["Pipeline", "Which chunks?"]);
}

#[test]
fn unknown_keeps_every_branch_open() {
    let mut walk = Walk::new(build::engines());
    assert!(walk.skip());
    assert!(walk.is_finished());
    let all = named(&walk, &Facts::new());
    assert!(
        all.iter().all(|(_, standing)| *standing == Standing::Open),
        "{all:?}"
    );
    let step = &Transcript::of(&walk, &catalog()).trail.steps[0];
    assert!(step.unknown && step.answer.is_none());
}

#[test]
fn the_sections_of_a_forest_are_walked_as_their_fork_says() {
    for (fork, asked, reached) in [(Fork::AnyOf, true, 1), (Fork::AllOf, false, 2)] {
        let mut t = Tree::default();
        let [a, b] = ["A", "B"].map(|n| t.end(n, &[], &[]));
        let root = t.ask("", fork, &[("Jobs", a), ("Caching", b)]);
        let mut walk = Walk::new(t.forest().done(root));
        assert_eq!(walk.current().is_some(), asked, "{fork:?}");
        if asked {
            walk.answer(1);
        }
        assert_eq!(walk.route().reached.len(), reached, "{fork:?}");
        let transcript = Transcript::of(&walk, &catalog());
        assert_eq!(transcript.trail.steps[0].question, "Choosing a store");
        assert_eq!(transcript.trail.steps[0].fork, fork);
    }
}

#[test]
fn a_shared_question_is_asked_once() {
    let mut t = Tree::default();
    let [x, y] = ["X", "Y"].map(|n| t.end(n, &[], &[]));
    let shared = t.ask("Managed?", Fork::OneOf, &[("yes", x), ("no", y)]);
    let root = t.ask(
        "Needs?",
        Fork::AnyOf,
        &[("speed", shared), ("scale", shared)],
    );
    let mut walk = Walk::new(t.done(root));
    walk.mark([0, 1]);
    assert_eq!(prompts(&walk), ["Needs?", "Managed?"]);
    let route = walk.route();
    assert_eq!(route.revisits.len(), 1);
    assert!(!route.revisits[0].cycle);
    walk.answer(0);
    assert!(walk.is_finished());
    let branches = Transcript::of(&walk, &catalog()).trail.branches;
    assert_eq!(branches[0].trail.outcome.as_deref(), Some("X"));
    assert_eq!(branches[1].trail.joins.as_deref(), Some("Managed?"));
}

#[test]
fn a_cycle_is_a_revisit_and_never_endless() {
    let mut t = Tree::default();
    let end = t.end("Done", &[], &[]);
    let second = t.ask("Again?", Fork::OneOf, &[("yes", end), ("no", end)]);
    let first = t.ask("Start?", Fork::OneOf, &[("go", second), ("stop", end)]);
    t.lead(second, 0, first);
    let mut walk = Walk::new(t.done(first));
    walk.answer(0);
    walk.answer(0);
    let route = walk.route();
    assert!(route.revisits[0].cycle);
    assert_eq!(route.revisits[0].question, first);
    assert_eq!(walk.steps().len(), 2);
    let transcript = Transcript::of(&walk, &catalog());
    assert_eq!(transcript.trail.joins.as_deref(), Some("Start?"));
    assert_eq!(transcript.recommended, []);
    let p = walk.progress();
    assert_eq!((p.question, p.at_most), (1, 2), "it is asked again");
}

#[test]
fn a_question_that_the_answers_come_back_to_is_asked_again() {
    let mut t = Tree::default();
    let end = t.end("Done", &[], &[]);
    let second = t.ask("Again?", Fork::OneOf, &[("yes", end), ("no", end)]);
    let first = t.ask("Start?", Fork::OneOf, &[("go", second), ("stop", end)]);
    t.lead(second, 0, first);
    let tree = t.done(first);
    let mut walk = Walk::new(tree.clone());
    walk.answer(0);
    walk.answer(0);
    assert_eq!(
        (walk.current(), walk.circling()),
        (Some(first), Some(first))
    );
    assert_eq!(walk.given.len(), 2, "its answer is kept in pencil");
    let extra = replay(tree, &["go".into(), "yes".into(), "stop".into()]).unwrap_err();
    assert_eq!(
        extra.to_string(),
        "the answers come back to question 1, \u{201c}Start?\u{201d}, answered \u{201c}go\u{201d}: \
         give it another answer instead of adding \u{201c}stop\u{201d}"
    );
    let mut same = walk.clone();
    same.answer(0);
    assert_eq!(same.current(), Some(second), "the same answer looks on");
    same.answer(0);
    assert_eq!(same.current(), None, "and round once more it ends");
    walk.answer(1);
    assert_eq!((walk.current(), walk.circling()), (None, None));
    assert_eq!(walk.route().reached.len(), 1);
}

#[test]
fn outcomes_that_the_answers_do_not_lead_to_are_marked() {
    let mut t = Tree::default();
    let near = t.end("qdrant, near", &["qdrant"], &[]);
    let far = t.end("qdrant, far", &["qdrant"], &[]);
    let root = t.ask("Where?", Fork::OneOf, &[("near", near), ("far", far)]);
    let mut walk = Walk::new(t.done(root));
    walk.answer(0);
    let stated = Transcript::of(&walk, &catalog()).outcomes;
    let stated: Vec<_> = stated.iter().map(|o| (&*o.text, o.elsewhere)).collect();
    assert_eq!(stated, [("qdrant, near", false), ("qdrant, far", true)]);
}

#[test]
fn only_something_stated_rules_out() {
    let mut walk = Walk::new(build::engines());
    walk.answer(1);
    walk.answer(0);
    let all = states(&walk, &catalog(), &Facts::new());
    let of = |name: &str| all.iter().find(|s| s.alternative.name == name).unwrap();
    assert_eq!(of("qdrant").standing, Standing::Recommended);
    assert_eq!(of("milvus").standing, Standing::NotOnPath);
    let out = of("pgvector");
    assert_eq!(out.standing, Standing::RuledOut);
    let quotes: Vec<_> = out.objections.iter().map(|o| o.quote.as_str()).collect();
    assert_eq!(quotes, ["Scale limit: ~10M rows"], "a label is a condition");
    assert_eq!(out.objections[0].crossed_by, "over 10M");
    let ruled = &Transcript::of(&walk, &catalog()).ruled_out[0];
    assert_eq!(ruled.at.to_string(), "skills/stores/SKILL.md:11");
    assert_eq!(ruled.because, "Scale limit: ~10M rows; here: over 10M");
    assert_eq!(ruled.cite.as_ref().unwrap().to_string(), "S1:7");
}

#[test]
fn facts_cross_limits_and_objections_do_not_hide_a_recommendation() {
    let fact = |range| Facts::from([("rows".into(), Fact::Number(range))]);
    let mut walk = Walk::new(build::engines());
    walk.answer(0);
    for (name, facts, objections) in [
        ("below", fact(Range::exactly(1e6)), 0),
        ("above", fact(Range::exactly(3e7)), 1),
        ("unknown", Facts::from([("rows".into(), Fact::Unknown)]), 0),
        (
            "another unit",
            Facts::from([("engineers".into(), Fact::Number(Range::exactly(1e9)))]),
            0,
        ),
    ] {
        let state = states(&walk, &catalog(), &facts).remove(0);
        assert_eq!(state.standing, Standing::Recommended, "{name}");
        assert_eq!(state.objections.len(), objections, "{name}");
    }
}

#[test]
fn a_condition_that_is_not_met_speaks_against_nothing() {
    let mut t = Tree::default();
    let [kafka, redis] = ["Kafka", "Redis"].map(|n| t.end(n, &[], &["> 100k msg/s"]));
    let root = t.ask(
        "Load?",
        Fork::OneOf,
        &[("over 100k msg/s", kafka), ("up to 1k msg/s", redis)],
    );
    let mut walk = Walk::new(t.done(root));
    walk.answer(1);
    let expected = [
        ("Kafka".to_owned(), Standing::NotOnPath),
        ("Redis".to_owned(), Standing::Recommended),
    ];
    assert_eq!(named(&walk, &Facts::new()), expected);
    walk.focus_on(root);
    walk.answer(0);
    let expected = [
        ("Kafka".to_owned(), Standing::Recommended),
        ("Redis".to_owned(), Standing::NotOnPath),
    ];
    assert_eq!(named(&walk, &Facts::new()), expected);
}

#[test]
fn labels_are_conditions_and_notes_and_outcomes_state_limits() {
    let mut t = Tree::default();
    let small = t.end("Monolith", &[], &[]);
    let noted = t.end("Modular", &[], &["up to 30 engineers"]);
    let text = t.end("Script (max 5 engineers)", &[], &[]);
    let via = t.end("Shared library", &[], &[]);
    let root = t.ask(
        "Team?",
        Fork::OneOf,
        &[
            ("< 20 engineers", small),
            ("some engineers", noted),
            ("few engineers", text),
            ("one team", via),
        ],
    );
    let mut tree = (*t.done(root)).clone();
    if let Some(archtui::model::Node::Question(question)) = tree.nodes.get_mut(root.index()) {
        let via = archtui::model::CitedText::plain("at most 10 engineers");
        question.answers[3].via = vec![via];
    }
    let walk = Walk::new(tree.into());
    let facts = Facts::from([("engineers".into(), Fact::Number(Range::exactly(40.0)))]);
    let expected = [
        ("Monolith".to_owned(), Standing::Open),
        ("Modular".to_owned(), Standing::RuledOut),
        ("Script (max 5 engineers)".to_owned(), Standing::RuledOut),
        ("Shared library".to_owned(), Standing::Open),
    ];
    assert_eq!(named(&walk, &facts), expected);
}

#[test]
fn replay_takes_labels_prefixes_numbers_and_unknown() {
    let cases: [(&str, &[&str], &[&str]); 6] = [
        ("labels", &["over 10M", "very"], &["qdrant"]),
        ("other case", &["OVER 10m", "NOT"], &["milvus"]),
        ("prefixes", &["up"], &["pgvector"]),
        ("numbers", &["#2", "#1"], &["qdrant"]),
        ("unknown", &["?"], &[]),
        ("unfinished", &["over"], &[]),
    ];
    for (name, answers, recommended) in cases {
        let answers: Vec<Spoken> = answers.iter().map(|a| Spoken::from(*a)).collect();
        let walk = replay(build::engines(), &answers).unwrap();
        let transcript = Transcript::of(&walk, &catalog());
        let names: Vec<_> = transcript
            .recommended
            .iter()
            .map(|w| w.name.as_str())
            .collect();
        assert_eq!(names, recommended, "{name}");
    }
}

#[test]
fn replay_knows_yes_no_marks_and_named_parts() {
    let mut t = Tree::default();
    let [x, y, z] = ["X", "Y", "Z"].map(|n| t.end(n, &[], &[]));
    let managed = t.ask("Managed?", Fork::OneOf, &[("Yes, always", x), ("No", y)]);
    let needs = t.ask("Needs?", Fork::AnyOf, &[("speed", z), ("none of these", y)]);
    let root = t.ask(
        "Parts",
        Fork::AllOf,
        &[("hosting", managed), ("needs", needs)],
    );
    let tree = t.done(root);
    let both = AnswerText(vec!["speed".to_owned(), "none of".to_owned()]);
    let walk = replay(tree.clone(), &["y".into(), both.into()]).unwrap();
    assert!(walk.is_finished());
    assert_eq!(walk.given[&needs], Given::Answers(BTreeSet::from([0, 1])));
    let walk = replay(tree.clone(), &["needs".into(), "speed".into()]).unwrap();
    assert_eq!(walk.given[&root], Given::Answers(BTreeSet::from([1])));
    assert!(walk.is_finished());
    let walk = replay(tree, &["no".into(), "nONe".into()]).unwrap();
    assert_eq!(
        walk.given[&needs],
        Given::Answers(BTreeSet::from([1])),
        "a label goes before a word of ours"
    );
}

#[test]
fn a_wrong_answer_names_the_question_and_the_valid_ones() {
    let mut t = Tree::default();
    let end = t.end("X", &[], &[]);
    let root = t.ask(
        "Scale?",
        Fork::OneOf,
        &[("small", end), ("large rows", end), ("large blobs", end)],
    );
    let tree = t.done(root);
    let error = |answers: &[Spoken]| replay(tree.clone(), answers).unwrap_err();
    let wrong = error(&["huge".into()]).to_string();
    assert!(
        wrong.contains("Scale?") && wrong.contains("#1 \u{201c}small\u{201d}"),
        "{wrong}"
    );
    let ReplayError::Ambiguous { valid, .. } = error(&["large".into()]) else {
        panic!("two answers begin with it");
    };
    let valid: Vec<_> = valid.iter().map(|(at, text)| (*at, &**text)).collect();
    assert_eq!(valid, [(1, "large rows"), (2, "large blobs")]);
    let unclear = error(&["large".into()]).to_string();
    assert!(
        unclear.contains("#2 \u{201c}large rows\u{201d}, #3 \u{201c}large blobs\u{201d}"),
        "what is offered can be said: {unclear}"
    );
    let extra = error(&["small".into(), "more".into()]);
    assert!(matches!(extra, ReplayError::NothingLeft { .. }));
    assert!(matches!(
        error(&["#4".into()]),
        ReplayError::NoSuchAnswer { .. }
    ));
    assert!(matches!(
        error(&["".into()]),
        ReplayError::NoSuchAnswer { .. }
    ));
}

#[test]
fn the_command_line_is_quoted() {
    let mut walk = Walk::new(build::engines());
    walk.answer(1);
    walk.skip();
    assert_eq!(
        command_line(&twin(&walk)),
        "archtui walk 'stores#choosing' --answer 'over 10M' --answer '?'"
    );
}

/// What is needed, with a part and a rule below: every kind of fork can be switched on the way.
fn needs() -> std::sync::Arc<archtui::model::DecisionTree> {
    let mut t = Tree::default();
    let [x, y, z] = ["X", "Y", "Z"].map(|n| t.end(n, &[], &[]));
    let managed = t.ask("Managed?", Fork::OneOf, &[("yes", x), ("no", y)]);
    let parts = t.ask("Parts", Fork::AllOf, &[("hosting", managed), ("pool", z)]);
    let root = t.ask("Needs?", Fork::OneOf, &[("speed", parts), ("scale", z)]);
    t.done(root)
}

#[test]
fn switched_forks_are_said_again_by_commands_transcripts_and_what_is_kept() {
    let mut walk = Walk::new(needs());
    walk.switch_fork(Fork::AnyOf);
    walk.mark([0, 1]);
    walk.focus_on(NodeId(4));
    walk.switch_fork(Fork::OneOf);
    walk.answer(0);
    walk.skip();
    let words = twin(&walk);
    assert_eq!(
        command_line(&words),
        "archtui walk 'stores#choosing' --fork 'one-of=Parts' --fork 'any-of=Needs?' \
         --answer speed --and scale --answer hosting --answer '?'"
    );
    assert_eq!(replay(needs(), &spoken(&words)).unwrap(), walk);
    let transcript = Transcript::of(&walk, &catalog());
    assert_eq!(twin_of(&transcript), words);
    assert_eq!(reopen(needs(), &transcript), (walk.clone(), None));
    let (again, held, lost) = Kept::of(&walk).walk(needs());
    assert_eq!((again, held, lost), (walk, 3, None));
}

#[test]
fn a_fork_without_a_question_is_the_one_asked_next() {
    let fork = |text: &str| Spoken::Fork(ForkText::read(text).unwrap());
    let walk = replay(needs(), &[fork("any-of"), "speed".into(), fork("any-of")]).unwrap();
    assert_eq!(walk.fork(NodeId(5)), Fork::AnyOf);
    assert_eq!(walk.fork(NodeId(3)), Fork::AnyOf, "Managed? comes next");
    let rule = replay(needs(), &["speed".into(), fork("rule")]).unwrap();
    assert!(rule.is_finished(), "a rule is asked no more");
    let third = replay(needs(), &[fork("rule=#1")]).unwrap();
    assert_eq!(third.fork(NodeId(3)), Fork::Rule);
    for (spoken, error) in [
        (vec![fork("any-of=Nothing")], "no question is called"),
        (
            vec!["scale".into(), fork("any-of")],
            "nothing is left to ask",
        ),
    ] {
        let told = replay(needs(), &spoken).unwrap_err().to_string();
        assert!(told.contains(error), "{told}");
    }
    assert_eq!(ForkText::read("some-of"), None);
}

#[test]
fn what_a_changed_tree_lost_is_named_and_the_rest_is_kept() {
    let mut walk = Walk::new(build::engines());
    walk.answer(1);
    walk.answer(0);
    let rename = |from: &str, to: &str| {
        let mut tree = (*build::engines()).clone();
        for node in &mut tree.nodes {
            let archtui::model::Node::Question(question) = node else {
                continue;
            };
            if question.prompt == from {
                question.prompt = to.into();
            }
            for label in question.answers.iter_mut().filter_map(|a| a.label.as_mut()) {
                if label.text == from {
                    label.text = to.into();
                }
            }
        }
        std::sync::Arc::new(tree)
    };
    let (rows, very) = ("How many rows?", "very");
    let answer = Lost::Answer {
        question: "How selective are the filters?".into(),
        answer: very.into(),
    };
    let cases = [
        (very, "very much", 1, Some(answer)),
        (
            rows,
            "Rows?",
            1,
            Some(Lost::Question {
                question: rows.into(),
            }),
        ),
        ("up to 10M", "up to 9M", 2, None),
    ];
    let transcript = Transcript::of(&walk, &catalog());
    for (from, to, held, lost) in cases {
        let tree = rename(from, to);
        let kept = Kept::of(&walk).walk(tree.clone());
        assert_eq!((kept.1, &kept.2), (held, &lost), "{from}");
        assert_eq!(reopen(tree, &transcript), (kept.0, lost), "{from}");
    }
}

#[test]
fn questions_with_the_same_words_keep_their_own_answers() {
    let mut t = Tree::default();
    let [x, y] = ["X", "Y"].map(|n| t.end(n, &[], &[]));
    let [second, first] =
        [y, x].map(|end| t.ask("Managed?", Fork::OneOf, &[("yes", end), ("no", end)]));
    let root = t.ask("Both?", Fork::AllOf, &[("a", first), ("b", second)]);
    let tree = t.done(root);
    let mut walk = Walk::new(tree.clone());
    walk.answer(0);
    walk.answer(1);
    let (again, _, lost) = Kept::of(&walk).walk(tree.clone());
    assert_eq!((&again, lost), (&walk, None));
    let transcript = Transcript::of(&walk, &catalog());
    assert_eq!(reopen(tree, &transcript), (walk, None));
}

#[test]
fn a_digest_tells_labels_apart_and_not_spacing() {
    let tree = build::engines();
    let mut moved = (*tree).clone();
    moved.at.line = 300;
    assert_eq!(digest(&tree), digest(&moved));
    let mut changed = (*tree).clone();
    if let archtui::model::Node::Outcome(outcome) = &mut changed.nodes[1] {
        outcome.text = "Weaviate".into();
    }
    assert_ne!(digest(&tree), digest(&changed));
}

#[test]
fn a_long_chain_is_walked_without_deep_recursion() {
    let mut t = Tree::default();
    let mut next = t.end("End", &[], &[]);
    for _ in 0..20_000 {
        next = t.ask("More?", Fork::OneOf, &[("yes", next)]);
    }
    let mut walk = Walk::new(t.done(next));
    assert_eq!(walk.progress().at_most, 20_000);
    for id in 1..=20_000 {
        walk.given
            .insert(NodeId(id), Given::Answers(BTreeSet::from([0])));
    }
    assert!(walk.is_finished());
    assert_eq!(Transcript::of(&walk, &catalog()).trail.steps.len(), 20_000);
}

#[test]
fn a_wide_tree_is_weighed_as_a_whole() {
    let mut t = Tree::default();
    let names: Vec<String> = (0..4_000).map(|i| format!("up to {i} rows")).collect();
    let ends: Vec<_> = names
        .iter()
        .map(|n| t.end(n, &[], &[n, "a note"]))
        .collect();
    let answers: Vec<_> = names.iter().map(String::as_str).zip(ends).collect();
    let root = t.ask("Which?", Fork::AnyOf, &answers);
    let mut walk = Walk::new(t.done(root));
    walk.mark(0..4_000);
    let facts = Facts::from([("rows".into(), Fact::Number(Range::exactly(2e3)))]);
    let transcript = Transcript::with_facts(&walk, &catalog(), &facts);
    assert_eq!(transcript.recommended.len(), 4_000);
    assert_eq!(transcript.outcomes.len(), 4_000);
    assert_eq!(walk.progress().outcomes_left, 4_000);
}

/// Any graph: forks of every kind, shared nodes, cycles, answers without a label.
fn any_tree() -> impl Strategy<Value = std::sync::Arc<archtui::model::DecisionTree>> {
    let fork = prop_oneof![
        Just(Fork::OneOf),
        Just(Fork::AnyOf),
        Just(Fork::AllOf),
        Just(Fork::Rule)
    ];
    let node = (fork, prop::collection::vec((0..4_usize, 0..12_u32), 0..4));
    prop::collection::vec(node, 1..12).prop_map(|nodes| {
        let labels = ["yes", "", "over 10M rows", "< 5 rows"];
        let count = u32::try_from(nodes.len()).unwrap();
        let mut t = Tree::default();
        for (index, (fork, answers)) in nodes.iter().enumerate() {
            if answers.is_empty() {
                t.end(&format!("End {index}"), &[], &["up to 7 rows"]);
            } else {
                let answers = answers.iter();
                let answers = answers.map(|(label, to)| (labels[*label], NodeId(to % count)));
                t.ask(&format!("Q{index}"), *fork, &answers.collect::<Vec<_>>());
            }
        }
        t.done(NodeId(0))
    })
}

#[derive(Clone, Debug)]
enum Op {
    Answer(usize),
    Mark(Vec<usize>),
    Skip,
    Back,
    Forward,
    Restart,
    Switch(Fork),
    Focus(u32),
}

fn any_op() -> impl Strategy<Value = Op> {
    prop_oneof![
        4 => (0..4_usize).prop_map(Op::Answer),
        2 => prop::collection::vec(0..4_usize, 0..3).prop_map(Op::Mark),
        1 => Just(Op::Skip),
        2 => Just(Op::Back),
        2 => Just(Op::Forward),
        1 => Just(Op::Restart),
        1 => prop_oneof![Just(Fork::OneOf), Just(Fork::AnyOf), Just(Fork::AllOf), Just(Fork::Rule)].prop_map(Op::Switch),
        1 => (0..14_u32).prop_map(Op::Focus),
    ]
}

fn apply(walk: &mut Walk, op: &Op) -> bool {
    match op {
        Op::Answer(index) => walk.answer(*index),
        Op::Mark(indices) => walk.mark(indices.iter().copied()),
        Op::Skip => walk.skip(),
        Op::Back => walk.back(),
        Op::Forward => walk.forward(),
        Op::Restart => {
            walk.restart();
            true
        }
        Op::Switch(fork) => walk.switch_fork(*fork),
        Op::Focus(id) => walk.focus_on(NodeId(*id)),
    }
}

fn check_consistent(walk: &Walk) {
    let route = walk.route();
    let questions: BTreeSet<NodeId> = route.steps.iter().map(|s| s.question).collect();
    assert_eq!(
        questions.len(),
        route.steps.len(),
        "each question is asked once"
    );
    if let Some(current) = walk.current() {
        assert!(route.seen.contains(&current));
        assert!(walk.tree.question(current).is_some());
    }
    for step in &route.steps {
        assert_eq!(step.given.as_ref(), walk.given.get(&step.question));
        assert!(step.via.is_none_or(|(from, _)| route.seen.contains(&from)));
    }
    let progress = walk.progress();
    assert!(progress.question <= progress.at_most.max(route.steps.len()));
    let transcript = Transcript::of(walk, &catalog());
    assert_eq!(transcript.all_steps().len(), route.steps.len());
    let keys = transcript
        .recommended
        .iter()
        .chain(&transcript.open)
        .chain(&transcript.not_on_path);
    let keys: Vec<_> = keys.map(|w| w.alternative.clone()).collect();
    let unique: BTreeSet<_> = keys.iter().collect();
    assert_eq!(
        keys.len(),
        unique.len(),
        "an alternative stands in one place"
    );
    serde_json::to_string(&transcript).unwrap();
}

proptest! {
    #[test]
    fn no_sequence_of_operations_breaks_a_walk(tree in any_tree(), ops in prop::collection::vec(any_op(), 0..24)) {
        let mut walk = Walk::new(tree);
        check_consistent(&walk);
        for op in &ops {
            let before = walk.clone();
            if !apply(&mut walk, op) {
                prop_assert_eq!(&walk, &before, "what is refused changes nothing: {:?}", op);
            }
            if matches!(op, Op::Back | Op::Forward | Op::Focus(_)) {
                prop_assert_eq!(&walk.given, &before.given);
            }
            check_consistent(&walk);
        }
        walk.restart();
        prop_assert!(walk.given.is_empty() && walk.pencilled().is_empty());
    }

    #[test]
    fn forward_undoes_back(tree in any_tree(), ops in prop::collection::vec(any_op(), 0..12)) {
        let mut walk = Walk::new(tree);
        for op in &ops {
            apply(&mut walk, op);
        }
        let current = walk.current();
        let asked = walk.steps().iter().any(|step| Some(step.question) == current);
        if (asked || current.is_none()) && walk.back() {
            prop_assert!(walk.forward());
            prop_assert_eq!(walk.current(), current);
        }
    }

    #[test]
    fn the_twin_replays_the_walk(tree in any_tree(), ops in prop::collection::vec(any_op(), 0..12)) {
        let mut walk = Walk::new(tree.clone());
        for op in &ops {
            apply(&mut walk, op);
        }
        // Parts that were marked are named like answers; where a later question has the same
        // words the line is not exact, and an unfinished walk may leave a gap before an answer.
        let gap = walk.steps().iter().skip_while(|step| !step.needs_answer()).any(|s| s.given.is_some());
        let parts = walk.steps().iter().any(|s| s.fork == Fork::AllOf && s.given.is_some());
        prop_assume!(!gap && !parts);
        let answers = spoken(&twin(&walk));
        let again = replay(tree, &answers).unwrap();
        prop_assert_eq!(again.steps().iter().map(|s| s.given.clone()).collect::<Vec<_>>(),
            walk.steps().iter().map(|s| s.given.clone()).collect::<Vec<_>>());
    }

    #[test]
    fn a_kept_walk_is_the_same_walk(tree in any_tree(), ops in prop::collection::vec(any_op(), 0..24)) {
        let mut walk = Walk::new(tree.clone());
        for op in &ops {
            apply(&mut walk, op);
        }
        let written = serde_json::to_string(&Kept::of(&walk)).unwrap();
        let kept: Kept = serde_json::from_str(&written).unwrap();
        let (again, held, lost) = kept.walk(tree);
        prop_assert_eq!(lost, None);
        prop_assert_eq!(held, walk.given.len());
        prop_assert_eq!((&again.given, &again.forks), (&walk.given, &walk.forks));
    }
}

/// The words of a command as the command line reads them.
fn spoken(words: &[String]) -> Vec<Spoken> {
    let mut spoken: Vec<Spoken> = Vec::new();
    for pair in words[3..].chunks(2) {
        match (pair[0].as_str(), spoken.last_mut()) {
            ("--and", Some(Spoken::Answer(last))) => last.0.push(pair[1].clone()),
            ("--fork", _) => spoken.push(Spoken::Fork(ForkText::read(&pair[1]).unwrap())),
            _ => spoken.push(pair[1].as_str().into()),
        }
    }
    spoken
}
