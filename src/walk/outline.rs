//! A tree as a whole: every answer on a row of its own, below the question that it answers.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Answer, DecisionTree, NodeId};
use crate::walk::progress::possible_answers;
use crate::walk::{Via, Walk};

/// A row of the outline: an answer with what it leads to, or the first question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineRow {
    /// How many answers stand above it.
    pub depth: usize,
    /// The answer; `None` for the first row.
    pub via: Option<Via>,
    /// What it leads to.
    pub leads: Leads,
}

/// What an answer leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// A question, whose answers stand below.
    Question(NodeId),
    /// Where a path ends.
    Outcome(NodeId),
    /// A question whose answers stand below another row, by its position.
    Seen {
        /// The question.
        question: NodeId,
        /// The row.
        row: usize,
        /// Whether the way has come from there: a cycle. Else two branches share it.
        cycle: bool,
    },
}

impl OutlineRow {
    /// The question that the row asks or refers to.
    pub fn question(&self) -> Option<NodeId> {
        match self.leads {
            Leads::Question(question) | Leads::Seen { question, .. } => Some(question),
            Leads::Outcome(_) => None,
        }
    }
}

/// How a row stands to the answers of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnTheWay {
    /// The answers lead over it.
    Taken,
    /// They can still lead over it.
    Open,
    /// They lead elsewhere.
    Left,
}

/// A move of the depth-first walk: a row to write, or the end of those below a question.
enum Move {
    Write(usize, Option<Via>, NodeId),
    Leave(NodeId),
}

/// The rows of a tree in reading order, each answer once: linear in the tree.
pub fn outline(tree: &DecisionTree) -> Vec<OutlineRow> {
    let mut rows: Vec<OutlineRow> = Vec::new();
    let mut known: BTreeMap<NodeId, usize> = BTreeMap::new();
    let mut above = BTreeSet::new();
    let mut moves = vec![Move::Write(0, None, tree.root)];
    while let Some(next) = moves.pop() {
        let (depth, via, id) = match next {
            Move::Write(depth, via, id) => (depth, via, id),
            Move::Leave(id) => {
                above.remove(&id);
                continue;
            }
        };
        let leads = match (tree.question(id), known.get(&id)) {
            (None, _) => Leads::Outcome(id),
            (Some(_), Some(row)) => Leads::Seen {
                question: id,
                row: *row,
                cycle: above.contains(&id),
            },
            (Some(question), None) => {
                known.insert(id, rows.len());
                above.insert(id);
                moves.push(Move::Leave(id));
                let answers = question.answers.iter().enumerate().rev();
                let below = |(index, answer): (usize, &Answer)| {
                    Move::Write(depth + 1, Some((id, index)), answer.next)
                };
                moves.extend(answers.map(below));
                Leads::Question(id)
            }
        };
        rows.push(OutlineRow { depth, via, leads });
    }
    rows
}

/// How each row of an outline stands to a walk.
pub fn on_the_way(walk: &Walk, rows: &[OutlineRow]) -> Vec<OnTheWay> {
    let route = walk.route();
    let possible = possible_answers(walk, &route);
    let stands = |row: &OutlineRow| {
        let Some((id, index)) = row.via else {
            return OnTheWay::Taken;
        };
        let question = walk.tree.question(id);
        let followed = question.map(|question| walk.followed(id, question));
        if route.seen.contains(&id) && followed.is_some_and(|all| all.contains(&index)) {
            OnTheWay::Taken
        } else if possible.contains(&(id, index)) {
            OnTheWay::Open
        } else {
            OnTheWay::Left
        }
    };
    rows.iter().map(stands).collect()
}
