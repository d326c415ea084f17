//! The folder of records that a command reads.

use std::path::{Path, PathBuf};

use crate::adr::{Adr, Folder, Listing, RecordFile, Refused, Unread, listed};
use crate::cli::adr::change::settled;
use crate::cli::error::{self, CliError, Kind};
use crate::cli::output::{Reply, Reported};
use crate::cli::{Cx, project_file};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::SafeText;
use crate::world::records::RecordFolder;

/// A folder of records, read.
pub(super) struct Opened {
    /// Where it is.
    pub(super) path: PathBuf,
    /// The files, as they stand.
    pub(super) files: Vec<RecordFile>,
    /// The records in them.
    pub(super) listing: Listing,
    current: PathBuf,
    /// What was left half done here and is settled now.
    settled: Vec<SafeText>,
}

impl Opened {
    /// What a command says of a folder that was named, else of the project's; with what was
    /// settled there on the way.
    pub(super) fn reply(
        cx: &Cx,
        named: Option<&Path>,
        say: impl FnOnce(&Self) -> Result<Reply, CliError>,
    ) -> Result<Reply, CliError> {
        let folder = Self::read(cx, named)?;
        let reply = say(&folder)?;
        Ok(folder.settled.into_iter().fold(reply, Reply::note))
    }

    /// A folder that was named, else the project's.
    pub(super) fn read(cx: &Cx, named: Option<&Path>) -> Result<Self, CliError> {
        let current = cx.environment.current.clone();
        let path = named.map_or_else(|| of_project(cx), |folder| current.join(folder));
        if let Some(named) = named.filter(|_| !path.is_dir()) {
            let shown = SafeText::one_line(&named.display().to_string());
            return Err(CliError::usage(format!("{shown} is no folder")).hint("check the path"));
        }
        let mut folder = RecordFolder::new(&path);
        let settled = settled(cx, &mut folder);
        let files = folder.list().map_err(|error| {
            CliError::new(Kind::NotFound, error.to_string()).hint("make it readable")
        })?;
        Ok(Self {
            listing: listed(&files),
            path,
            files,
            current,
            settled,
        })
    }

    /// The record that someone means; all where nobody says.
    pub(super) fn wanted(&self, only: Option<&str>) -> Result<Vec<&Adr>, CliError> {
        let Some(only) = only else {
            return Ok(self.listing.records.iter().collect());
        };
        let at = error::one(self.listing.find(only), "record", only, "adr list")?;
        Ok(self.listing.records.get(at).into_iter().collect())
    }

    /// A file of the folder, as seen from where the command was called.
    pub(super) fn shown(&self, name: &str) -> SafeText {
        super::export::below(&self.current, &self.path.join(name))
    }

    /// The folder itself.
    pub(super) fn itself(&self) -> SafeText {
        self.shown("")
    }

    /// The text of a file.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.files.iter().find(|file| file.name == name)?.text()
    }

    /// The files that no record was read from for a kind of reason.
    pub(super) fn unread(&self, refused: Refused) -> impl Iterator<Item = &Unread> {
        let unread = self.listing.unread.iter();
        unread.filter(move |one| one.refused == refused)
    }

    /// What was settled here, and the files that could not be read, as findings. Those that by
    /// their names are no records are none.
    pub(super) fn findings(&self) -> Vec<Reported> {
        let settled = self.settled.iter().map(|said| {
            let finding = Diagnostic::new(Severity::Info, "adr-settled", said.clone());
            Reported::without_place(&finding)
        });
        let unread = self.listing.unread.iter();
        let unread = unread.filter_map(|one| self.finding(one));
        settled.chain(unread).collect()
    }

    fn finding(&self, unread: &Unread) -> Option<Reported> {
        let (severity, code) = match unread.refused {
            Refused::ByName => return None,
            Refused::NoRecord => (Severity::Info, "adr-no-record"),
            Refused::Broken => (Severity::Error, "adr-unreadable"),
        };
        let finding = Diagnostic::new(severity, code, unread.why.clone());
        Some(Reported::in_file(&finding, &self.shown(&unread.name)))
    }
}

/// The project's folder of records.
pub(super) fn of_project(cx: &Cx) -> PathBuf {
    let project = cx.environment.project();
    let (own, _) = project_file::read(project);
    project_file::records(project, &own)
        .place(own.template.template())
        .path
}
