//! The built-in library: that it loads clean, can be walked to every end, and leads nowhere wrong.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use archtui::catalog::Catalog;
use archtui::model::{DecisionTree, FileKind, NodeId, Notation};
use archtui::text::FileId;
use archtui::walk::Walk;
use archtui::world::embedded::EmbeddedSource;

use crate::coverage::records;
use crate::support::load;

/// The library, loaded once for all tests.
pub(crate) static LIBRARY: LazyLock<Catalog> =
    LazyLock::new(|| load(vec![Arc::new(EmbeddedSource)]));

/// Ways walked through one tree before a test gives up on it.
const WAYS: usize = 10_000;

/// The files below `content/`, by path, with their text.
pub(crate) fn files() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut found = Vec::new();
    let mut todo = vec![root.clone()];
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(&root).unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    found
}

/// Fails with all that is wrong at once.
pub(crate) fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_in_it_is_understood_badly() {
    let findings = LIBRARY.findings().map(|finding| {
        let at = finding.at.map(|at| LIBRARY.place(at).to_string());
        let at = at.unwrap_or_default();
        format!("{at}: {}: {}", finding.code.0, finding.message)
    });
    none(&findings.collect::<Vec<_>>());
}

#[test]
fn every_tree_can_be_walked_to_each_of_its_ends() {
    let mut wrong = Vec::new();
    let mut ends = 0;
    for tree in LIBRARY.trees() {
        let reached = ends_of(tree, &mut wrong);
        let all: BTreeSet<NodeId> = outcomes(tree).collect();
        for missed in all.difference(&reached) {
            let text = &tree.outcome(*missed).unwrap().text;
            wrong.push(format!("{}: no way leads to {text}", tree.id));
        }
        ends += reached.len();
    }
    assert!(ends > 1_000, "only {ends} ends were reached");
    none(&wrong);
}

/// Every outcome of a tree.
fn outcomes(tree: &DecisionTree) -> impl Iterator<Item = NodeId> {
    let ids = (0_u32..).map(NodeId).take(tree.nodes.len());
    ids.filter(|id| tree.outcome(*id).is_some())
}

/// Every outcome that some way through a tree reaches, one answer at each question.
fn ends_of(tree: &Arc<DecisionTree>, wrong: &mut Vec<String>) -> BTreeSet<NodeId> {
    let mut reached = BTreeSet::new();
    let mut ways = 0;
    let mut todo = vec![Walk::new(Arc::clone(tree))];
    while let Some(walk) = todo.pop() {
        let Some((_, question)) = walk.current_question() else {
            ways += 1;
            let route = walk.route();
            let advised = route.advice.iter().filter_map(|advice| advice.outcome);
            let ends: Vec<NodeId> = route
                .reached
                .iter()
                .map(|r| r.outcome)
                .chain(advised)
                .collect();
            if ends.is_empty() {
                wrong.push(format!("{}: a way ends nowhere", tree.id));
            }
            reached.extend(ends);
            continue;
        };
        if ways + todo.len() > WAYS {
            wrong.push(format!("{}: more than {WAYS} ways", tree.id));
            break;
        }
        for answer in 0..question.answers.len() {
            let mut next = walk.clone();
            if next.answer(answer) {
                todo.push(next);
            } else {
                wrong.push(format!("{}: an answer is refused", tree.id));
            }
        }
    }
    reached
}

#[test]
fn every_end_names_something_known_or_is_a_gap_with_a_reason() {
    let gaps = records("gaps.txt");
    let mut unused: BTreeSet<&str> = gaps.iter().map(|gap| gap[0].as_str()).collect();
    let mut wrong = Vec::new();
    // A cell of a table says what it says in the words of its row; the table is there to compare.
    let drawn = LIBRARY
        .trees()
        .filter(|tree| tree.notation != Notation::Table);
    for tree in drawn {
        let ends = outcomes(tree);
        for end in ends.filter_map(|id| tree.outcome(id)) {
            let named = end.technologies().next().is_some();
            if !named && !gaps.iter().any(|gap| *end.text == *gap[0]) {
                wrong.push(format!("{}: {} names nothing known", tree.id, end.text));
            }
            if !named {
                unused.remove(&*end.text);
            }
        }
    }
    wrong.extend(unused.iter().map(|gap| format!("no tree ends in: {gap}")));
    none(&wrong);
}

#[test]
fn tables_that_compare_have_names_of_their_own_on_a_page() {
    let mut seen = BTreeSet::new();
    let tables = LIBRARY.tables().filter(|table| table.compares());
    let doubled = tables.filter(|table| !seen.insert((table.at.file, table.title.clone())));
    none(
        &doubled
            .map(|table| table.id.to_string())
            .collect::<Vec<_>>(),
    );
}

#[test]
fn every_link_leads_somewhere() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    for id in (0_u32..).map(FileId).take(LIBRARY.files.len()) {
        let Some(index) = LIBRARY.file_index(id) else {
            continue;
        };
        for link in &index.links {
            let target = &*link.target;
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            checked += 1;
            if !leads(id, target) {
                wrong.push(format!("{}: {target} is not there", LIBRARY.place(link.at)));
            }
        }
    }
    assert!(checked > 300, "only {checked} links were checked");
    none(&wrong);
}

/// Whether a relative target names a file or folder of the library, and a heading of it.
fn leads(from: FileId, target: &str) -> bool {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let base = Path::new(&LIBRARY.file(from).unwrap().path)
        .parent()
        .unwrap();
    let mut parts: Vec<&str> = base.to_str().unwrap().split('/').collect();
    for part in path
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
    {
        if part != ".." {
            parts.push(part);
        } else if parts.pop().is_none() {
            return false;
        }
    }
    let full = parts.join("/");
    let file = if path.is_empty() {
        Some(from)
    } else {
        LIBRARY.file_at(0, &full)
    };
    match file {
        None => {
            let folder = format!("{full}/");
            anchor.is_empty() && LIBRARY.files.iter().any(|f| f.path.starts_with(&folder))
        }
        Some(_) if anchor.is_empty() => true,
        Some(file) => LIBRARY
            .file_index(file)
            .is_some_and(|index| index.headings.iter().any(|h| h.anchor == anchor)),
    }
}

#[test]
fn no_character_is_damaged() {
    // UTF-8 read as Windows-1252 begins so; U+FFFD is what a lost byte leaves.
    const DAMAGE: [&str; 6] = [
        "\u{e2}\u{20ac}",
        "\u{c3}",
        "\u{c2}",
        "\u{f0}\u{178}",
        "\u{fffd}",
        "\u{feff}",
    ];
    let mut wrong = Vec::new();
    for (path, text) in files() {
        for (line, content) in (1..).zip(text.lines()) {
            let control = content.chars().any(|c| c.is_control() && c != '\t');
            if control || DAMAGE.iter().any(|damage| content.contains(damage)) {
                wrong.push(format!("{}:{line}: {content}", path.display()));
            }
        }
    }
    none(&wrong);
}

#[test]
fn main_files_stay_short() {
    let mains = files();
    let mains = mains.iter().filter(|(path, _)| path.ends_with("SKILL.md"));
    let long = mains.filter(|(_, text)| text.lines().count() >= 500);
    none(
        &long
            .map(|(path, _)| path.display().to_string())
            .collect::<Vec<_>>(),
    );
    let mains = LIBRARY.files.iter().filter(|f| f.kind == FileKind::Skill);
    assert_eq!(mains.count(), LIBRARY.skills.len());
}

#[test]
fn every_kind_that_serves_a_concern_has_a_technology() {
    let technologies = &LIBRARY.manifest.technologies;
    let mut wrong = Vec::new();
    for concern in &LIBRARY.manifest.concerns {
        for kind in &concern.kinds {
            if !technologies.iter().any(|t| t.kind.as_ref() == Some(kind)) {
                wrong.push(format!("{}: nothing is a {kind}", concern.id));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_rule_stands_on_a_page() {
    let pages = LIBRARY.skills.iter().map(|skill| {
        let technologies = LIBRARY.technologies_in(&skill.files);
        LIBRARY.rules_for(&skill.files, &technologies)
    });
    let shown: BTreeSet<_> = pages.flatten().map(|rule| &rule.id).collect();
    let rules = LIBRARY.manifest.rules.iter();
    let lost = rules.filter(|rule| !shown.contains(&rule.id));
    none(&lost.map(|rule| rule.id.to_string()).collect::<Vec<_>>());
}
