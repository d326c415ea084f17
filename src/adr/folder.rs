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

    /// Lets others write again.
    fn unlock(&mut self) {}

    /// All files in it, those that cannot be read too.
    fn list(&self) -> Result<Vec<RecordFile>, CreateError>;

    /// The names of all files in it.
    fn names(&self) -> Result<Vec<String>, CreateError> {
        let files = self.list()?.into_iter();
        Ok(files.map(|file| file.name).collect())
    }

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
    detect_from(probe, "", template)
}

/// Finds the folder of records that a folder of the project belongs to: what is said or stands
/// nearest above counts, as adr-tools has it (`_adr_dir`), up to the root of the project.
pub fn detect_from(probe: &dyn Probe, here: &str, template: Template) -> Detected {
    let here = joined("", here).unwrap_or_default();
    let mut levels = vec![here.as_str()];
    while let Some(level) = levels.last().filter(|level| !level.is_empty()) {
        levels.push(level.rsplit_once('/').map_or("", |(above, _)| above));
    }
    let found = levels.into_iter().find_map(|level| at_level(probe, level));
    found.unwrap_or_else(|| {
        let usual = match template {
            Template::Nygard => "doc/adr",
            Template::Log4brains => "docs/adr",
            _ => "docs/decisions",
        };
        Detected {
            folder: usual.to_owned(),
            by: None,
            exists: false,
        }
    })
}

/// What a folder of the project says of records, or has.
fn at_level(probe: &dyn Probe, level: &str) -> Option<Detected> {
    let below = |path: &str| joined(level, path);
    for (file, read) in SETTINGS {
        let named = below(file).and_then(|file| probe.text(&file));
        let named = named.and_then(|text| read(&text));
        if let Some(folder) = named.as_deref().and_then(below) {
            return Some(Detected {
                exists: probe.is_folder(&folder),
                folder,
                by: Some(file),
            });
        }
    }
    let mut usual = USUAL.into_iter().filter_map(below);
    let folder = usual.find(|folder| probe.is_folder(folder))?;
    Some(Detected {
        folder,
        by: None,
        exists: true,
    })
}

/// A path below the root, tidied; `None` where it leads elsewhere.
pub fn inside(path: &str) -> Option<String> {
    joined("", path).filter(|path| !path.is_empty())
}

/// A path as it is written in a folder of the project, below the root; `None` where it leads
/// outside.
fn joined(folder: &str, path: &str) -> Option<String> {
    let path = path.trim();
    if path.starts_with('/') || path.contains(['\\', '\0', ':']) {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
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
/// is none, and a file of a sub-folder (`web/0001-x.md`) has a number there, not here.
pub fn number_of(name: &str) -> Option<u32> {
    let digits = name.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = name.split_at_checked(digits)?;
    let ends = rest.starts_with(|c: char| !c.is_alphanumeric());
    let plausible = (1..=5).contains(&digits) && ends && !name.contains('/');
    number.parse().ok().filter(|_| plausible)
}

/// The number after the highest in a folder, whether its file can be read or not.
pub fn next_number<'a>(names: impl IntoIterator<Item = &'a str>) -> u32 {
    let highest = names.into_iter().filter_map(number_of).max();
    highest.unwrap_or(0) + 1
}

/// The name of a file without the folders above it.
pub fn base(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |(_, base)| base)
}

/// The name of a file without its ending.
pub fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The name of a record's file.
pub fn file_name(number: u32, title: &str) -> String {
    format!("{number:04}-{}.md", file_slug(title))
}

/// What stands for the number of a record that gets one when it is accepted (pyadr).
const DRAFT: &str = "XXXX";

/// Whether a file is a record that gets its number when it is accepted.
pub fn is_draft(name: &str) -> bool {
    let rest = name.strip_prefix(DRAFT);
    rest.is_some_and(|rest| rest.starts_with('-'))
}

/// What a record is told apart by, in the name of its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ids {
    /// The next number: `0007-use-qdrant.md`.
    #[default]
    Number,
    /// The day, as log4brains has it: `20261120-use-qdrant.md`.
    Date,
    /// None before it is accepted: `XXXX-use-qdrant.md`.
    Draft,
}

impl Ids {
    /// The name of a record's file: by its number, or by its day (`YYYY-MM-DD`) or as a draft with
    /// `-2`, `-3` and so on after a title that another has. Names that differ by case or ending
    /// alone count as the same: they are on some disks, or to people.
    pub fn file_name(self, number: u32, date: &str, title: &str, taken: &[String]) -> String {
        let lead = match self {
            Self::Number => return file_name(number, title),
            Self::Date => date.replace('-', ""),
            Self::Draft => DRAFT.to_owned(),
        };
        let slug = file_slug(title);
        let free = |name: &String| {
            let same = |known: &String| stem(known).eq_ignore_ascii_case(name);
            !taken.iter().any(same)
        };
        let first = format!("{lead}-{slug}");
        let more = (2..).map(|count| format!("{lead}-{slug}-{count}"));
        let name = std::iter::once(first.clone()).chain(more).find(free);
        format!("{}.md", name.unwrap_or(first))
    }
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

    const CASES: [Case; 10] = [
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
            "up and down again",
            &[(".adr-dir", "docs/../records/./adr\r\n")],
            &[],
            "records/adr",
            Some(".adr-dir"),
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
    fn what_is_said_nearest_above_counts() {
        let files: [(&str, &str); 3] = [
            ("services/shop/.adr-dir", "../../docs/shop-adr\n"),
            ("services/.adr-dir", "../../outside\n"),
            (".adr-dir", "records\n"),
        ];
        let probe = Files(files.into(), vec!["libs/docs/adr"]);
        for (here, folder) in [
            ("services/shop/src/deep", "docs/shop-adr"),
            ("services/shop", "docs/shop-adr"),
            ("services/cart", "records"),
            ("libs/one", "libs/docs/adr"),
            ("../elsewhere", "records"),
            ("", "records"),
        ] {
            let found = detect_from(&probe, here, Template::Madr);
            assert_eq!(found.folder, folder, "{here}");
        }
    }

    #[test]
    fn names_by_day_and_of_drafts_are_never_taken_twice() {
        let taken = [
            "20261120-Use-x.md",
            "20261120-use-x-2.json",
            "XXXX-use-x.md",
        ];
        let taken = taken.map(str::to_owned);
        for (ids, title, name) in [
            (Ids::Number, "Use X", "0007-use-x.md"),
            (Ids::Date, "Use X", "20261120-use-x-3.md"),
            (Ids::Date, "\u{65e5}\u{672c}", "20261120-untitled.md"),
            (Ids::Draft, "Use X", "XXXX-use-x-2.md"),
            (Ids::Draft, "Use Y", "XXXX-use-y.md"),
        ] {
            assert_eq!(ids.file_name(7, "2026-11-20", title, &taken), name);
        }
        assert!(is_draft("XXXX-use-x.md") && !is_draft("XXXXL.md"));
    }

    #[test]
    fn the_next_number_counts_every_name() {
        let cases: [(&[&str], u32); 6] = [
            (&[], 1),
            (&["0007-a.md", "0003-b.md"], 8),
            (&["012-old.md", "README.md", "template.md"], 13),
            (&["20261120-dated.md", "0002.md"], 3),
            (&["0010-not-markdown.bin", "00x1-no.md"], 11),
            (&["0002-a.md", "2026/0001-x.md", "web/0009-y.md"], 3),
        ];
        for (names, next) in cases {
            assert_eq!(next_number(names.iter().copied()), next, "{names:?}");
        }
    }
}
