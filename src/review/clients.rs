//! The libraries by which a language reaches a technology, from tables of languages and names,
//! either way round, and from what a manifest says of client libraries.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::compare::{is_none, is_unsaid, value_key};
use crate::model::{Citation, CitedText, ComparisonTable, TechId, Technology};
use crate::review::Source;
use crate::text::{Location, SafeText};

/// Words of a head that stands over libraries whatever the table is about.
const LIBRARIES: [&str; 8] = [
    "library",
    "libraries",
    "client",
    "clients",
    "driver",
    "sdk",
    "package",
    "crate",
];

/// A library by which a language reaches a technology.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Client {
    /// The language.
    pub language: TechId,
    /// What it reaches.
    pub technology: TechId,
    /// What is listed, as written: a library, several, or a way round.
    pub name: SafeText,
    /// Where it is listed.
    #[serde(flatten)]
    pub source: Source,
}

/// What is listed for a language to reach a technology.
#[derive(Clone, Debug, PartialEq)]
pub enum Clients {
    /// These.
    Listed(Vec<Client>),
    /// A list says that there is none.
    NoneListed {
        /// Its words.
        quote: SafeText,
        /// Where it stands.
        source: Source,
    },
    /// No list speaks of both.
    NotStated,
}

/// What is listed for a language to reach a technology.
pub fn clients(catalog: &Catalog, of: &Technology, language: &TechId) -> Clients {
    let mut seen = BTreeSet::new();
    let mut listed = Vec::new();
    let mut none = None;
    let mut add = |name: &SafeText, source: Source, listed: &mut Vec<Client>| {
        if seen.insert(value_key(name)) {
            listed.push(Client {
                language: language.clone(),
                technology: of.id.clone(),
                name: name.clone(),
                source,
            });
        }
    };
    for table in catalog.tables() {
        for (cell, at) in cells(catalog, table, of, language) {
            let source = Source::of(catalog, at, cell.cites.first());
            if is_unsaid(&cell.text) {
            } else if is_none(&cell.text) {
                none.get_or_insert((cell.text.clone(), source));
            } else {
                add(&cell.text, source, &mut listed);
            }
        }
    }
    for (known, cite) in declared(catalog, of, language) {
        let source = Source::of(catalog, known.at, cite);
        let named = |one: &Client| catalog.names.in_label(&one.name).contains(&known.id);
        if !listed.iter().any(named) {
            add(&known.name, source, &mut listed);
        }
    }
    match none {
        _ if !listed.is_empty() => Clients::Listed(listed),
        Some((quote, source)) => Clients::NoneListed { quote, source },
        None => Clients::NotStated,
    }
}

/// Whether any list says by what some language reaches things of a kind: then one that is not
/// among them is missing, else nobody needs a library for it.
pub(super) fn has_clients(catalog: &Catalog, kind: &SafeText) -> bool {
    let is = |id: &TechId| {
        let known = catalog.technology(id);
        known.is_some_and(|known| known.kind.as_ref() == Some(kind))
    };
    let mut tables = catalog.tables();
    tables.any(|table| {
        let by_rows = languages_in_rows(catalog, table);
        by_rows && heads(catalog, table).iter().flatten().any(is)
    })
}

/// The cells of a table that stand where a language and a technology meet.
fn cells<'t>(
    catalog: &Catalog,
    table: &'t ComparisonTable,
    of: &Technology,
    language: &TechId,
) -> Vec<(&'t CitedText, Location)> {
    let heads = heads(catalog, table);
    let means = |text: &str, id: &TechId| meant(catalog, text).as_ref() == Some(id);
    let columns = |wanted: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (1..table.header.len()).filter(|at| wanted(*at)).collect()
    };
    let (row_is, columns): (&TechId, Vec<usize>) = if languages_in_rows(catalog, table) {
        let own = columns(&|at| {
            heads
                .get(at)
                .is_some_and(|head| head.as_ref() == Some(&of.id))
        });
        let about = own.is_empty() && is_about(catalog, table, of);
        let libraries = |at: usize| {
            table
                .header
                .get(at)
                .is_some_and(|head| is_library(&head.text))
        };
        let own = if about { columns(&libraries) } else { own };
        (language, own)
    } else {
        let own = |at: usize| {
            heads
                .get(at)
                .is_some_and(|head| head.as_ref() == Some(language))
        };
        (&of.id, columns(&own))
    };
    if columns.is_empty() {
        return Vec::new();
    }
    let rows = table.rows.iter().filter(|row| {
        let label = row.cells.first();
        label.is_some_and(|label| means(&label.text, row_is))
    });
    rows.flat_map(|row| {
        let cells = columns.iter().filter_map(|at| row.cells.get(*at));
        cells.map(move |cell| (cell, row.at))
    })
    .collect()
}

/// What each head of a table names.
fn heads(catalog: &Catalog, table: &ComparisonTable) -> Vec<Option<TechId>> {
    let heads = table.header.iter();
    heads.map(|head| meant(catalog, &head.text)).collect()
}

/// Whether the rows of a table are languages.
fn languages_in_rows(catalog: &Catalog, table: &ComparisonTable) -> bool {
    let labels = table.rows.iter().filter_map(|row| row.cells.first());
    let language = |label: &CitedText| {
        let known = meant(catalog, &label.text);
        let known = known.and_then(|id| catalog.technology(&id).cloned());
        known.is_some_and(|known| known.is_language())
    };
    let mut labels = labels.peekable();
    labels.peek().is_some() && labels.all(language)
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

/// Whether a table stands on a page, or under a heading, that is about a technology.
fn is_about(catalog: &Catalog, table: &ComparisonTable, of: &Technology) -> bool {
    let page = catalog.file_title(table.at.file);
    [&table.title, &page]
        .into_iter()
        .any(|title| meant(catalog, title).as_ref() == Some(&of.id))
}

fn is_library(head: &str) -> bool {
    let head = head.to_lowercase();
    head.split_whitespace()
        .any(|word| LIBRARIES.contains(&word))
}

/// The technologies of a language that need another one alone: its clients.
fn declared<'a>(
    catalog: &'a Catalog,
    of: &'a Technology,
    language: &'a TechId,
) -> impl Iterator<Item = (&'a Technology, Option<&'a Citation>)> {
    let known = catalog.names.technologies().iter();
    let known = known.filter(|known| known.languages.contains(language));
    known.filter_map(|known| {
        let mut needs = known.requires.iter();
        let need = needs.find(|need| need.all == [of.id.clone()] && need.any.is_empty())?;
        Some((known, need.cite.as_ref()))
    })
}
