//! What a change of a file is, as lines.

use similar::TextDiff;

/// Lines shown around a change.
const AROUND: usize = 3;

/// A unified diff of a file, as `diff -u` has it; empty where nothing changes. A file that is not
/// there yet is all new lines, one that goes away all old ones.
pub fn diff(name: &str, before: Option<&str>, after: Option<&str>) -> String {
    let side = |text: Option<&str>| text.map_or("/dev/null", |_| name);
    TextDiff::from_lines(before.unwrap_or_default(), after.unwrap_or_default())
        .unified_diff()
        .context_radius(AROUND)
        .header(side(before), side(after))
        .to_string()
}
