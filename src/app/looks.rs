//! How comparisons are looked at and weighed, as kept between runs.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::compare::{Condition, Criteria, MOST, Sort, View, Weighing};
use crate::screens::compare::Look;
use crate::text::SafeText;

/// A look, as written. Criteria and alternatives stand by their keys.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct KeptLook {
    transposed: bool,
    differences: bool,
    hidden: BTreeSet<String>,
    hidden_alternatives: BTreeSet<String>,
    order: Vec<String>,
    /// The criterion, and whether from the most to the least.
    sort: Option<(String, bool)>,
    /// Each with the criterion that it is on.
    conditions: Vec<(String, String)>,
    weights: BTreeMap<String, u8>,
    scores: BTreeMap<String, BTreeMap<String, u8>>,
    joined: BTreeMap<String, String>,
    apart: BTreeSet<String>,
}

impl KeptLook {
    /// A look, to be written.
    pub(super) fn of(look: &Look) -> Self {
        let view = &look.view;
        let sort = view.sort.as_ref();
        let conditions = view.conditions.iter();
        let scores = look.weighing.scores.iter();
        Self {
            transposed: view.transposed,
            differences: view.differences_only,
            hidden: view.hidden_criteria.clone(),
            hidden_alternatives: plain(&view.hidden_alternatives),
            order: plain(&view.order),
            sort: sort.map(|sort| (sort.criterion.clone(), sort.descending)),
            conditions: conditions
                .map(|one| (one.criterion.clone(), one.written.to_string()))
                .collect(),
            weights: look.weighing.weights.clone(),
            scores: scores
                .map(|(key, of)| (key.to_string(), of.clone()))
                .collect(),
            joined: look.criteria.joined.clone(),
            apart: look.criteria.apart.clone(),
        }
    }

    /// What was written, as a look. A condition that is none any more is left out.
    pub(super) fn look(self) -> Look {
        let conditions = self.conditions.iter().filter_map(|(criterion, written)| {
            Some(Condition {
                criterion: criterion.clone(),
                ..Condition::parse(written)?
            })
        });
        let most = |(name, number): (String, u8)| (name, number.min(MOST));
        let scores = self.scores.into_iter().map(|(key, of)| {
            let of = of.into_iter().map(most).collect();
            (SafeText::one_line(&key), of)
        });
        Look {
            view: View {
                transposed: self.transposed,
                differences_only: self.differences,
                hidden_criteria: self.hidden,
                hidden_alternatives: safe(&self.hidden_alternatives),
                order: safe(&self.order),
                sort: self.sort.map(|(criterion, descending)| Sort {
                    criterion,
                    descending,
                }),
                conditions: conditions.collect(),
                ..View::default()
            },
            criteria: Criteria {
                joined: self.joined,
                apart: self.apart,
            },
            weighing: Weighing {
                weights: self.weights.into_iter().map(most).collect(),
                scores: scores.collect(),
            },
        }
    }
}

fn plain<'a, T: FromIterator<String>>(texts: impl IntoIterator<Item = &'a SafeText>) -> T {
    texts.into_iter().map(ToString::to_string).collect()
}

fn safe<'a, T: FromIterator<SafeText>>(texts: impl IntoIterator<Item = &'a String>) -> T {
    texts
        .into_iter()
        .map(|text| SafeText::one_line(text))
        .collect()
}
