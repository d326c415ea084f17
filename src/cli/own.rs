//! The person's own files: settings, keys and themes.

#![expect(
    clippy::disallowed_methods,
    reason = "the person's own files are read before the start"
)]

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::Cx;
use crate::cli::output::Reported;
use crate::diagnostic::Diagnostic;
use crate::keymap::Keymap;
use crate::settings::{self, Settings};
use crate::text::SafeText;
use crate::ui::theme::{self, Depth, Theme};
use crate::world::embedded::embedded_themes;
use crate::world::plain;

/// The name of the settings file in the person's folder.
pub(super) const SETTINGS: &str = "config.yaml";
/// The name of the key file there.
pub(super) const KEYS: &str = "keys.yaml";
/// The folder of themes there.
pub(super) const THEMES: &str = "themes";

/// What the person's files say, with what they do not say on top of what is shipped.
pub(super) struct Own {
    pub(super) settings: Settings,
    pub(super) keymap: Keymap,
    /// The themes by id, made for this terminal.
    pub(super) themes: Vec<(String, Theme)>,
    /// What is wrong with the files, by their names below the person's folder.
    pub(super) found: Vec<Reported>,
}

impl Own {
    /// Reads them all. What cannot be read is said, and as if it were not there.
    pub(super) fn read(cx: &Cx) -> Self {
        let mut reader = Reader {
            folder: cx.environment.own_config(),
            found: Vec::new(),
        };
        let text = reader.text(SETTINGS);
        let (settings, found) = settings::parse(text.as_deref().unwrap_or_default());
        reader.told(SETTINGS, &found);
        let text = reader.text(KEYS);
        let (keymap, found) = Keymap::load(text.as_deref());
        reader.told(KEYS, &found);
        let themes = reader.themes(depth(cx));
        Self {
            settings,
            keymap,
            themes,
            found: reader.found,
        }
    }
}

struct Reader {
    folder: Option<PathBuf>,
    found: Vec<Reported>,
}

impl Reader {
    /// The text of a file below the folder.
    fn text(&mut self, name: &str) -> Option<String> {
        let path = self.folder.as_ref()?.join(name);
        match std::fs::read_to_string(path) {
            Ok(text) => Some(text),
            Err(error) if is_absent(&error) => None,
            Err(error) => {
                let said = format!("it could not be read: {}", plain(&error));
                let found = Diagnostic::warning("io", said)
                    .hint("check that it is UTF-8 text and that you may read it");
                self.told(name, &[found]);
                None
            }
        }
    }

    fn told(&mut self, name: &str, found: &[Diagnostic]) {
        let name = SafeText::one_line(name);
        let found = found.iter();
        self.found
            .extend(found.map(|finding| Reported::in_file(finding, &name)));
    }

    /// The shipped themes and the person's own; one of theirs takes the place of a shipped one.
    fn themes(&mut self, depth: Depth) -> Vec<(String, Theme)> {
        let mut texts: Vec<(String, String)> = embedded_themes()
            .iter()
            .map(|(id, text)| ((*id).to_owned(), (*text).to_owned()))
            .collect();
        let folder = self.folder.as_ref().map(|folder| folder.join(THEMES));
        for id in folder.iter().flat_map(|folder| theme_ids(folder)) {
            if let Some(text) = self.text(&format!("{THEMES}/{id}.yaml")) {
                texts.retain(|(known, _)| *known != id);
                texts.push((id, text));
            }
        }
        let parent = |id: &str| {
            let known = texts.iter().find(|(known, _)| known == id);
            known.map(|(_, text)| text.clone())
        };
        let mut themes = Vec::new();
        for (id, text) in &texts {
            let (theme, found) = theme::read(text, &parent);
            self.told(&format!("{THEMES}/{id}.yaml"), &found);
            themes.push((id.clone(), theme.at_depth(depth)));
        }
        themes
    }
}

/// Whether an error says that nothing is there: also where a folder on the way is a file.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// The ids of the themes in a folder, sorted.
fn theme_ids(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let ids = entries.filter_map(|entry| {
        let path = entry.path();
        let yaml = path.extension().is_some_and(|ending| ending == "yaml");
        let id = path.file_stem()?.to_str()?.to_owned();
        yaml.then_some(id)
    });
    let mut ids: Vec<String> = ids.collect();
    ids.sort();
    ids
}

/// How many colours there are: `--color` and `NO_COLOR` first, then what the terminal says.
fn depth(cx: &Cx) -> Depth {
    let term = cx.environment.terminal.name.as_deref().unwrap_or_default();
    if !cx.colored() {
        Depth::None
    } else if cx.environment.true_color {
        Depth::True
    } else if term.contains("256") {
        Depth::Ansi256
    } else {
        Depth::Ansi16
    }
}
