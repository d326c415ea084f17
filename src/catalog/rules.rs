//! The rules that belong to a page, and the places where what they rest on is said.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, FileIndex};
use crate::model::{Citation, Concern, Node, Rule, Subject, TechId};
use crate::text::{FileId, Location};

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
