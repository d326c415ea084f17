//! `leads-to`, and the other ways to look at a walk than forwards.

use std::fmt::Write as _;
use std::fs;

use super::Shell;

impl Shell {
    /// A library with a tree of so many answers, each with a letter and with the same outcome.
    fn with_doors(doors: u8) -> Self {
        let shell = Self::new();
        let folder = shell.project.path("work/library/skills/doors");
        fs::create_dir_all(&folder).unwrap();
        let mut answers = String::new();
        for door in 0..doors {
            let letter = char::from(b'A' + door % 26);
            let store = if door == 0 { "Redis" } else { "SQLite" };
            writeln!(answers, "├── {letter}) door {door} → {store}").unwrap();
        }
        let skill = format!(
            "---\nname: doors\ndescription: Going in. Use when outside.\n---\n\n# Doors\n\n\
             ## Entering\n\n```\nWhich door?\n{answers}```\n"
        );
        fs::write(folder.join("SKILL.md"), skill).unwrap();
        shell
    }
}

#[test]
fn paths_to_a_name_are_listed_tree_by_tree() {
    let shell = Shell::new();
    let cases = [
        ("a_technology", vec!["leads-to", "postgresql"]),
        ("an_alias", vec!["leads-to", "Postgres"]),
        ("commands", vec!["leads-to", "PostgreSQL", "--commands"]),
        ("nothing_like_it", vec!["leads-to", "postgrsql"]),
        ("no_name", vec!["leads-to", "elephant trunk"]),
    ];
    for (name, words) in cases {
        insta::assert_snapshot!(format!("leads_to_{name}"), shell.run(&words));
    }
}

#[test]
fn a_path_is_steps_and_its_command_walks_it() {
    let shell = Shell::new();
    let json = shell.json(&["leads-to", "sqlite"]);
    let path = &json["paths"][0];
    assert_eq!(path["tree"], "stores#choosing-a-store");
    assert_eq!(path["steps"][1]["question"], "Does one process write?");
    assert_eq!(path["steps"][1]["answer"], "Yes");
    assert_eq!(path["outcome"], "SQLite");
    assert_eq!(path["technologies"][0], "sqlite");
    let at = path["steps"][1]["at"].as_str().unwrap();
    assert!(at.ends_with("stores/SKILL.md:16"), "{at}");
    let command = shell_words::split(path["command"].as_str().unwrap()).unwrap();
    let words: Vec<&str> = command.iter().skip(1).map(String::as_str).collect();
    let walked = &shell.json(&words)["walked"][0];
    assert_eq!(walked["recommended"][0]["alternative"], "sqlite");
}

#[test]
fn a_great_many_paths_are_cut_and_it_is_said() {
    let shell = Shell::with_doors(120);
    let json = shell.json(&["leads-to", "sqlite"]);
    assert_eq!(json["paths"].as_array().unwrap().len(), 101);
    let cut = json["diagnostics"].as_array().unwrap().iter();
    let cut: Vec<_> = cut.filter(|d| d["code"] == "paths-cut").collect();
    assert_eq!(cut.len(), 1);
    assert_eq!(cut[0]["severity"], "info");
    let told = shell.run(&["leads-to", "sqlite"]);
    assert!(told.contains("101 paths and more in 2 decisions"), "{told}");
    assert!(
        told.contains("and more; the first 100 are listed"),
        "{told}"
    );
}

#[test]
fn what_one_other_answer_would_change_is_said_at_the_end_of_a_walk() {
    let shell = Shell::new();
    let words = [
        "walk",
        "choosing-a-store",
        "--answer",
        "un",
        "--answer",
        "y",
    ];
    let changes = &shell.json(&words)["walked"][0]["changes"];
    assert_eq!(changes[0]["step"], 2);
    assert_eq!(changes[0]["answer"], "No");
    assert_eq!(changes[0]["recommended"][0]["alternative"], "postgresql");
    assert_eq!(changes[1]["step"], 1);
    let told = shell.run(&words);
    let said = "What would change this?\n  2 Does one process write? No → PostgreSQL\n  \
        1 How many rows will there be? Over 10M → PostgreSQL\n";
    assert!(told.contains(said), "{told}");
    let unfinished = &shell.json(&words[..4])["walked"][0]["changes"];
    assert_eq!(*unfinished, serde_json::json!([]));
}

#[test]
fn everything_of_a_walk_can_be_said_line_by_line() {
    let shell = Shell::with_doors(3);
    let store = ["walk", "choosing-a-store", "--plain"];
    let queue = ["walk", "choosing-a-queue", "--plain"];
    let doors = ["walk", "entering", "--plain"];
    let cases = [
        ("words", &store[..], "help\n1\nway\nback\nrestart\n?\n"),
        ("several_by_numbers", &queue, "1 3\n"),
        ("none", &queue, "kind any-of\nnone\n"),
        ("another_kind", &queue, "kind one-of\nrouting\n"),
        ("letters", &doors, "b\n"),
    ];
    for (name, words, typed) in cases {
        let said = shell.type_into(words, typed);
        insta::assert_snapshot!(format!("asked_all_{name}"), said);
    }
    let limit = [&store[..], &["--fact", "rows=8M"]].concat();
    let said = shell.type_into(&limit, "1\n");
    assert!(
        said.contains("ruled out: SQLite: limit: efficient up to about 5M rows; here: rows: 8M"),
        "{said}"
    );
}

#[test]
fn words_of_several_outcomes_name_the_candidates() {
    let shell = Shell::new();
    let skill = "---\nname: houses\ndescription: Living. Use when homeless.\n---\n\n# Houses\n\n\
        ## Living\n\n```\nWhere?\n├── By the sea → A house of wood (light)\n\
        ├── In town → A house of stone\n└── Nowhere → A tent\n```\n";
    let folder = shell.project.path("work/library/skills/houses");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("SKILL.md"), skill).unwrap();
    let told = shell.run(&["leads-to", "house"]);
    let choices = "write more of its words:\n  A house of stone\n  A house of wood (light)";
    assert!(
        told.starts_with("$ archtui leads-to house\nexit 1"),
        "{told}"
    );
    assert!(told.contains(choices), "{told}");
    let told = shell.run(&["leads-to", "a house of wood"]);
    assert!(told.contains("1 path in 1 decision\n"), "{told}");
    assert!(told.contains("  Where? By the sea\n"), "{told}");
}
