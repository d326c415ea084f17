//! A comparison as evidence of a decision.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::compare::{
    Cell, Column, Comparison, CriterionRow, Matrix, View, Weighing, grid, outlook,
};
use crate::model::{Alternative, ComparisonTable};
use crate::stack::{Compared, ComparedCell, Decision, Subject, concern_served};
use crate::text::SafeText;

/// What a decision keeps of a comparison: what was seen of it and what counted in it, every value
/// with its first place. What is worth how much by a criterion that counts is kept as it was
/// weighed, whether a person said so or what is stated suggested it.
pub fn compared(comparison: &Comparison, view: &View, weighing: &Weighing) -> Compared {
    let seen = grid(comparison, &view.upright());
    let matrix = Matrix::of(comparison, weighing, view);
    let columns = seen.column_heads.iter().filter_map(|head| {
        let column = comparison.alternatives.get(head.position)?;
        Some((head.position, &column.alternative))
    });
    let columns: Vec<(usize, &Alternative)> = columns.collect();
    let shown = seen.row_heads.iter().map(|head| head.position);
    let mut rows: Vec<usize> = shown.collect();
    let hidden = matrix.criteria.iter().map(|(at, _)| *at);
    let hidden: Vec<usize> = hidden.filter(|at| !rows.contains(at)).collect();
    rows.extend(hidden);
    let rows = rows.into_iter();
    let rows: Vec<&CriterionRow> = rows.filter_map(|at| comparison.criteria.get(at)).collect();
    let cells = rows.iter().flat_map(|row| {
        columns
            .iter()
            .flat_map(|(at, alternative)| cells(row, *at, alternative))
    });
    Compared {
        cells: cells.collect(),
        criteria: rows.iter().map(|row| row.name.clone()).collect(),
        scores: scores(comparison, &matrix, &columns),
        alternatives: columns.into_iter().map(|(_, one)| one.clone()).collect(),
    }
}

/// What is stated of an alternative by a criterion, each statement with its first place.
fn cells(row: &CriterionRow, at: usize, alternative: &Alternative) -> Vec<ComparedCell> {
    let values = row.cells.get(at).map(|cell| cell.values.iter());
    let cells = values.into_iter().flatten().filter_map(|value| {
        let source = value.sources.first()?;
        Some(ComparedCell {
            alternative: alternative.key().clone(),
            criterion: row.name.clone(),
            text: value.text.clone(),
            at: source.place.clone(),
            cite: source.cites.first().cloned(),
        })
    });
    cells.collect()
}

/// The known scores of what counts, by alternative and criterion.
fn scores(
    comparison: &Comparison,
    matrix: &Matrix,
    columns: &[(usize, &Alternative)],
) -> BTreeMap<SafeText, BTreeMap<SafeText, u8>> {
    let of = |at: usize| -> BTreeMap<SafeText, u8> {
        let rows = matrix.criteria.iter().zip(&matrix.scores);
        rows.filter_map(|((criterion, _), scores)| {
            let name = comparison.criteria.get(*criterion)?.name.clone();
            Some((name, scores.get(at)?.known()?))
        })
        .collect()
    };
    let all = columns.iter().map(|(at, one)| (one.key().clone(), of(*at)));
    all.filter(|(_, scores)| !scores.is_empty()).collect()
}

/// How much each criterion counts, by its name.
fn weights(comparison: &Comparison, weighing: &Weighing) -> BTreeMap<SafeText, u8> {
    let rows = comparison.criteria.iter();
    let weights = rows.filter_map(|row| {
        let weight = weighing.weights.get(&row.key).copied();
        Some((row.name.clone(), weight.filter(|weight| *weight > 0)?))
    });
    weights.collect()
}

impl Compared {
    /// What came of weighing it, as it was kept: no score is proposed anew, so that it says the
    /// same in every version of the program.
    pub fn weighed(&self, weights: &BTreeMap<SafeText, u8>) -> (Comparison, Matrix) {
        let column = |alternative: &Alternative| Column {
            alternative: alternative.clone(),
            tables: 0,
        };
        let row = |name: &SafeText| CriterionRow {
            key: name.to_string(),
            name: name.clone(),
            written: Vec::new(),
            cells: vec![Cell::default(); self.alternatives.len()],
        };
        let comparison = Comparison {
            alternatives: self.alternatives.iter().map(column).collect(),
            criteria: self.criteria.iter().map(row).collect(),
            ..Comparison::default()
        };
        let keyed = |(name, number): (&SafeText, &u8)| (name.to_string(), *number);
        let scores = self.scores.iter();
        let weighing = Weighing {
            weights: weights.iter().map(keyed).collect(),
            scores: scores
                .map(|(key, by)| (key.clone(), by.iter().map(keyed).collect()))
                .collect(),
        };
        let matrix = Matrix::of(&comparison, &weighing, &View::default());
        (comparison, matrix)
    }
}

impl Decision {
    /// Lets it rest on a comparison as it was seen and weighed.
    pub fn rest_on(&mut self, comparison: &Comparison, view: &View, weighing: &Weighing) {
        let weights = weights(comparison, weighing);
        self.take_comparison(compared(comparison, view, weighing), weights);
    }

    /// Adds a comparison to what the decision rests on. The criteria that count drive it, those
    /// that count most first. Where nothing was weighed now, what was weighed before stands.
    pub fn take_comparison(&mut self, mut compared: Compared, weights: BTreeMap<SafeText, u8>) {
        if weights.is_empty() {
            let before = self.compared.take().unwrap_or_default();
            let kept: BTreeSet<&SafeText> =
                compared.alternatives.iter().map(Alternative::key).collect();
            let scores = before.scores.into_iter();
            let scores = scores.filter(|(key, _)| kept.contains(key));
            compared.scores.extend(scores.collect::<Vec<_>>());
        } else {
            let before = std::mem::replace(&mut self.weights, weights);
            self.drivers.retain(|driver| !before.contains_key(driver));
        }
        let weight = |c: &SafeText| self.weights.get(c).copied().filter(|weight| *weight > 0);
        let criteria = compared.criteria.iter();
        let mut weighed: Vec<(&SafeText, u8)> =
            criteria.filter_map(|c| Some((c, weight(c)?))).collect();
        weighed.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        let drivers = weighed.into_iter().map(|(c, _)| c.clone()).collect();
        super::decision::extend_new(&mut self.drivers, drivers);
        self.consider(compared.alternatives.clone());
        self.compared = Some(compared);
    }

    /// What its weighing says, a line each: who leads, how firmly, what would change it.
    pub fn outlook(&self) -> Vec<SafeText> {
        let weighed = self.compared.iter().map(|c| c.weighed(&self.weights));
        let said = weighed.flat_map(|(comparison, matrix)| outlook(&comparison, &matrix));
        said.collect()
    }
}

impl Subject {
    /// What a choice among alternatives is about: the concern that the kind of the chosen one
    /// serves, else the title of the table it was chosen from, else its kind.
    pub fn of_choice(
        catalog: &Catalog,
        chosen: &Alternative,
        table: Option<&ComparisonTable>,
    ) -> Self {
        if let Some(concern) = concern_served(chosen, catalog) {
            return Self::Concern(concern);
        }
        let known = chosen.technology.as_ref();
        let known = known.and_then(|id| catalog.technology(id));
        let kind = known.and_then(|technology| technology.kind.as_ref());
        let title = table.map(|table| table.title.clone()).or(kind.cloned());
        Self::Title(title.unwrap_or_else(|| chosen.name.clone()))
    }
}
