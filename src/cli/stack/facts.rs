//! `archtui stack facts`: what is so in the project, and what a change of it touches.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::cli::Cx;
use crate::cli::error::CliError;
use crate::cli::given::given;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, add, columns};
use crate::cli::stack::args::Facts as Args;
use crate::cli::stack_file::{self, StackFile};
use crate::model::{CircumstanceKind, Fact, Facts};
use crate::review::{Touched, touched, unheard};
use crate::stack::{Stack, StackEdit, declared};
use crate::text::SafeText;

/// A fact as JSON has it.
#[derive(Debug, Serialize)]
struct Printed {
    fact: SafeText,
    /// As it is written; `null` where nobody said it.
    value: Option<String>,
    /// What it can be, where a library declares it.
    #[serde(rename = "type")]
    kind: Option<CircumstanceKind>,
    ask: Option<SafeText>,
    values: Vec<SafeText>,
    /// What this change of it touched.
    #[serde(skip_serializing_if = "Option::is_none")]
    touched: Option<SafeText>,
}

pub(super) fn run(cx: &Cx, library: &Library, args: &Args) -> Result<Reply, CliError> {
    let catalog = &library.catalog;
    let file = stack_file::find(cx)?;
    let mut pairs = args.stated.clone();
    pairs.extend(args.fact.clone());
    let given = given(catalog, &pairs)?;
    if given.is_empty() && args.unset.is_empty() {
        let (stack, found) = file.read(catalog)?;
        let facts = printed(&stack, catalog, &[]);
        let reply = library.reply_with(cx, found, &Keyed("facts", &facts), || text(&facts))?;
        return Ok(reply.note(format!("from {}", file.shown())));
    }
    let (stack, touched) = change(&file, catalog, &given, &args.unset)?;
    let facts = printed(&stack, catalog, &touched);
    let mut reply = library.reply(cx, &Keyed("facts", &facts), || text(&facts))?;
    for one in &touched {
        reply = reply.note(one.text());
    }
    for said in strange(&given, catalog) {
        reply = reply.note(said);
    }
    Ok(reply.note(format!("in {}", file.shown())))
}

/// What of given facts the library does not know, so that nothing follows from it.
fn strange(given: &Facts, catalog: &Catalog) -> Vec<String> {
    let asked = !catalog.manifest.facts.is_empty();
    let unknown = given
        .keys()
        .filter(|name| declared(catalog, name).is_none());
    let names = unknown.filter(|_| asked);
    let names = names.map(|name| format!("the library asks for no fact {name}"));
    let words = unheard(given, catalog).into_iter();
    let words = words.map(|word| format!("nothing of the library speaks of {word}"));
    names.chain(words).collect()
}

/// Keeps facts in the stack.
pub(super) fn state(file: &StackFile, catalog: &Catalog, given: &Facts) -> Result<(), CliError> {
    change(file, catalog, given, &[]).map(drop)
}

fn change(
    file: &StackFile,
    catalog: &Catalog,
    given: &Facts,
    unset: &[String],
) -> Result<(Stack, Vec<Touched>), CliError> {
    file.change(catalog, |stack| {
        let mut edits = Vec::new();
        for name in unset {
            let name = SafeText::one_line(name);
            if !stack.facts.contains_key(&name) {
                return Err(CliError::not_found(format!("the stack has no fact {name}"))
                    .hint("`archtui stack facts` lists them"));
            }
            edits.push(StackEdit::SetFact(name, None));
        }
        let set = given.iter();
        edits.extend(set.map(|(name, fact)| StackEdit::SetFact(name.clone(), Some(fact.clone()))));
        let mut after = stack.clone();
        for edit in edits.clone() {
            after = after.edited(edit, catalog);
        }
        Ok((edits, touched(stack, &after, catalog)))
    })
}

/// The facts of a stack, then those that its library asks for and nobody has said.
fn printed(stack: &Stack, catalog: &Catalog, touched: &[Touched]) -> Vec<Printed> {
    let one = |name: &SafeText, value: Option<&Fact>| {
        let known = declared(catalog, name);
        let touched = touched.iter().find(|one| one.name == *name);
        Printed {
            fact: name.clone(),
            value: value.map(ToString::to_string),
            kind: known.map(|known| known.kind.unwrap_or_default()),
            ask: known.map(|known| known.ask.clone()),
            values: known.map(|known| known.values.clone()).unwrap_or_default(),
            touched: touched.map(Touched::text),
        }
    };
    let said = stack.facts.iter().map(|(name, fact)| one(name, Some(fact)));
    let asked = catalog.manifest.facts.iter().map(|known| &known.id);
    let asked = asked.filter(|name| !stack.facts.contains_key(*name));
    said.chain(asked.map(|name| one(name, None))).collect()
}

fn text(facts: &[Printed]) -> String {
    let row = |fact: &Printed| {
        let ask = fact.ask.as_ref().map(ToString::to_string);
        let name = format!("  {}", SafeText::one_line(&fact.fact));
        let value = fact.value.clone();
        vec![name, value.unwrap_or_default(), ask.unwrap_or_default()]
    };
    let (said, asked): (Vec<&Printed>, Vec<&Printed>) =
        facts.iter().partition(|fact| fact.value.is_some());
    let rows: Vec<Vec<String>> = said.into_iter().map(row).collect();
    let mut out = if rows.is_empty() {
        "no fact is stated yet; for example: archtui stack facts uses=postgresql\n".to_owned()
    } else {
        columns(&rows)
    };
    let rows = asked.into_iter().map(|fact| {
        let mut row = row(fact);
        row.remove(1);
        row
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if !rows.is_empty() {
        add(
            &mut out,
            format_args!("\nNot stated yet\n{}", columns(&rows)),
        );
    }
    out
}
