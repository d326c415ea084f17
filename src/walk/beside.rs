//! Parts that are needed together: what stands beside a choice is nothing to choose instead of it.

use std::collections::BTreeSet;

use crate::model::Fork;
use crate::text::SafeText;
use crate::walk::{Trail, Transcript};

impl Transcript {
    /// What is recommended in other parts than an alternative: needed beside it, and no choice
    /// instead of it.
    pub fn beside(&self, alternative: &SafeText) -> BTreeSet<SafeText> {
        let mut parts = Vec::new();
        let mut trails = vec![&self.trail];
        while let Some(trail) = trails.pop() {
            let apart = trail
                .steps
                .last()
                .is_some_and(|step| step.fork == Fork::AllOf);
            let branches = trail.branches.iter().map(|branch| &branch.trail);
            if apart {
                parts.extend(branches.clone().map(|part| self.named_in(part)));
            }
            trails.extend(branches);
        }
        let own = parts.iter().filter(|part| part.contains(alternative));
        let rivals: BTreeSet<SafeText> = own.flatten().cloned().collect();
        let others = parts.iter().filter(|_| !rivals.is_empty()).flatten();
        others
            .filter(|key| !rivals.contains(*key))
            .cloned()
            .collect()
    }

    /// The alternatives that a trail and what follows it lead to.
    fn named_in(&self, trail: &Trail) -> BTreeSet<SafeText> {
        let mut named = BTreeSet::new();
        let mut trails = vec![trail];
        while let Some(trail) = trails.pop() {
            let ends = self.outcomes.iter();
            let ends = ends.filter(|reached| Some(&reached.text) == trail.outcome.as_ref());
            named.extend(ends.flat_map(|reached| reached.alternatives.iter().cloned()));
            trails.extend(trail.branches.iter().map(|branch| &branch.trail));
        }
        named
    }
}
