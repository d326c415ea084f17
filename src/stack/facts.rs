//! Facts of a project: what they may be, and what is true for whoever decides something.

use crate::catalog::Catalog;
use crate::model::{Circumstance, CircumstanceKind, Fact, Facts, TechId, TreeId};
use crate::stack::{Stack, Subject};
use crate::text::SafeText;

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
            let known = catalog.technology(id)?;
            known.is_language().then(|| id.0.clone())
        });
        let languages: Vec<SafeText> = languages.collect();
        if !languages.is_empty() && !self.facts.contains_key(Fact::LANGUAGE) {
            facts.insert(Fact::LANGUAGE.into(), Fact::Words(languages));
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
    (Fact::USES.into(), before.with_words(chosen))
}
