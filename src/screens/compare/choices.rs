//! What can be laid side by side.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::compare::known;
use crate::model::Alternative;
use crate::screens::overlay::Choice;
use crate::text::SafeText;

/// What can be laid side by side: all known names, those of the kind compared first.
pub fn choices(catalog: &Catalog, compared: &[Alternative]) -> Vec<Choice> {
    let titles = titles(catalog);
    let kind = |one: &Alternative| {
        let technology = one
            .technology
            .as_ref()
            .and_then(|id| catalog.technology(id));
        let kind = technology.and_then(|technology| technology.kind.clone());
        kind.or_else(|| titles.get(one.key()).cloned())
    };
    let choice = |alternative: Alternative| Choice {
        kind: kind(&alternative).unwrap_or_default(),
        alternative,
    };
    let kinds: BTreeSet<SafeText> = compared.iter().filter_map(kind).collect();
    let mut choices: Vec<Choice> = known(catalog).map(choice).collect();
    choices.sort_by_key(|choice| choice.kind.is_empty() || !kinds.contains(&choice.kind));
    choices
}

/// The kind of names that no manifest lists, by key: the title of the first table that has them.
/// What stands in one table answers one question.
fn titles(catalog: &Catalog) -> BTreeMap<SafeText, SafeText> {
    let mut titles = BTreeMap::new();
    for table in catalog.tables() {
        for label in table.alternatives() {
            let named = catalog.alternatives_in(label).into_iter();
            for one in named.filter(|one| one.technology.is_none()) {
                let title = || table.title.clone();
                titles.entry(one.key().clone()).or_insert_with(title);
            }
        }
    }
    titles
}
