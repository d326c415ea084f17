//! What a manifest says about how to decide: kinds of forks, rules, relations, policies.

use serde::Serialize;

use crate::model::{Citation, ConcernId, Fork, TechId, TreeId, marks};
use crate::text::{Location, SafeText};

/// The kind of a fork, where reading it from the text is not enough.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ForkSetting {
    /// The tree.
    pub tree: TreeId,
    /// The question, or the answer that leads to it; the first question where none is named.
    pub question: Option<SafeText>,
    /// The kind.
    pub fork: Fork,
    /// Where it is declared.
    pub at: Location,
}

/// Something that holds, with its source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rule {
    /// Its id.
    pub id: SafeText,
    /// The rule, in a sentence.
    pub says: SafeText,
    /// What it applies to.
    pub applies: Vec<Subject>,
    /// How strongly.
    pub strength: RuleStrength,
    /// Who says so.
    pub cite: Option<Citation>,
    /// Who says so too.
    pub also: Vec<Citation>,
    /// Who says otherwise.
    pub against: Vec<Citation>,
    /// Where it is declared.
    pub at: Location,
}

impl std::fmt::Display for Rule {
    /// On one line: strength, sentence, sources for and against.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let cited = marks(self.cite.iter().chain(&self.also));
        write!(f, "{}: {}{cited}", self.strength.word(), self.says)?;
        if self.against.is_empty() {
            return Ok(());
        }
        write!(f, "; against it:{}", marks(&self.against))
    }
}

/// What a rule applies to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A technology.
    Technology(TechId),
    /// A pattern: it stands among the technologies too.
    Pattern(TechId),
    /// A concern.
    Concern(ConcernId),
    /// A skill.
    Skill(SafeText),
}

impl Subject {
    /// What kind of thing it is, in the word a manifest writes.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Technology(_) => "technology",
            Self::Pattern(_) => "pattern",
            Self::Concern(_) => "concern",
            Self::Skill(_) => "skill",
        }
    }

    /// Its id.
    pub fn id(&self) -> &SafeText {
        match self {
            Self::Technology(id) | Self::Pattern(id) => &id.0,
            Self::Concern(id) => &id.0,
            Self::Skill(name) => name,
        }
    }
}

/// How strongly a rule holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleStrength {
    /// Without exception.
    Always,
    /// Unless something speaks against it.
    #[default]
    Prefer,
    /// Unless something speaks for it.
    Avoid,
    /// Under no circumstances.
    Never,
}

impl RuleStrength {
    /// The word a manifest writes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Prefer => "prefer",
            Self::Avoid => "avoid",
            Self::Never => "never",
        }
    }
}

/// One skill serves another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relation {
    /// The skill that is served.
    pub from: SafeText,
    /// The skill that serves it.
    pub to: SafeText,
    /// How much it matters.
    pub strength: RelationStrength,
    /// What is to be said about it.
    pub note: Option<SafeText>,
    /// Who says so.
    pub cite: Option<Citation>,
    /// Where it is declared.
    pub at: Location,
}

/// How much a relation matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RelationStrength {
    /// The one does not do without the other.
    #[default]
    Primary,
    /// The other helps.
    Secondary,
}

impl RelationStrength {
    /// The word a manifest writes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
        }
    }
}

/// What a house thinks of a technology.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    /// The technology.
    pub technology: TechId,
    /// The stance.
    pub stance: Stance,
    /// Why.
    pub because: SafeText,
    /// Where more is said.
    pub see: Option<SafeText>,
    /// Where it is declared.
    pub at: Location,
}

impl std::fmt::Display for Policy {
    /// On one line: `banned: we have nobody to run it (see wiki/queues)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.stance.word())?;
        if !self.because.is_empty() {
            write!(f, ": {}", self.because)?;
        }
        match &self.see {
            Some(see) => write!(f, " (see {see})"),
            None => Ok(()),
        }
    }
}

/// A stance toward a technology.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Use it.
    Adopt,
    /// Try it out.
    #[default]
    Trial,
    /// Begin nothing new with it.
    Hold,
    /// Do not use it.
    Banned,
}

impl Stance {
    /// The word a manifest writes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Adopt => "adopt",
            Self::Trial => "trial",
            Self::Hold => "hold",
            Self::Banned => "banned",
        }
    }
}
