//! The one entry of change.

use std::sync::Arc;

use crate::action::Action;
use crate::app::{App, Msg, Snapshot};
use crate::catalog::Catalog;
use crate::effect::Effect;
use crate::keymap::{Chord, Context, Key, NamedKey, Resolved};
use crate::model::TreeId;
use crate::screens::browse::{self, Pane};
use crate::screens::decide::Decide;
use crate::screens::overlay::{Links, Overlay, Rule, Where};
use crate::screens::{Goto, Notice, Response, View, compare, decide, stack};
use crate::stack::StackEdit;
use crate::text::counted;
use crate::walk::Walk;

impl App {
    /// Takes a message; says what is to be asked of the world. Does nothing to it.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let effects = self.take(msg);
        self.browse.settle(&self.catalog, self.generation);
        self.lend(|app| &mut app.decide, decide::settle);
        if let Some(follows) = self.decide.follow(self.cx()) {
            self.decide.follows = follows;
            self.decide.draft_top = 0;
        }
        if self.current == View::Stack {
            self.lend(|app| &mut app.stack_screen, stack::follow);
        }
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
            Msg::Mouse(click) => {
                self.leaving = false;
                self.mouse(click)
            }
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
        let mut effects = vec![Effect::SaveSession(self.session().write())];
        // A theme that the settings name stays theirs.
        let chosen = self.theme != self.first_theme;
        let theme = self.themes.id(self.theme).filter(|_| chosen);
        effects.extend(theme.map(|id| Effect::SaveTheme(id.to_owned())));
        effects
    }

    fn key(&mut self, chord: Chord) -> Vec<Effect> {
        self.notice = None;
        let leaving = std::mem::take(&mut self.leaving);
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
                self.leaving = leaving && action == Action::Quit;
                self.act(action)
            }
            Resolved::Pending(_) => {
                self.leaving = leaving;
                Vec::new()
            }
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
            self.notice = Some(nothing_does(&keys));
        }
    }

    /// Where keys are looked up now.
    pub(super) fn context(&self) -> Context {
        match self.current {
            View::Browse if self.browse.pane == Pane::Tree => Context::Tree,
            View::Browse => Context::Global,
            // The list of decisions is no question: its keys are everyone's.
            View::Decide if self.decide.walk().is_none() => Context::Global,
            View::Decide => Context::Decide,
            View::Compare => Context::Compare,
            View::Stack => Context::Stack,
        }
    }

    /// Does what is asked for, wherever it comes from.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        let takes_back = matches!(action, Action::Undo | Action::Redo);
        let before = (!takes_back).then(|| Snapshot::of(self));
        self.saving(|app| {
            let effects = match app.global(action) {
                Some(effects) => effects,
                None => app.on_screen(action),
            };
            if let Some(before) = before {
                app.keep(before);
            }
            effects
        })
    }

    /// Does something that can be taken back; what it changes of the stack is saved.
    pub(super) fn deciding(&mut self, does: impl FnOnce(&mut Self) -> Vec<Effect>) -> Vec<Effect> {
        let before = Snapshot::of(self);
        self.saving(|app| {
            let effects = does(app);
            app.keep(before);
            effects
        })
    }

    fn saving(&mut self, does: impl FnOnce(&mut Self) -> Vec<Effect>) -> Vec<Effect> {
        let was = Arc::clone(&self.stack);
        let mut effects = does(self);
        if !Arc::ptr_eq(&was, &self.stack) {
            effects.push(Effect::SaveStack(Arc::clone(&self.stack)));
        }
        effects
    }

    /// What means the same on every screen.
    fn global(&mut self, action: Action) -> Option<Vec<Effect>> {
        match action {
            Action::Browse => self.show(View::Browse),
            Action::Decide => self.show_decisions(),
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
            Action::FindNext if self.finds_in_list() => self.find_in_list(true, false),
            Action::FindPrev if self.finds_in_list() => self.find_in_list(false, false),
            Action::Export => self.open_export(),
            Action::Facts if self.current != View::Stack => {
                self.show(View::Stack);
                self.stack_screen.fact = Some(0);
            }
            Action::Interview => return Some(self.interview()),
            Action::Mouse => return Some(self.toggle_mouse()),
            Action::Reload => return Some(self.reload()),
            Action::Suspend => return Some(vec![Effect::Suspend]),
            Action::Quit => return Some(self.quit()),
            _ => return None,
        }
        Some(self.read_shown())
    }

    /// Whether `n` goes on in a list.
    fn finds_in_list(&self) -> bool {
        self.current != View::Browse && !self.sought.is_empty()
    }

    fn reload(&mut self) -> Vec<Effect> {
        self.notice = Some(Notice::said("Read the library and the stack again."));
        let mut effects = Vec::new();
        // Before it was read first there is nothing here to bring together with it.
        if self.stack_text.is_none() {
            effects.push(Effect::ReadStack(Arc::clone(&self.stack)));
        }
        effects.push(Effect::Reload);
        effects
    }

    fn show(&mut self, view: View) {
        if view != self.current {
            self.leave_spot();
            self.current = view;
        }
    }

    /// The walk in front; from there, the list of decisions.
    fn show_decisions(&mut self) {
        if self.current == View::Decide {
            self.decide.current = None;
        }
        self.show(View::Decide);
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
        let left = self.records_left(undo);
        let said = match (self.time_travel(undo), undo) {
            (true, true) => "Taken back; U does it again.",
            (true, false) => "Done again.",
            (false, true) => "Nothing to take back.",
            (false, false) => "Nothing to do again.",
        };
        let records = match left.as_slice() {
            [] => String::new(),
            [one] => format!(" The record stays where it is: {one}"),
            many => format!(" {} stay where they are.", counted(many.len(), "record")),
        };
        self.notice = Some(Notice::said(format!("{said}{records}")));
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
        let response = match self.current {
            View::Browse => self.lend(
                |app| &mut app.browse,
                |screen, cx| browse::update(screen, action, cx),
            ),
            View::Decide => return self.on_decide(action),
            View::Compare => self.lend(
                |app| &mut app.compare,
                |screen, cx| compare::update(screen, action, cx),
            ),
            View::Stack => self.lend(
                |app| &mut app.stack_screen,
                |screen, cx| stack::update(screen, action, cx),
            ),
        };
        self.respond(action, response)
    }

    fn on_decide(&mut self, action: Action) -> Vec<Effect> {
        let asked = |app: &Self| app.decide.walk().and_then(Walk::current).is_some();
        let asked_before = asked(self);
        let response = self.lend(
            |app| &mut app.decide,
            |screen, cx| decide::update(screen, action, cx),
        );
        let mut effects = self.respond(action, response);
        let answered = asked_before && self.current == View::Decide;
        effects.extend(self.interview_answered(!answered));
        effects
    }

    /// Applies what a screen answered.
    pub(super) fn respond(&mut self, action: Action, response: Response) -> Vec<Effect> {
        let mut effects = response.effects;
        let adopts = |edit: &StackEdit| matches!(edit, StackEdit::Adopt(_));
        let adopted = response.edits.iter().any(adopts);
        for edit in response.edits {
            self.edit_stack(edit);
        }
        if response.notice.is_some() {
            self.notice = response.notice;
        }
        if let Some(goto) = response.goto {
            effects.extend(self.goto(goto));
        }
        if adopted && self.current == View::Decide && self.decide.interview {
            effects.extend(self.interview_on());
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
                let keys = self.keymap.shown(self.context(), action);
                let keys =
                    keys.unwrap_or_else(|| action.row().map_or("", |row| row.name).to_owned());
                self.notice = Some(nothing_does(&keys));
            }
        }
        Vec::new()
    }

    pub(super) fn edit_stack(&mut self, edit: StackEdit) {
        self.stack = Arc::new(self.stack.edited(edit, &self.catalog));
    }

    /// Goes somewhere else; the place left is kept for the way back.
    pub(super) fn goto(&mut self, goto: Goto) -> Vec<Effect> {
        let Some(goto) = self.lay_on_top(goto) else {
            return Vec::new();
        };
        self.leave_spot();
        match goto {
            Goto::Links(..)
            | Goto::Rule(_)
            | Goto::LeadsHere(_)
            | Goto::Card(_)
            | Goto::Menu(_)
            | Goto::Filter(_)
            | Goto::Fact(_)
            | Goto::Offers(_)
            | Goto::Reasons(_) => {}
            Goto::Interview => return self.interview(),
            Goto::Ask(id) => return self.ask_for(&id),
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
            Goto::Resume(walked) => self.resume_walks(&walked),
            Goto::Walk(id) => self.show_decision(&id, decide::start),
            Goto::Onward(id) => self.show_decision(&id, decide::go_on_in),
            Goto::Path(tree, path) => self.walk_path(&tree, &path),
            Goto::Compare(alternatives, walk) => {
                self.current = View::Compare;
                let walk = (walk, &self.stack.facts);
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

    /// Puts a decision in front, by itself or as what a walk goes on in.
    fn show_decision(&mut self, id: &TreeId, show: fn(&mut Decide, &Catalog, &TreeId) -> bool) {
        if show(&mut self.decide, &self.catalog, id) {
            self.current = View::Decide;
        } else {
            let said = format!("The decision {id} is not in the library any more.");
            self.notice = Some(Notice::failed(said));
        }
    }

    /// Lays on top what is to be chosen from or read there, and the place below stays; gives back
    /// what lies elsewhere.
    fn lay_on_top(&mut self, goto: Goto) -> Option<Goto> {
        let overlay = match goto {
            Goto::Links(links, at) => Overlay::Links(Links { links, at }),
            Goto::Rule(rule) => Overlay::Rule(Rule::new(rule)),
            Goto::Menu(menu) => Overlay::Menu(menu),
            Goto::Filter(filter) => Overlay::Where(Where::new(filter)),
            Goto::Fact(prompt) => Overlay::Fact(prompt),
            Goto::Offers(offers) => Overlay::Offers(offers),
            Goto::Reasons(reasons) => Overlay::Reasons(reasons),
            Goto::LeadsHere(wanted) => {
                self.open_leads_here(&wanted);
                return None;
            }
            Goto::Card(names) => {
                self.open_cards(&names);
                return None;
            }
            elsewhere => return Some(elsewhere),
        };
        self.overlays.push(overlay);
        None
    }

    /// Reads the document that Browse shows, unless it has been.
    pub(super) fn read_shown(&self) -> Vec<Effect> {
        let file = browse::shown_file(&self.browse, &self.catalog);
        let missing = file.filter(|file| self.documents.get(*file).is_none());
        missing.map(Effect::Read).into_iter().collect()
    }
}

/// What is said of keys that are of no use where they were pressed.
fn nothing_does(keys: &str) -> Notice {
    Notice::said(format!("{keys} does nothing here; ? lists the keys."))
}
