//! Putting pieces of text together.

use std::fmt::{Arguments, Write};

/// Takes formatted pieces at its end.
pub(crate) trait Put {
    /// Adds a piece.
    fn put(&mut self, piece: Arguments<'_>);
}

impl Put for String {
    fn put(&mut self, piece: Arguments<'_>) {
        // Writing into a string has no way to fail.
        let _ = self.write_fmt(piece);
    }
}
