//! `tech`: everything about one name.

use std::fs;

use super::Shell;

impl Shell {
    /// A folder without a manifest, in which two tables compare the same two names.
    fn with_lights() -> Self {
        let shell = Self::new();
        let folder = shell.project.path("work/lights");
        fs::create_dir_all(&folder).unwrap();
        let table = |head: &str| {
            format!(
                "# Lights\n\n| Tool | Best for | {head} |\n|---|---|---|\n| Wick | nights | 1 |\n| Lamp | reading | 2 |\n"
            )
        };
        fs::write(folder.join("one.md"), table("Price")).unwrap();
        fs::write(folder.join("two.md"), table("Weight")).unwrap();
        shell
    }
}

#[test]
fn a_card_is_told_in_sections() {
    let shell = Shell::new();
    let cases = [
        ("a_technology", vec!["tech", "sqlite"]),
        ("an_alias", vec!["tech", "Kafka"]),
        ("misspelt", vec!["tech", "postgrsql"]),
        ("several", vec!["tech", "SQLite or RabbitMQ"]),
        ("unknown", vec!["tech", "elephant trunk"]),
    ];
    for (name, words) in cases {
        insta::assert_snapshot!(format!("tech_{name}"), shell.run(&words));
    }
}

#[test]
fn a_card_as_json_has_every_source() {
    let shell = Shell::new();
    let card = &shell.json(&["tech", "SQLite"])["technology"];
    assert_eq!(card["id"], "sqlite");
    assert_eq!(card["technology"], true);
    assert_eq!(card["kind"], "database");
    assert_eq!(card["rules"][0]["id"], "one-writer");
    assert_eq!(card["rules"][0]["cite"], "T1:12");
    assert_eq!(card["leads_here"][0]["tree"], "stores#choosing-a-store");
    assert_eq!(card["alternatives"][0]["id"], "postgresql");
    let fact = &card["facts"][0]["values"][0];
    let at = fact["at"].as_str().unwrap();
    assert!(at.contains("SKILL.md:"), "{at}");
    assert_eq!(shell.code(&["tech", "postgrsql", "--json"]), 1);
}

#[test]
fn a_library_without_a_manifest_has_cards_too() {
    let shell = Shell::with_lights();
    insta::assert_snapshot!(
        "tech_unlisted",
        shell.run(&["tech", "wick", "--skills", "lights"])
    );
    let card = &shell.json(&["tech", "wick", "--skills", "lights"])["technology"];
    assert_eq!(card["technology"], false);
    assert_eq!(card["facts"].as_array().unwrap().len(), 3);
    let near = shell.run(&["tech", "wikc", "--skills", "lights"]);
    assert!(near.contains("did you mean Wick?"), "{near}");
}
