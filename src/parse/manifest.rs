//! `archtui.yaml`: what a library says about itself.

use crate::diagnostic::Diagnostic;
use crate::model::Manifest;
use crate::text::FileId;

/// Reads a manifest. Unknown keys and wrong shapes are diagnostics; the rest is kept.
pub fn parse(text: &str, file: FileId) -> (Manifest, Vec<Diagnostic>) {
    let _ = (text, file);
    (Manifest::default(), Vec::new())
}
