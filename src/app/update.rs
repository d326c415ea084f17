//! The one entry of change.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::action::{ACTIONS, Action};
use crate::app::{App, Msg, Snapshot};
use crate::catalog::{Catalog, Stage};
use crate::effect::{Done, Effect, ExportReport};
use crate::keymap::{Chord, Context, Key, NamedKey, Resolved};
use crate::screens::browse::{self, NodeKey, Pane, Scroll};
use crate::screens::overlay::{
    Export, Find, Help, Links, Overlay, Palette, Picker, Themes, Verdict,
};
use crate::screens::{Cx, Goto, Notice, Response, View, compare, decide, stack};
use crate::search::{self, Aliases, Finder, Row, RowKind, Target};
use crate::stack::StackEdit;
use crate::text::{FileId, SafeText};

impl App {
    /// Takes a message; says what is to be asked of the world. Does nothing to it.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
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

    fn edit_stack(&mut self, edit: StackEdit) {
        self.stack = Arc::new(self.stack.edited(edit, &self.catalog.manifest));
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

    fn done(&mut self, done: Done) -> Vec<Effect> {
        match done {
            Done::Loaded(catalog) => return self.loaded(catalog),
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
            Done::StackRead(Ok(text)) => self.stack_read(text),
            Done::StackRead(Err(reason)) => self.report(Err(reason), "The stack was not read"),
            Done::StackSaved(Ok(_)) => {}
            Done::StackSaved(Err(reason)) => {
                self.report(Err(reason), "The stack is kept here but was not saved");
            }
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
        vec![Effect::SaveStack(Arc::clone(&self.stack))]
    }

    /// A further stage of loading. What the person looks at stays where it is.
    fn loaded(&mut self, catalog: Arc<Catalog>) -> Vec<Effect> {
        let again = self.catalog.stage == Stage::Indexed && catalog.stage < Stage::Indexed;
        if again {
            // A reload keeps the complete old catalog on the screen until the new one is complete.
            return Vec::new();
        }
        if self.catalog.stage == Stage::Indexed {
            self.resume = Some(self.session());
        }
        let before = std::mem::replace(&mut self.catalog, catalog);
        if before.stage <= Stage::Glanced || before.stage == Stage::Indexed {
            self.renumber(&before);
        }
        if self.catalog.stage >= Stage::Described {
            self.read_stack();
        }
        if self.catalog.stage == Stage::Indexed {
            self.finder = Arc::new(finder(&self.catalog));
            self.take_up();
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

    /// Takes the stack as it stands in its file now; what it was here can be brought back.
    fn stack_read(&mut self, text: String) {
        let before = Snapshot::of(self);
        self.stack_text = Some(text);
        self.read_stack();
        self.keep(before);
    }

    /// Reads the stack file once the names in it can be told.
    fn read_stack(&mut self) {
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

    /// A newcomer's cursor starts on a skill whose document is shown.
    fn open_first(&mut self) {
        match browse::first_skill(&self.catalog).and_then(|at| self.catalog.skills.get(at)) {
            Some(skill) => browse::reveal(&mut self.browse, &self.catalog, skill.main, 1),
            None => {
                let rows = browse::rows(&self.catalog, &self.browse.open);
                self.browse.selected = rows.first().map(|row| row.key);
            }
        }
    }

    pub(super) fn open_palette(&mut self) {
        self.overlays
            .push(Overlay::Palette(Palette::new(Arc::clone(&self.finder))));
    }

    fn open_help(&mut self) {
        self.overlays
            .push(Overlay::Help(Help::new(&self.keymap, self.context())));
    }

    fn open_themes(&mut self) {
        let names = self
            .themes
            .iter()
            .map(|(_, theme)| theme.name.clone())
            .collect();
        let themes = Themes {
            names,
            at: self.theme,
            before: self.theme,
        };
        self.overlays.push(Overlay::Themes(themes));
    }

    fn open_find(&mut self) {
        if self.current == View::Browse {
            self.overlays.push(Overlay::Find(Find::default()));
        } else {
            self.open_palette();
        }
    }

    fn open_export(&mut self) {
        if self.stack.decisions.is_empty() {
            self.notice = Some(Notice::said(
                "Nothing is decided yet: walk a decision and adopt with a.",
            ));
            return;
        }
        let only = (self.current == View::Stack).then_some(self.stack_screen.at);
        self.overlays.push(Overlay::Export(Export {
            folder: crate::ui::input::Field::default(),
            template: self.stack_screen.template,
            stack: Arc::clone(&self.stack),
            only,
        }));
    }

    fn open_picker(&mut self) {
        let choices = compare::choices(&self.catalog, &self.compare.alternatives);
        self.overlays.push(Overlay::Picker(Picker::new(
            choices,
            &self.compare.alternatives,
        )));
    }

    fn overlay_key(&mut self, chord: Chord) -> Vec<Effect> {
        let page = self.geometry.page();
        let Some(overlay) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let verdict = overlay.key(chord, page);
        self.verdict(verdict)
    }

    pub(super) fn verdict(&mut self, verdict: Verdict) -> Vec<Effect> {
        match verdict {
            Verdict::Stay => return Vec::new(),
            Verdict::Theme(theme, close) => {
                self.theme = theme;
                if !close {
                    return Vec::new();
                }
                self.overlays.pop();
            }
            Verdict::Close => drop(self.overlays.pop()),
            Verdict::Run(action) => {
                self.overlays.pop();
                return self.act(action);
            }
            Verdict::Goto(goto) => {
                self.overlays.pop();
                let before = Snapshot::of(self);
                let effects = self.goto(goto);
                self.keep(before);
                return effects;
            }
            Verdict::Perform(effect) => {
                self.overlays.pop();
                return vec![effect];
            }
            Verdict::Compare(alternatives) => {
                self.overlays.pop();
                let before = Snapshot::of(self);
                compare::choose(&mut self.compare, &self.catalog, alternatives);
                self.keep(before);
            }
            Verdict::Find(word) => {
                self.overlays.pop();
                return self.find(word);
            }
        }
        Vec::new()
    }

    /// Searches the document shown; the first match comes with the next frame.
    fn find(&mut self, word: String) -> Vec<Effect> {
        let file = browse::shown_file(&self.browse, &self.catalog);
        self.browse.find = file.filter(|_| !word.is_empty()).map(|file| (file, word));
        if self.browse.find.is_some() {
            self.browse.pane = Pane::Document;
            self.browse.scroll = Scroll::Match;
        }
        Vec::new()
    }
}

/// What can be found: the library, and every command.
fn finder(catalog: &Catalog) -> Finder {
    let mut rows = search::rows(catalog);
    let commands = ACTIONS
        .iter()
        .filter(|row| !matches!(row.action, Action::Answer(_)));
    rows.extend(commands.map(|row| Row {
        text: SafeText::new(row.doc),
        parents: SafeText::default(),
        shown: SafeText::default(),
        kind: RowKind::Command,
        target: Target::Command(row.name),
    }));
    Finder::new(rows, Aliases::new(catalog.names.technologies()))
}
