//! What is compared, and how it is looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::compare::{Comparison, Criteria, Grid, View, grid, known};
use crate::model::{Alternative, TableId};
use crate::screens::overlay::Choice;
use crate::text::SafeText;
use crate::walk::Journey;

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compare {
    /// What is compared.
    pub alternatives: Vec<Alternative>,
    /// The table that is looked at as it stands, instead of what was chosen.
    pub table: Option<TableId>,
    /// The walk that named the alternatives.
    pub walk: Option<Box<Journey>>,
    /// Which criteria are one row.
    pub criteria: Criteria,
    /// How it is looked at.
    pub view: View,
    /// The cell under the cursor: row and column of the grid.
    pub at: (usize, usize),
    /// Whether the cell is shown whole, with every source.
    pub cell_open: bool,
    /// Widths set by hand, by column of the grid.
    pub widths: BTreeMap<usize, usize>,
    /// The alternatives by criteria, gathered once.
    pub comparison: Arc<Comparison>,
}

impl Compare {
    /// Whether the same is compared. Moving about is no choice.
    pub fn same_choice(&self, other: &Self) -> bool {
        self.alternatives == other.alternatives
            && self.table == other.table
            && self.view == other.view
    }

    /// The comparison as it is seen.
    pub fn grid(&self) -> Grid {
        grid(&self.comparison, &self.view)
    }

    /// Keeps the cursor on the grid.
    pub(super) fn clamp(&mut self) {
        let grid = self.grid();
        self.at.0 = self.at.0.min(grid.row_heads.len().saturating_sub(1));
        self.at.1 = self.at.1.min(grid.column_heads.len().saturating_sub(1));
    }
}

/// Lays alternatives side by side: one that is new joins those of its kind already there.
pub fn open(
    compare: &mut Compare,
    catalog: &Catalog,
    alternatives: Vec<Alternative>,
    walk: Option<Box<Journey>>,
) {
    let mut all = match alternatives.as_slice() {
        [one] if walk.is_none() && joins(compare, catalog, one) => compare.alternatives.clone(),
        _ => Vec::new(),
    };
    let new = |a: &Alternative| !all.iter().any(|known| known.key() == a.key());
    let new: Vec<Alternative> = alternatives.into_iter().filter(new).collect();
    all.extend(new);
    compare.walk = walk;
    choose(compare, catalog, all);
}

/// Whether one more alternative belongs beside those compared: they are of one kind.
fn joins(compare: &Compare, catalog: &Catalog, one: &Alternative) -> bool {
    let kind = |a: &Alternative| {
        let known = a.technology.as_ref().and_then(|id| catalog.technology(id));
        known.and_then(|technology| technology.kind.clone())
    };
    let first = compare.alternatives.first();
    first.is_some_and(|first| kind(first).is_some() && kind(first) == kind(one))
}

/// Compares these and no others.
pub fn choose(compare: &mut Compare, catalog: &Catalog, alternatives: Vec<Alternative>) {
    let criteria = std::mem::take(&mut compare.criteria);
    *compare = Compare {
        comparison: Arc::new(Comparison::of(catalog, &alternatives, &criteria)),
        alternatives,
        criteria,
        walk: compare.walk.take(),
        ..Compare::default()
    };
}

/// Looks at one table as it stands.
pub fn open_table(compare: &mut Compare, catalog: &Catalog, id: &TableId) {
    let Some(table) = catalog.tables().find(|table| table.id == *id) else {
        return;
    };
    let comparison = Comparison::of_table(catalog, table);
    let columns = comparison.alternatives.iter();
    *compare = Compare {
        alternatives: columns.map(|column| column.alternative.clone()).collect(),
        comparison: Arc::new(comparison),
        table: Some(id.clone()),
        ..Compare::default()
    };
}

/// The rows as they can be searched: their heads.
pub fn lines(compare: &Compare) -> Vec<SafeText> {
    let rows = compare.grid().row_heads;
    rows.into_iter().map(|head| head.text).collect()
}

/// Gathers again from a catalog that knows more, or something else.
pub fn refresh(compare: &mut Compare, catalog: &Catalog) {
    compare.comparison = match &compare.table {
        Some(id) => match catalog.tables().find(|table| table.id == *id) {
            Some(table) => Arc::new(Comparison::of_table(catalog, table)),
            None => return,
        },
        None if compare.alternatives.is_empty() => return,
        None => Arc::new(Comparison::of(
            catalog,
            &compare.alternatives,
            &compare.criteria,
        )),
    };
    compare.clamp();
}

/// Puts the cursor on a cell.
pub fn select(compare: &mut Compare, row: usize, column: usize) {
    let same = compare.at == (row, column);
    compare.at = (row, column);
    compare.cell_open = same && !compare.cell_open;
    compare.clamp();
}

/// What can be laid side by side: all known names, those of the kind compared first.
pub fn choices(catalog: &Catalog, compared: &[Alternative]) -> Vec<Choice> {
    let kind_of = |one: &Alternative| {
        let technology = one
            .technology
            .as_ref()
            .and_then(|id| catalog.technology(id));
        technology.and_then(|technology| technology.kind.clone())
    };
    let kinds: BTreeSet<SafeText> = compared.iter().filter_map(kind_of).collect();
    let choice = |alternative: Alternative| Choice {
        kind: kind_of(&alternative).unwrap_or_default(),
        alternative,
    };
    let mut choices: Vec<Choice> = known(catalog).map(choice).collect();
    choices.sort_by_key(|choice| !kinds.contains(&choice.kind));
    choices
}
