//! The business case: criteria, candidates, the matrix of both, and what is recommended (after
//! "Business Case" of joelparkerhenderson/architecture-decision-record, which leaves it empty).

use crate::adr::write::escape::{stated, title};
use crate::adr::write::parts::{self, Standing};
use crate::adr::write::{front, sources};
use crate::adr::{Considered, Record, Stated};
use crate::text::put::Put;

/// Writes a record.
pub(super) fn write(record: &Record) -> String {
    let mut out = front::matter(record, front::Header::Wide, front::Keys::Known);
    out.put(format_args!("\n# {}\n", title(&record.title)));
    let status = parts::capital(record.status.word()) + "\n";
    let links = sources::links(record, sources::short_link);
    let status = parts::paragraphs(std::iter::once(status).chain(links));
    for (heading, lines) in [
        ("## Status", status),
        ("## Situation", parts::context(record)),
        ("## Evaluation Criteria", criteria(record)),
        ("## Candidates to Consider", candidates(record)),
        ("## Decision Matrix", parts::comparison(record)),
        (
            "## Research and Analysis of Each Candidate",
            research(record),
        ),
        ("## Recommendation", recommendation(record)),
        ("## Follow-Up", parts::confirmation(record)),
        (
            "## What Would Change This Decision",
            parts::would_change(record),
        ),
        ("## Sources", sources::sources(record)),
    ] {
        out.push_str(&parts::under(heading, &lines));
    }
    out
}

/// What is decided by: the answers and the criteria, with their weights.
fn criteria(record: &Record) -> String {
    let drivers = parts::bullets(&record.drivers, "");
    let known = |row: &&Vec<Stated>| {
        let first = row.first();
        first.is_some_and(|first| !record.drivers.iter().any(|driver| driver.same_as(first)))
    };
    let rows = record.comparison.iter().skip(1).filter(known);
    let criteria = rows.filter_map(|row| row.first());
    // The last row of a weighed table sums up the others.
    let criteria = criteria.filter(|first| !first.text.starts_with("Total"));
    let criteria = criteria.map(|first| format!("* {}\n", stated(first)));
    std::iter::once(drivers).chain(criteria).collect()
}

/// The candidates, by the names that they have below too; then which of them never stood for
/// choice.
fn candidates(record: &Record) -> String {
    let rows = record.considered.iter();
    let rows = rows.map(|one| format!("* {}\n", parts::name(&one.alternative)));
    let list = rows.collect();
    parts::paragraphs(std::iter::once(list).chain(parts::apart_from_options(record, stated)))
}

/// What is said of each candidate: its cells by criterion, then its arguments.
fn research(record: &Record) -> String {
    let mut out = String::new();
    for one in &record.considered {
        let lost = parts::lost(record, one);
        let all = [cells(record, one), lost, parts::sides(one)];
        let name = parts::name(&one.alternative);
        out.push_str(&parts::under(
            &format!("### {name}"),
            &parts::paragraphs(all),
        ));
    }
    out.trim_start_matches('\n').to_owned()
}

/// The column of a candidate in the matrix, as a table of its own.
fn cells(record: &Record, one: &Considered) -> String {
    let header = record.comparison.first();
    let column = header.and_then(|header| {
        let mut names = header.iter().skip(1);
        names.position(|name| name.text == one.alternative.name)
    });
    let Some(column) = column else {
        return String::new();
    };
    let rows = record.comparison.iter().skip(1);
    let rows =
        rows.filter_map(|row| Some(vec![row.first()?.clone(), row.get(column + 1)?.clone()]));
    let header = vec![Stated::plain("Criterion"), Stated::plain("What is stated")];
    parts::table(&std::iter::once(header).chain(rows).collect::<Vec<_>>())
}

/// What is recommended and what follows from it.
fn recommendation(record: &Record) -> String {
    let others = record.considered.iter();
    let others = others.filter(|one| parts::standing(record, one) == Standing::RuledOut);
    let others: Vec<String> = others.map(|one| parts::name(&one.alternative)).collect();
    let others = match others.as_slice() {
        [] => String::new(),
        names => format!("Out of the question: {}.\n", names.join(", ")),
    };
    parts::paragraphs([parts::outcome(record), others, parts::consequences(record)])
}
