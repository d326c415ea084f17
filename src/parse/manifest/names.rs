//! Technologies and concerns.

use crate::model::{Concern, ConcernId, Conflict, Requirement, Takes, TechId, Technology, TreeId};
use crate::parse::record::Reader;
use crate::parse::yaml::Node;

const TECHNOLOGY: &[&str] = &[
    "id",
    "name",
    "aliases",
    "kind",
    "license",
    "languages",
    "requires",
    "conflicts",
];
const REQUIREMENT: &[&str] = &["all", "any", "why", "cite"];
const CONFLICT: &[&str] = &["with", "why", "cite"];
const CONCERN: &[&str] = &[
    "id",
    "title",
    "takes",
    "kinds",
    "trees",
    "after",
    "opened_by",
    "skip_when",
];
const TAKES: &[(&str, Takes)] = &[("one", Takes::One), ("many", Takes::Many)];

impl Reader {
    pub(super) fn technologies(&mut self, node: &Node) -> Vec<Technology> {
        self.records(node, "technologies", TECHNOLOGY, Self::technology)
    }

    pub(super) fn concerns(&mut self, node: &Node) -> Vec<Concern> {
        self.records(node, "concerns", CONCERN, Self::concern)
    }

    fn technology(&mut self, node: &Node) -> Option<Technology> {
        let id = self.id(node, "technology")?;
        Some(Technology {
            name: self.text(node, "name").unwrap_or_else(|| id.clone()),
            id: TechId(id),
            aliases: self.list(node, "aliases"),
            kind: self.text(node, "kind"),
            license: self.text(node, "license"),
            languages: self.ids(node, "languages"),
            requires: self.requirements(node),
            conflicts: self.records(node, "conflicts", CONFLICT, Self::conflict),
            at: self.at(node),
        })
    }

    fn requirements(&mut self, node: &Node) -> Vec<Requirement> {
        self.records(node, "requires", REQUIREMENT, |reader, entry| {
            let requirement = Requirement {
                all: reader.ids(entry, "all"),
                any: reader.ids(entry, "any"),
                why: reader.text(entry, "why").unwrap_or_default(),
                cite: reader.cite(entry),
                at: reader.at(entry),
            };
            if requirement.all.is_empty() && requirement.any.is_empty() {
                let message = "This requirement names nothing";
                reader.warn(
                    "manifest-shape",
                    message,
                    entry,
                    "Write `all: [..]` or `any: [..]`",
                );
                return None;
            }
            Some(requirement)
        })
    }

    fn conflict(&mut self, node: &Node) -> Option<Conflict> {
        let Some(with) = self.text(node, "with") else {
            let message = "This conflict does not say with what";
            self.warn("manifest-shape", message, node, "Write `with: ID`");
            return None;
        };
        Some(Conflict {
            with: TechId(with),
            why: self.text(node, "why").unwrap_or_default(),
            cite: self.cite(node),
            at: self.at(node),
        })
    }

    fn concern(&mut self, node: &Node) -> Option<Concern> {
        let id = self.id(node, "concern")?;
        Some(Concern {
            title: self.text(node, "title").unwrap_or_else(|| id.clone()),
            id: ConcernId(id),
            takes: self.chosen(node, "takes", TAKES),
            kinds: self.list(node, "kinds"),
            trees: self.list(node, "trees").into_iter().map(TreeId).collect(),
            after: self
                .list(node, "after")
                .into_iter()
                .map(ConcernId)
                .collect(),
            opened_by: self.list(node, "opened_by"),
            skip_when: self.claims(node, "skip_when"),
            at: self.at(node),
        })
    }
}
