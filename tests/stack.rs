//! Stacks: what is decided, how it changes, and the file that people keep in git.

use std::collections::BTreeMap;

use archtui::catalog::Catalog;
use archtui::model::{
    Alternative, Concern, ConcernId, Fact, Facts, Fork, Manifest, Range, Takes, TechId, TreeId,
};
use archtui::stack::{
    AdrStatus, Compared, ComparedCell, Decision, Library, OwnWords, People, Stack, StackEdit,
    Subject, file, from_comparison, from_walk,
};
use archtui::text::{FileId, SafeText};
use archtui::walk::Walk;
use proptest::prelude::*;

use crate::support::MemorySource;
use crate::walk::build::{Tree, catalog, engines};

fn tech(id: &str) -> Alternative {
    Alternative {
        name: id.into(),
        technology: None,
    }
}

fn manifest(takes: Takes) -> Manifest {
    Manifest {
        concerns: vec![Concern {
            id: ConcernId("store".into()),
            title: "Store".into(),
            takes: Some(takes),
            trees: vec![TreeId("stores#choosing".into())],
            ..Concern::default()
        }],
        ..Manifest::default()
    }
}

fn catalog_with(takes: Takes) -> Catalog {
    Catalog {
        manifest: manifest(takes).into(),
        ..catalog()
    }
}

/// A walk to Qdrant, past a limit.
pub(crate) fn to_qdrant() -> Walk {
    let mut walk = Walk::new(engines());
    walk.answer(1);
    walk.answer(0);
    walk
}

pub(crate) fn qdrant() -> Alternative {
    Alternative {
        name: "qdrant".into(),
        technology: Some(TechId("qdrant".into())),
    }
}

fn decided(title: &str, chosen: &str) -> Decision {
    Decision {
        subject: Subject::Title(title.into()),
        chosen: Some(tech(chosen)),
        considered: vec![tech(chosen)],
        ..Decision::default()
    }
}

fn read(text: &str) -> Stack {
    let (stack, diagnostics) = file::parse(text, FileId(0), &catalog());
    let bad: Vec<_> = diagnostics
        .iter()
        .filter(|d| d.severity > archtui::diagnostic::Severity::Info)
        .collect();
    assert!(bad.is_empty(), "{text}\n{bad:#?}");
    stack
}

#[test]
fn a_walk_becomes_a_decision_with_its_reasons() {
    let decision = from_walk(
        &to_qdrant(),
        &catalog_with(Takes::One),
        Some(qdrant()),
        None,
    );
    assert_eq!(
        decision.subject,
        Subject::Concern(ConcernId("store".into()))
    );
    let drivers: Vec<_> = decision.drivers.iter().map(SafeText::as_str).collect();
    assert_eq!(
        drivers,
        [
            "How many rows? over 10M",
            "How selective are the filters? very"
        ]
    );
    let considered: Vec<_> = decision
        .considered
        .iter()
        .map(|a| a.name.as_str())
        .collect();
    assert_eq!(considered, ["qdrant", "pgvector"]);
    let apart: Vec<_> = decision
        .not_on_path()
        .iter()
        .map(|w| w.name.as_str())
        .collect();
    assert_eq!(apart, ["milvus"], "never among what was considered");
    assert_eq!(decision.ruled_out[0].name, "pgvector");
    assert_eq!(decision.revisit_when, [SafeText::new("rows <= 10M")]);
    assert_eq!(decision.status, AdrStatus::Proposed);
    assert!(
        decision
            .places()
            .iter()
            .all(|p| p.file == "skills/stores/SKILL.md")
    );
}

#[test]
fn the_limit_of_the_choice_says_when_to_think_again() {
    let mut walk = Walk::new(engines());
    walk.answer(0);
    let chosen = Alternative {
        name: "pgvector".into(),
        technology: Some(TechId("pgvector".into())),
    };
    let decision = from_walk(&walk, &catalog(), Some(chosen), None);
    assert_eq!(decision.subject, Subject::Title("Choosing a store".into()));
    assert_eq!(decision.revisit_when, [SafeText::new("rows > 10M")]);
}

#[test]
fn only_limits_of_the_choice_and_of_what_is_ruled_out_say_when_to_think_again() {
    let mut t = Tree::default();
    let notes: [&[&str]; 3] = [&["up to 5M rows"], &["up to 90M rows"], &["up to 1M rows"]];
    let [small, large, other] = [
        ("Small", notes[0]),
        ("Large", notes[1]),
        ("Other", notes[2]),
    ]
    .map(|(n, note)| t.end(n, &[], note));
    let kind = t.ask("Kind?", Fork::OneOf, &[("plain", large), ("odd", small)]);
    let root = t.ask(
        "How many rows?",
        Fork::OneOf,
        &[("over 10M", kind), ("2M", other)],
    );
    let tree = t.done(root);
    let cases = [
        ("Large", 0, vec!["rows <= 5M", "rows <= 1M", "rows > 90M"]),
        ("Small", 1, vec!["rows <= 1M", "rows > 5M"]),
    ];
    for (name, answer, expected) in cases {
        let mut walk = Walk::new(tree.clone());
        walk.answer(0);
        walk.answer(answer);
        let decision = from_walk(&walk, &catalog(), Some(tech(name)), None);
        let when: Vec<_> = decision.revisit_when.iter().map(SafeText::as_str).collect();
        assert_eq!(when, expected, "{name}");
    }
}

#[test]
fn a_concern_that_takes_one_is_replaced_and_many_are_added() {
    let decide = |chosen: &str| {
        let mut decision = decided("", chosen);
        decision.subject = Subject::Concern(ConcernId("store".into()));
        Box::new(decision)
    };
    for (takes, count) in [(Takes::One, 1), (Takes::Many, 2)] {
        let manifest = catalog_with(takes);
        let before = Stack::default().edited(StackEdit::Adopt(decide("a")), &manifest);
        let before = before.edited(StackEdit::SetRecord(0, "0001-a.md".into()), &manifest);
        let after = before.edited(StackEdit::Adopt(decide("b")), &manifest);
        assert_eq!(after.decisions.len(), count, "{takes:?}");
        assert_eq!(
            before.decisions[0].chosen,
            Some(tech("a")),
            "the value before is as it was"
        );
        let again = after.edited(StackEdit::Adopt(decide("b")), &manifest);
        assert_eq!(
            again.decisions.len(),
            count,
            "{takes:?}: taken twice is taken once"
        );
    }
    let one = catalog_with(Takes::One);
    let stack = Stack::default().edited(StackEdit::Adopt(decide("a")), &one);
    let stack = stack.edited(StackEdit::SetRecord(0, "0001-a.md".into()), &one);
    let stack = stack.edited(StackEdit::Adopt(decide("b")), &one);
    assert_eq!(stack.decisions[0].supersedes.as_deref(), Some("0001-a.md"));
    assert_eq!(stack.decisions[0].adr, None);
}

/// Two sources with the same file of a length.
fn shelves(length: usize) -> Catalog {
    let text = format!("# A\n{}", "x".repeat(length));
    let files = [("skills/a/SKILL.md", text.as_str())];
    let sources = ["builtin", "mine"].map(|name| MemorySource::holding(name, &files));
    crate::support::load(sources.into())
}

/// A stack after a decision that rests on these sources.
fn rested(stack: &Stack, catalog: &Catalog, sources: &[&str]) -> Stack {
    let cell = |source: &&str| ComparedCell {
        alternative: "a".into(),
        criterion: "b".into(),
        at: archtui::catalog::Place {
            source: (*source).into(),
            file: "skills/a/SKILL.md".into(),
            line: 1,
        },
        ..ComparedCell::default()
    };
    let mut decision = decided("Own", "a");
    decision.compared = Some(Compared {
        cells: sources.iter().map(cell).collect(),
        ..Compared::default()
    });
    stack.edited(StackEdit::Adopt(Box::new(decision)), catalog)
}

#[test]
fn an_adoption_notes_the_libraries_that_it_rests_on() {
    let before = shelves(1);
    let first = rested(&Stack::default(), &before, &["mine", "builtin", "gone", ""]);
    let known = &first.library;
    let version = |at: usize| known[at].version.as_deref();
    let names: Vec<_> = known.iter().map(|library| library.from.as_str()).collect();
    assert_eq!(names, ["builtin", "gone", "mine"]);
    assert_eq!(version(0), Some(env!("CARGO_PKG_VERSION")));
    assert_eq!((version(1), version(2)), (None, None));
    assert_eq!(known[0].digest, known[2].digest, "the same files");
    assert!(known[0].digest.is_some() && known[1].digest.is_none());
    assert_eq!(rested(&first, &before, &["mine"]).library, *known);
    let changed = rested(&first, &shelves(2), &["mine", "gone"]);
    assert_eq!(
        changed.library[..2],
        known[..2],
        "nothing new is known of them"
    );
    assert_ne!(changed.library[2].digest, known[2].digest);
    assert_eq!(as_read(&changed).library, changed.library);
}

#[test]
fn edits_of_what_is_not_there_change_nothing() {
    let stack = Stack::default();
    let catalog = Catalog::default();
    for edit in [
        StackEdit::Drop(0),
        StackEdit::SetStatus(3, AdrStatus::Accepted),
        StackEdit::SetRationale(1, "x".into()),
        StackEdit::SetFact("rows".into(), None),
    ] {
        assert_eq!(stack.edited(edit, &catalog), stack);
    }
}

fn full() -> Stack {
    let compared = Compared {
        alternatives: vec![tech("a"), tech("b: c")],
        criteria: vec!["filter | sort".into(), "cost".into()],
        scores: BTreeMap::from([("a".into(), BTreeMap::from([("cost".into(), 5)]))]),
        cells: vec![ComparedCell {
            alternative: "a".into(),
            criterion: "cost".into(),
            text: "- none: \"0\"\n# free".into(),
            at: archtui::catalog::Place {
                source: "mine".into(),
                file: "skills/stores/SKILL.md".into(),
                line: 40,
            },
            cite: None,
        }],
    };
    let weights = BTreeMap::from([("cost".into(), 4)]);
    let mut walked = from_walk(&to_qdrant(), &catalog(), Some(tech("qdrant")), None);
    walked.considered = vec![tech("qdrant"), tech("pgvector")];
    walked.walked[0].source = "builtin".into();
    let own = Subject::Title("Own: title".into());
    let mut second = from_comparison(compared, weights, None, own);
    second.rationale = "two\nlines\n".into();
    Stack {
        name: "shop: backend".into(),
        library: vec![Library {
            from: "builtin".into(),
            version: Some("0.1.0".into()),
            digest: None,
        }],
        facts: Facts::from([
            ("rows".into(), Fact::Number(Range::exactly(3e7))),
            ("engineers".into(), Fact::Number(Range::exactly(12.0))),
            (
                "uses".into(),
                Fact::Words(vec!["postgresql".into(), "redis".into()]),
            ),
            ("hosting".into(), Fact::Words(vec!["self-hosted".into()])),
            ("users".into(), Fact::Unknown),
        ]),
        decisions: vec![walked, second],
    }
}

/// Places of a stack that was made here name no source; those of a read one name the usual one.
fn as_read(stack: &Stack) -> Stack {
    read(&file::write(stack).unwrap())
}

#[test]
fn a_file_reads_back_to_the_same_stack() {
    let once = as_read(&full());
    assert_eq!(as_read(&once), once);
    let full = full();
    assert_eq!(once.name, full.name);
    assert_eq!(once.facts, full.facts);
    assert_eq!(once.library, full.library);
    assert_eq!(once.decisions[1], full.decisions[1]);
    let (read, made) = (&once.decisions[0], &full.decisions[0]);
    assert_eq!(read.drivers, made.drivers);
    assert_eq!(read.walked[0].trail.steps.len(), 2);
    assert_eq!(read.walked[0].outcomes.len(), made.walked[0].outcomes.len());
    assert_eq!(read.ruled_out[0].because, made.ruled_out[0].because);
    assert_eq!(read.considered, made.considered);
}

const KEPT: &str = "\
# the shop
version: 1
name: shop          # short
x-team: platform
facts:
  # counted in May
  rows: 30M   # and growing
  x: y
decisions:
  # first of all
  - concern: store
    chosen: 'qdrant' # fast
    considered: [qdrant, pgvector]
    note: |
      # not a comment
      kept

    status: proposed

  # the second
  - title: Queue
    chosen: nats
    owner: ada
# the end
";

#[test]
fn the_same_choice_again_keeps_its_record_and_another_supersedes_it() {
    let text = "name: shop\ndecisions:\n- title: Queue\n  chosen: nats\n  adr: docs/decisions/0003-use-nats.md\n";
    let stack = read(text);
    let adopted = |name: &str| {
        let again = Decision {
            subject: Subject::Title("Queue".into()),
            chosen: Some(tech(name)),
            ..Decision::default()
        };
        let stack = stack.edited(StackEdit::Adopt(Box::new(again)), &catalog());
        let decision = stack.decisions[0].clone();
        (decision.adr.is_some(), decision.supersedes.is_some())
    };
    assert_eq!(adopted("nats"), (true, false));
    assert_eq!(adopted("kafka"), (false, true));
}

#[test]
fn a_comment_after_quotes_or_brackets_stays() {
    let text = KEPT
        .replace("status: proposed", "status: \"proposed\" # mine")
        .replace(
            "considered: [qdrant, pgvector]",
            "considered: [qdrant, \"a ]\"] # both",
        );
    let (stack, _) = file::parse(&text, FileId(0), &catalog());
    let accepted = stack.edited(StackEdit::SetStatus(0, AdrStatus::Accepted), &catalog());
    let mut fewer = accepted.clone();
    fewer.decisions[0].considered.pop();
    let edited = file::edit(&text, &fewer, &catalog()).unwrap();
    assert!(edited.contains("# mine"), "{edited}");
    assert!(edited.contains("# both"), "{edited}");
}

#[test]
fn an_edit_touches_only_its_lines() {
    let cases: [(&str, StackEdit, &str, &str); 7] = [
        (
            "a name",
            StackEdit::Rename("mall".into()),
            "name: shop          #",
            "name: mall          #",
        ),
        (
            "a fact",
            StackEdit::SetFact("rows".into(), Some(Fact::Number(Range::exactly(5e7)))),
            "30M   # and",
            "50M   # and",
        ),
        (
            "a status",
            StackEdit::SetStatus(0, AdrStatus::Accepted),
            "proposed",
            "accepted",
        ),
        (
            "a missing key",
            StackEdit::SetRecord(1, "docs/0001-x.md".into()),
            "    chosen: nats\n    owner: ada\n",
            "    chosen: nats\n    adr: docs/0001-x.md\n    owner: ada\n",
        ),
        (
            "a new fact",
            StackEdit::SetFact("z".into(), Some(Fact::Unknown)),
            "  x: y\n",
            "  x: y\n  z: unknown\n",
        ),
        (
            "a fact less",
            StackEdit::SetFact("x".into(), None),
            "  x: y\n",
            "",
        ),
        (
            "a decision less",
            StackEdit::Drop(1),
            "  - title: Queue\n    chosen: nats\n    owner: ada\n",
            "",
        ),
    ];
    let stack = read(KEPT);
    for (name, edit, from, to) in cases {
        let edited = stack.edited(edit, &Catalog::default());
        let text = file::edit(KEPT, &edited, &catalog()).unwrap();
        assert_eq!(text, KEPT.replace(from, to), "{name}");
        assert_eq!(read(&text), edited, "{name}");
    }
}

#[test]
fn line_ends_stay_and_nothing_changed_is_nothing_written() {
    let windows = KEPT.replace('\n', "\r\n");
    let stack = read(&windows);
    assert_eq!(file::edit(&windows, &stack, &catalog()).unwrap(), windows);
    let edited = stack.edited(StackEdit::Rename("mall".into()), &Catalog::default());
    let text = file::edit(&windows, &edited, &catalog()).unwrap();
    assert_eq!(text, windows.replace("name: shop ", "name: mall "));
}

#[test]
fn a_block_of_text_ends_before_what_comes_next() {
    let text = "decisions:\n  - title: a\n    drivers:\n      - |-\n        two\n        lines\n  # kept\n  - title: b\n    rationale: |\n      one\n\n  # kept too\n  - title: c\n";
    let stack = read(text);
    let none = Catalog::default();
    let dropped = stack.edited(StackEdit::Drop(0), &none);
    let expected = "decisions:\n  # kept\n  - title: b\n    rationale: |\n      one\n\n  # kept too\n  - title: c\n";
    assert_eq!(file::edit(text, &dropped, &catalog()).unwrap(), expected);
    let said = stack.edited(StackEdit::SetRationale(1, "two".into()), &none);
    let expected = text.replace("rationale: |\n      one\n", "rationale: two\n");
    assert_eq!(file::edit(text, &said, &catalog()).unwrap(), expected);
}

#[test]
fn a_mark_and_comments_alone_stay_on_top() {
    let stack = Stack {
        name: "mall".into(),
        ..Stack::default()
    };
    for (text, top) in [
        ("\u{feff}name: shop # x\n", "\u{feff}name: mall # x\n"),
        ("# mine", "# mine\nversion: 1\n"),
    ] {
        let edited = file::edit(text, &stack, &catalog()).unwrap();
        assert!(edited.starts_with(top), "{edited:?}");
        assert_eq!(read(&edited), stack);
    }
}

#[test]
fn branches_within_branches_read_back() {
    let mut t = Tree::default();
    let [mut next, end] = ["Deep", "End"].map(|name| t.end(name, &[], &[]));
    for _ in 0..40 {
        next = t.ask("Both?", Fork::AllOf, &[("more", next), ("done", end)]);
    }
    let walk = Walk::new(t.done(next));
    let stack = Stack {
        decisions: vec![from_walk(&walk, &catalog(), None, None)],
        ..Stack::default()
    };
    let text = file::write(&stack).unwrap();
    assert_eq!(read(&text), stack);
    assert_eq!(stack.decisions[0].walked[0].all_steps().len(), 40);
}

#[test]
fn forms_that_lines_cannot_be_cut_from_are_written_anew() {
    let text = "name: a\ndecisions: [{title: T, chosen: x, mine: 1}]\n# end\n";
    let stack = read(text);
    let edited = stack.edited(
        StackEdit::SetStatus(0, AdrStatus::Accepted),
        &Catalog::default(),
    );
    let written = file::edit(text, &edited, &catalog()).unwrap();
    assert_eq!(read(&written), edited);
    assert!(
        written.starts_with("name: a\n") && written.ends_with("# end\n"),
        "{written}"
    );
    assert!(written.contains("mine: 1"), "{written}");
}

#[test]
fn what_cannot_be_read_is_named_and_never_overwritten() {
    let (stack, diagnostics) = file::parse("name: [", FileId(0), &catalog());
    assert_eq!(stack, Stack::default());
    assert_eq!(diagnostics[0].code.0, "stack-unreadable");
    assert!(file::edit("name: [", &full(), &catalog()).is_err());
    let text = "decisions:\n- chosen: x\n- title: T\n  status: maybe\n  colour: red\n";
    let (stack, diagnostics) = file::parse(text, FileId(0), &catalog());
    assert_eq!(stack.decisions.len(), 1);
    let lines: Vec<_> = diagnostics.iter().map(|d| d.at.unwrap().line).collect();
    assert_eq!(lines, [2, 5, 4], "{diagnostics:#?}");
}

/// Texts that a reader of YAML 1.1 takes for something else where they stand bare.
const ODD: [&str; 24] = [
    "yes",
    "No",
    "on",
    "OFF",
    "y",
    "n",
    "true",
    "False",
    "null",
    "~",
    "12",
    "1_000",
    "0x1F",
    "017",
    "0o17",
    "1e3",
    "1.5",
    ".5",
    "12:30",
    "2027-11-20",
    "2027-11-20 12:30:00",
    "=",
    "<<",
    ".inf",
];

/// A stack of [`ODD`] texts in every place that people write in.
fn odd() -> Stack {
    let decision = |text: &&str| {
        let mut decision = decided(text, text);
        decision.rationale = (*text).into();
        decision.drivers = vec![(*text).into()];
        decision.date = Some((*text).into());
        decision.weights = BTreeMap::from([((*text).into(), 3)]);
        decision
    };
    Stack {
        name: "no".into(),
        facts: Facts::from([("on".into(), Fact::Words(vec!["off".into()]))]),
        decisions: ODD.iter().map(decision).collect(),
        ..Stack::default()
    }
}

#[test]
fn texts_stay_texts_for_any_reader() {
    let text = file::write(&odd()).unwrap();
    assert_eq!(read(&text), odd());
    for bare in [
        "name: 'no'\n",
        "'on': 'off'\n",
        "date: '2027-11-20'\n",
        "title: '12:30'\n",
    ] {
        assert!(text.contains(bare), "{bare} in\n{text}");
    }
    let edit = StackEdit::SetRationale(0, "off".into());
    let edited = read(KEPT).edited(edit, &Catalog::default());
    let text = file::edit(KEPT, &edited, &catalog()).unwrap();
    assert!(text.contains("rationale: 'off'\n"), "{text}");
}

/// Asked of `PyYAML` where Python has it; elsewhere the test above says what it would find.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "another program reads what we wrote"
)]
fn a_reader_of_yaml_1_1_finds_texts() {
    use std::io::Write;
    let script = "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))";
    let python = std::process::Command::new("python3")
        .args(["-c", script])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn();
    let Ok(mut python) = python else { return };
    let text = file::write(&odd()).unwrap();
    // A Python without the module is gone before it reads.
    let _ = python.stdin.take().unwrap().write_all(text.as_bytes());
    let output = python.wait_with_output().unwrap();
    if !output.status.success() {
        return;
    }
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["name"], "no");
    assert_eq!(found["facts"]["on"], "off");
    for (decision, text) in found["decisions"].as_array().unwrap().iter().zip(ODD) {
        for key in ["title", "chosen", "rationale", "date"] {
            assert_eq!(decision[key], text, "{key}");
        }
        assert_eq!(decision["drivers"][0], text);
        assert_eq!(decision["weights"][text], 3);
    }
}

fn any_text() -> impl Strategy<Value = SafeText> {
    let odd = prop_oneof![
        Just("plain"),
        Just("a: b"),
        Just("- x"),
        Just("# x"),
        Just("'q'"),
        Just("\"q\""),
        Just("yes"),
        Just("~"),
        Just("12"),
        Just("two\nlines"),
        Just("trailing \n"),
        Just("{a"),
        Just("| x"),
        Just("é 日本"),
        Just("null"),
        Just(" lead"),
        Just("%x"),
        Just("@x"),
        Just("a # b"),
        Just("x:"),
    ];
    odd.prop_map(SafeText::new)
}

fn any_decision() -> impl Strategy<Value = Decision> {
    let lists = || prop::collection::vec(any_text(), 0..3);
    (
        any_text(),
        prop::option::of(any_text()),
        lists(),
        lists(),
        any_text(),
        0..6_usize,
        any::<bool>(),
    )
        .prop_map(
            |(title, chosen, considered, drivers, rationale, status, walked)| {
                let mut decision = Decision {
                    subject: Subject::Title(title),
                    chosen: chosen.map(|name| Alternative {
                        name,
                        technology: None,
                    }),
                    considered: considered
                        .into_iter()
                        .map(|name| Alternative {
                            name,
                            technology: None,
                        })
                        .collect(),
                    status: AdrStatus::ALL[status],
                    drivers,
                    rationale,
                    ..Decision::default()
                };
                if walked {
                    let transcript = from_walk(&to_qdrant(), &catalog(), None, None);
                    decision.walked = transcript.walked;
                    decision.ruled_out = transcript.ruled_out;
                }
                decision
            },
        )
}

fn any_words() -> impl Strategy<Value = OwnWords> {
    let names = || prop::collection::vec(any_text(), 0..3);
    (any_text(), names(), names(), 0..6_usize).prop_map(|(why, decided_by, told, status)| {
        OwnWords {
            rationale: why,
            status: AdrStatus::ALL[status],
            people: People {
                decision_makers: decided_by,
                informed: told,
                ..People::default()
            },
            revisit_when: vec!["2027-11".into()],
        }
    })
}

fn any_edit() -> impl Strategy<Value = StackEdit> {
    prop_oneof![
        3 => any_decision().prop_map(|d| StackEdit::Adopt(Box::new(d))),
        2 => (0..4_usize).prop_map(StackEdit::Drop),
        1 => any_text().prop_map(StackEdit::Rename),
        2 => (0..4_usize, any_text()).prop_map(|(at, text)| StackEdit::SetRationale(at, text)),
        2 => (0..4_usize, 0..6_usize).prop_map(|(at, s)| StackEdit::SetStatus(at, AdrStatus::ALL[s])),
        2 => (0..4_usize, any_words()).prop_map(|(at, words)| StackEdit::Say(at, Box::new(words))),
        1 => (0..4_usize, any_text()).prop_map(|(at, text)| StackEdit::SetRecord(at, text)),
        1 => (0..9_i32).prop_map(|n| StackEdit::SetFact(format!("f{}", n % 3).as_str().into(), (n > 2).then(|| Fact::Number(Range::exactly(f64::from(n)))))),
    ]
}

proptest! {
    #[test]
    fn edits_keep_comments_and_unknown_keys_and_read_back(edits in prop::collection::vec(any_edit(), 0..8)) {
        let mut text = KEPT.to_owned();
        let mut stack = read(&text);
        for edit in edits {
            // The first decisions are left in the file: their unknown keys go with them.
            let edit = match edit {
                StackEdit::Drop(at) => StackEdit::Drop(at + 2),
                edit => edit,
            };
            stack = stack.edited(edit, &Catalog::default());
            text = file::edit(&text, &stack, &catalog()).unwrap();
            prop_assert_eq!(&read(&text), &stack, "{}", text);
        }
        for kept in ["# the shop", "x-team: platform", "# counted in May", "# first of all", "      # not a comment\n      kept\n", "# the second", "owner: ada", "# the end"] {
            prop_assert_eq!(text.matches(kept).count(), 1, "{} in\n{}", kept, text);
        }
    }

    #[test]
    fn a_written_stack_reads_back(decisions in prop::collection::vec(any_decision(), 0..4), name in any_text()) {
        let stack = Stack { name, decisions, ..Stack::default() };
        let text = file::write(&stack).unwrap();
        prop_assert_eq!(read(&text), stack, "{}", text);
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "[ a-c:\\-\\[\\]{}#\n'\"|>0-9,&*!]{0,120}") {
        let (stack, _) = file::parse(&text, FileId(0), &catalog());
        if let Ok(edited) = file::edit(&text, &Stack { name: "z".into(), ..stack }, &catalog()) {
            prop_assert_eq!(read_quietly(&edited).name, "z");
        }
    }
}

fn read_quietly(text: &str) -> Stack {
    file::parse(text, FileId(0), &catalog()).0
}
