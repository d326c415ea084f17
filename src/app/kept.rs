//! Whether the stack here is the one in its file: what another program wrote there, what could
//! not be written, and leaving all the same.

use std::sync::Arc;

use crate::action::Action;
use crate::app::App;
use crate::effect::Effect;
use crate::screens::Notice;
use crate::stack::Merged;
use crate::text::SafeText;

impl App {
    /// The stack was saved, all but what another program changed too.
    pub(super) fn stack_saved(&mut self, merged: Option<Merged>) {
        self.unsaved = None;
        let Some(merged) = merged else {
            return;
        };
        self.take_in(merged.ours);
        if !merged.read.is_empty() {
            // What was done stays said, without what could be done next.
            let done = self.notice.take().map(|notice| notice.text.to_string());
            let done = done.unwrap_or_default();
            let done = done.split(". ").next().unwrap_or_default();
            let done = done.trim_end_matches('.');
            let sep = if done.is_empty() { "" } else { "; " };
            self.notice = Some(Notice::said(format!("{done}{sep}{}", also(&merged.read))));
        }
        if !merged.conflicts.is_empty() {
            let reason = format!(
                "{} takes theirs ({} yours): both changed {}",
                self.key_of(Action::Reload),
                self.key_of(Action::Undo),
                listed(&merged.conflicts)
            );
            self.keep_unsaved(reason);
        }
    }

    /// The stack could not be written, or not be read: what is here is nowhere else.
    pub(super) fn not_saved(&mut self, reason: &SafeText) {
        let again = self.key_of(Action::Reload);
        self.keep_unsaved(format!("{again} tries again: {reason}"));
    }

    fn keep_unsaved(&mut self, reason: String) {
        self.notice = Some(Notice::failed(format!("* Not saved; {reason}")));
        self.unsaved = Some(SafeText::from(reason));
    }

    /// The stack file was read again. Where both changed the same, theirs stands now, and ours
    /// can be brought back; what only we have is saved.
    pub(super) fn stack_read(&mut self, merged: Merged) -> Vec<Effect> {
        self.take_in(merged.ours);
        let mut said = vec!["Read again".to_owned()];
        if !merged.read.is_empty() {
            said.push(also(&merged.read));
        }
        if !merged.conflicts.is_empty() {
            self.keep_stack();
            self.stack = Arc::new(merged.theirs);
            let undo = self.key_of(Action::Undo);
            let what = listed(&merged.conflicts);
            said.insert(
                0,
                format!("{undo} brings yours back: theirs stands for {what}"),
            );
        }
        self.notice = Some(Notice::said(format!("{}.", said.join("; "))));
        match self.unsaved.take() {
            Some(_) => vec![Effect::SaveStack(Arc::clone(&self.stack))],
            None => Vec::new(),
        }
    }

    /// Leaves at once, unless decisions would be lost: then the second time.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        if let Some(reason) = self.unsaved.as_ref().filter(|_| !self.leaving) {
            let quit = self.key_of(Action::Quit);
            let said = format!("{quit} again leaves without it; {reason}");
            self.notice = Some(Notice::failed(said));
            self.leaving = true;
            return Vec::new();
        }
        let mut effects = self.farewell();
        effects.push(Effect::Quit);
        effects
    }

    fn key_of(&self, action: Action) -> String {
        let keys = self.keymap.shown(self.context(), action);
        keys.unwrap_or_else(|| {
            action
                .row()
                .map_or_else(String::new, |row| row.name.to_owned())
        })
    }
}

fn also(read: &[SafeText]) -> String {
    format!("also read: {} by another program", listed(read))
}

/// The first of them, and how many more.
fn listed(names: &[SafeText]) -> String {
    match names {
        [] => String::new(),
        [one] => one.to_string(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}
