//! `archtui compare`: alternatives side by side, every value with its sources.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::cli::Cx;
use crate::cli::args::{Compare, TableFormat};
use crate::cli::compared::{Compared, criterion};
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply};
use crate::cli::weigh;
use crate::compare::{
    Cell, CellState, Chart, Column, Comparison, CriterionRow, Holds, Matrix, Meaning, Sheet, View,
    outlook,
};
use crate::model::Citation;
use crate::parse::quantity::measure;
use crate::text::SafeText;

/// A comparison as JSON has it.
#[derive(Debug, Serialize)]
struct Printed {
    alternatives: Vec<PrintedAlternative>,
    criteria: Vec<PrintedCriterion>,
    /// What was weighed, where something was.
    #[serde(skip_serializing_if = "Option::is_none")]
    weighed: Option<weigh::Printed>,
}

#[derive(Debug, Serialize)]
struct PrintedAlternative {
    id: SafeText,
    name: SafeText,
    technology: bool,
    /// How many tables speak of it.
    tables: usize,
    /// Whether it is known to meet the conditions, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    meets: Option<bool>,
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
pub(super) struct PrintedValue {
    text: SafeText,
    /// The number in it, where there is one: in seconds, bytes or the unit as written; of a range
    /// the lower end, or the upper where there is no lower.
    value: Option<f64>,
    /// What it was understood as.
    #[serde(skip_serializing_if = "Option::is_none")]
    understood: Option<Understood>,
    source: SafeText,
    at: String,
    /// The first of `cites`.
    cite: Option<String>,
    /// All whom it cites.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cites: Vec<String>,
    /// The date of the source that is cited first.
    date: Option<SafeText>,
}

/// What a statement was understood as.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Understood {
    Verdict {
        says: &'static str,
    },
    Number {
        low: Option<f64>,
        high: Option<f64>,
        of: String,
    },
    Version {
        parts: Vec<u32>,
    },
    List {
        items: Vec<SafeText>,
    },
}

impl Understood {
    fn of(text: &str) -> Option<Self> {
        Some(match Meaning::of(text) {
            Meaning::Verdict(verdict) => Self::Verdict {
                says: verdict.word(),
            },
            Meaning::Number(measure) => {
                let range = measure.in_base();
                Self::Number {
                    low: range.low.map(|end| end.value),
                    high: range.high.map(|end| end.value),
                    of: measure.unit.dimension().of,
                }
            }
            Meaning::Version(parts) => Self::Version { parts },
            Meaning::List(items) => Self::List {
                items: items.iter().map(|item| SafeText::new(item)).collect(),
            },
            Meaning::Words(_) => return None,
        })
    }
}

pub(super) fn run(cx: &Cx, args: &Compare) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let catalog = &library.catalog;
    let compared = Compared::of(catalog, args)?;
    let (comparison, view) = (&compared.comparison, &compared.view);
    let matrix = Matrix::of(comparison, &compared.weighing, view);
    let mut printed = printed(catalog, comparison, view);
    printed.weighed =
        (!matrix.criteria.is_empty()).then(|| weigh::Printed::of(comparison, &matrix));
    let chart = chart(comparison, view, &matrix, args)?;
    let mut reply = library.reply(cx, &Keyed("comparison", &printed), || {
        match (chart, args.format) {
            (Some(chart), TableFormat::Md) => chart.mermaid(),
            (Some(chart), _) => chart.text(cx.width()),
            (None, format) => table(comparison, view, &matrix, (format, cx.width())),
        }
    })?;
    for line in view.told(comparison) {
        reply = reply.note(line);
    }
    if let Some(name) = &args.adopt {
        let concern = args.concern.as_deref();
        reply = reply.note(compared.adopt(cx, catalog, (name, concern))?);
    }
    for (position, column) in comparison.alternatives.iter().enumerate() {
        let rows = comparison.criteria.iter();
        let mut cells = rows.map(|row| row.cells.get(position));
        if column.tables == 0 && cells.all(|cell| cell.is_none_or(|cell| cell.values.is_empty())) {
            let name = &column.alternative.name;
            reply = reply.note(format!("no table says anything of {name}"));
        }
    }
    Ok(reply)
}

/// The table in a form, with what was weighed.
fn table(
    comparison: &Comparison,
    view: &View,
    matrix: &Matrix,
    (format, columns): (TableFormat, usize),
) -> String {
    let sheet = Sheet::through(comparison, view, matrix);
    let said = outlook(comparison, matrix);
    let lines = |lead: &str| -> String {
        let lines = said.iter().map(|line| format!("{lead}{line}\n"));
        let text: String = lines.collect();
        if text.is_empty() {
            text
        } else {
            format!("\n{text}")
        }
    };
    match format {
        TableFormat::Md => sheet.markdown() + &lines("- "),
        TableFormat::Csv => sheet.csv(),
        TableFormat::Html => sheet.html(),
        TableFormat::Text => sheet.text(columns) + &lines(""),
    }
}

/// The chart that is asked for: of a criterion, or of the totals where none is named.
fn chart(
    comparison: &Comparison,
    view: &View,
    matrix: &Matrix,
    args: &Compare,
) -> Result<Option<Chart>, CliError> {
    let Some(name) = &args.chart else {
        return Ok(None);
    };
    let seen = crate::compare::grid(comparison, &view.upright());
    if name.is_empty() {
        if matrix.criteria.is_empty() {
            return Err(CliError::usage("there are no totals to draw")
                .hint("give a weight (--weight CRITERION=N), or name a criterion to draw"));
        }
        return Ok(Some(Chart::of_totals(comparison, matrix, &seen)));
    }
    let key = criterion(comparison, name)?;
    let mut rows = comparison.criteria.iter();
    let row = rows.position(|row| row.key == key);
    let chart = row.and_then(|row| Chart::of_criterion(comparison, row, &seen));
    chart.map(Some).ok_or_else(|| {
        let shown = SafeText::one_line(name);
        CliError::not_found(format!("“{shown}” has no two numbers that can be compared"))
            .hint("draw a criterion that is stated in numbers of one kind")
    })
}

fn printed(catalog: &Catalog, comparison: &Comparison, view: &View) -> Printed {
    // The order and the choice of rows and columns are those of the text.
    let seen = crate::compare::grid(comparison, &view.upright());
    let columns = seen.column_heads.iter();
    let columns = columns.filter_map(|head| {
        let column = comparison.alternatives.get(head.position)?;
        Some((head.position, column))
    });
    let columns: Vec<(usize, &Column)> = columns.collect();
    let rows = seen.row_heads.iter();
    let rows = rows.filter_map(|head| comparison.criteria.get(head.position));
    let cell = |row: &CriterionRow, (at, column): &(usize, &Column)| {
        let cell = row.cells.get(*at)?;
        Some(PrintedCell {
            alternative: column.alternative.key().clone(),
            state: state(cell.state()),
            values: values(catalog, cell),
        })
    };
    let known = |at| view.judge(comparison, at) != Holds::NotKnown;
    Printed {
        criteria: rows
            .map(|row| PrintedCriterion {
                name: row.name.clone(),
                differs: row.differs(),
                cells: columns
                    .iter()
                    .filter_map(|column| cell(row, column))
                    .collect(),
            })
            .collect(),
        alternatives: columns
            .iter()
            .map(|(at, column)| PrintedAlternative {
                id: column.alternative.key().clone(),
                name: column.alternative.name.clone(),
                technology: column.alternative.technology.is_some(),
                tables: column.tables,
                meets: (!view.conditions.is_empty()).then(|| known(*at)),
            })
            .collect(),
        weighed: None,
    }
}

pub(super) fn state(state: CellState) -> &'static str {
    match state {
        CellState::NotStated => "not-stated",
        CellState::NoneListed => "none-listed",
        CellState::Agreed => "agreed",
        CellState::Disagree => "disagree",
    }
}

pub(super) fn values(catalog: &Catalog, cell: &Cell) -> Vec<PrintedValue> {
    let stated = cell.values.iter();
    let each = stated.flat_map(|value| value.sources.iter().map(move |source| (value, source)));
    each.map(|(value, source)| {
        let cite = source.cites.first();
        PrintedValue {
            text: value.text.clone(),
            value: measure(&value.text).map(|measure| measure.order()),
            understood: Understood::of(&value.text),
            source: source.place.source.clone(),
            at: source.place.to_string(),
            cite: cite.map(ToString::to_string),
            cites: source.cites.iter().map(ToString::to_string).collect(),
            date: cite.and_then(|cite| date(catalog, cite)),
        }
    })
    .collect()
}

fn date(catalog: &Catalog, cite: &Citation) -> Option<SafeText> {
    catalog.manifest.source_of(cite)?.date.clone()
}
