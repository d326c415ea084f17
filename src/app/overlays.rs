//! Opening what lies on top, and doing what it wants.

use std::sync::Arc;

use crate::action::Action;
use crate::app::App;
use crate::effect::Effect;
use crate::keymap::Chord;
use crate::model::Alternative;
use crate::screens::browse::{self, Pane, Scroll};
use crate::screens::compare::Change;
use crate::screens::decide::Listed;
use crate::screens::overlay::{
    Cards, Export, Find, Help, LeadsHere, Overlay, Picker, Themes, Verdict,
};
use crate::screens::{Notice, View, compare, stack};
use crate::search::{Aliases, find_in};
use crate::stack::StackEdit;
use crate::text::SafeText;

impl App {
    pub(super) fn open_help(&mut self) {
        self.overlays
            .push(Overlay::Help(Help::new(&self.keymap, self.context())));
    }

    pub(super) fn open_themes(&mut self) {
        let themes = self.themes.themes();
        let themes = Themes {
            names: themes.map(|theme| theme.name.clone()).collect(),
            at: self.theme,
            before: self.theme,
        };
        self.overlays.push(Overlay::Themes(themes));
    }

    pub(super) fn open_find(&mut self) {
        if self.current == View::Browse || !self.lines().is_empty() {
            self.overlays.push(Overlay::Find(Find::default()));
        } else {
            self.notice = Some(Notice::said(
                "There is no list here to find something in; : finds anything in the library.",
            ));
        }
    }

    pub(super) fn open_export(&mut self) {
        if self.stack.decisions.is_empty() {
            self.notice = Some(Notice::said(
                "Nothing is decided yet: walk a decision and adopt with a.",
            ));
            return;
        }
        let only = self.stack_screen.decision();
        let only = only.filter(|_| self.current == View::Stack);
        self.overlays.push(Overlay::Export(Export {
            folder: crate::ui::input::Field::default(),
            template: self.stack_screen.template.clone(),
            writers: Arc::clone(&self.writers),
            stack: Arc::clone(&self.stack),
            all: only.is_none(),
            under: only,
        }));
    }

    /// The paths that lead to one of these, if any does.
    pub(super) fn open_leads_here(&mut self, wanted: &[Alternative]) {
        let paths = LeadsHere::of(&self.catalog, wanted, Arc::clone(&self.twin_flags));
        if paths.paths.is_empty() {
            let said = format!("No decision of the library leads to {}.", paths.name);
            self.notice = Some(Notice::said(said));
        } else {
            self.overlays.push(Overlay::LeadsHere(paths));
        }
    }

    /// The cards of these, if the library says anything of one.
    pub(super) fn open_cards(&mut self, names: &[Alternative]) {
        let cards = Cards::of(&self.catalog, names, Arc::clone(&self.twin_flags));
        if cards.cards.is_empty() {
            let names: Vec<&str> = names.iter().map(|one| one.name.as_str()).collect();
            let said = format!("The library says no more of {}.", names.join(" or "));
            self.notice = Some(Notice::said(said));
        } else {
            self.overlays.push(Overlay::Card(cards));
        }
    }

    pub(super) fn open_picker(&mut self) {
        let choices = compare::choices(&self.catalog, &self.compare.alternatives);
        self.overlays.push(Overlay::Picker(Picker::new(
            choices,
            &self.compare.alternatives,
            Aliases::new(self.catalog.names.technologies()),
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
                return self.deciding(|app| app.goto(goto));
            }
            Verdict::Perform(effect) => {
                self.overlays.pop();
                return vec![effect];
            }
            Verdict::Compare(alternatives) => {
                self.overlays.pop();
                return self.deciding(|app| {
                    compare::choose(&mut app.compare, &app.catalog, alternatives);
                    Vec::new()
                });
            }
            Verdict::Change(change) => {
                self.overlays.pop();
                return self.change(change);
            }
            Verdict::Take(take) => {
                self.overlays.pop();
                return self.deciding(|app| app.take_offer(&take));
            }
            Verdict::Fact(name, written) => return self.state_fact(&name, &written),
            Verdict::Say(at, words) => {
                self.overlays.pop();
                return self.deciding(|app| {
                    app.edit_stack(StackEdit::Say(at, words));
                    Vec::new()
                });
            }
            Verdict::Find(word) => {
                self.overlays.pop();
                return self.find(word);
            }
        }
        Vec::new()
    }

    /// Applies what was chosen for Compare.
    fn change(&mut self, change: Change) -> Vec<Effect> {
        self.deciding(|app| {
            let response = app.lend(
                |app| &mut app.compare,
                |screen, cx| compare::apply(screen, change, cx),
            );
            app.respond(Action::Open, response)
        })
    }

    /// Searches the document shown, where the first match comes with the next frame, or the list.
    fn find(&mut self, word: String) -> Vec<Effect> {
        if self.current != View::Browse {
            self.sought = word;
            self.find_in_list(true, true);
            return Vec::new();
        }
        let file = browse::shown_file(&self.browse, &self.catalog);
        self.browse.find = file.filter(|_| !word.is_empty()).map(|file| (file, word));
        if self.browse.find.is_some() {
            self.browse.pane = Pane::Document;
            self.browse.scroll = Scroll::Match;
            self.browse.found = 0;
        }
        Vec::new()
    }

    /// The lines of the list in front.
    fn lines(&self) -> Vec<SafeText> {
        match self.current {
            View::Browse => Vec::new(),
            View::Decide if self.decide.walk().is_some() => Vec::new(),
            View::Decide => {
                let line = |listed: &Listed| {
                    let tree = &listed.tree;
                    SafeText::from(format!("{}\n{}\n{}", listed.under, tree.title, tree.id))
                };
                self.decide.trees.iter().map(line).collect()
            }
            View::Compare => compare::lines(&self.compare),
            View::Stack if self.stack_screen.fact.is_some() => {
                let rows = stack::facts::rows(self.cx()).into_iter();
                rows.map(|row| SafeText::from(format!("{}\n{}", row.name, row.ask)))
                    .collect()
            }
            View::Stack => {
                let rows = self.stack_screen.overview.rows.iter();
                rows.map(|row| SafeText::from(format!("{}\n{}", row.name, row.remark)))
                    .collect()
            }
        }
    }

    /// Puts the cursor on the next line of the list that holds the word sought, or the one before;
    /// `here` counts the line under the cursor too. Round and round.
    pub(super) fn find_in_list(&mut self, forward: bool, here: bool) {
        let lines = self.lines();
        let at = match self.current {
            View::Browse => return,
            View::Decide => &mut self.decide.listed,
            View::Compare => &mut self.compare.at.0,
            View::Stack => match &mut self.stack_screen.fact {
                Some(at) => at,
                None => &mut self.stack_screen.at,
            },
        };
        let found = |line: &SafeText| !find_in(&[line.as_str()], &self.sought).is_empty();
        let holds = lines.iter().enumerate().filter(|(_, line)| found(line));
        let holds: Vec<usize> = holds.map(|(i, _)| i).collect();
        let next = if forward {
            let mut after = holds.iter();
            after.position(|i| *i > *at || (here && *i == *at))
        } else {
            holds.iter().rposition(|i| *i < *at)
        };
        let next = next.or(holds
            .len()
            .checked_sub(1)
            .map(|last| if forward { 0 } else { last }));
        let said = match next.and_then(|next| Some((next, *holds.get(next)?))) {
            _ if self.sought.is_empty() => return,
            Some((next, line)) => {
                *at = line;
                format!("{} of {} {}", next + 1, holds.len(), self.sought)
            }
            None => format!(
                "{} is not in this list; : finds anything in the library.",
                self.sought
            ),
        };
        self.notice = Some(Notice::said(said));
    }
}
