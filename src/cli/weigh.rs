//! Weights and scores on the command line, and what came of weighing.

use serde::Serialize;

use crate::cli::compared::criterion;
use crate::cli::error::{CliError, either};
use crate::compare::{Comparison, MOST, Matrix, Score, Weighing};
use crate::model::Alternative;
use crate::text::SafeText;

/// What was weighed, as JSON has it.
#[derive(Debug, Serialize)]
pub(super) struct Printed {
    weights: Vec<PrintedWeight>,
    totals: Vec<PrintedTotal>,
    /// Absent while nothing leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<PrintedLead>,
    /// The nearest change of each weight that makes another alternative lead.
    flips: Vec<PrintedFlip>,
}

#[derive(Debug, Serialize)]
struct PrintedWeight {
    criterion: SafeText,
    weight: u8,
    scores: Vec<PrintedScore>,
}

#[derive(Debug, Serialize)]
struct PrintedScore {
    alternative: SafeText,
    score: Option<u8>,
    /// `by-hand`, `proposed` or `unknown`.
    from: &'static str,
}

#[derive(Debug, Serialize)]
struct PrintedTotal {
    alternative: SafeText,
    low: f64,
    high: f64,
}

#[derive(Debug, Serialize)]
struct PrintedLead {
    alternative: SafeText,
    second: SafeText,
    /// The share of the leader's total by which it is ahead.
    margin: f64,
    close: bool,
    /// Whether it leads whatever the unknown scores are.
    certain: bool,
}

#[derive(Debug, Serialize)]
struct PrintedFlip {
    criterion: SafeText,
    from: u8,
    to: u8,
    leader: SafeText,
}

/// Reads `--weight CRITERION=N` and `--score NAME:CRITERION=N`.
pub(super) fn weighing(
    comparison: &Comparison,
    weights: &[String],
    scores: &[String],
) -> Result<Weighing, CliError> {
    let mut weighing = Weighing::default();
    for written in weights {
        let (name, weight) = number(written, "--weight CRITERION=N")?;
        weighing
            .weights
            .insert(criterion(comparison, name)?, weight);
    }
    for written in scores {
        let form = "--score NAME:CRITERION=N";
        let (named, score) = number(written, form)?;
        let Some((alternative, name)) = named.split_once(':') else {
            return Err(wrong(written, form));
        };
        let alternative = alternative_of(comparison, alternative)?;
        let of = weighing.scores.entry(alternative.key().clone());
        let of = of.or_default();
        of.insert(criterion(comparison, name)?, score);
    }
    Ok(weighing)
}

fn wrong(written: &str, form: &str) -> CliError {
    let shown = SafeText::one_line(written);
    CliError::usage(format!("“{shown}” says no number from 0 to {MOST}"))
        .hint(format!("write {form}, with N from 0 to {MOST}"))
}

fn number<'a>(written: &'a str, form: &str) -> Result<(&'a str, u8), CliError> {
    let parts = written.rsplit_once('=');
    let read = parts.and_then(|(name, number)| Some((name, number.trim().parse().ok()?)));
    read.filter(|(_, number)| *number <= MOST)
        .ok_or_else(|| wrong(written, form))
}

/// The alternative of a name among those compared.
pub(super) fn alternative_of(comparison: &Comparison, name: &str) -> Result<Alternative, CliError> {
    let wanted = crate::compare::value_key(name);
    let columns = comparison.alternatives.iter();
    let mut known = columns.clone().map(|column| &column.alternative);
    let means = |key: &SafeText, name: &SafeText| {
        [key, name]
            .map(|text| crate::compare::value_key(text))
            .contains(&wanted)
    };
    if let Some(found) = known.find(|a| means(a.key(), &a.name)) {
        return Ok(found.clone());
    }
    let all: Vec<SafeText> = columns.map(|c| c.alternative.name.clone()).collect();
    let shown = SafeText::one_line(name);
    Err(
        CliError::not_found(format!("“{shown}” is not among what is compared"))
            .hint(format!("compared are {}", either(&all))),
    )
}

impl Printed {
    /// What a matrix says.
    pub(super) fn of(comparison: &Comparison, matrix: &Matrix) -> Self {
        let key = |at: usize| {
            let column = comparison.alternatives.get(at);
            column
                .map(|c| c.alternative.key().clone())
                .unwrap_or_default()
        };
        let rows = matrix.criteria.iter().zip(&matrix.scores);
        let weights = rows.map(|((criterion, weight), scores)| PrintedWeight {
            criterion: name_of(comparison, *criterion),
            weight: *weight,
            scores: scores
                .iter()
                .enumerate()
                .map(|(at, score)| PrintedScore {
                    alternative: key(at),
                    score: score.known(),
                    from: match score {
                        Score::ByHand(_) => "by-hand",
                        Score::Proposed(_) => "proposed",
                        Score::Unknown => "unknown",
                    },
                })
                .collect(),
        });
        let totals = matrix.totals.iter().enumerate();
        let flips = matrix.flips().into_iter();
        Self {
            weights: weights.collect(),
            totals: totals
                .map(|(at, total)| PrintedTotal {
                    alternative: key(at),
                    low: total.low,
                    high: total.high,
                })
                .collect(),
            lead: matrix.lead().map(|lead| PrintedLead {
                alternative: key(lead.leader),
                second: key(lead.second),
                margin: lead.margin,
                close: lead.is_close(),
                certain: lead.certain,
            }),
            flips: flips
                .map(|flip| PrintedFlip {
                    criterion: name_of(comparison, flip.criterion),
                    from: flip.from,
                    to: flip.to,
                    leader: key(flip.leader),
                })
                .collect(),
        }
    }
}

fn name_of(comparison: &Comparison, criterion: usize) -> SafeText {
    let row = comparison.criteria.get(criterion);
    row.map(|row| row.name.clone()).unwrap_or_default()
}
