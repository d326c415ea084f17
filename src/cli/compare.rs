//! `archtui compare`: alternatives side by side, every value with its sources.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::cli::Cx;
use crate::cli::args::{Compare, TableFormat};
use crate::cli::error::{CliError, either};
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply};
use crate::cli::{grid, names};
use crate::compare::{Cell, CellState, Comparison, View, criterion_key};
use crate::model::{Alternative, Citation};
use crate::parse::quantity::measure;
use crate::text::SafeText;

/// A comparison as JSON has it.
#[derive(Debug, Serialize)]
struct Printed {
    alternatives: Vec<PrintedAlternative>,
    criteria: Vec<PrintedCriterion>,
}

#[derive(Debug, Serialize)]
struct PrintedAlternative {
    id: SafeText,
    name: SafeText,
    technology: bool,
    /// How many tables speak of it.
    tables: usize,
}

#[derive(Debug, Serialize)]
struct PrintedCriterion {
    name: SafeText,
    differs: bool,
    /// One for each alternative.
    cells: Vec<PrintedCell>,
}

#[derive(Debug, Serialize)]
struct PrintedCell {
    alternative: SafeText,
    state: &'static str,
    values: Vec<PrintedValue>,
}

/// One statement of one source.
#[derive(Debug, Serialize)]
struct PrintedValue {
    text: SafeText,
    /// The number in it, where there is one.
    value: Option<f64>,
    source: SafeText,
    at: String,
    cite: Option<String>,
    /// The date of the source that is cited.
    date: Option<SafeText>,
}

pub(super) fn run(cx: &Cx, args: &Compare) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let catalog = &library.catalog;
    let comparison = of(catalog, &args.names)?;
    let view = view(&comparison, args)?;
    let printed = printed(catalog, &comparison, &view);
    let mut reply = library.reply(cx, &Keyed("comparison", &printed), || {
        let seen = crate::compare::grid(&comparison, &view);
        match args.format {
            TableFormat::Md => grid::markdown(&seen),
            TableFormat::Csv => grid::csv(&seen),
            TableFormat::Html => grid::html(&seen),
            TableFormat::Text => grid::text(&seen, cx.width()),
        }
    })?;
    let silent = comparison
        .alternatives
        .iter()
        .filter(|column| column.tables == 0);
    for column in silent {
        reply = reply.note(format!(
            "no table says anything of {}",
            column.alternative.name
        ));
    }
    Ok(reply)
}

/// The comparison of these names; a name given twice is compared once.
pub(super) fn of(catalog: &Catalog, written: &[String]) -> Result<Comparison, CliError> {
    let mut chosen: Vec<Alternative> = Vec::new();
    for name in written {
        let alternative = names::alternative(catalog, name)?;
        if !chosen.iter().any(|known| known.key() == alternative.key()) {
            chosen.push(alternative);
        }
    }
    if let [only] = chosen.as_slice() {
        return Err(CliError::usage(format!(
            "all the names mean {}, which cannot be compared with itself",
            only.name
        ))
        .hint("name at least two different things"));
    }
    Ok(Comparison::of(catalog, &chosen))
}

fn view(comparison: &Comparison, args: &Compare) -> Result<View, CliError> {
    let mut view = View {
        transposed: args.transpose,
        differences_only: args.differences,
        ..View::default()
    };
    if args.criteria.is_empty() {
        return Ok(view);
    }
    let keys = comparison
        .criteria
        .iter()
        .map(|row| criterion_key(&row.name));
    let keys: BTreeSet<String> = keys.collect();
    let wanted: BTreeSet<String> = args
        .criteria
        .iter()
        .map(|name| criterion_key(name))
        .collect();
    if let Some(unknown) = args
        .criteria
        .iter()
        .find(|c| !keys.contains(&criterion_key(c)))
    {
        let all: Vec<SafeText> = comparison
            .criteria
            .iter()
            .map(|row| row.name.clone())
            .collect();
        let shown = SafeText::one_line(unknown);
        return Err(
            CliError::not_found(format!("these are not compared by “{shown}”"))
                .hint(format!("the criteria are {}", either(&all))),
        );
    }
    view.hidden_criteria = keys.difference(&wanted).cloned().collect();
    Ok(view)
}

fn printed(catalog: &Catalog, comparison: &Comparison, view: &View) -> Printed {
    let columns = comparison.alternatives.iter();
    let shown = |name: &SafeText| !view.hidden_criteria.contains(&criterion_key(name));
    let rows = comparison.criteria.iter().filter(|row| shown(&row.name));
    let rows = rows.filter(|row| !view.differences_only || row.differs());
    let cell = |(column, cell): (&crate::compare::Column, &Cell)| PrintedCell {
        alternative: column.alternative.key().clone(),
        state: state(cell.state()),
        values: values(catalog, cell),
    };
    Printed {
        criteria: rows
            .map(|row| PrintedCriterion {
                name: row.name.clone(),
                differs: row.differs(),
                cells: columns.clone().zip(&row.cells).map(cell).collect(),
            })
            .collect(),
        alternatives: columns
            .clone()
            .map(|column| PrintedAlternative {
                id: column.alternative.key().clone(),
                name: column.alternative.name.clone(),
                technology: column.alternative.technology.is_some(),
                tables: column.tables,
            })
            .collect(),
    }
}

fn state(state: CellState) -> &'static str {
    match state {
        CellState::NotStated => "not-stated",
        CellState::NoneListed => "none-listed",
        CellState::Agreed => "agreed",
        CellState::Disagree => "disagree",
    }
}

fn values(catalog: &Catalog, cell: &Cell) -> Vec<PrintedValue> {
    let stated = cell.values.iter();
    let each = stated.flat_map(|value| value.sources.iter().map(move |source| (value, source)));
    each.map(|(value, source)| {
        let cite = source.cites.first();
        PrintedValue {
            text: value.text.clone(),
            value: measure(&value.text).map(|measure| measure.order()),
            source: source.place.source.clone(),
            at: source.place.to_string(),
            cite: cite.map(ToString::to_string),
            date: cite.and_then(|cite| date(catalog, cite)),
        }
    })
    .collect()
}

fn date(catalog: &Catalog, cite: &Citation) -> Option<SafeText> {
    let declared = catalog.manifest.citations.iter();
    declared
        .clone()
        .find(|source| source.id == cite.id)?
        .date
        .clone()
}
