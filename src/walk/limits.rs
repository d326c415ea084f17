//! The limits that trees state of an alternative, and whether what is known crosses one.

use crate::model::{Citation, DecisionTree, Fact, Facts, Range};
use crate::parse::quantity::{Bound, Limit, Unit, bounds};
use crate::text::{Location, SafeText};
use crate::walk::said::{Said, counted, ids, limit};

/// A circumstance with a number: from a fact, or from an answer that was given.
pub(super) struct KnownRange {
    pub(super) range: Range,
    pub(super) unit: Unit,
    /// How to name it to a person.
    pub(super) said: SafeText,
}

/// The circumstances with numbers that facts tell.
pub(super) fn known_from_facts(facts: &Facts) -> Vec<KnownRange> {
    let known = facts.iter().filter_map(|(name, fact)| match fact {
        Fact::Number(range) => Some(KnownRange {
            range: *range,
            unit: Unit::named(name),
            said: SafeText::new(&format!("{name}: {range}")),
        }),
        Fact::Words(_) | Fact::Unknown => None,
    });
    known.collect()
}

/// The circumstance that lies beyond a limit, if one does.
pub(super) fn crossing<'a>(
    known: &'a [KnownRange],
    limit: &Range,
    unit: &Unit,
) -> Option<&'a KnownRange> {
    let crosses = |known: &&KnownRange| known.unit.same_as(unit) && known.range.leaves(limit);
    known.iter().find(crosses)
}

/// A limit that the content states of an alternative.
#[derive(Clone, Debug, PartialEq)]
pub struct StatedLimit {
    /// The numbers up to which it goes.
    pub limit: Limit,
    /// The statement in its own words.
    pub quote: SafeText,
    /// Where it stands.
    pub at: Location,
    /// The source that it names.
    pub cite: Option<Citation>,
    unit: Unit,
}

/// How a limit and the facts stand to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitState {
    /// A fact keeps within it as a whole.
    Within,
    /// This fact crosses it.
    Crossed(SafeText),
    /// No fact tells, or only one that may lie on either side.
    NotKnown,
}

impl StatedLimit {
    /// The limits that a sentence states: "efficient up to about 10M vectors".
    pub fn in_text(text: &str, at: Location, cite: Option<&Citation>) -> Vec<Self> {
        Self::stated(text, &Unit::default(), at, cite)
    }

    /// The same, where numbers without a unit count something that is known around them.
    pub(super) fn stated(
        text: &str,
        common: &Unit,
        at: Location,
        cite: Option<&Citation>,
    ) -> Vec<Self> {
        let unknown = Unit::default();
        let stated = bounds(text).into_iter().filter(|bound| bound.stated_limit);
        let limits = stated.filter_map(|bound: Bound| {
            let unit = counted(&bound, &unknown, common)?;
            Some(Self {
                limit: limit(&bound, unit),
                quote: SafeText::one_line(text),
                at,
                cite: cite.cloned(),
                unit: unit.clone(),
            })
        });
        limits.collect()
    }

    /// Whether the facts keep within it.
    pub fn state(&self, facts: &Facts) -> LimitState {
        let known = known_from_facts(facts);
        if let Some(crossed) = crossing(&known, &self.limit.range, &self.unit) {
            return LimitState::Crossed(crossed.said.clone());
        }
        let mut told = known.iter().filter(|known| known.unit.same_as(&self.unit));
        if told.any(|known| known.range.lies_in(&self.limit.range)) {
            LimitState::Within
        } else {
            LimitState::NotKnown
        }
    }
}

/// The limits that a tree states of an alternative, by its key: in the outcomes that name it and
/// in their notes.
pub fn stated_limits(tree: &DecisionTree, key: &str) -> Vec<StatedLimit> {
    let named = ids(tree).filter(|id| {
        let outcome = tree.outcome(*id);
        outcome.is_some_and(|outcome| {
            let mut named = outcome.recommends.iter();
            named.any(|one| **one.alternative.key() == *key)
        })
    });
    let named: Vec<_> = named.collect();
    if named.is_empty() {
        return Vec::new();
    }
    let said = Said::of(tree);
    let mut limits = Vec::new();
    for id in named {
        let own = tree.outcome(id).into_iter();
        let own = own.map(|outcome| (&outcome.text, outcome.cites.first(), outcome.at));
        let notes = said.notes(id);
        let notes = notes.map(|(note, at)| (&note.text, note.cites.first(), at));
        for (text, cite, at) in own.chain(notes) {
            limits.extend(StatedLimit::stated(text, &said.common, at, cite));
        }
    }
    limits
}
