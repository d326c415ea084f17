//! The forms that a record is written in, made by hand with all that a record can hold.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use archtui::adr::{
    Answered, CellsSaid, Considered, Gathered, LibrarySaid, OwnTemplate, Record, RecordLink,
    Relation, Reopen, Source, Stated, Template, WalkSaid, Writer, diff, single, write,
};
use archtui::model::{Alternative, Document, Fork};
use archtui::parse::yaml::{self, Node};
use archtui::parse::{ParseCx, markdown};
use archtui::stack::AdrStatus;
use archtui::text::{FileId, SafeText};
use archtui::walk::SwitchedFork;
use proptest::prelude::*;

fn said(text: &str, sources: &[usize]) -> Stated {
    Stated {
        sources: sources.to_vec(),
        ..Stated::plain(text)
    }
}

fn option(name: &str) -> Considered {
    Considered {
        alternative: Alternative {
            name: name.into(),
            technology: None,
        },
        ..Considered::default()
    }
}

fn texts(all: &[&str]) -> Vec<SafeText> {
    all.iter().map(|text| SafeText::from(*text)).collect()
}

fn reopen() -> Reopen {
    Reopen {
        version: "0.1.0".into(),
        subject: "queue".into(),
        decision: "0123456789abcdef".into(),
        library: vec![
            LibrarySaid {
                name: "builtin".into(),
                version: "0.1.0".into(),
                digest: "00112233aabbccdd".into(),
            },
            LibrarySaid {
                name: "../our skills".into(),
                ..LibrarySaid::default()
            },
        ],
        facts: texts(&["messages=3k", "uses=postgresql, redis"]),
        walks: vec![WalkSaid {
            tree: "queues#choosing".into(),
            digest: "fedcba9876543210".into(),
            replay: "archtui walk 'queues#choosing' --answer 'it''s fine' --answer '-->'".into(),
            answers: vec![
                Answered {
                    question: "How many messages a second?".into(),
                    said: texts(&["up to 10k"]),
                    from_fact: Some("uses".into()),
                },
                Answered {
                    question: "Must they be read again: \"ever\"?".into(),
                    said: texts(&["?"]),
                    from_fact: None,
                },
            ],
            forks: vec![SwitchedFork {
                question: "#2".into(),
                fork: Fork::AnyOf,
            }],
            led_to: texts(&["RabbitMQ", "NATS"]),
        }],
        compared: Some("archtui compare RabbitMQ Kafka --weight 'Cost=5'".into()),
        alternatives: texts(&["RabbitMQ", "Apache Kafka | 4"]),
        cells: vec![CellsSaid {
            criterion: "Cost: all of it".into(),
            digests: texts(&["00112233", "aabbccdd"]),
        }],
        revisit_when: texts(&["messages > 10k", "2027-11"]),
    }
}

fn considered() -> Vec<Considered> {
    let rabbit = Considered {
        good: vec![said("it routes by topic", &[0]), said("Cost: low", &[1, 2])],
        called: vec![said(
            "the tree leads to it as \u{201c}a broker\u{201d}",
            &[0],
        )],
        needs: vec![said("it needs Erlang, which is there already", &[])],
        neutral: vec![said("Language: Erlang", &[1])],
        bad: vec![said("a limit is stated: ~10k a second", &[2])],
        ..option("RabbitMQ")
    };
    let kafka = Considered {
        good: vec![said("it keeps messages", &[1])],
        bad: vec![said("Cost: high", &[2])],
        lost: vec![said("it comes to 40 of 100", &[])],
        ..option("Apache Kafka | 4")
    };
    let redis = Considered {
        bad: vec![said(
            "it is stated: \u{201c}at most 1k\u{201d}, and here: 3k",
            &[2],
        )],
        lost: vec![said("a limit rules it out", &[2])],
        ..option("Redis [lists]")
    };
    let nats = Considered {
        lost: vec![said("other answers lead to it", &[0])],
        ..option("NATS")
    };
    vec![rabbit, kafka, redis, nats]
}

fn comparison() -> Vec<Vec<Stated>> {
    let cost = Stated {
        instead: vec![said("5/5: none", &[2])],
        ..said("4/5: low", &[1])
    };
    vec![
        ["Criterion", "RabbitMQ", "Apache Kafka | 4"]
            .map(Stated::plain)
            .to_vec(),
        vec![
            Stated::plain("Cost (weight 5)"),
            cost,
            said("2/5: high", &[2]),
        ],
        vec![
            Stated::plain("Language"),
            said("Erlang", &[1]),
            said("Java", &[]),
        ],
        ["Total of 100", "80-100", "40"].map(Stated::plain).to_vec(),
    ]
}

fn sources() -> Vec<Source> {
    vec![
        Source {
            place: "skills/queues/SKILL.md:12".into(),
            link: "../../skills/queues/SKILL.md#L12".into(),
            quote: "Topics? Then a broker, not a [log]".into(),
            digest: "aaaa1111bbbb2222".into(),
            cite: Some("S4:314, Field Notes on Queues".into()),
            date: "2026-03-02".into(),
        },
        Source {
            place: "archtui 0.1.0: skills/queues/SKILL.md:40".into(),
            quote: "low | Erlang".into(),
            digest: "cccc3333dddd4444".into(),
            ..Source::default()
        },
        Source {
            place: "S9:7".into(),
            link: "https://notes.example/a?b=1&c=(2)".into(),
            ..Source::default()
        },
    ]
}

fn links() -> Vec<RecordLink> {
    vec![
        RecordLink {
            relation: Relation::Supersedes,
            file: "0003-use-redis.md".into(),
            number: Some(3),
            title: "Use Redis [lists]".into(),
        },
        RecordLink {
            relation: Relation::Other("Clarifies".into()),
            file: "old notes (2).md".into(),
            number: None,
            title: "Old notes".into(),
        },
    ]
}

/// A record with all that one can hold.
fn rich() -> Record {
    Record {
        number: 7,
        file: "0007-use-rabbitmq-as-queue.md".into(),
        title: "Use RabbitMQ as queue".into(),
        status: AdrStatus::Accepted,
        date: "2026-11-20".into(),
        decision_makers: texts(&["Ada", "Bob, of Ops"]),
        consulted: texts(&["Chi"]),
        informed: texts(&["all"]),
        tags: texts(&["queue", "needs: yes"]),
        problem: "Which queue is to be used?".into(),
        facts: texts(&["messages 3k", "uses postgresql, redis"]),
        context: vec![said("Must they be read again? Not known.", &[0])],
        drivers: vec![
            said("How many messages a second? up to 10k", &[0]),
            said("Cost (weight 5)", &[]),
        ],
        considered: considered(),
        chosen: Some("RabbitMQ".into()),
        because: vec![
            said(
                "\u{201c}How many?\u{201d} was answered \u{201c}up to 10k\u{201d}",
                &[0, 1],
            ),
            said("by the weights given it comes to 80-100 of 100", &[]),
        ],
        answers_say: vec![said("NATS", &[0])],
        weights_say: Vec::new(),
        advice: vec![said("Dead letters: always", &[1])],
        would_change: vec![
            said(
                "\u{201c}over 10k\u{201d} instead of \u{201c}up to 10k\u{201d} leads to Kafka",
                &[0],
            ),
            said("messages > 10k leads to Kafka", &[]),
        ],
        confirmation: texts(&["messages > 10k", "2027-11"]),
        checks: vec![said("must: dead letters are watched", &[1])],
        ruled_out: vec![said("Redis [lists]", &[2])],
        not_on_path: vec![said("NATS", &[0])],
        links: links(),
        gathered: Vec::new(),
        comparison: comparison(),
        outlook: texts(&["RabbitMQ leads by 40 points: a clear lead."]),
        sources: sources(),
        reopen: reopen(),
    }
}

/// A record of which almost nothing is known.
fn sparse() -> Record {
    Record {
        number: 1,
        title: "Cache".into(),
        problem: "Cache.".into(),
        reopen: Reopen {
            version: "0.1.0".into(),
            subject: "Cache".into(),
            decision: "0".into(),
            ..Reopen::default()
        },
        ..Record::default()
    }
}

fn gathered(number: u32, title: &str, file: &str) -> Gathered {
    let answered = |question: &str, said: &str| Answered {
        question: question.into(),
        said: texts(&[said]),
        from_fact: None,
    };
    Gathered {
        title: title.into(),
        number,
        file: file.into(),
        status: AdrStatus::Accepted,
        subject: "queue".into(),
        chosen: Some("RabbitMQ".into()),
        walks: vec![WalkSaid {
            answers: vec![
                answered("How many \"messages\"?", "up to 10k"),
                answered("Read again?", "?"),
            ],
            led_to: texts(&["RabbitMQ"]),
            ..WalkSaid::default()
        }],
    }
}

/// The overview of a stack.
fn overview() -> Record {
    let open = Gathered {
        chosen: None,
        status: AdrStatus::Proposed,
        walks: Vec::new(),
        ..gathered(8, "Search | find", "0008-search-find.md")
    };
    let queue = gathered(7, "Use RabbitMQ as queue", "0007-use-rabbitmq-as-queue.md");
    Record {
        number: 9,
        title: "Architecture of shop".into(),
        date: "2026-11-20".into(),
        problem: "Which decisions make up shop?".into(),
        facts: texts(&["messages 3k"]),
        gathered: vec![queue, open],
        reopen: Reopen {
            version: "0.1.0".into(),
            subject: "stack shop".into(),
            decision: "ffff".into(),
            ..Reopen::default()
        },
        ..Record::default()
    }
}

/// Compares with the file of this name; `UPDATE=1` writes it.
fn golden(name: &str, text: &str) {
    let path = format!("{}/tests/corpus/adr/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, expected, "{name} differs; UPDATE=1 writes it anew");
}

#[test]
fn every_form_is_written_byte_for_byte() {
    let records = [
        ("rich", rich()),
        ("sparse", sparse()),
        ("overview", overview()),
    ];
    for (name, record) in records {
        for template in Template::ALL {
            let text = write(&record, template);
            assert_eq!(
                text,
                write(&record.clone(), template),
                "the same bytes again"
            );
            let word = template.word();
            golden(&format!("{name}.{word}.{}", template.ending()), &text);
        }
    }
}

/// The header of a text, as YAML reads it.
fn header(text: &str) -> Option<Node> {
    let (header, _) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    Some(yaml::read(header, 1 << 16).unwrap())
}

/// What a record says of itself for programs: in its header, its comment or its JSON.
fn own(text: &str) -> Node {
    if let Some(own) = header(text).and_then(|header| header.get("archtui").cloned()) {
        return own;
    }
    let text = if let Ok(json) = serde_json::from_str::<serde_json::Value>(text) {
        let own = &json["adr"]["custom_sections"]["archtui"];
        own.as_str().unwrap().to_owned()
    } else {
        let (_, comment) = text.split_once("\n<!--\n").unwrap();
        let (comment, rest) = comment.split_once("-->\n").unwrap();
        assert_eq!(rest, "", "nothing ends the comment before its end");
        comment.to_owned()
    };
    let root = yaml::read(&text, 1 << 16).unwrap();
    root.get("archtui").unwrap().clone()
}

#[test]
fn every_form_says_how_to_take_the_decision_again() {
    for template in Template::ALL {
        let own = own(&write(&rich(), template));
        let reopen = reopen();
        let text = |node: &Node, key: &str| -> String {
            let node = node.get(key).and_then(Node::as_text);
            node.unwrap_or_default().to_owned()
        };
        assert_eq!(text(&own, "decision"), reopen.decision.as_str());
        let list = |node: &Node, key: &str| -> Vec<String> {
            let list = node.get(key).and_then(Node::as_list).unwrap();
            list.into_iter().map(str::to_owned).collect()
        };
        assert_eq!(
            list(&own, "facts"),
            ["messages=3k", "uses=postgresql, redis"]
        );
        assert_eq!(list(&own, "revisit-when"), ["messages > 10k", "2027-11"]);
        assert_eq!(
            text(&own, "compared"),
            reopen.compared.clone().unwrap().as_str()
        );
        let libraries = own.get("library").unwrap().items();
        assert_eq!(text(&libraries[0], "digest"), "00112233aabbccdd");
        assert_eq!(text(&libraries[1], "name"), "../our skills");
        let walk = &own.get("walks").unwrap().items()[0];
        assert_eq!(text(walk, "replay"), reopen.walks[0].replay.as_str());
        assert_eq!(list(walk, "led-to"), ["RabbitMQ", "NATS"]);
        let answers = walk.get("answers").unwrap().items();
        assert_eq!(
            text(&answers[1], "question"),
            "Must they be read again: \"ever\"?"
        );
        assert_eq!(list(&answers[1], "said"), ["?"]);
        assert_eq!(
            text(&walk.get("forks").unwrap().items()[0], "fork"),
            "any-of"
        );
    }
}

/// A text as markdown reads it, without its header.
fn parsed(text: &str) -> Document {
    let citations = BTreeSet::new();
    let cx = ParseCx {
        file: FileId(0),
        citations: &citations,
    };
    let body = text.strip_prefix("---\n");
    let body = body.and_then(|rest| rest.split_once("\n---\n"));
    let (document, _) = markdown::parse(body.map_or(text, |(_, body)| body), cx);
    document
}

fn headings(text: &str) -> Vec<(u8, String)> {
    let document = parsed(text);
    let headings = document.headings.into_iter();
    headings
        .map(|one| (one.level, one.title.to_string()))
        .collect()
}

#[test]
fn links_to_other_records_stand_where_other_tools_look_for_them() {
    let nygard = write(&rich(), Template::Nygard);
    let status = "## Status\n\nAccepted\n\n\
                  Supersedes [3. Use Redis &#91;lists&#93;](0003-use-redis.md)\n\n\
                  Clarifies [Old notes](old%20notes%20%282%29.md)\n\n## Context\n";
    assert!(nygard.contains(status), "{nygard}");
    let madr = write(&rich(), Template::Madr);
    assert!(
        madr.contains("links:\n  - target: 3\n    kind: supersedes\n"),
        "{madr}"
    );
    assert!(
        madr.contains("\nSupersedes [ADR-0003](0003-use-redis.md)\n"),
        "{madr}"
    );
    let brains = write(&rich(), Template::Log4brains);
    let links = "## Links\n\n- Supersedes [0003-use-redis](0003-use-redis.md)\n";
    assert!(brains.contains(links), "{brains}");
    let superseded = Record {
        status: AdrStatus::Superseded,
        links: vec![RecordLink {
            relation: Relation::SupersededBy,
            file: "0009-x.md".into(),
            number: Some(9),
            title: "X".into(),
        }],
        ..rich()
    };
    let cases = [
        (Template::Madr, "status: superseded\n"),
        (Template::MadrStrict, "status: superseded by ADR-0009\n"),
        (
            Template::Nygard,
            "Superseded\n\nSuperseded by [9. X](0009-x.md)\n",
        ),
        (
            Template::Log4brains,
            "- Status: superseded by [0009-x](0009-x.md)\n",
        ),
    ];
    for (template, expected) in cases {
        let text = write(&superseded, template);
        assert!(text.contains(expected), "{}\n{text}", template.word());
    }
}

#[test]
fn what_is_not_on_the_path_is_never_written_as_turned_down() {
    for template in Template::ALL {
        let text = write(&rich(), template);
        assert!(!text.to_lowercase().contains("reject"), "{text}");
        for words in [
            "neglected NATS",
            "and NATS",
            "Not chosen: other answers",
            "Ruled out: other",
        ] {
            assert!(!text.contains(words), "{words} in\n{text}");
        }
    }
    let text = write(&rich(), Template::YStatement);
    let sentence =
        "we decided for RabbitMQ and neglected Apache Kafka \\| 4 and Redis \\[lists\\], ";
    assert!(text.contains(sentence), "{text}");
}

/// A walk by its questions with their answers, and what they led to.
fn walked(answers: &[(&str, &[&str])], led_to: &[&str]) -> WalkSaid {
    let answers = answers.iter().map(|(question, said)| Answered {
        question: (*question).into(),
        said: texts(said),
        from_fact: None,
    });
    WalkSaid {
        answers: answers.collect(),
        led_to: texts(led_to),
        ..WalkSaid::default()
    }
}

#[test]
fn the_picture_shows_what_the_answers_led_to_and_what_was_chosen() {
    let one = gathered(7, "Use RabbitMQ", "0007-x.md");
    let cases = [
        (
            "another was chosen",
            vec![walked(&[("How many?", &["few"])], &["Redis"])],
            "    d0 --> d0w0q0{{\"How many?\"}}\n    \
             d0w0q0 -->|\"few\"| d0w0r0[\"Redis\"]\n    \
             d0w0r0 -->|\"chosen instead\"| d0e([\"RabbitMQ\"])\n",
        ),
        (
            "two walks",
            vec![
                walked(&[("How many?", &["few"])], &["rabbitmq"]),
                walked(&[("Read again?", &["?"])], &["Kafka"]),
            ],
            "    d0 --> d0w0q0{{\"How many?\"}}\n    \
             d0w0q0 -->|\"few\"| d0e([\"RabbitMQ\"])\n    \
             d0 --> d0w1q0{{\"Read again?\"}}\n    \
             d0w1q0 -->|\"not known\"| d0w1r0[\"Kafka\"]\n",
        ),
        (
            "several answers",
            vec![walked(
                &[
                    ("Which?", &["a", "b"]),
                    ("Of a?", &["x"]),
                    ("Of b?", &["y"]),
                ],
                &["RabbitMQ"],
            )],
            "    d0 --> d0w0q0{{\"Which?\"}}\n    \
             d0w0q0 -->|\"a, b\"| d0w0q1{{\"Of a?\"}}\n    \
             d0w0q0 -->|\"a, b\"| d0w0q2{{\"Of b?\"}}\n    \
             d0w0q1 -->|\"x\"| d0w0t((\"together\"))\n    \
             d0w0q2 -->|\"y\"| d0w0t((\"together\"))\n    \
             d0w0t --> d0e([\"RabbitMQ\"])\n",
        ),
        ("no walk", vec![], "    d0 --> d0e([\"RabbitMQ\"])\n"),
    ];
    for (name, walks, expected) in cases {
        let one = Gathered {
            walks,
            ..one.clone()
        };
        let record = Record {
            gathered: vec![one],
            ..overview()
        };
        let text = write(&record, Template::Madr);
        let picture = format!("    d0[\"queue\"]\n{expected}```\n");
        assert!(text.contains(&picture), "{name}:\n{text}");
    }
}

/// What a browser shows of a text, headings aside, as linters collect it: piece by piece.
fn pieces(text: &str) -> String {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd, TextMergeStream};
    let (mut out, mut skip) = (String::new(), false);
    for event in TextMergeStream::new(Parser::new(text)) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => skip = true,
            Event::End(TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock) => skip = false,
            Event::Text(text) | Event::Code(text) if !skip => {
                out.push_str(&text);
                out.push(' ');
            }
            _ => {}
        }
    }
    out.to_lowercase()
}

#[test]
fn no_linter_takes_what_others_say_for_a_gap() {
    for words in [
        "todo",
        "Is TBD",
        "to be determined",
        "this is To Be Decided now",
        "fill in",
        "Placeholder images",
        "describe your users",
        "add content",
        "write here",
        "xxx",
        "lorem ipsum",
        "and so on...",
        "[insert",
        "<insert",
    ] {
        let mut record = rich();
        record.problem = words.into();
        record.context = vec![said(words, &[0])];
        record.drivers = vec![said(words, &[])];
        record.chosen = Some(words.into());
        record.considered[0].alternative.name = words.into();
        record.considered[0].good = vec![said(words, &[])];
        record.because = vec![said(words, &[])];
        record.sources[0].quote = words.into();
        record.links[0].title = words.into();
        let lower = words.to_lowercase();
        let known = [
            "to be determined",
            "to be decided",
            "placeholder",
            "describe",
            "tbd",
            "...",
        ];
        let gap = known.iter().find(|gap| lower.contains(**gap));
        let gap = gap.copied().unwrap_or(lower.as_str());
        for template in Template::ALL.into_iter().filter(|one| one.ending() == "md") {
            let text = write(&record, template);
            let (_, body) = text.split_once("\n# ").unwrap_or(("", &text));
            let shown = pieces(body);
            assert!(!shown.contains(gap), "{gap}, {}:\n{text}", template.word());
        }
        assert!(!write(&record, Template::Json).contains("<!-- -->"));
    }
}

#[test]
fn what_is_not_on_the_path_is_named_once_with_its_sources() {
    let mut record = rich();
    record.not_on_path.push(said("Pulsar", &[0]));
    let cases = [
        // The section of NATS says so of it.
        (Template::Madr, "\nNot on this path: Pulsar [1].\n"),
        (Template::Nygard, "\nNot on this path: Pulsar [1].\n"),
        (Template::Log4brains, "\nNot on this path: Pulsar [1].\n"),
        (Template::BusinessCase, "\nNot on this path: Pulsar [1].\n"),
        (
            Template::YStatement,
            "\nNot on this path: NATS [1], Pulsar [1].\n",
        ),
        (Template::MadrMinimal, "\nNot on this path: NATS, Pulsar.\n"),
    ];
    for (template, expected) in cases {
        let text = write(&record, template);
        assert!(text.contains(expected), "{}\n{text}", template.word());
        assert!(!text.contains("nothing stated against"), "{text}");
    }
}

/// A record whose table cites these places, each with its citation.
fn citing(places: &[(&str, &str)], cell: Stated) -> Record {
    let places = places.iter().map(|(place, cite)| Source {
        place: (*place).into(),
        cite: Some((*cite).into()),
        date: "2026-03-02".into(),
        ..Source::default()
    });
    Record {
        sources: places.collect(),
        chosen: Some("Elm".into()),
        because: vec![cell],
        ..sparse()
    }
}

#[test]
fn only_another_document_disagrees() {
    let cell = |sources: &[usize], other: &[usize]| Stated {
        instead: vec![said("20M", other)],
        ..said("10M", sources)
    };
    let places = [
        ("a/SKILL.md:4", "S1"),
        ("a/SKILL.md:9", "S2"),
        ("b.md:4", "S3"),
    ];
    let cases = [
        ("one document", cell(&[0], &[1]), "10M [1]; 20M [2]."),
        (
            "two documents",
            cell(&[0], &[2]),
            "10M [1] / 20M [3] (sources disagree).",
        ),
        ("one says both", cell(&[0, 2], &[1]), "10M [1][3]; 20M [2]."),
        ("nobody", cell(&[0], &[]), "10M [1]; 20M."),
    ];
    for (name, cell, expected) in cases {
        let text = write(&citing(&places, cell), Template::Nygard);
        let expected = format!("because {expected}\n");
        assert!(text.contains(&expected), "{name}:\n{text}");
    }
}

#[test]
fn a_line_is_one_source_with_all_that_it_cites() {
    let places = [
        ("x.md:1", "S0"),
        ("a.md:4", "S1:2"),
        ("a.md:4", "S2:3"),
        ("b.md:4", "S3"),
    ];
    let record = citing(&places, said("10M", &[1, 2, 3]));
    let text = write(&record, Template::Madr);
    assert!(text.contains("because 10M [2][3].\n"), "{text}");
    let listed = "* [1] x.md:1 (S0, 2026-03-02)\n\
                  * [2] a.md:4 (S1:2, 2026-03-02; S2:3, 2026-03-02)\n\
                  * [3] b.md:4 (S3, 2026-03-02)\n";
    assert!(text.contains(listed), "{text}");
    // A form that does not cite them all counts anew.
    let text = write(&record, Template::YStatement);
    assert!(text.contains("because 10M [1][2].\n"), "{text}");
    let listed = "## Sources\n\n* [1] a.md:4 (S1:2, 2026-03-02; S2:3, 2026-03-02)\n\
                  * [2] b.md:4 (S3, 2026-03-02)\n";
    assert!(text.contains(listed), "{text}");
}

#[test]
fn sources_are_not_said_to_be_silent_where_none_were_asked() {
    let consequences = |record: &Record| {
        let text = write(record, Template::Nygard);
        let (_, rest) = text.split_once("## Consequences\n\n").unwrap();
        rest.lines().next().unwrap().to_owned()
    };
    assert_eq!(consequences(&sparse()), "None are recorded.");
    let asked = Record {
        sources: sources(),
        ..sparse()
    };
    assert_eq!(consequences(&asked), "The sources state no consequences.");
}

#[test]
fn a_strict_header_has_no_key_but_those_of_madr() {
    let known = ["status", "date", "decision-makers", "consulted", "informed"];
    for template in [Template::MadrStrict, Template::MadrBareStrict] {
        let header = header(&write(&rich(), template)).unwrap();
        let keys: Vec<_> = header
            .entries()
            .iter()
            .map(|(key, _)| key.as_text().unwrap())
            .collect();
        assert_eq!(keys, known);
    }
}

#[test]
fn what_is_not_known_leaves_a_sentence_that_reads() {
    /// What becomes known of the record, and its sentence then.
    type Case = (fn(&mut Record), &'static str);
    let cases: [Case; 4] = [
        (
            |_| {},
            "Facing \u{201c}Cache.\u{201d}, no option is chosen yet.",
        ),
        (
            |record| record.chosen = Some("Redis".into()),
            "Facing \u{201c}Cache.\u{201d}, we decided for Redis.",
        ),
        (
            |record| record.problem = SafeText::default(),
            "We decided for Redis.",
        ),
        (
            |record| record.facts = texts(&["rows 3"]),
            "In the context of a project (rows 3), we decided for Redis.",
        ),
    ];
    let mut record = sparse();
    let sentence = |record: &Record| {
        let text = write(record, Template::YStatement);
        text.lines().nth(4).unwrap().to_owned()
    };
    for (change, expected) in cases {
        change(&mut record);
        assert_eq!(sentence(&record), expected);
    }
}

#[test]
fn json_has_the_keys_of_its_schema_and_no_others() {
    let json = |record: &Record, template| -> serde_json::Value {
        serde_json::from_str(&write(record, template)).unwrap()
    };
    let complete = json(&rich(), Template::Json);
    assert_eq!(complete["version"], "1.0.0");
    let known = [
        "number",
        "title",
        "status",
        "date",
        "deciders",
        "consulted",
        "informed",
        "tags",
        "source_uri",
        "context",
        "decision_drivers",
        "considered_options",
        "decision",
        "consequences",
        "confirmation",
        "links",
        "custom_sections",
        "path",
    ];
    for key in complete["adr"].as_object().unwrap().keys() {
        assert!(known.contains(&key.as_str()), "{key}");
    }
    assert_eq!(complete["adr"]["path"], "0007-use-rabbitmq-as-queue.md");
    assert_eq!(complete["adr"]["links"][0]["type"], "supersedes");
    assert_eq!(
        complete["adr"]["considered_options"][1]["name"],
        "Apache Kafka | 4"
    );
    assert_eq!(
        complete["adr"]["consequences"]["positive"][0],
        "it routes by topic [1]"
    );
    assert!(json(&rich(), Template::JsonAdrs)["adr"]["consequences"].is_string());
    let sparse = json(&sparse(), Template::Json);
    for required in ["number", "title", "status", "date"] {
        assert!(!sparse["adr"][required].is_null(), "{required}");
    }
}

#[test]
fn a_stack_in_one_document_leads_nowhere_else() {
    let search = Record {
        number: 8,
        file: "0008-search-find.md".into(),
        title: "Search | find".into(),
        links: vec![RecordLink {
            relation: Relation::Amends,
            file: "0007-use-rabbitmq-as-queue.md".into(),
            number: Some(7),
            title: SafeText::default(),
        }],
        ..sparse()
    };
    let text = single(&overview(), &[&rich(), &search]);
    golden("single.md", &text);
    let document = parsed(&text);
    let anchors: BTreeSet<&str> = document
        .headings
        .iter()
        .map(|one| one.anchor.as_str())
        .collect();
    for link in &document.links {
        let target = link.target.as_str();
        let inside = target
            .strip_prefix('#')
            .is_some_and(|anchor| anchors.contains(anchor));
        assert!(inside || target.starts_with("https://"), "{target}");
    }
    assert_eq!(
        document
            .links
            .iter()
            .filter(|link| link.target.starts_with('#'))
            .count(),
        3
    );
    assert!(
        !text.contains("archtui:\n") && !text.contains("<!--"),
        "{text}"
    );
}

#[test]
fn a_diff_shows_what_would_change() {
    let cases = [
        (
            "new",
            None,
            "a\nb\n",
            "--- /dev/null\n+++ x.md\n@@ -0,0 +1,2 @@\n+a\n+b\n",
        ),
        ("the same", Some("a\n"), "a\n", ""),
        (
            "one line",
            Some("a\nb\n"),
            "a\nc\n",
            "--- x.md\n+++ x.md\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n",
        ),
    ];
    for (name, before, after, expected) in cases {
        assert_eq!(diff("x.md", before, Some(after)), expected, "{name}");
    }
}

/// Texts that break things: marks of markdown and YAML, line ends, other scripts, controls.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,8}",
        prop::sample::select(vec![
            ":",
            "&",
            "|",
            "/",
            "#",
            "\"",
            "[",
            "]",
            "`",
            "-",
            "---",
            "- ",
            "\r\n",
            "\n",
            "\t",
            "\u{1b}[31m",
            "\u{7}",
            "\u{202e}",
            "🦀",
            "数据库",
            "<!--",
            "-->",
            "<b>",
            "&#35;",
            "\\",
            "```",
            "~~~",
            "*",
            "_",
            "{{",
            "}}",
            "{%",
            "'",
            "%",
            ">",
            "1.",
            "archtui:",
            "](",
            "!",
            "TODO",
            "tbd",
            "...",
            "$",
            "e\u{301}",
            "=",
            "@",
            "null",
            "yes",
            "2027-11-20",
        ])
        .prop_map(str::to_owned),
        Just(" ".to_owned()),
    ];
    prop::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

/// The headings of the first two levels that a form has for the rich record.
fn expected(template: Template) -> Vec<String> {
    let headings = headings(&write(&rich(), template)).into_iter().skip(1);
    headings
        .filter(|(level, _)| *level < 3)
        .map(|(_, title)| title)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_text_breaks_a_form(title in hostile(), text in hostile()) {
        let mut record = rich();
        record.title = SafeText::one_line(&title);
        record.problem = SafeText::new(&text);
        record.chosen = Some(SafeText::one_line(&text));
        record.tags = vec![SafeText::new(&text)];
        record.context = vec![said(&text, &[0])];
        record.considered[0].alternative.name = SafeText::one_line(&text);
        record.considered[0].bad = vec![Stated { text: SafeText::new(&text), ..Stated::default() }];
        record.comparison[1][1].text = SafeText::new(&text);
        record.links[0].title = SafeText::new(&text);
        record.links[1].file = SafeText::new(&text);
        record.sources[0].quote = SafeText::new(&text);
        record.sources[0].link = SafeText::new(&text);
        record.reopen.walks[0].replay = SafeText::new(&text);
        let empty = record.title.is_empty() || record.chosen.as_ref().is_some_and(|c| c.is_empty());
        prop_assume!(!empty);
        for template in Template::ALL.into_iter().filter(|one| one.ending() == "md") {
            let written = write(&record, template);
            let found: Vec<String> = headings(&written)
                .into_iter()
                .filter(|(level, _)| *level < 3)
                .skip(1)
                .map(|(_, title)| title)
                .collect();
            prop_assert_eq!(found, expected(template), "{}\n{}", template.word(), written);
            let replay = own(&written);
            let replay = replay.get("walks").unwrap().items()[0].get("replay").unwrap();
            prop_assert_eq!(replay.as_text().unwrap(), record.reopen.walks[0].replay.as_str());
            if let Some(header) = header(&written).filter(|header| header.get("title").is_some()) {
                let title = header.get("title").and_then(Node::as_text).unwrap();
                prop_assert_eq!(title, record.title.as_str());
                prop_assert_eq!(header.get("status").and_then(Node::as_text), Some("accepted"));
            }
        }
        let json: serde_json::Value = serde_json::from_str(&write(&record, Template::Json)).unwrap();
        prop_assert_eq!(json["adr"]["title"].as_str().unwrap(), record.title.as_str());
    }
}

fn own_template(text: &str) -> OwnTemplate {
    OwnTemplate::new("docs/record.md.j2", text).unwrap()
}

/// The manual of templates.
fn manual() -> String {
    let path = format!("{}/docs/templates.md", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_example_of_the_manual_writes_a_record() {
    let manual = manual();
    let (_, example) = manual.split_once("```jinja\n").unwrap();
    let (example, _) = example.split_once("```\n").unwrap();
    let writer = Writer::Own(Arc::new(own_template(example)));
    for (name, record) in [("rich", rich()), ("sparse", sparse())] {
        let text = writer.write(&record).unwrap();
        golden(&format!("{name}.own.md"), &text);
        own(&text);
    }
    assert_eq!(writer.file_name("0007-x.md"), "0007-x.md");
}

#[test]
fn the_manual_has_every_value_and_filter_and_each_can_be_written() {
    let manual = manual();
    for (name, what) in OwnTemplate::VARIABLES.iter().chain(OwnTemplate::FILTERS) {
        let row = format!("| `{name}` | {what} |");
        assert!(manual.contains(&row), "docs/templates.md lacks {row}");
    }
    let parts = [
        "{% for s in drivers %}{{ s.text }}{{ s.sources|join(\",\") }}{{ s.instead|length }}{{ s.besides|length }}{% endfor %}",
        "{% for o in considered %}{{ o.name }}{{ o.standing }}{{ o.good|first }}{{ o.bad|last }}\
         {{ o.neutral|join }}{{ o.called|join }}{{ o.needs|join }}{{ o.lost|join }}{% endfor %}",
        "{% for l in links %}{{ l }}{{ l.relation }}{{ l.number }}{{ l.file }}{{ l.title }}{% endfor %}",
        "{% for s in sources %}{{ s }}{{ s.number }}{{ s.place }}{{ s.link }}{{ s.quote }}\
         {{ s.digest }}{{ s.cite }}{{ s.date }}{% endfor %}",
        "{% for l in library %}{{ l }}{{ l.name }}{{ l.version }}{{ l.digest|default(\"-\") }}{% endfor %}",
        "{{ comparison.header|join }}{% for row in comparison.rows %}{{ row|join(\" \") }}{% endfor %}",
        "{% for g in gathered %}{{ g.title }}{{ g.number }}{{ g.file }}{{ g.status }}{{ g.subject }}\
         {{ g.chosen }}{{ g.picture }}{% endfor %}",
        "{{ \"a|b\"|md }}{{ title|raw }}{{ title|yaml }}{{ status|capital }}{{ title|length }}",
    ];
    let names = OwnTemplate::VARIABLES.iter();
    let values = names.map(|(name, _)| format!("{{% if {name} %}}{{% endif %}}"));
    let lists = |name: &str| write_all(name, &rich()).is_err();
    for (name, _) in OwnTemplate::VARIABLES {
        let text = write_all(name, &rich())
            .or_else(|_| write_all(&format!("{name}|join(\", \")"), &rich()));
        let text = text.unwrap_or_else(|error| panic!("{name}: {error}"));
        // An overview gathers, and what leads the weighing was chosen here.
        let bare = ["gathered", "weights_say"].contains(name);
        let filled = !text.trim().is_empty() || bare;
        assert!(filled, "{name} is empty in a rich record");
    }
    assert!(lists("facts") && !lists("title"));
    let all: String = values.chain(parts.map(str::to_owned)).collect();
    for record in [rich(), sparse(), overview()] {
        own_template(&all).write(&record).unwrap();
    }
}

/// What a template makes that writes one value; without the comment that is added.
fn write_all(value: &str, record: &Record) -> Result<String, String> {
    let template = own_template(&format!("{{{{ {value} }}}}"));
    let text = template.write(record).map_err(|error| error.to_string())?;
    Ok(text.split("\n<!--").next().unwrap_or_default().to_owned())
}

#[test]
fn a_mistake_in_a_template_is_told_with_its_place() {
    let cases = [
        (
            "a\n{{ titel }}",
            "record.md.j2:2: there is no `titel`, did you mean `title`?; docs/",
        ),
        ("{% if chosen %}\n", "record.md.j2:1: unexpected end"),
        ("\n{{ title|shout }}", "record.md.j2:2: "),
        (
            "\n\n{% include \"/etc/passwd\" %}",
            "record.md.j2:3: there is no block `include`; ",
        ),
        (
            "{% for one in considered %}\n{{ one.nam }}{% endfor %}",
            "record.md.j2:2: something of",
        ),
        (
            "{{ facts }}",
            "record.md.j2:1: a list is printed: loop over it",
        ),
        (
            "{{ title ~ title }}",
            "record.md.j2:1: `~` puts values together; a template has",
        ),
        ("{{ range(3) }}", "record.md.j2"),
    ];
    for (text, expected) in cases {
        let made = OwnTemplate::new("record.md.j2", text);
        let error = made
            .and_then(|template| template.write(&rich()))
            .unwrap_err();
        assert!(error.to_string().starts_with(expected), "{text}: {error}");
        assert!(!error.hint.is_empty());
    }
}

#[test]
fn a_hostile_template_stops() {
    let long = "x".repeat(60_000);
    let nested = |inner: &str| {
        let open = "{% for s in drivers %}".repeat(40);
        format!("{open}{inner}{}", "{% endfor %}".repeat(40))
    };
    let cases = [
        nested("a"),
        nested(&long),
        nested("{{ title }}"),
        nested("{% if considered == considered %}{% endif %}"),
        nested("{{ sources|join(comparison) }}"),
        format!(
            "{{{{ sources|join(\"{}\")|join(\"{}\") }}}}",
            &long[..30_000],
            &long[..30_000]
        ),
    ];
    for text in cases {
        let begun = Instant::now();
        let wrong = OwnTemplate::new("x.md", &text).and_then(|template| template.write(&rich()));
        let took = begun.elapsed();
        assert!(wrong.is_err(), "{}", &text[..200]);
        assert!(
            took < Duration::from_secs(20),
            "{took:?} for {}",
            &text[..200]
        );
    }
    let deep = format!(
        "{{{{ {}title{} }}}}",
        "(".repeat(20_000),
        ")".repeat(20_000)
    );
    assert!(OwnTemplate::new("x.md", &deep).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_breaks_a_template_and_no_template_breaks_the_program(text in hostile()) {
        let record = Record { title: SafeText::one_line(&text), ..rich() };
        prop_assume!(!record.title.is_empty());
        let template = own_template("# {{ title }}\n\n## {{ title }}\n\n* {{ because|first }}\n");
        let written = template.write(&record).unwrap();
        let levels: Vec<u8> = headings(&written).into_iter().map(|(level, _)| level).collect();
        prop_assert_eq!(levels, [1, 2], "{}", written);
        // Whatever a template is, it is refused or it writes.
        if let Ok(template) = OwnTemplate::new("x.md", &text) {
            let _ = template.write(&record);
        }
    }
}
