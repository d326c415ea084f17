//! A document as styled lines of so many columns.
//!
//! [`render`] is asked once per document and width; its result knows no theme and is cut into
//! the frame by [`draw()`]. It keeps what a screen must know afterwards: on which row each heading
//! and link landed, and which line of the file each row shows.

mod block;
mod draw;
mod table;

use std::ops::Range;

use crate::limits;
use crate::model::Document;
use crate::text::{SafeText, width};
use crate::ui::syntax::Token;
use crate::ui::theme::Role;

pub use draw::{Highlight, draw};

/// How a run is set, whatever the theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ink {
    /// What it is for.
    pub face: Face,
    /// `**strong**`
    pub strong: bool,
    /// `*emphasis*`
    pub emphasis: bool,
    /// `~~struck~~`
    pub strike: bool,
}

/// What a run is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// A role of the theme.
    Role(Role),
    /// A token of code.
    Token(Token),
}

impl Default for Face {
    fn default() -> Self {
        Self::Role(Role::Text)
    }
}

impl From<Role> for Ink {
    fn from(role: Role) -> Self {
        Self {
            face: Face::Role(role),
            ..Self::default()
        }
    }
}

/// A run of one kind within a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyledRun {
    /// How it is set.
    pub ink: Ink,
    /// Its text: no newline and no tab in it.
    pub text: SafeText,
}

/// A row of a rendered document.
pub type StyledLine = Vec<StyledRun>;

/// Where a link landed: one for each row it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkSpot {
    /// The row.
    pub row: usize,
    /// The columns within the row.
    pub columns: Range<usize>,
    /// The position in [`Document::links`].
    pub link: usize,
}

/// A line of ours above a block, such as `decision tree, 4 questions, Enter walks it`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banner {
    /// The line of the file that the block starts on or contains.
    pub line: u32,
    /// What it says.
    pub text: SafeText,
}

/// A document as rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rendered {
    /// The columns it was made for.
    pub width: usize,
    /// The rows.
    pub lines: Vec<StyledLine>,
    /// Position in [`Document::headings`] and row, in order.
    pub heading_rows: Vec<(usize, usize)>,
    /// The line of the file that each row shows; never falls.
    pub source_lines: Vec<u32>,
    /// The links, in order.
    pub links: Vec<LinkSpot>,
}

/// Renders a document for so many columns. Rows are never wider; what cannot be wrapped (code)
/// is cut and marked with `…`, columns of tables that have no room are counted (`+2 columns`).
pub fn render(document: &Document, columns: usize, banners: &[Banner]) -> Rendered {
    let mut banners: Vec<&Banner> = banners.iter().collect();
    banners.sort_by_key(|banner| banner.line);
    let mut page = Page {
        document,
        banners,
        indents: Vec::new(),
        out: Rendered {
            width: columns.max(1),
            ..Rendered::default()
        },
        line: 1,
    };
    page.blocks(&document.blocks, 0);
    page.out
}

impl Rendered {
    /// The text of a row.
    pub fn text(&self, row: usize) -> String {
        let runs = self.lines.get(row).map(Vec::as_slice).unwrap_or_default();
        runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// The row a heading landed on.
    pub fn row_of_heading(&self, heading: usize) -> Option<usize> {
        let mut rows = self.heading_rows.iter();
        rows.find(|(index, _)| *index == heading)
            .map(|(_, row)| *row)
    }

    /// The rows that show these lines of the file (both included).
    pub fn rows_of(&self, first: u32, last: u32) -> Range<usize> {
        let start = self.source_lines.partition_point(|line| *line < first);
        let end = self.source_lines.partition_point(|line| *line <= last);
        start..end
    }

    /// The line of the file that a row shows.
    pub fn line_of(&self, row: usize) -> Option<u32> {
        self.source_lines.get(row).copied()
    }

    /// The columns that these bytes of a row's text take.
    pub fn columns_of(&self, row: usize, bytes: &Range<usize>) -> Range<usize> {
        let text = self.text(row);
        let column = |byte: usize| text.get(..byte).map_or(0, width::width);
        column(bytes.start)..column(bytes.end)
    }
}

/// What stands left of every line of a list item or a quote.
#[derive(Debug)]
struct Indent {
    /// On the first line, until it has been used.
    first: Option<StyledRun>,
    /// On the others.
    rest: StyledRun,
}

/// A page being written.
struct Page<'d> {
    document: &'d Document,
    /// By line.
    banners: Vec<&'d Banner>,
    indents: Vec<Indent>,
    out: Rendered,
    /// The line of the file that is being shown.
    line: u32,
}

impl Page<'_> {
    /// The columns left beside the indents.
    fn room(&self) -> usize {
        let taken: usize = self
            .indents
            .iter()
            .map(|i| width::width(&i.rest.text))
            .sum();
        self.out.width.saturating_sub(taken).max(1)
    }

    /// Writes a row. Links are given by the columns within `runs`.
    fn push(&mut self, runs: StyledLine, links: Vec<(Range<usize>, usize)>) {
        let mut line: StyledLine = Vec::with_capacity(self.indents.len() + runs.len());
        for indent in &mut self.indents {
            line.push(indent.first.take().unwrap_or_else(|| indent.rest.clone()));
        }
        let left: usize = line.iter().map(|run| width::width(&run.text)).sum();
        line.extend(runs);
        line.retain(|run| !run.text.is_empty());
        let row = self.out.lines.len();
        self.out
            .links
            .extend(links.into_iter().map(|(at, link)| LinkSpot {
                row,
                columns: at.start + left..at.end + left,
                link,
            }));
        self.out.lines.push(line);
        self.out.source_lines.push(self.line);
    }

    /// Writes an empty row, unless nothing stands above it; a quote's bar goes on.
    fn blank(&mut self) {
        if self.out.lines.is_empty() || self.indents.iter().any(|i| i.first.is_some()) {
            return;
        }
        let bar = |indent: &Indent| !indent.rest.text.trim().is_empty();
        let kept = self.indents.iter().rposition(bar).map_or(0, |at| at + 1);
        let line = self
            .indents
            .iter()
            .take(kept)
            .map(|indent| indent.rest.clone());
        self.out.lines.push(line.collect());
        self.out.source_lines.push(self.line);
    }

    /// Writes something with marks left of it. Where too little room would be left, it starts
    /// again at the left edge: deep text stays readable.
    fn indented(&mut self, first: StyledRun, rest: StyledRun, write: impl FnOnce(&mut Self)) {
        let narrow = self.room() < width::width(&rest.text) + self.least_room();
        let outer = if narrow && !self.indents.is_empty() {
            if self.indents.iter().any(|indent| indent.first.is_some()) {
                self.push(Vec::new(), Vec::new());
            }
            std::mem::take(&mut self.indents)
        } else {
            Vec::new()
        };
        self.indents.push(Indent {
            first: Some(first),
            rest,
        });
        write(self);
        self.indents.pop();
        if !outer.is_empty() {
            self.indents = outer;
        }
    }

    /// The columns that text needs to be read.
    fn least_room(&self) -> usize {
        (self.out.width / 2).min(20)
    }

    /// Whether blocks at a depth are still followed.
    fn too_deep(&mut self, depth: usize) -> bool {
        let deep = depth > limits::NESTING;
        if deep {
            self.push(vec![styled(Role::Muted, "…")], Vec::new());
        }
        deep
    }
}

/// A run of our own.
fn styled(ink: impl Into<Ink>, text: impl Into<SafeText>) -> StyledRun {
    StyledRun {
        ink: ink.into(),
        text: text.into(),
    }
}
