//! Names that a person wrote, as alternatives and concerns.

use crate::catalog::{Catalog, Lookup};
use crate::cli::error::{CliError, either};
use crate::compare;
use crate::model::{Alternative, ConcernId};
use crate::stack::{Stack, Subject};
use crate::text::SafeText;

/// The technology that a name means, else the thing of this name in some table.
pub(super) fn alternative(catalog: &Catalog, name: &str) -> Result<Alternative, CliError> {
    let shown = SafeText::one_line(name);
    match compare::named(catalog, name) {
        Lookup::Found(one) => Ok(one),
        Lookup::Ambiguous(several) => {
            let error = CliError::not_found(format!("“{shown}” names more than one thing"));
            Err(error.choose("write one of them:", several))
        }
        Lookup::Missing(near) => {
            let said = format!("no technology and no table row is called “{shown}”");
            let error = CliError::not_found(said);
            Err(if near.is_empty() {
                error.hint("`archtui search` finds names; `archtui tables` lists the tables")
            } else {
                error.hint(format!("did you mean {}?", either(&near)))
            })
        }
    }
}

/// What a decision is about: a concern of the library by its id or title, else in these words.
pub(super) fn subject(catalog: &Catalog, written: &str) -> Subject {
    let concerns = &catalog.manifest.concerns;
    let wanted = compare::value_key(written);
    let same = |text: &SafeText| compare::value_key(text) == wanted;
    let known = concerns.iter().find(|c| same(&c.id.0) || same(&c.title));
    let id = known.map_or_else(
        || ConcernId(SafeText::one_line(written)),
        |known| known.id.clone(),
    );
    Subject::Concern(id)
}

/// The concern of the library that is called so.
///
/// # Errors
/// With the names of all, where none is.
pub(super) fn concern(catalog: &Catalog, written: &str) -> Result<ConcernId, CliError> {
    let Subject::Concern(id) = subject(catalog, written) else {
        return Err(CliError::usage("a concern has a name"));
    };
    if catalog.concern(&id).is_some() {
        return Ok(id);
    }
    let shown = SafeText::one_line(written);
    let all = catalog.manifest.concerns.iter();
    let all = all.map(|concern| concern.id.0.clone());
    let error = CliError::not_found(format!("the library has no concern “{shown}”"));
    Err(error.choose("it has these:", all))
}

/// The position of the decision about something.
pub(super) fn decision(stack: &Stack, catalog: &Catalog, written: &str) -> Option<usize> {
    let wanted = subject(catalog, written);
    let key = compare::value_key(written);
    let same =
        |subject: &Subject| *subject == wanted || compare::value_key(&subject.to_string()) == key;
    stack
        .decisions
        .iter()
        .position(|decision| same(&decision.subject))
}
