//! What a project has and has not, by its facts and by the answers given; and what a library's
//! manifest says of an alternative that goes against it.

use crate::catalog::Catalog;
use crate::model::{
    Citation, Conflict, Fact, Facts, Fork, NodeId, Requirement, TechId, Technology,
};
use crate::text::SafeText;
use crate::walk::replay::yes_or_no;
use crate::walk::states::Objection;
use crate::walk::{Given, Walk, answer_text, question_text};

/// Words that say of a technology beside them that it is there.
pub(super) const THERE: [&str; 7] = [
    "already", "existing", "exists", "using", "uses", "have", "has",
];
/// The facts that name technologies.
pub(super) const USES: &str = "uses";
pub(super) const LANGUAGE: &str = "language";
/// Words of the longest name that is looked for in an answer.
const NAME_WORDS: usize = 4;

/// A technology that is there, or is not, and what says so.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    technology: TechId,
    there: bool,
    words: SafeText,
}

/// What is there and what is not.
pub(super) struct There<'a> {
    catalog: &'a Catalog,
    said: Vec<Said>,
    languages: Vec<TechId>,
}

impl<'a> There<'a> {
    /// What the facts and the answers of a walk say.
    pub(super) fn of(walk: &Walk, catalog: &'a Catalog, facts: &Facts) -> Self {
        let said = named(facts, USES, catalog);
        let said = said.into_iter().map(|technology| Said {
            words: because(USES, &technology, catalog),
            there: true,
            technology,
        });
        let answered = walk.steps().into_iter().flat_map(|step| {
            let given = step.given;
            given.map_or_else(Vec::new, |given| {
                by_answer(walk, step.question, &given, catalog)
            })
        });
        Self {
            catalog,
            said: answered.chain(said).collect(),
            languages: named(facts, LANGUAGE, catalog),
        }
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
    pub(super) fn objections(&self, id: &TechId) -> Vec<Objection> {
        let Some(technology) = self.catalog.technology(id) else {
            return Vec::new();
        };
        let needs = technology.requires.iter();
        let needs = needs.filter_map(|need| self.unmet(technology, need));
        let own = technology.conflicts.iter();
        let own = own.filter_map(|conflict| self.conflict(technology, conflict, &conflict.with));
        // A conflict may be stated by either of the two.
        let others = self.there().filter_map(|said| {
            let other = self.catalog.technology(&said.technology)?;
            let conflict = other
                .conflicts
                .iter()
                .find(|conflict| conflict.with == *id)?;
            self.conflict(other, conflict, &other.id)
        });
        let language = self.other_language(technology);
        needs.chain(own).chain(others).chain(language).collect()
    }

    fn there(&self) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(|said| said.there)
    }

    fn has(&self, id: &TechId) -> bool {
        self.there().any(|said| said.technology == *id)
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
            let own = kind(id)?;
            self.there()
                .find(|said| kind(&said.technology).as_ref() == Some(&own))
        };
        denied.or_else(instead).map(|said| &said.words)
    }

    fn unmet(&self, technology: &Technology, need: &Requirement) -> Option<Objection> {
        let all = need.all.iter().find_map(|id| self.lacks(id));
        let any = || {
            let lacking: Option<Vec<&SafeText>> =
                need.any.iter().map(|id| self.lacks(id)).collect();
            lacking.and_then(|lacking| lacking.first().copied())
        };
        let words = all.or_else(any)?;
        let needed = need.names(|id| self.name(id));
        let quote = with_why(&format!("needs {needed}"), &need.why);
        Some(stated(technology, words, quote, need.cite.clone()))
    }

    fn conflict(
        &self,
        technology: &Technology,
        conflict: &Conflict,
        with: &TechId,
    ) -> Option<Objection> {
        let said = self.there().find(|said| said.technology == *with)?;
        let names = format!("does not go with {}", self.name(with));
        let quote = with_why(&names, &conflict.why);
        Some(stated(
            technology,
            &said.words,
            quote,
            conflict.cite.clone(),
        ))
    }

    /// What is listed for other languages than the project is written in.
    fn other_language(&self, technology: &Technology) -> Option<Objection> {
        let first = self.languages.first()?;
        let listed = &technology.languages;
        if listed.is_empty() || self.languages.iter().any(|own| listed.contains(own)) {
            return None;
        }
        let names: Vec<String> = listed.iter().map(|id| self.name(id)).collect();
        let quote = SafeText::from(format!("for {}", names.join(", ")));
        let words = because(LANGUAGE, first, self.catalog);
        Some(stated(technology, &words, quote, None))
    }

    fn name(&self, id: &TechId) -> String {
        let known = self.catalog.technology(id);
        known.map_or_else(|| id.to_string(), |technology| technology.name.to_string())
    }
}

fn stated(
    technology: &Technology,
    words: &SafeText,
    quote: SafeText,
    cite: Option<Citation>,
) -> Objection {
    Objection {
        crossed_by: words.clone(),
        quote,
        at: technology.at,
        cite,
        limit: None,
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
            spoken_of(asked, catalog)
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

/// The technologies that a text says, or asks, are there.
fn spoken_of(text: &str, catalog: &Catalog) -> Vec<TechId> {
    let words = Words::of(text, catalog);
    if words.says_there() {
        words.technologies
    } else {
        Vec::new()
    }
}

/// A text taken apart into the technologies that it names and the words beside.
pub(super) struct Words<'t> {
    /// The technologies, in the order named. A name is whole words, the longest first.
    pub(super) technologies: Vec<TechId>,
    /// All other words.
    pub(super) others: Vec<&'t str>,
}

impl<'t> Words<'t> {
    /// Takes a text apart.
    pub(super) fn of(text: &'t str, catalog: &Catalog) -> Self {
        let part =
            |c: char| c.is_whitespace() || matches!(c, '?' | ',' | ';' | ':' | '(' | ')' | '"');
        let all: Vec<&str> = text.split(part).filter(|word| !word.is_empty()).collect();
        let mut words = Self {
            technologies: Vec::new(),
            others: Vec::new(),
        };
        let mut rest = all.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let name = (1..=NAME_WORDS.min(rest.len())).rev().find_map(|count| {
                let id = catalog.names.resolve(&rest.get(..count)?.join(" "))?;
                Some((rest.get(count..)?, id.clone()))
            });
            if let Some((after, id)) = name {
                words.technologies.push(id);
                rest = after;
            } else {
                words.others.push(first);
                rest = after;
            }
        }
        words
    }

    /// Whether a word says of the technologies that they are there.
    pub(super) fn says_there(&self) -> bool {
        let mut others = self.others.iter();
        others.any(|word| THERE.contains(&word.to_lowercase().as_str()))
    }
}
