//! The one door through which other people's text enters: see [`SafeText`].

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Text in which no character acts on a terminal or hides from the reader.
///
/// Every character that would is replaced by something visible, one to one; nothing is ever
/// deleted, so no new sequence can arise from what is left. Newline and tab stay. Made only by
/// [`SafeText::new`] (and what calls it), after the last decoding (entities, YAML escapes).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(Box<str>);

impl SafeText {
    /// The safe form of any text.
    pub fn new(text: &str) -> Self {
        Self(sanitize(text).into())
    }

    /// The safe form on one line: runs of white space become one space, ends are trimmed.
    pub fn one_line(text: &str) -> Self {
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self::new(&folded)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Text with every dangerous scalar made visible; borrowed when nothing had to change.
fn sanitize(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text) // replaced by the real thing in this room
}

/// The message hidden in tag characters or variation selectors of a raw text, decoded, if any.
pub fn hidden_text(_raw: &str) -> Option<SafeText> {
    None
}

impl Deref for SafeText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for SafeText {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for SafeText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for SafeText {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for SafeText {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl From<fmt::Arguments<'_>> for SafeText {
    fn from(text: fmt::Arguments<'_>) -> Self {
        Self::new(&text.to_string())
    }
}

impl PartialEq<str> for SafeText {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for SafeText {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl Serialize for SafeText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SafeText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(&String::deserialize(deserializer)?))
    }
}
