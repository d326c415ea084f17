//! `lint`: what is printed, and what the exit code says.

use super::Shell;

#[test]
fn findings_are_told_by_file_and_counted() {
    let shell = Shell::new();
    let write = |path, text| drop(shell.project.write(path, text));
    insta::assert_snapshot!("lint_clean", shell.run(&["lint", "library"]));
    write(
        "work/own/caches/SKILL.md",
        "---\nname: Caches\ndescription: Everything on caches.\nmodel: x\n---\n# Caches\n\n\
         See [keys](references/kays.md) and [here](#nowhere).\n",
    );
    write("work/own/caches/references/keys.md", "# Keys\n");
    for (name, words) in [
        ("lint_folder", vec!["lint", "own"]),
        ("lint_main_file", vec!["lint", "own/caches/SKILL.md"]),
        (
            "lint_reference",
            vec!["lint", "own", "--profile", "skills-ref"],
        ),
        (
            "lint_anthropic",
            vec!["lint", "own/caches", "--profile", "anthropic"],
        ),
        ("lint_nowhere", vec!["lint", "elsewhere"]),
        ("lint_a_file", vec!["lint", "own/caches/references/keys.md"]),
        (
            "lint_nowhere_reference",
            vec!["lint", "elsewhere", "--profile=skills-ref"],
        ),
        ("lint_source_missing", vec!["lint", "--skills", "elsewhere"]),
    ] {
        insta::assert_snapshot!(name, shell.run(&words));
    }
}

#[test]
fn json_holds_findings_apart_from_troubles() {
    let shell = Shell::new();
    shell.project.write("work/own/a/SKILL.md", "# A\n");
    let json = shell.json(&["lint", "own"]);
    assert_eq!(json["version"], 1);
    assert_eq!(json["diagnostics"], serde_json::json!([]));
    let finding = &json["findings"][0];
    let expected = serde_json::json!({
        "severity": "error",
        "code": "no-frontmatter",
        "message": "The skill has no frontmatter: nothing says what it is called and is for",
        "source": "own",
        "file": "a/SKILL.md",
        "line": 1,
        "hint": "begin the file with `---`, `name:`, `description:` and `---`",
    });
    assert_eq!(finding, &expected);
}

#[test]
fn only_errors_and_warnings_make_content_unfit() {
    let shell = Shell::new();
    let good = "---\nname: a\ndescription: Use it when x.\n---\n";
    shell.project.write("work/own/a/SKILL.md", good);
    shell.project.write("work/own/a/assets/x.svg", "<svg/>");
    assert_eq!(shell.code(&["lint", "own"]), 0, "an orphan is an info");
    shell
        .project
        .write("work/own/a/SKILL.md", format!("\u{feff}{good}"));
    assert_eq!(shell.code(&["lint", "own"]), 1, "a mark is a warning");
    let code = shell.code(&["lint", "own", "--profile", "skills-ref"]);
    assert_eq!(code, 1, "and no frontmatter for the reference");
    let code = shell.code(&["lint", "own", "--profile", "other"]);
    assert_eq!(code, 2, "no such profile");
}
