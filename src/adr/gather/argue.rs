//! What speaks for each alternative, and what against it.

use crate::adr::gather::cells;
use crate::adr::gather::sides::{Side, side_of};
use crate::adr::gather::{Gather, add, lower_first};
use crate::adr::record::{Considered, Stated};
use crate::catalog::Place;
use crate::model::{Alternative, Fact, Requirement, TechId};
use crate::parse::quantity::bounds;
use crate::stack::{AdrStatus, Compared};
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
        let (elsewhere, reached): (Vec<_>, Vec<_>) = own.into_iter().partition(|o| o.elsewhere);
        for outcome in &reached {
            self.argue_words(&mut one, outcome);
            self.argue_notes(&mut one, outcome);
        }
        let only_elsewhere = reached.is_empty() && !decision.is_chosen(&key);
        for outcome in elsewhere {
            if only_elsewhere {
                self.argue_notes(&mut one, outcome);
            } else {
                self.argue_limits(&mut one, outcome);
            }
        }
        self.argue_rulings(&mut one);
        self.argue_rules(&mut one);
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
        let own = |outcome: &&StatedOutcome| {
            let (called, _) = with_remark(&outcome.text);
            called.to_lowercase() == name
        };
        let named = outcomes.iter().any(own);
        for outcome in outcomes
            .iter()
            .filter(|o| !named && o.alternatives.len() == 1)
        {
            let who = if outcome.elsewhere {
                "another answer"
            } else {
                "the tree"
            };
            let text = format!("{who} leads to it as \u{201c}{}\u{201d}", outcome.text);
            let stated = self.stated(&text, &outcome.at, outcome.cite.as_ref());
            add(&mut one.called, stated);
        }
    }

    /// What the tree says of it in brackets behind its name, where the answers lead there or leave
    /// it open: it speaks for what is recommended, unless it is a condition or a limit.
    fn argue_words(&mut self, one: &mut Considered, outcome: &StatedOutcome) {
        let (called, remark) = with_remark(&outcome.text);
        let known = self.catalog.names.resolve(called);
        let own = known.map_or(called, |id| id.0.as_str());
        let Some(remark) = remark.filter(|_| *one.alternative.key() == *own) else {
            return;
        };
        let walked = self.decision.walked.iter();
        let mut recommended = walked.flat_map(|walked| &walked.recommended);
        let key = one.alternative.key();
        let speaks = recommended.any(|led| led.alternative == *key && led.when.is_none());
        let side = match side_of(remark).0 {
            Side::Neither if speaks => Side::For,
            side => side,
        };
        let stated = self.stated(remark, &outcome.at, outcome.cite.as_ref());
        one.argue(side, stated);
    }

    /// The limits stated at an outcome that the answers do not lead to: they are the technology's
    /// own and hold anywhere. Everything else that is said there belongs to another path.
    fn argue_limits(&mut self, one: &mut Considered, outcome: &StatedOutcome) {
        if outcome.limits.is_empty() {
            return;
        }
        for note in &outcome.notes {
            let (side, text) = side_of(&note.text);
            if side != Side::Against || bounds(text).is_empty() {
                continue;
            }
            if self.rules_out(one.alternative.key(), note) {
                continue;
            }
            let note = self.note(note);
            let said = argument(text);
            let here = Stated {
                text: SafeText::one_line(&said),
                ..note.clone()
            };
            let known = one.bad.iter().any(|bad| bad.same_as(&here));
            let limit = said.strip_prefix(LIMIT).unwrap_or(text);
            let there = Stated::plain(&format!("elsewhere in the tree {LIMIT}{limit}"));
            let text = if known { here.text } else { there.text };
            one.argue(side, Stated { text, ..note });
        }
    }

    /// The rules that advise against what was chosen.
    fn argue_rules(&mut self, one: &mut Considered) {
        if !self.decision.is_chosen(one.alternative.key()) {
            return;
        }
        for item in self.against() {
            let text = format!("a rule says: {}: {}", item.strength, item.says);
            let stated = self.item(&item, &text);
            one.argue(Side::Against, stated);
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
            let there = self.there(need);
            let needed = there.clone().unwrap_or_else(|| self.needed(need));
            let why = Some(&need.why).filter(|why| !why.is_empty());
            let why = why.map_or_else(String::new, |why| format!(" ({why})"));
            let text = format!("it needs {needed}{why}");
            let stated = self.stated(&text, &at, need.cite.as_ref());
            if there.is_some() {
                add(&mut one.needs, stated);
            } else {
                one.argue(Side::Against, stated);
            }
        }
    }

    fn needed(&self, need: &Requirement) -> String {
        need.names(|id| self.name_of(id))
    }

    fn name_of(&self, id: &TechId) -> String {
        let known = self.catalog.technology(id);
        known.map_or_else(|| id.to_string(), |known| known.name.to_string())
    }

    /// What is needed, each that is there with how: "`PostgreSQL`, which is used
    /// already".
    /// `None` where something is missing.
    fn there(&self, need: &Requirement) -> Option<String> {
        let name = |id: &TechId| self.name_of(id);
        let all = need.all.iter().map(|id| {
            let how = self.how_there(id)?;
            Some(format!("{}, which {how}", name(id)))
        });
        let mut parts: Vec<String> = all.collect::<Option<_>>()?;
        if !need.any.is_empty() {
            let how = |id| Some((id, self.how_there(id)?));
            let (one, how) = need.any.iter().find_map(how)?;
            let names: Vec<String> = need.any.iter().map(name).collect();
            let names = names.join(" or ");
            parts.push(match need.any.as_slice() {
                [_] => format!("{names}, which {how}"),
                _ => format!("{names}, of which {} {how}", name(one)),
            });
        }
        Some(parts.join(", and "))
    }

    /// How something is there, in words after its name: by the facts, by an answer of the walks, by
    /// another decision, which may be no more than proposed.
    fn how_there(&self, id: &TechId) -> Option<String> {
        let names = &self.catalog.names;
        let is = |word: &SafeText| *word == id.0 || names.resolve(word) == Some(id);
        let used = self.stack.facts.get(Fact::USES);
        if used.is_some_and(|used| used.words().iter().any(is)) {
            return Some("is used already".to_owned());
        }
        let mut walked = self.decision.walked.iter();
        if walked.any(|walked| walked.uses.contains(id)) {
            return Some("is there already, as the answers say".to_owned());
        }
        let others = self.stack.decisions.iter();
        let mut others = others.filter(|one| one.subject != self.decision.subject);
        others.find_map(|one| {
            let how = match one.status {
                AdrStatus::Accepted => "chosen",
                AdrStatus::Draft | AdrStatus::Proposed => "proposed",
                AdrStatus::Rejected | AdrStatus::Deprecated | AdrStatus::Superseded => return None,
            };
            let what = lower_first(&one.title(self.catalog));
            one.is_chosen(&id.0).then(|| format!("is {how} as {what}"))
        })
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

/// The text of an outcome without the words in brackets at its end, and these.
fn with_remark(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    let split = text.strip_suffix(')').and_then(|text| text.split_once('('));
    match split {
        Some((called, remark)) if !remark.contains(['(', ')']) && !called.is_empty() => {
            (called.trim_end(), Some(remark.trim()))
        }
        _ => (text, None),
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

/// Before a stated limit.
const LIMIT: &str = "a limit is stated: ";

/// Labels with which notes begin, and the words for them after "because".
const LABELS: [(&str, &str); 3] = [
    ("limit:", LIMIT),
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
