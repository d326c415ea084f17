//! The world as the program meets it: files, clipboard, editor.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::adr::{self, Exported, Folder, Ids, PlanCx, WalkSaid, export, next_number, plan};
use crate::catalog::{Catalog, Place};
use crate::diagnostic::{Diagnostic, Severity};
use crate::effect::{Done, Effect, ExportReport, ExportRequest, OpenedStack, Suspend};
use crate::parse::{self, ParseCx};
use crate::stack::file::{self, Store, StoreError, WriteError};
use crate::stack::{Merged, Stack, merge};
use crate::text::{FileId, SafeText, counted};
use crate::walk::Transcript;
use crate::world::clipboard::Clipboard;
use crate::world::editor;
use crate::world::journal::Journal;
use crate::world::records::{RecordFolder, RecordPlace, Records};
use crate::world::roots;
use crate::world::save::{Overwrite, save};
use crate::world::stacks::Stacks;
use crate::world::store::DiskStore;

/// Whoever performs effects. Tests pass one that only remembers.
pub trait World {
    /// Performs an effect. Says what came of it, if there is something to say.
    fn perform(
        &mut self,
        effect: Effect,
        catalog: &Arc<Catalog>,
        screen: &mut dyn Suspend,
    ) -> Option<Done>;
}

/// The real world.
#[derive(Debug)]
pub struct Desk {
    /// How texts are copied.
    pub clipboard: Clipboard,
    /// The command of the person's editor.
    pub editor: String,
    /// Where the stack is kept.
    pub stack: KeptStack,
    /// Which others there are.
    pub stacks: Stacks,
    /// Where the place and the walks are kept; `None` where there is no state folder.
    pub sessions: Option<Sessions>,
    /// Where the theme chosen last is kept; `None` where there is no state folder.
    pub theme: Option<PathBuf>,
    /// Where records go.
    pub records: Records,
    /// Where read-only copies of embedded files are put for the editor.
    pub copies: PathBuf,
    /// Today.
    pub today: String,
}

/// The stack file and what stands in it as far as we know.
#[derive(Clone, Debug, Default)]
pub struct KeptStack {
    /// Its folder.
    pub folder: PathBuf,
    /// Its name.
    pub name: String,
    /// Its text when it was last read or written; empty for one that is not there.
    pub text: Option<String>,
    /// A folder above it that is never made.
    pub home: Option<PathBuf>,
    /// What both we and another program changed is here as it was before: it was not written.
    pub unsettled: Option<Stack>,
}

/// Where the place and the walks are kept: a file for each library and stack, so that nothing that
/// was answered for one project is taken for answered in another.
#[derive(Clone, Debug)]
pub struct Sessions {
    /// The folder.
    pub folder: PathBuf,
    /// The key of the set of sources.
    pub library: String,
}

impl Sessions {
    fn of(&self, stack: &KeptStack) -> PathBuf {
        let stack = roots::folder_key(&stack.path());
        self.folder.join(format!("{}-{stack}.json", self.library))
    }

    #[expect(clippy::disallowed_methods, reason = "this room touches the disk")]
    fn read(&self, stack: &KeptStack) -> Option<String> {
        std::fs::read_to_string(self.of(stack)).ok()
    }
}

/// Why a stack was not saved.
#[derive(Debug, thiserror::Error)]
enum NotSaved {
    #[error("correct line {line} of {name}: {message}")]
    Broken {
        line: u32,
        name: String,
        message: SafeText,
    },
    #[error("the file {0} is gone; the next change makes it again")]
    Gone(String),
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    Write(#[from] WriteError),
}

impl World for Desk {
    fn perform(
        &mut self,
        effect: Effect,
        catalog: &Arc<Catalog>,
        screen: &mut dyn Suspend,
    ) -> Option<Done> {
        match effect {
            Effect::Read(file) => Some(Done::Read(file, read(catalog, file))),
            Effect::ReadRecord(file) => Some(Done::RecordRead(walks_of(catalog, file))),
            Effect::Copy { what, text } => Some(Done::Copied(self.copy(&what, &text))),
            Effect::Edit(place) => Some(Done::Edited(self.edit(catalog, &place, screen))),
            Effect::SaveStack(stack) => Some(Done::StackSaved(self.save_stack(&stack, catalog))),
            Effect::SaveSession(text) => {
                let sessions = self.sessions.as_ref();
                let path = sessions.map(|sessions| sessions.of(&self.stack));
                keep(path.as_deref(), &text, "place")
            }
            Effect::SaveTheme(id) => keep(self.theme.as_deref(), &id, "theme"),
            Effect::Export(request) => Some(Done::Exported(self.export(&request, catalog))),
            Effect::ReadStack(stack) => Some(Done::StackRead(self.stack_again(&stack, catalog))),
            Effect::ListStacks => {
                let choices = self.stacks.choices(&self.stack, catalog);
                Some(Done::Stacks(choices))
            }
            Effect::OpenStack(path) => Some(Done::StackOpened(self.open_stack(&path))),
            Effect::Reload | Effect::CaptureMouse(_) | Effect::Suspend | Effect::Quit => None,
        }
    }
}

/// Reads the walks that a record was written from.
fn walks_of(catalog: &Catalog, file: FileId) -> Result<Vec<Transcript>, SafeText> {
    let text = catalog
        .read(file)
        .map_err(|error| SafeText::from(format!("{error}.")))?;
    let name = catalog.file(file).map(|entry| entry.path.as_str());
    let record = adr::read(name.unwrap_or_default(), &text.text)?;
    let walks = record.reopen.map(|reopen| reopen.walks).unwrap_or_default();
    if walks.is_empty() {
        return Err("it was written from no walk.".into());
    }
    Ok(walks.iter().map(WalkSaid::transcript).collect())
}

/// Reads and parses a document.
pub fn read(catalog: &Catalog, file: FileId) -> Result<Arc<crate::model::Document>, SafeText> {
    let text = catalog
        .read(file)
        .map_err(|error| SafeText::from(format!("{error}.")))?;
    let citations = catalog
        .manifest
        .citations
        .iter()
        .map(|c| c.id.to_string())
        .collect();
    let (document, _) = parse::markdown::parse(
        &text.text,
        ParseCx {
            file,
            citations: &citations,
        },
    );
    Ok(Arc::new(document))
}

impl Desk {
    fn copy(&mut self, what: &SafeText, text: &str) -> Result<SafeText, SafeText> {
        let safe = SafeText::new(text);
        match self.clipboard.copy(&safe) {
            Ok(way) => Ok(SafeText::from(format!("Copied {what}: {way}."))),
            Err(reason) => Err(SafeText::from(reason)),
        }
    }

    /// Embedded files are copied out for reading: there is nothing to edit in the program.
    fn edit(
        &self,
        catalog: &Catalog,
        place: &Place,
        screen: &mut dyn Suspend,
    ) -> Result<SafeText, SafeText> {
        let editor = &self.editor;
        let source = catalog
            .sources
            .iter()
            .find(|source| source.name() == place.source);
        let source = source.ok_or("its source is not loaded any more")?;
        if let Some(path) = source.disk_path(&place.file) {
            editor::edit(editor, &path, place.line, screen).map_err(SafeText::from)?;
            return Ok(SafeText::from(format!("Back from {place}.")));
        }
        let text = source
            .read(&place.file)
            .map_err(|error| SafeText::from(error.to_string()))?;
        let copy = self.copies.join(&*place.file);
        write_copy(&copy, &text.text)?;
        editor::edit(editor, &copy, place.line, screen).map_err(SafeText::from)?;
        let said = "changes to the copy change nothing here";
        Ok(SafeText::from(format!(
            "That was a copy of the built-in {place}: {said}."
        )))
    }

    /// Writes the stack into its file. What another program changed there meanwhile stays and is
    /// given back; what both changed is not written: nothing of either is lost.
    fn save_stack(
        &mut self,
        stack: &Stack,
        catalog: &Catalog,
    ) -> Result<Option<Box<Merged>>, SafeText> {
        let known = self.stack.clone();
        let (mut written, mut merged) = (String::new(), None);
        let saved = known.store().change(&known.name, |now| {
            // A file that is gone is made again: that nobody has it is no decision of anybody's.
            let alone = now.trim().is_empty() || known.is_as_left(&now);
            if alone {
                written = file::edit(&now, stack, catalog)?;
            } else {
                let both = known.merged(&now, stack, catalog)?;
                written = file::edit(&now, &both.theirs, catalog)?;
                merged = Some(Box::new(both));
            }
            Ok(written.clone())
        });
        saved.map_err(|error: NotSaved| SafeText::from(error.to_string()))?;
        let unsettled = merged.as_ref().filter(|both| !both.conflicts.is_empty());
        self.stack.unsettled = unsettled.map(|both| both.base.clone());
        self.stack.text = Some(written);
        Ok(merged)
    }

    /// The file as it is now and the stack as it is here, brought together. What both changed is
    /// settled with this: the next change of it is written.
    fn stack_again(&mut self, stack: &Stack, catalog: &Catalog) -> Result<Box<Merged>, SafeText> {
        let now = self.stack.load()?;
        let had = self
            .stack
            .text
            .as_ref()
            .is_some_and(|text| !text.is_empty());
        if now.is_empty() && had {
            return Err(SafeText::from(
                NotSaved::Gone(self.stack.name.clone()).to_string(),
            ));
        }
        let merged = self.stack.merged(&now, stack, catalog);
        let merged = merged.map_err(|error| SafeText::from(error.to_string()))?;
        self.stack.text = Some(now);
        self.stack.unsettled = None;
        Ok(Box::new(merged))
    }

    /// Reads the stack file; empty where there is none. Says why where it cannot be read.
    pub fn read_stack(&mut self) -> Result<String, SafeText> {
        let text = self.stack.load()?;
        self.stack.text = Some(text.clone());
        Ok(text)
    }

    /// Takes another stack file, if it can be read; gives its text and how a person knows it.
    fn open_stack(&mut self, path: &Path) -> Result<OpenedStack, SafeText> {
        let kept = self.stacks.at(path).ok_or("it has no name of a file")?;
        let text = kept.load()?;
        self.stack = KeptStack {
            text: Some(text.clone()),
            ..kept
        };
        self.remember_stack();
        let here = path.strip_prefix(&self.stacks.here).unwrap_or(path);
        Ok(OpenedStack {
            shown: SafeText::one_line(&here.display().to_string()),
            path: path.to_owned(),
            session: self.kept_session(),
            text,
        })
    }

    /// The place and the walks as they were left with this library and stack.
    pub fn kept_session(&self) -> Option<String> {
        self.sessions.as_ref()?.read(&self.stack)
    }

    /// Notes that the stack was opened: a convenience, of which nothing is said where it fails.
    pub fn remember_stack(&self) {
        if let Some((list, text)) = self.stacks.remembering(&self.stack) {
            drop(keep(Some(list), &text, "list of stacks"));
        }
    }

    /// Writes records of the decisions asked for; what exists is never written over.
    fn export(&self, request: &ExportRequest, catalog: &Catalog) -> Result<ExportReport, SafeText> {
        let place = match &request.folder {
            Some(folder) => RecordPlace::at(self.records.project.join(folder)),
            None => self.records.place(request.template.template()),
        };
        let mut folder = RecordFolder::new(&place.path);
        let settled = Journal::of(self.records.state.as_deref(), &place.path).settle(&mut folder);
        let listing = folder
            .list()
            .map_err(|error| SafeText::from(error.to_string()))?;
        let all = request.stack.decisions.iter().enumerate();
        let all = all.filter(|(_, decision)| decision.is_taken());
        let all: Vec<usize> = all.map(|(at, _)| at).collect();
        let selection = if request.only.is_empty() {
            &all
        } else {
            &request.only
        };
        let back = self.records.way_back(&place.path);
        let elsewhere = folder.elsewhere();
        let cx = PlanCx {
            catalog,
            writer: &request.template,
            date: &self.today,
            from_records: back.as_deref(),
            again: request.folder.is_some(),
            ids: Ids::default(),
            elsewhere: &elsewhere.names,
        };
        let planned = plan(&request.stack, selection, &listing, cx);
        let exported = export(&mut folder, &planned, request.template.clone());
        let mut report = self.report(&place, &exported, &folder)?;
        for said in settled
            .into_iter()
            .chain(place.refused())
            .chain(elsewhere.note)
        {
            report.said = SafeText::from(format!("{} {said}.", report.said));
        }
        Ok(report)
    }

    fn report(
        &self,
        place: &RecordPlace,
        exported: &[Exported],
        folder: &RecordFolder,
    ) -> Result<ExportReport, SafeText> {
        let path = &place.path;
        let shown = path
            .strip_prefix(&self.records.project)
            .unwrap_or(path)
            .display()
            .to_string();
        let mut report = ExportReport::default();
        let mut unchanged = 0;
        for one in exported {
            match &one.name {
                Err(error) => return Err(SafeText::from(error.to_string())),
                Ok(name) if one.status.writes() => {
                    report
                        .written
                        .push((one.decision, SafeText::from(format!("{shown}/{name}"))));
                }
                Ok(_) => unchanged += 1,
            }
        }
        let names: Vec<&str> = report
            .written
            .iter()
            .map(|(_, path)| path.as_str())
            .collect();
        report.said = SafeText::from(match (names.as_slice(), unchanged) {
            ([], n) => {
                let records = counted(n, "decision");
                format!(
                    "Nothing new: {records} stand in {shown} already. Name a folder to write again."
                )
            }
            ([one], _) => format!("Wrote {one}."),
            (many, _) => format!("Wrote {} to {shown}.", counted(many.len(), "record")),
        });
        let pointed = Some(place).filter(|_| !report.written.is_empty());
        if let Some(said) = pointed.and_then(|place| self.records.point(place)) {
            report.said = SafeText::from(format!("{} {said}.", report.said));
        }
        let mut names = folder.names().unwrap_or_default();
        names.extend(folder.elsewhere().names);
        report.next_record = next_number(names.iter().map(String::as_str));
        Ok(report)
    }
}

impl KeptStack {
    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }

    fn store(&self) -> DiskStore {
        DiskStore::new(&self.folder).with_home(self.home.clone())
    }

    pub(super) fn load(&self) -> Result<String, SafeText> {
        match self.store().load(&self.name) {
            Err(StoreError::NoSuchFile) => Ok(String::new()),
            loaded => loaded.map_err(|error| SafeText::from(error.to_string())),
        }
    }

    /// Whether nobody but us has written the file since, and all of ours is in it.
    fn is_as_left(&self, now: &str) -> bool {
        self.text.as_deref() == Some(now) && self.unsettled.is_none()
    }

    /// Brings the stack together with a text that another program may have written. A text of
    /// which not everything is understood is not: what is missing would be taken for dropped.
    fn merged(&self, now: &str, ours: &Stack, catalog: &Catalog) -> Result<Merged, NotSaved> {
        let text = self.text.as_deref().unwrap_or_default();
        let (base, known) = file::parse(text, FileId::default(), catalog);
        let (theirs, found) = file::parse(now, FileId::default(), catalog);
        // What is only not known stays in the file as it is.
        let misread = found
            .iter()
            .filter(|finding| finding.severity != Severity::Info);
        let is_new = |finding: &&Diagnostic| {
            let same = |known: &Diagnostic| known.message == finding.message;
            finding.severity == Severity::Error || !known.iter().any(same)
        };
        if let Some(finding) = misread.into_iter().find(is_new) {
            return Err(NotSaved::Broken {
                line: finding.at.map_or(1, |at| at.line),
                name: self.name.clone(),
                message: finding.message.clone(),
            });
        }
        let base = self.unsettled.as_ref().unwrap_or(&base);
        Ok(merge(base, ours, &theirs, catalog))
    }
}

/// Keeps a text between runs, where there is a place for it.
fn keep(path: Option<&Path>, text: &str, what: &str) -> Option<Done> {
    let path = path?;
    let saved = make_parent(path).and_then(|()| {
        save(path, text.as_bytes(), Overwrite::Replace)
            .map_err(|error| SafeText::from(error.to_string()))
    });
    let reason = saved.err()?;
    Some(Done::Said(SafeText::from(format!(
        "The {what} was not kept: {reason}"
    ))))
}

/// Makes the folder of a file of our own.
#[expect(clippy::disallowed_methods, reason = "this room touches the disk")]
fn make_parent(path: &Path) -> Result<(), SafeText> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)
        .map_err(|error| SafeText::from(format!("{} cannot be made: {error}", folder.display())))
}

/// Puts a text where an editor can read it.
fn write_copy(path: &Path, text: &str) -> Result<(), SafeText> {
    make_parent(path)?;
    save(path, text.as_bytes(), Overwrite::Replace).map_err(|e| SafeText::from(e.to_string()))
}
