//! What follows from the walk in front, made once after each change: where every alternative
//! stands, and the record as it would be written now.

use std::sync::Arc;

use crate::adr::Writer;
use crate::model::{Alternative, ConcernId, Facts};
use crate::screens::Cx;
use crate::screens::decide::Decide;
use crate::screens::decide::state::facts_beside;
use crate::stack::{Decision, Stack};
use crate::text::SafeText;
use crate::walk::{
    AlternativeState, Change, Journey, Standing, Walk, Way, WayTo, changes, states, ways,
};

/// What follows from the walk in front.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Follows {
    /// Where every alternative stands: the recommended first, then in the order of standing.
    pub states: Arc<[AlternativeState]>,
    /// Where the outcomes reached send the reader on.
    pub ways: Arc<[Way]>,
    /// What outcomes reached name that is not there, each in a sentence.
    pub missing: Arc<[SafeText]>,
    /// The alternative that the draft takes as chosen: the one under the cursor once nothing is
    /// left to ask, else the first that is recommended.
    pub chosen: Option<usize>,
    /// What one other answer would change, once nothing is left to ask.
    pub changes: Arc<[Change]>,
    /// The record as it would be written now.
    pub draft: Arc<str>,
    basis: Option<Basis>,
}

/// What all of it was made from.
#[derive(Clone, Debug, PartialEq)]
struct Basis {
    generation: u64,
    stack: Arc<Stack>,
    next_record: u32,
    template: Writer,
    journey: Journey,
    /// The concern that an interview asks for.
    concern: Option<ConcernId>,
    under: Option<usize>,
}

/// A row of the result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ResultRow<'a> {
    /// An alternative.
    State(&'a AlternativeState),
    /// A way on.
    Way(&'a Way),
    /// What one other answer would change.
    Change(&'a Change),
}

impl Basis {
    fn same(&self, other: &Self) -> bool {
        self.next_record == other.next_record
            && self.template == other.template
            && self.under == other.under
            && self.concern == other.concern
            && Arc::ptr_eq(&self.stack, &other.stack)
            && self.journey.last.focus == other.journey.last.focus
            && self.same_answers(other)
    }

    /// Whether the same was said, in trees of the same loading.
    fn same_answers(&self, other: &Self) -> bool {
        let mut legs = self.journey.legs().zip(other.journey.legs());
        self.generation == other.generation
            && self.journey.before.len() == other.journey.before.len()
            && legs.all(|(own, other)| same_walk(own, other))
    }
}

/// Whether two walks are at the same place in the very same tree.
fn same_walk(one: &Walk, other: &Walk) -> bool {
    Arc::ptr_eq(&one.tree, &other.tree)
        && one.given == other.given
        && one.forks == other.forks
        && one.focus == other.focus
}

impl Follows {
    /// The alternatives of one standing.
    pub fn of(&self, standing: Standing) -> impl Iterator<Item = &AlternativeState> {
        self.states.iter().filter(move |s| s.standing == standing)
    }

    /// The rows of the result: what is recommended, where it goes on, all the rest, and what one
    /// other answer would change.
    pub fn rows(&self) -> Vec<ResultRow<'_>> {
        let recommended = self.of(Standing::Recommended).count();
        let states = || self.states.iter().map(ResultRow::State);
        let ways = self.ways.iter().map(ResultRow::Way);
        let first = states().take(recommended);
        first
            .chain(ways)
            .chain(states().skip(recommended))
            .chain(self.changes.iter().map(ResultRow::Change))
            .collect()
    }

    /// The alternative on a row of the result.
    pub fn state_at(&self, row: usize) -> Option<&AlternativeState> {
        match self.rows().get(row)? {
            ResultRow::State(state) => Some(*state),
            ResultRow::Way(_) | ResultRow::Change(_) => None,
        }
    }

    /// The row of the result that an alternative stands on.
    pub fn row_of(&self, alternative: &Alternative) -> Option<usize> {
        let rows = self.rows();
        let mut rows = rows.iter();
        rows.position(|row| match row {
            ResultRow::State(state) => state.alternative.key() == alternative.key(),
            ResultRow::Way(_) | ResultRow::Change(_) => false,
        })
    }

    /// The way on that stands on a row of the result.
    pub fn way_at(&self, row: usize) -> Option<&Way> {
        match self.rows().get(row)? {
            ResultRow::Way(way) => Some(*way),
            ResultRow::State(_) | ResultRow::Change(_) => None,
        }
    }

    /// The alternative that the draft takes as chosen.
    pub fn chosen(&self) -> Option<&AlternativeState> {
        self.states.get(self.chosen?)
    }
}

impl Decide {
    /// What follows from the walk in front, where that is not what is known already.
    pub fn follow(&self, cx: Cx<'_>) -> Option<Follows> {
        let journey = self.journey()?;
        let asks = journey.last.current().is_some();
        let basis = Basis {
            generation: cx.generation,
            stack: Arc::clone(cx.stack),
            next_record: cx.next_record,
            template: cx.template.clone(),
            journey,
            concern: self.asked_for().cloned(),
            under: Some(self.at).filter(|_| !asks),
        };
        let known = self.follows.basis.as_ref();
        if known.is_some_and(|known| known.same(&basis)) {
            return None;
        }
        // What would change a result costs most, and moving the cursor changes nothing of it.
        let said = known.is_some_and(|known| known.same_answers(&basis));
        let changes = if said {
            Arc::clone(&self.follows.changes)
        } else {
            changes(&basis.journey.last, cx.catalog).into()
        };
        Some(follows(basis, changes, cx))
    }
}

fn follows(basis: Basis, changes: Arc<[Change]>, cx: Cx<'_>) -> Follows {
    let facts = facts(&basis.journey, basis.concern.as_ref(), cx);
    let mut states = states(&basis.journey.last, cx.catalog, &facts);
    states.sort_by_key(|state| match state.standing {
        Standing::Recommended => 0,
        Standing::Open => 1,
        Standing::RuledOut => 2,
        Standing::NotOnPath => 3,
    });
    let (mut onward, mut missing) = (Vec::new(), Vec::new());
    for way in ways(&basis.journey.last) {
        match way.to {
            WayTo::Nowhere(said) => missing.push(said),
            WayTo::Tree(_) | WayTo::Place(_) => onward.push(way),
        }
    }
    let mut follows = Follows {
        states: states.into(),
        ways: onward.into(),
        missing: missing.into(),
        changes,
        ..Follows::default()
    };
    let under = basis.under.and_then(|row| follows.state_at(row));
    let lead = || follows.of(Standing::Recommended).next();
    let chosen = under.or_else(lead);
    let place = chosen.and_then(|c| follows.states.iter().position(|state| state == c));
    let alternative = chosen.map(|state| &state.alternative);
    let concern = basis.concern.clone();
    let decision = decision(&basis.journey, cx, alternative, concern);
    follows.chosen = place;
    follows.draft = cx.record(&decision, cx.template).into();
    follows.basis = Some(basis);
    follows
}

/// The decision that walks give when this alternative is chosen.
pub(super) fn decision(
    journey: &Journey,
    cx: Cx<'_>,
    chosen: Option<&Alternative>,
    concern: Option<ConcernId>,
) -> Decision {
    let facts = facts(journey, concern.as_ref(), cx);
    let transcripts = journey.transcripts(cx.catalog, &facts);
    Decision::from_transcripts(transcripts, cx.catalog, chosen.cloned(), concern)
}

fn facts(journey: &Journey, asked: Option<&ConcernId>, cx: Cx<'_>) -> Facts {
    facts_beside(&journey.last.tree.id, asked, cx)
}
