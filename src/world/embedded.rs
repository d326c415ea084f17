//! The built-in library and themes, packed into the program by `src/build.rs`.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::catalog::{Entry, FileText, Listing, ReadError, Source};
use crate::text::SafeText;
use crate::world::decode::decode;
use crate::world::fresh::Fresh;

/// A file of the built-in library: where it stands in the blob, and its size when unpacked.
struct Packed {
    path: &'static str,
    start: usize,
    end: usize,
    size: usize,
}

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.bin"));

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// What the built-in library is called wherever a source is named.
pub const BUILTIN: &str = "builtin";

/// The built-in library.
#[derive(Clone, Copy, Debug, Default)]
pub struct EmbeddedSource;

impl Source for EmbeddedSource {
    fn name(&self) -> SafeText {
        SafeText::new(BUILTIN)
    }

    fn glance(&self) -> Listing {
        listed(|file| file.path.ends_with("/SKILL.md"))
    }

    fn list(&self) -> Listing {
        listed(|_| true)
    }

    fn read(&self, path: &str) -> Result<FileText, ReadError> {
        let at = FILES
            .binary_search_by(|file| file.path.cmp(path))
            .map_err(|_| ReadError::NoSuchFile)?;
        let file = FILES.get(at).ok_or(ReadError::NoSuchFile)?;
        let bytes = unpacked(file)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        decode(bytes, size)
    }
}

/// The files of the built-in library as they are, to be written elsewhere.
///
/// # Errors
/// Where the program itself is damaged.
pub fn embedded_files() -> Result<Vec<Fresh>, ReadError> {
    let fresh = |file: &Packed| {
        Ok(Fresh {
            path: file.path.to_owned(),
            bytes: unpacked(file)?,
        })
    };
    FILES.iter().map(fresh).collect()
}

fn unpacked(file: &Packed) -> Result<Vec<u8>, ReadError> {
    let packed = BLOB.get(file.start..file.end).unwrap_or_default();
    decompress_to_vec_with_limit(packed, file.size)
        .map_err(|_| ReadError::Io("this copy of archtui is damaged; install it again".to_owned()))
}

/// The packed files that are wanted.
fn listed(wanted: impl Fn(&Packed) -> bool) -> Listing {
    let entry = |file: &Packed| Entry {
        path: file.path.to_owned(),
        size: u64::try_from(file.size).unwrap_or(u64::MAX),
    };
    Listing {
        entries: FILES
            .iter()
            .filter(|file| wanted(file))
            .map(entry)
            .collect(),
        diagnostics: Vec::new(),
    }
}

/// The built-in themes: name and YAML text, sorted by name.
pub fn embedded_themes() -> &'static [(&'static str, &'static str)] {
    THEMES
}
