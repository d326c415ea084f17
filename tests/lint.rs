//! Whether content is written as it should be: each rule on the smallest library that breaks it.

use archtui::catalog::Catalog;
use archtui::lint::{Profile, check};
use proptest::prelude::*;

use crate::support::{MemorySource, load};

/// A library: its files as `(path, text)`.
type Files<'a> = &'a [(&'a str, &'a str)];

/// What is found, as `severity code file:line`.
fn found(catalog: &Catalog, profile: Profile) -> Vec<String> {
    let findings = check(catalog, profile, &|id| catalog.read(id));
    let told = findings.iter().map(|finding| {
        let place = finding.at.map(|at| catalog.place(at).to_string());
        let place = place.unwrap_or_default();
        let (severity, code) = (finding.severity, finding.code.0);
        let severity = format!("{severity:?}").to_lowercase();
        format!("{severity} {code} {place}").trim_end().to_owned()
    });
    told.collect()
}

fn lint(files: Files<'_>) -> Vec<String> {
    found(
        &load(vec![MemorySource::holding("lib", files)]),
        Profile::Spec,
    )
}

fn expect(cases: &[(&str, Files<'_>, &[&str])]) {
    for (name, files, expected) in cases {
        assert_eq!(lint(files), *expected, "{name}");
    }
}

const FRONT: &str = "---\nname: a\ndescription: Use it when x.\n---\n";

fn skill(body: &str) -> String {
    format!("{FRONT}{body}")
}

#[test]
fn links_lead_to_files_and_headings_of_their_skill() {
    let page = ("a/references/x.md", "# One two\n<a id=\"Three\"></a>\n");
    let cases: [(&str, &str, &[&str]); 13] = [
        ("a file", "[x](references/x.md)", &[]),
        ("a heading", "[x](references/x.md#one-two)", &[]),
        (
            "an anchor in HTML",
            "[x](references/x.md#three) [x](./references/x.md#One-Two)",
            &[],
        ),
        ("its own heading", "# Here\n[x](#here) references/x.md", &[]),
        ("a folder", "[x](references/) references/x.md", &[]),
        (
            "an address",
            "[x](https://example.org/y.md) references/x.md",
            &[],
        ),
        ("a template", "[x]({file}.md) references/x.md", &[]),
        (
            "no file",
            "\n[y](references/y.md) references/x.md",
            &["error broken-link a/SKILL.md:6"],
        ),
        (
            "no image",
            "![y](assets/y.png) references/x.md",
            &["error broken-link a/SKILL.md:5"],
        ),
        (
            "no heading",
            "[x](references/x.md#two)",
            &["warning broken-anchor a/SKILL.md:5"],
        ),
        (
            "another skill",
            "[b](../b/SKILL.md) references/x.md",
            &["info link-beside a/SKILL.md:5"],
        ),
        (
            "out of the skill",
            "[b](../assets/logo.svg) references/x.md",
            &["warning link-outside a/SKILL.md:5"],
        ),
        (
            "out of the library",
            "[b](../../b.md) [c](/etc/x.md) references/x.md",
            &[
                "warning link-outside a/SKILL.md:5",
                "warning link-outside a/SKILL.md:5",
            ],
        ),
    ];
    for (name, body, expected) in cases {
        let (a, b) = (skill(body), FRONT.replace("name: a", "name: b"));
        let files = [("a/SKILL.md", a.as_str()), page, ("b/SKILL.md", b.as_str())];
        assert_eq!(lint(&files), expected, "{name}");
    }
}

#[test]
fn links_of_a_reference_may_start_at_the_skill() {
    let main = skill("See references/x.md and references/y.md.");
    expect(&[
        (
            "from its folder and from the skill's",
            &[
                ("a/SKILL.md", &main),
                ("a/references/x.md", "[y](y.md) [y](references/y.md)"),
                ("a/references/y.md", "Text"),
            ],
            &[],
        ),
        (
            "loose documents",
            &[("one.md", "[two](two.md) [site](/x) [logo](logo.svg)")],
            &["error broken-link one.md:1"],
        ),
    ]);
}

#[test]
fn every_file_is_spoken_of_by_the_main_file() {
    let silent = skill("Nothing here.");
    let speaks = skill("Run `scripts/load.py`; see references/x.md; start from assets/.");
    let rest = [
        ("a/references/x.md", "Go on with [y](y.md)."),
        ("a/references/y.md", "Text"),
        ("a/scripts/load.py", "import one"),
        ("a/assets/logo.svg", "<svg/>"),
        ("a/LICENSE.txt", "Free"),
        ("a/init.md", "A plan"),
    ];
    let with = |main| [vec![("a/SKILL.md", main)], rest.to_vec()].concat();
    assert_eq!(
        lint(&with(&speaks)),
        ["warning deep-reference a/references/y.md"]
    );
    assert_eq!(
        lint(&with(&silent)),
        [
            "info orphan-file a/assets/logo.svg",
            "info orphan-file a/references/x.md",
            "warning deep-reference a/references/y.md",
            "info orphan-file a/scripts/load.py",
        ]
    );
}

#[test]
fn the_main_file_is_short_and_says_what_the_skill_is() {
    let long = skill(&"line\n".repeat(497));
    let fits = skill(&"line\n".repeat(496));
    expect(&[
        ("it fits", &[("a/SKILL.md", &fits)], &[]),
        (
            "too long",
            &[("a/SKILL.md", &long)],
            &["warning long-skill a/SKILL.md:501"],
        ),
        (
            "no frontmatter",
            &[("a/SKILL.md", "# A\n")],
            &["error no-frontmatter a/SKILL.md:1"],
        ),
        (
            "no end of it, said once",
            &[("a/SKILL.md", "---\nname: a\n")],
            &["error frontmatter-open a/SKILL.md:1"],
        ),
        (
            "a colon that other programs stop at",
            &[(
                "a/SKILL.md",
                "---\nname: a\ndescription: Use it when: x\n---\n",
            )],
            &["warning frontmatter-quoted a/SKILL.md:3"],
        ),
        ("nothing at all", &[], &["warning nothing-to-check"]),
        (
            "dashes within",
            &[(
                "a/SKILL.md",
                "---\nname: a\ndescription: x --- when y\n---\n",
            )],
            &["warning cut-by-skills-ref a/SKILL.md:3"],
        ),
        (
            "hidden text is told by the catalog",
            &[("a/SKILL.md", &skill("x\u{e0068}\u{e0069}"))],
            &["warning hidden-text a/SKILL.md:5"],
        ),
    ]);
}

#[test]
fn names_cannot_be_taken_for_others() {
    let named = |name: &str| format!("---\nname: {name}\ndescription: Use it when x.\n---\n");
    let (plain, cyrillic) = (named("cache"), named("с\u{430}che"));
    expect(&[
        (
            "letters that look alike",
            &[("cache/SKILL.md", &plain), ("саche/SKILL.md", &cyrillic)],
            &[
                "warning mixed-script саche/SKILL.md",
                "warning confusable-name саche/SKILL.md",
            ],
        ),
        (
            "two skills of one name",
            &[("cache/SKILL.md", &plain), ("store/SKILL.md", &plain)],
            &[
                "warning name-clash store/SKILL.md",
                "error name-folder store/SKILL.md:2",
            ],
        ),
        (
            "a file",
            &[("tаble.md", "Text")],
            &["warning mixed-script tаble.md"],
        ),
    ]);
    let sources = ["near", "far"]
        .map(|name| MemorySource::holding(name, &[("cache/SKILL.md", plain.as_str())]));
    let shadowed = load(sources.to_vec());
    assert_eq!(
        found(&shadowed, Profile::Spec),
        ["info shadowed-skill cache/SKILL.md"]
    );
}

/// Names and citations are known where the source says which there are.
#[test]
fn names_and_citations_are_those_of_the_manifest() {
    let manifest = "version: 1\nname: T\ncitations: [{id: T1, title: One}]\n\
        technologies: [{id: redis, name: Redis}, {id: kafka, name: Kafka}]\n";
    let body = "# Choosing\n\n```\nWhat is it?\n├── A cache\n│   └── Redis\n├── Vectors\n│   └── \
        See the a skill\n└── A page\n    └── Something else\n```\n\n# Compared\n\n| Feature | Redis | Kafka | Memory |\n|--|--|--|--|\n| Speed | 1 | 2 | 3 |\n| Cost | 1 | 2 | 3 |\n\n\
        True [T1:3], not [T2:3]. [T7]\n";
    let text = skill(body);
    let told = lint(&[("archtui.yaml", manifest), ("a/SKILL.md", &text)]);
    assert_eq!(
        told,
        [
            "info unknown-outcome a/SKILL.md:14",
            "info unknown-alternative a/SKILL.md:19",
            "warning undeclared-citation a/SKILL.md:24",
            "warning undeclared-citation a/SKILL.md:24",
        ]
    );
    assert_eq!(lint(&[("a/SKILL.md", &text)]), [""; 0], "without one");
}

#[test]
fn the_reference_is_repeated_and_nothing_is_added() {
    let wrong = "---\nmodel: x\nname: B\n---\n[y](y.md)\n";
    let files = [
        ("a/SKILL.md", wrong),
        ("b/skill.md", ""),
        ("c.md", "[y](y.md)"),
    ];
    let catalog = load(vec![MemorySource::holding("lib", &files)]);
    let findings = check(&catalog, Profile::SkillsRef, &|id| catalog.read(id));
    let messages: Vec<&str> = findings.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "Unexpected fields in frontmatter: model. Only ['allowed-tools', 'compatibility', \
             'description', 'license', 'metadata', 'name'] are allowed.",
            "Skill name 'B' must be lowercase",
            "Directory name 'a' must match skill name 'B'",
            "Missing required field in frontmatter: description",
            "SKILL.md must start with YAML frontmatter (---)",
        ]
    );
    let none = load(vec![MemorySource::holding("lib", &[("c.md", "x")])]);
    assert_eq!(found(&none, Profile::SkillsRef), ["error no-skill-file"]);
}

/// Text in which rules find something to look at.
fn any_text() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        "[a-z \\n\\t]{0,8}",
        "\\PC{0,6}",
        prop::sample::select(vec![
            "---",
            "\n---\n",
            "name: ",
            "description: ",
            "metadata:\n",
            "  - ",
            "[x](",
            "#",
            "%",
            "%4",
            "../",
            ")",
            "[T1:1]",
            "[T",
            "`",
            "```\n",
            "├── ",
            "| a | b |\n|--|--|\n",
            "\r",
            "\r\n",
            "\u{feff}",
            "\u{e0041}",
            "&a",
            "*a",
            "{",
            "!x",
            "id=\"",
            "a.md",
            "é",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(parts, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_text_stops_it_and_every_line_is_there(main in any_text(), page in any_text(), front in any::<bool>()) {
        let main = if front { skill(&main) } else { main };
        let files = [
            ("archtui.yaml", "version: 1\nname: T\ncitations: [{id: T1, title: One}]\ntechnologies: [{id: a, name: A}]\n"),
            ("a/SKILL.md", main.as_str()),
            ("a/references/a.md", page.as_str()),
        ];
        let catalog = load(vec![MemorySource::holding("lib", &files)]);
        for profile in [Profile::Spec, Profile::SkillsRef, Profile::Anthropic] {
            for finding in check(&catalog, profile, &|id| catalog.read(id)) {
                prop_assert!(finding.code.0.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
                if let Some(at) = finding.at {
                    let text = catalog.read(at.file).unwrap().text;
                    let lines = text.split(['\n', '\r']).count();
                    prop_assert!(at.line as usize <= lines.max(1), "{:?} in {text:?}", finding);
                }
            }
        }
    }
}
