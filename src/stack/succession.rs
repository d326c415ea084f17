//! What a decision takes from the one before it on the same subject.

use crate::model::Alternative;
use crate::stack::decision::{driver, extend_new};
use crate::stack::{Decision, People, Subject};
use crate::text::SafeText;
use crate::walk::Transcript;

/// How a driver begins that is no circumstance but the preset which a choice is part of.
pub(crate) const PRESET: &str = "preset ";

impl Decision {
    /// The decision for an alternative. What an earlier one on the subject rests on is kept; its
    /// record is superseded. The reason for another choice, be it a person's or a preset's, is none
    /// for this one and stays behind, and so do the limits of the other.
    pub fn anew(earlier: Option<&Self>, subject: Subject, chosen: Alternative) -> Self {
        let mut decision = earlier.cloned().unwrap_or_else(|| Self {
            subject,
            ..Self::default()
        });
        let before = decision.chosen.as_ref();
        if before.is_none_or(|before| before.key() != chosen.key()) {
            decision.supersedes = decision.adr.take().or(decision.supersedes);
        }
        let before = decision.chosen.as_ref();
        if before.is_some_and(|before| before.key() != chosen.key()) {
            let limits = decision.own_limits();
            decision.revisit_when.retain(|one| !limits.contains(one));
            decision.rationale = SafeText::default();
            // What was agreed on was the other.
            decision.status = Self::default().status;
            decision
                .drivers
                .retain(|driver| !driver.starts_with(PRESET));
        }
        let known = |a: &Alternative| a.key() == chosen.key();
        if !decision.considered.iter().any(known) {
            decision.considered.push(chosen.clone());
        }
        decision.chosen = Some(chosen);
        decision
    }

    /// Takes along from an earlier decision on the subject what this one does not say anew: other
    /// walks, a comparison, a person's drivers and conditions; and where it chooses the same, or
    /// nothing was chosen, the reason and how far it is. What followed from a walk that was walked
    /// again goes with it.
    pub(super) fn succeed(&mut self, earlier: &Self) {
        let same = earlier.chosen_key() == self.chosen_key();
        let goes_on = same || earlier.chosen.is_none();
        let again = |walk: &&Transcript| {
            let mut own = self.walked.iter();
            own.any(|own| own.tree == walk.tree && own != *walk)
        };
        let (again, others): (Vec<&Transcript>, Vec<&Transcript>) =
            earlier.walked.iter().partition(again);
        let known = |walk: &&Transcript| self.walked.contains(walk);
        let others: Vec<Transcript> = others.into_iter().filter(|w| !known(w)).cloned().collect();
        let followed = again.iter().flat_map(|walk| walk.all_steps());
        let followed: Vec<SafeText> = followed.filter_map(driver).collect();
        if again.is_empty() {
            self.consider(earlier.considered.clone());
            let ruled = earlier.ruled_out.iter();
            let new = ruled.filter(|ruled| !self.ruled_out.contains(ruled));
            let new: Vec<_> = new.cloned().collect();
            self.ruled_out.extend(new);
        }
        let drivers = earlier.drivers.iter();
        let drivers = drivers.filter(|one| goes_on || !one.starts_with(PRESET));
        let drivers = drivers.filter(|one| !followed.contains(one));
        // What was weighed anew drives it anew.
        let weighed = self.compared.is_some() && self.weights != earlier.weights;
        let drivers = drivers.filter(|one| !weighed || !earlier.weights.contains_key(*one));
        let drivers: Vec<SafeText> = drivers.cloned().collect();
        extend_new(&mut self.drivers, drivers);
        let stale = self.stale_limits(earlier, goes_on, again.is_empty());
        let conditions = earlier.revisit_when.iter();
        let conditions = conditions.filter(|one| !stale.contains(one));
        let conditions: Vec<SafeText> = conditions.cloned().collect();
        extend_new(&mut self.revisit_when, conditions);
        self.walked.splice(0..0, others);
        if self.compared.is_none() {
            self.compared.clone_from(&earlier.compared);
            self.weights.clone_from(&earlier.weights);
        }
        if goes_on && self.rationale.is_empty() {
            self.rationale.clone_from(&earlier.rationale);
        }
        if self.people == People::default() {
            self.people.clone_from(&earlier.people);
        }
        if same && self.status == Self::default().status {
            self.status = earlier.status;
        }
    }

    /// The conditions of an earlier decision that followed from what is no more: its choice, or a
    /// walk that was walked again.
    fn stale_limits(&self, earlier: &Self, goes_on: bool, none_again: bool) -> Vec<SafeText> {
        let mut stale = Vec::new();
        if !goes_on || !none_again {
            stale.extend(earlier.own_limits());
        }
        if !none_again {
            let ruled = earlier.ruled_out.iter();
            stale.extend(ruled.filter_map(|ruled| ruled.limit.clone()));
        }
        stale.retain(|one| !self.revisit_when.contains(one));
        stale
    }

    /// The conditions under which the limits of the choice are crossed, by its walks.
    fn own_limits(&self) -> Vec<SafeText> {
        let walked = self.walked.iter();
        walked
            .flat_map(|walk| self.limits_of_choice(walk))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TechId;
    use crate::stack::AdrStatus;

    fn oak() -> Alternative {
        Alternative {
            name: "Oak".into(),
            technology: Some(TechId("oak".into())),
        }
    }

    fn elm() -> Alternative {
        Alternative {
            name: "Elm".into(),
            technology: Some(TechId("elm".into())),
        }
    }

    fn earlier(chosen: Option<Alternative>) -> Decision {
        Decision {
            chosen,
            considered: vec![oak(), elm()],
            status: AdrStatus::Accepted,
            rationale: "we know it".into(),
            drivers: vec!["preset meadow".into(), "few people".into()],
            revisit_when: vec!["2027-11".into()],
            ..Decision::default()
        }
    }

    #[test]
    fn a_choice_taken_again_keeps_what_a_person_said_of_it() {
        let cases = [
            (
                "the same",
                Some(oak()),
                "we know it",
                AdrStatus::Accepted,
                2,
            ),
            ("open before", None, "we know it", AdrStatus::default(), 2),
            ("another", Some(elm()), "", AdrStatus::default(), 1),
        ];
        for (name, before, rationale, status, drivers) in cases {
            let mut decision = Decision {
                chosen: Some(oak()),
                ..Decision::default()
            };
            decision.succeed(&earlier(before));
            assert_eq!(decision.rationale, rationale, "{name}");
            assert_eq!(decision.status, status, "{name}");
            assert_eq!(decision.drivers.len(), drivers, "{name}");
            assert_eq!(decision.revisit_when, ["2027-11"], "{name}");
            assert_eq!(decision.considered, [oak(), elm()], "{name}");
        }
    }
}
