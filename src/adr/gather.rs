//! From a decision to what its record says.

use crate::adr::record::{Considered, Record, Reopen, RuledOutLine, Source, Stated};
use crate::adr::sides::{Side, side_of};
use crate::catalog::{Catalog, Place};
use crate::model::{Alternative, Citation, Fact};
use crate::stack::{Compared, Decision, Stack, Subject, driver};
use crate::text::SafeText;
use crate::walk::{ReachedOutcome, StatedNote, Transcript, TranscriptStep, command_line, twin_of};

/// A score from which a cell speaks for an alternative, and one up to which against it; scores go
/// from 0 to 5.
const GOOD_SCORE: u8 = 4;
const BAD_SCORE: u8 = 2;

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
            context: gather.context(),
            drivers: gather.drivers(),
            chosen: decision.chosen.as_ref().map(|chosen| chosen.name.clone()),
            because: gather.because(),
            considered: gather.with_arguments(considered),
            advice: gather.advice(),
            confirmation: decision.revisit_when.clone(),
            ruled_out: gather.ruled_out(),
            not_on_path: gather.not_on_path(),
            supersedes: decision.supersedes.clone(),
            comparison: gather.comparison(),
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
struct Gather<'a> {
    decision: &'a Decision,
    stack: &'a Stack,
    catalog: &'a Catalog,
    sources: Vec<Source>,
    places: Vec<(Place, Option<Citation>)>,
}

impl Gather<'_> {
    /// A statement at a place: its source takes the next number, or the one that it has already.
    fn stated(&mut self, text: &str, at: &Place, cite: Option<&Citation>) -> Stated {
        if at.file.is_empty() {
            return Stated::plain(text);
        }
        let entry = (at.clone(), cite.cloned());
        let known = self.places.iter().position(|known| *known == entry);
        let source = known.unwrap_or_else(|| {
            self.sources.push(Source {
                text: self.place_text(at),
                cite: cite.map(|cite| self.cite_text(cite)),
            });
            self.places.push(entry);
            self.places.len() - 1
        });
        Stated {
            text: SafeText::one_line(text),
            source: Some(source),
        }
    }

    fn note(&mut self, note: &StatedNote) -> Stated {
        self.stated(&note.text, &note.at, note.cite.as_ref())
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
                let as_what = lower_first(&subject);
                SafeText::one_line(&format!("Use {} as {as_what}", chosen.name))
            }
            Subject::Title(_) => SafeText::one_line(&format!("{subject}: {}", chosen.name)),
        }
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

    fn problem(&self, considered: &[Alternative]) -> SafeText {
        let names: Vec<&str> = considered.iter().map(|a| a.name.as_str()).collect();
        let subject = self.decision.title(self.catalog);
        let subject = subject.trim_end_matches([':', '?', '.', ' ']);
        SafeText::one_line(&match names.split_last() {
            None => format!("{subject}."),
            Some((only, [])) => format!("{subject}: is {only} to be used?"),
            Some((last, rest)) => {
                format!(
                    "{subject}: which of {} and {last} is to be used?",
                    rest.join(", ")
                )
            }
        })
    }

    fn context(&mut self) -> Vec<Stated> {
        let mut context: Vec<Stated> = self.facts().into_iter().collect();
        for transcript in &self.decision.walked {
            for step in transcript.all_steps() {
                if let Some(said) = sentence(step) {
                    context.push(self.stated(&said, &step.at, step.cite.as_ref()));
                }
            }
        }
        context
    }

    fn facts(&self) -> Option<Stated> {
        let facts = self
            .stack
            .facts
            .iter()
            .filter_map(|(name, fact)| match fact {
                Fact::Unknown => None,
                Fact::Number(range) => Some(format!("{name} {range}")),
                Fact::Words(words) => Some(format!("{name} {}", words.join(", "))),
            });
        let facts: Vec<String> = facts.collect();
        let known = !facts.is_empty();
        known.then(|| Stated::plain(&format!("Known of the project: {}.", facts.join("; "))))
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
            if let Some(answer) = one
                .because
                .as_ref()
                .filter(|_| decision.is_chosen(&one.alternative))
            {
                let text = format!("the answer \u{201c}{answer}\u{201d} leads to it");
                because.push(self.stated(&text, &one.at, one.cite.as_ref()));
            }
        }
        because
    }

    fn with_arguments(&mut self, considered: Vec<Alternative>) -> Vec<Considered> {
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
        for outcome in own {
            self.argue_outcome(&mut one, outcome);
        }
        for ruled in decision.ruled_out.iter().filter(|r| r.alternative == key) {
            let text = against(&ruled.because, &ruled.quote);
            one.bad
                .push(self.stated(&text, &ruled.at, ruled.cite.as_ref()));
        }
        if let Some(compared) = &decision.compared {
            self.argue_cells(&mut one, compared, &key);
        }
        if decision
            .not_on_path()
            .iter()
            .any(|apart| apart.alternative == key)
        {
            let said = "other answers than those given lead to it";
            one.neutral.push(Stated::plain(said));
        }
        one
    }

    fn argue_outcome(&mut self, one: &mut Considered, outcome: &ReachedOutcome) {
        let own = &one.alternative.name;
        let more = !outcome.text.trim().eq_ignore_ascii_case(own.trim());
        if more && outcome.alternatives.len() == 1 {
            let text = format!("it is named as: {}", outcome.text);
            let stated = self.stated(&text, &outcome.at, outcome.cite.as_ref());
            one.neutral.push(stated);
        }
        for note in &outcome.notes {
            // What rules an alternative out is said once, as that.
            if self.rules_out(one.alternative.key(), note) {
                continue;
            }
            let (side, text) = side_of(&note.text);
            let text = SafeText::one_line(&argument(text));
            // What several pages say in the same words is one argument.
            let mut known = one.good.iter().chain(&one.neutral).chain(&one.bad);
            if known.any(|stated| stated.text == text) {
                continue;
            }
            let stated = Stated {
                text,
                ..self.note(note)
            };
            match side {
                Side::For => one.good.push(stated),
                Side::Neither => one.neutral.push(stated),
                Side::Against => one.bad.push(stated),
            }
        }
    }

    fn rules_out(&self, key: &SafeText, note: &StatedNote) -> bool {
        let mut ruled = self.decision.ruled_out.iter();
        ruled.any(|r| r.alternative == *key && r.at == note.at && r.quote == note.text)
    }

    fn argue_cells(&mut self, one: &mut Considered, compared: &Compared, key: &SafeText) {
        let scores = compared.scores.get(key);
        for cell in compared
            .cells
            .iter()
            .filter(|cell| cell.alternative == *key)
        {
            let text = format!("{}: {}", cell.criterion, cell.text);
            let stated = self.stated(&text, &cell.at, cell.cite.as_ref());
            match scores.and_then(|by| by.get(&cell.criterion)) {
                Some(score) if *score >= GOOD_SCORE => one.good.push(stated),
                Some(score) if *score <= BAD_SCORE => one.bad.push(stated),
                _ => one.neutral.push(stated),
            }
        }
    }

    fn advice(&mut self) -> Vec<Stated> {
        let said = self
            .decision
            .walked
            .iter()
            .flat_map(|walked| &walked.advice);
        said.map(|note| self.note(note)).collect()
    }

    fn ruled_out(&mut self) -> Vec<RuledOutLine> {
        let ruled = self.decision.ruled_out.iter();
        let lines = ruled.map(|ruled| RuledOutLine {
            name: ruled.name.clone(),
            quote: self.stated(&ruled.quote, &ruled.at, ruled.cite.as_ref()),
            because: ruled.because.clone(),
        });
        lines.collect()
    }

    fn not_on_path(&mut self) -> Vec<Stated> {
        let apart = self.decision.not_on_path().into_iter();
        apart
            .map(|one| self.stated(&one.name, &one.at, one.cite.as_ref()))
            .collect()
    }

    /// The compared table: a header row, then a row for each criterion.
    fn comparison(&mut self) -> Vec<Vec<Stated>> {
        let Some(compared) = &self.decision.compared else {
            return Vec::new();
        };
        let mut rows = vec![vec![Stated::plain("Criterion")]];
        for alternative in &compared.alternatives {
            for row in &mut rows {
                row.push(Stated::plain(&alternative.name));
            }
        }
        for criterion in &compared.criteria {
            let weight = self.decision.weights.get(criterion);
            let weight = weight.map_or_else(String::new, |weight| format!(" (weight {weight})"));
            let mut row = vec![Stated::plain(&format!("{criterion}{weight}"))];
            for alternative in &compared.alternatives {
                row.push(self.cell(compared, alternative.key(), criterion));
            }
            rows.push(row);
        }
        rows
    }

    /// All that is stated in one cell; the first place stands for it.
    fn cell(&mut self, compared: &Compared, key: &SafeText, criterion: &SafeText) -> Stated {
        let here = compared.cells.iter();
        let here = here.filter(|cell| cell.alternative == *key && cell.criterion == *criterion);
        let texts: Vec<&str> = here.clone().map(|cell| cell.text.as_str()).collect();
        match here.clone().next() {
            Some(first) => self.stated(&texts.join(" / "), &first.at, first.cite.as_ref()),
            None => Stated::plain("not stated"),
        }
    }

    fn reopen(&self) -> Reopen {
        let library = self.stack.library.iter().map(|library| {
            let version = library.version.as_deref().unwrap_or_default();
            SafeText::one_line(&format!("{} {version}", library.from))
        });
        let walks = self.decision.walked.iter().map(|walked| {
            let command = command_line(&twin_of(walked));
            (
                walked.tree.0.clone(),
                walked.digest.clone(),
                SafeText::one_line(&command),
            )
        });
        Reopen {
            version: env!("CARGO_PKG_VERSION").into(),
            subject: SafeText::one_line(&self.decision.subject.to_string()),
            decision: SafeText::new(&self.decision.digest()),
            library: library.collect(),
            walks: walks.collect(),
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

/// A note as it reads after "because".
fn argument(note: &str) -> String {
    let labelled = LABELS.iter().find_map(|(label, words)| {
        let start = note.get(..label.len())?;
        let rest = note.get(label.len()..)?;
        start
            .eq_ignore_ascii_case(label)
            .then(|| format!("{words}{}", rest.trim_start()))
    });
    labelled.unwrap_or_else(|| note.to_owned())
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
