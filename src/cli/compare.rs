//! `archtui compare`: alternatives side by side, every value with its sources.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::cli::Cx;
use crate::cli::args::{Compare, TableFormat};
use crate::cli::error::{CliError, either};
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply};
use crate::cli::{names, weigh};
use crate::compare::{
    Cell, CellState, Chart, Column, Comparison, Condition, Criteria, CriterionRow, Holds, Matrix,
    Meaning, Sheet, Sort, View, criterion_key, outlook,
};
use crate::model::{Alternative, Citation};
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
struct PrintedValue {
    text: SafeText,
    /// The number in it, where there is one: in seconds, bytes or the unit as written; of a range
    /// the lower end, or the upper where there is no lower.
    value: Option<f64>,
    /// What it was understood as.
    #[serde(skip_serializing_if = "Option::is_none")]
    understood: Option<Understood>,
    source: SafeText,
    at: String,
    cite: Option<String>,
    /// The date of the source that is cited.
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
    let comparison = of(catalog, &args.names)?;
    let view = view(&comparison, args)?;
    let weighing = weigh::weighing(&comparison, &args.weights, &args.scores)?;
    let matrix = Matrix::of(&comparison, &weighing, &view);
    let mut printed = printed(catalog, &comparison, &view);
    printed.weighed =
        (!matrix.criteria.is_empty()).then(|| weigh::Printed::of(&comparison, &matrix));
    let chart = chart(&comparison, &view, &matrix, args)?;
    let mut reply = library.reply(cx, &Keyed("comparison", &printed), || {
        match (chart, args.format) {
            (Some(chart), TableFormat::Md) => chart.mermaid(),
            (Some(chart), _) => chart.text(cx.width()),
            (None, format) => table(&comparison, &view, &matrix, (format, cx.width())),
        }
    })?;
    for line in told(&comparison, &view) {
        reply = reply.note(line);
    }
    let columns = comparison.alternatives.iter();
    for column in columns.filter(|column| column.tables == 0) {
        reply = reply.note(format!(
            "no table says anything of {}",
            column.alternative.name
        ));
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
    let sheet = if matrix.criteria.is_empty() {
        Sheet::of(&crate::compare::grid(comparison, view))
    } else {
        let sheet = Sheet::weighed(&crate::compare::grid(comparison, &view.upright()), matrix);
        if view.transposed {
            sheet.turned()
        } else {
            sheet
        }
    };
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
    Ok(Comparison::of(catalog, &chosen, &Criteria::default()))
}

fn view(comparison: &Comparison, args: &Compare) -> Result<View, CliError> {
    let keys = comparison.criteria.iter();
    let keys: BTreeSet<String> = keys.map(|row| row.key.clone()).collect();
    let wanted = args.criteria.iter();
    let wanted = wanted.map(|name| criterion(comparison, name));
    let wanted = wanted.collect::<Result<BTreeSet<String>, CliError>>()?;
    let sort = args.sort.as_deref().map(|name| -> Result<Sort, CliError> {
        Ok(Sort {
            criterion: criterion(comparison, name)?,
            descending: args.descending,
        })
    });
    let conditions = args.conditions.iter();
    let conditions = conditions.map(|written| condition(comparison, written));
    let hidden = keys.difference(&wanted).filter(|_| !wanted.is_empty());
    Ok(View {
        transposed: args.transpose,
        differences_only: args.differences,
        hidden_criteria: hidden.cloned().collect(),
        sort: sort.transpose()?,
        conditions: conditions.collect::<Result<_, _>>()?,
        ..View::default()
    })
}

/// The key of a criterion that the alternatives are compared by.
pub(super) fn criterion(comparison: &Comparison, name: &str) -> Result<String, CliError> {
    let key = criterion_key(name);
    if comparison.by_key(&key).is_some() {
        return Ok(key);
    }
    let all = comparison.criteria.iter();
    let all: Vec<SafeText> = all.map(|row| row.name.clone()).collect();
    let shown = SafeText::one_line(name);
    Err(
        CliError::not_found(format!("these are not compared by “{shown}”"))
            .hint(format!("the criteria are {}", either(&all))),
    )
}

fn condition(comparison: &Comparison, written: &str) -> Result<Condition, CliError> {
    let Some(condition) = Condition::parse(written) else {
        let shown = SafeText::one_line(written);
        return Err(CliError::usage(format!("“{shown}” is no condition")).hint(
            "write a criterion, a sign and a value: \"open source: yes\", \"latency < 5 ms\", \"hosting != cloud\"",
        ));
    };
    criterion(comparison, &condition.criterion)?;
    Ok(condition)
}

/// What the conditions left out, and of which it is not known whether they meet them.
fn told(comparison: &Comparison, view: &View) -> Vec<String> {
    let names = |holds: Holds| {
        let columns = comparison.alternatives.iter().enumerate();
        let judged = columns.filter(|(at, _)| view.judge(comparison, *at) == holds);
        let names: Vec<&str> = judged.map(|(_, c)| c.alternative.name.as_str()).collect();
        names.join(", ")
    };
    let out = names(Holds::No);
    let unknown = names(Holds::NotKnown);
    let apart = crate::compare::unsorted(comparison, view).into_iter();
    let apart = apart.filter_map(|at| comparison.alternatives.get(at));
    let apart: Vec<&str> = apart.map(|c| c.alternative.name.as_str()).collect();
    let apart = apart.join(", ");
    let lines = [
        (&out, format!("left out by what is stated: {out}")),
        (
            &unknown,
            format!("kept, though not known to meet it: {unknown}"),
        ),
        (
            &apart,
            format!("not sorted with the others, as it is stated otherwise there: {apart}"),
        ),
    ];
    let said = lines.into_iter().filter(|(names, _)| !names.is_empty());
    said.map(|(_, line)| line).collect()
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
            understood: Understood::of(&value.text),
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
