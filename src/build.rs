//! Packs `content/` and `themes/` into the program: `content.bin` holds each file deflated on its
//! own, so that one can be read without the others; `embedded.rs` says where each one stands.

#![forbid(unsafe_code)]
#![expect(
    clippy::disallowed_methods,
    reason = "the build reads the project's own folders"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// How hard to deflate: the most, since it is done once.
const LEVEL: u8 = 10;
/// What is said about the library; no part of it.
const ABOUT: &str = "README.md";

fn main() -> io::Result<()> {
    cargo_tell("rerun-if-changed=src/build.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut blob = Vec::new();
    let mut table = String::from("static FILES: &[Packed] = &[\n");
    let content = files(&root.join("content"))?;
    for (path, bytes) in content.into_iter().filter(|(path, _)| path != ABOUT) {
        let packed = miniz_oxide::deflate::compress_to_vec(&bytes, LEVEL);
        let place = [blob.len(), blob.len() + packed.len(), bytes.len()];
        let [start, end, size] = place.map(grouped);
        blob.extend(packed);
        let row =
            format!("    Packed {{ path: {path:?}, start: {start}, end: {end}, size: {size} }},\n");
        table.push_str(&row);
    }
    table.push_str("];\n");
    themes(&root.join("themes"), &mut table)?;
    fs::write(out.join("content.bin"), blob)?;
    fs::write(out.join("embedded.rs"), table)
}

fn themes(folder: &Path, table: &mut String) -> io::Result<()> {
    table.push_str("static THEMES: &[(&str, &str)] = &[\n");
    for (path, _) in files(folder)? {
        let Some(name) = path
            .strip_suffix(".yaml")
            .filter(|name| !name.contains('/'))
        else {
            continue;
        };
        let file = folder.join(&path);
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "    ({name:?}, include_str!({:?})),",
            file.display().to_string()
        );
    }
    table.push_str("];\n");
    Ok(())
}

/// A number as Rust is written: `106_033`.
fn grouped(number: usize) -> String {
    let mut out = number.to_string();
    let mut at = out.len();
    while at > 3 {
        at -= 3;
        out.insert(at, '_');
    }
    out
}

/// All files below a folder but hidden ones, by their path below it, sorted. A folder that is not
/// there has none.
fn files(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    // Cargo looks at everything below a folder that is named here, and at whether it is there.
    cargo_tell(&format!("rerun-if-changed={}", folder.display()));
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    let mut todo = vec![String::new()];
    while let Some(below) = todo.pop() {
        for entry in fs::read_dir(folder.join(&below))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let path = if below.is_empty() {
                name
            } else {
                format!("{below}/{name}")
            };
            if entry.file_type()?.is_dir() {
                todo.push(path);
            } else {
                files.push((path, fs::read(entry.path())?));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A line on stdout is how a build script speaks to cargo.
fn cargo_tell(line: &str) {
    println!("cargo::{line}");
}
