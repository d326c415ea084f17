//! Where the output goes, and what is never in it.

use std::process::Stdio;

use super::Shell;

/// A skill with everything that a terminal obeys or a reader cannot see.
const HOSTILE: &str = "---\nname: hostile\ndescription: \"\\e[31m red \\u202e turned\"\n---\n\
    # Ti\u{1b}]0;x\u{7}tle\u{200b}\n\n```\nWhat\u{9b}1m?\n\u{251c}\u{2500}\u{2500} Yes \u{2192} a\u{202e}b\n\
    \u{2514}\u{2500}\u{2500} No \u{2192} &#27;[31m\n```\n\n| A\u{1b}[2J | B |\n|--|--|\n| x\u{e0041} | y\u{2066} |\n| \u{7f} | z |\n";

const COMMANDS: [&[&str]; 8] = [
    &["list"],
    &["trees", "--maybe"],
    &["tables"],
    &["show", "hostile"],
    &["show", "hostile", "--raw"],
    &["search", "a"],
    &["walk", "hostile"],
    &["compare", "x", "y"],
];

fn acts(c: char) -> bool {
    let hides = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{e0000}'..='\u{e0fff}');
    hides || (c.is_control() && c != '\n')
}

#[test]
fn nothing_that_acts_on_a_terminal_goes_out() {
    let shell = Shell::new();
    shell
        .project
        .write("work/hostile/skills/hostile/SKILL.md", HOSTILE);
    for words in COMMANDS {
        for json in [&[][..], &["--json"]] {
            let words = [words, &["--skills", "hostile"], json].concat();
            let output = shell.command(&words).output().unwrap();
            for bytes in [&output.stdout, &output.stderr] {
                let text = String::from_utf8(bytes.clone()).unwrap();
                let found: Vec<char> = text.chars().filter(|c| acts(*c)).collect();
                assert!(found.is_empty(), "{words:?}: {found:?} in {text}");
            }
            if !json.is_empty() && output.status.success() {
                let read: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
                assert_eq!(read["version"], 1, "{words:?}");
                assert!(read["diagnostics"].is_array(), "{words:?}");
            }
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let shell = Shell::new();
    for words in COMMANDS
        .iter()
        .take(3)
        .copied()
        .chain([&["completions", "bash"][..], &["--help"]])
    {
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = shell.command(words).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(74), "{words:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("the disk is full"), "{words:?}: {said}");
    }
}

#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    let shell = Shell::new();
    let mut child = shell
        .command(&["completions", "zsh"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn what_cannot_be_saved_is_told() {
    let shell = Shell::new();
    let words = ["stack", "adopt", "database", "SQLite"];
    let output = shell
        .command(&words)
        .env("HOME", "/dev/null")
        .output()
        .unwrap();
    insta::assert_snapshot!("unsaved", shell.told(&words, &output));
    let words = ["adr", "export", "--to", "taken"];
    shell.run(&["stack", "adopt", "database", "SQLite"]);
    shell.project.write("work/taken", "a file");
    insta::assert_snapshot!("unwritten", shell.run(&words));
    assert_eq!(shell.project.text("work/taken"), "a file");
}

#[test]
fn a_home_is_not_needed() {
    let shell = Shell::new();
    for home in [None, Some("/nonexistent"), Some("/dev/null")] {
        let mut command = shell.command(&["list"]);
        match home {
            Some(home) => command.env("HOME", home),
            None => command.env_remove("HOME"),
        };
        assert_eq!(command.output().unwrap().status.code(), Some(0), "{home:?}");
    }
}
