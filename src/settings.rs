//! The settings file: text to [`Settings`]. A missing key takes its default, an unknown one warns.

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

const KEYS: [&str; 5] = ["version", "theme", "mouse", "clipboard", "editor"];
const WAYS: [&str; 4] = ["auto", "native", "osc52", "file"];

/// Reads a settings file. What is not understood is said with its line; the rest holds.
pub fn parse(text: &str) -> (Settings, Vec<Diagnostic>) {
    let mut settings = Settings::default();
    let root = match yaml::read(text, limits::YAML_BYTES) {
        Ok(root) => root,
        Err(error) => {
            let found = say(
                error.line,
                "settings-yaml",
                &error.reason,
                "mend the YAML there",
            );
            return (settings, vec![found]);
        }
    };
    let mut found = Vec::new();
    for (key, value) in root.entries() {
        let name = key.as_text().unwrap_or_default();
        let read = match name {
            "version" => Ok(()),
            "theme" => word(value).map(|theme| settings.theme = Some(theme)),
            "editor" => word(value).map(|editor| settings.editor = Some(editor)),
            "mouse" => flag(value).map(|mouse| settings.mouse = mouse),
            "clipboard" => way(value).map(|way| settings.clipboard = way),
            _ => Err("there is no such setting".to_owned()),
        };
        if let Err(reason) = read {
            let hint = hint(name);
            found.push(say(
                key.line,
                "settings",
                &format!("{name}: {reason}"),
                &hint,
            ));
        }
    }
    (settings, found)
}

fn hint(name: &str) -> String {
    match name {
        "mouse" => "write true or false".to_owned(),
        "clipboard" => format!("write one of {}", WAYS.join(", ")),
        _ if KEYS.contains(&name) => "write a word".to_owned(),
        _ => match nearest(name, KEYS) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("the settings are {}", KEYS.join(", ")),
        },
    }
}

fn say(line: u32, code: &'static str, what: &str, hint: &str) -> Diagnostic {
    let text = SafeText::from(format!("line {line}: {what}"));
    Diagnostic::warning(code, text)
        .at(Location::line(FileId::default(), line))
        .hint(hint)
}

fn word(node: &Node) -> Result<String, String> {
    let text = node.as_text().filter(|text| !text.trim().is_empty());
    text.map(str::to_owned)
        .ok_or_else(|| "a word is wanted".to_owned())
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

    #[test]
    fn mistakes_are_said_with_a_way_out() {
        let (settings, found) = parse("version: 1\nthem: x\nmouse: perhaps\nclipboard: paper\n");
        assert_eq!(settings, Settings::default());
        let said: Vec<String> = found.iter().map(|d| d.message.to_string()).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].contains("line 2"), "{said:?}");
        assert_eq!(found[0].hint.as_deref(), Some("did you mean theme?"));
    }
}
