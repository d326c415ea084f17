//! Alternatives by criteria, gathered from many tables, with the source of every value.
//!
//! Begin with [`Comparison::of`]. What sources say is never averaged: equal statements become one
//! [`Value`] with several sources, different ones stand side by side and the cell says so.

mod card;
mod chart;
mod condition;
mod criteria;
mod declared;
mod forms;
mod gather;
mod matrix;
mod meaning;
mod named;
mod near;
mod normal;
mod outlook;
mod score;
mod statements;
mod view;

use std::collections::BTreeSet;

use crate::catalog::Place;
use crate::model::{Alternative, Citation, TableId};
use crate::text::{Location, SafeText};

pub use card::{Card, Line, LineRow, Opposed, Section, To, rows};
pub use chart::{Bar, Chart};
pub use condition::{Condition, Holds, Test};
pub use criteria::{Criteria, criterion_key, own_key};
pub use forms::Sheet;
pub use matrix::{CLOSE, Flip, Lead, MOST, Matrix, Total, Weighing};
pub use meaning::{Meaning, Verdict};
pub use named::{known, named};
pub use near::{compared, near};
pub use normal::{is_none, is_unsaid, value_key};
pub use outlook::outlook;
pub use score::{Direction, Score};
pub use view::{CriteriaOrder, Grid, GridCell, Head, Sort, View, grid, unsorted};

/// Alternatives side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// What is compared.
    pub alternatives: Vec<Column>,
    /// What it is compared by.
    pub criteria: Vec<CriterionRow>,
    /// What stands above the names of the criteria.
    pub corner: SafeText,
    /// Criteria of a table too large to be shown whole (see [`crate::limits::TABLE_CELLS`]).
    pub left_out: usize,
}

/// A compared thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// The thing.
    pub alternative: Alternative,
    /// How many tables speak of it.
    pub tables: usize,
}

/// What all alternatives are by one criterion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CriterionRow {
    /// What tells it from others: see [`Criteria::row_of`].
    pub key: String,
    /// The criterion, as first written.
    pub name: SafeText,
    /// All that it is called, the name first.
    pub written: Vec<SafeText>,
    /// One for each alternative.
    pub cells: Vec<Cell>,
}

/// What is stated of one alternative by one criterion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The different statements, in order of source, file and line.
    pub values: Vec<Value>,
}

/// A statement and everyone who makes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The statement, as first written.
    pub text: SafeText,
    /// Whether it holds beside others rather than instead of them.
    pub adds: bool,
    /// Where it stands; never empty.
    pub sources: Vec<ValueSource>,
}

/// Where a statement stands.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueSource {
    /// The place in the words of the outside.
    pub place: Place,
    /// The place in the catalog.
    pub at: Location,
    /// Whom the statement cites.
    pub cites: Vec<Citation>,
    /// The table it stands in; none for a definition or a statement of a manifest.
    pub table: Option<TableId>,
}

/// How much is known of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellState {
    /// No table says anything.
    NotStated,
    /// A table has the cell and says there is nothing: a dash, `n/a`.
    NoneListed,
    /// Everyone who says something says the same.
    Agreed,
    /// Sources say different things.
    Disagree,
}

impl Cell {
    /// How much is known of it. A dash beside a statement contradicts nothing, and two wordings
    /// of one cited statement do not either: see [`Cell::statements`].
    pub fn state(&self) -> CellState {
        let statements = self.statements();
        let apart = statements.iter().filter(|value| !value.adds).count();
        match (statements.len(), self.values.is_empty()) {
            (0, true) => CellState::NotStated,
            (0, false) => CellState::NoneListed,
            _ if apart > 1 => CellState::Disagree,
            _ => CellState::Agreed,
        }
    }

    /// What is stated, apart: values that cite the same place say the same in other words and are
    /// one statement, for which its first wording stands.
    pub fn statements(&self) -> Vec<&Value> {
        let mut apart: Vec<(&Value, BTreeSet<&Citation>)> = Vec::new();
        for value in self.values.iter().filter(|value| !value.is_none()) {
            let cites = value.sources.iter().flat_map(|source| &source.cites);
            // A source without a line may be cited for many things.
            let mut cites: BTreeSet<&Citation> = cites.filter(|c| c.line.is_some()).collect();
            let mut first = None;
            while let Some(at) = apart
                .iter()
                .position(|(_, known)| !known.is_disjoint(&cites))
            {
                let (earlier, known) = apart.remove(at);
                first = first.or(Some(earlier));
                cites.extend(known);
            }
            apart.push((first.unwrap_or(value), cites));
        }
        apart.into_iter().map(|(value, _)| value).collect()
    }

    /// How many places say something.
    pub fn sources(&self) -> usize {
        self.values.iter().map(|value| value.sources.len()).sum()
    }
}

impl Value {
    /// Whether it says that there is nothing.
    pub fn is_none(&self) -> bool {
        is_none(&self.text)
    }
}

impl CriterionRow {
    /// What each alternative's cell suggests as its score; `None` where it suggests nothing.
    pub fn proposed(&self) -> Vec<Option<u8>> {
        score::proposals(self)
    }

    /// How many alternatives have a value.
    pub fn stated(&self) -> usize {
        let stated = |cell: &&Cell| cell.state() != CellState::NotStated;
        self.cells.iter().filter(stated).count()
    }

    /// Whether what is stated differs, between alternatives or between sources.
    pub fn differs(&self) -> bool {
        let mut said = self
            .cells
            .iter()
            .flat_map(|cell| &cell.values)
            .map(|value| value_key(&value.text));
        let Some(first) = said.next() else {
            return false;
        };
        said.any(|other| other != first)
    }
}

impl Comparison {
    /// The positions of the criteria by which not everything stated is the same.
    pub fn differences(&self) -> Vec<usize> {
        let rows = self.criteria.iter().enumerate();
        rows.filter(|(_, row)| row.differs())
            .map(|(position, _)| position)
            .collect()
    }

    /// The criterion of a key.
    pub fn by_key(&self, key: &str) -> Option<&CriterionRow> {
        let mut rows = self.criteria.iter();
        rows.find(|row| row.key == key)
    }

    /// The criterion that a name means: its row, else a row that was written so. The rows of one
    /// table stand as they are written, so a name of the same meaning finds them too.
    pub fn named(&self, name: &str) -> Option<&CriterionRow> {
        let (key, own) = (criterion_key(name), own_key(name));
        let same = |written: &SafeText| criterion_key(written) == key;
        let written = |row: &&CriterionRow| row.written.iter().any(same);
        self.by_key(&key)
            .or_else(|| self.by_key(&own))
            .or_else(|| self.criteria.iter().find(written))
    }

    /// The cell of a criterion and an alternative.
    pub fn cell(&self, criterion: usize, alternative: usize) -> Option<&Cell> {
        self.criteria.get(criterion)?.cells.get(alternative)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text and what it cites.
    type Said<'a> = (&'a str, &'a [(&'a str, Option<u32>)]);

    fn cell(values: &[Said<'_>]) -> Cell {
        let value = |(text, cites): &Said<'_>| Value {
            text: SafeText::new(text),
            adds: false,
            sources: vec![ValueSource {
                place: Place::default(),
                at: Location::default(),
                cites: cites
                    .iter()
                    .map(|(id, line)| Citation {
                        id: SafeText::new(id),
                        line: *line,
                    })
                    .collect(),
                table: None,
            }],
        };
        Cell {
            values: values.iter().map(value).collect(),
        }
    }

    #[test]
    fn two_wordings_of_one_cited_statement_do_not_disagree() {
        let (one, other) = (("S1", Some(7)), ("S2", Some(9)));
        let cases: [(&str, Cell, CellState, &str); 4] = [
            (
                "the same line",
                cell(&[("fast", &[one]), ("very fast", &[one])]),
                CellState::Agreed,
                "fast",
            ),
            (
                "two lines",
                cell(&[("fast", &[one]), ("slow", &[other])]),
                CellState::Disagree,
                "fast ≠ slow",
            ),
            (
                "joined by a third",
                cell(&[("a", &[one]), ("b", &[other]), ("c", &[one, other])]),
                CellState::Agreed,
                "a",
            ),
            (
                "no line is no place",
                cell(&[("fast", &[("S1", None)]), ("slow", &[("S1", None)])]),
                CellState::Disagree,
                "fast ≠ slow",
            ),
        ];
        for (name, cell, state, shown) in cases {
            assert_eq!(cell.state(), state, "{name}");
            assert_eq!(cell.shown(), shown, "{name}");
        }
    }
}
