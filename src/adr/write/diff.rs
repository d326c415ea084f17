//! What a change of a file is, as lines.

use similar::TextDiff;

/// Lines shown around a change.
const AROUND: usize = 3;

/// A unified diff of a file, as `diff -u` has it; empty where nothing changes. A file that is not
/// there yet is all new lines.
pub fn diff(name: &str, before: Option<&str>, after: &str) -> String {
    let old = before.map_or("/dev/null", |_| name);
    TextDiff::from_lines(before.unwrap_or_default(), after)
        .unified_diff()
        .context_radius(AROUND)
        .header(old, name)
        .to_string()
}
