//! What follows from the facts of the stack in the walk in front, and what its answers state.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Facts, Fork, NodeId, TreeId};
use crate::screens::decide::Decide;
use crate::screens::decide::update::recall;
use crate::screens::{Cx, Notice, Response};
use crate::stack::{Stack, StackEdit};
use crate::walk::facts::{noted, stated};
use crate::walk::{Given, Walk};

/// What a walk was settled by, so that it is done once after each change.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    generation: u64,
    stack: Arc<Stack>,
    tree: TreeId,
    given: BTreeMap<NodeId, Given>,
    forks: BTreeMap<NodeId, Fork>,
}

impl Settled {
    fn of(walk: &Walk, cx: Cx<'_>) -> Self {
        Self {
            generation: cx.generation,
            stack: Arc::clone(cx.stack),
            tree: walk.tree.id.clone(),
            given: walk.given.clone(),
            forks: walk.forks.clone(),
        }
    }

    fn still(&self, walk: &Walk, cx: Cx<'_>) -> bool {
        self.generation == cx.generation
            && Arc::ptr_eq(&self.stack, cx.stack)
            && self.tree == walk.tree.id
            && self.given == walk.given
            && self.forks == walk.forks
    }
}

/// Answers in the walk in front what follows from facts. The cursor goes along.
pub fn settle(decide: &mut Decide, cx: Cx<'_>) {
    let id = decide.current.clone();
    let facts = decide.facts(cx);
    let Some(walk) = id.and_then(|id| decide.walks.get_mut(&id)) else {
        return;
    };
    let known = decide.settled.as_ref();
    if known.is_some_and(|known| known.still(walk, cx)) {
        return;
    }
    let asked = (walk.current(), walk.current().map(|id| walk.held(id)));
    walk.settle(cx.catalog, &facts);
    let asks = (walk.current(), walk.current().map(|id| walk.held(id)));
    decide.settled = Some(Settled::of(walk, cx));
    if asked != asks {
        recall(decide);
    }
}

/// What the question in front states as it was answered.
pub(super) struct Before {
    question: (TreeId, NodeId),
    given: Option<Given>,
    stated: Facts,
}

impl Before {
    /// The question in front before an action.
    pub(super) fn of(decide: &Decide, cx: Cx<'_>) -> Option<Self> {
        let walk = decide.walk()?;
        let id = walk.current()?;
        let given = walk.own_given(id).cloned();
        let own = given.is_some();
        Some(Self {
            question: (walk.tree.id.clone(), id),
            given,
            stated: if own {
                stated(walk, id, cx.catalog)
            } else {
                Facts::new()
            },
        })
    }

    /// Notes the facts that a new answer to the question states; says so.
    pub(super) fn note(&self, decide: &Decide, cx: Cx<'_>, mut response: Response) -> Response {
        let (tree, id) = &self.question;
        let walk = decide.walks.get(tree);
        let Some(walk) = walk.filter(|walk| walk.own_given(*id) != self.given.as_ref()) else {
            return response;
        };
        let after = match walk.own_given(*id) {
            Some(_) => stated(walk, *id, cx.catalog),
            None => Facts::new(),
        };
        let noted = noted(&cx.stack.facts, &self.stated, &after);
        let said = noted.iter().map(|(name, fact)| match fact {
            Some(fact) => format!("{name} {}", fact.known().unwrap_or_default()),
            None => format!("{name} is not stated any more"),
        });
        let said: Vec<String> = said.collect();
        if !said.is_empty() && response.notice.is_none() {
            let text = format!("Noted as a fact: {}. u takes it back.", said.join("; "));
            response.notice = Some(Notice::said(text));
        }
        let edits = noted.into_iter();
        response
            .edits
            .extend(edits.map(|(name, fact)| StackEdit::SetFact(name, fact)));
        response
    }
}
