//! The places that a record cites, numbered as they are met.

use std::collections::BTreeMap;

use crate::adr::gather::Gather;
use crate::adr::record::{Source, Stated};
use crate::catalog::Place;
use crate::model::{Citation, CitationSource};
use crate::parse::{ParseCx, citation};
use crate::text::{FileId, SafeText, digest_of_words};
use crate::walk::StatedNote;

/// Characters up to which the words at a place are quoted.
const QUOTED: usize = 120;

/// The sources met so far.
#[derive(Default)]
pub(super) struct Sources {
    /// They.
    pub(super) met: Vec<Source>,
    /// Where each stands and whom it cites: what makes two statements of one source.
    places: Vec<(Place, Option<Citation>)>,
    /// What the files read so far say, by line; the first saying of a line counts.
    said: BTreeMap<FileId, BTreeMap<u32, SafeText>>,
}

impl Gather<'_> {
    /// A statement at a place.
    pub(super) fn stated(&mut self, text: &str, at: &Place, cite: Option<&Citation>) -> Stated {
        Stated {
            sources: self.source(at, cite).into_iter().collect(),
            ..Stated::plain(text)
        }
    }

    /// What a note says, in its own words: they are its quote where its line cannot be read.
    pub(super) fn note(&mut self, note: &StatedNote) -> Stated {
        let known = self.sources.met.len();
        let stated = self.stated(&note.text, &note.at, note.cite.as_ref());
        let new = self.sources.met.get_mut(known);
        if let Some(source) = new.filter(|source| source.quote.is_empty()) {
            source.quote = quoted(&note.text);
        }
        stated
    }

    /// A statement in the words of the person or of the stack, the sources that it names at its
    /// end taken as such.
    pub(super) fn said(&mut self, text: &str) -> Stated {
        let declared = self.catalog.manifest.citations.iter();
        let citations = declared.map(|source| source.id.to_string()).collect();
        let cx = ParseCx {
            file: FileId::default(),
            citations: &citations,
        };
        let cited = citation::take(text, cx);
        let mut stated = Stated::plain(&cited.text);
        for cite in &cited.cites {
            let source = self.source(&Place::default(), Some(cite));
            stated.also(source.as_slice());
        }
        stated
    }

    /// The number of a source: the next one, or the one that it has already.
    pub(super) fn source(&mut self, at: &Place, cite: Option<&Citation>) -> Option<usize> {
        let entry = (at.clone(), cite.cloned());
        let mut known = self.sources.places.iter();
        if let Some(known) = known.position(|known| *known == entry) {
            return Some(known);
        }
        let declared = cite.and_then(|cite| self.catalog.manifest.source_of(cite));
        let date = declared.and_then(|source| source.date.clone());
        let cited = cite.map(|cite| titled(cite, declared));
        let source = match (at.file.is_empty(), cited) {
            (false, cite) => {
                let said = self.said_at(at);
                Source {
                    place: self.place_text(at),
                    quote: said.as_deref().map(quoted).unwrap_or_default(),
                    digest: said
                        .map(|said| SafeText::from(digest_of_words(&said)))
                        .unwrap_or_default(),
                    cite,
                    date: date.unwrap_or_default(),
                    link: below_current(at),
                }
            }
            (true, Some(place)) => Source {
                place,
                date: date.unwrap_or_default(),
                ..Source::default()
            },
            (true, None) => return None,
        };
        self.sources.met.push(source);
        self.sources.places.push(entry);
        Some(self.sources.places.len() - 1)
    }

    fn said_at(&mut self, at: &Place) -> Option<SafeText> {
        let file = self.catalog.file_of(at)?;
        let catalog = self.catalog;
        let by_line = self.sources.said.entry(file).or_insert_with(|| {
            let mut by_line = BTreeMap::new();
            for (line, said) in catalog.sayings(file) {
                by_line.entry(line).or_insert(said);
            }
            by_line
        });
        by_line
            .get(&at.line)
            .filter(|said| !said.is_empty())
            .cloned()
    }

    /// A place as a reader can find it again: our own library by its version.
    fn place_text(&self, at: &Place) -> SafeText {
        if at.source != "builtin" {
            return SafeText::new(&at.to_string());
        }
        let libraries = self.stack.library.iter();
        let mut builtin = libraries.filter(|library| library.from == "builtin");
        let version = builtin.find_map(|library| library.version.as_deref());
        let version = version.unwrap_or(env!("CARGO_PKG_VERSION"));
        SafeText::new(&format!("archtui {version}: {at}"))
    }
}

/// A place seen from the current folder, where its source is a folder below that: the name of such
/// a source is its path from there.
fn below_current(at: &Place) -> SafeText {
    let source = at.source.as_str();
    let outside = source.starts_with(['/', '~', '.']) || source.contains([':', '\\']);
    if source == "builtin" || outside && source != "." {
        return SafeText::default();
    }
    let folder = Some(source).filter(|source| *source != ".");
    let folder = folder.map_or_else(String::new, |folder| format!("{folder}/"));
    let line = Some(at.line).filter(|line| *line > 0);
    let line = line.map_or_else(String::new, |line| format!("#L{line}"));
    SafeText::one_line(&format!("{folder}{}{line}", at.file))
}

/// A citation with the title of what it cites.
fn titled(cite: &Citation, source: Option<&CitationSource>) -> SafeText {
    let title = source.map(|source| &source.title).filter(|t| !t.is_empty());
    match title {
        Some(title) => SafeText::new(&format!("{cite}, {title}")),
        None => SafeText::new(&cite.to_string()),
    }
}

/// The beginning of a text, cut between words.
fn quoted(text: &str) -> SafeText {
    let text = SafeText::one_line(text);
    if text.chars().count() <= QUOTED {
        return text;
    }
    let head: String = text.chars().take(QUOTED).collect();
    let whole = head
        .rsplit_once(' ')
        .map_or(head.as_str(), |(whole, _)| whole);
    SafeText::from(format!("{whole} \u{2026}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_short_and_ends_between_words() {
        let long = "word ".repeat(60);
        let quote = quoted(&long);
        assert!(quote.chars().count() <= QUOTED + 2);
        assert!(quote.ends_with("word \u{2026}"), "{quote}");
        assert_eq!(quoted("short").as_str(), "short");
    }
}
