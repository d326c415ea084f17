//! Facts as they are stated on screen, and the interview: one concern after the other.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::{App, Snapshot};
use crate::effect::Effect;
use crate::model::ConcernId;
use crate::parse::fact;
use crate::screens::{Goto, Notice, View};
use crate::stack::interview::{Interview, Standpoint, second_opinion, trees_of};
use crate::stack::{StackEdit, concern_of, touched, typed};
use crate::text::SafeText;

impl App {
    /// States a fact as it was typed; what is wrong with it is said, and the prompt stays.
    pub(super) fn state_fact(&mut self, name: &SafeText, written: &str) -> Vec<Effect> {
        let read = if name.is_empty() {
            fact::pair(written)
        } else {
            fact::value(written).map(|value| (name.clone(), value))
        };
        let typed = read
            .ok_or_else(|| "Write a value, as in vectors=30M; Esc leaves it.".to_owned())
            .and_then(|(name, value)| {
                let value = typed(&self.catalog, &name, value).map_err(|wrong| wrong.to_string())?;
                Ok((name, value))
            });
        let (name, value) = match typed {
            Ok(stated) => stated,
            Err(wrong) => {
                self.notice = Some(Notice::failed(wrong));
                return Vec::new();
            }
        };
        self.overlays.pop();
        let before = Snapshot::of(self);
        let was = Arc::clone(&self.stack);
        self.edit_stack(StackEdit::SetFact(name, Some(value)));
        self.keep(before);
        let said = touched(&was, &self.stack, &self.catalog);
        let said: Vec<String> = said.iter().map(|one| one.text().to_string()).collect();
        if said.is_empty() {
            return Vec::new();
        }
        self.notice = Some(Notice::said(said.join("; ")));
        vec![Effect::SaveStack(Arc::clone(&self.stack))]
    }

    /// Goes to the concern that is asked next. The one in front, if it is not decided, is passed
    /// over.
    pub(super) fn interview(&mut self) -> Vec<Effect> {
        let front = self.concern_in_front();
        match &mut self.decide.passed {
            Some(passed) => passed.extend(front),
            None => self.decide.passed = Some(BTreeSet::new()),
        }
        self.ask_next("")
    }

    /// Goes on with the interview after something was adopted.
    pub(super) fn interview_on(&mut self) -> Vec<Effect> {
        let done = self.notice.take().map(|notice| notice.text.to_string());
        let done = done.unwrap_or_default();
        let done = done.split(". ").next().unwrap_or_default();
        let opinion = self.concern_in_front().and_then(|id| self.disagreement(&id));
        let opinion = opinion.map(|said| format!(" ({said})")).unwrap_or_default();
        self.ask_next(&format!("{done}{opinion}. "))
    }

    /// The concern that the walk in front decides, where that is in front.
    fn concern_in_front(&self) -> Option<ConcernId> {
        let tree = self.decide.current.as_ref().filter(|_| self.current == View::Decide)?;
        concern_of(tree, &self.catalog)
    }

    /// What a second tree says against what was chosen.
    fn disagreement(&self, id: &ConcernId) -> Option<SafeText> {
        let concern = self.catalog.manifest.concerns.iter().find(|c| c.id == *id)?;
        let subject = crate::stack::Subject::Concern(id.clone());
        let decisions = self.stack.decisions.iter().filter(|one| one.subject == subject);
        let chosen: Vec<_> = decisions.filter_map(|one| one.chosen.clone()).collect();
        let opinion = second_opinion(concern, &self.stack, &chosen, &self.catalog)?;
        (opinion.agrees == Some(false)).then(|| opinion.text())
    }

    fn ask_next(&mut self, done: &str) -> Vec<Effect> {
        let catalog = Arc::clone(&self.catalog);
        let interview = Interview::of(&self.stack, &catalog);
        let mut passed = self.decide.passed.clone().unwrap_or_default();
        let progress = interview.progress();
        while let Some(next) = interview.next(&passed) {
            if let Some(tree) = trees_of(next.concern, &catalog).first() {
                let goto = Goto::Walk(tree.id.clone());
                let effects = self.goto(goto);
                self.notice = Some(Notice::said(asked(next, done, &progress)));
                return effects;
            }
            passed.insert(next.concern.id.clone());
        }
        self.decide.passed = None;
        let said = if catalog.manifest.concerns.is_empty() {
            "The library declares no concerns to ask for.".to_owned()
        } else {
            format!("{done}Nothing is left to ask: {progress}.")
        };
        let effects = self.goto(Goto::View(View::Stack));
        self.notice = Some(Notice::said(said));
        effects
    }
}

fn asked(next: &Standpoint<'_>, done: &str, progress: &str) -> String {
    let clients = next.clients.as_ref().map(|clients| format!("; {clients}"));
    let title = &next.concern.title;
    format!("{done}{title}: {progress}{}; i leaves it open.", clients.unwrap_or_default())
}
