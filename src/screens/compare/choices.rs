//! What can be laid side by side.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::model::{Alternative, Technology};
use crate::screens::overlay::Choice;
use crate::text::SafeText;

/// What can be laid side by side: known technologies, those of the kind compared first.
pub fn choices(catalog: &Catalog, compared: &[Alternative]) -> Vec<Choice> {
    let kind_of = |technology: &Technology| technology.kind.clone().unwrap_or_default();
    let known = compared
        .iter()
        .filter_map(|a| catalog.technology(a.technology.as_ref()?));
    let kinds: Vec<SafeText> = known.map(kind_of).collect();
    let mut all: Vec<&Technology> = catalog.names.technologies().iter().collect();
    all.sort_by_key(|technology| !kinds.contains(&kind_of(technology)));
    let choice = |technology: &Technology| Choice {
        alternative: Alternative {
            name: technology.name.clone(),
            technology: Some(technology.id.clone()),
        },
        kind: kind_of(technology),
    };
    let mut choices: Vec<Choice> = all.into_iter().map(choice).collect();
    choices.extend(unknown(catalog, &choices));
    choices
}

/// Names that no manifest knows but at least two tables compare.
fn unknown(catalog: &Catalog, known: &[Choice]) -> Vec<Choice> {
    let mut seen: BTreeMap<String, (SafeText, usize)> = BTreeMap::new();
    for table in catalog.tables() {
        for name in table.alternatives() {
            if name.is_empty() || !catalog.names.in_label(name).is_empty() {
                continue;
            }
            let entry = seen.entry(crate::compare::value_key(name));
            entry.or_insert_with(|| (name.clone(), 0)).1 += 1;
        }
    }
    let named = seen.into_values().filter(|(_, tables)| *tables > 1);
    let choice = |(name, _): (SafeText, usize)| Choice {
        alternative: Alternative {
            name,
            technology: None,
        },
        kind: SafeText::default(),
    };
    let new = named.map(choice);
    new.filter(|new| {
        known
            .iter()
            .all(|k| k.alternative.key() != new.alternative.key())
    })
    .collect()
}
