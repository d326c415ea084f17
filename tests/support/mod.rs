//! What tests share: content in memory and in a temporary folder, sessions, a pseudo-terminal, and
//! Rust source as words.

pub(crate) mod corpus;
mod memory;
mod play;
mod project;
#[cfg(unix)]
mod pty;
pub(crate) mod rust;

pub(crate) use memory::MemorySource;
pub(crate) use play::{Play, library, start};
pub(crate) use project::Project;
#[cfg(unix)]
pub(crate) use pty::Pty;

use std::sync::Arc;

use archtui::catalog::{self, Catalog, Source};

/// Loads sources through all stages, nearest first.
pub(crate) fn load(sources: Vec<Arc<dyn Source>>) -> Catalog {
    let listed = catalog::list(sources);
    let described = catalog::describe(&listed);
    catalog::index(&described, &|| false).expect("nobody cancels")
}

/// The codes of everything that was understood badly, sorted.
pub(crate) fn codes(catalog: &Catalog) -> Vec<&'static str> {
    let mut codes: Vec<_> = catalog.findings().map(|finding| finding.code.0).collect();
    codes.sort_unstable();
    codes
}
