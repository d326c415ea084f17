//! What follows from the walk in front, made once after each change: where every alternative
//! stands, and the record as it would be written now.

use std::sync::Arc;

use crate::adr::Template;
use crate::model::Alternative;
use crate::screens::Cx;
use crate::screens::decide::Decide;
use crate::stack::{Decision, Stack, from_walk};
use crate::walk::{AlternativeState, Change, Standing, Walk, changes, states};

/// What follows from the walk in front.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Follows {
    /// Where every alternative stands: the recommended first, then in the order of standing.
    pub states: Arc<[AlternativeState]>,
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
    template: Template,
    walk: Walk,
    under: Option<usize>,
}

impl Basis {
    fn same(&self, other: &Self) -> bool {
        self.next_record == other.next_record
            && self.template == other.template
            && self.under == other.under
            && Arc::ptr_eq(&self.stack, &other.stack)
            && self.walk.focus == other.walk.focus
            && self.same_answers(other)
    }

    /// Whether the same was said, in a tree of the same loading.
    fn same_answers(&self, other: &Self) -> bool {
        self.generation == other.generation
            && Arc::ptr_eq(&self.walk.tree, &other.walk.tree)
            && self.walk.given == other.walk.given
            && self.walk.forks == other.walk.forks
    }
}

impl Follows {
    /// The alternatives of one standing.
    pub fn of(&self, standing: Standing) -> impl Iterator<Item = &AlternativeState> {
        self.states.iter().filter(move |s| s.standing == standing)
    }

    /// The alternative that the draft takes as chosen.
    pub fn chosen(&self) -> Option<&AlternativeState> {
        self.states.get(self.chosen?)
    }
}

impl Decide {
    /// What follows from the walk in front, where that is not what is known already.
    pub fn follow(&self, cx: Cx<'_>) -> Option<Follows> {
        let walk = self.walk()?;
        let basis = Basis {
            generation: cx.generation,
            stack: Arc::clone(cx.stack),
            next_record: cx.next_record,
            template: cx.template,
            walk: walk.clone(),
            under: walk.current().is_none().then_some(self.at),
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
            changes(walk, cx.catalog).into()
        };
        Some(follows(basis, changes, cx))
    }
}

fn follows(basis: Basis, changes: Arc<[Change]>, cx: Cx<'_>) -> Follows {
    let mut states = states(&basis.walk, cx.catalog, &cx.stack.facts);
    states.sort_by_key(|state| match state.standing {
        Standing::Recommended => 0,
        Standing::Open => 1,
        Standing::RuledOut => 2,
        Standing::NotOnPath => 3,
    });
    let lead = states
        .iter()
        .position(|s| s.standing == Standing::Recommended);
    let chosen = basis.under.filter(|at| *at < states.len()).or(lead);
    let alternative = chosen.and_then(|at| states.get(at)).map(|s| &s.alternative);
    let decision = decision(&basis.walk, cx, alternative);
    Follows {
        draft: cx.record(&decision, cx.template).into(),
        changes,
        states: states.into(),
        chosen,
        basis: Some(basis),
    }
}

/// The decision that a walk gives when this alternative is chosen.
pub(super) fn decision(walk: &Walk, cx: Cx<'_>, chosen: Option<&Alternative>) -> Decision {
    from_walk(walk, cx.catalog, chosen.cloned(), None)
}
