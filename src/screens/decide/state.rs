//! The walks that were begun, and the one in front.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::model::{ConcernId, Confidence, DecisionTree, Facts, TreeId};
use crate::screens::Cx;
use crate::screens::decide::{Follows, Settled};
use crate::stack::Subject;
use crate::text::SafeText;
use crate::walk::{Journey, Walk};

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decide {
    /// The walks that were begun, by tree.
    pub walks: BTreeMap<TreeId, Walk>,
    /// The walk in front; `None` shows the list of decisions.
    pub current: Option<TreeId>,
    /// The walks that led to the one in front, in the order walked: see
    /// [`Journey`].
    pub before: Vec<TreeId>,
    /// The cursor in the list of decisions.
    pub listed: usize,
    /// The cursor among answers, or among alternatives once nothing is left to ask.
    pub at: usize,
    /// The answers marked.
    pub marked: BTreeSet<usize>,
    /// Whether the words behind every answer are shown, not only those under the cursor.
    pub why: bool,
    /// Whether the draft has the whole screen.
    pub peek: bool,
    /// The first row of the draft that is shown when it has the whole screen.
    pub draft_top: usize,
    /// The row under the cursor of the whole tree, while that is shown.
    pub whole: Option<usize>,
    /// What follows from the walk in front.
    pub follows: Follows,
    /// What the walk in front was settled by.
    pub settled: Option<Settled>,
    /// Whether an interview is under way. Where it stands is read from the stack.
    pub interview: bool,
    /// The concern that a decision is asked for: one tree can decide several.
    pub asks: Option<(ConcernId, TreeId)>,
    /// The decisions of the library, as [`listed`] has them: made anew when it is loaded.
    pub trees: Arc<[Listed]>,
}

impl Decide {
    /// The concern that the walk in front is asked for.
    pub fn asked_for(&self) -> Option<&ConcernId> {
        let (concern, tree) = self.asks.as_ref()?;
        (self.current.as_ref() == Some(tree)).then_some(concern)
    }

    /// What is true of the project beside what the walk in front decides.
    pub fn facts(&self, cx: Cx<'_>) -> Facts {
        let tree = self.current.as_ref();
        tree.map_or_else(Facts::new, |tree| facts_beside(tree, self.asked_for(), cx))
    }

    /// The walk in front.
    pub fn walk(&self) -> Option<&Walk> {
        self.walks.get(self.current.as_ref()?)
    }

    /// The walk in front with those that led to it.
    pub fn journey(&self) -> Option<Journey> {
        let before = self.before.iter().filter_map(|id| self.walks.get(id));
        Some(Journey {
            before: before.cloned().collect(),
            last: self.walk()?.clone(),
        })
    }

    /// Whether the same was answered, marked and gone on to, with the same question in front: what
    /// undo brings back. Going from one decision to another is none of it, whatever is marked
    /// there.
    pub fn same_answers(&self, other: &Self) -> bool {
        fn begun(walks: &BTreeMap<TreeId, Walk>) -> impl PartialEq + use<'_> {
            let begun = walks.iter().filter(|(_, walk)| !walk.is_new());
            let said = begun.map(|(id, walk)| {
                let given = walk.own().collect::<Vec<_>>();
                (id, (given, &walk.forks, walk.focus))
            });
            said.collect::<Vec<_>>()
        }
        let marked = self.current != other.current || self.marked == other.marked;
        marked && self.before == other.before && begun(&self.walks) == begun(&other.walks)
    }
}

/// What is true of the project beside what a tree decides, for a concern where it is asked for one.
pub(super) fn facts_beside(tree: &TreeId, asked: Option<&ConcernId>, cx: Cx<'_>) -> Facts {
    match asked.cloned().map(Subject::Concern) {
        Some(subject) => cx.stack.facts_for(Some(&subject), cx.catalog),
        None => cx.stack.facts_in(tree, cx.catalog),
    }
}

/// A decision of the library, as listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The tree.
    pub tree: Arc<DecisionTree>,
    /// What it is listed under: the concern that it decides, else its skill; the doubtful ones
    /// together.
    pub under: SafeText,
}

/// What those are listed under that perhaps are no decisions.
const DOUBTFUL: &str = "perhaps decisions";

/// The decisions of the library, copies left out: those of its concerns first, then skill by
/// skill, and last those that perhaps are none.
pub fn listed(catalog: &Catalog) -> Vec<Listed> {
    let concerns = &catalog.manifest.concerns;
    let place = |tree: &DecisionTree| {
        concerns
            .iter()
            .enumerate()
            .find_map(|(n, concern)| Some((n, concern.trees.iter().position(|id| *id == tree.id)?)))
    };
    let once = catalog.trees().filter(|tree| tree.same_as.is_none());
    let mut listed: Vec<_> = once
        .map(|tree| {
            let placed = place(tree);
            let concern = placed.and_then(|(n, _)| concerns.get(n));
            let (rank, under) = match (placed, concern, tree.confidence) {
                (Some(place), Some(concern), _) => (place, concern.title.clone()),
                (.., Confidence::High) => ((concerns.len(), 0), skill(tree)),
                (.., Confidence::Maybe) => ((concerns.len(), 1), DOUBTFUL.into()),
            };
            let tree = Arc::clone(tree);
            (rank, Listed { tree, under })
        })
        .collect();
    listed.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.under.cmp(&y.under)));
    listed.into_iter().map(|(_, listed)| listed).collect()
}

/// The skill that a tree stands in, or the folder.
fn skill(tree: &DecisionTree) -> SafeText {
    SafeText::new(tree.id.0.split(['/', '#']).next().unwrap_or_default())
}
