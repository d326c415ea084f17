//! What can be laid side by side.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::model::{Alternative, Technology};
use crate::screens::overlay::Choice;
use crate::text::SafeText;

/// What can be laid side by side: known technologies and names that tables compare, those of the
/// kind compared first.
pub fn choices(catalog: &Catalog, compared: &[Alternative]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = catalog.names.technologies().iter().map(known).collect();
    let keys: BTreeSet<SafeText> = keys(choices.iter().map(|choice| &choice.alternative));
    let new = unknown(catalog).into_iter();
    choices.extend(new.filter(|choice| !keys.contains(choice.alternative.key())));
    let compared = self::keys(compared);
    let of_one = |choice: &&Choice| compared.contains(choice.alternative.key());
    let kinds = choices.iter().filter(of_one);
    let kinds: BTreeSet<SafeText> = kinds.map(|choice| choice.kind.clone()).collect();
    choices.sort_by_key(|choice| choice.kind.is_empty() || !kinds.contains(&choice.kind));
    choices
}

fn keys<'a>(alternatives: impl IntoIterator<Item = &'a Alternative>) -> BTreeSet<SafeText> {
    let all = alternatives.into_iter();
    all.map(|alternative| alternative.key().clone()).collect()
}

fn known(technology: &Technology) -> Choice {
    Choice {
        alternative: Alternative {
            name: technology.name.clone(),
            technology: Some(technology.id.clone()),
        },
        kind: technology.kind.clone().unwrap_or_default(),
    }
}

/// Names that no manifest knows but at least two tables compare. Their kind is the title of the
/// first of these: what stands in one table answers one question.
fn unknown(catalog: &Catalog) -> Vec<Choice> {
    let mut seen: BTreeMap<String, (Choice, usize)> = BTreeMap::new();
    for table in catalog.tables() {
        for name in table.alternatives() {
            if name.is_empty() || !catalog.names.in_label(name).is_empty() {
                continue;
            }
            let entry = seen.entry(crate::compare::value_key(name));
            let choice = || Choice {
                alternative: Alternative {
                    name: name.clone(),
                    technology: None,
                },
                kind: table.title.clone(),
            };
            entry.or_insert_with(|| (choice(), 0)).1 += 1;
        }
    }
    let named = seen.into_values().filter(|(_, tables)| *tables > 1);
    named.map(|(choice, _)| choice).collect()
}
