//! The program without a terminal, for measuring keys and frames.

use std::sync::Arc;

use archtui::app::{App, Memory, Msg, Start};
use archtui::catalog::{self, Catalog, Entry, FileText, Listing, ReadError, Source};
use archtui::effect::{Done, Effect, Loaded};
use archtui::keymap::{Chord, Key, Keymap, NamedKey};
use archtui::text::SafeText;
use archtui::ui::theme::{Depth, Shelf};
use archtui::world;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// A session on a screen of 120x36.
pub(crate) struct Session {
    pub(crate) app: App,
    memory: Memory,
    terminal: Terminal<TestBackend>,
}

impl Session {
    /// A session that has drawn nothing yet.
    pub(crate) fn new() -> Self {
        let start = Start {
            stack: None,
            stack_shown: "draft".to_owned(),
            session: None,
            shown_first: None,
            keymap: Keymap::load(None).0,
            themes: Shelf::new(Depth::None),
            theme: None,
            fallback: 0,
            mouse: true,
            today: "2026-01-02".to_owned(),
            next_record: 1,
            from_records: None,
            template: archtui::adr::Writer::default(),
            twin_flags: Vec::new(),
            notice: None,
        };
        let terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
        Self {
            app: App::new(start),
            memory: Memory::default(),
            terminal,
        }
    }

    /// Takes a catalog as the loader sends it, and draws.
    pub(crate) fn take(&mut self, catalog: Arc<Catalog>) {
        let finder = Arc::default();
        self.send(Msg::Done(Done::Loaded(Loaded { catalog, finder })));
    }

    /// Presses the key of a character and draws.
    pub(crate) fn key(&mut self, key: char) {
        self.send(Msg::Key(Chord::plain(Key::Char(key))));
    }

    /// Moves to the next pane.
    pub(crate) fn tab(&mut self) {
        self.send(Msg::Key(Chord::named(NamedKey::Tab)));
    }

    /// Goes a page down.
    pub(crate) fn page_down(&mut self) {
        self.send(Msg::Key(Chord::named(NamedKey::PageDown)));
    }

    /// Draws a frame with nothing on it.
    pub(crate) fn draw_nothing(&mut self) {
        self.terminal.draw(|_| ()).unwrap();
    }

    fn send(&mut self, msg: Msg) {
        self.feed(msg);
        let Self {
            app,
            memory,
            terminal,
        } = self;
        terminal.draw(|frame| app.view(memory, frame)).unwrap();
        let geometry = self.memory.geometry().clone();
        self.feed(Msg::Drawn(geometry));
    }

    fn feed(&mut self, msg: Msg) {
        for effect in self.app.update(msg) {
            if let Effect::Read(file) = effect {
                let document = world::read(&self.app.catalog, file);
                self.feed(Msg::Done(Done::Read(file, document)));
            }
        }
    }
}

/// A catalog of one skill with this text.
pub(crate) fn one_file(text: &str) -> Catalog {
    let listed = catalog::list(vec![Arc::new(OneFile(text.to_owned()))]);
    catalog::index(&catalog::describe(&listed), &|| false).unwrap()
}

/// A source with one file.
#[derive(Debug)]
struct OneFile(String);

impl Source for OneFile {
    fn name(&self) -> SafeText {
        SafeText::new("one")
    }

    fn list(&self) -> Listing {
        let size = u64::try_from(self.0.len()).unwrap_or(u64::MAX);
        let entry = Entry {
            path: "long/SKILL.md".to_owned(),
            size,
        };
        Listing {
            entries: vec![entry],
            diagnostics: Vec::new(),
        }
    }

    fn read(&self, _: &str) -> Result<FileText, ReadError> {
        Ok(FileText {
            text: self.0.clone(),
            ..FileText::default()
        })
    }
}
