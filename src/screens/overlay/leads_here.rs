//! The paths that lead to something, in every decision of the library.

use std::sync::Arc;

use crate::catalog::{Catalog, Place};
use crate::model::{Alternative, Confidence, DecisionTree};
use crate::screens::overlay::{Press, Step, Verdict};
use crate::screens::{Goto, twin};
use crate::text::{SafeText, counted};
use crate::ui::input::Edit;
use crate::walk::{Leading, Path, leads_to};

/// The list of paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeadsHere {
    /// What they lead to.
    pub name: SafeText,
    /// The paths, decision by decision.
    pub paths: Vec<PathLine>,
    /// The cursor.
    pub at: usize,
    /// The flags that commands need to work on the same library.
    flags: Arc<[String]>,
}

/// A path of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct PathLine {
    /// The decision.
    pub tree: Arc<DecisionTree>,
    /// What stands over its paths: its title, how many there are, how sure it is one.
    pub title: SafeText,
    /// The path.
    pub path: Path,
    /// The path in words.
    pub steps: Vec<SafeText>,
    /// The outcome in its own words.
    pub outcome: SafeText,
    /// Where the outcome stands.
    pub at: Place,
}

impl LeadsHere {
    /// The paths to one of these. Doubtful decisions are among them, and said to be.
    pub fn of(catalog: &Catalog, wanted: &[Alternative], flags: Arc<[String]>) -> Self {
        let names: Vec<&str> = wanted.iter().map(|one| one.name.as_str()).collect();
        let leading = leads_to(catalog, wanted, true);
        Self {
            name: SafeText::one_line(&names.join(" or ")),
            paths: leading.iter().flat_map(|one| lines(catalog, one)).collect(),
            at: 0,
            flags,
        }
    }

    pub(super) fn press(&mut self, press: &Press, page: usize) -> Verdict {
        let last = self.paths.len().saturating_sub(1);
        self.at = match press {
            Press::Move(step) => step.from(self.at, self.paths.len(), page),
            Press::Edit(Edit::Insert('j')) => Step::Down.from(self.at, self.paths.len(), page),
            Press::Edit(Edit::Insert('k')) => Step::Up.from(self.at, self.paths.len(), page),
            Press::Edit(Edit::Home | Edit::Insert('g')) => 0,
            Press::Edit(Edit::End | Edit::Insert('G')) => last,
            Press::Edit(Edit::Insert('q')) => return Verdict::Close,
            Press::Edit(Edit::Insert('Y')) => return self.copy(),
            Press::Enter => return self.open(),
            _ => return Verdict::Stay,
        };
        Verdict::Stay
    }

    fn open(&self) -> Verdict {
        self.paths.get(self.at).map_or(Verdict::Stay, |line| {
            Verdict::Goto(Goto::Path(Arc::clone(&line.tree), line.path.clone()))
        })
    }

    fn copy(&self) -> Verdict {
        self.paths.get(self.at).map_or(Verdict::Stay, |line| {
            let words = crate::walk::twin(&line.path.walk(&line.tree));
            Verdict::Perform(twin::copied(&self.flags, &words))
        })
    }
}

fn lines<'a>(catalog: &'a Catalog, leading: &'a Leading) -> impl Iterator<Item = PathLine> {
    let tree = &leading.tree;
    let more = if leading.paths.more { " and more" } else { "" };
    let doubtful = match tree.confidence {
        Confidence::High => "",
        Confidence::Maybe => ", maybe a decision",
    };
    let paths = counted(leading.paths.paths.len(), "path");
    let title = SafeText::from(format!("{} \u{b7} {paths}{more}{doubtful}", tree.title));
    leading.paths.paths.iter().map(move |path| {
        let outcome = tree.outcome(path.outcome);
        PathLine {
            tree: Arc::clone(tree),
            title: title.clone(),
            path: path.clone(),
            steps: path.steps(tree),
            outcome: outcome.map(|o| o.text.clone()).unwrap_or_default(),
            at: catalog.place(outcome.map_or(tree.at, |outcome| outcome.at)),
        }
    })
}
