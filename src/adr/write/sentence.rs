//! The Y-statement: a decision in one sentence, with its sources (Zimmermann, "Architectural
//! Decisions — The Making Of").

use crate::adr::write::escape::{inline, stated, title};
use crate::adr::write::parts::{self, Standing};
use crate::adr::write::{front, sources};
use crate::adr::{Considered, Record, Stated};
use crate::stack::AdrStatus;
use crate::text::put::Put;

/// Writes a record: title, status and date, the sentence, and what it stands on. The form does not
/// say all that a record does, so that the sources it cites are counted anew.
pub(super) fn write(record: &Record) -> String {
    let all = 0..record.sources.len();
    let said = above(record);
    let cited = all.filter(|at| said.contains(&format!("[{}]", at + 1)));
    let record = &record.with_sources(&cited.collect());
    let mut out = above(record);
    out.push_str(&parts::under("## Sources", &sources::sources(record)));
    out.push_str(&front::comment(record));
    out
}

/// All that stands above the sources. Words of others have no bracket that is not escaped.
fn above(record: &Record) -> String {
    let mut out = format!("# {}\n\n", title(&record.title));
    out.put(format_args!("* Status: {}\n", record.status.word()));
    if !record.date.is_empty() {
        out.put(format_args!("* Date: {}\n", record.date));
    }
    for (key, names) in [
        ("Deciders", &record.decision_makers),
        ("Consulted", &record.consulted),
        ("Informed", &record.informed),
    ] {
        if !names.is_empty() {
            out.put(format_args!("* {key}: {}\n", parts::commas(names)));
        }
    }
    let links = sources::links(record, sources::short_link);
    let said = std::iter::once(sentence(record)).chain(overview(record));
    let said = said.chain(parts::apart(record, stated)).chain(links);
    let said = said.chain([parts::revisit(record)]);
    out.push('\n');
    out.push_str(&parts::paragraphs(said));
    out
}

/// The decisions of an overview: a list after the sentence.
fn overview(record: &Record) -> Option<String> {
    let gathers = !record.gathered.is_empty();
    gathers.then(|| parts::outcome(record))
}

/// The sentence. A part of which nothing is known is left out, and the rest still reads as one.
pub(super) fn sentence(record: &Record) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !record.facts.is_empty() {
        let facts: Vec<String> = record.facts.iter().map(|fact| inline(fact)).collect();
        let facts = facts.join("; ");
        parts.push(format!("in the context of a project ({facts})"));
    }
    let facing = facing(record);
    if !facing.is_empty() {
        parts.push(format!("facing {facing}"));
    }
    let mut out = parts.join(", ");
    out.push_str(if out.is_empty() { "" } else { ", " });
    out.push_str(&decided(record));
    parts::capital(&out) + ".\n"
}

/// The question and what bears on it, each in quotes: they are sentences of their own.
fn facing(record: &Record) -> String {
    let problem = Some(&record.problem).filter(|problem| !problem.is_empty());
    let problem = problem.map(|problem| quoted(&Stated::plain(problem)));
    let drivers = record.drivers.iter().map(quoted);
    and(problem.into_iter().chain(drivers), "and")
}

fn decided(record: &Record) -> String {
    let Some(chosen) = &record.chosen else {
        return match record.status {
            _ if !record.gathered.is_empty() => "we decided as follows".to_owned(),
            AdrStatus::Rejected => "we decided that none is needed".to_owned(),
            _ => "no option is chosen yet".to_owned(),
        };
    };
    let mut out = format!("we decided for {}", inline(chosen));
    let weighed = record.considered.iter().filter(|one| {
        let standing = parts::standing(record, one);
        matches!(standing, Standing::Considered | Standing::RuledOut)
    });
    let neglected = weighed.map(|one| parts::name(&one.alternative));
    push(&mut out, " and neglected ", &and(neglected, "and"));
    let own = parts::chosen(record);
    let all = |side: fn(&Considered) -> &Vec<Stated>| own.iter().flat_map(move |one| side(one));
    let good = all(|one| &one.good).map(quoted);
    push(&mut out, ", to achieve ", &and(good, "and"));
    let bad = all(|one| &one.bad).map(stated);
    push(&mut out, ", accepting that ", &and(bad, "and that"));
    let because = record.because.iter().map(stated);
    push(&mut out, ", because ", &and(because, "and because"));
    let instead = record.answers_say.iter().map(stated);
    let instead = and(instead, "or");
    push(&mut out, ", although the answers lead to ", &instead);
    let weighed = record.weights_say.iter().map(stated);
    push(&mut out, ", although ", &and(weighed, "and"));
    out
}

/// A part of the sentence, where there is something to say.
fn push(out: &mut String, lead: &str, said: &str) {
    if !said.is_empty() {
        out.put(format_args!("{lead}{said}"));
    }
}

/// A statement in quotes, its sources behind them.
fn quoted(one: &Stated) -> String {
    let words = Stated {
        sources: Vec::new(),
        ..one.clone()
    };
    let whole = stated(one);
    let words = stated(&words);
    // Where others say something else the numbers stand between the words.
    match whole.strip_prefix(&words) {
        Some(numbers) => format!("\u{201c}{words}\u{201d}{numbers}"),
        None => format!("\u{201c}{whole}\u{201d}"),
    }
}

/// Several with commas, and a word before the last.
fn and(several: impl Iterator<Item = String>, word: &str) -> String {
    let several: Vec<String> = several.collect();
    match several.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {word} {last}", rest.join(", ")),
    }
}
