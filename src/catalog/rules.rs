//! The rules that belong to a page, and the places where what they rest on is said.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, FileIndex};
use crate::model::{Citation, Concern, Node, Rule, Subject, TechId};
use crate::text::{FileId, Location, SafeText, width};

/// A part of what there is to say of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct RulePart {
    /// What it is: `rule`, `strength`, `applies to`, `source`, `against it`, `declared`.
    pub name: &'static str,
    /// What is said.
    pub text: SafeText,
    /// For a source: where a page cites it.
    pub cited_at: Option<Location>,
}

impl RulePart {
    /// Columns of the names.
    const NAMES: usize = 12;

    /// The part in so many columns: on each row its name, or blanks below it, and the text wrapped.
    pub fn rows(&self, columns: usize) -> impl Iterator<Item = (SafeText, SafeText)> {
        let lines = width::wrap(&self.text, columns.saturating_sub(Self::NAMES).max(1));
        lines.into_iter().enumerate().map(|(i, line)| {
            let name = if i == 0 { self.name } else { "" };
            let name = width::pad(name, Self::NAMES);
            (SafeText::from(name), SafeText::from(line))
        })
    }
}

impl Catalog {
    /// The files of the skill that a file belongs to, or the file alone.
    pub fn beside(&self, file: FileId) -> Vec<FileId> {
        let skill = self.file(file).and_then(|entry| entry.skill);
        let files = skill.and_then(|at| Some(self.skills.get(at)?.files.clone()));
        files.unwrap_or_else(|| vec![file])
    }

    /// The technologies that the trees of some files lead to and their tables compare, with how
    /// often each is named; the most often named first.
    pub fn technologies_in(&self, files: &[FileId]) -> Vec<(TechId, usize)> {
        let mut named: BTreeMap<&TechId, usize> = BTreeMap::new();
        for index in self.indexes_of(files) {
            let nodes = index.trees.iter().flat_map(|tree| &tree.nodes);
            let outcomes = nodes.filter_map(|node| match node {
                Node::Outcome(outcome) => Some(outcome.technologies()),
                Node::Question(_) => None,
            });
            for id in outcomes.flatten() {
                *named.entry(id).or_default() += 1;
            }
            for name in index.tables.iter().flat_map(|table| table.alternatives()) {
                if let Some(id) = self.names.resolve(name) {
                    *named.entry(id).or_default() += 1;
                }
            }
        }
        let mut named: Vec<(TechId, usize)> = named
            .into_iter()
            .map(|(id, count)| (id.clone(), count))
            .collect();
        named.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        named
    }

    /// The rules on what some files are about: their skill, the concerns that their trees decide,
    /// and the technologies that they name, those named most often first.
    pub fn rules_for(&self, files: &[FileId], technologies: &[(TechId, usize)]) -> Vec<&Rule> {
        let manifest = &*self.manifest;
        if manifest.rules.is_empty() {
            return Vec::new();
        }
        let skills: BTreeSet<&str> = files
            .iter()
            .filter_map(|file| self.skills.get(self.file(*file)?.skill?))
            .map(|skill| &*skill.id.0)
            .collect();
        let indexes = self.indexes_of(files);
        let trees: BTreeSet<&str> = indexes
            .flat_map(|index| index.trees.iter().map(|tree| &*tree.id.0))
            .collect();
        let decides = |concern: &&Concern| concern.trees.iter().any(|t| trees.contains(&*t.0));
        let concerns: BTreeSet<&str> = manifest
            .concerns
            .iter()
            .filter(decides)
            .map(|concern| &*concern.id.0)
            .collect();
        let ranks: BTreeMap<&TechId, usize> =
            technologies.iter().map(|(id, _)| id).zip(2..).collect();
        let rank = |subject: &Subject| match subject {
            Subject::Skill(name) => skills.contains(&**name).then_some(0),
            Subject::Concern(id) => concerns.contains(&*id.0).then_some(1),
            Subject::Technology(id) | Subject::Pattern(id) => ranks.get(id).copied(),
        };
        let ranked = manifest.rules.iter().filter_map(|rule| {
            let rank = rule.applies.iter().filter_map(rank).min()?;
            Some((rank, rule))
        });
        let mut ranked: Vec<(usize, &Rule)> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, rule)| rule).collect()
    }

    /// All that a rule says: how strongly it holds, what it applies to, each source for and
    /// against it with its title and the page that cites it (one of some files, if one does), and
    /// where it is declared.
    pub fn rule_in_full(&self, rule: &Rule, files: &[FileId]) -> Vec<RulePart> {
        let applies: Vec<String> = rule.applies.iter().map(|s| self.subject(s)).collect();
        let said = |name, text: SafeText| RulePart {
            name,
            text,
            cited_at: None,
        };
        let mut parts = vec![
            said("rule", rule.says.clone()),
            said("strength", SafeText::new(rule.strength.word())),
            said("applies to", SafeText::from(applies.join(", "))),
        ];
        let source = |name, cite| {
            let cited_at = self.cited_at(cite, files);
            let text = self.source_in_full(cite, cited_at);
            RulePart {
                name,
                text,
                cited_at,
            }
        };
        let cites = rule.cite.iter().chain(&rule.also);
        parts.extend(cites.map(|cite| source("source", cite)));
        parts.extend(rule.against.iter().map(|cite| source("against it", cite)));
        let declared = SafeText::from(self.place(rule.at).to_string());
        parts.push(said("declared", declared));
        parts.retain(|part| !part.text.is_empty());
        parts
    }

    /// What a rule applies to, by the name that a person knows: `Wood (technology)`.
    fn subject(&self, subject: &Subject) -> String {
        let name = match subject {
            Subject::Technology(id) | Subject::Pattern(id) => {
                self.technology(id).map(|known| &known.name)
            }
            Subject::Concern(id) => {
                let mut concerns = self.manifest.concerns.iter();
                let concern = concerns.find(|concern| concern.id == *id);
                concern.map(|concern| &concern.title)
            }
            Subject::Skill(_) => None,
        };
        format!("{} ({})", name.unwrap_or(subject.id()), subject.kind())
    }

    /// A source as cited, with its title, its date, and the page that cites it.
    fn source_in_full(&self, cite: &Citation, page: Option<Location>) -> SafeText {
        let source = self.manifest.source_of(cite);
        let title = source.map(|source| format!(" {}", source.title));
        let date = source.and_then(|source| source.date.as_ref());
        let date = date.map(|date| format!(", {date}"));
        let page = page.map(|at| format!(", in {}", self.place(at)));
        let parts = [title, date, page].map(Option::unwrap_or_default);
        SafeText::from(format!("{cite}{}", parts.concat()))
    }

    /// The first place in some files, else in any that is shown, that cites a source by the same
    /// line.
    pub fn cited_at(&self, cite: &Citation, files: &[FileId]) -> Option<Location> {
        let at = |file: FileId| {
            let index = self.file_index(file)?;
            let (line, _) = index.cites.iter().find(|(_, cited)| cited == cite)?;
            Some(Location::line(file, *line))
        };
        cite.line?;
        let shown = (0..self.files.len()).filter(|i| !self.is_shadowed(*i));
        let all = shown.filter_map(|i| u32::try_from(i).ok().map(FileId));
        files.iter().copied().chain(all).find_map(at)
    }

    fn indexes_of(&self, files: &[FileId]) -> impl Iterator<Item = &FileIndex> {
        let found = files.iter().filter_map(|file| self.file_index(*file));
        found.map(AsRef::as_ref)
    }
}
