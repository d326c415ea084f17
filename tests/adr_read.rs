//! Reading records, whichever tool wrote them.

use std::fmt::Write;

use archtui::adr::{
    Adr, Considered, Content, Form, LibrarySaid, Record, RecordFile, RecordLink, Refused, Relation,
    Reopen, Said, Stated, Template, WalkSaid, listed, read, read_all, write,
};
use archtui::model::Alternative;
use archtui::stack::AdrStatus;
use archtui::text::SafeText;
use proptest::prelude::*;

/// A record of each form: what its file would be called, and its text.
const SAMPLES: [(&str, &str); 11] = [
    ("0007-madr-4.md", include_str!("records/madr-4.md")),
    ("0001-madr-3.md", include_str!("records/madr-3.md")),
    ("0004-madr-2.md", include_str!("records/madr-2.md")),
    ("madr-minimal.md", include_str!("records/madr-minimal.md")),
    ("0000-madr.md", include_str!("records/madr-template.md")),
    ("0006-adrs.md", include_str!("records/adrs.md")),
    (
        "20261120-log4brains.md",
        include_str!("records/log4brains.md"),
    ),
    ("0005-adr-tools.md", include_str!("records/adr-tools.md")),
    ("0008-business.md", include_str!("records/business-case.md")),
    ("0009-y.md", include_str!("records/y-statement.md")),
    ("0003-json.json", include_str!("records/json-adr.json")),
];

#[test]
fn all_that_a_record_says_is_read() {
    for (name, text) in SAMPLES {
        let adr = read(name, text).unwrap();
        insta::assert_snapshot!(name.split('.').next().unwrap(), told(&adr));
    }
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    for (name, text) in SAMPLES {
        let adr = read(name, text).unwrap();
        for ends in ["\r\n", "\r"] {
            let other = read(name, &text.replace('\n', ends)).unwrap();
            assert_eq!(told(&other), told(&adr), "{name} {ends:?}");
        }
        assert_eq!(read(name, &format!("\u{feff}{text}")).unwrap(), adr);
    }
}

/// A record as text, with the line of each thing that has one.
fn told(adr: &Adr) -> String {
    let at = |said: &Said<SafeText>| format!("{} @{}", said.what, said.line);
    let mut out = format!("form {:?}\n", adr.form);
    if let Some(number) = &adr.number {
        writeln!(out, "number {} @{}", number.what, number.line).unwrap();
    }
    writeln!(out, "title {}", at(&adr.title)).unwrap();
    writeln!(out, "heading {}", at(&adr.heading)).unwrap();
    writeln!(out, "status {:?}: {}", adr.status, at(&adr.status_words)).unwrap();
    writeln!(out, "date {}", at(&adr.date)).unwrap();
    let mut list = |name: &str, texts: &[SafeText]| {
        for text in texts {
            writeln!(out, "{name} {text}").unwrap();
        }
    };
    list("decides", &adr.decision_makers);
    list("consulted", &adr.consulted);
    list("informed", &adr.informed);
    list("tag", &adr.tags);
    list("context", &lines(&adr.context));
    list("driver", &adr.drivers);
    for option in &adr.options {
        list("option", &[at(&option.name).into()]);
        list("  says", &option.arguments);
    }
    list(
        "chosen",
        &adr.chosen
            .iter()
            .map(|one| at(one).into())
            .collect::<Vec<_>>(),
    );
    list("decision", &lines(&adr.decision));
    list("consequence", &adr.consequences);
    list("confirmation", &adr.confirmation);
    out + &places(adr)
}

/// The links and headings of a record, and what else has a line.
fn places(adr: &Adr) -> String {
    let at = |said: &Said<SafeText>| format!("{} @{}", said.what, said.line);
    let mut out = String::new();
    for link in &adr.links {
        writeln!(
            out,
            "link {:?} {} {:?} @{}",
            link.relation, link.target, link.number, link.line
        )
        .unwrap();
    }
    for one in &adr.sections {
        let empty = if one.empty { " empty" } else { "" };
        writeln!(
            out,
            "section {} {} @{}-{}{empty}",
            one.level, one.title, one.line, one.end
        )
        .unwrap();
    }
    for gap in &adr.gaps {
        writeln!(out, "gap {}", at(gap)).unwrap();
    }
    for key in &adr.unknown_keys {
        writeln!(out, "unknown {}", at(key)).unwrap();
    }
    if let Some(reopen) = &adr.reopen {
        writeln!(out, "{reopen:?}").unwrap();
    }
    out
}

fn lines(text: &SafeText) -> Vec<SafeText> {
    text.lines().map(SafeText::from).collect()
}

#[test]
fn a_file_of_many_records_gives_them_all() {
    let bulk = r#"{"version": "1.0.0", "adrs": [
        {"number": 1, "title": "A"},
        {"number": 2, "title": "B", "consequences": "- one\n- two"}]}"#;
    let all = read_all("all.json", bulk).unwrap();
    let titles: Vec<_> = all.iter().map(|adr| adr.title.what.as_str()).collect();
    assert_eq!(titles, ["A", "B"]);
    assert_eq!(all[1].consequences, ["one", "two"]);
    assert_eq!(read("all.json", bulk).unwrap(), all[0]);
}

#[test]
fn a_header_with_an_unquoted_colon_is_read_and_told() {
    let text = "---\nnumber: 1\ntitle: Use Ash: the tree\ntags: [a, b]\n---\n# Use Ash\n";
    let adr = read("0001-x.md", text).unwrap();
    assert_eq!(
        (adr.title.what.as_str(), adr.title.line),
        ("Use Ash: the tree", 3)
    );
    assert_eq!(adr.tags, ["a", "b"]);
    assert_eq!(adr.unquoted, [3]);
}

#[test]
fn what_a_header_does_not_say_the_text_can() {
    let text = "---\nlayout: page\n---\n# 2. A\n\nDate: 2026-11-20\n\n## Status\n\nAccepted\n";
    let adr = read("x.md", text).unwrap();
    assert_eq!(adr.form, Form::Nygard);
    assert_eq!(adr.number.map(|said| said.what), Some(2));
    assert_eq!(adr.status_words.what.as_str(), "Accepted");
    assert_eq!(adr.unknown_keys[0].what.as_str(), "layout");
}

#[test]
fn what_is_no_record_is_refused_with_its_reason() {
    let record = SAMPLES[0].1;
    let nothing = "it is no record: it has no number, no status and no section of a decision";
    let cases = [
        (
            "README.md",
            record,
            "it is no record: it is about the folder",
        ),
        (
            "web/Template.MD",
            record,
            "it is no record: it is what records are made from",
        ),
        ("index.md", "# All", "it is no record: it lists the records"),
        (
            "backlog.md",
            "# Later",
            "it is no record: it lists decisions to take",
        ),
        (
            "0001-x.md",
            " \n",
            "it is empty; write the record, or delete the file",
        ),
        ("notes.md", "# Notes\n\nWords.\n", nothing),
        (
            "0001-x.md",
            "---\nnumber: 1\nstatus: [a\n---\n",
            "line 3: The frontmatter cannot be read",
        ),
        (
            "0001-x.md",
            "---\nnumber: 1\n# X\n",
            "line 1: The frontmatter that starts in line 1 is never",
        ),
        (
            "x.json",
            "{\"a\": 1}",
            "it is no record: it is JSON without `adr` or `adrs`",
        ),
        (
            "x.json",
            "{\"a\": 1,\n}",
            "line 2: it is no JSON: key must be a string; correct",
        ),
    ];
    for (name, text, why) in cases {
        let said = read(name, text).unwrap_err();
        assert!(said.starts_with(why), "{name}: {said}");
    }
}

#[test]
fn a_folder_is_listed_by_number_with_what_could_not_be_read() {
    let text = |text: &str| Content::Text(text.into());
    let files = [
        ("0009-b.md", text("# 9. Nine\n")),
        ("0010-a.md", text("# 10. Ten\n")),
        ("20261120-dated.md", text("# Dated\n")),
        ("README.md", text("# Records")),
        (
            "0011-bad.md",
            Content::Unreadable("it is no text in UTF-8".into()),
        ),
        ("picture.png", Content::Other),
        ("web/0009-a.md", text("# 9. Other nine\n")),
    ];
    let files = files.map(|(name, content)| RecordFile {
        name: name.into(),
        content,
    });
    let listing = listed(&files);
    let names = listing.records.iter().map(|adr| adr.name.as_str());
    let expected = [
        "0009-b.md",
        "web/0009-a.md",
        "0010-a.md",
        "20261120-dated.md",
    ];
    assert_eq!(names.collect::<Vec<_>>(), expected);
    let unread = listing.unread.iter();
    let unread = unread.map(|one| (one.name.as_str(), one.refused));
    assert_eq!(
        unread.collect::<Vec<_>>(),
        [
            ("0011-bad.md", Refused::Broken),
            ("README.md", Refused::ByName)
        ]
    );
}

#[test]
fn a_number_in_prose_is_no_link() {
    let text = "# 1. A\n\n## Context\n\nThis replaces 3 services.\nReplaces 3 services.\n\n```\nSupersedes ADR-7\n```\n\nSee [B](0002-b.md).\n";
    let adr = read("0001-a.md", text).unwrap();
    let links: Vec<_> = adr.links.iter().map(|link| &link.relation).collect();
    assert_eq!(links, [&Relation::Other("See".into())]);
}

/// Titles that some tool has stumbled over.
const TITLES: [&str; 22] = [
    "Use Elm: the tree",
    "Fish & Chips | Peas / Ale",
    "#1 in \"quotes\" and `code`",
    "[brackets] and ](x)",
    "- leading dash",
    "* star",
    "> quoted",
    "1. numbered",
    "ADR-3: the third",
    "\u{1f680}\u{1f680}",
    "\u{65e5}\u{672c}\u{8a9e}\u{306e}\u{9078}\u{629e}",
    "two\r\nlines",
    "caf\u{e9} and cafe\u{301}",
    "CON",
    "trailing #",
    "a\\b ~c~ _d_ *e* <f> &amp; &lt;",
    "yes",
    "null",
    "2026-11-20",
    "<!-- gone --> --> {x y}",
    "!!str ? - %",
    "TODO or tbd, xxx",
];

/// A record as this program writes it, with words that could be taken for markup.
fn record(title: &str, words: &[&str]) -> Record {
    let text = |at: usize| SafeText::one_line(words[at % words.len()]);
    let considered = |at: usize| Considered {
        alternative: Alternative {
            name: SafeText::one_line(&format!("{at} {}", text(at))),
            technology: None,
        },
        good: vec![Stated {
            sources: vec![1],
            ..Stated::plain(&text(at + 1))
        }],
        ..Considered::default()
    };
    let considered = [considered(0), considered(1)];
    Record {
        number: 7,
        title: SafeText::one_line(title),
        status: AdrStatus::Superseded,
        date: "2026-11-20".into(),
        decision_makers: vec![text(0), "Ada, jr.".into()],
        consulted: vec![text(1)],
        informed: vec![text(2)],
        tags: vec![text(0)],
        problem: text(1),
        drivers: vec![Stated::plain(&text(0)), Stated::plain(&text(1))],
        chosen: Some(considered[0].alternative.name.clone()),
        because: vec![Stated::plain(&text(2))],
        considered: considered.to_vec(),
        confirmation: vec![text(1)],
        links: vec![RecordLink {
            relation: Relation::Supersedes,
            file: "0003-use_ash.md".into(),
            number: Some(3),
            title: text(0),
        }],
        reopen: Reopen {
            version: "0.1.0".into(),
            subject: text(0),
            decision: "abcd".into(),
            library: vec![LibrarySaid {
                name: "my skills".into(),
                version: "0.1.0".into(),
                ..LibrarySaid::default()
            }],
            walks: vec![WalkSaid {
                tree: "a#b".into(),
                digest: "01".into(),
                replay: text(1),
                ..WalkSaid::default()
            }],
            ..Reopen::default()
        },
        ..Record::default()
    }
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "a row of a table of what each form keeps"
)]
/// What a form has a place for, beside title, status and date.
struct Keeps {
    /// The title apart from the number: a heading alone may begin as if it had one.
    title: bool,
    status: bool,
    /// The whole name of what was chosen.
    chosen: bool,
    options: bool,
    arguments: bool,
    drivers: bool,
    people: bool,
    tags: bool,
    /// The files of linked records, and not their numbers alone.
    files: bool,
}

fn keeps(template: Template) -> Keeps {
    let all = Keeps {
        title: true,
        status: true,
        chosen: true,
        options: true,
        arguments: true,
        drivers: true,
        people: true,
        tags: true,
        files: true,
    };
    match template {
        Template::YStatement => Keeps {
            title: false,
            chosen: false,
            options: false,
            arguments: false,
            drivers: false,
            people: false,
            tags: false,
            ..all
        },
        Template::MadrMinimal | Template::MadrBareMinimal => Keeps {
            title: false,
            status: false,
            arguments: false,
            drivers: false,
            people: false,
            tags: false,
            ..all
        },
        Template::MadrStrict | Template::MadrBareStrict => Keeps {
            title: false,
            tags: false,
            ..all
        },
        Template::Json | Template::JsonAdrs => Keeps {
            files: false,
            ..all
        },
        Template::Nygard => Keeps {
            people: false,
            tags: false,
            ..all
        },
        Template::Log4brains => Keeps {
            title: false,
            people: false,
            tags: false,
            ..all
        },
        _ => all,
    }
}

fn people_and_tags_come_back(adr: &Adr, record: &Record, keeps: &Keeps, case: &str) {
    if keeps.people {
        let read = [&adr.decision_makers, &adr.consulted, &adr.informed];
        let written = [&record.decision_makers, &record.consulted, &record.informed];
        assert_eq!(read, written, "{case}");
    }
    if keeps.tags {
        assert_eq!(adr.tags, record.tags, "{case}");
    }
}

/// Writes a record, reads it back, and says the same of it.
fn comes_back(record: &Record, template: Template) {
    let text = write(record, template);
    let name = format!("0007-x.{}", template.ending());
    let adr = read(&name, &text).unwrap();
    let keeps = keeps(template);
    let case = format!("{template:?}:\n{text}");
    let (title, written) = (adr.title.what.to_string(), record.title.to_string());
    if keeps.title {
        assert_eq!(title, written, "{case}");
        assert_eq!(adr.number.as_ref().map(|said| said.what), Some(7), "{case}");
    } else {
        assert!(written.ends_with(&title) && !title.is_empty(), "{case}");
    }
    if keeps.status {
        assert_eq!(adr.status, Some(record.status), "{case}");
        assert_eq!(adr.date.what, record.date, "{case}");
    }
    let options = adr.options.iter().map(|one| one.name.what.to_string());
    let considered = record
        .considered
        .iter()
        .map(|one| one.alternative.name.to_string());
    if keeps.options {
        let options: Vec<_> = options.collect();
        assert_eq!(options, considered.collect::<Vec<_>>(), "{case}");
    }
    let argued = adr.options.iter().all(|one| one.arguments.len() == 1);
    assert!(argued || !keeps.arguments, "{case}");
    let chosen = adr.chosen.as_ref().map(|said| said.what.to_string());
    let (read, written) = (chosen, record.chosen.as_ref().map(SafeText::to_string));
    if keeps.chosen {
        assert_eq!(read, written, "{case}");
    } else {
        // In a sentence a name ends where the sentence may.
        let begins = written
            .zip(read)
            .is_some_and(|(all, read)| all.starts_with(&read));
        assert!(begins, "{case}");
    }
    if keeps.drivers {
        assert_eq!(adr.drivers.len(), record.drivers.len(), "{case}");
    }
    let link = &record.links[0];
    let links = adr.links.iter().filter(|one| one.relation == link.relation);
    let files: Vec<_> = links.map(|one| (one.file_from(""), one.number)).collect();
    let file = keeps.files.then(|| link.file.to_string());
    assert_eq!(files, [(file, link.number)], "{case}");
    assert_eq!(adr.reopen.as_ref(), Some(&record.reopen), "{case}");
    people_and_tags_come_back(&adr, record, &keeps, &case);
    if !record.title.contains('{') {
        assert_eq!(adr.gaps, [], "{case}");
    }
    assert_eq!(adr.unknown_keys, [], "{case}");
}

#[test]
fn what_was_written_is_read_back() {
    let gaps = "Fill in: [insert or <insert what is to be determined...";
    let long = "long ".repeat(40);
    for title in TITLES.into_iter().chain([long.as_str(), gaps]) {
        for template in Template::ALL {
            comes_back(&record(title, &[title, "plain", "words"]), template);
        }
    }
}

#[test]
fn every_form_tells_of_people_and_of_when_to_think_again() {
    let people = |names: &[&str]| -> Vec<SafeText> {
        names.iter().map(|name| SafeText::from(*name)).collect()
    };
    let told = Record {
        decision_makers: people(&["Ada Lovelace", "Bob"]),
        consulted: people(&["Eve"]),
        informed: people(&["all"]),
        confirmation: people(&["messages > 10k", "2027-11"]),
        ..record("Use Elm", &["elm", "plain", "words"])
    };
    let some = Record {
        decision_makers: Vec::new(),
        ..told.clone()
    };
    for record in [told, some] {
        for template in Template::ALL {
            let text = write(&record, template);
            let adr = read(&format!("0007-x.{}", template.ending()), &text).unwrap();
            let case = format!("{template:?}:\n{text}");
            assert_eq!(adr.decision_makers, record.decision_makers, "{case}");
            assert_eq!(adr.consulted, record.consulted, "{case}");
            assert_eq!(adr.informed, record.informed, "{case}");
            let when = ["Revisit when: messages > 10k", "Revisit when: 2027-11"];
            assert_eq!(adr.confirmation, when.map(SafeText::from), "{case}");
            assert!(
                !adr.context.contains("Ada") && !adr.decision.contains("Ada"),
                "{case}"
            );
        }
    }
}

/// Whatever is read keeps its lines inside the file.
fn holds_together(name: &str, text: &str) {
    let Ok(all) = read_all(name, text) else {
        return;
    };
    let count = u32::try_from(text.split(['\n', '\r']).count()).unwrap();
    for adr in all {
        let said = [&adr.title, &adr.heading, &adr.status_words, &adr.date];
        let mut lines: Vec<u32> = said.map(|said| said.line).to_vec();
        lines.extend(adr.options.iter().map(|one| one.name.line));
        lines.extend(adr.links.iter().map(|one| one.line));
        lines.extend(adr.unknown_keys.iter().map(|one| one.line));
        lines.extend(adr.chosen.iter().map(|one| one.line));
        lines.extend(adr.sections.iter().map(|one| one.end));
        let beyond = lines.iter().find(|line| **line > count);
        assert_eq!(beyond, None, "of {count} lines: {text:?}");
    }
}

/// Signs that mean something in markdown, YAML or a shell, and some that do not.
const SIGNS: &str = "[a-cA-C0-3 :&|/#\"\\[\\]`*_~<>!x.()'$%@=+;,?^\\\\-]{1,30}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_words_that_were_written_are_read_back(
        title in SIGNS,
        words in prop::collection::vec(SIGNS, 3..4),
    ) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let all = || words.iter().copied().chain([title.as_str()]);
        prop_assume!(all().all(|text| !text.trim().is_empty()));
        for template in Template::ALL {
            comes_back(&record(&title, &words), template);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(?s).{0,200}", head in "(---\nstatus: x\n)?") {
        holds_together("0001-x.md", &format!("{head}{text}\n---\n# 1. A\n\n## Status\n\n{text}"));
        holds_together("0001-x.json", &format!("{{\"adr\": {text}}}"));
    }

    #[test]
    fn a_record_with_parts_lost_or_doubled_is_read_or_refused(
        sample in 0..SAMPLES.len(),
        cuts in prop::collection::vec((0_usize..2000, 0_usize..40, prop::bool::ANY), 1..5),
    ) {
        let (name, text) = SAMPLES[sample];
        let mut chars: Vec<char> = text.chars().collect();
        for (at, length, doubled) in cuts {
            let at = at % chars.len().max(1);
            let end = (at + length).min(chars.len());
            if doubled {
                let part: Vec<char> = chars[at..end].to_vec();
                chars.splice(at..at, part);
            } else {
                chars.drain(at..end);
            }
        }
        holds_together(name, &chars.into_iter().collect::<String>());
    }
}
