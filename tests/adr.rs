//! Decisions as records: what is written, byte for byte, and where it goes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use archtui::adr::{
    Content, CreateError, Folder, Ids, PlanCx, PlanStatus, Record, RecordFile, Template, WalkSaid,
    Writer, export, plan, write,
};
use archtui::catalog::{Catalog, Names, Place};
use archtui::model::{
    Alternative, BlockKind, Citation, Concern, ConcernId, Fact, Facts, Fork, Manifest, Range,
    Requirement, Takes, TechId, Technology, TreeId,
};
use archtui::parse::{ParseCx, markdown};
use archtui::stack::{
    AdrStatus, Compared, ComparedCell, Decision, Library, Stack, StackEdit, Subject,
    from_comparison, from_walk,
};
use archtui::text::{FileId, Location, SafeText};
use archtui::walk::{Transcript, Walk};

use crate::stack::{qdrant, to_qdrant};
use crate::walk::build::{Tree, catalog};

pub(crate) const DATE: &str = "2026-11-20";
const BOTH: [Template; 2] = [Template::Madr, Template::Nygard];

pub(crate) fn library() -> Catalog {
    let concern = Concern {
        id: ConcernId("vector-store".into()),
        title: "Vector store".into(),
        trees: vec![TreeId("stores#choosing".into())],
        ..Concern::default()
    };
    Catalog {
        manifest: Manifest {
            concerns: vec![concern],
            ..Manifest::default()
        }
        .into(),
        ..catalog()
    }
}

pub(crate) fn stack_of(decisions: Vec<Decision>) -> Stack {
    Stack {
        name: "shop".into(),
        library: vec![Library {
            from: "builtin".into(),
            version: Some("0.1.0".into()),
            digest: None,
        }],
        facts: Facts::from([
            ("engineers".into(), Fact::Number(Range::exactly(12.0))),
            (
                "uses".into(),
                Fact::Words(vec!["postgresql".into(), "redis".into()]),
            ),
        ]),
        decisions,
    }
}

fn walked() -> Decision {
    let mut decision = from_walk(&to_qdrant(), &library(), Some(qdrant()), None);
    decision.status = AdrStatus::Accepted;
    decision
}

pub(crate) fn cell(alternative: &str, criterion: &str, text: &str, line: u32) -> ComparedCell {
    ComparedCell {
        alternative: alternative.into(),
        criterion: criterion.into(),
        text: text.into(),
        at: Place {
            source: "builtin".into(),
            file: "skills/stores/SKILL.md".into(),
            line,
        },
        cite: None,
    }
}

pub(crate) fn named(name: &str) -> Alternative {
    Alternative {
        name: name.into(),
        technology: None,
    }
}

fn compared() -> Decision {
    let scores = |score: u8| BTreeMap::from([("Filtering".into(), score)]);
    let compared = Compared {
        alternatives: vec![named("Qdrant"), named("pgvector")],
        criteria: vec!["Licence".into(), "Filtering".into()],
        scores: BTreeMap::from([("Qdrant".into(), scores(5)), ("pgvector".into(), scores(2))]),
        cells: vec![
            cell("Qdrant", "Filtering", "before | during the search", 140),
            cell("pgvector", "Filtering", "SQL WHERE", 141),
            cell("Qdrant", "Licence", "Apache-2.0", 140),
        ],
    };
    let weights = BTreeMap::from([("Filtering".into(), 5), ("Licence".into(), 1)]);
    let own = Subject::Title("Search engine".into());
    let mut decision = from_comparison(compared, weights, Some(named("Qdrant")), own);
    decision.rationale = "Most queries keep under 1% of the rows.".into();
    decision.revisit_when = vec!["2027-11".into()];
    decision
}

fn open() -> Decision {
    let mut walk = Walk::new(crate::walk::build::engines());
    walk.skip();
    from_walk(&walk, &library(), None, None)
}

/// A library that knows what its technologies need.
pub(crate) fn technologies() -> Catalog {
    let technology = |id: &str, name: &str, line: u32| Technology {
        id: TechId(id.into()),
        name: name.into(),
        at: Location::line(FileId(1), line),
        ..Technology::default()
    };
    let pgvector = Technology {
        requires: vec![Requirement {
            all: vec![TechId("postgresql".into())],
            why: "an extension of it".into(),
            cite: Some(cited(3)),
            at: Location::line(FileId(1), 4),
            ..Requirement::default()
        }],
        ..technology("pgvector", "pgvector", 4)
    };
    let all = [
        pgvector,
        technology("postgresql", "PostgreSQL", 5),
        technology("qdrant", "Qdrant", 6),
        technology("chroma", "Chroma", 7),
        technology("milvus", "Milvus", 8),
    ];
    let mut catalog = library();
    let mut manifest = catalog.files[0].clone();
    manifest.shown = "archtui.yaml".into();
    catalog.files.push(manifest);
    catalog.names = Names::new(all.to_vec()).0.into();
    catalog
}

fn cited(line: u32) -> Citation {
    let (id, line) = ("S1".into(), Some(line));
    Citation { id, line }
}

/// A walk with a rule, notes on several outcomes of one technology, and limits.
fn noted_walk() -> Walk {
    let mut t = Tree::default();
    let notes = ["✓ one store less to run", "Scale limit: ~10M rows"];
    let limit = "Scale limit: ~1M rows";
    let here = t.end("pgvector", &["pgvector"], &notes);
    let both = t.end("pgvector beside it", &["pgvector"], &notes[..1]);
    let chroma = t.end("Chroma", &["chroma"], &[limit, "- runs in the process"]);
    let small = t.end("Chroma", &["chroma"], &[limit]);
    let milvus = t.end("Milvus", &["milvus"], &["✗ needs etcd"]);
    let pool = t.end("size the pool to the database", &[], &[]);
    let pooled = t.ask("Connections", Fork::Rule, &[("always", pool)]);
    let answers = [
        ("Yes, in use", here),
        ("Yes, planned", both),
        ("No", chroma),
        ("Not yet", small),
    ];
    let store = t.ask("Is there a PostgreSQL?", Fork::OneOf, &answers);
    let parts = [("store", store), ("connections", pooled)];
    let parts = t.ask("Few rows", Fork::AllOf, &parts);
    let answers = [("Up to 9M", parts), ("More", milvus)];
    let rows = t.ask("How many rows?", Fork::OneOf, &answers);
    let mut walk = Walk::new(t.done(rows));
    walk.answer(0);
    walk.answer(0);
    walk
}

/// That walk, then a comparison without scores.
fn walked_and_compared() -> Decision {
    let library = technologies();
    let name = |id: &str, name: &str| Alternative {
        name: name.into(),
        technology: Some(TechId(id.into())),
    };
    let chosen = name("pgvector", "pgvector");
    let facts = Facts::from([("rows".into(), Fact::Number(Range::exactly(9e6)))]);
    let transcript = Transcript::with_facts(&noted_walk(), &library, &facts);
    let mut decision =
        Decision::from_transcripts(vec![transcript], &library, Some(chosen.clone()), None);
    let elsewhere = |text: &str, line: u32| ComparedCell {
        cite: Some(cited(line)),
        ..cell("pgvector", "Largest index", text, line)
    };
    let criteria = [
        "Open source",
        "Hybrid search",
        "Filtering",
        "Largest index",
        "Vendor lock-in",
        "Tracing",
    ];
    let compared = Compared {
        alternatives: vec![chosen, name("qdrant", "Qdrant")],
        criteria: criteria.map(SafeText::from).to_vec(),
        scores: BTreeMap::new(),
        cells: vec![
            cell("pgvector", "Open source", "Yes", 140),
            cell("qdrant", "Open source", "Partly", 141),
            cell("pgvector", "Hybrid search", "–", 142),
            cell("qdrant", "Hybrid search", "✅", 143),
            cell("pgvector", "Filtering", "SQL WHERE", 144),
            cell("qdrant", "Filtering", "pre-filters", 145),
            elsewhere("10M", 146),
            elsewhere("100M", 147),
            cell("qdrant", "Vendor lock-in", "No", 148),
            cell("qdrant", "Tracing", "not stated", 149),
        ],
    };
    decision.take_comparison(compared, BTreeMap::new());
    decision
}

/// Compares with the file of this name; `UPDATE=1` writes it.
#[expect(
    clippy::disallowed_methods,
    reason = "golden files are read and written by their test"
)]
fn golden(name: &str, text: &str) {
    let path = format!("{}/tests/corpus/adr/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, expected, "{name} differs; UPDATE=1 writes it anew");
}

#[test]
fn records_are_written_byte_for_byte() {
    let cases = [
        ("walked", walked()),
        ("compared", compared()),
        ("open", open()),
        ("walked-and-compared", walked_and_compared()),
    ];
    for (name, decision) in cases {
        let stack = stack_of(vec![decision]);
        for template in BOTH {
            let record = Record::of(&stack.decisions[0], &stack, &technologies(), 7, DATE);
            let text = write(&record, template);
            assert_eq!(text, write(&record, template), "the same bytes again");
            golden(&format!("{name}.{}.md", template.word()), &text);
        }
    }
}

#[test]
fn a_question_names_a_few_options_and_never_chains_many() {
    let concern = || Subject::Concern(ConcernId("vector-store".into()));
    let title = |title: &str| Subject::Title(title.into());
    let which = "Which vector store is to be used?";
    let cases: [(&str, Subject, &[&str], &str); 8] = [
        ("one", concern(), &["A"], which),
        (
            "two",
            concern(),
            &["A", "B"],
            "Which vector store is to be used: A or B?",
        ),
        (
            "three",
            concern(),
            &["A", "B", "C"],
            "Which vector store is to be used: A, B or C?",
        ),
        ("four", concern(), &["A", "B", "C", "D"], which),
        ("a comma", concern(), &["A, B", "C"], which),
        (
            "a title",
            title("Caching"),
            &["A", "B"],
            "Caching: is A or B to be used?",
        ),
        (
            "a long title",
            title("Caching"),
            &["A", "B", "C", "D"],
            "Caching: which of the options is to be used?",
        ),
        (
            "a question",
            title("Which cache?"),
            &["A", "B"],
            "Which cache?",
        ),
    ];
    for (name, subject, options, expected) in cases {
        let decision = Decision {
            subject,
            considered: options.iter().map(|option| named(option)).collect(),
            ..Decision::default()
        };
        let stack = stack_of(vec![decision]);
        let record = Record::of(&stack.decisions[0], &stack, &library(), 7, DATE);
        assert_eq!(record.problem, expected, "{name}");
    }
}

#[test]
fn one_of_several_is_used_for_a_concern_and_not_as_all_of_it() {
    let mut catalog = library();
    let manifest = Arc::make_mut(&mut catalog.manifest);
    manifest.concerns[0].title = "Frameworks".into();
    manifest.concerns[0].takes = Some(Takes::Many);
    let decision = Decision {
        subject: Subject::Concern(ConcernId("vector-store".into())),
        chosen: Some(named("Axum")),
        considered: vec![named("Axum"), named("Hono")],
        ..Decision::default()
    };
    let stack = stack_of(vec![decision]);
    let record = Record::of(&stack.decisions[0], &stack, &catalog, 7, DATE);
    assert_eq!(record.title, "Use Axum for frameworks");
    assert_eq!(
        record.problem,
        "What is to be used for frameworks: Axum or Hono?"
    );
}

#[test]
fn what_the_choice_needs_and_has_not_is_a_consequence() {
    let mut stack = stack_of(vec![walked_and_compared()]);
    let uses = Fact::Words(vec!["redis".into()]);
    for (facts, expected) in [
        (
            Facts::from([("uses".into(), uses)]),
            "Bad, because it needs PostgreSQL (an extension of it) [",
        ),
        (
            stack.facts.clone(),
            "Neutral, because it needs PostgreSQL, which is used already (an",
        ),
    ] {
        stack.facts = facts;
        let record = Record::of(&stack.decisions[0], &stack, &technologies(), 7, DATE);
        let text = write(&record, Template::Madr);
        let (_, after) = text.split_once("### Consequences").unwrap();
        let (consequences, rest) = after.split_once("### Confirmation").unwrap();
        assert!(consequences.contains(expected), "{expected}\n{text}");
        assert!(rest.contains(expected), "{expected}\n{text}");
    }
}

/// The headings of a text, as markdown reads it.
fn headings(text: &str) -> Vec<(u8, String)> {
    let citations = BTreeSet::new();
    let cx = ParseCx {
        file: FileId(0),
        citations: &citations,
    };
    let body = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"));
    let body = body.map_or(text, |(_, body)| body);
    let (document, _) = markdown::parse(body, cx);
    let headings = document.headings.iter();
    headings.map(|h| (h.level, h.title.to_string())).collect()
}

const TITLES: [&str; 22] = [
    "a: b",
    "a & b",
    "a | b",
    "a / b",
    "# a",
    "\"a\"",
    "[a](b)",
    "`a`",
    "-a",
    "- a",
    "--- a",
    "🦀",
    "数据库",
    "---\nstatus: x",
    "a\r\nb",
    "e\u{301}",
    "CON",
    "nul",
    "<script>",
    "```",
    "1. a",
    "\\",
];

/// The headings of a record's sections.
fn sections(text: &str) -> Vec<String> {
    let sections = headings(text).into_iter().filter(|(level, _)| *level < 3);
    sections.skip(1).map(|(_, title)| title).collect()
}

#[test]
fn no_title_breaks_a_record() {
    let long = "very long ".repeat(20);
    for title in TITLES.into_iter().chain([long.as_str()]) {
        let mut decision = compared();
        decision.subject = Subject::Title(title.into());
        decision.considered[1] = named(title);
        let stack = stack_of(vec![decision]);
        let record = Record::of(&stack.decisions[0], &stack, &library(), 7, DATE);
        let text = write(&record, Template::Madr);
        let front = text
            .strip_prefix("---\n")
            .unwrap()
            .split_once("\n---\n")
            .unwrap()
            .0;
        let yaml: BTreeMap<String, serde_json::Value> =
            archtui::parse::yaml::from_str(front).unwrap();
        assert_eq!(yaml["title"], record.title.as_str(), "{title}");
        assert_eq!(yaml["status"], "proposed", "{title}");
        assert_eq!(yaml["number"], 7, "{title}");
        assert_eq!(
            sections(&text),
            [
                "Context and Problem Statement",
                "Decision Drivers",
                "Considered Options",
                "Decision Outcome",
                "Pros and Cons of the Options",
                "More Information"
            ],
            "{title}\n{text}"
        );
        let nygard = write(&record, Template::Nygard);
        assert_eq!(
            sections(&nygard),
            ["Status", "Context", "Decision", "Consequences"],
            "{title}\n{nygard}"
        );
        assert!(nygard.starts_with("# 7. "), "{title}");
        let name = archtui::adr::folder::file_name(7, title);
        let plain = name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c));
        assert!(
            plain && name.len() <= 68 && name.starts_with("0007-"),
            "{title}: {name}"
        );
    }
}

/// Statements that would be something else at the start of a line.
const HOSTILE: [&str; 15] = [
    "---",
    "# heading",
    "```",
    "| a | b |",
    "<!-- x",
    "--> x",
    "</details>",
    "* item",
    "1) item",
    "[x]: http://a",
    "===",
    "> quote",
    "&#35; x",
    "~~~",
    "a\n\n# b",
];

#[test]
fn hostile_statements_stay_statements() {
    for words in HOSTILE {
        let mut t = Tree::default();
        let [a, b] = [words, "other"].map(|text| t.end(text, &[], &[words]));
        let root = t.ask(words, Fork::OneOf, &[(words, a), ("no", b)]);
        let mut walk = Walk::new(t.done(root));
        walk.answer(0);
        let mut decision = from_walk(&walk, &library(), Some(named(words)), None);
        decision.rationale = words.into();
        decision.compared = Some(Compared {
            alternatives: vec![named(words), named("other")],
            criteria: vec![words.into()],
            scores: BTreeMap::new(),
            cells: vec![cell(words, words, words, 3)],
        });
        let stack = stack_of(vec![decision]);
        let record = Record::of(&stack.decisions[0], &stack, &library(), 7, DATE);
        for template in BOTH {
            let text = write(&record, template);
            let levels = headings(&text);
            let top = levels.iter().filter(|(level, _)| *level == 1).count();
            assert_eq!(top, 1, "{words}\n{text}");
            let citations = BTreeSet::new();
            let cx = ParseCx {
                file: FileId(0),
                citations: &citations,
            };
            let body = text
                .strip_prefix("---\n")
                .map_or(text.as_str(), |rest| rest.split_once("\n---\n").unwrap().1);
            let (document, _) = markdown::parse(body, cx);
            let tables: Vec<_> = document
                .blocks
                .iter()
                .filter_map(|block| match &block.kind {
                    BlockKind::Table(table) => Some(table),
                    _ => None,
                })
                .collect();
            assert_eq!(tables.len(), 1, "{words}\n{text}");
            assert_eq!(tables[0].rows[0].cells.len(), 3, "{words}\n{text}");
            let html = document
                .blocks
                .iter()
                .filter(|block| matches!(block.kind, BlockKind::Html(_) | BlockKind::Code { .. }));
            assert_eq!(
                html.count(),
                usize::from(template == Template::Nygard),
                "{words}\n{text}"
            );
        }
    }
}

#[test]
fn words_that_look_like_gaps_never_appear() {
    let mut decision = compared();
    decision.rationale = "TODO: describe the placeholder, tbd, xxx...".into();
    decision.drivers.push("to Describe".into());
    decision.drivers.push("Describe".into());
    let stack = stack_of(vec![decision]);
    let record = Record::of(&stack.decisions[0], &stack, &library(), 7, DATE);
    for template in BOTH {
        let text = write(&record, template).to_lowercase();
        for word in ["todo", "tbd", "xxx", "...", "describe", "placeholder"] {
            assert!(!text.contains(word), "{word} in\n{text}");
        }
        let drivers = "* to d<!-- -->escribe\n* d<!-- -->escribe\n";
        assert!(text.contains(drivers), "{text}");
    }
}

#[test]
fn options_are_named_alike_everywhere_and_are_two_where_the_tree_has_two() {
    let mut t = Tree::default();
    let [a, b] = ["A|x", "B"].map(|name| t.end(name, &[], &["a note"]));
    let root = t.ask("Which?", Fork::OneOf, &[("a", a), ("b", b)]);
    let mut walk = Walk::new(t.done(root));
    walk.answer(0);
    let decision = from_walk(&walk, &catalog(), Some(named("A|x")), None);
    assert_eq!(decision.considered.len(), 1);
    let stack = stack_of(vec![decision]);
    let record = Record::of(&stack.decisions[0], &stack, &catalog(), 1, DATE);
    let text = write(&record, Template::Madr);
    for place in [
        "\n* A\\|x\n",
        "\"A\\|x\"",
        "\n### A\\|x\n",
        "\n* B\n",
        "Not on this path: ",
    ] {
        assert_eq!(text.matches(place).count(), 1, "{place} in\n{text}");
    }
    assert!(!text.to_lowercase().contains("reject"), "{text}");
    let (_, of_b) = text.split_once("### B\n").unwrap();
    assert!(of_b.starts_with("\nNot on this path: "), "{text}");
}

/// A folder in memory; names in `taken` appear only when they are written to.
#[derive(Default)]
struct Memory {
    files: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl Folder for Memory {
    fn list(&self) -> Result<Vec<RecordFile>, CreateError> {
        let files = self.files.iter().map(|(name, text)| RecordFile {
            name: name.clone(),
            content: Content::Text(text.clone()),
        });
        Ok(files.collect())
    }

    fn create_new(&mut self, name: &str, bytes: &[u8]) -> Result<(), CreateError> {
        if self.taken.contains(name) || self.files.contains_key(name) {
            return Err(CreateError::Exists);
        }
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        self.files.insert(name.to_owned(), text);
        Ok(())
    }
}

fn cx(catalog: &Catalog, again: bool) -> PlanCx<'_> {
    PlanCx {
        catalog,
        writer: &Writer::BuiltIn(Template::Madr),
        date: DATE,
        from_records: None,
        again,
        ids: Ids::Number,
        elsewhere: &[],
    }
}

#[test]
fn records_take_the_next_numbers_and_never_one_that_is_taken() {
    let library = library();
    let stack = stack_of(vec![walked(), compared()]);
    let mut folder = Memory::default();
    folder
        .files
        .insert("0004-old.md".to_owned(), "not a record".to_owned());
    folder
        .taken
        .insert("0006-search-engine-qdrant.md".to_owned());
    let planned = plan(
        &stack,
        &[0, 1, 9],
        &folder.list().unwrap(),
        cx(&library, false),
    );
    let names: Vec<_> = planned.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "0005-use-qdrant-as-vector-store.md",
            "0006-search-engine-qdrant.md"
        ]
    );
    let done = export(&mut folder, &planned, Template::Madr);
    let names: Vec<_> = done.iter().map(|e| e.name.clone().unwrap()).collect();
    assert_eq!(
        names,
        [
            "0005-use-qdrant-as-vector-store.md",
            "0007-search-engine-qdrant.md"
        ]
    );
    assert!(
        folder.files[&names[1]].contains("number: 7\n"),
        "the number within is the one without"
    );
    assert_eq!(folder.files["0004-old.md"], "not a record");
}

#[test]
fn a_decision_is_written_once_unless_it_is_asked_for_again() {
    let library = library();
    let mut folder = Memory::default();
    let stack = stack_of(vec![walked()]);
    let planned = plan(&stack, &[0], &[], cx(&library, false));
    let name = export(&mut folder, &planned, Template::Nygard)[0]
        .name
        .clone()
        .unwrap();
    let path = format!("docs/decisions/{name}");
    let stack = stack.edited(StackEdit::SetRecord(0, path.as_str().into()), &library);
    let changed = stack.edited(StackEdit::SetRationale(0, "because".into()), &library);
    let listing = folder.list().unwrap();
    let cases = [
        (
            "unchanged",
            &stack,
            &listing[..],
            false,
            PlanStatus::Unchanged,
        ),
        (
            "changed",
            &changed,
            &listing[..],
            false,
            PlanStatus::Changed,
        ),
        ("missing", &stack, &[][..], false, PlanStatus::Missing),
        ("again", &stack, &listing[..], true, PlanStatus::Again),
    ];
    for (case, stack, listing, again, status) in cases {
        let planned = plan(stack, &[0], listing, cx(&library, again));
        assert_eq!(planned[0].status, status, "{case}");
        let mut folder = Memory {
            files: folder.files.clone(),
            ..Memory::default()
        };
        export(&mut folder, &planned, Template::Madr);
        assert_eq!(folder.files.len(), if again { 2 } else { 1 }, "{case}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_says_so_for_each_record() {
    struct ReadOnly;
    impl Folder for ReadOnly {
        fn list(&self) -> Result<Vec<RecordFile>, CreateError> {
            Ok(Vec::new())
        }
        fn create_new(&mut self, _: &str, _: &[u8]) -> Result<(), CreateError> {
            Err(CreateError::Io("read-only".to_owned()))
        }
    }
    let library = library();
    let stack = stack_of(vec![walked(), compared()]);
    let planned = plan(&stack, &[0, 1], &[], cx(&library, false));
    let done = export(&mut ReadOnly, &planned, Template::Madr);
    assert!(done.iter().all(|e| e.name.is_err()));
}

#[test]
fn a_record_says_how_to_take_the_decision_again() {
    let stack = stack_of(vec![walked()]);
    let record = Record::of(&stack.decisions[0], &stack, &library(), 7, DATE);
    let WalkSaid {
        tree,
        replay: command,
        ..
    } = &record.reopen.walks[0];
    assert_eq!(*tree, "stores#choosing");
    assert_eq!(
        *command,
        "archtui walk 'stores#choosing' --answer 'over 10M' --answer very"
    );
    assert!(record.because.iter().any(|b| b.text.contains("very")));
    assert_eq!(record.confirmation, [SafeText::new("rows <= 10M")]);
}

#[test]
fn a_choice_against_the_answers_says_what_they_lead_to() {
    let mut decision = walked();
    decision.chosen = Some(named("Milvus"));
    let stack = stack_of(vec![decision]);
    let record = Record::of(&stack.decisions[0], &stack, &library(), 1, "2026-11-20");
    let text = write(&record, Template::Madr);
    let chosen = text.lines().find(|line| line.starts_with("Chosen option"));
    let chosen = chosen.unwrap();
    assert!(
        chosen.starts_with("Chosen option: \"Milvus\", although the answers lead to qdrant ["),
        "{chosen}"
    );
}
