//! Content in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use archtui::catalog::{Entry, FileText, Holds, Listing, ReadError, Source};
use archtui::text::SafeText;

/// A source whose files are given as text.
#[derive(Debug)]
pub(crate) struct MemorySource {
    name: String,
    holds: Holds,
    files: BTreeMap<String, String>,
}

impl MemorySource {
    /// A source of `(path, text)` pairs.
    pub(crate) fn holding(name: &str, files: &[(&str, &str)]) -> Arc<dyn Source> {
        Self::of(Holds::Content, name, files)
    }

    /// A folder of records, of `(name, text)` pairs.
    pub(crate) fn of_records(name: &str, files: &[(&str, &str)]) -> Arc<dyn Source> {
        Self::of(Holds::Records, name, files)
    }

    fn of(holds: Holds, name: &str, files: &[(&str, &str)]) -> Arc<dyn Source> {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        Arc::new(Self {
            name: name.to_owned(),
            holds,
            files: files.collect(),
        })
    }
}

impl Source for MemorySource {
    fn name(&self) -> SafeText {
        SafeText::new(&self.name)
    }

    fn holds(&self) -> Holds {
        self.holds
    }

    fn list(&self) -> Listing {
        let entry = |(path, text): (&String, &String)| Entry {
            path: path.clone(),
            size: text.len() as u64,
        };
        Listing {
            entries: self.files.iter().map(entry).collect(),
            diagnostics: Vec::new(),
        }
    }

    fn read(&self, path: &str) -> Result<FileText, ReadError> {
        let text = self.files.get(path).ok_or(ReadError::NoSuchFile)?;
        Ok(FileText {
            text: text.clone(),
            ..FileText::default()
        })
    }
}
