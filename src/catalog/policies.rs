//! What the houses whose manifests are read think of a technology.

use crate::catalog::Catalog;
use crate::model::{Policy, Stance, TechId};

impl Catalog {
    /// The policies on a technology, nearest source first: all of one stance, each with a reason
    /// and a place of its own. A farther source of another stance was overruled, and reported, when
    /// the manifests were put together.
    pub fn policies_of(&self, technology: &TechId) -> Vec<&Policy> {
        let on = self.manifest.policies.iter();
        let mut on = on.filter(|policy| policy.technology == *technology);
        let Some(nearest) = on.next() else {
            return Vec::new();
        };
        let others = on.filter(|policy| policy.stance == nearest.stance);
        std::iter::once(nearest).chain(others).collect()
    }

    /// Whether a house does not let a technology be used.
    pub fn bans(&self, technology: &TechId) -> bool {
        let policies = self.policies_of(technology);
        policies
            .iter()
            .any(|policy| policy.stance == Stance::Banned)
    }
}
