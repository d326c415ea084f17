//! Template files of records.

#![expect(
    clippy::disallowed_methods,
    reason = "world/ is where the disk is touched"
)]

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use cap_std::ambient_authority;
use cap_std::fs::Dir;

use crate::limits;
use crate::world::errors::plain;

/// The text of a template that the project's settings name: one that lies in the project, whatever
/// links there lead to. Else why there is none.
pub fn of_project(project: &Path, file: &str) -> Result<String, String> {
    let folder = Dir::open_ambient_dir(project, ambient_authority());
    let opened = folder.and_then(|folder| folder.open(file));
    text(opened.map(cap_std::fs::File::into_std))
}

/// The text of a template that a person names; else why there is none.
pub fn named(path: &Path) -> Result<String, String> {
    text(File::open(path))
}

fn text(opened: io::Result<File>) -> Result<String, String> {
    let file = opened.map_err(|error| plain(&error))?;
    let meta = file.metadata().map_err(|error| plain(&error))?;
    if !meta.is_file() {
        return Err("it is no file".to_owned());
    }
    let mut bytes = Vec::new();
    file.take(limits::FILE_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|error| plain(&error))?;
    String::from_utf8(bytes).map_err(|_| "it is no text in UTF-8".to_owned())
}
