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
        ("a_folder_after_the_command", vec!["list", "./library"]),
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
fn what_is_wrong_with_settings_keys_and_themes_is_listed() {
    let shell = Shell::new();
    let own = "home/.config/archtui";
    let files = [
        (
            "config.yaml",
            "version: 1\nmuose: false\nclipboard: paper\n",
        ),
        ("keys.yaml", "global:\n  view:\n    brwose: [b]\n"),
        ("themes/mine.yaml", "version: 1\nui: {txet: red}\n"),
    ];
    for (name, text) in files {
        shell.project.write(&format!("{own}/{name}"), text);
    }
    let project = "version: 1\nrecord: docs\ntemplate: nygrad\n";
    shell.project.write("work/.archtui/config.yaml", project);
    insta::assert_snapshot!("paths_findings", shell.run(&["paths"]));
    let json = shell.json(&["paths"]);
    let found = json["diagnostics"].as_array().unwrap();
    let told: Vec<(&str, Option<u64>)> = found
        .iter()
        .map(|d| (d["file"].as_str().unwrap(), d["line"].as_u64()))
        .collect();
    assert_eq!(
        told,
        [
            (".archtui/config.yaml", Some(2)),
            (".archtui/config.yaml", Some(3)),
            ("config.yaml", Some(2)),
            ("config.yaml", Some(3)),
            ("keys.yaml", Some(3)),
            ("themes/mine.yaml", None),
        ]
    );
}

#[test]
fn a_failure_is_json_where_json_was_asked_for() {
    let shell = Shell::new();
    shell.project.write("work/taken", "a file");
    shell.run(&["stack", "adopt", "database", "SQLite"]);
    let cases: [(&str, &[&str], i32, &str); 6] = [
        ("not there", &["show", "elephant"], 1, "not-found"),
        ("several", &["walk", "choosing"], 1, "not-found"),
        ("no such flag", &["list", "--jsno"], 2, "usage"),
        ("no such command", &["tabls"], 2, "usage"),
        (
            "a flag too many",
            &["list", "--builtin", "--no-builtin"],
            2,
            "usage",
        ),
        (
            "unwritten",
            &["adr", "export", "--to", "taken/x"],
            74,
            "write",
        ),
    ];
    for (name, words, code, kind) in cases {
        let output = shell.command(words).arg("--json").output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{name}");
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(json["version"], 1, "{name}");
        let found = json["diagnostics"].as_array().unwrap();
        let error = found.iter().find(|d| d["severity"] == "error").unwrap();
        assert_eq!(error["code"], kind, "{name}");
        let message = error["message"].as_str().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(message), "{name}: {said}");
        assert!(error["hint"].is_string() || name == "no such flag" || name == "a flag too many");
        let plain = shell.command(words).output().unwrap();
        assert_eq!(plain.status.code(), Some(code), "{name}");
    }
    let said = shell.run(&["walk", "choosing", "--json"]);
    insta::assert_snapshot!("failure_json", said);
    let words = ["stack", "adopt", "elephants", "--because", "--json"];
    let text = shell.command(&words).output().unwrap();
    assert_eq!(text.status.code(), Some(2), "--json is no flag there");
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
