//! What walks come to for a concern: what serves it, what speaks against that, what a second tree
//! says, and the edits that keep it.

use std::sync::Arc;

use crate::catalog::{Catalog, Lookup};
use crate::model::{Alternative, Concern, DecisionTree, Facts};
use crate::review::Project;
use crate::review::fit::against;
use crate::review::project::technology;
use crate::stack::{AdrStatus, Decision, Stack, StackEdit, Subject};
use crate::text::SafeText;
use crate::walk::{Transcript, Walk, question_text, recommended};

/// The trees of a concern that the library has, the first asked first.
pub fn trees_of(concern: &Concern, catalog: &Catalog) -> Vec<Arc<DecisionTree>> {
    let found = concern
        .trees
        .iter()
        .filter_map(|id| match catalog.find_tree(&id.0) {
            Lookup::Found(tree) => Some(tree),
            Lookup::Ambiguous(_) | Lookup::Missing(_) => None,
        });
    found.collect()
}

/// Which of some alternatives serve a concern: a technology of another kind does not, where the
/// library says the kinds.
pub fn serving(concern: &Concern, all: Vec<Alternative>, catalog: &Catalog) -> Vec<Alternative> {
    let serves = |one: &Alternative| {
        let known = one
            .technology
            .as_ref()
            .and_then(|id| catalog.technology(id));
        known.is_none_or(|known| concern.admits(known))
    };
    all.into_iter().filter(serves).collect()
}

/// The edits that keep what a concern came to: what was chosen, or that it is open; and what its
/// answers stated. Leaving a concern open takes no choice back.
pub fn kept(
    concern: &Concern,
    (walked, status): (&[Transcript], AdrStatus),
    chosen: &[Alternative],
    stack: &Stack,
    catalog: &Catalog,
) -> Vec<StackEdit> {
    let subject = Subject::Concern(concern.id.clone());
    // A walk that was only begun takes nothing back at all.
    let begun = status == AdrStatus::Draft;
    let stands = |one: &Decision| one.chosen.is_some() || (begun && one.is_not_needed());
    let mut decisions = stack.decisions.iter();
    let decided = decisions.any(|one| one.subject == subject && stands(one));
    let each = chosen.iter().cloned().map(Some);
    let none = (chosen.is_empty() && !decided).then_some(None);
    let adopt = |chosen| {
        let id = Some(concern.id.clone());
        let decision = Decision::from_transcripts(walked.to_vec(), catalog, chosen, id);
        StackEdit::Adopt(Box::new(Decision { status, ..decision }))
    };
    each.chain(none).map(adopt).collect()
}

/// What speaks against a choice for a concern, beside all that the stack says: a sentence each.
pub fn speaks_against(
    concern: &Concern,
    chosen: &Alternative,
    stack: &Stack,
    catalog: &Catalog,
) -> Vec<SafeText> {
    let project = Project::of(stack, catalog);
    let subject = Subject::Concern(concern.id.clone());
    let mut own = project.chosen.iter();
    let own = own.find(|one| one.decision.subject == subject);
    let there = project.there(own.map(|one| one.position));
    let Some(known) = technology(chosen, catalog) else {
        return Vec::new();
    };
    let against = against(&project, &there, known).into_iter();
    let mut said: Vec<SafeText> = against.map(|one| one.because).collect();
    let kind = known.kind.as_ref();
    let serves = |kind: &SafeText| concern.kinds.is_empty() || concern.kinds.contains(kind);
    if let Some(kind) = kind.filter(|kind| !serves(kind)) {
        let title = &concern.title;
        said.push(SafeText::from(format!("a {kind} does not serve {title}")));
    }
    said
}

/// What a finished walk came to for a concern.
#[derive(Clone, Debug, PartialEq)]
pub enum CameTo {
    /// One thing that serves it, and nothing speaks against it.
    One(Alternative),
    /// Several such things.
    Several(Vec<Alternative>),
    /// Things that serve it, with what speaks against each.
    Against(Vec<(Alternative, SafeText)>),
    /// Only what serves another concern.
    Elsewhere,
    /// Nothing.
    Nothing,
}

/// Whether a walk recommends only what serves another concern.
pub fn is_elsewhere(concern: &Concern, walk: &Walk, catalog: &Catalog) -> bool {
    let found = recommended(walk, catalog);
    !found.is_empty() && serving(concern, found, catalog).is_empty()
}

/// What a walk that is finished came to for a concern, beside all that the stack says.
pub fn came_to(concern: &Concern, walk: &Walk, stack: &Stack, catalog: &Catalog) -> CameTo {
    let found = recommended(walk, catalog);
    if found.is_empty() {
        return CameTo::Nothing;
    }
    let serving = serving(concern, found, catalog);
    if serving.is_empty() {
        return CameTo::Elsewhere;
    }
    let project = Project::of(stack, catalog);
    let there = project.there(None);
    let why = |one: &Alternative| {
        let known = catalog.technology(one.technology.as_ref()?)?;
        let against = against(&project, &there, known).into_iter().next()?;
        Some(against.because)
    };
    let weighed: Vec<_> = serving.into_iter().map(|one| (why(&one), one)).collect();
    let stand = weighed.iter().filter(|(why, _)| why.is_none());
    let stand: Vec<Alternative> = stand.map(|(_, one)| one.clone()).collect();
    match stand.as_slice() {
        [only] => CameTo::One(only.clone()),
        [] => {
            let against = weighed.into_iter();
            let against = against.filter_map(|(why, one)| Some((one, why?)));
            CameTo::Against(against.collect())
        }
        _ => CameTo::Several(stand),
    }
}

/// What a second tree says on a concern.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondOpinion {
    /// The tree.
    pub tree: Arc<DecisionTree>,
    /// What it recommends by facts alone; empty where it would have to ask.
    pub recommended: Vec<Alternative>,
    /// What it would have to ask first.
    pub asks: Option<SafeText>,
    /// Whether it recommends what was chosen; `None` where it has to ask, or nothing was chosen.
    pub agrees: Option<bool>,
}

impl SecondOpinion {
    /// The opinion in a sentence.
    pub fn text(&self) -> SafeText {
        let title = SafeText::one_line(&self.tree.title);
        let names: Vec<&str> = self
            .recommended
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        let said = match (&self.asks, self.agrees) {
            (Some(asks), _) => format!("asks: {}", SafeText::one_line(asks)),
            (None, Some(true)) => format!("agrees: {}", names.join(", ")),
            (None, Some(false)) if !names.is_empty() => {
                format!("disagrees: {}", names.join(", "))
            }
            (None, _) => names.join(", "),
        };
        let said = if said.is_empty() {
            "says nothing"
        } else {
            &said
        };
        SafeText::from(format!("second opinion, {title}: {said}"))
    }
}

/// The second opinion on a concern beside what was chosen, as far as facts answer it: of the trees
/// that nobody walked for it one that disagrees, else one that agrees, else the first.
pub fn second_opinion(
    concern: &Concern,
    stack: &Stack,
    chosen: &[Alternative],
    catalog: &Catalog,
) -> Option<SecondOpinion> {
    let subject = Subject::Concern(concern.id.clone());
    let facts = stack.facts_for(Some(&subject), catalog);
    let own = stack.decisions.iter().filter(|one| one.subject == subject);
    let walked: Vec<_> = own.flat_map(|one| &one.walked).collect();
    // Where nothing is chosen yet the first tree is the one that is asked.
    let asked = usize::from(chosen.is_empty());
    let trees = trees_of(concern, catalog).into_iter().skip(asked);
    let others = trees.filter(|tree| !walked.iter().any(|walk| walk.tree == tree.id));
    let opinions = others.map(|tree| opinion(concern, tree, &facts, chosen, catalog));
    opinions.min_by_key(|opinion| match opinion.agrees {
        Some(false) => 0,
        Some(true) => 1,
        None => 2,
    })
}

/// What a tree says by facts alone.
fn opinion(
    concern: &Concern,
    tree: Arc<DecisionTree>,
    facts: &Facts,
    chosen: &[Alternative],
    catalog: &Catalog,
) -> SecondOpinion {
    let mut walk = Walk::new(Arc::clone(&tree));
    walk.settle(catalog, facts);
    let asks = walk.current_question();
    let asks = asks.map(|(_, question)| question_text(&walk.tree, question));
    let recommended = match asks {
        Some(_) => Vec::new(),
        None => serving(concern, recommended(&walk, catalog), catalog),
    };
    let same = |one: &Alternative| chosen.iter().any(|chosen| chosen.key() == one.key());
    let told = asks.is_none() && !chosen.is_empty() && !recommended.is_empty();
    SecondOpinion {
        agrees: told.then(|| recommended.iter().any(same)),
        tree,
        recommended,
        asks,
    }
}
