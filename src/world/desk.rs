//! The world as the program meets it: files, clipboard, editor.

use std::path::PathBuf;
use std::sync::Arc;

use crate::adr;
use crate::catalog::{Catalog, Place};
use crate::effect::{Done, Effect, ExportRequest, Suspend};
use crate::parse::{self, ParseCx};
use crate::stack::Stack;
use crate::text::{FileId, SafeText};
use crate::world::clipboard::Clipboard;
use crate::world::editor;
use crate::world::files::{Overwrite, save};

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
    pub today: adr::Date,
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
            Effect::SaveStack(stack) => Some(Done::StackSaved(self.save_stack(&stack))),
            Effect::SaveSession(text) => self.save_session(&text),
            Effect::Export(request) => Some(Done::Exported(self.export(&request, catalog))),
            Effect::Reload
            | Effect::CaptureMouse(_)
            | Effect::Suspend
            | Effect::Quit => None,
        }
    }
}

/// Reads and parses a document.
fn read(catalog: &Catalog, file: FileId) -> Result<Arc<crate::model::Document>, SafeText> {
    let text = catalog.read(file).map_err(|error| SafeText::from(format!("{error}.")))?;
    let citations = catalog.manifest.citations.iter().map(|c| c.id.to_string()).collect();
    let (document, _) = parse::markdown::parse(&text.text, ParseCx { file, citations: &citations });
    Ok(Arc::new(document))
}
