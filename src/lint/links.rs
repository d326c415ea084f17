//! Where the links of documents lead: to nothing, to no such heading, out of their skill.

use std::collections::{HashMap, HashSet};
use std::iter::once;

use super::Read;
use crate::catalog::{Catalog, FileEntry, below};
use crate::diagnostic::Diagnostic;
use crate::model::{FileKind, Link};
use crate::text::{FileId, SafeText, nearest};

/// Characters of a target that a template leaves to be filled in.
const PLACEHOLDER: [char; 7] = ['{', '}', '<', '>', '$', '*', '…'];

/// Findings for which a near name is looked for, which takes time; the others say what to do.
const NEAR: usize = 200;
/// Names looked at for one of them.
const CANDIDATES: usize = 2_000;

/// Checks the links of all documents.
pub(super) fn check(catalog: &Catalog, read: &Read<'_>) -> Vec<Diagnostic> {
    let mut anchors = Anchors {
        catalog,
        read,
        headings: HashMap::new(),
        written: HashMap::new(),
    };
    let mut left = NEAR;
    let mut findings = Vec::new();
    for (id, file) in (0_u32..).map(FileId).zip(&catalog.files) {
        let Some(index) = catalog.file_index(id) else {
            continue;
        };
        for link in &index.links {
            let (path, anchor) = parts(&link.target);
            if !is_local(&link.target) {
                continue;
            }
            let target = target(catalog, id, file, &path);
            findings.extend(problem(catalog, file, link, &target, &mut left));
            if let Target::File(to) = target
                && !anchors.has(to, &anchor)
            {
                findings.push(no_heading(catalog, link, to, &anchor, &mut left));
            }
        }
    }
    findings
}

/// The path of a target and its anchor, with `%20` and the like decoded.
fn parts(target: &str) -> (String, String) {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    (decoded(path), decoded(anchor))
}

/// A percent-encoded text (RFC 3986, section 2.1); as it is where it is none.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let pair = digit(ahead.next()).zip(digit(ahead.next()));
        let coded = pair.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        match coded.filter(|_| byte == b'%') {
            Some(coded) => {
                bytes.push(coded);
                rest = ahead;
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Whether a target is meant to be in the library: no address, and nothing to be filled in.
fn is_local(target: &str) -> bool {
    let scheme = target.split_once(':').is_some_and(|(scheme, _)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-');
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(plain)
    });
    let filled_in = target.contains(PLACEHOLDER) || target.contains("...");
    !(scheme || filled_in || target.starts_with("//") || target.is_empty())
}

/// What a relative target leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A file.
    File(FileId),
    /// A folder with files.
    Folder,
    /// Nothing, at this path below the source.
    Nothing(String),
    /// Something above the source, or an absolute path.
    Above,
}

/// What a path in a file leads to: from the file's folder, else from its skill's root, as the
/// specification has paths.
pub(super) fn target(catalog: &Catalog, id: FileId, file: &FileEntry, path: &str) -> Target {
    if path.is_empty() {
        return Target::File(id);
    }
    if path.starts_with('/') {
        return Target::Above;
    }
    let own = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let first = from_folder(catalog, file.source, own, path);
    let skill = file.skill.and_then(|skill| catalog.skills.get(skill));
    match (&first, skill) {
        (Target::Nothing(_) | Target::Above, Some(skill)) => {
            match from_folder(catalog, file.source, &skill.folder, path) {
                Target::Nothing(_) | Target::Above => first,
                found => found,
            }
        }
        _ => first,
    }
}

fn from_folder(catalog: &Catalog, source: usize, folder: &str, path: &str) -> Target {
    let Some(path) = below(folder, path) else {
        return Target::Above;
    };
    if let Some(id) = catalog.file_at(source, &path) {
        return Target::File(id);
    }
    let below = format!("{path}/");
    // Files are in order of source and path.
    let next = catalog
        .files
        .partition_point(|file| (file.source, file.path.as_str()) < (source, below.as_str()));
    let next = catalog.files.get(next);
    let folder = next.is_some_and(|file| file.source == source && file.path.starts_with(&below));
    if folder || path.is_empty() {
        Target::Folder
    } else {
        Target::Nothing(path)
    }
}

/// What is wrong with where a link leads, its anchor apart.
fn problem(
    catalog: &Catalog,
    file: &FileEntry,
    link: &Link,
    target: &Target,
    left: &mut usize,
) -> Option<Diagnostic> {
    let skill = file.skill.and_then(|skill| catalog.skills.get(skill));
    let inside = |path: &str| skill.is_none_or(|skill| is_below(path, &skill.folder));
    match target {
        Target::File(to) => {
            let to = catalog.file(*to)?;
            (!inside(&to.path)).then(|| beside(link))
        }
        // A site may have its root elsewhere; a skill has nothing above it.
        Target::Above => skill.map(|_| outside(link)),
        // Outside skills only documents are listed.
        Target::Nothing(to) if inside(to) && skill.is_some() || FileKind::Loose.is_document(to) => {
            Some(broken(catalog, file, link, to, left))
        }
        Target::Nothing(to) if !inside(to) => Some(outside(link)),
        Target::Nothing(_) | Target::Folder => None,
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The candidate that was probably meant, as long as there is time to look for it.
fn near<'a>(
    left: &mut usize,
    word: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    *left = left.checked_sub(1)?;
    nearest(word, candidates.take(CANDIDATES))
}

fn broken(
    catalog: &Catalog,
    file: &FileEntry,
    link: &Link,
    path: &str,
    left: &mut usize,
) -> Diagnostic {
    let kind = if link.image { "image" } else { "link" };
    let message = format!("The {kind} leads to {}, which does not exist", link.target);
    let files = file.skill.and_then(|skill| catalog.skills.get(skill));
    let files = files.map(|skill| skill.files.as_slice());
    let files = files.unwrap_or_default().iter();
    let files: Vec<&FileEntry> = files.filter_map(|id| catalog.file(*id)).collect();
    let found = near(left, name(path), files.iter().map(|file| name(&file.path)));
    let found = found.and_then(|near| files.iter().find(|file| name(&file.path) == near));
    let hint = match found {
        Some(file) => format!("did you mean {}?", file.shown),
        None => "write the file, or take the link out".to_owned(),
    };
    Diagnostic::error("broken-link", message)
        .at(link.at)
        .hint(hint)
}

/// The last part of a path.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn outside(link: &Link) -> Diagnostic {
    let message = format!("The link leads out of the skill, to {}", link.target);
    let finding = Diagnostic::warning("link-outside", message).at(link.at);
    finding.hint("put a copy into the skill: it is installed without what stands around it")
}

/// A link to another skill of the same library: it holds as long as both are there.
fn beside(link: &Link) -> Diagnostic {
    let message = format!("The link leads to another skill, at {}", link.target);
    let finding = super::info("link-beside", message).at(link.at);
    finding.hint("name the skill too, for readers who have only this one")
}

fn no_heading(
    catalog: &Catalog,
    link: &Link,
    to: FileId,
    anchor: &str,
    left: &mut usize,
) -> Diagnostic {
    let place = catalog.file(to).map(|file| file.shown.clone());
    let message = format!(
        "The link leads to #{}, which is no heading of {}",
        SafeText::one_line(anchor),
        place.unwrap_or_default()
    );
    let headings = catalog
        .file_index(to)
        .map(|index| index.headings.as_slice());
    let headings = headings.unwrap_or_default().iter();
    let anchors = headings.map(|heading| heading.anchor.as_str());
    let hint = match near(left, anchor, anchors) {
        Some(near) => format!("did you mean #{near}?"),
        None => "take the anchor off, or write the heading".to_owned(),
    };
    Diagnostic::warning("broken-anchor", message)
        .at(link.at)
        .hint(hint)
}

/// The anchors of documents; those written as HTML are read once, when first asked for.
struct Anchors<'a> {
    catalog: &'a Catalog,
    read: &'a Read<'a>,
    headings: HashMap<FileId, HashSet<&'a str>>,
    written: HashMap<FileId, HashSet<String>>,
}

impl Anchors<'_> {
    fn has(&mut self, file: FileId, anchor: &str) -> bool {
        let catalog = self.catalog;
        let Some(index) = catalog.file_index(file) else {
            return true;
        };
        // `#L10` is a line, to those who show files; `#top` is the top, to browsers.
        let line = anchor
            .strip_prefix('L')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let lower = anchor.to_lowercase();
        if lower.is_empty() || lower == "top" || line {
            return true;
        }
        let headings = self.headings.entry(file).or_insert_with(|| {
            let headings = index.headings.iter();
            headings.map(|heading| heading.anchor.as_str()).collect()
        });
        if headings.contains(lower.as_str()) {
            return true;
        }
        let read = self.read;
        let written = self.written.entry(file).or_insert_with(|| {
            let text = read(file).map(|text| text.text).unwrap_or_default();
            written_anchors(&text).into_iter().collect()
        });
        written.contains(&lower)
    }
}

/// Anchors written by hand: `id="x"`, `name='x'`, `{#x}`, in lower case.
fn written_anchors(text: &str) -> Vec<String> {
    const FORMS: [(&str, char); 5] = [
        ("id=\"", '"'),
        ("name=\"", '"'),
        ("id='", '\''),
        ("name='", '\''),
        ("{#", '}'),
    ];
    let found = FORMS.iter().flat_map(|(open, close)| {
        let parts = text.split(open).skip(1);
        // An anchor ends on its line; without that this would be quadratic.
        parts.filter_map(|part| {
            part.lines()
                .next()?
                .split_once(*close)
                .map(|(name, _)| name)
        })
    });
    found.map(str::to_lowercase).collect()
}

/// The paths below a skill that the links of a document lead to.
pub(super) fn linked(catalog: &Catalog, id: FileId) -> Vec<FileId> {
    let Some((file, index)) = catalog.file(id).zip(catalog.file_index(id)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for link in index.links.iter().filter(|link| is_local(&link.target)) {
        if let Target::File(to) = target(catalog, id, file, &parts(&link.target).0) {
            found.extend(once(to).filter(|to| *to != id));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_taken_apart() {
        let cases = [
            ("a path", "a/b.md", ("a/b.md", "")),
            ("an anchor", "a.md#One%20two", ("a.md", "One two")),
            ("only an anchor", "#x", ("", "x")),
            ("a question", "a.md?raw=1#x", ("a.md", "x")),
            ("encoded", "my%20file%C3%A9.md", ("my fileé.md", "")),
            ("a stray sign", "100%.md", ("100%.md", "")),
            ("no UTF-8", "a%ff.md", ("a%ff.md", "")),
        ];
        for (name, target, (path, anchor)) in cases {
            assert_eq!(
                parts(target),
                (path.to_owned(), anchor.to_owned()),
                "{name}"
            );
        }
    }

    #[test]
    fn addresses_and_templates_are_no_paths() {
        let cases = [
            ("a path", "references/x.md", true),
            ("an anchor", "#x", true),
            ("the web", "https://example.org/x.md", false),
            ("a letter", "mailto:me@example.org", false),
            ("any scheme", "//example.org/x", false),
            ("a template", "docs/{name}.md", false),
            ("an ellipsis", ".../x.md", false),
            ("nothing", "", false),
        ];
        for (name, target, local) in cases {
            assert_eq!(is_local(target), local, "{name}");
        }
    }

    #[test]
    fn anchors_written_by_hand_are_found() {
        let text = "<a id=\"One\"></a> <a name='two'>\n# Three {#four}\nid=\"open\n";
        assert_eq!(written_anchors(text), ["one", "two", "four"]);
    }
}
