//! From a decision to what its record says.

mod again;
mod argue;
mod cells;
mod checks;
mod facts;
mod reasons;
mod sides;
mod sources;

use crate::adr::record::{Record, Stated};
use crate::catalog::Catalog;
use crate::model::{Alternative, Takes, TechId, Technology};
use crate::review::{Item, Project};
use crate::stack::{Decision, Stack, Subject, driver};
use crate::text::SafeText;
use crate::walk::{Transcript, TranscriptStep, Weighed};

use reasons::Elsewhere;
use sources::Sources;

/// What other answers lead to up to which it stands beside a single choice.
const NEAREST: usize = 3;
/// Names up to which a question lists what it asks between.
const NAMES_IN_A_QUESTION: usize = 3;

impl Record {
    /// The record of a decision of a stack. `date` is the day to write; nothing here knows today.
    pub fn of(
        decision: &Decision,
        stack: &Stack,
        catalog: &Catalog,
        number: u32,
        date: &str,
    ) -> Self {
        let mut gather = Gather {
            decision,
            stack,
            catalog,
            sources: Sources::default(),
            elsewhere: None,
            items: Vec::new(),
        };
        gather.items = gather.find_items();
        gather.elsewhere = gather.find_elsewhere();
        let considered = gather.considered();
        let record = Self {
            number,
            title: gather.title(),
            status: decision.status,
            date: if is_day(date) {
                date.into()
            } else {
                SafeText::default()
            },
            decision_makers: decision.people.decision_makers.clone(),
            consulted: decision.people.consulted.clone(),
            informed: decision.people.informed.clone(),
            tags: gather.tags(),
            problem: gather.problem(&considered),
            facts: gather.facts(),
            context: gather.context(),
            drivers: gather.drivers(),
            chosen: decision.chosen.as_ref().map(|chosen| chosen.name.clone()),
            because: gather.because(),
            answers_say: gather.answers_say(),
            weights_say: gather.weights_say(),
            would_change: gather.would_change(),
            considered: gather.with_arguments(considered),
            advice: gather.advice(),
            confirmation: decision.revisit_when.clone(),
            ruled_out: gather.ruled_out(),
            not_on_path: gather.not_on_path(),
            links: gather.links(),
            comparison: gather.comparison(),
            outlook: decision.outlook(),
            checks: gather.checks(),
            reopen: gather.reopen(),
            ..Self::default()
        };
        Self {
            sources: gather.sources.met,
            ..record
        }
    }
}

/// What a record is gathered from, and the sources met so far.
pub(super) struct Gather<'a> {
    pub(super) decision: &'a Decision,
    pub(super) stack: &'a Stack,
    pub(super) catalog: &'a Catalog,
    sources: Sources,
    /// What other answers and facts lead to.
    elsewhere: Option<Elsewhere>,
    /// What to keep to for the choice.
    items: Vec<Item>,
}

impl<'a> Gather<'a> {
    fn title(&self) -> SafeText {
        let subject = self.decision.title(self.catalog);
        let Some(chosen) = &self.decision.chosen else {
            return SafeText::one_line(&subject);
        };
        match &self.decision.subject {
            Subject::Concern(_) if !is_question(&subject) => {
                let what = lower_first(&subject);
                let word = if self.takes_several() { "for" } else { "as" };
                SafeText::one_line(&format!("Use {} {word} {what}", chosen.name))
            }
            _ => SafeText::one_line(&format!("{subject}: {}", chosen.name)),
        }
    }

    /// Whether several are chosen side by side: then one of them is not the whole of what the
    /// concern is called ("Use Axum for frameworks").
    fn takes_several(&self) -> bool {
        let Subject::Concern(id) = &self.decision.subject else {
            return false;
        };
        let concern = self.catalog.concern(id);
        concern.is_some_and(|concern| concern.takes == Some(Takes::Many))
    }

    fn tags(&self) -> Vec<SafeText> {
        match &self.decision.subject {
            Subject::Concern(id) => vec![id.0.clone()],
            Subject::Title(_) => Vec::new(),
        }
    }

    /// The alternatives to list: the considered ones; where that is only one, those that other
    /// answers lead to as well, since a choice of one is none.
    fn considered(&self) -> Vec<Alternative> {
        let mut listed: Vec<Alternative> = Vec::new();
        let few = self.decision.considered.len() < 2;
        let apart = if few { self.nearest() } else { Vec::new() };
        let apart = apart.into_iter().map(|one| Alternative {
            name: one.name.clone(),
            technology: Some(TechId(one.alternative.clone())),
        });
        for alternative in self.decision.considered.iter().cloned().chain(apart) {
            // Options are joined by name in most readers: a name stands once.
            if !listed.iter().any(|known| known.name == alternative.name) {
                listed.push(alternative);
            }
        }
        listed
    }

    /// Those that one other answer leads to; where there are none, the first that others do.
    fn nearest(&self) -> Vec<&'a Weighed> {
        let mut apart = self.apart();
        let near = |one: &Weighed| self.nearest_to(&one.alternative).is_some();
        if apart.iter().any(|one| near(one)) {
            apart.retain(|one| near(one));
        }
        apart.truncate(NEAREST);
        apart
    }

    /// The question that is decided. Few names stand in it; many, and names with commas of their
    /// own, stand in the list of options only.
    fn problem(&self, considered: &[Alternative]) -> SafeText {
        let names: Vec<&str> = considered.iter().map(|a| a.name.as_str()).collect();
        let subject = self.decision.title(self.catalog);
        let asked = is_question(&subject);
        let subject = subject.trim_end_matches([':', '?', '.', ' ']);
        let question = match &self.decision.subject {
            _ if names.is_empty() => format!("{subject}."),
            _ if asked => format!("{subject}?"),
            Subject::Concern(_) if self.takes_several() => {
                format!("What is to be used for {}?", lower_first(subject))
            }
            Subject::Concern(_) => format!("Which {} is to be used?", lower_first(subject)),
            Subject::Title(_) => format!("{subject}: which of the options is to be used?"),
        };
        let listed = names.len() <= NAMES_IN_A_QUESTION;
        let listed = listed && names.iter().all(|name| !name.contains(','));
        SafeText::one_line(&match names.split_last() {
            Some((only, [])) => match &self.decision.subject {
                Subject::Title(_) if !asked => format!("{subject}: is {only} to be used?"),
                _ => question,
            },
            Some((last, rest)) if listed && !asked => {
                let names = format!("{} or {last}", rest.join(", "));
                match &self.decision.subject {
                    Subject::Concern(_) => {
                        format!("{}: {names}?", question.trim_end_matches('?'))
                    }
                    Subject::Title(_) => format!("{subject}: is {names} to be used?"),
                }
            }
            _ => question,
        })
    }

    /// What is known of the project, and what was left open; answers stand among the drivers.
    fn context(&mut self) -> Vec<Stated> {
        let mut context: Vec<Stated> = Vec::new();
        let decision = self.decision;
        for step in decision.walked.iter().flat_map(Transcript::all_steps) {
            let drives = driver(step).is_some_and(|said| decision.drivers.contains(&said));
            if let Some(said) = sentence(step).filter(|_| !drives) {
                context.push(self.stated(&said, &step.at, step.cite.as_ref()));
            }
        }
        self.whole_way(&mut context);
        context
    }

    /// Which walk led to which: what the earlier one says to go on in.
    fn whole_way(&mut self, context: &mut Vec<Stated>) {
        let decision = self.decision;
        let later = decision.walked.iter().skip(1);
        for (from, to) in decision.walked.iter().zip(later) {
            let mut onward = from.onward.iter();
            let Some(way) = onward.find(|way| way.tree.as_ref() == Some(&to.tree)) else {
                continue;
            };
            let said = format!(
                "\u{201c}{}\u{201d} goes on in \u{201c}{}\u{201d}, as \u{201c}{}\u{201d} says.",
                from.title, to.title, way.words
            );
            let said = self.stated(&said, &way.at, None);
            add(context, said);
        }
    }

    /// The drivers, each with the place of the answer that it comes from.
    fn drivers(&mut self) -> Vec<Stated> {
        let mut drivers = Vec::new();
        for text in &self.decision.drivers {
            let steps = self.decision.walked.iter().flat_map(Transcript::all_steps);
            let step = steps
                .into_iter()
                .find(|step| driver(step).as_ref() == Some(text));
            let weight = self.decision.weights.get(text);
            drivers.push(match (step, weight) {
                (Some(step), _) => self.stated(text, &step.at, step.cite.as_ref()),
                (None, Some(weight)) => Stated::plain(&format!("{text} (weight {weight})")),
                (None, None) => self.said(text),
            });
        }
        drivers
    }

    fn advice(&mut self) -> Vec<Stated> {
        let walked = self.decision.walked.iter();
        let mut advice = Vec::new();
        for note in walked.flat_map(|walked| &walked.advice) {
            let stated = self.note(note);
            add(&mut advice, stated);
        }
        advice
    }

    /// What is ruled out, each once with all that rules it out. What was chosen all the same is
    /// not: what speaks against it is a consequence.
    fn ruled_out(&mut self) -> Vec<Stated> {
        let decision = self.decision;
        let ruled = decision.ruled_out.iter();
        let mut out = Vec::new();
        for ruled in ruled.filter(|ruled| !decision.is_chosen(&ruled.alternative)) {
            let named = self.stated(&ruled.name, &ruled.at, ruled.cite.as_ref());
            add(&mut out, named);
        }
        out
    }

    fn not_on_path(&mut self) -> Vec<Stated> {
        let apart = self.decision.not_on_path().into_iter();
        apart
            .map(|one| self.stated(&one.name, &one.at, one.cite.as_ref()))
            .collect()
    }

    /// What other answers would have led to and what could have been chosen all the same: a part
    /// that another concern is about, and what is for languages that the project is not written
    /// in, were never in question. They are recorded, and not offered.
    fn apart(&self) -> Vec<&'a Weighed> {
        let project = Project::of(self.stack, self.catalog);
        let languages = project.languages();
        let concern = project.concern(&self.decision.subject);
        let known = |one: &Weighed| self.catalog.technology(&TechId(one.alternative.clone()));
        let serves =
            |technology: &Technology| concern.is_none_or(|concern| concern.admits(technology));
        let is_written = |technology: &Technology| {
            let own = &technology.languages;
            own.is_empty() || languages.is_empty() || own.iter().any(|one| languages.contains(one))
        };
        let mut apart = self.decision.not_on_path();
        apart.retain(|one| known(one).is_none_or(|known| serves(known) && is_written(known)));
        apart
    }
}

/// Words with which a question begins.
const ASKING: [&str; 9] = [
    "which", "what", "who", "where", "when", "how", "whether", "is", "should",
];

/// Whether a title is a question itself.
fn is_question(title: &str) -> bool {
    let title = title.trim();
    let first = title.split_whitespace().next().unwrap_or_default();
    let asks = ASKING.iter().any(|word| first.eq_ignore_ascii_case(word));
    title.ends_with('?') || asks
}

/// The facts that the answer of a step follows from.
pub(super) fn facts_of(step: &TranscriptStep) -> impl Iterator<Item = &str> {
    let facts = step.from_fact.iter().flat_map(|facts| facts.split(','));
    facts.map(str::trim)
}

/// Whether a text has the form `YYYY-MM-DD`: nothing else gets into a header.
fn is_day(date: &str) -> bool {
    let shape = |(at, c): (usize, char)| match at {
        4 | 7 => c == '-',
        _ => c.is_ascii_digit(),
    };
    date.len() == 10 && date.char_indices().all(shape)
}

/// The sentence of an answered or unknown question.
fn sentence(step: &TranscriptStep) -> Option<String> {
    let said = driver(step).map(|said| said.to_string());
    let unknown = || step.unknown.then(|| format!("{} Not known", step.question));
    let said = said.or_else(unknown)?;
    let ends = said.ends_with(['.', '!', '?']);
    Some(if ends { said } else { format!("{said}.") })
}

/// The answers given at a step.
fn said(step: &TranscriptStep) -> impl Iterator<Item = &SafeText> {
    step.answer.iter().chain(&step.answers)
}

/// Adds a statement, or its sources to the same one that is there.
pub(super) fn add(list: &mut Vec<Stated>, stated: Stated) {
    match list.iter_mut().find(|known| known.same_as(&stated)) {
        Some(known) => known.also(&stated.sources),
        None => list.push(stated),
    }
}

/// "Vector store" within a sentence; a word in capitals stays.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let rest = chars.as_str();
    let word = rest.split_whitespace().next().unwrap_or_default();
    if word.chars().any(char::is_uppercase) || rest.starts_with(' ') || rest.is_empty() {
        return text.to_owned();
    }
    first.to_lowercase().chain(rest.chars()).collect()
}
