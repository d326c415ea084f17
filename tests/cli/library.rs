//! `list`, `show`, `search`, `trees`, `tables`.

use super::Shell;

#[test]
fn what_the_library_holds() {
    let shell = Shell::new();
    insta::assert_snapshot!("list", shell.run(&["list"]));
    insta::assert_snapshot!("trees", shell.run(&["trees"]));
    insta::assert_snapshot!("tables", shell.run(&["tables"]));
    let json = shell.json(&["tables"]);
    let table = &json["tables"][0];
    assert_eq!(table["orientation"], "columns");
    assert_eq!(table["options"], serde_json::json!(["Kafka", "RabbitMQ"]));
    assert_eq!(
        table["cells"][1][2], "a | b",
        "by alternative, then criterion"
    );
}

#[test]
fn a_list_in_json_has_one_plural_key() {
    let shell = Shell::new();
    let keys = |words: &[&str]| {
        let json = shell.json(words);
        let keys: Vec<String> = json.as_object().unwrap().keys().cloned().collect();
        (keys, json)
    };
    let (skills, json) = keys(&["list"]);
    assert_eq!(skills, ["version", "skills", "diagnostics"]);
    assert_eq!(json["skills"][0]["comparisons"], 2);
    let (documents, json) = keys(&["list", "--documents"]);
    assert_eq!(documents, ["version", "documents", "diagnostics"]);
    let document = &json["documents"][0];
    assert_eq!(document["id"], "notes");
    assert_eq!(document["source"], "library");
    assert_eq!(
        (&document["trees"], &document["tables"]),
        (&0.into(), &0.into())
    );
    let text = shell.run(&["list", "--documents"]);
    assert!(text.contains("notes") && !text.contains("stores"), "{text}");
}

#[test]
fn what_could_not_be_read_is_told_and_is_no_error_of_the_command() {
    let shell = Shell::new();
    let bytes: &[u8] = b"\0\0\0\0";
    shell
        .project
        .write("work/library/skills/empty/SKILL.md", "\n");
    shell
        .project
        .write("work/library/skills/binary/SKILL.md", bytes);
    let said = shell.run(&["list"]);
    assert!(said.contains("exit 0") && !said.contains("error"), "{said}");
    insta::assert_snapshot!("list_with_unread", said);
}

#[test]
fn a_tree_is_printed_label_for_label() {
    let shell = Shell::new();
    let json = shell.json(&["trees", "--skills", "library"]);
    assert_eq!(json["version"], 1);
    let ids: Vec<&str> = json["trees"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 4);
    let tree = json["trees"].as_array().unwrap().last().unwrap();
    insta::assert_snapshot!("tree_as_json", serde_json::to_string_pretty(tree).unwrap());
}

#[test]
fn skills_files_sections_and_cited_places_are_shown() {
    let shell = Shell::new();
    let cases = [
        ("a_skill", "stores"),
        ("a_file", "queues/references/kafka"),
        ("a_section", "stores#compared"),
        ("a_heading_by_its_end", "kafka#limits"),
        ("a_place_of_a_record", "skills/stores/SKILL.md:17"),
        ("a_loose_document", "notes"),
    ];
    for (name, what) in cases {
        insta::assert_snapshot!(format!("show_{name}"), shell.run(&["show", what]));
    }
    insta::assert_snapshot!(
        "show_source",
        shell.run(&["show", "stores#compared", "--raw"])
    );
    let json = shell.json(&["show", "stores#compared"]);
    assert_eq!(json["document"]["line"], 22);
    assert_eq!(json["document"]["title"], "Compared");
}

#[test]
fn commands_are_printed_by_name_of_a_skill_a_file_or_a_section() {
    let shell = Shell::new();
    shell.project.write(
        "work/library/skills/stores/references/setup.md",
        "# Setup\n\nMake the folder [T1:3]:\n\n```console\n$ mkdir rows\n$ chmod 700 rows\n```\n\n## Later\n\n```sh\nrm -r rows\n```\n",
    );
    insta::assert_snapshot!(
        "show_commands",
        shell.run(&["show", "stores", "--commands"])
    );
    let names = |what: &str| {
        let json = shell.json(&["show", what, "--commands"]);
        let blocks = json["commands"].as_array().unwrap().clone();
        let names = blocks.iter().map(|block| block["name"].to_string());
        (names.collect::<Vec<_>>().join(" "), blocks)
    };
    assert_eq!(names("stores").0, r#""Make the folder" "Later""#);
    assert_eq!(names("setup#later").0, r#""Later""#);
    assert_eq!(names("queues").0, "");
    let (_, blocks) = names("stores/references/setup");
    assert_eq!(blocks[0]["text"], "mkdir rows\nchmod 700 rows");
    assert_eq!(blocks[0]["cites"], serde_json::json!(["T1:3"]));
    assert_eq!(blocks[0]["line"], 5);
    let none = shell.run(&["show", "queues", "--commands"]);
    assert!(none.contains("no commands"), "{none}");
    assert_eq!(shell.code(&["show", "stores", "--commands", "--raw"]), 2);
}

#[test]
fn rules_are_printed_in_full() {
    let shell = Shell::new();
    insta::assert_snapshot!("show_rules", shell.run(&["show", "stores", "--rules"]));
    let json = shell.json(&["show", "stores", "--rules"]);
    let rule = &json["rules"][0];
    assert_eq!(rule["applies"][0]["id"], "sqlite");
    assert_eq!(rule["at"], "skills/stores/SKILL.md:17");
}

#[test]
fn what_is_not_there_is_named_with_what_is_near() {
    let shell = Shell::new();
    let cases = [
        ("misspelt", vec!["show", "storse"]),
        ("nothing_near", vec!["show", "elephant"]),
        ("no_such_heading", vec!["show", "stores#compaerd"]),
        ("several_trees", vec!["walk", "choosing"]),
        ("hostile_name", vec!["show", "a\u{1b}]0;x\u{7}\u{202e}b"]),
    ];
    for (name, words) in cases {
        insta::assert_snapshot!(format!("missing_{name}"), shell.run(&words));
    }
}

#[test]
fn search_finds_names_then_text() {
    let shell = Shell::new();
    insta::assert_snapshot!("search", shell.run(&["search", "kafka"]));
    insta::assert_snapshot!("search_nothing", shell.run(&["search", "elephants"]));
    let json = shell.json(&["search", "postgres"]);
    let first = &json["hits"][0];
    assert_eq!(
        (&first["kind"], &first["id"]),
        (&"technology".into(), &"postgresql".into())
    );
}

#[test]
fn folders_replace_what_is_found_around() {
    let shell = Shell::new();
    shell.project.write(
        "work/other/skills/mine/SKILL.md",
        "---\nname: mine\ndescription: Mine.\n---\n# Mine\n",
    );
    let names = |words: &[&str]| {
        let json = shell.json(words);
        let skills = json["skills"].as_array().unwrap();
        skills
            .iter()
            .map(|skill| skill["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&["list"]), ["queues", "stores"], "the environment");
    assert_eq!(
        names(&["list", "--skills", "other"]),
        ["mine"],
        "a flag after the command"
    );
    assert_eq!(
        names(&["--skills", "other", "list"]),
        ["mine"],
        "a flag before it"
    );
    assert_eq!(names(&["./other", "list"]), ["mine"], "a folder before it");
    let around = names(&["--skills", "other", "list", "--skills=library"]);
    assert_eq!(around, ["mine", "queues", "stores"], "on both sides of it");
    let both = names(&["list", "--skills", "other", "--skills", "library"]);
    assert_eq!(both, ["mine", "queues", "stores"], "in the order given");
    let built_in = names(&["list", "--skills", "other", "--builtin"]);
    assert!(
        built_in.len() > 1,
        "with the built-in library: {built_in:?}"
    );
    insta::assert_snapshot!(
        "no_such_folder",
        shell.run(&["list", "--skills", "nowhere", "--skills", "other"])
    );
}

#[test]
fn a_project_names_its_sources() {
    let shell = Shell::new();
    shell.project.write(
        "work/own/skills/mine/SKILL.md",
        "---\nname: mine\ndescription: Mine.\n---\n# Mine\n",
    );
    shell.project.write(
        "work/.archtui/config.yaml",
        "version: 1\nsources: [own, ../outside]\n",
    );
    let output = shell
        .command(&["list"])
        .env_remove("ARCHTUI_SKILLS")
        .output()
        .unwrap();
    insta::assert_snapshot!("project_sources", shell.told(&["list"], &output));
    shell
        .project
        .write("work/.archtui/config.yaml", "version: 1\nsorces: [own]\n");
    let said = shell.run(&["list"]);
    let finding =
        "warning: .archtui/config.yaml:2: there is no setting `sorces`; did you mean sources?";
    assert!(said.contains(finding) && said.contains("exit 0"), "{said}");
}
