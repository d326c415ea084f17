//! `archtui stack reasons`: what only a person can say of a decision.

use crate::adr::is_condition;
use crate::cli::Cx;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::names;
use crate::cli::output::{Keyed, Reply};
use crate::cli::stack::args::Reasons;
use crate::cli::stack::{shape, undecided};
use crate::cli::stack_file;
use crate::stack::{AdrStatus, OwnWords, StackEdit};
use crate::text::SafeText;

pub(super) fn run(cx: &Cx, library: &Library, args: &Reasons) -> Result<Reply, CliError> {
    let conditions = args.revisit_when.iter().filter(|when| !when.is_empty());
    for when in conditions {
        if !is_condition(when) {
            let shown = SafeText::one_line(when);
            return Err(CliError::usage(format!("“{shown}” is no condition"))
                .hint("write a number of a fact, as in \"vectors > 10M\", or a day or month"));
        }
    }
    let file = stack_file::find(cx)?;
    let catalog = &library.catalog;
    let (stack, ()) = file.change(catalog, |stack| {
        let at = names::decision(stack, catalog, &args.concern);
        let found = at.and_then(|at| Some((at, stack.decisions.get(at)?)));
        let (at, decision) =
            found.ok_or_else(|| undecided(stack, &SafeText::one_line(&args.concern)))?;
        let words = said(args, decision.own_words());
        Ok((vec![StackEdit::Say(at, Box::new(words))], ()))
    })?;
    let shape = shape(&stack)?;
    let reply = library.reply(cx, &Keyed("stack", &shape), String::new)?;
    let concern = SafeText::one_line(&args.concern);
    Ok(reply.note(format!("noted for {concern} in {}", file.shown())))
}

fn said(args: &Reasons, mut words: OwnWords) -> OwnWords {
    if let Some(because) = &args.because {
        words.rationale = SafeText::one_line(because);
    }
    for (given, kept) in [
        (&args.decided_by, &mut words.people.decision_makers),
        (&args.consulted, &mut words.people.consulted),
        (&args.informed, &mut words.people.informed),
        (&args.revisit_when, &mut words.revisit_when),
    ] {
        if !given.is_empty() {
            let there = given.iter().filter(|text| !text.trim().is_empty());
            *kept = there.map(|text| SafeText::one_line(text)).collect();
        }
    }
    let status = args.status.as_deref().and_then(AdrStatus::read);
    words.status = status.unwrap_or(words.status);
    words
}
