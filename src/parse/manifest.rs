//! `archtui.yaml`: what a library says about itself.
//!
//! Shapes and keys: the format contract, section 1. Keys that are not read yet are known, so
//! that a manifest written for a later version draws no warning.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::model::{
    Citation, CitationSource, Concern, ConcernId, Conflict, Layer, Manifest, Requirement, Takes,
    TechId, Technology, TreeId,
};
use crate::parse::yaml::{self, Node};
use crate::text::{FileId, Location, SafeText, nearest};

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
];
const CITATION: &[&str] = &["id", "title", "date", "about"];
const LAYER: &[&str] = &["id", "title", "skills"];
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

/// The version of the format that this program reads.
const VERSION: &str = "1";

/// Reads a manifest. Unknown keys and wrong shapes are diagnostics; the rest is kept.
pub fn parse(text: &str, file: FileId) -> (Manifest, Vec<Diagnostic>) {
    let mut reader = Reader {
        file,
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

/// Reads a citation as a manifest writes it, without brackets: `S4:314`, `S0`.
pub fn citation(text: &str) -> Citation {
    let line = |text: &str| text.parse().ok();
    let (id, line) = match text.rsplit_once(':') {
        Some((id, number)) if line(number).is_some() => (id, line(number)),
        _ => (text, None),
    };
    Citation {
        id: SafeText::one_line(id),
        line,
    }
}

struct Reader {
    file: FileId,
    diagnostics: Vec<Diagnostic>,
    /// The ids of the citations.
    declared: BTreeSet<String>,
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
            technologies: self.records(node, "technologies", TECHNOLOGY, Self::technology),
            concerns: self.records(node, "concerns", CONCERN, Self::concern),
            citations,
        };
        let layers = manifest.layers.iter().map(|l| (&l.id, l.at));
        self.check_ids("layer", layers);
        let technologies = manifest.technologies.iter().map(|t| (&t.id.0, t.at));
        self.check_ids("technology", technologies);
        let concerns = manifest.concerns.iter().map(|c| (&c.id.0, c.at));
        self.check_ids("concern", concerns);
        self.check_names(&manifest.technologies);
        manifest
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
        })
    }

    fn concern(&mut self, node: &Node) -> Option<Concern> {
        let id = self.id(node, "concern")?;
        let takes = match node.get("takes").and_then(Node::as_text) {
            None | Some("one") => Takes::One,
            Some("many") => Takes::Many,
            Some(other) => {
                let message =
                    format!("`takes: {other}` is neither `one` nor `many`; `one` is used");
                self.warn("manifest-value", message, node, "Write `one` or `many`");
                Takes::One
            }
        };
        Some(Concern {
            title: self.text(node, "title").unwrap_or_else(|| id.clone()),
            id: ConcernId(id),
            takes,
            kinds: self.list(node, "kinds"),
            trees: self.list(node, "trees").into_iter().map(TreeId).collect(),
            after: self
                .list(node, "after")
                .into_iter()
                .map(ConcernId)
                .collect(),
            opened_by: self.list(node, "opened_by"),
            at: self.at(node),
        })
    }

    /// The entries of a list of mappings; what is no mapping, or is refused, is left out.
    fn records<T>(
        &mut self,
        node: &Node,
        key: &str,
        keys: &[&str],
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Vec<T> {
        let Some(list) = node.get(key).filter(|list| !list.is_null()) else {
            return Vec::new();
        };
        if list.items().is_empty() && list.as_list().is_none_or(|items| !items.is_empty()) {
            let message = format!("`{key}` is {}, not a list", list.what());
            self.warn(
                "manifest-shape",
                message,
                list,
                "Begin each entry with `- `",
            );
        }
        let what = format!("an entry of `{key}`");
        let mut records = Vec::new();
        for item in list.items() {
            if self.is_record(item, &what, keys) {
                records.extend(read(self, item));
            }
        }
        records
    }

    /// Whether a value is a mapping; its unknown and repeated keys are reported.
    fn is_record(&mut self, node: &Node, what: &str, keys: &[&str]) -> bool {
        if !node.is_mapping() {
            let message = format!("Here {what} is {}, not a mapping", node.what());
            self.warn(
                "manifest-shape",
                message,
                node,
                "Write it as `{key: value}`",
            );
            return false;
        }
        let mut seen = BTreeSet::new();
        for (key, _) in node.entries() {
            let name = key.to_line();
            if !keys.contains(&name.as_str()) {
                let message = format!("`{name}` is no key of {what}; it is not read");
                let hint = match nearest(&name, keys.iter().copied()) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None => format!("Known keys: {}", keys.join(", ")),
                };
                self.warn("manifest-key", message, key, &hint);
            } else if !seen.insert(name.clone()) {
                let message = format!("`{name}` stands here twice; the first is used");
                self.warn("manifest-duplicate", message, key, "Keep one of them");
            }
        }
        true
    }

    fn id(&mut self, node: &Node, what: &str) -> Option<SafeText> {
        let id = self.text(node, "id");
        if id.is_none() {
            let message = format!("This {what} has no id; it is left out");
            let found = Diagnostic::error("manifest-id", message)
                .at(self.at(node))
                .hint("Give it an `id`");
            self.diagnostics.push(found);
        }
        id
    }

    /// The text of a field, if it is there and not null.
    fn text(&mut self, node: &Node, key: &str) -> Option<SafeText> {
        let value = node.get(key).filter(|value| !value.is_null())?;
        let Some(text) = value.as_text() else {
            let message = format!("`{key}` is {}, not a single value", value.what());
            self.warn("manifest-shape", message, value, "Write one value");
            return None;
        };
        Some(SafeText::one_line(text)).filter(|text| !text.is_empty())
    }

    fn list(&mut self, node: &Node, key: &str) -> Vec<SafeText> {
        let Some(value) = node.get(key) else {
            return Vec::new();
        };
        if value.as_list().is_none() {
            let message = format!("`{key}` is not a list of single values");
            self.warn(
                "manifest-shape",
                message,
                value,
                "Write `[a, b]`; what else stands here is left out",
            );
        }
        let own = value.as_text().filter(|_| !value.is_null());
        let items = value.items().iter().filter_map(Node::as_text);
        own.into_iter()
            .chain(items)
            .map(SafeText::one_line)
            .collect()
    }

    fn ids(&mut self, node: &Node, key: &str) -> Vec<TechId> {
        self.list(node, key).into_iter().map(TechId).collect()
    }

    fn cite(&mut self, node: &Node) -> Option<Citation> {
        let cite = citation(&self.text(node, "cite")?);
        if !self.declared.contains(cite.id.as_str()) {
            let message = format!("`{}` is not declared under `citations`", cite.id);
            self.warn(
                "manifest-citation",
                message,
                node.get("cite").unwrap_or(node),
                "Declare it or correct the id",
            );
        }
        Some(cite)
    }

    fn check_ids<'a>(&mut self, what: &str, ids: impl Iterator<Item = (&'a SafeText, Location)>) {
        let mut seen: BTreeMap<&SafeText, u32> = BTreeMap::new();
        for (id, at) in ids {
            if let Some(line) = seen.get(id) {
                let message = format!("The {what} `{id}` is declared in line {line} already");
                let found = Diagnostic::warning("manifest-duplicate", message).at(at);
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

    fn at(&self, node: &Node) -> Location {
        Location::line(self.file, node.line)
    }

    fn warn(&mut self, code: &'static str, message: impl Into<SafeText>, node: &Node, hint: &str) {
        let found = Diagnostic::warning(code, message).at(self.at(node));
        self.diagnostics.push(found.hint(hint));
    }
}
