//! What is compared, and how it is looked at.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::compare::{
    Comparison, Criteria, CriterionRow, Grid, Head, Matrix, Score, View, Weighing,
};
use crate::model::{Alternative, Facts, TableId};
use crate::text::SafeText;
use crate::walk::{Journey, Standing, states};

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compare {
    /// What is compared.
    pub alternatives: Vec<Alternative>,
    /// The table that is looked at as it stands, instead of what was chosen.
    pub table: Option<TableId>,
    /// The walk that named the alternatives.
    pub walk: Option<Box<Journey>>,
    /// What that walk rules out, by key.
    pub ruled_out: Vec<SafeText>,
    /// How it is looked at, and what counts in it.
    pub look: Look,
    /// What the look belongs to: see [`topic`].
    topic: String,
    /// The looks at other topics, by topic.
    others: BTreeMap<String, Look>,
    /// The cell under the cursor: row and column of the grid.
    pub at: (usize, usize),
    /// What is in front.
    pub front: Front,
    /// Widths set by hand, by column of the grid.
    pub widths: BTreeMap<usize, usize>,
    /// The alternatives by criteria, gathered once.
    pub comparison: Arc<Comparison>,
}

/// How a comparison is looked at, and what counts in it: what a person sets and comes back to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// Rows and columns.
    pub view: View,
    /// Which criteria are one row.
    pub criteria: Criteria,
    /// Weights, and scores by hand.
    pub weighing: Weighing,
}

/// A cell, by the positions of its criterion and its alternative in the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CellAt {
    pub(super) criterion: usize,
    pub(super) alternative: usize,
}

/// What of a comparison is in front.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Front {
    /// The table.
    #[default]
    Table,
    /// The cell under the cursor whole, with one of its sources under a cursor of its own.
    Cell(usize),
    /// The totals as bars.
    Totals,
    /// The criterion under the cursor as bars.
    Bars,
}

impl Compare {
    /// Whether the same is compared. Moving about is no choice.
    pub fn same_choice(&self, other: &Self) -> bool {
        self.alternatives == other.alternatives
            && self.table == other.table
            && self.look == other.look
    }

    /// The comparison as it is seen.
    pub fn grid(&self) -> Grid {
        crate::compare::grid(&self.comparison, &self.look.view)
    }

    /// What is weighed of it.
    pub fn matrix(&self) -> Matrix {
        Matrix::of(&self.comparison, &self.look.weighing, &self.look.view)
    }

    /// All looks with the topics they belong to. What was never changed is not among them.
    pub fn looks(&self) -> impl Iterator<Item = (&String, &Look)> {
        let own = std::iter::once((&self.topic, &self.look));
        let all = self.others.iter().chain(own);
        all.filter(|(topic, look)| !topic.is_empty() && **look != Look::default())
    }

    /// Takes up looks from an earlier run.
    pub fn take_looks(&mut self, looks: impl Iterator<Item = (String, Look)>) {
        self.others.extend(looks);
    }

    /// The criteria that are seen, and which of them is under the cursor.
    pub(super) fn criteria(&self) -> (Vec<Head>, usize) {
        let (row, column) = self.at;
        let at = if self.look.view.transposed {
            column
        } else {
            row
        };
        (self.look.view.criteria(&self.comparison), at)
    }

    /// The alternatives that are seen, and which of them is under the cursor.
    pub(super) fn columns(&self) -> (Vec<Head>, usize) {
        let (row, column) = self.at;
        let at = if self.look.view.transposed {
            row
        } else {
            column
        };
        (self.look.view.alternatives(&self.comparison), at)
    }

    /// How many rows and columns are seen.
    pub(super) fn size(&self) -> (usize, usize) {
        let (criteria, alternatives) = (self.criteria().0.len(), self.columns().0.len());
        if self.look.view.transposed {
            (alternatives, criteria)
        } else {
            (criteria, alternatives)
        }
    }

    /// The cell under the cursor.
    pub(super) fn cell_at(&self) -> Option<CellAt> {
        let ((criteria, criterion), (columns, column)) = (self.criteria(), self.columns());
        Some(CellAt {
            criterion: criteria.get(criterion)?.position,
            alternative: columns.get(column)?.position,
        })
    }

    /// The criterion under the cursor.
    pub(super) fn criterion_at(&self) -> Option<&CriterionRow> {
        let (criteria, at) = self.criteria();
        self.comparison.criteria.get(criteria.get(at)?.position)
    }

    /// The alternative under the cursor.
    pub(super) fn alternative_at(&self) -> Option<&Alternative> {
        let (columns, at) = self.columns();
        let column = columns.get(at)?.position;
        let column = self.comparison.alternatives.get(column)?;
        Some(&column.alternative)
    }

    /// The score of a cell: of a row that counts, or one that was set by hand.
    pub(super) fn score(&self, matrix: &Matrix, at: CellAt) -> Option<Score> {
        let mut rows = matrix.criteria.iter().zip(&matrix.scores);
        let weighed = rows.find(|((criterion, _), _)| *criterion == at.criterion);
        let weighed = weighed.and_then(|(_, scores)| scores.get(at.alternative).copied());
        weighed.or_else(|| {
            let column = self.comparison.alternatives.get(at.alternative)?;
            let by_hand = self.look.weighing.scores.get(column.alternative.key())?;
            let row = self.comparison.criteria.get(at.criterion)?;
            by_hand.get(&row.key).copied().map(Score::ByHand)
        })
    }

    /// Changes how it is looked at. The cursor stays on its criterion and its alternative as long
    /// as they are seen.
    pub(super) fn keeping(&mut self, change: impl FnOnce(&mut Self)) {
        let criterion = self.criterion_at().map(|row| row.name.clone());
        let key = self.alternative_at().map(|one| one.key().clone());
        change(self);
        let names = |head: &Head| {
            let row = self.comparison.criteria.get(head.position);
            row.is_some_and(|row| Some(&row.name) == criterion.as_ref())
        };
        let is = |head: &Head| {
            let column = self.comparison.alternatives.get(head.position);
            column.is_some_and(|column| Some(column.alternative.key()) == key.as_ref())
        };
        let criterion = self.criteria().0.iter().position(names);
        let alternative = self.columns().0.iter().position(is);
        self.put_cursor(criterion, alternative);
        self.clamp();
    }

    /// Puts the cursor on a criterion and an alternative, by their places among those seen.
    pub(super) fn put_cursor(&mut self, criterion: Option<usize>, alternative: Option<usize>) {
        let (row, column) = if self.look.view.transposed {
            (alternative, criterion)
        } else {
            (criterion, alternative)
        };
        self.at = (row.unwrap_or(self.at.0), column.unwrap_or(self.at.1));
    }

    /// Keeps the cursor on the grid.
    pub(super) fn clamp(&mut self) {
        let (rows, columns) = self.size();
        self.at.0 = self.at.0.min(rows.saturating_sub(1));
        self.at.1 = self.at.1.min(columns.saturating_sub(1));
    }

    /// Turns to another topic: the look at this one is kept, the other's is taken up. Where some
    /// of the alternatives stay the look goes on with them. What was set to leave some out holds
    /// for those only that it was set on.
    fn turn_to(&mut self, topic: String, alternatives: &[Alternative], table: Option<TableId>) {
        let known = |new: &Alternative| self.alternatives.iter().any(|old| old.key() == new.key());
        let stays = self.alternatives.is_empty() || alternatives.iter().any(known);
        if topic != self.topic {
            let goes_on = stays && self.table.is_none() && table.is_none();
            let left = std::mem::take(&mut self.look);
            let kept = self.others.remove(&topic);
            self.look = kept.unwrap_or_else(|| {
                let going = Some(left.clone()).filter(|_| goes_on);
                going.unwrap_or_default()
            });
            let from = std::mem::replace(&mut self.topic, topic);
            if left != Look::default() {
                self.others.insert(from, left);
            }
        }
        if !stays {
            self.look.view.conditions.clear();
            self.at = (0, 0);
        }
        self.table = table;
        self.front = Front::Table;
        self.widths.clear();
    }
}

/// What a look belongs to: the kind of the alternatives where they are of one, so that a weight
/// given once holds when one more is laid beside them; else these alternatives, or the table.
fn topic(catalog: &Catalog, alternatives: &[Alternative]) -> String {
    let mut kinds = alternatives.iter().map(|a| kind(catalog, a));
    match kinds.next().flatten() {
        Some(first) if kinds.all(|kind| kind.as_ref() == Some(&first)) => format!("kind {first}"),
        _ => {
            let mut keys: Vec<&str> = alternatives.iter().map(|a| a.key().as_str()).collect();
            keys.sort_unstable();
            keys.join("\n")
        }
    }
}

fn kind(catalog: &Catalog, alternative: &Alternative) -> Option<SafeText> {
    let known = alternative.technology.as_ref();
    known.and_then(|id| catalog.technology(id))?.kind.clone()
}

/// Lays alternatives side by side: one that is new joins those of its kind already there. What a
/// walk rules out under these facts is marked.
pub fn open(
    compare: &mut Compare,
    catalog: &Catalog,
    alternatives: Vec<Alternative>,
    (walk, facts): (Option<Box<Journey>>, &Facts),
) {
    let mut all = match alternatives.as_slice() {
        [one] if walk.is_none() && joins(compare, catalog, one) => compare.alternatives.clone(),
        _ => Vec::new(),
    };
    let new = |a: &Alternative| !all.iter().any(|known| known.key() == a.key());
    let new: Vec<Alternative> = alternatives.into_iter().filter(new).collect();
    all.extend(new);
    let against = |journey: &Journey| {
        let states = states(&journey.last, catalog, facts).into_iter();
        let states = states.filter(|state| state.standing == Standing::RuledOut);
        states
            .map(|state| state.alternative.key().clone())
            .collect()
    };
    compare.ruled_out = walk.as_deref().map(against).unwrap_or_default();
    compare.walk = walk;
    choose(compare, catalog, all);
}

/// Whether one more alternative belongs beside those compared: they are of one kind.
fn joins(compare: &Compare, catalog: &Catalog, one: &Alternative) -> bool {
    let first = compare.alternatives.first();
    let kind_of_first = first.and_then(|first| kind(catalog, first));
    compare.table.is_none() && kind_of_first.is_some() && kind_of_first == kind(catalog, one)
}

/// Compares these and no others.
pub fn choose(compare: &mut Compare, catalog: &Catalog, alternatives: Vec<Alternative>) {
    compare.turn_to(topic(catalog, &alternatives), &alternatives, None);
    compare.alternatives = alternatives;
    gather(compare, catalog);
}

/// Gathers what is compared anew: the alternatives, or the criteria, are others.
pub(super) fn gather(compare: &mut Compare, catalog: &Catalog) {
    let criteria = &compare.look.criteria;
    let comparison = Comparison::of(catalog, &compare.alternatives, criteria);
    compare.comparison = Arc::new(comparison);
    compare.clamp();
}

/// Looks at one table as it stands.
pub fn open_table(compare: &mut Compare, catalog: &Catalog, id: &TableId) {
    let Some(table) = catalog.tables().find(|table| table.id == *id) else {
        return;
    };
    let comparison = Comparison::of_table(catalog, table);
    let columns = comparison.alternatives.iter();
    let alternatives: Vec<Alternative> = columns.map(|c| c.alternative.clone()).collect();
    compare.turn_to(format!("table {id}"), &alternatives, Some(id.clone()));
    compare.alternatives = alternatives;
    compare.walk = None;
    compare.ruled_out.clear();
    compare.comparison = Arc::new(comparison);
    compare.clamp();
}

/// The rows as they can be searched: their heads.
pub fn lines(compare: &Compare) -> Vec<SafeText> {
    let heads = if compare.look.view.transposed {
        compare.columns().0
    } else {
        compare.criteria().0
    };
    heads.into_iter().map(|head| head.text).collect()
}

/// Gathers again from a catalog that knows more, or something else.
pub fn refresh(compare: &mut Compare, catalog: &Catalog) {
    match &compare.table {
        Some(id) => {
            if let Some(table) = catalog.tables().find(|table| table.id == *id) {
                compare.comparison = Arc::new(Comparison::of_table(catalog, table));
                compare.clamp();
            }
        }
        None if compare.alternatives.is_empty() => {}
        None => gather(compare, catalog),
    }
}

/// Puts the cursor on a source of the cell that is open.
pub fn select_source(compare: &mut Compare, source: usize) {
    if let Front::Cell(at) = &mut compare.front {
        *at = source;
    }
}

/// Puts the cursor on a cell; once more on the same one opens it whole.
pub fn select(compare: &mut Compare, row: usize, column: usize) {
    let again = compare.at == (row, column) && compare.front == Front::Table;
    compare.at = (row, column);
    compare.front = if again { Front::Cell(0) } else { Front::Table };
    compare.clamp();
}
