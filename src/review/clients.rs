//! The libraries by which a language reaches a technology, from tables of languages and names,
//! either way round, and from what a manifest says of client libraries.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::compare::{is_none, is_unsaid, value_key};
use crate::model::{Citation, CitedText, TechId, Technology};
use crate::review::Source;
use crate::review::tables::{Named, Tables};
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

impl Tables<'_> {
    /// What is listed for a language to reach a technology.
    pub fn clients(&self, of: &Technology, language: &TechId) -> Clients {
        let catalog = self.catalog;
        let mut listed: Vec<Client> = Vec::new();
        let mut none = None;
        let cells = self
            .all
            .iter()
            .flat_map(|named| named.client_cells(of, language));
        for (cell, at) in cells.filter(|(cell, _)| !is_unsaid(&cell.text)) {
            let source = Source::of(catalog, at, cell.cites.first());
            if is_none(&cell.text) {
                none = none.or_else(|| Some((cell.text.clone(), source)));
                continue;
            }
            let key = value_key(&cell.text);
            if !listed.iter().any(|known| value_key(&known.name) == key) {
                listed.push(Client {
                    language: language.clone(),
                    technology: of.id.clone(),
                    name: cell.text.clone(),
                    source,
                });
            }
        }
        for (known, cite) in declared(catalog, of, language) {
            let named = |one: &Client| catalog.names.in_label(&one.name).contains(&known.id);
            if !listed.iter().any(named) {
                listed.push(Client {
                    language: language.clone(),
                    technology: of.id.clone(),
                    name: known.name.clone(),
                    source: Source::of(catalog, known.at, cite),
                });
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
    pub(super) fn list_clients_of(&self, kind: &SafeText) -> bool {
        let is = |id: &TechId| {
            let known = self.catalog.technology(id);
            known.is_some_and(|known| known.kind.as_ref() == Some(kind))
        };
        let mut lists = self.all.iter().filter(|named| named.by_language);
        lists.any(|named| named.heads.iter().flatten().any(is))
    }
}

impl<'a> Named<'a> {
    /// The cells that stand where a language and a technology meet.
    fn client_cells(&self, of: &Technology, language: &TechId) -> Vec<(&'a CitedText, Location)> {
        let (row, head) = if self.by_language {
            (language, &of.id)
        } else {
            (&of.id, language)
        };
        let heads = self.heads.iter().enumerate().skip(1);
        let own = heads.filter(|(_, named)| named.as_ref() == Some(head));
        let mut columns: Vec<usize> = own.map(|(at, _)| at).collect();
        if columns.is_empty() && self.by_language && self.about.contains(&of.id) {
            let heads = self.table.header.iter().enumerate().skip(1);
            let libraries = heads.filter(|(_, head)| is_library(&head.text));
            columns.extend(libraries.map(|(at, _)| at));
        }
        let rows = self.rows.iter().zip(&self.table.rows);
        let rows = rows.filter(|(named, _)| named.as_ref() == Some(row));
        rows.flat_map(|(_, row)| {
            let cells = columns.iter().filter_map(|at| row.cells.get(*at));
            cells.map(|cell| (cell, row.at))
        })
        .collect()
    }
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
