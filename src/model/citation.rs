//! Where a statement comes from, in the words of the content: `[S4:314]`.

use serde::Serialize;

use crate::text::SafeText;

/// A source named at the end of a statement: `[ID]` or `[ID:LINE]`, where ID is declared under
/// `citations:` in the library manifest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Citation {
    /// The declared id.
    pub id: SafeText,
    /// The line in the cited source, if given.
    pub line: Option<u32>,
}

impl std::fmt::Display for Citation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.id),
            None => write!(f, "{}", self.id),
        }
    }
}

/// Citations as they are shown after a statement: ` [S4:314] [S0:33]`.
pub fn marks<'a>(cites: impl IntoIterator<Item = &'a Citation>) -> String {
    let mut text = String::new();
    for cite in cites {
        text.push_str(" [");
        text.push_str(&cite.to_string());
        text.push(']');
    }
    text
}

/// A text with the citations that stood at its end taken off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitedText {
    /// The text without them.
    pub text: SafeText,
    /// The sources, in the order written.
    pub cites: Vec<Citation>,
}

impl CitedText {
    /// A text that cites nothing.
    pub fn plain(text: impl Into<SafeText>) -> Self {
        Self {
            text: text.into(),
            cites: Vec::new(),
        }
    }
}
