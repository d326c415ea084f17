//! The program as a value: [`App`] changes only in [`App::update`] and is drawn only by
//! [`App::view`].
//!
//! A session is a list of [`Msg`]s; each gives the effects to perform. Nothing here touches the
//! world, and no screen knows of this room.

mod arrived;
mod hints;
mod history;
mod interview;
mod kept;
mod looks;
mod mouse;
mod offers;
mod overlays;
mod session;
mod update;
mod view;

use std::sync::Arc;

use crate::adr::Writer;
use crate::catalog::Catalog;
use crate::effect::Done;
use crate::keymap::{Chord, Keymap};
use crate::model::ConcernId;
use crate::screens::browse::Browse;
use crate::screens::compare::Compare;
use crate::screens::decide::Decide;
use crate::screens::overlay::Overlay;
use crate::screens::stack::StackScreen;
use crate::screens::{Cx, Documents, Notice, View};
use crate::search::Finder;
use crate::stack::Stack;
use crate::text::SafeText;
use crate::ui::Geometry;
use crate::ui::theme::{Shelf, Theme};

pub use history::{Snapshot, Spot};
pub use view::Memory;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Click),
    /// There is time for work that was put off.
    Idle,
    /// A frame was drawn, and this is what went where.
    Drawn(Geometry),
    /// The world has done something.
    Done(Done),
    /// The screen must be drawn again.
    Redraw,
}

/// What the mouse did, and at which cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Click {
    /// What.
    pub kind: ClickKind,
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
}

/// What a mouse can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClickKind {
    /// The left button went down.
    Press,
    /// The mouse moved with the button down.
    Drag,
    /// The wheel, away from the person.
    WheelUp,
    /// The wheel, towards the person.
    WheelDown,
}

/// What the program starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// The stack file as last saved; `None` for a new stack.
    pub stack: Option<String>,
    /// The name under which the stack is shown: its file.
    pub stack_shown: String,
    /// What was kept from the last run, if anything.
    pub session: Option<String>,
    /// What to show first, wherever the person was: a file, by its source and path.
    pub shown_first: Option<(String, String)>,
    /// The effective keys.
    pub keymap: Keymap,
    /// The themes.
    pub themes: Shelf,
    /// The id of the theme that is set, or was chosen last.
    pub theme: Option<String>,
    /// The position of the theme where none was ever chosen.
    pub fallback: usize,
    /// Whether the mouse is captured.
    pub mouse: bool,
    /// Today, `YYYY-MM-DD`.
    pub today: String,
    /// The number that the next record gets.
    pub next_record: u32,
    /// The way from the folder of records to the current folder.
    pub from_records: Option<String>,
    /// The form of records where nobody chooses another; a project's own can be chosen beside
    /// those that the program knows.
    pub template: Writer,
    /// The flags that commands need to work on the same library and stack; none where a command
    /// finds both by itself.
    pub twin_flags: Vec<String>,
    /// What to say first: trouble with settings, keys, the stack file.
    pub notice: Option<Notice>,
}

/// The program.
#[derive(Clone, Debug, PartialEq)]
pub struct App {
    /// All content, as far as it is known.
    pub catalog: Arc<Catalog>,
    /// The decisions taken.
    pub stack: Arc<Stack>,
    /// Where the stack is kept, in the words of the person.
    pub stack_shown: String,
    /// The documents read last.
    pub documents: Documents,
    /// The view in front.
    pub current: View,
    /// Browse.
    pub browse: Browse,
    /// Decide.
    pub decide: Decide,
    /// Compare.
    pub compare: Compare,
    /// Stack.
    pub stack_screen: StackScreen,
    /// What lies on top, the front one last.
    pub overlays: Vec<Overlay>,
    /// What was said last.
    pub notice: Option<Notice>,
    /// Why the stack here is not the one in its file, and what to do; `None` while it is.
    pub unsaved: Option<SafeText>,
    /// Whether the next quit leaves although the stack is not saved.
    leaving: bool,
    /// The stack file, until the names in it can be told.
    stack_text: Option<String>,
    keymap: Arc<Keymap>,
    themes: Arc<Shelf>,
    theme: usize,
    /// The theme at the start.
    first_theme: usize,
    pending: Vec<Chord>,
    geometry: Geometry,
    finder: Arc<Finder>,
    /// Counts the loadings of the library.
    generation: u64,
    undo: Vec<Snapshot>,
    redo: Vec<Snapshot>,
    back: Vec<Spot>,
    forward: Vec<Spot>,
    /// The document to show as soon as it is known.
    shown_first: Option<(String, String)>,
    /// What is to be found again once the catalog knows it.
    resume: Option<session::Session>,
    mouse: bool,
    dragging: bool,
    /// The word found last in a list.
    sought: String,
    today: String,
    next_record: u32,
    from_records: Option<String>,
    template: Writer,
    writers: Arc<[Writer]>,
    twin_flags: Arc<[String]>,
    /// The concern of an interview that is asked by what could be chosen for it.
    offered: Option<ConcernId>,
}

impl App {
    /// A program at its start: nothing is loaded yet.
    pub fn new(start: Start) -> Self {
        let resume = start.session.as_deref().and_then(session::Session::read);
        let theme = start.theme.as_deref();
        let theme = theme.and_then(|id| start.themes.position(id));
        Self {
            catalog: Arc::default(),
            stack: Arc::default(),
            stack_text: start.stack,
            stack_shown: start.stack_shown,
            documents: Documents::default(),
            current: resume.as_ref().map_or(View::Browse, |session| session.view),
            browse: Browse::default(),
            decide: Decide::default(),
            compare: Compare::default(),
            stack_screen: StackScreen {
                template: start.template.clone(),
                ..StackScreen::default()
            },
            overlays: Vec::new(),
            notice: start.notice,
            unsaved: None,
            leaving: false,
            keymap: Arc::new(start.keymap),
            theme: theme.unwrap_or(start.fallback),
            first_theme: theme.unwrap_or(start.fallback),
            themes: Arc::new(start.themes),
            pending: Vec::new(),
            geometry: Geometry::default(),
            finder: Arc::default(),
            generation: 0,
            undo: Vec::new(),
            redo: Vec::new(),
            back: Vec::new(),
            forward: Vec::new(),
            shown_first: start.shown_first,
            resume,
            mouse: start.mouse,
            dragging: false,
            sought: String::new(),
            today: start.today,
            next_record: start.next_record,
            from_records: start.from_records,
            writers: Writer::all(&start.template).into(),
            template: start.template,
            twin_flags: start.twin_flags.into(),
            offered: None,
        }
    }

    /// Whether the mouse is ours.
    pub fn captures_mouse(&self) -> bool {
        self.mouse
    }

    /// Whether there is work that was put off: [`Msg::Idle`] goes on with it.
    pub fn is_busy(&self) -> bool {
        match self.overlays.last() {
            Some(Overlay::Palette(palette)) => palette.search.is_unfinished(),
            _ => false,
        }
    }

    /// What a screen may look at.
    fn cx(&self) -> Cx<'_> {
        Cx {
            catalog: &self.catalog,
            stack: &self.stack,
            generation: self.generation,
            documents: &self.documents,
            geometry: &self.geometry,
            today: &self.today,
            next_record: self.next_record,
            from_records: self.from_records.as_deref(),
            template: &self.template,
            writers: &self.writers,
            twin: &self.twin_flags,
        }
    }

    /// Lets a screen change its state while it looks at everything else.
    fn lend<S: Default, T>(
        &mut self,
        screen: fn(&mut Self) -> &mut S,
        change: impl FnOnce(&mut S, Cx<'_>) -> T,
    ) -> T {
        let mut lent = std::mem::take(screen(self));
        let answer = change(&mut lent, self.cx());
        *screen(self) = lent;
        answer
    }

    fn theme(&self) -> &Theme {
        static PLAIN: std::sync::LazyLock<Theme> = std::sync::LazyLock::new(Theme::default);
        self.themes.theme(self.theme).unwrap_or(&*PLAIN)
    }
}
