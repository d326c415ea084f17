//! The folder of records: where it is, what numbers are taken, and many who write to it at once.

use std::path::Path;
use std::process::{Command, Stdio};

use archtui::world::branches;

use crate::cli::Shell;
use crate::support::Project;

/// A stack with one decision.
pub(crate) fn stack(title: &str) -> String {
    format!(
        "version: 1\nname: shop\ndecisions:\n  - title: {title}\n    chosen: SQLite\n    considered: [SQLite, PostgreSQL]\n    status: accepted\n"
    )
}

/// The names of the files in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Git as a person has it, with settings of nobody.
fn git(folder: &Path, words: &[&str]) -> bool {
    let output = Command::new("git")
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
        .args([
            "-c",
            "init.defaultBranch=main",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(words)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output();
    output.is_ok_and(|output| output.status.success())
}

/// A repository with a record on each of three branches; `None` where there is no git.
fn repository(project: &Project) -> Option<()> {
    let root = project.root();
    git(root, &["init"]).then_some(())?;
    for (branch, name) in [
        ("main", "docs/adr/0001-first.md"),
        ("other", "docs/adr/0007-on another \u{e9} branch.md"),
        ("third", "docs/adr/0003-third.md"),
    ] {
        git(root, &["checkout", "-b", branch]);
        project.write(name, "# 1. x\n");
        assert!(git(root, &["add", "."]) && git(root, &["commit", "-m", "x"]));
    }
    // A branch of another repository, as fetching leaves it.
    assert!(git(
        root,
        &["update-ref", "refs/remotes/origin/far", "other"]
    ));
    assert!(git(root, &["branch", "-D", "other"]));
    assert!(git(root, &["checkout", "main"]));
    Some(())
}

#[test]
fn sixteen_exports_at_once_give_sixteen_files_and_sixteen_numbers() {
    let shell = Shell::new();
    let spawn = |number: usize| {
        let file = format!("work/s{number}.stack.yaml");
        shell
            .project
            .write(&file, stack(&format!("Store number {number}")));
        let given = format!("s{number}.stack.yaml");
        let words = ["adr", "export", "--to", "records", "--stack", &given];
        let mut command = shell.command(&words);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    };
    let children: Vec<_> = (1..=16).map(spawn).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let names = names(&shell.project.path("work/records"));
    let numbers: Vec<&str> = names.iter().map(|name| &name[..4]).collect();
    let expected: Vec<String> = (1..=16).map(|number| format!("{number:04}")).collect();
    assert_eq!(numbers, expected, "{names:?}");
    for name in &names {
        let text = shell.project.text(&format!("work/records/{name}"));
        let number: u32 = name[..4].parse().unwrap();
        assert!(text.contains(&format!("number: {number}\n")), "{name}");
    }
    for number in 1..=16 {
        let text = shell.project.text(&format!("work/s{number}.stack.yaml"));
        assert!(
            text.contains("adr: records/00"),
            "each stack knows its record: {text}"
        );
    }
}

#[test]
fn a_stack_may_stand_in_the_folder_of_records() {
    let shell = Shell::new();
    shell.project.write("work/shop.stack.yaml", stack("Store"));
    let said = shell.run(&["adr", "export", "--to", "."]);
    assert!(said.contains("written  0001-"), "{said}");
}

#[test]
fn numbers_that_other_branches_have_are_taken() {
    let shell = Shell::new();
    let Some(()) = repository(&shell.project) else {
        return;
    };
    shell.project.write("work/shop.stack.yaml", stack("Store"));
    let said = shell.run(&["adr", "export"]);
    assert!(said.contains("docs/adr/0008-"), "{said}");
}

#[test]
fn branches_are_read_wherever_the_folder_is_and_nothing_is_written() {
    let project = Project::new();
    assert!(
        branches::elsewhere(&project.path("docs/adr"))
            .names
            .is_empty()
    );
    let Some(()) = repository(&project) else {
        return;
    };
    let all = [
        "0001-first.md",
        "0003-third.md",
        "0007-on another \u{e9} branch.md",
    ];
    assert_eq!(branches::elsewhere(&project.path("docs/adr")).names, all);
    assert_eq!(branches::elsewhere(&project.path("docs")).names, ["adr"]);
    assert!(
        branches::elsewhere(&project.path("none/here"))
            .names
            .is_empty()
    );
    // A folder that is not here is looked for all the same.
    assert!(git(project.root(), &["checkout", "--orphan", "empty"]));
    assert!(git(project.root(), &["rm", "-rf", "."]));
    assert_eq!(branches::elsewhere(&project.path("docs/adr")).names, all);
    let index = project.path(".git/index");
    let before = std::fs::metadata(&index).unwrap().modified().unwrap();
    branches::elsewhere(&project.path("docs/adr"));
    let after = std::fs::metadata(&index).unwrap().modified().unwrap();
    assert_eq!(before, after);
}

#[cfg(unix)]
#[test]
fn nothing_that_a_repository_names_is_run() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    let Some(()) = repository(&project) else {
        return;
    };
    let trap = project.write(
        "trap.sh",
        "#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"\ncat\n",
    );
    std::fs::set_permissions(&trap, PermissionsExt::from_mode(0o755)).unwrap();
    let trap = trap.to_str().unwrap();
    let alias = format!("!{trap}");
    for (key, value) in [
        ("core.fsmonitor", trap),
        ("core.pager", trap),
        ("core.sshCommand", trap),
        ("core.hooksPath", project.root().to_str().unwrap()),
        ("alias.cat-file", alias.as_str()),
        ("remote.origin.url", "ssh://example.org/x"),
        ("remote.origin.promisor", "true"),
    ] {
        assert!(git(project.root(), &["config", key, value]));
    }
    assert_eq!(
        branches::elsewhere(&project.path("docs/adr")).names.len(),
        3
    );
    assert!(!project.path("ran").exists());
}

#[test]
fn records_are_told_apart_by_day_or_not_yet() {
    let shell = Shell::new();
    shell.project.write("work/shop.stack.yaml", stack("Store"));
    let export = |id: &str, template: &str| {
        let date = ["--date", "2026-11-20", "--again", "--to", "records"];
        let words = ["adr", "export", "--id", id, "--template", template];
        shell.run(&[&words[..], &date].concat())
    };
    for (id, template) in [("date", "madr"), ("date", "nygard"), ("draft", "nygard")] {
        export(id, template);
    }
    let names = names(&shell.project.path("work/records"));
    let slug = "store-sqlite";
    assert_eq!(
        names,
        [
            format!("20261120-{slug}-2.md"),
            format!("20261120-{slug}.md"),
            format!("XXXX-{slug}.md"),
        ]
    );
    let texts = names
        .iter()
        .map(|name| shell.project.text(&format!("work/records/{name}")));
    for text in texts {
        assert!(!text.contains("number:") && !text.contains("# 0"), "{text}");
        assert!(text.contains("# Store: SQLite\n"), "{text}");
    }
}
