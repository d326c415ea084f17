//! Where content comes from, as the library half sees it. Implemented in `world/` for disk and
//! for the embedded content, in tests for memory.

use std::fmt::Debug;

use crate::diagnostic::Diagnostic;
use crate::text::SafeText;

/// A folder of content.
pub trait Source: Debug + Send + Sync {
    /// `builtin`, or the folder as given.
    fn name(&self) -> SafeText;

    /// What its files are.
    fn holds(&self) -> Holds {
        Holds::Content
    }

    /// The `SKILL.md` files that stand where skills are usually put, found without entering the
    /// skills: for a first frame, some 1.5 microseconds a skill. Part of what [`Source::list`]
    /// lists, sorted by path, without diagnostics; a source that lists at once lists all.
    fn glance(&self) -> Listing {
        self.list()
    }

    /// All files below it, sorted by path, with skipped folders, caps and containment applied.
    fn list(&self) -> Listing;

    /// Reads a file named by [`Source::list`]: decoded, cut at its cap.
    fn read(&self, path: &str) -> Result<FileText, ReadError>;

    /// The path of a file for an editor, if it stands on a disk.
    fn disk_path(&self, path: &str) -> Option<std::path::PathBuf> {
        let _ = path;
        None
    }
}

/// What the files of a source are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holds {
    /// Content: skills and documents.
    #[default]
    Content,
    /// Records of decisions of the project.
    Records,
}

/// The files of a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// Sorted by path.
    pub entries: Vec<Entry>,
    /// What was skipped and why. Their places have no file; paths are in the messages.
    pub diagnostics: Vec<Diagnostic>,
}

impl Listing {
    /// The listing of a source that could not be listed at all.
    pub fn failed(source: &SafeText, why: &str) -> Self {
        let message = format!("{source} could not be listed: {why}");
        let hint = "check that you may read it, or give another folder";
        Self {
            entries: Vec::new(),
            diagnostics: vec![Diagnostic::error("io", message).hint(hint)],
        }
    }
}

/// A file of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Below the source, with `/`.
    pub path: String,
    /// In bytes.
    pub size: u64,
}

/// The text of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileText {
    /// Decoded as UTF-8 (a BOM dropped, UTF-16 converted, wrong bytes as U+FFFD). Raw: not safe
    /// to show.
    pub text: String,
    /// `Some(size)` when only the first part was read.
    pub truncated: Option<u64>,
    /// Byte offset of the first wrong byte, if any.
    pub invalid_at: Option<usize>,
    /// How its characters were written.
    pub encoding: Encoding,
}

/// How the characters of a file were written. Reading takes all of them; other programs stop at
/// the last two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-8 behind a byte order mark.
    MarkedUtf8,
    /// UTF-16 behind a byte order mark.
    Utf16,
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is gone, or never was.
    #[error("there is no such file")]
    NoSuchFile,
    /// It leads out of its source.
    #[error("it leads outside its skill")]
    Outside,
    /// It is a folder, device, pipe or socket.
    #[error("it is not a regular file")]
    NotAFile,
    /// It is not text.
    #[error("it is not text")]
    Binary,
    /// The system said no.
    #[error("{0}")]
    Io(String),
}
