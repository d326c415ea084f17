//! Facts as a command line gives them, and those that answers note.

use crate::catalog::Catalog;
use crate::cli::error::CliError;
use crate::model::{Fact, Facts};
use crate::parse::fact;
use crate::stack::typed;
use crate::text::SafeText;
use crate::walk::Journey;
use crate::walk::facts::{noted, stated};

/// Facts as written: `vectors=30M`, `uses=postgresql,redis`, `engineers=unknown`.
pub(super) fn given(catalog: &Catalog, written: &[String]) -> Result<Facts, CliError> {
    written.iter().map(|pair| one(catalog, pair)).collect()
}

fn one(catalog: &Catalog, pair: &str) -> Result<(SafeText, Fact), CliError> {
    let (name, value) = fact::pair(pair).ok_or_else(|| {
        let shown = SafeText::one_line(pair);
        CliError::usage(format!("“{shown}” is no fact"))
            .hint("write NAME=VALUE, for example vectors=30M or uses=postgresql")
    })?;
    let value = typed(catalog, &name, value).map_err(|wrong| CliError::usage(wrong.to_string()))?;
    Ok((name, value))
}

/// What the answers of a person state that is not known yet.
pub(super) fn noted_on(journey: &Journey, catalog: &Catalog, known: &Facts) -> Facts {
    let mut facts = known.clone();
    let mut new = Facts::new();
    for walk in journey.legs() {
        for (id, _) in walk.own() {
            let stated = stated(walk, *id, catalog);
            for (name, fact) in noted(&facts, &Facts::new(), &stated) {
                let fact = fact.map(|fact| (name, fact));
                facts.extend(fact.clone());
                new.extend(fact);
            }
        }
    }
    new
}

/// The words that give facts to another command.
pub(super) fn words(facts: &Facts) -> impl Iterator<Item = String> {
    let pairs = facts.iter().map(|(name, fact)| format!("{name}={fact}"));
    pairs.flat_map(|pair| ["--fact".to_owned(), pair])
}
