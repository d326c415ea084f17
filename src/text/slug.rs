//! Anchors of headings and names of files.

use std::collections::BTreeMap;

/// The anchor of a heading, as GitHub makes it: lower case, spaces to hyphens, other
/// punctuation dropped. Empty when nothing is left.
pub fn slug(heading: &str) -> String {
    let mut out = String::new();
    for c in heading.trim().chars() {
        match c {
            ' ' | '-' => out.push('-'),
            '_' => out.push('_'),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// Slugs of one document, told apart by `-1`, `-2` as GitHub does.
#[derive(Debug, Default)]
pub struct Slugs(BTreeMap<String, usize>);

impl Slugs {
    /// The next slug for a heading with this text; `top` when it has none.
    pub fn next(&mut self, heading: &str) -> String {
        let mut base = slug(heading);
        if base.is_empty() {
            base.push_str("top");
        }
        let seen = self.0.entry(base.clone()).or_insert(0);
        let name = if *seen == 0 {
            base.clone()
        } else {
            format!("{base}-{seen}")
        };
        *seen += 1;
        name
    }
}

/// A file name part from a title: `[a-z0-9-]`, at most 60 characters, never empty, never a
/// reserved Windows name.
pub fn file_slug(title: &str) -> String {
    let _ = title;
    String::new() // replaced by the real thing in this room
}
