//! Which concerns a project has to decide, from what is built: by the relations between skills
//! and by what concerns say themselves.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::model::{Citation, Concern, ConcernId, Fact, Facts, RelationStrength};
use crate::text::{Location, SafeText};
use crate::walk::facts::same_word;

/// Whether a concern has to be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// It must be.
    Must,
    /// It may be.
    May,
    /// It need not be.
    NeedNot,
}

/// Why a concern has to be decided or not, and who says so.
#[derive(Clone, Debug, PartialEq)]
pub struct ScopeReason {
    /// The reason in a phrase.
    pub because: SafeText,
    /// The source that the library names for it.
    pub cite: Option<Citation>,
    /// Where it is declared.
    pub at: Location,
}

/// A concern with whether it has to be decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Scoped<'a> {
    /// The concern.
    pub concern: &'a Concern,
    /// Whether it has to be decided.
    pub need: Need,
    /// Why, at least one reason.
    pub reasons: Vec<ScopeReason>,
}

/// All concerns of the library with whether they have to be decided, in manifest order. A
/// relation of a need to the skill that decides a concern says that it must be where it is a
/// primary one, and that it may be where it is secondary. What must be decided first is decided
/// with it. Where nobody said what is built, everything may be.
pub fn scope<'a>(facts: &Facts, catalog: &'a Catalog) -> Vec<Scoped<'a>> {
    let built = facts.get(&SafeText::from(Fact::BUILDING));
    let concerns = &catalog.manifest.concerns;
    let mut all: Vec<Scoped<'a>> = concerns
        .iter()
        .map(|concern| match left_out(concern, facts, catalog) {
            Some(reason) => Scoped {
                concern,
                need: Need::NeedNot,
                reasons: vec![reason],
            },
            None => by_what_is_built(concern, built, catalog),
        })
        .collect();
    let musts = all.iter().filter(|one| one.need == Need::Must);
    let first: Vec<(ConcernId, &Concern)> = musts
        .flat_map(|one| one.concern.after.iter().map(|id| (id.clone(), one.concern)))
        .collect();
    for one in &mut all {
        let later = first.iter().find(|(id, _)| *id == one.concern.id);
        if let Some((_, later)) = later.filter(|_| one.concern.opened_by.is_empty())
            && one.need == Need::May
        {
            one.need = Need::Must;
            one.reasons = vec![ScopeReason {
                because: SafeText::from(format!("decided before {}", later.title)),
                cite: None,
                at: later.at,
            }];
        }
    }
    all
}

/// Why facts leave a concern out, where they do.
pub(super) fn left_out(concern: &Concern, facts: &Facts, catalog: &Catalog) -> Option<ScopeReason> {
    let same = |one: &str, other: &str| same_word(one, other, catalog);
    let mut claims = concern.skip_when.iter();
    let all = claims.all(|claim| {
        let fact = facts.get(&claim.fact);
        fact.and_then(|fact| claim.when.holds(fact, &same)) == Some(true)
    });
    (all && !concern.skip_when.is_empty()).then(|| {
        let said = concern.skip_when.iter().map(|claim| {
            let words: Vec<&str> = claim.when.words().iter().map(SafeText::as_str).collect();
            format!("{} has none of {}", claim.fact, words.join(", "))
        });
        ScopeReason {
            because: SafeText::from(said.collect::<Vec<_>>().join("; ")),
            cite: None,
            at: concern.at,
        }
    })
}

fn by_what_is_built<'a>(
    concern: &'a Concern,
    built: Option<&Fact>,
    catalog: &Catalog,
) -> Scoped<'a> {
    let own = |because: String| ScopeReason {
        because: SafeText::from(because),
        cite: None,
        at: concern.at,
    };
    let scoped = |need, reasons| Scoped {
        concern,
        need,
        reasons,
    };
    if concern.opened_by.is_empty() {
        return scoped(Need::May, vec![own("open whatever is built".to_owned())]);
    }
    let Some(fact) = built.filter(|fact| **fact != Fact::Unknown) else {
        return scoped(Need::May, vec![own("nobody said what is built".to_owned())]);
    };
    let open: Vec<&SafeText> = concern
        .opened_by
        .iter()
        .filter(|need| fact.words().contains(need))
        .collect();
    if open.is_empty() {
        let needs: Vec<&str> = concern.opened_by.iter().map(SafeText::as_str).collect();
        let none = own(format!("none of {} is built", needs.join(", ")));
        let need = if fact.is_whole() {
            Need::NeedNot
        } else {
            Need::May
        };
        return scoped(need, vec![none]);
    }
    let mut reasons = Vec::new();
    let mut need = Need::May;
    for one in open {
        let relation = relation(one, concern, catalog);
        if let Some((strength, reason)) = relation {
            if strength == RelationStrength::Primary {
                need = Need::Must;
            }
            reasons.push(reason);
        } else {
            reasons.push(own(format!("{one} opens it")));
        }
    }
    scoped(need, reasons)
}

/// The relation of a need to the skill whose tree decides a concern first.
fn relation(
    need: &SafeText,
    concern: &Concern,
    catalog: &Catalog,
) -> Option<(RelationStrength, ScopeReason)> {
    let tree = concern.trees.first()?;
    let skill = tree.0.split(['#', '/']).next()?;
    let relations = catalog.manifest.relations.iter();
    let mut relations = relations.filter(|one| one.from == *need && *one.to == *skill);
    let found = relations.next()?;
    let word = match found.strength {
        RelationStrength::Primary => "needs",
        RelationStrength::Secondary => "can use",
    };
    let because = SafeText::from(format!("{need} {word} {}", found.to));
    let reason = ScopeReason {
        because,
        cite: found.cite.clone(),
        at: found.at,
    };
    Some((found.strength, reason))
}

/// What a person said that nothing of the library speaks of, so that nothing follows from it: a
/// need, or a technology that is not known.
pub fn unheard(facts: &Facts, catalog: &Catalog) -> Vec<SafeText> {
    let opened = catalog.manifest.concerns.iter().flat_map(|c| &c.opened_by);
    let heard: BTreeSet<&SafeText> = opened.collect();
    let words = |name: &str| facts.get(name).map(Fact::words).unwrap_or_default().iter();
    let built = words(Fact::BUILDING).filter(|word| !heard.contains(word));
    let named = words(Fact::USES).chain(words(Fact::LANGUAGE));
    // A library that names no technologies may speak of any.
    let declares = !catalog.names.technologies().is_empty();
    let strange = named.filter(|word| declares && catalog.names.resolve(word).is_none());
    let all = built.chain(strange).filter(|word| ***word != *Fact::OTHERS);
    all.cloned().collect()
}
