//! What a name that a person writes means, among all that can be compared. The one place for it:
//! the command line, the list to choose from and the card ask here.

use super::{near, value_key};
use crate::catalog::{Catalog, Lookup, core};
use crate::model::{Alternative, TechId, Technology};
use crate::text::SafeText;

/// All that can be compared by name: what manifests list, in their order, then what they do not
/// and two places speak of.
pub fn known(catalog: &Catalog) -> impl Iterator<Item = Alternative> {
    let listed = catalog.names.technologies().iter().map(listed);
    let unlisted = catalog.unlisted.names().iter().cloned();
    listed.chain(unlisted.map(|name| Alternative {
        name,
        technology: None,
    }))
}

/// The one thing of a name: a technology by its id or any spelling, a name that no manifest lists,
/// else the words of some table. Several where the name is a list of names.
pub fn named(catalog: &Catalog, name: &str) -> Lookup<Alternative> {
    let id = TechId(SafeText::one_line(name));
    if let Some(technology) = catalog.technology(&id) {
        return Lookup::Found(listed(technology));
    }
    let mut meant = catalog.alternatives_in(name);
    if let [_] = meant.as_slice() {
        return meant
            .pop()
            .map_or(Lookup::Missing(Vec::new()), Lookup::Found);
    }
    let wanted = value_key(name);
    let mut labels = labels(catalog);
    if let Some(label) = labels.find(|label| !wanted.is_empty() && value_key(label) == wanted) {
        return Lookup::Found(Alternative {
            name: label.clone(),
            technology: None,
        });
    }
    if let Some(one) = remarked(catalog, &wanted) {
        return Lookup::Found(one);
    }
    if meant.is_empty() {
        return Lookup::Missing(near(catalog, name));
    }
    Lookup::Ambiguous(meant.into_iter().map(|one| one.name).collect())
}

/// What tables call so with a remark behind it, `Terraform (1.6+)`, where they all call it the same.
fn remarked(catalog: &Catalog, wanted: &str) -> Option<Alternative> {
    let mut called = labels(catalog).filter(|label| value_key(core(label)) == wanted);
    let name = called.next().filter(|_| !wanted.is_empty())?;
    let own = value_key(name);
    called
        .all(|other| value_key(other) == own)
        .then(|| Alternative {
            name: name.clone(),
            technology: None,
        })
}

/// A technology as something to choose.
pub(super) fn listed(technology: &Technology) -> Alternative {
    Alternative {
        name: technology.name.clone(),
        technology: Some(technology.id.clone()),
    }
}

/// What tables compare, as written.
pub(super) fn labels(catalog: &Catalog) -> impl Iterator<Item = &SafeText> {
    catalog.tables().flat_map(|table| table.alternatives())
}
