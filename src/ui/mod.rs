//! Drawing parts that know no screen: theme roles, documents as styled lines, a table with a
//! frozen column, the text of a record, a text field.
//!
//! Text of content becomes part of a frame only through [`span`], [`part`] and [`owned`], which
//! take [`SafeText`]; the program's own words go through [`label`].

mod canvas;
mod columns;
mod geometry;
pub mod grid;
mod headed;
pub mod input;
pub mod markdown;
pub mod record;
pub mod syntax;
pub mod theme;
mod wrap;

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;

pub use canvas::{Canvas, Memory, Piece, small};
pub use geometry::{Area, DocumentGeometry, Geometry, Hit};

use crate::limits;
use crate::text::{SafeText, width};

/// Text of content, to be drawn.
pub fn span(text: &SafeText, style: Style) -> Span<'_> {
    Span::styled(text.as_str(), style)
}

/// A part of a text of content; empty when the bytes are not whole characters of it.
pub fn part(text: &SafeText, bytes: Range<usize>, style: Style) -> Span<'_> {
    Span::styled(text.as_str().get(bytes).unwrap_or_default(), style)
}

/// Text of content that is not kept.
pub fn owned(text: &SafeText, style: Style) -> Span<'static> {
    Span::styled(text.as_str().to_owned(), style)
}

/// Words of the program itself.
pub fn label(text: &'static str, style: Style) -> Span<'static> {
    Span::styled(text, style)
}

/// The clusters of a text with the columns each takes. A cluster of more code points than a
/// cell may hold ([`limits::CLUSTER_CODE_POINTS`]) is cut and followed by `…`.
fn clusters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true).flat_map(|cluster| {
        let cut = cluster.char_indices().nth(limits::CLUSTER_CODE_POINTS);
        let (kept, more) = match cut.and_then(|(at, _)| cluster.split_at_checked(at)) {
            Some((kept, _)) => (kept, Some(("…", 1))),
            None => (cluster, None),
        };
        std::iter::once((kept, width::width(kept))).chain(more)
    })
}
