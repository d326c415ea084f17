//! The facts of the project: those that the library asks for, others that were stated, and room for
//! more.

use crate::action::Action;
use crate::catalog::Catalog;
use crate::model::{Circumstance, CircumstanceKind, Concern, Fact, Takes, Technology};
use crate::review::touched;
use crate::screens::overlay::FactPrompt;
use crate::screens::stack::StackScreen;
use crate::screens::{Cx, Goto, Notice, Response};
use crate::stack::{StackEdit, declared};
use crate::text::SafeText;

/// A row of the facts.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRow {
    /// The fact; empty for one that nobody named yet.
    pub name: SafeText,
    /// What it is, where that was said.
    pub fact: Option<Fact>,
    /// The question that asks for it.
    pub ask: SafeText,
}

/// The facts that the library asks for, in its order, then others that were stated, then room for
/// another. Stating one moves none.
pub fn rows(cx: Cx<'_>) -> Vec<FactRow> {
    let asked = cx.catalog.manifest.facts.iter().map(|known| FactRow {
        name: known.id.clone(),
        fact: cx.stack.facts.get(&known.id).cloned(),
        ask: known.ask.clone(),
    });
    let stated = cx.stack.facts.iter();
    let others = stated.filter(|(name, _)| declared(cx.catalog, name).is_none());
    let others = others.map(|(name, fact)| FactRow {
        name: name.clone(),
        fact: Some(fact.clone()),
        ask: SafeText::default(),
    });
    let other = FactRow {
        name: SafeText::default(),
        fact: None,
        ask: "Another fact".into(),
    };
    asked.chain(others).chain([other]).collect()
}

/// Applies an action to the facts.
pub(super) fn update(screen: &mut StackScreen, at: usize, action: Action, cx: Cx<'_>) -> Response {
    let rows = rows(cx);
    let last = rows.len().saturating_sub(1);
    let page = cx.geometry.page();
    let at = at.min(last);
    let Some(row) = rows.get(at) else {
        return Response::ignored();
    };
    let next = match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => (at + 1).min(last),
        Action::Top => 0,
        Action::Bottom => last,
        Action::PageDown | Action::HalfDown => (at + page).min(last),
        Action::PageUp | Action::HalfUp => at.saturating_sub(page),
        Action::Facts | Action::Cancel | Action::Out | Action::NextPane | Action::PrevPane => {
            screen.fact = None;
            return Response::done();
        }
        Action::Open | Action::In => return Response::goto(Goto::Fact(prompt(row, cx))),
        Action::Adopt => {
            let other = rows.last().unwrap_or(row);
            return Response::goto(Goto::Fact(prompt(other, cx)));
        }
        Action::DropDecision => return take_back(row, cx),
        _ => return Response::ignored(),
    };
    screen.fact = Some(next);
    Response::done()
}

fn take_back(row: &FactRow, cx: Cx<'_>) -> Response {
    if row.fact.is_none() {
        return Response::say(Notice::said("Nobody said it yet: Enter says it."));
    }
    let edit = StackEdit::SetFact(row.name.clone(), None);
    let after = cx.stack.edited(edit.clone(), cx.catalog);
    let said = touched(cx.stack, &after, cx.catalog);
    let said: Vec<String> = said.iter().map(|one| one.text().to_string()).collect();
    Response::say(Notice::said(format!(
        "{}. u brings it back.",
        said.join("; ")
    )))
    .edit(edit)
}

/// The prompt for a fact, with what it can be.
fn prompt(row: &FactRow, cx: Cx<'_>) -> FactPrompt {
    let known = declared(cx.catalog, &row.name);
    let technologies = known.map_or_else(Vec::new, |known| technologies(known, cx.catalog));
    let choices: Vec<SafeText> = match known {
        None if row.name.is_empty() => {
            let names = cx.catalog.manifest.facts.iter();
            names
                .map(|fact| SafeText::from(format!("{}=", fact.id)))
                .collect()
        }
        None => Vec::new(),
        Some(known) if known.kind == Some(CircumstanceKind::Technologies) => {
            technologies.iter().map(|one| one.id.0.clone()).collect()
        }
        Some(known) => known.values.clone(),
    };
    let value = row.fact.as_ref().map(ToString::to_string);
    let prompt = FactPrompt::new(
        row.name.clone(),
        row.ask.clone(),
        choices,
        &value.unwrap_or_default(),
    );
    let named = technologies.iter();
    prompt.knowing(named.flat_map(|one| one.aliases.iter().chain([&one.name])))
}

/// The technologies that a fact can name: those that serve a concern first, in the order of the
/// concerns, as these are what runs somewhere.
fn technologies<'a>(known: &Circumstance, catalog: &'a Catalog) -> Vec<&'a Technology> {
    if known.kind != Some(CircumstanceKind::Technologies) {
        return Vec::new();
    }
    let all = catalog.names.technologies().iter();
    if *known.id == *Fact::LANGUAGE {
        return all.filter(|one| one.is_language()).collect();
    }
    let concerns = &catalog.manifest.concerns;
    let place = |one: &&Technology| {
        let kind = one.kind.as_ref();
        let serves = |concern: &Concern| kind.is_some_and(|kind| concern.kinds.contains(kind));
        let mut one_of = concerns.iter().filter(|one| one.takes != Some(Takes::Many));
        let place = one_of.position(serves).filter(|_| !one.is_language());
        place.unwrap_or(concerns.len())
    };
    let mut all: Vec<&Technology> = all.collect();
    all.sort_by_key(place);
    all
}
