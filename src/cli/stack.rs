//! `archtui stack`: the decisions taken.

use crate::catalog::Catalog;
use crate::cli::args::{Adopt, Drop, Stack as Args};
use crate::cli::error::{CliError, Kind, either};
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, Reported, add, columns};
use crate::cli::{Cx, compare, facts, interview, names, scope, stack_file};
use crate::compare::{View, value_key};
use crate::model::Alternative;
use crate::parse::yaml;
use crate::stack::{Decision, Stack, StackEdit, compared, file};
use crate::text::SafeText;

pub(super) fn run(cx: &Cx, args: &Args) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    match args {
        Args::Show => show(cx, &library),
        Args::Adopt(args) => adopt(cx, &library, args),
        Args::Drop(args) => drop(cx, &library, args),
        Args::Facts(args) => facts::run(cx, &library, args),
        Args::Scope(args) => scope::run(cx, &library, args),
        Args::Changes(args) => scope::changes(cx, &library, args),
        Args::Interview(args) => interview::run(cx, &library, args),
    }
}

fn show(cx: &Cx, library: &Library) -> Result<Reply, CliError> {
    let file = stack_file::find(cx)?;
    if cx.global.stack.is_some() && !file.exists() {
        return Err(
            CliError::not_found(format!("there is no stack file {}", file.shown()))
                .hint("`archtui stack adopt CONCERN NAME` makes it"),
        );
    }
    let (stack, found) = file.read(&library.catalog)?;
    let unreadable = found.iter().any(Reported::is_error);
    let shape = shape(&stack)?;
    let reply = library.reply_with(cx, found, &Keyed("stack", &shape), || {
        text(&stack, &library.catalog)
    })?;
    let mut reply = reply.note(format!("from {}", file.shown()));
    reply.code = reply.code.max(u8::from(unreadable));
    Ok(reply)
}

/// A stack in the shape of its file, keys in the file's order; the version is the output's.
fn shape(stack: &Stack) -> Result<serde_json::Value, CliError> {
    let failed = |why: String| {
        CliError::new(
            Kind::Internal,
            format!("the stack could not be printed: {why}"),
        )
        .hint("please report this")
    };
    let text = file::write(stack).map_err(|error| failed(error.to_string()))?;
    let mut shape: serde_json::Value =
        yaml::from_str(&text).map_err(|error| failed(error.to_string()))?;
    if let Some(keys) = shape.as_object_mut() {
        keys.shift_remove("version");
    }
    Ok(shape)
}

fn text(stack: &Stack, catalog: &Catalog) -> String {
    let mut out = format!("{}\n", stack.name);
    let facts = stack.facts.iter();
    let facts = facts.map(|(name, fact)| vec![format!("  {name}"), fact.to_string()]);
    let facts: Vec<Vec<String>> = facts.collect();
    if !facts.is_empty() {
        add(&mut out, format_args!("\nFacts\n{}", columns(&facts)));
    }
    let rows: Vec<Vec<String>> = stack.decisions.iter().map(|d| row(d, catalog)).collect();
    if rows.is_empty() {
        return out + "\nnothing is decided yet\n";
    }
    out + "\nDecisions\n" + &columns(&rows)
}

fn row(decision: &Decision, catalog: &Catalog) -> Vec<String> {
    let chosen = decision.chosen.as_ref();
    let chosen = chosen.map_or_else(|| "open".to_owned(), |chosen| chosen.name.to_string());
    let record = decision.adr.as_ref().map(ToString::to_string);
    vec![
        format!("  {}", decision.subject),
        chosen,
        decision.status.word().to_owned(),
        record.unwrap_or_default(),
        SafeText::one_line(&decision.title(catalog)).to_string(),
    ]
}

/// Takes a decision: what an earlier walk found stays with it, a comparison is added.
fn adopt(cx: &Cx, library: &Library, args: &Adopt) -> Result<Reply, CliError> {
    let catalog = &library.catalog;
    let file = stack_file::find(cx)?;
    let (stack, adopted) = file.change(catalog, |stack| {
        let at = names::decision(stack, catalog, &args.concern);
        let known = at.and_then(|at| stack.decisions.get(at));
        let chosen = chosen(catalog, known, &args.alternative)?;
        let decision = decision(catalog, known, args, &chosen)?;
        Ok((vec![StackEdit::Adopt(Box::new(decision))], chosen))
    })?;
    let said = format!("{} was chosen for {}", adopted.name, args.concern);
    let shape = shape(&stack)?;
    let reply = library.reply(cx, &Keyed("stack", &shape), String::new)?;
    Ok(reply.note(format!(
        "{}, in {}",
        SafeText::one_line(&said),
        file.shown()
    )))
}

/// The alternative that is meant: of those considered already, else of all there are.
fn chosen(
    catalog: &Catalog,
    known: Option<&Decision>,
    written: &str,
) -> Result<Alternative, CliError> {
    let wanted = value_key(written);
    let considered = known
        .map(|known| known.considered.as_slice())
        .unwrap_or_default();
    let means = |a: &&Alternative| value_key(a.key()) == wanted || value_key(&a.name) == wanted;
    match considered.iter().find(means) {
        Some(alternative) => Ok(alternative.clone()),
        None => names::alternative(catalog, written),
    }
}

fn decision(
    catalog: &Catalog,
    known: Option<&Decision>,
    args: &Adopt,
    chosen: &Alternative,
) -> Result<Decision, CliError> {
    let subject = names::subject(catalog, &args.concern);
    let mut decision = Decision::anew(known, subject, chosen.clone());
    if let Some(because) = &args.because {
        decision.rationale = SafeText::new(because);
    }
    if !args.compare.is_empty() {
        let key = chosen.key();
        let means = |written: &&String| {
            names::alternative(catalog, written).is_ok_and(|named| named.key() == key)
        };
        let missing = args.compare.iter().find(means).is_none();
        let first = missing.then(|| key.to_string());
        let all: Vec<String> = first
            .into_iter()
            .chain(args.compare.iter().cloned())
            .collect();
        let comparison = compare::of(catalog, &all)?;
        decision.take_comparison(compared(&comparison, &View::default()));
    }
    Ok(decision)
}

fn drop(cx: &Cx, library: &Library, args: &Drop) -> Result<Reply, CliError> {
    let catalog = &library.catalog;
    let file = stack_file::find(cx)?;
    let concern = SafeText::one_line(&args.concern);
    if !file.exists() {
        return Err(
            CliError::not_found(format!("there is no stack file {}", file.shown()))
                .hint("say which one with --stack FILE"),
        );
    }
    let (stack, ()) = file.change(catalog, |stack| {
        match names::decision(stack, catalog, &args.concern) {
            Some(at) => Ok((vec![StackEdit::Drop(at)], ())),
            None => Err(undecided(stack, &concern)),
        }
    })?;
    let shape = shape(&stack)?;
    let reply = library.reply(cx, &Keyed("stack", &shape), String::new)?;
    Ok(reply.note(format!(
        "the decision on {concern} was taken out of {}",
        file.shown()
    )))
}

/// Nothing is decided about something.
pub(super) fn undecided(stack: &Stack, concern: &SafeText) -> CliError {
    let subjects = stack.decisions.iter();
    let subjects: Vec<SafeText> = subjects
        .map(|decision| SafeText::new(&decision.subject.to_string()))
        .collect();
    let error = CliError::not_found(format!("nothing is decided about “{concern}”"));
    if subjects.is_empty() {
        return error.hint("the stack is empty; `archtui walk TREE --adopt` begins it");
    }
    error.hint(format!("the stack decides {}", either(&subjects)))
}
