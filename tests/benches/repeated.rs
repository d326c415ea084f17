//! A library in memory: a few texts, repeated until they are as many bytes as wanted.

use std::path::Path;

use archtui::catalog::{Entry, FileText, Listing, ReadError, Source};
use archtui::model::FileKind;
use archtui::text::SafeText;
use archtui::world::files::DirSource;

use crate::prose::{Dice, document, table, tree};

/// The texts, and how often each stands in the library.
#[derive(Debug)]
pub(crate) struct Repeated {
    texts: Vec<String>,
    times: usize,
}

impl Repeated {
    /// All markdown of a folder.
    pub(crate) fn folder(folder: &Path, bytes: usize) -> Self {
        let source = DirSource::open(folder, "content").unwrap();
        let markdown = source.list().entries.into_iter().map(|entry| entry.path);
        let markdown = markdown.filter(|path| FileKind::Loose.is_document(path));
        let texts = markdown.map(|path| source.read(&path).unwrap().text);
        Self::texts(texts.collect(), bytes)
    }

    /// Documents of prose, lists and code; one in `every` has a tree and a table.
    pub(crate) fn generated(documents: usize, every: usize, seed: u64, bytes: usize) -> Self {
        let mut dice = Dice(seed);
        let text = |number: usize| {
            let mut text = document(&format!("Topic {number}"), 12, &mut dice);
            if number.is_multiple_of(every) {
                text.push_str(&tree(&mut dice));
                text.push_str(&table(&mut dice));
            }
            text
        };
        Self::texts((0..documents).map(text).collect(), bytes)
    }

    /// Texts, repeated as a whole.
    fn texts(texts: Vec<String>, bytes: usize) -> Self {
        let once: usize = texts.iter().map(String::len).sum();
        let times = bytes.div_ceil(once.max(1));
        Self { texts, times }
    }

    /// Every text of the library.
    pub(crate) fn all(&self) -> impl Iterator<Item = &String> {
        (0..self.times).flat_map(|_| &self.texts)
    }
}

impl Source for Repeated {
    fn name(&self) -> SafeText {
        SafeText::new("repeated")
    }

    fn list(&self) -> Listing {
        let entry = |(number, text): (usize, &String)| Entry {
            path: format!("{number:07}.md"),
            size: u64::try_from(text.len()).unwrap_or(u64::MAX),
        };
        Listing {
            entries: self.all().enumerate().map(entry).collect(),
            diagnostics: Vec::new(),
        }
    }

    fn read(&self, path: &str) -> Result<FileText, ReadError> {
        let number: Option<usize> = path.strip_suffix(".md").and_then(|n| n.parse().ok());
        let text = number.and_then(|number| self.texts.get(number % self.texts.len()));
        Ok(FileText {
            text: text.ok_or(ReadError::NoSuchFile)?.clone(),
            ..FileText::default()
        })
    }
}
