//! Names of files and folders that would act on a terminal or hide from a reader. They are shown
//! harmless; here it is said that they are not what they seem.

use std::collections::BTreeSet;

use crate::catalog::FileEntry;
use crate::diagnostic::Diagnostic;
use crate::text::{FileId, Location, SafeText};

/// Names told of one source one by one; the others are counted.
const TOLD: usize = 100;

/// Says which names of these files are unsafe, a folder once; `first` is the number of the first
/// file.
pub(super) fn check(files: &[FileEntry], first: usize) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut more = 0;
    let numbers = u32::try_from(first).map_or(u32::MAX.., |first| first..);
    for (id, file) in numbers
        .zip(files)
        .filter(|(_, file)| *file.shown != *file.path)
    {
        for path in paths(&file.path).filter(|path| is_unsafe(last(path))) {
            if !seen.insert(path) {
                continue;
            }
            if found.len() < TOLD {
                found.push(unsafe_name(path, FileId(id)));
            } else {
                more += 1;
            }
        }
    }
    if more > 0 {
        let message = format!("{more} more names hold signs that act on a terminal or hide");
        found.push(Diagnostic::warning("unsafe-name", message).hint("rename them"));
    }
    found
}

/// A path's folders from the top, then the path itself.
fn paths(path: &str) -> impl Iterator<Item = &str> {
    let folders = path.match_indices('/').map(|(at, _)| at);
    let ends = folders.chain([path.len()]);
    ends.filter_map(|end| path.get(..end))
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a name is not shown as it is. A line break and a tab, which texts may hold, act too.
fn is_unsafe(name: &str) -> bool {
    name.contains(['\n', '\t']) || SafeText::new(name) != *name
}

fn unsafe_name(path: &str, file: FileId) -> Diagnostic {
    let shown = SafeText::one_line(path);
    let message = format!(
        "the name of {shown} holds signs that act on a terminal or that a reader cannot see"
    );
    Diagnostic::warning("unsafe-name", message)
        .at(Location::line(file, 0))
        .hint("rename it; until then it is shown with other signs in their place")
}
