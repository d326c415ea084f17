//! Records that change: edits that touch only the lines that say it, pairs of links, and what is
//! left when the program is stopped in between.

use archtui::adr::Relation;
use archtui::adr::edit::{Edit, LinkTo, Moved, edit, edit_all};
use archtui::stack::AdrStatus;
use proptest::prelude::*;
use similar::{ChangeTag, TextDiff};

use crate::adr_folder::{names, stack};
use crate::cli::Shell;

const NYGARD: &str = "\
# 2. Keep carts in memory

Date: 2024-03-01

## Status

Accepted

## Context

Carts are small.
";

const MADR: &str = "\
---
number: 2
title: \"Keep carts: in memory\"
status: accepted  # after the meeting
date: 2024-03-01
# whoever asks
owner: 'Ada'
---

# Keep carts in memory

## Context and Problem Statement

Carts are small.

## More Information

See the wiki.

### Comparison

None.
";

const STRICT: &str = "\
---
status: \"accepted\"
date: 2024-03-01
---

# Keep carts in memory

## Context and Problem Statement

Carts are small.
";

const LOG4BRAINS: &str = "\
# Keep carts in memory

- Status: accepted
- Deciders: Ada, Bo
- Date: 2024-03-01

## Context and Problem Statement

Carts are small.
";

const JSON: &str = "\
{
  \"version\": \"1.0.0\",
  \"adr\": {
    \"number\": 2, \"title\": \"Keep carts\",
    \"status\": \"accepted\",
    \"date\": \"2024-03-01\"
  }
}
";

fn to(relation: Relation) -> Edit {
    Edit::Link(LinkTo {
        relation,
        file: "0005-use-a-store.md".to_owned(),
        number: Some(5),
        title: "Use a [fast] store".into(),
    })
}

fn superseded() -> Vec<Edit> {
    vec![
        Edit::Status(AdrStatus::Superseded),
        to(Relation::SupersededBy),
    ]
}

/// What an edit takes out and puts in, a line each; blank ones, which a difference may find on
/// either side of a line, are left out.
fn difference(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let changes = diff.iter_all_changes();
    let told = changes.filter_map(|change| {
        let mark = match change.tag() {
            ChangeTag::Equal => return None,
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        let line = change.value().trim_end_matches(['\r', '\n']);
        (!line.is_empty()).then(|| format!("{mark}{line}\n"))
    });
    told.collect()
}

/// A case: a record, what is done to it, and the lines that go and come.
type Case = (&'static str, &'static str, Vec<Edit>, &'static str);

fn hold(cases: Vec<Case>) {
    for (name, before, edits, expected) in cases {
        let after = edit_all(before, &edits).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!(difference(before, &after), expected, "{name}");
        let again = edit_all(&after, &edits).unwrap();
        assert_eq!(again, after, "{name}: twice is the same as once");
    }
}

#[test]
fn what_is_superseded_says_so_in_the_way_of_its_form() {
    hold(vec![
        (
            "nygard: one word, then the link alone on its line",
            NYGARD,
            superseded(),
            "-Accepted\n+Superseded\n+Superseded by [5. Use a &#91;fast&#93; store](0005-use-a-store.md)\n",
        ),
        (
            "a header with a number: for programs, and a sentence for people",
            MADR,
            superseded(),
            "-status: accepted  # after the meeting\n+status: superseded  # after the meeting\n\
             +links:\n+  - target: 5\n+    kind: supersededby\n\
             +Superseded by [ADR-0005](0005-use-a-store.md)\n",
        ),
        (
            "MADR's own header: the status says by what",
            STRICT,
            superseded(),
            "-status: \"accepted\"\n+status: superseded by ADR-0005\n\
             +## More Information\n+Superseded by [ADR-0005](0005-use-a-store.md)\n",
        ),
        (
            "log4brains: the status is the link",
            LOG4BRAINS,
            superseded(),
            "-- Status: accepted\n+- Status: superseded by [0005-use-a-store](0005-use-a-store.md)\n",
        ),
        (
            "JSON-ADR",
            JSON,
            superseded(),
            "-    \"status\": \"accepted\",\n-    \"date\": \"2024-03-01\"\n+    \"status\": \"superseded\",\n\
             +    \"date\": \"2024-03-01\",\n\
             +    \"links\": [{\"type\": \"superseded-by\", \"target\": 5}]\n",
        ),
    ]);
}

#[test]
fn other_links_stand_where_their_form_keeps_them() {
    hold(vec![
        (
            "nygard: the status stays the first word",
            NYGARD,
            vec![to(Relation::Amends)],
            "+Amends [5. Use a &#91;fast&#93; store](0005-use-a-store.md)\n",
        ),
        (
            "log4brains: under Links",
            LOG4BRAINS,
            vec![to(Relation::Supersedes)],
            "+## Links\n+- Supersedes [0005-use-a-store](0005-use-a-store.md)\n",
        ),
        (
            "a list of links that is there, in its own indentation",
            "---\nnumber: 2\nstatus: accepted\nlinks:\n- target: 1\n  kind: amends # once\n---\n\n# Carts\n\n## More Information\n\nAmends [ADR-0001](0001-a.md)\n",
            vec![to(Relation::RelatesTo)],
            "+- target: 5\n+  kind: relatesto\n+Relates to [ADR-0005](0005-use-a-store.md)\n",
        ),
        (
            "a list of links in brackets",
            "---\nnumber: 2\nlinks: [{target: 1, kind: amends}] # one\nstatus: accepted\n---\n# Carts\n## More Information\n\nx\n",
            vec![to(Relation::Amends)],
            "-links: [{target: 1, kind: amends}] # one\n+links: [{target: 1, kind: amends}, {target: 5, kind: amends}] # one\n+Amends [ADR-0005](0005-use-a-store.md)\n",
        ),
        (
            "words of one's own are for people only",
            MADR,
            vec![to(Relation::Other("Clarifies".into()))],
            "+Clarifies [ADR-0005](0005-use-a-store.md)\n",
        ),
        (
            "a record without a word on itself",
            "# Carts\n\nSmall.\n",
            vec![to(Relation::Amends)],
            "+## More Information\n+Amends [ADR-0005](0005-use-a-store.md)\n",
        ),
        (
            "adr-tools' spelling is the same link",
            "# 2. Carts\n\n## Status\n\nSuperceded by [5. Use](0005-use-a-store.md)\n\n## Context\n",
            vec![to(Relation::SupersededBy)],
            "",
        ),
    ]);
}

#[test]
fn a_status_is_set_where_it_stands() {
    let accepted = || vec![Edit::Status(AdrStatus::Accepted)];
    let rejected = || vec![Edit::Status(AdrStatus::Rejected)];
    hold(vec![
        ("nygard", NYGARD, rejected(), "-Accepted\n+Rejected\n"),
        ("said already", NYGARD, accepted(), ""),
        (
            "a header with a comment after it",
            MADR,
            rejected(),
            "-status: accepted  # after the meeting\n+status: rejected  # after the meeting\n",
        ),
        (
            "MADR 2 with its hint",
            "# Carts\n\n* Status: [proposed | accepted] <!-- optional -->\n* Deciders: Ada\n",
            accepted(),
            "-* Status: [proposed | accepted] <!-- optional -->\n+* Status: accepted <!-- optional -->\n",
        ),
        (
            "log4brains says nothing for accepted",
            "# Carts\n\n- Deciders: Ada\n",
            rejected(),
            "+- Status: rejected\n",
        ),
    ]);
}

#[test]
fn what_stands_below_a_status_stays() {
    let accepted = || vec![Edit::Status(AdrStatus::Accepted)];
    let rejected = || vec![Edit::Status(AdrStatus::Rejected)];
    hold(vec![
        (
            "links of adr-tools stay below",
            "# 2. Carts\n\n## Status\n\nSuperceded by [5. Use](0005-use.md)\n\n## Context\n",
            vec![Edit::Status(AdrStatus::Superseded)],
            "+Superseded\n",
        ),
        (
            "a proposed record with a link (adr-tools leaves the link first)",
            "# 2. Carts\n\n## Status\n\nProposed\n\nSupercedes [1. A](0001-a.md)\n\n## Context\n",
            accepted(),
            "-Proposed\n+Accepted\n",
        ),
        (
            "a sentence is not lost",
            "# 2. Carts\n\n## Status\n\nAccepted on Monday, by all but Bo.\n\n## Context\n",
            rejected(),
            "+Rejected\n",
        ),
        (
            "words of one's own are the status",
            "# 2. Carts\n\n## Status\n\nIn review\n\n## Context\n",
            accepted(),
            "-In review\n+Accepted\n",
        ),
        (
            "an empty section",
            "# 2. Carts\n\n## Status\n\n## Context\n",
            accepted(),
            "+Accepted\n",
        ),
        (
            "a section that is only an example",
            "# 2. Carts\n\n<!--\n## Status\n\nProposed\n-->\n\n## Status\n\nProposed\n",
            accepted(),
            "-Proposed\n+Accepted\n",
        ),
        (
            "a header that says nothing, as sites put it above",
            "---\nlayout: page\n---\n# 2. Carts\n\n## Status\n\nProposed\n",
            accepted(),
            "-Proposed\n+Accepted\n",
        ),
    ]);
}

#[test]
fn a_status_gets_a_place_where_it_has_none() {
    let accepted = || vec![Edit::Status(AdrStatus::Accepted)];
    hold(vec![
        (
            "a quoted value with a comment after it",
            "---\nstatus: 'proposed' # \"not\" yet\n---\n# Carts\n",
            accepted(),
            "-status: 'proposed' # \"not\" yet\n+status: accepted # \"not\" yet\n",
        ),
        (
            "an empty key",
            "---\nstatus:\ndate: 2024-03-01\n---\n# Carts\n",
            accepted(),
            "-status:\n+status: accepted\n",
        ),
        (
            "no key",
            "---\ntitle: Carts\ndate: 2024-03-01\n---\n# Carts\n",
            accepted(),
            "+status: accepted\n",
        ),
        (
            "no word on it, with a number",
            "# 2. Carts\n\nDate: 2024-03-01\n\n## Context\n",
            accepted(),
            "+## Status\n+Accepted\n",
        ),
        (
            "no word on it",
            "# Carts\n\nSmall.\n",
            accepted(),
            "+---\n+status: accepted\n+---\n",
        ),
        (
            "the day of the last change",
            MADR,
            vec![Edit::Date("2026-11-20".to_owned())],
            "-date: 2024-03-01\n+date: 2026-11-20\n",
        ),
        (
            "Nygard's day is the day it was written",
            NYGARD,
            vec![Edit::Date("2026-11-20".to_owned())],
            "",
        ),
    ]);
}

#[test]
fn a_number_is_given_where_the_form_has_one() {
    let seven = || vec![Edit::Number(7)];
    hold(vec![
        (
            "nygard",
            NYGARD,
            seven(),
            "-# 2. Keep carts in memory\n+# 7. Keep carts in memory\n",
        ),
        ("a header", MADR, seven(), "-number: 2\n+number: 7\n"),
        ("MADR's own has none", STRICT, seven(), ""),
        ("log4brains has none", LOG4BRAINS, seven(), ""),
        (
            "a draft of Nygard's",
            "# Carts\n\n## Status\n\nProposed\n",
            seven(),
            "-# Carts\n+# 7. Carts\n",
        ),
        (
            "a draft with a header",
            "---\ntitle: Carts\nstatus: proposed\n---\n# Carts\n",
            seven(),
            "+number: 7\n",
        ),
        (
            "a name with zeros",
            "# ADR-0002: Carts\n\n* Status: accepted\n",
            seven(),
            "-# ADR-0002: Carts\n+# ADR-0007: Carts\n",
        ),
        (
            "no number but a word",
            "---\nnumber: 2\nstatus: accepted\n---\n# 12 factors\n",
            seven(),
            "-number: 2\n+number: 7\n",
        ),
        (
            "JSON-ADR",
            JSON,
            seven(),
            "-    \"number\": 2, \"title\": \"Keep carts\",\n+    \"number\": 7, \"title\": \"Keep carts\",\n",
        ),
    ]);
}

#[test]
fn links_follow_a_record_that_got_another_name() {
    let moved = |number| {
        vec![Edit::Moved(Moved {
            from: "0002-carts.md".to_owned(),
            to: "0007-carts.md".to_owned(),
            number,
        })]
    };
    let numbers = Some((2, 7));
    hold(vec![
        (
            "nygard, number and name",
            "# 3. A\n\n## Status\n\nAccepted\n\nAmends [2. Carts](0002-carts.md)\n",
            moved(None),
            "-Amends [2. Carts](0002-carts.md)\n+Amends [7. Carts](0007-carts.md)\n",
        ),
        (
            "MADR: in the header, in the text, and an anchor",
            "---\nnumber: 3\nlinks:\n  - target: 2\n    kind: amends\n---\n# A\n\nSee [ADR-0002](./0002-carts.md#why) and <0002-carts.md>.\n",
            moved(numbers),
            "-  - target: 2\n+  - target: 7\n-See [ADR-0002](./0002-carts.md#why) and <0002-carts.md>.\n+See [ADR-0007](./0007-carts.md#why) and <0007-carts.md>.\n",
        ),
        (
            "a number that two records have says nothing",
            "---\nnumber: 3\nstatus: superseded by ADR-0002\nlinks:\n  - target: 2\n    kind: supersededby\n---\n# A\n",
            moved(None),
            "",
        ),
        (
            "MADR's own status",
            "---\nstatus: superseded by ADR-0002\n---\n# A\n",
            moved(numbers),
            "-status: superseded by ADR-0002\n+status: superseded by ADR-0007\n",
        ),
        (
            "log4brains",
            "# A\n\n- Status: superseded by [0002-carts](0002-carts.md)\n",
            moved(None),
            "-- Status: superseded by [0002-carts](0002-carts.md)\n+- Status: superseded by [0007-carts](0007-carts.md)\n",
        ),
    ]);
}

#[test]
fn links_elsewhere_and_in_json_follow_by_what_they_name() {
    let moved = |number| {
        vec![Edit::Moved(Moved {
            from: "0002-carts.md".to_owned(),
            to: "0007-carts.md".to_owned(),
            number,
        })]
    };
    hold(vec![
        (
            "files of the same name elsewhere stay",
            "# 3. A\n\n[x](../other/0002-carts.md) https://example.org/0002-carts.md 0002-carts.md.bak-0002-carts.md\n",
            moved(Some((2, 7))),
            "",
        ),
        (
            "JSON-ADR",
            "{\"adr\": {\"status\": \"accepted\", \"links\": [{\"type\": \"amends\", \"target\": 2}, {\"type\": \"x\", \"target\": 2}]}}\n",
            moved(Some((2, 17))),
            "-{\"adr\": {\"status\": \"accepted\", \"links\": [{\"type\": \"amends\", \"target\": 2}, {\"type\": \"x\", \"target\": 2}]}}\n\
             +{\"adr\": {\"status\": \"accepted\", \"links\": [{\"type\": \"amends\", \"target\": 17}, {\"type\": \"x\", \"target\": 17}]}}\n",
        ),
    ]);
}

#[test]
fn old_spellings_and_days_are_put_right_where_they_are_no_prose() {
    hold(vec![
        (
            "spelling",
            "# 2. A\n\n## Status\n\nSuperceded by [5. B](0005-b.md)\n\n## Context\n\nWhat is Superceded, is superceded.\n",
            vec![Edit::Spelling],
            "-Superceded by [5. B](0005-b.md)\n+Superseded by [5. B](0005-b.md)\n",
        ),
        (
            "in a status",
            "---\nstatus: superceded by ADR-0005\n---\n# A\n",
            vec![Edit::Spelling],
            "-status: superceded by ADR-0005\n+status: superseded by ADR-0005\n",
        ),
        (
            "a day",
            "# 2. A\n\nDate: 09/03/2018\n\n## Context\n\nOn 10/03/2018 we met.\n",
            vec![Edit::IsoDates],
            "-Date: 09/03/2018\n+Date: 2018-03-09\n",
        ),
        (
            "a day in a list",
            "# A\n\n- Status: accepted\n- Date: 31/12/2020 <!-- old -->\n",
            vec![Edit::IsoDates],
            "-- Date: 31/12/2020 <!-- old -->\n+- Date: 2020-12-31 <!-- old -->\n",
        ),
    ]);
}

#[test]
fn what_cannot_be_edited_is_refused_with_its_line() {
    let accepted = Edit::Status(AdrStatus::Accepted);
    let cases = [
        ("---\nstatus: [a\n---\n# A\n", "the header is no YAML"),
        ("---\n{status: a}\n---\n# A\n", "a line for each key"),
        (
            "---\nx: 1\nstatus: >\n  a\n---\n# A\n",
            "line 3: `status` is written over",
        ),
        ("nothing at all", "there is no title"),
        ("{\"adrs\": [{}, {}]}", "the file holds 2 records"),
        ("{\"adr\": ", "it is no JSON-ADR"),
        (
            "# 1. A\n\n## Status\n\n2020-01-02 proposed\n",
            "add the line `YYYY-MM-DD accepted`",
        ),
    ];
    for (text, why) in cases {
        let refused = edit(text, &accepted).unwrap_err().to_string();
        assert!(refused.contains(why), "{text:?}: {refused}");
    }
}

#[test]
fn line_ends_marks_and_the_end_of_the_file_stay() {
    let windows = format!("\u{feff}{}", NYGARD.replace('\n', "\r\n"));
    let after = edit_all(windows.trim_end(), &superseded()).unwrap();
    assert!(after.starts_with("\u{feff}# 2."), "{after:?}");
    assert!(
        after.contains("\r\nSuperseded\r\n\r\nSuperseded by ["),
        "{after:?}"
    );
    assert!(after.ends_with("small."), "{after:?}");
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let moved = Moved {
        from: "0001-a.md".to_owned(),
        to: "0009-a.md".to_owned(),
        number: Some((1, 9)),
    };
    prop_oneof![
        Just(Edit::Status(AdrStatus::Accepted)),
        Just(Edit::Status(AdrStatus::Superseded)),
        Just(Edit::Number(9)),
        Just(Edit::Date("2026-11-20".to_owned())),
        Just(Edit::Moved(moved)),
        Just(Edit::IsoDates),
        Just(Edit::Spelling),
        Just(to(Relation::SupersededBy)),
        Just(to(Relation::Amends)),
    ]
}

/// Lines that records are made of, some of them where no tool would put them.
const PIECES: [&str; 24] = [
    "# 2. Carts",
    "# Carts",
    "---",
    "status: accepted # x",
    "number: 2",
    "links:",
    "- target: 1",
    "  kind: amends",
    "- Status: proposed",
    "* Date: 01/02/2020",
    "Date: 2020-02-01",
    "## Status",
    "Accepted",
    "Superceded by [1. A](0001-a.md)",
    "superseded by ADR-0001",
    "## More Information",
    "## Links",
    "```",
    "<!--",
    "-->",
    "{\"status\": \"x\"}",
    "text \u{1b}[31m \u{e4}\u{65e5}",
    "",
    "   ",
];

proptest! {
    /// Whatever the record, an edit takes out at most the lines that say what it changes, and
    /// what it puts in is on lines of its own.
    #[test]
    fn all_other_lines_stay_byte_for_byte(
        picks in prop::collection::vec((0..PIECES.len(), 0..3usize), 0..16),
        mark in any::<bool>(),
        edit in any_edit(),
    ) {
        let ends = ["\n", "\r\n", ""];
        let last = picks.len().saturating_sub(1);
        let mut text = String::from(if mark { "\u{feff}" } else { "" });
        for (at, (piece, end)) in picks.iter().enumerate() {
            let end = if at == last { *end } else { end % 2 };
            text.extend([PIECES[*piece], ends[end]]);
        }
        let Ok(after) = archtui::adr::edit::edit(&text, &edit) else { return Ok(()) };
        let whole = |text: &str| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
        let (old, new) = (whole(&text), whole(&after));
        let diff = TextDiff::from_slices(
            &old.iter().map(String::as_str).collect::<Vec<_>>(),
            &new.iter().map(String::as_str).collect::<Vec<_>>(),
        )
        .iter_all_changes()
        .filter(|change| change.tag() == ChangeTag::Delete)
        .map(|change| change.value().to_owned())
        .collect::<Vec<_>>();
        let open_end = |line: &String| !line.ends_with('\n');
        let gone = diff.iter().filter(|line| !open_end(line)).count();
        let about = match edit {
            Edit::Moved(_) | Edit::IsoDates | Edit::Spelling => picks.len(),
            _ => 2,
        };
        prop_assert!(gone <= about, "{:?} -> {:?}", text, after);
        if let Ok(again) = archtui::adr::edit::edit(&after, &edit) {
            prop_assert_eq!(again, after);
        }
    }
}

/// A folder of records in all forms, and a stack that knows one of them.
fn shop() -> Shell {
    let shell = Shell::new();
    let write = |name: &str, text: &str| {
        shell.project.write(&format!("work/docs/adr/{name}"), text);
    };
    write(
        "0001-write-records.md",
        "# 1. Write records\n\nDate: 2024-01-01\n\n## Status\n\nAccepted\n\nRelates to [2. Keep carts in memory](0002-keep-carts-in-memory.md)\n\n## Context\n\nWe forget. As ADR-0002 says.\n",
    );
    write("0002-keep-carts-in-memory.md", NYGARD);
    write(
        "0005-use-a-store.md",
        &MADR
            .replace("number: 2", "number: 5")
            .replace("Keep carts: in memory", "Use a store"),
    );
    write("20250101-log-more.md", LOG4BRAINS);
    write(
        "README.md",
        "Begin with [the first](0001-write-records.md), then [carts](0002-keep-carts-in-memory.md).\n",
    );
    write(
        "0004-broken.md",
        "---\nstatus: [\n---\n# Broken\n\nSee 0002-keep-carts-in-memory.md.\n",
    );
    shell.project.write(
        "work/shop.stack.yaml",
        stack("Carts") + "    adr: docs/adr/0002-keep-carts-in-memory.md # ours\n",
    );
    shell
}

fn record(shell: &Shell, name: &str) -> String {
    shell.project.text(&format!("work/docs/adr/{name}"))
}

#[test]
fn a_record_is_superseded_in_both_and_in_the_stack() {
    let shell = shop();
    let dry = shell.run(&["adr", "supersede", "2", "5", "--dry-run"]);
    insta::assert_snapshot!("supersede_dry", dry);
    assert_eq!(record(&shell, "0002-keep-carts-in-memory.md"), NYGARD);
    insta::assert_snapshot!("supersede", shell.run(&["adr", "supersede", "2", "5"]));
    let old = record(&shell, "0002-keep-carts-in-memory.md");
    let link = "Superseded\n\nSuperseded by [5. Use a store](0005-use-a-store.md)\n\n## Context";
    assert!(old.contains(link), "{old}");
    let new = record(&shell, "0005-use-a-store.md");
    assert!(
        new.contains("  - target: 2\n    kind: supersedes\n"),
        "{new}"
    );
    assert!(
        new.contains("Supersedes [ADR-0002](0002-keep-carts-in-memory.md)\n"),
        "{new}"
    );
    assert!(
        new.contains("date: 2024-03-01\n"),
        "its own status is as it was: {new}"
    );
    let stack = shell.project.text("work/shop.stack.yaml");
    assert!(stack.contains("status: superseded\n"), "{stack}");
    let again = shell.run(&["adr", "supersede", "2", "5"]);
    assert!(again.contains("nothing to change"), "{again}");
    let back = shell.run(&["adr", "supersede", "5", "2"]);
    assert!(
        back.contains("exit 1") && back.contains("superseded by"),
        "{back}"
    );
}

#[test]
fn records_are_amended_and_related() {
    let shell = shop();
    insta::assert_snapshot!(
        "amend",
        shell.run(&["adr", "amend", "Write records", "20250101-log-more"])
    );
    let first = record(&shell, "0001-write-records.md");
    assert!(
        first.contains("Accepted\n\nRelates to "),
        "the status stays first: {first}"
    );
    assert!(
        first.contains("Amended by [Keep carts in memory](20250101-log-more.md)"),
        "{first}"
    );
    let log = record(&shell, "20250101-log-more.md");
    assert!(
        log.contains("## Links\n\n- Amends [0001-write-records](0001-write-records.md)\n"),
        "{log}"
    );
    let words = ["--as", "Clarifies", "--back", "Clarified by"];
    shell.run(&[&["adr", "relate", "5", "1"], &words[..]].concat());
    let first = record(&shell, "0001-write-records.md");
    assert!(
        first.contains("Clarified by [5. Use a store](0005-use-a-store.md)"),
        "{first}"
    );
}

#[test]
fn a_status_goes_into_the_record_and_the_stack() {
    let shell = shop();
    insta::assert_snapshot!("status", shell.run(&["adr", "status", "2", "rejected"]));
    let stack = shell.project.text("work/shop.stack.yaml");
    assert!(stack.contains("status: rejected\n"), "{stack}");
    assert!(stack.contains("in-memory.md # ours"), "{stack}");
    shell.run(&[
        "adr",
        "status",
        "20250101-log-more.md",
        "deprecated",
        "--date",
        "2026-11-20",
    ]);
    let log = record(&shell, "20250101-log-more.md");
    assert!(
        log.contains("- Status: deprecated\n- Deciders: Ada, Bo\n- Date: 2026-11-20\n"),
        "{log}"
    );
    for (words, why) in [
        (["adr", "status", "2", "done"], "is no status"),
        (
            ["adr", "status", "carts", "accepted"],
            "more than one record",
        ),
        (["adr", "status", "77", "accepted"], "there is no record"),
        (
            ["adr", "status", "0004-broken", "accepted"],
            "there is no record",
        ),
    ] {
        let said = shell.run(&words);
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn a_record_that_was_exported_stays_known_when_its_status_changes() {
    for template in ["madr", "nygard"] {
        let shell = Shell::new();
        shell.project.write("work/shop.stack.yaml", stack("Carts"));
        shell.run(&["adr", "export", "--template", template]);
        let said = shell.run(&["adr", "status", "1", "deprecated"]);
        assert!(said.contains("shop.stack.yaml"), "{said}");
        let again = shell.run(&["adr", "export", "--template", template]);
        assert!(again.contains("unchanged"), "{template}: {again}");
    }
}

#[test]
fn a_new_number_is_followed_by_all_that_leads_to_it() {
    let shell = shop();
    let taken = shell.run(&["adr", "renumber", "2", "4"]);
    assert!(taken.contains("4 is taken by 0004-broken.md"), "{taken}");
    insta::assert_snapshot!("renumber", shell.run(&["adr", "renumber", "2", "12"]));
    assert!(
        !shell
            .project
            .path("work/docs/adr/0002-keep-carts-in-memory.md")
            .exists()
    );
    let moved = record(&shell, "0012-keep-carts-in-memory.md");
    assert_eq!(moved, NYGARD.replace("# 2.", "# 12."));
    let first = record(&shell, "0001-write-records.md");
    assert!(
        first.contains("[12. Keep carts in memory](0012-keep-carts-in-memory.md)"),
        "{first}"
    );
    let readme = record(&shell, "README.md");
    assert!(
        readme.contains("[carts](0012-keep-carts-in-memory.md)"),
        "{readme}"
    );
    let stack = shell.project.text("work/shop.stack.yaml");
    assert!(
        stack.contains("adr: docs/adr/0012-keep-carts-in-memory.md # ours"),
        "{stack}"
    );
}

#[test]
fn a_draft_gets_its_number_when_it_is_accepted() {
    let shell = Shell::new();
    shell.project.write(
        "work/shop.stack.yaml",
        stack("Carts").replace("accepted", "proposed"),
    );
    shell.run(&["adr", "export", "--id", "draft", "--template", "nygard"]);
    let folder = "work/doc/adr";
    shell.project.write(&format!("{folder}/0006-x.md"), "# 6. X\n\n## Status\n\nAccepted\n\nRelates to [Carts: SQLite](XXXX-carts-sqlite.md)\n\n## Context\n");
    let said = shell.run(&["adr", "status", "Carts", "accepted"]);
    assert!(said.contains("number: none \u{2192} 7"), "{said}");
    let text = shell
        .project
        .text(&format!("{folder}/0007-carts-sqlite.md"));
    assert!(text.starts_with("# 7. Carts: SQLite\n"), "{text}");
    assert!(text.contains("## Status\n\nAccepted\n"), "{text}");
    let other = shell.project.text(&format!("{folder}/0006-x.md"));
    assert!(other.contains("(0007-carts-sqlite.md)"), "{other}");
    let stack = shell.project.text("work/shop.stack.yaml");
    assert!(
        stack.contains("adr: doc/adr/0007-carts-sqlite.md"),
        "{stack}"
    );
    assert!(stack.contains("status: accepted"), "{stack}");
    let again = shell.run(&["adr", "export", "--template", "nygard"]);
    assert!(again.contains("unchanged"), "{again}");
}

#[test]
fn the_shape_of_json_stays() {
    let shell = shop();
    let json = shell.json(&["adr", "supersede", "2", "5", "--dry-run"]);
    let file = &json["files"][0];
    assert_eq!(file["file"], "docs/adr/0002-keep-carts-in-memory.md");
    assert_eq!(file["change"], "changed");
    assert_eq!(file["what"][0], "status: Accepted \u{2192} superseded");
    assert!(
        file["diff"]
            .as_str()
            .unwrap()
            .starts_with("--- docs/adr/0002-")
    );
}

/// The exit code of a program that was stopped on purpose.
const STOPPED: i32 = 99;

/// The texts of all files that a change is about.
fn texts(shell: &Shell) -> Vec<(String, String)> {
    let folder = shell.project.path("work/docs/adr");
    let names = names(&folder)
        .into_iter()
        .filter(|name| !name.starts_with('.'));
    let mut all: Vec<_> = names
        .map(|name| (name.clone(), record(shell, &name)))
        .collect();
    let stack = "shop.stack.yaml";
    all.push((
        stack.to_owned(),
        shell.project.text(&format!("work/{stack}")),
    ));
    all
}

#[cfg(debug_assertions)]
#[test]
fn a_crash_at_any_step_leaves_each_file_whole_and_the_next_command_settles_it() {
    for words in [
        ["adr", "supersede", "2", "5"],
        ["adr", "renumber", "2", "12"],
    ] {
        let shell = shop();
        let before = texts(&shell);
        assert_eq!(shell.code(&words), 0);
        let after = texts(&shell);
        let (mut completed, mut steps) = (0, 0);
        for step in 1.. {
            let shell = shop();
            let mut command = shell.command(&words);
            let status = command
                .env("ARCHTUI_STOP_AT", step.to_string())
                .output()
                .unwrap()
                .status;
            if status.code() != Some(STOPPED) {
                assert!(status.success());
                break;
            }
            steps = step;
            let left = texts(&shell);
            for file in &left {
                assert!(
                    before.contains(file) || after.contains(file),
                    "step {step}: {file:?}"
                );
            }
            // Any command on the folder settles it first, those that only read too.
            let next: &[&str] = match step % 3 {
                0 => &["adr", "status", "1", "accepted"],
                1 => &["adr", "list"],
                _ => &["adr", "doctor"],
            };
            let said = shell.run(next);
            let now = texts(&shell);
            assert!(now == before || now == after, "step {step}: {said}");
            let is_told = said.contains("was stopped half way and is completed");
            completed += usize::from(is_told);
            // Nothing is settled without a word.
            assert!(is_told || now == left, "step {step}: {said}");
            let quiet = shell.run(&["adr", "status", "1", "accepted"]);
            assert!(!quiet.contains("stopped"), "step {step}: {quiet}");
        }
        assert!(
            steps > 12 && completed > 8,
            "{steps} steps, {completed} completed"
        );
    }
}

#[cfg(debug_assertions)]
#[test]
fn what_another_changed_after_a_crash_is_never_written_over() {
    let mut undone = 0;
    for step in 5..20 {
        let shell = shop();
        let words = ["adr", "supersede", "2", "5"];
        let mut command = shell.command(&words);
        let status = command
            .env("ARCHTUI_STOP_AT", step.to_string())
            .output()
            .unwrap()
            .status;
        if status.code() != Some(STOPPED) {
            break;
        }
        let name = "work/docs/adr/0005-use-a-store.md";
        let theirs = shell.project.text(name) + "A line of mine.\n";
        shell.project.write(name, &theirs);
        let said = shell.run(&["adr", "status", "1", "accepted"]);
        assert_eq!(shell.project.text(name), theirs, "step {step}");
        if said.contains("is undone, as 0005-use-a-store.md was changed since") {
            undone += 1;
            assert_eq!(
                record(&shell, "0002-keep-carts-in-memory.md"),
                NYGARD,
                "step {step}"
            );
        }
        // Said again, it is whole.
        shell.run(&words);
        let all = texts(&shell);
        let text = |name: &str| {
            &all.iter()
                .find(|(known, _)| known.starts_with(name))
                .unwrap()
                .1
        };
        assert!(text("0002").contains("Superseded by [5. Use a store](0005-use-a-store.md)"));
        assert_eq!(text("0005").matches("Supersedes [ADR-0002]").count(), 1);
        assert!(text("0005").contains("A line of mine.\n"));
    }
    assert!(undone > 5, "{undone}");
}

#[test]
fn two_who_change_at_once_both_have_their_way() {
    let shell = shop();
    let spawn = |words: &[&str]| shell.command(words).spawn().unwrap();
    let commands: [&[&str]; 6] = [
        &["adr", "supersede", "2", "5"],
        &["adr", "amend", "1", "5"],
        &["adr", "amend", "2", "1"],
        &["adr", "relate", "5", "20250101-log-more"],
        &["adr", "status", "20250101-log-more", "deprecated"],
        &["adr", "relate", "1", "20250101-log-more"],
    ];
    for mut child in commands.map(spawn) {
        assert!(child.wait().unwrap().success());
    }
    for words in commands {
        let again = shell.run(words);
        assert!(again.contains("nothing to change"), "{again}");
    }
}
