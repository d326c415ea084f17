//! A whole session without a terminal: keys in, screen out, effects remembered.

use std::path::Path;
use std::sync::Arc;

use archtui::app::{App, Memory, Msg, Start};
use archtui::catalog::{Catalog, Source};

use archtui::effect::{Done, Effect};
use archtui::keymap::{Chord, Key, Keymap};
use archtui::ui::theme::{Depth, Shelf};
use archtui::world::files::DirSource;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// The small library that session and command tests read.
pub(crate) fn library() -> Arc<dyn Source> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library");
    Arc::new(DirSource::open(&path, "library").unwrap())
}

/// A session being played.
pub(crate) struct Play {
    /// The program.
    pub(crate) app: App,
    /// What was asked of the world, reading left out.
    pub(crate) asked: Vec<Effect>,
    memory: Memory,
    terminal: Terminal<TestBackend>,
}

impl Play {
    /// A session on the test library, loaded, at a size.
    pub(crate) fn new(columns: u16, rows: u16) -> Self {
        Self::with(columns, rows, super::load(vec![library()]), start())
    }

    /// A session on any catalog.
    pub(crate) fn with(columns: u16, rows: u16, catalog: Catalog, start: Start) -> Self {
        let terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let app = App::new(start);
        let mut play = Self {
            app,
            asked: Vec::new(),
            memory: Memory::default(),
            terminal,
        };
        play.feed(Msg::Done(Done::Loaded(catalog.into())));
        play.draw();
        play
    }

    /// Presses keys: characters as they are, others as `<enter>`, `<ctrl-d>`, `<lt>` for `<`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest
                .strip_prefix('<')
                .and_then(|after| after.split_once('>'));
            let chord = if let Some((name, after)) = named {
                rest = after;
                if name == "lt" {
                    plain('<')
                } else {
                    name.parse().unwrap()
                }
            } else {
                rest = &rest[c.len_utf8()..];
                plain(c)
            };
            self.feed(Msg::Key(chord));
            self.draw();
        }
        self
    }

    /// Sends any message and draws.
    pub(crate) fn send(&mut self, msg: Msg) -> &mut Self {
        self.feed(msg);
        self.draw();
        self
    }

    /// The screen as text, ends of lines trimmed.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let width = usize::from(buffer.area.width);
        let rows = buffer.content().chunks(width).map(|row| {
            let mut line = String::new();
            let mut skip = 0;
            for cell in row {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                line.push_str(cell.symbol());
                skip = archtui::text::width::width(cell.symbol()).saturating_sub(1);
            }
            line.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    /// Whether a text is on the screen.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.screen().contains(text)
    }

    /// Whether a sentence is on the screen, on however many rows.
    pub(crate) fn says(&self, sentence: &str) -> bool {
        let screen = self.screen();
        let words: Vec<&str> = screen.split_whitespace().collect();
        words.join(" ").contains(sentence)
    }

    /// What was copied last.
    pub(crate) fn copied(&self) -> Option<&str> {
        self.asked.iter().rev().find_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text.as_str()),
            _ => None,
        })
    }

    /// What pressing keys copies.
    pub(crate) fn copied_by(&mut self, keys: &str) -> &str {
        self.asked.clear();
        self.keys(keys).copied().unwrap_or_default()
    }

    fn feed(&mut self, msg: Msg) {
        for effect in self.app.update(msg) {
            let catalog = Arc::clone(&self.app.catalog);
            match effect {
                Effect::Read(file) => {
                    let document = archtui::world::read(&catalog, file);
                    self.feed(Msg::Done(Done::Read(file, document)));
                }
                Effect::SaveStack(_) => {
                    self.asked.push(effect);
                    self.feed(Msg::Done(Done::StackSaved(Ok(None))));
                }
                other => self.asked.push(other),
            }
        }
    }

    fn draw(&mut self) {
        let Self {
            app,
            memory,
            terminal,
            ..
        } = self;
        terminal.draw(|frame| app.view(memory, frame)).unwrap();
        let geometry = self.memory.geometry().clone();
        self.feed(Msg::Drawn(geometry));
    }
}

/// A start with nothing kept.
pub(crate) fn start() -> Start {
    let mut themes = Shelf::new(Depth::None);
    themes.add("plain", "name: plain");
    Start {
        stack: None,
        stack_shown: "draft".to_owned(),
        session: None,
        shown_first: None,
        keymap: Keymap::load(None).0,
        themes,
        theme: None,
        fallback: 0,
        mouse: true,
        today: "2026-01-02".to_owned(),
        next_record: 1,
        from_records: None,
        template: archtui::adr::Writer::default(),
        twin_flags: Vec::new(),
        notice: None,
    }
}

fn plain(c: char) -> Chord {
    Chord::plain(Key::Char(c))
}
