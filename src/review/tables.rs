//! The tables of a library by what their rows and heads name, read once for all look-ups.

use crate::catalog::Catalog;
use crate::model::{CitedText, ComparisonTable, Orientation, TechId, Technology};
use crate::review::Source;
use crate::text::Location;
use crate::walk::StatedLimit;

/// The tables of a library.
#[derive(Clone, Debug)]
pub struct Tables<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) all: Vec<Named<'a>>,
}

/// A table with what it names.
#[derive(Clone, Debug)]
pub(super) struct Named<'a> {
    pub(super) table: &'a ComparisonTable,
    /// What each row is about, by its first cell.
    pub(super) rows: Vec<Option<TechId>>,
    /// What each head names, that of the first column too.
    pub(super) heads: Vec<Option<TechId>>,
    /// What the page and the heading that it stands under are about.
    pub(super) about: Vec<TechId>,
    /// Whether all its rows are languages.
    pub(super) by_language: bool,
}

impl<'a> Tables<'a> {
    /// Reads the names in all tables.
    pub fn of(catalog: &'a Catalog) -> Self {
        Self {
            catalog,
            all: catalog
                .tables()
                .map(|table| named(catalog, table))
                .collect(),
        }
    }

    /// How many tables lay a technology beside others, and where the first does.
    pub(super) fn speaking_of(&self, id: &TechId) -> (usize, Option<Source>) {
        let own = self.all.iter().filter_map(|named| {
            let (cell, at) = named.cells_of(id).next()?;
            Some(Source::of(self.catalog, at, cell.cites.first()))
        });
        let own: Vec<Source> = own.collect();
        (own.len(), own.into_iter().next())
    }

    /// The limits that tables state of a technology.
    pub(super) fn limits(&self, id: &TechId) -> Vec<StatedLimit> {
        let cells = self.all.iter().flat_map(|named| named.cells_of(id));
        cells
            .flat_map(|(cell, at)| StatedLimit::in_text(&cell.text, at, cell.cites.first()))
            .collect()
    }
}

impl<'a> Named<'a> {
    /// What a table states of something that it compares.
    fn cells_of(&self, id: &TechId) -> impl Iterator<Item = (&'a CitedText, Location)> {
        let names = match self.table.orientation {
            Orientation::Rows => self.rows.as_slice(),
            Orientation::Columns => self.heads.get(1..).unwrap_or_default(),
            Orientation::Decision | Orientation::Other => &[],
        };
        let at = names.iter().position(|name| name.as_ref() == Some(id));
        let table = self.table;
        let cells = at.into_iter().flat_map(move |at| {
            (0..table.criteria().len()).filter_map(move |criterion| table.cell(at, criterion))
        });
        cells.filter(|(cell, _)| !cell.text.is_empty())
    }
}

fn named<'a>(catalog: &Catalog, table: &'a ComparisonTable) -> Named<'a> {
    let name = |cell: Option<&CitedText>| meant(catalog, &cell?.text);
    let rows: Vec<Option<TechId>> = table
        .rows
        .iter()
        .map(|row| name(row.cells.first()))
        .collect();
    let language = |id: &Option<TechId>| {
        let known = id.as_ref().and_then(|id| catalog.technology(id));
        known.is_some_and(Technology::is_language)
    };
    let titles = [table.title.clone(), catalog.file_title(table.at.file)];
    Named {
        by_language: !rows.is_empty() && rows.iter().all(language),
        heads: table.header.iter().map(|head| name(Some(head))).collect(),
        about: titles
            .iter()
            .filter_map(|title| meant(catalog, title))
            .collect(),
        rows,
        table,
    }
}

/// The one technology that a text names.
fn meant(catalog: &Catalog, text: &str) -> Option<TechId> {
    if let Some(id) = catalog.names.resolve(text) {
        return Some(id.clone());
    }
    match catalog.names.in_label(text).as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}
