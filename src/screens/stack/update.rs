//! What an action does in Stack.

use crate::action::Action;
use crate::catalog::Lookup;
use crate::effect::Effect;
use crate::model::Alternative;
use crate::screens::stack::{StackScreen, facts};
use crate::screens::{Cx, Goto, Notice, Response, twin};
use crate::stack::{Decision, StackEdit};
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
    let count = cx.stack.decisions.len();
    let last = count.saturating_sub(1);
    screen.at = screen.at.min(last);
    let Some(decision) = cx.stack.decisions.get(screen.at) else {
        return nothing_decided(action);
    };
    let before = screen.at;
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
        Action::Open | Action::In => return open(decision, cx),
        Action::LeadsHere => return Response::leads_here(first(decision)),
        Action::Card => return Response::card(first(decision)),
        Action::CompareThis => return compare(decision),
        Action::Source => return source(decision, cx),
        Action::DropDecision => return take_out(screen, decision, cx),
        Action::Copy => {
            let text = cx.record(decision, screen.template);
            return Response::effect(Effect::Copy {
                what: SafeText::from("the record"),
                text,
            });
        }
        Action::CopyTwin => return copy_twin(screen, decision, cx),
        Action::Template => screen.template = screen.template.next(),
        _ => return Response::ignored(),
    }
    if screen.at != before {
        screen.scroll = 0;
    }
    Response::done()
}

/// What was chosen, else what was considered first.
fn first(decision: &Decision) -> Option<Vec<Alternative>> {
    let mut all = decision.chosen.iter().chain(&decision.considered);
    all.next().map(|one| vec![one.clone()])
}

fn nothing_decided(action: Action) -> Response {
    match action {
        Action::Open | Action::In => Response::goto(Goto::View(crate::screens::View::Decide)),
        _ => Response::ignored(),
    }
}

fn take_out(screen: &StackScreen, decision: &Decision, cx: Cx<'_>) -> Response {
    let said = format!(
        "{} is out of the stack; u brings it back.",
        decision.title(cx.catalog)
    );
    Response::say(Notice::said(said)).edit(StackEdit::Drop(screen.at))
}

/// `archtui adr export` for the decision, in the form of the preview.
fn copy_twin(screen: &StackScreen, decision: &Decision, cx: Cx<'_>) -> Response {
    let subject = decision.subject.to_string();
    let mut words = vec!["archtui", "adr", "export", "--only", &subject];
    if screen.template != cx.template {
        words.extend(["--template", screen.template.word()]);
    }
    twin::copy(cx, &words)
}

/// Enter: the walks again with their answers, else what was compared.
fn open(decision: &Decision, cx: Cx<'_>) -> Response {
    let known =
        |walked: &&Transcript| matches!(cx.catalog.find_tree(&walked.tree.0), Lookup::Found(_));
    let walked: Vec<Transcript> = decision.walked.iter().filter(known).cloned().collect();
    match (decision.walked.first(), walked.is_empty()) {
        (None, _) => compare(decision),
        (Some(_), false) => Response::goto(Goto::Resume(walked)),
        (Some(first), true) => Response::say(Notice::failed(format!(
            "The decision {} is not in what is loaded now; open its library to walk it again.",
            first.tree
        ))),
    }
}

/// The place that the decision rests on first.
fn source(decision: &Decision, cx: Cx<'_>) -> Response {
    let place = decision.places().into_iter().next();
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
