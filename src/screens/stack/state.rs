//! Where the person is in the stack.

use crate::adr::Template;

/// The state of the screen; the stack itself is the program's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StackScreen {
    /// The decision under the cursor.
    pub at: usize,
    /// The fact under the cursor, while the facts are shown.
    pub fact: Option<usize>,
    /// The template of the preview.
    pub template: Template,
    /// Whether the record has the whole screen.
    pub peek: bool,
    /// The first line of the record that is shown.
    pub scroll: usize,
}
