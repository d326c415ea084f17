//! A rule to be read in full.

use crate::catalog::{Catalog, RulePart};
use crate::effect::Effect;
use crate::text::{FileId, SafeText};

/// A rule with all there is to say of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleRead {
    /// The rule on one line, as it is copied.
    pub line: SafeText,
    /// Its parts; the first is the rule itself.
    pub parts: Vec<RulePart>,
}

impl RuleRead {
    /// Copies the rule with its strength and its sources.
    pub fn copied(&self) -> Effect {
        Effect::Copy {
            what: SafeText::new("the rule"),
            text: self.line.to_string(),
        }
    }
}

/// The rule of an id, as it is read from a page of a file.
pub(super) fn rule(catalog: &Catalog, id: &SafeText, file: FileId) -> Option<RuleRead> {
    let mut rules = catalog.manifest.rules.iter();
    let rule = rules.find(|rule| rule.id == *id)?;
    Some(RuleRead {
        line: SafeText::from(rule.to_string()),
        parts: catalog.rule_in_full(rule, &catalog.beside(file)),
    })
}
