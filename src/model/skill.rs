//! A skill: a folder with a `SKILL.md`, as the Agent Skills format has it.

use crate::text::{FileId, Location, SafeText};

/// The name of a skill: its folder's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct SkillId(pub SafeText);

impl std::fmt::Display for SkillId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A skill and its files.
#[derive(Clone, Debug, PartialEq)]
pub struct Skill {
    /// Its id.
    pub id: SkillId,
    /// Index of its source in the catalog.
    pub source: usize,
    /// Its folder, relative to the source, with `/`; empty for the source's root.
    pub folder: String,
    /// Its `SKILL.md`.
    pub main: FileId,
    /// All its files, `SKILL.md` first, then by kind and path.
    pub files: Vec<FileId>,
    /// What its frontmatter says; `None` until it has been read.
    pub frontmatter: Option<Frontmatter>,
    /// The group its source's plugin manifest puts it in.
    pub group: Option<SafeText>,
    /// The skill of the same name, of an earlier source, that is used instead.
    pub shadowed_by: Option<usize>,
}

/// What stands between the `---` lines at the top of a file. Every scalar is the text as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frontmatter {
    /// The fields, in order.
    pub fields: Vec<FrontmatterField>,
    /// The first line of the body after it, 1-based.
    pub body_line: u32,
    /// The byte at which the body starts.
    pub body_start: usize,
}

/// One field of a frontmatter.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontmatterField {
    /// Its name.
    pub key: SafeText,
    /// Its value: a scalar's text, or a list or map on one line.
    pub value: SafeText,
    /// Its line.
    pub at: Location,
}

impl Frontmatter {
    /// The value of the first field of this name.
    pub fn get(&self, key: &str) -> Option<&SafeText> {
        self.fields
            .iter()
            .find(|field| field.key == key)
            .map(|field| &field.value)
    }
}

/// What a file of a skill is for; the order is the order of display.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// `SKILL.md`
    Skill,
    /// `init.md`, the skill's plan.
    Plan,
    /// Below `references/` or `reference/`, or any other markdown of the skill.
    Reference,
    /// Below `examples/`.
    Example,
    /// Below `scripts/`.
    Script,
    /// Below `assets/`.
    Asset,
    /// Any other file of a skill.
    Other,
    /// Markdown outside any skill.
    Loose,
    /// A decision of the project, as a record: read and found like other documents, and never a
    /// source of decisions, tables or names.
    Record,
}

impl FileKind {
    /// Whether the file can hold trees and tables.
    pub fn is_document(self, path: &str) -> bool {
        let markdown = path.rsplit_once('.').is_some_and(|(_, ext)| {
            ext.eq_ignore_ascii_case("md") || ext.eq_ignore_ascii_case("markdown")
        });
        markdown || self == Self::Skill || path.ends_with(".tree.yaml")
    }
}
