//! What speaks for each alternative, and what against it.

use crate::adr::gather::cells;
use crate::adr::gather::sides::{Side, side_of};
use crate::adr::gather::{Gather, add};
use crate::adr::record::{Considered, Stated};
use crate::catalog::Place;
use crate::model::{Alternative, Fact, Requirement, TechId};
use crate::stack::Compared;
use crate::text::SafeText;
use crate::walk::{StatedNote, StatedOutcome};

impl Considered {
    /// Adds an argument. What several say in the same words is one argument with all its sources.
    fn argue(&mut self, side: Side, stated: Stated) {
        let mut known = self
            .good
            .iter_mut()
            .chain(&mut self.neutral)
            .chain(&mut self.bad);
        if let Some(known) = known.find(|known| known.same_as(&stated)) {
            known.also(&stated.sources);
            return;
        }
        match side {
            Side::For => self.good.push(stated),
            Side::Neither => self.neutral.push(stated),
            Side::Against => self.bad.push(stated),
        }
    }
}

impl Gather<'_> {
    pub(in crate::adr) fn with_arguments(
        &mut self,
        considered: Vec<Alternative>,
    ) -> Vec<Considered> {
        let all = considered.into_iter();
        all.map(|alternative| self.arguments(alternative)).collect()
    }

    fn arguments(&mut self, alternative: Alternative) -> Considered {
        let decision = self.decision;
        let key = alternative.key().clone();
        let mut one = Considered {
            alternative,
            ..Considered::default()
        };
        let outcomes = decision.walked.iter().flat_map(|walked| &walked.outcomes);
        let own = outcomes.filter(|outcome| outcome.alternatives.contains(&key));
        let own: Vec<&StatedOutcome> = own.collect();
        self.argue_other_names(&mut one, &own);
        for outcome in own {
            self.argue_notes(&mut one, outcome);
        }
        self.argue_rulings(&mut one);
        self.argue_needs(&mut one);
        if let Some(compared) = &decision.compared {
            self.argue_cells(&mut one, compared);
        }
        one.lost = self.lost(&one.alternative);
        one
    }

    /// What the tree calls it, where it never has its own name there.
    fn argue_other_names(&mut self, one: &mut Considered, outcomes: &[&StatedOutcome]) {
        let name = one.alternative.name.trim().to_lowercase();
        let own = |outcome: &&StatedOutcome| outcome.text.trim().to_lowercase() == name;
        let named = outcomes.iter().any(own);
        for outcome in outcomes
            .iter()
            .filter(|o| !named && o.alternatives.len() == 1)
        {
            let text = format!("the tree leads to it as \u{201c}{}\u{201d}", outcome.text);
            let stated = self.stated(&text, &outcome.at, outcome.cite.as_ref());
            add(&mut one.called, stated);
        }
    }

    fn argue_notes(&mut self, one: &mut Considered, outcome: &StatedOutcome) {
        for note in &outcome.notes {
            // What rules an alternative out is said once, as that.
            if self.rules_out(one.alternative.key(), note) {
                continue;
            }
            let (side, text) = side_of(&note.text);
            let stated = Stated {
                text: SafeText::one_line(&argument(text)),
                ..self.note(note)
            };
            one.argue(side, stated);
        }
    }

    fn rules_out(&self, key: &SafeText, note: &StatedNote) -> bool {
        let mut ruled = self.decision.ruled_out.iter();
        ruled.any(|r| r.alternative == *key && r.quote == note.text)
    }

    fn rules_out_by(&self, key: &SafeText, declared: &Place, need: &Requirement) -> bool {
        let mut ruled = self.decision.ruled_out.iter();
        ruled.any(|r| r.alternative == *key && r.at == *declared && r.cite == need.cite)
    }

    /// The statements that rule it out, each once however often it is made.
    fn argue_rulings(&mut self, one: &mut Considered) {
        let key = one.alternative.key().clone();
        let mut quoted: Vec<(&SafeText, &SafeText)> = Vec::new();
        let ruled = self.decision.ruled_out.iter();
        for ruled in ruled.filter(|ruled| ruled.alternative == key) {
            let known = quoted.iter().find(|(quote, _)| **quote == ruled.quote);
            let because = known.map_or(&ruled.because, |(_, because)| *because);
            quoted.push((&ruled.quote, because));
            let text = against(because, &ruled.quote);
            let stated = self.stated(&text, &ruled.at, ruled.cite.as_ref());
            one.argue(Side::Against, stated);
        }
    }

    /// What it needs, as the library declares. What is there already costs nothing more.
    fn argue_needs(&mut self, one: &mut Considered) {
        let catalog = self.catalog;
        let technology = one.alternative.technology.as_ref();
        let Some(technology) = technology.and_then(|id| catalog.technology(id)) else {
            return;
        };
        let at = catalog.place(technology.at);
        for need in &technology.requires {
            // What rules it out by the manifest is said once, as that.
            if self.rules_out_by(one.alternative.key(), &at, need) {
                continue;
            }
            let there = self.is_there(need);
            let already = if there {
                ", which is there already"
            } else {
                ""
            };
            let why = Some(&need.why).filter(|why| !why.is_empty());
            let why = why.map_or_else(String::new, |why| format!(" ({why})"));
            let text = format!("it needs {}{already}{why}", self.needed(need));
            let stated = self.stated(&text, &at, need.cite.as_ref());
            if there {
                add(&mut one.needs, stated);
            } else {
                one.argue(Side::Against, stated);
            }
        }
    }

    fn needed(&self, need: &Requirement) -> String {
        need.names(|id| match self.catalog.technology(id) {
            Some(technology) => technology.name.to_string(),
            None => id.to_string(),
        })
    }

    /// Whether the project uses what is needed, an answer said so, or the stack has chosen it.
    fn is_there(&self, need: &Requirement) -> bool {
        let used = match self.stack.facts.get(Fact::USES) {
            Some(Fact::Words(words)) => words.as_slice(),
            _ => &[],
        };
        let names = &self.catalog.names;
        let has = |id: &TechId| {
            let is = |word: &SafeText| *word == id.0 || names.resolve(word) == Some(id);
            let mut decisions = self.stack.decisions.iter();
            let mut walked = self.decision.walked.iter();
            let said = walked.any(|walked| walked.uses.contains(id));
            said || used.iter().any(is) || decisions.any(|decision| decision.is_chosen(&id.0))
        };
        need.all.iter().all(has) && (need.any.is_empty() || need.any.iter().any(has))
    }

    fn argue_cells(&mut self, one: &mut Considered, compared: &Compared) {
        let key = one.alternative.key().clone();
        for criterion in &compared.criteria {
            let statements = cells::statements(compared, &key, criterion);
            if let Some(side) = cells::side(compared, &key, criterion, &statements) {
                let mut stated = self.compared(&statements);
                stated.text = SafeText::one_line(&format!("{criterion}: {}", stated.text));
                one.argue(side, stated);
            }
        }
    }
}

fn against(because: &str, quote: &str) -> String {
    let here = because
        .strip_prefix(quote)
        .and_then(|rest| rest.strip_prefix("; here: "));
    match here {
        Some(here) => format!("it is stated: \u{201c}{quote}\u{201d}, and here: {here}"),
        None => because.to_owned(),
    }
}

/// Labels with which notes begin, and the words for them after "because".
const LABELS: [(&str, &str); 3] = [
    ("limit:", "a limit is stated: "),
    ("scale limit:", "a limit of scale is stated: "),
    ("gap:", "the sources leave something open: "),
];

/// A note as it reads after "because", without the mark of a list that it stood in.
fn argument(note: &str) -> String {
    let marks = ["- ", "* ", "• "];
    let mut marks = marks.iter().filter_map(|mark| note.strip_prefix(mark));
    let note = marks.next().unwrap_or(note);
    let labelled = LABELS.iter().find_map(|(label, words)| {
        let start = note.get(..label.len())?;
        let rest = note.get(label.len()..)?;
        start
            .eq_ignore_ascii_case(label)
            .then(|| format!("{words}{}", rest.trim_start()))
    });
    labelled.unwrap_or_else(|| note.to_owned())
}
