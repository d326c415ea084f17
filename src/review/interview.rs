//! The interview: all concerns of a library one after the other, without those that facts and
//! decisions settle or make pointless. Where it stands is read from the stack each time, so that
//! leaving it loses nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::{Catalog, Lookup};
use crate::model::{Alternative, Concern, DecisionTree, Fact, Facts, Takes, TechId, Technology};
use crate::review::fit::{against, serving as serving_kinds};
use crate::review::project::technology;
use crate::review::{Clients, Need, Project, ScopeReason, scope};
use crate::stack::{AdrStatus, Decision, Stack, StackEdit, Subject};
use crate::text::SafeText;
use crate::walk::{Transcript, Walk, question_text, recommended, reopen};

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

/// The trees of a concern that the library has, the first asked first.
pub fn trees_of(concern: &Concern, catalog: &Catalog) -> Vec<Arc<DecisionTree>> {
    let found = concern
        .trees
        .iter()
        .filter_map(|id| match catalog.find_tree(&id.0) {
            Lookup::Found(tree) => Some(tree),
            Lookup::Ambiguous(_) | Lookup::Missing(_) => None,
        });
    found.collect()
}

/// Which of some alternatives serve a concern: a technology of another kind does not, where the
/// library says the kinds.
pub fn serving(concern: &Concern, all: Vec<Alternative>, catalog: &Catalog) -> Vec<Alternative> {
    let serves = |one: &Alternative| {
        let known = one
            .technology
            .as_ref()
            .and_then(|id| catalog.technology(id));
        let kind = known.and_then(|known| known.kind.as_ref());
        kind.is_none_or(|kind| concern.kinds.is_empty() || concern.kinds.contains(kind))
    };
    all.into_iter().filter(serves).collect()
}

/// The edits that keep what a concern came to: what was chosen, or that it is open; and what its
/// answers stated. Leaving a concern open takes no choice back.
pub fn kept(
    concern: &Concern,
    (walked, status): (&[Transcript], AdrStatus),
    chosen: &[Alternative],
    stack: &Stack,
    catalog: &Catalog,
) -> Vec<StackEdit> {
    let subject = Subject::Concern(concern.id.clone());
    let mut decisions = stack.decisions.iter();
    let decided = decisions.any(|one| one.subject == subject && one.chosen.is_some());
    let each = chosen.iter().cloned().map(Some);
    let none = (chosen.is_empty() && !decided).then_some(None);
    let adopt = |chosen| {
        let id = Some(concern.id.clone());
        let decision = Decision::from_transcripts(walked.to_vec(), catalog, chosen, id);
        StackEdit::Adopt(Box::new(Decision { status, ..decision }))
    };
    each.chain(none).map(adopt).collect()
}

/// What speaks against a choice for a concern, beside all that the stack says: a sentence each.
pub fn speaks_against(
    concern: &Concern,
    chosen: &Alternative,
    stack: &Stack,
    catalog: &Catalog,
) -> Vec<SafeText> {
    let project = Project::of(stack, catalog);
    let subject = Subject::Concern(concern.id.clone());
    let mut own = project.chosen.iter();
    let own = own.find(|one| one.decision.subject == subject);
    let there = project.there(own.map(|one| one.position));
    let Some(known) = technology(chosen, catalog) else {
        return Vec::new();
    };
    let against = against(&project, &there, known).into_iter();
    let mut said: Vec<SafeText> = against.map(|one| one.because).collect();
    let kind = known.kind.as_ref();
    let serves = |kind: &SafeText| concern.kinds.is_empty() || concern.kinds.contains(kind);
    if let Some(kind) = kind.filter(|kind| !serves(kind)) {
        let title = &concern.title;
        said.push(SafeText::from(format!("a {kind} does not serve {title}")));
    }
    said
}

/// What a finished walk came to for a concern.
#[derive(Clone, Debug, PartialEq)]
pub enum CameTo {
    /// One thing that serves it, and nothing speaks against it.
    One(Alternative),
    /// Several such things.
    Several(Vec<Alternative>),
    /// Things that serve it, with what speaks against each.
    Against(Vec<(Alternative, SafeText)>),
    /// Only what serves another concern.
    Elsewhere,
    /// Nothing.
    Nothing,
}

/// What a walk that is finished came to for a concern, beside all that the stack says.
pub fn came_to(concern: &Concern, walk: &Walk, stack: &Stack, catalog: &Catalog) -> CameTo {
    let found = recommended(walk, catalog);
    if found.is_empty() {
        return CameTo::Nothing;
    }
    let serving = serving(concern, found, catalog);
    if serving.is_empty() {
        return CameTo::Elsewhere;
    }
    let project = Project::of(stack, catalog);
    let there = project.there(None);
    let why = |one: &Alternative| {
        let known = catalog.technology(one.technology.as_ref()?)?;
        let against = against(&project, &there, known).into_iter().next()?;
        Some(against.because)
    };
    let weighed: Vec<_> = serving.into_iter().map(|one| (why(&one), one)).collect();
    let stand = weighed.iter().filter(|(why, _)| why.is_none());
    let stand: Vec<Alternative> = stand.map(|(_, one)| one.clone()).collect();
    match stand.as_slice() {
        [only] => CameTo::One(only.clone()),
        [] => {
            let against = weighed.into_iter();
            let against = against.filter_map(|(why, one)| Some((one, why?)));
            CameTo::Against(against.collect())
        }
        _ => CameTo::Several(stand),
    }
}

/// What a second tree says on a concern.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondOpinion {
    /// The tree.
    pub tree: Arc<DecisionTree>,
    /// What it recommends by facts alone; empty where it would have to ask.
    pub recommended: Vec<Alternative>,
    /// What it would have to ask first.
    pub asks: Option<SafeText>,
    /// Whether it recommends what was chosen; `None` where it has to ask, or nothing was chosen.
    pub agrees: Option<bool>,
}

impl SecondOpinion {
    /// The opinion in a sentence.
    pub fn text(&self) -> SafeText {
        let title = SafeText::one_line(&self.tree.title);
        let names: Vec<&str> = self
            .recommended
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        let said = match (&self.asks, self.agrees) {
            (Some(asks), _) => format!("asks: {}", SafeText::one_line(asks)),
            (None, Some(true)) => format!("agrees: {}", names.join(", ")),
            (None, Some(false)) if !names.is_empty() => {
                format!("disagrees: {}", names.join(", "))
            }
            (None, _) => names.join(", "),
        };
        let said = if said.is_empty() {
            "says nothing"
        } else {
            &said
        };
        SafeText::from(format!("second opinion, {title}: {said}"))
    }
}

/// The second opinion on a concern, as far as facts answer it, beside what was chosen.
pub fn second_opinion(
    concern: &Concern,
    stack: &Stack,
    chosen: &[Alternative],
    catalog: &Catalog,
) -> Option<SecondOpinion> {
    let tree = trees_of(concern, catalog).into_iter().nth(1)?;
    let mut walk = Walk::new(Arc::clone(&tree));
    let subject = Subject::Concern(concern.id.clone());
    walk.settle(catalog, &stack.facts_for(Some(&subject), catalog));
    let asks = walk.current_question();
    let asks = asks.map(|(_, question)| question_text(&walk.tree, question));
    let recommended = match asks {
        Some(_) => Vec::new(),
        None => serving(concern, recommended(&walk, catalog), catalog),
    };
    let same = |one: &Alternative| chosen.iter().any(|chosen| chosen.key() == one.key());
    let told = asks.is_none() && !chosen.is_empty() && !recommended.is_empty();
    Some(SecondOpinion {
        agrees: told.then(|| recommended.iter().any(same)),
        tree,
        recommended,
        asks,
    })
}
