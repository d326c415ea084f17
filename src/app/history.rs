//! Where the person was, and what was decided: the two ways back.

use std::sync::Arc;

use crate::app::App;
use crate::screens::View;
use crate::screens::browse::{NodeKey, Scroll};
use crate::screens::compare::Compare;
use crate::screens::decide::Decide;
use crate::stack::{Stack, merge};
use crate::text::SafeText;

/// How many steps can be taken back.
const KEPT: usize = 200;

/// What undo brings back: the decisions, never the place.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    stack: Arc<Stack>,
    decide: Decide,
    compare: Compare,
    view: View,
}

impl Snapshot {
    /// The decisions as they are.
    pub fn of(app: &App) -> Self {
        Self {
            stack: Arc::clone(&app.stack),
            decide: app.decide.clone(),
            compare: app.compare.clone(),
            view: app.current,
        }
    }

    /// Whether the same has been decided. Moving about is no decision; looking back at a question
    /// and marking answers are steps of one, and are taken back like it.
    pub fn same_decisions(&self, app: &App) -> bool {
        (Arc::ptr_eq(&self.stack, &app.stack) || self.stack == app.stack)
            && self.decide.same_answers(&app.decide)
            && self.compare.same_choice(&app.compare)
    }
}

/// A place to come back to.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    view: View,
    selected: Option<NodeKey>,
    scroll: Scroll,
}

impl App {
    pub(super) fn spot(&self) -> Spot {
        Spot {
            view: self.current,
            selected: self.browse.selected,
            scroll: self.browse.scroll,
        }
    }

    /// Remembers the place before a jump.
    pub(super) fn leave_spot(&mut self) {
        let spot = self.spot();
        if self.back.last() != Some(&spot) {
            self.back.push(spot);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
        self.forward.clear();
    }

    /// Goes back, or forward, by one place. False when there is none.
    pub(super) fn travel(&mut self, back: bool) -> bool {
        let here = self.spot();
        let (from, to) = if back {
            (&mut self.back, &mut self.forward)
        } else {
            (&mut self.forward, &mut self.back)
        };
        let Some(spot) = from.pop() else { return false };
        to.push(here);
        self.current = spot.view;
        self.browse.selected = spot.selected;
        self.browse.scroll = spot.scroll;
        true
    }

    /// Keeps the decisions as they were before an action, if it changed any.
    pub(super) fn keep(&mut self, before: Snapshot) {
        if before.same_decisions(self) {
            return;
        }
        self.undo.push(before);
        self.redo.clear();
        if self.undo.len() > KEPT {
            self.undo.remove(0);
        }
    }

    /// Takes in what another program decided: into every step that can be taken back too, so that
    /// undo takes back our own changes alone.
    pub(super) fn take_in(&mut self, stack: Stack) {
        let before = std::mem::replace(&mut self.stack, Arc::new(stack));
        for snapshot in self.undo.iter_mut().chain(&mut self.redo) {
            let merged = merge(&before, &snapshot.stack, &self.stack, &self.catalog);
            snapshot.stack = Arc::new(merged.ours);
        }
    }

    /// Makes a step of what follows that gives the stack as it is now back.
    pub(super) fn keep_stack(&mut self) {
        self.undo.push(Snapshot::of(self));
        self.redo.clear();
    }

    /// The records that taking the last change back would leave without a decision.
    pub(super) fn records_left(&self, undo: bool) -> Vec<SafeText> {
        let from = if undo { &self.undo } else { &self.redo };
        let Some(next) = from.last().map(|snapshot| records(&snapshot.stack)) else {
            return Vec::new();
        };
        let now = records(&self.stack).into_iter();
        now.filter(|path| !next.contains(path)).cloned().collect()
    }

    /// Takes the last change back, or does it again. False when there is none.
    pub(super) fn time_travel(&mut self, undo: bool) -> bool {
        let now = Snapshot::of(self);
        let (from, to) = if undo {
            (&mut self.undo, &mut self.redo)
        } else {
            (&mut self.redo, &mut self.undo)
        };
        let Some(snapshot) = from.pop() else {
            return false;
        };
        // What changes only in the stack is told where the person is.
        let elsewhere = !snapshot.decide.same_answers(&self.decide)
            || !snapshot.compare.same_choice(&self.compare);
        if elsewhere {
            self.current = snapshot.view;
            self.decide = snapshot.decide;
            self.compare = snapshot.compare;
        }
        self.stack = snapshot.stack;
        to.push(now);
        true
    }
}

/// The records that the decisions of a stack were written to.
fn records(stack: &Stack) -> Vec<&SafeText> {
    let decisions = stack.decisions.iter();
    decisions
        .filter_map(|decision| decision.adr.as_ref())
        .collect()
}
