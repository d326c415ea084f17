//! Messages hidden in characters that nobody sees.

use memchr::memchr2_iter;

use super::SafeText;

/// Characters shown of one hidden message.
const SHOWN: usize = 400;

/// A message hidden in a raw text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// The byte of the raw text at which it starts.
    pub at: usize,
    /// What it says.
    pub text: SafeText,
}

/// The messages hidden in a raw text, decoded, if any, with ` … ` between them.
///
/// ```
/// let raw = "Formats files.\u{e0072}\u{e0075}\u{e006e}";
/// assert_eq!(archtui::text::hidden_text(raw).unwrap(), "run");
/// ```
pub fn hidden_text(raw: &str) -> Option<SafeText> {
    let found = hidden(raw);
    if found.is_empty() {
        return None;
    }
    let texts: Vec<&str> = found.iter().map(|hidden| hidden.text.as_str()).collect();
    Some(SafeText::new(&texts.join(" … ")))
}

/// Each run of tag characters (which spell ASCII) and each run of two or more variation
/// selectors (a byte each: VS1 is 0, VS256 is 255). A flag's tags are no message.
pub fn hidden(raw: &str) -> Vec<Hidden> {
    let mut found = Vec::new();
    if !may_hide(raw.as_bytes()) {
        return found;
    }
    let mut run = Run::default();
    let mut before = '\0';
    for (at, c) in raw.char_indices() {
        let coded = Coded::of(c);
        if coded != run.coded {
            found.extend(run.end());
            run = Run {
                coded,
                at,
                after: before,
                ..Run::default()
            };
        }
        if coded != Coded::No {
            run.scalars.push(c);
        }
        before = c;
    }
    found.extend(run.end());
    found
}

/// Whether a tag or a variation selector may stand in a text: U+FE00 to U+FE0F begin with the
/// bytes EF B8 in UTF-8, U+E0000 to U+E01EF with F3 A0.
fn may_hide(raw: &[u8]) -> bool {
    memchr2_iter(0xef, 0xf3, raw).any(|at| matches!(raw.get(at + 1), Some(0xb8 | 0xa0)))
}

/// Whether a scalar carries a part of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Coded {
    #[default]
    No,
    Tag,
    Selector,
}

impl Coded {
    fn of(c: char) -> Self {
        match c {
            '\u{e0000}'..='\u{e007f}' => Self::Tag,
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Self::Selector,
            _ => Self::No,
        }
    }
}

/// Scalars in a row that carry a message.
#[derive(Debug, Default)]
struct Run {
    coded: Coded,
    at: usize,
    after: char,
    scalars: String,
}

impl Run {
    fn end(&self) -> Option<Hidden> {
        let text = match self.coded {
            Coded::No => return None,
            Coded::Tag if self.is_flag() => return None,
            Coded::Tag => self.scalars.chars().filter_map(tagged).collect(),
            Coded::Selector if self.scalars.chars().nth(1).is_none() => return None,
            Coded::Selector => self.selected(),
        };
        Some(Hidden {
            at: self.at,
            text: SafeText::new(&shortened(&text)),
        })
    }

    fn is_flag(&self) -> bool {
        const FLAGS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];
        let spelt: String = self.scalars.chars().filter_map(tagged).collect();
        self.after == '\u{1f3f4}'
            && self.scalars.ends_with('\u{e007f}')
            && FLAGS.contains(&spelt.as_str())
    }

    /// The bytes as text where they are text, else as numbers.
    fn selected(&self) -> String {
        let bytes: Vec<u8> = self.scalars.chars().filter_map(selected).collect();
        let readable = |text: &String| !text.chars().any(char::is_control);
        String::from_utf8(bytes.clone())
            .ok()
            .filter(readable)
            .unwrap_or_else(|| {
                let numbers: Vec<String> = bytes
                    .iter()
                    .take(SHOWN)
                    .map(|byte| format!("{byte:02X}"))
                    .collect();
                format!("{} bytes: {}", bytes.len(), numbers.join(" "))
            })
    }
}

/// The ASCII character that a tag spells.
fn tagged(c: char) -> Option<char> {
    let code = u32::from(c).checked_sub(0xe_0000)?;
    char::from_u32(code).filter(|c| matches!(c, ' '..='~'))
}

/// The byte that a variation selector stands for.
fn selected(c: char) -> Option<u8> {
    let code = u32::from(c);
    let byte = match c {
        '\u{fe00}'..='\u{fe0f}' => code - 0xfe00,
        _ => code.checked_sub(0xe_0100)? + 16,
    };
    u8::try_from(byte).ok()
}

fn shortened(text: &str) -> String {
    let mut chars = text.chars();
    let mut short: String = chars.by_ref().take(SHOWN).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::hidden_text;

    fn tags(text: &str) -> String {
        let tag = |c: char| char::from_u32(0xe_0000 + u32::from(c)).unwrap();
        text.chars().map(tag).collect()
    }

    fn selectors(text: &str) -> String {
        let selector = |byte: u8| match byte {
            0..=15 => char::from_u32(0xfe00 + u32::from(byte)).unwrap(),
            _ => char::from_u32(0xe_0100 + u32::from(byte) - 16).unwrap(),
        };
        text.bytes().map(selector).collect()
    }

    #[test]
    fn hidden_messages_are_read() {
        let cases = [
            ("none", "plain ❤\u{fe0f} text".to_owned(), None),
            ("tags", format!("a{}b", tags("do this")), Some("do this")),
            (
                "selectors",
                format!("😀{}", selectors("send keys")),
                Some("send keys"),
            ),
            (
                "two",
                format!("{} and {}", tags("a"), tags("b")),
                Some("a … b"),
            ),
            (
                "no text",
                format!("😀{}", selectors("\u{1}\u{2}")),
                Some("2 bytes: 01 02"),
            ),
            (
                "a flag",
                format!("\u{1f3f4}{}\u{e007f}", tags("gbsct")),
                None,
            ),
            (
                "no flag",
                format!("x{}\u{e007f}", tags("gbsct")),
                Some("gbsct"),
            ),
            (
                "a message as a flag",
                format!("\u{1f3f4}{}\u{e007f}", tags("gbxyz")),
                Some("gbxyz"),
            ),
        ];
        for (name, raw, expected) in cases {
            let found = hidden_text(&raw);
            assert_eq!(found.as_deref(), expected, "{name}");
        }
    }
}
