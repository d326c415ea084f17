//! `walk`.

use super::Shell;

#[test]
fn answers_lead_to_a_transcript() {
    let shell = Shell::new();
    let tree = "stores#choosing-a-store";
    let cases = [
        (
            "all_answers",
            vec!["walk", tree, "--answer", "under 10m", "--answer", "y"],
        ),
        ("unfinished", vec!["walk", tree, "--answer", "#1"]),
        ("not_known", vec!["walk", tree, "--answer", "?"]),
        (
            "a_limit_crossed",
            vec![
                "walk", tree, "--answer", "Under", "--answer", "yes", "--fact", "rows=8M",
            ],
        ),
        (
            "several_hold",
            vec![
                "walk",
                "choosing-a-queue",
                "--answer",
                "events",
                "--and",
                "routing",
            ],
        ),
    ];
    for (name, words) in cases {
        insta::assert_snapshot!(format!("walk_{name}"), shell.run(&words));
    }
}

#[test]
fn a_fork_is_read_as_another_kind() {
    let shell = Shell::new();
    let tree = "stores#choosing-a-store";
    let both = ["--answer", "Over", "--and", "Under"];
    let next = [&["walk", tree, "--fork", "any-of"], &both[..]].concat();
    let told = shell.run(&next);
    let again = "again: archtui walk 'stores#choosing-a-store' \
        --fork 'any-of=How many rows will there be?' --answer 'Under 10M' --and 'Over 10M'";
    assert!(told.contains(again), "{told}");
    let named = [&["walk", tree, "--fork", "any-of=How many"], &both[..]].concat();
    let json = |words: &[&str]| shell.json(words)["walked"][0].clone();
    assert_eq!(json(&named), json(&next));
    assert_eq!(json(&next)["steps"][0]["fork"], "any-of");
    let wrong = shell.run(&["walk", tree, "--fork", "some-of", "--answer", "Over"]);
    assert!(wrong.contains("one-of, any-of, all-of, rule"), "{wrong}");
}

#[test]
fn a_wrong_answer_names_the_right_ones() {
    let shell = Shell::new();
    let cases = [
        (
            "unknown",
            vec!["walk", "choosing-a-store", "--answer", "many"],
        ),
        (
            "too_many",
            vec![
                "walk",
                "choosing-a-store",
                "--answer",
                "over",
                "--answer",
                "more",
            ],
        ),
        (
            "and_without_answer",
            vec!["walk", "choosing-a-store", "--and", "over"],
        ),
        (
            "no_fact",
            vec![
                "walk",
                "choosing-a-store",
                "--answer",
                "over",
                "--fact",
                "rows",
            ],
        ),
    ];
    for (name, words) in cases {
        insta::assert_snapshot!(format!("walk_wrong_{name}"), shell.run(&words));
    }
}

#[test]
fn questions_are_asked_line_by_line_through_a_pipe() {
    let shell = Shell::new();
    let cases = [
        ("to_the_end", "1\ny\n"),
        ("back_and_again", "1\nb\n2\n"),
        ("wrong", "nonsense\n1\n"),
        ("the_input_ends", "1\n"),
        ("left", "q\n"),
    ];
    for (name, typed) in cases {
        let said = shell.type_into(&["walk", "choosing-a-store"], typed);
        insta::assert_snapshot!(format!("asked_{name}"), said);
    }
    let several = shell.type_into(&["walk", "choosing-a-queue", "--plain"], "1, 3\n");
    insta::assert_snapshot!("asked_several", several);
    let rest = shell.type_into(
        &["walk", "choosing-a-store", "--answer", "under", "--plain"],
        "no\n",
    );
    insta::assert_snapshot!("asked_the_rest", rest);
}

#[test]
fn the_transcript_is_the_same_as_json() {
    let shell = Shell::new();
    let json = shell.json(&[
        "walk",
        "choosing-a-store",
        "--answer",
        "under",
        "--answer",
        "n",
    ]);
    let walked = &json["walked"][0];
    assert_eq!(walked["steps"][1]["answer"], "No");
    assert_eq!(walked["recommended"][0]["alternative"], "postgresql");
    assert_eq!(walked["not_on_path"][0]["alternative"], "sqlite");
    assert_eq!(walked["ruled_out"], serde_json::json!([]));
    assert_eq!(walked["open"], serde_json::json!([]));
}

#[test]
fn what_is_said_to_walk_again_does_it_from_anywhere() {
    let shell = Shell::new();
    let words = [
        "./library",
        "walk",
        "choosing-a-store",
        "--answer",
        "over",
        "--no-builtin",
        "--stack",
        "mine.stack.yaml",
    ];
    let said = shell.run(&words);
    let again = said.lines().find_map(|line| line.strip_prefix("again: "));
    let again = again
        .unwrap()
        .replace("[TMP]", shell.project.root().to_str().unwrap());
    let again = shell_words::split(&again).unwrap();
    assert_eq!(again[0], "archtui");
    let again: Vec<&str> = again.iter().skip(1).map(String::as_str).collect();
    assert!(
        again.contains(&"--no-builtin") && again.contains(&"--stack"),
        "{said}"
    );
    let first = shell.command(&words).output().unwrap();
    let second = shell
        .command(&again)
        .current_dir(shell.project.path("home"))
        .env_remove("ARCHTUI_SKILLS")
        .output()
        .unwrap();
    let told = |output: &std::process::Output| String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(second.status.code(), Some(0), "{}", told(&second));
    assert_eq!(first.stdout, second.stdout);
    assert_eq!(told(&first), told(&second), "and it says the same again");
}

/// A library of its own in which one tree leads to another, or to two.
fn leading_on() -> Shell {
    let shell = Shell::new();
    let tree = |title: &str, question: &str, answers: &str| {
        format!("## {title}\n\n```\n{question}\n{answers}```\n\n")
    };
    let needs = tree(
        "Needs",
        "What is needed?",
        "├── A store → see stores.md\n├── A queue → see queues.md\n└── A file → Plain files\n",
    );
    let stores = tree("Stores", "Is it big?", "├── Yes → OakDB\n└── No → ElmDB\n");
    let queues = tree(
        "Short",
        "Is it short?",
        "├── Yes → A list\n└── No → A log\n",
    ) + &tree(
        "Long",
        "Is it long?",
        "├── Yes → A table\n└── No → A file\n",
    );
    shell.project.write("work/other/needs.md", needs);
    shell.project.write("work/other/stores.md", stores);
    shell.project.write("work/other/queues.md", queues);
    shell
}

#[test]
fn an_answer_beyond_the_end_goes_on_in_the_next_tree() {
    let shell = leading_on();
    let walk = |rest: &[&'static str]| -> Vec<&'static str> {
        [&["--skills", "other", "walk", "needs#needs"], rest].concat()
    };
    let store = walk(&["--answer", "a store", "--answer", "no"]);
    insta::assert_snapshot!("walk_into_the_only_tree", shell.run(&store));
    let json = shell.json(&store);
    let trees: Vec<&str> = json["walked"]
        .as_array()
        .unwrap()
        .iter()
        .map(|walked| walked["tree"].as_str().unwrap())
        .collect();
    assert_eq!(trees, ["needs#needs", "stores#stores"]);
    let queue = walk(&["--answer", "a queue", "--answer", "no"]);
    insta::assert_snapshot!("walk_into_which_tree", shell.run(&queue));
    let long = walk(&["--answer", "a queue", "--into", "#long", "--answer", "no"]);
    assert!(shell.run(&long).contains("--into 'queues#long'"));
    let adopted = shell.run(&[&store[..], &["--adopt"]].concat());
    assert!(adopted.contains("ElmDB was chosen for Stores"), "{adopted}");
    let stack = shell.json(&["--skills", "other", "stack", "show"]);
    let walked = &stack["stack"]["decisions"][0]["walked"];
    assert_eq!(walked.as_array().unwrap().len(), 2, "{stack}");
    assert_eq!(walked[0]["onward"][0]["tree"], "stores#stores");
}

#[test]
fn a_walk_asked_line_by_line_goes_on_and_back() {
    let shell = leading_on();
    let words = ["--skills", "other", "walk", "needs#needs"];
    let typed = "1\n1\nb\n1\n1\n2\n";
    let told = shell.type_into(&words, typed);
    insta::assert_snapshot!("walk_line_by_line_into_a_tree", told);
}

#[test]
fn a_walk_that_comes_back_asks_again_and_ends_with_enter() {
    let page = "# Choosing a lamp\n\n```\nQ1: Is it dark?\n├── Yes → Go to Q2\n└── No → A candle\n\
        Q2: Is it far?\n├── Yes → A lamp\n└── Unsure → Go to Q1\n```\n";
    let shell = Shell::new();
    shell.project.write("work/lamps/lamp.md", page);
    let words = [
        "--skills",
        "lamps",
        "walk",
        "lamp#choosing-a-lamp",
        "--plain",
    ];
    for (typed, ends) in [
        ("1\n2\n2\n", "A candle"),
        ("1\n2\n\n", "To answer otherwise"),
        ("1\n2\n", "(answered)"),
    ] {
        let told = shell.type_into(&words, typed);
        assert!(
            told.contains("The answers come back here"),
            "{typed:?}: {told}"
        );
        assert!(told.contains("answered: Yes"), "{typed:?}: {told}");
        assert!(told.contains(ends), "{typed:?}: {told}");
    }
}

#[test]
fn one_answer_with_two_ends_leads_to_both_however_it_is_said() {
    let page = "# Choosing a shelf\n\n```mermaid\nflowchart TD\n  A{Is it durable?} -- yes --> B[Oak]\n  \
        A -- no --> C[Elm] & D[Fir]\n```\n";
    let shell = Shell::new();
    shell.project.write("work/shelves/shelf.md", page);
    let words = ["--skills", "shelves", "walk", "shelf#choosing-a-shelf"];
    let line_by_line = shell.type_into(&[&words[..], &["--plain"]].concat(), "no\n");
    assert!(
        line_by_line.contains("2  no  → Elm · Fir"),
        "{line_by_line}"
    );
    let at_once = shell.run(&[&words[..], &["--answer", "no"]].concat());
    for told in [line_by_line, at_once] {
        let both =
            told.contains("Elm: Is it durable? no") && told.contains("Fir: Is it durable? no");
        assert!(both, "{told}");
    }
}
