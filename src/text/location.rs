//! Where something stands in the content.

use serde::{Deserialize, Serialize};

/// A file of the catalog: an index into its file list.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct FileId(pub u32);

impl FileId {
    /// The position of the file in the catalog's list.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A half-open range of bytes in a file's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A place in the content: file, bytes and 1-based line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The bytes in the file's text.
    pub span: Span,
    /// The 1-based line on which the span starts.
    pub line: u32,
}

impl Location {
    /// A place known by its line only.
    pub fn line(file: FileId, line: u32) -> Self {
        Self {
            file,
            span: Span::default(),
            line,
        }
    }
}
