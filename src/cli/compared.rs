//! What a command compares: the alternatives or a table, how it is seen, and what counts in it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::cli::args::Compare;
use crate::cli::error::{self, CliError, either};
use crate::cli::{Cx, names, stack_file, weigh};
use crate::compare::{Comparison, Condition, Criteria, Sort, View, Weighing};
use crate::model::{Alternative, ComparisonTable};
use crate::stack::{Decision, StackEdit, Subject};
use crate::text::SafeText;

/// What is compared.
pub(super) struct Compared {
    /// The alternatives by criteria.
    pub(super) comparison: Comparison,
    /// How it is seen.
    pub(super) view: View,
    /// What counts in it.
    pub(super) weighing: Weighing,
    /// The table that it is, where it is one as it stands.
    table: Option<Arc<ComparisonTable>>,
}

impl Compared {
    /// What the arguments name.
    pub(super) fn of(catalog: &Catalog, args: &Compare) -> Result<Self, CliError> {
        let table = args.table.as_deref().map(|name| {
            let found = catalog.find_table(name);
            error::one(found, "table", name, "tables")
        });
        let table = table.transpose()?;
        let comparison = match &table {
            Some(table) => Comparison::of_table(catalog, table),
            None => of(catalog, &args.names, &criteria(args)?)?,
        };
        let mut view = view(&comparison, args)?;
        if table.is_some() && !args.names.is_empty() {
            choose(&comparison, &mut view, &args.names)?;
        }
        let weighing = weigh::weighing(&comparison, &args.weights, &args.scores)?;
        Ok(Self {
            comparison,
            view,
            weighing,
            table,
        })
    }

    /// Keeps a choice in the stack; says in a sentence what was kept where.
    pub(super) fn adopt(
        &self,
        cx: &Cx,
        catalog: &Catalog,
        (name, concern): (&str, Option<&str>),
    ) -> Result<SafeText, CliError> {
        let chosen = weigh::alternative_of(&self.comparison, name)?;
        let subject = concern.map_or_else(
            || Subject::of_choice(catalog, &chosen, self.table.as_deref()),
            |concern| names::subject(catalog, concern),
        );
        let file = stack_file::find(cx)?;
        let said = format!(
            "{} was chosen for {subject}, in {}",
            chosen.name,
            file.shown()
        );
        file.change(catalog, |stack| {
            let mut known = stack.decisions.iter();
            let known = known.find(|decision| decision.subject == subject);
            let mut decision = Decision::anew(known, subject, chosen);
            decision.rest_on(&self.comparison, &self.view, &self.weighing);
            Ok((vec![StackEdit::Adopt(Box::new(decision))], ()))
        })?;
        Ok(SafeText::new(&said))
    }
}

/// Leaves only these of a table, in this order.
fn choose(comparison: &Comparison, view: &mut View, names: &[String]) -> Result<(), CliError> {
    for name in names {
        let chosen = weigh::alternative_of(comparison, name)?;
        view.order.push(chosen.key().clone());
    }
    let all = comparison.alternatives.iter();
    let all = all.map(|column| column.alternative.key());
    let hidden = all.filter(|key| !view.order.contains(key));
    view.hidden_alternatives = hidden.cloned().collect();
    Ok(())
}

/// The comparison of these names; a name given twice is compared once.
pub(super) fn of(
    catalog: &Catalog,
    written: &[String],
    criteria: &Criteria,
) -> Result<Comparison, CliError> {
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
    Ok(Comparison::of(catalog, &chosen, criteria))
}

/// Which criteria are one row, as said.
fn criteria(args: &Compare) -> Result<Criteria, CliError> {
    let mut criteria = Criteria::default();
    for name in &args.apart {
        criteria.split(name);
    }
    for written in &args.joined {
        let Some((name, into)) = written.split_once('=') else {
            let shown = SafeText::one_line(written);
            return Err(CliError::usage(format!("“{shown}” names no two criteria"))
                .hint("write --join CRITERION=OTHER"));
        };
        criteria.join(name, into);
    }
    Ok(criteria)
}

fn view(comparison: &Comparison, args: &Compare) -> Result<View, CliError> {
    let keys = comparison.criteria.iter();
    let keys: BTreeSet<String> = keys.map(|row| row.key.clone()).collect();
    let wanted = wanted(comparison, &args.criteria)?;
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

/// The keys of the criteria that are to be seen. A name may have a comma of its own.
fn wanted(comparison: &Comparison, written: &[String]) -> Result<BTreeSet<String>, CliError> {
    let mut wanted = BTreeSet::new();
    for names in written {
        if let Some(row) = comparison.named(names) {
            wanted.insert(row.key.clone());
            continue;
        }
        for name in names.split(',') {
            wanted.insert(criterion(comparison, name)?);
        }
    }
    Ok(wanted)
}

/// The key of a criterion that the alternatives are compared by.
pub(super) fn criterion(comparison: &Comparison, name: &str) -> Result<String, CliError> {
    if let Some(row) = comparison.named(name) {
        return Ok(row.key.clone());
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
    Ok(Condition {
        criterion: criterion(comparison, &condition.criterion)?,
        ..condition
    })
}
