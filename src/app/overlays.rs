//! Opening what lies on top, and doing what it wants.

use std::sync::Arc;

use crate::app::{App, Snapshot};
use crate::effect::Effect;
use crate::keymap::Chord;
use crate::screens::browse::{self, Pane, Scroll};
use crate::screens::overlay::{Export, Find, Help, Overlay, Picker, Themes, Verdict};
use crate::screens::{Notice, View, compare};

impl App {
    pub(super) fn open_help(&mut self) {
        self.overlays
            .push(Overlay::Help(Help::new(&self.keymap, self.context())));
    }

    pub(super) fn open_themes(&mut self) {
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

    pub(super) fn open_find(&mut self) {
        if self.current == View::Browse {
            self.overlays.push(Overlay::Find(Find::default()));
        } else {
            self.open_palette();
        }
    }

    pub(super) fn open_export(&mut self) {
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

    pub(super) fn open_picker(&mut self) {
        let choices = compare::choices(&self.catalog, &self.compare.alternatives);
        self.overlays.push(Overlay::Picker(Picker::new(
            choices,
            &self.compare.alternatives,
        )));
    }

    pub(super) fn overlay_key(&mut self, chord: Chord) -> Vec<Effect> {
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
