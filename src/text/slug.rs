//! Anchors of headings and names of files.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Characters of a file name part.
const FILE_SLUG: usize = 60;

/// Device names that Windows keeps for itself, with or without an extension. `com` and `lpt`
/// are followed by a digit.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
const RESERVED_PORTS: [&str; 2] = ["com", "lpt"];

/// Latin letters that no decomposition leads to ASCII.
const LATIN: [(char, &str); 16] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ł', "l"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ŋ', "ng"),
    ('ŧ', "t"),
    ('ĸ', "k"),
    ('ƒ', "f"),
    ('ə', "e"),
    ('ɨ', "i"),
];

/// The anchor of a heading, as GitHub makes it: lower case, spaces to hyphens, everything but
/// letters, marks, digits, `_` and `-` dropped. Empty when nothing is left.
pub fn slug(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len());
    for c in heading.trim().chars() {
        match c {
            ' ' => out.push('-'),
            '-' => out.push(c),
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            c if is_word(c) => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// What Ruby's `\p{Word}`, which GitHub uses, takes.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    matches!(
        c.general_category_group(),
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark
    ) || matches!(
        c.general_category(),
        GeneralCategory::DecimalNumber | GeneralCategory::ConnectorPunctuation
    )
}

/// Slugs of one document, told apart by `-1`, `-2` as GitHub does.
#[derive(Debug, Default)]
pub struct Slugs(BTreeMap<String, usize>);

impl Slugs {
    /// The next slug for a heading with this text; `top` when it has none.
    pub fn next(&mut self, heading: &str) -> String {
        let mut base = slug(heading);
        if base.is_empty() {
            base.push_str("top");
        }
        let Some(mut number) = self.0.get(&base).copied() else {
            self.0.insert(base.clone(), 0);
            return base;
        };
        let mut name = base.clone();
        while self.0.contains_key(&name) {
            number += 1;
            name = format!("{base}-{number}");
        }
        self.0.insert(base, number);
        self.0.entry(name.clone()).or_insert(0);
        name
    }
}

/// A file name part from a title: `[a-z0-9-]`, at most 60 characters, never empty, never a
/// reserved Windows name. Latin letters lose their accents; every run of anything else is one
/// hyphen, as adr-tools has it.
pub fn file_slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.nfkd().flat_map(char::to_lowercase) {
        if out.len() > FILE_SLUG {
            break;
        }
        match ascii(c) {
            _ if c.general_category_group() == GeneralCategoryGroup::Mark => {}
            Some(letters) => out.push_str(letters),
            None if c.is_ascii_alphanumeric() => out.push(c),
            None if out.is_empty() || out.ends_with('-') => {}
            None => out.push('-'),
        }
    }
    let slug = shortened(&out).trim_matches('-');
    if slug.is_empty() {
        return "untitled".to_owned();
    }
    if is_reserved(slug) {
        return format!("{slug}-file");
    }
    slug.to_owned()
}

fn ascii(c: char) -> Option<&'static str> {
    let found = LATIN.iter().find(|(letter, _)| *letter == c);
    found.map(|(_, letters)| *letters)
}

/// The slug cut at its last hyphen within the length, or within a word without one.
fn shortened(slug: &str) -> &str {
    let Some((kept, _)) = slug.split_at_checked(FILE_SLUG) else {
        return slug;
    };
    if slug.len() == FILE_SLUG {
        return slug;
    }
    let whole = slug
        .get(FILE_SLUG..)
        .is_some_and(|rest| rest.starts_with('-'));
    match kept.rsplit_once('-') {
        Some((head, _)) if !whole && !head.is_empty() => head,
        _ => kept,
    }
}

fn is_reserved(slug: &str) -> bool {
    let port = slug
        .strip_suffix(|c: char| c.is_ascii_digit())
        .is_some_and(|device| RESERVED_PORTS.contains(&device));
    port || RESERVED.contains(&slug)
}

#[cfg(test)]
mod tests {
    use super::{Slugs, file_slug, slug};

    #[test]
    fn anchors_are_those_of_github() {
        let cases = [
            ("Choosing an engine", "choosing-an-engine"),
            ("A/B & C", "ab--c"),
            ("✅ Done", "-done"),
            ("snake_case v1.9", "snake_case-v19"),
            ("Größe", "größe"),
            ("हिन्दी", "हिन्दी"),
            ("???", ""),
        ];
        for (heading, expected) in cases {
            assert_eq!(slug(heading), expected);
        }
    }

    #[test]
    fn anchors_of_a_document_differ() {
        let mut slugs = Slugs::default();
        let made: Vec<String> = ["A", "A 1", "A", "A", "?", "!"]
            .iter()
            .map(|heading| slugs.next(heading))
            .collect();
        assert_eq!(made, ["a", "a-1", "a-2", "a-3", "top", "top-1"]);
    }

    #[test]
    fn file_names_are_plain_everywhere() {
        let long = "n".repeat(300);
        let words = "word ".repeat(30);
        let cases = [
            (
                "Use Qdrant: vectors & search (v1.9) / RAG",
                "use-qdrant-vectors-search-v1-9-rag",
            ),
            ("Grüße aus Łódź, Ærø", "grusse-aus-lodz-aero"),
            ("Tiếng Việt", "tieng-viet"),
            ("ＦＵＬＬ ①", "full-1"),
            ("漢字", "untitled"),
            ("???", "untitled"),
            ("../../etc/passwd", "etc-passwd"),
            ("CON", "con-file"),
            ("lpt9", "lpt9-file"),
            ("console", "console"),
            ("-rf", "rf"),
            (long.as_str(), &"n".repeat(60)),
            (
                words.as_str(),
                "word-word-word-word-word-word-word-word-word-word-word-word",
            ),
        ];
        for (title, expected) in cases {
            assert_eq!(file_slug(title), expected);
        }
    }
}
