//! Questions by name: in commands and in what is kept, where a tree's own numbers would not hold.

use crate::model::{DecisionTree, NodeId, Question};
use crate::text::SafeText;
use crate::walk::said::questions;
use crate::walk::{ReplayError, question_text};

/// What a question of a tree is called: its text, or `#3` for the third of the tree where the
/// text is not its own.
pub(super) fn question_name(tree: &DecisionTree, id: NodeId) -> String {
    let Some(question) = tree.question(id) else {
        return String::new();
    };
    let name = SafeText::one_line(&question_text(tree, question)).to_string();
    if !name.starts_with('#') && find_question(tree, &name) == Ok(id) {
        return name;
    }
    let position = questions(tree).position(|(known, _)| known == id);
    position.map_or(name, |position| format!("#{}", position + 1))
}

/// The one question that a text names: its words in any case, the beginning of just one, or `#3`.
pub(super) fn find_question(tree: &DecisionTree, text: &str) -> Result<NodeId, ReplayError> {
    let wanted = fold(text);
    if let Some((id, _)) = numbered(&wanted).and_then(|position| questions(tree).nth(position)) {
        return Ok(id);
    }
    let called: Vec<(NodeId, String)> = questions(tree)
        .map(|(id, question)| (id, folded(tree, question)))
        .collect();
    let tests: [&dyn Fn(&str) -> bool; 2] = [&|name| name == wanted, &|name| {
        !wanted.is_empty() && name.starts_with(&wanted)
    }];
    for test in tests {
        let mut matching = called.iter().filter(|(_, name)| test(name));
        match (matching.next(), matching.next()) {
            (Some((id, _)), None) => return Ok(*id),
            (Some(_), Some(_)) => break,
            (None, _) => {}
        }
    }
    Err(ReplayError::NoSuchQuestion {
        text: SafeText::one_line(text),
    })
}

/// The questions with these very words, in reading order.
pub(super) fn called(tree: &DecisionTree, text: &str) -> Vec<NodeId> {
    let wanted = fold(text);
    let same = questions(tree).filter(|(_, question)| folded(tree, question) == wanted);
    same.map(|(id, _)| id).collect()
}

fn folded(tree: &DecisionTree, question: &Question) -> String {
    fold(&question_text(tree, question))
}

/// A text as it is compared: case and spacing do not count.
pub(super) fn fold(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.to_lowercase()
}

/// The position that `#2` means.
pub(super) fn numbered(text: &str) -> Option<usize> {
    let number: usize = text.strip_prefix('#')?.trim().parse().ok()?;
    number.checked_sub(1)
}
