//! Text of other people: nothing in it acts on a terminal or hides.

use archtui::text::{SafeText, width::wrap_ranges};
use proptest::prelude::*;

/// What must never come out, whatever stands around it.
fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(code,
            0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f
            | 0x200b | 0x200e | 0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0d
            | 0xfeff | 0xffa0 | 0xfff0..=0xfffb | 0xe000..=0xf8ff | 0xfdd0..=0xfdef
            | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0001..=0xe001f | 0xe0080..=0xe0fff | 0xf0000..)
        || code & 0xfffe == 0xfffe
}

/// What may come out only where it belongs.
fn is_conditional(c: char) -> bool {
    matches!(
        u32::from(c),
        0x200c | 0x200d | 0xfe0e | 0xfe0f | 0xe0020..=0xe007f
    )
}

fn assert_safe(text: &str) {
    assert!(!text.contains(is_forbidden), "{text:?}");
    let tags = |c: char| matches!(u32::from(c), 0xe0020..=0xe007f);
    for part in text
        .split_inclusive('\u{e007f}')
        .filter(|part| part.contains(tags))
    {
        let flag = ["gbeng", "gbsct", "gbwls"].iter().any(|country| {
            let spelt = country
                .chars()
                .map(|c| char::from_u32(0xe0000 + u32::from(c)).unwrap());
            part.ends_with(&format!("\u{1f3f4}{}\u{e007f}", spelt.collect::<String>()))
        });
        assert!(flag, "{text:?}");
    }
    let selector = |c: char| matches!(c, '\u{fe0e}' | '\u{fe0f}');
    assert!(
        !text.contains(|c: char| selector(c))
            || !text
                .chars()
                .zip(text.chars().skip(1))
                .any(|(a, b)| selector(a) && selector(b)),
        "{text:?}"
    );
}

#[test]
fn every_code_point_alone() {
    let mut changed = 0;
    for c in '\0'..=char::MAX {
        let raw = c.to_string();
        let safe = SafeText::new(&raw);
        let bad = is_forbidden(c) || is_conditional(c);
        assert!(
            !safe.contains(|c| is_forbidden(c) || is_conditional(c)),
            "U+{:04X}",
            u32::from(c)
        );
        assert!(!bad || safe != raw.as_str(), "U+{:04X}", u32::from(c));
        assert_eq!(SafeText::new(&safe), safe, "U+{:04X}", u32::from(c));
        if safe != raw.as_str() {
            assert!(!safe.trim().is_empty(), "U+{:04X} vanishes", u32::from(c));
            changed += 1;
        }
    }
    // Private use alone is 137,468 of them: a filter that hides more than these and a few
    // thousand ignorables would hide letters.
    assert!((137_468..143_000).contains(&changed), "{changed}");
}

#[test]
fn one_line_is_one_line() {
    let cases = [
        ("  a \t b\r\nc  ", "a b c"),
        ("a\u{a0}\u{3000}b", "a b"),
        ("a\u{b}b\u{85}c\u{2028}d", "a␋b<85>c<2028>d"),
        ("\n", ""),
    ];
    for (raw, line) in cases {
        assert_eq!(SafeText::one_line(raw), line);
    }
}

fn nasty() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "\\PC{0,3}",
        4 => prop::sample::select(vec![
            "\u{1b}", "[", "]", ";", "\u{7}", "\u{9b}", "\\", "\u{202e}", "\u{200b}", "\u{feff}", "\r", "\n", "a", "1", "#",
            "\u{301}", "\u{301}\u{336}\u{489}\u{301}\u{336}\u{489}\u{301}", "\u{93f}", "\u{20e3}", "\u{1161}", "\u{ff9e}",
            "\u{200d}", "\u{200c}", "\u{fe0f}", "\u{fe0e}", "\u{fe00}", "\u{e0100}", "👩", "❤", "🏽", "🏴", "💻", "🇩",
            "\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}", "\u{e0067}", "\u{e007f}", "\u{e0041}",
            "م", "ی", "क", "\u{94d}", "ष", "漢", "…", "<202E>", "&#27;",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    // `PROPTEST_CASES` scales it; a release runs hundreds of thousands.
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases * 4))]

    #[test]
    fn nothing_forbidden_comes_out_and_twice_is_once(raw in nasty()) {
        let safe = SafeText::new(&raw);
        assert_safe(&safe);
        prop_assert_eq!(&SafeText::new(&safe), &safe);
        let line = SafeText::one_line(&raw);
        assert_safe(&line);
        prop_assert_eq!(&SafeText::one_line(&line), &line);
    }

    #[test]
    fn nothing_forbidden_arises_where_texts_meet(left in nasty(), right in nasty()) {
        let joined = format!("{}{}", SafeText::new(&left), SafeText::new(&right));
        prop_assert!(!joined.contains(is_forbidden));
        assert_safe(&SafeText::new(&joined));
    }

    #[test]
    fn lines_fit_and_lose_only_white_space(raw in nasty(), first in 2_usize..20, rest in 2_usize..20) {
        let text = SafeText::new(&raw);
        let lines = wrap_ranges(&text, first, rest);
        let kept: String = lines.iter().map(|range| &text[range.clone()]).collect();
        let ink = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(ink(&kept), ink(&text));
        for (n, range) in lines.iter().enumerate() {
            let limit = if n == 0 { first } else { rest };
            let line = text[range.clone()].trim_end();
            // Some letters are three columns wide: on a line of two each stands alone.
            let fits = archtui::text::width::width(line) <= limit || line.chars().count() == 1;
            prop_assert!(fits, "{lines:?} of {text:?}");
        }
    }
}
