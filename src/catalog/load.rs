//! Sources to catalog, stage by stage.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::{Catalog, FileText, Listing, Names, ReadError, Source, Stage};
use crate::catalog::{groups, merge, parallel, references, skills};
use crate::diagnostic::Diagnostic;
use crate::limits::{FILE_BYTES, SKILL_BYTES};
use crate::model::{FileKind, Frontmatter, Manifest};
use crate::parse;
use crate::text::{FileId, Location, SafeText};

/// Finds the skills that stand where skills are usually put, without entering them: for a first
/// frame. What it finds, [`list`] finds too, under other numbers.
pub fn glance(sources: Vec<Arc<dyn Source>>) -> Catalog {
    assemble(sources, Stage::Glanced, |source| source.glance())
}

/// Lists all sources: files and skills by folder name.
pub fn list(sources: Vec<Arc<dyn Source>>) -> Catalog {
    assemble(sources, Stage::Listed, |source| source.list())
}

fn assemble(
    sources: Vec<Arc<dyn Source>>,
    stage: Stage,
    listing: impl Fn(&dyn Source) -> Listing,
) -> Catalog {
    let mut catalog = Catalog {
        stage,
        ..Catalog::default()
    };
    for (i, source) in sources.iter().enumerate() {
        let Listing {
            entries,
            diagnostics,
        } = listing(&**source);
        catalog.diagnostics.extend(diagnostics);
        skills::add_source(&mut catalog, i, &**source, entries);
    }
    catalog.sources = sources;
    skills::shadow(&mut catalog);
    catalog.addresses = Arc::new(skills::addresses(&catalog));
    catalog
}

/// Reads frontmatter and manifests. Skills of which nothing can be shown are taken out, with a
/// diagnostic; numbers of files stay as they were.
pub fn describe(catalog: &Catalog) -> Catalog {
    let mut catalog = Catalog {
        stage: Stage::Described,
        ..catalog.clone()
    };
    describe_skills(&mut catalog);
    read_manifests(&mut catalog);
    for id in groups::manifests(&catalog) {
        let shadowed = catalog.read(id);
        match shadowed {
            Ok(text) => groups::apply(&mut catalog, id, &text.text),
            Err(error) => {
                let finding = unreadable(&catalog, id, &error);
                catalog.diagnostics.push(finding);
            }
        }
    }
    let wrong = references::names(&catalog);
    catalog.diagnostics.extend(wrong);
    catalog
}

/// What reading a skill's main file yields.
struct Described {
    frontmatter: Option<Frontmatter>,
    diagnostics: Vec<Diagnostic>,
    empty: bool,
}

fn describe_skills(catalog: &mut Catalog) {
    let mains: Vec<FileId> = catalog.skills.iter().map(|skill| skill.main).collect();
    let read = parallel::map(&mains, |id| describe_skill(catalog, *id), &|| false);
    let mut gone = BTreeSet::new();
    for (i, described) in read.into_iter().flatten().enumerate() {
        catalog.diagnostics.extend(described.diagnostics);
        if described.empty {
            gone.insert(i);
        }
        if let Some(skill) = catalog.skills.get_mut(i) {
            skill.frontmatter = described.frontmatter;
        }
    }
    skills::remove(catalog, &gone);
}

fn describe_skill(catalog: &Catalog, id: FileId) -> Described {
    match catalog.read(id) {
        Ok(text) => {
            let (frontmatter, mut diagnostics) = parse::frontmatter::parse(&text.text, id);
            diagnostics.splice(0..0, notes_on_reading(catalog, id, &text));
            let empty = text.text.trim().is_empty();
            if empty {
                diagnostics.push(nothing_to_show(catalog, id, "it is empty"));
            }
            Described {
                frontmatter,
                diagnostics,
                empty,
            }
        }
        Err(error) => Described {
            frontmatter: None,
            diagnostics: vec![nothing_to_show(catalog, id, &error.to_string())],
            empty: true,
        },
    }
}

fn nothing_to_show(catalog: &Catalog, id: FileId, why: &str) -> Diagnostic {
    let path = shown(catalog, id);
    Diagnostic::error("no-skill-file", format!("{path} was left out: {why}"))
        .at(Location::line(id, 0))
        .hint("a skill needs a readable SKILL.md with text in it")
}

fn shown(catalog: &Catalog, id: FileId) -> SafeText {
    catalog
        .file(id)
        .map(|file| file.shown.clone())
        .unwrap_or_default()
}

/// A file that could not be read, as a diagnostic.
pub(super) fn unreadable(catalog: &Catalog, id: FileId, error: &ReadError) -> Diagnostic {
    let (code, hint) = match error {
        ReadError::NoSuchFile => ("io", "load the library again"),
        ReadError::Outside => ("outside", "put a copy of what it leads to into the skill"),
        ReadError::NotAFile => ("not-a-file", "put a regular file there"),
        ReadError::Binary => ("encoding", "save it as UTF-8 text"),
        ReadError::Io(_) => ("io", "check that you may read it"),
    };
    Diagnostic::error(
        code,
        format!("{} could not be read: {error}", shown(catalog, id)),
    )
    .at(Location::line(id, 0))
    .hint(hint)
}

/// What a reader should know about how a text was read.
pub(super) fn notes_on_reading(catalog: &Catalog, id: FileId, text: &FileText) -> Vec<Diagnostic> {
    let path = shown(catalog, id);
    let mut notes = Vec::new();
    if let Some(size) = text.truncated {
        let main = catalog
            .file(id)
            .is_some_and(|file| file.kind == FileKind::Skill);
        let cap = if main { SKILL_BYTES } else { FILE_BYTES };
        let finding = Diagnostic::warning(
            "too-large",
            format!("{path} was read to byte {cap} of {size}"),
        );
        notes.push(
            finding
                .at(Location::line(id, 0))
                .hint("split it into several files"),
        );
    }
    if let Some(byte) = text.invalid_at {
        let before = text.text.get(..byte).unwrap_or_default();
        let line = u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX);
        let finding = Diagnostic::warning(
            "encoding",
            format!("{path} is not UTF-8 at byte {byte}; wrong bytes are shown as \u{FFFD}"),
        );
        notes.push(
            finding
                .at(Location::line(id, line))
                .hint("save it as UTF-8"),
        );
    }
    notes
}

fn read_manifests(catalog: &mut Catalog) {
    let mut merged = Manifest::default();
    let mut findings = Vec::new();
    for source in 0..catalog.sources.len() {
        let Some(id) = catalog.file_at(source, skills::MANIFEST) else {
            continue;
        };
        match catalog.read(id) {
            Ok(text) => {
                let (manifest, found) = parse::manifest::parse(&text.text, id);
                findings.extend(notes_on_reading(catalog, id, &text));
                findings.extend(found);
                merge::add(&mut merged, manifest, &mut findings);
            }
            Err(error) => findings.push(unreadable(catalog, id, &error)),
        }
    }
    let (names, claimed) = Names::new(merged.technologies.clone());
    findings.extend(claimed);
    catalog.diagnostics.extend(findings);
    catalog.names = Arc::new(names);
    catalog.manifest = Arc::new(merged);
}
