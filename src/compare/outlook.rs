//! What weighing says, in sentences: who leads, how firmly, and what would change it.

use super::{Comparison, Lead, Matrix, Score};
use crate::text::{SafeText, counted};

/// The result of weighing, a line each: the leader if there is one, what is not known, and each
/// change of one weight that makes another alternative lead.
pub fn outlook(comparison: &Comparison, matrix: &Matrix) -> Vec<SafeText> {
    let scores = || matrix.scores.iter().flatten();
    let unknown = scores().filter(|score| **score == Score::Unknown).count();
    let lead = matrix.lead();
    let mut lines: Vec<String> = lead.iter().map(|l| leader(comparison, matrix, l)).collect();
    if unknown > 0 {
        lines.push(format!(
            "{} not known: a total is a range until a person scores them.",
            counted(unknown, "score")
        ));
    }
    for flip in lead.iter().flat_map(|_| matrix.flips()) {
        let criterion = comparison.criteria.get(flip.criterion);
        let criterion = criterion.map_or("", |row| row.name.as_str());
        lines.push(format!(
            "{criterion} weighed {} instead of {}: {} leads.",
            flip.to,
            flip.from,
            name(comparison, flip.leader)
        ));
    }
    lines.into_iter().map(SafeText::from).collect()
}

fn leader(comparison: &Comparison, matrix: &Matrix, lead: &Lead) -> String {
    let total = |at: usize| matrix.totals.get(at).copied().unwrap_or_default();
    if lead.margin <= 0.0 {
        return format!(
            "{} and {} are level, {} to {}.",
            name(comparison, lead.leader),
            name(comparison, lead.second),
            total(lead.leader),
            total(lead.second),
        );
    }
    let firm = match (lead.is_close(), lead.certain) {
        (true, _) => ": a close call",
        (false, true) => "",
        (false, false) => ", unless what is not known says otherwise",
    };
    format!(
        "{} leads with {}, {} has {}{firm}.",
        name(comparison, lead.leader),
        total(lead.leader),
        name(comparison, lead.second),
        total(lead.second),
    )
}

fn name(comparison: &Comparison, alternative: usize) -> &str {
    let column = comparison.alternatives.get(alternative);
    column.map_or("", |column| column.alternative.name.as_str())
}
