//! A markdown document as blocks with inline runs, each at its lines.

use crate::model::Citation;
use crate::text::{FileId, Location, SafeText};

/// A parsed document. Text before the body (frontmatter) is not part of it, but lines count
/// from the top of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The file it was read from.
    pub file: FileId,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The headings, in order; a heading's block is found by its line.
    pub headings: Vec<Heading>,
    /// The links, in order; a [`Run`] points into this list.
    pub links: Vec<Link>,
    /// Lines in the file.
    pub lines: u32,
}

/// A block and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its first line and its bytes.
    pub at: Location,
    /// Its last line.
    pub end_line: u32,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A heading: index into [`Document::headings`].
    Heading(usize),
    /// A paragraph.
    Paragraph(Inlines),
    /// A code block, fenced or indented.
    Code {
        /// The info string of the fence; empty without one.
        info: SafeText,
        /// The text, without the fence, lines ending in `\n`.
        text: SafeText,
        /// The line of the file on which the text starts (after the fence).
        first_line: u32,
    },
    /// A block quote.
    Quote(Vec<Block>),
    /// A list; `Some(n)` is numbered from n.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A table.
    Table(Table),
    /// A thematic break.
    Rule,
    /// Raw HTML, shown as text.
    Html(SafeText),
    /// The text of a footnote.
    Footnote {
        /// Its label.
        label: SafeText,
        /// Its blocks.
        blocks: Vec<Block>,
    },
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// `Some(done)` for a task.
    pub task: Option<bool>,
    /// The blocks of the item; the text of a tight item is a paragraph.
    pub blocks: Vec<Block>,
    /// The line of its marker.
    pub at: Location,
}

/// A table as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The header cells.
    pub header: Vec<Inlines>,
    /// One a column.
    pub alignments: Vec<Alignment>,
    /// The body; rows may be shorter or longer than the header.
    pub rows: Vec<TableLine>,
}

/// One body row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableLine {
    /// The line of the file.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<Inlines>,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// Not said, or left.
    #[default]
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// Inline text as runs of one style. A line break within is a run of `"\n"`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inlines(pub Vec<Run>);

impl Inlines {
    /// The text without styles, citations left out.
    pub fn plain(&self) -> SafeText {
        if let [
            Run {
                text, cite: None, ..
            },
        ] = self.0.as_slice()
        {
            return SafeText::one_line(text);
        }
        let runs = self.0.iter().filter(|run| run.cite.is_none());
        SafeText::one_line(&runs.map(|run| run.text.as_str()).collect::<String>())
    }

    /// The citations, in order.
    pub fn cites(&self) -> Vec<Citation> {
        self.0.iter().filter_map(|run| run.cite.clone()).collect()
    }
}

/// A run of text in one style.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The text as shown; for a citation its written form, `[S4:314]`, with the white space before
    /// it, so that a text without its citations reads well.
    pub text: SafeText,
    /// How it is set.
    pub style: RunStyle,
    /// The link it belongs to: index into [`Document::links`].
    pub link: Option<usize>,
    /// The citation that this run is, if it is one.
    pub cite: Option<Citation>,
}

/// How a run is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four marks that any text can have at once, each on its own"
)]
pub struct RunStyle {
    /// `**strong**`
    pub strong: bool,
    /// `*emphasis*`
    pub emphasis: bool,
    /// `~~struck~~`
    pub strike: bool,
    /// `` `code` ``
    pub code: bool,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text.
    pub text: Inlines,
    /// Its plain text.
    pub title: SafeText,
    /// Its slug, unique in the document.
    pub anchor: String,
    /// Its line.
    pub at: Location,
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its text.
    pub text: SafeText,
    /// Where it leads, as written.
    pub target: SafeText,
    /// Whether it is an image.
    pub image: bool,
    /// Its line.
    pub at: Location,
}
