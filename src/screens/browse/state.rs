//! Where the person is in the library.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::screens::browse::{NodeKey, Row, rows};
use crate::text::FileId;

/// A pane of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pane {
    /// The tree.
    #[default]
    Tree,
    /// The document.
    Document,
    /// What is in the skill.
    Contents,
}

impl Pane {
    /// All panes, left to right.
    pub const ALL: [Self; 3] = [Self::Tree, Self::Document, Self::Contents];
}

/// The part of the document that is shown. What row it is depends on the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scroll {
    /// From a heading, by position.
    Heading(u32),
    /// From the block at a line of the file.
    Line(u32),
    /// From a row, as far as there are so many.
    Row(usize),
    /// From the row of the place found that is in front.
    Match,
}

impl Default for Scroll {
    fn default() -> Self {
        Self::Row(0)
    }
}

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Browse {
    /// The node under the cursor.
    pub selected: Option<NodeKey>,
    /// The nodes whose children are shown.
    pub open: BTreeSet<NodeKey>,
    /// The pane that takes the keys.
    pub pane: Pane,
    /// The part of the document that is shown.
    pub scroll: Scroll,
    /// The cursor in the list of contents.
    pub item: usize,
    /// Whether the pane has the whole screen.
    pub zoomed: bool,
    /// Columns of the tree, where the person has set them.
    pub tree_width: Option<u16>,
    /// What is searched in the document, and in which.
    pub find: Option<(FileId, String)>,
    /// Which of the places found is in front, by position.
    pub found: usize,
    /// The visible rows of the tree, as [`Browse::settle`] left them.
    pub rows: Arc<[Row]>,
    /// What the rows were made from.
    listed: Option<(u64, BTreeSet<NodeKey>)>,
}

impl Browse {
    /// Lists the rows anew if the library or what is open has changed. `generation` tells one
    /// loading of the library from another.
    pub fn settle(&mut self, catalog: &Catalog, generation: u64) {
        let same =
            |(made, open): &(u64, BTreeSet<NodeKey>)| *made == generation && *open == self.open;
        if !self.listed.as_ref().is_some_and(same) {
            self.rows = rows(catalog, &self.open).into();
            self.listed = Some((generation, self.open.clone()));
        }
    }
}
