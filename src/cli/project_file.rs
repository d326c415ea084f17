//! The project's settings file: for now, which folders of the project are sources.

use std::path::{Path, PathBuf};

use crate::adr::folder::Probe;
use crate::diagnostic::Diagnostic;
use crate::limits::YAML_BYTES;
use crate::parse::yaml::{self, Node, NodeKind};
use crate::world::records::ProjectFiles;

/// Where it stands in a project.
pub(super) const NAME: &str = ".archtui/config.yaml";

/// The project's folder with the sources that its file names, and what is wrong with the file.
pub(super) fn sources(project: &Path) -> (Option<(PathBuf, Vec<PathBuf>)>, Option<Diagnostic>) {
    let Some(text) = ProjectFiles::new(project).text(NAME) else {
        return (None, None);
    };
    match yaml::read(&text, YAML_BYTES) {
        Err(_) if text.trim().is_empty() => (None, None),
        Err(error) => {
            let message = format!("{NAME} could not be read: {error}");
            let finding = Diagnostic::warning("settings", message).hint("correct the line");
            (None, Some(finding))
        }
        Ok(root) => {
            let named = named(&root);
            let some = (!named.is_empty()).then(|| (project.to_owned(), named));
            (some, None)
        }
    }
}

fn named(root: &Node) -> Vec<PathBuf> {
    let NodeKind::Mapping(pairs) = &root.kind else {
        return Vec::new();
    };
    let sources = pairs.iter().find(|(key, _)| scalar(key) == Some("sources"));
    match sources.map(|(_, value)| &value.kind) {
        Some(NodeKind::Sequence(items)) => {
            items.iter().filter_map(scalar).map(PathBuf::from).collect()
        }
        Some(NodeKind::Scalar { text, .. }) if !text.is_empty() => vec![PathBuf::from(text)],
        _ => Vec::new(),
    }
}

fn scalar(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(text),
        NodeKind::Sequence(_) | NodeKind::Mapping(_) => None,
    }
}
