//! From a record back to the walk and the comparison that led to it.

use crate::adr::{CellsSaid, WalkSaid};
use crate::catalog::{Catalog, Lookup};
use crate::model::{Alternative, TreeId};
use crate::stack::Compared;
use crate::text::{SafeText, digest_of_words};
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

/// The digits of the digest of a cell: many stand in one line.
const CELL: usize = 8;

impl CellsSaid {
    /// The rows of a comparison for some alternatives. Two statements in another order are the
    /// same.
    pub fn of(compared: &Compared, alternatives: &[Alternative]) -> Vec<Self> {
        let digest = |criterion: &SafeText, alternative: &Alternative| {
            let cells = compared.cells.iter();
            let here = cells.filter(|cell| {
                cell.criterion == *criterion && cell.alternative == *alternative.key()
            });
            let mut said: Vec<&str> = here.map(|cell| cell.text.as_str()).collect();
            said.sort_unstable();
            said.dedup();
            let digest = digest_of_words(&said.join("\n"));
            SafeText::new(digest.get(..CELL).unwrap_or(&digest))
        };
        let rows = compared.criteria.iter().map(|criterion| Self {
            criterion: criterion.clone(),
            digests: alternatives
                .iter()
                .map(|one| digest(criterion, one))
                .collect(),
        });
        rows.collect()
    }
}
