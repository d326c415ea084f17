//! `archtui stack scope`: what must be decided for what is built; and `archtui stack changes`: what
//! would change each decision.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, add, columns};
use crate::cli::stack::args::{Changes, Scope};
use crate::cli::{Cx, given, names, stack_file};
use crate::model::ConcernId;
use crate::stack::scope::{Need, Reason, scope, unheard};
use crate::stack::{Decision, Sideways, Subject, sideways};
use crate::text::SafeText;

/// A concern as JSON has it.
#[derive(Debug, Serialize)]
struct PrintedNeed {
    concern: ConcernId,
    title: SafeText,
    need: Need,
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
    let scoped = scope(&stack.facts, catalog);
    let printed: Vec<PrintedNeed> = scoped
        .iter()
        .map(|one| PrintedNeed {
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

fn reason(why: &Reason, catalog: &Catalog) -> PrintedReason {
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
    for (need, head) in HEADS {
        let of = printed.iter().filter(|one| one.need == need);
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

/// What would change a decision, as JSON has it.
#[derive(Debug, Serialize)]
struct PrintedChanges {
    concern: SafeText,
    title: SafeText,
    chosen: Option<SafeText>,
    changes: Vec<SafeText>,
    breaks: Vec<PrintedBreaks>,
}

#[derive(Debug, Serialize)]
struct PrintedBreaks {
    decision: SafeText,
    because: SafeText,
}

pub(super) fn changes(cx: &Cx, library: &Library, args: &Changes) -> Result<Reply, CliError> {
    let catalog = &library.catalog;
    let (mut stack, found) = stack_file::find(cx)?.read(catalog)?;
    stack.facts.extend(given::given(catalog, &args.fact)?);
    let wanted = args.concern.as_deref();
    let at = wanted.map(|name| {
        names::decision(&stack, catalog, name)
            .ok_or_else(|| super::undecided(&stack, &SafeText::one_line(name)))
    });
    let at = at.transpose()?;
    let all = stack.decisions.iter().enumerate();
    let of = all.filter(|(i, _)| at.is_none_or(|at| at == *i));
    let printed: Vec<PrintedChanges> = of
        .map(|(_, decision)| printed(decision, &sideways(decision, &stack, catalog), catalog))
        .collect();
    library.reply_with(cx, found, &Keyed("decisions", &printed), || told(&printed))
}

fn printed(decision: &Decision, sideways: &Sideways, catalog: &Catalog) -> PrintedChanges {
    let walk = sideways.walk.as_ref();
    let breaks = sideways.breaks.iter().map(|one| PrintedBreaks {
        decision: one.decision.clone(),
        because: one.because.clone(),
    });
    PrintedChanges {
        concern: match &decision.subject {
            Subject::Concern(id) => id.0.clone(),
            Subject::Title(title) => title.clone(),
        },
        title: decision.title(catalog),
        chosen: decision.chosen.as_ref().map(|one| one.name.clone()),
        changes: sideways
            .otherwise
            .iter()
            .map(|one| one.text(walk))
            .collect(),
        breaks: breaks.collect(),
    }
}

fn told(printed: &[PrintedChanges]) -> String {
    /// Changes told of one decision.
    const TOLD: usize = 8;
    if printed.is_empty() {
        return "nothing is decided yet\n".to_owned();
    }
    let mut out = String::new();
    for one in printed {
        let chosen = one.chosen.as_ref().map_or("open", |chosen| chosen.as_str());
        let sep = if out.is_empty() { "" } else { "\n" };
        add(
            &mut out,
            format_args!("{sep}{}: {chosen}\n", SafeText::one_line(&one.title)),
        );
        for change in one.changes.iter().take(TOLD) {
            add(&mut out, format_args!("  {change}\n"));
        }
        match one.changes.len() {
            0 => out.push_str("  nothing stated would change it\n"),
            len if len > TOLD => {
                add(
                    &mut out,
                    format_args!("  … {} more; --json names them all\n", len - TOLD),
                );
            }
            _ => {}
        }
        for breaks in &one.breaks {
            add(
                &mut out,
                format_args!(
                    "  changed, it breaks {}: {}\n",
                    breaks.decision, breaks.because
                ),
            );
        }
    }
    out
}
