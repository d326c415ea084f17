//! What has to be kept to for what was chosen: rules of the library, and what its pages say to do,
//! not to do and to beware of.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalog::{Catalog, Place};
use crate::compare::value_key;
use crate::model::{AdviceKind, Rule, RuleStrength, Subject as RuleSubject, TechId, Technology};
use crate::review::mention::in_prose;
use crate::review::project::skill_of;
use crate::review::source::as_text;
use crate::review::{Chosen, Project, Source};
use crate::stack::{Stack, Subject};
use crate::text::{FileId, SafeText};

/// Something to keep to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// The decision that it follows from.
    #[serde(serialize_with = "as_text")]
    pub concern: Subject,
    /// What was chosen.
    pub chosen: SafeText,
    /// How strongly it holds.
    #[serde(serialize_with = "as_text")]
    pub strength: Strength,
    /// What to keep to, in a sentence.
    pub says: SafeText,
    /// Where it is said, the first place first: where a rule cites a source, the page that cites
    /// the same.
    pub sources: Vec<Source>,
    /// Where these words stand: a rule's in its manifest.
    #[serde(skip)]
    pub at: Place,
    /// What it is said of.
    #[serde(skip)]
    pub about: About,
    /// The technologies that its words name.
    #[serde(skip)]
    pub names: BTreeSet<TechId>,
}

/// What something to keep to is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// What was chosen.
    Choice,
    /// The concern that it was chosen for.
    Concern,
    /// More than that: a skill, or a page that decides the concern.
    More,
}

/// How strongly something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// A rule without exception.
    Rule(RuleStrength),
    /// Advice of a page.
    Page(AdviceKind),
}

impl Strength {
    /// The place in a list, the strongest first.
    fn rank(self) -> u8 {
        match self {
            Self::Rule(RuleStrength::Always | RuleStrength::Never) => 0,
            Self::Rule(RuleStrength::Prefer | RuleStrength::Avoid) => 1,
            Self::Page(AdviceKind::Do | AdviceKind::Dont) => 2,
            Self::Page(AdviceKind::Pitfall) => 3,
        }
    }
}

impl std::fmt::Display for Strength {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Rule(strength) => strength.word(),
            Self::Page(kind) => kind.word(),
        })
    }
}

impl Item {
    /// On one line: strength, sentence, sources.
    pub fn line(&self) -> String {
        let sources: Vec<String> = self.sources.iter().map(ToString::to_string).collect();
        let sources = Some(sources.join(", ")).filter(|sources| !sources.is_empty());
        let sources = sources.map(|sources| format!(" ({sources})"));
        format!(
            "{}: {}{}",
            self.strength,
            self.says,
            sources.unwrap_or_default()
        )
    }
}

/// What has to be kept to for everything that a stack chose, by decision, the strongest first.
/// What follows from several decisions stands with the first.
pub fn checklist(stack: &Stack, catalog: &Catalog) -> Vec<Item> {
    let project = Project::of(stack, catalog);
    let mut told = BTreeSet::new();
    let mut all = Vec::new();
    for chosen in &project.chosen {
        let items = items_for(&project, chosen);
        all.extend(
            items
                .into_iter()
                .filter(|item| told.insert(value_key(&item.says))),
        );
    }
    all
}

/// What has to be kept to for one choice: the rules on it, then what the pages say, each the
/// strongest first.
pub fn items_for(project: &Project<'_>, chosen: &Chosen<'_>) -> Vec<Item> {
    let mut items = rules(project, chosen);
    items.extend(pages(project, chosen));
    items
}

/// The rules on what a decision chose, the strongest first.
fn rules(project: &Project<'_>, chosen: &Chosen<'_>) -> Vec<Item> {
    let rules = project.rules(chosen).into_iter();
    let mut items: Vec<Item> = rules
        .map(|rule| {
            let cites = rule.cite.iter().chain(&rule.also);
            let mut sources: Vec<Source> = cites
                .map(|cite| {
                    let at = project.catalog.cited_at(cite, &[]).unwrap_or(rule.at);
                    Source::of(project.catalog, at, Some(cite))
                })
                .collect();
            if sources.is_empty() {
                sources.push(Source::of(project.catalog, rule.at, None));
            }
            Item {
                concern: chosen.decision.subject.clone(),
                chosen: chosen.name().clone(),
                strength: Strength::Rule(rule.strength),
                says: rule.says.clone(),
                sources,
                at: project.catalog.place(rule.at),
                about: about(project, chosen, rule),
                names: in_prose(project.catalog, &rule.says),
            }
        })
        .collect();
    items.sort_by_key(|item| item.strength.rank());
    items
}

/// What the pages about a choice, and those that decide its concern, say to do and not to do.
/// What speaks of other technologies only is not about it.
fn pages(project: &Project<'_>, chosen: &Chosen<'_>) -> Vec<Item> {
    let catalog = project.catalog;
    let own = chosen.technology.map(|technology| &technology.id);
    let mut items = Vec::new();
    for file in files(project, chosen) {
        let of_choice = chosen
            .technology
            .is_some_and(|one| is_about(catalog, file, one));
        let about = if of_choice {
            About::Choice
        } else {
            About::More
        };
        let advice = catalog.file_index(file).into_iter();
        for advice in advice.flat_map(|index| &index.advice) {
            let named: BTreeSet<TechId> = in_prose(catalog, &advice.text.text);
            if !named.is_empty() && !named.iter().any(|id| Some(id) == own) {
                continue;
            }
            items.push(Item {
                concern: chosen.decision.subject.clone(),
                chosen: chosen.name().clone(),
                strength: Strength::Page(advice.kind),
                says: advice.text.text.clone(),
                sources: vec![Source::of(catalog, advice.at, advice.text.cites.first())],
                at: catalog.place(advice.at),
                about,
                names: named,
            });
        }
    }
    items.sort_by_key(|item| item.strength.rank());
    items
}

/// The pages about a technology, and those of the skill that decides its concern on which trees of
/// the concern stand. A concern is at home in the skill that its first tree stands in.
fn files(project: &Project<'_>, chosen: &Chosen<'_>) -> Vec<FileId> {
    let catalog = project.catalog;
    let concern = project.concern(&chosen.decision.subject);
    let trees = concern
        .map(|concern| concern.trees.as_slice())
        .unwrap_or_default();
    let home = trees.first().map(skill_of);
    let decides = |file: FileId| {
        let index = catalog.file_index(file);
        index.is_some_and(|index| {
            let mut here = index.trees.iter().map(|tree| &tree.id);
            here.any(|id| trees.contains(id) && home == Some(skill_of(id)))
        })
    };
    let all = (0_u32..).map(FileId).take(catalog.files.len());
    let all = all.filter(|file| catalog.is_shown(*file));
    all.filter(|file| {
        decides(*file)
            || chosen
                .technology
                .is_some_and(|t| is_about(catalog, *file, t))
    })
    .collect()
}

/// Whether a page is about a technology.
fn is_about(catalog: &Catalog, file: FileId, technology: &Technology) -> bool {
    catalog.names.resolve(&catalog.file_title(file)) == Some(&technology.id)
}

/// The nearest to a choice that a rule on it is on.
fn about(project: &Project<'_>, chosen: &Chosen<'_>, rule: &Rule) -> About {
    let own = chosen.technology.map(|technology| &technology.id);
    let concern = project.concern(&chosen.decision.subject);
    let is_own = |subject: &RuleSubject| match subject {
        RuleSubject::Technology(of) | RuleSubject::Pattern(of) => Some(of) == own,
        RuleSubject::Concern(_) | RuleSubject::Skill(_) => false,
    };
    let is_concern = |subject: &RuleSubject| match subject {
        RuleSubject::Concern(of) => concern.is_some_and(|concern| concern.id == *of),
        _ => false,
    };
    match rule.applies.as_slice() {
        applies if applies.iter().any(is_own) => About::Choice,
        applies if applies.iter().any(is_concern) => About::Concern,
        _ => About::More,
    }
}
