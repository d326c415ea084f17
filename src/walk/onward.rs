//! Where the outcomes that a walk reaches send the reader on.

use serde::Serialize;

use crate::catalog::{Catalog, Place};
use crate::model::{Leads, NodeId, Pointer, TreeId};
use crate::text::{Location, SafeText};
use crate::walk::Walk;
use crate::walk::evidence::place_text;

/// A way on from what the answers of a walk lead to.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Where it goes.
    pub to: WayTo,
    /// The words that send the reader there.
    pub words: SafeText,
    /// The outcome that says so.
    pub outcome: NodeId,
}

/// Where a way goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayTo {
    /// To a tree to go on in.
    Tree(TreeId),
    /// To a place to read.
    Place(Location),
    /// To nothing that is there: what to tell.
    Nowhere(SafeText),
}

impl Way {
    /// The tree to go on in.
    pub fn tree(&self) -> Option<&TreeId> {
        match &self.to {
            WayTo::Tree(tree) => Some(tree),
            WayTo::Place(_) | WayTo::Nowhere(_) => None,
        }
    }
}

/// Where the outcomes that the answers of a walk lead to send the reader, each once: trees before
/// places, and what leads nowhere last.
pub fn ways(walk: &Walk) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    for reached in walk.route().reached {
        let outcome = walk.tree.outcome(reached.outcome);
        for pointer in outcome.into_iter().flat_map(|outcome| &outcome.pointers) {
            for to in places(pointer) {
                if !ways.iter().any(|way| way.to == to) {
                    ways.push(Way {
                        to,
                        words: pointer.words.clone(),
                        outcome: reached.outcome,
                    });
                }
            }
        }
    }
    ways.sort_by_key(|way| match way.to {
        WayTo::Tree(_) => 0,
        WayTo::Place(_) => 1,
        WayTo::Nowhere(_) => 2,
    });
    ways
}

fn places(pointer: &Pointer) -> Vec<WayTo> {
    match &pointer.leads {
        Leads::Trees(trees) => trees.iter().cloned().map(WayTo::Tree).collect(),
        Leads::Place(at) => vec![WayTo::Place(*at)],
        Leads::Nowhere => pointer.missing().map(WayTo::Nowhere).into_iter().collect(),
    }
}

/// Words of an outcome that send the reader elsewhere, and what stands there: one of the three.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Onward {
    /// The words.
    pub words: SafeText,
    /// A tree to go on in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<TreeId>,
    /// Whether that tree was walked before: it can be gone back to, and not on to.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub walked: bool,
    /// A place to read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<SafeText>,
    /// That nothing is there, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<SafeText>,
    /// Where the outcome stands that says so.
    #[serde(serialize_with = "place_text")]
    pub at: Place,
}

/// The written form of the ways on of a walk: see [`ways()`].
pub(super) fn onward(walk: &Walk, catalog: &Catalog) -> Vec<Onward> {
    let onward = ways(walk).into_iter().map(|way| {
        let outcome = walk.tree.outcome(way.outcome);
        let mut onward = Onward {
            words: way.words,
            at: outcome.map_or_else(Place::default, |outcome| catalog.place(outcome.at)),
            ..Onward::default()
        };
        match way.to {
            WayTo::Tree(tree) => onward.tree = Some(tree),
            WayTo::Place(at) => onward.read = Some(SafeText::from(catalog.place(at).to_string())),
            WayTo::Nowhere(said) => onward.missing = Some(said),
        }
        onward
    });
    onward.collect()
}
