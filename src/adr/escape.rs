//! Other people's words inside markdown: what they say is shown, never obeyed.

use crate::adr::put::Put;
use crate::adr::record::{Source, Stated};

/// Words that readers of records take for gaps not filled in (rule ADR014 of `adrs doctor`): they
/// match by letters, so one letter is written as what a browser shows as the same.
const GAP_WORDS: [&str; 5] = ["todo", "tbd", "placeholder", "describe", "xxx"];

/// A text on one line of markdown, in which no character starts anything.
pub(super) fn inline(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let ellipsis = folded.replace("...", "\u{2026}");
    let escaped = escape_characters(&escape_start(&ellipsis));
    break_gap_words(&escaped)
}

/// A statement with the number of its source.
pub(super) fn stated(stated: &Stated) -> String {
    let text = inline(&stated.text);
    match stated.source {
        Some(source) => format!("{text} [{}]", source + 1),
        None => text,
    }
}

/// A source as a list item.
pub(super) fn source(index: usize, source: &Source) -> String {
    let cite = source.cite.as_ref();
    let cite = cite.map_or_else(String::new, |cite| format!(" ({})", inline(cite)));
    format!("* [{}] {}{cite}\n", index + 1, inline(&source.text))
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

/// Writes the second letter of each gap word as a character reference.
fn break_gap_words(text: &str) -> String {
    let mut out = text.to_owned();
    for word in GAP_WORDS {
        let mut rest = std::mem::take(&mut out);
        while let Some(at) = rest.to_ascii_lowercase().find(word) {
            let (Some((head, tail)), Some(second)) =
                (rest.split_at_checked(at), word.chars().nth(1))
            else {
                break;
            };
            let mut letters = tail.chars();
            out.push_str(head);
            out.extend(letters.next());
            let shown = letters.next().unwrap_or(second);
            out.put(format_args!("&#{};", u32::from(shown)));
            rest = letters.as_str().to_owned();
        }
        out.push_str(&rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("xxxx", "x&#120;xx"),
            ("= x", "\\= x"),
        ];
        for (text, expected) in cases {
            assert_eq!(inline(text), expected, "{text}");
        }
    }
}
