//! From text to data: `&str -> (T, Vec<Diagnostic>)`. Never fails, never panics, never reads a
//! file. Begin with [`markdown`]; decision trees, tables, definitions and commands are found in its documents.

pub mod advice;
pub mod citation;
pub mod command;
pub mod decision;
pub mod definition;
pub mod fact;
pub mod frontmatter;
pub mod manifest;
pub mod markdown;
pub mod pointer;
pub mod quantity;
mod record;
pub mod table;
pub mod yaml;

use std::collections::BTreeSet;

use crate::text::FileId;

/// What a parser must know beside the text.
#[derive(Clone, Copy, Debug)]
pub struct ParseCx<'a> {
    /// The file the text was read from.
    pub file: FileId,
    /// The ids declared under `citations:` in the library's manifest.
    pub citations: &'a BTreeSet<String>,
}
