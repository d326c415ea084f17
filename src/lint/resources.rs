//! Which files of a skill its pages speak of: an agent finds no others.

use std::collections::{BTreeSet, HashSet};

use super::{Pages, info, links};
use crate::catalog::{Catalog, FileEntry};
use crate::diagnostic::Diagnostic;
use crate::model::{FileKind, Skill};
use crate::text::{FileId, Location};

/// Files that nobody needs to speak of, by the start of their name in lower case.
const KNOWN: [&str; 7] = [
    ".",
    "license",
    "licence",
    "notice",
    "readme",
    "__init__",
    "changelog",
];

/// Checks that each file is spoken of, and references by `SKILL.md` itself.
pub(super) fn check(catalog: &Catalog, skill: &Skill, pages: &Pages) -> Vec<Diagnostic> {
    let mut from_main = Spoken::default();
    let mut from_any = Spoken::default();
    for id in &skill.files {
        let Some(page) = pages.0.get(id) else {
            continue;
        };
        let linked = links::linked(catalog, *id);
        let kind = catalog.file(*id).map(|file| file.kind);
        if matches!(kind, Some(FileKind::Skill | FileKind::Plan)) {
            from_main.add(&page.text, &linked);
        }
        from_any.add(&page.text, &linked);
    }
    let files = skill.files.iter();
    let files = files.filter_map(|id| Some((*id, catalog.file(*id)?)));
    let found = files.filter_map(|(id, file)| {
        if is_known(file) {
            return None;
        }
        let below = file
            .path
            .strip_prefix(&skill.folder)?
            .trim_start_matches('/');
        if !from_any.has(id, below) {
            Some(orphan(id, below))
        } else if file.kind == FileKind::Reference && !from_main.has(id, below) {
            Some(deep(id, below))
        } else {
            None
        }
    });
    found.collect()
}

fn is_known(file: &FileEntry) -> bool {
    let name = file
        .path
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    matches!(file.kind, FileKind::Skill | FileKind::Plan)
        || KNOWN.iter().any(|known| name.starts_with(known))
}

fn orphan(id: FileId, below: &str) -> Diagnostic {
    let message = format!("No page of the skill speaks of {below}");
    let finding = info("orphan-file", message).at(Location::line(id, 0));
    finding.hint("link to it from SKILL.md, or take it out")
}

fn deep(id: FileId, below: &str) -> Diagnostic {
    let message = format!("Only other references speak of {below}, not SKILL.md");
    let finding = Diagnostic::warning("deep-reference", message).at(Location::line(id, 0));
    finding.hint("link to it from SKILL.md too: references should be one step away")
}

/// What pages speak of: links resolved, and words that may be paths or names of files.
#[derive(Default)]
struct Spoken {
    linked: HashSet<FileId>,
    words: BTreeSet<String>,
}

impl Spoken {
    fn add(&mut self, text: &str, linked: &[FileId]) {
        self.linked.extend(linked);
        let in_path =
            |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '@' | '+');
        for word in text.split(|c| !in_path(c)) {
            let word = word.trim_start_matches("./").trim_end_matches('.');
            if word.contains(['.', '/', '_', '-']) && !self.words.contains(word) {
                self.words.insert(word.to_owned());
                let name = word.rsplit('/').next().unwrap_or(word);
                self.words.insert(name.to_owned());
            }
        }
    }

    /// Whether a file is spoken of: by a link, by its path, by its name, or, if it is no
    /// reference, by a folder it stands in (`assets/`), as a whole.
    fn has(&self, id: FileId, below: &str) -> bool {
        let name = below.rsplit('/').next().unwrap_or(below);
        let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
        let named = |word: &str| self.words.contains(word);
        // `import load_pages` speaks of `load_pages.py`.
        let module = stem.contains('_') && named(stem);
        self.linked.contains(&id) || named(below) || named(name) || module || {
            let document = FileKind::Other.is_document(below);
            let folders = below
                .rmatch_indices('/')
                .filter_map(|(at, _)| below.get(..=at));
            !document && folders.into_iter().any(named)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_spoken_of_in_many_ways() {
        let cases = [
            (
                "by path",
                "see `references/limits.md`.",
                "references/limits.md",
                true,
            ),
            ("by name", "see limits.md", "references/limits.md", true),
            (
                "from here",
                "run ./scripts/load.py",
                "scripts/load.py",
                true,
            ),
            (
                "as a module",
                "import load_all",
                "scripts/load_all.py",
                true,
            ),
            (
                "by folder",
                "start from assets/ here",
                "assets/a/x.svg",
                true,
            ),
            (
                "a reference by folder",
                "all of references/ here",
                "references/x.md",
                false,
            ),
            (
                "a folder's bare word",
                "all assets here",
                "assets/x.svg",
                false,
            ),
            ("not at all", "see others.md", "references/limits.md", false),
        ];
        for (name, text, below, spoken) in cases {
            let mut all = Spoken::default();
            all.add(text, &[]);
            assert_eq!(all.has(FileId(0), below), spoken, "{name}");
        }
    }
}
