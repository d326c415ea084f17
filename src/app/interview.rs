//! Facts as they are stated on screen, and the interview: one concern after the other.

use std::sync::Arc;

use crate::action::Action;
use crate::app::App;
use crate::catalog::Catalog;
use crate::effect::Effect;
use crate::model::{Alternative, Concern, ConcernId, Facts, Takes, TreeId};
use crate::parse::fact;
use crate::review::{
    CameTo, Interview, Standpoint, Stands, came_to, is_elsewhere, kept, second_opinion, touched,
    trees_of, unheard,
};
use crate::screens::overlay::{Offers, Overlay};
use crate::screens::stack::Overview;
use crate::screens::{Goto, Notice, View, decide};
use crate::stack::{AdrStatus, StackEdit, Subject, concern_of, typed};
use crate::text::SafeText;

impl App {
    /// States a fact as it was typed; what is wrong with it is said, and the prompt stays.
    pub(super) fn state_fact(&mut self, name: &SafeText, written: &str) -> Vec<Effect> {
        let read = if name.is_empty() {
            fact::pair(written)
        } else {
            fact::value(name, written).map(|value| (name.clone(), value))
        };
        let typed = read
            .ok_or_else(|| "Write a value, as in vectors=30M; Esc leaves it.".to_owned())
            .and_then(|(name, value)| {
                let value =
                    typed(&self.catalog, &name, value).map_err(|wrong| wrong.to_string())?;
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
        let was = Arc::clone(&self.stack);
        self.deciding(|app| {
            app.edit_stack(StackEdit::SetFact(name.clone(), Some(value.clone())));
            let said = touched(&was, &app.stack, &app.catalog);
            let said = said.iter().map(|one| one.text().to_string());
            let new = Facts::from([(name.clone(), value.clone())]);
            let strange = unheard(&new, &app.catalog).into_iter();
            let strange = strange.map(|word| format!("nothing of the library speaks of {word}"));
            let said: Vec<String> = said.chain(strange).collect();
            if !said.is_empty() {
                app.notice = Some(Notice::said(said.join("; ")));
            }
            Vec::new()
        })
    }

    /// Goes to the concern that is asked next. The one in front, if it is not decided, is left
    /// open, with what was answered of it.
    pub(super) fn interview(&mut self) -> Vec<Effect> {
        if self.decide.interview
            && let Some(id) = self.asked_in_front()
        {
            self.leave_open(&id);
        }
        self.decide.interview = true;
        self.ask_next("")
    }

    /// The concern that is asked with what is in front: a walk, or what could be chosen for it.
    fn asked_in_front(&self) -> Option<ConcernId> {
        match self.current {
            View::Decide => self.decide.asked_for().cloned(),
            View::Stack => self.offered.clone(),
            View::Browse | View::Compare => None,
        }
    }

    fn leave_open(&mut self, id: &ConcernId) {
        let catalog = Arc::clone(&self.catalog);
        let Some(concern) = catalog.concern(id) else {
            return;
        };
        let journey = self.decide.journey().filter(|_| self.offered.is_none());
        let walked = journey.map_or_else(Vec::new, |journey| {
            let facts = self.decide.facts(self.cx());
            journey.transcripts(&catalog, &facts)
        });
        let open = (walked.as_slice(), AdrStatus::default());
        for edit in kept(concern, open, &[], &self.stack, &catalog) {
            self.edit_stack(edit);
        }
    }

    /// Asks for one concern, out of order.
    pub(super) fn ask_for(&mut self, id: &ConcernId) -> Vec<Effect> {
        let catalog = Arc::clone(&self.catalog);
        let concern = catalog.concern(id);
        let tree = concern.and_then(|concern| self.tree_to_ask(concern, &catalog));
        let Some(tree) = tree else {
            return Vec::new();
        };
        self.decide.asks = Some((id.clone(), tree.clone()));
        self.goto(Goto::Walk(tree))
    }

    /// Goes on with the interview after something was adopted.
    pub(super) fn interview_on(&mut self) -> Vec<Effect> {
        let done = self.notice.take().map(|notice| notice.text.to_string());
        let done = done.unwrap_or_default();
        let done = done.split(". ").next().unwrap_or_default();
        let others = self.takes_more();
        if let Some(next) = others.first() {
            if let Some(row) = self.decide.follows.row_of(next) {
                self.decide.at = row;
            }
            let names: Vec<&str> = others.iter().map(|one| one.name.as_str()).collect();
            let others = names.join(", ");
            let said = format!("{done}. Enter adopts {others} too, I goes on.");
            self.notice = Some(Notice::said(said));
            return Vec::new();
        }
        let opinion = self
            .concern_in_front()
            .and_then(|id| self.disagreement(&id));
        let opinion = opinion.map(|said| format!(" ({said})")).unwrap_or_default();
        self.ask_next(&format!("{done}{opinion}. "))
    }

    /// What an answer in the interview came to where it was the last of a concern and just one
    /// thing is recommended: that is adopted, and the next concern asked. Said, and undone with
    /// the answer.
    pub(super) fn interview_answered(&mut self, was_finished: bool) -> Vec<Effect> {
        if !self.decide.interview || was_finished {
            return Vec::new();
        }
        self.lend(|app| &mut app.decide, decide::settle);
        let Some(concern) = self.concern_in_front() else {
            return Vec::new();
        };
        let only = match self.came_to(&concern) {
            Some(CameTo::One(only)) => only,
            Some(CameTo::Elsewhere) => return self.ask_next(""),
            Some(CameTo::Against(against)) => {
                let against = against
                    .iter()
                    .map(|(one, why)| format!("{}: {why}", one.name));
                let against = against.collect::<Vec<_>>().join("; ");
                let said = format!("{against}. a adopts it all the same, I leaves it open.");
                self.notice = Some(Notice::said(said));
                return Vec::new();
            }
            Some(CameTo::Several(_) | CameTo::Nothing) | None => return Vec::new(),
        };
        let Some(response) = self.lend(
            |app| &mut app.decide,
            |decide, cx| decide::adopt_only(decide, &only, cx),
        ) else {
            return Vec::new();
        };
        self.respond(Action::Adopt, response)
    }

    /// What the walk in front came to for a concern; `None` while it is not finished.
    fn came_to(&self, id: &ConcernId) -> Option<CameTo> {
        let walk = self.decide.walk().filter(|walk| walk.is_finished())?;
        let concern = self.catalog.concern(id)?;
        Some(came_to(concern, walk, &self.stack, &self.catalog))
    }

    /// The concern that is asked with the walk in front, where that is in front.
    fn concern_in_front(&self) -> Option<ConcernId> {
        let tree = self
            .decide
            .current
            .as_ref()
            .filter(|_| self.current == View::Decide)?;
        let asked = self.decide.asked_for().cloned();
        asked.or_else(|| concern_of(tree, &self.catalog))
    }

    /// What else the walk in front recommends for a concern that takes several.
    fn takes_more(&self) -> Vec<Alternative> {
        let front = self.asked_in_front();
        let id = front.filter(|_| self.current == View::Decide);
        let several = id.and_then(|id| {
            let concern = self.catalog.concern(&id)?;
            let many = concern.takes == Some(Takes::Many);
            self.came_to(&id).filter(|_| many)
        });
        let Some(CameTo::Several(mut several)) = several else {
            return Vec::new();
        };
        let decisions = &self.stack.decisions;
        several.retain(|one| !decisions.iter().any(|known| known.is_chosen(one.key())));
        several
    }

    /// What a second tree says against what was chosen.
    fn disagreement(&self, id: &ConcernId) -> Option<SafeText> {
        let concern = self.catalog.concern(id)?;
        let subject = Subject::Concern(id.clone());
        let decisions = self
            .stack
            .decisions
            .iter()
            .filter(|one| one.subject == subject);
        let chosen: Vec<_> = decisions.filter_map(|one| one.chosen.clone()).collect();
        let opinion = second_opinion(concern, &self.stack, &chosen, &self.catalog)?;
        (opinion.agrees == Some(false)).then(|| opinion.text())
    }

    fn ask_next(&mut self, done: &str) -> Vec<Effect> {
        self.offered = None;
        self.stack_screen.fact = None;
        let catalog = Arc::clone(&self.catalog);
        let interview = Interview::of(&self.stack, &catalog);
        let progress = interview.progress();
        for next in interview.to_ask() {
            let tree = self.tree_to_ask(next.concern, &catalog);
            let open = next.stands == Stands::Open;
            if let Some(tree) = tree.filter(|_| open) {
                self.decide.asks = Some((next.concern.id.clone(), tree.clone()));
                let effects = self.goto(Goto::Walk(tree));
                self.notice = Some(Notice::said(asked(next, done, &progress)));
                return effects;
            }
            let subject = Subject::Concern(next.concern.id.clone());
            let offers = Offers::alternatives(&self.stack, &catalog, &subject, None);
            if !offers.offers.is_empty() {
                let effects = self.goto(Goto::View(View::Stack));
                self.overlays.push(Overlay::Offers(offers));
                self.offered = Some(next.concern.id.clone());
                self.notice = Some(Notice::said(asked(next, done, &progress)));
                return effects;
            }
        }
        let said = if catalog.manifest.concerns.is_empty() {
            "The library declares no concerns to ask for.".to_owned()
        } else {
            format!("{done}All that is open was asked: {progress}.")
        };
        self.decide.interview = false;
        self.stack_screen.overview = Overview::default();
        let effects = self.goto(Goto::View(View::Stack));
        self.notice = Some(Notice::said(said));
        effects
    }

    /// The first tree of a concern that did not come to what serves another one only.
    fn tree_to_ask(&self, concern: &Concern, catalog: &Catalog) -> Option<TreeId> {
        let trees = trees_of(concern, catalog).into_iter();
        let mut ids = trees.map(|tree| tree.id.clone());
        ids.find(|id| {
            let walked = self.decide.walks.get(id);
            let walked = walked.filter(|walk| walk.is_finished());
            !walked.is_some_and(|walk| is_elsewhere(concern, walk, catalog))
        })
    }
}

fn asked(next: &Standpoint<'_>, done: &str, progress: &str) -> String {
    // Which have none stands on the page of the concern.
    let clients = next.clients.as_ref();
    let clients = clients.and_then(|clients| clients.split("; ").next());
    let clients = clients.map(|clients| format!("; {clients}"));
    let title = &next.concern.title;
    format!(
        "{done}{title}: {progress}{}; I leaves it open.",
        clients.unwrap_or_default()
    )
}
