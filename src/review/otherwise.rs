//! What would change a decision: the nearest other answers, and facts that cross a limit.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::model::{Alternative, Condition, End, Fact, Facts, Node, NodeId, Outcome, Range};
use crate::parse::quantity::Limit;
use crate::review::project::concern;
use crate::review::swap::reopened;
use crate::review::{Reopened, Swap, Swaps, begun, trees_of};
use crate::stack::{Decision, Stack};
use crate::text::SafeText;
use crate::walk::facts::{excluded, same_word};
use crate::walk::{Change, Walk, changes, offered_by, paths_to, recommended};

/// What would have to be otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum Otherwise {
    /// One answer of the last walk.
    Answer(Change),
    /// A fact.
    Fact {
        /// Its name.
        name: SafeText,
        /// What it would be.
        fact: Fact,
        /// What would be recommended then.
        recommended: Vec<Alternative>,
        /// Whether the decision itself says that it is to be thought about again then.
        limit: bool,
    },
}

/// A decision with what would change it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sideways {
    /// The walk that it rests on, as it is under the facts; where nobody walked, the shortest way
    /// to what is chosen.
    pub walk: Option<Walk>,
    /// Whether nobody walked.
    pub supposed: bool,
    /// The nearest changes first.
    pub otherwise: Vec<Otherwise>,
    /// What each of the other choices that these lead to would break or mend in the stack.
    pub then: Vec<Swap>,
    /// The other decisions that rest on what is chosen.
    pub rests: Vec<Reopened>,
}

/// What would change the decision at a position of a stack: facts first, then other answers.
pub fn sideways(position: usize, stack: &Stack, catalog: &Catalog) -> Sideways {
    let Some(decision) = stack.decisions.get(position) else {
        return Sideways::default();
    };
    let facts = stack.facts_for(Some(&decision.subject), catalog);
    let walked = begun(decision, catalog);
    let supposed = walked.is_none();
    let walk = walked.or_else(|| shortest_way(decision, &facts, catalog));
    let walk = walk.map(|walk| settled(walk, catalog, &facts));
    let mut otherwise = limits(decision, &facts);
    if let Some(walk) = &walk {
        for other in from_walk(walk, &facts, catalog) {
            if !otherwise.contains(&other) {
                otherwise.push(other);
            }
        }
    }
    Sideways {
        then: then(position, stack, catalog, &otherwise),
        rests: rests(position, stack, catalog),
        supposed: supposed && walk.is_some(),
        walk,
        otherwise,
    }
}

/// The walk that a decision rests on, as it is under the facts, with the nearest facts and answers
/// that would lead elsewhere. `None` where nobody walked.
pub fn walked_otherwise(
    decision: &Decision,
    stack: &Stack,
    catalog: &Catalog,
) -> Option<(Walk, Vec<Otherwise>)> {
    let facts = stack.facts_for(Some(&decision.subject), catalog);
    let walk = settled(begun(decision, catalog)?, catalog, &facts);
    let otherwise = from_walk(&walk, &facts, catalog);
    Some((walk, otherwise))
}

fn settled(mut walk: Walk, catalog: &Catalog, facts: &Facts) -> Walk {
    walk.settle(catalog, facts);
    walk
}

/// Facts first, then other answers.
fn from_walk(walk: &Walk, facts: &Facts, catalog: &Catalog) -> Vec<Otherwise> {
    let answers = changes(walk, catalog).into_iter().map(Otherwise::Answer);
    by_facts(walk, facts, catalog)
        .into_iter()
        .chain(answers)
        .collect()
}

/// The shortest way to what was chosen, in the first tree of the concern that has one beside the
/// facts.
fn shortest_way(decision: &Decision, facts: &Facts, catalog: &Catalog) -> Option<Walk> {
    let chosen = decision.chosen.as_ref()?;
    let concern = concern(catalog, &decision.subject)?;
    trees_of(concern, catalog).into_iter().find_map(|tree| {
        let leads = |outcome: &Outcome| {
            let mut offered = offered_by(outcome, catalog).into_iter();
            offered.any(|one| one.key() == chosen.key())
        };
        let ids = (0_u32..).zip(&tree.nodes);
        let ends = ids.filter_map(|(id, node)| match node {
            Node::Outcome(outcome) => leads(outcome).then_some(NodeId(id)),
            Node::Question(_) => None,
        });
        let paths = paths_to(&tree, &ends.collect()).paths.into_iter();
        let open = paths.filter(|path| !excluded(&tree, path, catalog, facts));
        let shortest = open.min_by_key(|path| path.way.len())?;
        Some(shortest.walk(&tree)).filter(Walk::is_finished)
    })
}

/// The conditions under which the decision itself says to think again, and that do not hold yet.
fn limits(decision: &Decision, facts: &Facts) -> Vec<Otherwise> {
    let limits = decision.revisit_when.iter();
    let limits = limits.filter_map(|limit| Limit::parse(limit));
    let limits = limits.filter(|limit| limit.held_by(facts).is_none());
    limits
        .map(|limit| Otherwise::Fact {
            name: limit.unit,
            fact: Fact::Number(limit.range),
            recommended: Vec::new(),
            limit: true,
        })
        .collect()
}

/// The facts whose other values would lead elsewhere: each value that an answer of the tree is
/// declared to ask for is tried.
fn by_facts(walk: &Walk, facts: &Facts, catalog: &Catalog) -> Vec<Otherwise> {
    let now = keys(&recommended(walk, catalog));
    let same = |one: &str, other: &str| same_word(one, other, catalog);
    let declared = catalog.manifest.facts.iter();
    let says = declared.flat_map(|fact| fact.says.iter().map(move |saying| (&fact.id, saying)));
    let of_tree = says.filter(|(_, saying)| saying.tree == walk.tree.id);
    let mut found = Vec::new();
    for (name, saying) in of_tree {
        let known = facts.get(name);
        let holds = known.is_some_and(|fact| saying.when.holds(fact, &same) == Some(true));
        let Some((fact, tried)) = asked_for(name, &saying.when, known).filter(|_| !holds) else {
            continue;
        };
        if found.iter().any(|known| is_fact(known, name, &fact)) {
            continue;
        }
        let mut other = facts.clone();
        other.insert(name.clone(), tried);
        let recommended = recommended(&under(walk, &other, catalog), catalog);
        if keys(&recommended) != now {
            found.push(Otherwise::Fact {
                name: name.clone(),
                fact,
                recommended,
                limit: false,
            });
        }
    }
    found
}

/// A value of a fact for which a condition holds, as it is told and as it is tried. Of what runs
/// already one more is there then, of everything else it is the value.
fn asked_for(name: &str, when: &Condition, known: Option<&Fact>) -> Option<(Fact, Fact)> {
    match when {
        Condition::Within(range) => Some((Fact::Number(*range), Fact::Number(inside(*range)))),
        Condition::Is(word) | Condition::Has(word) => {
            let told = Fact::Words(vec![word.clone()]);
            let list = known.filter(|_| *name == *Fact::USES);
            let tried = list.map(|list| list.clone().with_words([word.clone()]));
            Some((told.clone(), tried.unwrap_or(told)))
        }
        Condition::AnyOf(_) | Condition::NoneOf(_) => None,
    }
}

/// A walk under other facts: answers that these give in place of the person's, or that cannot hold
/// by them, are taken back.
pub fn under(walk: &Walk, facts: &Facts, catalog: &Catalog) -> Walk {
    let mut walk = walk.clone();
    let overruled: Vec<NodeId> = walk.from_facts.overruled.iter().copied().collect();
    for id in overruled {
        walk.given.remove(&id);
    }
    walk.settle(catalog, facts);
    let against: Vec<NodeId> = walk.from_facts.against.iter().copied().collect();
    for id in &against {
        walk.given.remove(id);
    }
    if !against.is_empty() {
        walk.settle(catalog, facts);
    }
    walk
}

fn is_fact(other: &Otherwise, wanted: &SafeText, value: &Fact) -> bool {
    matches!(other, Otherwise::Fact { name, fact, .. } if name == wanted && fact == value)
}

/// A narrow range well within another, so that what it decides is decided surely.
fn inside(range: Range) -> Range {
    match (range.low, range.high) {
        (Some(low), None) => Range::exactly(low.value * 2.0 + 1.0),
        (None, Some(high)) => Range::exactly(high.value / 2.0),
        (Some(End { value: low, .. }), Some(End { value: high, .. })) => {
            Range::exactly(f64::midpoint(low, high))
        }
        (None, None) => range,
    }
}

fn keys(all: &[Alternative]) -> BTreeSet<SafeText> {
    all.iter().map(|one| one.key().clone()).collect()
}

/// The other decisions that rest on what the one at a position chose.
fn rests(position: usize, stack: &Stack, catalog: &Catalog) -> Vec<Reopened> {
    let subject = stack.decisions.get(position).map(|one| &one.subject);
    let mut all = reopened(stack, position, catalog);
    all.retain(|one| Some(&one.concern) != subject);
    all
}

/// What each other choice would do to the rest of the stack, where something was chosen.
fn then(position: usize, stack: &Stack, catalog: &Catalog, all: &[Otherwise]) -> Vec<Swap> {
    let decided = stack.decisions.get(position);
    let Some(chosen) = decided.and_then(|decision| decision.chosen.as_ref()) else {
        return Vec::new();
    };
    let mut seen = BTreeSet::from([chosen.key().clone()]);
    let others = all.iter().flat_map(Otherwise::recommended);
    let others = others.filter(|other| seen.insert(other.key().clone()));
    let swaps = Swaps::of(stack, catalog);
    let found = others.filter_map(|other| swaps.with(position, other));
    found.collect()
}

impl Sideways {
    /// What the changes are told from where nobody walked: "nobody walked it; by the shortest way
    /// there in Choosing a store".
    pub fn supposition(&self) -> Option<SafeText> {
        let walk = self.walk.as_ref().filter(|_| self.supposed)?;
        let title = SafeText::one_line(&walk.tree.title);
        let said = format!("nobody walked it; by the shortest way there in {title}");
        Some(SafeText::from(said))
    }
}

impl Otherwise {
    /// What would be recommended then.
    pub fn recommended(&self) -> &[Alternative] {
        match self {
            Self::Answer(change) => &change.end.recommended,
            Self::Fact { recommended, .. } => recommended,
        }
    }

    /// The change on one line: "vectors > 10M → Qdrant".
    pub fn text(&self, walk: Option<&Walk>) -> SafeText {
        match self {
            Self::Answer(change) => walk.map(|walk| change.text(walk)).unwrap_or_default(),
            Self::Fact {
                name,
                fact,
                recommended,
                limit,
            } => {
                let leads = recommended.iter().map(|one| one.name.as_str());
                let leads = leads.collect::<Vec<_>>().join(", ");
                let leads = match (leads.as_str(), limit) {
                    ("", true) => "to be thought about again",
                    ("", false) => "other answers are asked",
                    (leads, _) => leads,
                };
                SafeText::one_line(&format!("{name} {fact} \u{2192} {leads}"))
            }
        }
    }
}
