//! `archtui search`: names and headings first, then lines of text.

use serde::Serialize;

use crate::catalog::{Catalog, Place};
use crate::cli::Cx;
use crate::cli::args::Search;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, columns};
use crate::search::{self, Aliases, Finder, Row, RowKind, Target, Tier};
use crate::text::{FileId, Location, SafeText};

/// Words offered where nothing was found.
const NEAR: usize = 3;
/// Rows that the search by letters takes at a time.
const STEP: usize = 4_096;

/// A hit as JSON has it.
#[derive(Debug, Serialize)]
struct Found {
    kind: &'static str,
    /// How it matched: `words`, `typo`, `fuzzy`.
    matched: &'static str,
    /// What other commands call it.
    id: SafeText,
    title: SafeText,
    /// What it stands under.
    under: SafeText,
    source: Option<SafeText>,
    file: Option<SafeText>,
    line: Option<u32>,
}

pub(super) fn run(cx: &Cx, args: &Search) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let query = args.query.join(" ");
    if query.trim().is_empty() {
        return Err(CliError::usage("the query is empty").hint("write a word to search for"));
    }
    let catalog = &library.catalog;
    let aliases = Aliases::new(catalog.names.technologies());
    let finder = Finder::new(search::rows(catalog), aliases);
    let mut hits = ranked(catalog, &finder, &query, false);
    hits.extend(lines(catalog, &query));
    if hits.is_empty() {
        hits = ranked(catalog, &finder, &query, true);
    }
    let rows = || hits.iter().map(row).collect::<Vec<_>>();
    let mut reply = library.reply(cx, &Keyed("hits", &hits), || cx.fit(&columns(&rows())))?;
    if hits.is_empty() {
        reply.code = 1;
        let near = finder.near(&query, NEAR);
        let tell = format!("nothing has “{}” in it", SafeText::one_line(&query));
        return Ok(if near.is_empty() {
            reply.note(tell)
        } else {
            reply.note(format!("{tell}; near it: {}", near.join(", ")))
        });
    }
    Ok(reply)
}

/// Rows that match, best first: by words and typing mistakes, or by their letters.
fn ranked(catalog: &Catalog, finder: &Finder, query: &str, by_letters: bool) -> Vec<Found> {
    let mut search = finder.search(query);
    while by_letters && finder.go_on(&mut search, STEP) {}
    let hits = search.hits.iter();
    hits.filter_map(|hit| {
        let row = finder.rows().get(hit.row)?;
        Some(found(catalog, row, hit.tier))
    })
    .collect()
}

fn found(catalog: &Catalog, row: &Row, tier: Tier) -> Found {
    let (id, place) = target(catalog, row);
    let place = place.filter(|place| !place.file.is_empty());
    Found {
        kind: kind(row.kind),
        matched: match tier {
            Tier::Words => "words",
            Tier::Typo => "typo",
            Tier::Fuzzy => "fuzzy",
        },
        id,
        title: row.text.clone(),
        under: row.parents.clone(),
        source: place.as_ref().map(|place| place.source.clone()),
        line: place
            .as_ref()
            .map(|place| place.line)
            .filter(|line| *line > 0),
        file: place.map(|place| place.file),
    }
}

fn kind(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Technology => "technology",
        RowKind::Skill => "skill",
        RowKind::Tree | RowKind::Doubtful => "tree",
        RowKind::Table => "table",
        RowKind::Command => "command",
        RowKind::Record => "record",
        RowKind::File => "file",
        RowKind::Heading => "heading",
        RowKind::Problem => "problem",
    }
}

/// What other commands call the target of a row, and where it stands.
fn target(catalog: &Catalog, row: &Row) -> (SafeText, Option<Place>) {
    let file = |id: FileId| {
        let address = catalog.address(id).cloned().unwrap_or_default();
        (address, Some(catalog.place(Location::line(id, 1))))
    };
    match &row.target {
        Target::Skill(at) => match catalog.skills.get(*at) {
            Some(skill) => file(skill.main),
            None => (row.text.clone(), None),
        },
        Target::File(id) => file(*id),
        Target::Place(at) => (heading(catalog, *at), Some(catalog.place(*at))),
        Target::Technology(id) => {
            let at = catalog.technology(id).map(|technology| technology.at);
            (id.0.clone(), at.map(|at| catalog.place(at)))
        }
        Target::Tree(id) => {
            let tree = catalog.trees().find(|tree| tree.id == *id);
            (id.0.clone(), tree.map(|tree| catalog.place(tree.at)))
        }
        Target::Table(id) => {
            let table = catalog.tables().find(|table| table.id == *id);
            (id.0.clone(), table.map(|table| catalog.place(table.at)))
        }
        Target::Command(name) => (SafeText::new(name), None),
        Target::Record(name) => (name.clone(), None),
        Target::Nowhere => (SafeText::default(), None),
    }
}

/// `SKILL[/FILE]#HEADING`.
fn heading(catalog: &Catalog, at: Location) -> SafeText {
    let address = catalog.address(at.file).cloned().unwrap_or_default();
    let index = catalog.file_index(at.file);
    let headings = index
        .map(|index| index.headings.as_slice())
        .unwrap_or_default();
    let here = headings.iter().find(|heading| heading.at.line == at.line);
    here.map_or(address.clone(), |heading| {
        SafeText::new(&format!("{address}#{}", heading.anchor))
    })
}

/// Lines of documents in which all words stand.
fn lines(catalog: &Catalog, query: &str) -> Vec<Found> {
    let files = (0_u32..).zip(&catalog.files).map(|(id, _)| FileId(id));
    let documents = files.filter(|id| catalog.file_index(*id).is_some());
    let shown = documents.filter(|id| {
        let skill = catalog.file(*id).and_then(|file| file.skill);
        let skill = skill.and_then(|skill| catalog.skills.get(skill));
        skill.is_none_or(|skill| skill.shadowed_by.is_none())
    });
    let texts: Vec<(FileId, String)> = shown
        .filter_map(|id| Some((id, catalog.read(id).ok()?.text)))
        .collect();
    let texts = texts.iter().map(|(id, text)| (*id, text.as_str()));
    let hits = search::full_text(texts, query).into_iter();
    hits.map(|hit| {
        let place = catalog.place(Location::line(hit.place, hit.line));
        Found {
            kind: "text",
            matched: "words",
            id: SafeText::new(&place.to_string()),
            title: hit.text,
            under: catalog.address(hit.place).cloned().unwrap_or_default(),
            source: Some(place.source),
            file: Some(place.file),
            line: Some(place.line),
        }
    })
    .collect()
}

fn row(found: &Found) -> Vec<String> {
    let title = SafeText::one_line(&found.title).to_string();
    vec![found.kind.to_owned(), found.id.to_string(), title]
}
