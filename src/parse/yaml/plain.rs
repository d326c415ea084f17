//! Words that YAML 1.1 takes for something else than text. Our writer follows YAML 1.2, where
//! `yes` and a date are text; `PyYAML`, Ruby and older tools read the first form.
//! Sources: <https://yaml.org/type/> (bool, int, float, timestamp, merge, value).

use crate::limits;
use crate::parse::yaml::{Node, NodeKind, read};

/// The words of 1.1 that 1.2 does not know, in lower case.
const WORDS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "=", "<<"];

/// A text just written, with every plain scalar in quotes that only YAML 1.1 reads otherwise.
pub(super) fn quoted(written: &str) -> String {
    let Ok(root) = read(written, limits::YAML_BYTES) else {
        return written.to_owned();
    };
    let mut places = places(&root);
    if places.is_empty() {
        return written.to_owned();
    }
    places.sort_unstable();
    let mut places = places.into_iter().peekable();
    let mut out = String::with_capacity(written.len() + 64);
    for (line, text) in (1_u32..).zip(written.split_inclusive('\n')) {
        for (column, c) in (0_u32..).zip(text.chars()) {
            while places.next_if_eq(&(line, column)).is_some() {
                out.push('\'');
            }
            out.push(c);
        }
    }
    out
}

/// Where quotes go: a line and a column before each such scalar and one behind it.
fn places(root: &Node) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    let mut todo = vec![root];
    while let Some(node) = todo.pop() {
        todo.extend(node.items());
        todo.extend(node.entries().iter().flat_map(|(key, value)| [key, value]));
        if let NodeKind::Scalar { text, plain: true } = &node.kind
            && is_old(text)
        {
            places.extend([(node.line, node.column), (node.line, node.end_column)]);
        }
    }
    places
}

/// Whether YAML 1.1 reads a plain scalar as something else than text, and 1.2 does not.
fn is_old(text: &str) -> bool {
    WORDS.contains(&text.to_lowercase().as_str()) || is_date(text) || is_old_number(text)
}

/// `2027-11-20`, and whatever follows: a timestamp.
fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let digits = |part: Option<&str>, least: usize, most: usize| {
        let count = part.map_or(0, |part| {
            part.chars().take_while(char::is_ascii_digit).count()
        });
        (least..=most).contains(&count) && part.is_some_and(|part| part.len() == count)
    };
    let day = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    digits(parts.next(), 4, 4) && digits(parts.next(), 1, 2) && parts.next().is_some_and(day)
}

/// `1_000`, `12:30`, `0b1`, `0x_1`, `017`: numbers of 1.1 that 1.2 takes for text.
fn is_old_number(text: &str) -> bool {
    let bare = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits =
        |text: &str, more: &str| text.chars().all(|c| c.is_ascii_digit() || more.contains(c));
    let parted = bare.contains(['_', ':']) && digits(bare, "_:.");
    let octal = bare.len() > 1 && bare.starts_with('0') && digits(bare, "");
    let hex = |c: char| c.is_ascii_hexdigit() || c == '_';
    let other = ["0b", "0x"].iter().find_map(|base| bare.strip_prefix(base));
    bare.starts_with(|c: char| c.is_ascii_digit())
        && (parted || octal || other.is_some_and(|rest| rest.chars().all(hex)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_older_reader_takes_for_something_else_is_known() {
        let old = [
            "yes",
            "No",
            "ON",
            "off",
            "y",
            "N",
            "=",
            "<<",
            "2027-11-20",
            "2027-1-2",
            "2027-11-20 12:30:00",
            "2027-11-20T12:30:00Z",
            "1_000",
            "12:30",
            "190:20:30.15",
            "0b1010",
            "0x_1F",
            "017",
            "-1_0",
        ];
        for text in old {
            assert!(is_old(text), "{text}");
        }
        let text = [
            "",
            "yesterday",
            "none",
            "2027-11",
            "2027",
            "30M",
            "v1.0",
            "a:b",
            "1.5",
            "12",
            "-3",
            "0",
            "0.5",
            "Apache-2.0",
            "1e3",
            "S1:7",
            "12a",
            "beef",
            "x",
        ];
        for text in text {
            assert!(!is_old(text), "{text}");
        }
    }

    #[test]
    fn only_plain_text_is_put_in_quotes() {
        let cases = [
            ("a: yes\n", "a: 'yes'\n"),
            (
                "no: x\nb:\n- off\n- [on, 'on']\n",
                "'no': x\nb:\n- 'off'\n- ['on', 'on']\n",
            ),
            ("é: 2027-11-20\n", "é: '2027-11-20'\n"),
            (
                "a: |-\n  yes\n  no\nb: true\n",
                "a: |-\n  yes\n  no\nb: true\n",
            ),
            ("a: 12\nb: 0.5\nc: null\n", "a: 12\nb: 0.5\nc: null\n"),
        ];
        for (written, expected) in cases {
            assert_eq!(quoted(written), expected);
        }
    }
}
