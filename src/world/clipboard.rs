//! Copying: over ssh the terminal's own way (OSC 52) first, else the system's clipboard, else
//! the terminal, else a file whose path is said.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use crate::limits;
use crate::world::save::{Overwrite, save};

/// Which ways there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// By where the program runs.
    #[default]
    Auto,
    /// The system's clipboard only.
    Native,
    /// The terminal only.
    Osc52,
    /// A file only.
    File,
}

/// The clipboard. The system's is opened on the first copy and kept: on X11 and Wayland the
/// text is gone with its owner.
pub struct Clipboard {
    /// Which way to take.
    pub way: Way,
    /// Whether the program runs over ssh.
    pub remote: bool,
    /// Where the file goes when nothing else works.
    pub file: PathBuf,
    native: Option<arboard::Clipboard>,
}

impl std::fmt::Debug for Clipboard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Clipboard")
            .field("way", &self.way)
            .field("remote", &self.remote)
            .finish_non_exhaustive()
    }
}

impl Clipboard {
    /// A clipboard that has not been used.
    pub fn new(way: Way, remote: bool, file: PathBuf) -> Self {
        Self {
            way,
            remote,
            file,
            native: None,
        }
    }

    /// Copies a text. Says which way it went, or why none worked.
    pub fn copy(&mut self, text: &str) -> Result<String, String> {
        let size = text.len();
        if size > limits::CLIPBOARD_BYTES {
            return self.put_in_file(text);
        }
        let order: &[Way] = match (self.way, self.remote) {
            (Way::Auto, true) => &[Way::Osc52, Way::Native, Way::File],
            (Way::Auto, false) => &[Way::Native, Way::Osc52, Way::File],
            (Way::Native, _) => &[Way::Native],
            (Way::Osc52, _) => &[Way::Osc52],
            (Way::File, _) => &[Way::File],
        };
        let mut reasons = Vec::new();
        for way in order {
            let tried = match way {
                Way::Native => self.put_on_system(text),
                Way::Osc52 => hand_to_terminal(text),
                Way::File | Way::Auto => self.put_in_file(text),
            };
            match tried {
                Ok(said) => return Ok(said),
                Err(reason) => reasons.push(reason),
            }
        }
        Err(reasons.join("; "))
    }

    fn put_on_system(&mut self, text: &str) -> Result<String, String> {
        let none = |_| "there is no system clipboard here".to_owned();
        if self.native.is_none() {
            self.native = Some(arboard::Clipboard::new().map_err(none)?);
        }
        let Some(native) = &mut self.native else {
            return Err("no clipboard".to_owned());
        };
        native
            .set_text(text)
            .map_err(|error| format!("the system clipboard refused: {error}"))?;
        Ok(format!("{} bytes on the system clipboard", text.len()))
    }

    fn put_in_file(&self, text: &str) -> Result<String, String> {
        save(&self.file, text.as_bytes(), Overwrite::Replace).map_err(|e| e.to_string())?;
        Ok(format!("{} bytes in {}", text.len(), self.file.display()))
    }
}

fn hand_to_terminal(text: &str) -> Result<String, String> {
    let mut out = io::stdout();
    if !out.is_terminal() {
        return Err("there is no terminal to hand the text to".to_owned());
    }
    execute!(out, CopyToClipboard::to_clipboard_from(text)).map_err(|e| e.to_string())?;
    out.flush().map_err(|e| e.to_string())?;
    Ok(format!(
        "{} bytes handed to the terminal (OSC 52)",
        text.len()
    ))
}
