//! A stack as a document to be written: keys in a stable order, nothing for what is not there.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::catalog::Place;
use crate::model::{Alternative, Citation, Fact};
use crate::stack::{Compared, Decision, Library, Stack, Subject};
use crate::text::{self, SafeText};
use crate::walk::{
    Branch, Onward, RuledOut, StatedNote, StatedOutcome, SwitchedFork, Trail, Transcript,
    TranscriptStep, Weighed,
};

/// A value to be written as YAML.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Doc {
    /// A scalar that is text, and stays text when read.
    Text(String),
    /// A number.
    Number(u64),
    /// A yes or a no.
    Bool(bool),
    /// A sequence.
    List(Vec<Doc>),
    /// A mapping.
    Map(Vec<(&'static str, Doc)>),
    /// A mapping whose keys are the person's.
    Named(Vec<(String, Doc)>),
}

impl Serialize for Doc {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Bool(yes) => serializer.serialize_bool(*yes),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(_) | Self::Named(_) => {
                let pairs = self.pairs();
                let mut map = serializer.serialize_map(Some(pairs.len()))?;
                for (key, value) in pairs {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl Doc {
    /// The keys and values of a mapping; nothing for any other value.
    pub(super) fn pairs(&self) -> Vec<(&str, &Self)> {
        match self {
            Self::Map(pairs) => pairs.iter().map(|(key, value)| (*key, value)).collect(),
            Self::Named(pairs) => pairs.iter().map(|(k, value)| (k.as_str(), value)).collect(),
            _ => Vec::new(),
        }
    }

    /// The value of a key of a mapping.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let found = self.pairs().into_iter().find(|(known, _)| *known == key);
        found.map(|(_, value)| value)
    }

    /// Whether it is a mapping.
    pub(super) fn is_map(&self) -> bool {
        matches!(self, Self::Map(_) | Self::Named(_))
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Map(_) | Self::Named(_) => self.pairs().is_empty(),
            Self::Bool(yes) => !yes,
            Self::Number(_) => false,
        }
    }
}

/// A mapping of what is not empty.
fn map(pairs: Vec<(&'static str, Doc)>) -> Doc {
    let there = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    Doc::Map(there.collect())
}

fn text(text: &SafeText) -> Doc {
    Doc::Text(text.to_string())
}

fn maybe(value: Option<&SafeText>) -> Doc {
    value.map_or_else(|| Doc::Text(String::new()), text)
}

fn texts(list: &[SafeText]) -> Doc {
    Doc::List(list.iter().map(text).collect())
}

fn list<T>(items: &[T], write: impl Fn(&T) -> Doc) -> Doc {
    Doc::List(items.iter().map(write).collect())
}

fn keys(alternatives: &[Alternative]) -> Doc {
    list(alternatives, |alternative| text(alternative.key()))
}

fn place(at: &Place) -> Doc {
    let known = !at.file.is_empty();
    Doc::Text(if known { at.to_string() } else { String::new() })
}

/// The source of a place, where it is not the one that places have without a word.
fn source(at: &Place, usual: &SafeText) -> Doc {
    maybe(Some(&at.source).filter(|source| *source != usual))
}

fn cite(cite: Option<&Citation>) -> Doc {
    Doc::Text(cite.map(ToString::to_string).unwrap_or_default())
}

/// A name beside a key, where it says more.
fn name_beside(key: &SafeText, name: &SafeText) -> Doc {
    maybe(Some(name).filter(|name| *name != key))
}

/// The source that the places of a stack have without a word: that of its first library.
pub(super) fn usual_source(stack: &Stack) -> SafeText {
    let first = stack.library.first();
    first
        .map(|library| library.from.clone())
        .unwrap_or_default()
}

/// Sixteen hex digits of everything that is written of a decision.
pub(super) fn digest(of: &Decision) -> String {
    let written = decision(of, &SafeText::default());
    let json = serde_json::to_vec(&written).unwrap_or_default();
    text::digest(&json)
}

/// The whole stack.
pub(super) fn stack(stack: &Stack) -> Doc {
    let facts = stack
        .facts
        .iter()
        .map(|(k, fact)| (k.to_string(), self::fact(fact)));
    let usual = usual_source(stack);
    let mut pairs = vec![
        ("version", Doc::Number(1)),
        ("name", text(&stack.name)),
        ("library", list(&stack.library, library)),
        ("facts", Doc::Named(facts.collect())),
    ];
    pairs.retain(|(_, value)| !value.is_empty());
    pairs.push(("decisions", list(&stack.decisions, |d| decision(d, &usual))));
    Doc::Map(pairs)
}

pub(super) fn library(library: &Library) -> Doc {
    map(vec![
        ("from", text(&library.from)),
        ("version", maybe(library.version.as_ref())),
        ("digest", maybe(library.digest.as_ref())),
    ])
}

pub(super) fn fact(fact: &Fact) -> Doc {
    match fact {
        Fact::Unknown => Doc::Text("unknown".to_owned()),
        Fact::Words(words) => match words.as_slice() {
            [only] => text(only),
            several => texts(several),
        },
        Fact::Number(range) => {
            let written = range.to_string();
            written.parse().map_or(Doc::Text(written), Doc::Number)
        }
    }
}

pub(super) fn decision(decision: &Decision, usual: &SafeText) -> Doc {
    let (concern, title) = match &decision.subject {
        Subject::Concern(id) => (Some(&id.0), None),
        Subject::Title(title) => (None, Some(title)),
    };
    let chosen = decision.chosen.as_ref().map(Alternative::key);
    let weights = decision
        .weights
        .iter()
        .map(|(k, w)| (k.to_string(), Doc::Number((*w).into())));
    let compared = decision.compared.as_ref();
    map(vec![
        ("concern", maybe(concern)),
        ("title", maybe(title)),
        ("chosen", maybe(chosen)),
        ("considered", keys(&decision.considered)),
        ("status", Doc::Text(decision.status.word().to_owned())),
        ("date", maybe(decision.date.as_ref())),
        ("rationale", text(&decision.rationale)),
        ("decision_makers", texts(&decision.people.decision_makers)),
        ("consulted", texts(&decision.people.consulted)),
        ("informed", texts(&decision.people.informed)),
        ("drivers", texts(&decision.drivers)),
        ("weights", Doc::Named(weights.collect())),
        ("revisit_when", texts(&decision.revisit_when)),
        ("walked", list(&decision.walked, |w| transcript(w, usual))),
        (
            "ruled_out",
            list(&decision.ruled_out, |r| ruled_out(r, usual)),
        ),
        (
            "compared",
            compared.map_or(Doc::List(Vec::new()), |c| self::compared(c, usual)),
        ),
        ("adr", maybe(decision.adr.as_ref())),
        ("supersedes", maybe(decision.supersedes.as_ref())),
    ])
}

fn transcript(walked: &Transcript, usual: &SafeText) -> Doc {
    let mut pairs = vec![
        ("tree", text(&walked.tree.0)),
        ("title", text(&walked.title)),
        (
            "source",
            maybe(Some(&walked.source).filter(|source| *source != usual)),
        ),
        ("at", place(&walked.at)),
        ("digest", text(&walked.digest)),
    ];
    pairs.extend(trail(&walked.trail));
    let switched = |switched: &SwitchedFork| {
        map(vec![
            ("question", text(&switched.question)),
            ("fork", Doc::Text(switched.fork.word().to_owned())),
        ])
    };
    pairs.extend([
        ("forks", list(&walked.forks, switched)),
        ("recommended", list(&walked.recommended, weighed)),
        ("open", list(&walked.open, weighed)),
        ("not_on_path", list(&walked.not_on_path, weighed)),
        ("outcomes", list(&walked.outcomes, outcome)),
        ("advice", list(&walked.advice, note)),
        ("uses", list(&walked.uses, |id| text(&id.0))),
        ("onward", list(&walked.onward, onward)),
    ]);
    map(pairs)
}

fn onward(onward: &Onward) -> Doc {
    map(vec![
        ("words", text(&onward.words)),
        ("tree", maybe(onward.tree.as_ref().map(|tree| &tree.0))),
        ("walked", Doc::Bool(onward.walked)),
        ("read", maybe(onward.read.as_ref())),
        ("missing", maybe(onward.missing.as_ref())),
        ("at", place(&onward.at)),
    ])
}

fn trail(trail: &Trail) -> Vec<(&'static str, Doc)> {
    vec![
        ("steps", list(&trail.steps, step)),
        ("branches", list(&trail.branches, branch)),
        ("outcome", maybe(trail.outcome.as_ref())),
        ("joins", maybe(trail.joins.as_ref())),
    ]
}

/// Goes into itself as deep as a transcript branches.
fn branch(branch: &Branch) -> Doc {
    let mut pairs = vec![("answer", text(&branch.answer))];
    pairs.extend(trail(&branch.trail));
    map(pairs)
}

fn step(step: &TranscriptStep) -> Doc {
    map(vec![
        ("question", text(&step.question)),
        ("fork", Doc::Text(step.fork.word().to_owned())),
        ("offered", texts(&step.offered)),
        ("answer", maybe(step.answer.as_ref())),
        ("answers", texts(&step.answers)),
        ("unknown", Doc::Bool(step.unknown)),
        ("from_fact", maybe(step.from_fact.as_ref())),
        ("quote", maybe(step.quote.as_ref())),
        ("at", place(&step.at)),
        ("added_by", maybe(step.added_by.as_ref())),
        ("cite", cite(step.cite.as_ref())),
    ])
}

fn weighed(one: &Weighed) -> Doc {
    map(vec![
        ("alternative", text(&one.alternative)),
        ("name", name_beside(&one.alternative, &one.name)),
        ("question", maybe(one.question.as_ref())),
        ("because", maybe(one.because.as_ref())),
        ("when", maybe(one.when.as_ref())),
        ("policy", maybe(one.policy.as_ref())),
        ("at", place(&one.at)),
        ("cite", cite(one.cite.as_ref())),
    ])
}

fn ruled_out(ruled: &RuledOut, usual: &SafeText) -> Doc {
    map(vec![
        ("alternative", text(&ruled.alternative)),
        ("name", name_beside(&ruled.alternative, &ruled.name)),
        ("because", text(&ruled.because)),
        ("quote", text(&ruled.quote)),
        ("limit", maybe(ruled.limit.as_ref())),
        ("at", place(&ruled.at)),
        ("source", source(&ruled.at, usual)),
        ("cite", cite(ruled.cite.as_ref())),
    ])
}

fn outcome(outcome: &StatedOutcome) -> Doc {
    map(vec![
        ("text", text(&outcome.text)),
        ("elsewhere", Doc::Bool(outcome.elsewhere)),
        ("alternatives", texts(&outcome.alternatives)),
        ("notes", list(&outcome.notes, note)),
        ("limits", texts(&outcome.limits)),
        ("at", place(&outcome.at)),
        ("cite", cite(outcome.cite.as_ref())),
    ])
}

fn note(note: &StatedNote) -> Doc {
    map(vec![
        ("text", text(&note.text)),
        ("at", place(&note.at)),
        ("cite", cite(note.cite.as_ref())),
    ])
}

fn compared(compared: &Compared, usual: &SafeText) -> Doc {
    let scores = compared.scores.iter().map(|(key, by)| {
        let by = by
            .iter()
            .map(|(k, s)| (k.to_string(), Doc::Number((*s).into())));
        (key.to_string(), Doc::Named(by.collect()))
    });
    let cells = list(&compared.cells, |cell| {
        map(vec![
            ("alternative", text(&cell.alternative)),
            ("criterion", text(&cell.criterion)),
            ("text", text(&cell.text)),
            ("at", place(&cell.at)),
            ("source", source(&cell.at, usual)),
            ("cite", cite(cell.cite.as_ref())),
        ])
    });
    map(vec![
        ("alternatives", keys(&compared.alternatives)),
        ("criteria", texts(&compared.criteria)),
        ("scores", Doc::Named(scores.collect())),
        ("cells", cells),
    ])
}
