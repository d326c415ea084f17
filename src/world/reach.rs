//! Which files a change that was stopped half way may be completed in: records of its folder, and
//! stack files that stand near it. What is kept of a change is a text that says what to write and
//! what to remove, and it is not believed further than this.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::world::journal::Rewrite;
use crate::world::records::{CATEGORY_DEPTH, is_category_name, is_record_name};
use crate::world::roots::real;
use crate::world::stacks::ENDING;

/// The files around a folder of records.
pub(super) struct Reach<'a> {
    /// The folder as it was named.
    named: &'a Path,
    /// The same without links.
    pub(super) folder: PathBuf,
    /// The project that the folder belongs to, if it has a repository.
    project: Option<PathBuf>,
    /// Where drafts of stacks are.
    state: Option<PathBuf>,
}

impl<'a> Reach<'a> {
    /// What is around a folder.
    pub(super) fn of(named: &'a Path, state: Option<&Path>) -> Self {
        let folder = real(named);
        let mut above = folder.ancestors();
        let project = above.find(|folder| folder.join(".git").exists());
        Self {
            project: project.map(Path::to_owned),
            state: state.map(real),
            folder,
            named,
        }
    }

    /// The path of a file without links; `None` where it is beyond reach.
    pub(super) fn place(&self, file: &Rewrite) -> Option<PathBuf> {
        self.record(&file.path).or_else(|| self.stack(file))
    }

    /// A record: a regular file of the folder or of its categories, or none yet, with no link on
    /// the way.
    fn record(&self, path: &Path) -> Option<PathBuf> {
        let below = path.strip_prefix(&self.folder);
        let below = below.or_else(|_| path.strip_prefix(self.named)).ok()?;
        let names = below.components().map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        });
        let names = names.collect::<Option<Vec<&str>>>()?;
        let (name, above) = names.split_last()?;
        if above.len() > CATEGORY_DEPTH || !is_record_name(name) {
            return None;
        }
        let mut at = self.folder.clone();
        for folder in above {
            at.push(folder);
            let is_folder = fs::symlink_metadata(&at).is_ok_and(|meta| meta.is_dir());
            if !is_folder || !is_category_name(folder) {
                return None;
            }
        }
        at.push(name);
        let fits = match fs::symlink_metadata(&at) {
            Ok(meta) => meta.is_file(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        fits.then_some(at)
    }

    /// A stack file that changes, and is neither made nor removed: in the repository of the
    /// records, above them where they are in none, or a draft.
    fn stack(&self, file: &Rewrite) -> Option<PathBuf> {
        let name = file.path.file_name()?;
        let folder = file.path.parent()?.canonicalize().ok()?;
        let at = folder.join(name);
        let is_stack = name.to_str()?.ends_with(ENDING) && file.before.is_some();
        let is_file = fs::symlink_metadata(&at).is_ok_and(|meta| meta.is_file());
        let near = match &self.project {
            Some(project) => folder.starts_with(project),
            None => self.folder.starts_with(&folder),
        };
        let is_draft = || {
            let state = self.state.as_ref();
            state.is_some_and(|state| folder.starts_with(state))
        };
        let fits = is_stack && is_file && file.after.is_some() && (near || is_draft());
        fits.then_some(at)
    }
}
