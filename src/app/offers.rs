//! Taking into the stack what was offered: an alternative for a concern, a ready-made stack.

use std::path::Path;
use std::sync::Arc;

use crate::action::Action;
use crate::app::App;
use crate::app::session::Session;
use crate::effect::{Effect, OpenedStack};
use crate::model::Alternative;
use crate::review::{find_preset, started_from};
use crate::screens::compare::Compare;
use crate::screens::decide::Decide;
use crate::screens::overlay::Take;
use crate::screens::stack::StackScreen;
use crate::screens::{Notice, View};
use crate::stack::{Decision, StackEdit, Subject};
use crate::text::{SafeText, counted};

impl App {
    pub(super) fn take_offer(&mut self, take: &Take) -> Vec<Effect> {
        let said = match take {
            Take::Alternative(subject, from, to) => self.choose(subject, from.as_ref(), to),
            Take::Preset(id) => self.take_preset(id),
            Take::Stack(path) => return self.open_stack(path),
        };
        self.notice = Some(Notice::said(format!("{said} u takes it back.")));
        if self.decide.interview && self.offered.is_some() {
            return self.interview_on();
        }
        Vec::new()
    }

    /// Opens another stack file, unless something of the one that is open stands nowhere else.
    fn open_stack(&mut self, path: &Path) -> Vec<Effect> {
        if let Some(reason) = &self.unsaved {
            let said = format!("* This stack is not saved yet; {reason}");
            self.notice = Some(Notice::failed(said));
            return Vec::new();
        }
        let place = Effect::SaveSession(self.session().write());
        vec![place, Effect::OpenStack(path.to_owned())]
    }

    /// Another stack was opened: nothing of the one before can be taken back into it, and what was
    /// walked and compared is what was left with it.
    pub(super) fn stack_opened(&mut self, opened: OpenedStack) {
        self.stack_shown = opened.shown.to_string();
        self.stack_text = Some(opened.text);
        self.undo.clear();
        self.redo.clear();
        self.decide = Decide {
            trees: Arc::clone(&self.decide.trees),
            ..Decide::default()
        };
        self.compare = Compare::default();
        self.stack_screen = StackScreen {
            template: self.stack_screen.template.clone(),
            ..StackScreen::default()
        };
        let path = opened.path.display().to_string();
        let mut flags = self.twin_flags.to_vec();
        if let Some(at) = flags.iter().position(|flag| flag == "--stack") {
            flags.drain(at..(at + 2).min(flags.len()));
        }
        flags.extend(["--stack".to_owned(), path]);
        self.twin_flags = flags.into();
        // What is wrong in the file, and what of its walks is gone, is said before that it is open.
        self.notice = Some(Notice::said(format!("{} is open.", opened.shown)));
        self.read_stack();
        let kept = opened.session.as_deref();
        self.resume = kept.and_then(Session::read);
        self.take_up();
        self.current = View::Stack;
    }

    /// Chooses something for a subject, in place of what was chosen there or left open.
    fn choose(&mut self, subject: &Subject, from: Option<&SafeText>, to: &Alternative) -> String {
        let is = |decision: &&Decision| {
            let chosen = decision.chosen.as_ref().map(Alternative::key);
            decision.subject == *subject && chosen == from
        };
        let at = self.stack.decisions.iter().position(|one| is(&one));
        let known = at.and_then(|at| self.stack.decisions.get(at));
        let reason = known.is_some_and(|known| !known.rationale.is_empty());
        let decision = Decision::anew(known, subject.clone(), to.clone());
        let left = reason && decision.rationale.is_empty();
        let title = decision.title(&self.catalog);
        // Nothing but the person's words would be its reason.
        let silent = decision.rationale.is_empty() && decision.walked.is_empty();
        let why = self.hint(Action::Reasons, "says why").filter(|_| silent);
        let why = why.map_or_else(String::new, |(key, word)| format!(" {key} {word}."));
        let edits = match at {
            Some(at) => self.stack.in_place_of(at, decision, &self.catalog),
            None => vec![StackEdit::Adopt(Box::new(decision))],
        };
        for edit in edits {
            self.edit_stack(edit);
        }
        let left = if left {
            " The reason for the choice before stays behind."
        } else {
            ""
        };
        format!("{title}: {}.{left}{why}", to.name)
    }

    /// Takes over what a ready-made stack chooses where nothing is decided.
    fn take_preset(&mut self, id: &SafeText) -> String {
        let catalog = Arc::clone(&self.catalog);
        let Some(preset) = find_preset(&catalog, id) else {
            return "The library has it no longer.".to_owned();
        };
        let decided = |subject: &Subject| {
            let mut decisions = self.stack.decisions.iter();
            let stands = |one: &Decision| one.chosen.is_some() || one.is_not_needed();
            decisions.any(|one| one.subject == *subject && stands(one))
        };
        let new = started_from(preset, &catalog).into_iter();
        let new = new.filter(|edit| match edit {
            StackEdit::Adopt(decision) => !decided(&decision.subject),
            _ => true,
        });
        let new: Vec<StackEdit> = new.collect();
        let count = new.len();
        for edit in new {
            self.edit_stack(edit);
        }
        let decisions = counted(count, "decision");
        format!("{decisions} taken over from {}.", preset.title)
    }
}
