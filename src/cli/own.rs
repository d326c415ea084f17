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
use crate::ui::theme::{Depth, Shelf};
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
    /// The themes, for this terminal.
    pub(super) themes: Shelf,
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
    /// Theirs are read at once, so that what is wrong with them can be said.
    fn themes(&mut self, depth: Depth) -> Shelf {
        let mut themes = Shelf::new(depth);
        for (id, text) in embedded_themes() {
            themes.add(*id, *text);
        }
        let folder = self.folder.as_ref().map(|folder| folder.join(THEMES));
        let mut own = Vec::new();
        for id in folder.iter().flat_map(|folder| theme_ids(folder)) {
            let file = format!("{THEMES}/{id}.yaml");
            if let Some(text) = self.text(&file) {
                themes.add(id.as_str(), text);
                own.push((id, file));
            }
        }
        for (id, file) in own {
            let findings = themes.position(&id).map(|at| themes.findings(at));
            self.told(&file, findings.unwrap_or_default());
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
