//! The doctor of records: what it tells, and of what it keeps silent.

use archtui::adr::doctor::{Day, DoctorCx, check, mend};
use archtui::adr::{Content, RecordFile, listed};

/// A record that nothing is wrong with; the number of its file follows it.
const SOUND: &str = "---\nnumber: 1\ntitle: Use Ash\nstatus: accepted\ndate: 2026-11-20\n---\n\n# Use Ash\n\n## Context and Problem Statement\n\nWhich tree?\n\n## Considered Options\n\n* Ash\n* Fir\n\n## Decision Outcome\n\nChosen option: \"Ash\", because it grows.\n";

const NYGARD: &str = "# 2. Use Fir\n\nDate: 2026-11-20\n\n## Status\n\nAccepted\n\n## Context\n\nWe need wood.\n\n## Decision\n\nWe will use fir.\n\n## Consequences\n\nThere is shade.\n";

fn folder(files: &[(&str, &str)]) -> Vec<RecordFile> {
    let files = files.iter().map(|(name, text)| RecordFile {
        name: (*name).into(),
        content: Content::Text((*text).into()),
    });
    files.collect()
}

fn today() -> DoctorCx {
    DoctorCx {
        today: Day::iso("2026-11-20"),
        stale_months: 6,
    }
}

/// What the doctor says of some files: `file:line code`.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let files = folder(files);
    let found = check(&files, &listed(&files), today()).into_iter();
    let found = found.map(|one| {
        let line = one.found.at.map_or(0, |at| at.line);
        format!("{}:{line} {}", one.file, one.found.code.0)
    });
    found.collect()
}

#[test]
fn sound_records_of_every_form_are_left_alone() {
    let linked = NYGARD.replace("Accepted", "Accepted\n\nAmends [1. Use Ash](0001-a.md)");
    let amended = SOUND.replace(
        "grows.\n",
        "grows.\n\n## Links\n\nAmended by [ADR-0002](0002-b.md)\n",
    );
    let folders: [&[(&str, &str)]; 4] = [
        &[],
        &[
            ("0001-a.md", SOUND),
            ("0002-b.md", NYGARD),
            ("README.md", "# All"),
        ],
        &[("0001-a.md", &amended), ("0002-b.md", &linked)],
        &[("0001-a.md", SOUND), ("web/0001-a.md", SOUND)],
    ];
    for files in folders {
        assert_eq!(told(files), [""; 0], "{files:?}");
    }
}

#[test]
fn each_fault_of_a_record_is_told_at_its_line() {
    let cases = [
        ("status: accepted", "status: in review", "4 adr-status"),
        (
            "status: accepted",
            "status: ~",
            "1 adr-not-adrs,3 adr-status",
        ),
        (
            "status: accepted",
            "status: superseded",
            "4 adr-superseded-alone",
        ),
        ("date: 2026-11-20", "date: 20/11/2026", "5 adr-date"),
        ("date: 2026-11-20", "date: next week", "5 adr-date"),
        (
            "accepted\ndate: 2026-11",
            "proposed\ndate: 2026-05",
            "4 adr-stale",
        ),
        ("accepted\ndate: 2026-11", "proposed\ndate: 2026-06", ""),
        ("number: 1", "number: 3", "2 adr-name"),
        ("number: 1\n", "", "1 adr-not-adrs"),
        ("# Use Ash", "# 3. Use Ash", "8 adr-name"),
        ("title: Use Ash", "title: Use Ash: it", "3 adr-header"),
        (
            "title: Use Ash",
            "title: Use Ash\nstatuss: x",
            "4 adr-unknown-key",
        ),
        (
            "Which tree?",
            "{Tell it in two sentences.}",
            "12 adr-placeholder",
        ),
        ("Which tree?", "TODO", "12 adr-placeholder"),
        ("Which tree?", "<!-- later -->", "10 adr-empty-section"),
        ("\n* Fir", "", "16 adr-few-options"),
        ("* Ash\n* Fir", "There are two.", "14 adr-few-options"),
        ("\"Ash\"", "\"Oak\"", "21 adr-chosen-unknown"),
        ("* Ash\n", "* Ash - a tree\n", ""),
        (
            "* Fir",
            "* Fir\n  * Bad, because small",
            "16 adr-no-arguments",
        ),
    ];
    for (from, to, expected) in cases {
        let text = SOUND.replace(from, to);
        assert_ne!(text, SOUND, "{from}");
        let found = told(&[("0001-a.md", &text)]).join(",");
        let found = found.replace("0001-a.md:", "");
        assert_eq!(found, expected, "{to}");
    }
}

/// A name, files, and what is told of them.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str]);

#[test]
fn what_is_wrong_between_records_is_told_where_it_is_mended() {
    let status = |words: &str| NYGARD.replace("Accepted", words);
    let by = status("Superseded\n\nSuperceded by [1. Use Ash](0001-a.md)");
    let not_yet = status("Proposed\n\nSuperseded by [1. Use Ash](0001-a.md)");
    let dead = status("Accepted\n\nAmends [7. Gone](0007-gone.md)");
    let third = SOUND.replace("number: 1", "number: 5");
    let superseding = SOUND.replace(
        "date:",
        "links:\n  - target: 2\n    kind: supersedes\ndate:",
    );
    let cases: [Case<'_>; 7] = [
        (
            "a gap",
            &[("0001-a.md", SOUND), ("0005-b.md", &third)],
            &["0005-b.md:0 adr-gap"],
        ),
        (
            "a number twice",
            &[("0001-a.md", SOUND), ("0001-b.md", SOUND)],
            &["0001-b.md:2 adr-duplicate"],
        ),
        (
            "the old one says it, the new one does not",
            &[("0001-a.md", SOUND), ("0002-b.md", &by)],
            &["0001-a.md:4 adr-half-link", "0002-b.md:9 adr-spelling"],
        ),
        (
            "the new one says it by number, the old one does not",
            &[("0001-a.md", &superseding), ("0002-b.md", NYGARD)],
            &["0002-b.md:7 adr-half-link"],
        ),
        (
            "the old one says it and is proposed",
            &[("0001-a.md", &superseding), ("0002-b.md", &not_yet)],
            &["0002-b.md:7 adr-not-superseded"],
        ),
        (
            "a dead link",
            &[("0001-a.md", SOUND), ("0002-b.md", &dead)],
            &["0002-b.md:9 adr-dead-link"],
        ),
        (
            "files that are no records",
            &[
                ("0001-a.md", SOUND),
                ("0002-b.md", ""),
                ("0003-c.md", "---\nstatus: [\n---\n"),
                ("notes.md", "# Notes"),
            ],
            &[
                "0002-b.md:0 adr-unreadable",
                "0003-c.md:2 adr-unreadable",
                "notes.md:0 adr-no-record",
            ],
        ),
    ];
    for (name, files, expected) in cases {
        assert_eq!(told(files), expected, "{name}");
    }
}

#[test]
fn a_number_far_away_is_one_gap() {
    let far = SOUND.replace("number: 1", "number: 99999");
    let found = told(&[("0001-a.md", SOUND), ("99999-b.md", &far)]);
    assert_eq!(found, ["99999-b.md:0 adr-gap"]);
}

#[test]
fn what_another_record_says_already_is_mended() {
    let superseding = SOUND.replace(
        "date:",
        "links:\n  - target: 2\n    kind: supersedes\ndate:",
    );
    let old = NYGARD
        .replace("2026-11-20", "20/11/2026")
        .replace('\n', "\r\n");
    let older =
        "# 3. Use Oak\n\nDate: 2020-01-02\n\n## Status\n\nSuperceded by [2. Use Fir](0002-b.md)\n";
    let files = [
        ("0001-a.md", superseding.as_str()),
        ("0002-b.md", &old),
        ("0003-c.md", older),
    ];
    let mut files = folder(&files);
    let mended = mend(&files, &listed(&files), today());
    assert_eq!(mended.left, [""; 0]);
    let expected = old
        .replace("20/11/2026", "2026-11-20")
        .replace(
            "Accepted\r\n",
            "Superseded\r\n\r\nSuperseded by [1. Use Ash](0001-a.md)\r\n\r\nSupersedes [3. Use Oak](0003-c.md)\r\n",
        );
    let texts: Vec<_> = mended
        .files
        .iter()
        .map(|one| (one.name.as_str(), one.after.as_deref()))
        .collect();
    let older = older.replace("Superceded", "Superseded");
    assert_eq!(
        texts,
        [
            ("0002-b.md", Some(expected.as_str())),
            ("0003-c.md", Some(older.as_str()))
        ]
    );
    for change in mended.files {
        let file = files
            .iter_mut()
            .find(|file| file.name == change.name)
            .unwrap();
        file.content = Content::Text(change.after.unwrap());
    }
    assert_eq!(check(&files, &listed(&files), today()), []);
    assert_eq!(mend(&files, &listed(&files), today()).files, []);
}

#[test]
fn what_is_only_proposed_has_not_taken_the_place_of_anything() {
    let proposed = SOUND.replace(
        "accepted\ndate:",
        "proposed\nlinks:\n  - target: 2\n    kind: supersedes\ndate:",
    );
    assert_eq!(
        told(&[("0001-a.md", &proposed), ("0002-b.md", NYGARD)]),
        [""; 0]
    );
}
