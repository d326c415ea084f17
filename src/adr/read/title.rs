//! The title of a record, told from its number.

use crate::adr::read::link::reference;

/// What parts a number from a title.
const SIGNS: [char; 5] = ['.', ':', '-', '\u{2013}', '\u{2014}'];

/// The number that a heading begins with, and the title: `5. X`, `ADR-0005: X`, `0005 - X`.
/// A number that could be a part of the title (`3 ways to X`, `2026: a plan`) stays there.
pub(in crate::adr) fn numbered(heading: &str) -> (Option<u32>, &str) {
    let heading = heading.trim();
    let whole = (None, heading);
    let (is_adr, rest) = match heading.split_at_checked(3) {
        Some((adr, rest)) if adr.eq_ignore_ascii_case("adr") => {
            (true, rest.trim_start_matches(['-', ' ', '_', '#']))
        }
        _ => (false, heading),
    };
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let Some((number, rest)) = rest.split_at_checked(digits) else {
        return whole;
    };
    let Some(number_read) = reference(number) else {
        return whole;
    };
    let after = rest.trim_start();
    let padded = number.len() > 2 && number.starts_with('0');
    let title = match after.strip_prefix(SIGNS) {
        // `3.5 is out` has no number.
        Some(title) if title.starts_with(char::is_alphanumeric) => return whole,
        Some(title) if is_adr || padded || after.starts_with('.') => title,
        None if is_adr && (after.is_empty() || rest.starts_with(' ')) => after,
        _ => return whole,
    };
    (Some(number_read), title.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_from_a_title() {
        let cases = [
            ("5. Use Elm", Some(5), "Use Elm"),
            ("ADR-0005: Use Elm", Some(5), "Use Elm"),
            ("ADR 5 - Use Elm", Some(5), "Use Elm"),
            ("adr-5 Use Elm", Some(5), "Use Elm"),
            ("0005 \u{2013} Use Elm", Some(5), "Use Elm"),
            ("0005: Use Elm", Some(5), "Use Elm"),
            ("7. 1. is first", Some(7), "1. is first"),
            ("5.", Some(5), ""),
            ("3.5 is out", None, "3.5 is out"),
            ("3 ways", None, "3 ways"),
            ("2026: a plan", None, "2026: a plan"),
            ("Adriatic 5", None, "Adriatic 5"),
            ("", None, ""),
        ];
        for (heading, number, title) in cases {
            assert_eq!(numbered(heading), (number, title), "{heading}");
        }
    }
}
