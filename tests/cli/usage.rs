//! What is said to a command line that means nothing, and `paths`, `completions`, `man`.

use super::Shell;

#[test]
fn words_that_mean_nothing() {
    let shell = Shell::new();
    let cases = [
        ("misspelt_command", vec!["tabls"]),
        (
            "misspelt_command_with_flags",
            vec!["tree", "--maybe", "--json"],
        ),
        ("neither", vec!["elephant"]),
        ("no_such_path", vec!["./elephant"]),
        ("unknown_flag", vec!["list", "--jsno"]),
        ("bad_format", vec!["compare", "a", "b", "--format", "pdf"]),
        ("json_without_command", vec!["--json"]),
        (
            "both_builtin_flags",
            vec!["list", "--builtin", "--no-builtin"],
        ),
        ("hostile_word", vec!["a\u{1b}[31m\u{202e}b"]),
    ];
    for (name, words) in cases {
        let said = shell.run(&words);
        assert!(said.contains("exit 2\n"), "{name}: {said}");
        assert!(
            !said.contains('\u{1b}') || name == "hostile_word",
            "{name}: {said}"
        );
        insta::assert_snapshot!(format!("usage_{name}"), said);
    }
}

#[test]
fn the_program_needs_a_terminal() {
    let shell = Shell::new();
    insta::assert_snapshot!("no_terminal", shell.run(&[]));
    assert_eq!(shell.code(&["./library"]), 2, "a folder opens the program");
}

#[test]
fn every_place_is_named() {
    let shell = Shell::new();
    insta::assert_snapshot!("paths", shell.run(&["paths"]));
    let json = shell.json(&["paths"]);
    let source = json["paths"].as_array().unwrap().last().unwrap();
    assert_eq!(source["exists"], true, "{source}");
    let paths = shell
        .command(&["paths"])
        .env("XDG_STATE_HOME", "/elsewhere")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&paths.stdout).contains("/elsewhere/archtui"));
}

#[test]
fn shells_and_man_are_served() {
    let shell = Shell::new();
    for name in ["bash", "zsh", "fish"] {
        let script = shell.run(&["completions", name]);
        assert!(
            script.contains("exit 0") && script.contains("adopt"),
            "{name}"
        );
    }
    let page = shell.run(&["man"]);
    assert!(
        page.contains(".TH archtui 1") && page.contains("compare"),
        "{page}"
    );
    assert_eq!(shell.code(&["--help"]), 0);
    assert_eq!(shell.code(&["--version"]), 0);
}
