//! Flows, stacks, roadmaps and phases.

use crate::model::{
    ConcernId, Flow, FlowStep, Level, Milestone, Phase, Preset, Roadmap, TechId, Topic,
};
use crate::parse::record::Reader;
use crate::parse::yaml::Node;
use crate::text::SafeText;

const FLOW: &[&str] = &["id", "title", "steps", "cite"];
const STEP: &[&str] = &["skill", "does"];
const STACK: &[&str] = &["id", "title", "parts", "choose", "one_of", "cite"];
const ROADMAP: &[&str] = &["id", "title", "levels", "milestones", "cite"];
const LEVEL: &[&str] = &["title", "hours", "read", "topics"];
const TOPIC: &[&str] = &["title", "group", "read", "cite"];
const MILESTONE: &[&str] = &["title", "items"];
const PHASE: &[&str] = &["id", "title", "weeks", "skills", "cite"];

impl Reader {
    pub(super) fn flows(&mut self, node: &Node) -> Vec<Flow> {
        self.records(node, "flows", FLOW, |reader, entry| {
            let id = reader.id(entry, "flow")?;
            Some(Flow {
                title: reader.text(entry, "title").unwrap_or_else(|| id.clone()),
                id,
                steps: reader.records(entry, "steps", STEP, |reader, step| {
                    Some(FlowStep {
                        skill: reader.needed(step, "skill", "step")?,
                        does: reader.text(step, "does"),
                    })
                }),
                cite: reader.cite(entry),
                at: reader.at(entry),
            })
        })
    }

    pub(super) fn presets(&mut self, node: &Node) -> Vec<Preset> {
        self.records(node, "stacks", STACK, |reader, entry| {
            let id = reader.id(entry, "stack")?;
            Some(Preset {
                title: reader.text(entry, "title").unwrap_or_else(|| id.clone()),
                id,
                parts: reader.ids(entry, "parts"),
                choose: reader.by_concern(entry, "choose"),
                one_of: reader.by_concern(entry, "one_of"),
                cite: reader.cite(entry),
                at: reader.at(entry),
            })
        })
    }

    /// One or several technologies for each concern.
    fn by_concern(&mut self, node: &Node, key: &str) -> Vec<(ConcernId, Vec<TechId>)> {
        let Some(value) = node.get(key).filter(|value| !value.is_null()) else {
            return Vec::new();
        };
        if !value.is_mapping() {
            let message = format!("`{key}` is {}, not a mapping", value.what());
            let hint = "Write it as `{concern: technology}`";
            self.warn("manifest-shape", message, value, hint);
        }
        let mut chosen = Vec::new();
        for (concern, _) in value.entries() {
            let Some(name) = concern.as_text() else {
                continue;
            };
            let ids = self.ids(value, name);
            chosen.push((ConcernId(SafeText::one_line(name)), ids));
        }
        chosen
    }

    pub(super) fn roadmaps(&mut self, node: &Node) -> Vec<Roadmap> {
        self.records(node, "roadmaps", ROADMAP, |reader, entry| {
            let id = reader.id(entry, "roadmap")?;
            Some(Roadmap {
                title: reader.text(entry, "title").unwrap_or_else(|| id.clone()),
                id,
                levels: reader.records(entry, "levels", LEVEL, Self::level),
                milestones: reader.records(entry, "milestones", MILESTONE, |reader, entry| {
                    Some(Milestone {
                        title: reader.needed(entry, "title", "milestone")?,
                        items: reader.records(entry, "items", TOPIC, Self::topic),
                    })
                }),
                cite: reader.cite(entry),
                at: reader.at(entry),
            })
        })
    }

    fn level(&mut self, node: &Node) -> Option<Level> {
        Some(Level {
            title: self.needed(node, "title", "level")?,
            hours: self.span(node, "hours"),
            read: self.text(node, "read"),
            topics: self.records(node, "topics", TOPIC, Self::topic),
            at: self.at(node),
        })
    }

    fn topic(&mut self, node: &Node) -> Option<Topic> {
        Some(Topic {
            title: self.needed(node, "title", "topic")?,
            group: self.text(node, "group"),
            read: self.text(node, "read"),
            cite: self.cite(node),
            at: self.at(node),
        })
    }

    pub(super) fn phases(&mut self, node: &Node) -> Vec<Phase> {
        self.records(node, "phases", PHASE, |reader, entry| {
            let title = reader.needed(entry, "title", "phase")?;
            Some(Phase {
                id: reader.text(entry, "id").unwrap_or_else(|| title.clone()),
                title,
                weeks: reader.span(entry, "weeks"),
                skills: reader.list(entry, "skills"),
                cite: reader.cite(entry),
                at: reader.at(entry),
            })
        })
    }
}
