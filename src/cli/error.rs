//! Why a command did not do what it was asked, and the exit code that says so.

use serde::Serialize;

use crate::catalog::Lookup;
use crate::cli::output::{self, Reply, Reported};
use crate::diagnostic::Diagnostic;
use crate::text::SafeText;

/// What went wrong, by whom it can be mended; each is an exit code: the format contract, section 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What was asked for is not there, or is there several times.
    NotFound,
    /// The command line asks for something that the command does not do.
    Usage,
    /// A fault of the program.
    Internal,
    /// Something could not be written.
    Write,
}

impl Kind {
    /// The name of it in JSON.
    fn word(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Usage => "usage",
            Self::Internal => "internal",
            Self::Write => "write",
        }
    }

    /// The exit code.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::NotFound => 1,
            Self::Usage => 2,
            Self::Internal => 3,
            Self::Write => 74,
        }
    }
}

/// Why a command failed: a sentence, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{source}")]
pub(crate) struct CliError {
    /// Who can mend it.
    pub(crate) kind: Kind,
    /// What happened, and to what.
    pub(crate) source: Sentence,
    /// What to do next, one sentence each.
    pub(crate) hints: Vec<SafeText>,
    /// What the last hint says to choose from.
    pub(crate) choices: Vec<SafeText>,
}

/// What a command that failed has to give.
#[derive(Serialize)]
struct Nothing {}

/// A sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Sentence(pub(crate) SafeText);

impl CliError {
    /// A failure of a kind.
    pub(crate) fn new(kind: Kind, said: impl Into<SafeText>) -> Self {
        Self {
            kind,
            source: Sentence(said.into()),
            hints: Vec::new(),
            choices: Vec::new(),
        }
    }

    /// The command line asks for something that the command does not do.
    pub(crate) fn usage(said: impl Into<SafeText>) -> Self {
        Self::new(Kind::Usage, said)
    }

    /// What was asked for is not there.
    pub(crate) fn not_found(said: impl Into<SafeText>) -> Self {
        Self::new(Kind::NotFound, said)
    }

    /// Something could not be written.
    pub(crate) fn write(said: impl Into<SafeText>) -> Self {
        Self::new(Kind::Write, said)
    }

    /// The same failure with a next step.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<SafeText>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same failure with a next step that is a choice.
    #[must_use]
    pub(crate) fn choose(self, hint: &str, from: impl IntoIterator<Item = SafeText>) -> Self {
        let mut error = self.hint(hint);
        error.choices = from.into_iter().collect();
        error
    }

    /// The failure as a finding, its next steps in one hint.
    pub(crate) fn reported(&self) -> Reported {
        let choices: Vec<&str> = self.choices.iter().map(SafeText::as_str).collect();
        let mut hint = String::new();
        for part in self.hints.iter().map(SafeText::as_str) {
            hint.push_str(match hint.chars().next_back() {
                None => "",
                Some('?' | '.') => " ",
                Some(_) => "; ",
            });
            hint.push_str(part);
        }
        if !choices.is_empty() {
            hint = format!("{hint} {}", choices.join(", "));
        }
        let finding = Diagnostic::error(self.kind.word(), self.source.0.clone());
        Reported {
            hint: (!hint.is_empty()).then(|| SafeText::from(hint)),
            ..Reported::without_place(&finding)
        }
    }

    /// What is told of it: the sentence for a person and, where JSON was asked for, an object
    /// with the same finding and nothing else.
    pub(crate) fn reply(&self, json: bool) -> Reply {
        let body = if json {
            // Where even that fails, the sentence is left.
            output::json(&Nothing {}, &[self.reported()]).unwrap_or_default()
        } else {
            String::new()
        };
        Reply {
            body,
            notes: vec![SafeText::new(self.shown().trim_end())],
            code: self.kind.code(),
        }
    }

    /// How a person reads it: a line for what happened, one for each next step.
    pub(crate) fn shown(&self) -> String {
        let mut out = format!("error: {}\n", self.source);
        for hint in &self.hints {
            out.push_str("hint: ");
            out.push_str(hint);
            out.push('\n');
        }
        for choice in &self.choices {
            out.push_str("  ");
            out.push_str(choice);
            out.push('\n');
        }
        out
    }
}

/// The one thing that a look-up meant; `what` names its kind, `list` the command that lists all.
pub(crate) fn one<T>(found: Lookup<T>, what: &str, query: &str, list: &str) -> Result<T, CliError> {
    let query = SafeText::one_line(query);
    let lists = format!("`archtui {list}` lists what there is");
    match found {
        Lookup::Found(found) => Ok(found),
        Lookup::Missing(near) => {
            let error = CliError::not_found(format!("there is no {what} “{query}”"));
            Err(if near.is_empty() {
                error.hint(lists)
            } else {
                error.hint(format!("did you mean {}?", either(&near)))
            })
        }
        Lookup::Ambiguous(several) => {
            let said = format!("“{query}” can mean more than one {what}");
            Err(CliError::not_found(said).choose("write more of the name:", several))
        }
    }
}

/// Names as a choice: `a, b or c`.
pub(crate) fn either(names: &[SafeText]) -> String {
    match names {
        [] => String::new(),
        [only] => only.to_string(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(SafeText::as_str).collect();
            format!("{} or {last}", first.join(", "))
        }
    }
}
