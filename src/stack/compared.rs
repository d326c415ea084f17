//! A comparison as evidence of a decision.

use crate::compare::{Comparison, View, grid};
use crate::model::Alternative;
use crate::stack::{Compared, ComparedCell, Decision, Subject};

/// What a decision keeps of a comparison: what was seen of it, every value with its first place.
pub fn compared(comparison: &Comparison, view: &View) -> Compared {
    let seen = grid(comparison, &view.upright());
    let alternative = |position: usize| {
        comparison
            .alternatives
            .get(position)
            .map(|column| column.alternative.clone())
    };
    let criterion = |position: usize| {
        comparison
            .criteria
            .get(position)
            .map(|row| row.name.clone())
    };
    let mut cells = Vec::new();
    for at in seen.cells.iter().flatten() {
        let (Some(alternative), Some(criterion)) =
            (alternative(at.alternative), criterion(at.criterion))
        else {
            continue;
        };
        let stated = comparison.cell(at.criterion, at.alternative);
        for value in stated.iter().flat_map(|cell| &cell.values) {
            let Some(source) = value.sources.first() else {
                continue;
            };
            cells.push(ComparedCell {
                alternative: alternative.key().clone(),
                criterion: criterion.clone(),
                text: value.text.clone(),
                at: source.place.clone(),
                cite: source.cites.first().cloned(),
            });
        }
    }
    let heads = seen
        .column_heads
        .iter()
        .filter_map(|head| alternative(head.position));
    Compared {
        alternatives: heads.collect(),
        criteria: seen
            .row_heads
            .iter()
            .filter_map(|head| criterion(head.position))
            .collect(),
        cells,
        ..Compared::default()
    }
}

impl Decision {
    /// The decision for an alternative. What an earlier one on the subject rests on is kept; its
    /// record is superseded.
    pub fn anew(earlier: Option<&Self>, subject: Subject, chosen: Alternative) -> Self {
        let mut decision = earlier.cloned().unwrap_or_else(|| Self {
            subject,
            ..Self::default()
        });
        decision.supersedes = decision.adr.take().or(decision.supersedes);
        let known = |a: &Alternative| a.key() == chosen.key();
        if !decision.considered.iter().any(known) {
            decision.considered.push(chosen.clone());
        }
        decision.chosen = Some(chosen);
        decision
    }
}
