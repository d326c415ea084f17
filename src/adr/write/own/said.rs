//! A value of a template: it is shown in a form that is safe in markdown, and keeps the words as
//! they were written.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

use crate::adr::write::escape::inline;

/// A text, or a thing that is shown as one and has parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// How it is shown: markdown.
    pub(super) shown: String,
    /// Its words as written.
    pub(super) raw: String,
    /// Its parts by name.
    pub(super) parts: Vec<(&'static str, Value)>,
}

impl Said {
    /// A text of other people.
    pub(super) fn text(text: &str) -> Value {
        Value::from_object(Self {
            shown: inline(text),
            raw: text.to_owned(),
            parts: Vec::new(),
        })
    }

    /// A piece of markdown that a writer of ours has made.
    pub(super) fn markdown(text: &str) -> Value {
        Self::whole(text, text, Vec::new())
    }

    /// A thing with parts.
    pub(super) fn whole(shown: &str, raw: &str, parts: Vec<(&'static str, Value)>) -> Value {
        Value::from_object(Self {
            shown: shown.to_owned(),
            raw: raw.to_owned(),
            parts,
        })
    }
}

impl Object for Said {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        let part = self.parts.iter().find(|(name, _)| *name == key);
        part.map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.raw.is_empty() || !self.shown.is_empty()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}
