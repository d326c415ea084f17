//! Text of a template that nobody has replaced.

use crate::text::SafeText;

/// Words that alone on a line say that something is still to be written.
const ALONE: [&str; 6] = ["todo", "tbd", "tba", "fixme", "...", "\u{2026}"];

/// How the sentences of Nygard's template begin.
const SENTENCES: [&str; 4] = [
    "the issue motivating this decision",
    "what is the issue that we're seeing",
    "the change that we're proposing",
    "what becomes easier or more difficult to do",
];

/// What a line of markdown has of a template: `{why}` of MADR 3 and 4, `[option 1]` of MADR 2, a
/// sentence of Nygard's, `TODO` alone.
pub(super) fn in_line(line: &str) -> Option<SafeText> {
    let text = line.trim_start_matches(|c: char| c.is_whitespace() || "*-+#>".contains(c));
    let text = text.trim_end();
    let word = text.trim_end_matches([':', '.', '!']);
    let alone = |known: &str| {
        known.eq_ignore_ascii_case(text) || known.eq_ignore_ascii_case(word) && !word.is_empty()
    };
    let starts = |known: &str| {
        let start = text.get(..known.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(known))
    };
    if ALONE.iter().any(|known| alone(known)) || SENTENCES.iter().any(|known| starts(known)) {
        return Some(SafeText::one_line(text));
    }
    braced(text).or_else(|| bracketed(text))
}

/// `{some words}` outside code; a name in braces (`/users/{id}`) is none.
fn braced(text: &str) -> Option<SafeText> {
    if !text.contains('{') {
        return None;
    }
    let outside = text.split('`').step_by(2);
    let mut found = outside.filter_map(|part| {
        let (before, rest) = part.split_once('{')?;
        let (inner, _) = rest.split_once('}')?;
        let code = before.ends_with(['$', '{', '\\', '%']);
        let words = inner.starts_with(char::is_alphabetic) && inner.contains(' ');
        (!code && words).then(|| SafeText::one_line(&format!("{{{inner}}}")))
    });
    let whole = || {
        let inner = text.strip_prefix('{')?.strip_suffix('}')?;
        inner
            .starts_with(char::is_alphabetic)
            .then(|| SafeText::one_line(text))
    };
    found.next().or_else(whole)
}

/// `[some words]` as all that is said, after `because` too: no link, no task, no source.
fn bracketed(text: &str) -> Option<SafeText> {
    let said = text.rsplit("because ").next().unwrap_or(text);
    let said = said.trim_end_matches('.');
    let inner = said.strip_prefix('[')?.strip_suffix(']')?;
    let words = inner.starts_with(char::is_alphabetic) && inner.contains(' ');
    (words && !inner.contains(['[', ']'])).then(|| SafeText::one_line(said))
}

#[cfg(test)]
mod tests {
    use super::in_line;

    #[test]
    fn templates_are_told_from_text() {
        let cases = [
            ("# {short title}", Some("{short title}")),
            (
                "Chosen option: \"{title of option 1}\", because",
                Some("{title of option 1}"),
            ),
            ("{proposed | rejected}", Some("{proposed | rejected}")),
            ("{why}", Some("{why}")),
            ("* [option 1]", Some("[option 1]")),
            ("* Good, because [argument a]", Some("[argument a]")),
            ("TODO", Some("TODO")),
            ("* tbd.", Some("tbd.")),
            ("\u{2026}", Some("\u{2026}")),
            (
                "The issue motivating this decision, and",
                Some("The issue motivating this decision, and"),
            ),
            ("GET /users/{id} and `{a b}`", None),
            ("${a b}", None),
            ("See [the other](0001-a.md)", None),
            ("* [ ] check the limit", None),
            ("It is so [1][2]", None),
            ("T&#79;DO", None),
            ("what todo means", None),
            ("", None),
            ("---", None),
        ];
        for (line, gap) in cases {
            assert_eq!(in_line(line).as_deref(), gap, "{line}");
        }
    }
}
