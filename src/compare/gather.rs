//! From tables to a comparison.

use std::collections::HashMap;

use super::{Cell, Column, Comparison, CriterionRow, Value, ValueSource, normal};
use crate::catalog::{Catalog, Names};
use crate::limits;
use crate::model::{Alternative, CitedText, ComparisonTable, Orientation, TechId};
use crate::text::{Location, SafeText};

/// A cell of a table, with the position of its alternative and of its criterion.
struct Stated<'t> {
    alternative: usize,
    criterion: usize,
    text: &'t CitedText,
    at: Location,
}

impl Comparison {
    /// Everything that all tables of the catalog say about these alternatives. Criteria of one
    /// key are one row; rows with the most to say come first, then in the order found.
    pub fn of(catalog: &Catalog, chosen: &[Alternative]) -> Self {
        let mut comparison = Self {
            alternatives: chosen.iter().cloned().map(Column::of).collect(),
            ..Self::default()
        };
        let mut rows: HashMap<String, usize> = HashMap::new();
        for table in catalog.tables() {
            comparison.add(catalog, table, &mut rows);
        }
        let unsaid = |row: &CriterionRow| chosen.len() - row.stated().min(chosen.len());
        comparison.criteria.sort_by_key(unsaid);
        comparison
    }

    /// One table as it stands: nothing is merged, rows and columns keep their order. Of a
    /// decision table the columns after the first stand as alternatives, its rows as criteria.
    pub fn of_table(catalog: &Catalog, table: &ComparisonTable) -> Self {
        let named = |name: SafeText| Column {
            alternative: Alternative {
                technology: technology(&catalog.names, &name),
                name,
            },
            tables: 1,
        };
        let alternatives: Vec<Column> = alternatives(table).into_iter().map(named).collect();
        let row = |name: SafeText| CriterionRow {
            name,
            cells: vec![Cell::default(); alternatives.len()],
        };
        let criteria = criteria(table);
        let most = limits::TABLE_CELLS / alternatives.len().max(1);
        let mut comparison = Self {
            left_out: criteria.len().saturating_sub(most),
            criteria: criteria.into_iter().take(most).map(row).collect(),
            alternatives,
            corner: table
                .header
                .first()
                .map(|cell| cell.text.clone())
                .unwrap_or_default(),
        };
        for stated in stated(table) {
            let row = comparison.criteria.get_mut(stated.criterion);
            if let Some(cell) = row.and_then(|row| row.cells.get_mut(stated.alternative)) {
                cell.add(catalog, table, &stated);
            }
        }
        comparison
    }

    /// What one table says about the alternatives chosen; `rows` finds criteria by their key.
    fn add(
        &mut self,
        catalog: &Catalog,
        table: &ComparisonTable,
        rows: &mut HashMap<String, usize>,
    ) {
        if !matches!(table.orientation, Orientation::Rows | Orientation::Columns) {
            return;
        }
        let columns: Vec<Option<usize>> = alternatives(table)
            .iter()
            .map(|label| self.column_of(&catalog.names, label))
            .collect();
        if columns.iter().all(Option::is_none) {
            return;
        }
        for (position, column) in self.alternatives.iter_mut().enumerate() {
            column.tables += usize::from(columns.contains(&Some(position)));
        }
        let criteria = criteria(table);
        for stated in stated(table) {
            let column = columns.get(stated.alternative).copied().flatten();
            let name = criteria
                .get(stated.criterion)
                .filter(|name| !name.is_empty());
            let (Some(column), Some(name)) = (column, name) else {
                continue;
            };
            if normal::is_unsaid(&stated.text.text) {
                continue;
            }
            let width = self.alternatives.len();
            let row = *rows.entry(normal::criterion_key(name)).or_insert_with(|| {
                self.criteria.push(CriterionRow {
                    name: name.clone(),
                    cells: vec![Cell::default(); width],
                });
                self.criteria.len() - 1
            });
            let cells = self.criteria.get_mut(row).map(|row| &mut row.cells);
            if let Some(cell) = cells.and_then(|cells| cells.get_mut(column)) {
                cell.add(catalog, table, &stated);
            }
        }
    }

    /// The chosen alternative that a label of a table means: the same technology, or the same
    /// words.
    fn column_of(&self, names: &Names, label: &str) -> Option<usize> {
        let meant = technology(names, label);
        let words = normal::value_key(label);
        self.alternatives.iter().position(|column| {
            let own = &column.alternative;
            match (&meant, &own.technology) {
                (Some(meant), Some(technology)) => meant == technology,
                _ => !words.is_empty() && normal::value_key(&own.name) == words,
            }
        })
    }
}

impl Column {
    fn of(alternative: Alternative) -> Self {
        Self {
            alternative,
            tables: 0,
        }
    }
}

impl Cell {
    /// Adds a statement to those that say the same, or beside those that do not.
    fn add(&mut self, catalog: &Catalog, table: &ComparisonTable, stated: &Stated<'_>) {
        let text = &stated.text.text;
        if text.trim().is_empty() {
            return;
        }
        let source = ValueSource {
            place: catalog.place(stated.at),
            at: stated.at,
            cites: stated.text.cites.clone(),
            table: table.id.clone(),
        };
        let key = normal::value_key(text);
        let none = normal::is_none(text);
        let same =
            |value: &&mut Value| normal::value_key(&value.text) == key || (none && value.is_none());
        match self.values.iter_mut().find(same) {
            Some(value) => value.sources.push(source),
            None => self.values.push(Value {
                text: text.clone(),
                sources: vec![source],
            }),
        }
    }
}

/// The technology that a label means, if it means exactly one.
fn technology(names: &Names, label: &str) -> Option<TechId> {
    if let Some(id) = names.resolve(label) {
        return Some(id.clone());
    }
    match names.in_label(label).as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The labels of the first column.
fn row_labels(table: &ComparisonTable) -> Vec<SafeText> {
    let first = |row: &crate::model::TableRow| row.cells.first().map(|cell| cell.text.clone());
    table
        .rows
        .iter()
        .map(|row| first(row).unwrap_or_default())
        .collect()
}

/// The labels of the columns after the first; empty ones for rows longer than the header.
fn column_labels(table: &ComparisonTable) -> Vec<SafeText> {
    let longest = table.rows.iter().map(|row| row.cells.len()).max();
    let columns = longest.unwrap_or(0).max(table.header.len());
    let label = |column: usize| table.header.get(column).map(|cell| cell.text.clone());
    (1..columns)
        .map(|column| label(column).unwrap_or_default())
        .collect()
}

fn alternatives(table: &ComparisonTable) -> Vec<SafeText> {
    match table.orientation {
        Orientation::Rows => row_labels(table),
        _ => column_labels(table),
    }
}

fn criteria(table: &ComparisonTable) -> Vec<SafeText> {
    match table.orientation {
        Orientation::Rows => column_labels(table),
        _ => row_labels(table),
    }
}

/// Every cell of the body but the labels.
fn stated(table: &ComparisonTable) -> impl Iterator<Item = Stated<'_>> {
    let in_rows = table.orientation == Orientation::Rows;
    table.rows.iter().enumerate().flat_map(move |(row, line)| {
        let cells = line.cells.iter().skip(1).enumerate();
        cells.map(move |(column, text)| {
            let (alternative, criterion) = if in_rows {
                (row, column)
            } else {
                (column, row)
            };
            Stated {
                alternative,
                criterion,
                text,
                at: line.at,
            }
        })
    })
}
