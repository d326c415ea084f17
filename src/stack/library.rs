//! The libraries that decisions rest on.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::stack::{Decision, Library};
use crate::text::put::Put;
use crate::text::{self, SafeText};

/// Notes the sources that a decision's places stand in, each as it is now; one that is known
/// already is brought up to date in its place.
pub(super) fn note(known: &mut Vec<Library>, decision: &Decision, catalog: &Catalog) {
    let places = decision.places().into_iter();
    let sources: BTreeSet<&SafeText> = places.map(|place| &place.source).collect();
    for from in sources.into_iter().filter(|from| !from.is_empty()) {
        let now = now(from, catalog);
        match known.iter_mut().find(|library| library.from == *from) {
            // One that is not loaded stays as it was noted.
            Some(library) if now.digest.is_some() => *library = now,
            Some(_) => {}
            None => known.push(now),
        }
    }
}

/// A source as it is now: our own library has the version of the program.
fn now(from: &SafeText, catalog: &Catalog) -> Library {
    Library {
        from: from.clone(),
        version: (from == "builtin").then(|| env!("CARGO_PKG_VERSION").into()),
        digest: digest(from, catalog).as_deref().map(SafeText::new),
    }
}

/// Sixteen hex digits of the paths and sizes of all files of a source: nothing is read for it, at
/// no stage of loading. It tells when a file came, went or changed its length; that a tree still
/// says the same is told by the digest of each walk.
fn digest(from: &SafeText, catalog: &Catalog) -> Option<String> {
    let mut sources = catalog.sources.iter();
    let source = sources.position(|source| source.name() == *from)?;
    let mut listed = String::new();
    for file in catalog.files.iter().filter(|file| file.source == source) {
        listed.put(format_args!("{}\u{1f}{}\n", file.path, file.size));
    }
    Some(text::digest(listed.as_bytes()))
}
