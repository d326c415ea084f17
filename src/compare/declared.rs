//! What manifests state of a technology beside all tables: cells that they add, and what the house
//! thinks of it.

use crate::catalog::Catalog;
use crate::model::{CitedText, TechId};
use crate::text::{Location, SafeText};

/// The criterion that house policies stand under.
pub(super) const HOUSE_POLICY: &str = "House policy";

/// A statement of a manifest.
pub(super) struct Declared {
    /// The criterion as written.
    pub(super) by: SafeText,
    /// The statement.
    pub(super) text: CitedText,
    /// Where it is declared.
    pub(super) at: Location,
    /// Whether others of the same criterion hold beside it: a stance may have several reasons.
    pub(super) adds: bool,
}

/// All that manifests state of a technology, nearest source first.
pub(super) fn declared(catalog: &Catalog, technology: &TechId) -> Vec<Declared> {
    let policies = catalog.policies_of(technology).into_iter();
    let policies = policies.map(|policy| Declared {
        by: SafeText::new(HOUSE_POLICY),
        text: CitedText::plain(SafeText::from(policy.to_string())),
        at: policy.at,
        adds: true,
    });
    let cells = catalog.manifest.cells.iter();
    let cells = cells.filter(|cell| cell.technology == *technology);
    let cells = cells.map(|cell| Declared {
        by: cell.criterion.clone(),
        text: CitedText {
            text: cell.says.clone(),
            cites: cell.cite.iter().cloned().collect(),
        },
        at: cell.at,
        adds: false,
    });
    policies.chain(cells).collect()
}
