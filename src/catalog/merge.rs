//! The manifests of all sources put together: a farther one adds to a nearer one by id. Where
//! they contradict each other the nearer one holds and the contradiction is reported.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{
    Circumstance, CitationSource, Concern, Layer, Manifest, Policy, Saying, Technology,
};
use crate::text::{Location, SafeText};

/// Adds a farther manifest to what nearer ones said.
pub(super) fn add(near: &mut Manifest, far: Manifest, diagnostics: &mut Vec<Diagnostic>) {
    // Taken apart field by field, so that a new field cannot be forgotten here.
    let Manifest {
        name,
        citations,
        layers,
        technologies,
        facts,
        concerns,
        forks,
        rules,
        relations,
        flows,
        stacks,
        roadmaps,
        phases,
        policies,
    } = far;
    if near.name.is_empty() {
        near.name = name;
    }
    merge(&mut near.citations, citations, |c| c.id.clone(), citation);
    merge(&mut near.layers, layers, |l| l.id.clone(), layer);
    merge(
        &mut near.technologies,
        technologies,
        |t| t.id.clone(),
        |a, b| technology(a, b, diagnostics),
    );
    merge(&mut near.facts, facts, |f| f.id.clone(), circumstance);
    merge(&mut near.concerns, concerns, |c| c.id.clone(), concern);
    merge(
        &mut near.policies,
        policies,
        |p| p.technology.clone(),
        |a, b| policy(a, &b, diagnostics),
    );
    // Each of these says one thing as a whole: the nearer one is it.
    keep(&mut near.forks, forks, |f| {
        (f.tree.clone(), f.question.clone())
    });
    keep(&mut near.rules, rules, |r| r.id.clone());
    keep(&mut near.relations, relations, |r| {
        (r.from.clone(), r.to.clone())
    });
    keep(&mut near.flows, flows, |f| f.id.clone());
    keep(&mut near.stacks, stacks, |s| s.id.clone());
    keep(&mut near.roadmaps, roadmaps, |r| r.id.clone());
    keep(&mut near.phases, phases, |p| p.id.clone());
}

/// Adds what the nearer one does not have.
fn keep<T, K: Ord>(near: &mut Vec<T>, far: Vec<T>, key: impl Fn(&T) -> K) {
    merge(near, far, key, |_, _| ());
}

fn merge<T, K: Ord>(
    near: &mut Vec<T>,
    far: Vec<T>,
    key: impl Fn(&T) -> K,
    mut join: impl FnMut(&mut T, T),
) {
    let mut at = BTreeMap::new();
    for (i, item) in near.iter().enumerate() {
        at.entry(key(item)).or_insert(i);
    }
    for item in far {
        if let Some(same) = at.get(&key(&item)).and_then(|i| near.get_mut(*i)) {
            join(same, item);
        } else {
            at.insert(key(&item), near.len());
            near.push(item);
        }
    }
}

fn citation(near: &mut CitationSource, far: CitationSource) {
    let CitationSource {
        id: _,
        title,
        date,
        about,
    } = far;
    fill(&mut near.title, title);
    near.date = near.date.take().or(date);
    near.about = near.about.take().or(about);
}

fn layer(near: &mut Layer, far: Layer) {
    let Layer {
        id: _,
        title,
        skills,
        at: _,
    } = far;
    fill(&mut near.title, title);
    unite(&mut near.skills, skills);
}

fn technology(near: &mut Technology, far: Technology, diagnostics: &mut Vec<Diagnostic>) {
    let Technology {
        id,
        name,
        aliases,
        kind,
        license,
        languages,
        requires,
        conflicts,
        at,
    } = far;
    for (what, ours, theirs) in [
        ("kind of", &near.kind, &kind),
        ("license of", &near.license, &license),
    ] {
        if let (Some(ours), Some(theirs)) = (ours, theirs)
            && ours != theirs
        {
            diagnostics.push(contradiction(&id.0, what, ours, theirs, at));
        }
    }
    fill(&mut near.name, name);
    unite(&mut near.aliases, aliases);
    near.kind = near.kind.take().or(kind);
    near.license = near.license.take().or(license);
    unite(&mut near.languages, languages);
    unite(&mut near.requires, requires);
    unite(&mut near.conflicts, conflicts);
}

fn contradiction(id: &str, what: &str, ours: &str, theirs: &str, at: Location) -> Diagnostic {
    let message =
        format!("the {what} {id} is {ours} in a nearer source and {theirs} here; {ours} is used");
    Diagnostic::new(Severity::Info, "contradiction", message)
        .at(at)
        .hint("make the two agree, or leave it out of one")
}

fn concern(near: &mut Concern, far: Concern) {
    let Concern {
        id: _,
        title,
        takes: _,
        kinds,
        trees,
        after,
        opened_by,
        skip_when,
        at: _,
    } = far;
    fill(&mut near.title, title);
    unite(&mut near.kinds, kinds);
    unite(&mut near.trees, trees);
    unite(&mut near.after, after);
    unite(&mut near.opened_by, opened_by);
    if near.skip_when.is_empty() {
        near.skip_when = skip_when;
    }
}

fn circumstance(near: &mut Circumstance, far: Circumstance) {
    let Circumstance {
        id: _,
        kind: _,
        ask,
        values,
        says,
        at: _,
    } = far;
    fill(&mut near.ask, ask);
    unite(&mut near.values, values);
    // What a nearer source says of an answer replaces what a farther one says of it.
    let key = |s: &Saying| (s.tree.clone(), s.question.clone(), s.answer.clone());
    let known: BTreeSet<_> = near.says.iter().map(key).collect();
    near.says.extend(
        says.into_iter()
            .filter(|saying| !known.contains(&key(saying))),
    );
}

fn policy(near: &mut Policy, far: &Policy, diagnostics: &mut Vec<Diagnostic>) {
    if near.stance != far.stance {
        let (ours, theirs) = (near.stance.word(), far.stance.word());
        let found = contradiction(&far.technology.0, "stance on", ours, theirs, far.at);
        diagnostics.push(found);
    }
}

fn fill(near: &mut SafeText, far: SafeText) {
    if near.is_empty() {
        *near = far;
    }
}

fn unite<T: PartialEq>(near: &mut Vec<T>, far: Vec<T>) {
    for item in far {
        if !near.contains(&item) {
            near.push(item);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TechId;

    fn technology(id: &str, kind: &str, aliases: &[&str]) -> Technology {
        Technology {
            id: TechId(id.into()),
            name: id.into(),
            kind: (!kind.is_empty()).then(|| kind.into()),
            aliases: aliases.iter().map(|alias| SafeText::new(alias)).collect(),
            ..Technology::default()
        }
    }

    fn layer(id: &str, title: &str, skills: &[&str]) -> Layer {
        Layer {
            id: id.into(),
            title: title.into(),
            skills: skills.iter().map(|skill| SafeText::new(skill)).collect(),
            at: Location::default(),
        }
    }

    #[test]
    fn a_farther_manifest_adds_and_the_nearer_one_holds() {
        let mut near = Manifest {
            technologies: vec![technology("x", "queue", &["ex"]), technology("y", "", &[])],
            layers: vec![layer("data", "", &["b"])],
            ..Manifest::default()
        };
        let far = Manifest {
            name: "Library".into(),
            technologies: vec![
                technology("y", "cache", &[]),
                technology("x", "stream", &["ex", "eks"]),
                technology("z", "", &[]),
            ],
            layers: vec![layer("data", "Data", &["a", "b"]), layer("ui", "UI", &[])],
            ..Manifest::default()
        };
        let mut findings = Vec::new();
        add(&mut near, far, &mut findings);
        assert_eq!(near.name, *"Library");
        let known: Vec<_> = near
            .technologies
            .iter()
            .map(|t| {
                (
                    t.id.0.as_str(),
                    t.kind.as_deref().unwrap_or_default(),
                    t.aliases.len(),
                )
            })
            .collect();
        assert_eq!(known, [("x", "queue", 2), ("y", "cache", 0), ("z", "", 0)]);
        assert_eq!(
            near.layers,
            [layer("data", "Data", &["b", "a"]), layer("ui", "UI", &[])]
        );
        assert_eq!(findings.len(), 1);
        assert!(
            findings[0].message.contains("queue"),
            "{}",
            findings[0].message
        );
    }
}
