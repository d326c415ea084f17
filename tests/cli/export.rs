//! Forms of records on the command line: own templates, an overview, one document, a diff.

use super::Shell;

/// Two decisions in the stack.
fn decided() -> Shell {
    let shell = Shell::new();
    shell.run(&["walk", "choosing-a-store", "--answer", "over", "--adopt"]);
    shell.run(&[
        "stack",
        "adopt",
        "search",
        "SQLite",
        "--because",
        "it is there",
    ]);
    shell
}

const TEMPLATE: &str = "# {{ title }}\n\nWe use {{ chosen }}.\n";

#[test]
fn a_template_of_ones_own_writes_records() {
    let shell = decided();
    shell.project.write("work/docs/note.md.j2", TEMPLATE);
    let only = ["adr", "export", "--only", "database", "--to", "-"];
    let with = |template: &str| shell.run(&[&only[..], &["--template", template]].concat());
    let text = with("docs/note.md.j2");
    assert!(
        text.contains("# Use PostgreSQL as database\n\nWe use PostgreSQL.\n"),
        "{text}"
    );
    assert!(text.contains("<!--\narchtui:\n"), "{text}");
    let settings = "version: 1\ntemplate: docs/note.md.j2\n";
    shell.project.write("work/.archtui/config.yaml", settings);
    let text = shell.run(&only);
    assert!(
        text.contains("We use PostgreSQL."),
        "the project's own: {text}"
    );
    shell.run(&["adr", "export"]);
    let again = shell.run(&["adr", "export"]);
    assert_eq!(
        again.matches("unchanged").count(),
        2,
        "it is known again: {again}"
    );
}

#[test]
fn what_is_wrong_with_a_template_is_said_and_nothing_is_written() {
    let shell = decided();
    shell
        .project
        .write("work/wrong.j2", "# {{ title }}\n\n{{ chosn }}\n");
    let cases = [
        (
            "wrong.j2",
            "error: wrong.j2:3: there is no `chosn`, did you mean `chosen`?\n",
        ),
        ("none.j2", "error: the template none.j2 could not be read: "),
        ("nygrad", "hint: did you mean nygard?\n"),
    ];
    for (template, expected) in cases {
        let said = shell.run(&["adr", "export", "--template", template]);
        assert!(said.contains(expected), "{said}");
        assert!(!shell.project.path("work/docs").exists(), "{said}");
    }
    let said = shell.run(&["adr", "export", "--strict-madr", "--template", "nygard"]);
    assert!(
        said.contains("--strict-madr is for MADR, and not for nygard"),
        "{said}"
    );
    let settings = "version: 1\ntemplate: wrong.j2\n";
    shell.project.write("work/.archtui/config.yaml", settings);
    let said = shell.run(&["adr", "export"]);
    assert!(said.contains("wrong.j2:3: "), "{said}");
}

#[cfg(unix)]
#[test]
fn a_template_of_a_project_lies_in_the_project() {
    let shell = decided();
    shell.project.write("secret", "a secret");
    let link = shell.project.path("work/mine.md");
    std::os::unix::fs::symlink(shell.project.path("secret"), link).unwrap();
    let settings = "version: 1\ntemplate: mine.md\n";
    shell.project.write("work/.archtui/config.yaml", settings);
    let said = shell.run(&["adr", "export", "--to", "-"]);
    assert!(!said.contains("a secret"), "{said}");
    assert!(
        said.contains("the template mine.md could not be read"),
        "{said}"
    );
}

#[test]
fn an_overview_leads_to_all_records_and_follows_them() {
    let shell = decided();
    let day = ["--date", "2026-11-20"];
    let dry = shell.run(&[&["adr", "export", "--overview", "--dry-run"], &day[..]].concat());
    assert!(dry.contains("+# Architecture of "), "{dry}");
    insta::assert_snapshot!(
        "export_overview",
        shell.run(&[&["adr", "export", "--overview"], &day[..]].concat())
    );
    let names = || -> Vec<String> {
        let folder = std::fs::read_dir(shell.project.path("work/docs/decisions")).unwrap();
        let names = folder.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    };
    let first = names();
    assert_eq!(first.len(), 3, "{first:?}");
    let text = |name: &str| shell.project.text(&format!("work/docs/decisions/{name}"));
    let overview = text(&first[2]);
    for record in &first[..2] {
        assert!(
            overview.contains(&format!("]({record})")),
            "{record} in\n{overview}"
        );
    }
    let again = shell.run(&["adr", "export", "--overview"]);
    assert_eq!(again.matches("unchanged").count(), 3, "{again}");
    shell.run(&["stack", "adopt", "cache", "SQLite"]);
    shell.run(&["adr", "export", "--overview"]);
    let then = names();
    assert_eq!(then.len(), 5, "{then:?}");
    let link = format!("Supersedes [ADR-0003]({})", first[2]);
    assert!(text(&then[4]).contains(&link), "{}", text(&then[4]));
}

#[test]
fn a_doctor_finds_nothing_in_an_overview() {
    for form in ["madr", "nygard", "madr-minimal", "madr-bare", "log4brains"] {
        let shell = decided();
        let export = ["adr", "export", "--overview", "--template", form];
        let name = "architecture-of-draft.md";
        let written = shell.run(&[&export[..], &["--date", "2026-11-20"]].concat());
        assert!(written.contains(name), "{written}");
        let found = shell.run(&["adr", "doctor"]);
        for wrong in ["this one does not", name] {
            assert!(!found.contains(wrong), "{form}:\n{found}");
        }
    }
}

#[test]
fn an_overview_follows_all_that_it_shows() {
    let shell = decided();
    shell.run(&["adr", "export", "--overview"]);
    let unchanged = || shell.run(&["adr", "export", "--overview"]);
    assert_eq!(unchanged().matches("unchanged").count(), 3);
    shell.run(&["stack", "facts", "vectors=9M"]);
    let then = unchanged();
    assert_eq!(then.matches("unchanged").count(), 2, "{then}");
    assert!(then.contains("architecture-of-draft.md"), "{then}");
}

#[test]
fn a_stack_is_one_document_that_is_written_once() {
    let shell = decided();
    let printed = shell.run(&["adr", "export", "--single", "--date", "2026-11-20"]);
    insta::assert_snapshot!("export_single", printed);
    let to = ["adr", "export", "--single", "--to", "out/all.md"];
    let dry = shell.run(&[&to[..], &["--dry-run"]].concat());
    assert!(dry.contains("+# Architecture of ") && !shell.project.path("work/out").exists());
    shell.run(&to);
    assert!(
        shell
            .project
            .text("work/out/all.md")
            .starts_with("# Architecture of ")
    );
    let said = shell.run(&to);
    assert!(said.contains("out/all.md is there already"), "{said}");
    let json = shell.json(&["adr", "export", "--single"]);
    assert!(
        json["document"]["text"]
            .as_str()
            .unwrap()
            .contains("## Contents")
    );
    assert!(!shell.project.path("work/docs").exists());
}

#[test]
fn json_records_are_files_of_their_own_kind() {
    let shell = decided();
    shell.run(&["adr", "export", "--template", "json-adr"]);
    let text = shell
        .project
        .text("work/docs/decisions/0001-use-postgresql-as-database.json");
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["adr"]["path"], "0001-use-postgresql-as-database.json");
    let again = shell.run(&["adr", "export", "--template", "json-adr"]);
    assert_eq!(again.matches("unchanged").count(), 2, "{again}");
}
