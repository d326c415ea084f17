//! Going anywhere in a tree: the answers that lead there are given on the way.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::model::{Fork, NodeId};
use crate::walk::{Given, Path, Via, Walk};

impl Walk {
    /// Gives the answers of a path, each alone and to its question as written. Answers to other
    /// questions stay and count again when their branch comes back.
    pub fn take(&mut self, path: &Path) {
        self.focus = None;
        for (question, answer) in &path.way {
            self.forks.remove(question);
            if self.fork(*question) != Fork::Rule {
                self.give_alone(*question, *answer);
            }
        }
    }

    /// Looks at a question, wherever it is: gives the answers that lead there, as few new ones as
    /// can be. False, and nothing changed, where no answers lead there.
    pub fn go_to(&mut self, question: NodeId) -> bool {
        if self.focus_on(question) {
            return true;
        }
        let Some(way) = self.way_to(question) else {
            return false;
        };
        for (id, answer) in way {
            self.add_answer(id, answer);
        }
        self.focus_on(question)
    }

    /// The same, and there gives an answer; looks at what is asked then.
    pub fn go_through(&mut self, (question, answer): Via) -> bool {
        let next = self.tree.question(question);
        let next = next.and_then(|q| q.answers.get(answer)).map(|a| a.next);
        let Some(next) = next.filter(|_| self.go_to(question)) else {
            return false;
        };
        if self.fork(question) == Fork::OneOf {
            self.give_alone(question, answer);
        } else {
            self.add_answer(question, answer);
        }
        self.focus = None;
        self.focus_on(next);
        true
    }

    /// The answers that lead to a question: of all ways the one with the fewest answers that are
    /// not followed now. Breadth-first, what is followed before what is not.
    fn way_to(&self, wanted: NodeId) -> Option<Vec<Via>> {
        let mut came: BTreeMap<NodeId, Option<Via>> = BTreeMap::new();
        let mut todo = VecDeque::from([(self.tree.root, None)]);
        while let Some((id, via)) = todo.pop_front() {
            if came.contains_key(&id) {
                continue;
            }
            came.insert(id, via);
            let Some(question) = self.tree.question(id).filter(|_| id != wanted) else {
                continue;
            };
            let followed = self.followed(id, question);
            for (index, answer) in question.answers.iter().enumerate() {
                let step = (answer.next, Some((id, index)));
                if followed.contains(&index) {
                    todo.push_front(step);
                } else {
                    todo.push_back(step);
                }
            }
        }
        let mut way = Vec::new();
        let mut from = *came.get(&wanted)?;
        while let Some(via) = from {
            way.push(via);
            from = came.get(&via.0).copied().flatten();
        }
        way.reverse();
        Some(way)
    }

    /// Gives an answer unless it is followed already: in place of others where they exclude each
    /// other, beside them where they do not.
    fn add_answer(&mut self, id: NodeId, answer: usize) {
        let Some(question) = self.tree.question(id) else {
            return;
        };
        let mut followed = self.followed(id, question);
        if followed.contains(&answer) {
            return;
        }
        if self.fork(id) == Fork::OneOf {
            followed.clear();
        }
        followed.push(answer);
        let given = followed.into_iter().collect();
        self.given.insert(id, Given::Answers(given));
    }

    fn give_alone(&mut self, question: NodeId, answer: usize) {
        let only = Given::Answers(BTreeSet::from([answer]));
        self.given.insert(question, only);
    }
}
