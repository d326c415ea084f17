//! Facts: what can be true of a project, and which answers say so.

use crate::model::{Circumstance, CircumstanceKind, Saying, TreeId};
use crate::parse::record::Reader;
use crate::parse::yaml::Node;

const FACT: &[&str] = &["id", "type", "ask", "values", "says"];
const SAYING: &[&str] = &["tree", "at", "answer", "when", "also", "partly"];
const KINDS: &[(&str, CircumstanceKind)] = &[
    ("number", CircumstanceKind::Number),
    ("technologies", CircumstanceKind::Technologies),
    ("words", CircumstanceKind::Words),
    ("choice", CircumstanceKind::Choice),
];
const YES_NO: &[(&str, bool)] = &[("true", true), ("false", false)];

impl Reader {
    pub(super) fn circumstances(&mut self, node: &Node) -> Vec<Circumstance> {
        self.records(node, "facts", FACT, Self::circumstance)
    }

    fn circumstance(&mut self, node: &Node) -> Option<Circumstance> {
        Some(Circumstance {
            id: self.id(node, "fact")?,
            kind: self.chosen(node, "type", KINDS),
            ask: self.text(node, "ask").unwrap_or_default(),
            values: self.list(node, "values"),
            says: self.records(node, "says", SAYING, Self::saying),
            at: self.at(node),
        })
    }

    fn saying(&mut self, node: &Node) -> Option<Saying> {
        let tree = self.needed(node, "tree", "saying")?;
        let answer = self.needed(node, "answer", "saying")?;
        let Some(when) = node.get("when").filter(|when| !when.is_null()) else {
            let message = "This does not say what follows from the answer";
            self.warn("manifest-shape", message, node, "Write `when: ..`");
            return None;
        };
        Some(Saying {
            tree: TreeId(tree),
            question: self.text(node, "at"),
            answer,
            when: self.condition(when)?,
            also: self.claims(node, "also"),
            partly: self.choice(node, "partly", YES_NO),
            at: self.at(node),
        })
    }
}
