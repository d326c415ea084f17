//! Whether content is written as it should be.
//!
//! [`check`] takes a loaded catalog and gives findings: what loading found already, and what the
//! rules of this room add. A rule is a function that knows one thing; its code, severity and next
//! step stand where it is found. `skills_ref` is apart: it says word for word what the reference
//! validator says, and nothing else.

mod citations;
mod frontmatter;
mod links;
mod metadata;
mod names;
mod resources;
mod skills_ref;
mod technologies;

pub(crate) use links::decoded;

use std::collections::HashMap;

use crate::catalog::{Catalog, FileText, MANIFEST, ReadError};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{FileKind, Skill};
use crate::text::{FileId, Location};

/// Lines that a `SKILL.md` should have at most: the specification, "Progressive disclosure".
const SKILL_LINES: u32 = 500;

/// Whose rules for skills hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// The text of the Agent Skills specification, and our own rules.
    #[default]
    Spec,
    /// The reference validator `skills-ref`: its rules and messages, nothing else.
    SkillsRef,
    /// The `quick_validate` of Anthropic's skill-creator, and our own rules.
    Anthropic,
}

/// Gives the text of a file of the catalog: what [`Catalog::read`] does, for who may touch the
/// world.
pub type Read<'a> = dyn Fn(FileId) -> Result<FileText, ReadError> + 'a;

/// Checks all content of a catalog that is indexed. The findings are in order of file and line;
/// those without a place come first; those of
/// `skills-ref` are in its own order. What makes content unfit is an error or a warning; infos are
/// worth a look and leave it fit.
pub fn check(catalog: &Catalog, profile: Profile, read: &Read<'_>) -> Vec<Diagnostic> {
    if profile == Profile::SkillsRef {
        return skills_ref::check(catalog, read);
    }
    let mut findings: Vec<Diagnostic> = catalog.findings().cloned().map(graver).collect();
    findings.extend(nothing(catalog));
    for skill in &catalog.skills {
        findings.extend(check_skill(catalog, skill, profile, read));
    }
    findings.extend(links::check(catalog, read));
    findings.extend(names::check(catalog));
    findings.extend(technologies::check(catalog));
    findings.extend(citations::check(catalog, read));
    // The sort is stable: findings of one line stay in the order of the rules.
    findings.sort_by_key(|finding| finding.at.map(|at| (at.file, at.line)));
    findings
}

/// A finding of loading as an author should take it. What we repair in reading, other programs
/// refuse.
fn graver(mut finding: Diagnostic) -> Diagnostic {
    if finding.code == Code("frontmatter-quoted") {
        finding.severity = Severity::Warning;
    }
    finding
}

/// Nothing is wrong with what is not there; who asks has probably given the wrong folder.
fn nothing(catalog: &Catalog) -> Option<Diagnostic> {
    let message = "There is no skill and no markdown to check";
    let finding = Diagnostic::warning("nothing-to-check", message);
    let finding = finding.hint("give a folder that holds a SKILL.md, or folders with one");
    catalog.files.is_empty().then_some(finding)
}

fn check_skill(
    catalog: &Catalog,
    skill: &Skill,
    profile: Profile,
    read: &Read<'_>,
) -> Vec<Diagnostic> {
    let pages = Pages::of(catalog, skill, read);
    let mut findings = Vec::new();
    if let Some(main) = pages.main(skill) {
        findings.extend(metadata::check(catalog, skill, main, profile));
    }
    findings.extend(long(catalog, skill));
    findings.extend(resources::check(catalog, skill, &pages));
    findings
}

/// A `SKILL.md` that an agent reads whole and that is too long for it.
fn long(catalog: &Catalog, skill: &Skill) -> Option<Diagnostic> {
    let lines = catalog.file_index(skill.main)?.lines;
    let message = format!("SKILL.md has {lines} lines; {SKILL_LINES} are the most it should have");
    let finding = Diagnostic::warning("long-skill", message)
        .at(Location::line(skill.main, SKILL_LINES + 1))
        .hint("move what is not always needed into files below references/");
    (lines > SKILL_LINES).then_some(finding)
}

/// The texts of a skill that may speak of its other files: its documents and its scripts.
struct Pages(HashMap<FileId, FileText>);

impl Pages {
    fn of(catalog: &Catalog, skill: &Skill, read: &Read<'_>) -> Self {
        let speaks = |id: &&FileId| {
            let file = catalog.file(**id);
            file.is_some_and(|file| {
                file.kind == FileKind::Script || file.kind.is_document(&file.path)
            })
        };
        let texts = skill.files.iter().filter(speaks);
        // What cannot be read was reported when the catalog was loaded.
        let texts = texts.filter_map(|id| Some((*id, read(*id).ok()?)));
        Self(texts.collect())
    }

    fn main(&self, skill: &Skill) -> Option<&FileText> {
        self.0.get(&skill.main)
    }
}

/// The raw name of a skill's folder, given its path below a source: the format makes a skill's
/// name of it.
fn folder_name(catalog: &Catalog, source: usize, folder: &str) -> String {
    if !folder.is_empty() {
        return folder.rsplit('/').next().unwrap_or(folder).to_owned();
    }
    let source = catalog.sources.get(source);
    let disk = source.and_then(|source| source.disk_path(""));
    let name = disk.as_deref().and_then(|path| path.file_name());
    match name {
        Some(name) => name.to_string_lossy().into_owned(),
        None => source
            .map(|source| source.name().to_string())
            .unwrap_or_default(),
    }
}

/// What is wrong with the name of a skill that is to be, by the specification and by what every
/// other program takes: `None` for words of a-z and 0-9 with single hyphens between them.
pub fn name_fault(name: &str) -> Option<String> {
    let faults = frontmatter::name(Some(name)).into_iter();
    let mut faults = faults.chain(metadata::ascii(name));
    faults.next().map(|fault| fault.message)
}

/// Whether a source says about itself what prose cannot: rules about names and sources hold where
/// it does.
fn has_manifest(catalog: &Catalog, source: usize) -> bool {
    catalog.file_at(source, MANIFEST).is_some()
}

fn info(code: &'static str, message: String) -> Diagnostic {
    Diagnostic::new(Severity::Info, code, message)
}
