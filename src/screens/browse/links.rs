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
    let from = catalog.file(document.file)?;
    let file = if path.is_empty() {
        document.file
    } else {
        catalog.file_at(from.source, &joined(&from.path, path)?)?
    };
    let index = catalog.file_index(file);
    let heading = index.and_then(|index| index.headings.iter().find(|h| h.anchor == anchor));
    Some((file, heading.map_or(1, |heading| heading.at.line)))
}

/// A path relative to the folder of a file; `None` where it climbs above the source.
fn joined(file: &str, path: &str) -> Option<String> {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn paths_join_and_never_climb_out() {
        let cases = [
            (
                "skills/a/SKILL.md",
                "references/x.md",
                Some("skills/a/references/x.md"),
            ),
            (
                "skills/a/references/x.md",
                "../SKILL.md",
                Some("skills/a/SKILL.md"),
            ),
            ("a.md", "./b.md", Some("b.md")),
            ("a.md", "../b.md", None),
            ("s/a.md", "../../../etc/passwd", None),
        ];
        for (file, path, expected) in cases {
            assert_eq!(joined(file, path).as_deref(), expected, "{file} {path}");
        }
    }
}
