//! A decision with what it rests on.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, Place};
use crate::model::{Alternative, Citation, ConcernId, Facts, TechId, TreeId};
use crate::parse::quantity::Limit;
use crate::stack::{AdrStatus, Subject};
use crate::text::SafeText;
use crate::walk::{Journey, RuledOut, Transcript, TranscriptStep, Walk, Weighed};

/// A decision: what was chosen for what, from what, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// What it is about.
    pub subject: Subject,
    /// What was chosen; `None` while it is open.
    pub chosen: Option<Alternative>,
    /// What stood for choice, the chosen one too. What other answers would have led to is not
    /// among them: see [`Decision::not_on_path`].
    pub considered: Vec<Alternative>,
    /// How far it is.
    pub status: AdrStatus,
    /// Why, in the person's words; empty where nothing was said.
    pub rationale: SafeText,
    /// Who has to do with it.
    pub people: People,
    /// What it was decided by.
    pub drivers: Vec<SafeText>,
    /// How much each criterion counts, from 0 to 5.
    pub weights: BTreeMap<SafeText, u8>,
    /// When to think again: a condition on a fact (`vectors > 10M`) or a date (`2027-11`).
    pub revisit_when: Vec<SafeText>,
    /// The walks that led to it.
    pub walked: Vec<Transcript>,
    /// What something stated speaks against.
    pub ruled_out: Vec<RuledOut>,
    /// The comparison that led to it.
    pub compared: Option<Compared>,
    /// The record it was written to, by path.
    pub adr: Option<SafeText>,
    /// The record of the decision that stood here before.
    pub supersedes: Option<SafeText>,
    /// The day it was taken, as `YYYY-MM-DD`.
    pub date: Option<SafeText>,
}

/// Who has to do with a decision, by name or role: the three lists that records of the form MADR
/// have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Who decides.
    pub decision_makers: Vec<SafeText>,
    /// Who was asked.
    pub consulted: Vec<SafeText>,
    /// Who is told.
    pub informed: Vec<SafeText>,
}

/// What only a person can say of a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// Why.
    pub rationale: SafeText,
    /// How far it is.
    pub status: AdrStatus,
    /// Who has to do with it.
    pub people: People,
    /// When to think again: a condition on a fact or a date.
    pub revisit_when: Vec<SafeText>,
}

/// What a decision was compared by: plain data, filled by whoever compares.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// The alternatives, in the order of the columns.
    pub alternatives: Vec<Alternative>,
    /// The criteria, in the order of the rows.
    pub criteria: Vec<SafeText>,
    /// How well each alternative does, by its key and by criterion, from 0 to 5; what is not here
    /// is not known.
    pub scores: BTreeMap<SafeText, BTreeMap<SafeText, u8>>,
    /// What is stated, each with its place.
    pub cells: Vec<ComparedCell>,
}

/// One statement of a comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComparedCell {
    /// The key of the alternative.
    pub alternative: SafeText,
    /// The criterion.
    pub criterion: SafeText,
    /// What is stated.
    pub text: SafeText,
    /// Where it stands.
    pub at: Place,
    /// The source that it names.
    pub cite: Option<Citation>,
}

/// Something that a decision rests on and a record can quote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Evidence<'a> {
    /// A walk.
    Walked(&'a Transcript),
    /// A statement against an alternative.
    RuledOut(&'a RuledOut),
    /// A statement that was compared.
    Compared(&'a ComparedCell),
}

impl Decision {
    /// Whether it is decided: something was chosen, or nothing is needed.
    pub fn is_taken(&self) -> bool {
        self.chosen.is_some() || self.is_not_needed()
    }

    /// The key of what was chosen.
    pub fn chosen_key(&self) -> Option<&SafeText> {
        self.chosen.as_ref().map(Alternative::key)
    }

    /// What a person said of it.
    pub fn own_words(&self) -> OwnWords {
        OwnWords {
            rationale: self.rationale.clone(),
            status: self.status,
            people: self.people.clone(),
            revisit_when: self.revisit_when.clone(),
        }
    }

    /// Puts what a person says in the place of what was said before.
    pub(super) fn say(&mut self, words: OwnWords) {
        self.rationale = words.rationale;
        self.status = words.status;
        self.people = words.people;
        self.revisit_when = words.revisit_when;
    }

    /// Everything that it rests on.
    pub fn evidence(&self) -> Vec<Evidence<'_>> {
        let walked = self.walked.iter().map(Evidence::Walked);
        let ruled = self.ruled_out.iter().map(Evidence::RuledOut);
        let cells = self.compared.iter().flat_map(|compared| &compared.cells);
        walked
            .chain(ruled)
            .chain(cells.map(Evidence::Compared))
            .collect()
    }

    /// The places that it rests on, sorted.
    pub fn places(&self) -> BTreeSet<&Place> {
        let mut places = BTreeSet::new();
        for evidence in self.evidence() {
            match evidence {
                Evidence::RuledOut(ruled) => places.extend([&ruled.at]),
                Evidence::Compared(cell) => places.extend([&cell.at]),
                Evidence::Walked(transcript) => {
                    places.extend([&transcript.at]);
                    places.extend(transcript.all_steps().iter().map(|step| &step.at));
                    places.extend(transcript.recommended.iter().map(|one| &one.at));
                    places.extend(transcript.outcomes.iter().map(|outcome| &outcome.at));
                    let notes = transcript.outcomes.iter().flat_map(|o| &o.notes);
                    places.extend(notes.chain(&transcript.advice).map(|note| &note.at));
                    places.extend(transcript.onward.iter().map(|onward| &onward.at));
                }
            }
        }
        places.retain(|place| !place.file.is_empty());
        places
    }

    /// What other answers would have led to; nothing speaks against these.
    pub fn not_on_path(&self) -> Vec<&Weighed> {
        let considered: BTreeSet<&SafeText> =
            self.considered.iter().map(Alternative::key).collect();
        let all = self.walked.iter().flat_map(|walked| &walked.not_on_path);
        let mut seen = BTreeSet::new();
        all.filter(|one| !considered.contains(&one.alternative))
            .filter(|one| seen.insert(&one.alternative))
            .collect()
    }

    /// Tells whether the decision still says the same, wherever and whenever it was recorded.
    pub fn digest(&self) -> String {
        let bare = Self {
            adr: None,
            date: None,
            ..self.clone()
        };
        super::document::digest(&bare)
    }

    /// The decision that nothing is needed for a subject: agreed not to do.
    pub fn not_needed(subject: Subject) -> Self {
        Self {
            subject,
            status: AdrStatus::Rejected,
            ..Self::default()
        }
    }

    /// Whether it was decided that nothing is needed.
    pub fn is_not_needed(&self) -> bool {
        self.chosen.is_none() && self.status == AdrStatus::Rejected
    }

    /// Whether an alternative is the chosen one.
    pub fn is_chosen(&self, key: &SafeText) -> bool {
        self.chosen
            .as_ref()
            .is_some_and(|chosen| chosen.key() == key)
    }

    /// What it is about, in words for a person.
    pub fn title(&self, catalog: &Catalog) -> SafeText {
        self.subject.title(catalog)
    }
}

impl Subject {
    /// What it is called, in words for a person.
    pub fn title(&self, catalog: &Catalog) -> SafeText {
        match self {
            Self::Title(title) => title.clone(),
            Self::Concern(id) => {
                let concern = catalog.concern(id);
                concern.map_or_else(|| id.0.clone(), |concern| concern.title.clone())
            }
        }
    }
}

/// The decision that a walk leads to. Without `chosen` it is open; without `concern` the library's
/// manifest says what the tree decides, else the tree's own title does.
pub fn from_walk(
    walk: &Walk,
    catalog: &Catalog,
    chosen: Option<Alternative>,
    concern: Option<ConcernId>,
) -> Decision {
    let transcript = Transcript::of(walk, catalog);
    Decision::from_transcripts(vec![transcript], catalog, chosen, concern)
}

/// The decision that walks one after the other lead to, under the facts of the project: see
/// [`from_walk`]. It is about what the last of them decides.
pub fn from_journey(
    journey: &Journey,
    catalog: &Catalog,
    facts: &Facts,
    chosen: Option<Alternative>,
) -> Decision {
    Decision::from_transcripts(journey.transcripts(catalog, facts), catalog, chosen, None)
}

/// The decision that a comparison leads to.
pub fn from_comparison(
    compared: Compared,
    weights: BTreeMap<SafeText, u8>,
    chosen: Option<Alternative>,
    subject: Subject,
) -> Decision {
    let mut decision = Decision {
        subject,
        chosen,
        ..Decision::default()
    };
    decision.take_comparison(compared, weights);
    decision
}

/// The concern that a tree decides, as the library's manifest says.
pub fn concern_of(tree: &TreeId, catalog: &Catalog) -> Option<ConcernId> {
    let mut concerns = catalog.manifest.concerns.iter();
    let concern = concerns.find(|concern| concern.trees.contains(tree))?;
    Some(concern.id.clone())
}

/// The one concern that things of an alternative's kind serve; `None` where several do.
pub fn concern_served(alternative: &Alternative, catalog: &Catalog) -> Option<ConcernId> {
    let technology = catalog.technology(alternative.technology.as_ref()?)?;
    let kind = technology.kind.as_ref()?;
    let concerns = catalog.manifest.concerns.iter();
    let mut serving = concerns.filter(|concern| concern.kinds.contains(kind));
    let first = serving.next()?;
    serving.next().is_none().then(|| first.id.clone())
}

impl Decision {
    /// The decision that transcripts lead to, in the order walked: see [`from_walk`]. It is about
    /// the concern that the last of them decides which decides any, else that which the choice
    /// serves, else about what the last tree is called.
    pub fn from_transcripts(
        transcripts: Vec<Transcript>,
        catalog: &Catalog,
        chosen: Option<Alternative>,
        concern: Option<ConcernId>,
    ) -> Self {
        let mut decided = transcripts.iter().rev();
        let concern = concern
            .or_else(|| decided.find_map(|walked| concern_of(&walked.tree, catalog)))
            .or_else(|| concern_served(chosen.as_ref()?, catalog));
        let title = || transcripts.last().map(|walked| walked.title.clone());
        let subject = concern.map_or_else(
            || Subject::Title(title().unwrap_or_default()),
            Subject::Concern,
        );
        let mut decision = Self {
            subject,
            chosen,
            ..Self::default()
        };
        for transcript in transcripts {
            decision.take_walk(transcript, catalog);
        }
        decision
    }

    /// Adds a walk to what the decision rests on: its drivers, its alternatives, its limits. The
    /// statements against alternatives move from the transcript to the decision.
    pub fn take_walk(&mut self, mut transcript: Transcript, catalog: &Catalog) {
        let said = transcript.all_steps().into_iter().filter_map(driver);
        let said: Vec<SafeText> = said.collect();
        extend_new(&mut self.drivers, said);
        let chosen = self.chosen.as_ref().map(Alternative::key);
        let beside = chosen.map_or_else(BTreeSet::new, |key| transcript.beside(key));
        let stand = transcript.recommended.iter().chain(&transcript.open);
        let stand = stand.map(|one| (&one.alternative, &one.name));
        let ruled = transcript.ruled_out.iter();
        let ruled = ruled.map(|one| (&one.alternative, &one.name));
        let named: Vec<Alternative> = stand
            .chain(ruled)
            .filter(|(key, _)| !beside.contains(*key))
            .map(|(key, name)| alternative(key, name, catalog))
            .collect();
        self.consider(named);
        // What speaks against the chosen one is a limit of the choice, and no way back to another.
        let ruled = transcript.ruled_out.iter();
        let others = ruled.filter(|ruled| !self.is_chosen(&ruled.alternative));
        let back: Vec<SafeText> = others.filter_map(|ruled| ruled.limit.clone()).collect();
        extend_new(&mut self.revisit_when, back);
        let crossed = self.limits_of_choice(&transcript);
        extend_new(&mut self.revisit_when, crossed);
        self.ruled_out.append(&mut transcript.ruled_out);
        self.walked.push(transcript);
    }

    /// Adds alternatives to those that stand for choice; the chosen one is always among them.
    pub(super) fn consider(&mut self, named: Vec<Alternative>) {
        for alternative in self.chosen.clone().into_iter().chain(named) {
            let known = |a: &Alternative| a.key() == alternative.key();
            if !self.considered.iter().any(known) {
                self.considered.push(alternative);
            }
        }
    }

    /// When the stated limits of the chosen alternative are crossed.
    pub(super) fn limits_of_choice(&self, transcript: &Transcript) -> Vec<SafeText> {
        let Some(chosen) = self.chosen.as_ref().map(Alternative::key) else {
            return Vec::new();
        };
        let outcomes = transcript.outcomes.iter();
        let own = outcomes.filter(|outcome| outcome.alternatives.contains(chosen));
        let limits = own.flat_map(|outcome| &outcome.limits);
        let crossed = limits.filter_map(|limit| Limit::parse(limit)?.crossed());
        crossed
            .map(|limit| SafeText::new(&limit.to_string()))
            .collect()
    }
}

/// What an answered question says about the project: "How many rows? over 10M".
pub(crate) fn driver(step: &TranscriptStep) -> Option<SafeText> {
    let answers: Vec<&str> = step
        .answer
        .iter()
        .chain(&step.answers)
        .map(SafeText::as_str)
        .collect();
    // Parts of a whole are no circumstance.
    let circumstance = !answers.is_empty() && step.fork != crate::model::Fork::AllOf;
    let undecided = step.fork == crate::model::Fork::OneOf && answers.len() > 1;
    let joined = answers.join(if undecided { " or " } else { "; " });
    let ends = step.question.ends_with(['?', ':', '.']);
    let colon = if ends { "" } else { ":" };
    circumstance.then(|| SafeText::new(&format!("{}{colon} {joined}", step.question)))
}

/// An alternative by its key: a technology where its name and its key differ, or where the
/// catalog knows it.
pub(crate) fn alternative(key: &SafeText, name: &SafeText, catalog: &Catalog) -> Alternative {
    let id = TechId(key.clone());
    let known = key != name || catalog.technology(&id).is_some();
    Alternative {
        name: name.clone(),
        technology: known.then_some(id),
    }
}

pub(super) fn extend_new(list: &mut Vec<SafeText>, new: Vec<SafeText>) {
    for text in new {
        if !list.contains(&text) {
            list.push(text);
        }
    }
}
