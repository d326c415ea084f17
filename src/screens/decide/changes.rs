//! What the cursor of a result is on, and what one other answer would change.

use crate::catalog::Catalog;
use crate::model::{Alternative, TreeId};
use crate::screens::decide::update::recall;
use crate::screens::decide::{Decide, ResultRow};
use crate::screens::{Notice, Response};
use crate::walk::{Change, offered_by};

impl Decide {
    /// The change under the cursor of the result.
    pub fn change(&self) -> Option<&Change> {
        match self.follows.rows().get(self.at)? {
            ResultRow::Change(change) => Some(*change),
            ResultRow::State(_) | ResultRow::Way(_) => None,
        }
    }

    /// What the cursor is on, as something that decisions can lead to: an alternative, or what an
    /// answer leads to at once.
    pub(super) fn under_cursor(&self, catalog: &Catalog) -> Option<Vec<Alternative>> {
        let walk = self.walk()?;
        let Some((_, question)) = walk.current_question() else {
            return Some(match self.follows.rows().get(self.at)? {
                ResultRow::Change(change) => change.end.recommended.clone(),
                ResultRow::State(state) => vec![state.alternative.clone()],
                ResultRow::Way(_) => Vec::new(),
            });
        };
        let outcome = walk.tree.outcome(question.answers.get(self.at)?.next)?;
        Some(offered_by(outcome, catalog))
    }
}

/// Gives the other answer of the change under the cursor.
pub(super) fn make(decide: &mut Decide, id: &TreeId, change: &Change) -> Response {
    if let Some(walk) = decide.walks.get_mut(id) {
        walk.say(change.question.1, change.given.clone());
        walk.focus = None;
    }
    recall(decide);
    Response::say(Notice::said("Answered otherwise; u takes it back."))
}
