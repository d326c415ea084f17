//! What the reference validator says: `skills-ref` 0.1.1, `validator.py` and `parser.py`, rule for
//! rule in its order and in its words. What the words of its YAML reader are, is ours to choose.
//! On inputs that it cannot survive (other encodings, control characters) we give an error.

use super::frontmatter::{self, FIELDS, Fault};
use super::{Read, folder_name};
use crate::catalog::{Catalog, Encoding, FileEntry, FileText};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::parse::yaml::{self, Node};
use crate::text::{FileId, LineIndex, Location};

/// Its fence. It need not stand on a line of its own.
const FENCE: &str = "---";

/// A fault and the line it is on.
type At = (u32, Fault);

/// Checks every folder with a main file; a catalog without any is one finding.
pub(super) fn check(catalog: &Catalog, read: &Read<'_>) -> Vec<Diagnostic> {
    let files = (0_u32..).zip(&catalog.files);
    let mains: Vec<(FileId, &FileEntry)> = files
        .filter(|(_, file)| is_main(&file.path))
        .map(|(id, file)| (FileId(id), file))
        .collect();
    if mains.is_empty() {
        return vec![Diagnostic::error(
            "no-skill-file",
            "Missing required file: SKILL.md",
        )];
    }
    let findings = mains.into_iter().flat_map(|(id, file)| {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = folder_name(catalog, file.source, folder);
        let faults = match read(id) {
            Ok(text) => verdict(&text, &folder),
            Err(error) => vec![(
                0,
                Fault::new("io", format!("SKILL.md cannot be read: {error}")),
            )],
        };
        faults.into_iter().map(move |(line, fault)| {
            Diagnostic::error(fault.code, fault.message).at(Location::line(id, line))
        })
    });
    findings.collect()
}

fn is_main(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some("SKILL.md" | "skill.md"))
}

/// All that is wrong with a skill, in order.
fn verdict(text: &FileText, folder: &str) -> Vec<At> {
    match fields(text) {
        Ok(node) => faults(&node, folder),
        Err(fault) => vec![fault],
    }
}

/// The frontmatter as a mapping, or the one fault that stops everything.
fn fields(text: &FileText) -> Result<Node, At> {
    let stop = |line, code, message: &str| Err((line, Fault::new(code, message)));
    if text.encoding == Encoding::Utf16 || text.invalid_at.is_some() {
        return stop(1, "encoding", "SKILL.md is not UTF-8");
    }
    // Python turns all line ends into newlines.
    let body = text.text.replace("\r\n", "\n").replace('\r', "\n");
    let marked = text.encoding == Encoding::MarkedUtf8;
    let Some(rest) = body.strip_prefix(FENCE).filter(|_| !marked) else {
        let message = "SKILL.md must start with YAML frontmatter (---)";
        return stop(1, "no-frontmatter", message);
    };
    let Some((yaml, _)) = rest.split_once(FENCE) else {
        let message = "SKILL.md frontmatter not properly closed with ---";
        return stop(1, "frontmatter-open", message);
    };
    let broken = |line, reason: &str| {
        let message = format!("Invalid YAML in frontmatter: {reason}");
        (line, Fault::new("frontmatter", message))
    };
    if let Some(at) = yaml.find(|c| !is_printable(c)) {
        let line = LineIndex::new(yaml).line_of(at);
        return Err(broken(line, "a control character stands in it"));
    }
    let node = yaml::read_strict(yaml, limits::FRONTMATTER_BYTES, 1)
        .map_err(|error| broken(error.line, &error.reason))?;
    if !node.is_mapping() {
        let message = "SKILL.md frontmatter must be a YAML mapping";
        return stop(1, "frontmatter-shape", message);
    }
    Ok(node)
}

/// What is wrong with the fields.
fn faults(node: &Node, folder: &str) -> Vec<At> {
    let mut found: Vec<At> = unexpected(node).into_iter().collect();
    let field = |key: &str| {
        let (key, value) = node.entry(key)?;
        Some((key.line, value.as_text()))
    };
    let mut add = |line: u32, faults: Vec<Fault>| {
        found.extend(faults.into_iter().map(|fault| (line, fault)));
    };
    match field("name") {
        None => add(1, vec![frontmatter::missing("name")]),
        Some((line, name)) => {
            add(line, frontmatter::name(name));
            let name = name.filter(|name| !frontmatter::is_blank(name));
            let other = name.and_then(|name| frontmatter::folder(folder, name));
            add(line, other.into_iter().collect());
        }
    }
    match field("description") {
        None => add(1, vec![frontmatter::missing("description")]),
        Some((line, text)) => add(line, frontmatter::description(text).into_iter().collect()),
    }
    if let Some((line, text)) = field("compatibility") {
        add(line, frontmatter::compatibility(text).into_iter().collect());
    }
    found
}

fn unexpected(node: &Node) -> Option<At> {
    let keys = node.entries().iter();
    let odd = keys.filter(|(key, _)| !FIELDS.contains(&key.to_line().as_str()));
    let mut odd: Vec<(String, u32)> = odd.map(|(key, _)| (key.to_line(), key.line)).collect();
    let line = odd.first()?.1;
    odd.sort();
    let odd: Vec<&str> = odd.iter().map(|(key, _)| key.as_str()).collect();
    let allowed: Vec<String> = FIELDS.iter().map(|field| format!("'{field}'")).collect();
    let message = format!(
        "Unexpected fields in frontmatter: {}. Only [{}] are allowed.",
        odd.join(", "),
        allowed.join(", ")
    );
    Some((line, Fault::new("unknown-field", message)))
}

/// What may stand in YAML: <https://yaml.org/spec/1.1/#c-printable>.
fn is_printable(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='~' | '\u{85}' | '\u{a0}'..)
        && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str, folder: &str) -> Vec<String> {
        let text = FileText {
            text: text.to_owned(),
            ..FileText::default()
        };
        let faults = verdict(&text, folder).into_iter();
        faults.map(|(_, fault)| fault.message).collect()
    }

    /// A main file, its folder, and what the reference says.
    type Case = (
        &'static str,
        &'static str,
        &'static str,
        &'static [&'static str],
    );

    const CASES: [Case; 11] = [
        (
            "fine",
            "---\nname: caches\ndescription: x\n---\n",
            "caches",
            &[],
        ),
        (
            "dashes in a value cut it",
            "---\nname: caches\ndescription: fast --- and near\n",
            "caches",
            &[],
        ),
        (
            "dashes in a name cut it",
            "---\nname: near---cache\ndescription: x\n---\n",
            "near---cache",
            &[
                "Directory name 'near---cache' must match skill name 'near'",
                "Missing required field in frontmatter: description",
            ],
        ),
        (
            "a number is text",
            "---\nname: 007\ndescription: 1.5\n---\n",
            "007",
            &[],
        ),
        (
            "a tilde is text",
            "---\nname: ~\ndescription: ~\n---\n",
            "~",
            &[
                "Skill name '~' contains invalid characters. Only letters, digits, and hyphens are allowed.",
            ],
        ),
        (
            "lone returns",
            "---\rname: a\rdescription: b\r---\r",
            "a",
            &[],
        ),
        (
            "all on one line",
            "--- description: only this ---",
            "a",
            &["Missing required field in frontmatter: name"],
        ),
        (
            "a space before it",
            " ---\nname: a\n---\n",
            "a",
            &["SKILL.md must start with YAML frontmatter (---)"],
        ),
        (
            "no end",
            "---\nname: a\n...\n",
            "a",
            &["SKILL.md frontmatter not properly closed with ---"],
        ),
        (
            "a list",
            "---\n- name\n---\n",
            "a",
            &["SKILL.md frontmatter must be a YAML mapping"],
        ),
        (
            "a blank name has no folder to match",
            "---\nname: ' '\ndescription:\n  - x\n---\n",
            "a",
            &[
                "Field 'name' must be a non-empty string",
                "Field 'description' must be a non-empty string",
            ],
        ),
    ];

    #[test]
    fn quirks_are_those_of_the_reference() {
        for (name, text, folder, expected) in CASES {
            assert_eq!(messages(text, folder), expected, "{name}");
        }
        let other = messages(
            "---\nversion: 2\nAuthor: me\nname: a\ndescription: b\n---\n",
            "a",
        );
        assert_eq!(
            other,
            [
                "Unexpected fields in frontmatter: Author, version. Only ['allowed-tools', \
              'compatibility', 'description', 'license', 'metadata', 'name'] are allowed."
            ]
        );
    }

    #[test]
    fn what_it_cannot_survive_is_an_error() {
        for (name, text) in [
            ("escape", "---\nname: a\ndescription: \u{1b}[1m\n---\n"),
            ("brackets", "---\nname: [a]\ndescription: b\n---\n"),
            ("a key twice", "---\nname: a\nname: a\n---\n"),
        ] {
            let found = messages(text, "a");
            let [only] = found.as_slice() else {
                panic!("{name}: {found:?}")
            };
            assert!(
                only.starts_with("Invalid YAML in frontmatter: "),
                "{name}: {only}"
            );
        }
        for encoding in [Encoding::Utf16, Encoding::MarkedUtf8] {
            let text = FileText {
                text: "---\nname: a\ndescription: b\n---\n".to_owned(),
                encoding,
                ..FileText::default()
            };
            assert_eq!(verdict(&text, "a").len(), 1, "{encoding:?}");
        }
    }
}
