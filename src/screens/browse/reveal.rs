//! From a place in the library to the node that stands for it, and back to the file shown.

use crate::catalog::{Catalog, FileEntry, FileIndex};
use crate::model::FileKind;
use crate::screens::browse::rows::groups;
use crate::screens::browse::{Browse, NodeKey, Scroll};
use crate::text::{FileId, SafeText};

/// The file whose document is shown: the selected one, or the first below the selected node.
pub fn shown_file(browse: &Browse, catalog: &Catalog) -> Option<FileId> {
    let key = browse.selected?;
    let main = |skill: &crate::model::Skill| skill.main;
    match key {
        NodeKey::File(file) | NodeKey::Heading(file, _) | NodeKey::Folder(file) => Some(file),
        NodeKey::Skill(skill) => catalog.skills.get(skill as usize).map(main),
        NodeKey::Kind(skill, kind) => {
            let skill = catalog.skills.get(skill as usize)?;
            let of_kind = |f: &&FileId| catalog.file(**f).is_some_and(|e| e.kind == kind);
            skill.files.iter().find(of_kind).copied()
        }
        NodeKey::Source(_) | NodeKey::Group(..) => None,
    }
}

/// Groups of so many skills altogether are all open at the start: a library seen at a glance.
const SEEN_AT_ONCE: usize = 40;

/// Where a newcomer starts: on the first skill, the layers open if there is room for them.
pub fn begin(browse: &mut Browse, catalog: &Catalog, file: FileId) {
    if catalog.skills.len() <= SEEN_AT_ONCE {
        for source in 0..catalog.sources.len() {
            let groups = 0..groups(catalog, source).len();
            browse
                .open
                .extend(groups.map(|at| NodeKey::Group(small(source), small(at))));
        }
    }
    reveal(browse, catalog, file, 1);
}

/// Selects the node of a file and line, opens what hides it and scrolls there.
pub fn reveal(browse: &mut Browse, catalog: &Catalog, file: FileId, line: u32) {
    let Some(entry) = catalog.file(file) else {
        return;
    };
    browse.open.insert(NodeKey::Source(small(entry.source)));
    if let Some(skill) = entry.skill {
        let groups = groups(catalog, entry.source);
        let holds = |(_, skills): &(SafeText, Vec<usize>)| skills.contains(&skill);
        if let Some(group) = groups.iter().position(holds) {
            let key = NodeKey::Group(small(entry.source), small(group));
            browse.open.insert(key);
        }
        browse.open.insert(NodeKey::Skill(small(skill)));
        browse.open.insert(NodeKey::Kind(small(skill), entry.kind));
    } else {
        browse
            .open
            .insert(NodeKey::Folder(first_beside(catalog, file)));
    }
    browse.selected = Some(NodeKey::File(file));
    browse.scroll = if line <= 1 {
        Scroll::Row(0)
    } else {
        Scroll::Line(line)
    };
    let Some(index) = catalog.file_index(file).filter(|_| line > 1) else {
        return;
    };
    browse.open.insert(NodeKey::File(file));
    if let Some(heading) = index.headings.iter().rposition(|h| h.at.line <= line) {
        select_heading(browse, index, file, heading);
    }
}

/// The first loose document in the folder of a file, which stands for the folder.
fn first_beside(catalog: &Catalog, file: FileId) -> FileId {
    let folder = |entry: &FileEntry| entry.path.rsplit_once('/').map(|(f, _)| f.to_owned());
    let Some(of) = catalog.file(file) else {
        return file;
    };
    let beside = |entry: &FileEntry| {
        let loose = entry.source == of.source && entry.kind == FileKind::Loose;
        loose && folder(entry) == folder(of)
    };
    let first = catalog.files.iter().position(beside);
    first.map_or(file, |at| FileId(small(at)))
}

/// Selects a heading and opens the ones above it. The title's own heading is the file's row.
pub(super) fn select_heading(browse: &mut Browse, index: &FileIndex, file: FileId, heading: usize) {
    let Some(level) = index.headings.get(heading).map(|h| h.level) else {
        return;
    };
    let mut level = level;
    for (i, above) in index.headings.iter().enumerate().take(heading).rev() {
        if above.level < level {
            level = above.level;
            browse.open.insert(NodeKey::Heading(file, small(i)));
        }
    }
    let title = heading == 0 && index.headings.first().is_some_and(|h| h.level == 1);
    browse.selected = Some(if title {
        NodeKey::File(file)
    } else {
        NodeKey::Heading(file, small(heading))
    });
}

pub(super) fn small(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
