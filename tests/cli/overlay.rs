//! House rules on the command line: what they do to a library, and how they and other content are
//! begun.

use std::path::Path;

use super::Shell;

const HOUSE: &str = "version: 1
name: House
policies:
  - {technology: rabbitmq, stance: banned, because: nobody here runs it, see: wiki/rabbits}
  - {technology: kafka, stance: adopt, because: we run it}
cells:
  - {technology: kafka, criterion: Run by, says: the platform team}
answers:
  - {tree: queues#choosing, answer: Nobody knows, choose: kafka, because: it can be left again}
";

fn house(shell: &Shell) {
    shell.project.write("work/.archtui/archtui.yaml", HOUSE);
}

#[test]
fn house_rules_ban_mark_and_add() {
    let shell = Shell::new();
    house(&shell);
    for (name, words) in [
        (
            "house_walk",
            vec!["walk", "queues#choosing", "--answer", "Nobody knows"],
        ),
        ("house_compare", vec!["compare", "rabbitmq", "kafka"]),
    ] {
        let words = [&["--skills", ".archtui", "--skills", "library"], &words[..]].concat();
        insta::assert_snapshot!(name, shell.run(&words));
    }
}

#[test]
fn starts_are_written_once_and_are_fit() {
    let shell = Shell::new();
    let cases: [(&str, &[&str]); 8] = [
        ("new_skill", &["new", "skill", "queue-choice"]),
        ("new_skill_again", &["new", "skill", "queue-choice"]),
        ("new_skill_misnamed", &["new", "skill", "Queue Choice"]),
        (
            "new_skill_elsewhere",
            &["new", "skill", "x", "--in", "a b", "--json"],
        ),
        (
            "new_tree",
            &["new", "tree", "store-choice", "--in", "forest"],
        ),
        ("new_overlay", &["new", "overlay"]),
        ("new_overlay_again", &["new", "overlay"]),
        ("new_overlay_elsewhere", &["new", "overlay", "house"]),
    ];
    for (name, words) in cases {
        insta::assert_snapshot!(name, shell.run(words));
    }
    for folder in [".agents/skills/queue-choice", "forest", ".archtui", "house"] {
        for profile in ["spec", "anthropic"] {
            let said = shell.run(&["lint", folder, "--profile", profile]);
            assert!(said.contains("nothing found"), "{said}");
        }
    }
    let said = shell.run(&[
        "lint",
        ".agents/skills/queue-choice",
        "--profile",
        "skills-ref",
    ]);
    assert!(said.contains("nothing found"), "{said}");
    let walked = shell.run(&[
        "--skills",
        "forest",
        "walk",
        "store-choice.tree.yaml#top",
        "--answer",
        "On one",
    ]);
    assert!(
        walked.contains("sqlite: Where will the data live? On one machine"),
        "{walked}"
    );
    let walked = shell.run(&[
        "--skills",
        ".agents/skills",
        "walk",
        "queue-choice",
        "--answer",
        "Much",
    ]);
    assert!(walked.contains("The second alternative"), "{walked}");
}

#[test]
fn every_example_in_the_start_of_house_rules_can_be_used() {
    let shell = Shell::new();
    shell.run(&["new", "overlay", "house"]);
    let start = shell.project.text("work/house/archtui.yaml");
    let used: Vec<&str> = start
        .lines()
        .map(|line| line.strip_prefix("# ").unwrap_or(line))
        .collect();
    assert!(used.contains(&"policies:"), "{start}");
    shell
        .project
        .write("work/house/archtui.yaml", used.join("\n"));
    let said = shell.run(&["lint", "house"]);
    assert!(said.contains("nothing found"), "{said}");
}

#[test]
fn house_rules_of_a_project_join_the_built_in_library() {
    let shell = Shell::new();
    shell.project.write(
        "work/.archtui/archtui.yaml",
        "version: 1\npolicies: [{technology: mongodb, stance: banned, because: we cannot run it}]\n",
    );
    let mut command = shell.command(&["compare", "mongodb", "postgresql", "--json"]);
    let output = command.env_remove("ARCHTUI_SKILLS").output().unwrap();
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &said["comparison"]["criteria"][0];
    assert_eq!(first["name"], "House policy");
    let value = &first["cells"][0]["values"][0];
    assert_eq!(value["text"], "banned: we cannot run it");
    assert_eq!(value["source"], ".archtui");
    assert_eq!(value["at"], "archtui.yaml:2");
}

#[test]
fn the_built_in_library_is_ejected_as_it_is() {
    let shell = Shell::new();
    insta::assert_snapshot!("eject", shell.run(&["content", "eject", "own"]));
    insta::assert_snapshot!("eject_again", shell.run(&["content", "eject", "own"]));
    shell.project.write("work/file", "");
    insta::assert_snapshot!(
        "eject_into_a_file",
        shell.run(&["content", "eject", "file"])
    );
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut todo = vec![shell.project.path("work/own")];
    let mut files = 0;
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
                continue;
            }
            let below = path.strip_prefix(shell.project.path("work/own")).unwrap();
            let original = std::fs::read(content.join(below)).unwrap();
            assert_eq!(
                std::fs::read(&path).unwrap(),
                original,
                "{}",
                path.display()
            );
            files += 1;
        }
    }
    assert!(files > 100, "{files}");
}
