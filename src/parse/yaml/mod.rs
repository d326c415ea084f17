//! YAML in and out; the only room that names a YAML crate. Reading keeps lines and the words as
//! written; writing and typed settings go through serde.

mod node;
mod plain;
mod read;
mod strict;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use node::{Node, NodeKind};
pub use read::{read, read_from};
pub use strict::read_strict;

use crate::limits;

/// Why a YAML text could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct YamlError {
    /// The 1-based line.
    pub line: u32,
    /// What is wrong.
    pub reason: String,
}

/// Reads a typed value (settings, themes, keys). The guards of [`read()`] come first: the typed
/// parser takes quadratic time on deep nesting.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    read(text, limits::YAML_BYTES)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_yaml::from_str(text).map_err(|error| YamlError {
        line: error
            .location()
            .map_or(1, |at| u32::try_from(at.line()).unwrap_or(u32::MAX)),
        reason: error.to_string(),
    })
}

/// Writes a value. Text stays text for readers of YAML 1.1 too: `yes`, `2027-11-20`.
pub fn to_string<T: Serialize>(value: &T) -> Result<String, YamlError> {
    let written = serde_yaml::to_string(value).map_err(|error| YamlError {
        line: 0,
        reason: error.to_string(),
    })?;
    Ok(plain::quoted(&written))
}

#[cfg(test)]
mod tests;
