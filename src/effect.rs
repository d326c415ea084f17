//! What we ask of the world and what came of it, as plain data.

use std::path::PathBuf;
use std::sync::Arc;

use crate::action::{ACTIONS, Action};
use crate::catalog::{Catalog, Place, Stage};
use crate::model::Document;
use crate::search::{self, Aliases, Finder, Row};
use crate::stack::{Merged, Stack};
use crate::text::{FileId, SafeText};
use crate::walk::Transcript;

/// Something only the world can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read and parse a document.
    Read(FileId),
    /// Read the walks that a record was written from.
    ReadRecord(FileId),
    /// Load the sources again.
    Reload,
    /// Put a text on the clipboard.
    Copy {
        /// What to call it in the notice.
        what: SafeText,
        /// The text.
        text: String,
    },
    /// Open a place in the person's editor.
    Edit(Place),
    /// Read the stack file again, and bring it together with the stack as it is here.
    ReadStack(Arc<Stack>),
    /// Write the stack file.
    SaveStack(Arc<Stack>),
    /// Look which stack files there are.
    ListStacks,
    /// Take another stack file.
    OpenStack(PathBuf),
    /// Write what is kept between runs.
    SaveSession(String),
    /// Write which theme was chosen, by its id.
    SaveTheme(String),
    /// Write records of decisions.
    Export(ExportRequest),
    /// Capture the mouse, or give it back to the terminal.
    CaptureMouse(bool),
    /// Put the program to sleep.
    Suspend,
    /// Leave.
    Quit,
}

/// Which records to write, and where to.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportRequest {
    /// The stack they come from.
    pub stack: Arc<Stack>,
    /// Only these decisions, by position; empty for all.
    pub only: Vec<usize>,
    /// The folder as typed; `None` for the project's own.
    pub folder: Option<String>,
    /// The form.
    pub template: crate::adr::Writer,
}

/// What came of an effect, or what the world has to say unasked.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// The library as known now.
    Loaded(Loaded),
    /// A document, or why there is none.
    Read(FileId, Result<Arc<Document>, SafeText>),
    /// The walks that a record was written from; or why there are none.
    RecordRead(Result<Vec<Transcript>, SafeText>),
    /// What was copied, which way, and how many bytes; or why not.
    Copied(Result<SafeText, SafeText>),
    /// The editor was left; `Ok(true)` when the file may have changed.
    Edited(Result<SafeText, SafeText>),
    /// The stack file as it is now, brought together with the stack as it is here.
    StackRead(Result<Box<Merged>, SafeText>),
    /// The stack file was written, or why not. With what another program wrote there meanwhile,
    /// if it did; what both changed was then not written.
    StackSaved(Result<Option<Box<Merged>>, SafeText>),
    /// The stack files that can be opened.
    Stacks(Vec<StackChoice>),
    /// Another stack file was taken, or why not: then all is as before.
    StackOpened(Result<OpenedStack, SafeText>),
    /// Records were written: a sentence, and the paths by position of the decision.
    Exported(Result<ExportReport, SafeText>),
    /// Something to say.
    Said(SafeText),
}

/// A stack file that can be opened.
#[derive(Clone, Debug, PartialEq)]
pub struct StackChoice {
    /// Where it is.
    pub path: PathBuf,
    /// How a person knows it.
    pub shown: SafeText,
    /// What it says.
    pub stack: Stack,
    /// Whether it is open now.
    pub is_open: bool,
}

/// A stack file that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedStack {
    /// Where it is.
    pub path: PathBuf,
    /// How a person knows it.
    pub shown: SafeText,
    /// Its text.
    pub text: String,
    /// The place and the walks as they were left with it.
    pub session: Option<String>,
}

/// The library as far as it is loaded, with what can be found in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// Its content.
    pub catalog: Arc<Catalog>,
    /// What `:` finds; empty until the catalog is indexed. Made where the catalog is loaded, as
    /// that takes longer than a frame for large libraries.
    pub finder: Arc<Finder>,
}

impl From<Catalog> for Loaded {
    /// Makes the finder of a catalog that is indexed.
    fn from(catalog: Catalog) -> Self {
        let finder = match catalog.stage {
            Stage::Indexed => finder(&catalog),
            _ => Finder::default(),
        };
        Self {
            catalog: Arc::new(catalog),
            finder: Arc::new(finder),
        }
    }
}

/// What can be found: the library, what was left out of it, and every command.
fn finder(catalog: &Catalog) -> Finder {
    let mut rows = search::rows(catalog);
    rows.extend(search::left_out(catalog));
    let commands = ACTIONS
        .iter()
        .filter(|row| !matches!(row.action, Action::Answer(_)));
    rows.extend(commands.map(|row| Row::command(row.doc, row.name)));
    Finder::new(rows, Aliases::new(catalog.names.technologies()))
}

/// What an export did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExportReport {
    /// What happened, in a sentence.
    pub said: SafeText,
    /// The record of each decision written, by position.
    pub written: Vec<(usize, SafeText)>,
    /// The number that the next record gets.
    pub next_record: u32,
}

/// Lets something else have the screen: an editor, a shell. Implemented in `terminal/`.
pub trait Suspend {
    /// Leaves the screen, runs the closure, takes the screen back.
    fn suspended(&mut self, run: &mut dyn FnMut());
}

/// A terminal that has nothing to give up: for commands and tests.
#[derive(Debug, Default)]
pub struct NoScreen;

impl Suspend for NoScreen {
    fn suspended(&mut self, run: &mut dyn FnMut()) {
        run();
    }
}
