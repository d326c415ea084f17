//! What was understood badly, where, and what to do about it.

use serde::Serialize;

use crate::text::{Location, SafeText};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Info,
    /// Something was read otherwise than written.
    Warning,
    /// Something could not be read.
    Error,
}

/// A stable name of a kind of diagnostic, in kebab-case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Code(pub &'static str);

/// One finding about the content, with its place and a next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Which kind it is.
    pub code: Code,
    /// What is wrong, in a sentence.
    pub message: SafeText,
    /// Where, if a place is known.
    pub at: Option<Location>,
    /// What to do next.
    pub hint: Option<SafeText>,
}

impl Diagnostic {
    /// A finding without a place.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<SafeText>) -> Self {
        Self {
            severity,
            code: Code(code),
            message: message.into(),
            at: None,
            hint: None,
        }
    }

    /// An error: something could not be read.
    pub fn error(code: &'static str, message: impl Into<SafeText>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning: something was read otherwise than written.
    pub fn warning(code: &'static str, message: impl Into<SafeText>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// The same finding at a place.
    #[must_use]
    pub fn at(mut self, at: Location) -> Self {
        self.at = Some(at);
        self
    }

    /// The same finding with a next step.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<SafeText>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
