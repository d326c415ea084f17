//! Walks one after the other: an outcome of one tree sends the reader on to another.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::{Catalog, ends_with};
use crate::model::{DecisionTree, Facts, TreeId};
use crate::text::SafeText;
use crate::walk::replay::{self, ReplayError, Spoken};
use crate::walk::{Transcript, Walk, Way, twin, ways};

/// A walk with the walks that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Journey {
    /// The walks before, in the order walked; the outcome of each leads to the next tree.
    pub before: Vec<Walk>,
    /// The walk that is gone on with.
    pub last: Walk,
}

impl From<Walk> for Journey {
    fn from(last: Walk) -> Self {
        Self {
            before: Vec::new(),
            last,
        }
    }
}

impl Journey {
    /// All walks, in the order walked.
    pub fn legs(&self) -> impl Iterator<Item = &Walk> {
        self.before.iter().chain([&self.last])
    }

    /// What each walk leaves behind, in the order walked.
    pub fn transcripts(&self, catalog: &Catalog, facts: &Facts) -> Vec<Transcript> {
        let mut walked = BTreeSet::new();
        let legs = self.legs().map(|walk| {
            walked.insert(&walk.tree.id);
            let mut transcript = Transcript::with_facts(walk, catalog, facts);
            for onward in &mut transcript.onward {
                onward.walked = onward.tree.as_ref().is_some_and(|id| walked.contains(id));
            }
            transcript
        });
        legs.collect()
    }

    /// The words of the command that replays all of it: see [`twin()`].
    pub fn twin(&self) -> Vec<String> {
        let mut words = Vec::new();
        for walk in self.legs() {
            if words.is_empty() {
                words = twin(walk);
            } else {
                words.extend(["--into".to_owned(), walk.tree.id.to_string()]);
                words.extend(twin::words(walk));
            }
        }
        words
    }

    /// The trees that it can go on in, those walked already left out.
    pub fn onward(&self) -> Vec<TreeId> {
        let walked: BTreeSet<&TreeId> = self.legs().map(|walk| &walk.tree.id).collect();
        let ways = ways(&self.last);
        let trees = ways.iter().filter_map(Way::tree);
        trees
            .filter(|tree| !walked.contains(tree))
            .cloned()
            .collect()
    }

    /// Goes on in another tree.
    pub fn go_on(&mut self, tree: Arc<DecisionTree>) {
        let done = std::mem::replace(&mut self.last, Walk::new(tree));
        self.before.push(done);
    }

    /// Goes back to the walk before. False when this is the first.
    pub fn go_back(&mut self) -> bool {
        let before = self.before.pop();
        let moved = before.is_some();
        self.last = before.unwrap_or_else(|| self.last.clone());
        moved
    }

    /// Walks by what is said, from one tree into the next: an answer beyond the end of a tree is
    /// the first in the only tree that its outcome leads to, and [`Spoken::Into`] names one of
    /// several. `find` gives the tree of an id; `settle` answers what follows from facts, so that
    /// it is not asked.
    ///
    /// # Errors
    ///
    /// See [`ReplayError`].
    pub fn replay(
        tree: Arc<DecisionTree>,
        spoken: &[Spoken],
        find: &dyn Fn(&TreeId) -> Option<Arc<DecisionTree>>,
        settle: &dyn Fn(&mut Walk),
    ) -> Result<Self, ReplayError> {
        let mut journey = Self::from(Walk::new(tree));
        settle(&mut journey.last);
        for one in spoken {
            match one {
                Spoken::Answer(answer) => {
                    if let Err(error) = replay::give(&mut journey.last, answer) {
                        let next = journey.only_way(error, &answer.0)?;
                        journey.enter(&next, find)?;
                        settle(&mut journey.last);
                        replay::give(&mut journey.last, answer)?;
                    }
                }
                Spoken::To(said) => replay::say(&mut journey.last, said)?,
                Spoken::Fork(fork) => replay::switch(&mut journey.last, fork)?,
                Spoken::Into(text) => {
                    let next = journey.named_way(text)?;
                    journey.enter(&next, find)?;
                }
            }
            settle(&mut journey.last);
        }
        journey.last.focus = None;
        Ok(journey)
    }

    fn enter(
        &mut self,
        next: &TreeId,
        find: &dyn Fn(&TreeId) -> Option<Arc<DecisionTree>>,
    ) -> Result<(), ReplayError> {
        let gone = || ReplayError::NoSuchWay {
            text: next.0.clone(),
            valid: Vec::new(),
        };
        self.last.focus = None;
        self.go_on(find(next).ok_or_else(gone)?);
        Ok(())
    }

    /// The tree in which an answer goes on that this one has no question for.
    fn only_way(&self, error: ReplayError, said: &[String]) -> Result<TreeId, ReplayError> {
        if !self.last.is_finished() {
            return Err(error);
        }
        match self.onward().as_slice() {
            [] => Err(error),
            [only] => Ok(only.clone()),
            several => Err(ReplayError::SeveralWays {
                text: SafeText::one_line(&said.join(" and ")),
                valid: several.iter().map(|tree| tree.0.clone()).collect(),
            }),
        }
    }

    /// The way on that a text names: the id of its tree, or an end of just one.
    fn named_way(&self, text: &str) -> Result<TreeId, ReplayError> {
        let text = text.trim();
        let onward = self.onward();
        let same = onward.iter().find(|tree| *tree.0 == *text);
        let names =
            |tree: &&TreeId| ends_with(&tree.0, text) || tree.0.split('#').next() == Some(text);
        let mut ends = onward.iter().filter(names);
        let only = ends.next().filter(|_| ends.next().is_none());
        same.or(only)
            .cloned()
            .ok_or_else(|| ReplayError::NoSuchWay {
                text: SafeText::one_line(text),
                valid: onward.iter().map(|tree| tree.0.clone()).collect(),
            })
    }
}
