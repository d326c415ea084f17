//! The facts of the project: those that the library asks for, others that were stated, and room for
//! more.

use crate::action::Action;
use crate::model::{CircumstanceKind, Fact};
use crate::screens::overlay::FactPrompt;
use crate::screens::stack::StackScreen;
use crate::screens::{Cx, Goto, Notice, Response};
use crate::stack::{StackEdit, declared, touched};
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
    let manifest = &cx.catalog.manifest;
    let known = declared(cx.catalog, &row.name);
    let choices: Vec<SafeText> = match known {
        None if row.name.is_empty() => {
            let names = manifest.facts.iter();
            names
                .map(|fact| SafeText::from(format!("{}=", fact.id)))
                .collect()
        }
        None => Vec::new(),
        Some(known) if known.kind == Some(CircumstanceKind::Technologies) => {
            let all = cx.catalog.names.technologies().iter();
            let language = *known.id == *"language";
            let fits = all.filter(|one| !language || one.kind.as_deref() == Some("language"));
            fits.map(|one| one.id.0.clone()).collect()
        }
        Some(known) => known.values.clone(),
    };
    let value = row.fact.as_ref().map(ToString::to_string);
    FactPrompt::new(
        row.name.clone(),
        row.ask.clone(),
        choices,
        &value.unwrap_or_default(),
    )
}
