//! `archtui stack diff` and `archtui stack swap`: two stacks beside each other.

use std::path::Path;

use crate::cli::Cx;
use crate::cli::error::{CliError, either};
use crate::cli::library::Library;
use crate::cli::names;
use crate::cli::output::{Keyed, Reply, Reported, add, columns};
use crate::cli::stack::args;
use crate::cli::stack::check::{finding, not_known};
use crate::cli::stack::{Opened, paragraph, start, titled};
use crate::cli::stack_file;
use crate::compare::value_key;
use crate::review::{self, Difference, Finding, NotKnown, Reopened, Side, Swap, Swaps};
use crate::stack::Stack;
use crate::text::SafeText;

/// The word for the draft.
const DRAFT: &str = "draft";

pub(super) fn diff(cx: &Cx, library: &Library, args: &args::Diff) -> Result<Reply, CliError> {
    let (first, mut found) = stack(cx, library, &args.first)?;
    let (second, more) = stack(cx, library, &args.second)?;
    found.extend(more);
    let differences = review::diff(&first, &second, &library.catalog);
    let text = || text(cx, &[&args.first, &args.second], &differences);
    library.reply_with(cx, found, &Keyed("differences", &differences), text)
}

/// A stack by what a person calls it: the draft, a file, a preset.
fn stack(cx: &Cx, library: &Library, written: &str) -> Result<(Stack, Vec<Reported>), CliError> {
    let catalog = &library.catalog;
    if written == DRAFT {
        return stack_file::draft(cx)?.read(catalog);
    }
    let file = stack_file::given(cx, Path::new(written))?;
    if file.exists() {
        return file.read(catalog);
    }
    let preset = start::preset(library, written).map_err(|error| {
        error.hint("a stack file, a preset or `draft` is meant; `archtui stack presets` lists them")
    })?;
    Ok((review::preset_stack(preset, catalog), Vec::new()))
}

fn text(cx: &Cx, names: &[&String; 2], differences: &[Difference]) -> String {
    let chosen = |side: &Side| {
        let names: Vec<&str> = side.chosen.iter().map(SafeText::as_str).collect();
        match names.as_slice() {
            [] => "-".to_owned(),
            names => names.join(", "),
        }
    };
    let [first, second] = names.map(|name| SafeText::one_line(name).to_string());
    let mut rows = vec![vec![
        "Concern".to_owned(),
        first.clone(),
        second.clone(),
        String::new(),
    ]];
    rows.extend(differences.iter().map(|difference| {
        let [a, b] = &difference.sides;
        let title = difference.title.to_string();
        vec![
            title,
            chosen(a),
            chosen(b),
            difference.relation.word().to_owned(),
        ]
    }));
    let mut out = cx.fit(&columns(&rows));
    for (name, at) in [(first, 0), (second, 1)] {
        let sides = differences
            .iter()
            .filter_map(|difference| difference.sides.get(at));
        let found: String = sides
            .clone()
            .flat_map(|side| &side.findings)
            .map(|one| finding(one, cx.width()))
            .collect();
        let unknown: usize = sides.map(|side| side.unknown.len()).sum();
        if !found.is_empty() {
            add(&mut out, format_args!("\nFindings in {name}\n{found}"));
        }
        if unknown > 0 {
            add(&mut out, format_args!("\n{unknown} not known in {name}\n"));
        }
    }
    out
}

pub(super) fn swap(cx: &Cx, library: &Library, args: &args::Swap) -> Result<Reply, CliError> {
    let catalog = &library.catalog;
    let opened = Opened::find(cx, library)?;
    let to = names::alternative(catalog, &args.to)?;
    let position = chosen(&opened.stack, library, &args.from)?;
    let swaps = Swaps::of(&opened.stack, catalog);
    let Some(swap) = swaps.with(position, &to) else {
        return Err(not_chosen(&opened.stack, &args.from));
    };
    let reply = opened.reply(cx, library, &Keyed("swap", &swap), || told(cx, &swap))?;
    if !args.adopt {
        return Ok(reply.note("nothing was changed; --adopt chooses it"));
    }
    opened.file.change(catalog, |stack| {
        let position = chosen(stack, library, &args.from)?;
        let decision = stack
            .swapped(position, &to)
            .decisions
            .get(position)
            .cloned();
        let decision = decision.ok_or_else(|| not_chosen(stack, &args.from))?;
        Ok((stack.in_place_of(position, decision, catalog), ()))
    })?;
    let said = format!(
        "{} was chosen for {}, in {}",
        swap.to,
        swap.concern,
        opened.file.shown()
    );
    Ok(reply.note(SafeText::one_line(&said)))
}

/// What a swap changes, in words.
fn told(cx: &Cx, swap: &Swap) -> String {
    let found =
        |all: &[Finding]| -> String { all.iter().map(|one| finding(one, cx.width())).collect() };
    let unknown =
        |all: &[NotKnown]| -> String { all.iter().map(|one| not_known(one, cx.width())).collect() };
    let again = |one: &Reopened| {
        let said = format!("{} ({}): {}", one.concern, one.chosen, one.because);
        paragraph("  ", &said, cx.width())
    };
    let again: String = swap.reopened.iter().map(again).collect();
    let from = swap.from.clone().unwrap_or_default();
    let head = format!("{}: {from} -> {}\n", swap.concern, swap.to);
    let parts = [
        ("Appears", found(&swap.appear)),
        ("Disappears", found(&swap.disappear)),
        ("Not known then", unknown(&swap.unknown)),
        ("To think of again", again),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(t, text)| (*t, text.as_str())).collect();
    let told = titled(&parts);
    match told.as_str() {
        "" => format!("{head}\nnothing else changes, as far as it is known\n"),
        told => format!("{head}\n{told}"),
    }
}

/// The position of the decision that chose something.
fn chosen(stack: &Stack, library: &Library, written: &str) -> Result<usize, CliError> {
    let wanted = value_key(written);
    let meant = library.catalog.names.resolve(written);
    let is = |decision: &crate::stack::Decision| {
        decision.chosen.as_ref().is_some_and(|chosen| {
            let named = value_key(&chosen.name) == wanted || value_key(chosen.key()) == wanted;
            named || meant.is_some_and(|id| chosen.technology.as_ref() == Some(id))
        })
    };
    let position = stack.decisions.iter().position(is);
    position.ok_or_else(|| not_chosen(stack, written))
}

fn not_chosen(stack: &Stack, written: &str) -> CliError {
    let shown = SafeText::one_line(written);
    let error = CliError::not_found(format!("“{shown}” is not chosen in this stack"));
    let chosen = stack
        .decisions
        .iter()
        .filter_map(|decision| decision.chosen.as_ref());
    let names: Vec<SafeText> = chosen.map(|chosen| chosen.name.clone()).collect();
    if names.is_empty() {
        return error.hint("nothing is chosen yet; `archtui stack adopt CONCERN NAME` does");
    }
    error.hint(format!("it chose {}", either(&names)))
}
