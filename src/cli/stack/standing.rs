//! Where an interview stands, as `archtui stack interview` prints it, and the walk that it goes on
//! with.

use serde::Serialize;

use crate::catalog::{Catalog, Lookup};
use crate::cli::output::columns;
use crate::model::{Alternative, Concern, ConcernId, TreeId};
use crate::review::{Interview, Need, SecondOpinion, Standpoint, Stands, second_opinion, trees_of};
use crate::stack::{Stack, Subject};
use crate::text::SafeText;
use crate::walk::{Journey, Walk, answer_text, question_text, reopen};

/// Where the interview stands, as JSON has it.
#[derive(Debug, Serialize)]
pub(super) struct Printed {
    progress: SafeText,
    next: Option<Next>,
    concerns: Vec<PrintedConcern>,
}

#[derive(Debug, Serialize)]
struct PrintedConcern {
    concern: ConcernId,
    title: SafeText,
    /// Whether it has to be decided, and why.
    need: Need,
    reasons: Vec<PrintedReason>,
    stands: &'static str,
    chosen: Vec<SafeText>,
    because: Option<SafeText>,
    clients: Option<SafeText>,
    second_opinion: Option<PrintedOpinion>,
}

#[derive(Debug, Serialize)]
struct PrintedReason {
    because: SafeText,
    cite: Option<String>,
    at: String,
}

/// What a second tree says by facts alone.
#[derive(Debug, Serialize)]
struct PrintedOpinion {
    tree: TreeId,
    recommended: Vec<SafeText>,
    /// What it would have to ask first.
    asks: Option<SafeText>,
    agrees: Option<bool>,
    says: SafeText,
}

/// What is asked next.
#[derive(Debug, Serialize)]
struct Next {
    concern: ConcernId,
    tree: Option<TreeId>,
    question: Option<SafeText>,
    answers: Vec<SafeText>,
}

impl Printed {
    /// Where the interview of a stack stands; what is asked next is of `wanted`, where one is.
    pub(super) fn of(stack: &Stack, catalog: &Catalog, wanted: Option<&ConcernId>) -> Self {
        let interview = Interview::of(stack, catalog);
        let wanted = wanted.and_then(|id| catalog.concern(id));
        let next = || interview.to_ask().next().map(|next| next.concern);
        let concerns = interview.concerns.iter();
        Self {
            progress: interview.progress(),
            next: wanted
                .or_else(next)
                .map(|next| asked_next(next, stack, catalog)),
            concerns: concerns
                .map(|one| printed_concern(one, stack, catalog))
                .collect(),
        }
    }

    /// The same as text.
    pub(super) fn text(&self) -> String {
        let rows = self.concerns.iter().map(|one| {
            let chosen: Vec<&str> = one.chosen.iter().map(SafeText::as_str).collect();
            let opinion = one.second_opinion.as_ref().map(|opinion| &opinion.says);
            let because = one.because.as_ref().or(opinion);
            vec![
                format!("  {}", SafeText::one_line(&one.title)),
                one.stands.to_owned(),
                SafeText::one_line(&chosen.join(", ")).to_string(),
                because.map(ToString::to_string).unwrap_or_default(),
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        format!("{}\n\n{}", self.progress, columns(&rows))
    }
}

fn asked_next(concern: &Concern, stack: &Stack, catalog: &Catalog) -> Next {
    let subject = Subject::Concern(concern.id.clone());
    let walk = journey(catalog, concern, stack).map(|journey| {
        let mut walk = journey.last;
        walk.settle(catalog, &stack.facts_for(Some(&subject), catalog));
        walk
    });
    let question = walk
        .as_ref()
        .and_then(|walk| Some((walk, walk.current_question()?.1)));
    Next {
        concern: concern.id.clone(),
        tree: walk.as_ref().map(|walk| walk.tree.id.clone()),
        question: question.map(|(walk, question)| question_text(&walk.tree, question)),
        answers: question.map_or_else(Vec::new, |(walk, question)| {
            let answers = question.answers.iter();
            answers
                .map(|answer| answer_text(&walk.tree, answer))
                .collect()
        }),
    }
}

fn printed_concern(one: &Standpoint<'_>, stack: &Stack, catalog: &Catalog) -> PrintedConcern {
    let (stands, chosen, because) = match &one.stands {
        Stands::Decided(chosen) => ("decided", chosen.clone(), None),
        Stands::LeftOpen => ("left-open", Vec::new(), None),
        Stands::NotNeeded => ("declined", Vec::new(), None),
        Stands::Settled { chosen, fact } => ("settled", vec![chosen.clone()], Some(fact.clone())),
        Stands::Pointless(because) => ("not-needed", Vec::new(), Some(because.clone())),
        Stands::OneLeft(only, because) => {
            ("one-left", vec![only.name.clone()], Some(because.clone()))
        }
        Stands::Open => ("open", Vec::new(), None),
    };
    let subject = Subject::Concern(one.concern.id.clone());
    let own = stack
        .decisions
        .iter()
        .filter(|known| known.subject == subject);
    let taken: Vec<Alternative> = own.filter_map(|known| known.chosen.clone()).collect();
    let opinion = second_opinion(one.concern, stack, &taken, catalog);
    PrintedConcern {
        concern: one.concern.id.clone(),
        title: one.concern.title.clone(),
        need: one.need,
        reasons: one
            .reasons
            .iter()
            .map(|reason| PrintedReason {
                because: reason.because.clone(),
                cite: reason.cite.as_ref().map(ToString::to_string),
                at: catalog.place(reason.at).to_string(),
            })
            .collect(),
        stands,
        chosen,
        because,
        clients: one.clients.clone(),
        second_opinion: opinion.filter(|_| !taken.is_empty()).map(printed_opinion),
    }
}

fn printed_opinion(opinion: SecondOpinion) -> PrintedOpinion {
    let recommended = opinion.recommended.iter();
    PrintedOpinion {
        says: opinion.text(),
        recommended: recommended.map(|one| one.name.clone()).collect(),
        tree: opinion.tree.id.clone(),
        asks: opinion.asks,
        agrees: opinion.agrees,
    }
}

/// The walk of a concern: as it was left in between, else from the beginning.
pub(super) fn journey(catalog: &Catalog, concern: &Concern, stack: &Stack) -> Option<Journey> {
    let subject = Subject::Concern(concern.id.clone());
    let mut decisions = stack.decisions.iter();
    let open = decisions.find(|one| one.subject == subject && one.chosen.is_none());
    let walked = open.into_iter().flat_map(|open| &open.walked);
    let legs = walked.filter_map(|walked| match catalog.find_tree(&walked.tree.0) {
        Lookup::Found(tree) => Some(reopen(tree, walked).0),
        Lookup::Ambiguous(_) | Lookup::Missing(_) => None,
    });
    let mut before: Vec<Walk> = legs.collect();
    if let Some(last) = before.pop().filter(|last| !last.is_finished()) {
        return Some(Journey { before, last });
    }
    let first = trees_of(concern, catalog).into_iter().next()?;
    Some(Journey::from(Walk::new(first)))
}
