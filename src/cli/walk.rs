//! `archtui walk`: a decision tree by answers on the command line, or asked line by line.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use clap::ArgMatches;
use serde::Serialize;

use crate::catalog::{Catalog, Lookup};
use crate::cli::args::Walk as Args;
use crate::cli::ask::Ended;
use crate::cli::changes::{Printed, printed};
use crate::cli::error::{self, CliError, either};
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, Reported};
use crate::cli::stack_file::StackFile;
use crate::cli::{Cx, ask, given, names, stack_file, told};
use crate::compare::value_key;
use crate::model::{Alternative, DecisionTree, Facts, TreeId};
use crate::screens::twin;
use crate::stack::{Decision, StackEdit, Subject};
use crate::text::SafeText;
use crate::walk::{ForkText, Journey, SayText, Spoken, Transcript, Walk, changes};

/// A walk as JSON has it.
#[derive(Debug, Serialize)]
struct Walked<'a> {
    #[serde(flatten)]
    transcript: &'a Transcript,
    /// What one other answer would change, where the walk is the last and at its end.
    changes: Vec<Printed>,
}

/// A flag that says something, with its text.
enum Said<'a> {
    Answer(&'a String),
    And(&'a String),
    Into(&'a String),
    To(&'a String),
    Fork(&'a ForkText),
}

/// What is said, in the order given: each `--and` belongs to the `--answer` before it.
pub(super) fn spoken(matches: &ArgMatches) -> Vec<Spoken> {
    let mut said = given(matches, "answer", Said::Answer);
    said.extend(given(matches, "and", Said::And));
    said.extend(given(matches, "into", Said::Into));
    said.extend(given(matches, "say", Said::To));
    said.extend(given(matches, "fork", Said::Fork));
    said.sort_by_key(|(at, _)| *at);
    let mut spoken: Vec<Spoken> = Vec::new();
    for (_, one) in said {
        let one = match one {
            Said::And(text) => {
                let mut before = spoken.iter_mut().rev();
                let answer = before.find_map(|one| match one {
                    Spoken::Answer(answer) => Some(answer),
                    Spoken::Fork(_) | Spoken::Into(_) | Spoken::To(_) => None,
                });
                match answer {
                    Some(answer) => {
                        answer.0.push(text.clone());
                        continue;
                    }
                    None => Spoken::from(text.as_str()),
                }
            }
            Said::Answer(text) => Spoken::from(text.as_str()),
            Said::Into(text) => Spoken::Into(text.clone()),
            Said::To(text) => Spoken::To(SayText(text.clone())),
            Said::Fork(fork) => Spoken::Fork(fork.clone()),
        };
        spoken.push(one);
    }
    spoken
}

/// The values of a flag with their places on the command line.
fn given<'a, T: Clone + Send + Sync + 'static>(
    matches: &'a ArgMatches,
    flag: &str,
    of: fn(&'a T) -> Said<'a>,
) -> Vec<(usize, Said<'a>)> {
    let at = matches.indices_of(flag).into_iter().flatten();
    let values = matches.get_many::<T>(flag).into_iter().flatten();
    at.zip(values.map(of)).collect()
}

pub(super) fn run(cx: &Cx, args: &Args, spoken: &[Spoken]) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let catalog = &library.catalog;
    let tree = error::one(
        catalog.find_tree(&args.tree),
        "decision tree",
        &args.tree,
        "trees",
    )?;
    let given = given::given(catalog, &args.fact)?;
    let (mut facts, found) = known(cx, catalog, &tree.id, &given)?;
    let find = |id: &TreeId| known_tree(catalog, id);
    let mut journey = {
        let settle = |walk: &mut Walk| walk.settle(catalog, &facts);
        Journey::replay(tree, spoken, &find, &settle)
    }
    .map_err(|error| CliError::not_found(error.to_string()))?;
    let before = facts.clone();
    let answered = spoken.iter().any(|one| matches!(one, Spoken::Answer(_)));
    if (args.plain || !answered) && ask_on(cx, &mut journey, catalog, &mut facts)? == Ended::Stopped
    {
        return Ok(Reply {
            code: CANCELLED,
            ..Reply::default()
        });
    }
    journey.last.settle_holding(catalog, &facts);
    let transcripts = journey.transcripts(catalog, &facts);
    let changes = changes(&journey.last, catalog);
    let last = journey.before.len();
    let walked = transcripts.iter().enumerate();
    let walked = walked.map(|(at, transcript)| Walked {
        transcript,
        changes: if at == last {
            printed(&journey.last, catalog, &changes)
        } else {
            Vec::new()
        },
    });
    let walked: Vec<Walked<'_>> = walked.collect();
    let mut reply = library.reply_with(cx, found, &Keyed("walked", &walked), || {
        told::journey(&journey, &transcripts, &changes, &facts)
    })?;
    if !cx.global.json {
        let mut said = given.clone();
        let noted = facts.iter();
        let noted = noted.filter(|(name, fact)| before.get(*name) != Some(*fact));
        said.extend(noted.map(|(name, fact)| (name.clone(), fact.clone())));
        let mut words = journey.twin();
        words.extend(given::words(&said));
        let command = twin::command(&cx.twin_flags(), &words);
        reply = reply.note(format!("again: {command}"));
    }
    if args.adopt {
        let said = adopt(cx, args, catalog, (&journey, transcripts), &given)?;
        reply = reply.note(said);
    }
    Ok(reply)
}

/// Asks what the answers given leave open.
fn ask_on(
    cx: &Cx,
    journey: &mut Journey,
    catalog: &Catalog,
    facts: &mut Facts,
) -> Result<Ended, CliError> {
    let terminal = cx.environment.terminal.stdin;
    let mut asking = ask::Asking {
        input: io::stdin().lock(),
        how: ask::FIRST,
        more: "",
        interactive: terminal,
        echo: !terminal,
        catalog,
        facts,
        beside: |_| false,
    };
    asking.ask(journey)
}

/// The tree of an id.
pub(super) fn known_tree(catalog: &Catalog, id: &TreeId) -> Option<Arc<DecisionTree>> {
    match catalog.find_tree(&id.0) {
        Lookup::Found(tree) => Some(tree),
        Lookup::Ambiguous(_) | Lookup::Missing(_) => None,
    }
}

/// The exit code of a person who left in between.
const CANCELLED: u8 = 130;

/// The facts of the stack, where there is just one, with those given in their place, and what its
/// other decisions chose.
fn known(
    cx: &Cx,
    catalog: &Catalog,
    tree: &TreeId,
    given: &Facts,
) -> Result<(Facts, Vec<Reported>), CliError> {
    let stack = match stack_file::find(cx) {
        Ok(file) if file.exists() => Some(file.read(catalog)?),
        Err(error) if cx.global.stack.is_some() => return Err(error),
        _ => None,
    };
    let (mut stack, found) = stack.unwrap_or_default();
    stack.facts.extend(given.clone());
    Ok((stack.facts_in(tree, catalog), found))
}

/// Keeps the result in the stack; says in a sentence what was kept where.
fn adopt(
    cx: &Cx,
    args: &Args,
    catalog: &Catalog,
    (journey, walked): (&Journey, Vec<Transcript>),
    given: &Facts,
) -> Result<SafeText, CliError> {
    let file = stack_file::find(cx)?;
    let chosen = chosen(args, &walked)?;
    let subject = args.concern.as_deref().map(|c| names::subject(catalog, c));
    let concern = subject.and_then(|subject| match subject {
        Subject::Concern(id) => Some(id),
        Subject::Title(_) => None,
    });
    let decision = Decision::from_transcripts(walked, catalog, chosen, concern);
    let said = said(&decision, &file);
    file.change(catalog, |stack| {
        let mut facts = stack.facts.clone();
        facts.extend(given.clone());
        let noted = given::noted_on(journey, catalog, &facts);
        let facts = given.clone().into_iter().chain(noted);
        let facts = facts.map(|(name, fact)| StackEdit::SetFact(name, Some(fact)));
        let adopt = StackEdit::Adopt(Box::new(decision));
        Ok((facts.chain([adopt]).collect(), ()))
    })?;
    Ok(said)
}

fn said(decision: &Decision, file: &StackFile) -> SafeText {
    let (subject, file) = (&decision.subject, file.shown());
    if let Some(chosen) = &decision.chosen {
        return SafeText::new(&format!(
            "{} was chosen for {subject}, in {file}",
            chosen.name
        ));
    }
    let walked = decision.walked.iter();
    let recommended = walked.flat_map(|walked| &walked.recommended);
    let names: Vec<&str> = recommended.map(|one| one.name.as_str()).collect();
    let mut ruled = decision.ruled_out.iter();
    let against = ruled.find(|ruled| names.contains(&ruled.name.as_str()));
    let why = match names.as_slice() {
        [] => "the answers do not decide it".to_owned(),
        [only] if against.is_some() => {
            let quote = against
                .map(|ruled| ruled.quote.as_str())
                .unwrap_or_default();
            format!("{only} is recommended, and {quote} speaks against it")
        }
        several => format!("{} are recommended", several.join(" and ")),
    };
    let quoted = subject.to_string();
    let quoted = shell_words::quote(&quoted);
    SafeText::new(&format!(
        "{subject} was kept open in {file}: {why}; --choose NAME, or \
         `archtui stack adopt {quoted} NAME`, decides"
    ))
}

/// What is chosen: as said, else the only thing recommended that nothing speaks against.
fn chosen(args: &Args, walked: &[Transcript]) -> Result<Option<Alternative>, CliError> {
    let alternatives = alternatives(walked);
    let Some(wish) = &args.choose else {
        let recommended = walked.iter().flat_map(|walked| &walked.recommended);
        let keys: BTreeSet<&SafeText> = recommended.map(|one| &one.alternative).collect();
        let against = walked.iter().flat_map(|walked| &walked.ruled_out);
        let against: BTreeSet<&SafeText> = against.map(|one| &one.alternative).collect();
        let only = |a: &Alternative| keys.len() == 1 && keys.contains(a.key());
        let mut stand = alternatives
            .into_iter()
            .filter(|a| !against.contains(a.key()));
        return Ok(stand.find(only));
    };
    let wanted = value_key(wish);
    let means = |a: &&Alternative| value_key(a.key()) == wanted || value_key(&a.name) == wanted;
    if let Some(chosen) = alternatives.iter().find(means) {
        return Ok(Some(chosen.clone()));
    }
    let names: Vec<SafeText> = alternatives.iter().map(|a| a.name.clone()).collect();
    let wish = SafeText::one_line(wish);
    Err(
        CliError::not_found(format!("this tree has no alternative “{wish}”"))
            .hint(format!("it has {}", either(&names))),
    )
}

/// Everything that the trees lead to, wherever it stands.
fn alternatives(walked: &[Transcript]) -> Vec<Alternative> {
    let all = walked.iter().flat_map(|walked| {
        let weighed = [&walked.recommended, &walked.open, &walked.not_on_path];
        let weighed = weighed.into_iter().flatten();
        let weighed = weighed.map(|one| (&one.alternative, &one.name));
        let ruled = walked.ruled_out.iter();
        weighed.chain(ruled.map(|one| (&one.alternative, &one.name)))
    });
    let mut found: Vec<Alternative> = Vec::new();
    for (key, name) in all {
        if !found.iter().any(|known| known.key() == key) {
            let technology = (key != name).then(|| crate::model::TechId(key.clone()));
            found.push(Alternative {
                name: name.clone(),
                technology,
            });
        }
    }
    found
}
