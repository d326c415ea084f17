//! `archtui tables`: the tables of the library.

use serde::Serialize;

use crate::cli::Cx;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, columns};
use crate::model::{CitedText, ComparisonTable, Orientation, TableId};
use crate::text::SafeText;

/// A table as JSON has it.
#[derive(Debug, Serialize)]
struct Printed<'a> {
    id: &'a TableId,
    source: SafeText,
    skill: Option<SafeText>,
    file: SafeText,
    line: u32,
    end_line: u32,
    title: &'a SafeText,
    orientation: Orientation,
    header: Vec<&'a SafeText>,
    options: Vec<&'a SafeText>,
    attributes: Vec<&'a SafeText>,
    cells: Vec<Vec<&'a str>>,
    lines: Vec<u32>,
}

pub(super) fn run(cx: &Cx) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let tables = || library.catalog.tables();
    let printed: Vec<Printed<'_>> = if cx.global.json {
        tables().map(|table| printed(&library, table)).collect()
    } else {
        Vec::new()
    };
    let rows = || tables().map(|table| row(table)).collect::<Vec<_>>();
    let reply = library.reply(cx, &Keyed("tables", &printed), || cx.fit(&columns(&rows())))?;
    Ok(library.told(cx, reply))
}

fn printed<'a>(library: &Library, table: &'a ComparisonTable) -> Printed<'a> {
    let place = library.catalog.place(table.at);
    Printed {
        id: &table.id,
        source: place.source,
        skill: library.skill_of(table.at.file),
        file: place.file,
        line: place.line,
        end_line: table.end_line,
        title: &table.title,
        orientation: table.orientation,
        header: table.header.iter().map(|cell| &cell.text).collect(),
        options: table.alternatives(),
        attributes: table.criteria(),
        cells: cells(table),
        lines: table.rows.iter().map(|row| row.at.line).collect(),
    }
}

/// By alternative, then criterion, whatever the written direction; rows as written where nothing
/// is compared.
fn cells(table: &ComparisonTable) -> Vec<Vec<&str>> {
    match table.orientation {
        Orientation::Decision | Orientation::Other => {
            let rows = table.rows.iter();
            rows.map(|row| row.cells.iter().map(text).collect())
                .collect()
        }
        Orientation::Rows | Orientation::Columns => {
            let criteria = table.criteria().len();
            let of = |alternative| {
                let cells = (0..criteria).map(move |c| table.cell(alternative, c));
                cells
                    .map(|cell| cell.map_or("", |(cell, _)| text(cell)))
                    .collect()
            };
            (0..table.alternatives().len()).map(of).collect()
        }
    }
}

fn text(cell: &CitedText) -> &str {
    &cell.text
}

fn row(table: &ComparisonTable) -> Vec<String> {
    let kind = match table.orientation {
        Orientation::Rows | Orientation::Columns => "comparison",
        Orientation::Decision => "decision",
        Orientation::Other => "other",
    };
    let title = SafeText::one_line(&table.title);
    vec![
        table.id.to_string(),
        table.size(),
        kind.to_owned(),
        title.to_string(),
    ]
}
