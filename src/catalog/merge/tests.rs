//! A rule of merging, a case.

use super::*;
use crate::model::{CircumstanceKind, Takes};
use crate::parse::manifest::parse;
use crate::text::{FileId, Location, SafeText};

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
