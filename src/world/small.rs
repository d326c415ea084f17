//! Text files that are read whole: records, templates, what is written down of a change. Each is a
//! regular file of a bounded size. A pipe that stands under its name is never opened, as nobody may
//! ever write to it.

#![expect(
    clippy::disallowed_methods,
    reason = "world/ is where the disk is touched"
)]

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use cap_std::ambient_authority;
use cap_std::fs::Dir;

use crate::limits;
use crate::world::errors::plain;

/// The text of a file that is no larger than a document may be; else why there is none.
pub fn text(path: &Path) -> Result<String, String> {
    text_up_to(path, limits::FILE_BYTES)
}

/// The text of a file; `None` where there is no file, and why not where it cannot be read.
pub fn text_of(path: &Path) -> Result<Option<String>, String> {
    if_there(path, limits::FILE_BYTES)
}

/// The same for a file of at most so many bytes.
pub(super) fn if_there(path: &Path, most: u64) -> Result<Option<String>, String> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => text_up_to(path, most).map(Some),
    }
}

/// The text of a file below a folder, whatever links there lead to, as long as they stay there.
pub(super) fn text_within(folder: &Path, file: &str) -> Result<String, String> {
    let folder = Dir::open_ambient_dir(folder, ambient_authority()).map_err(|e| plain(&e))?;
    let meta = folder.metadata(file).map_err(|error| plain(&error))?;
    let open = || folder.open(file).map(cap_std::fs::File::into_std);
    opened((meta.is_file(), meta.len()), open, limits::FILE_BYTES)
}

fn text_up_to(path: &Path, most: u64) -> Result<String, String> {
    let meta = fs::metadata(path).map_err(|error| plain(&error))?;
    opened((meta.is_file(), meta.len()), || File::open(path), most)
}

/// Opens a file only when it is known to be one, and reads it.
fn opened(
    (is_file, bytes): (bool, u64),
    open: impl FnOnce() -> io::Result<File>,
    most: u64,
) -> Result<String, String> {
    if !is_file {
        return Err("it is no file".to_owned());
    }
    if bytes > most {
        return Err(too_large(most));
    }
    let mut bytes = Vec::new();
    open()
        // It may have grown since, and may not be cut off then.
        .and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
        .map_err(|error| plain(&error))?;
    if bytes.len() as u64 > most {
        return Err(too_large(most));
    }
    String::from_utf8(bytes).map_err(|_| "it is no text in UTF-8".to_owned())
}

fn too_large(most: u64) -> String {
    format!("it is larger than {most} bytes")
}
