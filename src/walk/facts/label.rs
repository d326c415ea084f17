//! What can be read from the labels of any library: a technology that is there already, a
//! language, a number compared. Only a label that says nothing else is sure to hold; one that
//! says more can still be sure not to.

use crate::catalog::Catalog;
use crate::model::{Answer, Claim, Condition, Fact, Facts, Question, TechId};
use crate::parse::quantity::{Unit, bounds, whole_bound};
use crate::text::SafeText;
use crate::walk::facts::Asks;
use crate::walk::replay::yes_or_no;
use crate::walk::said::{counted, unit_of_question};
use crate::walk::there::{Spoken, THERE};

/// Words that say nothing more of a technology than that it is there.
const MERELY_THERE: [&str; 30] = [
    "a",
    "an",
    "and",
    "are",
    "available",
    "be",
    "by",
    "database",
    "deployed",
    "do",
    "does",
    "in",
    "is",
    "it",
    "of",
    "on",
    "our",
    "part",
    "place",
    "run",
    "running",
    "runs",
    "stack",
    "team",
    "teams",
    "the",
    "there",
    "use",
    "we",
    "you",
];
/// How questions with a number begin.
const LEADS: [&str; 12] = [
    "do you have",
    "do you expect",
    "do you need",
    "do we have",
    "will you have",
    "will there be",
    "is it",
    "is there",
    "are there",
    "is the team",
    "are we",
    "is",
];
/// Languages by their names, for libraries that declare none.
const LANGUAGES: [&str; 18] = [
    "c",
    "c#",
    "c++",
    "clojure",
    "elixir",
    "erlang",
    "go",
    "golang",
    "java",
    "javascript",
    "kotlin",
    "php",
    "python",
    "ruby",
    "rust",
    "scala",
    "swift",
    "typescript",
];

/// Letters that a name must have to be known by its beginning: "Postgres" is "postgresql".
const BEGINNING: usize = 5;

/// The names that a label can have: those that the library declares, and those that the facts name
/// themselves, where no library declares them.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) facts: &'a Facts,
}

impl Names<'_> {
    fn named(self, name: &str) -> Option<TechId> {
        if let Some(id) = self.catalog.names.resolve(name) {
            return Some(id.clone());
        }
        let name = name.to_lowercase();
        let stated = self.facts.get(Fact::USES).map(Fact::words)?;
        let is = |word: &&SafeText| {
            let word = word.to_lowercase();
            let short = word.len().min(name.len());
            let begins = word.starts_with(&name) || name.starts_with(&word);
            word == name || (begins && short >= BEGINNING)
        };
        let word = stated.iter().find(is)?;
        // What the library declares is meant by its own names only.
        let declared = self.catalog.names.resolve(word).is_some();
        (!declared).then(|| TechId(word.clone()))
    }
}

/// What an answer asks of facts, by its own words or as the yes or no to its question.
pub(super) fn asks(
    question: &Question,
    answer: &Answer,
    text: &str,
    common: &Unit,
    names: Names<'_>,
) -> Option<Asks> {
    if let Some(yes) = yes_or_no(&text.to_lowercase()) {
        let bare = text.split_whitespace().count() == 1 && answer.label.is_some();
        return yes_no(&question.prompt, yes, common, names).map(|asks| Asks {
            partly: asks.partly || !bare,
            ..asks
        });
    }
    number(text, &unit_of_question(question), common)
        .or_else(|| language(text, &question.prompt, names.catalog))
        .or_else(|| there(text, names))
}

/// The yes or no to "Is Redis there already?", "More than 10M vectors?".
fn yes_no(prompt: &str, yes: bool, common: &Unit, names: Names<'_>) -> Option<Asks> {
    let folded = prompt.trim().trim_end_matches('?').to_lowercase();
    let led = LEADS.iter().find_map(|lead| folded.strip_prefix(lead));
    let about = led.map_or(folded.as_str(), str::trim_start);
    let asks = number(about, &Unit::default(), common).or_else(|| there(prompt, names))?;
    if yes {
        return Some(asks);
    }
    let opposite = |claim: Claim| {
        let when = match claim.when {
            Condition::Within(range) => Condition::Within(range.opposite()?),
            Condition::Has(word) => Condition::NoneOf(vec![word]),
            Condition::AnyOf(_) | Condition::NoneOf(_) | Condition::Is(_) => return None,
        };
        Some(Claim { when, ..claim })
    };
    // No to "X and more?" may mean either.
    let claims = asks.claims.into_iter().map(opposite);
    let claims: Option<Vec<Claim>> = claims.collect();
    claims
        .filter(|claims| claims.len() == 1 && !asks.partly)
        .map(|claims| Asks { claims, ..asks })
}

/// A number with a comparison and a unit.
fn number(text: &str, asked: &Unit, common: &Unit) -> Option<Asks> {
    let whole = whole_bound(text);
    let partly = whole.is_none();
    let mut bounds = bounds(text).into_iter();
    let bound = whole.or_else(|| bounds.next().filter(|_| bounds.next().is_none()))?;
    let unit = counted(&bound, asked, common)?;
    Some(Asks {
        claims: vec![Claim {
            fact: SafeText::new(unit.name()),
            when: Condition::Within(bound.range),
        }],
        partly,
        read: true,
    })
}

/// A language, named alone or after a question that asks for one.
fn language(text: &str, prompt: &str, catalog: &Catalog) -> Option<Asks> {
    let alone = text.trim().trim_end_matches(':');
    let word = language_named(alone, catalog)?;
    // "Go" answers many a question that is about no language.
    let asked = prompt.to_lowercase();
    let about = ["language", "stack", "team", "written", "runtime", "backend"];
    let declared = catalog.names.resolve(alone).is_some();
    (declared || about.iter().any(|word| asked.contains(word))).then(|| Asks {
        claims: vec![Claim {
            fact: Fact::LANGUAGE.into(),
            when: Condition::Has(word),
        }],
        partly: false,
        read: true,
    })
}

fn language_named(name: &str, catalog: &Catalog) -> Option<SafeText> {
    if let Some(id) = catalog.names.resolve(name) {
        let known = catalog.technology(id)?;
        return known.is_language().then(|| id.0.clone());
    }
    let folded = name.to_lowercase();
    LANGUAGES
        .contains(&folded.as_str())
        .then(|| SafeText::new(&folded))
}

/// A known technology with "already", "existing", "using".
fn there(text: &str, names: Names<'_>) -> Option<Asks> {
    let spoken = Spoken::of(text, |name| names.named(name));
    if spoken.technologies.is_empty() {
        return None;
    }
    let merely = |word: &&str| {
        let word = word.to_lowercase();
        THERE.contains(&word.as_str()) || MERELY_THERE.contains(&word.as_str())
    };
    let has = |TechId(word): &TechId| Claim {
        fact: Fact::USES.into(),
        when: Condition::Has(word.clone()),
    };
    Some(Asks {
        claims: spoken.technologies.iter().map(has).collect(),
        partly: !spoken.beside.iter().all(merely),
        read: true,
    })
}
