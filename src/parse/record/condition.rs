//! Conditions on facts, as a manifest and a decision tree write them: `{vectors: "<= 10M"}`,
//! `{uses: {has: postgresql}}`.

use crate::model::{Claim, Condition};
use crate::parse::quantity;
use crate::parse::record::Reader;
use crate::parse::yaml::Node;
use crate::text::SafeText;

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
    /// Conditions by the names of the facts they are on.
    pub(in crate::parse) fn claims(&mut self, node: &Node, key: &str) -> Vec<Claim> {
        let Some(value) = node.get(key).filter(|value| !value.is_null()) else {
            return Vec::new();
        };
        if !value.is_mapping() {
            let message = format!("`{key}` is {}, not a mapping", value.what());
            let hint = "Write it as `{fact: condition}`";
            self.warn(self.codes.shape, message, value, hint);
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

    pub(in crate::parse) fn condition(&mut self, node: &Node) -> Option<Condition> {
        if let Some(text) = node.as_text() {
            let range = quantity::range(text);
            if range.is_none() {
                let message = format!("`{text}` is no range of numbers");
                let hint = "Write `30M`, `10M-100M`, `> 10M`, `<= 20`; of words `{has: x}`";
                self.warn(self.codes.value, message, node, hint);
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
        self.warn(self.codes.value, message, node, hint);
        None
    }
}
