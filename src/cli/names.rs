//! Names that a person wrote, as alternatives and concerns.

use crate::catalog::Catalog;
use crate::cli::error::{CliError, either};
use crate::compare;
use crate::model::{Alternative, ConcernId};
use crate::stack::{Stack, Subject};
use crate::text::SafeText;

/// The technology that a name means, else the thing of this name in some table.
pub(super) fn alternative(catalog: &Catalog, name: &str) -> Result<Alternative, CliError> {
    let id = crate::model::TechId(SafeText::one_line(name));
    let technology = catalog.technology(&id).map(|technology| &technology.id);
    if let Some(id) = technology.or_else(|| catalog.names.resolve(name)) {
        let known = catalog.technology(id);
        return Ok(Alternative {
            name: known.map_or_else(|| id.0.clone(), |known| known.name.clone()),
            technology: Some(id.clone()),
        });
    }
    let wanted = compare::value_key(name);
    let tables = catalog.tables();
    let mut compared = tables.flat_map(|table| table.alternatives());
    match compared.find(|label| !wanted.is_empty() && compare::value_key(label) == wanted) {
        Some(label) => Ok(Alternative {
            name: label.clone(),
            technology: None,
        }),
        None => Err(unknown(catalog, name)),
    }
}

fn unknown(catalog: &Catalog, name: &str) -> CliError {
    let shown = SafeText::one_line(name);
    let near = compare::near(catalog, name);
    let error = CliError::not_found(format!(
        "no technology and no table row is called “{shown}”"
    ));
    if near.is_empty() {
        return error.hint("`archtui search` finds names; `archtui tables` lists the tables");
    }
    error.hint(format!("did you mean {}?", either(&near)))
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
