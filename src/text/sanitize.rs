//! What [`SafeText`] does to a text, scalar by scalar.
//!
//! One pass, left to right. What a scalar becomes depends on what has been *written* before it
//! and on the one scalar after it, and only on scalars that are themselves kept as they are; so a
//! second pass over the result changes nothing.
//!
//! | scalar | becomes |
//! |--|--|
//! | C0 but newline and tab; DEL | its control picture, U+2400 and after |
//! | C1, bidi controls, zero-width and other format characters, line separators, tags, variation selectors, other default ignorables, private use, noncharacters | its number: `<9B>`, `<202E>` |
//! | ZWJ, VS15, VS16 within an emoji; the tags of the three RGI flags | kept |
//! | ZWJ, ZWNJ between two letters of an Arabic or Indic script | kept |
//! | more than [`CLUSTER_CODE_POINTS`] combining scalars in a row | one `…` |
//!
//! A carriage return is a control here: line ends of a file are made newlines before
//! its parts come to this door.
//!
//! [`SafeText`]: super::SafeText

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_properties::{
    GeneralCategory, GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory,
};

use crate::limits::CLUSTER_CODE_POINTS;

/// Pictographs joined into one emoji: a family has four, no RGI sequence has more.
const JOINED_EMOJI: usize = 4;

/// U+1F3F4 begins the flags of England, Scotland and Wales; these follow. Source: RGI emoji
/// tag sequences of UTS 51.
const FLAG: char = '\u{1f3f4}';
const FLAG_TAGS: [&str; 3] = [
    "\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

const ZWNJ: char = '\u{200c}';
const ZWJ: char = '\u{200d}';
const TEXT_STYLE: char = '\u{fe0e}';
const EMOJI_STYLE: char = '\u{fe0f}';
const KEYCAP: char = '\u{20e3}';

/// `Default_Ignorable_Code_Point` of `DerivedCoreProperties.txt`, Unicode 17, without the format
/// characters that [`GeneralCategory::Format`] covers; planes 14's block is whole.
const IGNORABLE: [(char, char); 10] = [
    ('\u{34f}', '\u{34f}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffc}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Format characters that are seen: `Prepended_Concatenation_Mark` of `PropList.txt`.
const SEEN_FORMAT: [char; 13] = [
    '\u{600}',
    '\u{601}',
    '\u{602}',
    '\u{603}',
    '\u{604}',
    '\u{605}',
    '\u{6dd}',
    '\u{70f}',
    '\u{890}',
    '\u{891}',
    '\u{8e2}',
    '\u{110bd}',
    '\u{110cd}',
];

/// Blocks of scripts that are written with joiners inside words. Both neighbours must stand in
/// the same row.
const JOINING: [(char, char); 10] = [
    ('\u{600}', '\u{6ff}'),   // Arabic
    ('\u{700}', '\u{74f}'),   // Syriac
    ('\u{750}', '\u{77f}'),   // Arabic supplement
    ('\u{7c0}', '\u{7ff}'),   // N'Ko
    ('\u{840}', '\u{8ff}'),   // Mandaic, Arabic extended
    ('\u{900}', '\u{dff}'),   // Devanagari to Sinhala
    ('\u{1000}', '\u{109f}'), // Myanmar
    ('\u{1780}', '\u{17ff}'), // Khmer
    ('\u{1b00}', '\u{1b7f}'), // Balinese
    ('\u{a980}', '\u{a9df}'), // Javanese
];

/// The text with every scalar that acts or hides made visible; borrowed when none had to be.
pub(super) fn sanitize(text: &str) -> Cow<'_, str> {
    if is_all_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut written = Written::default();
    let mut changed: Option<String> = None;
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let step = written.step(c, rest);
        if step == Step::Keep {
            if let Some(out) = &mut changed {
                out.push(c);
            }
            continue;
        }
        let out = changed.get_or_insert_with(|| {
            let mut out = String::with_capacity(text.len() + text.len() / 4);
            out.push_str(text.get(..at).unwrap_or_default());
            out
        });
        step.write(c, out);
    }
    changed.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether nothing in a text has to be looked at. Within a piece no byte ends the search, so that
/// many are compared at once.
fn is_all_plain(text: &str) -> bool {
    let mut pieces = text.as_bytes().chunks(64);
    pieces.all(|piece| piece.iter().fold(true, |all, byte| all & is_plain(*byte)))
}

/// ASCII that is seen, newline and tab.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\t')
}

/// What becomes of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Keep,
    /// Its control picture.
    Picture,
    /// Its number in angle brackets.
    Number,
    /// `…` for it and the combining scalars after it.
    Cut,
    /// Nothing: the `…` stands for it.
    Covered,
}

impl Step {
    fn write(self, c: char, out: &mut String) {
        match self {
            Self::Keep => out.push(c),
            Self::Picture => out.push(picture(c)),
            Self::Cut => out.push('…'),
            Self::Covered => {}
            Self::Number => {
                let _ = write!(out, "<{:02X}>", u32::from(c));
            }
        }
    }
}

/// The control picture of a C0 control or DEL.
fn picture(c: char) -> char {
    match u32::from(c) {
        0x7f => '\u{2421}',
        code => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
    }
}

/// What has been written so far, as far as it matters for the next scalar.
#[derive(Debug, Default)]
struct Written {
    /// The last scalar that was not combining; NUL where there is none.
    base: char,
    /// The last scalar.
    last: char,
    /// Combining scalars since the base.
    combining: usize,
    /// Joiners within the emoji at the end.
    joined: usize,
    /// Tags of a flag that are still to come.
    tags: usize,
    /// Whether a `…` stands for the combining scalars that come.
    cut: bool,
}

impl Written {
    /// What becomes of `c`, which `rest` follows.
    fn step(&mut self, c: char, rest: &str) -> Step {
        let step = match class(c) {
            Class::Base => Step::Keep,
            Class::Control => Step::Picture,
            Class::Combining => return self.combine(c),
            Class::Selector if self.takes_selector(c, rest) => return self.keep_within(c),
            Class::Joiner if self.takes_joiner(c, rest) => {
                self.joined += 1;
                return self.keep_within(c);
            }
            Class::Hidden if self.tags > 0 => {
                self.tags -= 1;
                return self.keep_within(c);
            }
            Class::Selector | Class::Joiner | Class::Hidden => Step::Number,
        };
        let kept = if step == Step::Keep { c } else { '>' };
        let joined = if self.last == ZWJ { self.joined } else { 0 };
        let is_flag = kept == FLAG && FLAG_TAGS.iter().any(|tags| rest.starts_with(tags));
        *self = Self {
            base: kept,
            last: kept,
            joined,
            tags: if is_flag { 6 } else { 0 },
            ..Self::default()
        };
        step
    }

    /// A combining scalar: kept up to the cap.
    fn combine(&mut self, c: char) -> Step {
        if self.cut {
            return Step::Covered;
        }
        if self.combining >= CLUSTER_CODE_POINTS {
            *self = Self {
                base: '…',
                last: '…',
                cut: true,
                ..Self::default()
            };
            return Step::Cut;
        }
        self.combining += 1;
        self.last = c;
        Step::Keep
    }

    fn keep_within(&mut self, c: char) -> Step {
        self.last = c;
        Step::Keep
    }

    /// Whether a selector stands right after what it can style: an emoji, or the digit of a
    /// keycap.
    fn takes_selector(&self, c: char, rest: &str) -> bool {
        if !matches!(c, TEXT_STYLE | EMOJI_STYLE) {
            return false;
        }
        let keycap = matches!(self.last, '0'..='9' | '#' | '*') && rest.starts_with(KEYCAP);
        is_pictograph(self.last) || keycap
    }

    /// Whether a joiner stands within an emoji or within a word that is written with joiners.
    fn takes_joiner(&self, c: char, rest: &str) -> bool {
        let Some(next) = rest.chars().next() else {
            return false;
        };
        let in_word = JOINING
            .iter()
            .find(|row| within(**row, self.last))
            .is_some_and(|row| within(*row, next) && is_letter(next));
        in_word
            || (c == ZWJ
                && is_pictograph(next)
                && self.joined + 1 < JOINED_EMOJI
                && self.ends_in_emoji())
    }

    fn ends_in_emoji(&self) -> bool {
        let styled = self.last == EMOJI_STYLE || is_skin_tone(self.last);
        is_pictograph(self.last) || (styled && is_pictograph(self.base))
    }
}

/// How a scalar is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Seen, and no part of what stands before it.
    Base,
    /// Drawn over or after its base.
    Combining,
    /// C0 or DEL.
    Control,
    /// VS15, VS16.
    Selector,
    /// ZWJ, ZWNJ.
    Joiner,
    /// Acts on the terminal or is not seen.
    Hidden,
}

fn class(c: char) -> Class {
    match c {
        // The common blocks in which every scalar is seen: ASCII, Latin, arrows and box drawing,
        // CJK, Hangul.
        '\n'
        | '\t'
        | ' '..='~'
        | '\u{a0}'..='\u{ac}'
        | '\u{ae}'..='\u{2ff}'
        | '\u{2190}'..='\u{27bf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' => Class::Base,
        '\0'..='\x1f' | '\x7f' => Class::Control,
        ZWNJ | ZWJ => Class::Joiner,
        TEXT_STYLE | EMOJI_STYLE => Class::Selector,
        c if is_hidden(c) => Class::Hidden,
        c if is_combining(c) => Class::Combining,
        _ => Class::Base,
    }
}

fn is_hidden(c: char) -> bool {
    // The last two scalars of every plane, and 32 in the Arabic presentation forms, are no
    // characters and never will be.
    let noncharacter = u32::from(c) & 0xfffe == 0xfffe || within(('\u{fdd0}', '\u{fdef}'), c);
    noncharacter
        || IGNORABLE.iter().any(|row| within(*row, c))
        || match c.general_category() {
            GeneralCategory::Format => !SEEN_FORMAT.contains(&c),
            GeneralCategory::Control
            | GeneralCategory::PrivateUse
            | GeneralCategory::Surrogate
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator => true,
            _ => false,
        }
}

/// Scalars that take no cell of their own: marks, the vowels and finals of taken-apart Hangul,
/// half-width voicing marks, skin tones.
fn is_combining(c: char) -> bool {
    matches!(c,
        '\u{1161}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}' | '\u{ff9e}' | '\u{ff9f}')
        || is_skin_tone(c)
        || c.general_category_group() == GeneralCategoryGroup::Mark
}

fn is_skin_tone(c: char) -> bool {
    within(('\u{1f3fb}', '\u{1f3ff}'), c)
}

/// An emoji that can be styled and joined: no digit, no letter of a flag, no skin tone.
fn is_pictograph(c: char) -> bool {
    !c.is_ascii() && !within(('\u{1f1e6}', '\u{1f1ff}'), c) && !is_skin_tone(c) && c.is_emoji_char()
}

fn is_letter(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Letter && !is_hidden(c)
}

fn within((first, last): (char, char), c: char) -> bool {
    (first..=last).contains(&c)
}

#[cfg(test)]
mod tests {
    use super::sanitize;

    #[test]
    fn what_acts_or_hides_is_shown() {
        let cases = [
            ("plain", "a b\n\tc ~", "a b\n\tc ~"),
            ("colour", "\u{1b}[31mred", "␛[31mred"),
            ("bell, return, delete", "\u{7}\r\u{7f}", "␇␍␡"),
            ("eight-bit control", "\u{9b}31m\u{85}", "<9B>31m<85>"),
            ("bidi", "a\u{202e}b\u{2066}\u{61c}", "a<202E>b<2066><61C>"),
            (
                "zero width",
                "pass\u{200b}word\u{feff}\u{ad}",
                "pass<200B>word<FEFF><AD>",
            ),
            ("line separators", "a\u{2028}b\u{2029}", "a<2028>b<2029>"),
            ("fillers", "\u{3164}\u{115f}\u{34f}", "<3164><115F><34F>"),
            (
                "private use and noncharacters",
                "\u{e000}\u{fdd0}\u{1ffff}",
                "<E000><FDD0><1FFFF>",
            ),
            ("annotation", "\u{fff9}a\u{fffb}", "<FFF9>a<FFFB>"),
            ("replacement character", "\u{fffd}", "\u{fffd}"),
            ("tags", "a\u{e0041}", "a<E0041>"),
            (
                "an unknown flag",
                "\u{1f3f4}\u{e0061}\u{e007f}",
                "\u{1f3f4}<E0061><E007F>",
            ),
            ("selector after a letter", "a\u{fe0f}", "a<FE0F>"),
            ("second selector", "❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}<FE0F>"),
            ("selector after a digit", "1\u{fe0f}2", "1<FE0F>2"),
            ("joiner between Latin letters", "a\u{200d}b", "a<200D>b"),
            ("joiner at the end", "👩\u{200d}", "👩<200D>"),
            ("joiner between two scripts", "م\u{200c}क", "م<200C>क"),
            (
                "many marks",
                "Z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}!",
                "Z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}…!",
            ),
            (
                "five joined",
                "👨\u{200d}👨\u{200d}👨\u{200d}👨\u{200d}👨",
                "👨\u{200d}👨\u{200d}👨\u{200d}👨<200D>👨",
            ),
        ];
        for (name, raw, safe) in cases {
            assert_eq!(sanitize(raw), safe, "{name}");
        }
    }

    #[test]
    fn what_is_good_writing_stays() {
        let cases = [
            ("couple", "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏾"),
            ("family", "👨\u{200d}👩\u{200d}👧\u{200d}👦"),
            ("health worker", "👩\u{200d}⚕\u{fe0f}"),
            ("rainbow flag", "🏳\u{fe0f}\u{200d}🌈"),
            (
                "Scotland",
                "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} end",
            ),
            ("keycap", "1\u{fe0f}\u{20e3}"),
            ("text style", "✔\u{fe0e}"),
            ("Persian", "می\u{200c}خواهم"),
            ("Devanagari", "क\u{94d}\u{200d}ष"),
            ("Arabic number sign", "\u{600}12"),
            ("CJK, Hangul, Vietnamese", "漢字 한글 Tiếng Việt"),
            ("box drawing", "├── → ok │ ✓"),
        ];
        for (name, text) in cases {
            assert!(
                matches!(sanitize(text), std::borrow::Cow::Borrowed(_)),
                "{name}"
            );
            assert_eq!(sanitize(text), text, "{name}");
        }
    }
}
