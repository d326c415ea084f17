//! Where trees send their readers: to trees elsewhere, to places to read, to nothing.

use archtui::catalog::Catalog;
use archtui::model::{Facts, Leads, Node, Pointer, Recommended};
use archtui::walk::{Walk, states};

use crate::support::{MemorySource, load};

fn tree(heading: &str, leaves: &[&str]) -> String {
    let leaves: Vec<String> = leaves
        .iter()
        .enumerate()
        .map(|(n, leaf)| format!("├── Answer {n} → {leaf}\n"))
        .collect();
    format!(
        "## {heading}\n\n```\nWhich {heading}?\n{}```\n\n",
        leaves.concat()
    )
}

fn skill(name: &str, body: &str) -> String {
    format!(
        "---\nname: {name}\ndescription: Use when a test needs {name}.\n---\n# {name}\n\n{body}"
    )
}

/// A library in which one tree points in every way that is known.
fn catalog(leaves: &[&str]) -> Catalog {
    let start = tree("Start", leaves) + &tree("Caching", &["Local", "Shared"]) + "## Notes\n\nx\n";
    let page = format!(
        "# Page\n\n{}{}",
        tree("One", &["A", "B"]),
        tree("Two", &["C", "D"])
    );
    let files = [
        ("a/SKILL.md", skill("a", &start)),
        ("a/references/page.md", page),
        (
            "a/references/plain.md",
            "# Plain\n\nNothing to choose.\n".to_owned(),
        ),
        (
            "big-store/SKILL.md",
            skill("big-store", &tree("Store", &["Elm", "Oak"])),
        ),
        (
            "read-only/SKILL.md",
            skill("read-only", "Only to be read.\n"),
        ),
    ];
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    load(vec![MemorySource::holding("lib", &files)])
}

fn said(catalog: &Catalog, pointer: &Pointer) -> String {
    match &pointer.leads {
        Leads::Trees(trees) => trees
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" "),
        Leads::Place(at) => catalog.place(*at).to_string(),
        Leads::Nowhere => pointer.missing().unwrap_or_default().to_string(),
    }
}

/// What the first outcome with pointers says of each.
fn leads(leaf: &str) -> Vec<String> {
    let catalog = catalog(&[leaf, "Elsewhere"]);
    let tree = catalog.trees().next().expect("the first tree");
    let outcome = tree.nodes.iter().find_map(|node| match node {
        Node::Outcome(outcome) => Some(outcome),
        Node::Question(_) => None,
    });
    let outcome = outcome.expect("an outcome");
    let said = |pointer| {
        let alone = if outcome.only_points() { "" } else { "+ " };
        format!("{alone}{}", said(&catalog, pointer))
    };
    outcome.pointers.iter().map(said).collect()
}

#[test]
fn an_outcome_leads_to_trees_to_places_or_says_that_it_leads_nowhere() {
    let cases: &[(&str, &[&str])] = &[
        ("big-store skill", &["big-store#store"]),
        ("see big-store", &["big-store#store"]),
        ("Elm, or the big-store skill", &["+ big-store#store"]),
        ("see the read-only skill", &["read-only/SKILL.md:1"]),
        ("see the a skill", &["a#caching"]),
        (
            "see the no-such skill",
            &["no skill here is called “no-such”"],
        ),
        (
            "See `references/page.md`",
            &["a/references/page#one a/references/page#two"],
        ),
        ("See references/page.md#two", &["a/references/page#two"]),
        ("references/page.md § Two", &["a/references/page#two"]),
        ("See references/plain.md", &["a/references/plain.md:1"]),
        (
            "See references/gone.md",
            &["“references/gone.md” is no file of this library"],
        ),
        (
            "Slim (see references/plain.md)",
            &["+ a/references/plain.md:1"],
        ),
        ("See \"Caching\"", &["a#caching"]),
        ("Local first (see Caching below)", &["+ a#caching"]),
        ("See \"Notes\"", &["a/SKILL.md:23"]),
        ("See \"Gone\"", &["no heading there is called “Gone”"]),
        ("Go to Q7", &["“Go to Q7” is not in this tree"]),
        ("Skip to step 9", &["“Skip to step 9” is not in this tree"]),
        ("See gone.md", &["“gone.md” is no file of this library"]),
        (
            "See [the map](gone.md)",
            &["“gone.md” is no file of this library"],
        ),
        (
            "Follow the guide in docs/gone.md",
            &["“docs/gone.md” is no file of this library"],
        ),
        ("See Gone section", &["no heading there is called “Gone”"]),
        ("See the gone skill", &["no skill here is called “gone”"]),
        ("Node 18", &[]),
        ("Section 508", &[]),
        ("Part 11", &[]),
        ("Q4", &[]),
        ("Proceed to the shop", &[]),
        ("Elm", &[]),
    ];
    for (leaf, expected) in cases {
        assert_eq!(leads(leaf), *expected, "{leaf}");
    }
}

#[test]
fn a_name_is_one_alternative_whatever_is_remarked_on_it() {
    let page = "---\nname: a\ndescription: Use when a broker is chosen.\n---\n# A\n\n## Choosing\n\n```\nWhat matters?\n\
        ├── Few parts → Pine (one binary, no keeper)\n├── Speed → Pine (better)\n\
        ├── Age → Apache Birch\n├── Size → Birch 4.1\n└── Either → Birch or Pine\n```\n";
    let catalog = load(vec![MemorySource::holding("lib", &[("a/SKILL.md", page)])]);
    let tree = catalog.trees().next().unwrap();
    let all = states(&Walk::new(tree.clone()), &catalog, &Facts::new());
    let names: Vec<&str> = all
        .iter()
        .map(|state| state.alternative.name.as_str())
        .collect();
    assert_eq!(names, ["Pine", "Birch"]);
}

#[test]
fn what_leads_to_its_own_section_or_to_nothing_is_no_alternative() {
    let forest = "# A\n\n## Both\n\n```\nIs it warm?\n├── Yes → Elm\n├── Maybe → see \"A\"\n└── No → Oak\n```\n";
    let yaml = "question: Which?\nanswers:\n  - {answer: a, goto: gone}\n  \
        - {answer: b, then: {question: Elm or Oak?, answers: []}}\n  - {answer: c, choose: [Elm]}\n";
    let files = [("a.md", forest), ("b.tree.yaml", yaml)];
    let catalog = load(vec![MemorySource::holding("lib", &files)]);
    let outcomes = catalog.trees().flat_map(|tree| tree.nodes.clone());
    let told = outcomes.filter_map(|node| match node {
        Node::Outcome(outcome) if outcome.only_points() => {
            let pointer = outcome.pointers.first()?;
            Some(said(&catalog, pointer))
        }
        _ => None,
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "a.md:1",
            "“gone” is no part of this tree",
            "“Elm or Oak?” has no answers"
        ]
    );
}

#[test]
fn names_that_tables_compare_are_alternatives_of_an_outcome_made_of_them() {
    let page = "## Stores\n\n| Store | Use when |\n|--|--|\n| Elm | it is small |\n| Oak | it is large |\n\n";
    let tree = tree(
        "Store",
        &[
            "Elm or Oak",
            "Elm for tests",
            "Elm",
            "Elm or Ash",
            "Anything but Elm",
        ],
    );
    let skill = skill("a", &(page.to_owned() + &tree));
    let catalog = load(vec![MemorySource::holding(
        "lib",
        &[("a/SKILL.md", &skill)],
    )]);
    let tree = catalog.trees().next().expect("a tree");
    let named: Vec<String> = tree
        .nodes
        .iter()
        .filter_map(|node| match node {
            Node::Outcome(outcome) => Some(&outcome.recommends),
            Node::Question(_) => None,
        })
        .map(|named| {
            let one = |one: &Recommended| {
                let when = one.when.as_ref().map(|when| format!(" when {when}"));
                format!("{}{}", one.alternative.name, when.unwrap_or_default())
            };
            named.iter().map(one).collect::<Vec<_>>().join(", ")
        })
        .collect();
    assert_eq!(named, ["Elm, Oak", "Elm when tests", "", "", ""]);
}
