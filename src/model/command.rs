//! A block of shell commands in the content, to be copied and never run.

use crate::model::Citation;
use crate::text::{Location, SafeText, counted};

/// A code fence whose info string names a shell.
#[derive(Clone, Debug, PartialEq)]
pub struct CommandBlock {
    /// What it is for, in the words of the text around it; in one document no two have the same.
    pub name: SafeText,
    /// The commands as written, without prompts and without an end of line at the end.
    pub text: SafeText,
    /// The shell, as the fence names it.
    pub language: SafeText,
    /// Its fence.
    pub at: Location,
    /// Its last line.
    pub end_line: u32,
    /// Who gives these commands.
    pub cites: Vec<Citation>,
}

impl CommandBlock {
    /// Its size for a person: `1 line`, `3 lines`.
    pub fn size(&self) -> String {
        counted(self.text.lines().count(), "line")
    }
}
