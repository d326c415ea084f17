//! Colours: reading them, measuring contrast, and the nearest one a poorer terminal has.

use ratatui::style::Color;

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None: states are told apart by modifiers alone (`NO_COLOR`).
    None,
    /// The user's own 16.
    Ansi16,
    /// The fixed palette of 256.
    Ansi256,
    /// Any.
    True,
}

/// A colour by its three parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The names of the 16 colours and of the terminal's own.
const NAMES: [(&str, Color); 19] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("gray", Color::DarkGray),
    ("grey", Color::DarkGray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// A colour as written: `#rrggbb`, `rrggbb`, or a name of the 16 (`blue`, `bright-blue`,
/// `default`).
pub(super) fn parse(written: &str) -> Option<Color> {
    let name = written.trim();
    let named = NAMES.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
    named
        .map(|(_, color)| *color)
        .or_else(|| Rgb::parse(name).map(Color::from))
}

impl Rgb {
    /// Six hexadecimal digits, with or without `#`.
    pub fn parse(written: &str) -> Option<Self> {
        let digits = written.strip_prefix('#').unwrap_or(written);
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let [_, r, g, b] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self(r, g, b))
    }

    /// The parts of a colour that has any: not one of the user's own 16.
    pub fn of(color: Color) -> Option<Self> {
        match color {
            Color::Rgb(r, g, b) => Some(Self(r, g, b)),
            _ => None,
        }
    }

    /// This colour with `percent` of another.
    #[must_use]
    pub fn mix(self, other: Self, percent: u32) -> Self {
        let part = |a: u8, b: u8| {
            let sum = u32::from(a) * (100 - percent.min(100)) + u32::from(b) * percent.min(100);
            u8::try_from(sum / 100).unwrap_or(u8::MAX)
        };
        Self(
            part(self.0, other.0),
            part(self.1, other.1),
            part(self.2, other.2),
        )
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// This colour moved towards another in steps until it stands out from `ground` by `ratio`.
    pub(super) fn raised(self, towards: Self, ground: Self, ratio: f64) -> Self {
        (0..=20)
            .map(|step| self.mix(towards, step * 5))
            .find(|mixed| contrast(*mixed, ground) >= ratio)
            .unwrap_or(towards)
    }

    fn distance(self, other: Self) -> u32 {
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        square(self.0, other.0) + square(self.1, other.1) + square(self.2, other.2)
    }
}

impl From<Rgb> for Color {
    fn from(Rgb(r, g, b): Rgb) -> Self {
        Self::Rgb(r, g, b)
    }
}

/// How well two colours are told apart, 1 to 21 (WCAG 2.2).
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The nearest colour at a depth. `dark` says what the theme's ground is like.
pub(super) fn at_depth(color: Color, depth: Depth, dark: bool) -> Color {
    match (Rgb::of(color), depth) {
        (_, Depth::None) => Color::Reset,
        (None, _) | (_, Depth::True) => color,
        (Some(rgb), Depth::Ansi256) => Color::Indexed(nearest_256(rgb)),
        (Some(rgb), Depth::Ansi16) => nearest_16(rgb, dark),
    }
}

/// The nearest of xterm's colour cube (16 to 231) and grey ramp (232 to 255).
fn nearest_256(rgb: Rgb) -> u8 {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let cube = (0..216u8).map(|i| {
        let level = |n: u8| LEVELS.get(usize::from(n % 6)).copied().unwrap_or(0);
        (16 + i, Rgb(level(i / 36), level(i / 6), level(i)))
    });
    let greys = (0..24u8).map(|i| (232 + i, Rgb(8 + 10 * i, 8 + 10 * i, 8 + 10 * i)));
    let nearest = cube.chain(greys).min_by_key(|(_, c)| c.distance(rgb));
    nearest.map_or(7, |(index, _)| index)
}

/// Of the user's 16: by hue, bright on a dark ground. A grey is the ground's end, the text's end
/// or the grey that is legible in between (bright black is the ground itself in some palettes).
fn nearest_16(rgb: Rgb, dark: bool) -> Color {
    let (max, min) = (rgb.0.max(rgb.1).max(rgb.2), rgb.0.min(rgb.1).min(rgb.2));
    let range = max - min;
    if u32::from(range) * 4 < u32::from(max).max(80) {
        return match (rgb.luminance(), dark) {
            (l, true) if l < 0.08 => Color::Black,
            (l, true) if l < 0.5 => Color::Gray,
            (l, false) if l < 0.1 => Color::Black,
            (l, false) if l < 0.6 => Color::DarkGray,
            _ => Color::White,
        };
    }
    let high = |part: u8| u32::from(part - min) * 2 > u32::from(range);
    match (high(rgb.0), high(rgb.1), high(rgb.2), dark) {
        (true, true, _, true) => Color::LightYellow,
        (true, true, _, false) => Color::Yellow,
        (true, false, true, true) => Color::LightMagenta,
        (true, false, true, false) => Color::Magenta,
        (true, false, false, true) => Color::LightRed,
        (true, false, false, false) => Color::Red,
        (false, true, true, true) => Color::LightCyan,
        (false, true, true, false) => Color::Cyan,
        (false, true, false, true) => Color::LightGreen,
        (false, true, false, false) => Color::Green,
        (false, false, _, true) => Color::LightBlue,
        (false, false, _, false) => Color::Blue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_by_name_and_by_hex() {
        let cases = [
            ("#1e1e2e", Some(Color::Rgb(0x1e, 0x1e, 0x2e))),
            ("1E1E2E", Some(Color::Rgb(0x1e, 0x1e, 0x2e))),
            ("bright-blue", Some(Color::LightBlue)),
            ("White", Some(Color::Gray)),
            ("default", Some(Color::Reset)),
            ("#1e1", None),
            ("#gggggg", None),
            ("#1e1e2é", None),
            ("", None),
        ];
        for (written, expected) in cases {
            assert_eq!(parse(written), expected, "{written:?}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
        assert!((contrast(black, white) - 21.0).abs() < 0.01);
        assert!((contrast(Rgb(0x76, 0x76, 0x76), white) - 4.54).abs() < 0.01);
    }

    #[test]
    fn poorer_terminals_get_the_nearest() {
        let cases = [
            ("pure red", Rgb(255, 0, 0), 196, Color::LightRed),
            ("dark grey", Rgb(8, 8, 8), 232, Color::Black),
            ("pale blue", Rgb(0x89, 0xb4, 0xfa), 111, Color::LightBlue),
            ("white", Rgb(255, 255, 255), 231, Color::White),
        ];
        for (name, rgb, index, ansi) in cases {
            let color = Color::from(rgb);
            assert_eq!(
                at_depth(color, Depth::Ansi256, true),
                Color::Indexed(index),
                "{name}"
            );
            assert_eq!(at_depth(color, Depth::Ansi16, true), ansi, "{name}");
        }
    }
}
