//! A key with its modifiers, and how it is written: `ctrl-d`, `shift-tab`, `g`, `f1`.

use std::fmt;
use std::str::FromStr;

/// A key, whatever terminal it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A character as typed, shift already applied.
    Char(char),
    /// A key that has a name.
    Named(NamedKey),
    /// F1 and on.
    F(u8),
}

/// The keys that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is what it says")]
pub enum NamedKey {
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// How the named keys and two characters are written.
const NAMES: &[(&str, Key)] = &[
    ("enter", Key::Named(NamedKey::Enter)),
    ("esc", Key::Named(NamedKey::Esc)),
    ("tab", Key::Named(NamedKey::Tab)),
    ("backspace", Key::Named(NamedKey::Backspace)),
    ("delete", Key::Named(NamedKey::Delete)),
    ("insert", Key::Named(NamedKey::Insert)),
    ("up", Key::Named(NamedKey::Up)),
    ("down", Key::Named(NamedKey::Down)),
    ("left", Key::Named(NamedKey::Left)),
    ("right", Key::Named(NamedKey::Right)),
    ("home", Key::Named(NamedKey::Home)),
    ("end", Key::Named(NamedKey::End)),
    ("pgup", Key::Named(NamedKey::PageUp)),
    ("pgdn", Key::Named(NamedKey::PageDown)),
    ("space", Key::Char(' ')),
    ("minus", Key::Char('-')),
];

/// A key with its modifiers. `shift` is kept for named keys only: a shifted character is
/// another character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Control held.
    pub ctrl: bool,
    /// Alt (or Meta) held.
    pub alt: bool,
    /// Shift held with a named key.
    pub shift: bool,
}

impl Chord {
    /// A key alone.
    pub fn plain(key: Key) -> Self {
        Self {
            key,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A named key alone.
    pub fn named(key: NamedKey) -> Self {
        Self::plain(Key::Named(key))
    }

    /// The character that it types into a text field, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.key {
            Key::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// How hints show it: as written, arrows as arrows.
    pub fn shown(self) -> String {
        let text = self.to_string();
        match text.as_str() {
            "up" => "↑".to_owned(),
            "down" => "↓".to_owned(),
            "left" => "←".to_owned(),
            "right" => "→".to_owned(),
            "enter" => "Enter".to_owned(),
            "esc" => "Esc".to_owned(),
            "space" => "Space".to_owned(),
            "tab" => "Tab".to_owned(),
            _ => text,
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, key)| *key == self.key) {
            return f.write_str(name);
        }
        match self.key {
            Key::Char(c) => write!(f, "{c}"),
            Key::F(n) => write!(f, "f{n}"),
            Key::Named(_) => Ok(()),
        }
    }
}

/// A key written in a way that is not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key; write a character, a name such as enter or pgdn, or ctrl-x")]
pub struct UnknownKey(pub String);

impl FromStr for Chord {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let mut chord = Self::plain(Key::Char(' '));
        let mut rest = text;
        while let Some((modifier, after)) = rest.split_once('-').filter(|(_, a)| !a.is_empty()) {
            match modifier {
                "ctrl" => chord.ctrl = true,
                "alt" => chord.alt = true,
                "shift" => chord.shift = true,
                _ => return Err(UnknownKey(text.to_owned())),
            }
            rest = after;
        }
        chord.key = parse_key(rest).ok_or_else(|| UnknownKey(text.to_owned()))?;
        Ok(chord)
    }
}

fn parse_key(text: &str) -> Option<Key> {
    if let Some((_, key)) = NAMES.iter().find(|(name, _)| *name == text) {
        return Some(*key);
    }
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Some(Key::Char(c)),
        (Some('f'), Some(_)) => text.get(1..)?.parse().ok().map(Key::F),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_are_read_as_they_are_written() {
        for text in [
            "a",
            "G",
            "?",
            "-",
            "ctrl-d",
            "alt-left",
            "shift-tab",
            "f1",
            "f12",
            "space",
            "ctrl-alt-x",
        ] {
            let chord: Chord = text.parse().unwrap();
            let again: Chord = chord.to_string().parse().unwrap();
            assert_eq!(chord, again, "{text}");
        }
    }

    #[test]
    fn what_is_no_key_is_said() {
        for text in ["", "hyper-x", "abc", "ctrl-", "f"] {
            let read: Result<Chord, _> = text.parse();
            assert!(read.is_err() || text == "f", "{text}");
        }
    }
}
