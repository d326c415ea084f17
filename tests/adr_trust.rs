//! Projects that strangers have made, and places where a thing is not as it should be: nothing is
//! written outside a project that its own files name, nothing hangs, and what was not done is said.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use archtui::world::branches;
use archtui::world::roots::folder_key;
use serde_json::json;

use crate::adr_folder::{names, stack};
use crate::cli::Shell;
use crate::support::Project;

/// A home that is never made, as builders in a sandbox have it.
const NO_HOME: &str = "/homeless-shelter";
/// Long enough for a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A project with two records and a stack.
fn shop() -> Shell {
    let shell = Shell::new();
    let record = |name: &str, title: &str| {
        let text = format!("# {title}\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n");
        shell.project.write(
            &format!("work/docs/adr/{name}"),
            text + "\n## Context\n\nX\n",
        );
    };
    record("0001-use-ash.md", "1. Use ash");
    record("0002-use-elm.md", "2. Use elm");
    shell.project.write("work/shop.stack.yaml", stack("Store"));
    shell
}

/// What a command says; one that hangs is ended, and the test fails.
fn output(mut command: Command) -> Output {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let until = Instant::now() + PATIENCE;
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > until {
            child.kill().unwrap();
            panic!("it hangs: {command:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    let stdout = String::from_utf8_lossy(&output.stdout);
    format!("{stdout}{}", String::from_utf8_lossy(&output.stderr))
}

fn homeless(shell: &Shell, words: &[&str]) -> String {
    let mut command = shell.command(words);
    command.env("HOME", NO_HOME);
    said(&output(command))
}

/// Where a change of the records is written down first.
fn intent(shell: &Shell) -> String {
    let key = folder_key(&shell.project.path("work/docs/adr"));
    format!("home/.local/state/archtui/intents/{key}.json")
}

#[test]
fn what_a_project_says_was_meant_is_not_believed() {
    let shell = shop();
    let target = shell.project.path("work/docs/adr/0009-theirs.md");
    let text = json!({
        "version": 1, "command": "archtui adr supersede 1 2",
        "folder": shell.project.path("work/docs/adr"),
        "files": [{"path": target, "before": null, "after": "theirs"}],
    });
    let left = "work/docs/adr/.archtui-intent.json";
    shell.project.write(left, text.to_string());
    for words in [
        &["adr", "list"] as &[&str],
        &["adr", "export"],
        &["adr", "status", "1", "deprecated"],
    ] {
        let said = homeless(&shell, words);
        assert!(!said.contains("half way"), "{said}");
        assert!(!target.exists(), "{said}");
    }
    assert_eq!(shell.project.text(left), text.to_string());
}

#[test]
fn without_a_state_folder_records_change_and_it_is_said_that_no_intent_was_kept() {
    let shell = shop();
    let said = homeless(&shell, &["adr", "supersede", "1", "2"]);
    assert!(
        said.contains("was not written down first, as there is no state folder"),
        "{said}"
    );
    let old = shell.project.text("work/docs/adr/0001-use-ash.md");
    assert!(old.contains("Superseded by [2. Use elm]"), "{old}");
    let all = ["0001-use-ash.md", "0002-use-elm.md"];
    assert_eq!(names(&shell.project.path("work/docs/adr")), all);
    // One file changes in one step: nothing is lost without an intent.
    let said = homeless(&shell, &["adr", "status", "2", "deprecated"]);
    assert!(!said.contains("written down"), "{said}");
}

/// An intent about a file, in the state folder: what came of it.
fn settled(shell: &Shell, folder: &str, path: &Path, before: Option<&str>) -> String {
    let text = json!({
        "version": 1, "command": "archtui adr supersede 1 2",
        "folder": shell.project.path(folder).canonicalize().unwrap(),
        "files": [{"path": path, "before": before, "after": "theirs"}],
    });
    shell.project.write(&intent(shell), text.to_string());
    shell.run(&["adr", "list"])
}

#[test]
fn an_intent_changes_records_of_its_folder_and_stacks_near_it_and_nothing_else() {
    let project = |shell: &Shell| shell.project.root().canonicalize().unwrap();
    let known = stack("Store");
    let cases: [(&str, Option<&str>, bool); 11] = [
        ("work/docs/adr/0009-new.md", None, true),
        ("work/docs/adr/web/0009-new.md", None, true),
        ("work/shop.stack.yaml", Some(&known), true),
        ("work/docs/adr/.bashrc", None, false),
        ("work/docs/adr/run.sh", None, false),
        ("work/docs/adr/../0009-up.md", None, false),
        ("work/docs/adr/none/0009-new.md", None, false),
        ("work/docs/0009-up.md", None, false),
        ("work/new.stack.yaml", None, false),
        ("outside/other.stack.yaml", Some("other"), false),
        ("home/0009-new.md", None, false),
    ];
    for (name, before, carried_out) in cases {
        let shell = shop();
        fs::create_dir_all(shell.project.path("work/docs/adr/web")).unwrap();
        shell.project.write("outside/other.stack.yaml", "other");
        let path = project(&shell).join(name);
        let said = settled(&shell, "work/docs/adr", &path, before);
        let now = fs::read_to_string(&path).ok();
        let expected = if carried_out { Some("theirs") } else { before };
        assert_eq!(now.as_deref(), expected, "{name}: {said}");
        let told = if carried_out {
            "was stopped half way and is completed"
        } else {
            "is not for it to change; look at "
        };
        assert!(said.contains(told), "{name}: {said}");
    }
    let shell = shop();
    let path = project(&shell).join("work/docs/adr/0009-new.md");
    let said = settled(&shell, "work", &path, None);
    assert!(said.contains("it is about another folder"), "{said}");
    assert!(!path.exists());
}

#[cfg(unix)]
#[test]
fn an_intent_follows_no_link_and_opens_no_pipe() {
    let shell = shop();
    let root = shell.project.root().canonicalize().unwrap();
    shell.project.write("outside/secret.md", "known");
    shell
        .project
        .link("work/docs/adr/out", root.join("outside"));
    let link = root.join("outside/secret.md");
    shell.project.link("work/docs/adr/0009-link.md", link);
    for name in ["out/secret.md", "0009-link.md"] {
        let path = root.join("work/docs/adr").join(name);
        let said = settled(&shell, "work/docs/adr", &path, Some("known"));
        assert!(said.contains("is not for it to change"), "{said}");
        assert_eq!(shell.project.text("outside/secret.md"), "known");
    }
    fs::remove_file(shell.project.path(&intent(&shell))).unwrap();
    pipe(&shell, &intent(&shell));
    let said = said(&output(shell.command(&["adr", "list"])));
    assert!(said.contains("is not carried out: it is no file"), "{said}");
}

/// Makes a pipe to which nobody writes.
#[cfg(unix)]
fn pipe(shell: &Shell, name: &str) {
    let path = shell.project.path(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let shell = shop();
    pipe(&shell, "work/docs/record.md.j2");
    pipe(&shell, "work/docs/adr/0003-pipe.md");
    let settings = "version: 1\ntemplate: docs/record.md.j2\n";
    shell.project.write("work/.archtui/config.yaml", settings);
    let none = "the template docs/record.md.j2 could not be read: it is no file";
    for words in [
        &["adr", "export"] as &[&str],
        &["adr", "export", "--template", "docs/record.md.j2"],
    ] {
        let said = said(&output(shell.command(words)));
        assert!(said.contains(none), "{said}");
    }
    let said = said(&output(shell.command(&["adr", "list"])));
    assert!(said.contains("0003-pipe.md"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_a_project_names_stays_in_the_project() {
    let cases = [
        (
            ".archtui/config.yaml",
            "version: 1\nrecords: dd/x\n",
            "dd/x, which .archtui/config.yaml names,",
        ),
        (".adr-dir", "dd\n", "dd, which .adr-dir names,"),
        (".adr-dir", "gone/x\n", "gone/x, which .adr-dir names,"),
        ("docs/notes.txt", "the usual folder is a link", "docs/adr"),
    ];
    for (name, text, named) in cases {
        let shell = Shell::new();
        shell.project.write("work/shop.stack.yaml", stack("Store"));
        let outside = shell.project.path("outside");
        fs::create_dir(&outside).unwrap();
        shell.project.link("work/dd", &outside);
        shell.project.link("work/gone", outside.join("gone"));
        shell.project.link("work/docs/adr", &outside);
        shell.project.write(&format!("work/{name}"), text);
        let said = shell.run(&["adr", "export"]);
        assert!(names(&outside).is_empty(), "{said}");
        let told = format!(
            "the folder of records {named} leads outside the project; the records are \
             in docs/decisions"
        );
        assert!(said.contains(&told), "{said}");
        assert!(said.contains("written  docs/decisions/0001-"), "{said}");
        // A person may name any folder.
        let said = shell.run(&["adr", "export", "--to", "dd"]);
        assert!(said.contains("written  dd/0001-"), "{said}");
    }
}

#[test]
fn git_that_refuses_is_told() {
    let project = Project::new();
    let none = branches::elsewhere(&project.path("docs"));
    assert_eq!(none, branches::Elsewhere::default(), "no repository");
    fs::create_dir(project.path(".git")).unwrap();
    let none = branches::elsewhere(project.root());
    assert_eq!(none.note, None, "a folder of that name is none either");
    let made = Command::new("git").arg("init").arg(project.root()).output();
    if !made.is_ok_and(|output| output.status.success()) {
        return;
    }
    let settings = "[core]\n\trepositoryformatversion = 99\n";
    project.write(".git/config", settings);
    let refused = branches::elsewhere(project.root());
    assert!(refused.names.is_empty());
    let told = refused.note.unwrap();
    let expected = "other branches were not looked at: git says: ";
    assert!(told.starts_with(expected) && told.contains("99"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_git_that_does_not_answer_or_is_missing_is_told_by_who_needs_numbers() {
    use std::os::unix::fs::PermissionsExt;
    let cases = [
        (
            "#!/bin/sh\necho \"fatal: detected dubious ownership in repository\" >&2\nexit 128\n",
            "git says: detected dubious ownership in repository",
        ),
        (
            "#!/bin/sh\nexec /bin/sleep 100\n",
            "git gave no answer in 3 seconds",
        ),
        ("", "git could not be started: "),
    ];
    for (script, expected) in cases {
        let shell = shop();
        fs::create_dir(shell.project.path("work/.git")).unwrap();
        fs::create_dir(shell.project.path("bin")).unwrap();
        if !script.is_empty() {
            let git = shell.project.write("bin/git", script);
            fs::set_permissions(&git, PermissionsExt::from_mode(0o755)).unwrap();
        }
        let mut command = shell.command(&["adr", "renumber", "2", "7"]);
        command.env("PATH", shell.project.path("bin"));
        let said = said(&output(command));
        let expected = format!("other branches were not looked at: {expected}");
        assert!(said.contains(&expected), "{said}");
        assert!(said.contains("0007-use-elm.md"), "{said}");
    }
}

#[test]
fn no_other_day_is_written_than_the_one_that_is_set() {
    let shell = shop();
    for words in [
        &["adr", "export"] as &[&str],
        &["adr", "status", "1", "deprecated"],
    ] {
        let with = |words: &[&str]| {
            let mut command = shell.command(words);
            command.env("SOURCE_DATE_EPOCH", "abc");
            output(command)
        };
        let refused = with(words);
        let told = said(&refused);
        assert_eq!(refused.status.code(), Some(2), "{told}");
        assert!(
            told.contains("SOURCE_DATE_EPOCH is “abc”, which is no day"),
            "{told}"
        );
        let named = with(&[words, &["--date", "2026-01-02"]].concat());
        assert!(
            named.status.success(),
            "a day that is named counts: {}",
            said(&named)
        );
        assert!(
            with(&["adr", "list"]).status.success(),
            "nothing is written"
        );
    }
}
