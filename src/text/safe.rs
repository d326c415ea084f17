//! The one door through which other people's text enters: see [`SafeText`].

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::sanitize::sanitize;

/// Text in which no character acts on a terminal or hides from the reader.
///
/// Every character that would is replaced by something visible, one to one; nothing is ever
/// deleted, so no new sequence can arise from what is left. Newline and tab stay. Made only by
/// [`SafeText::new`] (and what calls it), after the last decoding (entities, YAML escapes). Which
/// scalar becomes what: the module `sanitize` beside this one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(Box<str>);

impl SafeText {
    /// The safe form of any text.
    pub fn new(text: &str) -> Self {
        Self(sanitize(text).into_owned().into_boxed_str())
    }

    /// The safe form on one line: runs of white space become one space, ends are trimmed.
    pub fn one_line(text: &str) -> Self {
        if is_folded(text) {
            return Self::new(text);
        }
        let mut words = text.split(is_fold).filter(|word| !word.is_empty());
        let mut folded = String::with_capacity(text.len());
        folded.push_str(words.next().unwrap_or_default());
        for word in words {
            folded.push(' ');
            folded.push_str(word);
        }
        Self::from(folded)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is on one line already: most are, and plain ASCII.
fn is_folded(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        if !matches!(byte, b' '..=b'~') || (byte == b' ' && before == b' ') {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// White space that [`SafeText::one_line`] folds. The rest of it (vertical tab, line separators)
/// is shown as what it is.
fn is_fold(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}')
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
        match sanitize(&text) {
            Cow::Borrowed(_) => Self(text.into_boxed_str()),
            Cow::Owned(safe) => Self(safe.into_boxed_str()),
        }
    }
}

impl From<fmt::Arguments<'_>> for SafeText {
    fn from(text: fmt::Arguments<'_>) -> Self {
        Self::from(text.to_string())
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
        Ok(Self::from(String::deserialize(deserializer)?))
    }
}
