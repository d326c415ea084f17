//! Where something that is said of a stack comes from.

use std::fmt::Display;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::catalog::{Catalog, Place};
use crate::model::Citation;
use crate::text::Location;

/// A place, and whom it cites. In JSON the keys `at` and `cite`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The place in the words of the outside; of no file where nothing but the stack says it.
    pub at: Place,
    /// The source that it names.
    pub cite: Option<Citation>,
}

impl Source {
    /// A place of the catalog.
    pub fn of(catalog: &Catalog, at: Location, cite: Option<&Citation>) -> Self {
        Self {
            at: catalog.place(at),
            cite: cite.cloned(),
        }
    }
}

impl Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.cite, self.at.file.is_empty()) {
            (Some(cite), true) => write!(f, "[{cite}]"),
            (Some(cite), false) => write!(f, "{} [{cite}]", self.at),
            (None, _) if self.at.file.is_empty() => Ok(()),
            (None, _) => write!(f, "{}", self.at),
        }
    }
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let at = Some(self.at.to_string()).filter(|_| !self.at.file.is_empty());
        let cite = self.cite.as_ref().map(ToString::to_string);
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("at", &at)?;
        map.serialize_entry("cite", &cite)?;
        map.end()
    }
}

/// Serializes what is shown as its text.
pub(super) fn as_text<S: Serializer>(
    shown: &impl Display,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(shown)
}
