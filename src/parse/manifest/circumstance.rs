//! Facts: what can be true of a project, which answers say so, and conditions on them.

use crate::model::{Circumstance, CircumstanceKind, Claim, Condition, Saying, TreeId};
use crate::parse::manifest::Reader;
use crate::parse::quantity;
use crate::parse::yaml::Node;
use crate::text::SafeText;

const FACT: &[&str] = &["id", "type", "ask", "values", "says"];
const SAYING: &[&str] = &["tree", "at", "answer", "when", "also", "partly"];
const KINDS: &[(&str, CircumstanceKind)] = &[
    ("number", CircumstanceKind::Number),
    ("technologies", CircumstanceKind::Technologies),
    ("words", CircumstanceKind::Words),
    ("choice", CircumstanceKind::Choice),
];
const YES_NO: &[(&str, bool)] = &[("true", true), ("false", false)];

/// How conditions on words are written, and what they make of the words.
type Test = fn(Vec<SafeText>) -> Condition;
const TESTS: [(&str, Test); 4] = [
    ("has", |words| Condition::Has(first(words))),
    ("is", |words| Condition::Is(first(words))),
    ("any_of", Condition::AnyOf),
    ("none_of", Condition::NoneOf),
];

fn first(words: Vec<SafeText>) -> SafeText {
    words.into_iter().next().unwrap_or_default()
}

impl Reader {
    pub(super) fn circumstances(&mut self, node: &Node) -> Vec<Circumstance> {
        self.records(node, "facts", FACT, Self::circumstance)
    }

    fn circumstance(&mut self, node: &Node) -> Option<Circumstance> {
        Some(Circumstance {
            id: self.id(node, "fact")?,
            kind: self.choice(node, "type", KINDS),
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

    /// Conditions by the names of the facts they are on.
    pub(super) fn claims(&mut self, node: &Node, key: &str) -> Vec<Claim> {
        let Some(value) = node.get(key).filter(|value| !value.is_null()) else {
            return Vec::new();
        };
        if !value.is_mapping() {
            let message = format!("`{key}` is {}, not a mapping", value.what());
            let hint = "Write it as `{fact: condition}`";
            self.warn("manifest-shape", message, value, hint);
        }
        let mut claims = Vec::new();
        for (fact, when) in value.entries() {
            if let Some(when) = self.condition(when) {
                let fact = SafeText::one_line(&fact.to_line());
                claims.push(Claim { fact, when });
            }
        }
        claims
    }

    fn condition(&mut self, node: &Node) -> Option<Condition> {
        if let Some(text) = node.as_text() {
            let range = quantity::range(text);
            if range.is_none() {
                let message = format!("`{text}` is no range of numbers");
                let hint = "Write `30M`, `10M-100M`, `> 10M`, `<= 20`; of words `{has: x}`";
                self.warn("manifest-value", message, node, hint);
            }
            return range.map(Condition::Within);
        }
        let known = match node.entries() {
            [(test, _)] => TESTS.iter().find(|(name, _)| test.as_text() == Some(name)),
            _ => None,
        };
        let words = known.map(|(name, _)| self.list(node, name));
        if let (Some((_, make)), Some(words)) = (known, words)
            && !words.is_empty()
        {
            return Some(make(words));
        }
        let message = format!("`{}` is no condition", node.to_line());
        let hint = "Write `{has: x}`, `{is: x}`, `{any_of: [x]}`, `{none_of: [x]}`, or of a number `> 10M`";
        self.warn("manifest-value", message, node, hint);
        None
    }
}
