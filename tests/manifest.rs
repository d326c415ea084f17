//! What is read of `archtui.yaml`, and what is said about the rest.

use archtui::model::{Manifest, Takes};
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
        "version: 1\nname: Kitchen\ncitations:\n  - {id: B1, title: Book, date: 2025-11, about: all of it}\nlayers:\n  - {id: heat, title: Heat, skills: [stoves]}\ntechnologies:\n  - {id: gas, name: Gas, aliases: [Town gas], kind: fuel, license: none, languages: [dutch]}\n  - id: wok\n    requires:\n      - {all: [gas], why: high heat, cite: \"B1:12\"}\n      - {any: [steel, iron]}\n    conflicts: [{with: induction, why: no contact, cite: B1}]\nconcerns:\n  - {id: fuel, takes: many, kinds: [fuel], trees: ['stoves#choosing'], after: [room], opened_by: [frying], skip_when: {x: y}}\n",
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
    assert_eq!((fuel.takes, fuel.title.as_str()), (Takes::Many, "fuel"));
    assert_eq!(fuel.trees[0].0, "stoves#choosing");
}

/// A manifest without its head, what is said of it, and the technologies read all the same.
type Wrong = (&'static str, &'static str, &'static [&'static str], usize);

const WRONG: [Wrong; 13] = [
    (
        "later keys are known",
        "flows: []\npolicies: [x]\nfacts: {}\n",
        &[],
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
    fn nothing_stops_it(text in "(version|technologies|id|requires|all|cite|[\\[\\]{}:,&*!|>'\"#\\-? ]|\n  |\n- |\\PC){0,60}") {
        let (_, found) = parse(&text, FileId(0));
        let lines = u32::try_from(text.lines().count().max(1)).unwrap();
        prop_assert!(found.iter().all(|d| (1..=lines).contains(&d.at.unwrap().line)), "{found:?}");
    }
}
