//! Facts: which answers follow from them, which they state, what a change of them touches, and the
//! interview that asks for the rest.

use std::collections::BTreeSet;
use std::sync::Arc;

use archtui::app::Start;
use archtui::catalog::{Catalog, Lookup};
use archtui::effect::Effect;
use archtui::model::{Alternative, ConcernId, DecisionTree, Fact, Facts, TechId};
use archtui::parse::fact;
use archtui::review::{
    Interview,
    Need::{self, May, Must, NeedNot},
    Otherwise, Stands, Touched, scope, second_opinion, serving, sideways, touched, trees_of,
};
use archtui::stack::{Decision, Stack, StackEdit, Subject, file, typed};
use archtui::text::{FileId, SafeText};
use archtui::walk::facts::{noted, stated};
use archtui::walk::{
    Journey, Spoken, Transcript, Walk, answer_text, given_text, question_text, recommended, reopen,
    replay,
};
use proptest::prelude::*;

use crate::support::{MemorySource, Play, load, start};

const GROVE: &str = "---\nname: grove\ndescription: Use when a store is chosen.\n---
# Grove

## Where things are kept

```
Is ElmDB there already?
├── Yes → How many leaves?
│   ├── Up to 10M leaves → Elmvec (beside it; limit: up to 10M leaves)
│   └── More than 10M leaves → Oakvec
└── No → Who runs it?
    ├── We do → Oakvec
    └── Somebody else → Ashvec
```

## A second view

```
Is ElmDB there already?
├── Yes → Oakvec
└── No → Ashvec
```

## What holds

```
Which of these hold?
├── Already using ElmDB → Elmvec
├── Embedded in the program → Ashvec
└── Over 10M leaves → Oakvec
```

## The base

```
Which base?
├── A small one → ElmDB
└── A large one → OakDB
```
";

const MANIFEST: &str = r#"version: 1
name: Grove
technologies:
  - {id: elmdb, name: ElmDB, aliases: [Elm], kind: base}
  - {id: oakdb, name: OakDB, kind: base}
  - {id: elmvec, name: Elmvec, kind: leaf-store, languages: [rust], requires: [{all: [elmdb], why: "a part of it"}]}
  - {id: oakvec, name: Oakvec, kind: leaf-store, languages: [rust]}
  - {id: ashvec, name: Ashvec, kind: leaf-store, languages: [go]}
  - {id: barkql, name: Barkql, kind: driver, languages: [rust]}
  - {id: budql, name: Budql, kind: driver, languages: [go]}
  - {id: rust, name: Rust, kind: language}
  - {id: go, name: Go, kind: language}
facts:
  - id: uses
    type: technologies
    ask: "What runs already?"
    says:
      - {tree: "grove#where-things-are-kept", answer: "Yes", when: {has: elmdb}}
      - {tree: "grove#where-things-are-kept", answer: "No", when: {none_of: [elmdb]}}
      - {tree: "grove#a-second-view", answer: "Yes", when: {has: elmdb}}
      - {tree: "grove#a-second-view", answer: "No", when: {none_of: [elmdb]}}
  - {id: language, type: technologies, ask: "What is written?"}
  - {id: building, type: words, ask: "What is built?", values: [nest, burrow, hill]}
  - id: leaves
    type: number
    ask: "How many leaves?"
    says:
      - {tree: "grove#where-things-are-kept", answer: "Up to 10M leaves", when: "<= 10M"}
      - {tree: "grove#where-things-are-kept", answer: "More than 10M leaves", when: "> 10M"}
  - id: hosting
    type: choice
    ask: "Who runs it?"
    values: [own, theirs]
    says:
      - {tree: "grove#where-things-are-kept", answer: "We do", when: {is: own}}
      - {tree: "grove#where-things-are-kept", answer: "Somebody else", when: {is: theirs}, partly: true}
concerns:
  - {id: base, title: Base, takes: one, kinds: [base], trees: ["grove#the-base"]}
  - {id: leaf-store, title: Leaf store, takes: one, kinds: [leaf-store], trees: ["grove#where-things-are-kept", "grove#a-second-view"], after: [base], opened_by: [nest, burrow], skip_when: {building: {none_of: [nest, burrow]}}}
  - {id: driver, title: Driver, takes: many, kinds: [driver], trees: ["grove#what-holds"], opened_by: [hill]}
relations:
  - {from: nest, to: grove, strength: primary, cite: "G"}
  - {from: burrow, to: grove, strength: secondary}
citations:
  - {id: G, title: A survey}
"#;

fn catalog() -> Catalog {
    let files = [("grove/SKILL.md", GROVE), ("archtui.yaml", MANIFEST)];
    load(vec![MemorySource::holding("lib", &files)])
}

/// The same text without a manifest: what can be read from the words alone.
fn foreign(text: &str) -> Catalog {
    let skill = format!("---\nname: f\ndescription: Use when tested.\n---\n# F\n\n## T\n\n{text}");
    load(vec![MemorySource::holding(
        "lib",
        &[("f/SKILL.md", &skill)],
    )])
}

fn tree(catalog: &Catalog, id: &str) -> Arc<DecisionTree> {
    match catalog.find_tree(id) {
        Lookup::Found(tree) => tree,
        other => panic!("{id}: {other:?}"),
    }
}

fn facts(pairs: &[&str]) -> Facts {
    pairs.iter().map(|pair| fact::pair(pair).unwrap()).collect()
}

fn settled(catalog: &Catalog, id: &str, pairs: &[&str]) -> Walk {
    let mut walk = Walk::new(tree(catalog, id));
    walk.settle(catalog, &facts(pairs));
    walk
}

/// What facts answered, as `answer (facts)`, in walking order.
fn told(walk: &Walk) -> Vec<String> {
    let steps = walk.steps().into_iter();
    let told = steps.filter_map(|step| {
        let names = walk.from_facts.answered.get(&step.question)?;
        let said = given_text(walk, step.question, step.given.as_ref()?);
        Some(format!("{said} ({names})"))
    });
    told.collect()
}

const KEPT: &str = "where-things-are-kept";

#[test]
fn what_the_manifest_says_follows_and_nothing_else() {
    let cases: [(&str, &[&str], &[&str]); 11] = [
        ("nothing known", &[], &[]),
        ("there", &["uses=elmdb"], &["Yes (uses)"]),
        ("there, by another name", &["uses=Elm"], &["Yes (uses)"]),
        ("not there", &["uses=oakdb"], &["No (uses)"]),
        ("an open list", &["uses=oakdb, unknown"], &[]),
        (
            "two in a row",
            &["uses=elmdb", "leaves=30M"],
            &["Yes (uses)", "More than 10M leaves (leaves)"],
        ),
        (
            "a range on both sides",
            &["uses=elmdb", "leaves=5M-20M"],
            &["Yes (uses)"],
        ),
        (
            "a range on one side",
            &["uses=elmdb", "leaves=< 5M"],
            &["Yes (uses)", "Up to 10M leaves (leaves)"],
        ),
        (
            "asked in vain",
            &["uses=elmdb", "leaves=unknown"],
            &["Yes (uses)", "not known (leaves)"],
        ),
        (
            "one of several words",
            &["uses=oakdb", "hosting=own"],
            &["No (uses)", "We do (hosting)"],
        ),
        (
            "asks for more than facts tell",
            &["uses=oakdb", "hosting=theirs"],
            &["No (uses)"],
        ),
    ];
    let catalog = catalog();
    for (name, pairs, expected) in cases {
        assert_eq!(told(&settled(&catalog, KEPT, pairs)), expected, "{name}");
    }
}

#[test]
fn labels_of_any_library_are_read_where_they_are_sure() {
    let fence = |lines: &str| format!("```\n{lines}\n```\n");
    let many = fence("How many seeds?\n├── < 5M seeds → A\n└── >= 5M seeds → B");
    let more = fence("How big is it?\n├── > 100M seeds with many kinds → A\n└── Smaller → B");
    let asked = fence("More than 20 gardeners?\n├── Yes → A\n└── No → B");
    let language = fence("Which language does the team write?\n├── Rust → A\n└── Python → B");
    let go = fence("What now?\n├── Go → A\n└── Stay → B");
    let cases: [(&str, &str, &[&str], &[&str]); 9] = [
        (
            "a number with its unit",
            &many,
            &["seeds=30M"],
            &[">= 5M seeds (seeds)"],
        ),
        ("another unit", &many, &["stones=30M"], &[]),
        ("more is asked", &more, &["seeds=200M"], &[]),
        (
            "yes to a number",
            &asked,
            &["gardeners=30"],
            &["Yes (gardeners)"],
        ),
        (
            "no to a number",
            &asked,
            &["gardeners=12"],
            &["No (gardeners)"],
        ),
        ("neither", &asked, &["gardeners=10-30"], &[]),
        (
            "a language",
            &language,
            &["language=rust"],
            &["Rust (language)"],
        ),
        ("another language", &language, &["language=java"], &[]),
        ("a word that is a language too", &go, &["language=go"], &[]),
    ];
    for (name, text, pairs, expected) in cases {
        let walk = settled(&foreign(text), "f#t", pairs);
        assert_eq!(told(&walk), expected, "{name}");
    }
    // A known technology with "already": in a library that says no more of the tree.
    let catalog = catalog();
    let walk = settled(&catalog, "what-holds", &["uses=elmdb"]);
    let id = walk.current().unwrap();
    assert_eq!(
        walk.held(id),
        BTreeSet::from([0]),
        "the others are asked for"
    );
    let walk = settled(&catalog, "what-holds", &["leaves=5M"]);
    assert!(
        told(&walk).is_empty(),
        "that one condition fails decides no other"
    );
}

#[test]
fn yaml_trees_say_themselves_when_an_answer_holds() {
    let text = "```yaml decision-tree
question: How many seeds?
answers:
  - {answer: few, when: {seeds: \"<= 10\"}, then: {question: Where?, answers: [{answer: here, when: {place: {is: near}}, choose: [a]}, {answer: there, choose: [b]}]}}
  - {answer: many, when: {seeds: \"> 10\"}, choose: [b]}
```
";
    let catalog = foreign(text);
    let id = catalog.trees().next().unwrap().id.0.to_string();
    let walk = settled(&catalog, &id, &["seeds=3", "place=near"]);
    assert_eq!(told(&walk), ["few (seeds)", "here (place)"]);
}

#[test]
fn an_answer_overrules_facts_and_the_command_says_so() {
    let catalog = catalog();
    let known = facts(&["uses=elmdb", "leaves=30M"]);
    let mut walk = settled(&catalog, KEPT, &["uses=elmdb", "leaves=30M"]);
    walk.back();
    walk.back();
    walk.answer(1);
    walk.settle(&catalog, &known);
    assert_eq!(
        told(&walk),
        Vec::<String>::new(),
        "No leads past the second question"
    );
    let words = archtui::walk::twin(&walk);
    assert!(words.contains(&"--say".to_owned()), "{words:?}");
    let settle = |walk: &mut Walk| walk.settle(&catalog, &known);
    let say = words
        .iter()
        .skip_while(|word| *word != "--say")
        .nth(1)
        .unwrap();
    let spoken = [Spoken::To(archtui::walk::SayText(say.clone()))];
    let again = Journey::replay(tree(&catalog, KEPT), &spoken, &|_| None, &settle).unwrap();
    assert_eq!(again.last.given, walk.given);
    let without = replay(tree(&catalog, KEPT), &spoken).unwrap();
    assert_eq!(without.given, walk.given, "without facts it says the same");
}

#[test]
fn a_transcript_names_the_facts_and_is_taken_up_with_them() {
    let catalog = catalog();
    let walk = settled(&catalog, KEPT, &["uses=elmdb", "leaves=5M"]);
    let transcript = Transcript::of(&walk, &catalog);
    let from: Vec<Option<&str>> = transcript
        .all_steps()
        .iter()
        .map(|step| step.from_fact.as_deref())
        .collect();
    assert_eq!(from, [Some("uses"), Some("leaves")]);
    let (mut again, lost) = reopen(tree(&catalog, KEPT), &transcript);
    assert_eq!(lost, None);
    again.settle(&catalog, &facts(&["uses=elmdb", "leaves=30M"]));
    assert_eq!(
        told(&again),
        ["Yes (uses)", "More than 10M leaves (leaves)"],
        "it follows anew"
    );
    again.settle(&catalog, &Facts::new());
    assert!(again.is_new(), "nothing of it was said by a person");
}

/// A case: its name, what is known, what was stated before and after, what is noted.
type Noting<'a> = (
    &'a str,
    &'a [&'a str],
    &'a Facts,
    &'a Facts,
    &'a [(&'a str, Option<&'a str>)],
);

#[test]
fn answers_state_facts_once() {
    let catalog = catalog();
    let said = |answers: &[&str]| {
        let spoken: Vec<Spoken> = answers.iter().map(|answer| Spoken::from(*answer)).collect();
        replay(tree(&catalog, KEPT), &spoken).unwrap()
    };
    let walk = said(&["yes", "up to"]);
    let steps = walk.steps();
    let all: Vec<Facts> = steps
        .iter()
        .map(|step| stated(&walk, step.question, &catalog))
        .collect();
    assert_eq!(
        all,
        [facts(&["uses=elmdb, unknown"]), facts(&["leaves=<= 10M"])]
    );
    let none = Facts::new();
    let cases: [Noting<'_>; 6] = [
        ("new", &[], &none, &all[1], &[("leaves", Some("<= 10M"))]),
        ("known otherwise", &["leaves=3"], &none, &all[1], &[]),
        (
            "not known before",
            &["leaves=unknown"],
            &none,
            &all[1],
            &[("leaves", Some("<= 10M"))],
        ),
        (
            "one more of a list",
            &["uses=oakdb"],
            &none,
            &all[0],
            &[("uses", Some("oakdb, elmdb"))],
        ),
        ("there already", &["uses=elmdb"], &none, &all[0], &[]),
        (
            "answered otherwise",
            &["leaves=<= 10M"],
            &all[1],
            &none,
            &[("leaves", None)],
        ),
    ];
    for (name, known, before, after, expected) in cases {
        let noted = noted(&facts(known), before, after);
        let expected: Vec<(SafeText, Option<Fact>)> = expected
            .iter()
            .map(|(name, value)| {
                (
                    (*name).into(),
                    value.and_then(|value| fact::value(name, value)),
                )
            })
            .collect();
        assert_eq!(noted, expected, "{name}");
    }
}

#[test]
fn facts_are_what_their_library_declares() {
    let catalog = catalog();
    let cases = [
        ("leaves=30M", Ok("30M")),
        (
            "leaves=many",
            Err("leaves is a number: write 30M, 10M-100M, \"<= 20\" or unknown"),
        ),
        ("leaves=unknown", Ok("unknown")),
        ("uses=Elm, other", Ok("elmdb, other")),
        ("uses=3", Err("uses is no number: What runs already?")),
        ("hosting=Own", Ok("own")),
        (
            "hosting=moon",
            Err("hosting can be own, theirs, not \u{201c}moon\u{201d}"),
        ),
        (
            "hosting=own, theirs",
            Err("hosting is one of own, theirs: write just one"),
        ),
        ("undeclared=x", Ok("x")),
    ];
    for (pair, expected) in cases {
        let (name, value) = fact::pair(pair).unwrap();
        let typed = typed(&catalog, &name, value);
        let typed = typed
            .map(|fact| fact.to_string())
            .map_err(|wrong| wrong.to_string());
        assert_eq!(
            typed,
            expected.map(str::to_owned).map_err(str::to_owned),
            "{pair}"
        );
    }
}

fn technology(id: &str) -> Alternative {
    Alternative {
        name: id.into(),
        technology: Some(TechId(id.into())),
    }
}

/// A stack in which the leaf store was decided under facts.
fn decided(catalog: &Catalog, pairs: &[&str]) -> Stack {
    let walk = settled(catalog, KEPT, pairs);
    let chosen = recommended(&walk, catalog).into_iter().next();
    let decision =
        Decision::from_transcripts(vec![Transcript::of(&walk, catalog)], catalog, chosen, None);
    let stack = Stack {
        facts: facts(pairs),
        ..Stack::default()
    };
    stack.edited(StackEdit::Adopt(Box::new(decision)), catalog)
}

#[test]
fn a_changed_fact_says_what_it_touched() {
    let catalog = catalog();
    let stack = decided(&catalog, &["uses=elmdb", "leaves=5M"]);
    let cases = [
        (
            "leaves=6M",
            "leaves 5M → 6M: touches nothing that is decided",
        ),
        (
            "leaves=30M",
            "leaves 5M → 30M: 1 answer of Leaf store follows anew, 1 decision to look at (Leaf store)",
        ),
        (
            "hosting=own",
            "hosting own: touches nothing that is decided",
        ),
        (
            "uses=oakdb",
            "uses elmdb → oakdb: 2 answers of Leaf store follow anew, 1 decision to look at (Leaf store)",
        ),
    ];
    for (pair, expected) in cases {
        let (name, value) = fact::pair(pair).unwrap();
        let after = stack.edited(StackEdit::SetFact(name, Some(value)), &catalog);
        let said: Vec<SafeText> = touched(&stack, &after, &catalog)
            .iter()
            .map(Touched::text)
            .collect();
        assert_eq!(
            said.iter().map(SafeText::as_str).collect::<Vec<_>>(),
            [expected],
            "{pair}"
        );
    }
}

#[test]
fn what_would_change_a_decision_names_limits_and_what_rests_on_it() {
    let catalog = catalog();
    let stack = decided(&catalog, &["uses=elmdb", "leaves=5M"]);
    let found = sideways(0, &stack, &catalog);
    let texts: Vec<String> = found
        .otherwise
        .iter()
        .map(|one| one.text(found.walk.as_ref()).to_string())
        .collect();
    assert!(
        texts.contains(&"leaves > 10M → Oakvec".to_owned()),
        "{texts:?}"
    );
    assert!(
        found
            .otherwise
            .iter()
            .any(|one| matches!(one, Otherwise::Answer(_))),
        "{texts:?}"
    );
    let base = Decision {
        subject: Subject::Concern(ConcernId("base".into())),
        chosen: Some(technology("elmdb")),
        ..Decision::default()
    };
    let stack = stack.edited(StackEdit::Adopt(Box::new(base)), &catalog);
    let found = sideways(1, &stack, &catalog);
    assert_eq!(found.rests[0].concern, stack.decisions[0].subject);
}

#[test]
fn what_is_built_opens_concerns() {
    let catalog = catalog();
    let needs = |pairs: &[&str]| {
        let scoped = scope(&facts(pairs), &catalog);
        scoped.iter().map(|one| one.need).collect::<Vec<_>>()
    };
    let cases: [(&str, &[&str], [Need; 3]); 6] = [
        ("nothing said", &[], [May, May, May]),
        (
            "a primary relation",
            &["building=nest"],
            [Must, Must, NeedNot],
        ),
        ("a secondary one", &["building=burrow"], [May, May, NeedNot]),
        ("both", &["building=burrow, nest"], [Must, Must, NeedNot]),
        ("skipped", &["building=hill"], [May, NeedNot, May]),
        (
            "perhaps more",
            &["building=burrow, unknown"],
            [May, May, May],
        ),
    ];
    for (name, pairs, expected) in cases {
        assert_eq!(needs(pairs), expected, "{name}");
    }
    let scoped = scope(&facts(&["building=nest"]), &catalog);
    let reason = &scoped[1].reasons[0];
    assert_eq!(reason.because, "nest needs grove");
    assert_eq!(reason.cite.as_ref().unwrap().to_string(), "G");
}

fn stands(stack: &Stack, catalog: &Catalog) -> Vec<Stands> {
    let interview = Interview::of(stack, catalog);
    interview
        .concerns
        .into_iter()
        .map(|one| one.stands)
        .collect()
}

#[test]
fn an_interview_passes_over_what_is_settled_or_pointless() {
    let catalog = catalog();
    let stack = |pairs: &[&str]| Stack {
        facts: facts(pairs),
        ..Stack::default()
    };
    let all = stands(
        &stack(&["uses=elmdb", "building=burrow", "language=rust"]),
        &catalog,
    );
    assert!(
        matches!(&all[0], Stands::Settled { fact, .. } if **fact == *"uses"),
        "{all:?}"
    );
    assert_eq!(all[1], Stands::Open);
    assert!(matches!(&all[2], Stands::Pointless(_)), "{all:?}");
    let two = stands(&stack(&["uses=elmdb, oakdb"]), &catalog);
    assert_eq!(two[0], Stands::Open, "which of two serves is a choice");
    let one_left = stands(&stack(&["language=rust", "building=hill"]), &catalog);
    assert!(
        matches!(&one_left[2], Stands::OneLeft(only, _) if *only.name == *"Barkql"),
        "{one_left:?}"
    );
    let progress = Interview::of(&stack(&["uses=elmdb", "building=burrow"]), &catalog).progress();
    assert_eq!(
        progress,
        "0 of at most 1 concern; 1 settled by facts, 1 not needed"
    );
}

#[test]
fn what_no_library_declares_is_known_by_the_name_that_the_facts_have() {
    let tree = "```\nDo you already use PostgreSQL?\n├── Yes → pgvector\n└── No → Qdrant\n```\n";
    let catalog = foreign(tree);
    let cases = [
        ("the name", "uses=postgresql", "Yes (uses)"),
        ("its beginning", "uses=postgres", "Yes (uses)"),
        ("something else", "uses=mysql", ""),
    ];
    for (name, fact, expected) in cases {
        let told = told(&settled(&catalog, "f#t", &[fact]));
        assert_eq!(told.join(", "), expected, "{name}");
    }
}

#[test]
fn what_runs_already_does_not_answer_what_is_needed() {
    let kinds = "```\nWhat must the messages do?\n├── Move through the Redis you already run → Redis\n\
                 ├── Stream events → Kafka\n└── Follow rules → RabbitMQ\n```\n";
    let technologies = "version: 1\nname: t\ntechnologies:\n  - {id: redis, name: Redis}\nfacts:\n  \
                        - {id: uses, type: technologies, ask: What runs?, says: [{tree: \"f#t\", \
                        answer: Move through the Redis you already run, when: {has: redis}}]}\n";
    let skill = format!("---\nname: f\ndescription: d\n---\n# F\n\n## T\n\n{kinds}");
    let files = [
        ("f/SKILL.md", skill.as_str()),
        ("archtui.yaml", technologies),
    ];
    let catalog = load(vec![MemorySource::holding("lib", &files)]);
    assert_eq!(told(&settled(&catalog, "f#t", &["uses=redis"])), [""; 0]);
}

#[test]
fn a_second_tree_agrees_or_not() {
    let catalog = catalog();
    let concern = &catalog.manifest.concerns[1];
    let opinion = |pairs: &[&str], chosen: &str| {
        let stack = Stack {
            facts: facts(pairs),
            ..Stack::default()
        };
        second_opinion(concern, &stack, &[technology(chosen)], &catalog).unwrap()
    };
    assert_eq!(opinion(&["uses=elmdb"], "oakvec").agrees, Some(true));
    assert_eq!(opinion(&["uses=elmdb"], "elmvec").agrees, Some(false));
    let asks = opinion(&[], "elmvec");
    assert_eq!(asks.agrees, None, "what it would have to ask is no opinion");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_interview_ends_and_never_asks_what_a_fact_settles(
        known in proptest::sample::subsequence(
            vec!["uses=elmdb", "leaves=5M", "hosting=own", "building=nest,hill", "language=go"], 0..5,
        ),
        answers in proptest::collection::vec(0_usize..4, 0..12),
    ) {
        let catalog = catalog();
        let mut stack = Stack { facts: facts(&known), ..Stack::default() };
        let mut answers = answers.into_iter();
        let mut asked_concerns = 0;
        while let Some(next) = Interview::of(&stack, &catalog).to_ask().next() {
            asked_concerns += 1;
            prop_assert!(asked_concerns <= catalog.manifest.concerns.len(), "each once");
            let subject = Subject::Concern(next.concern.id.clone());
            let mut walk = Walk::new(trees_of(next.concern, &catalog)[0].clone());
            let mut asked = 0;
            loop {
                walk.settle(&catalog, &stack.facts_for(Some(&subject), &catalog));
                let Some((id, question)) = walk.current_question() else { break };
                asked += 1;
                prop_assert!(asked <= walk.tree.question_count(), "each question once");
                let prompt = question_text(&walk.tree, question);
                let settles = match prompt.as_str() {
                    "Is ElmDB there already?" => stack.facts.get(&SafeText::new("uses")).is_some_and(Fact::is_whole),
                    "How many leaves?" => stack.facts.contains_key(&SafeText::new("leaves")),
                    "Who runs it?" => stack.facts.contains_key(&SafeText::new("hosting")),
                    _ => false,
                };
                prop_assert!(!settles, "{prompt} is settled");
                let label = question.answers.get(answers.next().unwrap_or(9));
                let label = label.map(|answer| answer_text(&walk.tree, answer));
                let at = label.and_then(|label| archtui::walk::find_answer(&walk.tree, question, &label).ok());
                match at {
                    Some(at) => walk.answer(at),
                    None => walk.skip(),
                };
                for (name, fact) in noted(&stack.facts, &Facts::new(), &stated(&walk, id, &catalog)) {
                    stack = stack.edited(StackEdit::SetFact(name, fact), &catalog);
                }
            }
            let chosen = serving(next.concern, recommended(&walk, &catalog), &catalog).into_iter().next();
            let id = Some(next.concern.id.clone());
            let decision = Decision::from_transcripts(
                vec![Transcript::of(&walk, &catalog)], &catalog, chosen, id,
            );
            stack = stack.edited(StackEdit::Adopt(Box::new(decision)), &catalog);
        }
    }

    #[test]
    fn any_sequence_of_edits_keeps_the_file_readable_and_undo_exact(
        steps in proptest::collection::vec((0_u8..7, 0_usize..5), 1..20),
    ) {
        const FACTS: [&str; 5] = ["uses=elmdb", "leaves=5M", "leaves=> 10M", "hosting=unknown", "building=nest, unknown"];
        let catalog = catalog();
        let mut text = "version: 1\nname: s # kept\nmine: [a]\ndecisions: []\n".to_owned();
        let read = |text: &str| file::parse(text, FileId(0), &catalog);
        let mut now = read(&text).0;
        let (mut undo, mut redo): (Vec<Stack>, Vec<Stack>) = Default::default();
        for (step, which) in steps {
            let edit = match step {
                0 | 1 => {
                    let (name, value) = fact::pair(FACTS[which]).unwrap();
                    StackEdit::SetFact(name, Some(value))
                }
                2 => StackEdit::SetFact(fact::pair(FACTS[which]).unwrap().0, None),
                3 => {
                    let walk = settled(&catalog, KEPT, &FACTS[..which]);
                    let walked = vec![Transcript::of(&walk, &catalog)];
                    let oakvec = Alternative { name: "Oakvec".into(), ..technology("oakvec") };
                    let chosen = (which > 1).then_some(oakvec);
                    StackEdit::Adopt(Box::new(Decision::from_transcripts(walked, &catalog, chosen, None)))
                }
                4 => StackEdit::Drop(which),
                _ => {
                    let (from, to) = if step == 5 { (&mut undo, &mut redo) } else { (&mut redo, &mut undo) };
                    if let Some(stack) = from.pop() {
                        to.push(std::mem::replace(&mut now, stack));
                    }
                    text = file::edit(&text, &now, &catalog).unwrap();
                    prop_assert_eq!(&read(&text).0, &now);
                    continue;
                }
            };
            undo.push(now.clone());
            redo.clear();
            now = now.edited(edit, &catalog);
            text = file::edit(&text, &now, &catalog).unwrap();
            let (again, found) = read(&text);
            prop_assert!(found.iter().all(|one| one.code.0 != "stack-unreadable"), "{}", text);
            prop_assert_eq!(&again, &now, "{}", text);
            prop_assert!(text.contains("# kept") && text.contains("mine: [a]"));
        }
    }
}

fn play(columns: u16, rows: u16) -> Play {
    Play::with(columns, rows, catalog(), start())
}

#[test]
fn facts_are_stated_on_screen_and_taken_back() {
    let mut play = play(80, 24);
    play.keys("gsf<enter>elm<tab><enter>");
    assert!(play.says("uses elmdb: settles Base"), "{}", play.screen());
    assert_eq!(play.app.stack.facts, facts(&["uses=elmdb"]));
    play.keys("aleaves=many<enter>");
    assert!(play.says("leaves is a number"), "{}", play.screen());
    play.keys("<ctrl-u>leaves=5M<enter>");
    assert_eq!(play.app.stack.facts, facts(&["uses=elmdb", "leaves=5M"]));
    play.keys("gd");
    let trees = &play.app.decide.trees;
    let at = trees
        .iter()
        .position(|one| one.tree.id.0.ends_with(KEPT))
        .unwrap();
    play.keys(&"j".repeat(at)).keys("<enter>");
    assert!(play.says("Elmvec"), "{}", play.screen());
    let walk = play.app.decide.walk().unwrap();
    assert_eq!(told(walk), ["Yes (uses)", "Up to 10M leaves (leaves)"]);
    play.keys("h");
    assert!(play.says("From facts: leaves 5M"), "{}", play.screen());
    play.keys("uu");
    assert_eq!(
        play.app.stack.facts,
        facts(&["uses=elmdb"]),
        "undo takes the fact back"
    );
    let walk = play.app.decide.walk().unwrap();
    assert_eq!(told(walk), ["Yes (uses)"], "and what followed from it");
}

#[test]
fn an_answer_on_screen_becomes_a_fact_and_is_undone_with_it() {
    let mut play = play(120, 36);
    play.keys("gd");
    let trees = &play.app.decide.trees;
    let at = trees
        .iter()
        .position(|one| one.tree.id.0.ends_with(KEPT))
        .unwrap();
    play.keys(&"j".repeat(at)).keys("<enter>1");
    assert!(
        play.says("Noted as a fact: uses elmdb."),
        "{}",
        play.screen()
    );
    assert_eq!(play.app.stack.facts, facts(&["uses=elmdb, unknown"]));
    play.keys("u");
    assert!(play.app.stack.facts.is_empty(), "undone with the answer");
    assert!(play.app.decide.walk().unwrap().is_new());
}

#[test]
fn the_interview_goes_from_concern_to_concern() {
    let mut play = play(120, 36);
    play.keys("fauses=elmdb<enter>abuilding=nest<enter>I");
    assert!(
        play.says("Leaf store: 0 of at most 1 concern"),
        "{}",
        play.screen()
    );
    play.keys("1");
    assert_eq!(play.app.stack.decisions.len(), 1, "{}", play.screen());
    assert!(play.says("disagrees: Oakvec"), "{}", play.screen());
    assert!(play.says("All that is open was asked"), "{}", play.screen());
    play.keys("u");
    assert!(
        play.app.stack.decisions.is_empty(),
        "one step back is the answer with all of it"
    );
    assert!(play.says("How many leaves?"), "{}", play.screen());
    play.keys("I");
    assert!(
        play.says("All that is open was asked"),
        "it was left open: {}",
        play.screen()
    );
}

#[test]
fn an_interview_that_was_left_knows_what_it_asked_for() {
    let mut play = play(120, 36);
    play.keys("fabuilding=nest<enter>II1q");
    assert!(play.shows("How many leaves?"), "{}", play.screen());
    let kept = |wanted: &dyn Fn(&Effect) -> Option<String>| {
        let mut asked = play.asked.iter().rev();
        asked.find_map(wanted)
    };
    let again = Start {
        session: kept(&|effect| match effect {
            Effect::SaveSession(text) => Some(text.clone()),
            _ => None,
        }),
        stack: kept(&|effect| match effect {
            Effect::SaveStack(stack) => file::write(stack).ok(),
            _ => None,
        }),
        ..start()
    };
    let mut play = Play::with(120, 36, catalog(), again);
    assert!(play.shows("How many leaves?"), "{}", play.screen());
    play.keys("I");
    assert!(
        play.says("All that is open was asked"),
        "the concern in front is left open at once: {}",
        play.screen()
    );
}

#[test]
fn facts_and_their_prompt_fit_every_screen() {
    for (columns, rows) in [(120, 36), (80, 24), (40, 12)] {
        let mut play = play(columns, rows);
        play.keys("fauses=elmdb, oakdb<enter>aleaves=30M<enter>");
        insta::assert_snapshot!(format!("facts@{columns}x{rows}"), play.screen());
        play.keys("<enter>");
        insta::assert_snapshot!(format!("fact_prompt@{columns}x{rows}"), play.screen());
    }
}
