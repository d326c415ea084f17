//! The manifests of all sources put together: a farther one adds to a nearer one by id. Where
//! they contradict each other the nearer one holds and the contradiction is reported. What is
//! added keeps its place, and with it its source.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{
    AddedAnswer, Circumstance, CitationSource, Concern, Conflict, ForkSetting, Layer, Manifest,
    Policy, Relation, Requirement, Rule, Saying, TechId, Technology,
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
        cells,
        answers,
    } = far;
    if near.name.is_empty() {
        near.name = name;
    }
    let found = diagnostics;
    join(&mut near.citations, citations, |c| c.id.clone(), citation);
    in_order(
        &mut near.layers,
        layers,
        |l| l.id.clone(),
        |a, b| layer(a, b, found),
    );
    let id = |technology: &Technology| technology.id.clone();
    join(&mut near.technologies, technologies, id, |a, b| {
        technology(a, b, found)
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
    // Each of these says one thing as a whole: the nearer one is it.
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
        relation(a, &b, found)
    });
    let place = |a: &AddedAnswer| (a.tree.clone(), a.question.clone(), a.answer.to_lowercase());
    join(&mut near.answers, answers, place, |a, b| {
        answer(a, &b, found)
    });
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
            let same = a
                .levels
                .iter()
                .map(|l| &l.title)
                .eq(b.levels.iter().map(|l| &l.title));
            whole(("roadmap", &b.id, b.at), same, found);
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
    for far in policies {
        policy(&mut near.policies, far, found);
    }
    // Statements are never put together: a comparison shows who says what.
    near.cells.extend(cells);
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

/// One thing that two manifests speak of.
struct Both<'a> {
    /// What it is: `technology`.
    what: &'static str,
    id: &'a SafeText,
    /// Where the farther manifest speaks of it.
    at: Location,
    found: &'a mut Vec<Diagnostic>,
}

impl Both<'_> {
    /// The nearer value of a field; the farther one where the nearer manifest has none.
    fn settle<T: PartialEq>(
        &mut self,
        field: &str,
        near: &mut Option<T>,
        far: Option<T>,
        word: impl Fn(&T) -> String,
    ) {
        match (&near, &far) {
            (None, _) => *near = far,
            (Some(ours), Some(theirs)) if ours != theirs => {
                let (ours, theirs) = (word(ours), word(theirs));
                self.differ(field, &ours, &theirs);
            }
            (Some(_), _) => {}
        }
    }

    /// The same for a name, which is the id where a manifest gives none. The name not used comes
    /// back.
    fn settle_name(&mut self, field: &str, near: &mut SafeText, far: SafeText) -> Option<SafeText> {
        let given = |name: &SafeText| !name.is_empty() && name != self.id;
        if !given(&far) {
            return None;
        }
        if !given(near) {
            *near = far;
            return None;
        }
        if *near == far {
            return None;
        }
        self.differ(field, near, &far);
        Some(far)
    }

    fn differ(&mut self, field: &str, ours: &str, theirs: &str) {
        let (what, id) = (self.what, self.id);
        let message = format!(
            "the {field} of the {what} {id} is \u{201c}{ours}\u{201d} in a nearer source and \
             \u{201c}{theirs}\u{201d} here; \u{201c}{ours}\u{201d} is used"
        );
        self.report(message);
    }

    fn at_odds(&mut self, ours: &str, theirs: &str, other: &TechId) {
        let id = self.id;
        self.report(format!(
            "{id} {ours} {other} in a nearer source, which is used, and {theirs} it here"
        ));
    }

    fn report(&mut self, message: String) {
        let found = Diagnostic::new(Severity::Info, "contradiction", message).at(self.at);
        self.found
            .push(found.hint("make the two agree, or leave it out of one"));
    }
}

/// Reports something of which the nearer one holds as a whole.
fn whole(
    (what, id, at): (&'static str, &SafeText, Location),
    same: bool,
    found: &mut Vec<Diagnostic>,
) {
    if !same {
        let message = format!("the {what} {id} is another one in a nearer source, which is used");
        Both {
            what,
            id,
            at,
            found,
        }
        .report(message);
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CircumstanceKind, Takes};
    use crate::parse::manifest::parse;
    use crate::text::FileId;

    /// What two manifests, the nearer one first, come to: the manifest and the contradictions.
    fn merged(near: &str, far: &str) -> (Manifest, Vec<Diagnostic>) {
        let read = |text: &str, file| {
            let (manifest, wrong) = parse(&format!("version: 1\n{text}"), FileId(file));
            assert_eq!(wrong, [], "{text}");
            manifest
        };
        let (mut all, mut found) = (read(near, 1), Vec::new());
        add(&mut all, read(far, 2), &mut found);
        (all, found)
    }

    /// What a thing is called and the file that it was declared in.
    fn from<'a>(things: impl Iterator<Item = (&'a SafeText, Location)>) -> String {
        let named = things.map(|(name, at)| format!("{name}@{}", at.file.0));
        named.collect::<Vec<_>>().join(" ")
    }

    fn words<'a>(texts: impl IntoIterator<Item = &'a SafeText>) -> String {
        let texts: Vec<&str> = texts.into_iter().map(SafeText::as_str).collect();
        texts.join(" ")
    }

    /// A rule of merging: the nearer manifest, the farther one, what to look at and what is there,
    /// and the words of the contradiction if there is one.
    struct Case {
        rule: &'static str,
        near: &'static str,
        far: &'static str,
        look: fn(&Manifest) -> String,
        is: &'static str,
        clash: Option<&'static str>,
    }

    const CASES: &[Case] = &[
        Case {
            rule: "technologies are added, each with its place",
            near: "technologies: [{id: own}]",
            far: "technologies: [{id: known}]",
            look: |m| from(m.technologies.iter().map(|t| (&t.name, t.at))),
            is: "own@1 known@2",
            clash: None,
        },
        Case {
            rule: "aliases and languages are united",
            near: "technologies: [{id: q, aliases: [kew], languages: [go]}]",
            far: "technologies: [{id: q, aliases: [cue, kew], languages: [rust, go]}]",
            look: |m| {
                let q = &m.technologies[0];
                words(q.aliases.iter().chain(q.languages.iter().map(|l| &l.0)))
            },
            is: "kew cue go rust",
            clash: None,
        },
        Case {
            rule: "a name that is not given does not replace one that is",
            near: "technologies: [{id: queue, aliases: [kew]}]",
            far: "technologies: [{id: queue, name: The Queue}]",
            look: |m| words([&m.technologies[0].name]),
            is: "The Queue",
            clash: None,
        },
        Case {
            rule: "another name stays known as an alias",
            near: "technologies: [{id: queue, name: Ours}]",
            far: "technologies: [{id: queue, name: Theirs}]",
            look: |m| words([&m.technologies[0].name, &m.technologies[0].aliases[0]]),
            is: "Ours Theirs",
            clash: Some("name"),
        },
        Case {
            rule: "kinds differ",
            near: "technologies: [{id: q, kind: queue}]",
            far: "technologies: [{id: q, kind: stream}]",
            look: |m| words(&m.technologies[0].kind),
            is: "queue",
            clash: Some("\u{201c}stream\u{201d}"),
        },
        Case {
            rule: "licences differ",
            near: "technologies: [{id: q, license: MIT}]",
            far: "technologies: [{id: q, license: BSL}]",
            look: |m| words(&m.technologies[0].license),
            is: "MIT",
            clash: Some("license"),
        },
        Case {
            rule: "a licence that is not stated is taken over",
            near: "technologies: [{id: q}]",
            far: "technologies: [{id: q, license: BSL}]",
            look: |m| words(&m.technologies[0].license),
            is: "BSL",
            clash: None,
        },
        Case {
            rule: "requirements add up, the same one once",
            near: "technologies: [{id: q, requires: [{all: [disk], why: ours}]}]",
            far: "technologies: [{id: q, requires: [{all: [disk], why: theirs}, {any: [a, b]}]}]",
            look: |m| {
                let needs = m.technologies[0].requires.iter();
                from(needs.map(|need| (&need.why, need.at)))
            },
            is: "ours@1 @2",
            clash: None,
        },
        Case {
            rule: "conflicts add up",
            near: "technologies: [{id: q, conflicts: [{with: a}]}]",
            far: "technologies: [{id: q, conflicts: [{with: b}, {with: a, why: again}]}]",
            look: |m| {
                let conflicts = m.technologies[0].conflicts.iter();
                from(conflicts.map(|conflict| (&conflict.with.0, conflict.at)))
            },
            is: "a@1 b@2",
            clash: None,
        },
        Case {
            rule: "required there, in conflict here",
            near: "technologies: [{id: q, conflicts: [{with: disk}]}]",
            far: "technologies: [{id: q, requires: [{all: [disk]}]}]",
            look: |m| m.technologies[0].requires.len().to_string(),
            is: "0",
            clash: Some("q does not go with disk"),
        },
        Case {
            rule: "in conflict there, required here",
            near: "technologies: [{id: q, requires: [{all: [disk]}]}]",
            far: "technologies: [{id: q, conflicts: [{with: disk}]}]",
            look: |m| m.technologies[0].conflicts.len().to_string(),
            is: "0",
            clash: Some("q requires disk"),
        },
        Case {
            rule: "trees are added to a concern, the nearer first",
            near: "concerns: [{id: queue, trees: [house#q]}]",
            far: "concerns: [{id: queue, title: Queue, trees: [queues#q]}]",
            look: |m| {
                let queue = &m.concerns[0];
                words(std::iter::once(&queue.title).chain(queue.trees.iter().map(|t| &t.0)))
            },
            is: "Queue house#q queues#q",
            clash: None,
        },
        Case {
            rule: "concerns keep the order of the library added to",
            near: "concerns: [{id: mail}, {id: queue}]",
            far: "concerns: [{id: store}, {id: queue}]",
            look: |m| words(m.concerns.iter().map(|c| &c.id.0)),
            is: "store queue mail",
            clash: None,
        },
        Case {
            rule: "how many a concern takes is kept where the nearer does not say",
            near: "concerns: [{id: orm}]",
            far: "concerns: [{id: orm, takes: many}]",
            look: |m| m.concerns[0].takes.map_or("", Takes::word).to_owned(),
            is: "many",
            clash: None,
        },
        Case {
            rule: "how many a concern takes differs",
            near: "concerns: [{id: orm, takes: one}]",
            far: "concerns: [{id: orm, takes: many}]",
            look: |m| m.concerns[0].takes.map_or("", Takes::word).to_owned(),
            is: "one",
            clash: Some("many"),
        },
        Case {
            rule: "layers get further skills",
            near: "layers: [{id: data, skills: [b]}, {id: house, skills: [c]}]",
            far: "layers: [{id: ui}, {id: data, title: Data, skills: [a, b]}]",
            look: |m| {
                let all = m
                    .layers
                    .iter()
                    .flat_map(|l| std::iter::once(&l.title).chain(&l.skills));
                words(all)
            },
            is: "ui Data b a house c",
            clash: None,
        },
        Case {
            rule: "facts get further sayings, and keep their type",
            near: "facts: [{id: size, says: [{tree: t, answer: few, when: < 5}]}]",
            far: "facts: [{id: size, type: number, says: [{tree: t, answer: few, when: < 9}, {tree: t, answer: many, when: > 9}]}]",
            look: |m| {
                let size = &m.facts[0];
                let kind = size.kind.map_or("", CircumstanceKind::word);
                format!(
                    "{kind} {}",
                    from(size.says.iter().map(|s| (&s.answer, s.at)))
                )
            },
            is: "number few@1 many@2",
            clash: None,
        },
        Case {
            rule: "rules are added, and of one id the nearer holds",
            near: "rules: [{id: r, says: ours, strength: never, applies: {skill: s}}]",
            far: "rules: [{id: r, says: ours, strength: avoid, applies: {skill: s}}, {id: r2, says: theirs, applies: {skill: s}}]",
            look: |m| from(m.rules.iter().map(|r| (&r.says, r.at))),
            is: "ours@1 theirs@2",
            clash: Some("\u{201c}avoid\u{201d}"),
        },
        Case {
            rule: "forks are added, and of one question the nearer holds",
            near: "forks: [{tree: t, at: q, kind: any-of}]",
            far: "forks: [{tree: t, at: q, kind: one-of}, {tree: t, at: p, kind: rule}]",
            look: |m| {
                from(
                    m.forks
                        .iter()
                        .filter_map(|f| Some((f.question.as_ref()?, f.at))),
                )
            },
            is: "q@1 p@2",
            clash: Some("one-of"),
        },
        Case {
            rule: "relations are added, and of the same ends the nearer holds",
            near: "relations: [{from: a, to: b, strength: secondary}]",
            far: "relations: [{from: a, to: b}, {from: a, to: c}]",
            look: |m| from(m.relations.iter().map(|r| (&r.to, r.at))),
            is: "b@1 c@2",
            clash: Some("primary"),
        },
        Case {
            rule: "a stack holds as a whole",
            near: "stacks: [{id: s, parts: [a]}]",
            far: "stacks: [{id: s, parts: [b]}, {id: other, parts: [b]}]",
            look: |m| from(m.stacks.iter().map(|s| (&s.id, s.at))),
            is: "s@1 other@2",
            clash: Some("the stack s"),
        },
        Case {
            rule: "one stance for two reasons",
            near: "policies: [{technology: q, stance: hold, because: ours}]",
            far: "policies: [{technology: q, stance: hold, because: theirs}]",
            look: |m| from(m.policies.iter().map(|p| (&p.because, p.at))),
            is: "ours@1 theirs@2",
            clash: None,
        },
        Case {
            rule: "another stance",
            near: "policies: [{technology: q, stance: adopt, because: ours}]",
            far: "policies: [{technology: q, stance: banned, because: theirs}]",
            look: |m| from(m.policies.iter().map(|p| (&p.because, p.at))),
            is: "ours@1",
            clash: Some("\u{201c}banned\u{201d}"),
        },
        Case {
            rule: "cells stand side by side",
            near: "cells: [{technology: q, criterion: Cost, says: low}]",
            far: "cells: [{technology: q, criterion: Cost, says: high}]",
            look: |m| from(m.cells.iter().map(|c| (&c.says, c.at))),
            is: "low@1 high@2",
            clash: None,
        },
        Case {
            rule: "answers are added, and of one answer the nearer holds",
            near: "answers: [{tree: t, answer: Ours, choose: a}]",
            far: "answers: [{tree: t, answer: ours, choose: b}, {tree: t, answer: More, goto: q}]",
            look: |m| from(m.answers.iter().map(|a| (&a.answer, a.at))),
            is: "Ours@1 More@2",
            clash: Some("the tree t"),
        },
    ];

    #[test]
    fn a_farther_manifest_adds_and_the_nearer_one_holds() {
        for case in CASES {
            let rule = case.rule;
            let (all, found) = merged(case.near, case.far);
            assert_eq!((case.look)(&all), case.is, "{rule}");
            let clash: Vec<&str> = found.iter().map(|found| &*found.message).collect();
            assert_eq!(
                clash.len(),
                usize::from(case.clash.is_some()),
                "{rule}: {clash:?}"
            );
            for (found, says) in found.iter().zip(case.clash) {
                assert!(found.message.contains(says), "{rule}: {}", found.message);
                assert_eq!(
                    found.at.unwrap().file,
                    FileId(2),
                    "{rule}: says it of the farther"
                );
            }
        }
    }
}
