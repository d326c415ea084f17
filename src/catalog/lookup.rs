//! Finding things by what people write: an id, any end of it that is unambiguous, or a place
//! copied from a record.

use std::sync::Arc;

use crate::catalog::{Catalog, FileEntry, Lookup};
use crate::model::{ComparisonTable, DecisionTree};
use crate::text::{FileId, SafeText};

/// Names offered where none was found.
const NEAR: usize = 5;
/// Names listed where several were found.
const CANDIDATES: usize = 20;
/// A query longer than this is nobody's name.
const QUERY_BYTES: usize = 1024;

impl Catalog {
    /// A tree by its id or an unambiguous end of it; the name of a skill or file finds its only
    /// tree. Copies count as one tree.
    pub fn find_tree(&self, query: &str) -> Lookup<Arc<DecisionTree>> {
        let original =
            |tree: &&Arc<DecisionTree>| tree.same_as.clone().unwrap_or_else(|| tree.id.clone());
        let all = self.index.iter().flatten().flat_map(|index| &index.trees);
        let exact = all.clone().find(|tree| *tree.id.0 == *query);
        if let Some(tree) = exact {
            return Lookup::Found(Arc::clone(tree));
        }
        pick(query, self.trees(), |tree| &tree.id.0, original)
    }

    /// A table by its id or an end of it.
    pub fn find_table(&self, query: &str) -> Lookup<Arc<ComparisonTable>> {
        let exact = self.tables().find(|table| *table.id.0 == *query);
        if let Some(table) = exact {
            return Lookup::Found(Arc::clone(table));
        }
        let id = |table: &&Arc<ComparisonTable>| table.id.clone();
        pick(query, self.tables(), |table| &table.id.0, id)
    }

    /// A skill by its name, the name in its frontmatter, its address or an end of its folder.
    pub fn find_skill(&self, query: &str) -> Lookup<usize> {
        let query = query.trim().trim_end_matches('/');
        let shown = || {
            (0..self.skills.len())
                .filter(|i| self.skills.get(*i).is_some_and(|s| s.shadowed_by.is_none()))
        };
        let is = |i: usize, name: &str| {
            let Some(skill) = self.skills.get(i) else {
                return false;
            };
            let written = skill
                .frontmatter
                .as_ref()
                .and_then(|front| front.get("name"));
            *skill.id.0 == *name || written.is_some_and(|written| **written == *name)
        };
        let address = |i: usize| {
            self.skills
                .get(i)
                .and_then(|skill| self.address(skill.main))
        };
        let by_address =
            (0..self.skills.len()).find(|i| address(*i).is_some_and(|a| **a == *query));
        if let Some(i) = by_address.or_else(|| shown().find(|i| is(*i, query))) {
            return Lookup::Found(i);
        }
        let by_folder: Vec<usize> = shown()
            .filter(|i| {
                self.skills
                    .get(*i)
                    .is_some_and(|skill| ends_with(&skill.folder, query))
            })
            .collect();
        match by_folder.as_slice() {
            [one] => Lookup::Found(*one),
            [] => Lookup::Missing(near(
                query,
                shown().filter_map(|i| address(i).map(|a| &**a)),
            )),
            many => Lookup::Ambiguous(
                many.iter()
                    .filter_map(|i| address(*i).cloned())
                    .take(CANDIDATES)
                    .collect(),
            ),
        }
    }

    /// A place by `SKILL[/FILE][#HEADING]`, or by a place as records cite it:
    /// `[archtui 0.1.0: ]skills/x/SKILL.md[:88]`. The line is 0 for a whole file. A heading is
    /// found once the catalog is indexed.
    pub fn find_heading(&self, query: &str) -> Lookup<(FileId, u32)> {
        let query = query.trim();
        if let Some((file, anchor)) = query.split_once('#') {
            return self.heading(query, file, anchor);
        }
        let (path, builtin) = without_release(query);
        let source = builtin.then(|| {
            self.sources
                .iter()
                .position(|source| &*source.name() == "builtin")
        });
        let (path, line) = without_line(path);
        match self.file_in(path, source.flatten()) {
            Lookup::Found(id) => Lookup::Found((id, line)),
            Lookup::Ambiguous(near) => Lookup::Ambiguous(near),
            Lookup::Missing(near) => Lookup::Missing(near),
        }
    }

    /// A file by its address, its path or an unambiguous end of either.
    fn file_in(&self, query: &str, source: Option<usize>) -> Lookup<FileId> {
        let query = query.trim().trim_start_matches("./");
        let exact = self
            .addresses
            .iter()
            .position(|address| **address == *query);
        if source.is_none()
            && let Some(at) = exact
        {
            return found(at);
        }
        let shown = |(i, file): &(usize, &FileEntry)| {
            let here = source.is_none_or(|source| source == file.source);
            here && (source.is_some() || !self.is_shadowed(*i))
        };
        let files: Vec<(usize, &FileEntry)> = self.files.iter().enumerate().filter(shown).collect();
        if let Some((at, _)) = files.iter().find(|(_, file)| *file.shown == *query) {
            return found(*at);
        }
        let address = |i: usize| {
            self.addresses
                .get(i)
                .map(|address| &**address)
                .unwrap_or_default()
        };
        let ends: Vec<usize> = files
            .iter()
            .filter(|(i, file)| ends_with(address(*i), query) || ends_with(&file.shown, query))
            .map(|(i, _)| *i)
            .collect();
        match ends.as_slice() {
            [one] => found(*one),
            [] => Lookup::Missing(near(query, files.iter().map(|(i, _)| address(*i)))),
            many => Lookup::Ambiguous(
                many.iter()
                    .filter_map(|i| self.addresses.get(*i).cloned())
                    .take(CANDIDATES)
                    .collect(),
            ),
        }
    }

    /// A heading: by its anchor in one file, or in all files where none is named.
    fn heading(&self, query: &str, file: &str, anchor: &str) -> Lookup<(FileId, u32)> {
        let files: Vec<FileId> = match self.file_in(file, None) {
            _ if file.is_empty() => self.shown_documents(),
            Lookup::Found(id) => vec![id],
            // Several files end like this: the heading may tell which.
            Lookup::Ambiguous(_) => self
                .shown_documents()
                .into_iter()
                .filter(|id| {
                    self.file(*id).is_some_and(|entry| {
                        self.address(*id)
                            .is_some_and(|address| ends_with(address, file))
                            || ends_with(&entry.shown, file)
                    })
                })
                .collect(),
            Lookup::Missing(near) => return Lookup::Missing(near),
        };
        let mut places = Vec::new();
        let mut anchors = Vec::new();
        for id in files {
            let Some(index) = self.file_index(id) else {
                continue;
            };
            for heading in &index.headings {
                let name = || {
                    format!(
                        "{}#{}",
                        self.address(id).map(|a| &**a).unwrap_or_default(),
                        heading.anchor
                    )
                };
                if heading.anchor == anchor {
                    places.push((SafeText::new(&name()), (id, heading.at.line)));
                } else if !file.is_empty() {
                    anchors.push(name());
                }
            }
        }
        match places.as_slice() {
            [(_, place)] => Lookup::Found(*place),
            [] => Lookup::Missing(near(query, anchors.iter().map(String::as_str))),
            many => Lookup::Ambiguous(
                many.iter()
                    .map(|(name, _)| name.clone())
                    .take(CANDIDATES)
                    .collect(),
            ),
        }
    }

    /// The file that a link of another file leads to, by its path from there. It never leads out
    /// of the source: the catalog knows no file there.
    pub fn linked(&self, from: FileId, path: &str) -> Option<FileId> {
        let from = self.file(from)?;
        self.file_at(from.source, &joined(&from.path, path)?)
    }

    fn shown_documents(&self) -> Vec<FileId> {
        let ids = (0_u32..).map(FileId).take(self.files.len());
        ids.filter(|id| !self.is_shadowed(id.index()) && self.file_index(*id).is_some())
            .collect()
    }
}

fn found(at: usize) -> Lookup<FileId> {
    u32::try_from(at).map_or(Lookup::Missing(Vec::new()), |at| Lookup::Found(FileId(at)))
}

/// A place without the release that a record cites it by, and whether there was one:
/// `archtui 0.1.0: skills/x/SKILL.md`.
fn without_release(place: &str) -> (&str, bool) {
    let rest = place
        .strip_prefix("archtui ")
        .and_then(|rest| rest.split_once(": "));
    match rest {
        Some((release, path)) if release.starts_with(|c: char| c.is_ascii_digit()) => (path, true),
        _ => (place, false),
    }
}

/// A place without its line, and the line.
fn without_line(place: &str) -> (&str, u32) {
    let split = place
        .rsplit_once(':')
        .and_then(|(path, line)| Some((path, line.parse().ok()?)));
    split.unwrap_or((place, 0))
}

/// The one item whose id ends with the query, or else begins with it up to the `#`.
fn pick<'a, T: 'a, K: PartialEq>(
    query: &str,
    items: impl Iterator<Item = &'a Arc<T>>,
    id: impl Fn(&Arc<T>) -> &SafeText,
    same: impl Fn(&&'a Arc<T>) -> K,
) -> Lookup<Arc<T>> {
    let query = query.trim();
    let items: Vec<&Arc<T>> = items.collect();
    let ends = items
        .iter()
        .copied()
        .filter(|item| ends_with(id(item), query));
    let mut matches: Vec<&Arc<T>> = ends.collect();
    if matches.is_empty() {
        let holds = |item: &&Arc<T>| {
            id(item)
                .split_once('#')
                .is_some_and(|(file, _)| ends_with(file, query))
        };
        matches = items.iter().copied().filter(holds).collect();
    }
    let Some(first) = matches.first() else {
        return Lookup::Missing(near(query, items.iter().map(|item| &**id(item))));
    };
    if matches.iter().all(|item| same(item) == same(first)) {
        return Lookup::Found(Arc::clone(first));
    }
    Lookup::Ambiguous(
        matches
            .iter()
            .map(|item| id(item).clone())
            .take(CANDIDATES)
            .collect(),
    )
}

/// Whether a name is, or ends with, a query that begins at one of its joints.
pub(crate) fn ends_with(name: &str, query: &str) -> bool {
    if query.is_empty() {
        return false;
    }
    name.strip_suffix(query).is_some_and(|before| {
        before.is_empty() || before.ends_with(['/', '#', ':']) || query.starts_with('#')
    })
}

/// The names most like a query, the nearest first: a slip of some letters, or a piece of a name.
pub(super) fn near<'a>(query: &str, names: impl Iterator<Item = &'a str>) -> Vec<SafeText> {
    if query.is_empty() || query.len() > QUERY_BYTES {
        return Vec::new();
    }
    let query = query.to_lowercase();
    let allowed = 2.max(query.chars().count() / 3);
    let mut near: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let tail = lower.rsplit(['/', '#']).next().unwrap_or(&lower);
            let whole = distance(&query, &lower, allowed);
            let slip = whole.min(distance(&query, tail, allowed));
            let piece = if lower.contains(&query) {
                1
            } else {
                usize::MAX
            };
            let best = slip.min(piece);
            (best <= allowed).then_some((best, name))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter()
        .take(NEAR)
        .map(|(_, name)| SafeText::new(name))
        .collect()
}

/// Letters to change, swap, add or drop; not counted where the lengths alone say too many.
fn distance(a: &str, b: &str, allowed: usize) -> usize {
    if a.len().abs_diff(b.len()) > allowed * 4 {
        return usize::MAX;
    }
    strsim::osa_distance(a, b)
}

/// A path relative to the folder of a file; `None` where it climbs above the source.
pub(super) fn joined(file: &str, path: &str) -> Option<String> {
    below(file.rsplit_once('/').map_or("", |(folder, _)| folder), path)
}

/// A path relative to a folder; `None` where it climbs above the source.
pub(crate) fn below(folder: &str, path: &str) -> Option<String> {
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
