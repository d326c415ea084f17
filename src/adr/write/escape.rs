//! Other people's words inside markdown: what they say is shown, never obeyed.

use crate::adr::record::Stated;
use crate::text::put::Put;

/// What readers of records take for a gap where it stands as words of its own: rule ADR014 of
/// mdbook-lint, which `adrs doctor` runs. It looks at what a browser shows, wherever in a sentence.
const GAPS: [&str; 11] = [
    "todo",
    "tbd",
    "to be determined",
    "to be decided",
    "fill in",
    "placeholder",
    "describe",
    "add content",
    "write here",
    "xxx",
    "lorem ipsum",
];

/// The same for what is a gap within words too.
const MARKS: [&str; 3] = ["...", "[insert", "<insert"];

/// What is put into such words: a browser shows nothing of it, and what looks for the words sees two
/// texts. What others write begins no comment, so that each of these is ours.
pub(in crate::adr) const BREAK: &str = "<!-- -->";

/// A text on one line of markdown, in which no character starts anything.
pub(in crate::adr) fn inline(text: &str) -> String {
    escaped(&break_gaps(&folded(text)))
}

/// The same for the title of a record: no reader looks for gaps in it, and some show it as written.
pub(super) fn title(text: &str) -> String {
    escaped(&folded(text))
}

/// A text in which no words are broken, for where nobody looks for gaps.
pub(super) fn unbroken(text: &str) -> String {
    text.replace(BREAK, "")
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn escaped(text: &str) -> String {
    escape_characters(&escape_start(text))
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
    let besides = stated.besides.iter();
    let besides = besides.map(|more| format!("; {}", said(more)));
    let besides: String = besides.collect();
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
    format!("{}{besides}{instead}{disagree}", said(stated))
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

/// The same for where a word is broken.
const SPLIT: char = '\u{1c}';

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
            SPLIT => out.push_str(BREAK),
            '\\' | '`' | '*' | '[' | ']' | '|' => out.extend(['\\', c]),
            // `~10M` can open a strike, but with every other one escaped nothing closes it.
            '~' if before != ' ' || !next.is_alphanumeric() => out.push_str("\\~"),
            // Before a digit or a space it is no tag.
            '<' if next.is_alphabetic() || "/!?<".contains(next) || next == SPLIT => {
                out.push_str("&lt;");
            }
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

/// Marks the words that are taken for a gap, behind their first letter.
fn break_gaps(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        out.push(c);
        let here = text.get(at..).unwrap_or_default();
        let word = || !is_of_word(before) && GAPS.iter().any(|gap| begins(here, gap, true));
        if word() || MARKS.iter().any(|mark| begins(here, mark, false)) {
            out.push(SPLIT);
        }
        before = c;
    }
    out
}

/// Whether a text begins with some words in any case, and where that is asked as words of its own.
fn begins(text: &str, words: &str, whole: bool) -> bool {
    let mut chars = text.chars();
    // Rules that leave case aside take the long s for one.
    let same =
        |c: char, known: char| c.eq_ignore_ascii_case(&known) || c == '\u{17f}' && known == 's';
    let said = words
        .chars()
        .all(|known| chars.next().is_some_and(|c| same(c, known)));
    said && !(whole && chars.next().is_some_and(is_of_word))
}

/// Whether a character joins those beside it to one word. Where it is in doubt it does not.
fn is_of_word(c: char) -> bool {
    c.is_alphabetic() || c.is_ascii_digit() || c == '_'
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
        let besides = Stated {
            besides: vec![stated_by("20M", &[0])],
            ..stated_by("10M", &[0])
        };
        let cases = [
            (Stated::plain("a"), "a"),
            (stated_by("a", &[2, 5]), "a [3][6]"),
            (besides, "10M [1]; 20M [1]"),
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
    fn no_reader_takes_a_word_for_a_gap() {
        let cases = [
            ("TODO describe", "T<!-- -->ODO d<!-- -->escribe"),
            ("Describe your users?", "D<!-- -->escribe your users?"),
            ("a (TBD) b", "a (T<!-- -->BD) b"),
            ("is to be decided", "is t<!-- -->o be decided"),
            ("and so on....", "and so on.<!-- -->.<!-- -->.."),
            ("an [Insert]", "an \\[<!-- -->Insert\\]"),
            ("an <insert>", "an &lt;<!-- -->insert>"),
            ("xxx, xxxx, xxl", "x<!-- -->xx, xxxx, xxl"),
            (
                "Mastodon described, todo_list",
                "Mastodon described, todo_list",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(inline(text), expected, "{text}");
            assert_eq!(unbroken(&inline(text)), title(text));
        }
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
            ("= x", "\\= x"),
        ];
        for (text, expected) in cases {
            assert_eq!(inline(text), expected, "{text}");
        }
    }
}
