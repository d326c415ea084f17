//! What was drawn where: the only thing that drawing tells the state.

use crate::text::FileId;

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn contains(self, x: u16, y: u16) -> bool {
        x >= self.x && y >= self.y && x - self.x < self.width && y - self.y < self.height
    }
}

/// What a click on an area means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// The view at this position of the tabs.
    View(usize),
    /// A row of the list in a pane: pane and position in its list.
    Row(usize, usize),
    /// Anywhere else in a pane.
    Pane(usize),
    /// A cell of the table: row and column.
    Cell(usize, usize),
    /// The word at the end of a row of the list in a pane that copies what the row stands for:
    /// pane and position.
    Copy(usize, usize),
    /// A row of the front overlay's list.
    Choice(usize),
    /// The border on the right of a pane: drag to resize it.
    Border(usize),
}

/// The document as drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentGeometry {
    /// Which.
    pub file: FileId,
    /// The first row shown.
    pub top: usize,
    /// All its rows at this width.
    pub rows: usize,
    /// The rows that fit.
    pub height: usize,
    /// The row of each heading.
    pub headings: Vec<usize>,
    /// The row of each place where the searched word stands.
    pub matches: Vec<usize>,
    /// Which of those is in front, by position.
    pub found: usize,
    /// The line of the file at the first row shown.
    pub line: u32,
    /// The line of the file at the last row shown.
    pub last_line: u32,
}

/// What was drawn where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// What can be clicked; later ones lie on top.
    pub hits: Vec<(Area, Hit)>,
    /// Rows that fit into the list in front.
    pub page: usize,
    /// Rows of the record that are below what is shown of it.
    pub below: usize,
    /// The document, if one is shown.
    pub document: Option<DocumentGeometry>,
    /// Columns of the table that fit whole, if a table is shown.
    pub columns: usize,
}

impl Geometry {
    /// What a click means: the topmost area at the cell.
    pub fn hit(&self, x: u16, y: u16) -> Option<Hit> {
        self.hits
            .iter()
            .rev()
            .find(|(area, _)| area.contains(x, y))
            .map(|(_, hit)| *hit)
    }

    /// A page of the list in front, at least one row.
    pub fn page(&self) -> usize {
        self.page.max(1)
    }
}
