//! Folders of examples: each `NAME.md` is an input, `NAME.expected` beside it what comes of it.

#![expect(clippy::disallowed_methods, reason = "the examples are files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs every example of `tests/corpus/FOLDER`. With `UPDATE=1` the expectations are written
/// instead of compared: read the difference before you commit it.
pub(crate) fn run(folder: &str, read: impl Fn(&str) -> String) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(folder);
    let files: BTreeSet<PathBuf> = fs::read_dir(&dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    let update = std::env::var_os("UPDATE").is_some();
    let mut ran = 0;
    for input in files
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
    {
        let found = read(&fs::read_to_string(input).unwrap());
        let expected = input.with_extension("expected");
        if update {
            fs::write(&expected, &found).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        assert!(
            found == wanted,
            "{} reads as\n{found}\ninstead of\n{wanted}",
            input.display()
        );
        ran += 1;
    }
    assert!(ran > 0, "no examples in {}", dir.display());
    for file in files
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "expected"))
    {
        assert!(
            file.with_extension("md").exists(),
            "{} has no input",
            file.display()
        );
    }
}
