//! Settings files, a person's and a project's: text to values. A missing key takes its default,
//! one that is not known warns.

use crate::adr::Template;
use crate::adr::folder::inside;
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::parse::yaml::{self, Node};
use crate::text::{FileId, Location, SafeText, nearest};

/// What a person can set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The id of the theme; `None` for the one chosen last, else `terminal`.
    pub theme: Option<String>,
    /// Whether the mouse is captured.
    pub mouse: bool,
    /// How texts are copied: `auto`, `native`, `osc52` or `file`.
    pub clipboard: String,
    /// The command of the editor, before `$VISUAL` and `$EDITOR`.
    pub editor: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: None,
            mouse: true,
            clipboard: "auto".to_owned(),
            editor: None,
        }
    }
}

/// What a project says to everyone who works on it. It can run nothing and lead nowhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectSettings {
    /// Folders to read, below the project's.
    pub sources: Vec<String>,
    /// Whether the built-in library is read beside the sources; `None` where it does not say.
    pub builtin: Option<bool>,
    /// The folder of its records, below the project's, with `/`.
    pub records: Option<String>,
    /// The form of its records.
    pub template: Form,
}

/// The form of records, as it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// One that the program knows.
    Known(Template),
    /// A template file.
    File(String),
}

impl Default for Form {
    fn default() -> Self {
        Self::Known(Template::default())
    }
}

impl Form {
    /// The form that a word means: the name of one, or a file, which has a `/` or a `.` in it.
    pub fn read(word: &str) -> Option<Self> {
        let known = Template::read(word).map(Self::Known);
        let is_file = word.contains(['/', '.']);
        known.or_else(|| is_file.then(|| Self::File(word.to_owned())))
    }

    /// The form that decides where records go that nobody has named a folder for.
    pub fn template(&self) -> Template {
        match self {
            Self::Known(template) => *template,
            Self::File(_) => Template::default(),
        }
    }
}

/// A key of a settings file, and what to write there.
type Key = (&'static str, &'static str);

const PERSON: [Key; 5] = [
    ("version", "write 1"),
    ("theme", "write the name of a theme"),
    ("mouse", "write true or false"),
    ("clipboard", "write one of auto, native, osc52, file"),
    ("editor", "write the command of an editor"),
];
const PROJECT: [Key; 5] = [
    ("version", "write 1"),
    ("sources", "write a list of folders of the project"),
    ("builtin", "write true or false"),
    ("records", "write a folder of the project"),
    (
        "template",
        "write madr, nygard, another form that `archtui adr export --help` lists, or a file",
    ),
];
const WAYS: [&str; 4] = ["auto", "native", "osc52", "file"];

/// Reads a person's settings. What is not understood is said with its line; the rest holds.
pub fn parse(text: &str) -> (Settings, Vec<Diagnostic>) {
    let mut settings = Settings::default();
    let found = each(text, &PERSON, |key, value| {
        match key {
            "theme" => settings.theme = Some(word(value)?),
            "editor" => settings.editor = Some(word(value)?),
            "mouse" => settings.mouse = flag(value)?,
            "clipboard" => settings.clipboard = way(value)?,
            _ => {}
        }
        Ok(())
    });
    (settings, found)
}

/// Reads a project's settings. What is not understood is said with its line; the rest holds.
pub fn parse_project(text: &str) -> (ProjectSettings, Vec<Diagnostic>) {
    let mut settings = ProjectSettings::default();
    let found = each(text, &PROJECT, |key, value| {
        match key {
            "sources" => settings.sources = words(value)?,
            "builtin" => settings.builtin = Some(flag(value)?),
            "records" => settings.records = Some(folder(value)?),
            "template" => settings.template = template(value)?,
            _ => {}
        }
        Ok(())
    });
    (settings, found)
}

/// Hands every entry with a known key to `set`; says what it refuses, and which keys there are not.
fn each(
    text: &str,
    keys: &[Key],
    mut set: impl FnMut(&str, &Node) -> Result<(), String>,
) -> Vec<Diagnostic> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let root = match yaml::read(text, limits::YAML_BYTES) {
        Ok(root) => root,
        Err(error) => {
            let hint = "mend the YAML there";
            return vec![say(error.line, "settings-yaml", &error.reason, hint)];
        }
    };
    let shaped = root.is_mapping() || root.is_null();
    let shape = (!shaped).then(|| {
        let hint = names(keys);
        say(root.line, "settings", "these are no settings", &hint)
    });
    let entries = root.entries().iter().filter_map(|(key, value)| {
        let name = key.as_text().unwrap_or_default();
        let Some((_, hint)) = keys.iter().find(|(known, _)| *known == name) else {
            let near = nearest(name, keys.iter().map(|(known, _)| *known));
            let hint = near.map_or_else(|| names(keys), |near| format!("did you mean {near}?"));
            let what = format!("there is no setting `{name}`");
            return Some(say(key.line, "settings", &what, &hint));
        };
        let reason = set(name, value).err()?;
        let what = format!("{name}: {reason}");
        Some(say(value.line.max(key.line), "settings", &what, hint))
    });
    let entries: Vec<Diagnostic> = entries.collect();
    shape.into_iter().chain(entries).collect()
}

fn names(keys: &[Key]) -> String {
    let names: Vec<&str> = keys.iter().map(|(name, _)| *name).collect();
    format!("the settings are {}", names.join(", "))
}

/// A finding in a file that is not the library's: only the line of its place counts.
fn say(line: u32, code: &'static str, what: &str, hint: &str) -> Diagnostic {
    Diagnostic::warning(code, SafeText::new(what))
        .at(Location::line(FileId::default(), line))
        .hint(hint)
}

fn word(node: &Node) -> Result<String, String> {
    let text = node.as_text().filter(|text| !text.trim().is_empty());
    text.map(str::to_owned)
        .ok_or_else(|| "a word is wanted".to_owned())
}

fn words(node: &Node) -> Result<Vec<String>, String> {
    let list = node.as_list().filter(|words| !words.contains(&""));
    let list = list.ok_or_else(|| "a list of words is wanted".to_owned())?;
    Ok(list.into_iter().map(str::to_owned).collect())
}

fn flag(node: &Node) -> Result<bool, String> {
    match node.as_text() {
        Some("true" | "yes" | "on") => Ok(true),
        Some("false" | "no" | "off") => Ok(false),
        _ => Err("true or false is wanted".to_owned()),
    }
}

fn way(node: &Node) -> Result<String, String> {
    let word = word(node)?;
    if WAYS.contains(&word.as_str()) {
        Ok(word)
    } else {
        Err(format!("there is no way `{word}`"))
    }
}

fn folder(node: &Node) -> Result<String, String> {
    let word = word(node)?;
    inside(&word).ok_or_else(|| format!("`{word}` leads outside the project"))
}

fn template(node: &Node) -> Result<Form, String> {
    let word = word(node)?;
    match Form::read(&word) {
        Some(Form::File(file)) => inside(&file)
            .map(Form::File)
            .ok_or_else(|| format!("`{file}` leads outside the project")),
        Some(known) => Ok(known),
        None => Err(format!("there is no template `{word}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_holds_and_the_rest_is_default() {
        let (settings, found) =
            parse("version: 1\ntheme: gruvbox-dark\nmouse: false\nclipboard: osc52\n");
        assert_eq!(found, []);
        assert_eq!(settings.theme.as_deref(), Some("gruvbox-dark"));
        assert!(!settings.mouse);
        assert_eq!(settings.clipboard, "osc52");
        assert_eq!(settings.editor, None);
    }

    /// Message, line and hint of each finding.
    fn told(found: &[Diagnostic]) -> Vec<(&str, u32, &str)> {
        let one = |d: &Diagnostic| d.at.map_or(0, |at| at.line);
        let told = found
            .iter()
            .map(|d| (d.message.as_str(), one(d), d.hint.as_deref().unwrap_or("")));
        told.collect()
    }

    #[test]
    fn mistakes_are_said_with_a_way_out() {
        let (settings, found) = parse("version: 1\nthem: x\nmouse: perhaps\nclipboard: paper\n");
        assert_eq!(settings, Settings::default());
        assert_eq!(
            told(&found),
            [
                ("there is no setting `them`", 2, "did you mean theme?"),
                ("mouse: true or false is wanted", 3, "write true or false"),
                (
                    "clipboard: there is no way `paper`",
                    4,
                    "write one of auto, native, osc52, file"
                ),
            ]
        );
    }

    #[test]
    fn a_project_says_where_things_are_but_not_outside_itself() {
        let (settings, found) = parse_project(
            "version: 1\nsources: [skills, more]\nbuiltin: true\nrecords: ./adr/\ntemplate: nygard\n",
        );
        assert_eq!(found, []);
        assert_eq!(settings.sources, ["skills", "more"]);
        assert_eq!(settings.builtin, Some(true));
        assert_eq!(settings.records.as_deref(), Some("adr"));
        assert_eq!(settings.template, Form::Known(Template::Nygard));
        let (settings, found) = parse_project("template: ./docs/adr.md.j2\n");
        assert_eq!(found, []);
        assert_eq!(settings.template, Form::File("docs/adr.md.j2".to_owned()));
        let (_, found) = parse_project("template: ../adr.md.j2\n");
        assert!(found[0].message.contains("leads outside the project"));
        let (settings, found) = parse_project(
            "source: x\nrecords: ../elsewhere\ntemplate: mdr\neditor: rm\nsources: {a: b}\n",
        );
        assert_eq!(settings, ProjectSettings::default());
        let project = "the settings are version, sources, builtin, records, template";
        assert_eq!(
            told(&found),
            [
                ("there is no setting `source`", 1, "did you mean sources?"),
                (
                    "records: `../elsewhere` leads outside the project",
                    2,
                    "write a folder of the project"
                ),
                ("template: there is no template `mdr`", 3, PROJECT[4].1),
                ("there is no setting `editor`", 4, project),
                (
                    "sources: a list of words is wanted",
                    5,
                    "write a list of folders of the project"
                ),
            ]
        );
    }

    #[test]
    fn what_is_no_mapping_is_said_and_nothing_is_nothing() {
        for empty in ["", "\n\n", "# only words\n"] {
            assert_eq!(parse(empty), (Settings::default(), Vec::new()), "{empty:?}");
        }
        assert_eq!(parse("- theme\n").1.len(), 1);
        assert_eq!(parse("theme: [\n").1.len(), 1);
    }
}
