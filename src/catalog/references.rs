//! What manifests refer to: whether it is there, and by what name it may have been meant.
//!
//! Skills, technologies, concerns and facts are known once manifests are read; trees, questions,
//! answers and headings once documents are.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::catalog::{Catalog, Lookup, lookup};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::model::{
    AddedAnswer, AnswerLeads, CircumstanceKind, Claim, Condition, DecisionTree, Fact, Manifest,
    Node, Notation, Preset, Rule, Saying, Subject, TechId,
};
use crate::text::{Location, SafeText};

/// The fact whose values are the frontend needs that open concerns.
const NEEDS: &str = Fact::BUILDING;

/// What can be referred to by a name, with the code of a reference that leads nowhere and where
/// all names can be seen.
#[derive(Clone, Copy)]
struct Kind {
    code: &'static str,
    what: &'static str,
    all: &'static str,
}

const SKILL: Kind = Kind {
    code: "unknown-skill",
    what: "skill",
    all: "write the name of a skill's folder",
};
const TECHNOLOGY: Kind = Kind {
    code: "unknown-technology",
    what: "technology",
    all: "declare it under `technologies`",
};
const CONCERN: Kind = Kind {
    code: "unknown-concern",
    what: "concern",
    all: "declare it under `concerns`",
};
const FACT: Kind = Kind {
    code: "unknown-fact",
    what: "fact",
    all: "declare it under `facts`",
};
const VALUE: Kind = Kind {
    code: "unknown-value",
    what: "value",
    all: "list it under the `values` of the fact",
};
const TREE: Kind = Kind {
    code: "unknown-tree",
    what: "tree",
    all: "`archtui trees` lists all of them",
};
const QUESTION: Kind = Kind {
    code: "unknown-question",
    what: "question",
    all: "write it as the tree does",
};
const ANSWER: Kind = Kind {
    code: "unknown-answer",
    what: "answer",
    all: "write it as the tree does",
};
const READ: Kind = Kind {
    code: "unknown-place",
    what: "place",
    all: "write `SKILL/FILE#HEADING`",
};

/// What manifests refer to beside trees and places: skills, technologies, concerns, facts.
pub(super) fn names(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut check = Check::new(catalog);
    let manifest = &*catalog.manifest;
    check.technologies(manifest);
    check.concerns(manifest);
    check.facts(manifest);
    for layer in &manifest.layers {
        check.skills(&format!("the layer {}", layer.id), &layer.skills, layer.at);
    }
    for rule in &manifest.rules {
        check.rule(rule);
    }
    for relation in &manifest.relations {
        let ends = [relation.from.clone(), relation.to.clone()];
        check.skills("a relation", &ends, relation.at);
    }
    for flow in &manifest.flows {
        let steps: Vec<SafeText> = flow.steps.iter().map(|step| step.skill.clone()).collect();
        check.skills(&format!("the flow {}", flow.id), &steps, flow.at);
    }
    for stack in &manifest.stacks {
        check.stack(stack);
    }
    for phase in &manifest.phases {
        check.skills(
            &format!("the phase {}", phase.title),
            &phase.skills,
            phase.at,
        );
    }
    for policy in &manifest.policies {
        check.technology("a policy", &policy.technology, policy.at);
    }
    for cell in &manifest.cells {
        check.technology("a cell", &cell.technology, cell.at);
    }
    for answer in &manifest.answers {
        if let AnswerLeads::Choose(choose) = &answer.leads {
            check.choices("an answer", choose, answer.at);
        }
    }
    check.found
}

/// What manifests refer to in documents: trees, questions, answers, places to read.
pub(super) fn places(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut check = Check::new(catalog);
    let manifest = &*catalog.manifest;
    for concern in &manifest.concerns {
        for tree in &concern.trees {
            check.tree(&format!("the concern {}", concern.id), &tree.0, concern.at);
        }
    }
    for fact in &manifest.facts {
        for saying in &fact.says {
            check.saying(&fact.id, saying);
        }
    }
    for fork in &manifest.forks {
        let Some(tree) = check.tree("a fork", &fork.tree.0, fork.at) else {
            continue;
        };
        if let Some(question) = &fork.question {
            check.question(&tree, question, fork.at);
        }
    }
    for answer in &manifest.answers {
        check.answer(answer);
    }
    for tree in catalog
        .trees()
        .filter(|tree| tree.notation == Notation::Yaml)
    {
        check.own_names(tree);
    }
    for level in manifest.roadmaps.iter().flat_map(|roadmap| &roadmap.levels) {
        let own = (&level.title, &level.read, level.at);
        let topics = level.topics.iter().map(|t| (&t.title, &t.read, t.at));
        for (title, read, at) in std::iter::once(own).chain(topics) {
            if let Some(read) = read {
                check.read(title, read, at);
            }
        }
    }
    check.found
}

struct Check<'a> {
    catalog: &'a Catalog,
    skills: BTreeSet<&'a str>,
    concerns: BTreeSet<&'a str>,
    facts: BTreeMap<&'a str, (CircumstanceKind, &'a [SafeText])>,
    /// All trees by their whole ids.
    trees: HashMap<&'a str, &'a Arc<DecisionTree>>,
    found: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        let manifest = &catalog.manifest;
        let facts = manifest.facts.iter();
        Self {
            catalog,
            skills: catalog.skills.iter().map(|skill| &*skill.id.0).collect(),
            concerns: manifest.concerns.iter().map(|c| &*c.id.0).collect(),
            facts: facts
                .map(|fact| {
                    (
                        &*fact.id,
                        (fact.kind.unwrap_or_default(), fact.values.as_slice()),
                    )
                })
                .collect(),
            trees: catalog.trees().map(|tree| (&*tree.id.0, tree)).collect(),
            found: Vec::new(),
        }
    }

    fn technologies(&mut self, manifest: &Manifest) {
        for technology in &manifest.technologies {
            let who = format!("the technology {}", technology.id);
            let required = technology.requires.iter();
            let required = required.flat_map(|needs| needs.all.iter().chain(&needs.any));
            let conflicting = technology.conflicts.iter().map(|conflict| &conflict.with);
            let named = required.chain(conflicting).chain(&technology.languages);
            for id in named {
                self.technology(&who, id, technology.at);
            }
        }
    }

    fn concerns(&mut self, manifest: &Manifest) {
        for concern in &manifest.concerns {
            let who = format!("the concern {}", concern.id);
            for after in &concern.after {
                self.concern(&who, &after.0, concern.at);
            }
            let needs = Condition::AnyOf(concern.opened_by.clone());
            self.condition(&who, NEEDS, &needs, concern.at);
            self.claims(&who, &concern.skip_when, concern.at);
        }
    }

    fn facts(&mut self, manifest: &Manifest) {
        for fact in &manifest.facts {
            let who = format!("the fact {}", fact.id);
            for saying in &fact.says {
                self.condition(&who, &fact.id, &saying.when, saying.at);
                self.claims(&who, &saying.also, saying.at);
            }
        }
    }

    fn claims(&mut self, who: &str, claims: &[Claim], at: Location) {
        for claim in claims {
            if self.facts.contains_key(claim.fact.as_str()) {
                self.condition(who, &claim.fact, &claim.when, at);
            } else {
                let known: Vec<&str> = self.facts.keys().copied().collect();
                self.missing(FACT, who, &claim.fact, known.into_iter(), at);
            }
        }
    }

    /// Whether the words of a condition are values of its fact.
    fn condition(&mut self, who: &str, fact: &str, when: &Condition, at: Location) {
        let Some((kind, values)) = self.facts.get(fact).copied() else {
            return;
        };
        for word in when.words() {
            if kind == CircumstanceKind::Technologies {
                self.technology(who, &TechId(word.clone()), at);
            } else if !values.is_empty() && !values.contains(word) {
                let who = format!("{who} ({fact})");
                self.missing(VALUE, &who, word, values.iter().map(|v| &**v), at);
            }
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let who = format!("the rule {}", rule.id);
        for subject in &rule.applies {
            match subject {
                Subject::Technology(id) | Subject::Pattern(id) => {
                    self.technology(&who, id, rule.at);
                }
                Subject::Concern(id) => self.concern(&who, &id.0, rule.at),
                Subject::Skill(name) => {
                    self.skills(&who, std::slice::from_ref(name), rule.at);
                }
            }
        }
    }

    fn stack(&mut self, stack: &Preset) {
        let who = format!("the stack {}", stack.id);
        let by_concern = stack.choose.iter().chain(&stack.one_of);
        for (concern, _) in by_concern.clone() {
            self.concern(&who, &concern.0, stack.at);
        }
        let chosen = by_concern.flat_map(|(_, ids)| ids);
        for id in stack.parts.iter().chain(chosen) {
            self.technology(&who, id, stack.at);
        }
    }

    fn skills(&mut self, who: &str, named: &[SafeText], at: Location) {
        for name in named {
            if !self.skills.contains(name.as_str()) {
                let known: Vec<&str> = self.skills.iter().copied().collect();
                self.missing(SKILL, who, name, known.into_iter(), at);
            }
        }
    }

    fn technology(&mut self, who: &str, id: &TechId, at: Location) {
        let catalog = self.catalog;
        if catalog.technology(id).is_none() {
            let known = catalog.names.technologies().iter();
            self.missing(TECHNOLOGY, who, &id.0, known.map(|t| &*t.id.0), at);
        }
    }

    fn concern(&mut self, who: &str, id: &str, at: Location) {
        if !self.concerns.contains(id) {
            let known: Vec<&str> = self.concerns.iter().copied().collect();
            self.missing(CONCERN, who, id, known.into_iter(), at);
        }
    }

    fn tree(&mut self, who: &str, name: &str, at: Location) -> Option<Arc<DecisionTree>> {
        if let Some(tree) = self.trees.get(name) {
            return Some(Arc::clone(tree));
        }
        if self.is_full() {
            return None;
        }
        match self.catalog.find_tree(name) {
            Lookup::Found(tree) => Some(tree),
            Lookup::Ambiguous(near) | Lookup::Missing(near) => {
                self.report(TREE, who, name, near.first(), at);
                None
            }
        }
    }

    /// The names that a tree says outright, where its library declares what can be named.
    fn own_names(&mut self, tree: &DecisionTree) {
        let who = format!("the tree {}", tree.id);
        for node in &tree.nodes {
            match node {
                Node::Question(question) if !self.facts.is_empty() => {
                    for answer in &question.answers {
                        self.claims(&who, &answer.when, answer.at);
                    }
                }
                // What a manifest adds was looked at with the manifest.
                Node::Outcome(outcome) if outcome.at.file == tree.at.file => {
                    self.choices(&who, &outcome.choose, outcome.at);
                }
                Node::Question(_) | Node::Outcome(_) => {}
            }
        }
    }

    fn choices(&mut self, who: &str, choose: &[SafeText], at: Location) {
        let names = &self.catalog.names;
        if names.technologies().is_empty() {
            return;
        }
        for name in choose {
            if names.resolve(name).is_none() {
                let known = names.technologies().iter().map(|t| &*t.id.0);
                self.missing(TECHNOLOGY, who, name, known, at);
            }
        }
    }

    fn question(&mut self, tree: &DecisionTree, name: &str, at: Location) {
        if tree.questions_at(name).is_empty() {
            let who = format!("the tree {}", tree.id);
            let known: Vec<&str> = tree.question_names().collect();
            self.missing(QUESTION, &who, name, known.into_iter(), at);
        }
    }

    fn answer(&mut self, answer: &AddedAnswer) {
        let Some(tree) = self.tree("an answer", &answer.tree.0, answer.at) else {
            return;
        };
        let goto = match &answer.leads {
            AnswerLeads::GoTo(question) => Some(question),
            AnswerLeads::Choose(_) => None,
        };
        for question in answer.question.iter().chain(goto) {
            self.question(&tree, question, answer.at);
        }
    }

    fn saying(&mut self, fact: &str, saying: &Saying) {
        let who = format!("the fact {fact}");
        let Some(tree) = self.tree(&who, &saying.tree.0, saying.at) else {
            return;
        };
        let at = saying.question.as_deref();
        if let Some(question) = at {
            self.question(&tree, question, saying.at);
        }
        if !tree.has_answer(at, &saying.answer)
            && at.is_none_or(|at| !tree.questions_at(at).is_empty())
        {
            let who = format!("the tree {}", tree.id);
            let known: Vec<&str> = tree.answer_names().collect();
            self.missing(ANSWER, &who, &saying.answer, known.into_iter(), saying.at);
        }
    }

    fn read(&mut self, title: &str, place: &str, at: Location) {
        if !self.is_full()
            && let Lookup::Ambiguous(near) | Lookup::Missing(near) =
                self.catalog.find_heading(place)
        {
            self.report(READ, &format!("the topic {title}"), place, near.first(), at);
        }
    }

    fn missing<'n>(
        &mut self,
        kind: Kind,
        who: &str,
        name: &str,
        known: impl Iterator<Item = &'n str>,
        at: Location,
    ) {
        if !self.is_full() {
            let near = lookup::near(name, known);
            self.report(kind, who, name, near.first(), at);
        }
    }

    /// Whether so much is wrong that no more is looked for.
    fn is_full(&self) -> bool {
        self.found.len() >= limits::WRONG_REFERENCES
    }

    fn report(&mut self, kind: Kind, who: &str, name: &str, near: Option<&SafeText>, at: Location) {
        let what = kind.what;
        // A tree does not name its questions and answers: something else does.
        let message = match kind.what {
            "question" | "answer" => format!("{who} has no {what} {name}"),
            _ => format!("{who} names the {what} {name}, which does not exist"),
        };
        let hint = near.map_or_else(
            || kind.all.to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let found = Diagnostic::warning(kind.code, message);
        self.found.push(found.at(at).hint(hint));
    }
}
