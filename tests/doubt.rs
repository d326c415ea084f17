//! What perhaps is no decision comes last, and hides none that is.

use archtui::catalog::Catalog;
use archtui::model::Confidence;
use archtui::screens::decide::listed;
use archtui::search::{Aliases, Finder, rows};

use crate::support::{MemorySource, load};

/// A list that is a decision only under a heading that says so.
const LIST: &str = "- Many seats → Team plan\n- Own sign-in → Firm plan\n";

fn library() -> Catalog {
    let doubtful = format!("# Plans\n\n**When to upgrade plans:**\n{LIST}");
    let sure = format!("# Later\n\n## Decision: which of the plans\n\n{LIST}");
    let other = "# Other\n\n## Tiers\n\n**When to get plans:**\n- One seat → Solo plan\n- No seats → No plan\n";
    let files = [
        ("a.md", doubtful.as_str()),
        ("b.md", &sure),
        ("c.md", other),
    ];
    load(vec![MemorySource::holding("lib", &files)])
}

#[test]
fn a_doubtful_copy_stands_behind_the_sure_one() {
    let library = library();
    let said: Vec<(String, Confidence, bool)> = library
        .trees()
        .map(|tree| (tree.id.to_string(), tree.confidence, tree.same_as.is_some()))
        .collect();
    let want = [
        ("a#plans", Confidence::Maybe, true),
        ("b#decision-which-of-the-plans", Confidence::High, false),
        ("c#tiers", Confidence::Maybe, false),
    ];
    assert_eq!(
        said,
        want.map(|(id, sure, copy)| (id.to_owned(), sure, copy))
    );
}

#[test]
fn the_list_of_decisions_ends_with_the_doubtful_ones() {
    let listed = listed(&library());
    let shown: Vec<(&str, &str)> = listed
        .iter()
        .map(|listed| (&*listed.under, &*listed.tree.title))
        .collect();
    assert_eq!(
        shown,
        [
            ("b", "Decision: which of the plans"),
            ("perhaps decisions", "When to get plans")
        ]
    );
}

#[test]
fn a_search_ends_with_the_doubtful_ones() {
    let finder = Finder::new(rows(&library()), Aliases::default());
    let hits = finder.search("plans").hits;
    let titles: Vec<&str> = hits
        .iter()
        .map(|hit| &*finder.rows()[hit.row].text)
        .collect();
    assert_eq!(titles.first(), Some(&"Plans"), "{titles:?}");
    assert_eq!(titles.last(), Some(&"When to get plans"));
}
