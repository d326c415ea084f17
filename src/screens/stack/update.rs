//! What an action does in Stack.

use crate::action::Action;
use crate::catalog::{Lookup, Place};
use crate::effect::Effect;
use crate::model::{Alternative, ConcernId};
use crate::review::{Finding, complete, trees_of};
use crate::screens::overlay::{Offers, Reasons};
use crate::screens::stack::{On, Side, StackScreen, facts};
use crate::screens::{Cx, Goto, Notice, Response, twin};
use crate::stack::{Decision, StackEdit, Subject};
use crate::text::SafeText;
use crate::ui::record;
use crate::walk::Transcript;

/// Applies an action.
pub fn update(screen: &mut StackScreen, action: Action, cx: Cx<'_>) -> Response {
    if let Some(at) = screen.fact {
        return facts::update(screen, at, action, cx);
    }
    if action == Action::Facts {
        screen.fact = Some(0);
        return Response::done();
    }
    let last = screen.overview.rows.len().saturating_sub(1);
    let pages = matches!(
        action,
        Action::PageUp | Action::PageDown | Action::HalfUp | Action::HalfDown
    );
    let scrolled = record::scrolled(screen.scroll, action, cx.geometry);
    if let Some(top) = scrolled.filter(|_| screen.peek || pages) {
        screen.scroll = top;
        return Response::done();
    }
    match action {
        Action::Up => screen.at = screen.at.saturating_sub(1),
        Action::Down => screen.at = (screen.at + 1).min(last),
        Action::Top => screen.at = 0,
        Action::Bottom => screen.at = last,
        Action::Peek | Action::Zoom | Action::NextPane | Action::PrevPane => {
            screen.peek = !screen.peek;
        }
        Action::Cancel if screen.peek => screen.peek = false,
        Action::Cancel if screen.side != Side::Record => screen.side = Side::Record,
        Action::Presets => return presets(cx),
        Action::Stacks => return Response::effect(Effect::ListStacks),
        Action::Template => screen.template = screen.template.next(cx.writers),
        _ => return on_row(screen, action, cx),
    }
    Response::done()
}

/// An action on what the row under the cursor is about.
fn on_row(screen: &mut StackScreen, action: Action, cx: Cx<'_>) -> Response {
    let Some(on) = screen.on().cloned() else {
        return Response::ignored();
    };
    match (action, &on) {
        (Action::Open | Action::In, On::Facts | On::NotKnown(_)) => {
            screen.fact = Some(0);
            Response::done()
        }
        (Action::Open | Action::In, On::Interview) => Response::goto(Goto::Interview),
        (Action::Open | Action::In, On::Presets) => presets(cx),
        (Action::Open | Action::In, On::File) => Response::effect(Effect::ListStacks),
        (Action::Open | Action::In, On::Checklist | On::Kit | On::Brief) => {
            screen.peek = true;
            Response::done()
        }
        (Action::Open | Action::In, On::Concern(id)) => ask(id, cx),
        (Action::Open | Action::In | Action::Adopt, On::Finding(at)) => {
            let found = screen.overview.checked.findings.get(*at);
            found.map_or_else(Response::ignored, |found| mend(found, cx))
        }
        (Action::Adopt, On::Concern(id)) => offer(&Subject::Concern(id.clone()), None, cx),
        (Action::CompareThis, On::Concern(id)) => compare_fitting(id, cx),
        (Action::DropDecision, On::Concern(id)) => not_needed(id, cx),
        (Action::Source, On::Finding(at)) => {
            let found = screen.overview.checked.findings.get(*at);
            place(found.map(|found| &found.source.at), cx)
        }
        (Action::Source, On::NotKnown(at)) => {
            let unknown = screen.overview.checked.unknown.get(*at);
            place(unknown.map(|unknown| &unknown.source.at), cx)
        }
        (Action::Copy, on) if !matches!(on, On::Decision(_)) => Response::effect(Effect::Copy {
            what: SafeText::from("what is shown"),
            text: screen.overview.beside.to_string(),
        }),
        (Action::CopyTwin, on) => copy_twin(screen, on, cx),
        (_, On::Decision(at)) => on_decision(screen, *at, action, cx),
        _ => Response::ignored(),
    }
}

fn on_decision(screen: &mut StackScreen, at: usize, action: Action, cx: Cx<'_>) -> Response {
    let Some(decision) = cx.stack.decisions.get(at) else {
        return Response::ignored();
    };
    match action {
        Action::Open | Action::In => open(decision, at, cx),
        Action::Adopt => offer(&decision.subject, Some(at), cx),
        Action::Changes => {
            screen.side = match screen.side {
                Side::Record => Side::Changes,
                Side::Changes => Side::Record,
            };
            Response::done()
        }
        Action::Reasons => {
            let title = SafeText::one_line(&decision.title(cx.catalog));
            let reasons = Reasons::new(at, title, &decision.own_words());
            Response::goto(Goto::Reasons(Box::new(reasons)))
        }
        Action::LeadsHere => Response::leads_here(first(decision)),
        Action::Card => Response::card(first(decision)),
        Action::CompareThis => compare(decision),
        Action::Source => place(decision.places().into_iter().next(), cx),
        Action::DropDecision => take_out(at, decision, cx),
        Action::Copy => Response::effect(Effect::Copy {
            what: SafeText::from(match screen.side {
                Side::Record => "the record",
                Side::Changes => "what would change it",
            }),
            text: screen.overview.beside.to_string(),
        }),
        _ => Response::ignored(),
    }
}

/// What can be chosen for a subject, in place of what is chosen at a position.
fn offer(subject: &Subject, at: Option<usize>, cx: Cx<'_>) -> Response {
    let offers = Offers::alternatives(cx.stack, cx.catalog, subject, at);
    if offers.offers.is_empty() {
        return Response::say(Notice::said("The library knows nothing else for it."));
    }
    Response::goto(Goto::Offers(offers))
}

fn presets(cx: Cx<'_>) -> Response {
    let offers = Offers::presets(cx.stack, cx.catalog);
    if offers.offers.is_empty() {
        return Response::say(Notice::said("The library has no ready-made stacks."));
    }
    Response::goto(Goto::Offers(offers))
}

/// What could be chosen instead, where a choice does not go with the rest.
fn mend(found: &Finding, cx: Cx<'_>) -> Response {
    let [choice, _] = &found.sides;
    let mut decisions = cx.stack.decisions.iter();
    let at = decisions.position(|decision| {
        let chosen = decision.chosen.as_ref();
        decision.subject == found.concern && chosen.is_some_and(|one| one.name == *choice)
    });
    offer(&found.concern, at, cx)
}

/// Walks what decides a concern, else offers what fits it.
fn ask(id: &ConcernId, cx: Cx<'_>) -> Response {
    let concern = cx.catalog.concern(id);
    if concern.is_some_and(|concern| !trees_of(concern, cx.catalog).is_empty()) {
        Response::goto(Goto::Ask(id.clone()))
    } else {
        offer(&Subject::Concern(id.clone()), None, cx)
    }
}

/// Decides that nothing is needed for a concern.
fn not_needed(id: &ConcernId, cx: Cx<'_>) -> Response {
    let decision = Decision::not_needed(Subject::Concern(id.clone()));
    let title = decision.subject.title(cx.catalog);
    let said = format!("{title}: nothing is needed. u takes it back.");
    Response::say(Notice::said(said)).edit(StackEdit::Adopt(Box::new(decision)))
}

fn compare_fitting(id: &ConcernId, cx: Cx<'_>) -> Response {
    let open = complete(cx.stack, cx.catalog, Some(id)).into_iter();
    let fitting = open.flat_map(|open| open.alternatives);
    let fitting = fitting.map(|one| Alternative {
        name: one.name,
        technology: Some(one.alternative),
    });
    Response::goto(Goto::Compare(fitting.collect(), None))
}

/// What was chosen, else what was considered first.
fn first(decision: &Decision) -> Option<Vec<Alternative>> {
    let mut all = decision.chosen.iter().chain(&decision.considered);
    all.next().map(|one| vec![one.clone()])
}

fn take_out(at: usize, decision: &Decision, cx: Cx<'_>) -> Response {
    let said = format!(
        "{} is out of the stack; u brings it back.",
        decision.title(cx.catalog)
    );
    Response::say(Notice::said(said)).edit(StackEdit::Drop(at))
}

/// The command that says the same.
fn copy_twin(screen: &StackScreen, on: &On, cx: Cx<'_>) -> Response {
    let mut words = vec!["archtui".to_owned()];
    let mut say = |more: &[&str]| words.extend(more.iter().map(ToString::to_string));
    match on {
        On::Facts => say(&["stack", "facts"]),
        On::Interview => say(&["stack", "interview"]),
        On::Presets => say(&["stack", "presets"]),
        On::File => say(&["stack", "show"]),
        On::Finding(_) | On::NotKnown(_) => say(&["stack", "check"]),
        On::Concern(id) => say(&["stack", "complete", "--concern", id.0.as_str()]),
        On::Checklist => say(&["stack", "checklist"]),
        On::Kit => say(&["stack", "kit"]),
        On::Brief => say(&["stack", "brief"]),
        On::Decision(at) => {
            let decision = cx.stack.decisions.get(*at);
            let subject = decision.map(|decision| decision.subject.to_string());
            let subject = subject.unwrap_or_default();
            match screen.side {
                Side::Changes => say(&["stack", "changes", &subject]),
                Side::Record => say(&["adr", "export", "--only", &subject]),
            }
            if screen.side == Side::Record && screen.template != *cx.template {
                say(&["--template", screen.template.word()]);
            }
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    twin::copy(cx, &words)
}

/// Enter: the walks again with their answers, else what was compared; what was left between some is
/// asked.
fn open(decision: &Decision, at: usize, cx: Cx<'_>) -> Response {
    let known =
        |walked: &&Transcript| matches!(cx.catalog.find_tree(&walked.tree.0), Lookup::Found(_));
    let walked: Vec<Transcript> = decision.walked.iter().filter(known).cloned().collect();
    match (decision.walked.first(), walked.is_empty()) {
        (None, _) if decision.compared.is_some() => compare(decision),
        (None, _) => match &decision.subject {
            Subject::Concern(id) if decision.chosen.is_none() => ask(id, cx),
            subject => offer(subject, Some(at), cx),
        },
        (Some(_), false) => Response::goto(Goto::Resume(walked)),
        (Some(first), true) => Response::say(Notice::failed(format!(
            "The decision {} is not in what is loaded now; open its library to walk it again.",
            first.tree
        ))),
    }
}

/// The place that something rests on.
fn place(place: Option<&Place>, cx: Cx<'_>) -> Response {
    let file = place.and_then(|place| {
        let source = cx
            .catalog
            .sources
            .iter()
            .position(|s| s.name() == place.source)?;
        Some((cx.catalog.file_at(source, &place.file)?, place.line))
    });
    match file {
        Some((file, line)) => Response::goto(Goto::Place(file, line)),
        None => Response::say(Notice::said("Its sources are not in what is loaded now.")),
    }
}

fn compare(decision: &Decision) -> Response {
    Response::goto(Goto::Compare(decision.considered.clone(), None))
}
