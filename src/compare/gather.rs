//! From tables and definitions to a comparison.

use std::collections::{BTreeSet, HashMap};

use super::declared::{HOUSE_POLICY, declared};
use super::statements::{Statement, defined, statements};
use super::{
    Cell, Column, Comparison, Criteria, CriterionRow, Value, ValueSource, is_unsaid, own_key,
    value_key,
};
use crate::catalog::{Catalog, Names};
use crate::limits;
use crate::model::{Alternative, ComparisonTable, Orientation, TechId};
use crate::text::SafeText;

impl Comparison {
    /// Everything that all tables, definitions and manifests of the catalog say about these
    /// alternatives. Criteria of one meaning are one row; what the house thinks comes first, then
    /// rows with the most to say, then in the order found.
    pub fn of(catalog: &Catalog, chosen: &[Alternative], criteria: &Criteria) -> Self {
        let mut gathered = Gathered {
            catalog,
            criteria,
            comparison: Self {
                alternatives: chosen.iter().cloned().map(Column::of).collect(),
                ..Self::default()
            },
            rows: HashMap::new(),
        };
        for table in catalog.tables() {
            gathered.add(table);
        }
        for definition in catalog.definitions() {
            gathered.take(&defined(definition));
        }
        for (column, alternative) in chosen.iter().enumerate() {
            gathered.add_declared(column, alternative);
        }
        let mut comparison = gathered.comparison;
        let policy = criteria.row_of(HOUSE_POLICY);
        let unsaid = |row: &CriterionRow| chosen.len() - row.stated().min(chosen.len());
        comparison
            .criteria
            .sort_by_key(|row| (row.key != policy, unsaid(row)));
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
            key: own_key(&name),
            written: vec![name.clone()],
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
        comparison.fill(catalog, table);
        comparison
    }

    /// Puts every cell of a table where it stands.
    fn fill(&mut self, catalog: &Catalog, table: &ComparisonTable) {
        let in_rows = table.orientation == Orientation::Rows;
        for (row, line) in table.rows.iter().enumerate() {
            for (column, text) in line.cells.iter().skip(1).enumerate() {
                let (criterion, alternative) = if in_rows {
                    (column, row)
                } else {
                    (row, column)
                };
                let cells = self.criteria.get_mut(criterion).map(|row| &mut row.cells);
                let Some(cell) = cells.and_then(|cells| cells.get_mut(alternative)) else {
                    continue;
                };
                let statement = Statement {
                    of: "",
                    by: "",
                    text,
                    named_by: &[],
                    at: line.at,
                    adds: false,
                };
                cell.add(catalog, Some(table), &statement);
            }
        }
    }
}

/// A comparison in the making.
struct Gathered<'c> {
    catalog: &'c Catalog,
    criteria: &'c Criteria,
    comparison: Comparison,
    /// The rows by their key.
    rows: HashMap<String, usize>,
}

impl Gathered<'_> {
    /// What one table says about the alternatives chosen.
    fn add(&mut self, table: &ComparisonTable) {
        let mut meant: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut spoken_of = BTreeSet::new();
        for statement in statements(table, &self.catalog.names) {
            let columns = meant
                .entry(statement.of)
                .or_insert_with(|| self.columns_of(&statement))
                .clone();
            if !columns.is_empty() && !statement.by.is_empty() {
                spoken_of.extend(columns.iter().copied());
                self.put(&statement, Some(table), &columns);
            }
        }
        for (position, column) in self.comparison.alternatives.iter_mut().enumerate() {
            column.tables += usize::from(spoken_of.contains(&position));
        }
    }

    /// What a statement outside tables says about them.
    fn take(&mut self, statement: &Statement<'_>) {
        let columns = self.columns_of(statement);
        if !columns.is_empty() {
            self.put(statement, None, &columns);
        }
    }

    /// What manifests say about one of the alternatives.
    fn add_declared(&mut self, column: usize, alternative: &Alternative) {
        let Some(technology) = &alternative.technology else {
            return;
        };
        for said in declared(self.catalog, technology) {
            let statement = Statement {
                of: "",
                by: &said.by,
                text: &said.text,
                named_by: &[],
                at: said.at,
                adds: said.adds,
            };
            self.put(&statement, None, &[column]);
        }
    }

    fn put(
        &mut self,
        statement: &Statement<'_>,
        table: Option<&ComparisonTable>,
        columns: &[usize],
    ) {
        if is_unsaid(&statement.text.text) {
            return;
        }
        let row = self.row(statement.by);
        let row = self.comparison.criteria.get_mut(row);
        let Some(cells) = row.map(|row| &mut row.cells) else {
            return;
        };
        for column in columns {
            if let Some(cell) = cells.get_mut(*column) {
                cell.add(self.catalog, table, statement);
            }
        }
    }

    /// The row of a criterion, made where it is new.
    fn row(&mut self, name: &str) -> usize {
        let key = self.criteria.row_of(name);
        let criteria = &mut self.comparison.criteria;
        let row = *self.rows.entry(key.clone()).or_insert(criteria.len());
        if row == criteria.len() {
            criteria.push(CriterionRow {
                key,
                name: SafeText::new(name),
                written: Vec::new(),
                cells: vec![Cell::default(); self.comparison.alternatives.len()],
            });
        }
        if let Some(row) = criteria.get_mut(row) {
            let own = own_key(name);
            if !row.written.iter().any(|known| own_key(known) == own) {
                row.written.push(SafeText::new(name));
            }
        }
        row
    }

    /// The chosen alternatives that a statement is about: of a name that compares, the one it
    /// means; of a label that lists or chooses, each that it names.
    fn columns_of(&self, statement: &Statement<'_>) -> Vec<usize> {
        let mut meant = self.catalog.alternatives_in(statement.of);
        if !statement.adds && meant.len() > 1 {
            meant.clear();
        }
        let words = value_key(statement.of);
        let columns = self.comparison.alternatives.iter().enumerate();
        let own = columns.filter(|(_, column)| {
            let chosen = &column.alternative;
            let same = |one: &Alternative| one.key() == chosen.key();
            let known = chosen.technology.is_some() && !meant.is_empty();
            meant.iter().any(same)
                || (!known && !words.is_empty() && value_key(&chosen.name) == words)
        });
        own.map(|(position, _)| position).collect()
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
    pub(super) fn add(
        &mut self,
        catalog: &Catalog,
        table: Option<&ComparisonTable>,
        statement: &Statement<'_>,
    ) {
        let text = &statement.text.text;
        if text.trim().is_empty() {
            return;
        }
        self.merge(Value {
            text: text.clone(),
            adds: statement.adds,
            sources: vec![ValueSource {
                place: catalog.place(statement.at),
                at: statement.at,
                cites: statement.cites(),
                table: table.map(|table| table.id.clone()),
            }],
        });
    }

    /// Adds a value to one that says the same, or beside those that do not.
    pub(super) fn merge(&mut self, new: Value) {
        let key = value_key(&new.text);
        let none = new.is_none();
        let same = |value: &&mut Value| value_key(&value.text) == key || (none && value.is_none());
        match self.values.iter_mut().find(same) {
            Some(value) => {
                value.adds &= new.adds;
                value.sources.extend(new.sources);
            }
            None => self.values.push(new),
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
