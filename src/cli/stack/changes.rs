//! `archtui stack changes`: what would change each decision, and what else would change with it.

use serde::Serialize;

use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, add};
use crate::cli::stack::args::Changes as Args;
use crate::cli::stack::undecided;
use crate::cli::{Cx, given, names, stack_file};
use crate::review::{Otherwise, Reopened, Swap, sideways};
use crate::stack::Stack;
use crate::text::SafeText;

/// Changes told of one decision.
const TOLD: usize = 8;

/// What would change a decision, as JSON has it.
#[derive(Debug, Serialize)]
struct Printed {
    concern: SafeText,
    title: SafeText,
    chosen: Option<SafeText>,
    /// What the changes are told from where nobody walked.
    supposed: Option<SafeText>,
    changes: Vec<PrintedChange>,
    /// What each of the other choices would do to the rest of the stack.
    then: Vec<Swap>,
    /// The other decisions that rest on what is chosen.
    rests: Vec<Reopened>,
}

#[derive(Debug, Serialize)]
struct PrintedChange {
    says: SafeText,
    recommended: Vec<SafeText>,
}

pub(super) fn run(cx: &Cx, library: &Library, args: &Args) -> Result<Reply, CliError> {
    let catalog = &library.catalog;
    let (mut stack, found) = stack_file::find(cx)?.read(catalog)?;
    stack.facts.extend(given::given(catalog, &args.fact)?);
    let wanted = args.concern.as_deref();
    let at = wanted.map(|name| {
        names::decision(&stack, catalog, name)
            .ok_or_else(|| undecided(&stack, &SafeText::one_line(name)))
    });
    let at = at.transpose()?;
    let positions = (0..stack.decisions.len()).filter(|i| at.is_none_or(|at| at == *i));
    let printed: Vec<Printed> = positions
        .filter_map(|position| printed(position, &stack, library))
        .collect();
    library.reply_with(cx, found, &Keyed("decisions", &printed), || told(&printed))
}

fn printed(position: usize, stack: &Stack, library: &Library) -> Option<Printed> {
    let decision = stack.decisions.get(position)?;
    let sideways = sideways(position, stack, &library.catalog);
    let change = |one: &Otherwise| PrintedChange {
        says: one.text(sideways.walk.as_ref()),
        recommended: one.recommended().iter().map(|to| to.name.clone()).collect(),
    };
    Some(Printed {
        concern: SafeText::new(&decision.subject.to_string()),
        title: decision.title(&library.catalog),
        chosen: decision.chosen.as_ref().map(|one| one.name.clone()),
        supposed: sideways.supposition(),
        changes: sideways.otherwise.iter().map(change).collect(),
        then: sideways.then,
        rests: sideways.rests,
    })
}

fn told(printed: &[Printed]) -> String {
    if printed.is_empty() {
        return "nothing is decided yet\n".to_owned();
    }
    let told: Vec<String> = printed.iter().map(decision).collect();
    told.join("\n")
}

fn decision(one: &Printed) -> String {
    let chosen = one.chosen.as_ref().map_or("open", |chosen| chosen.as_str());
    let mut out = format!("{}: {chosen}\n", SafeText::one_line(&one.title));
    if let Some(supposed) = one.supposed.as_ref().filter(|_| !one.changes.is_empty()) {
        add(&mut out, format_args!("  {supposed}:\n"));
    }
    if one.changes.is_empty() {
        out.push_str("  nothing stated would change it\n");
    }
    for change in one.changes.iter().take(TOLD) {
        add(&mut out, format_args!("  {}\n", change.says));
    }
    let more = one.changes.len().saturating_sub(TOLD);
    if more > 0 {
        add(
            &mut out,
            format_args!("  \u{2026} {more} more; --json names them all\n"),
        );
    }
    for rests in &one.rests {
        add(&mut out, format_args!("  {}\n", rests.text()));
    }
    for swap in &one.then {
        for effect in swap.effects() {
            add(&mut out, format_args!("  with {}: {effect}\n", swap.to));
        }
    }
    out
}
