//! Written names to technologies: case-folded, punctuation dropped, manifest aliases. Exact,
//! never by substring.

use crate::model::{TechId, Technology};

/// The known technologies and every spelling of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    technologies: Vec<Technology>,
}

impl Names {
    /// A technology by its id.
    pub fn technology(&self, id: &TechId) -> Option<&Technology> {
        self.technologies
            .iter()
            .find(|technology| technology.id == *id)
    }

    /// All technologies, in manifest order.
    pub fn technologies(&self) -> &[Technology] {
        &self.technologies
    }

    /// The technology that a whole name means.
    pub fn resolve(&self, name: &str) -> Option<&TechId> {
        let _ = name;
        None
    }

    /// The technologies that a label names: `A or B`, `A (reason)`, `A - why`, `Use A`.
    pub fn in_label(&self, label: &str) -> Vec<TechId> {
        let _ = label;
        Vec::new()
    }
}
