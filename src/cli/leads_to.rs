//! `archtui leads-to`: the answers that lead to a technology, in every decision tree.

use serde::Serialize;

use crate::catalog::{Catalog, Lookup};
use crate::cli::args::LeadsTo;
use crate::cli::error::{CliError, either};
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, Reported, add, columns, count};
use crate::cli::{Cx, given};
use crate::compare;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Alternative, Confidence, Facts, TechId, Technology, TreeId};
use crate::screens::twin;
use crate::text::{Location, SafeText, crumbs};
use crate::walk::facts::excluded;
use crate::walk::{
    Leading, PATHS, Path, Via, answer_text, find_outcome, leads_to, question_text, twin as words,
};

/// A path as JSON has it.
#[derive(Debug, Serialize)]
struct Printed<'a> {
    tree: &'a TreeId,
    title: &'a SafeText,
    source: SafeText,
    file: SafeText,
    line: u32,
    confidence: Confidence,
    steps: Vec<Step>,
    outcome: SafeText,
    /// Where the outcome stands.
    at: SafeText,
    technologies: Vec<TechId>,
    /// The command that walks the path.
    command: String,
}

/// A question of a path and the answer to give.
#[derive(Debug, Serialize)]
struct Step {
    question: SafeText,
    answer: SafeText,
    at: SafeText,
}

pub(super) fn run(cx: &Cx, args: &LeadsTo) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let catalog = &library.catalog;
    let wanted = wanted(catalog, args)?;
    let facts = given::given(catalog, &args.fact)?;
    let mut leading = leads_to(catalog, std::slice::from_ref(&wanted), args.maybe);
    if leading.is_empty() {
        return Err(nothing(catalog, &wanted, args));
    }
    let left_out = leave_out(&mut leading, catalog, &facts);
    if leading.is_empty() {
        let name = SafeText::one_line(&wanted.name);
        let said = format!("no path to {name} goes with these facts");
        return Err(CliError::not_found(said).hint(format!(
            "without them there are {}",
            count(left_out, "path")
        )));
    }
    let each = leading.iter().flat_map(|leading| {
        let paths = leading.paths.paths.iter();
        paths.map(move |path| (leading, path))
    });
    let printed: Vec<Printed<'_>> = if cx.global.json {
        each.map(|(leading, path)| printed(cx, catalog, leading, path))
            .collect()
    } else {
        Vec::new()
    };
    let cut = leading.iter().filter(|leading| leading.paths.more);
    let cut = cut.map(|leading| library.report(&said_of_more(leading)));
    let cut: Vec<Reported> = if cx.global.json {
        cut.collect()
    } else {
        Vec::new()
    };
    let reply = library.reply_with(cx, cut, &Keyed("paths", &printed), || {
        if args.commands {
            return commands(cx, &leading);
        }
        cx.fit(&text(catalog, &wanted, &leading))
    })?;
    if left_out == 0 {
        return Ok(reply);
    }
    let said = format!(
        "{} left out, which the facts rule out",
        count(left_out, "path")
    );
    Ok(reply.note(said))
}

/// Takes out the paths that facts rule out; says how many.
fn leave_out(leading: &mut Vec<Leading>, catalog: &Catalog, facts: &Facts) -> usize {
    let paths = |all: &[Leading]| all.iter().map(|one| one.paths.paths.len()).sum::<usize>();
    let before = paths(leading);
    for Leading { tree, paths } in leading.iter_mut() {
        paths
            .paths
            .retain(|path| !excluded(tree, path, catalog, facts));
    }
    leading.retain(|one| !one.paths.paths.is_empty());
    before - paths(leading)
}

/// What a name means: a technology, else an outcome in these words.
fn wanted(catalog: &Catalog, args: &LeadsTo) -> Result<Alternative, CliError> {
    let id = TechId(SafeText::one_line(&args.name));
    let known = catalog.technology(&id);
    let resolved = || catalog.technology(catalog.names.resolve(&args.name)?);
    if let Some(technology) = known.or_else(resolved) {
        return Ok(Alternative {
            name: technology.name.clone(),
            technology: Some(technology.id.clone()),
        });
    }
    let shown = SafeText::one_line(&args.name);
    match find_outcome(catalog, &args.name, args.maybe) {
        Lookup::Found(outcome) => Ok(outcome),
        Lookup::Ambiguous(several) => {
            let said = format!("“{shown}” can mean more than one outcome");
            let several = several.iter().map(|text| SafeText::one_line(text));
            Err(CliError::not_found(said).choose("write more of its words:", several))
        }
        Lookup::Missing(near) => {
            let said = format!("no technology and no outcome is called “{shown}”");
            let error = CliError::not_found(said);
            let mut names = compare::near(catalog, &args.name);
            names.extend(near.iter().map(|text| SafeText::one_line(text)));
            names.dedup();
            Err(if names.is_empty() {
                error.hint("`archtui search` finds names; `archtui trees` lists the decisions")
            } else {
                error.hint(format!("did you mean {}?", either(&names)))
            })
        }
    }
}

/// Nothing leads to it: what to try.
fn nothing(catalog: &Catalog, wanted: &Alternative, args: &LeadsTo) -> CliError {
    let name = SafeText::one_line(&wanted.name);
    let error = CliError::not_found(format!("no decision leads to {name}"));
    let doubtful = !args.maybe && !leads_to(catalog, std::slice::from_ref(wanted), true).is_empty();
    if doubtful {
        return error.hint("what is perhaps a decision does; add --maybe");
    }
    let beside = beside(catalog, wanted);
    if beside.is_empty() {
        return error.hint(format!(
            "`archtui search {}` says where it is named",
            shell_words::quote(&name)
        ));
    }
    error.hint(format!("of its kind there is a way to {}", either(&beside)))
}

/// Technologies of the same kind to which something leads.
fn beside(catalog: &Catalog, wanted: &Alternative) -> Vec<SafeText> {
    /// Names offered.
    const OFFERED: usize = 5;
    let known = wanted.technology.as_ref();
    let Some(kind) = known.and_then(|id| catalog.technology(id)?.kind.clone()) else {
        return Vec::new();
    };
    let all = catalog.names.technologies().iter();
    let same = all.filter(|technology| technology.kind.as_ref() == Some(&kind));
    let one = |technology: &Technology| Alternative {
        name: technology.name.clone(),
        technology: Some(technology.id.clone()),
    };
    let led_to = same.filter(|technology| !leads_to(catalog, &[one(technology)], false).is_empty());
    led_to
        .map(|technology| technology.name.clone())
        .take(OFFERED)
        .collect()
}

fn printed<'a>(cx: &Cx, catalog: &Catalog, leading: &'a Leading, path: &Path) -> Printed<'a> {
    let tree = &leading.tree;
    let place = catalog.place(tree.at);
    let outcome = tree.outcome(path.outcome);
    let at = outcome.map_or(tree.at, |outcome| outcome.at);
    Printed {
        tree: &tree.id,
        title: &tree.title,
        source: place.source,
        file: place.file,
        line: place.line,
        confidence: tree.confidence,
        steps: path
            .way
            .iter()
            .filter_map(|via| step(catalog, leading, *via))
            .collect(),
        outcome: outcome.map(|o| o.text.clone()).unwrap_or_default(),
        at: place_text(catalog, at),
        technologies: outcome
            .map(|o| o.technologies().cloned().collect())
            .unwrap_or_default(),
        command: command(cx, leading, path),
    }
}

fn step(catalog: &Catalog, leading: &Leading, (id, index): Via) -> Option<Step> {
    let question = leading.tree.question(id)?;
    let answer = question.answers.get(index)?;
    Some(Step {
        question: question_text(&leading.tree, question),
        answer: answer_text(&leading.tree, answer),
        at: place_text(catalog, answer.at),
    })
}

fn place_text(catalog: &Catalog, at: Location) -> SafeText {
    SafeText::new(&catalog.place(at).to_string())
}

fn command(cx: &Cx, leading: &Leading, path: &Path) -> String {
    twin::command(&cx.twin_flags(), &words(&path.walk(&leading.tree)))
}

fn commands(cx: &Cx, leading: &[Leading]) -> String {
    let mut out = String::new();
    for leading in leading {
        for path in &leading.paths.paths {
            add(&mut out, format_args!("{}\n", command(cx, leading, path)));
        }
    }
    out
}

/// The paths, a line each, tree by tree.
fn text(catalog: &Catalog, wanted: &Alternative, leading: &[Leading]) -> String {
    let paths: usize = leading.iter().map(|l| l.paths.paths.len()).sum();
    let more = leading.iter().any(|leading| leading.paths.more);
    let mut out = format!(
        "{}: {}{} in {}\n",
        SafeText::one_line(&wanted.name),
        count(paths, "path"),
        if more { " and more" } else { "" },
        count(leading.len(), "decision")
    );
    for one in leading {
        let tree = &one.tree;
        let head = vec![
            SafeText::one_line(&tree.title).to_string(),
            tree.id.to_string(),
            place_text(catalog, tree.at).to_string(),
            count(one.paths.paths.len(), "path"),
            match tree.confidence {
                Confidence::High => String::new(),
                Confidence::Maybe => "(maybe a decision)".to_owned(),
            },
        ];
        add(&mut out, format_args!("\n{}", columns(&[head])));
        for path in &one.paths.paths {
            let outcome = tree.outcome(path.outcome).map(|outcome| &outcome.text);
            let outcome = outcome.filter(|text| ***text != *wanted.name);
            let outcome = outcome.map(|text| format!(" → {}", SafeText::one_line(text)));
            let outcome = outcome.unwrap_or_default();
            let steps = crumbs(&path.steps(tree), usize::MAX);
            add(&mut out, format_args!("  {steps}{outcome}\n"));
        }
        if one.paths.more {
            add(
                &mut out,
                format_args!("  and more; the first {PATHS} are listed\n"),
            );
        }
    }
    out
}

/// That not every path of a tree was listed, for whom no line says it.
fn said_of_more(leading: &Leading) -> Diagnostic {
    let said = format!(
        "{} has more paths; these are {PATHS} of them",
        leading.tree.id
    );
    Diagnostic {
        at: Some(leading.tree.at),
        ..Diagnostic::new(Severity::Info, "paths-cut", said)
    }
}
