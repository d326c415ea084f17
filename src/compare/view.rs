//! How a comparison is looked at: which rows and columns, in which order, which way round.

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::Scale;
use super::{Cell, CellState, Comparison, Condition, Holds, Meaning, criterion_key};
use crate::text::SafeText;

/// A way of looking at a comparison. A plain value: nothing of the comparison is changed by it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Alternatives as rows instead of columns.
    pub transposed: bool,
    /// Only criteria by which not everything stated is the same.
    pub differences_only: bool,
    /// Alternatives left out, by key.
    pub hidden_alternatives: BTreeSet<SafeText>,
    /// Criteria left out, by key.
    pub hidden_criteria: BTreeSet<String>,
    /// Alternatives that come first, by key; the others follow as they are.
    pub order: Vec<SafeText>,
    /// The criterion by which alternatives are sorted; those of which it says what cannot be
    /// compared with the rest come after them ([`unsorted`]), those of which it says nothing last.
    pub sort: Option<Sort>,
    /// What alternatives have to meet; one of which it is not known whether it does stays.
    pub conditions: Vec<Condition>,
    /// The order of the criteria.
    pub criteria: CriteriaOrder,
}

/// An order of alternatives by what is stated of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The key of the criterion.
    pub criterion: String,
    /// From the most to the least.
    pub descending: bool,
}

impl View {
    /// The same with criteria as rows.
    #[must_use]
    pub fn upright(&self) -> Self {
        Self {
            transposed: false,
            ..self.clone()
        }
    }

    /// The alternatives that are seen, in order.
    pub fn alternatives(&self, comparison: &Comparison) -> Vec<Head> {
        alternatives(comparison, self)
    }

    /// The criteria that are seen, in order.
    pub fn criteria(&self, comparison: &Comparison) -> Vec<Head> {
        criteria(comparison, self)
    }

    /// Whether an alternative, by its position, meets all conditions.
    pub fn judge(&self, comparison: &Comparison, alternative: usize) -> Holds {
        let judged = self.conditions.iter().map(|condition| {
            let row = comparison.by_key(&condition.criterion);
            let cell = row.and_then(|row| row.cells.get(alternative));
            cell.map_or(Holds::NotKnown, |cell| condition.judge(cell))
        });
        judged.max().unwrap_or(Holds::Yes)
    }

    /// What the conditions left out, and of which alternatives it is not known whether they meet
    /// them, a sentence each.
    pub fn told(&self, comparison: &Comparison) -> Vec<SafeText> {
        let names = |holds: Holds| {
            let columns = comparison.alternatives.iter().enumerate();
            let judged = columns.filter(|(at, _)| self.judge(comparison, *at) == holds);
            let names: Vec<&str> = judged.map(|(_, c)| c.alternative.name.as_str()).collect();
            names.join(", ")
        };
        let apart = unsorted(comparison, self).into_iter();
        let apart = apart.filter_map(|at| comparison.alternatives.get(at));
        let apart: Vec<&str> = apart.map(|c| c.alternative.name.as_str()).collect();
        let told = [
            ("left out by what is stated: ", names(Holds::No)),
            (
                "kept, though not known to meet it: ",
                names(Holds::NotKnown),
            ),
            (
                "not sorted with the others, as it is stated otherwise there: ",
                apart.join(", "),
            ),
        ];
        let told = told.into_iter().filter(|(_, names)| !names.is_empty());
        told.map(|(lead, names)| SafeText::from(format!("{lead}{names}")))
            .collect()
    }
}

/// An order of criteria.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CriteriaOrder {
    /// As in the comparison: those with the most to say first.
    #[default]
    AsGathered,
    /// By name.
    Name,
    /// Those on which sources disagree first, then those with the most sources.
    Sources,
}

impl CriteriaOrder {
    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::AsGathered => Self::Name,
            Self::Name => Self::Sources,
            Self::Sources => Self::AsGathered,
        }
    }
}

/// A comparison as it is seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// What stands above the row heads.
    pub corner: SafeText,
    /// Above the columns.
    pub column_heads: Vec<Head>,
    /// Left of the rows.
    pub row_heads: Vec<Head>,
    /// By row, then column.
    pub cells: Vec<Vec<GridCell>>,
}

/// The head of a row or column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What it says.
    pub text: SafeText,
    /// The position in [`Comparison::alternatives`] or [`Comparison::criteria`].
    pub position: usize,
}

/// A cell as it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// All that is stated, on one line; a state in words where nothing is.
    pub text: SafeText,
    /// How much is known.
    pub state: CellState,
    /// The criterion of the cell.
    pub criterion: usize,
    /// The alternative of the cell.
    pub alternative: usize,
}

/// A comparison through a view.
pub fn grid(comparison: &Comparison, view: &View) -> Grid {
    let alternatives = view.alternatives(comparison);
    let criteria = view.criteria(comparison);
    let cell = |criterion: &Head, alternative: &Head| {
        let cell = comparison.cell(criterion.position, alternative.position);
        let empty = Cell::default();
        let cell = cell.unwrap_or(&empty);
        GridCell {
            text: cell.shown(),
            state: cell.state(),
            criterion: criterion.position,
            alternative: alternative.position,
        }
    };
    let written = !comparison.corner.is_empty();
    let corner = |plain: &str| {
        if written {
            comparison.corner.clone()
        } else {
            SafeText::new(plain)
        }
    };
    if view.transposed {
        let row = |a: &Head| criteria.iter().map(|c| cell(c, a)).collect();
        return Grid {
            corner: corner("alternative"),
            cells: alternatives.iter().map(row).collect(),
            column_heads: criteria,
            row_heads: alternatives,
        };
    }
    let row = |c: &Head| alternatives.iter().map(|a| cell(c, a)).collect();
    Grid {
        corner: corner("criterion"),
        cells: criteria.iter().map(row).collect(),
        column_heads: alternatives,
        row_heads: criteria,
    }
}

fn alternatives(comparison: &Comparison, view: &View) -> Vec<Head> {
    let all = comparison.alternatives.iter().enumerate();
    let mut kept: Vec<(usize, Head)> = all
        .filter(|(_, column)| !view.hidden_alternatives.contains(column.alternative.key()))
        .filter(|(position, _)| view.judge(comparison, *position) != Holds::No)
        .map(|(position, column)| {
            let key = column.alternative.key();
            let wished = view.order.iter().position(|wish| wish == key);
            let text = column.alternative.name.clone();
            (wished.unwrap_or(view.order.len()), Head { text, position })
        })
        .collect();
    kept.sort_by_key(|(wished, head)| (*wished, head.position));
    let kept = kept.into_iter().map(|(_, head)| head);
    match &view.sort {
        Some(sort) => sorted(comparison, sort, kept),
        None => kept.collect(),
    }
}

/// Sorts by what is stated. What cannot be compared with the rest comes after it, what says nothing
/// comes last.
fn sorted(comparison: &Comparison, sort: &Sort, heads: impl Iterator<Item = Head>) -> Vec<Head> {
    let mut heads: Vec<(Place, Head)> = placed(comparison, sort, heads);
    heads.sort_by(|(one, _), (two, _)| match (one, two) {
        (Place::Among(one), Place::Among(two)) if sort.descending => two.order(one),
        (Place::Among(one), Place::Among(two)) => one.order(two),
        _ => one.rank().cmp(&two.rank()),
    });
    heads.into_iter().map(|(_, head)| head).collect()
}

/// The alternatives, by position, that a view cannot sort with the others: what is stated of them
/// is of another kind, or in another unit.
pub fn unsorted(comparison: &Comparison, view: &View) -> Vec<usize> {
    let Some(sort) = &view.sort else {
        return Vec::new();
    };
    let heads = alternatives(comparison, view).into_iter();
    let placed = placed(comparison, sort, heads).into_iter();
    let apart = placed.filter(|(place, _)| matches!(place, Place::Apart));
    apart.map(|(_, head)| head.position).collect()
}

/// Where an alternative stands in an order.
enum Place {
    /// Among those that can be compared, by the least that is stated of it.
    Among(Meaning),
    /// After them: it cannot be compared with them.
    Apart,
    /// At the end: nothing is stated of it.
    Last,
}

impl Place {
    fn rank(&self) -> u8 {
        match self {
            Self::Among(_) => 0,
            Self::Apart => 1,
            Self::Last => 2,
        }
    }
}

/// Alternatives with their place in an order.
fn placed(
    comparison: &Comparison,
    sort: &Sort,
    heads: impl Iterator<Item = Head>,
) -> Vec<(Place, Head)> {
    let row = comparison.by_key(&sort.criterion);
    let meanings = |head: &Head| -> Vec<Meaning> {
        let cell = row.and_then(|row| row.cells.get(head.position));
        let statements = cell.map(Cell::statements).unwrap_or_default().into_iter();
        statements.map(|value| Meaning::of(&value.text)).collect()
    };
    let heads: Vec<(Vec<Meaning>, Head)> = heads.map(|head| (meanings(&head), head)).collect();
    let scale = shared_scale(heads.iter().flat_map(|(meanings, _)| meanings));
    let place = |meanings: Vec<Meaning>| {
        let stated = !meanings.is_empty();
        let fits = |meaning: &Meaning| Some(meaning.scale()) == scale;
        let least = meanings.into_iter().filter(fits).min_by(Meaning::order);
        match least {
            Some(least) => Place::Among(least),
            None if stated => Place::Apart,
            None => Place::Last,
        }
    };
    let placed = heads.into_iter();
    placed
        .map(|(meanings, head)| (place(meanings), head))
        .collect()
}

/// The scale of most statements, of several the first.
fn shared_scale<'a>(meanings: impl Iterator<Item = &'a Meaning>) -> Option<Scale> {
    let mut met: BTreeMap<Scale, usize> = BTreeMap::new();
    for meaning in meanings {
        *met.entry(meaning.scale()).or_default() += 1;
    }
    let most = met.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(scale, _)| scale)
}

fn criteria(comparison: &Comparison, view: &View) -> Vec<Head> {
    let all = comparison.criteria.iter().enumerate();
    let mut kept: Vec<Head> = all
        .filter(|(_, row)| !view.differences_only || row.differs())
        .filter(|(_, row)| {
            let hidden = &view.hidden_criteria;
            hidden.is_empty() || !hidden.contains(&row.key)
        })
        .map(|(position, row)| Head {
            text: row.name.clone(),
            position,
        })
        .collect();
    match view.criteria {
        CriteriaOrder::AsGathered => {}
        CriteriaOrder::Name => kept.sort_by_cached_key(|head| criterion_key(&head.text)),
        CriteriaOrder::Sources => kept.sort_by_cached_key(|head| {
            let row = comparison.criteria.get(head.position);
            let cells = row.map(|row| row.cells.as_slice()).unwrap_or_default();
            let disagree = cells.iter().any(|cell| cell.state() == CellState::Disagree);
            let sources: usize = cells.iter().map(Cell::sources).sum();
            std::cmp::Reverse((disagree, sources))
        }),
    }
    kept
}

impl Cell {
    /// All that is stated, on one line: `10M ≠ 100M` where sources disagree.
    pub fn shown(&self) -> SafeText {
        match self.state() {
            CellState::NotStated => SafeText::new("– not stated"),
            CellState::NoneListed => {
                let mut words = self.values.iter().map(|value| &value.text);
                let word = words.find(|text| text.chars().any(char::is_alphabetic));
                word.cloned()
                    .unwrap_or_else(|| SafeText::new("none listed"))
            }
            CellState::Agreed | CellState::Disagree => {
                let texts = |adds: bool, joint: &str| {
                    let stated = self.statements().into_iter();
                    let stated = stated.filter(|value| value.adds == adds);
                    let texts: Vec<&str> = stated.map(|value| value.text.as_str()).collect();
                    texts.join(joint)
                };
                let both = [texts(false, " ≠ "), texts(true, "; ")];
                let said = both.iter().filter(|text| !text.is_empty());
                let said: Vec<&str> = said.map(String::as_str).collect();
                SafeText::one_line(&said.join("; "))
            }
        }
    }
}
