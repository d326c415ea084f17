//! `archtui trees`: the decision trees of the library.

use serde::Serialize;

use crate::cli::Cx;
use crate::cli::args::Trees;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, columns, count};
use crate::model::{Confidence, DecisionTree, Notation, TreeId};
use crate::parse::decision::{AddedBy, PrintedNode, print_naming};
use crate::text::SafeText;

/// A tree as JSON has it.
#[derive(Debug, Serialize)]
struct Printed {
    id: TreeId,
    source: SafeText,
    skill: Option<SafeText>,
    file: SafeText,
    line: u32,
    end_line: u32,
    notation: Notation,
    confidence: Confidence,
    title: SafeText,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<TreeId>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    truncated: bool,
    root: PrintedNode,
}

pub(super) fn run(cx: &Cx, args: &Trees) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let asked = |tree: &&DecisionTree| args.maybe || tree.confidence == Confidence::High;
    let all = library.catalog.trees().map(|tree| &**tree);
    let trees: Vec<&DecisionTree> = all.filter(asked).collect();
    let printed: Vec<Printed> = if cx.global.json {
        trees.iter().map(|tree| printed(&library, tree)).collect()
    } else {
        Vec::new()
    };
    let reply = library.reply(cx, &Keyed("trees", &printed), || cx.fit(&text(&trees)))?;
    Ok(library.told(cx, reply))
}

fn printed(library: &Library, tree: &DecisionTree) -> Printed {
    let place = library.catalog.place(tree.at);
    let catalog = &library.catalog;
    let tree_as_written = print_naming(tree, &|at| {
        let source = catalog.added_by(tree, at)?;
        let file = catalog.place(at).file;
        Some(AddedBy { source, file })
    });
    Printed {
        id: tree.id.clone(),
        source: place.source,
        skill: library.skill_of(tree.at.file),
        file: place.file,
        line: place.line,
        end_line: tree.end_line,
        notation: tree.notation,
        confidence: tree.confidence,
        title: tree.title.clone(),
        same_as: tree.same_as.clone(),
        truncated: tree_as_written.truncated,
        root: tree_as_written.root,
    }
}

/// The trees, copies left out, those that perhaps are none last.
fn text(trees: &[&DecisionTree]) -> String {
    let mut shown: Vec<&&DecisionTree> = trees.iter().filter(|t| t.same_as.is_none()).collect();
    shown.sort_by_key(|tree| std::cmp::Reverse(tree.confidence));
    let rows: Vec<Vec<String>> = shown.into_iter().map(|tree| row(tree)).collect();
    columns(&rows)
}

fn row(tree: &DecisionTree) -> Vec<String> {
    let holds = format!(
        "{}, {}",
        count(tree.question_count(), "question"),
        count(tree.outcome_count(), "outcome")
    );
    let maybe = match tree.confidence {
        Confidence::High => "",
        Confidence::Maybe => " (maybe a decision)",
    };
    let title = SafeText::one_line(&tree.title);
    vec![tree.id.to_string(), holds, format!("{title}{maybe}")]
}
