//! The themes that can be chosen. A frame needs one of them, so each is read when it is first
//! looked at.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::{Depth, Theme, read};
use crate::diagnostic::Diagnostic;

/// The themes by id, in order, as the terminal at hand can show them.
#[derive(Clone, Debug)]
pub struct Shelf {
    depth: Depth,
    books: Vec<Book>,
}

/// A theme file and, once it was looked at, what it says.
#[derive(Clone, Debug)]
struct Book {
    id: String,
    text: Cow<'static, str>,
    read: OnceLock<(Theme, Vec<Diagnostic>)>,
}

impl Shelf {
    /// A shelf with no theme on it yet, for a terminal that has so many colours.
    pub const fn new(depth: Depth) -> Self {
        Self {
            depth,
            books: Vec::new(),
        }
    }

    /// Adds a theme file at the end, in place of one of the same id. Add all before any is looked
    /// at: one may inherit from another.
    pub fn add(&mut self, id: impl Into<String>, text: impl Into<Cow<'static, str>>) {
        let id = id.into();
        self.books.retain(|book| book.id != id);
        self.books.push(Book {
            id,
            text: text.into(),
            read: OnceLock::new(),
        });
    }

    /// The id of the theme at a position.
    pub fn id(&self, at: usize) -> Option<&str> {
        self.books.get(at).map(|book| book.id.as_str())
    }

    /// The position of the theme with an id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.books.iter().position(|book| book.id == id)
    }

    /// The theme at a position.
    pub fn theme(&self, at: usize) -> Option<&Theme> {
        self.read(at).map(|(theme, _)| theme)
    }

    /// All themes, in order: reads those that nobody looked at yet.
    pub fn themes(&self) -> impl Iterator<Item = &Theme> {
        (0..self.books.len()).filter_map(|at| self.theme(at))
    }

    /// What is wrong with the file of the theme at a position.
    pub fn findings(&self, at: usize) -> &[Diagnostic] {
        self.read(at).map_or(&[], |(_, found)| found)
    }

    fn read(&self, at: usize) -> Option<&(Theme, Vec<Diagnostic>)> {
        let book = self.books.get(at)?;
        let parent = |id: &str| {
            let parent = self.books.iter().find(|book| book.id == id);
            parent.map(|book| book.text.clone().into_owned())
        };
        Some(book.read.get_or_init(|| {
            let (theme, found) = read(&book.text, &parent);
            (theme.at_depth(self.depth), found)
        }))
    }
}

/// Shelves are the same when the same files stand on them, whatever of them was read.
impl PartialEq for Shelf {
    fn eq(&self, other: &Self) -> bool {
        let files = |shelf: &Self| -> Vec<(String, Cow<'static, str>)> {
            let books = shelf.books.iter();
            books
                .map(|book| (book.id.clone(), book.text.clone()))
                .collect()
        };
        self.depth == other.depth && files(self) == files(other)
    }
}

#[cfg(test)]
mod tests {
    use super::{Depth, Shelf};

    fn shelf() -> Shelf {
        let mut shelf = Shelf::new(Depth::True);
        shelf.add("elm", "name: Elm\nui: {text: red}");
        shelf.add("oak", "inherits: elm\nname: Oak");
        shelf
    }

    #[test]
    fn a_theme_is_read_when_it_is_looked_at() {
        let shelf = shelf();
        let read = |shelf: &Shelf| -> Vec<bool> {
            let books = shelf.books.iter();
            books.map(|book| book.read.get().is_some()).collect()
        };
        assert_eq!(shelf.theme(1).map(|theme| &*theme.name), Some("Oak"));
        assert_eq!(read(&shelf), vec![false, true]);
        assert_eq!(shelf.themes().count(), 2);
        assert_eq!(read(&shelf), vec![true, true]);
        assert_eq!(shelf, self::shelf());
    }

    #[test]
    fn a_file_takes_the_place_of_one_with_its_id() {
        let mut shelf = shelf();
        shelf.add("elm", "name: Another Elm\nui: {txt: red}");
        assert_eq!((shelf.id(0), shelf.position("elm")), (Some("oak"), Some(1)));
        assert_eq!(
            shelf.theme(1).map(|theme| &*theme.name),
            Some("Another Elm")
        );
        assert_eq!(shelf.findings(1).len(), 1);
        // Also as a parent.
        assert_eq!(shelf.findings(0).len(), 1);
        assert_eq!(shelf.theme(2), None);
    }
}
