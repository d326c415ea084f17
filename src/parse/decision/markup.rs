//! The text of a label in a diagram as it is seen: line breaks, tags, entities and icons undone.

/// Tags that only change how text looks.
const STYLES: [&str; 14] = [
    "b", "i", "u", "s", "em", "strong", "sub", "sup", "span", "font", "small", "code", "div", "p",
];
/// Named characters.
const ENTITIES: [(&str, &str); 8] = [
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("rarr", "→"),
    ("num", "#"),
];
/// Marks around words that stand out, as markdown has them; the longer ones first.
const EMPHASIS: [&str; 5] = ["**", "__", "*", "_", "`"];
/// Bytes of the longest tag or entity that is looked for.
const LONGEST: usize = 80;

/// A label without its markup, on one line. `\n`, `\l` and `\r` break lines in both notations;
/// entities are written `&lt;`, in mermaid `#lt;` too.
pub(super) fn seen(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&', '#', '\\']) {
        let (plain, mark) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let known = tag(mark).or_else(|| entity(mark)).or_else(|| escape(mark));
        let (shown, length) = known.unwrap_or_else(|| (first(mark), 1));
        out.push_str(&shown);
        rest = mark.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    let words = out.split_whitespace().filter(|word| !is_icon(word));
    words.collect::<Vec<_>>().join(" ")
}

/// The same for a label that may be markdown: marks around words that stand out are undone, too.
pub(super) fn seen_markdown(text: &str) -> String {
    let marks = EMPHASIS.iter();
    marks.fold(seen(text), |text, mark| bare(&text, mark))
}

/// A text without a mark around words of it: `**Big** one`.
fn bare(text: &str, mark: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some((head, inner, after)) = enclosed(rest, mark) {
        let opens = !head.chars().next_back().or(before).is_some_and(is_part);
        let closes = !after.starts_with(is_part);
        let tight = !inner.is_empty() && inner.trim() == inner;
        if opens && closes && tight {
            out.push_str(head);
            out.push_str(inner);
            rest = after;
        } else {
            out.push_str(head);
            out.push_str(mark);
            rest = rest.get(head.len() + mark.len()..).unwrap_or_default();
        }
        before = out.chars().next_back();
    }
    out.push_str(rest);
    out
}

/// What stands before the first mark, up to the next, and after that.
fn enclosed<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let (head, rest) = text.split_once(mark)?;
    let (inner, after) = rest.split_once(mark)?;
    Some((head, inner, after))
}

/// Whether a character is part of a word, so that a mark beside it is within the word.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn first(text: &str) -> String {
    text.chars().take(1).collect()
}

/// Up to a closing character that is near; what stands before it, and the length with both ends.
fn closed(mark: &str, close: char) -> Option<(&str, usize)> {
    let end = mark.char_indices().take(LONGEST).skip(1);
    let (end, _) = { end }.find(|(_, c)| *c == close)?;
    Some((mark.get(1..end)?, end + close.len_utf8()))
}

/// A tag that breaks a line, or that only changes how text looks.
fn tag(mark: &str) -> Option<(String, usize)> {
    let (inner, length) = closed(mark, '>').filter(|_| mark.starts_with('<'))?;
    let name: String = inner
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let name = name.to_lowercase();
    match name.as_str() {
        "br" | "hr" | "tr" | "td" | "table" => Some((" ".to_owned(), length)),
        name if STYLES.contains(&name) => Some((String::new(), length)),
        _ => None,
    }
}

fn entity(mark: &str) -> Option<(String, usize)> {
    let (name, length) = closed(mark, ';').filter(|_| mark.starts_with(['&', '#']))?;
    if let Some((_, shown)) = ENTITIES.iter().find(|(known, _)| *known == name) {
        return Some(((*shown).to_owned(), length));
    }
    let digits = name.strip_prefix('#').unwrap_or(name);
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code).map(|shown| (shown.to_string(), length))
}

fn escape(mark: &str) -> Option<(String, usize)> {
    let escaped = mark.strip_prefix('\\')?.chars().next()?;
    match escaped {
        'n' | 'l' | 'r' | '\n' => Some((" ".to_owned(), 2)),
        '"' | '\\' => Some((escaped.to_string(), 2)),
        _ => None,
    }
}

/// Whether a word names an icon: `fa:fa-user`.
fn is_icon(word: &str) -> bool {
    word.split_once(':').is_some_and(|(set, name)| {
        matches!(set, "fa" | "fab" | "fas" | "far" | "fal" | "fad") && name.starts_with("fa-")
    })
}

#[cfg(test)]
mod tests {
    use super::{seen, seen_markdown};

    #[test]
    fn markup_is_undone() {
        let cases = [
            ("nothing to do", "Big, or small?", "Big, or small?"),
            ("a break", "One<br/>two<BR>three", "One two three"),
            ("an escaped break", "One\\ntwo\\lthree", "One two three"),
            ("a style", "<b>Big</b> one", "Big one"),
            ("a comparison", "a < b and b > c", "a < b and b > c"),
            ("entities", "&lt;5 &#65; #quot;x#quot; #66;", "<5 A \"x\" B"),
            ("no entity", "C# and F#; R&D;", "C# and F#; R&D;"),
            ("an icon", "fa:fa-car Drive", "Drive"),
            ("white space", "  two \n  lines ", "two lines"),
            ("wide characters", "日本<br>語 &amp; é", "日本 語 & é"),
            ("an open tag", "a <br", "a <br"),
        ];
        for (name, text, want) in cases {
            assert_eq!(seen(text), want, "{name}");
        }
    }

    #[test]
    fn marks_of_markdown_are_undone() {
        let cases = [
            ("bold", "**Need** _it_?", "Need it?"),
            ("code", "Use `PostgreSQL`", "Use PostgreSQL"),
            ("two in one", "***both***, __a b__", "both, a b"),
            (
                "marks within words",
                "snake_case_name 2*3*4",
                "snake_case_name 2*3*4",
            ),
            ("marks that stand alone", "a * b * c **", "a * b * c **"),
            ("one after another", "**a** b **c**", "a b c"),
        ];
        for (name, text, want) in cases {
            assert_eq!(seen_markdown(text), want, "{name}");
        }
    }
}
