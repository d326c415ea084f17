//! The weighted decision matrix: what counts how much, what each alternative is worth by it, and
//! how firm the result is.
//!
//! A score is set by hand, or proposed from what was understood of a cell. Where neither is there
//! it is unknown and can be anything, so a total is a range.

use std::collections::{BTreeMap, BTreeSet};

use super::score::proposals;
use super::{Comparison, CriterionRow, Score, View};
use crate::text::SafeText;

/// The highest weight and the highest score; the lowest of both is 0.
pub const MOST: u8 = 5;
/// A lead smaller than this share of the leader's total is a close call.
pub const CLOSE: f64 = 0.10;

/// What counts, and what was scored by hand. A plain value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weighing {
    /// How much a criterion counts, by its key: 0 to [`MOST`]. What is not here counts nothing.
    pub weights: BTreeMap<String, u8>,
    /// What an alternative is worth by a criterion: by the alternative's key, then the
    /// criterion's; 0 to [`MOST`].
    pub scores: BTreeMap<SafeText, BTreeMap<String, u8>>,
}

/// What an alternative reaches of what could be reached, in percent: from all unknown scores at 0
/// to all at [`MOST`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Total {
    /// With everything unknown at its worst.
    pub low: f64,
    /// With everything unknown at its best.
    pub high: f64,
}

impl Total {
    /// Halfway between the ends.
    pub fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    /// Whether nothing is unknown.
    pub fn is_certain(self) -> bool {
        self.high <= self.low
    }

    /// Whether everything is unknown.
    fn is_open(self) -> bool {
        self.low <= 0.0 && self.high >= 100.0
    }
}

impl std::fmt::Display for Total {
    /// `78`, or `40-78` while something is unknown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.0}", self.low)?;
        if self.is_certain() {
            return Ok(());
        }
        write!(f, "-{:.0}", self.high)
    }
}

/// A comparison weighed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The criteria that count, as positions in [`Comparison::criteria`], with their weight.
    pub criteria: Vec<(usize, u8)>,
    /// By criterion as above, then alternative.
    pub scores: Vec<Vec<Score>>,
    /// By alternative.
    pub totals: Vec<Total>,
    /// The alternatives that are in the running, by position.
    pub running: BTreeSet<usize>,
}

/// Who leads, and how firmly.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    /// The position of the alternative with the highest middle.
    pub leader: usize,
    /// The next one.
    pub second: usize,
    /// By how much of its own total the leader is ahead.
    pub margin: f64,
    /// Whether the leader stays ahead whatever the unknown scores are.
    pub certain: bool,
}

impl Lead {
    /// Whether the lead is too small to rely on.
    pub fn is_close(&self) -> bool {
        self.margin < CLOSE
    }
}

/// A change of one weight that makes another alternative lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The position of the criterion.
    pub criterion: usize,
    /// The weight it has.
    pub from: u8,
    /// The nearest weight that changes the leader.
    pub to: u8,
    /// The alternative that leads then.
    pub leader: usize,
}

impl Matrix {
    /// Weighs a comparison. What a view leaves out cannot lead.
    pub fn of(comparison: &Comparison, weighing: &Weighing, view: &View) -> Self {
        let rows = comparison.criteria.iter().enumerate();
        let counted = rows.filter_map(|(position, row)| {
            let weight = weighing.weights.get(&row.key)?;
            let weight = (*weight).min(MOST);
            (weight > 0).then_some((position, weight, row))
        });
        let seen = view.alternatives(comparison).into_iter();
        let mut matrix = Self {
            running: seen.map(|head| head.position).collect(),
            ..Self::default()
        };
        for (position, weight, row) in counted {
            matrix.criteria.push((position, weight));
            matrix.scores.push(scores(comparison, weighing, row));
        }
        matrix.totals = matrix.weighed(|at| matrix.criteria.get(at).map_or(0, |(_, w)| *w));
        matrix
    }

    /// The totals with the weights that a function gives, by position in the matrix.
    fn weighed(&self, weight: impl Fn(usize) -> u8) -> Vec<Total> {
        let width = self.scores.first().map_or(0, Vec::len);
        let all: f64 = (0..self.criteria.len())
            .map(|at| f64::from(weight(at)) * f64::from(MOST))
            .sum();
        let total = |alternative: usize| {
            let mut total = Total::default();
            for (at, row) in self.scores.iter().enumerate() {
                let score = row.get(alternative).copied().unwrap_or(Score::Unknown);
                let weight = f64::from(weight(at));
                total.low += weight * f64::from(score.known().unwrap_or(0));
                total.high += weight * f64::from(score.known().unwrap_or(MOST));
            }
            let percent = |sum: f64| if all > 0.0 { 100.0 * sum / all } else { 0.0 };
            Total {
                low: percent(total.low),
                high: percent(total.high),
            }
        };
        (0..width).map(total).collect()
    }

    /// Who leads; `None` while nothing counts, nothing is known, or there is nothing to choose
    /// between.
    pub fn lead(&self) -> Option<Lead> {
        lead(&self.totals, &self.running)
    }

    /// For each criterion the nearest other weight that makes another alternative lead.
    pub fn flips(&self) -> Vec<Flip> {
        let Some(now) = self.lead() else {
            return Vec::new();
        };
        let rows = self.criteria.iter().enumerate();
        let flips = rows.filter_map(|(at, (criterion, from))| {
            let mut others: Vec<u8> = (0..=MOST).filter(|weight| weight != from).collect();
            others.sort_by_key(|weight| weight.abs_diff(*from));
            others.into_iter().find_map(|to| {
                let own = |row: usize| self.criteria.get(row).map_or(0, |(_, weight)| *weight);
                let totals = self.weighed(|row| if row == at { to } else { own(row) });
                let then = lead(&totals, &self.running)?;
                (then.leader != now.leader).then_some(Flip {
                    criterion: *criterion,
                    from: *from,
                    to,
                    leader: then.leader,
                })
            })
        });
        flips.collect()
    }
}

fn lead(totals: &[Total], running: &BTreeSet<usize>) -> Option<Lead> {
    let mut order: Vec<usize> = running.iter().copied().collect();
    let middle = |at: &usize| totals.get(*at).copied().unwrap_or_default().middle();
    order.sort_by(|a, b| middle(b).total_cmp(&middle(a)));
    let (&leader, &second) = (order.first()?, order.get(1)?);
    let (first, next) = (middle(&leader), middle(&second));
    let known = |at: &usize| totals.get(*at).is_some_and(|total| !total.is_open());
    if first <= 0.0 || !order.iter().any(known) {
        return None;
    }
    let low = totals.get(leader).copied().unwrap_or_default().low;
    let others = order.iter().skip(1).filter_map(|at| totals.get(*at));
    Some(Lead {
        leader,
        second,
        margin: (first - next) / first,
        certain: others.into_iter().all(|other| other.high < low),
    })
}

fn scores(comparison: &Comparison, weighing: &Weighing, row: &CriterionRow) -> Vec<Score> {
    let proposed = proposals(row);
    let columns = comparison.alternatives.iter().zip(proposed);
    let score = |(column, proposed): (&super::Column, Option<u8>)| {
        let by_hand = weighing.scores.get(column.alternative.key());
        let by_hand = by_hand.and_then(|scores| scores.get(&row.key));
        match (by_hand, proposed) {
            (Some(score), _) => Score::ByHand((*score).min(MOST)),
            (None, Some(score)) => Score::Proposed(score),
            (None, None) => Score::Unknown,
        }
    };
    columns.map(score).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Column, Value, criterion_key};
    use super::*;
    use crate::model::Alternative;

    fn comparison(names: &[&str], rows: &[(&str, &[&str])]) -> Comparison {
        let column = |name: &&str| Column {
            alternative: Alternative {
                name: SafeText::new(name),
                technology: None,
            },
            tables: 1,
        };
        let cell = |text: &&str| Cell {
            values: text
                .split('|')
                .filter(|text| !text.is_empty())
                .map(|text| Value {
                    text: SafeText::new(text),
                    adds: false,
                    sources: Vec::new(),
                })
                .collect(),
        };
        Comparison {
            alternatives: names.iter().map(column).collect(),
            criteria: rows
                .iter()
                .map(|(name, cells)| CriterionRow {
                    key: criterion_key(name),
                    written: Vec::new(),
                    name: SafeText::new(name),
                    cells: cells.iter().map(cell).collect(),
                })
                .collect(),
            ..Comparison::default()
        }
    }

    fn weights(of: &[(&str, u8)]) -> Weighing {
        Weighing {
            weights: of
                .iter()
                .map(|(name, w)| (criterion_key(name), *w))
                .collect(),
            ..Weighing::default()
        }
    }

    #[test]
    fn what_is_unknown_is_a_range() {
        let rows: [(&str, &[&str]); 2] = [
            ("Open source", &["Yes", "No"]),
            ("Fits the team", &["well", "badly"]),
        ];
        let comparison = comparison(&["A", "B"], &rows);
        let mut weighing = weights(&[("open source", 2), ("fits the team", 3)]);
        let matrix = Matrix::of(&comparison, &weighing, &View::default());
        assert_eq!(
            matrix.totals[0],
            Total {
                low: 40.0,
                high: 100.0
            }
        );
        assert_eq!(
            matrix.totals[1],
            Total {
                low: 0.0,
                high: 60.0
            }
        );
        let lead = matrix.lead().unwrap();
        assert_eq!((lead.leader, lead.certain), (0, false));

        for (name, score) in [("A", 1), ("B", 5)] {
            let by_hand = BTreeMap::from([("fits the team".to_owned(), score)]);
            weighing.scores.insert(SafeText::new(name), by_hand);
        }
        let matrix = Matrix::of(&comparison, &weighing, &View::default());
        assert!(matrix.totals.iter().all(|total| total.is_certain()));
        let lead = matrix.lead().unwrap();
        assert_eq!((lead.leader, lead.certain), (1, true));
        assert!(!lead.is_close(), "{}", lead.margin);
    }

    #[test]
    fn the_nearest_weight_that_flips_the_leader_is_found() {
        let rows: [(&str, &[&str]); 2] =
            [("Open source", &["Yes", "No"]), ("Managed", &["No", "Yes"])];
        let comparison = comparison(&["A", "B"], &rows);
        let weighing = weights(&[("open source", 3), ("managed", 2)]);
        let flips = Matrix::of(&comparison, &weighing, &View::default()).flips();
        let expected = [
            Flip {
                criterion: 0,
                from: 3,
                to: 1,
                leader: 1,
            },
            Flip {
                criterion: 1,
                from: 2,
                to: 4,
                leader: 1,
            },
        ];
        assert_eq!(flips, expected);
        let firm = weights(&[("open source", 5)]);
        assert_eq!(Matrix::of(&comparison, &firm, &View::default()).flips(), []);
        assert_eq!(
            Matrix::of(&comparison, &Weighing::default(), &View::default()).lead(),
            None
        );
    }

    #[test]
    fn nobody_leads_where_nothing_is_known() {
        let comparison = comparison(&["A", "B"], &[("Kind", &["round", "square"])]);
        let matrix = Matrix::of(&comparison, &weights(&[("kind", 3)]), &View::default());
        assert_eq!(matrix.lead(), None);
        let said = super::super::outlook(&comparison, &matrix);
        let said: Vec<&str> = said.iter().map(SafeText::as_str).collect();
        assert_eq!(
            said,
            ["2 scores not known: a total is a range until a person scores them."]
        );
    }

    #[test]
    fn what_is_stated_in_another_unit_is_sorted_behind_the_rest() {
        use super::super::{Sort, grid, unsorted};
        let prices = ["$1,000", "$90 / month", "free", "$200/month", ""];
        let comparison = comparison(&["A", "B", "C", "D", "E"], &[("Price", &prices)]);
        for (descending, order) in [(false, [1, 3, 0, 2, 4]), (true, [3, 1, 0, 2, 4])] {
            let view = View {
                sort: Some(Sort {
                    criterion: criterion_key("Price"),
                    descending,
                }),
                ..View::default()
            };
            let heads = grid(&comparison, &view).column_heads;
            let positions: Vec<usize> = heads.iter().map(|head| head.position).collect();
            assert_eq!(positions, order, "descending: {descending}");
            assert_eq!(unsorted(&comparison, &view), [0, 2]);
        }
    }
}
