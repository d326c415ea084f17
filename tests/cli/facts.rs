//! `stack facts|interview|scope|changes`, and `--fact` on the commands that decide something.

use super::Shell;

const STACK: &str = "s.stack.yaml";

/// A library that says what its answers ask for, in the place of the usual one.
fn shell() -> Shell {
    let shell = Shell::new();
    let grove = "---\nname: grove\ndescription: Use when a store is chosen.\n---\n# Grove

## Leaves

```
Is ElmDB there already?
├── Yes → How many leaves?
│   ├── Up to 10M leaves → Elmvec
│   └── More than 10M leaves → Oakvec
└── No → Ashvec
```
";
    shell
        .project
        .write("work/library/skills/grove/SKILL.md", grove);
    let manifest = r#"version: 1
name: Grove
technologies:
  - {id: elmdb, name: ElmDB, kind: base}
  - {id: elmvec, name: Elmvec, kind: leaf-store}
  - {id: oakvec, name: Oakvec, kind: leaf-store}
  - {id: ashvec, name: Ashvec, kind: leaf-store, languages: [go]}
  - {id: go, name: Go, kind: language}
  - {id: rust, name: Rust, kind: language}
facts:
  - id: uses
    type: technologies
    ask: "What runs already?"
    says:
      - {tree: "grove#leaves", answer: "Yes", when: {has: elmdb}}
      - {tree: "grove#leaves", answer: "No", when: {none_of: [elmdb]}}
  - id: leaves
    type: number
    ask: "How many leaves?"
    says:
      - {tree: "grove#leaves", answer: "Up to 10M leaves", when: "<= 10M"}
      - {tree: "grove#leaves", answer: "More than 10M leaves", when: "> 10M"}
  - {id: building, type: words, ask: "What is built?", values: [nest, hill]}
concerns:
  - {id: base, title: Base, kinds: [base], trees: []}
  - {id: leaf-store, title: Leaf store, kinds: [leaf-store], trees: ["grove#leaves"], after: [base], opened_by: [nest]}
relations:
  - {from: nest, to: grove, strength: primary}
"#;
    shell.project.write("work/library/archtui.yaml", manifest);
    shell
}

#[test]
fn facts_are_stated_changed_and_taken_back() {
    let shell = shell();
    let base = ["--stack", STACK, "stack", "facts"];
    let with = |more: &[&'static str]| [&base[..], more].concat();
    let said = shell.run(&with(&["uses=ElmDB", "leaves=5M"]));
    insta::assert_snapshot!("facts_stated", said);
    shell.run(&["--stack", STACK, "walk", "grove#leaves", "--adopt"]);
    let said = shell.run(&with(&["leaves=30M"]));
    assert!(
        said.contains(
            "leaves 5M → 30M: 1 answer of Leaf store follows anew, 1 decision to look at"
        ),
        "{said}"
    );
    let json = shell.json(&with(&["--unset", "leaves"]));
    let leaves = json["facts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["fact"] == "leaves");
    assert!(leaves.unwrap()["value"].is_null());
    assert_eq!(shell.code(&with(&["leaves=many"])), 2);
    assert_eq!(shell.code(&with(&["--unset", "nothing"])), 1);
    let text = shell.project.text("work/s.stack.yaml");
    assert!(
        text.contains("uses") && !text.contains("leaves: 5M"),
        "{text}"
    );
}

#[test]
fn a_walk_is_answered_from_facts() {
    let shell = shell();
    let words = [
        "walk",
        "grove#leaves",
        "--fact",
        "uses=elmdb",
        "--fact",
        "leaves=30M",
    ];
    insta::assert_snapshot!("walk_from_facts", shell.run(&words));
    let json = shell.json(&words);
    let steps = &json["walked"][0]["steps"];
    assert_eq!(steps[0]["from_fact"], "uses");
    assert_eq!(steps[1]["from_fact"], "leaves");
    let overruled = [&words[..], &["--say", "Is ElmDB there already?=no"]].concat();
    let json = shell.json(&overruled);
    assert_eq!(json["walked"][0]["recommended"][0]["name"], "Ashvec");
    assert!(json["walked"][0]["steps"][0]["from_fact"].is_null());
    assert_eq!(
        shell.code(&["walk", "grove#leaves", "--say", "No such=no"]),
        1
    );
}

#[test]
fn paths_that_facts_rule_out_are_left_out() {
    let shell = shell();
    let paths = |facts: &[&'static str]| {
        let words = [&["leads-to", "oakvec"], facts].concat();
        shell.code(&words)
    };
    assert_eq!(paths(&[]), 0);
    assert_eq!(paths(&["--fact", "leaves=30M"]), 0);
    assert_eq!(paths(&["--fact", "leaves=5M"]), 1);
}

#[test]
fn an_interview_through_a_pipe_keeps_what_was_answered() {
    let shell = shell();
    let words = ["--stack", STACK, "stack", "interview"];
    let said = shell.type_into(&words, "open\nyes\n");
    insta::assert_snapshot!("interview_left", said);
    let text = shell.project.text("work/s.stack.yaml");
    assert!(
        text.contains("status: draft"),
        "the walk is gone on with: {text}"
    );
    let said = shell.type_into(&words, "1\n");
    insta::assert_snapshot!("interview_gone_on_with", said);
    let json = shell.json(&words);
    let concerns = &json["interview"]["concerns"];
    assert_eq!(concerns[0]["stands"], "left-open");
    assert_eq!(concerns[1]["stands"], "decided");
    assert_eq!(concerns[1]["chosen"][0], "Elmvec");
    assert!(json["interview"]["next"].is_null());
}

#[test]
fn an_interview_takes_answers_straight_and_out_of_order() {
    let shell = shell();
    let words = [
        "--stack",
        STACK,
        "stack",
        "interview",
        "--fact",
        "building=nest",
    ];
    let answers = [
        "--answer",
        "take leaf-store",
        "--answer",
        "choose Oakvec",
        "--answer",
        "open",
    ];
    let said = shell.run(&[&words[..], &answers].concat());
    assert!(
        said.contains("2 of at most 2 concerns; 1 left open"),
        "{said}"
    );
    let json = shell.json(&["--stack", STACK, "stack", "interview"]);
    assert_eq!(json["interview"]["concerns"][1]["chosen"][0], "Oakvec");
    assert_eq!(
        shell.code(&["--stack", STACK, "stack", "interview", "no-such", "--json"]),
        1
    );
}

#[test]
fn an_interview_takes_nothing_back_that_was_decided() {
    let shell = shell();
    let words = ["--stack", STACK, "stack", "interview"];
    let text = || shell.project.text("work/s.stack.yaml");
    shell.run(&[
        "--stack",
        STACK,
        "stack",
        "adopt",
        "leaf-store",
        "oakvec",
        "--because",
        "known",
    ]);
    shell.type_into(&words, "take leaf-store\nyes\nquit\n");
    assert!(
        text().contains("oakvec") && !text().contains("draft"),
        "{}",
        text()
    );
    shell.type_into(&words, "take leaf-store\nopen\n");
    assert!(text().contains("oakvec"), "{}", text());
    shell.type_into(&[&words[..], &["leaf-store"]].concat(), "2\n");
    assert!(
        text().contains("rationale: known") && text().contains("walked:"),
        "walked again to the same, it keeps its reason: {}",
        text()
    );
}

#[test]
fn a_concern_that_nothing_is_needed_for_is_asked_no_more() {
    let shell = shell();
    let words = ["--stack", STACK, "stack", "interview"];
    shell.type_into(&words, "take leaf-store\nnot needed\n");
    let json = shell.json(&words);
    let concern = &json["interview"]["concerns"][1];
    assert_eq!(
        (&concern["concern"], &concern["stands"]),
        (&"leaf-store".into(), &"declined".into())
    );
    let open = shell.json(&["--stack", STACK, "stack", "complete"]);
    let open = open["concerns"].as_array().unwrap();
    assert!(
        open.iter().all(|one| one["concern"] != "leaf-store"),
        "{open:?}"
    );
}

#[test]
fn what_speaks_against_a_choice_is_said_before_it_is_made() {
    let shell = shell();
    let words = [
        "--stack",
        STACK,
        "stack",
        "interview",
        "--fact",
        "language=rust",
    ];
    let text = || shell.project.text("work/s.stack.yaml");
    let said = shell.type_into(&words, "take leaf-store\nno\n1\n");
    assert!(said.contains("Ashvec: for Go"), "{said}");
    assert!(
        !text().contains("chosen"),
        "a number takes nothing that is ruled out: {}",
        text()
    );
    let said = shell.type_into(&words, "take leaf-store\nchoose ElmDB\n");
    assert!(said.contains("ElmDB does not serve Leaf store"), "{said}");
    let walk = [
        "--stack",
        STACK,
        "walk",
        "grove#leaves",
        "--answer",
        "no",
        "--adopt",
    ];
    let said = shell.run(&walk);
    assert!(said.contains("speaks against it"), "{said}");
    assert!(!text().contains("chosen"), "{}", text());
}

#[test]
fn a_line_that_says_nothing_loses_no_answer() {
    for wrong in ["nonsense", "choose nothing-known", "take no-such"] {
        let shell = shell();
        let words = ["--stack", STACK, "stack", "interview"];
        shell.type_into(&words, &format!("take leaf-store\nyes\n{wrong}\n"));
        let text = shell.project.text("work/s.stack.yaml");
        assert!(text.contains("status: draft"), "{wrong}: {text}");
    }
}

#[test]
fn what_is_built_and_what_would_change_are_told_with_their_sources() {
    let shell = shell();
    insta::assert_snapshot!("scope", shell.run(&["stack", "scope", "nest"]));
    shell.run(&[
        "--stack",
        STACK,
        "stack",
        "facts",
        "uses=elmdb",
        "leaves=5M",
    ]);
    shell.run(&["--stack", STACK, "walk", "grove#leaves", "--adopt"]);
    insta::assert_snapshot!(
        "changes",
        shell.run(&["--stack", STACK, "stack", "changes"])
    );
}
