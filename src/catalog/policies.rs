//! What the houses whose manifests are read think of a technology.

use crate::catalog::Catalog;
use crate::model::{Policy, Stance, TechId};
use crate::text::SafeText;

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

    /// A policy in a line, with whose it is: `house policy of .archtui: hold: we have nobody to run
    /// it (see wiki/queues)`.
    pub fn house_policy(&self, policy: &Policy) -> SafeText {
        let house = self.place(policy.at).source;
        SafeText::from(format!("house policy of {house}: {policy}"))
    }

    /// Several of them in a line; nothing where there is none.
    pub fn house_policies(&self, policies: &[Policy]) -> Option<SafeText> {
        let said = policies
            .iter()
            .map(|policy| self.house_policy(policy).to_string());
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| SafeText::from(said.join("; ")))
    }

    /// Whether a house does not let a technology be used.
    pub fn bans(&self, technology: &TechId) -> bool {
        let policies = self.policies_of(technology);
        policies
            .iter()
            .any(|policy| policy.stance == Stance::Banned)
    }
}
