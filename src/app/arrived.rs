//! What came of effects: content, documents, saved files.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::App;
use crate::catalog::{Catalog, Stage};
use crate::effect::{Done, Effect, ExportReport, Loaded};
use crate::screens::browse::{self, NodeKey};
use crate::screens::overlay::{Offers, Overlay, Palette};
use crate::screens::{Goto, Notice, compare, decide};
use crate::stack::StackEdit;
use crate::text::{FileId, SafeText};

impl App {
    pub(super) fn done(&mut self, done: Done) -> Vec<Effect> {
        match done {
            Done::Loaded(loaded) => return self.loaded(loaded),
            Done::Read(file, document) => self.documents.put(file, document),
            Done::Copied(result) => self.report(result, "Nothing was copied"),
            Done::Edited(result) => {
                let changed = result.is_ok();
                self.report(result, "The editor could not be opened");
                return if changed {
                    vec![Effect::Reload]
                } else {
                    Vec::new()
                };
            }
            Done::StackRead(Ok(merged)) => return self.stack_read(*merged),
            Done::StackRead(Err(reason)) | Done::StackSaved(Err(reason)) => self.not_saved(&reason),
            Done::RecordRead(Ok(walked)) => return self.goto(Goto::Resume(walked)),
            Done::RecordRead(Err(reason)) => {
                self.report(Err(reason), "The decision could not be walked again");
            }
            Done::Stacks(choices) => {
                let offers = Offers::stacks(&choices, &self.catalog);
                self.overlays.push(Overlay::Offers(offers));
            }
            Done::StackOpened(Ok(opened)) => self.stack_opened(opened),
            Done::StackOpened(Err(reason)) => {
                self.report(Err(reason), "The stack could not be opened");
            }
            Done::StackSaved(Ok(merged)) => self.stack_saved(merged.map(|merged| *merged)),
            Done::Exported(Ok(report)) => return self.exported(report),
            Done::Exported(Err(reason)) => self.report(Err(reason), "No record was written"),
            Done::Said(text) => self.notice = Some(Notice::said(text)),
        }
        Vec::new()
    }

    fn report(&mut self, result: Result<SafeText, SafeText>, failed: &str) {
        self.notice = Some(match result {
            Ok(said) => Notice::said(said),
            Err(reason) => Notice::failed(format!("{failed}: {reason}")),
        });
    }

    /// Remembers in the stack which record each decision went to.
    fn exported(&mut self, report: ExportReport) -> Vec<Effect> {
        for (position, path) in report.written {
            self.edit_stack(StackEdit::SetRecord(position, path));
        }
        self.next_record = report.next_record;
        self.notice = Some(Notice::said(report.said));
        // The new records are to be found with all the rest.
        vec![Effect::SaveStack(Arc::clone(&self.stack)), Effect::Reload]
    }

    /// A further stage of loading. What the person looks at stays where it is.
    fn loaded(&mut self, loaded: Loaded) -> Vec<Effect> {
        let Loaded { catalog, finder } = loaded;
        let again = self.catalog.stage == Stage::Indexed && catalog.stage < Stage::Indexed;
        if again {
            // A reload keeps the complete old catalog on the screen until the new one is complete.
            return Vec::new();
        }
        if self.catalog.stage == Stage::Indexed {
            self.resume = Some(self.session());
        }
        let before = std::mem::replace(&mut self.catalog, catalog);
        self.generation += 1;
        if before.stage <= Stage::Glanced || before.stage == Stage::Indexed {
            self.renumber(&before);
        }
        if self.catalog.stage >= Stage::Described {
            self.read_stack();
        }
        if self.catalog.stage == Stage::Indexed {
            self.finder = finder;
            self.decide.trees = decide::listed(&self.catalog).into();
            self.take_up();
            self.show_first();
        }
        compare::refresh(&mut self.compare, &self.catalog);
        self.read_shown()
    }

    /// The positions of files and skills may have changed: finds the place again by name.
    fn renumber(&mut self, before: &Catalog) {
        self.documents.clear();
        let name = |key: &NodeKey| browse::name(before, *key);
        let open: BTreeSet<String> = self.browse.open.iter().filter_map(name).collect();
        let selected = self.browse.selected.as_ref().and_then(name);
        let wanted = open.iter().chain(&selected).cloned().collect();
        let found = browse::keys(&self.catalog, &wanted);
        self.browse.open = open
            .iter()
            .filter_map(|name| found.get(name).copied())
            .collect();
        self.browse.selected = selected.and_then(|name| found.get(&name).copied());
        if self.browse.selected.is_none() {
            self.open_first();
        }
    }

    /// Reads the stack file once the names in it can be told.
    pub(super) fn read_stack(&mut self) {
        let Some(text) = self.stack_text.take() else {
            return;
        };
        let (mut stack, diagnostics) =
            crate::stack::file::parse(&text, FileId::default(), &self.catalog);
        if stack.name.is_empty() {
            let name = self.stack_shown.rsplit('/').next().unwrap_or_default();
            stack.name = SafeText::new(name.strip_suffix(".stack.yaml").unwrap_or(name));
        }
        self.stack = Arc::new(stack);
        if let Some(first) = diagnostics.first() {
            let line = first
                .at
                .map(|at| format!(" line {}:", at.line))
                .unwrap_or_default();
            let said = format!("{}:{line} {}", self.stack_shown, first.message);
            self.notice = Some(Notice::failed(said));
        }
    }

    /// Shows the document that was asked for.
    fn show_first(&mut self) {
        let Some((source, path)) = self.shown_first.take() else {
            return;
        };
        let mut sources = self.catalog.sources.iter();
        let source = sources.position(|known| *known.name() == *source);
        let file = source.and_then(|source| self.catalog.file_at(source, &path));
        match file {
            Some(file) => drop(self.goto(Goto::Place(file, 1))),
            None => self.notice = Some(Notice::failed(format!("{path} was left out."))),
        }
    }

    /// A newcomer's cursor starts on a skill whose document is shown.
    fn open_first(&mut self) {
        let first = browse::first_skill(&self.catalog);
        if let Some(skill) = first.and_then(|at| self.catalog.skills.get(at)) {
            browse::begin(&mut self.browse, &self.catalog, skill.main);
        } else {
            let rows = browse::rows(&self.catalog, &self.browse.open);
            self.browse.selected = rows.first().map(|row| row.key);
        }
    }

    pub(super) fn open_palette(&mut self) {
        self.overlays
            .push(Overlay::Palette(Palette::new(Arc::clone(&self.finder))));
    }
}
