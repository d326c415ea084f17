//! Other people's words inside markdown: what they say is shown, never obeyed.

use crate::adr::record::Stated;
use crate::text::put::Put;

/// Words that readers of records take for gaps not filled in (rule ADR014 of `adrs doctor`), where
/// they stand alone; so are three `x`. A letter of each is written as what a browser shows alike.
const GAPS: [&str; 2] = ["todo", "tbd"];

/// Words that are a gap only where nothing else is said: "Describe your users" is a question.
const ALONE: [&str; 2] = ["placeholder", "describe"];

/// A text on one line of markdown, in which no character starts anything.
pub(in crate::adr) fn inline(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let ellipsis = folded.replace("...", "\u{2026}");
    let escaped = escape_characters(&escape_start(&ellipsis));
    break_gap_words(&escaped)
}

/// The words of a statement alone.
pub(super) fn words(stated: &Stated) -> String {
    inline(&stated.text)
}

/// A statement with the numbers of its sources, and what others say instead.
pub(super) fn stated(stated: &Stated) -> String {
    let said = |stated: &Stated| {
        let mut numbers = String::new();
        for source in &stated.sources {
            numbers.put(format_args!("[{}]", source + 1));
        }
        let gap = if numbers.is_empty() { "" } else { " " };
        format!("{}{gap}{numbers}", inline(&stated.text))
    };
    let instead = stated
        .instead
        .iter()
        .map(|other| format!(" / {}", said(other)));
    let instead: String = instead.collect();
    let disagree = if instead.is_empty() {
        ""
    } else {
        " (sources disagree)"
    };
    format!("{}{instead}{disagree}", said(stated))
}

/// The text of a link. Brackets are written by number: readers of records take the first `]` for
/// its end, whether it is escaped or not.
pub(in crate::adr) fn link_text(text: &str) -> String {
    let text = inline(text);
    text.replace("\\[", "&#91;").replace("\\]", "&#93;")
}

/// Characters that end the target of a link, or mean something else in it, and how a target has
/// them.
const IN_TARGETS: [(char, &str); 12] = [
    (' ', "%20"),
    ('(', "%28"),
    (')', "%29"),
    ('<', "%3C"),
    ('>', "%3E"),
    ('"', "%22"),
    ('\\', "%5C"),
    ('`', "%60"),
    ('|', "%7C"),
    ('&', "%26"),
    ('[', "%5B"),
    (']', "%5D"),
];

/// The target of a link: a path, an anchor, or an address on the web. A path never becomes an
/// address of another kind, whatever stands before its first colon.
pub(super) fn target(path: &str) -> String {
    let folded = path.split_whitespace().collect::<Vec<_>>().join(" ");
    let web = ["https://", "http://"];
    let is_web = web.iter().any(|scheme| folded.starts_with(scheme));
    let first = folded.split(['/', '#', '?']).next().unwrap_or_default();
    let mut out = String::with_capacity(folded.len() + 8);
    if first.contains(':') && !is_web {
        out.push_str("./");
    }
    for c in folded.chars() {
        match IN_TARGETS.iter().find(|(known, _)| *known == c) {
            // An address separates what it asks for with it.
            Some(_) if is_web && c == '&' => out.push_str("&amp;"),
            Some((_, written)) => out.push_str(written),
            None => out.push(c),
        }
    }
    out
}

/// A mark for characters that must be escaped at the start of a line only; never part of
/// [`SafeText`](crate::text::SafeText), which shows control characters as pictures.
const ESCAPE: char = '\u{1b}';

/// Marks what would start a list, a heading, a quote, a rule or a fence.
fn escape_start(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let after = text.chars().nth(digits);
    let at = match text.chars().next() {
        Some('-' | '+' | '#' | '>' | '=') => Some(0),
        Some(_) if digits > 0 && matches!(after, Some('.' | ')')) => Some(digits),
        _ => None,
    };
    let Some((head, tail)) = at.and_then(|at| text.split_at_checked(at)) else {
        return text.to_owned();
    };
    format!("{head}{ESCAPE}{tail}")
}

fn escape_characters(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            ESCAPE => out.push('\\'),
            '\\' | '`' | '*' | '[' | ']' | '|' => out.extend(['\\', c]),
            // `~10M` can open a strike, but with every other one escaped nothing closes it.
            '~' if before != ' ' || !next.is_alphanumeric() => out.push_str("\\~"),
            // Before a digit or a space it is no tag.
            '<' if next.is_alphabetic() || "/!?<".contains(next) => out.push_str("&lt;"),
            '>' if before == '-' => out.push_str("&gt;"),
            '&' if next.is_alphanumeric() || next == '#' => out.push_str("&amp;"),
            '_' if !(before.is_alphanumeric() && next.is_alphanumeric()) => out.push_str("\\_"),
            // The last `#` of a heading would be dropped.
            '#' if before == ' ' && next == ' ' => out.push_str("\\#"),
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// Writes the second letter of each gap word as a character reference. Words within others stay:
/// nobody reads "Mastodon" as a gap, and a reference within it would be read aloud.
fn break_gap_words(text: &str) -> String {
    let words = || text.split(|c: char| !c.is_alphanumeric());
    let is = |list: &[&str], word: &str| list.iter().any(|gap| gap.eq_ignore_ascii_case(word));
    let runs = |word: &str| word.len() > 2 && word.chars().all(|c| c.eq_ignore_ascii_case(&'x'));
    let gap = |word: &str| is(&GAPS, word) || runs(word);
    let mut said = words().filter(|word| !word.is_empty());
    let nothing_else = said.all(|word| gap(word) || is(&ALONE, word));
    let broken = |word: &str| gap(word) || nothing_else && is(&ALONE, word);
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !broken(word) {
            out.push_str(piece);
            continue;
        }
        for (at, c) in piece.chars().enumerate() {
            // Of a run of `x` every third, so that no three stand together.
            if at % 3 == 1 && (at == 1 || runs(word)) && c.is_alphanumeric() {
                out.put(format_args!("&#{};", u32::from(c)));
            } else {
                out.push(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_names_everyone_who_makes_it() {
        let stated_by = |text: &str, sources: &[usize]| Stated {
            sources: sources.to_vec(),
            ..Stated::plain(text)
        };
        let disagree = Stated {
            instead: vec![stated_by("100M", &[5])],
            ..stated_by("10M", &[0])
        };
        let cases = [
            (Stated::plain("a"), "a"),
            (stated_by("a", &[2, 5]), "a [3][6]"),
            (disagree, "10M [1] / 100M [6] (sources disagree)"),
        ];
        for (one, expected) in cases {
            assert_eq!(stated(&one), expected);
        }
    }

    #[test]
    fn a_target_is_a_path_and_ends_where_it_should() {
        let cases = [
            ("0003-title.md", "0003-title.md"),
            ("../skills/a b/SKILL.md#L8", "../skills/a%20b/SKILL.md#L8"),
            ("a)b](x", "a%29b%5D%28x"),
            ("javascript:alert(1)", "./javascript:alert%281%29"),
            (
                "https://a.example/x?y=1&z=2",
                "https://a.example/x?y=1&amp;z=2",
            ),
            ("#adr-3", "#adr-3"),
            ("a\nb", "a%20b"),
        ];
        for (path, expected) in cases {
            assert_eq!(target(path), expected, "{path}");
        }
        assert_eq!(link_text("a [b] c"), "a &#91;b&#93; c");
    }

    #[test]
    fn nothing_starts_anything() {
        let cases = [
            ("plain words", "plain words"),
            ("--- rule", "\\--- rule"),
            ("- item", "\\- item"),
            ("# heading", "\\# heading"),
            ("> quote", "\\> quote"),
            ("1. item", "1\\. item"),
            ("2026 was fine", "2026 was fine"),
            ("a | b", "a \\| b"),
            ("two\nlines\r\nhere", "two lines here"),
            ("<b>x</b> & &lt;", "&lt;b>x&lt;/b> & &amp;lt;"),
            ("<= 10M, ~5 <!-- -->", "<= 10M, ~5 &lt;!-- --&gt;"),
            ("[x](y)", "\\[x\\](y)"),
            ("``` fence", "\\`\\`\\` fence"),
            ("~~~ fence", "\\~\\~\\~ fence"),
            ("snake_case and _this_", "snake_case and \\_this\\_"),
            ("C# and F #", "C# and F \\#"),
            ("and so on...", "and so on\u{2026}"),
            ("TODO describe", "T&#79;DO d&#101;scribe"),
            ("TODO: describe it", "T&#79;DO: describe it"),
            ("Describe.", "D&#101;scribe."),
            ("Describe your users?", "Describe your users?"),
            ("tbd", "t&#98;d"),
            ("Mastodon, methodology", "Mastodon, methodology"),
            ("a (TBD) b", "a (T&#66;D) b"),
            ("xxxx", "x&#120;xx"),
            ("XXXXXX", "X&#88;XX&#88;X"),
            ("size xxl", "size xxl"),
            ("= x", "\\= x"),
        ];
        for (text, expected) in cases {
            assert_eq!(inline(text), expected, "{text}");
        }
    }
}
