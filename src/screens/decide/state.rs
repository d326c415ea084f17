//! The walks that were begun, and the one in front.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::model::{Confidence, DecisionTree, TreeId};
use crate::screens::decide::Follows;
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
    /// What follows from the walk in front.
    pub follows: Follows,
    /// The decisions of the library, as [`listed`] has them: made anew when it is loaded.
    pub trees: Arc<[Listed]>,
}

impl Decide {
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

    /// Whether the same was answered, and gone on to. Looking back is no answer.
    pub fn same_answers(&self, other: &Self) -> bool {
        let said = |walks: &BTreeMap<TreeId, Walk>| {
            walks
                .iter()
                .filter(|(_, walk)| !walk.given.is_empty() || !walk.forks.is_empty())
                .map(|(id, walk)| (id.clone(), walk.given.clone(), walk.forks.clone()))
                .collect::<Vec<_>>()
        };
        self.before == other.before && said(&self.walks) == said(&other.walks)
    }
}

/// A decision of the library, as listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The tree.
    pub tree: Arc<DecisionTree>,
    /// What it is listed under: the concern that it decides, else its skill.
    pub under: SafeText,
}

/// The decisions of the library, copies left out: those of its concerns first, then skill by
/// skill; in each the doubtful ones last.
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
            let place = place(tree);
            let title = place
                .and_then(|(n, _)| concerns.get(n))
                .map(|c| c.title.clone());
            let skill = || SafeText::new(tree.id.0.split(['/', '#']).next().unwrap_or_default());
            let under = title.unwrap_or_else(skill);
            let (concern, within) = place.unwrap_or((concerns.len(), 0));
            let doubtful = tree.confidence == Confidence::Maybe;
            let tree = Arc::clone(tree);
            ((concern, within, doubtful), Listed { tree, under })
        })
        .collect();
    listed.sort_by(|(a, x), (b, y)| {
        let by_skill = || x.under.cmp(&y.under).then(a.2.cmp(&b.2));
        (a.0, a.1).cmp(&(b.0, b.1)).then_with(by_skill)
    });
    listed.into_iter().map(|(_, listed)| listed).collect()
}
