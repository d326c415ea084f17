//! From a decision to what its record says.

mod argue;
mod cells;
mod sides;

use crate::adr::Relation;
use crate::adr::folder::number_of;
use crate::adr::record::{LibrarySaid, Record, RecordLink, Reopen, Source, Stated, WalkSaid};
use crate::catalog::{Catalog, Place};
use crate::model::{Alternative, Citation, Takes, known};
use crate::review::{Project, items_for};
use crate::stack::{Decision, Stack, Subject, driver};
use crate::text::SafeText;
use crate::walk::{StatedNote, Transcript, TranscriptStep, command_line, twin_of};

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
            sources: Vec::new(),
            places: Vec::new(),
        };
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
            tags: gather.tags(),
            problem: gather.problem(&considered),
            facts: known(&stack.facts)
                .iter()
                .map(|fact| SafeText::one_line(fact))
                .collect(),
            context: gather.context(),
            drivers: gather.drivers(),
            chosen: decision.chosen.as_ref().map(|chosen| chosen.name.clone()),
            because: gather.because(),
            answers_say: gather.answers_say(),
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
            sources: gather.sources,
            ..record
        }
    }
}

/// What a record is gathered from, and the sources met so far.
pub(super) struct Gather<'a> {
    pub(super) decision: &'a Decision,
    pub(super) stack: &'a Stack,
    pub(super) catalog: &'a Catalog,
    sources: Vec<Source>,
    places: Vec<(Place, Option<Citation>)>,
}

impl Gather<'_> {
    /// A statement at a place.
    pub(super) fn stated(&mut self, text: &str, at: &Place, cite: Option<&Citation>) -> Stated {
        Stated {
            sources: self.source(at, cite).into_iter().collect(),
            ..Stated::plain(text)
        }
    }

    pub(super) fn note(&mut self, note: &StatedNote) -> Stated {
        self.stated(&note.text, &note.at, note.cite.as_ref())
    }

    /// The number of a source: the next one, or the one that it has already.
    pub(super) fn source(&mut self, at: &Place, cite: Option<&Citation>) -> Option<usize> {
        let entry = (at.clone(), cite.cloned());
        if let Some(known) = self.places.iter().position(|known| *known == entry) {
            return Some(known);
        }
        let cited = cite.map(|cite| self.cite_text(cite));
        let source = match (at.file.is_empty(), cited) {
            (false, cite) => Source {
                place: self.place_text(at),
                cite,
                ..Source::default()
            },
            (true, Some(place)) => Source {
                place,
                ..Source::default()
            },
            (true, None) => return None,
        };
        self.sources.push(source);
        self.places.push(entry);
        Some(self.places.len() - 1)
    }

    /// A place as a reader can find it again: our own library by its version.
    fn place_text(&self, at: &Place) -> SafeText {
        if at.source != "builtin" {
            return SafeText::new(&at.to_string());
        }
        let libraries = self.stack.library.iter();
        let mut builtin = libraries.filter(|library| library.from == "builtin");
        let version = builtin.find_map(|library| library.version.as_deref());
        let version = version.unwrap_or(env!("CARGO_PKG_VERSION"));
        SafeText::new(&format!("archtui {version}: {at}"))
    }

    fn cite_text(&self, cite: &Citation) -> SafeText {
        let declared = &self.catalog.manifest.citations;
        let source = declared.iter().find(|source| source.id == cite.id);
        let title = source.map(|source| &source.title).filter(|t| !t.is_empty());
        match title {
            Some(title) => SafeText::new(&format!("{cite}, {title}")),
            None => SafeText::new(&cite.to_string()),
        }
    }

    fn title(&self) -> SafeText {
        let subject = self.decision.title(self.catalog);
        let Some(chosen) = &self.decision.chosen else {
            return SafeText::one_line(&subject);
        };
        match &self.decision.subject {
            Subject::Concern(_) => {
                let what = lower_first(&subject);
                let word = if self.takes_several() { "for" } else { "as" };
                SafeText::one_line(&format!("Use {} {word} {what}", chosen.name))
            }
            Subject::Title(_) => SafeText::one_line(&format!("{subject}: {}", chosen.name)),
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
        let apart = self
            .decision
            .not_on_path()
            .into_iter()
            .map(|one| Alternative {
                name: one.name.clone(),
                technology: Some(crate::model::TechId(one.alternative.clone())),
            });
        let few = self.decision.considered.len() < 2;
        let apart = apart.filter(|_| few);
        for alternative in self.decision.considered.iter().cloned().chain(apart) {
            // Options are joined by name in most readers: a name stands once.
            if !listed.iter().any(|known| known.name == alternative.name) {
                listed.push(alternative);
            }
        }
        listed
    }

    /// The question that is decided. Few names stand in it; many, and names with commas of their
    /// own, stand in the list of options only.
    fn problem(&self, considered: &[Alternative]) -> SafeText {
        let names: Vec<&str> = considered.iter().map(|a| a.name.as_str()).collect();
        let subject = self.decision.title(self.catalog);
        let asked = subject.trim().ends_with('?');
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
            Some((only, [])) => format!("{subject}: is {only} to be used?"),
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
                (None, None) => Stated::plain(text),
            });
        }
        drivers
    }

    fn because(&mut self) -> Vec<Stated> {
        let decision = self.decision;
        let own = decision.rationale.trim().trim_end_matches('.');
        let mut because: Vec<Stated> = Vec::new();
        if !own.is_empty() {
            because.push(Stated::plain(&lower_first(own)));
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
        because
    }

    /// The recommended, where the chosen is not among them.
    fn answers_say(&mut self) -> Vec<Stated> {
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

    /// What to keep to for the choice.
    fn checks(&mut self) -> Vec<Stated> {
        let project = Project::of(self.stack, self.catalog);
        let mut chosen = project.chosen.iter();
        let own = chosen.find(|chosen| {
            chosen.decision.subject == self.decision.subject
                && chosen.decision.chosen == self.decision.chosen
        });
        let items = own.map(|own| items_for(&project, own)).unwrap_or_default();
        let mut checks = Vec::new();
        for item in items {
            let mut check = Stated::plain(&format!("{}: {}", item.strength, item.says));
            for said in &item.sources {
                let source = self.source(&said.at, said.cite.as_ref());
                check.also(source.as_slice());
            }
            add(&mut checks, check);
        }
        checks
    }

    /// The record in whose place it stands.
    fn links(&self) -> Vec<RecordLink> {
        let before = self.decision.supersedes.iter();
        let links = before.map(|file| RecordLink {
            relation: Relation::Supersedes,
            number: number_of(file.rsplit('/').next().unwrap_or(file)),
            file: file.clone(),
            title: SafeText::default(),
        });
        links.collect()
    }

    fn reopen(&self) -> Reopen {
        let library = self.stack.library.iter().map(|library| LibrarySaid {
            name: library.from.clone(),
            version: library.version.clone().unwrap_or_default(),
            digest: library.digest.clone().unwrap_or_default(),
        });
        let walks = self.decision.walked.iter().map(|walked| WalkSaid {
            tree: walked.tree.0.clone(),
            digest: walked.digest.clone(),
            replay: SafeText::one_line(&command_line(&twin_of(walked))),
            led_to: walked
                .recommended
                .iter()
                .map(|one| one.name.clone())
                .collect(),
        });
        Reopen {
            version: env!("CARGO_PKG_VERSION").into(),
            subject: SafeText::one_line(&self.decision.subject.to_string()),
            decision: SafeText::new(&self.decision.digest()),
            library: library.collect(),
            walks: walks.collect(),
            ..Reopen::default()
        }
    }
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
