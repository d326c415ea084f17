//! Why the chosen one was chosen, why the others were not, and what would have led elsewhere.

use crate::adr::gather::{Gather, add, facts_of, lower_first, said};
use crate::adr::record::Stated;
use crate::compare::{Lead, Matrix, value_key};
use crate::model::Alternative;
use crate::review::{Otherwise, walked_otherwise};
use crate::stack::Compared;
use crate::text::SafeText;
use crate::walk::{Change, Transcript, TranscriptStep, Walk};

/// Changes up to which a record names what would have led elsewhere, the nearest first.
const NEAREST: usize = 6;

/// Before what comes of weighing.
const BY_WEIGHTS: &str = "by the weights given";

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

    /// That the chosen one leads the weighing or is level with who does; a close call is said to be
    /// one.
    fn leads(&self) -> Option<Stated> {
        let (compared, matrix) = self.weighed()?;
        let lead = matrix.lead()?;
        let own = self.chosen_among(compared)?;
        let level = level(&matrix, lead.leader);
        if !level.contains(&own) {
            return None;
        }
        let total = |at: usize| matrix.totals.get(at).copied().unwrap_or_default();
        let said = if lead.margin > 0.0 {
            let second = compared.alternatives.get(lead.second)?;
            let firm = firmness(&lead);
            let (best, next) = (total(own), total(lead.second));
            format!("{best} of 100 and {} to {next}{firm}", second.name)
        } else {
            let others = level.iter().filter(|at| **at != own);
            let names = names(compared, others);
            format!("{} of 100, level with {names}", total(own))
        };
        Some(Stated::plain(&format!("{BY_WEIGHTS} it comes to {said}")))
    }

    /// What the weights say instead, where the chosen one does not lead.
    pub(super) fn weights_say(&self) -> Vec<Stated> {
        let said = || {
            let (compared, matrix) = self.weighed()?;
            let chosen = self.decision.chosen.as_ref()?;
            let leading = level(&matrix, matrix.lead()?.leader);
            let own = self.chosen_among(compared);
            if own.is_some_and(|own| leading.contains(&own)) {
                return None;
            }
            let total = |at: usize| matrix.totals.get(at).copied().unwrap_or_default();
            let best = total(*leading.first()?);
            let come = if leading.len() > 1 { "come" } else { "comes" };
            let names = names(compared, leading.iter());
            let own = own.map_or_else(
                || format!("{} was not compared", chosen.name),
                |own| format!("{} to {}", chosen.name, total(own)),
            );
            Some(Stated::plain(&format!(
                "{BY_WEIGHTS} {names} {come} to {best} of 100 and {own}"
            )))
        };
        said().into_iter().collect()
    }

    /// The position of the chosen one among the compared.
    fn chosen_among(&self, compared: &Compared) -> Option<usize> {
        let mut all = compared.alternatives.iter();
        all.position(|one| self.decision.is_chosen(one.key()))
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
        (own.middle() < best.middle()).then(|| {
            let open = if own.high < best.low {
                ""
            } else {
                ", while not all is known"
            };
            let said = format!(
                "{BY_WEIGHTS} it comes to {own} of 100, {} to {best}{open}",
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
    pub(super) fn nearest_to(&self, key: &SafeText) -> Option<(SafeText, SafeText)> {
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
        let new = |other: &&Otherwise| match other {
            Otherwise::Answer(change) => !repeats(change, &elsewhere.walk),
            Otherwise::Fact { .. } => true,
        };
        let all = elsewhere.otherwise.iter();
        for other in all.filter(tells).filter(new).take(NEAREST) {
            let stated = match other {
                Otherwise::Fact { name, .. } => self.by_fact(name, &other.text(None)),
                Otherwise::Answer(change) => self.changed(&elsewhere.walk, change),
            };
            add(&mut said, stated);
        }
        self.elsewhere = Some(elsewhere);
        said
    }

    /// A change of a fact, with the question that was answered by it.
    fn by_fact(&mut self, name: &SafeText, said: &str) -> Stated {
        let steps = self.decision.walked.iter().flat_map(Transcript::all_steps);
        let decided = |step: &&TranscriptStep| facts_of(step).any(|fact| *fact == **name);
        match steps.into_iter().find(decided) {
            Some(step) => self.stated(said, &step.at, step.cite.as_ref()),
            None => Stated::plain(said),
        }
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

/// The positions of those that come to as much as who leads, halfway between the ends of a range.
fn level(matrix: &Matrix, leader: usize) -> Vec<usize> {
    let middle = |at: &usize| matrix.totals.get(*at).map_or(0.0, |total| total.middle());
    let best = middle(&leader);
    let running = matrix.running.iter().copied();
    let mut level: Vec<usize> = running.filter(|at| middle(at) >= best).collect();
    level.sort_by_key(|at| *at != leader);
    level
}

/// Names of compared ones, with a word before the last.
fn names<'a>(compared: &Compared, positions: impl Iterator<Item = &'a usize>) -> String {
    let names = positions.filter_map(|at| compared.alternatives.get(*at));
    let names: Vec<&str> = names.map(|one| one.name.as_str()).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.join(""),
    }
}

/// Whether it says no more than its own answer: "answered “A queue” → asks: A queue".
fn repeats(change: &Change, walk: &Walk) -> bool {
    let leads = change.leads_to(walk);
    let asks = leads.strip_prefix("asks: ");
    asks.is_some_and(|asks| value_key(asks) == value_key(&change.answer(walk)))
}

fn firmness(lead: &Lead) -> &'static str {
    match (lead.is_close(), lead.certain) {
        (true, _) => ", which is a close call",
        (false, true) => "",
        (false, false) => ", unless what is not known says otherwise",
    }
}
