//! Which answers follow from facts, and which facts answers state.
//!
//! What an answer asks of facts is said by the manifest (`says`), by the tree itself (`when`), or
//! by its words: in this order the first that says anything counts. An answer follows only where
//! that is sure. Everything else is not known, and is asked.

mod label;
mod stated;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::model::{
    Answer, Claim, Condition, DecisionTree, Fact, Facts, Fork, NodeId, Question, Saying,
};
use crate::parse::quantity::Unit;
use crate::text::SafeText;
use crate::walk::replay::yes_or_no;
use crate::walk::said::common_unit;
use crate::walk::{Given, Path, Walk, answer_text};

pub use stated::{noted, stated};

/// What facts say to the questions on the way of a walk: made by [`Walk::settle`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FromFacts {
    /// The questions answered from facts, with the names of these.
    pub answered: BTreeMap<NodeId, SafeText>,
    /// Conditions that hold by facts, of questions where other conditions are not known: these
    /// are still asked.
    pub holding: BTreeMap<NodeId, BTreeSet<usize>>,
    /// The questions that facts would answer, answered by the person.
    pub overruled: BTreeSet<NodeId>,
    /// Those of the person's answers that cannot hold by facts.
    pub against: BTreeSet<NodeId>,
}

/// What an answer asks of facts.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asks {
    /// All that must hold.
    claims: Vec<Claim>,
    /// Whether it asks for more than facts tell: then it never follows from them.
    partly: bool,
    /// Whether it was read from words, not said outright. Then a technology that a list has not
    /// is not sure to be missing.
    read: bool,
}

/// What facts say to one question.
struct Said {
    /// Whether each answer holds; `None` where that is not known.
    holds: Vec<Option<bool>>,
    /// The facts that each answer asks for.
    facts: Vec<BTreeSet<SafeText>>,
}

impl Walk {
    /// Answers from facts whatever follows from them and was not answered by the person, and
    /// takes back what no longer does. Each question is looked at once, and the way is followed
    /// once for each depth at which something followed.
    pub fn settle(&mut self, catalog: &Catalog, facts: &Facts) {
        for id in std::mem::take(&mut self.from_facts).answered.keys() {
            self.given.remove(id);
        }
        if facts.is_empty() {
            return;
        }
        let asked = Asked::of(self, catalog, facts);
        let mut found = FromFacts::default();
        let mut looked_at = BTreeSet::new();
        loop {
            let steps = self.route().steps;
            let new: Vec<NodeId> = steps
                .iter()
                .map(|step| step.question)
                .filter(|id| looked_at.insert(*id))
                .collect();
            if new.is_empty() {
                break;
            }
            for id in new {
                asked.settle(self, id, &mut found);
            }
        }
        self.from_facts = found;
    }

    /// Answers the questions of which only some conditions are known to hold with these: for a
    /// walk that nobody goes on with.
    pub fn settle_holding(&mut self, catalog: &Catalog, facts: &Facts) {
        let mut took = BTreeMap::new();
        while let Some(id) = self.route().first_open() {
            let Some(holds) = self.from_facts.holding.get(&id).cloned() else {
                break;
            };
            took.insert(id, Given::Answers(holds));
            self.given.extend(took.clone());
            self.settle(catalog, facts);
        }
        for id in took.keys() {
            self.from_facts.overruled.remove(id);
            let names = Asked::of(self, catalog, facts).names(self, *id);
            self.from_facts.answered.insert(*id, names);
        }
    }

    /// The names of the facts by which an answer of a question cannot hold.
    pub fn named_against(&self, id: NodeId, catalog: &Catalog, facts: &Facts) -> SafeText {
        Asked::of(self, catalog, facts).names(self, id)
    }

    /// What the person said to each question, without what follows from facts.
    pub fn own(&self) -> impl Iterator<Item = (&NodeId, &Given)> {
        let own = |id: &NodeId| !self.from_facts.answered.contains_key(id);
        self.given.iter().filter(move |(id, _)| own(id))
    }
}

/// A tree under the facts of a project.
struct Asked<'a> {
    catalog: &'a Catalog,
    facts: &'a Facts,
    /// What the manifest says of the tree: the questions meant (anywhere, where none is named),
    /// the fact and the saying.
    sayings: Vec<(Option<Vec<NodeId>>, &'a SafeText, &'a Saying)>,
    /// The one unit of the tree's numbers.
    common: Unit,
}

impl<'a> Asked<'a> {
    fn of(walk: &Walk, catalog: &'a Catalog, facts: &'a Facts) -> Self {
        let tree = &walk.tree;
        let declared = catalog.manifest.facts.iter();
        let says = declared.flat_map(|fact| fact.says.iter().map(move |one| (&fact.id, one)));
        let of_tree = says.filter(|(_, saying)| saying.tree == tree.id);
        let sayings = of_tree.map(|(fact, saying)| {
            let at = saying.question.as_deref();
            (at.map(|at| tree.questions_at(at)), fact, saying)
        });
        Self {
            catalog,
            facts,
            sayings: sayings.collect(),
            common: common_unit(tree),
        }
    }

    /// Notes what facts say to one question of the way.
    fn settle(&self, walk: &mut Walk, id: NodeId, found: &mut FromFacts) {
        let Some(question) = walk.tree.question(id) else {
            return;
        };
        let fork = walk.fork(id);
        let said = self.said(walk, id, question);
        let follows = said.follows(walk, question, fork, self);
        let holding = said.holding();
        if let Some(Given::Answers(own)) = walk.given.get(&id) {
            let mut own = own.iter();
            if own.any(|at| said.holds.get(*at) == Some(&Some(false))) {
                found.against.insert(id);
            }
        }
        match (walk.given.get(&id), follows) {
            (None, Some(given)) => {
                found.answered.insert(id, said.names());
                walk.given.insert(id, given);
            }
            (None, None) if fork == Fork::AnyOf && !holding.is_empty() => {
                found.holding.insert(id, holding);
            }
            (Some(_), Some(_)) => drop(found.overruled.insert(id)),
            (Some(Given::Answers(own)), None) if fork == Fork::AnyOf && !holding.is_subset(own) => {
                found.overruled.insert(id);
            }
            _ => {}
        }
    }

    fn names(&self, walk: &Walk, id: NodeId) -> SafeText {
        let question = walk.tree.question(id);
        question.map_or_else(SafeText::default, |question| {
            self.said(walk, id, question).names()
        })
    }

    fn said(&self, walk: &Walk, id: NodeId, question: &Question) -> Said {
        let answers = question.answers.iter();
        let asks: Vec<Vec<Asks>> = answers.map(|a| self.asks(walk, id, question, a)).collect();
        let facts = asks.iter().map(|asks| {
            let claims = asks.iter().flat_map(|asks| &asks.claims);
            claims.map(|claim| claim.fact.clone()).collect()
        });
        Said {
            holds: asks.iter().map(|asks| self.holds(asks)).collect(),
            facts: facts.collect(),
        }
    }

    /// What an answer asks for: one way to hold each.
    fn asks(&self, walk: &Walk, id: NodeId, question: &Question, answer: &Answer) -> Vec<Asks> {
        let declared = self.declared(id, answer);
        if !declared.is_empty() {
            return declared;
        }
        if !answer.when.is_empty() {
            return vec![Asks {
                claims: answer.when.clone(),
                ..Asks::default()
            }];
        }
        let text = answer_text(&walk.tree, answer);
        let names = label::Names {
            catalog: self.catalog,
            facts: self.facts,
        };
        let read = label::asks(question, answer, &text, &self.common, names);
        read.into_iter().collect()
    }

    /// What the manifest says of an answer.
    fn declared(&self, id: NodeId, answer: &Answer) -> Vec<Asks> {
        let sayings = self.sayings.iter().filter(|(at, _, saying)| {
            at.as_ref().is_none_or(|at| at.contains(&id)) && answer.is_called(&saying.answer)
        });
        let asks = sayings.map(|(_, fact, saying)| {
            let own = Claim {
                fact: (*fact).clone(),
                when: saying.when.clone(),
            };
            Asks {
                claims: std::iter::once(own).chain(saying.also.clone()).collect(),
                partly: saying.partly,
                read: false,
            }
        });
        asks.collect()
    }

    /// Whether one of the ways to hold does; no where none can.
    fn holds(&self, asks: &[Asks]) -> Option<bool> {
        let ways: Vec<Option<bool>> = asks.iter().map(|asks| self.way_holds(asks)).collect();
        if ways.contains(&Some(true)) {
            return Some(true);
        }
        let none = !ways.is_empty() && ways.iter().all(|way| *way == Some(false));
        none.then_some(false)
    }

    fn way_holds(&self, asks: &Asks) -> Option<bool> {
        let claims = asks
            .claims
            .iter()
            .map(|claim| self.claim_holds(claim, asks));
        let claims: Vec<Option<bool>> = claims.collect();
        if claims.contains(&Some(false)) {
            return Some(false);
        }
        let all = claims.iter().all(|holds| *holds == Some(true));
        (all && !asks.partly).then_some(true)
    }

    fn claim_holds(&self, claim: &Claim, asks: &Asks) -> Option<bool> {
        let fact = self.fact(claim)?;
        let same = |one: &str, other: &str| same_word(one, other, self.catalog);
        if asks.read && *claim.fact == *Fact::USES {
            // What is read of a technology is that it is there, never that all there is was said.
            let open = fact.clone().with_words([Fact::OTHERS.into()]);
            return claim.when.holds(&open, &same);
        }
        claim.when.holds(fact, &same)
    }

    /// The fact of a claim; a number by whatever its unit is called.
    fn fact(&self, claim: &Claim) -> Option<&Fact> {
        let named = self.facts.get(&claim.fact);
        let counts = || {
            let unit = Unit::named(&claim.fact);
            let mut numbers = self.facts.iter();
            let same = |name: &SafeText| Unit::named(name).same_as(&unit);
            numbers.find_map(|(name, fact)| {
                let number = matches!(fact, Fact::Number(_)) && same(name);
                number.then_some(fact)
            })
        };
        named.or_else(|| counts().filter(|_| matches!(claim.when, Condition::Within(_))))
    }

    /// Whether a person said of all that a question asks for that it is not known.
    fn asked_in_vain(&self, said: &Said) -> bool {
        let known = |name| self.facts.get(name) == Some(&Fact::Unknown);
        let mut facts = said.facts.iter();
        facts.all(|facts| !facts.is_empty() && facts.iter().all(known))
    }
}

impl Said {
    fn holding(&self) -> BTreeSet<usize> {
        let holds = self.holds.iter().enumerate();
        let holds = holds.filter(|(_, holds)| **holds == Some(true));
        holds.map(|(at, _)| at).collect()
    }

    /// The names of the facts that made up what holds.
    fn names(&self) -> SafeText {
        let holding = self.holding();
        let which = |at: &usize| holding.is_empty() || holding.contains(at);
        let facts = self.facts.iter().enumerate();
        let named = facts
            .filter(|(at, _)| which(at))
            .flat_map(|(_, facts)| facts);
        let once: BTreeSet<&str> = named.map(SafeText::as_str).collect();
        SafeText::from(once.into_iter().collect::<Vec<_>>().join(", "))
    }

    /// The whole answer, where it follows.
    fn follows(
        &self,
        walk: &Walk,
        question: &Question,
        fork: Fork,
        asked: &Asked<'_>,
    ) -> Option<Given> {
        if self.holds.is_empty() || !matches!(fork, Fork::OneOf | Fork::AnyOf) {
            return None;
        }
        if asked.asked_in_vain(self) {
            return Some(Given::Unknown);
        }
        let holding = self.holding();
        if fork == Fork::AnyOf {
            let all = self.holds.iter().all(Option::is_some);
            return all.then_some(Given::Answers(holding));
        }
        let only = match holding.iter().collect::<Vec<_>>().as_slice() {
            [only] => Some(**only),
            [] => self.other_than_no(walk, question),
            _ => None,
        };
        let sure = |only: &usize| {
            let alone = is_pair(walk, question) || !self.is_merely_there(*only);
            alone && !self.more_may_hold(*only)
        };
        let only = only.filter(sure)?;
        Some(Given::Answers(BTreeSet::from([only])))
    }

    /// Of yes and no the one that is left when the other does not hold.
    fn other_than_no(&self, walk: &Walk, question: &Question) -> Option<usize> {
        match self.holds.as_slice() {
            [Some(false), None] if is_pair(walk, question) => Some(1),
            [None, Some(false)] if is_pair(walk, question) => Some(0),
            _ => None,
        }
    }

    /// Whether an answer says only that something is there, beside others of which facts tell
    /// nothing: "through the Redis you already run" does not say that no stream is wanted.
    fn is_merely_there(&self, only: usize) -> bool {
        let uses = |facts: &BTreeSet<SafeText>| facts.iter().all(|name| **name == *Fact::USES);
        let own = self.facts.get(only);
        let others = self.facts.iter().enumerate().filter(|(at, _)| *at != only);
        own.is_some_and(|own| !own.is_empty() && uses(own))
            && others.into_iter().any(|(_, facts)| facts.is_empty())
    }

    /// Whether an answer that asks for the same and more may hold in its place.
    fn more_may_hold(&self, only: usize) -> bool {
        let Some(own) = self.facts.get(only) else {
            return true;
        };
        let others = self.holds.iter().zip(&self.facts).enumerate();
        let mut open = others.filter(|(at, (holds, _))| *at != only && holds.is_none());
        open.any(|(_, (_, facts))| !own.is_empty() && facts.is_superset(own))
    }
}

/// Whether the answers are yes and no.
fn is_pair(walk: &Walk, question: &Question) -> bool {
    let answers = question.answers.iter().map(|answer| {
        let text = answer_text(&walk.tree, answer);
        yes_or_no(&text.to_lowercase())
    });
    let pair: Vec<Option<bool>> = answers.collect();
    matches!(pair.as_slice(), [Some(one), Some(other)] if one != other)
}

/// Whether two words mean the same: the same technology, else the same letters.
pub fn same_word(one: &str, other: &str, catalog: &Catalog) -> bool {
    let known = (catalog.names.resolve(one), catalog.names.resolve(other));
    match known {
        (Some(one), Some(other)) => one == other,
        _ => one.trim().eq_ignore_ascii_case(other.trim()),
    }
}

/// Whether an answer of a path is known not to hold by facts.
pub fn excluded(tree: &Arc<DecisionTree>, path: &Path, catalog: &Catalog, facts: &Facts) -> bool {
    let walk = path.walk(tree);
    let asked = Asked::of(&walk, catalog, facts);
    let mut way = path.way.iter();
    way.any(|(id, index)| {
        tree.question(*id).is_some_and(|question| {
            let said = asked.said(&walk, *id, question);
            said.holds.get(*index) == Some(&Some(false))
        })
    })
}

/// Words of a list that are said beside its name.
const WORDS_SAID: usize = 3;

/// Facts by their names, with their values where these are short: "vectors 30M; uses".
pub fn with_values(names: &str, facts: &Facts) -> SafeText {
    let said = names.split(", ").map(|name| match facts.get(name) {
        Some(fact) if fact.words().len() <= WORDS_SAID => format!("{name} {fact}"),
        Some(_) | None => name.to_owned(),
    });
    SafeText::from(said.collect::<Vec<_>>().join("; "))
}
