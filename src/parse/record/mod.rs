//! The parts that every entry of a YAML file for people is read with (the manifest, a decision
//! tree): fields, lists, words from a table, conditions. What has another shape than it should is
//! reported at its line, and the rest is kept.

mod condition;

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::model::{Citation, TechId};
use crate::parse::citation;
use crate::parse::yaml::Node;
use crate::text::{FileId, Location, SafeText, nearest};

/// Reads one file.
pub(in crate::parse) struct Reader {
    /// The file.
    pub(in crate::parse) file: FileId,
    /// What its findings are called.
    pub(in crate::parse) codes: &'static Codes,
    /// What was found wrong.
    pub(in crate::parse) diagnostics: Vec<Diagnostic>,
    /// The ids of the citations.
    pub(in crate::parse) declared: BTreeSet<String>,
}

/// The codes of findings in a kind of file.
pub(in crate::parse) struct Codes {
    /// A value has another shape than it should, or is missing.
    pub(in crate::parse) shape: &'static str,
    /// A key means nothing.
    pub(in crate::parse) key: &'static str,
    /// A value is none of those that mean something.
    pub(in crate::parse) value: &'static str,
    /// Something stands there twice.
    pub(in crate::parse) duplicate: &'static str,
    /// An id is missing.
    pub(in crate::parse) id: &'static str,
    /// A citation is not declared.
    pub(in crate::parse) citation: &'static str,
}

impl Reader {
    /// The entries of a list of mappings; what is no mapping, or is refused, is left out.
    pub(in crate::parse) fn records<'n, T>(
        &mut self,
        node: &'n Node,
        key: &str,
        keys: &[&str],
        mut read: impl FnMut(&mut Self, &'n Node) -> Option<T>,
    ) -> Vec<T> {
        let Some(list) = node.get(key).filter(|list| !list.is_null()) else {
            return Vec::new();
        };
        if list.items().is_empty() && list.as_list().is_none_or(|items| !items.is_empty()) {
            let message = format!("`{key}` is {}, not a list", list.what());
            self.warn(
                self.codes.shape,
                message,
                list,
                "Begin each entry with `- `",
            );
        }
        let what = format!("an entry of `{key}`");
        let mut records = Vec::new();
        for item in list.items() {
            if self.is_record(item, &what, keys) {
                records.extend(read(self, item));
            }
        }
        records
    }

    /// Whether a value is a mapping; its unknown and repeated keys are reported.
    pub(in crate::parse) fn is_record(&mut self, node: &Node, what: &str, keys: &[&str]) -> bool {
        if !node.is_mapping() {
            let message = format!("Here {what} is {}, not a mapping", node.what());
            self.warn(
                self.codes.shape,
                message,
                node,
                "Write it as `{key: value}`",
            );
            return false;
        }
        // Few keys are known, so a repeated one is found soonest by looking at those before it.
        for (i, (key, _)) in node.entries().iter().enumerate() {
            let known = key.as_text().filter(|name| keys.contains(name));
            let Some(name) = known else {
                self.unknown_key(key, what, keys);
                continue;
            };
            let before = node.entries().iter().take(i);
            if before.clone().any(|(key, _)| key.as_text() == Some(name)) {
                let message = format!("`{name}` stands here twice; the first is used");
                self.warn(self.codes.duplicate, message, key, "Keep one of them");
            }
        }
        true
    }

    fn unknown_key(&mut self, key: &Node, what: &str, keys: &[&str]) {
        let name = key.to_line();
        let message = format!("`{name}` is no key of {what}; it is not read");
        let hint = match nearest(&name, keys.iter().copied()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("Known keys: {}", keys.join(", ")),
        };
        self.warn(self.codes.key, message, key, &hint);
    }

    pub(in crate::parse) fn id(&mut self, node: &Node, what: &str) -> Option<SafeText> {
        let id = self.text(node, "id");
        if id.is_none() {
            let message = format!("This {what} has no id; it is left out");
            let found = Diagnostic::error(self.codes.id, message)
                .at(self.at(node))
                .hint("Give it an `id`");
            self.diagnostics.push(found);
        }
        id
    }

    /// The text of a field that an entry is nothing without; where it is missing, the entry is
    /// left out.
    pub(in crate::parse) fn needed(
        &mut self,
        node: &Node,
        key: &str,
        what: &str,
    ) -> Option<SafeText> {
        let text = self.text(node, key);
        if text.is_none() {
            let message = format!("This {what} has no `{key}`; it is left out");
            self.warn(
                self.codes.shape,
                message,
                node,
                &format!("Write `{key}: ..`"),
            );
        }
        text
    }

    /// The text of a field, if it is there and not null.
    pub(in crate::parse) fn text(&mut self, node: &Node, key: &str) -> Option<SafeText> {
        let value = node.get(key).filter(|value| !value.is_null())?;
        let Some(text) = value.as_text() else {
            let message = format!("`{key}` is {}, not a single value", value.what());
            self.warn(self.codes.shape, message, value, "Write one value");
            return None;
        };
        Some(SafeText::one_line(text)).filter(|text| !text.is_empty())
    }

    pub(in crate::parse) fn list(&mut self, node: &Node, key: &str) -> Vec<SafeText> {
        let Some(value) = node.get(key) else {
            return Vec::new();
        };
        if value.as_list().is_none() {
            let message = format!("`{key}` is not a list of single values");
            self.warn(
                self.codes.shape,
                message,
                value,
                "Write `[a, b]`; what else stands here is left out",
            );
        }
        let own = value.as_text().filter(|_| !value.is_null());
        let items = value.items().iter().filter_map(Node::as_text);
        own.into_iter()
            .chain(items)
            .map(SafeText::one_line)
            .collect()
    }

    pub(in crate::parse) fn ids(&mut self, node: &Node, key: &str) -> Vec<TechId> {
        self.list(node, key).into_iter().map(TechId).collect()
    }

    /// The source that an entry names under `cite`.
    pub(in crate::parse) fn cite(&mut self, node: &Node) -> Option<Citation> {
        let text = self.text(node, "cite")?;
        Some(self.declared(&text, node.get("cite").unwrap_or(node)))
    }

    /// The sources listed under a key.
    pub(in crate::parse) fn cites(&mut self, node: &Node, key: &str) -> Vec<Citation> {
        let at = node.get(key).unwrap_or(node);
        let texts = self.list(node, key);
        texts.iter().map(|text| self.declared(text, at)).collect()
    }

    fn declared(&mut self, text: &str, at: &Node) -> Citation {
        let cite = citation::bare(text);
        if !self.declared.contains(cite.id.as_str()) {
            let message = format!("`{}` is not declared under `citations`", cite.id);
            let hint = "Declare it or correct the id";
            self.warn(self.codes.citation, message, at, hint);
        }
        cite
    }

    /// The value that a word of a table stands for; where there is none, the default.
    pub(in crate::parse) fn choice<T: Copy + Default>(
        &mut self,
        node: &Node,
        key: &str,
        words: &[(&str, T)],
    ) -> T {
        self.chosen(node, key, words).unwrap_or_default()
    }

    /// The same; nothing where there is none.
    pub(in crate::parse) fn chosen<T: Copy>(
        &mut self,
        node: &Node,
        key: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let word = self.text(node, key)?;
        if let Some((_, value)) = words.iter().find(|(known, _)| word == **known) {
            return Some(*value);
        }
        let known: Vec<&str> = words.iter().map(|(known, _)| *known).collect();
        let message = format!("`{key}: {word}` is none of {}", known.join(", "));
        let hint = match nearest(&word, known.iter().copied()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("Write one of {}", known.join(", ")),
        };
        self.warn(
            self.codes.value,
            message,
            node.get(key).unwrap_or(node),
            &hint,
        );
        None
    }

    /// Two whole numbers, the first and the last of something.
    pub(in crate::parse) fn span(&mut self, node: &Node, key: &str) -> Option<(u32, u32)> {
        let value = node.get(key).filter(|value| !value.is_null())?;
        let numbers: Vec<u32> = value
            .items()
            .iter()
            .filter_map(|item| item.as_text()?.parse().ok())
            .collect();
        match numbers.as_slice() {
            [first, last] if first <= last && value.items().len() == 2 => Some((*first, *last)),
            _ => {
                let message = format!("`{key}: {}` is no span", value.to_line());
                self.warn(self.codes.value, message, value, "Write `[first, last]`");
                None
            }
        }
    }

    pub(in crate::parse) fn at(&self, node: &Node) -> Location {
        Location::line(self.file, node.line)
    }

    pub(in crate::parse) fn warn(
        &mut self,
        code: &'static str,
        message: impl Into<SafeText>,
        node: &Node,
        hint: &str,
    ) {
        let found = Diagnostic::warning(code, message).at(self.at(node));
        self.diagnostics.push(found.hint(hint));
    }
}
