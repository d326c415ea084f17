//! `stack` and `adr export`.

use std::process::Stdio;

use super::Shell;

/// Where the drafts are; each project has a folder there.
const DRAFTS: &str = "home/.local/state/archtui/drafts";

/// The text of the only draft there is.
fn draft(shell: &Shell) -> String {
    let drafts = std::fs::read_dir(shell.project.path(DRAFTS)).unwrap();
    let folders: Vec<_> = drafts.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(folders.len(), 1);
    std::fs::read_to_string(folders[0].join("draft.stack.yaml")).unwrap()
}

fn adopt_store(shell: &Shell) -> String {
    shell.run(&["walk", "choosing-a-store", "--answer", "over", "--adopt"])
}

#[test]
fn what_only_a_person_can_say_is_kept_and_stands_in_the_record() {
    let shell = Shell::new();
    adopt_store(&shell);
    let said = [
        "stack",
        "reasons",
        "database",
        "--because",
        "we know it",
        "--decided-by",
        "Ada",
        "--decided-by",
        "Bob",
        "--revisit-when",
        "2027-11",
        "--status",
        "accepted",
    ];
    shell.run(&said);
    let soon = shell.run(&["stack", "reasons", "database", "--revisit-when", "soon"]);
    assert!(soon.contains("is no condition"), "{soon}");
    shell.run(&["stack", "reasons", "database", "--consulted", "Eve"]);
    let record = shell.run(&["adr", "export", "--to", "-"]);
    for said in [
        "status: accepted",
        "- \"Bob\"",
        "- \"Eve\"",
        "because we know it",
        "2027-11",
    ] {
        assert!(record.contains(said), "{said}: {record}");
    }
}

#[test]
fn a_walk_is_kept_and_becomes_a_record() {
    let shell = Shell::new();
    insta::assert_snapshot!("adopted", adopt_store(&shell));
    insta::assert_snapshot!("stack_shown", shell.run(&["stack", "show"]));
    let words = [
        "stack",
        "adopt",
        "database",
        "PostgreSQL",
        "--compare",
        "SQLite",
        "--because",
        "we know it",
    ];
    insta::assert_snapshot!("adopted_with_comparison", shell.run(&words));
    let json = shell.json(&["stack", "show"]);
    let decision = &json["stack"]["decisions"][0];
    assert_eq!(
        decision["walked"][0]["tree"], "stores#choosing-a-store",
        "the walk stays"
    );
    assert_eq!(
        decision["compared"]["alternatives"],
        serde_json::json!(["postgresql", "sqlite"])
    );
    assert_eq!(decision["rationale"], "we know it");
    insta::assert_snapshot!("export_dry", shell.run(&["adr", "export", "--dry-run"]));
    assert!(
        !shell.project.path("work/docs").exists(),
        "a dry run writes nothing"
    );
    insta::assert_snapshot!("export", shell.run(&["adr", "export"]));
    insta::assert_snapshot!(
        "record",
        shell
            .project
            .text("work/docs/decisions/0001-use-postgresql-as-database.md")
    );
    assert_eq!(shell.project.text("work/.adr-dir"), "docs/decisions\n");
    let recorded = "adr: docs/decisions/0001-use-postgresql-as-database.md";
    assert!(
        draft(&shell).contains(recorded),
        "the stack knows its record"
    );
    insta::assert_snapshot!("export_unchanged", shell.run(&["adr", "export"]));
}

#[test]
fn a_project_says_where_its_records_go_and_in_which_form() {
    let shell = Shell::new();
    adopt_store(&shell);
    let settings = "version: 1\nrecords: our/adr\ntemplate: nygard\n";
    shell.project.write("work/.archtui/config.yaml", settings);
    let dry = shell.run(&["adr", "export", "--dry-run"]);
    assert!(!dry.contains(".adr-dir"), "the project has said it: {dry}");
    shell.run(&["adr", "export"]);
    let name = "0001-use-postgresql-as-database.md";
    let text = shell.project.text(&format!("work/our/adr/{name}"));
    assert!(text.starts_with("# 1. "), "{text}");
    assert!(!shell.project.path("work/.adr-dir").exists());
    let paths = shell.run(&["paths"]);
    assert!(paths.contains("[TMP]/work/our/adr"), "{paths}");
    shell.run(&["adr", "export", "--template", "madr", "--to", "elsewhere"]);
    let text = shell.project.text(&format!("work/elsewhere/{name}"));
    assert!(text.starts_with("---\n"), "a flag counts more: {text}");
    let outside = "version: 1\nrecords: ../outside\n";
    shell.project.write("work/.archtui/config.yaml", outside);
    let said = shell.run(&["adr", "export", "--again"]);
    assert!(
        said.contains("`../outside` leads outside the project"),
        "{said}"
    );
    assert!(
        shell
            .project
            .path("work/docs/decisions")
            .join(name)
            .exists()
    );
}

#[test]
fn the_stack_in_json_has_the_order_of_its_file() {
    let shell = Shell::new();
    let file = "version: 1\nname: shop\nfacts:\n  rows: 8M\ndecisions: []\n";
    shell.project.write("work/shop.stack.yaml", file);
    adopt_store(&shell);
    let json = shell.json(&["stack", "show"]);
    let keys = |value: &serde_json::Value| {
        let keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        keys.join(" ")
    };
    assert_eq!(keys(&json), "version stack diagnostics");
    assert_eq!(keys(&json["stack"]), "name library facts decisions");
    let decision = keys(&json["stack"]["decisions"][0]);
    let first = "concern chosen considered status";
    assert!(decision.starts_with(first), "{decision}");
}

#[test]
fn two_exports_give_two_numbers() {
    let shell = Shell::new();
    adopt_store(&shell);
    let export = ["adr", "export", "--to", "records", "--date", "2026-11-20"];
    let first = shell.run(&export);
    let text = shell
        .project
        .text("work/records/0001-use-postgresql-as-database.md");
    insta::assert_snapshot!("two_exports", first + &shell.run(&export));
    let after = shell
        .project
        .text("work/records/0001-use-postgresql-as-database.md");
    assert_eq!(text, after, "the first is not touched");
    assert!(text.contains("date: 2026-11-20"), "{text}");
    let second = shell
        .project
        .text("work/records/0002-use-postgresql-as-database.md");
    assert_eq!(second.replace("number: 2", "number: 1"), text);
}

#[test]
fn exports_at_the_same_time_do_not_meet() {
    let shell = Shell::new();
    adopt_store(&shell);
    let spawn = |_| {
        shell
            .command(&["adr", "export", "--to", "records"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let children: Vec<_> = (0..8).map(spawn).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let records = std::fs::read_dir(shell.project.path("work/records")).unwrap();
    let mut numbers: Vec<String> = records
        .map(|entry| entry.unwrap().file_name().to_str().unwrap()[..4].to_owned())
        .collect();
    numbers.sort();
    let expected: Vec<String> = (1..=8).map(|number| format!("{number:04}")).collect();
    assert_eq!(numbers, expected);
    assert_eq!(shell.code(&["stack", "show"]), 0, "the stack is whole");
}

#[test]
fn adoptions_at_the_same_time_are_all_kept() {
    let shell = Shell::new();
    let spawn = |number: usize| {
        let concern = format!("concern-{number}");
        shell
            .command(&["stack", "adopt", &concern, "SQLite"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let children: Vec<_> = (0..8).map(spawn).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let json = shell.json(&["stack", "show"]);
    assert_eq!(json["stack"]["decisions"].as_array().unwrap().len(), 8);
}

#[test]
fn records_are_printed_for_a_pipe() {
    let shell = Shell::new();
    adopt_store(&shell);
    let words = [
        "adr",
        "export",
        "--to",
        "-",
        "--template",
        "nygard",
        "--only",
        "database",
    ];
    insta::assert_snapshot!("export_nygard", shell.run(&words));
    assert!(
        !shell.project.path("work/doc").exists(),
        "nothing is written"
    );
    assert!(
        !shell.project.path("work/docs").exists(),
        "nothing is written"
    );
}

#[test]
fn what_cannot_be_decided_or_exported_is_said() {
    let shell = Shell::new();
    insta::assert_snapshot!("export_nothing", shell.run(&["adr", "export"]));
    insta::assert_snapshot!("drop_nothing", shell.run(&["stack", "drop", "database"]));
    adopt_store(&shell);
    insta::assert_snapshot!("drop_unknown", shell.run(&["stack", "drop", "cache"]));
    insta::assert_snapshot!(
        "export_unknown",
        shell.run(&["adr", "export", "--only", "cache"])
    );
    insta::assert_snapshot!(
        "export_no_day",
        shell.run(&["adr", "export", "--date", "tomorrow"])
    );
    insta::assert_snapshot!(
        "adopt_unknown",
        shell.run(&["stack", "adopt", "database", "Postgrse"])
    );
    insta::assert_snapshot!("drop", shell.run(&["stack", "drop", "database"]));
    insta::assert_snapshot!("stack_empty", shell.run(&["stack", "show"]));
}

#[test]
fn a_walk_that_recommends_several_stays_open() {
    let shell = Shell::new();
    let walk = [
        "walk",
        "choosing-a-queue",
        "--answer",
        "events",
        "--and",
        "routing",
        "--adopt",
    ];
    insta::assert_snapshot!("adopted_open", shell.run(&walk));
    let choose = [&walk[..], &["--choose", "RabbitMQ"]].concat();
    let json = {
        shell.run(&choose);
        shell.json(&["stack", "show"])
    };
    assert_eq!(json["stack"]["decisions"].as_array().unwrap().len(), 1);
    assert_eq!(json["stack"]["decisions"][0]["chosen"], "rabbitmq");
    let wrong = [&walk[..], &["--choose", "Redis"]].concat();
    insta::assert_snapshot!("choose_unknown", shell.run(&wrong));
}

#[test]
fn the_stack_file_is_the_one_here() {
    let shell = Shell::new();
    let file = "# ours\nversion: 1\nname: shop\nfacts:\n  rows: 8M # measured\ndecisions: []\n";
    shell.project.write("work/shop.stack.yaml", file);
    adopt_store(&shell);
    let text = shell.project.text("work/shop.stack.yaml");
    assert!(
        text.starts_with("# ours\n") && text.contains("rows: 8M # measured"),
        "{text}"
    );
    assert!(text.contains("chosen: postgresql"), "{text}");
    assert!(!shell.project.path(DRAFTS).exists());
    shell
        .project
        .write("work/other.stack.yaml", "version: 1\nname: other\n");
    insta::assert_snapshot!("several_stacks", shell.run(&["stack", "show"]));
    insta::assert_snapshot!(
        "named_stack",
        shell.run(&["stack", "show", "--stack", "other.stack.yaml"])
    );
    insta::assert_snapshot!(
        "no_such_stack",
        shell.run(&["--stack", "gone.stack.yaml", "stack", "show"])
    );
    shell
        .project
        .write("work/broken.stack.yaml", "version: 1\ndecisions: [\n");
    let before = shell.project.text("work/broken.stack.yaml");
    let words = [
        "stack",
        "adopt",
        "database",
        "SQLite",
        "--stack",
        "broken.stack.yaml",
    ];
    insta::assert_snapshot!("broken_stack", shell.run(&words));
    assert_eq!(
        shell.project.text("work/broken.stack.yaml"),
        before,
        "nothing is written over"
    );
}

#[test]
fn each_project_has_a_draft_of_its_own() {
    let shell = Shell::new();
    adopt_store(&shell);
    std::fs::create_dir_all(shell.project.path("elsewhere")).unwrap();
    let mut command = shell.command(&["stack", "show", "--json"]);
    let there = command
        .current_dir(shell.project.path("elsewhere"))
        .env_remove("ARCHTUI_SKILLS")
        .output()
        .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&there.stdout).unwrap();
    assert_eq!(json["stack"]["decisions"], serde_json::json!([]));
    assert!(draft(&shell).contains("postgresql"));
}

#[test]
fn a_home_that_is_not_there_is_not_made() {
    let shell = Shell::new();
    let home = shell.project.path("nobody");
    let mut command = shell.command(&["stack", "adopt", "database", "SQLite"]);
    let output = command.env("HOME", &home).output().unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("there is no home folder"), "{said}");
    assert!(!home.exists());
}
