//! A table of the content, with what its rows and columns mean.

use serde::Serialize;

use crate::model::CitedText;
use crate::text::{Location, SafeText};

/// The identifier of a table: `SKILL[/FILE]#HEADING-SLUG[~N]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TableId(pub SafeText);

impl std::fmt::Display for TableId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Which way a table compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Orientation {
    /// Each row is an alternative.
    Rows,
    /// Each column but the first is an alternative.
    Columns,
    /// First column a situation, second what to choose in it.
    Decision,
    /// Anything else: parameters, steps, indexes.
    Other,
}

/// A table as written, with its orientation.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonTable {
    /// Its id; empty until the catalog gives it one.
    pub id: TableId,
    /// The nearest heading, or the line before it.
    pub title: SafeText,
    /// Its header line.
    pub at: Location,
    /// Its last line.
    pub end_line: u32,
    /// Which way it compares.
    pub orientation: Orientation,
    /// The header cells.
    pub header: Vec<CitedText>,
    /// The body.
    pub rows: Vec<TableRow>,
}

/// One body row.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// Its cells; may be shorter or longer than the header.
    pub cells: Vec<CitedText>,
    /// Its place.
    pub at: Location,
}

impl ComparisonTable {
    /// Whether it lays alternatives side by side.
    pub fn compares(&self) -> bool {
        matches!(self.orientation, Orientation::Rows | Orientation::Columns)
    }

    /// Its size as written, for a person: body rows × columns.
    pub fn size(&self) -> String {
        format!("{}×{}", self.rows.len(), self.header.len())
    }

    /// The compared things, as written. Empty for `Decision` and `Other`.
    pub fn alternatives(&self) -> Vec<&SafeText> {
        match self.orientation {
            Orientation::Rows => self.first_column(),
            Orientation::Columns => self.header_tail(),
            Orientation::Decision | Orientation::Other => Vec::new(),
        }
    }

    /// What they are compared by, as written. Empty for `Decision` and `Other`.
    pub fn criteria(&self) -> Vec<&SafeText> {
        match self.orientation {
            Orientation::Rows => self.header_tail(),
            Orientation::Columns => self.first_column(),
            Orientation::Decision | Orientation::Other => Vec::new(),
        }
    }

    /// What is said of an alternative by a criterion, and the row it stands in.
    pub fn cell(&self, alternative: usize, criterion: usize) -> Option<(&CitedText, Location)> {
        let (row, column) = match self.orientation {
            Orientation::Rows => (alternative, criterion + 1),
            Orientation::Columns => (criterion, alternative + 1),
            Orientation::Decision | Orientation::Other => return None,
        };
        let row = self.rows.get(row)?;
        Some((row.cells.get(column)?, row.at))
    }

    fn first_column(&self) -> Vec<&SafeText> {
        static EMPTY: std::sync::LazyLock<SafeText> = std::sync::LazyLock::new(SafeText::default);
        self.rows
            .iter()
            .map(|row| row.cells.first().map_or(&*EMPTY, |cell| &cell.text))
            .collect()
    }

    fn header_tail(&self) -> Vec<&SafeText> {
        self.header.iter().skip(1).map(|cell| &cell.text).collect()
    }
}
