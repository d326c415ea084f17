//! The stack files that a person can choose from: those of the folder, the project's draft, and
//! those opened lately.

#![expect(
    clippy::disallowed_methods,
    reason = "folders are looked at for stack files"
)]

use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::effect::StackChoice;
use crate::stack::file;
use crate::text::{FileId, SafeText};
use crate::world::KeptStack;

/// How the name of a stack file ends.
pub const ENDING: &str = ".stack.yaml";
/// Files of other folders that are remembered.
const REMEMBERED: usize = 10;

/// Where stack files are looked for.
#[derive(Clone, Debug, Default)]
pub struct Stacks {
    /// The current folder.
    pub here: PathBuf,
    /// The draft of the project; `None` where there is no state folder.
    pub draft: Option<KeptStack>,
    /// The list of those opened lately, a path on each line, the last one first; `None` where
    /// there is no state folder.
    pub recent: Option<PathBuf>,
}

/// The names of the stack files in a folder, sorted.
pub fn in_folder(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.path().is_file());
    let names = files.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(ENDING)).collect();
    names.sort();
    names
}

impl Stacks {
    /// What can be opened: the files of the folder, the draft, then others opened lately, those
    /// that are gone left out.
    pub fn choices(&self, open: &KeptStack, catalog: &Catalog) -> Vec<StackChoice> {
        let mut all: Vec<(PathBuf, SafeText)> = in_folder(&self.here)
            .into_iter()
            .map(|name| (self.here.join(&name), SafeText::one_line(&name)))
            .collect();
        let draft = self.draft.as_ref().map(KeptStack::path);
        all.extend(draft.map(|path| (path, "the draft of this project".into())));
        for path in self.lately() {
            let shown = SafeText::one_line(&path.display().to_string());
            if path.is_file() && !all.iter().any(|(known, _)| *known == path) {
                all.push((path, shown));
            }
        }
        let choice = |(path, shown): (PathBuf, SafeText)| {
            let text = self.at(&path).and_then(|kept| kept.load().ok());
            let text = text.unwrap_or_default();
            let (stack, _) = file::parse(&text, FileId::default(), catalog);
            StackChoice {
                is_open: path == open.path(),
                path,
                shown,
                stack,
            }
        };
        all.into_iter().map(choice).collect()
    }

    /// Of several files the one opened last.
    pub fn last_of<'a>(&self, names: &'a [String]) -> Option<&'a String> {
        let lately = self.lately();
        let place = |name: &&String| {
            let path = self.here.join(name);
            let place = lately.iter().position(|known| *known == path);
            place.unwrap_or(lately.len())
        };
        names.iter().min_by_key(place)
    }

    /// The file at a path as it is kept.
    pub fn at(&self, path: &Path) -> Option<KeptStack> {
        let draft = self.draft.as_ref().filter(|draft| draft.path() == path);
        draft.cloned().or_else(|| {
            Some(KeptStack {
                folder: path.parent()?.to_owned(),
                name: path.file_name()?.to_str()?.to_owned(),
                ..KeptStack::default()
            })
        })
    }

    /// The list of those opened lately with this one first, where there is one to keep.
    pub fn remembering(&self, open: &KeptStack) -> Option<(&Path, String)> {
        let list = self.recent.as_deref()?;
        let path = open.path();
        let draft = self
            .draft
            .as_ref()
            .is_some_and(|draft| draft.path() == path);
        let line = path.to_str().filter(|line| !line.contains('\n'))?;
        if draft {
            return None;
        }
        let others = self.lately().into_iter().filter(|known| *known != path);
        let others = others.filter_map(|known| known.to_str().map(str::to_owned));
        let lines = std::iter::once(line.to_owned()).chain(others);
        let lines = lines.take(REMEMBERED).map(|line| line + "\n");
        Some((list, lines.collect()))
    }

    fn lately(&self) -> Vec<PathBuf> {
        let list = self.recent.as_ref();
        let text = list.and_then(|list| std::fs::read_to_string(list).ok());
        let text = text.unwrap_or_default();
        text.lines().map(PathBuf::from).take(REMEMBERED).collect()
    }
}
