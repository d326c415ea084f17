//! The world as the program meets it: files, clipboard, editor.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog::{Catalog, Place};
use crate::effect::{Done, Effect, ExportRequest, Suspend};
use crate::parse::{self, ParseCx};
use crate::stack::Stack;
use crate::text::{FileId, SafeText};
use crate::world::clipboard::Clipboard;
use crate::world::editor;
use crate::world::save::{Overwrite, save};

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
    /// The person's editor, as in `$VISUAL` or `$EDITOR`.
    pub editor: Option<String>,
    /// Where the stack is kept.
    pub stack: PathBuf,
    /// Where the place and the walks are kept; `None` where there is no state folder.
    pub session: Option<PathBuf>,
    /// Where records go unless said otherwise.
    pub records: PathBuf,
    /// Where read-only copies of embedded files are put for the editor.
    pub copies: PathBuf,
    /// Today.
    pub today: String,
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
            Effect::Copy { what, text } => Some(Done::Copied(self.copy(&what, &text))),
            Effect::Edit(place) => Some(Done::Edited(self.edit(catalog, &place, screen))),
            Effect::SaveStack(stack) => Some(Done::StackSaved(self.save_stack(&stack, catalog))),
            Effect::SaveSession(text) => self.save_session(&text),
            Effect::Export(request) => Some(Done::Exported(self.export(&request, catalog))),
            Effect::Reload | Effect::CaptureMouse(_) | Effect::Suspend | Effect::Quit => None,
        }
    }
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
        let editor = self
            .editor
            .as_deref()
            .ok_or("no editor is set: export EDITOR=vi, for example")?;
        let source = catalog
            .sources
            .iter()
            .find(|source| source.name() == place.source);
        let source = source.ok_or("its source is not loaded any more")?;
        let (path, said) = match source.disk_path(&place.file) {
            Some(path) => (path, format!("Back from {place}.")),
            None => {
                let text = source
                    .read(&place.file)
                    .map_err(|e| SafeText::from(e.to_string()))?;
                let copy = self.copies.join(&*place.file);
                write_copy(&copy, &text.text)?;
                (
                    copy,
                    format!("That was a copy of the built-in {place}: changes there stay there."),
                )
            }
        };
        editor::edit(editor, &path, place.line, screen).map_err(SafeText::from)?;
        Ok(SafeText::from(said))
    }

    fn save_stack(&self, stack: &Stack, catalog: &Catalog) -> Result<SafeText, SafeText> {
        let _ = (stack, catalog);
        Err(SafeText::new("shim"))
    }
    fn export(
        &self,
        request: &ExportRequest,
        catalog: &Catalog,
    ) -> Result<crate::effect::ExportReport, SafeText> {
        let _ = (request, catalog);
        Err(SafeText::new("shim"))
    }

    fn save_session(&self, text: &str) -> Option<Done> {
        let path = self.session.as_ref()?;
        let saved = make_parent(path).and_then(|()| {
            save(path, text.as_bytes(), Overwrite::Replace)
                .map_err(|e| SafeText::from(e.to_string()))
        });
        let reason = saved.err()?;
        Some(Done::Said(SafeText::from(format!(
            "The place was not kept: {reason}"
        ))))
    }
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
