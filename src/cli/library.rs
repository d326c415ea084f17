//! The library that a command works on: which folders, loaded how far, and what was found wrong.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;

use crate::catalog::{self, Catalog};
use crate::cli::error::{CliError, Kind};
use crate::cli::output::{Reply, Reported, count, json};
use crate::cli::{Cx, project_file};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{FileId, SafeText};
use crate::world::roots::{self, Builtin, Root, Surroundings};

/// Things not read that are told one by one; the others are counted.
const TOLD: usize = 10;

/// Everything loaded, and what was found wrong on the way there.
#[derive(Debug)]
pub(crate) struct Library {
    pub(crate) catalog: Catalog,
    /// What is wrong with the folders themselves.
    sources: Vec<Reported>,
}

/// The folders to read, nearest first, and what is wrong with them.
pub(crate) fn sources(cx: &Cx) -> (Vec<Root>, Vec<Reported>) {
    let given = cx.global.skills.iter().chain(&cx.dirs);
    let folder = cx.environment.project();
    let (project, wrong) = project_file::read(folder);
    let named: Vec<PathBuf> = project.sources.iter().map(PathBuf::from).collect();
    let (mut roots, found) = roots::resolve(&Surroundings {
        given: given.cloned().collect(),
        builtin: match (cx.global.builtin, cx.global.no_builtin) {
            (true, _) => Builtin::Always,
            (_, true) => Builtin::Never,
            _ => Builtin::ByDefault,
        },
        env_skills: cx.environment.skills.clone(),
        project: (!named.is_empty()).then(|| (folder.to_owned(), named)),
        project_builtin: project.builtin,
        current: cx.environment.current.clone(),
        home: cx.environment.home.clone(),
        config: cx.environment.config.clone(),
    });
    let place = project_file::records(folder, &project).place(project.template.template());
    roots.extend(roots::records(&place.path, &cx.environment.current, &roots));
    let mut all: Vec<Reported> = found.iter().map(Reported::without_place).collect();
    all.extend(wrong);
    (roots, all)
}

impl Library {
    /// Loads all of it.
    pub(crate) fn load(cx: &Cx) -> Result<Self, CliError> {
        let (roots, mut found) = sources(cx);
        let (sources, failed) = roots::open(&roots);
        found.extend(failed.iter().map(Reported::without_place));
        let described = catalog::describe(&catalog::list(sources));
        let indexed = catalog::index(&described, &|| false);
        let catalog = indexed.ok_or_else(|| {
            CliError::new(Kind::Internal, "loading was cancelled by nobody")
                .hint("please report this")
        })?;
        Ok(Self {
            catalog,
            sources: found,
        })
    }

    /// Everything found wrong, in the words of the outside.
    pub(crate) fn reported(&self) -> Vec<Reported> {
        let content = self.catalog.findings();
        let content = content.map(|finding| self.report(finding));
        self.sources.iter().cloned().chain(content).collect()
    }

    /// What is wrong with the folders themselves.
    pub(crate) fn troubles(&self) -> &[Reported] {
        &self.sources
    }

    /// A finding in the words of the outside.
    pub(crate) fn report(&self, finding: &Diagnostic) -> Reported {
        let place = finding.at.map(|at| self.catalog.place(at));
        let place = place.filter(|place| !place.file.is_empty());
        Reported {
            severity: finding.severity,
            code: finding.code,
            message: finding.message.clone(),
            source: place.as_ref().map(|place| place.source.clone()),
            line: place
                .as_ref()
                .map(|place| place.line)
                .filter(|line| *line > 0),
            file: place.map(|place| place.file),
            hint: finding.hint.clone(),
        }
    }

    /// A reply: JSON or text. A folder that could not be read is told in any case
    /// and makes the exit code 1.
    pub(crate) fn reply<T: Serialize>(
        &self,
        cx: &Cx,
        value: &T,
        text: impl FnOnce() -> String,
    ) -> Result<Reply, CliError> {
        self.reply_with(cx, Vec::new(), value, text)
    }

    /// The same, with what was found wrong in a file that is not part of the library.
    pub(crate) fn reply_with<T: Serialize>(
        &self,
        cx: &Cx,
        found: Vec<Reported>,
        value: &T,
        text: impl FnOnce() -> String,
    ) -> Result<Reply, CliError> {
        let body = if cx.global.json {
            let mut all = self.reported();
            all.extend(found.iter().cloned());
            json(value, &all)?
        } else {
            text()
        };
        let code = u8::from(self.sources.iter().any(Reported::is_error));
        let mut reply = Reply {
            body,
            code,
            ..Reply::default()
        };
        for finding in &self.sources {
            reply = reply.note(finding.shown());
        }
        for finding in found {
            reply = reply.note(finding.shown());
        }
        Ok(reply)
    }

    /// What was found wrong in the content, for a person: the first errors, and how many there are.
    pub(crate) fn told(&self, cx: &Cx, mut reply: Reply) -> Reply {
        if cx.global.json {
            return reply;
        }
        let all: Vec<&Diagnostic> = self.catalog.findings().collect();
        let of = |severity| {
            all.iter()
                .filter(move |finding| finding.severity == severity)
        };
        // These do not change the exit code, so they are not called errors here.
        for unread in of(Severity::Error).take(TOLD) {
            reply = reply.note(self.report(unread).sentence());
        }
        let (unread, warnings) = (of(Severity::Error).count(), of(Severity::Warning).count());
        let counts = [
            (unread > 0).then(|| format!("{unread} not read")),
            (warnings > 0).then(|| count(warnings, "warning")),
        ];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        if counts.is_empty() {
            return reply;
        }
        let counts = counts.join(", ");
        reply.note(format!("in the content: {counts}; --json names them all"))
    }

    /// The skill that a file belongs to, by its name.
    pub(crate) fn skill_of(&self, file: FileId) -> Option<SafeText> {
        let skill = self.catalog.file(file)?.skill?;
        Some(self.catalog.skills.get(skill)?.id.0.clone())
    }

    /// The ids that statements may cite.
    pub(crate) fn citations(&self) -> BTreeSet<String> {
        let declared = self.catalog.manifest.citations.iter();
        declared.map(|source| source.id.to_string()).collect()
    }
}
