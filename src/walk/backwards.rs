//! Backwards: from where a person wants to arrive to the answers that lead there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use crate::catalog::{Catalog, Lookup};
use crate::model::{Alternative, Confidence, DecisionTree, Fork, NodeId};
use crate::text::{SafeText, nearest};
use crate::walk::named::fold;
use crate::walk::said::{ids, questions};
use crate::walk::{Via, Walk, answer_text};

/// Paths found in one tree. Where branches join again there can be 2^joins of them, and nobody
/// reads more than these.
pub const PATHS: usize = 100;
/// Answers looked at for the paths of one tree: in a tangle of cycles most of them lead nowhere.
const LOOKED_AT: usize = 100_000;
/// Texts of outcomes named where several are meant.
const CANDIDATES: usize = 8;

/// Answers that lead from the first question of a tree to an outcome, no question twice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The answers in walking order. None where the tree is one outcome.
    pub way: Vec<Via>,
    /// Where they lead.
    pub outcome: NodeId,
}

impl Path {
    /// The walk in which these answers were given and nothing else.
    pub fn walk(&self, tree: &Arc<DecisionTree>) -> Walk {
        let mut walk = Walk::new(Arc::clone(tree));
        walk.take(self);
        walk
    }

    /// Each question with its answer: `How many rows? few`. What is not written, the prompt over
    /// sections or the label between two questions, is left out, and so is a question in the words
    /// of the answer that led to it.
    pub fn steps(&self, tree: &DecisionTree) -> Vec<SafeText> {
        let mut before = SafeText::default();
        let steps = self.way.iter().filter_map(|(id, index)| {
            let question = tree.question(*id)?;
            let answer = question.answers.get(*index)?;
            let written = answer.label.is_some() || !answer.via.is_empty();
            let said = written.then(|| answer_text(tree, answer));
            let said = said.unwrap_or_default();
            let asked = Some(&question.prompt).filter(|prompt| **prompt != before);
            let asked = asked.map_or("", SafeText::as_str);
            let step = SafeText::one_line(format!("{asked} {said}").trim());
            before = said;
            Some(step).filter(|step| !step.is_empty())
        });
        steps.collect()
    }
}

/// The paths of a tree to what was wanted, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// The paths, at most [`PATHS`]; where there are more, the shortest is among them.
    pub paths: Vec<Path>,
    /// Whether there may be more.
    pub more: bool,
}

/// A tree with the paths that lead to what was wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Leading {
    /// The tree.
    pub tree: Arc<DecisionTree>,
    /// Its paths, at least one.
    pub paths: Paths,
}

/// The trees of a library in which some path ends at an outcome that offers one of these, in the
/// order of the library. Copies are left out, and what is only perhaps a decision unless
/// `doubtful`. What a rule says at once is no end of a path: it holds always.
pub fn leads_to(catalog: &Catalog, wanted: &[Alternative], doubtful: bool) -> Vec<Leading> {
    let leading = asked(catalog, doubtful).filter_map(|tree| {
        let ends = ids(tree).filter(|id| offers(tree, *id, wanted)).collect();
        let paths = paths_to(tree, &ends);
        let tree = Arc::clone(tree);
        (!paths.paths.is_empty()).then_some(Leading { tree, paths })
    });
    leading.collect()
}

/// The outcome that a text means where it names no technology: its name, or some whole words of
/// just one. What is near is the text of an outcome.
pub fn find_outcome(catalog: &Catalog, text: &str, doubtful: bool) -> Lookup<Alternative> {
    let wanted = name(text);
    let mut known: BTreeMap<String, SafeText> = BTreeMap::new();
    for tree in asked(catalog, doubtful) {
        for outcome in ids(tree).filter_map(|id| tree.outcome(id)) {
            let text = || SafeText::one_line(&outcome.text);
            known.entry(name(&outcome.text)).or_insert_with(text);
        }
    }
    let meant = |text: &SafeText| Alternative {
        name: text.clone(),
        technology: None,
    };
    if let Some(text) = known.get(&wanted) {
        return Lookup::Found(meant(text));
    }
    let words = words(&wanted);
    let holds = |text: &&SafeText| words.len() > 2 && self::words(text).contains(&words);
    let mut named = known.values().filter(holds);
    match (named.next(), named.next()) {
        (Some(only), None) => Lookup::Found(meant(only)),
        (Some(first), Some(second)) => {
            let all = [first, second].into_iter().chain(named).cloned();
            Lookup::Ambiguous(all.take(CANDIDATES).collect())
        }
        (None, _) => {
            let near = nearest(&wanted, known.keys().map(String::as_str));
            let near = near.and_then(|name| known.get(name));
            Lookup::Missing(near.into_iter().cloned().collect())
        }
    }
}

/// What an outcome is called: its words without what stands in brackets after them.
fn name(text: &str) -> String {
    let name = text.split_once(" (").map_or(text, |(name, _)| name);
    fold(name)
}

/// The words of a text with a blank before and after each, in any case.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" ").to_lowercase())
}

/// The trees that are asked: each once.
fn asked(catalog: &Catalog, doubtful: bool) -> impl Iterator<Item = &Arc<DecisionTree>> {
    let sure = move |tree: &&Arc<DecisionTree>| doubtful || tree.confidence == Confidence::High;
    catalog
        .trees()
        .filter(|tree| tree.same_as.is_none())
        .filter(sure)
}

/// Whether an outcome offers one of these: a technology that it names, or what it is called.
fn offers(tree: &DecisionTree, id: NodeId, wanted: &[Alternative]) -> bool {
    tree.outcome(id).is_some_and(|outcome| {
        wanted.iter().any(|one| {
            let recommends = outcome.recommends.iter();
            let mut keys = recommends.map(|named| named.alternative.key());
            keys.any(|key| key == one.key()) || name(&outcome.text) == name(&one.name)
        })
    })
}

/// The paths from the first question of a tree to some of its outcomes. Goes only where an
/// outcome wanted can still be reached, and there the shortest way first.
pub fn paths_to(tree: &Arc<DecisionTree>, wanted: &BTreeSet<NodeId>) -> Paths {
    if wanted.is_empty() {
        return Paths::default();
    }
    let search = Search {
        walk: Walk::new(Arc::clone(tree)),
        far: distances(tree, wanted),
        wanted,
    };
    if wanted.contains(&tree.root) {
        let path = Path {
            way: Vec::new(),
            outcome: tree.root,
        };
        return Paths {
            paths: vec![path],
            more: false,
        };
    }
    let mut found = search.run();
    found.paths.sort();
    found
}

/// How many answers lie between a question and the nearest outcome wanted; nothing where none can
/// be reached. Breadth-first from the outcomes back.
fn distances(tree: &Arc<DecisionTree>, wanted: &BTreeSet<NodeId>) -> BTreeMap<NodeId, usize> {
    let walk = Walk::new(Arc::clone(tree));
    let mut before: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    for (id, question) in questions(tree) {
        for answer in &question.answers {
            if !is_advice(&walk, id, answer.next) {
                before.entry(answer.next).or_default().push(id);
            }
        }
    }
    let mut far: BTreeMap<NodeId, usize> = wanted.iter().map(|id| (*id, 0)).collect();
    let mut todo: VecDeque<NodeId> = wanted.iter().copied().collect();
    while let Some(id) = todo.pop_front() {
        let next = far.get(&id).copied().unwrap_or_default() + 1;
        for question in before.get(&id).into_iter().flatten() {
            if !far.contains_key(question) {
                far.insert(*question, next);
                todo.push_back(*question);
            }
        }
    }
    far
}

/// What a rule says at once is no end of a path.
fn is_advice(walk: &Walk, question: NodeId, next: NodeId) -> bool {
    walk.fork(question) == Fork::Rule && walk.tree.outcome(next).is_some()
}

/// A search for paths.
struct Search<'a> {
    walk: Walk,
    far: BTreeMap<NodeId, usize>,
    wanted: &'a BTreeSet<NodeId>,
}

/// A question on the way and the answers of it that were not gone yet, the next one last.
struct Branching {
    question: NodeId,
    answers: Vec<(usize, NodeId)>,
}

impl Search<'_> {
    /// Depth-first with a stack of its own.
    fn run(&self) -> Paths {
        let mut found = Paths::default();
        let root = self.walk.tree.root;
        let mut way: Vec<Via> = Vec::new();
        let mut on_way = BTreeSet::from([root]);
        let mut stack = vec![self.branching(root)];
        let mut looked_at = 0;
        while let Some(here) = stack.last_mut() {
            let question = here.question;
            let Some((index, next)) = here.answers.pop() else {
                stack.pop();
                way.pop();
                on_way.remove(&question);
                continue;
            };
            looked_at += 1;
            if looked_at > LOOKED_AT || found.paths.len() == PATHS {
                found.more = true;
                break;
            }
            if self.wanted.contains(&next) {
                let mut way = way.clone();
                way.push((question, index));
                let outcome = next;
                found.paths.push(Path { way, outcome });
            } else if on_way.insert(next) {
                way.push((question, index));
                stack.push(self.branching(next));
            }
        }
        found
    }

    fn branching(&self, id: NodeId) -> Branching {
        let question = self.walk.tree.question(id);
        let answers = question.into_iter().flat_map(|question| &question.answers);
        let leads = answers.enumerate().filter_map(|(index, answer)| {
            let far = self.far.get(&answer.next)?;
            let useful = !is_advice(&self.walk, id, answer.next);
            useful.then_some((Reverse(*far), Reverse(index), answer.next))
        });
        let mut leads: Vec<_> = leads.collect();
        leads.sort_unstable();
        let answers = leads
            .into_iter()
            .map(|(_, Reverse(index), next)| (index, next));
        Branching {
            question: id,
            answers: answers.collect(),
        }
    }
}
