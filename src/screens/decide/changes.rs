//! The list under a result: the alternatives, then what one other answer would change.

use crate::catalog::Catalog;
use crate::model::{Alternative, TreeId};
use crate::screens::decide::Decide;
use crate::screens::decide::update::recall;
use crate::screens::{Notice, Response};
use crate::walk::{Change, offered_by};

impl Decide {
    /// How many rows the result has.
    pub(super) fn results(&self) -> usize {
        self.follows.states.len() + self.follows.changes.len()
    }

    /// The change under the cursor, where it is below the alternatives.
    pub fn change(&self) -> Option<&Change> {
        let at = self.at.checked_sub(self.follows.states.len())?;
        self.follows.changes.get(at)
    }

    /// What the cursor is on, as something that decisions can lead to: an alternative, or what an
    /// answer leads to at once.
    pub(super) fn under_cursor(&self, catalog: &Catalog) -> Option<Vec<Alternative>> {
        let walk = self.walk()?;
        let Some((_, question)) = walk.current_question() else {
            if let Some(change) = self.change() {
                return Some(change.recommended.clone());
            }
            let state = self.follows.states.get(self.at)?;
            return Some(vec![state.alternative.clone()]);
        };
        let outcome = walk.tree.outcome(question.answers.get(self.at)?.next)?;
        Some(offered_by(outcome, catalog))
    }
}

/// Gives the other answer of the change under the cursor.
pub(super) fn make(decide: &mut Decide, id: &TreeId, change: &Change) -> Response {
    if let Some(walk) = decide.walks.get_mut(id) {
        walk.given.insert(change.question.1, change.given.clone());
        walk.focus = None;
    }
    recall(decide);
    Response::say(Notice::said("Answered otherwise; u takes it back."))
}
