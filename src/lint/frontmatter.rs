//! The rules for the fields of a frontmatter that all profiles share, with the messages of
//! `skills-ref` (`validator.py`): authors know them from there.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Characters of a name, a description, a compatibility note: the specification's field table.
const NAME: usize = 64;
const DESCRIPTION: usize = 1024;
const COMPATIBILITY: usize = 500;

/// The fields of the specification, sorted.
pub(super) const FIELDS: [&str; 6] = [
    "allowed-tools",
    "compatibility",
    "description",
    "license",
    "metadata",
    "name",
];

/// A rule that a field breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Its code.
    pub(super) code: &'static str,
    /// What is wrong; raw.
    pub(super) message: String,
}

impl Fault {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}

/// A name as it is compared: composed, without white space around it.
pub(super) fn composed(name: &str) -> String {
    name.trim_matches(is_space).nfkc().collect()
}

/// What is wrong with a name, apart from its folder. `None` is a value that is no text.
pub(super) fn name(written: Option<&str>) -> Vec<Fault> {
    let Some(written) = written.filter(|name| !is_blank(name)) else {
        let message = "Field 'name' must be a non-empty string";
        return vec![Fault::new("name-empty", message)];
    };
    let name = composed(written);
    let length = name.chars().count();
    let ends = name.starts_with('-') || name.ends_with('-');
    let odd = name.chars().any(|c| !is_alphanumeric(c) && c != '-');
    let rules = [
        (
            length > NAME,
            "name-length",
            format!("Skill name '{name}' exceeds {NAME} character limit ({length} chars)"),
        ),
        (
            name != name.to_lowercase(),
            "name-case",
            format!("Skill name '{name}' must be lowercase"),
        ),
        (
            ends,
            "name-hyphen",
            "Skill name cannot start or end with a hyphen".to_owned(),
        ),
        (
            name.contains("--"),
            "name-hyphen",
            "Skill name cannot contain consecutive hyphens".to_owned(),
        ),
        (
            odd,
            "name-characters",
            format!(
                "Skill name '{name}' contains invalid characters. Only letters, digits, and \
                 hyphens are allowed."
            ),
        ),
    ];
    let broken = rules.into_iter().filter(|(broken, _, _)| *broken);
    broken
        .map(|(_, code, message)| Fault::new(code, message))
        .collect()
}

/// What is wrong with a name in a folder of another name.
pub(super) fn folder(folder: &str, name: &str) -> Option<Fault> {
    let name = composed(name);
    let differs = folder.nfkc().collect::<String>() != name;
    let message = format!("Directory name '{folder}' must match skill name '{name}'");
    differs.then(|| Fault::new("name-folder", message))
}

/// What is wrong with a description. `None` is a value that is no text.
pub(super) fn description(written: Option<&str>) -> Option<Fault> {
    let Some(written) = written.filter(|text| !is_blank(text)) else {
        let message = "Field 'description' must be a non-empty string";
        return Some(Fault::new("description-empty", message));
    };
    let length = written.chars().count();
    let message = format!("Description exceeds {DESCRIPTION} character limit ({length} chars)");
    (length > DESCRIPTION).then(|| Fault::new("description-length", message))
}

/// What is wrong with a note on compatibility. `None` is a value that is no text.
pub(super) fn compatibility(written: Option<&str>) -> Option<Fault> {
    let Some(written) = written else {
        let message = "Field 'compatibility' must be a string";
        return Some(Fault::new("compatibility-shape", message));
    };
    let length = written.chars().count();
    let message = format!("Compatibility exceeds {COMPATIBILITY} character limit ({length} chars)");
    (length > COMPATIBILITY).then(|| Fault::new("compatibility-length", message))
}

/// The fault of a required field that is not there.
pub(super) fn missing(field: &str) -> Fault {
    let code = if field == "name" {
        "name-missing"
    } else {
        "description-missing"
    };
    let message = format!("Missing required field in frontmatter: {field}");
    Fault::new(code, message)
}

pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// What Python's `str.isalnum` takes: letters, and numbers of any kind.
fn is_alphanumeric(c: char) -> bool {
    matches!(
        c.general_category_group(),
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number
    )
}

/// What Python's `str.strip` takes off: white space, and the four separators of ASCII.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_lowercase_words_with_hyphens() {
        let long = "n".repeat(65);
        let cases: [(&str, &str, &[&str]); 12] = [
            ("a word", "caching", &[]),
            ("words", "graph-stores-2", &[]),
            ("other letters", "größe", &[]),
            ("decomposed", "gro\u{308}sse", &[]),
            ("a superscript", "x\u{b2}", &[]),
            ("a Roman numeral", "\u{2173}", &[]),
            ("white space around", "  caching ", &[]),
            ("too long", &long, &["name-length"]),
            (
                "upper case and a space",
                "My Skill",
                &["name-case", "name-characters"],
            ),
            ("hyphens", "-a--b", &["name-hyphen", "name-hyphen"]),
            ("a mark that joins", "a\u{200d}b", &["name-characters"]),
            ("blank", "\t ", &["name-empty"]),
        ];
        for (case, written, expected) in cases {
            let codes: Vec<_> = name(Some(written)).iter().map(|fault| fault.code).collect();
            assert_eq!(codes, expected, "{case}");
        }
        assert_eq!(name(None).len(), 1);
    }

    #[test]
    fn folders_match_once_composed() {
        assert_eq!(folder("cafe\u{301}", "caf\u{e9}"), None);
        assert_eq!(folder("abc", "\u{ff41}\u{ff42}\u{ff43}"), None);
        let fault = folder("queues", "streams").unwrap();
        assert_eq!(
            fault.message,
            "Directory name 'queues' must match skill name 'streams'"
        );
    }

    #[test]
    fn lengths_count_characters() {
        let (fits, over) = ("é".repeat(1024), "é".repeat(1025));
        assert_eq!(description(Some(&fits)), None);
        assert_eq!(
            description(Some(&over)).unwrap().message,
            "Description exceeds 1024 character limit (1025 chars)"
        );
        assert_eq!(description(Some(" ")).unwrap().code, "description-empty");
        assert_eq!(compatibility(Some("")), None);
        let over = "x".repeat(501);
        assert_eq!(
            compatibility(Some(&over)).unwrap().code,
            "compatibility-length"
        );
        assert_eq!(compatibility(None).unwrap().code, "compatibility-shape");
    }
}
