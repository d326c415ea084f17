//! The folder of records: where it is, what it is called in it, and the next number.

use crate::adr::Template;
use crate::limits;
use crate::parse::yaml;
use crate::text::{SafeText, file_slug};

/// A folder of records. Implemented in `world/` for disk and in tests for memory.
pub trait Folder {
    /// Keeps others from writing until this value is dropped, where that is possible.
    fn lock(&mut self) -> Result<(), CreateError> {
        Ok(())
    }

    /// All files in it, those that cannot be read too.
    fn list(&self) -> Result<Vec<RecordFile>, CreateError>;

    /// Makes a new file. It is an error when one of this name is there: nothing is written over.
    fn create_new(&mut self, name: &str, bytes: &[u8]) -> Result<(), CreateError>;
}

/// A file of the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordFile {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file of the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// Text.
    Text(String),
    /// What should be text and could not be read, with the reason.
    Unreadable(SafeText),
    /// Nothing that a record is written in, by its name: a picture, a folder.
    #[default]
    Other,
}

impl RecordFile {
    /// Its text, where it could be read.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Unreadable(_) | Content::Other => None,
        }
    }
}

/// Why a record was not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreateError {
    /// Something of this name is there.
    #[error("a file of this name exists already")]
    Exists,
    /// The system said no.
    #[error("{0}")]
    Io(String),
}

/// A look at the files of a project, with paths below its root.
pub trait Probe {
    /// The text of a small file, if it is there.
    fn text(&self, path: &str) -> Option<String>;
    /// Whether a folder is there.
    fn is_folder(&self, path: &str) -> bool;
}

/// Where records go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// The folder, below the root of the project, with `/`.
    pub folder: String,
    /// The file that says so; `None` where the folder was found or is the usual one.
    pub by: Option<&'static str>,
    /// Whether it is there already. A new one should get an `.adr-dir` beside it, so that
    /// adr-tools and `adrs` agree.
    pub exists: bool,
}

/// Says where one tool's settings put its records.
type Setting = (&'static str, fn(&str) -> Option<String>);

/// The settings of other tools, in order: the first that names a folder counts.
const SETTINGS: [Setting; 6] = [
    (".adr-dir", |text| text.lines().next().map(str::to_owned)),
    ("adrs.toml", toml_adr_dir),
    (".adrs.toml", toml_adr_dir),
    (".log4brains.yml", log4brains_folder),
    (".adr.json", json_path),
    ("adr.config.json", json_path),
];

/// Folders that tools use without a word.
const USUAL: [&str; 4] = ["doc/adr", "docs/adr", "docs/decisions", "docs/adrs"];

/// Finds the folder of records of a project. A setting that leads outside the project is passed
/// over.
pub fn detect(probe: &dyn Probe, template: Template) -> Detected {
    for (file, read) in SETTINGS {
        let named = probe.text(file).and_then(|text| read(&text));
        if let Some(folder) = named.as_deref().and_then(inside) {
            return Detected {
                exists: probe.is_folder(&folder),
                folder,
                by: Some(file),
            };
        }
    }
    let found = USUAL.into_iter().find(|folder| probe.is_folder(folder));
    let usual = match template {
        Template::Nygard => "doc/adr",
        Template::Log4brains => "docs/adr",
        _ => "docs/decisions",
    };
    Detected {
        folder: found.unwrap_or(usual).to_owned(),
        by: None,
        exists: found.is_some(),
    }
}

/// A path below the root, tidied; `None` where it leads elsewhere.
pub fn inside(path: &str) -> Option<String> {
    let path = path.trim();
    let foreign = path.starts_with('/') || path.contains(['\\', '\0']) || path.contains(':');
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "."));
    let parts: Vec<&str> = parts.collect();
    let up = parts.contains(&"..");
    (!foreign && !up && !parts.is_empty()).then(|| parts.join("/"))
}

fn toml_adr_dir(text: &str) -> Option<String> {
    let lines = text.lines().filter_map(|line| line.split_once('='));
    let mut values = lines.filter(|(key, _)| key.trim() == "adr_dir");
    let (_, value) = values.next()?;
    let value = value.trim();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (path, _) = value.strip_prefix(quote)?.split_once(quote)?;
    Some(path.to_owned())
}

fn json_path(text: &str) -> Option<String> {
    let json: serde_json::Value = serde_json::from_str(text).ok()?;
    json.get("path")?.as_str().map(str::to_owned)
}

fn log4brains_folder(text: &str) -> Option<String> {
    let root = yaml::read(text, limits::FRONTMATTER_BYTES).ok()?;
    let folder = root.get("project")?.get("adrFolder")?;
    folder.as_text().map(str::to_owned)
}

/// The number of a file name: up to five digits, then no letter and no digit. A date (`20261120-`)
/// is none.
pub fn number_of(name: &str) -> Option<u32> {
    let digits = name.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = name.split_at_checked(digits)?;
    let ends = rest.starts_with(|c: char| !c.is_alphanumeric());
    let plausible = (1..=5).contains(&digits) && ends;
    number.parse().ok().filter(|_| plausible)
}

/// The number after the highest in a folder, whether its file can be read or not.
pub fn next_number<'a>(names: impl IntoIterator<Item = &'a str>) -> u32 {
    let highest = names.into_iter().filter_map(number_of).max();
    highest.unwrap_or(0) + 1
}

/// The name of a record's file.
pub fn file_name(number: u32, title: &str) -> String {
    format!("{number:04}-{}.md", file_slug(title))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    struct Files(BTreeMap<&'static str, &'static str>, Vec<&'static str>);

    impl Probe for Files {
        fn text(&self, path: &str) -> Option<String> {
            self.0.get(path).map(|text| (*text).to_owned())
        }
        fn is_folder(&self, path: &str) -> bool {
            self.1.contains(&path)
        }
    }

    /// Files and folders of a project, the folder found, and what named it.
    type Case = (
        &'static str,
        &'static [(&'static str, &'static str)],
        &'static [&'static str],
        &'static str,
        Option<&'static str>,
    );

    const CASES: [Case; 9] = [
        ("nothing", &[], &[], "docs/decisions", None),
        (
            "a usual folder",
            &[],
            &["docs/adr", "docs/adrs"],
            "docs/adr",
            None,
        ),
        (
            "adr-dir",
            &[(".adr-dir", "./my/adr/\n")],
            &["doc/adr"],
            "my/adr",
            Some(".adr-dir"),
        ),
        (
            "toml",
            &[("adrs.toml", "x = 1\nadr_dir = \"rec\" # here\n")],
            &[],
            "rec",
            Some("adrs.toml"),
        ),
        (
            "json",
            &[(".adr.json", "{\"path\": \"a/b/\"}")],
            &[],
            "a/b",
            Some(".adr.json"),
        ),
        (
            "broken json",
            &[("adr.config.json", "{")],
            &[],
            "docs/decisions",
            None,
        ),
        (
            "outside",
            &[(".adr-dir", "../../etc")],
            &[],
            "docs/decisions",
            None,
        ),
        (
            "absolute",
            &[(".adr-dir", "/etc")],
            &[],
            "docs/decisions",
            None,
        ),
        (
            "order",
            &[(".adr.json", "{\"path\": \"b\"}"), (".adr-dir", "a")],
            &[],
            "a",
            Some(".adr-dir"),
        ),
    ];

    #[test]
    fn settings_of_other_tools_come_before_usual_folders() {
        for (name, files, folders, folder, by) in CASES {
            let probe = Files(files.iter().copied().collect(), folders.to_vec());
            let found = detect(&probe, Template::Madr);
            assert_eq!((found.folder.as_str(), found.by), (folder, by), "{name}");
        }
        let none = Files(BTreeMap::new(), vec![]);
        assert_eq!(detect(&none, Template::Nygard).folder, "doc/adr");
    }

    #[test]
    fn the_next_number_counts_every_name() {
        let cases: [(&[&str], u32); 5] = [
            (&[], 1),
            (&["0007-a.md", "0003-b.md"], 8),
            (&["012-old.md", "README.md", "template.md"], 13),
            (&["20261120-dated.md", "0002.md"], 3),
            (&["0010-not-markdown.bin", "00x1-no.md"], 11),
        ];
        for (names, next) in cases {
            assert_eq!(next_number(names.iter().copied()), next, "{names:?}");
        }
    }
}
