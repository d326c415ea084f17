//! Which technologies fit a concern beside what is chosen, and what speaks against the others.

use crate::model::{Concern, Facts, Stance, TechId, Technology};
use crate::review::{Clients, Project, Source};
use crate::text::SafeText;
use crate::walk::{LimitState, StatedLimit, There, stated_limits};

/// Alternatives that a next step names.
const NAMED: usize = 4;

/// Kinds that a next step names; of more the concern is named.
const KINDS: usize = 2;

/// A reason against an alternative.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Against {
    /// What is stated, and what is so here.
    pub(super) because: SafeText,
    /// Where.
    pub(super) source: Source,
}

/// The technologies whose kind serves a concern, in manifest order.
pub(super) fn serving<'a>(
    project: &Project<'a>,
    concern: &Concern,
) -> impl Iterator<Item = &'a Technology> {
    let known = project.catalog.names.technologies().iter();
    known.filter(|known| {
        let kind = known.kind.as_ref();
        kind.is_some_and(|kind| concern.kinds.contains(kind))
    })
}

/// What speaks against a technology where these things are there: what the manifest declares, a
/// limit that a fact crosses, the house.
pub(super) fn against(
    project: &Project<'_>,
    there: &There<'_>,
    technology: &Technology,
) -> Vec<Against> {
    let catalog = project.catalog;
    let banned = project.policy(&technology.id);
    let banned = banned.filter(|policy| policy.stance == Stance::Banned);
    let banned = banned.map(|policy| Against {
        because: policy_words(policy.stance, &policy.because),
        source: Source::of(catalog, policy.at, None),
    });
    let declared = there.objections(&technology.id).into_iter();
    let declared = declared.map(|objection| Against {
        because: objection.because(),
        source: Source::of(catalog, objection.at, objection.cite.as_ref()),
    });
    let facts: &Facts = &project.stack.facts;
    let crossed = limits(project, technology).into_iter();
    let crossed = crossed.filter_map(|limit| match limit.state(facts) {
        LimitState::Crossed(by) => Some(Against {
            because: SafeText::from(format!("{}; here: {by}", limit.quote)),
            source: Source::of(catalog, limit.at, limit.cite.as_ref()),
        }),
        LimitState::Within | LimitState::NotKnown => None,
    });
    banned.into_iter().chain(declared).chain(crossed).collect()
}

/// The limits that the content states of a technology, each statement once: first those of trees,
/// then those of tables.
pub(super) fn limits(project: &Project<'_>, technology: &Technology) -> Vec<StatedLimit> {
    let catalog = project.catalog;
    let trees = catalog.trees().filter(|tree| tree.same_as.is_none());
    let mut limits: Vec<StatedLimit> = trees
        .flat_map(|tree| stated_limits(tree, &technology.id.0))
        .collect();
    limits.extend(project.tables().limits(&technology.id));
    let mut apart: Vec<StatedLimit> = Vec::new();
    for limit in limits {
        // What cites the same line of a source is the same statement in other words.
        let same = |known: &StatedLimit| {
            known.limit == limit.limit && (known.cite == limit.cite || known.quote == limit.quote)
        };
        if !apart.iter().any(same) {
            apart.push(limit);
        }
    }
    apart
}

/// A stance in words: "banned by the house (two stores to run)".
pub(super) fn policy_words(stance: Stance, because: &str) -> SafeText {
    let says = match stance {
        Stance::Banned => "banned by the house",
        Stance::Hold => "on hold in the house: nothing new is begun with it",
        Stance::Trial => "on trial in the house",
        Stance::Adopt => "adopted by the house",
    };
    SafeText::from(match because {
        "" => says.to_owned(),
        because => format!("{says} ({because})"),
    })
}

/// The next step that names what else could be chosen: "choose one of A, B (queue)".
pub(super) fn instead(project: &Project<'_>, concern: Option<&Concern>, at: usize) -> SafeText {
    let Some(concern) = concern else {
        return "choose another, or write down why it holds all the same".into();
    };
    let there = project.there(Some(at));
    let taken = |known: &&Technology| {
        let mut chosen = project.chosen.iter();
        !chosen.any(|chosen| chosen.technology.is_some_and(|one| one.id == known.id))
    };
    let fits = |known: &&Technology| against(project, &there, known).is_empty();
    let fitting = serving(project, concern).filter(taken).filter(fits);
    let mut fitting: Vec<&Technology> = fitting.collect();
    fitting.sort_by_cached_key(|known| is_out_of_reach(project, known));
    fitting.truncate(NAMED);
    let kinds: Vec<&str> = concern.kinds.iter().map(SafeText::as_str).collect();
    let kinds = if kinds.len() > KINDS {
        format!("for {}", concern.id)
    } else {
        kinds.join(" or ")
    };
    if fitting.is_empty() {
        let title = &concern.title;
        return SafeText::from(format!(
            "nothing else of the library fits {title} ({kinds})"
        ));
    }
    let names = project.names(fitting.iter().map(|known| &known.id));
    let one = if fitting.len() > 1 { "one of " } else { "" };
    SafeText::from(format!("choose {one}{names} ({kinds})"))
}

/// Whether a list says that a language of the project has no client of a technology.
fn is_out_of_reach(project: &Project<'_>, technology: &Technology) -> bool {
    let none = |language: &TechId| {
        let listed = project.tables().clients(technology, language);
        matches!(listed, Clients::NoneListed { .. })
    };
    project.languages().iter().any(none)
}

/// The next step by which a technology gets there: "adopt Elm for store".
pub(super) fn adoption(project: &Project<'_>, technology: &Technology) -> String {
    let kind = technology.kind.as_ref();
    let concern = kind.and_then(|kind| project.served_by(kind));
    let (name, id) = (&technology.name, &technology.id);
    match concern {
        Some(concern) => format!("adopt {name} for {}", concern.id),
        None => format!("say that {name} is there: `uses: [{id}]` among the facts"),
    }
}
