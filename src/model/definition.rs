//! A sentence that says what something is: `**Name** - what it is`.

use crate::model::CitedText;
use crate::text::{Location, SafeText};

/// An entry of a list of definitions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definition {
    /// The name, as written.
    pub name: SafeText,
    /// What it is said to be.
    pub says: CitedText,
    /// Its line.
    pub at: Location,
}
