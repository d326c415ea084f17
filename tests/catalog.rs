//! Sources to a catalog: skills, what shadows what, ids, look-ups, groups.

use std::sync::Arc;

use archtui::catalog::{self, Catalog, Lookup, Source, Stage};
use archtui::model::FileKind;
use archtui::text::{FileId, Location, SafeText};

use crate::support::{MemorySource, Project, codes, load};

const TREE: &str =
    "## Choosing\n\n```text\nWhat do you have?\n├── A lot → Redis\n└── A little → SQLite\n```\n";
const TABLE: &str =
    "## Compared\n\n| Database | Best for |\n|---|---|\n| Redis | speed |\n| SQLite | files |\n";

fn skill(name: &str, body: &str) -> String {
    format!("---\nname: {name}\ndescription: About {name}.\n---\n\n# {name}\n\n{body}")
}

fn memory(name: &str, files: &[(&str, &str)]) -> Arc<dyn Source> {
    MemorySource::holding(name, files)
}

fn ids(catalog: &Catalog) -> Vec<&str> {
    catalog.trees().map(|tree| tree.id.0.as_str()).collect()
}

#[test]
fn files_belong_to_the_innermost_skill_and_have_a_kind() {
    let source = memory(
        "here",
        &[
            ("a/SKILL.md", "# A"),
            ("a/init.md", "plan"),
            ("a/examples/e.py", "e"),
            ("a/references/r.md", "r"),
            ("a/scripts/s.sh", "s"),
            ("a/assets/logo.svg", "l"),
            ("a/notes.md", "n"),
            ("a/data.bin", "d"),
            ("a/inner/SKILL.md", "# I"),
            ("a/inner/references/r.md", "r"),
            ("guide.md", "# Loose"),
            ("src/main.rs", "code"),
            ("archtui.yaml", "version: 1"),
        ],
    );
    let catalog = catalog::list(vec![source]);
    let names: Vec<&str> = catalog.skills.iter().map(|s| s.id.0.as_str()).collect();
    assert_eq!(names, ["a", "inner"]);
    let files = |skill: usize| -> Vec<(&str, FileKind)> {
        let ids = catalog.skills[skill].files.iter();
        ids.map(|id| catalog.file(*id).unwrap())
            .map(|file| (file.path.as_str(), file.kind))
            .collect()
    };
    assert_eq!(
        files(0),
        [
            ("a/SKILL.md", FileKind::Skill),
            ("a/init.md", FileKind::Plan),
            ("a/notes.md", FileKind::Reference),
            ("a/references/r.md", FileKind::Reference),
            ("a/examples/e.py", FileKind::Example),
            ("a/scripts/s.sh", FileKind::Script),
            ("a/assets/logo.svg", FileKind::Asset),
            ("a/data.bin", FileKind::Other),
        ]
    );
    assert_eq!(files(1).len(), 2);
    let loose: Vec<&str> = catalog
        .files
        .iter()
        .filter(|file| file.skill.is_none())
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(loose, ["archtui.yaml", "guide.md"]);
}

#[test]
fn records_are_read_and_linked_and_are_no_content() {
    let tree = "\n## Choosing\n\n```\nHow many?\n├── Few → OakDB\n└── Many → ElmDB\n```\n";
    let stores = skill("stores", tree);
    let record = format!("# 1. Use OakDB\n{tree}\n* [1] skills/stores/SKILL.md:10\n");
    let sources = vec![
        memory("library", &[("skills/stores/SKILL.md", &stores)]),
        MemorySource::of_records("adr", &[("0001-use-oakdb.md", &record), ("plan.png", "")]),
    ];
    let catalog = catalog::index(&catalog::list(sources), &|| false).unwrap();
    assert_eq!(
        catalog.trees().count(),
        1,
        "what a record shows is not to be walked"
    );
    let files: Vec<&str> = catalog
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(files, ["skills/stores/SKILL.md", "0001-use-oakdb.md"]);
    let (content, record) = (FileId(0), FileId(1));
    let line_of = |places: &[Location]| -> Vec<(FileId, u32)> {
        places.iter().map(|at| (at.file, at.line)).collect()
    };
    assert_eq!(line_of(&catalog.cited_by(record)), [(content, 10)]);
    assert_eq!(line_of(&catalog.records_citing(&[content])), [(record, 11)]);
}

#[test]
fn a_source_that_is_a_skill_is_called_by_its_folder() {
    let project = Project::with(&[
        ("my-skill/SKILL.md", "# X"),
        ("my-skill/references/r.md", "r"),
    ]);
    let catalog = load(vec![project.source("my-skill")]);
    assert_eq!(catalog.skills[0].id.0, "my-skill");
    assert_eq!(catalog.skills[0].folder, "");
    assert_eq!(catalog.addresses[1], "my-skill/references/r");
}

#[test]
fn the_nearest_of_two_sources_is_used_and_two_in_one_source_are_both_shown() {
    let body = skill("x", TREE);
    let near = memory("near", &[("x/SKILL.md", &body), ("doc.md", "# D")]);
    let far = memory(
        "far",
        &[
            ("skills/x/SKILL.md", &body),
            ("skills/y/SKILL.md", &body),
            ("other/y/SKILL.md", &body),
            ("doc.md", "# D"),
        ],
    );
    let catalog = load(vec![near, far]);
    let shadowed: Vec<_> = catalog
        .skills
        .iter()
        .map(|s| (s.folder.as_str(), s.shadowed_by))
        .collect();
    assert_eq!(
        shadowed,
        [
            ("x", None),
            ("other/y", None),
            ("skills/x", Some(0)),
            ("skills/y", None)
        ]
    );
    assert_eq!(
        ids(&catalog),
        ["x#choosing", "y#choosing", "skills/y#choosing"]
    );
    assert_eq!(codes(&catalog), ["duplicate-skill"]);
    let all: Vec<&str> = catalog.addresses.iter().map(SafeText::as_str).collect();
    assert!(
        all.contains(&"far:x") && all.contains(&"doc") && all.contains(&"far:doc"),
        "{all:?}"
    );
    let hidden = catalog.find_tree("far:x#choosing");
    assert!(
        matches!(&hidden, Lookup::Found(tree) if tree.same_as.is_some()),
        "{hidden:?}"
    );
}

#[test]
fn trees_and_tables_get_ids_apart_and_copies_are_told() {
    let twice = format!(
        "{TREE}\n{}\n{TABLE}\n{TABLE}",
        TREE.replace("## Choosing\n", "Or else:\n")
            .replace("Redis", "Valkey")
    );
    let source = memory(
        "here",
        &[
            ("a/SKILL.md", &skill("a", &twice)),
            ("a/references/copy.md", TREE),
            ("loose/page.md", TABLE.trim_start_matches("## Compared\n\n")),
        ],
    );
    let catalog = load(vec![source]);
    assert_eq!(catalog.stage, Stage::Indexed);
    assert_eq!(
        ids(&catalog),
        ["a#choosing", "a#choosing~2", "a/references/copy#choosing"]
    );
    let copies: Vec<_> = catalog
        .trees()
        .map(|tree| tree.same_as.as_ref().map(|id| id.0.as_str()))
        .collect();
    assert_eq!(copies, [None, None, Some("a#choosing")]);
    let tables: Vec<&str> = catalog.tables().map(|table| table.id.0.as_str()).collect();
    assert_eq!(tables, ["a#compared", "a#compared-1", "loose/page#top"]);
}

#[test]
fn any_unambiguous_end_of_an_id_finds_a_tree() {
    let other = TREE.replace("Redis", "Kafka");
    let source = memory(
        "here",
        &[
            ("a/SKILL.md", &skill("a", TREE)),
            ("a/references/copy.md", TREE),
            ("b/SKILL.md", &skill("b", &other)),
            (
                "b/references/deep.md",
                &other
                    .replace("Choosing", "Scaling")
                    .replace("Kafka", "NATS"),
            ),
        ],
    );
    let catalog = load(vec![source]);
    let cases: &[(&str, Result<&str, &[&str]>)] = &[
        ("a#choosing", Ok("a#choosing")),
        ("scaling", Ok("b/references/deep#scaling")),
        ("#scaling", Ok("b/references/deep#scaling")),
        ("deep#scaling", Ok("b/references/deep#scaling")),
        ("deep", Ok("b/references/deep#scaling")),
        ("copy#choosing", Ok("a/references/copy#choosing")),
        (
            "choosing",
            Err(&["a#choosing", "a/references/copy#choosing", "b#choosing"]),
        ),
        ("caling", Err(&["b/references/deep#scaling"])),
        ("b#chosing", Err(&["b#choosing", "a#choosing"])),
        ("zzzzzzzz", Err(&[])),
    ];
    for (query, expected) in cases {
        let found = match catalog.find_tree(query) {
            Lookup::Found(tree) => Ok(tree.id.0.to_string()),
            Lookup::Ambiguous(near) | Lookup::Missing(near) => Err(near),
        };
        match (found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, *expected, "{query}"),
            (Err(near), Err(expected)) => {
                for name in *expected {
                    assert!(near.iter().any(|n| n == name), "{query}: {near:?}");
                }
                assert_eq!(near.is_empty(), expected.is_empty(), "{query}: {near:?}");
            }
            (found, expected) => panic!("{query}: {found:?}, not {expected:?}"),
        }
    }
}

#[test]
fn copies_alone_are_one_tree_to_a_look_up() {
    let source = memory("here", &[("a/SKILL.md", TREE), ("b/SKILL.md", TREE)]);
    let catalog = load(vec![source]);
    assert!(
        matches!(catalog.find_tree("choosing"), Lookup::Found(tree) if tree.id.0 == *"a#choosing")
    );
}

#[test]
fn a_place_is_found_as_it_is_written_or_as_a_record_cites_it() {
    let body = skill("x", "## Part\n\ntext\n");
    let near = memory(
        "near",
        &[
            ("skills/x/SKILL.md", &body),
            ("skills/x/references/r.md", "# R\n\n## Part\n"),
        ],
    );
    let builtin = memory("builtin", &[("skills/x/SKILL.md", &body)]);
    let catalog = load(vec![near, builtin]);
    let place = |query: &str| match catalog.find_heading(query) {
        Lookup::Found((id, line)) => {
            let file = catalog.file(id).unwrap();
            format!("{}:{}:{line}", file.source, file.path)
        }
        Lookup::Ambiguous(near) => format!("{} of them", near.len()),
        Lookup::Missing(_) => "none".to_owned(),
    };
    for (query, expected) in [
        ("x", "0:skills/x/SKILL.md:0"),
        ("x#part", "0:skills/x/SKILL.md:8"),
        ("x/references/r", "0:skills/x/references/r.md:0"),
        ("r", "0:skills/x/references/r.md:0"),
        ("r.md", "0:skills/x/references/r.md:0"),
        ("r#part", "0:skills/x/references/r.md:3"),
        ("#part", "2 of them"),
        ("#r", "0:skills/x/references/r.md:1"),
        ("skills/x/SKILL.md:88", "0:skills/x/SKILL.md:88"),
        ("./skills/x/SKILL.md", "0:skills/x/SKILL.md:0"),
        (
            "archtui 0.1.0: skills/x/SKILL.md:88",
            "1:skills/x/SKILL.md:88",
        ),
        ("builtin:x", "1:skills/x/SKILL.md:0"),
        ("x#nothing", "none"),
        ("nothing", "none"),
        ("", "none"),
    ] {
        assert_eq!(place(query), expected, "{query}");
    }
}

#[test]
fn a_skill_is_found_by_name_folder_or_slip() {
    let near = memory(
        "near",
        &[
            ("team/vector-stores/SKILL.md", "# V"),
            ("b/SKILL.md", "# B"),
        ],
    );
    let catalog = load(vec![near]);
    assert_eq!(catalog.find_skill("vector-stores"), Lookup::Found(1));
    assert_eq!(catalog.find_skill("team/vector-stores/"), Lookup::Found(1));
    assert_eq!(
        catalog.find_skill("vector-store"),
        Lookup::Missing(vec!["vector-stores".into()])
    );
    assert_eq!(
        catalog.find_skill("stores"),
        Lookup::Missing(vec!["vector-stores".into()])
    );
}

#[test]
fn a_skill_without_text_is_left_out_and_its_references_stay() {
    let project = Project::with(&[
        ("a/SKILL.md", "# A"),
        ("b/SKILL.md", " \n"),
        ("b/references/r.md", "# R"),
        ("c/SKILL.md", "# C"),
    ]);
    project.write("b/SKILL.md", b"\0\0\0\0\xFF");
    let listed = catalog::list(vec![project.source("")]);
    assert_eq!(listed.skills.len(), 3);
    let catalog = load(vec![project.source("")]);
    let names: Vec<&str> = catalog.skills.iter().map(|s| s.id.0.as_str()).collect();
    assert_eq!(names, ["a", "c"]);
    assert_eq!(codes(&catalog), ["no-skill-file"]);
    let reference = catalog.file_at(0, "b/references/r.md").unwrap();
    let file = catalog.file(reference).unwrap();
    assert_eq!((file.kind, file.skill), (FileKind::Loose, None));
    assert_eq!(catalog.file_title(reference), *"R");
    let of_c = catalog.file(catalog.skills[1].main).unwrap();
    assert_eq!((of_c.path.as_str(), of_c.skill), ("c/SKILL.md", Some(1)));
}

#[test]
fn a_main_file_in_lower_case_is_read_unless_the_right_one_is_there() {
    let source = memory(
        "here",
        &[
            ("a/skill.md", "# A"),
            ("b/SKILL.md", "# B"),
            ("b/skill.md", "# b"),
        ],
    );
    let catalog = load(vec![source]);
    assert_eq!(catalog.skills.len(), 2);
    assert_eq!(catalog.files.len(), 2);
    assert_eq!(codes(&catalog), ["file-name"]);
}

#[test]
fn plugin_manifests_give_groups_and_cannot_point_outside() {
    let market = r#"{"name": "m", "owner": {"name": "o"}, "plugins": [
        {"name": "data", "source": "./", "skills": ["./skills/a", "./../../etc", "/etc"]},
        {"name": "far", "source": {"source": "github", "repo": "o/r"}},
        {"name": "rest", "source": "./plugins/p"}]}"#;
    let source = memory(
        "here",
        &[
            (".claude-plugin/marketplace.json", market),
            ("skills/a/SKILL.md", "# A"),
            ("skills/ab/SKILL.md", "# AB"),
            ("plugins/p/skills/c/SKILL.md", "# C"),
            ("q/.claude-plugin/plugin.json", r#"{"name": "q"}"#),
            ("q/skills/d/SKILL.md", "# D"),
            ("bad/.claude-plugin/plugin.json", "{"),
        ],
    );
    let catalog = load(vec![source]);
    let mut groups: Vec<_> = catalog
        .skills
        .iter()
        .map(|s| (s.id.0.as_str(), s.group.as_ref().map(SafeText::as_str)))
        .collect();
    groups.sort_unstable();
    assert_eq!(
        groups,
        [
            ("a", Some("data")),
            ("ab", None),
            ("c", Some("rest")),
            ("d", Some("q"))
        ]
    );
    assert_eq!(codes(&catalog), ["manifest", "manifest", "manifest"]);
}

#[test]
fn a_tree_in_a_file_of_its_own_is_a_document() {
    let source = memory(
        "here",
        &[("a/SKILL.md", "# A"), ("a/engine.tree.yaml", "title: x\n")],
    );
    let catalog = load(vec![source]);
    let id = catalog.file_at(0, "a/engine.tree.yaml").unwrap();
    assert_eq!(catalog.file_index(id).unwrap().lines, 1);
}

#[test]
fn loading_can_be_stopped_and_numbers_can_be_followed() {
    let project = Project::with(&[
        ("skills/b/SKILL.md", "# B"),
        ("skills/a/SKILL.md", "# A"),
        ("aaa.md", "x"),
    ]);
    let glanced = catalog::glance(vec![project.source("")]);
    assert_eq!(glanced.stage, Stage::Glanced);
    assert_eq!(glanced.skills.len(), 2);
    let listed = catalog::list(glanced.sources.clone());
    let before = glanced.skills[1].main;
    let after = listed.moved(&glanced, before).unwrap();
    assert_ne!(before, after);
    assert_eq!(listed.file(after).unwrap().path, "skills/b/SKILL.md");
    assert!(catalog::index(&listed, &|| true).is_none());
    assert!(catalog::index(&listed, &|| false).is_some());
}

#[test]
fn the_built_in_library_loads_like_any_other() {
    let source: Arc<dyn Source> = Arc::new(archtui::world::embedded::EmbeddedSource);
    let listing = source.list();
    assert!(listing.entries.is_sorted_by(|a, b| a.path < b.path));
    for entry in &listing.entries {
        let text = source.read(&entry.path).unwrap();
        assert_eq!(text.text.len() as u64, entry.size, "{}", entry.path);
        assert!(!entry.path.split('/').any(|part| part.starts_with('.')));
    }
    let mains = listing.entries.iter();
    let mains = mains.filter(|entry| entry.path.ends_with("/SKILL.md"));
    assert!(mains.eq(&source.glance().entries));
    assert_eq!(source.name(), *"builtin");
    assert!(source.read("../Cargo.toml").is_err());
    for (name, text) in archtui::world::embedded::embedded_themes() {
        assert!(text.contains("version:"), "{name}");
    }
}

const MANIFEST: &str = "\
version: 1
name: Library
layers:
  - {id: data, title: Data, skills: [a, vectr]}
technologies:
  - {id: redis, name: Redis, kind: cache}
  - {id: sqlite, name: SQLite, kind: relational-database}
concerns:
  - {id: store, title: Store, trees: [a#choosing, a#chosing]}
";

#[test]
fn outcomes_name_technologies_and_wrong_references_are_told_with_a_way_out() {
    let source = memory(
        "here",
        &[
            ("a/SKILL.md", &skill("a", TREE)),
            ("vector/SKILL.md", "# V"),
            ("archtui.yaml", MANIFEST),
        ],
    );
    let catalog = load(vec![source]);
    let tree = catalog.trees().next().unwrap();
    let named: Vec<Vec<String>> = tree
        .reachable(tree.root)
        .into_iter()
        .filter_map(|id| tree.outcome(id))
        .map(|outcome| outcome.technologies().map(ToString::to_string).collect())
        .collect();
    assert_eq!(named, [["redis"], ["sqlite"]]);
    assert_eq!(codes(&catalog), ["unknown-skill", "unknown-tree"]);
    for (code, line, hint) in [
        ("unknown-skill", 4, "did you mean `vector`?"),
        ("unknown-tree", 9, "did you mean `a#choosing`?"),
    ] {
        let finding = catalog
            .findings()
            .find(|finding| finding.code.0 == code)
            .unwrap();
        assert_eq!(finding.at.map(|at| at.line), Some(line), "{code}");
        assert_eq!(finding.hint.as_deref(), Some(hint), "{code}");
    }
}

#[test]
fn a_nearer_manifest_adds_to_a_farther_one() {
    let overlay = "version: 1\ntechnologies:\n  - {id: redis, name: Redis, aliases: [The Cache]}\n";
    let near = memory("near", &[("archtui.yaml", overlay)]);
    let far = memory("far", &[("a/SKILL.md", "# A"), ("archtui.yaml", MANIFEST)]);
    let catalog = load(vec![near, far]);
    let redis = catalog.names.resolve("the cache").unwrap();
    let redis = catalog.technology(redis).unwrap();
    assert_eq!(redis.kind.as_deref(), Some("cache"));
    assert_eq!(catalog.manifest.technologies.len(), 2);
    assert_eq!(catalog.manifest.name, *"Library");
    assert_eq!(catalog.place(redis.at).source, *"near");
}
