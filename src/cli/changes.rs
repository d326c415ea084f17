//! What one other answer would change at the end of a walk, for people and as JSON.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::cli::output::add;
use crate::model::Alternative;
use crate::text::SafeText;
use crate::walk::{Change, Walk, given_text, question_text};

/// A change as JSON has it.
#[derive(Debug, Serialize)]
pub(super) struct Printed {
    /// Which of the steps, from 1.
    step: usize,
    question: SafeText,
    answer: SafeText,
    at: SafeText,
    recommended: Vec<Recommended>,
    asks: Vec<SafeText>,
    /// The words with which the outcomes send the reader on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    onward: Vec<SafeText>,
    /// The question that the answers come back to.
    #[serde(skip_serializing_if = "Option::is_none")]
    joins: Option<SafeText>,
}

/// An alternative in the words of a transcript.
#[derive(Debug, Serialize)]
struct Recommended {
    alternative: SafeText,
    name: SafeText,
}

impl Recommended {
    fn of(alternative: &Alternative) -> Self {
        Self {
            alternative: alternative.key().clone(),
            name: alternative.name.clone(),
        }
    }
}

pub(super) fn printed(walk: &Walk, catalog: &Catalog, changes: &[Change]) -> Vec<Printed> {
    let tree = &walk.tree;
    let each = changes.iter().filter_map(|change| {
        let (step, id) = change.question;
        let question = tree.question(id)?;
        let asks = change.asks.iter().filter_map(|id| tree.question(*id));
        let back = change.end.back.and_then(|id| tree.question(id));
        Some(Printed {
            step,
            question: question_text(tree, question),
            answer: SafeText::from(given_text(walk, id, &change.given)),
            at: SafeText::new(&catalog.place(question.at).to_string()),
            recommended: change.end.recommended.iter().map(Recommended::of).collect(),
            asks: asks.map(|question| question_text(tree, question)).collect(),
            onward: change
                .end
                .ways
                .iter()
                .map(|way| way.words.clone())
                .collect(),
            joins: back.map(|question| question_text(tree, question)),
        })
    });
    each.collect()
}

/// A line for each change; no more than a person reads.
pub(super) fn text(walk: &Walk, changes: &[Change]) -> String {
    /// Changes that are told.
    const TOLD: usize = 12;
    let mut out = String::new();
    for change in changes.iter().take(TOLD) {
        add(&mut out, format_args!("  {}\n", change.text(walk)));
    }
    if changes.len() > TOLD {
        let rest = changes.len() - TOLD;
        add(
            &mut out,
            format_args!("  … {rest} more; --json names them all\n"),
        );
    }
    out
}
