//! The manifests of all sources put together: a farther one adds to a nearer one by id. Where
//! they contradict each other the nearer one holds and the contradiction is reported. What is
//! added keeps its place, and with it its source.

mod both;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use self::both::{Both, whole};
use crate::diagnostic::Diagnostic;
use crate::model::{
    AddedAnswer, Circumstance, CitationSource, Concern, Conflict, Flow, ForkSetting, Layer,
    Manifest, Phase, Policy, Preset, Relation, Requirement, Roadmap, Rule, Saying, Technology,
};

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
        cells,
        answers,
    } = far;
    if near.name.is_empty() {
        near.name = name;
    }
    let found = diagnostics;
    join(&mut near.citations, citations, |c| c.id.clone(), citation);
    things(near, (layers, technologies, facts, concerns), found);
    guidance(near, (forks, rules, relations, answers), found);
    plans(near, (flows, stacks, roadmaps, phases), found);
    for far in policies {
        policy(&mut near.policies, far, found);
    }
    // Statements are never put together: a comparison shows who says what.
    near.cells.extend(cells);
}

/// Adds what has parts of its own: both manifests may say some.
fn things(
    near: &mut Manifest,
    (layers, technologies, facts, concerns): (
        Vec<Layer>,
        Vec<Technology>,
        Vec<Circumstance>,
        Vec<Concern>,
    ),
    found: &mut Vec<Diagnostic>,
) {
    in_order(
        &mut near.layers,
        layers,
        |l| l.id.clone(),
        |a, b| layer(a, b, found),
    );
    let id = |technology: &Technology| technology.id.clone();
    join(&mut near.technologies, technologies, id, |a, b| {
        technology(a, b, found);
    });
    in_order(
        &mut near.facts,
        facts,
        |f| f.id.clone(),
        |a, b| circumstance(a, b, found),
    );
    in_order(
        &mut near.concerns,
        concerns,
        |c| c.id.clone(),
        |a, b| concern(a, b, found),
    );
}

/// Adds what says one thing: of two, the nearer holds.
fn guidance(
    near: &mut Manifest,
    (forks, rules, relations, answers): (
        Vec<ForkSetting>,
        Vec<Rule>,
        Vec<Relation>,
        Vec<AddedAnswer>,
    ),
    found: &mut Vec<Diagnostic>,
) {
    let at = |fork: &ForkSetting| (fork.tree.clone(), fork.question.clone());
    join(&mut near.forks, forks, at, |a, b| fork(a, &b, found));
    join(
        &mut near.rules,
        rules,
        |r| r.id.clone(),
        |a, b| rule(a, &b, found),
    );
    let ends = |relation: &Relation| (relation.from.clone(), relation.to.clone());
    join(&mut near.relations, relations, ends, |a, b| {
        relation(a, &b, found);
    });
    let place = |a: &AddedAnswer| (a.tree.clone(), a.question.clone(), a.answer.to_lowercase());
    join(&mut near.answers, answers, place, |a, b| {
        answer(a, &b, found);
    });
}

/// Adds what is laid out in order: of two, the nearer holds as a whole.
fn plans(
    near: &mut Manifest,
    (flows, stacks, roadmaps, phases): (Vec<Flow>, Vec<Preset>, Vec<Roadmap>, Vec<Phase>),
    found: &mut Vec<Diagnostic>,
) {
    join(
        &mut near.flows,
        flows,
        |f| f.id.clone(),
        |a, b| {
            whole(("flow", &b.id, b.at), a.steps == b.steps, found);
        },
    );
    join(
        &mut near.stacks,
        stacks,
        |s| s.id.clone(),
        |a, b| {
            let same = (&a.parts, &a.choose, &a.one_of) == (&b.parts, &b.choose, &b.one_of);
            whole(("stack", &b.id, b.at), same, found);
        },
    );
    join(
        &mut near.roadmaps,
        roadmaps,
        |r| r.id.clone(),
        |a, b| {
            let titles = |roadmap: &Roadmap| {
                roadmap
                    .levels
                    .iter()
                    .map(|l| l.title.clone())
                    .collect::<Vec<_>>()
            };
            whole(("roadmap", &b.id, b.at), titles(a) == titles(&b), found);
        },
    );
    join(
        &mut near.phases,
        phases,
        |p| p.id.clone(),
        |a, b| {
            let same = (a.weeks, &a.skills) == (b.weeks, &b.skills);
            whole(("phase", &b.id, b.at), same, found);
        },
    );
}

/// Adds what the nearer one does not have, and joins what both have.
fn join<T, K: Ord>(
    near: &mut Vec<T>,
    far: Vec<T>,
    key: impl Fn(&T) -> K,
    mut both: impl FnMut(&mut T, T),
) {
    let mut at = BTreeMap::new();
    for (i, item) in near.iter().enumerate() {
        at.entry(key(item)).or_insert(i);
    }
    for item in far {
        if let Some(same) = at.get(&key(&item)).and_then(|i| near.get_mut(*i)) {
            both(same, item);
        } else {
            at.insert(key(&item), near.len());
            near.push(item);
        }
    }
}

/// The same for lists whose order says something: that of the farther one, which is added to;
/// what only the nearer one has comes after.
fn in_order<T, K: Ord>(
    near: &mut Vec<T>,
    far: Vec<T>,
    key: impl Fn(&T) -> K,
    both: impl FnMut(&mut T, T),
) {
    let order: BTreeMap<K, usize> = far.iter().map(&key).zip(0..).collect();
    join(near, far, &key, both);
    near.sort_by_key(|item| order.get(&key(item)).copied().unwrap_or(usize::MAX));
}

fn citation(near: &mut CitationSource, far: CitationSource) {
    let CitationSource {
        id: _,
        title,
        date,
        about,
    } = far;
    if near.title.is_empty() {
        near.title = title;
    }
    near.date = near.date.take().or(date);
    near.about = near.about.take().or(about);
}

fn layer(near: &mut Layer, far: Layer, found: &mut Vec<Diagnostic>) {
    let Layer {
        id,
        title,
        skills,
        at,
    } = far;
    let what = "layer";
    let mut both = Both {
        what,
        id: &id,
        at,
        found,
    };
    both.settle_name("title", &mut near.title, title);
    unite(&mut near.skills, skills);
}

fn technology(near: &mut Technology, far: Technology, found: &mut Vec<Diagnostic>) {
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
    let what = "technology";
    let mut both = Both {
        what,
        id: &id.0,
        at,
        found,
    };
    // Content that is written with the other name must still be understood.
    let other_name = both.settle_name("name", &mut near.name, name);
    both.settle("kind", &mut near.kind, kind, ToString::to_string);
    both.settle("license", &mut near.license, license, ToString::to_string);
    unite(&mut near.aliases, other_name.into_iter().collect());
    unite(&mut near.aliases, aliases);
    unite(&mut near.languages, languages);
    needs(near, (requires, conflicts), &mut both);
}

/// Adds requirements and conflicts. What one manifest requires and the other says it does not go
/// with is a contradiction.
fn needs(
    near: &mut Technology,
    (requires, conflicts): (Vec<Requirement>, Vec<Conflict>),
    both: &mut Both<'_>,
) {
    let own: Vec<_> = near.conflicts.iter().map(|c| c.with.clone()).collect();
    let own_needs: Vec<_> = near
        .requires
        .iter()
        .flat_map(|need| need.all.clone())
        .collect();
    for need in requires {
        let against = need.all.iter().find(|id| own.contains(id));
        let known = near.requires.iter();
        let mut known = known.map(|known| (&known.all, &known.any));
        if let Some(other) = against {
            both.at = need.at;
            both.at_odds("does not go with", "requires", other);
        } else if !known.any(|known| known == (&need.all, &need.any)) {
            near.requires.push(need);
        }
    }
    for conflict in conflicts {
        let other = &conflict.with;
        if own_needs.contains(other) {
            both.at = conflict.at;
            both.at_odds("requires", "does not go with", other);
        } else if !near.conflicts.iter().any(|known| known.with == *other) {
            near.conflicts.push(conflict);
        }
    }
}

fn concern(near: &mut Concern, far: Concern, found: &mut Vec<Diagnostic>) {
    let Concern {
        id,
        title,
        takes,
        kinds,
        trees,
        after,
        opened_by,
        skip_when,
        at,
    } = far;
    let what = "concern";
    let mut both = Both {
        what,
        id: &id.0,
        at,
        found,
    };
    both.settle_name("title", &mut near.title, title);
    both.settle("number taken", &mut near.takes, takes, |takes| {
        takes.word().to_owned()
    });
    unite(&mut near.kinds, kinds);
    unite(&mut near.trees, trees);
    unite(&mut near.after, after);
    unite(&mut near.opened_by, opened_by);
    if near.skip_when.is_empty() {
        near.skip_when = skip_when;
    }
}

fn circumstance(near: &mut Circumstance, far: Circumstance, found: &mut Vec<Diagnostic>) {
    let Circumstance {
        id,
        kind,
        ask,
        values,
        says,
        at,
    } = far;
    let what = "fact";
    let mut both = Both {
        what,
        id: &id,
        at,
        found,
    };
    both.settle("type", &mut near.kind, kind, |kind| kind.word().to_owned());
    if near.ask.is_empty() {
        near.ask = ask;
    }
    unite(&mut near.values, values);
    // What a nearer source says of an answer replaces what a farther one says of it.
    let key = |s: &Saying| (s.tree.clone(), s.question.clone(), s.answer.clone());
    let known: BTreeSet<_> = near.says.iter().map(key).collect();
    near.says.extend(
        says.into_iter()
            .filter(|saying| !known.contains(&key(saying))),
    );
}

fn fork(near: &ForkSetting, far: &ForkSetting, found: &mut Vec<Diagnostic>) {
    if near.fork != far.fork {
        let id = far.question.as_ref().unwrap_or(&far.tree.0);
        let (what, at) = ("fork", far.at);
        Both {
            what,
            id,
            at,
            found,
        }
        .differ("kind", near.fork.word(), far.fork.word());
    }
}

fn rule(near: &Rule, far: &Rule, found: &mut Vec<Diagnostic>) {
    let (what, id, at) = ("rule", &far.id, far.at);
    let mut both = Both {
        what,
        id,
        at,
        found,
    };
    if near.strength != far.strength {
        both.differ("strength", near.strength.word(), far.strength.word());
    }
    if near.says != far.says {
        both.differ("text", &near.says, &far.says);
    }
}

fn relation(near: &Relation, far: &Relation, found: &mut Vec<Diagnostic>) {
    if near.strength != far.strength {
        let (what, id, at) = ("relation from", &far.from, far.at);
        let (ours, theirs) = (near.strength.word(), far.strength.word());
        Both {
            what,
            id,
            at,
            found,
        }
        .differ("strength", ours, theirs);
    }
}

fn answer(near: &AddedAnswer, far: &AddedAnswer, found: &mut Vec<Diagnostic>) {
    let of = ("answer added to the tree", &far.tree.0, far.at);
    whole(of, near.leads == far.leads, found);
}

/// Adds a policy: another reason for the same stance, or the first on its technology.
fn policy(near: &mut Vec<Policy>, far: Policy, found: &mut Vec<Diagnostic>) {
    let on = near.iter().find(|own| own.technology == far.technology);
    let Some(own) = on.filter(|own| own.stance != far.stance) else {
        let says = |own: &Policy| (own.technology.clone(), own.because.clone(), own.see.clone());
        if !near.iter().any(|own| says(own) == says(&far)) {
            near.push(far);
        }
        return;
    };
    let (what, id, at) = ("policy on", &far.technology.0, far.at);
    let (ours, theirs) = (own.stance.word(), far.stance.word());
    Both {
        what,
        id,
        at,
        found,
    }
    .differ("stance", ours, theirs);
}

fn unite<T: PartialEq>(near: &mut Vec<T>, far: Vec<T>) {
    for item in far {
        if !near.contains(&item) {
            near.push(item);
        }
    }
}
