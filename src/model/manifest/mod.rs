//! What a library says about itself in `archtui.yaml`: names, concerns, and by them everything
//! that prose cannot say. The shapes are those of the format contract, section 1.

mod addition;
mod circumstance;
mod guidance;
mod plan;

use serde::Serialize;

use crate::model::{Citation, TreeId};
use crate::text::{Location, SafeText};

pub use addition::{AddedAnswer, AddedCell, AnswerLeads};
pub use circumstance::{Circumstance, CircumstanceKind, Claim, Condition, Saying};
pub use guidance::{
    ForkSetting, Policy, Relation, RelationStrength, Rule, RuleStrength, Stance, Subject,
};
pub use plan::{Flow, FlowStep, Level, Milestone, Phase, Preset, Roadmap, Topic};

/// The id of a technology: from a manifest, else the slug of its normalised name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TechId(pub SafeText);

impl std::fmt::Display for TechId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The id of a concern: what a decision is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ConcernId(pub SafeText);

impl std::fmt::Display for ConcernId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A library manifest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Manifest {
    /// The library's name.
    pub name: SafeText,
    /// The sources that statements may cite.
    pub citations: Vec<CitationSource>,
    /// The top of the tree, in order.
    pub layers: Vec<Layer>,
    /// The known technologies.
    pub technologies: Vec<Technology>,
    /// What can be true of a project, and which answers say so.
    pub facts: Vec<Circumstance>,
    /// What a stack decides, in interview order.
    pub concerns: Vec<Concern>,
    /// Kinds of forks that the text does not tell.
    pub forks: Vec<ForkSetting>,
    /// What holds of technologies, patterns, concerns and skills.
    pub rules: Vec<Rule>,
    /// Which skill serves which.
    pub relations: Vec<Relation>,
    /// Requests on their way through the skills.
    pub flows: Vec<Flow>,
    /// Ready-made stacks.
    pub stacks: Vec<Preset>,
    /// What to learn in which order.
    pub roadmaps: Vec<Roadmap>,
    /// In which order skills are built.
    pub phases: Vec<Phase>,
    /// The house's own rules about technologies.
    pub policies: Vec<Policy>,
    /// What is said of technologies beside the tables.
    pub cells: Vec<AddedCell>,
    /// Answers to trees that stand elsewhere.
    pub answers: Vec<AddedAnswer>,
}

impl Manifest {
    /// The source that a citation names.
    pub fn source_of(&self, cite: &Citation) -> Option<&CitationSource> {
        self.citations.iter().find(|source| source.id == cite.id)
    }

    /// The stance on a technology, where the house has one.
    pub fn policy_on(&self, technology: &TechId) -> Option<&Policy> {
        let mut policies = self.policies.iter();
        policies.find(|policy| policy.technology == *technology)
    }
}

/// A source that statements may cite.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CitationSource {
    /// The id used in `[ID:LINE]`.
    pub id: SafeText,
    /// Its title.
    pub title: SafeText,
    /// Its date, as written.
    pub date: Option<SafeText>,
    /// What kind of document it is.
    pub about: Option<SafeText>,
}

/// A group of skills.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// Its id.
    pub id: SafeText,
    /// Its title.
    pub title: SafeText,
    /// The names of its skills, in order.
    pub skills: Vec<SafeText>,
    /// Where it is declared.
    pub at: Location,
}

/// A known technology.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Technology {
    /// Its id.
    pub id: TechId,
    /// Its name.
    pub name: SafeText,
    /// Other spellings.
    pub aliases: Vec<SafeText>,
    /// What kind of thing it is, in kebab-case.
    pub kind: Option<SafeText>,
    /// Its licence, where one is stated.
    pub license: Option<SafeText>,
    /// The languages it is for.
    pub languages: Vec<TechId>,
    /// What it needs.
    pub requires: Vec<Requirement>,
    /// What it does not go with.
    pub conflicts: Vec<Conflict>,
    /// Where it is declared.
    pub at: Location,
}

impl Technology {
    /// Whether it is a programming language.
    pub fn is_language(&self) -> bool {
        self.kind.as_deref() == Some("language")
    }
}

/// Something a technology needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requirement {
    /// All of these.
    pub all: Vec<TechId>,
    /// At least one of these; empty means no such condition.
    pub any: Vec<TechId>,
    /// Why.
    pub why: SafeText,
    /// Who says so.
    pub cite: Option<Citation>,
    /// Where it is declared: another manifest than the technology's may add it.
    pub at: Location,
}

impl Requirement {
    /// What is needed, in words: names by `name`.
    pub fn names(&self, name: impl Fn(&TechId) -> String) -> String {
        let joined = |ids: &[TechId], word: &str| {
            let names: Vec<String> = ids.iter().map(&name).collect();
            names.join(word)
        };
        let parts = [joined(&self.all, " and "), joined(&self.any, " or ")];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", and ")
    }
}

/// Something a technology does not go with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conflict {
    /// The other one.
    pub with: TechId,
    /// Why.
    pub why: SafeText,
    /// Who says so.
    pub cite: Option<Citation>,
    /// Where it is declared: another manifest than the technology's may add it.
    pub at: Location,
}

/// Whether a concern takes one alternative or several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Takes {
    /// One.
    #[default]
    One,
    /// Several.
    Many,
}

impl Takes {
    /// The word a manifest writes.
    pub fn word(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Many => "many",
        }
    }
}

/// What a decision is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concern {
    /// Its id.
    pub id: ConcernId,
    /// Its title.
    pub title: SafeText,
    /// One alternative or several; one where no manifest says.
    pub takes: Option<Takes>,
    /// The kinds of technology that serve it.
    pub kinds: Vec<SafeText>,
    /// The trees that decide it, the first asked first.
    pub trees: Vec<TreeId>,
    /// The concerns decided before it.
    pub after: Vec<ConcernId>,
    /// The frontend needs that open it.
    pub opened_by: Vec<SafeText>,
    /// The facts that leave it out, all of them together.
    pub skip_when: Vec<Claim>,
    /// Where it is declared.
    pub at: Location,
}

impl Concern {
    /// Whether a technology of some kind can be chosen for it: every one, where the library does
    /// not say the kinds; and one of which it does not say the kind.
    pub fn admits(&self, technology: &Technology) -> bool {
        let kind = technology.kind.as_ref();
        kind.is_none_or(|kind| self.kinds.is_empty() || self.kinds.contains(kind))
    }
}
