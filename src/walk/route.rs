//! The way that the answers of a walk lead through its tree.

use std::collections::BTreeSet;

use crate::model::{Fork, Node, NodeId, Question};
use crate::walk::{Given, Walk};

/// An answer of a question: the question and the answer's position.
pub type Via = (NodeId, usize);

/// Everything met when the answers are followed from the first question. Each question is met
/// once, so no cycle is endless and the work is linear in the tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// The questions that are asked, in walking order.
    pub steps: Vec<Step>,
    /// The outcomes that the answers lead to, in walking order.
    pub reached: Vec<Reached>,
    /// What holds always.
    pub advice: Vec<Advice>,
    /// Where the way comes to a question it has met before.
    pub revisits: Vec<Revisit>,
    /// All questions met, rules included.
    pub seen: BTreeSet<NodeId>,
}

/// A question on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The question.
    pub question: NodeId,
    /// How its answers relate in this walk.
    pub fork: Fork,
    /// What was said to it.
    pub given: Option<Given>,
    /// The answer that led here; `None` for the first question.
    pub via: Option<Via>,
    /// How many forks above it are walked on several branches: its indentation.
    pub depth: usize,
    /// Whether it comes after the question in focus: its answer stands until one before it is
    /// changed.
    pub pencilled: bool,
}

impl Step {
    /// Whether the walk waits for an answer here. Parts are all walked unless some are marked.
    pub fn needs_answer(&self) -> bool {
        self.given.is_none() && self.fork != Fork::AllOf
    }
}

/// An outcome that the answers lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The outcome.
    pub outcome: NodeId,
    /// The answer that leads to it; `None` where a tree is one outcome.
    pub via: Option<Via>,
    /// Whether it lies only on branches that the person is undecided between.
    pub undecided: bool,
}

/// Something that holds always, met on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The rule.
    pub question: NodeId,
    /// The position of what it says.
    pub answer: usize,
    /// What it says to do, where it says so at once.
    pub outcome: Option<NodeId>,
}

/// A way back to a question met before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revisit {
    /// The answer that leads back.
    pub via: Via,
    /// The question it leads to.
    pub question: NodeId,
    /// Whether that question lies on the same way (a cycle); else two branches share it.
    pub cycle: bool,
}

/// One move of the depth-first walk; a stack of these instead of the program's own.
enum Move {
    Enter {
        node: NodeId,
        via: Option<Via>,
        depth: usize,
    },
    Leave(NodeId),
}

impl Route {
    /// The way of a walk.
    pub fn of(walk: &Walk) -> Self {
        let mut route = Self::default();
        let mut on_path = BTreeSet::new();
        let mut moves = vec![Move::Enter {
            node: walk.tree.root,
            via: None,
            depth: 0,
        }];
        while let Some(next) = moves.pop() {
            match next {
                Move::Leave(node) => {
                    on_path.remove(&node);
                }
                Move::Enter { node, via, depth } => match walk.tree.node(node) {
                    Some(Node::Question(question)) => {
                        if route.meets_again(node, via, &on_path) {
                            continue;
                        }
                        on_path.insert(node);
                        moves.push(Move::Leave(node));
                        route.enter(walk, (node, question), via, depth, &mut moves);
                    }
                    Some(Node::Outcome(_)) => route.reach(walk, node, via),
                    None => {}
                },
            }
        }
        route.mark_undecided(walk);
        route.mark_pencilled(walk);
        route
    }

    /// The first question that waits for an answer.
    pub fn first_open(&self) -> Option<NodeId> {
        let open = self.steps.iter().find(|step| step.needs_answer());
        open.map(|step| step.question)
    }

    /// The number of a question among those asked on the way, from 1.
    pub fn number_of(&self, question: NodeId) -> Option<usize> {
        let at = self.steps.iter().position(|step| step.question == question);
        at.map(|at| at + 1)
    }

    /// The question that the way comes back to in a circle, so that it ends nowhere.
    pub fn circle(&self) -> Option<NodeId> {
        let circle = self.revisits.iter().find(|revisit| revisit.cycle);
        circle.map(|revisit| revisit.question)
    }

    /// Outcomes that stand by the answers given alone.
    pub fn certain(&self) -> impl Iterator<Item = &Reached> {
        self.reached.iter().filter(|reached| !reached.undecided)
    }

    fn meets_again(&mut self, node: NodeId, via: Option<Via>, on_path: &BTreeSet<NodeId>) -> bool {
        if self.seen.insert(node) {
            return false;
        }
        self.revisits.extend(via.map(|via| Revisit {
            via,
            question: node,
            cycle: on_path.contains(&node),
        }));
        true
    }

    fn enter(
        &mut self,
        walk: &Walk,
        (id, question): (NodeId, &Question),
        via: Option<Via>,
        depth: usize,
        moves: &mut Vec<Move>,
    ) {
        let fork = walk.fork(id);
        let followed = walk.followed(id, question);
        if fork == Fork::Rule {
            self.advise(walk, id, question);
        } else {
            self.steps.push(Step {
                question: id,
                fork,
                given: walk.given.get(&id).cloned(),
                via,
                depth,
                pencilled: false,
            });
        }
        let depth = depth + usize::from(followed.len() > 1 && fork != Fork::Rule);
        for index in followed.iter().rev() {
            if let Some(answer) = question.answers.get(*index) {
                moves.push(Move::Enter {
                    node: answer.next,
                    via: Some((id, *index)),
                    depth,
                });
            }
        }
    }

    fn advise(&mut self, walk: &Walk, id: NodeId, question: &Question) {
        for (index, answer) in question.answers.iter().enumerate() {
            self.advice.push(Advice {
                question: id,
                answer: index,
                outcome: Some(answer.next).filter(|next| walk.tree.outcome(*next).is_some()),
            });
        }
    }

    fn reach(&mut self, walk: &Walk, outcome: NodeId, via: Option<Via>) {
        let ruled = via.is_some_and(|(question, _)| walk.fork(question) == Fork::Rule);
        let known = self.reached.iter().any(|r| r.outcome == outcome);
        if !ruled && !known {
            self.reached.push(Reached {
                outcome,
                via,
                undecided: false,
            });
        }
    }

    /// Outcomes are certain where a way of decided answers leads to them.
    fn mark_undecided(&mut self, walk: &Walk) {
        let mut certain = BTreeSet::new();
        let mut todo = vec![walk.tree.root];
        while let Some(id) = todo.pop() {
            if !certain.insert(id) {
                continue;
            }
            let Some(question) = walk.tree.question(id) else {
                continue;
            };
            let followed = walk.followed(id, question);
            if walk.fork(id) == Fork::OneOf && followed.len() > 1 {
                continue;
            }
            let nexts = followed.iter().filter_map(|i| question.answers.get(*i));
            todo.extend(nexts.map(|answer| answer.next));
        }
        for reached in &mut self.reached {
            reached.undecided = !certain.contains(&reached.outcome);
        }
    }

    fn mark_pencilled(&mut self, walk: &Walk) {
        let focused = |step: &Step| Some(step.question) == walk.focus;
        if let Some(focus) = self.steps.iter().position(focused) {
            for step in self.steps.iter_mut().skip(focus + 1) {
                step.pencilled = step.given.is_some();
            }
        }
    }
}
