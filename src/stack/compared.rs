//! A comparison as evidence of a decision.

use crate::compare::{Comparison, View, grid};
use crate::model::Alternative;
use crate::stack::{Compared, ComparedCell, Decision, Stack, Subject, from_comparison};

/// What a decision keeps of a comparison: what was seen of it, every value with its first place.
pub fn compared(comparison: &Comparison, view: &View) -> Compared {
    let upright = View {
        transposed: false,
        ..view.clone()
    };
    let seen = grid(comparison, &upright);
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
    /// The decision for an alternative by a comparison. What an earlier decision on the subject
    /// rests on, such as a walk, is kept.
    pub fn compared(
        stack: &Stack,
        subject: Subject,
        chosen: Alternative,
        compared: Compared,
    ) -> Self {
        let earlier = stack
            .decisions
            .iter()
            .find(|decision| decision.subject == subject);
        match earlier {
            Some(earlier) if !earlier.walked.is_empty() => {
                let mut decision = Self {
                    chosen: Some(chosen),
                    adr: None,
                    ..earlier.clone()
                };
                decision.take_comparison(compared);
                decision
            }
            _ => from_comparison(compared, Default::default(), Some(chosen), subject),
        }
    }
}
