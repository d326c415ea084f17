//! A compared thing.

use serde::Serialize;

use crate::model::TechId;
use crate::text::SafeText;

/// Something that can be chosen: a known technology, or a name as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Alternative {
    /// What to call it.
    pub name: SafeText,
    /// The technology that it is, if it is a known one.
    pub technology: Option<TechId>,
}

impl Alternative {
    /// What tells it from others: the technology's id, else the name.
    pub fn key(&self) -> &SafeText {
        self.technology.as_ref().map_or(&self.name, |id| &id.0)
    }
}
