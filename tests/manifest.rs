//! What is read of `archtui.yaml`, and what is said about the rest.

use archtui::model::{
    AnswerLeads, CircumstanceKind, Claim, ConcernId, Condition, Fork, Manifest, Range,
    RelationStrength, RuleStrength, Stance, Subject, Takes,
};
use archtui::parse::manifest::parse;
use archtui::text::FileId;
use proptest::prelude::*;

fn read(text: &str) -> (Manifest, Vec<String>) {
    let (manifest, diagnostics) = parse(text, FileId(1));
    let found = diagnostics
        .iter()
        .map(|d| format!("{}@{}", d.code.0, d.at.unwrap().line));
    (manifest, found.collect())
}

#[test]
fn everything_declared_is_kept() {
    let (manifest, found) = read(
        "version: 1\nname: Kitchen\ncitations:\n  - {id: B1, title: Book, date: 2025-11, about: all of it}\nlayers:\n  - {id: heat, title: Heat, skills: [stoves]}\ntechnologies:\n  - {id: gas, name: Gas, aliases: [Town gas], kind: fuel, license: none, languages: [dutch]}\n  - id: wok\n    requires:\n      - {all: [gas], why: high heat, cite: \"B1:12\"}\n      - {any: [steel, iron]}\n    conflicts: [{with: induction, why: no contact, cite: B1}]\nconcerns:\n  - {id: fuel, takes: many, kinds: [fuel], trees: ['stoves#choosing'], after: [room], opened_by: [frying], skip_when: {dish: {none_of: [soup]}}}\n",
    );
    assert_eq!(found, [""; 0]);
    assert_eq!(manifest.name, "Kitchen");
    assert_eq!(manifest.citations[0].date.as_ref().unwrap(), &"2025-11");
    assert_eq!(manifest.layers[0].skills, ["stoves"]);
    let [gas, wok] = &manifest.technologies[..] else {
        panic!("two technologies");
    };
    assert_eq!((gas.at.line, wok.at.line), (8, 9));
    assert_eq!(gas.aliases, ["Town gas"]);
    assert_eq!(wok.name, "wok");
    assert_eq!(wok.requires[0].cite.as_ref().unwrap().to_string(), "B1:12");
    assert_eq!(wok.requires[1].any.len(), 2);
    assert_eq!(wok.conflicts[0].with.0, "induction");
    let fuel = &manifest.concerns[0];
    assert_eq!(fuel.takes, Some(Takes::Many));
    assert_eq!(fuel.title, "fuel");
    assert_eq!(fuel.trees[0].0, "stoves#choosing");
    let soup = Condition::NoneOf(vec!["soup".into()]);
    assert_eq!(fuel.skip_when, [claim("dish", soup)]);
}

fn claim(fact: &str, when: Condition) -> Claim {
    Claim {
        fact: fact.into(),
        when,
    }
}

const ADVICE: &str = "version: 1
citations: [{id: B1}]
facts:
  - id: guests
    type: number
    ask: How many come?
    says:
      - {tree: a#b, answer: A few, when: < 6}
      - {tree: a#b, at: Many?, answer: Yes, when: 1K-2K, also: {dish: {any_of: [soup, stew]}}, partly: true}
  - {id: dish, type: choice, values: [soup, stew], says: [{tree: a#b, answer: Soup, when: {is: soup}}]}
forks:
  - {tree: a#b, at: Many?, kind: all-of}
  - {tree: a#c, kind: rule}
rules:
  - {id: r, says: Salt late., applies: {concern: fuel, skill: stoves}, strength: never, cite: \"B1:1\", also: [B1], against: [\"B1:2\"]}
relations:
  - {from: a, to: b, strength: secondary, note: by hand, cite: B1}
policies:
  - {technology: wok, stance: banned, because: noise, see: house rules}
cells:
  - {technology: wok, criterion: Loudness, says: high, cite: \"B1:9\"}
answers:
  - {tree: a#b, question: Many?, answer: A crowd, choose: [wok, pot], because: it scales, cite: B1}
  - {tree: a#b, answer: Nobody, goto: Many?}
";

#[test]
fn advice_is_read_word_for_word() {
    let (manifest, found) = read(ADVICE);
    assert_eq!(found, [""; 0]);
    let [guests, dish] = &manifest.facts[..] else {
        panic!("two facts");
    };
    assert_eq!(guests.kind, Some(CircumstanceKind::Number));
    let [few, many] = &guests.says[..] else {
        panic!("two sayings");
    };
    assert_eq!(few.when, Condition::Within(Range::to(6.0, false)));
    assert_eq!((few.at.line, many.at.line), (8, 9));
    assert_eq!(many.question.as_deref(), Some("Many?"));
    let any = Condition::AnyOf(vec!["soup".into(), "stew".into()]);
    assert_eq!(many.also, [claim("dish", any)]);
    assert!(many.partly && !few.partly);
    assert_eq!(dish.values, ["soup", "stew"]);
    assert_eq!(dish.says[0].when, Condition::Is("soup".into()));
    let forks = manifest
        .forks
        .iter()
        .map(|f| (f.question.is_some(), f.fork));
    assert_eq!(
        forks.collect::<Vec<_>>(),
        [(true, Fork::AllOf), (false, Fork::Rule)]
    );
    let rule = &manifest.rules[0];
    assert_eq!(rule.strength, RuleStrength::Never);
    let subjects = [
        Subject::Concern(ConcernId("fuel".into())),
        Subject::Skill("stoves".into()),
    ];
    assert_eq!(rule.applies, subjects);
    let cites = rule.cite.iter().chain(&rule.also).chain(&rule.against);
    let cites: Vec<String> = cites.map(ToString::to_string).collect();
    assert_eq!(cites, ["B1:1", "B1", "B1:2"]);
    let relation = &manifest.relations[0];
    assert_eq!(relation.strength, RelationStrength::Secondary);
    assert_eq!(relation.note.as_deref(), Some("by hand"));
    let policy = &manifest.policies[0];
    assert_eq!(policy.stance, Stance::Banned);
    assert_eq!(policy.to_string(), "banned: noise (see house rules)");
    let cell = &manifest.cells[0];
    assert_eq!((cell.technology.0.as_str(), cell.at.line), ("wok", 21));
    assert_eq!(
        (cell.criterion.as_str(), cell.says.as_str()),
        ("Loudness", "high")
    );
    let [crowd, nobody] = &manifest.answers[..] else {
        panic!("two answers");
    };
    assert_eq!(
        crowd.leads,
        AnswerLeads::Choose(vec!["wok".into(), "pot".into()])
    );
    assert_eq!(crowd.because.as_deref(), Some("it scales"));
    assert_eq!(nobody.leads, AnswerLeads::GoTo("Many?".into()));
    assert_eq!((&nobody.question, nobody.at.line), (&None, 24));
}

const PLANS: &str = "version: 1
flows:
  - {id: dinner, title: Dinner, steps: [{skill: shop, does: buys}, {skill: cook}]}
stacks:
  - {id: camp, title: Camp, parts: [gas, wok], choose: {fuel: gas, pans: [wok, pot]}, one_of: {pans: [wok, pot]}}
roadmaps:
  - id: cook
    levels:
      - {title: First, hours: [0, 20], read: a#b, topics: [{title: Eggs, group: Simple, read: a}]}
    milestones: [{title: Done, items: [{title: A meal}]}]
phases:
  - {title: Spring, weeks: [1, 4], skills: [shop, cook]}
";

#[test]
fn plans_are_read_in_order() {
    let (manifest, found) = read(PLANS);
    assert_eq!(found, [""; 0]);
    let steps = manifest.flows[0].steps.iter();
    let steps: Vec<_> = steps
        .map(|s| (s.skill.as_str(), s.does.is_some()))
        .collect();
    assert_eq!(steps, [("shop", true), ("cook", false)]);
    let camp = &manifest.stacks[0];
    let chosen: Vec<_> = camp
        .choose
        .iter()
        .map(|(c, ids)| (c.0.as_str(), ids.len()))
        .collect();
    assert_eq!(chosen, [("fuel", 1), ("pans", 2)]);
    assert_eq!(camp.one_of[0].1.len(), 2);
    let level = &manifest.roadmaps[0].levels[0];
    assert_eq!(level.hours, Some((0, 20)));
    assert_eq!(level.topics[0].group.as_deref(), Some("Simple"));
    assert_eq!(manifest.roadmaps[0].milestones[0].items[0].title, "A meal");
    let phase = &manifest.phases[0];
    assert_eq!((phase.id.as_str(), phase.weeks), ("Spring", Some((1, 4))));
}

/// A manifest without its head, what is said of it, and the technologies read all the same.
type Wrong = (&'static str, &'static str, &'static [&'static str], usize);

const WRONG: [Wrong; 24] = [
    ("empty parts", "flows: []\npolicies:\nrules: ~\n", &[], 0),
    (
        "a condition of no kind",
        "facts:\n- id: f\n  says:\n  - {tree: t, answer: a, when: {hs: x}}\n",
        &["manifest-value@5"],
        0,
    ),
    (
        "a range of no numbers",
        "facts:\n- id: f\n  says:\n  - {tree: t, answer: a, when: many}\n",
        &["manifest-value@5"],
        0,
    ),
    (
        "a saying without an answer",
        "facts:\n- id: f\n  says:\n  - {tree: t, when: 3}\n",
        &["manifest-shape@5"],
        0,
    ),
    (
        "a kind of fork that is none",
        "forks:\n- {tree: t, kind: any}\n",
        &["manifest-value@3"],
        0,
    ),
    (
        "a rule about nothing",
        "rules:\n- {id: r, says: x}\n",
        &["manifest-shape@3"],
        0,
    ),
    (
        "a rule about something unheard of",
        "rules:\n- {id: r, says: x, applies: {tecnology: a}}\n",
        &["manifest-key@3"],
        0,
    ),
    (
        "hours that run backwards",
        "roadmaps:\n- id: r\n  levels:\n  - {title: t, hours: [9, 1]}\n",
        &["manifest-value@5"],
        0,
    ),
    (
        "one policy too many",
        "policies:\n- {technology: a, stance: hold}\n- {technology: a, stance: adopt}\n",
        &["manifest-duplicate@4"],
        0,
    ),
    (
        "an answer that leads nowhere",
        "answers:\n- {tree: t, answer: a}\n",
        &["manifest-shape@3"],
        0,
    ),
    (
        "an answer that leads to two things",
        "answers:\n- {tree: t, answer: a, choose: x, goto: y}\n",
        &["manifest-shape@3"],
        0,
    ),
    (
        "a cell that says nothing",
        "cells:\n- {technology: t, criterion: c}\n",
        &["manifest-shape@3"],
        0,
    ),
    ("unknown key", "technologys: []\n", &["manifest-key@2"], 0),
    (
        "unknown key of an entry",
        "technologies:\n- {id: a, licence: x}\n",
        &["manifest-key@3"],
        1,
    ),
    ("no list", "technologies: x\n", &["manifest-shape@2"], 0),
    (
        "a mapping for a list",
        "technologies: {id: a}\n",
        &["manifest-shape@2"],
        0,
    ),
    (
        "no mapping",
        "technologies:\n- a\n- {id: b}\n",
        &["manifest-shape@3"],
        1,
    ),
    (
        "no id",
        "technologies:\n- {name: A}\n- {id: b}\n",
        &["manifest-id@3"],
        1,
    ),
    (
        "list for a text",
        "technologies:\n- id: a\n  kind: [x]\n",
        &["manifest-shape@4"],
        1,
    ),
    (
        "same id",
        "technologies:\n- {id: a}\n- {id: a}\n",
        &["manifest-duplicate@4"],
        2,
    ),
    (
        "same alias",
        "technologies:\n- {id: a, aliases: [X]}\n- {id: b, aliases: [x]}\n",
        &["manifest-alias@4"],
        2,
    ),
    (
        "same key",
        "technologies: [{id: a}]\ntechnologies: []\n",
        &["manifest-duplicate@3"],
        1,
    ),
    (
        "undeclared citation",
        "technologies:\n- {id: a, requires: [{all: [b], cite: Z1}]}\n",
        &["manifest-citation@3"],
        1,
    ),
    ("not YAML", "technologies: [\n", &["manifest@2"], 0),
];

#[test]
fn what_is_wrong_is_reported_at_its_line_and_the_rest_is_kept() {
    let head = "version: 1\n";
    for (name, text, expected, technologies) in WRONG {
        let (manifest, found) = read(&format!("{head}{text}"));
        assert_eq!(found, expected, "{name}");
        assert_eq!(manifest.technologies.len(), technologies, "{name}");
    }
    assert_eq!(read("name: x\n").1, ["manifest-version@1"]);
    assert_eq!(read("version: 2\n").1, ["manifest-version@1"]);
    assert_eq!(read("").1, [""; 0]);
}

#[test]
fn a_slip_gets_its_word() {
    let (_, found) = parse("version: 1\nconcern: []\n", FileId(0));
    assert_eq!(found[0].hint.as_ref().unwrap(), &"Did you mean `concerns`?");
}

proptest! {
    #[test]
    fn nothing_stops_it(text in "(version|technologies|facts|says|when|rules|stacks|choose|id|requires|all|cite|[\\[\\]{}:,&*!|>'\"#\\-? ]|\n  |\n- |\\PC){0,60}") {
        let (_, found) = parse(&text, FileId(0));
        let lines = u32::try_from(text.lines().count().max(1)).unwrap();
        prop_assert!(found.iter().all(|d| (1..=lines).contains(&d.at.unwrap().line)), "{found:?}");
    }
}
