//! What a project has and has not, by its facts and by the answers given; and what a library's
//! manifest says of an alternative that goes against it.

use crate::catalog::Catalog;
use crate::model::{
    Citation, Conflict, Fact, Facts, Fork, NodeId, Requirement, Takes, TechId, Technology,
};
use crate::text::{Location, SafeText};
use crate::walk::replay::yes_or_no;
use crate::walk::states::{Ground, Objection};
use crate::walk::{Given, Walk, answer_text, question_text};

/// Words that say of a technology near them that it is there.
pub(super) const THERE: [&str; 9] = [
    "already", "existing", "exists", "using", "uses", "have", "has", "run", "running",
];
/// How many words may stand between such a word and the name.
const NEAR: usize = 3;
/// Words with which a text says something else of what it names: that it is not there, that it is
/// to be left, or what people know of it. Of such a text nothing is read, not even the contrary.
const ELSE: [&str; 36] = [
    "not",
    "no",
    "never",
    "without",
    "don't",
    "don’t",
    "doesn't",
    "doesn’t",
    "isn't",
    "isn’t",
    "haven't",
    "haven’t",
    "can't",
    "can’t",
    "cannot",
    "away",
    "leave",
    "leaving",
    "outgrown",
    "outgrow",
    "replace",
    "replacing",
    "instead",
    "migrate",
    "migrating",
    "drop",
    "dropping",
    "experience",
    "expertise",
    "familiar",
    "knowledge",
    "comfortable",
    "support",
    "compatible",
    "compatibility",
    "except",
];
/// Words of the longest name that is looked for in an answer.
const NAME_WORDS: usize = 4;

/// A technology that is there, or is not, and what says so.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    technology: TechId,
    there: bool,
    words: SafeText,
}

/// What is there and what is not: the one place that decides what a requirement, a conflict or a
/// language says about an alternative.
#[derive(Clone, Debug)]
pub struct There<'a> {
    catalog: &'a Catalog,
    said: Vec<Said>,
    /// The languages that the project is written in, each with the words that say so.
    languages: Vec<(TechId, SafeText)>,
}

impl<'a> There<'a> {
    /// What the facts say.
    pub fn known(catalog: &'a Catalog, facts: &Facts) -> Self {
        let stated = |fact: &'static str| {
            let named = named(facts, fact, catalog).into_iter();
            named.map(move |id| (because(fact, &id, catalog), id))
        };
        let there = Self {
            catalog,
            said: Vec::new(),
            languages: stated(Fact::LANGUAGE)
                .map(|(words, id)| (id, words))
                .collect(),
        };
        stated(Fact::USES).fold(there, |there, (words, id)| there.with(id, words))
    }

    /// The same with one more technology that is there, and the words that say so. A language that
    /// is there is one that the project is written in.
    #[must_use]
    pub fn with(mut self, technology: TechId, words: SafeText) -> Self {
        let known = self.catalog.technology(&technology);
        if known.is_some_and(Technology::is_language) {
            self.languages.push((technology.clone(), words.clone()));
        }
        self.said.push(Said {
            technology,
            there: true,
            words,
        });
        self
    }

    /// What the facts and the answers of a walk say.
    pub(super) fn of(walk: &Walk, catalog: &'a Catalog, facts: &Facts) -> Self {
        let mut there = Self::known(catalog, facts);
        let answered = walk.steps().into_iter().flat_map(|step| {
            let given = step.given;
            given.map_or_else(Vec::new, |given| {
                by_answer(walk, step.question, &given, catalog)
            })
        });
        // Answers are nearer than facts.
        there.said.splice(0..0, answered);
        there
    }

    /// The languages that the project is written in, as far as it is said.
    pub fn languages(&self) -> impl Iterator<Item = &TechId> {
        self.languages.iter().map(|(id, _)| id)
    }

    /// The technologies that answers say are there.
    pub(super) fn by_answers(walk: &Walk, catalog: &Catalog) -> Vec<TechId> {
        let said = There::of(walk, catalog, &Facts::new()).said;
        let there = said.into_iter().filter(|said| said.there);
        there.map(|said| said.technology).collect()
    }

    /// What the manifest says against an alternative here: a requirement that is known not to be
    /// met, a conflict with what is there, or that it is for other languages. What is neither
    /// there nor known to be missing is no objection: nothing is stated.
    pub fn objections(&self, id: &TechId) -> Vec<Objection> {
        let Some(technology) = self.catalog.technology(id) else {
            return Vec::new();
        };
        let needs = technology.requires.iter();
        let needs = needs.filter_map(|need| self.unmet(need));
        let own = technology.conflicts.iter();
        let own = own.filter_map(|conflict| self.conflict(conflict, &conflict.with));
        // A conflict may be stated by either of the two.
        let others = self.there().filter_map(|said| {
            let other = self.catalog.technology(&said.technology)?;
            let conflict = other
                .conflicts
                .iter()
                .find(|conflict| conflict.with == *id)?;
            self.conflict(conflict, &other.id)
        });
        let language = self.other_language(technology);
        needs.chain(own).chain(others).chain(language).collect()
    }

    /// What a technology needs that is neither there nor known to be missing.
    pub fn open_needs(&self, id: &TechId) -> Vec<&'a Requirement> {
        let Some(technology) = self.catalog.technology(id) else {
            return Vec::new();
        };
        let met = |need: &Requirement| {
            let any = need.any.is_empty() || need.any.iter().any(|id| self.has(id));
            any && need.all.iter().all(|id| self.has(id))
        };
        let needs = technology.requires.iter();
        needs
            .filter(|need| !met(need) && self.unmet(need).is_none())
            .collect()
    }

    fn there(&self) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(|said| said.there)
    }

    /// Whether a technology is there.
    pub fn has(&self, id: &TechId) -> bool {
        let written = self.languages().any(|language| language == id);
        written || self.there().any(|said| said.technology == *id)
    }

    /// What says that a technology is not there: an answer, or another of its kind in its place.
    fn lacks(&self, id: &TechId) -> Option<&SafeText> {
        if self.has(id) {
            return None;
        }
        let kind = |id: &TechId| self.catalog.technology(id)?.kind.clone();
        let denied = self
            .said
            .iter()
            .find(|said| !said.there && said.technology == *id);
        let instead = || {
            let own = kind(id).filter(|kind| !self.stand_together(kind))?;
            self.there()
                .find(|said| kind(&said.technology).as_ref() == Some(&own))
        };
        denied.or_else(instead).map(|said| &said.words)
    }

    /// Whether several of a kind are chosen side by side, so that one says nothing of another.
    fn stand_together(&self, kind: &SafeText) -> bool {
        let concerns = self.catalog.manifest.concerns.iter();
        let mut serving = concerns.filter(|concern| concern.kinds.contains(kind));
        serving.any(|concern| concern.takes == Some(Takes::Many))
    }

    fn unmet(&self, need: &Requirement) -> Option<Objection> {
        let all = need.all.iter().find_map(|id| self.lacks(id));
        let any = || {
            let lacking: Option<Vec<&SafeText>> =
                need.any.iter().map(|id| self.lacks(id)).collect();
            lacking.and_then(|lacking| lacking.first().copied())
        };
        let words = all.or_else(any)?;
        let needed = need.names(|id| self.name(id));
        let quote = with_why(&format!("needs {needed}"), &need.why);
        let objection = stated(need.at, words, quote, need.cite.clone());
        Some(objection(Ground::Requirement))
    }

    fn conflict(&self, conflict: &Conflict, with: &TechId) -> Option<Objection> {
        let said = self.there().find(|said| said.technology == *with)?;
        let names = format!("does not go with {}", self.name(with));
        let quote = with_why(&names, &conflict.why);
        let objection = stated(conflict.at, &said.words, quote, conflict.cite.clone());
        Some(objection(Ground::Conflict))
    }

    /// What is listed for other languages than the project is written in.
    fn other_language(&self, technology: &Technology) -> Option<Objection> {
        let (_, words) = self.languages.first()?;
        let listed = &technology.languages;
        if listed.is_empty() || self.languages().any(|own| listed.contains(own)) {
            return None;
        }
        let names: Vec<String> = listed.iter().map(|id| self.name(id)).collect();
        let quote = SafeText::from(format!("for {}", names.join(", ")));
        Some(stated(technology.at, words, quote, None)(Ground::Language))
    }

    fn name(&self, id: &TechId) -> String {
        let known = self.catalog.technology(id);
        known.map_or_else(|| id.to_string(), |technology| technology.name.to_string())
    }
}

/// An objection by what the manifest says at a place, but for its ground.
fn stated(
    at: Location,
    words: &SafeText,
    quote: SafeText,
    cite: Option<Citation>,
) -> impl FnOnce(Ground) -> Objection {
    let crossed_by = words.clone();
    move |ground| Objection {
        crossed_by,
        quote,
        at,
        cite,
        limit: None,
        ground,
    }
}

fn with_why(said: &str, why: &str) -> SafeText {
    SafeText::from(if why.is_empty() {
        said.to_owned()
    } else {
        format!("{said} ({why})")
    })
}

/// The known technologies that a fact names.
fn named(facts: &Facts, fact: &str, catalog: &Catalog) -> Vec<TechId> {
    match facts.get(fact) {
        Some(Fact::Words(words)) => {
            let known = words.iter().filter_map(|word| catalog.names.resolve(word));
            known.cloned().collect()
        }
        Some(Fact::Number(_) | Fact::Unknown) | None => Vec::new(),
    }
}

fn because(fact: &str, id: &TechId, catalog: &Catalog) -> SafeText {
    let name = catalog.technology(id).map(|technology| &technology.name);
    SafeText::from(format!("{fact}: {}", name.unwrap_or(&id.0)))
}

/// What an answer says is there: by its own words, or as the yes or no to a question that asks.
fn by_answer(walk: &Walk, id: NodeId, given: &Given, catalog: &Catalog) -> Vec<Said> {
    let (Some(question), Given::Answers(given)) = (walk.tree.question(id), given) else {
        return Vec::new();
    };
    if given.len() > 1 && walk.fork(id) == Fork::OneOf {
        return Vec::new();
    }
    let prompt = question_text(&walk.tree, question);
    let mut said = Vec::new();
    for answer in given.iter().filter_map(|at| question.answers.get(*at)) {
        let label = answer_text(&walk.tree, answer);
        let words = SafeText::from(format!("{prompt} {label}"));
        let (asked, there) = match yes_or_no(&label.to_lowercase()) {
            Some(yes) => (&prompt, yes),
            None => (&label, true),
        };
        said.extend(
            Spoken::of(asked, |name| catalog.names.resolve(name).cloned())
                .technologies
                .into_iter()
                .map(|technology| Said {
                    technology,
                    there,
                    words: words.clone(),
                }),
        );
    }
    said
}

/// What a text says, or asks, is there: taken apart into names and the words beside them.
#[derive(Debug, Default)]
pub(super) struct Spoken<'t> {
    /// The technologies with such a word near them, in the order named. A name is whole words, the
    /// longest first.
    pub(super) technologies: Vec<TechId>,
    /// All other words, names of other technologies with them.
    pub(super) beside: Vec<&'t str>,
}

impl<'t> Spoken<'t> {
    /// Takes a text apart; `named` says which technology some words are.
    pub(super) fn of(text: &'t str, named: impl Fn(&str) -> Option<TechId>) -> Self {
        let part =
            |c: char| c.is_whitespace() || matches!(c, '?' | ',' | ';' | ':' | '(' | ')' | '"');
        let words: Vec<&str> = text.split(part).filter(|word| !word.is_empty()).collect();
        let folded: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let one_of = |list: &[&str], word: &String| list.contains(&word.as_str());
        let mut spoken = Self::default();
        if folded.iter().any(|word| one_of(&ELSE, word)) {
            return spoken;
        }
        let near = |from: usize, to: usize| {
            let around = from.saturating_sub(NEAR + 1)..(to + NEAR + 1).min(folded.len());
            let around = folded.get(around).unwrap_or_default();
            around.iter().any(|word| one_of(&THERE, word))
        };
        let mut at = 0;
        while at < words.len() {
            let most = NAME_WORDS.min(words.len() - at);
            let name = (1..=most).rev().find_map(|count| {
                let name = words.get(at..at + count)?.join(" ");
                Some((count, named(&name)?))
            });
            let taken = name.as_ref().map_or(1, |(count, _)| *count);
            match name.filter(|_| near(at, at + taken)) {
                Some((_, id)) => spoken.technologies.push(id),
                None => spoken
                    .beside
                    .extend(words.get(at..at + taken).into_iter().flatten()),
            }
            at += taken;
        }
        spoken
    }
}
