//! The one entry of change.

use std::sync::Arc;

use crate::action::Action;
use crate::app::{App, Msg, Snapshot};
use crate::effect::Effect;
use crate::keymap::{Chord, Context, Key, NamedKey, Resolved};
use crate::screens::browse::{self, Pane};
use crate::screens::overlay::{Links, Overlay};
use crate::screens::{Cx, Goto, Notice, Response, View, compare, decide, stack};
use crate::stack::StackEdit;

impl App {
    /// Takes a message; says what is to be asked of the world. Does nothing to it.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let effects = self.take(msg);
        self.browse.settle(&self.catalog, self.generation);
        effects
    }

    fn take(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(chord) => self.key(chord),
            Msg::Paste(text) => {
                if let Some(overlay) = self.overlays.last_mut() {
                    overlay.paste(text);
                }
                Vec::new()
            }
            Msg::Mouse(click) => self.mouse(click),
            Msg::Drawn(geometry) => {
                self.geometry = geometry;
                Vec::new()
            }
            Msg::Done(done) => self.done(done),
            Msg::Idle => {
                if let Some(Overlay::Palette(palette)) = self.overlays.last_mut() {
                    palette.go_on();
                }
                Vec::new()
            }
            Msg::Redraw => Vec::new(),
        }
    }

    /// What is to be saved before leaving.
    pub fn farewell(&self) -> Vec<Effect> {
        vec![Effect::SaveSession(self.session().write())]
    }

    fn key(&mut self, chord: Chord) -> Vec<Effect> {
        self.notice = None;
        if !self.overlays.is_empty() {
            return self.overlay_key(chord);
        }
        if self.pending.is_empty() || chord != Chord::named(NamedKey::Esc) {
            self.pending.push(chord);
        } else {
            self.pending.clear();
            return Vec::new();
        }
        match self.keymap.resolve(self.context(), &self.pending) {
            Resolved::Action(action) => {
                self.pending.clear();
                self.act(action)
            }
            Resolved::Pending(_) => Vec::new(),
            Resolved::Unbound => {
                self.unbound();
                Vec::new()
            }
        }
    }

    /// A key that means nothing is said to mean nothing only when it was meant as one.
    fn unbound(&mut self) {
        let keys = crate::keymap::shown(&self.pending);
        let text = matches!(self.pending.first().map(|c| c.key), Some(Key::Char(_)));
        self.pending.clear();
        if text {
            self.notice = Some(Notice::said(format!(
                "{keys} does nothing here; ? lists the keys."
            )));
        }
    }

    /// Where keys are looked up now.
    pub(super) fn context(&self) -> Context {
        match self.current {
            View::Browse if self.browse.pane == Pane::Tree => Context::Tree,
            View::Browse => Context::Global,
            View::Decide => Context::Decide,
            View::Compare => Context::Compare,
            View::Stack => Context::Stack,
        }
    }

    /// Does what is asked for, wherever it comes from.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        let before = Snapshot::of(self);
        let was = Arc::clone(&self.stack);
        let mut effects = match self.global(action) {
            Some(effects) => effects,
            None => self.on_screen(action),
        };
        if !matches!(action, Action::Undo | Action::Redo) {
            self.keep(before);
        }
        if !Arc::ptr_eq(&was, &self.stack) {
            effects.push(Effect::SaveStack(Arc::clone(&self.stack)));
        }
        effects
    }

    /// What means the same on every screen.
    fn global(&mut self, action: Action) -> Option<Vec<Effect>> {
        match action {
            Action::Browse => self.show(View::Browse),
            Action::Decide => self.show(View::Decide),
            Action::Compare => self.show(View::Compare),
            Action::Stack => self.show(View::Stack),
            Action::NextView => self.show(self.current.step(1)),
            Action::PrevView => self.show(self.current.step(View::ALL.len() - 1)),
            Action::HistoryBack => self.back_or_say(true),
            Action::HistoryForward => self.back_or_say(false),
            Action::Undo => self.undo_or_say(true),
            Action::Redo => self.undo_or_say(false),
            Action::Anything => self.open_palette(),
            Action::Help => self.open_help(),
            Action::Theme => self.open_themes(),
            Action::Find => self.open_find(),
            Action::Export => self.open_export(),
            Action::Mouse => return Some(self.toggle_mouse()),
            Action::Reload => {
                self.notice = Some(Notice::said("Read the library and the stack again."));
                return Some(vec![Effect::ReadStack, Effect::Reload]);
            }
            Action::Suspend => return Some(vec![Effect::Suspend]),
            Action::Quit => {
                let mut effects = self.farewell();
                effects.push(Effect::Quit);
                return Some(effects);
            }
            _ => return None,
        }
        Some(self.read_shown())
    }

    fn show(&mut self, view: View) {
        if view != self.current {
            self.leave_spot();
            self.current = view;
        }
    }

    fn back_or_say(&mut self, back: bool) {
        if !self.travel(back) {
            let said = if back {
                "This is where you started."
            } else {
                "Nothing further on."
            };
            self.notice = Some(Notice::said(said));
        }
    }

    fn undo_or_say(&mut self, undo: bool) {
        let said = match (self.time_travel(undo), undo) {
            (true, true) => "Taken back; U does it again.",
            (true, false) => "Done again.",
            (false, true) => "Nothing to take back.",
            (false, false) => "Nothing to do again.",
        };
        self.notice = Some(Notice::said(said));
    }

    fn toggle_mouse(&mut self) -> Vec<Effect> {
        self.mouse = !self.mouse;
        self.notice = Some(Notice::said(if self.mouse {
            "The mouse works here again."
        } else {
            "The mouse is the terminal's: select text as usual. M takes it back."
        }));
        vec![Effect::CaptureMouse(self.mouse)]
    }

    fn on_screen(&mut self, action: Action) -> Vec<Effect> {
        let cx = Cx {
            catalog: &self.catalog,
            stack: &self.stack,
            documents: &self.documents,
            geometry: &self.geometry,
            today: &self.today,
            next_record: self.next_record,
        };
        let response = match self.current {
            View::Browse => browse::update(&mut self.browse, action, cx),
            View::Decide => decide::update(&mut self.decide, action, cx),
            View::Compare => compare::update(&mut self.compare, action, cx),
            View::Stack => stack::update(&mut self.stack_screen, action, cx),
        };
        self.respond(action, response)
    }

    /// Applies what a screen answered.
    fn respond(&mut self, action: Action, response: Response) -> Vec<Effect> {
        let mut effects = response.effects;
        for edit in response.edits {
            self.edit_stack(edit);
        }
        if response.notice.is_some() {
            self.notice = response.notice;
        }
        if let Some(goto) = response.goto {
            effects.extend(self.goto(goto));
        }
        if !response.handled {
            effects.extend(self.nothing_here(action));
        }
        effects
    }

    /// An action that the screen has no use for: some open what would be chosen there.
    fn nothing_here(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::CompareThis if self.current == View::Compare => self.open_picker(),
            Action::Cancel => {}
            _ => {
                let doc = action.row().map_or("", |row| row.hint);
                self.notice = Some(Notice::said(format!("Nothing to {doc} here.")));
            }
        }
        Vec::new()
    }

    pub(super) fn edit_stack(&mut self, edit: StackEdit) {
        self.stack = Arc::new(self.stack.edited(edit, &self.catalog));
    }

    /// Goes somewhere else; the place left is kept for the way back.
    pub(super) fn goto(&mut self, goto: Goto) -> Vec<Effect> {
        if let Goto::Links(links, at) = goto {
            self.overlays.push(Overlay::Links(Links { links, at }));
            return Vec::new();
        }
        self.leave_spot();
        match goto {
            Goto::Links(..) => {}
            Goto::View(view) => self.current = view,
            Goto::Place(file, line) => {
                self.current = View::Browse;
                browse::reveal(&mut self.browse, &self.catalog, file, line);
                self.browse.pane = Pane::Document;
            }
            Goto::Skill(skill) => {
                if let Some(main) = self.catalog.skills.get(skill).map(|skill| skill.main) {
                    return self.goto(Goto::Place(main, 1));
                }
            }
            Goto::Resume(id, transcript) => self.resume_walk(&id, &transcript),
            Goto::Walk(id) => {
                if decide::start(&mut self.decide, &self.catalog, &id) {
                    self.current = View::Decide;
                } else {
                    let said = format!("The decision {id} is not in the library any more.");
                    self.notice = Some(Notice::failed(said));
                }
            }
            Goto::Compare(alternatives, walk) => {
                self.current = View::Compare;
                compare::open(&mut self.compare, &self.catalog, alternatives, walk);
                if self.compare.alternatives.len() == 1 {
                    self.open_picker();
                }
            }
            Goto::Table(id) => {
                self.current = View::Compare;
                compare::open_table(&mut self.compare, &self.catalog, &id);
            }
        }
        self.read_shown()
    }

    /// Reads the document that Browse shows, unless it has been.
    pub(super) fn read_shown(&self) -> Vec<Effect> {
        let file = browse::shown_file(&self.browse, &self.catalog);
        let missing = file.filter(|file| self.documents.get(*file).is_none());
        missing.map(Effect::Read).into_iter().collect()
    }
}
