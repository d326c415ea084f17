//! The links of a document, and where each leads in the library.

use crate::catalog::Catalog;
use crate::model::Document;
use crate::text::{FileId, SafeText};

/// A link as listed.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkChoice {
    /// Its text.
    pub text: SafeText,
    /// Where it leads, as written.
    pub target: SafeText,
    /// The file and line of the library it leads to, if it leads there.
    pub place: Option<(FileId, u32)>,
    /// The line it stands on.
    pub line: u32,
}

/// The links of a document, images left out.
pub fn links(catalog: &Catalog, document: &Document) -> Vec<LinkChoice> {
    let shown = document.links.iter().filter(|link| !link.image);
    let choice = |link: &crate::model::Link| LinkChoice {
        text: link.text.clone(),
        target: link.target.clone(),
        place: place(catalog, document, &link.target),
        line: link.at.line,
    };
    shown.map(choice).collect()
}

/// The place that a relative target names. It never leads out of the source: the catalog knows
/// no file there.
fn place(catalog: &Catalog, document: &Document, target: &str) -> Option<(FileId, u32)> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let file = if path.is_empty() {
        document.file
    } else {
        catalog.linked(document.file, path)?
    };
    let index = catalog.file_index(file);
    let heading = index.and_then(|index| index.headings.iter().find(|h| h.anchor == anchor));
    Some((file, heading.map_or(1, |heading| heading.at.line)))
}
