//! `archtui tech`: everything about one name on one page.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::cli::Cx;
use crate::cli::args::Tech;
use crate::cli::compare::{PrintedValue, state, values};
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::names;
use crate::cli::output::{Keyed, Reply, add};
use crate::compare::{Card, Cell, rows};
use crate::model::{
    Alternative, Citation, Confidence, Policy, Requirement, RuleStrength, Stance, TechId, TreeId,
};
use crate::text::SafeText;

/// A card as JSON has it.
#[derive(Debug, Serialize)]
struct Printed {
    id: SafeText,
    name: SafeText,
    /// Whether a manifest lists it.
    technology: bool,
    kind: Option<SafeText>,
    aliases: Vec<SafeText>,
    license: Option<SafeText>,
    languages: Vec<TechId>,
    policy: Option<PrintedPolicy>,
    facts: Vec<Stated>,
    clients: Vec<Stated>,
    leads_here: Vec<Led>,
    requires: Vec<Needed>,
    required_by: Vec<Needed>,
    conflicts: Vec<Related>,
    rules: Vec<PrintedRule>,
    flows: Vec<Entry>,
    stacks: Vec<Entry>,
    pages: Vec<Page>,
    alternatives: Vec<PrintedAlternative>,
}

#[derive(Debug, Serialize)]
struct PrintedPolicy {
    stance: Stance,
    because: SafeText,
    see: Option<SafeText>,
    at: String,
}

/// What is stated by a criterion, or the clients of a language.
#[derive(Debug, Serialize)]
struct Stated {
    name: SafeText,
    state: &'static str,
    values: Vec<PrintedValue>,
}

/// A decision that leads there.
#[derive(Debug, Serialize)]
struct Led {
    tree: TreeId,
    title: SafeText,
    paths: usize,
    /// Whether there may be more paths.
    more: bool,
    confidence: Confidence,
}

/// A requirement: what asks for it, where it is another that does.
#[derive(Debug, Serialize)]
struct Needed {
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<SafeText>,
    all: Vec<TechId>,
    any: Vec<TechId>,
    why: SafeText,
    cite: Option<String>,
}

#[derive(Debug, Serialize)]
struct Related {
    with: SafeText,
    why: SafeText,
    cite: Option<String>,
}

#[derive(Debug, Serialize)]
struct PrintedRule {
    id: SafeText,
    says: SafeText,
    strength: RuleStrength,
    cite: Option<String>,
}

/// A flow or a ready-made stack.
#[derive(Debug, Serialize)]
struct Entry {
    id: SafeText,
    title: SafeText,
    cite: Option<String>,
}

#[derive(Debug, Serialize)]
struct Page {
    title: SafeText,
    at: String,
}

#[derive(Debug, Serialize)]
struct PrintedAlternative {
    id: SafeText,
    name: SafeText,
}

pub(super) fn run(cx: &Cx, args: &Tech) -> Result<Reply, CliError> {
    let library = Library::load(cx)?;
    let catalog = &library.catalog;
    let alternative = names::alternative(catalog, &args.name)?;
    let card = Card::of(catalog, &alternative);
    let printed = printed(catalog, &card);
    library.reply(cx, &Keyed("technology", &printed), || {
        text(catalog, &card, cx.width())
    })
}

/// The name, then every section.
fn text(catalog: &Catalog, card: &Card, columns: usize) -> String {
    let mut out = format!("{}\n\n", SafeText::one_line(&card.alternative.name));
    for row in rows(&card.sections(catalog), columns) {
        let line = format!("{}{}{}", row.name, row.text, row.from);
        add(&mut out, format_args!("{}\n", line.trim_end()));
    }
    out
}

fn printed(catalog: &Catalog, card: &Card) -> Printed {
    let listed = card.technology.clone().unwrap_or_default();
    let facts = card.facts.iter();
    let facts = facts.flat_map(|row| row.cells.iter().map(|cell| (&row.name, cell)));
    let (flows, stacks) = (card.flows.iter(), card.stacks.iter());
    let requires = listed.requires.iter().map(|one| needed(None, one));
    let required_by = card.required_by.iter();
    let required_by = required_by.map(|(by, one)| needed(Some(by), one));
    Printed {
        id: card.alternative.key().clone(),
        name: card.alternative.name.clone(),
        technology: card.technology.is_some(),
        kind: listed.kind,
        aliases: listed.aliases,
        license: listed.license,
        languages: listed.languages,
        policy: card.policy.as_ref().map(|one| policy(catalog, one)),
        facts: stated(catalog, facts),
        clients: stated(catalog, card.clients.iter()),
        leads_here: led(card),
        requires: requires.collect(),
        required_by: required_by.collect(),
        conflicts: conflicts(card),
        rules: rules(card),
        flows: flows
            .map(|one| entry(&one.id, &one.title, one.cite.as_ref()))
            .collect(),
        stacks: stacks
            .map(|one| entry(&one.id, &one.title, one.cite.as_ref()))
            .collect(),
        pages: pages(catalog, card),
        alternatives: beside(card),
    }
}

fn entry(id: &SafeText, title: &SafeText, cite: Option<&Citation>) -> Entry {
    Entry {
        id: id.clone(),
        title: title.clone(),
        cite: cited(cite),
    }
}

fn pages(catalog: &Catalog, card: &Card) -> Vec<Page> {
    let pages = card.pages.iter().map(|at| Page {
        title: catalog.title_at(*at),
        at: catalog.place(*at).to_string(),
    });
    pages.collect()
}

fn beside(card: &Card) -> Vec<PrintedAlternative> {
    let beside = card.beside.iter().map(|one| PrintedAlternative {
        id: one.key().clone(),
        name: one.name.clone(),
    });
    beside.collect()
}

fn policy(catalog: &Catalog, policy: &Policy) -> PrintedPolicy {
    PrintedPolicy {
        stance: policy.stance,
        because: policy.because.clone(),
        see: policy.see.clone(),
        at: catalog.place(policy.at).to_string(),
    }
}

fn stated<'a>(
    catalog: &Catalog,
    cells: impl Iterator<Item = (&'a SafeText, &'a Cell)>,
) -> Vec<Stated> {
    let stated = cells.map(|(name, cell)| Stated {
        name: name.clone(),
        state: state(cell.state()),
        values: values(catalog, cell),
    });
    stated.collect()
}

fn led(card: &Card) -> Vec<Led> {
    let led = card.leading.iter().map(|leading| Led {
        tree: leading.tree.id.clone(),
        title: leading.tree.title.clone(),
        paths: leading.paths.paths.len(),
        more: leading.paths.more,
        confidence: leading.tree.confidence,
    });
    led.collect()
}

fn needed(by: Option<&Alternative>, needs: &Requirement) -> Needed {
    Needed {
        by: by.map(|by| by.key().clone()),
        all: needs.all.clone(),
        any: needs.any.clone(),
        why: needs.why.clone(),
        cite: cited(needs.cite.as_ref()),
    }
}

fn conflicts(card: &Card) -> Vec<Related> {
    let conflicts = card.conflicts.iter().map(|one| Related {
        with: one.with.key().clone(),
        why: one.why.clone(),
        cite: cited(one.cite.as_ref()),
    });
    conflicts.collect()
}

fn rules(card: &Card) -> Vec<PrintedRule> {
    let rules = card.rules.iter().map(|rule| PrintedRule {
        id: rule.id.clone(),
        says: rule.says.clone(),
        strength: rule.strength,
        cite: cited(rule.cite.as_ref()),
    });
    rules.collect()
}

fn cited(cite: Option<&Citation>) -> Option<String> {
    cite.map(ToString::to_string)
}
