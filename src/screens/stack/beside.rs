//! What stands beside a row of the stack, as markdown.

use crate::model::ConcernId;
use crate::review::{
    Finding, Interview, Need, NotKnown, Standpoint, Stands, boxes, brief, checklist, complete, kit,
    second_opinion, sideways,
};
use crate::screens::Cx;
use crate::screens::stack::{On, Side, StackScreen};
use crate::text::SafeText;

/// The page of the row under the cursor.
pub(super) fn page(screen: &StackScreen, cx: Cx<'_>) -> String {
    let (stack, catalog) = (cx.stack, cx.catalog);
    let checked = &screen.overview.checked;
    match screen.on() {
        Some(On::File) if stack.decisions.is_empty() => {
            format!("# Nothing is decided yet\n\n{BEGIN}\n{FILE}")
        }
        Some(On::File) => format!("# {}\n\n{FILE}", stack.name),
        Some(On::Facts) => facts(cx),
        Some(On::Interview) => {
            format!("# Interview\n\n{}\n\n{INTERVIEW}", screen.overview.progress)
        }
        Some(On::Presets) => presets(cx),
        Some(On::Decision(at)) => decision(screen, *at, cx),
        Some(On::Finding(at)) => {
            let found = checked.findings.get(*at);
            found.map(Finding::markdown).unwrap_or_default()
        }
        Some(On::Concern(id)) => concern(id, cx),
        Some(On::NotKnown(at)) => {
            let unknown = checked.unknown.get(*at);
            unknown.map(NotKnown::markdown).unwrap_or_default()
        }
        Some(On::Checklist) => format!("# Checklist\n\n{}", boxes(&checklist(stack, catalog))),
        Some(On::Kit) => format!("# Kit\n\n{}", kit(stack, catalog).markdown(catalog)),
        Some(On::Brief) => brief(stack, catalog, None).text,
        None => String::new(),
    }
}

/// What the interview is.
const INTERVIEW: &str = "Enter asks for one concern after the other, and leaves out what facts and \
    earlier answers settle. Leaving it loses nothing: it is gone on with where it was left.\n\n\
    Single concerns are asked from the list below, in any order. Decisions of the library are \
    walked in Decide, technologies compared in Compare; `a` adopts there.\n";

/// How a stack is begun.
const BEGIN: &str = "Walk a decision in Decide or lay technologies side by side in Compare, and adopt \
    a choice with `a`: it stands here then, with the record that is written of it.\n";

/// What the file is.
const FILE: &str = "Enter lists the stacks of this folder, the draft, and those opened lately.\n\n\
    The file is made for people and git: it can be edited while the program is open, Ctrl-r reads \
    it again and says what changed. `archtui stack new NAME` makes one of the draft.\n";

/// What facts are.
const FACTS: &str = "# What is so in the project\n\nSaid once, used by every decision: what follows \
    from it is answered, visibly, and can be overruled. Enter says more.\n";

fn facts(cx: Cx<'_>) -> String {
    let facts = cx.stack.facts.iter();
    let facts = facts.map(|(name, fact)| format!("* {name}: {fact}\n"));
    let facts: String = facts.collect();
    format!("{FACTS}\n{facts}")
}

/// What ready-made stacks are.
const PRESETS: &str = "# Ready-made stacks\n\nEnter shows what each chooses beside what you chose, \
    and starts from one.\n";

fn presets(cx: Cx<'_>) -> String {
    let titles = cx.catalog.manifest.stacks.iter();
    let titles: Vec<String> = titles.map(|one| format!("* {}\n", one.title)).collect();
    format!("{PRESETS}\n{}", titles.concat())
}

fn decision(screen: &StackScreen, at: usize, cx: Cx<'_>) -> String {
    let Some(decision) = cx.stack.decisions.get(at) else {
        return String::new();
    };
    match screen.side {
        Side::Record => cx.record(decision, &screen.template),
        Side::Changes => {
            let chosen = decision.chosen.as_ref().map(|chosen| chosen.name.as_str());
            let title = decision.title(cx.catalog);
            let chosen = chosen.unwrap_or("still open");
            let changes = sideways(at, cx.stack, cx.catalog).markdown();
            format!("# {title}: {chosen}\n\n{changes}")
        }
    }
}

/// Where a concern stands, why it has to be decided or not, and what fits it.
fn concern(id: &ConcernId, cx: Cx<'_>) -> String {
    let interview = Interview::of(cx.stack, cx.catalog);
    let mut concerns = interview.concerns.iter();
    let Some(one) = concerns.find(|one| one.concern.id == *id) else {
        return String::new();
    };
    let lines = standing(one, cx).into_iter();
    let lines: Vec<String> = lines.map(|line| format!("{line}\n")).collect();
    let open = complete(cx.stack, cx.catalog, Some(id)).into_iter();
    let open: Vec<String> = open.map(|open| format!("\n{}", open.markdown())).collect();
    let (lines, open) = (lines.concat(), open.concat());
    format!("# {}\n\n{lines}{open}", one.concern.title)
}

fn standing(one: &Standpoint<'_>, cx: Cx<'_>) -> Vec<SafeText> {
    let stands = match &one.stands {
        Stands::Settled { chosen, fact } => format!("{chosen} is there: {fact} says so"),
        Stands::OneLeft(only, because) => format!("{}: {because}", only.name),
        Stands::Pointless(because) => format!("need not be decided: {because}"),
        Stands::NotNeeded => "nothing is needed, as was decided".to_owned(),
        Stands::Decided(_) | Stands::LeftOpen | Stands::Open => {
            let need = match one.need {
                Need::Must => "must be decided",
                Need::May | Need::NeedNot => "may be decided",
            };
            let reasons = one.reasons.iter().map(|reason| {
                let cite = reason.cite.as_ref().map(|cite| format!(" [{cite}]"));
                format!("{}{}", reason.because, cite.unwrap_or_default())
            });
            format!("{need}: {}", reasons.collect::<Vec<_>>().join("; "))
        }
    };
    let opinion = second_opinion(one.concern, cx.stack, &[], cx.catalog);
    let opinion = opinion.filter(|opinion| opinion.asks.is_none());
    let lines = [
        Some(SafeText::from(stands)),
        one.clients.clone(),
        opinion.map(|opinion| opinion.text()),
    ];
    lines.into_iter().flatten().collect()
}
