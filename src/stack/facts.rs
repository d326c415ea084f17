//! Facts of a project: what they may be, and what a changed one touches.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::{Catalog, Lookup};
use crate::model::{Circumstance, CircumstanceKind, Fact, Facts, NodeId, TechId, TreeId};
use crate::parse::quantity::{Limit, Unit};
use crate::stack::{Decision, Stack, Subject};
use crate::text::{SafeText, counted};
use crate::walk::{Walk, recommended, reopen};

/// The fact that names what runs already.
const USES: &str = "uses";
/// The fact that names what the team writes, and the kind of technology that it names.
const LANGUAGE: &str = "language";

/// A value that a fact cannot have, as its library declares it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongFact {
    /// A number is wanted.
    #[error("{name} is a number: write 30M, 10M-100M, \"<= 20\" or unknown")]
    NoNumber {
        /// The fact.
        name: SafeText,
    },
    /// Words are wanted.
    #[error("{name} is no number: {}", ask)]
    NoWords {
        /// The fact.
        name: SafeText,
        /// The question that asks for it.
        ask: SafeText,
    },
    /// One of a list is wanted.
    #[error("{name} can be {}, not \u{201c}{value}\u{201d}", listed(values))]
    NotListed {
        /// The fact.
        name: SafeText,
        /// What was given.
        value: SafeText,
        /// What it can be.
        values: Vec<SafeText>,
    },
    /// Only one is wanted.
    #[error("{name} is one of {}: write just one", listed(values))]
    Several {
        /// The fact.
        name: SafeText,
        /// What it can be.
        values: Vec<SafeText>,
    },
}

fn listed(values: &[SafeText]) -> String {
    let values: Vec<&str> = values.iter().map(SafeText::as_str).collect();
    values.join(", ")
}

/// The declaration of a fact.
pub fn declared<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a Circumstance> {
    let mut facts = catalog.manifest.facts.iter();
    facts.find(|fact| *fact.id == *name)
}

/// A fact as its library declares it: words in their own spelling, technologies by their ids. A
/// fact that nobody declares can be anything.
///
/// # Errors
///
/// See [`WrongFact`].
pub fn typed(catalog: &Catalog, name: &SafeText, fact: Fact) -> Result<Fact, WrongFact> {
    let Some(known) = declared(catalog, name).filter(|_| fact != Fact::Unknown) else {
        return Ok(fact);
    };
    let name = name.clone();
    let words = match (known.kind.unwrap_or_default(), fact) {
        (CircumstanceKind::Number, fact @ Fact::Number(_)) => return Ok(fact),
        (CircumstanceKind::Number, _) => return Err(WrongFact::NoNumber { name }),
        (_, Fact::Words(words)) => words,
        (_, Fact::Number(_) | Fact::Unknown) => {
            let ask = known.ask.clone();
            return Err(WrongFact::NoWords { name, ask });
        }
    };
    if known.kind == Some(CircumstanceKind::Choice) && words.len() > 1 {
        let values = known.values.clone();
        return Err(WrongFact::Several { name, values });
    }
    let spelled = words.into_iter().map(|word| spelled(catalog, known, word));
    let words: Vec<SafeText> = spelled.collect::<Result<_, _>>()?;
    Ok(Fact::Words(words))
}

fn spelled(catalog: &Catalog, known: &Circumstance, word: SafeText) -> Result<SafeText, WrongFact> {
    if known.kind == Some(CircumstanceKind::Technologies) {
        let id = catalog.names.resolve(&word);
        return Ok(id.map_or(word, |TechId(id)| id.clone()));
    }
    let same = |value: &&SafeText| value.eq_ignore_ascii_case(&word);
    let value = known.values.iter().find(same).cloned();
    if known.values.is_empty() || *word == *Fact::OTHERS {
        return Ok(word);
    }
    value.ok_or_else(|| WrongFact::NotListed {
        name: known.id.clone(),
        value: word,
        values: known.values.clone(),
    })
}

impl Stack {
    /// What is true of the project for whoever decides something: see [`Stack::facts_beside`]. A
    /// language that was decided is what the team writes.
    pub fn facts_for(&self, subject: Option<&Subject>, catalog: &Catalog) -> Facts {
        let mut facts = self.facts_beside(subject);
        let decided = self.decisions.iter();
        let decided = decided.filter(|decision| Some(&decision.subject) != subject);
        let languages = decided.filter_map(|decision| {
            let id = decision.chosen.as_ref()?.technology.as_ref()?;
            let kind = catalog.technology(id)?.kind.as_deref();
            (kind == Some(LANGUAGE)).then(|| id.0.clone())
        });
        let languages: Vec<SafeText> = languages.collect();
        if !languages.is_empty() && !self.facts.contains_key(LANGUAGE) {
            facts.insert(LANGUAGE.into(), Fact::Words(languages));
        }
        facts
    }

    /// What is true beside what a tree decides.
    pub fn facts_in(&self, tree: &TreeId, catalog: &Catalog) -> Facts {
        let concern = super::concern_of(tree, catalog).map(Subject::Concern);
        self.facts_for(concern.as_ref(), catalog)
    }
}

/// The facts `uses` with what decisions chose: where nobody said what runs already, these are not
/// all there is.
pub(super) fn used(known: Option<Fact>, chosen: Vec<SafeText>) -> (SafeText, Fact) {
    let before = known.unwrap_or(Fact::Unknown);
    let before = match before {
        Fact::Number(_) => Fact::Unknown,
        list => list,
    };
    (USES.into(), before.with_words(chosen))
}

/// A change of one fact, and what it touched.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touched {
    /// The fact.
    pub name: SafeText,
    /// What it was.
    pub before: Option<Fact>,
    /// What it is.
    pub after: Option<Fact>,
    /// The decisions with answers that follow anew, or no longer, and how many.
    pub anew: Vec<(SafeText, usize)>,
    /// The decisions that no longer say what follows, that an answer was given for which cannot
    /// hold now, or whose limit is crossed.
    pub look_at: Vec<SafeText>,
}

impl Touched {
    /// The change in a sentence: "vectors 5M → 30M: 2 answers of Vector store follow anew, 1
    /// decision to look at".
    pub fn text(&self) -> SafeText {
        let name = &self.name;
        let change = match (&self.before, &self.after) {
            (Some(before), Some(after)) => format!("{name} {before} \u{2192} {after}"),
            (Some(before), None) => format!("{name} {before} taken back"),
            (None, Some(after)) => format!("{name} {after}"),
            (None, None) => name.to_string(),
        };
        let anew = self.anew.iter().map(|(decision, count)| {
            let verb = if *count == 1 { "follows" } else { "follow" };
            format!("{} of {decision} {verb} anew", counted(*count, "answer"))
        });
        let look_at = (!self.look_at.is_empty()).then(|| {
            let count = counted(self.look_at.len(), "decision");
            format!("{count} to look at ({})", listed(&self.look_at))
        });
        let parts: Vec<String> = anew.chain(look_at).collect();
        let said = match parts.as_slice() {
            [] => "touches nothing that is decided".to_owned(),
            parts => parts.join(", "),
        };
        SafeText::one_line(&format!("{change}: {said}"))
    }
}

/// What changed between two stacks by their facts, and what that touched of the decisions.
pub fn touched(before: &Stack, after: &Stack, catalog: &Catalog) -> Vec<Touched> {
    let names: BTreeSet<&SafeText> = before.facts.keys().chain(after.facts.keys()).collect();
    let changed = names
        .into_iter()
        .filter(|name| before.facts.get(*name) != after.facts.get(*name));
    changed
        .map(|name| {
            let mut next = before.clone();
            match after.facts.get(name) {
                Some(fact) => drop(next.facts.insert(name.clone(), fact.clone())),
                None => drop(next.facts.remove(name)),
            }
            of_fact(name, before, &next, catalog)
        })
        .collect()
}

fn of_fact(name: &SafeText, before: &Stack, after: &Stack, catalog: &Catalog) -> Touched {
    let mut touched = Touched {
        name: name.clone(),
        before: before.facts.get(name).cloned(),
        after: after.facts.get(name).cloned(),
        ..Touched::default()
    };
    for decision in &after.decisions {
        let title = SafeText::one_line(&decision.title(catalog));
        let (mut count, mut other) = (0, false);
        for (was, is) in walks(decision, before, after, catalog) {
            count += differing(&was, &is);
            other |= leads_elsewhere(decision, &was, &is, catalog);
            other |= !is.from_facts.against.is_subset(&was.from_facts.against);
        }
        if other
            || crossed(
                decision,
                name,
                touched.before.as_ref(),
                touched.after.as_ref(),
            )
        {
            touched.look_at.push(title.clone());
        }
        if count > 0 {
            touched.anew.push((title, count));
        }
    }
    touched
}

/// The walks of a decision under the facts as they were and as they are.
fn walks(
    decision: &Decision,
    before: &Stack,
    after: &Stack,
    catalog: &Catalog,
) -> Vec<(Walk, Walk)> {
    let known = decision.walked.iter().filter_map(|walked| {
        let Lookup::Found(tree) = catalog.find_tree(&walked.tree.0) else {
            return None;
        };
        let walk = |stack: &Stack| {
            let (mut walk, _) = reopen(Arc::clone(&tree), walked);
            walk.settle(catalog, &stack.facts_for(Some(&decision.subject), catalog));
            walk
        };
        Some((walk(before), walk(after)))
    });
    known.collect()
}

/// How many answers that follow from facts are others than before.
pub fn differing(was: &Walk, is: &Walk) -> usize {
    let follows = was.from_facts.answered.keys();
    let follows: BTreeSet<&NodeId> = follows.chain(is.from_facts.answered.keys()).collect();
    let differs = |id: &&&NodeId| was.given.get(**id) != is.given.get(**id);
    follows.iter().filter(differs).count()
}

/// Whether a walk led to what was chosen and does no longer.
fn leads_elsewhere(decision: &Decision, was: &Walk, is: &Walk, catalog: &Catalog) -> bool {
    let Some(chosen) = &decision.chosen else {
        return false;
    };
    let leads = |walk: &Walk| {
        let recommended = recommended(walk, catalog);
        recommended.iter().any(|one| one.key() == chosen.key())
    };
    leads(was) && !leads(is)
}

/// Whether a number has come to where a decision is to be thought about again.
fn crossed(decision: &Decision, name: &str, before: Option<&Fact>, after: Option<&Fact>) -> bool {
    let within = |fact: Option<&Fact>, limit: &Limit| match fact {
        Some(Fact::Number(range)) => range.lies_in(&limit.range),
        _ => false,
    };
    let limits = decision.revisit_when.iter();
    let mut limits = limits.filter_map(|limit| Limit::parse(limit));
    limits.any(|limit| {
        let own = Unit::named(&limit.unit).same_as(&Unit::named(name));
        own && within(after, &limit) && !within(before, &limit)
    })
}
