//! A text field of one line, as a plain value.

use tui_input::{Input, InputRequest};

use crate::limits;
use crate::text::SafeText;
use crate::ui::clusters;

/// A line being typed, and the cursor in it. Editing is that of the `tui-input` crate, which
/// moves and deletes by cluster; this type adds what a message needs (equality), what other
/// people's text needs (controls made visible) and a limit of [`limits::PASTE_BYTES`].
#[derive(Clone, Debug, Default)]
pub struct Field(Input);

/// What can be done to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A character typed.
    Insert(char),
    /// The first line of a text pasted.
    Paste(String),
    /// Delete the cluster before the cursor.
    Backspace,
    /// Delete the cluster after the cursor.
    Delete,
    /// Delete the word before the cursor.
    DeleteWord,
    /// Delete everything before the cursor.
    DeleteToStart,
    /// Delete everything after the cursor.
    DeleteToEnd,
    /// One cluster left.
    Left,
    /// One cluster right.
    Right,
    /// One word left.
    WordLeft,
    /// One word right.
    WordRight,
    /// To the start.
    Home,
    /// To the end.
    End,
}

/// What of a field fits into its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldView {
    /// The text that is seen.
    pub text: SafeText,
    /// The column of the cursor within it.
    pub cursor: usize,
}

impl PartialEq for Field {
    /// The same text and the same cursor.
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text() && self.0.cursor() == other.0.cursor()
    }
}

impl Eq for Field {}

impl Field {
    /// A field that holds a text, the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut field = Self::default();
        field.insert(text);
        field
    }

    /// What it holds.
    pub fn text(&self) -> &str {
        self.0.value()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Edits; says whether the text is another one now.
    pub fn edit(&mut self, edit: &Edit) -> bool {
        let request = match edit {
            Edit::Insert(c) => return self.insert(c.encode_utf8(&mut [0; 4])),
            Edit::Paste(text) => return self.insert(text),
            Edit::Backspace => InputRequest::DeletePrevChar,
            Edit::Delete => InputRequest::DeleteNextChar,
            Edit::DeleteWord => InputRequest::DeletePrevWord,
            Edit::DeleteToStart => InputRequest::DeleteFromStart,
            Edit::DeleteToEnd => InputRequest::DeleteTillEnd,
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::WordLeft => InputRequest::GoToPrevWord,
            Edit::WordRight => InputRequest::GoToNextWord,
            Edit::Home => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
        };
        self.0.handle(request).is_some_and(|changed| changed.value)
    }

    /// What is seen in so many columns: the text scrolled so that the cursor, which takes a
    /// column of its own, is in view.
    pub fn view(&self, columns: usize) -> FieldView {
        let room = columns.saturating_sub(1);
        let scroll = self.0.visual_scroll(room);
        let mut seen = String::new();
        let (mut skipped, mut used) = (0, 0);
        for (cluster, w) in clusters(self.text()) {
            if skipped < scroll {
                skipped += w;
            } else if used + w <= columns {
                seen.push_str(cluster);
                used += w;
            } else {
                break;
            }
        }
        FieldView {
            text: SafeText::new(&seen),
            cursor: self.0.visual_cursor().saturating_sub(scroll).min(room),
        }
    }

    /// Puts in the first line of a text, controls made visible, as much of it as there is room.
    fn insert(&mut self, text: &str) -> bool {
        let line = text.lines().next().unwrap_or_default().replace('\t', " ");
        let mut room = limits::PASTE_BYTES.saturating_sub(self.text().len());
        let mut changed = false;
        for c in SafeText::new(&line).chars() {
            let Some(left) = room.checked_sub(c.len_utf8()) else {
                break;
            };
            room = left;
            changed |= self.0.handle(InputRequest::InsertChar(c)).is_some();
        }
        changed
    }
}
