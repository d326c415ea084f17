//! `archtui stack scope`: what must be decided for what is built, what may be, and what need not.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, add, columns};
use crate::cli::stack::args::Scope;
use crate::cli::{Cx, given, stack_file};
use crate::model::ConcernId;
use crate::review::{Interview, Need, ScopeReason, Stands, unheard};
use crate::text::SafeText;

/// A concern as JSON has it.
#[derive(Debug, Serialize)]
struct PrintedNeed {
    concern: ConcernId,
    title: SafeText,
    need: Need,
    /// What serves it already, by a fact.
    settled: Option<SafeText>,
    reasons: Vec<PrintedReason>,
}

#[derive(Debug, Serialize)]
struct PrintedReason {
    because: SafeText,
    cite: Option<SafeText>,
    at: SafeText,
}

/// How each need is headed.
const HEADS: [(Need, &str); 3] = [
    (Need::Must, "Must be decided"),
    (Need::May, "May be decided"),
    (Need::NeedNot, "Need not be decided"),
];

pub(super) fn run(cx: &Cx, library: &Library, args: &Scope) -> Result<Reply, CliError> {
    let catalog = &library.catalog;
    let (mut stack, found) = stack_file::find(cx)?.read(catalog)?;
    stack.facts.extend(given::given(catalog, &args.fact)?);
    if !args.building.is_empty() {
        let pair = format!("building={}", args.building.join(","));
        stack.facts.extend(given::given(catalog, &[pair])?);
    }
    let interview = Interview::of(&stack, catalog);
    let printed: Vec<PrintedNeed> = interview
        .concerns
        .iter()
        .map(|one| PrintedNeed {
            settled: match &one.stands {
                Stands::Settled { chosen, fact } => Some(format!("{chosen}, by {fact}").into()),
                _ => None,
            },
            concern: one.concern.id.clone(),
            title: one.concern.title.clone(),
            need: one.need,
            reasons: one.reasons.iter().map(|why| reason(why, catalog)).collect(),
        })
        .collect();
    let mut reply =
        library.reply_with(cx, found, &Keyed("concerns", &printed), || text(&printed))?;
    for word in unheard(&stack.facts, catalog) {
        reply = reply.note(format!("nothing of the library speaks of {word}"));
    }
    Ok(reply)
}

fn reason(why: &ScopeReason, catalog: &Catalog) -> PrintedReason {
    PrintedReason {
        because: why.because.clone(),
        cite: why
            .cite
            .as_ref()
            .map(|cite| SafeText::new(&cite.to_string())),
        at: SafeText::new(&catalog.place(why.at).to_string()),
    }
}

fn text(printed: &[PrintedNeed]) -> String {
    let mut out = String::new();
    let settled = printed.iter().filter_map(|one| {
        let settled = one.settled.as_ref()?;
        Some(vec![format!("  {}", one.title), settled.to_string()])
    });
    let settled: Vec<Vec<String>> = settled.collect();
    if !settled.is_empty() {
        add(&mut out, format_args!("Settled\n{}", columns(&settled)));
    }
    for (need, head) in HEADS {
        let open = printed.iter().filter(|one| one.settled.is_none());
        let of = open.filter(|one| one.need == need);
        let rows = of.map(|one| {
            let whys = one.reasons.iter().map(|why| {
                let cite = why.cite.as_ref().map(|cite| format!(" [{cite}]"));
                format!("{}{}", why.because, cite.unwrap_or_default())
            });
            let at = one.reasons.first().map(|why| why.at.to_string());
            vec![
                format!("  {}", SafeText::one_line(&one.title)),
                whys.collect::<Vec<_>>().join("; "),
                at.unwrap_or_default(),
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if !rows.is_empty() {
            let sep = if out.is_empty() { "" } else { "\n" };
            add(&mut out, format_args!("{sep}{head}\n{}", columns(&rows)));
        }
    }
    out
}
