//! What a skill says of itself, by the specification or by Anthropic's `quick_validate`:
//! <https://agentskills.io/specification>, and `skill-creator/scripts/quick_validate.py`.

use super::frontmatter::{self, FIELDS, Fault};
use super::{Profile, folder_name};
use crate::catalog::{Catalog, Encoding, FileText};
use crate::diagnostic::{Diagnostic, Severity};
use crate::limits;
use crate::model::{Frontmatter, Skill};
use crate::parse::yaml::{self, Node, NodeKind};
use crate::text::{FileId, LineIndex, Location};

/// Next steps, by the code of what they mend.
const HINTS: [(&str, &str); 19] = [
    ("name-missing", "write `name:` and the folder's name"),
    ("name-empty", "write the folder's name"),
    ("name-length", "shorten it, and the folder's name with it"),
    (
        "name-case",
        "write it in lower case, and the folder's name with it",
    ),
    ("name-hyphen", "put single hyphens between words only"),
    ("name-characters", "use a-z, 0-9 and hyphens"),
    (
        "name-folder",
        "rename the folder or the skill: other programs refuse it",
    ),
    (
        "description-missing",
        "write `description:`, what the skill does and when to use it",
    ),
    (
        "description-empty",
        "say what the skill does and when to use it",
    ),
    (
        "description-length",
        "shorten it: agents load it for every skill they know",
    ),
    (
        "description-when",
        "end it with a sentence that begins with `Use it when`",
    ),
    ("compatibility-shape", "write it as one text"),
    (
        "compatibility-empty",
        "say what it needs, or take the field out",
    ),
    ("compatibility-length", "shorten it"),
    (
        "metadata-shape",
        "write `key: value` lines below it, each value a text",
    ),
    (
        "allowed-tools-shape",
        "write the names in one line with spaces between them",
    ),
    (
        "unknown-field",
        "put it below `metadata:`, or keep it for the program that knows it",
    ),
    (
        "angle-brackets",
        "write it without < and >: they can be taken for markup",
    ),
    (
        "reserved-word",
        "call it otherwise: some services keep these words for themselves",
    ),
];

/// Words and phrases that say when a skill is for, each between spaces.
const WHEN: [&str; 14] = [
    " when ",
    " whenever ",
    " if ",
    " before ",
    " after ",
    " while ",
    " during ",
    " use for ",
    " use this ",
    " use it ",
    " used for ",
    " used to ",
    " use to ",
    " for tasks ",
];

/// Words that some services keep for themselves.
const RESERVED: [&str; 2] = ["anthropic", "claude"];

/// Checks the frontmatter of a skill.
pub(super) fn check(
    catalog: &Catalog,
    skill: &Skill,
    main: &FileText,
    profile: Profile,
) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = mark(skill.main, main).into_iter().collect();
    let Some(front) = &skill.frontmatter else {
        // One that is never closed was reported when it was read.
        let unclosed = main.text.starts_with("---") && is_reported(catalog, skill.main);
        let message = "The skill has no frontmatter: nothing says what it is called and is for";
        let finding = Diagnostic::error("no-frontmatter", message)
            .at(Location::line(skill.main, 1))
            .hint("begin the file with `---`, `name:`, `description:` and `---`");
        findings.extend((!unclosed).then_some(finding));
        return findings;
    };
    findings.extend(cut(skill.main, &main.text, front));
    let subject = Subject {
        fields: Fields::of(&main.text, front),
        folder: folder_name(catalog, skill.source, &skill.folder),
        profile,
    };
    for rule in [name, description, compatibility, shapes, unknown] {
        for (severity, line, fault) in rule(&subject) {
            let hint = HINTS.iter().find(|(code, _)| *code == fault.code);
            let finding = Diagnostic::new(severity, fault.code, fault.message)
                .at(Location::line(skill.main, line));
            findings.push(match hint {
                Some((_, hint)) => finding.hint(*hint),
                None => finding,
            });
        }
    }
    findings
}

fn is_reported(catalog: &Catalog, file: FileId) -> bool {
    let mut errors = catalog
        .findings()
        .filter(|found| found.severity == Severity::Error);
    errors.any(|found| found.at.is_some_and(|at| at.file == file))
}

/// A mark before the first fence, which readers of the format do not expect.
fn mark(file: FileId, main: &FileText) -> Option<Diagnostic> {
    let what = match main.encoding {
        Encoding::Utf8 => return None,
        Encoding::MarkedUtf8 => "a byte order mark",
        Encoding::Utf16 => "the mark of UTF-16",
    };
    let message = format!("The file begins with {what}; other programs find no frontmatter in it");
    let finding = Diagnostic::warning("byte-order-mark", message).at(Location::line(file, 1));
    Some(finding.hint("save it as UTF-8 without a mark"))
}

/// Three dashes within the frontmatter, where the reference validator ends it.
fn cut(file: FileId, text: &str, front: &Frontmatter) -> Option<Diagnostic> {
    let yaml = between_fences(text, front)?;
    let line = LineIndex::new(yaml).line_of(yaml.find("---")?) + 1;
    let message = "`---` stands within the frontmatter; skills-ref takes it for its end";
    let finding = Diagnostic::warning("cut-by-skills-ref", message).at(Location::line(file, line));
    Some(finding.hint("write a dash or two instead"))
}

/// What stands between the fences.
fn between_fences<'a>(text: &'a str, front: &Frontmatter) -> Option<&'a str> {
    let head = text.get(..front.body_start)?;
    let (_, rest) = head.split_once(['\n', '\r'])?;
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    rest.trim_end().strip_suffix("---")
}

/// The fields of a frontmatter with their values as written; as texts where the YAML is broken.
struct Fields(Vec<(String, Node)>);

impl Fields {
    fn of(text: &str, front: &Frontmatter) -> Self {
        let yaml = between_fences(text, front).unwrap_or_default();
        if let Ok(node) = yaml::read_from(yaml, limits::FRONTMATTER_BYTES, 2)
            && node.is_mapping()
        {
            let named = |(key, value): &(Node, Node)| {
                let value = Node {
                    line: key.line,
                    ..value.clone()
                };
                (key.to_line(), value)
            };
            return Self(node.entries().iter().map(named).collect());
        }
        let fields = front.fields.iter().map(|field| {
            let value = Node {
                kind: NodeKind::Scalar {
                    text: field.value.to_string(),
                    plain: false,
                },
                line: field.at.line,
                end_line: field.at.line,
                column: 0,
                end_column: 0,
            };
            (field.key.to_string(), value)
        });
        Self(fields.collect())
    }

    fn get(&self, key: &str) -> Option<&Node> {
        let mut fields = self.0.iter();
        fields.find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

/// The text of a value: nothing and null are empty, a list or mapping is none.
fn text_of(value: &Node) -> Option<&str> {
    if value.is_null() {
        Some("")
    } else {
        value.as_text()
    }
}

/// What the rules look at.
struct Subject {
    fields: Fields,
    folder: String,
    profile: Profile,
}

impl Subject {
    fn is_anthropic(&self) -> bool {
        self.profile == Profile::Anthropic
    }
}

/// A fault with its severity and line.
type Found = (Severity, u32, Fault);

fn error(line: u32) -> impl Fn(Fault) -> Found {
    move |fault| (Severity::Error, line, fault)
}

fn name(subject: &Subject) -> Vec<Found> {
    let Some(value) = subject.fields.get("name") else {
        return vec![error(1)(frontmatter::missing("name"))];
    };
    let written = text_of(value);
    let blank = written.is_some_and(frontmatter::is_blank);
    if blank && subject.is_anthropic() {
        return Vec::new();
    }
    let mut faults = frontmatter::name(written);
    if let Some(written) = written.filter(|_| !blank) {
        if subject.is_anthropic() {
            faults.retain(|fault| !matches!(fault.code, "name-case" | "name-characters"));
            faults.extend(ascii(written));
        } else {
            faults.extend(frontmatter::folder(&subject.folder, written));
        }
    }
    let reserved = written
        .filter(|_| subject.is_anthropic())
        .and_then(reserved);
    let reserved = reserved.map(|fault| (Severity::Info, value.line, fault));
    let faults = faults.into_iter().map(error(value.line));
    faults.chain(reserved).collect()
}

/// What other programs refuse in a name that the specification allows.
pub(super) fn ascii(name: &str) -> Option<Fault> {
    let name = name.trim();
    let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let message = format!("Skill name '{name}' has characters other than a-z, 0-9 and hyphen");
    (!name.chars().all(kebab)).then(|| Fault::new("name-characters", message))
}

fn reserved(name: &str) -> Option<Fault> {
    let word = name
        .split('-')
        .find(|word| RESERVED.contains(&word.to_lowercase().as_str()))?;
    let message = format!("Skill name '{name}' holds the reserved word {word}");
    Some(Fault::new("reserved-word", message))
}

fn description(subject: &Subject) -> Vec<Found> {
    let Some(value) = subject.fields.get("description") else {
        return vec![error(1)(frontmatter::missing("description"))];
    };
    let written = text_of(value);
    let blank = written.is_some_and(frontmatter::is_blank);
    let mut found = Vec::new();
    if !(blank && subject.is_anthropic()) {
        let fault = frontmatter::description(written);
        found.extend(fault.map(error(value.line)));
    }
    let Some(written) = written.filter(|_| !blank) else {
        return found;
    };
    if subject.is_anthropic() && written.contains(['<', '>']) {
        let message = "Description cannot contain angle brackets (< or >)";
        found.push(error(value.line)(Fault::new("angle-brackets", message)));
    }
    if !says_when(written) {
        let message = "The description does not say when to use the skill";
        let fault = Fault::new("description-when", message);
        found.push((Severity::Warning, value.line, fault));
    }
    found
}

/// Whether a description says when to use the skill. The words are English: a text that is
/// mostly written in other letters is taken to say so.
fn says_when(description: &str) -> bool {
    let letters = description.chars().filter(|c| c.is_alphabetic()).count();
    let latin = description
        .chars()
        .filter(char::is_ascii_alphabetic)
        .count();
    if latin * 2 < letters {
        return true;
    }
    let mut words = String::from(" ");
    for word in description.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            words.push_str(&word.to_lowercase());
            words.push(' ');
        }
    }
    WHEN.iter().any(|phrase| words.contains(phrase))
}

fn compatibility(subject: &Subject) -> Vec<Found> {
    let Some(value) = subject.fields.get("compatibility") else {
        return Vec::new();
    };
    let written = text_of(value);
    let blank = written.is_some_and(frontmatter::is_blank) && !subject.is_anthropic();
    let empty = blank.then(|| {
        let message = "Compatibility is empty; the specification asks for 1 to 500 characters";
        Fault::new("compatibility-empty", message)
    });
    let faults = frontmatter::compatibility(written).into_iter().chain(empty);
    faults.map(error(value.line)).collect()
}

/// Values of the wrong kind that programs read all the same.
fn shapes(subject: &Subject) -> Vec<Found> {
    let metadata = subject.fields.get("metadata").filter(|value| {
        let texts = value
            .entries()
            .iter()
            .all(|(_, value)| value.as_text().is_some());
        !(value.is_mapping() && texts || value.is_null())
    });
    let metadata = metadata.map(|value| {
        let message = "metadata is not a mapping of names to texts";
        let fault = Fault::new("metadata-shape", message);
        (Severity::Warning, value.line, fault)
    });
    let tools = subject.fields.get("allowed-tools");
    let tools = tools
        .filter(|value| value.as_text().is_none())
        .map(|value| {
            let message = format!("allowed-tools is {}, not one text", value.what());
            let fault = Fault::new("allowed-tools-shape", message);
            (Severity::Info, value.line, fault)
        });
    metadata.into_iter().chain(tools).collect()
}

/// Fields that the format does not know. The specification leaves them be.
fn unknown(subject: &Subject) -> Vec<Found> {
    let severity = if subject.is_anthropic() {
        Severity::Error
    } else {
        Severity::Info
    };
    let odd = subject.fields.0.iter();
    let odd = odd.filter(|(key, _)| !FIELDS.contains(&key.as_str()));
    odd.map(|(key, value)| {
        let message = format!("The format knows no field `{key}`");
        (severity, value.line, Fault::new("unknown-field", message))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    /// What a frontmatter is told, as `severity line code`.
    fn told(yaml: &str, profile: Profile) -> Vec<String> {
        let text = format!("---\n{yaml}---\n# Body\n");
        let (front, _) = parse::frontmatter::parse(&text, FileId(0));
        let subject = Subject {
            fields: Fields::of(&text, &front.unwrap()),
            folder: "caches".to_owned(),
            profile,
        };
        let rules = [name, description, compatibility, shapes, unknown];
        let found = rules.iter().flat_map(|rule| rule(&subject));
        found
            .map(|(severity, line, fault)| format!("{severity:?} {line} {}", fault.code))
            .collect()
    }

    /// What a frontmatter is told by the specification and by Anthropic's validator.
    type Case = (
        &'static str,
        &'static str,
        &'static [&'static str],
        &'static [&'static str],
    );

    const CASES: [Case; 13] = [
        (
            "fine",
            "name: caches\ndescription: Use it when reads repeat.\n",
            &[],
            &[],
        ),
        (
            "another folder",
            "name: queues\ndescription: Use it when reads repeat.\n",
            &["Error 2 name-folder"],
            &[],
        ),
        (
            "letters beyond ASCII",
            "description: Use it when reads repeat.\nname: pufferspeicherü\n",
            &["Error 3 name-folder"],
            &["Error 3 name-characters"],
        ),
        (
            "nothing",
            "{}\n",
            &["Error 1 name-missing", "Error 1 description-missing"],
            &["Error 1 name-missing", "Error 1 description-missing"],
        ),
        (
            "empty",
            "name:\ndescription: ~\n",
            &["Error 2 name-empty", "Error 3 description-empty"],
            &[],
        ),
        (
            "markup",
            "name: caches\ndescription: Use <it> when you can.\n",
            &[],
            &["Error 3 angle-brackets"],
        ),
        (
            "a reserved word",
            "name: claude-caches\ndescription: Use it when reads repeat.\n",
            &["Error 2 name-folder"],
            &["Info 2 reserved-word"],
        ),
        (
            "another field",
            "name: caches\ndescription: Use it when reads repeat.\nmodel: fast\n",
            &["Info 4 unknown-field"],
            &["Error 4 unknown-field"],
        ),
        (
            "when is not said",
            "name: caches\ndescription: Everything on whenceforth.\n",
            &["Warning 3 description-when"],
            &["Warning 3 description-when"],
        ),
        (
            "another language",
            "name: caches\ndescription: 缓存策略与失效\n",
            &[],
            &[],
        ),
        (
            "empty compatibility",
            "name: caches\ndescription: Use it when reads repeat.\ncompatibility:\n",
            &["Error 4 compatibility-empty"],
            &[],
        ),
        (
            "odd shapes",
            "name: caches\ndescription: Use it when reads repeat.\nmetadata:\n  a: [b]\nallowed-tools: [Read]\n",
            &["Warning 4 metadata-shape", "Info 6 allowed-tools-shape"],
            &["Warning 4 metadata-shape", "Info 6 allowed-tools-shape"],
        ),
        (
            "broken YAML is read by line",
            "name: Caches\ndescription: \"Use it: when\n",
            &["Error 2 name-case", "Error 2 name-folder"],
            &["Error 2 name-characters"],
        ),
    ];

    #[test]
    fn profiles_differ_where_the_validators_do() {
        for (case, yaml, spec, anthropic) in CASES {
            assert_eq!(told(yaml, Profile::Spec), spec, "{case}");
            let found = told(yaml, Profile::Anthropic);
            assert_eq!(found, anthropic, "{case}, Anthropic");
        }
    }

    #[test]
    fn dashes_within_are_located() {
        let cases = [
            ("none", "a: b\n", None),
            ("in the first line", "a: b --- c\n", Some(2)),
            ("in the second", "a: b\nc: d---\n", Some(3)),
            ("at the start of a line", "a: b\n---c: d\n", Some(3)),
        ];
        for (case, yaml, line) in cases {
            let text = format!("---\n{yaml}---\nx\n");
            let (front, _) = parse::frontmatter::parse(&text, FileId(0));
            let found = cut(FileId(0), &text, &front.unwrap());
            assert_eq!(found.map(|found| found.at.unwrap().line), line, "{case}");
        }
    }
}
