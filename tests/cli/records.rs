//! `adr list`, `adr show`, `adr doctor`: records of all tools in one folder.

use super::Shell;

/// A folder to which several tools have written, and not all of it well.
fn mixed() -> Shell {
    let shell = Shell::new();
    let write = |name: &str, text: &str| {
        drop(shell.project.write(&format!("work/doc/adr/{name}"), text));
    };
    write("0001-use-ash.md", include_str!("../records/madr-3.md"));
    write("0005-use-ash.md", include_str!("../records/adr-tools.md"));
    write("0007-use-elm.md", include_str!("../records/madr-4.md"));
    write(
        "20261120-use-ash.md",
        include_str!("../records/log4brains.md"),
    );
    write(
        "web/0001-use-ash.md",
        include_str!("../records/madr-minimal.md"),
    );
    write(
        "0008-broken.md",
        "---\nnumber: 8\nstatus: [a\n---\n# 8. Broken\n",
    );
    write("0009-empty.md", "");
    write("README.md", "# Records\n");
    write("notes.md", "# Notes\n");
    write(".hidden/0001-x.md", "# 1. Hidden\n");
    write("a/b/c/0001-x.md", "# 1. Too deep\n");
    let bytes = b"# 10. Not text\xff\n";
    shell.project.write("work/doc/adr/0010-bytes.md", bytes);
    shell
}

#[test]
fn records_of_all_tools_are_listed_and_shown() {
    let shell = mixed();
    for (name, words) in [
        ("adr_list", &["adr", "list"] as &[&str]),
        ("adr_list_status", &["adr", "list", "--status", "Accepted"]),
        ("adr_list_folder", &["adr", "list", "doc/adr/web"]),
        ("adr_list_nowhere", &["adr", "list", "elsewhere"]),
        ("adr_list_none", &["adr", "list", "library"]),
        ("adr_show", &["adr", "show", "ADR-0007"]),
        (
            "adr_show_raw",
            &["adr", "show", "doc/adr/web/0001-use-ash.md", "--raw"],
        ),
        ("adr_show_unreadable", &["adr", "show", "0008-broken.md"]),
        ("adr_show_several", &["adr", "show", "use ash"]),
        ("adr_show_missing", &["adr", "show", "Use Elms"]),
        ("adr_doctor", &["adr", "doctor"]),
        ("adr_doctor_dry", &["adr", "doctor", "--fix", "--dry-run"]),
        ("adr_doctor_fix", &["adr", "doctor", "--fix"]),
    ] {
        insta::assert_snapshot!(name, shell.run(words));
    }
}

#[test]
fn a_page_has_the_records_between_its_markers() {
    let shell = mixed();
    let page = "# Docs\n\n<!-- archtui:adr-index -->\nold\n<!-- /archtui:adr-index -->\n\nMore.\n";
    let index = |words: &[&str]| shell.run(&[&["adr", "index"], words].concat());
    insta::assert_snapshot!("adr_index_no_page", index(&[]));
    shell.project.write("work/doc/README.md", page);
    insta::assert_snapshot!("adr_index_dry", index(&["--dry-run"]));
    assert_eq!(shell.project.text("work/doc/README.md"), page);
    insta::assert_snapshot!("adr_index", index(&[]));
    insta::assert_snapshot!("adr_index_again", index(&[]));
    assert!(
        shell
            .project
            .text("work/doc/README.md")
            .contains("](adr/web/0001-use-ash.md)")
    );
    shell.project.write("work/all.md", "# All");
    insta::assert_snapshot!("adr_index_to", index(&["--to", "all.md"]));
    assert!(
        shell
            .project
            .text("work/all.md")
            .starts_with("# All\n\n<!-- archtui:adr-index -->")
    );
    insta::assert_snapshot!("adr_index_among", index(&["--to", "doc/adr/all.md"]));
}

#[test]
fn a_page_among_the_records_that_has_the_markers_is_the_page() {
    let markers = "<!-- archtui:adr-index -->\n<!-- /archtui:adr-index -->\n";
    for name in ["README.md", "index.md"] {
        let shell = mixed();
        let page = format!("work/doc/adr/{name}");
        shell
            .project
            .write(&page, format!("# Records\n\n{markers}"));
        shell.project.write("work/doc/README.md", markers);
        let said = shell.run(&["adr", "index"]);
        assert!(said.contains(&format!("written  doc/adr/{name}")), "{said}");
        let text = shell.project.text(&page);
        assert!(
            text.contains("| [Use Ash](web/0001-use-ash.md) |"),
            "{text}"
        );
        assert_eq!(shell.project.text("work/doc/README.md"), markers);
    }
}

#[test]
fn records_are_json_too() {
    let shell = mixed();
    let list = shell.json(&["adr", "list"]);
    assert_eq!(list["version"], 1);
    assert_eq!(list["records"].as_array().unwrap().len(), 5);
    let codes = list["diagnostics"].as_array().unwrap().iter();
    let codes = codes.map(|one| (one["file"].as_str(), one["code"].as_str()));
    let expected = [
        (Some("doc/adr/0008-broken.md"), Some("adr-unreadable")),
        (Some("doc/adr/0009-empty.md"), Some("adr-unreadable")),
        (Some("doc/adr/0010-bytes.md"), Some("adr-unreadable")),
        (Some("doc/adr/notes.md"), Some("adr-no-record")),
    ];
    assert_eq!(codes.collect::<Vec<_>>(), expected);
    let elm = shell.json(&["adr", "show", "7"]);
    assert_eq!(elm["record"]["chosen"], "Elm");
    assert_eq!(elm["record"]["links"][0]["relation"], "supersedes");
    assert_eq!(elm["record"]["file"], "doc/adr/0007-use-elm.md");
    let doctor = shell.json(&["adr", "doctor"]);
    let found = &doctor["findings"][0];
    assert_eq!(
        (found["code"].as_str(), found["line"].as_u64()),
        (Some("adr-not-adrs"), Some(1))
    );
}

#[test]
fn only_what_is_wrong_makes_the_doctor_fail() {
    let shell = Shell::new();
    let text = include_str!("../records/madr-3.md");
    shell.project.write("work/docs/adr/0001-a.md", text);
    let codes = ["7000", "6"].map(|months| shell.code(&["adr", "doctor", "--stale", months]));
    assert_eq!(codes, [0, 1]);
}

#[test]
fn a_decision_is_checked_against_the_facts_of_today() {
    let shell = Shell::new();
    shell.run(&["walk", "choosing-a-store", "--answer", "over", "--adopt"]);
    let said = ["stack", "reasons", "database", "--revisit-when", "2027-03"];
    shell.run(&said);
    shell.run(&["adr", "export"]);
    let holds = shell.run(&["adr", "check"]);
    assert!(holds.contains("nothing speaks against them"), "{holds}");
    let due = shell.run(&["adr", "due"]);
    assert!(due.contains("2027-03"), "{due}");
    let none = shell.run(&["adr", "due", "--until", "2027-02-28"]);
    assert!(!none.contains("2027-03"), "{none}");
    shell.run(&["stack", "facts", "rows=1M"]);
    let crossed = shell.run(&["adr", "check"]);
    assert!(crossed.contains("fact crossed"), "{crossed}");
    assert!(crossed.contains("1 of 1 record"), "{crossed}");
    assert!(crossed.contains("exit 1"), "{crossed}");
    let json = shell.json(&["adr", "check"]);
    assert_eq!(json["records"][0]["verdict"], "fact crossed");
}
