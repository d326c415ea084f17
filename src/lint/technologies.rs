//! Technologies that trees and tables speak of and the library does not know. Only where the
//! source declares any: names mean nothing elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{has_manifest, info};
use crate::catalog::{Catalog, FileIndex};
use crate::diagnostic::Diagnostic;
use crate::model::{Confidence, DecisionTree, Node};

/// Checks the outcomes of all trees and the alternatives of all tables.
pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    if catalog.names.technologies().is_empty() {
        return Vec::new();
    }
    let declares: BTreeMap<usize, bool> = (0..catalog.sources.len())
        .map(|source| (source, has_manifest(catalog, source)))
        .collect();
    let skills = catalog.skills.iter();
    let skills: BTreeSet<&str> = skills.map(|skill| skill.id.0.as_str()).collect();
    let mut findings = Vec::new();
    for (file, index) in catalog.files.iter().zip(&catalog.index) {
        if let Some(index) = index
            && declares.get(&file.source) == Some(&true)
        {
            findings.extend(index.trees.iter().flat_map(|tree| outcomes(tree, &skills)));
            findings.extend(alternatives(catalog, index));
        }
    }
    findings
}

/// Outcomes that name nothing to choose; one that names a skill sends the reader on. What an author
/// chose outright is checked with the other references.
fn outcomes(tree: &DecisionTree, skills: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let sure = tree.confidence == Confidence::High && tree.same_as.is_none();
    let nodes = tree.nodes.iter().filter(|_| sure);
    let unknown = nodes.filter_map(|node| match node {
        Node::Outcome(outcome)
            if outcome.technologies().next().is_none() && outcome.choose.is_empty() =>
        {
            let word_of = |c: char| !(c.is_alphanumeric() || c == '-');
            let mut words = outcome.text.split(word_of);
            (!words.any(|word| skills.contains(word))).then_some(outcome)
        }
        _ => None,
    });
    let finding = |outcome: &crate::model::Outcome| {
        let message = format!("The outcome “{}” names no known technology", outcome.text);
        info("unknown-outcome", message)
            .at(outcome.at)
            .hint("begin it with a name from archtui.yaml, or add the name there")
    };
    unknown.map(finding).collect()
}

/// Tables of which half the alternatives are known or more: any other compares something else.
fn alternatives(catalog: &Catalog, index: &FileIndex) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for table in &index.tables {
        let all = table.alternatives();
        let known = |name: &str| !catalog.names.in_label(name).is_empty();
        let unknown: Vec<_> = all.iter().filter(|name| !known(name)).collect();
        if unknown.len() * 2 > all.len() {
            continue;
        }
        let named = unknown.iter().filter(|name| !name.is_empty());
        findings.extend(named.map(|name| {
            let message = format!("The alternative “{name}” of a table is no known technology");
            info("unknown-alternative", message)
                .at(table.at)
                .hint("write a name from archtui.yaml, or add the name there")
        }));
    }
    findings
}
