//! What to begin with: the libraries by which the chosen languages reach what was chosen, and the
//! commands of the content that speak of it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::model::{CommandBlock, TechId};
use crate::review::mention::{in_commands, in_prose};
use crate::review::{Client, Clients, Project, Source};
use crate::stack::Stack;
use crate::text::SafeText;

/// Libraries and commands for a stack.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Kit {
    /// The languages that the project is written in.
    pub languages: Vec<TechId>,
    /// The libraries, by decision.
    pub clients: Vec<Client>,
    /// What no library is listed for, in the words of the list.
    pub none_listed: Vec<Missing>,
    /// Commands to copy, in order of source, file and line.
    pub commands: Vec<KitCommand>,
}

/// A list that says that there is no library.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Missing {
    /// The language.
    pub language: TechId,
    /// What it does not reach.
    pub technology: TechId,
    /// The words of the list.
    pub quote: SafeText,
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
}

/// Commands that speak of what was chosen. They are copied, never run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KitCommand {
    /// What they are for.
    pub name: SafeText,
    /// The commands, without prompts.
    pub text: SafeText,
    /// The shell.
    pub language: SafeText,
    /// The choices and their libraries of which they speak.
    pub about: Vec<TechId>,
    /// Where they stand.
    #[serde(flatten)]
    pub source: Source,
}

/// What to begin a stack with.
pub fn kit(stack: &Stack, catalog: &Catalog) -> Kit {
    let project = Project::of(stack, catalog);
    let mut kit = Kit {
        languages: project.languages().into_iter().collect(),
        ..Kit::default()
    };
    let chosen = project.chosen.iter().filter_map(|chosen| chosen.technology);
    let chosen: Vec<_> = chosen.filter(|known| !known.is_language()).collect();
    for technology in &chosen {
        for language in kit.languages.clone() {
            match project.tables().clients(technology, &language) {
                Clients::Listed(listed) => kit.clients.extend(listed),
                Clients::NoneListed { quote, source } => kit.none_listed.push(Missing {
                    language,
                    technology: technology.id.clone(),
                    quote,
                    source,
                }),
                Clients::NotStated => {}
            }
        }
    }
    let mut wanted: BTreeSet<TechId> = chosen.iter().map(|known| known.id.clone()).collect();
    let listed = kit.clients.iter();
    wanted.extend(listed.flat_map(|client| catalog.names.in_label(&client.name)));
    kit.commands = commands(&project, &wanted);
    kit
}

/// The commands that speak of one of these, and of no language that the project is not written in.
fn commands(project: &Project<'_>, wanted: &BTreeSet<TechId>) -> Vec<KitCommand> {
    let catalog = project.catalog;
    let blocks = catalog.commands();
    let spoken = |block: &CommandBlock| {
        let mut named = in_prose(catalog, &block.name);
        named.extend(in_commands(catalog, &block.text));
        named
    };
    let languages = project.languages();
    let about =
        |named: &BTreeSet<TechId>| -> Vec<TechId> { named.intersection(wanted).cloned().collect() };
    let foreign = |named: &BTreeSet<TechId>| {
        let known = named.iter().filter_map(|id| catalog.technology(id));
        let mut tied = known.filter(|known| !known.languages.is_empty());
        tied.any(|known| !known.languages.iter().any(|id| languages.contains(id)))
    };
    blocks
        .map(|block| (block, spoken(block)))
        .filter(|(_, named)| languages.is_empty() || !foreign(named))
        .map(|(block, named)| (block, about(&named)))
        .filter(|(_, about)| !about.is_empty())
        .map(|(block, about)| KitCommand {
            name: block.name.clone(),
            text: block.text.clone(),
            language: block.language.clone(),
            about,
            source: Source::of(catalog, block.at, block.cites.first()),
        })
        .collect()
}
