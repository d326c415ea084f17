//! What is kept between runs: where the person was and how far each walk is. By name, so that
//! it holds when the library has changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::app::looks::KeptLook;
use crate::catalog::Lookup;
use crate::model::{Alternative, ConcernId, DecisionTree, TableId, TechId, TreeId};
use crate::screens::browse::{self, NodeKey};
use crate::screens::{Notice, View, compare, decide};
use crate::text::SafeText;
use crate::walk::{Kept, Lost, Path, Transcript, Walk, reopen};

/// The kept state, as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Session {
    version: u32,
    /// The view in front.
    pub(super) view: View,
    /// The node under the cursor, by name.
    selected: Option<String>,
    /// The open nodes, by name.
    open: Vec<String>,
    /// The walks that were begun.
    walks: Vec<KeptWalk>,
    /// The tree of the walk in front.
    walk: Option<String>,
    /// The trees of the walks that led to it.
    before: Vec<String>,
    /// Whether an interview is under way.
    interview: bool,
    /// The concern that a decision is asked for, and its tree.
    #[serde(skip_serializing_if = "Option::is_none")]
    asks: Option<(String, String)>,
    /// What was compared: names, or a table.
    compared: Vec<KeptAlternative>,
    table: Option<String>,
    /// How comparisons are looked at and weighed, by what they are of.
    looks: BTreeMap<String, KeptLook>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct KeptWalk {
    tree: String,
    kept: Kept,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct KeptAlternative {
    name: String,
    technology: Option<String>,
}

impl Session {
    /// Reads what was kept. Anything else than our own shape is as if nothing had been.
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text)
            .ok()
            .filter(|session: &Self| session.version == 1)
    }

    /// What is written.
    pub(super) fn write(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl App {
    /// What is kept of the state as it is.
    pub(super) fn session(&self) -> Session {
        if let Some(unused) = self.resume.clone() {
            return unused;
        }
        let open = self.browse.open.iter();
        Session {
            version: 1,
            view: self.current,
            selected: self
                .browse
                .selected
                .and_then(|key| browse::name(&self.catalog, key)),
            open: open
                .filter_map(|key| browse::name(&self.catalog, *key))
                .collect(),
            walks: self.decide.walks.values().filter_map(kept_walk).collect(),
            walk: self.decide.current.as_ref().map(ToString::to_string),
            interview: self.decide.interview,
            asks: self
                .decide
                .asks
                .as_ref()
                .map(|(concern, tree)| (concern.to_string(), tree.to_string())),
            before: self.decide.before.iter().map(ToString::to_string).collect(),
            compared: self
                .compare
                .alternatives
                .iter()
                .map(kept_alternative)
                .collect(),
            table: self.compare.table.as_ref().map(ToString::to_string),
            looks: self
                .compare
                .looks()
                .map(|(topic, look)| (topic.clone(), KeptLook::of(look)))
                .collect(),
        }
    }

    /// Takes up what was kept, once the catalog is complete. What is gone is said.
    pub(super) fn take_up(&mut self) {
        let Some(kept) = self.resume.take() else {
            return;
        };
        self.take_up_place(&kept);
        self.decide.interview = kept.interview;
        self.decide.asks = kept.asks.as_ref().map(|(concern, tree)| {
            let concern = ConcernId(SafeText::new(concern));
            (concern, TreeId(SafeText::new(tree)))
        });
        let mut lost = Vec::new();
        for walk in &kept.walks {
            lost.extend(self.take_up_walk(walk));
        }
        if let Some(id) = &kept.walk {
            let trees = kept.before.iter().chain([id]);
            let trees: Vec<TreeId> = trees.map(|id| TreeId(SafeText::new(id))).collect();
            if trees
                .last()
                .is_some_and(|id| self.decide.walks.contains_key(id))
            {
                decide::resume(&mut self.decide, &self.catalog, &trees);
            }
        }
        let looks = kept.looks.into_iter();
        let looks = looks.map(|(topic, look)| (topic, look.look()));
        self.compare.take_looks(looks);
        let alternatives: Vec<Alternative> = kept.compared.iter().map(alternative).collect();
        if let Some(table) = kept.table {
            compare::open_table(
                &mut self.compare,
                &self.catalog,
                &TableId(SafeText::new(&table)),
            );
        } else if !alternatives.is_empty() {
            compare::choose(&mut self.compare, &self.catalog, alternatives);
        }
        if let Some(first) = lost.into_iter().next() {
            self.notice = Some(Notice::said(first));
        }
    }

    /// Puts the cursor where it was.
    fn take_up_place(&mut self, kept: &Session) {
        let names = kept.open.iter().chain(&kept.selected).cloned().collect();
        let found = browse::keys(&self.catalog, &names);
        let open = kept.open.iter().filter_map(|name| found.get(name));
        self.browse.open.extend(open.copied());
        let selected = kept.selected.as_ref().and_then(|name| found.get(name));
        if let Some(key) = selected.copied() {
            self.browse.selected = Some(key);
            if let NodeKey::Heading(_, heading) = key {
                self.browse.scroll = browse::Scroll::Heading(heading);
            }
        }
    }

    /// Takes a kept walk up; says what is gone.
    fn take_up_walk(&mut self, kept: &KeptWalk) -> Option<SafeText> {
        let Lookup::Found(tree) = self.catalog.find_tree(&kept.tree) else {
            let said = format!("The decision {} is not in the library any more.", kept.tree);
            return Some(SafeText::new(&said));
        };
        let (walk, _, lost) = kept.kept.walk(Arc::clone(&tree));
        self.decide.walks.insert(tree.id.clone(), walk);
        lost.map(|lost| changed(&tree, &lost))
    }

    /// Puts a decision in front with the answers of a path given. Other answers of it are kept.
    pub(super) fn walk_path(&mut self, tree: &Arc<DecisionTree>, path: &Path) {
        let same = self.catalog.trees().any(|known| Arc::ptr_eq(known, tree));
        if same && decide::start(&mut self.decide, &self.catalog, &tree.id) {
            decide::take(&mut self.decide, path);
            self.current = View::Decide;
            self.notice = Some(Notice::said(
                "These answers lead there; u brings back what was answered before.",
            ));
        } else {
            let said = format!("{} was read again since; ask once more.", tree.title);
            self.notice = Some(Notice::failed(said));
        }
    }

    /// Puts recorded walks in front, the last of them foremost.
    pub(super) fn resume_walks(&mut self, walked: &[Transcript]) {
        let mut trees = Vec::new();
        self.notice = None;
        for transcript in walked {
            if let Lookup::Found(tree) = self.catalog.find_tree(&transcript.tree.0) {
                let (walk, lost) = reopen(Arc::clone(&tree), transcript);
                self.decide.walks.insert(tree.id.clone(), walk);
                let lost = lost.map(|lost| Notice::said(changed(&tree, &lost)));
                self.notice = self.notice.take().or(lost);
                trees.push(tree.id.clone());
            }
        }
        decide::resume(&mut self.decide, &self.catalog, &trees);
        self.current = View::Decide;
    }
}

/// What a changed tree has lost, in a sentence.
fn changed(tree: &DecisionTree, lost: &Lost) -> SafeText {
    SafeText::new(&format!("{} changed: {lost}.", tree.title))
}

/// A walk in words, so that it holds in a changed tree; nothing of one not begun.
fn kept_walk(walk: &Walk) -> Option<KeptWalk> {
    let kept = Kept::of(walk);
    (!kept.is_empty()).then(|| KeptWalk {
        tree: walk.tree.id.to_string(),
        kept,
    })
}

fn kept_alternative(alternative: &Alternative) -> KeptAlternative {
    let technology = alternative.technology.as_ref().map(ToString::to_string);
    KeptAlternative {
        name: alternative.name.to_string(),
        technology,
    }
}

fn alternative(kept: &KeptAlternative) -> Alternative {
    let technology = kept.technology.as_ref().map(|id| TechId(SafeText::new(id)));
    Alternative {
        name: SafeText::new(&kept.name),
        technology,
    }
}
