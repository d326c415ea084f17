//! What is so in the project, as far as the decision has to do with it.

use std::collections::BTreeSet;

use crate::adr::gather::{Gather, facts_of};
use crate::model::{Fact, TreeId};
use crate::parse::quantity::{Limit, Unit};
use crate::stack::Subject;
use crate::text::SafeText;
use crate::walk::Transcript;

impl Gather<'_> {
    /// The facts that an answer follows from, that a limit or what rules something out names, and
    /// that trees of the concern ask for. Of a list that may not be all that is said.
    pub(super) fn facts(&self) -> Vec<SafeText> {
        let asked = self.asked_facts();
        let facts = self.stack.facts.iter();
        let own = facts.filter(|(name, _)| asked.contains(name.as_str()) || self.is_counted(name));
        let told = own.filter_map(|(name, fact)| {
            let more = if fact.words().is_empty() || fact.is_whole() {
                ""
            } else {
                " (perhaps more)"
            };
            Some(SafeText::one_line(&format!(
                "{name} {}{more}",
                fact.known()?
            )))
        });
        told.collect()
    }

    /// The facts that the walks took answers from, and that are declared for trees of the concern.
    fn asked_facts(&self) -> BTreeSet<&str> {
        let decision = self.decision;
        let steps = decision.walked.iter().flat_map(Transcript::all_steps);
        let mut asked: BTreeSet<&str> = steps.flat_map(facts_of).collect();
        let concern = match &decision.subject {
            Subject::Concern(id) => self.catalog.concern(id),
            Subject::Title(_) => None,
        };
        let trees: BTreeSet<&TreeId> = concern
            .into_iter()
            .flat_map(|concern| &concern.trees)
            .chain(decision.walked.iter().map(|walked| &walked.tree))
            .collect();
        for declared in &self.catalog.manifest.facts {
            if declared
                .says
                .iter()
                .any(|saying| trees.contains(&saying.tree))
            {
                asked.insert(&declared.id);
            }
        }
        let needs = decision
            .ruled_out
            .iter()
            .map(|ruled| ruled.because.as_str());
        let named = needs.flat_map(|because| because.split(|c: char| !is_of_name(c)));
        let named: BTreeSet<&str> = named.collect();
        asked.extend(
            [Fact::USES, Fact::LANGUAGE]
                .into_iter()
                .filter(|fact| named.contains(fact)),
        );
        asked
    }

    /// Whether a limit that the decision names counts this.
    fn is_counted(&self, name: &str) -> bool {
        let unit = Unit::named(name);
        let outcomes = self
            .decision
            .walked
            .iter()
            .flat_map(|walked| &walked.outcomes);
        let ruled = self
            .decision
            .ruled_out
            .iter()
            .filter_map(|ruled| ruled.limit.as_ref());
        let limits = outcomes.flat_map(|outcome| &outcome.limits).chain(ruled);
        let mut limits = limits.chain(&self.decision.revisit_when);
        limits.any(|limit| Limit::parse(limit).is_some_and(|l| Unit::named(&l.unit).same_as(&unit)))
    }
}

/// Whether a letter can stand in the name of a fact.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '/')
}
