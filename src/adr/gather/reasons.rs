//! Why the chosen one was chosen, why the others were not, and what would have led elsewhere.

use crate::adr::gather::{Gather, add, lower_first, said};
use crate::adr::record::Stated;
use crate::compare::{Lead, Matrix};
use crate::model::Alternative;
use crate::review::{Otherwise, walked_otherwise};
use crate::stack::Compared;
use crate::text::SafeText;
use crate::walk::{Change, Transcript, Walk};

/// Changes up to which a record names what would have led elsewhere, the nearest first.
const NEAREST: usize = 6;

/// What would have led elsewhere, as far as somebody walked.
pub(super) struct Elsewhere {
    walk: Walk,
    otherwise: Vec<Otherwise>,
}

impl Gather<'_> {
    /// Why the chosen one was chosen: the person's words, the answers that lead to it, the total
    /// it leads with.
    pub(super) fn because(&mut self) -> Vec<Stated> {
        let decision = self.decision;
        let mut because: Vec<Stated> = Vec::new();
        let own = self.said(&decision.rationale);
        let words = own.text.trim().trim_end_matches('.');
        if !words.is_empty() {
            because.push(Stated {
                text: SafeText::one_line(&lower_first(words)),
                ..own.clone()
            });
        }
        for one in decision
            .walked
            .iter()
            .flat_map(|walked| &walked.recommended)
        {
            let Some(answer) = one
                .because
                .as_ref()
                .filter(|_| decision.is_chosen(&one.alternative))
            else {
                continue;
            };
            let text = match &one.question {
                Some(question) => {
                    format!("\u{201c}{question}\u{201d} was answered \u{201c}{answer}\u{201d}")
                }
                None => format!("the answer \u{201c}{answer}\u{201d} leads to it"),
            };
            let mut reason = self.stated(&text, &one.at, one.cite.as_ref());
            let steps = decision.walked.iter().flat_map(Transcript::all_steps);
            let mut steps = steps.filter(|step| Some(&step.question) == one.question.as_ref());
            if let Some(step) = steps.find(|step| said(step).any(|said| said == answer)) {
                let answered = self.source(&step.at, step.cite.as_ref());
                let outcome = std::mem::take(&mut reason.sources);
                reason.also(answered.as_slice());
                reason.also(&outcome);
            }
            add(&mut because, reason);
        }
        because.extend(self.leads());
        because
    }

    /// The recommended, where the chosen is not among them.
    pub(super) fn answers_say(&mut self) -> Vec<Stated> {
        let decision = self.decision;
        let recommended = || {
            decision
                .walked
                .iter()
                .flat_map(|walked| &walked.recommended)
        };
        let agreed = recommended().any(|one| decision.is_chosen(&one.alternative));
        let mut said = Vec::new();
        for one in recommended().filter(|_| !agreed && decision.chosen.is_some()) {
            let stated = self.stated(&one.name, &one.at, one.cite.as_ref());
            add(&mut said, stated);
        }
        said
    }

    /// That the chosen one leads the weighing, where it does; a close call is said to be one.
    fn leads(&self) -> Option<Stated> {
        let (compared, matrix) = self.weighed()?;
        let lead = matrix.lead().filter(|lead| lead.margin > 0.0)?;
        let leader = compared.alternatives.get(lead.leader)?;
        let second = compared.alternatives.get(lead.second)?;
        let chosen = self.decision.is_chosen(leader.key());
        let total = |at: usize| matrix.totals.get(at).copied().unwrap_or_default();
        let said = format!(
            "by the weights given it comes to {} of 100 and {} to {}{}",
            total(lead.leader),
            second.name,
            total(lead.second),
            firmness(&lead),
        );
        chosen.then(|| Stated::plain(&said))
    }

    /// Why an alternative was not chosen, beside what speaks against it: it comes to less, or
    /// other answers lead to it. That it is not on the path is nothing against it.
    pub(super) fn lost(&mut self, alternative: &Alternative) -> Vec<Stated> {
        let decision = self.decision;
        let key = alternative.key();
        if decision.chosen.is_none() || decision.is_chosen(key) {
            return Vec::new();
        }
        let mut lost: Vec<Stated> = self.comes_to_less(alternative).into_iter().collect();
        let apart = decision.not_on_path();
        if let Some(one) = apart.into_iter().find(|one| one.alternative == *key) {
            let nearest = self.nearest_to(key);
            let text = nearest.map_or_else(
                || "other answers lead to it".to_owned(),
                |(asked, answer)| {
                    format!(
                        "\u{201c}{asked}\u{201d} would have to be answered \u{201c}{answer}\u{201d}"
                    )
                },
            );
            let stated = self.stated(&text, &one.at, one.cite.as_ref());
            add(&mut lost, stated);
        }
        lost
    }

    fn comes_to_less(&self, alternative: &Alternative) -> Option<Stated> {
        let (compared, matrix) = self.weighed()?;
        let place = |key: &SafeText| {
            let mut all = compared.alternatives.iter();
            all.position(|one| one.key() == key)
        };
        let chosen = self.decision.chosen.as_ref()?;
        let own = *matrix.totals.get(place(alternative.key())?)?;
        let best = *matrix.totals.get(place(chosen.key())?)?;
        (own.high < best.low).then(|| {
            let said = format!(
                "by the weights given it comes to {own} of 100, {} to {best}",
                chosen.name
            );
            Stated::plain(&said)
        })
    }

    fn weighed(&self) -> Option<(&Compared, Matrix)> {
        let compared = self.decision.compared.as_ref()?;
        let (_, matrix) = compared.weighed(&self.decision.weights);
        (!matrix.criteria.is_empty()).then_some((compared, matrix))
    }

    /// The one other answer that would lead to an alternative: the question and the answer.
    fn nearest_to(&self, key: &SafeText) -> Option<(SafeText, SafeText)> {
        let elsewhere = self.elsewhere.as_ref()?;
        let mut changes = elsewhere.changes();
        let change = changes.find(|change| {
            let leads = change.end.recommended.iter();
            change.asks.is_empty() && leads.map(Alternative::key).any(|one| one == key)
        })?;
        Some((
            change.asked(&elsewhere.walk),
            change.answer(&elsewhere.walk),
        ))
    }

    /// The nearest other answers and facts that lead elsewhere. Limits that the decision has
    /// itself stand under what to think again at.
    pub(super) fn would_change(&mut self) -> Vec<Stated> {
        let Some(elsewhere) = self.elsewhere.take() else {
            return Vec::new();
        };
        let mut said = Vec::new();
        let tells = |other: &&Otherwise| match other {
            Otherwise::Answer(_) => true,
            Otherwise::Fact { recommended, .. } => !recommended.is_empty(),
        };
        for other in elsewhere.otherwise.iter().filter(tells).take(NEAREST) {
            let stated = match other {
                Otherwise::Fact { .. } => Stated::plain(&other.text(None)),
                Otherwise::Answer(change) => self.changed(&elsewhere.walk, change),
            };
            add(&mut said, stated);
        }
        self.elsewhere = Some(elsewhere);
        said
    }

    fn changed(&mut self, walk: &Walk, change: &Change) -> Stated {
        let said = format!(
            "\u{201c}{}\u{201d} answered \u{201c}{}\u{201d} \u{2192} {}",
            change.asked(walk),
            change.answer(walk),
            change.leads_to(walk)
        );
        match walk.tree.question(change.question.1) {
            Some(question) => {
                let at = self.catalog.place(question.at);
                self.stated(&said, &at, question.cites.first())
            }
            None => Stated::plain(&said),
        }
    }

    pub(super) fn find_elsewhere(&self) -> Option<Elsewhere> {
        let (walk, otherwise) = walked_otherwise(self.decision, self.stack, self.catalog)?;
        Some(Elsewhere { walk, otherwise })
    }
}

impl Elsewhere {
    fn changes(&self) -> impl Iterator<Item = &Change> {
        self.otherwise.iter().filter_map(|other| match other {
            Otherwise::Answer(change) => Some(change),
            Otherwise::Fact { .. } => None,
        })
    }
}

fn firmness(lead: &Lead) -> &'static str {
    match (lead.is_close(), lead.certain) {
        (true, _) => ", which is a close call",
        (false, true) => "",
        (false, false) => ", unless what is not known says otherwise",
    }
}
