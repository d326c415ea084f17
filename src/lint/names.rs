//! Names that can be taken for others: clashes, look-alike letters, letters of several scripts.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::info;
use crate::catalog::Catalog;
use crate::diagnostic::Diagnostic;
use crate::model::Skill;
use crate::text::{Location, SafeText};

/// Letters that look like Latin ones, after lower case and NFKC: the single-letter mappings of
/// Cyrillic and Greek in Unicode's `confusables.txt` (UTS 39) to a-z.
const LOOKALIKES: [(char, char); 30] = [
    ('а', 'a'),
    ('α', 'a'),
    ('в', 'b'),
    ('с', 'c'),
    ('ϲ', 'c'),
    ('ԁ', 'd'),
    ('е', 'e'),
    ('ε', 'e'),
    ('һ', 'h'),
    ('н', 'h'),
    ('і', 'i'),
    ('ι', 'i'),
    ('ј', 'j'),
    ('ϳ', 'j'),
    ('к', 'k'),
    ('κ', 'k'),
    ('ӏ', 'l'),
    ('м', 'm'),
    ('ո', 'n'),
    ('о', 'o'),
    ('ο', 'o'),
    ('σ', 'o'),
    ('р', 'p'),
    ('ρ', 'p'),
    ('ԛ', 'q'),
    ('ѕ', 's'),
    ('т', 't'),
    ('ν', 'v'),
    ('ѡ', 'w'),
    ('х', 'x'),
];
/// The same for `y`, which more letters look like.
const LIKE_Y: [char; 3] = ['у', 'ү', 'γ'];

/// Scripts with letters that look alike, by their blocks.
const SCRIPTS: [(&str, char, char); 9] = [
    ("Latin", 'a', 'z'),
    ("Latin", '\u{c0}', '\u{24f}'),
    ("Latin", '\u{1e00}', '\u{1eff}'),
    ("Greek", '\u{370}', '\u{3ff}'),
    ("Greek", '\u{1f00}', '\u{1fff}'),
    ("Cyrillic", '\u{400}', '\u{52f}'),
    ("Armenian", '\u{530}', '\u{58f}'),
    ("Georgian", '\u{10a0}', '\u{10ff}'),
    ("Cherokee", '\u{13a0}', '\u{13ff}'),
];

/// Checks the names of skills, files and technologies.
pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for skill in &catalog.skills {
        findings.extend(shadowed(catalog, skill));
        findings.extend(mixed("skill", &skill.id.0, Location::line(skill.main, 0)));
    }
    for technology in &catalog.manifest.technologies {
        let names = std::iter::once(&technology.name).chain(&technology.aliases);
        findings.extend(names.filter_map(|name| mixed("technology", name, technology.at)));
    }
    for (id, file) in (0_u32..).zip(&catalog.files) {
        let name = SafeText::new(file.path.rsplit('/').next().unwrap_or_default());
        let at = Location::line(crate::text::FileId(id), 0);
        findings.extend(mixed("file", &name, at));
    }
    findings.extend(alike(catalog));
    findings
}

fn shadowed(catalog: &Catalog, skill: &Skill) -> Option<Diagnostic> {
    let by = catalog.skills.get(skill.shadowed_by?)?;
    let nearer = catalog.place(Location::line(by.main, 0));
    let message = format!(
        "The skill {} is not used: one of the same name stands in {}",
        skill.id, nearer.source
    );
    let finding = info("shadowed-skill", message).at(Location::line(skill.main, 0));
    Some(finding.hint("rename one of them to use both"))
}

/// A word with letters of two scripts.
fn mixed(what: &str, name: &SafeText, at: Location) -> Option<Diagnostic> {
    if name.is_ascii() {
        return None;
    }
    let words = name.split(|c: char| !c.is_alphanumeric());
    let (first, second) = words.into_iter().find_map(two_scripts)?;
    let message = format!("The name of the {what} {name} mixes {first} and {second} letters");
    let finding = Diagnostic::warning("mixed-script", message).at(at);
    Some(finding.hint("type it anew: letters of two scripts can look the same"))
}

fn two_scripts(word: &str) -> Option<(&'static str, &'static str)> {
    let mut found = word.chars().filter_map(script);
    let first = found.next()?;
    found
        .find(|other| *other != first)
        .map(|other| (first, other))
}

fn script(c: char) -> Option<&'static str> {
    let c = c.to_lowercase().next().unwrap_or(c);
    let known = SCRIPTS
        .iter()
        .find(|(_, from, to)| (*from..=*to).contains(&c));
    known.map(|(name, _, _)| *name)
}

/// Skills that are used side by side and can be taken for each other.
fn alike(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut folders: HashMap<String, &Skill> = HashMap::new();
    let mut declared: HashMap<&str, &Skill> = HashMap::new();
    let mut findings = Vec::new();
    let used = catalog
        .skills
        .iter()
        .filter(|skill| skill.shadowed_by.is_none());
    for skill in used {
        let first = *folders.entry(skeleton(&skill.id.0)).or_insert(skill);
        // Two of the very same name were reported when they were listed.
        if first.id != skill.id {
            let message = format!("The skills {} and {} look alike", first.id, skill.id);
            findings.push(clash("confusable-name", message, skill));
        }
        let name = skill
            .frontmatter
            .as_ref()
            .and_then(|front| front.get("name"));
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            continue;
        };
        let first = *declared.entry(name.as_str()).or_insert(skill);
        if first.id != skill.id {
            let message = format!(
                "The skills in {} and {} are both called {name}",
                first.id, skill.id
            );
            findings.push(clash("name-clash", message, skill));
        }
    }
    findings
}

fn clash(code: &'static str, message: String, skill: &Skill) -> Diagnostic {
    let finding = Diagnostic::warning(code, message).at(Location::line(skill.main, 0));
    finding.hint("rename one of them: people and agents cannot tell them apart")
}

/// What a name looks like: composed, in lower case, look-alikes as Latin, separators as one.
fn skeleton(name: &str) -> String {
    let letters = name.nfkc().flat_map(char::to_lowercase);
    letters
        .map(|c| match c {
            '_' | ' ' | '.' => '-',
            c if LIKE_Y.contains(&c) => 'y',
            c => {
                let alike = LOOKALIKES.iter().find(|(other, _)| *other == c);
                alike.map_or(c, |(_, latin)| *latin)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_have_one_skeleton() {
        let cases = [
            ("the same", "caching", "caching", true),
            ("case", "Caching", "caching", true),
            ("Cyrillic letters", "с\u{430}ching", "caching", true),
            ("full width", "\u{ff43}aching", "caching", true),
            ("separators", "web_cache", "web-cache", true),
            ("another letter", "cashing", "caching", false),
            ("run together", "webcache", "web-cache", false),
        ];
        for (name, one, other, same) in cases {
            assert_eq!(skeleton(one) == skeleton(other), same, "{name}");
        }
    }

    #[test]
    fn words_of_two_scripts_are_told() {
        let cases = [
            ("Latin", "café", None),
            ("Cyrillic", "кэш", None),
            ("a word of each", "redis-кэш", None),
            ("within a word", "rеdis", Some(("Latin", "Cyrillic"))),
            ("Greek", "αpi", Some(("Greek", "Latin"))),
            ("Japanese is written in several", "データa", None),
        ];
        for (name, text, expected) in cases {
            let words = text.split('-');
            let found = words.into_iter().find_map(two_scripts);
            assert_eq!(found, expected, "{name}");
        }
    }
}
