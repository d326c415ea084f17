//! Template files of records.

use std::path::Path;

use crate::world::small;

/// The text of a template that the project's settings name: one that lies in the project, whatever
/// links there lead to. Else why there is none.
pub fn of_project(project: &Path, file: &str) -> Result<String, String> {
    small::text_within(project, file)
}

/// The text of a template that a person names; else why there is none.
pub fn named(path: &Path) -> Result<String, String> {
    small::text(path)
}
