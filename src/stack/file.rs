//! The stack file: text to stack, and stack to text with as few lines changed as can be.

use crate::catalog::Catalog;
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::parse::yaml::{self, YamlError};
use crate::stack::{Stack, document, read, surgery};
use crate::text::{FileId, Location};

/// Where stack files are kept: by name, `shop.stack.yaml`. Implemented in `world/` for disk and in
/// tests for memory.
pub trait Store {
    /// The text of a file.
    fn load(&self, name: &str) -> Result<String, StoreError>;

    /// Puts a text in place of a file's, or makes the file; whole or not at all.
    fn save(&mut self, name: &str, text: &str) -> Result<(), StoreError>;
}

/// Why a file could not be loaded or saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is none of this name.
    #[error("there is no such file")]
    NoSuchFile,
    /// The system said no.
    #[error("{0}")]
    Io(String),
}

/// Why a stack could not be written into a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The text to be edited is no YAML.
    #[error("the stack file cannot be edited before it is corrected: {0}")]
    Unreadable(#[from] YamlError),
    /// What was written does not read back as what was meant: nothing is lost, nothing is saved.
    #[error("the edit would not read back as it was meant; save the stack under another name")]
    NotTheSame,
}

/// Reads a stack file. What is not understood is a diagnostic with its line; the rest is kept. An
/// unreadable file gives an empty stack and an error.
pub fn parse(text: &str, file: FileId, catalog: &Catalog) -> (Stack, Vec<Diagnostic>) {
    if text.trim().is_empty() {
        return (Stack::default(), Vec::new());
    }
    match yaml::read(text, limits::YAML_BYTES) {
        Ok(root) if root.is_null() => (Stack::default(), Vec::new()),
        Ok(root) => read::stack(&root, file, catalog),
        Err(error) => {
            let told = Diagnostic::error("stack-unreadable", error.reason)
                .at(Location::line(file, error.line))
                .hint("correct the line; until then the file is not written either");
            (Stack::default(), vec![told])
        }
    }
}

/// A whole new file, its keys in a stable order.
pub fn write(stack: &Stack) -> Result<String, WriteError> {
    Ok(yaml::to_string(&document::stack(stack))?)
}

/// The text of a file with what changed written into it. Comments, order, unknown keys and line
/// ends stay; only the lines of keys and list items that differ are touched. The result has been
/// read back and is the stack that was meant.
pub fn edit(text: &str, stack: &Stack, catalog: &Catalog) -> Result<String, WriteError> {
    if text.trim().is_empty() {
        return write(stack);
    }
    let root = yaml::read(text, limits::YAML_BYTES)?;
    if root.is_null() {
        // Comments only: they stay on top.
        let gap = if text.ends_with('\n') { "" } else { "\n" };
        return Ok(format!("{text}{gap}{}", write(stack)?));
    }
    let (before, _) = read::stack(&root, FileId::default(), catalog);
    let (old, new) = (document::stack(&before), document::stack(stack));
    for reach in surgery::REACHES {
        let Some(edited) = surgery::edit(text, &root, (&old, &new), reach) else {
            continue;
        };
        let (again, _) = parse(&edited, FileId::default(), catalog);
        if document::stack(&again) == new {
            return Ok(edited);
        }
    }
    Err(WriteError::NotTheSame)
}
