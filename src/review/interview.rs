//! The interview: all concerns of a library one after the other, without those that facts and
//! decisions settle or make pointless. Where it stands is read from the stack each time, so that
//! leaving it loses nothing.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Lookup};
use crate::model::{Alternative, Concern, Fact, Facts, Takes, TechId, Technology};
use crate::review::fit::{against, serving as serving_kinds};
use crate::review::{Clients, Need, Project, ScopeReason, scope};
use crate::stack::{AdrStatus, Decision, Stack, Subject};
use crate::text::SafeText;
use crate::walk::{Walk, reopen};

/// The facts that name technologies.
const SETTLING: [&str; 2] = [Fact::USES, Fact::LANGUAGE];

/// Where a concern stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Stands {
    /// It is decided: for these.
    Decided(Vec<SafeText>),
    /// It was left open on purpose.
    LeftOpen,
    /// It was decided that nothing is needed.
    NotNeeded,
    /// A fact settles it.
    Settled {
        /// What is there.
        chosen: SafeText,
        /// The fact.
        fact: SafeText,
    },
    /// What is built does not need it.
    Pointless(SafeText),
    /// One alternative is left, so that there is nothing to choose. It is proposed, not taken.
    OneLeft(Alternative, SafeText),
    /// It is to be asked.
    Open,
}

impl Stands {
    /// Whether something is to be chosen still.
    pub fn is_undecided(&self) -> bool {
        matches!(self, Self::Open | Self::OneLeft(..) | Self::LeftOpen)
    }
}

/// A concern with where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standpoint<'a> {
    /// The concern.
    pub concern: &'a Concern,
    /// Whether it has to be decided.
    pub need: Need,
    /// Why it has, or has not.
    pub reasons: Vec<ScopeReason>,
    /// Where it stands.
    pub stands: Stands,
    /// What the language of the project leaves, where the library says it of this concern.
    pub clients: Option<SafeText>,
}

/// Where an interview stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Interview<'a> {
    /// All concerns, in manifest order.
    pub concerns: Vec<Standpoint<'a>>,
}

impl<'a> Interview<'a> {
    /// Where the interview of a stack stands.
    pub fn of(stack: &Stack, catalog: &'a Catalog) -> Self {
        let project = Project::of(stack, catalog);
        let scoped = scope(&stack.facts, catalog);
        let concerns = scoped.into_iter().map(|scoped| {
            let concern = scoped.concern;
            let subject = Subject::Concern(concern.id.clone());
            let because = scoped.reasons.first().map(|reason| reason.because.clone());
            let stands = decided(stack, &subject, catalog)
                .or_else(|| settled(concern, &stack.facts, catalog))
                .or_else(|| {
                    let because = because.filter(|_| scoped.need == Need::NeedNot)?;
                    Some(Stands::Pointless(because))
                })
                .or_else(|| one_left(&project, concern))
                .unwrap_or(Stands::Open);
            Standpoint {
                concern,
                need: scoped.need,
                reasons: scoped.reasons,
                stands,
                clients: reached(&project, concern),
            }
        });
        Self {
            concerns: concerns.collect(),
        }
    }

    /// The concerns to ask, in this order; one alternative that is left is asked for too.
    pub fn to_ask(&self) -> impl Iterator<Item = &Standpoint<'a>> {
        let open = |one: &&Standpoint<'a>| matches!(one.stands, Stands::Open | Stands::OneLeft(..));
        self.concerns.iter().filter(open)
    }

    /// How far it is, in words: "7 of at most 22 concerns; 3 settled by facts, 2 not needed".
    pub fn progress(&self) -> SafeText {
        let count = |test: &dyn Fn(&Stands) -> bool| {
            let all = self.concerns.iter();
            all.filter(|one| test(&one.stands)).count()
        };
        let done =
            count(&|s| matches!(s, Stands::Decided(_) | Stands::LeftOpen | Stands::NotNeeded));
        let at_most = done + self.to_ask().count();
        let parts = [
            (
                count(&|s| matches!(s, Stands::Settled { .. })),
                "settled by facts",
            ),
            (
                count(&|s| matches!(s, Stands::Pointless(_) | Stands::NotNeeded)),
                "not needed",
            ),
            (count(&|s| *s == Stands::LeftOpen), "left open"),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        let noun = if at_most == 1 { "concern" } else { "concerns" };
        let sep = if parts.is_empty() { "" } else { "; " };
        SafeText::from(format!(
            "{done} of at most {at_most} {noun}{sep}{}",
            parts.join(", ")
        ))
    }
}

/// What the decisions on a subject say of it. A walk that was left in between is asked on.
fn decided(stack: &Stack, subject: &Subject, catalog: &Catalog) -> Option<Stands> {
    let decisions = stack.decisions.iter();
    let own: Vec<&Decision> = decisions.filter(|one| one.subject == *subject).collect();
    let chosen = own.iter().filter_map(|one| one.chosen.as_ref());
    let chosen: Vec<SafeText> = chosen.map(|chosen| chosen.name.clone()).collect();
    if !chosen.is_empty() {
        return Some(Stands::Decided(chosen));
    }
    let open = own.first()?;
    if open.is_not_needed() {
        return Some(Stands::NotNeeded);
    }
    // What a preset leaves between some, and a walk that was left in between, are questions.
    let finished = || begun(open, catalog).is_some_and(|walk| walk.is_finished());
    let asked = open.status == AdrStatus::Draft && !finished();
    (!asked).then_some(Stands::LeftOpen)
}

/// The walk of a decision that was left in between.
pub fn begun(decision: &Decision, catalog: &Catalog) -> Option<Walk> {
    let walked = decision.walked.last()?;
    match catalog.find_tree(&walked.tree.0) {
        Lookup::Found(tree) => Some(reopen(tree, walked).0),
        Lookup::Ambiguous(_) | Lookup::Missing(_) => None,
    }
}

/// A technology that is there and serves a concern which takes just one.
pub(super) fn settled(concern: &Concern, facts: &Facts, catalog: &Catalog) -> Option<Stands> {
    if concern.takes == Some(Takes::Many) {
        return None;
    }
    let named = SETTLING.iter().flat_map(|name| {
        let fact = facts.get(&SafeText::from(*name));
        let words = fact.map(Fact::words).unwrap_or_default();
        words.iter().map(move |word| (*name, word))
    });
    let serves = |technology: &Technology| {
        let kind = technology.kind.as_ref();
        kind.is_some_and(|kind| concern.kinds.contains(kind))
    };
    let mut serving = named.filter_map(|(name, word)| {
        let known = catalog.technology(catalog.names.resolve(word)?)?;
        serves(known).then_some((name, known))
    });
    let (fact, known) = serving.next()?;
    // Of two that are there, which one serves is a choice.
    serving.next().is_none().then(|| Stands::Settled {
        chosen: known.name.clone(),
        fact: fact.into(),
    })
}

/// The one of several that nothing rules out.
fn one_left(project: &Project<'_>, concern: &Concern) -> Option<Stands> {
    let there = project.there(None);
    let against = |technology| against(project, &there, technology).into_iter().next();
    let all = serving_kinds(project, concern).map(|one| (one, against(one)));
    let (mut fits, mut ruled_out) = (None, None);
    for (one, against) in all {
        match against {
            None if fits.is_some() => return None,
            None => fits = Some(one),
            Some(against) => ruled_out = ruled_out.or(Some((one, against))),
        }
    }
    let (left, (other, against)) = (fits?, ruled_out?);
    let left = Alternative {
        name: left.name.clone(),
        technology: Some(left.id.clone()),
    };
    let because = format!("the only one left; {}: {}", other.name, against.because);
    Some(Stands::OneLeft(left, SafeText::one_line(&because)))
}

/// What the languages of a project leave of what serves a concern: "for Rust: Oakvec; none listed:
/// Elmvec". `None` where nobody said the language, or nothing is stated of any.
fn reached(project: &Project<'_>, concern: &Concern) -> Option<SafeText> {
    let languages = project.languages();
    let (mut listed, mut none, mut unstated) = (Vec::new(), Vec::new(), 0);
    for technology in serving_kinds(project, concern).filter(|_| !languages.is_empty()) {
        match is_reached(project, technology, &languages) {
            Some(true) => listed.push(technology.name.as_str()),
            Some(false) => none.push(technology.name.as_str()),
            None => unstated += 1,
        }
    }
    if listed.is_empty() && none.is_empty() {
        return None;
    }
    let listed = Some(listed.join(", ")).filter(|listed| !listed.is_empty());
    let none = Some(none.join(", ")).filter(|none| !none.is_empty() && listed.is_some());
    let others = match unstated {
        0 => None,
        1 => Some("of one other nothing is stated".to_owned()),
        count => Some(format!("of {count} others nothing is stated")),
    };
    let parts = [
        Some(listed.unwrap_or_else(|| "none listed".to_owned())),
        none.map(|none| format!("none listed: {none}")),
        others,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let names = project.names(&languages);
    Some(SafeText::from(format!("for {names}: {}", parts.join("; "))))
}

/// Whether one of some languages reaches a technology: it is written for it, or a list has a
/// client; `None` where nothing is stated.
fn is_reached(
    project: &Project<'_>,
    technology: &Technology,
    languages: &BTreeSet<TechId>,
) -> Option<bool> {
    if !technology.languages.is_empty() {
        return Some(
            technology
                .languages
                .iter()
                .any(|own| languages.contains(own)),
        );
    }
    let lists = languages.iter().filter_map(|language| {
        match project.tables().clients(technology, language) {
            Clients::Listed(_) => Some(true),
            Clients::NoneListed { .. } => Some(false),
            Clients::NotStated => None,
        }
    });
    lists.reduce(|one, other| one || other)
}
