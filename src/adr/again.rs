//! From a record back to the walk that led to it.

use crate::adr::WalkSaid;
use crate::catalog::{Catalog, Lookup};
use crate::model::TreeId;
use crate::walk::{Lost, Trail, Transcript, TranscriptStep, Walk, reopen};

/// What a text of a record says for "not known".
const NOT_KNOWN: &str = "?";

impl WalkSaid {
    /// The walk in the tree as it is today, with the answers that the record has, and the first of
    /// them that the tree has no longer. `None` where the tree is gone.
    pub fn walk(&self, catalog: &Catalog) -> Option<(Walk, Option<Lost>)> {
        match catalog.find_tree(&self.tree) {
            Lookup::Found(tree) => Some(reopen(tree, &self.transcript())),
            Lookup::Ambiguous(_) | Lookup::Missing(_) => None,
        }
    }

    /// As much of the transcript as it takes to give the answers again.
    pub fn transcript(&self) -> Transcript {
        let steps = self.answers.iter().map(|answered| {
            let unknown = answered.said.iter().any(|said| *said == *NOT_KNOWN);
            TranscriptStep {
                question: answered.question.clone(),
                answers: answered.said.iter().filter(|_| !unknown).cloned().collect(),
                from_fact: answered.from_fact.clone(),
                unknown,
                ..TranscriptStep::default()
            }
        });
        Transcript {
            tree: TreeId(self.tree.clone()),
            digest: self.digest.clone(),
            forks: self.forks.clone(),
            trail: Trail {
                steps: steps.collect(),
                ..Trail::default()
            },
            ..Transcript::default()
        }
    }
}
