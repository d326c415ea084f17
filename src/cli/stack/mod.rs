//! `archtui stack`: the decisions taken, and what follows from them.

pub(crate) mod args;
mod changes;
mod check;
mod complete;
mod facts;
mod interview;
mod reasons;
mod scope;
mod several;
mod side;
mod standing;
mod start;
mod work;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::cli::error::{CliError, Kind, either};
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, Reported, add, columns};
use crate::cli::stack::args::{Adopt, Drop, Stack as Args};
use crate::cli::stack_file::StackFile;
use crate::cli::{Cx, compared, names, stack_file};
use crate::compare::{Criteria, View, Weighing, value_key};
use crate::model::Alternative;
use crate::parse::yaml;
use crate::review::speaks_against;
use crate::stack::{Decision, Stack, StackEdit, Subject, file};
use crate::text::{SafeText, width};

pub(super) fn run(cx: &Cx, args: &Args) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    match args {
        Args::New(args) => start::new(cx, &library, args),
        Args::Presets => start::presets(cx, &library),
        Args::Show => show(cx, &library),
        Args::Adopt(args) => adopt(cx, &library, args),
        Args::Drop(args) => drop(cx, &library, args),
        Args::Reasons(args) => reasons::run(cx, &library, args),
        Args::Check => check::run(cx, &library),
        Args::Diff(args) => side::diff(cx, &library, args),
        Args::Complete(args) => complete::run(cx, &library, args),
        Args::Swap(args) => side::swap(cx, &library, args),
        Args::Checklist => work::checklist(cx, &library),
        Args::Kit => work::kit(cx, &library),
        Args::Brief(args) => work::brief(cx, &library, *args),
        Args::Facts(args) => facts::run(cx, &library, args),
        Args::Scope(args) => scope::run(cx, &library, args),
        Args::Changes(args) => changes::run(cx, &library, args),
        Args::Interview(args) => interview::run(cx, &library, args),
    }
}

/// The stack that a command works on.
struct Opened {
    file: StackFile,
    stack: Stack,
    /// What is wrong with the file.
    found: Vec<Reported>,
}

impl Opened {
    /// Finds and reads it. A file that is not there is an empty stack, unless it was named.
    fn find(cx: &Cx, library: &Library) -> Result<Self, CliError> {
        let file = stack_file::find(cx)?;
        if cx.global.stack.is_some() && !file.exists() {
            return Err(
                CliError::not_found(format!("there is no stack file {}", file.shown()))
                    .hint("`archtui stack adopt CONCERN NAME` makes it"),
            );
        }
        let (stack, found) = file.read(&library.catalog)?;
        Ok(Self { file, stack, found })
    }

    /// A reply about it, with what is wrong with its file; 1 where that could not be read.
    fn reply<T: Serialize>(
        &self,
        cx: &Cx,
        library: &Library,
        value: &T,
        text: impl FnOnce() -> String,
    ) -> Result<Reply, CliError> {
        let mut reply = library.reply_with(cx, self.found.clone(), value, text)?;
        let unreadable = self.found.iter().any(Reported::is_error);
        reply.code = reply.code.max(u8::from(unreadable));
        Ok(reply.note(format!("from {}", self.file.shown())))
    }
}

/// Sections below their titles; those without text are left out.
fn titled(sections: &[(&str, &str)]) -> String {
    let told = sections.iter().filter(|(_, text)| !text.is_empty());
    let told: Vec<String> = told
        .map(|(title, text)| format!("{title}\n{text}"))
        .collect();
    told.join("\n")
}

/// A text behind what leads to it, wrapped; further lines stand in as far as the lead does.
fn paragraph(lead: &str, text: &str, columns: usize) -> String {
    let margin = lead.len() - lead.trim_start().len();
    let gap = " ".repeat(margin.max(6));
    let lines = width::wrap(&format!("{}{text}", lead.trim_start()), columns - margin);
    let lines = lines.into_iter().enumerate().map(|(at, line)| match at {
        0 => format!("{}{line}\n", " ".repeat(margin)),
        _ => format!("{gap}{line}\n"),
    });
    lines.collect()
}

fn show(cx: &Cx, library: &Library) -> Result<Reply, CliError> {
    let opened = Opened::find(cx, library)?;
    let shape = shape(&opened.stack)?;
    opened.reply(cx, library, &Keyed("stack", &shape), || {
        text(&opened.stack, &library.catalog)
    })
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
    let mut reply = library.reply(cx, &Keyed("stack", &shape), String::new)?;
    for remark in remarks(&args.concern, &adopted, &stack, catalog) {
        reply = reply.note(remark);
    }
    Ok(reply.note(format!(
        "{}, in {}",
        SafeText::one_line(&said),
        file.shown()
    )))
}

/// What a person may not have meant: a concern that the library does not have, a choice that
/// something speaks against.
fn remarks(written: &str, chosen: &Alternative, stack: &Stack, catalog: &Catalog) -> Vec<String> {
    let Subject::Concern(id) = names::subject(catalog, written) else {
        return Vec::new();
    };
    let concerns = &catalog.manifest.concerns;
    match catalog.concern(&id) {
        Some(concern) => {
            let against = speaks_against(concern, chosen, stack, catalog);
            let name = &chosen.name;
            let against = against.iter().map(|why| format!("against {name}: {why}"));
            against.collect()
        }
        None if concerns.is_empty() => Vec::new(),
        None => {
            let ids = concerns.iter().map(|concern| concern.id.0.clone());
            let ids: Vec<SafeText> = ids.collect();
            vec![format!(
                "the library has no concern {id}, so nothing checks it; it has {}",
                either(&ids)
            )]
        }
    }
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
        let comparison = compared::of(catalog, &all, &Criteria::default())?;
        decision.rest_on(&comparison, &View::default(), &Weighing::default());
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
