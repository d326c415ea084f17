//! `archtui.yaml`: what a library says about itself.
//!
//! Shapes and keys: the format contract, section 1. What refers to other things (a skill, a
//! technology, an answer) is checked by the catalog, which knows them.

mod addition;
mod circumstance;
mod guidance;
mod names;
mod plan;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::model::{CitationSource, Layer, Manifest, Technology};
use crate::parse::record::{Codes, Reader};
use crate::parse::yaml::{self, Node};
use crate::text::{FileId, Location, SafeText};

const TOP: &[&str] = &[
    "version",
    "name",
    "citations",
    "layers",
    "technologies",
    "facts",
    "concerns",
    "forks",
    "rules",
    "relations",
    "flows",
    "stacks",
    "roadmaps",
    "phases",
    "policies",
    "cells",
    "answers",
];
const CITATION: &[&str] = &["id", "title", "date", "about"];
const LAYER: &[&str] = &["id", "title", "skills"];

/// The version of the format that this program reads.
const VERSION: &str = "1";

/// What findings in a manifest are called.
const CODES: Codes = Codes {
    shape: "manifest-shape",
    key: "manifest-key",
    value: "manifest-value",
    duplicate: "manifest-duplicate",
    id: "manifest-id",
    citation: "manifest-citation",
};

/// Reads a manifest. Unknown keys and wrong shapes are diagnostics; the rest is kept.
pub fn parse(text: &str, file: FileId) -> (Manifest, Vec<Diagnostic>) {
    let mut reader = Reader {
        file,
        codes: &CODES,
        diagnostics: Vec::new(),
        declared: BTreeSet::new(),
    };
    let manifest = match yaml::read(text, limits::YAML_BYTES) {
        Ok(node) => reader.manifest(&node),
        Err(error) => {
            let message = format!("The manifest cannot be read as YAML: {}", error.reason);
            let found = Diagnostic::error("manifest", message)
                .at(Location::line(file, error.line))
                .hint("Correct the line; until then nothing of the manifest is used");
            reader.diagnostics.push(found);
            Manifest::default()
        }
    };
    (manifest, reader.diagnostics)
}

impl Reader {
    fn manifest(&mut self, node: &Node) -> Manifest {
        if node.is_null() || !self.is_record(node, "the manifest", TOP) {
            return Manifest::default();
        }
        self.check_version(node);
        let citations = self.records(node, "citations", CITATION, Self::citation_source);
        self.declared = citations
            .iter()
            .map(|source| source.id.to_string())
            .collect();
        let manifest = Manifest {
            name: self.text(node, "name").unwrap_or_default(),
            layers: self.records(node, "layers", LAYER, Self::layer),
            technologies: self.technologies(node),
            facts: self.circumstances(node),
            concerns: self.concerns(node),
            forks: self.forks(node),
            rules: self.rules(node),
            relations: self.relations(node),
            flows: self.flows(node),
            stacks: self.presets(node),
            roadmaps: self.roadmaps(node),
            phases: self.phases(node),
            policies: self.policies(node),
            cells: self.cells(node),
            answers: self.answers(node),
            citations,
        };
        self.check_all_ids(&manifest);
        self.check_names(&manifest.technologies);
        manifest
    }

    fn check_all_ids(&mut self, manifest: &Manifest) {
        self.check_ids("layer", manifest.layers.iter().map(|l| (&l.id, l.at)));
        let technologies = manifest.technologies.iter();
        self.check_ids("technology", technologies.map(|t| (&t.id.0, t.at)));
        self.check_ids("fact", manifest.facts.iter().map(|f| (&f.id, f.at)));
        self.check_ids("concern", manifest.concerns.iter().map(|c| (&c.id.0, c.at)));
        self.check_ids("rule", manifest.rules.iter().map(|r| (&r.id, r.at)));
        self.check_ids("flow", manifest.flows.iter().map(|f| (&f.id, f.at)));
        self.check_ids("stack", manifest.stacks.iter().map(|s| (&s.id, s.at)));
        self.check_ids("roadmap", manifest.roadmaps.iter().map(|r| (&r.id, r.at)));
        self.check_ids("phase", manifest.phases.iter().map(|p| (&p.id, p.at)));
        let policies = manifest.policies.iter();
        self.check_ids("policy on", policies.map(|p| (&p.technology.0, p.at)));
    }

    fn check_version(&mut self, node: &Node) {
        match node.get("version") {
            Some(version) if version.as_text() == Some(VERSION) => {}
            Some(version) => {
                let message = format!(
                    "The manifest has version {}; this program reads version {VERSION}",
                    version.to_line()
                );
                self.warn(
                    "manifest-version",
                    message,
                    version,
                    "Some of it may be misread",
                );
            }
            None => {
                let message = "The manifest does not say its version";
                self.warn(
                    "manifest-version",
                    message,
                    node,
                    "Begin it with `version: 1`",
                );
            }
        }
    }

    fn citation_source(&mut self, node: &Node) -> Option<CitationSource> {
        Some(CitationSource {
            id: self.id(node, "citation")?,
            title: self.text(node, "title").unwrap_or_default(),
            date: self.text(node, "date"),
            about: self.text(node, "about"),
        })
    }

    fn layer(&mut self, node: &Node) -> Option<Layer> {
        let id = self.id(node, "layer")?;
        Some(Layer {
            title: self.text(node, "title").unwrap_or_else(|| id.clone()),
            id,
            skills: self.list(node, "skills"),
            at: self.at(node),
        })
    }

    fn check_ids<'a>(&mut self, what: &str, ids: impl Iterator<Item = (&'a SafeText, Location)>) {
        let mut seen: BTreeMap<&SafeText, u32> = BTreeMap::new();
        for (id, at) in ids {
            if let Some(line) = seen.get(id) {
                let message = format!("The {what} `{id}` is declared in line {line} already");
                let found = Diagnostic::warning(self.codes.duplicate, message).at(at);
                self.diagnostics
                    .push(found.hint("Merge the two or rename one"));
            } else {
                seen.insert(id, at.line);
            }
        }
    }

    /// A spelling that two technologies claim means neither for sure.
    fn check_names(&mut self, technologies: &[Technology]) {
        let mut claimed: BTreeMap<String, &Technology> = BTreeMap::new();
        for technology in technologies {
            let spellings = [&technology.id.0, &technology.name];
            for spelling in spellings.into_iter().chain(&technology.aliases) {
                let first = claimed.entry(spelling.to_lowercase()).or_insert(technology);
                if first.id != technology.id {
                    let message = format!(
                        "`{spelling}` already means `{}` (line {})",
                        first.id, first.at.line
                    );
                    let found = Diagnostic::warning("manifest-alias", message).at(technology.at);
                    let hint = "Let one technology have the name";
                    self.diagnostics.push(found.hint(hint));
                }
            }
        }
    }
}
