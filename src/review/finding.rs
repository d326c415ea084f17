//! What a check finds, and what it cannot tell.

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::review::Source;
use crate::review::source::as_text;
use crate::stack::Subject;
use crate::text::SafeText;

/// What speaks against a choice, or asks for a look at it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Which kind it is.
    pub code: FindingCode,
    /// An error is what rules an alternative out in a walk, and what the house bans.
    pub severity: Severity,
    /// The decision that it is about.
    #[serde(serialize_with = "as_text")]
    pub concern: Subject,
    /// What does not go together: the choice, and what it meets.
    pub sides: [SafeText; 2],
    /// Why, in the words of the source where there is one.
    pub because: SafeText,
    /// Where that is said.
    #[serde(flatten)]
    pub source: Source,
    /// What would mend it.
    pub mend: SafeText,
}

/// The kinds of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingCode {
    /// Two choices do not go together.
    Conflict,
    /// Something that a choice needs is not there.
    Requires,
    /// A choice is for other languages.
    Language,
    /// Several were chosen where one is taken.
    TakesOne,
    /// A choice is of a kind that does not serve its concern.
    Kind,
    /// The house has a policy on it.
    Policy,
    /// A fact crosses a stated limit.
    Limit,
    /// A condition under which to think again holds.
    Revisit,
    /// No client for the language is listed.
    Client,
    /// Rules on it contradict each other.
    Rules,
    /// What is so in the project says otherwise.
    Fact,
}

impl FindingCode {
    /// The word that is printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Requires => "requires",
            Self::Language => "language",
            Self::TakesOne => "takes-one",
            Self::Kind => "kind",
            Self::Policy => "policy",
            Self::Limit => "limit",
            Self::Revisit => "revisit",
            Self::Client => "client",
            Self::Rules => "rules",
            Self::Fact => "fact",
        }
    }
}

/// Something that could not be checked because it is not known. It is never taken for good.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NotKnown {
    /// What would have been checked.
    pub code: FindingCode,
    /// The decision that it is about.
    #[serde(serialize_with = "as_text")]
    pub concern: Subject,
    /// What is not known, in a sentence.
    pub what: SafeText,
    /// Where what was to be checked is said.
    #[serde(flatten)]
    pub source: Source,
    /// What would tell.
    pub mend: SafeText,
}

/// All that a check has to say, in the order of the decisions.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Checked {
    /// What speaks against what was chosen.
    pub findings: Vec<Finding>,
    /// What is not known.
    pub unknown: Vec<NotKnown>,
}

impl Checked {
    /// Whether something is wrong, and not only worth a look.
    pub fn is_broken(&self) -> bool {
        let mut findings = self.findings.iter();
        findings.any(|finding| finding.severity == Severity::Error)
    }
}
