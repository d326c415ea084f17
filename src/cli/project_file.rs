//! The project's settings file.

use std::path::Path;

use crate::adr::folder::Probe;
use crate::cli::output::Reported;
use crate::settings::{self, ProjectSettings};
use crate::text::SafeText;
use crate::world::records::{ProjectFiles, Records};

/// Where it stands in a project.
pub(super) const NAME: &str = ".archtui/config.yaml";

/// Reads it: what it says, and what is wrong with it. One that is not there says nothing.
pub(super) fn read(project: &Path) -> (ProjectSettings, Vec<Reported>) {
    let text = ProjectFiles::new(project).text(NAME).unwrap_or_default();
    let (settings, found) = settings::parse_project(&text);
    let name = SafeText::new(NAME);
    let found = found.iter().map(|f| Reported::in_file(f, &name)).collect();
    (settings, found)
}

/// The project's records.
pub(super) fn records(project: &Path, settings: &ProjectSettings) -> Records {
    Records {
        project: project.to_owned(),
        named: settings.records.clone(),
        ..Records::default()
    }
}
