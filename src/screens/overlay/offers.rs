//! What can be taken into the stack: alternatives for a concern, or ready-made stacks. Each says
//! before it is taken what speaks for it, and what would change.

use std::path::PathBuf;

use crate::catalog::Catalog;
use crate::effect::StackChoice;
use crate::model::{Alternative, Preset, known};
use crate::review::{Relation, Swaps, complete, diff, preset_stack};
use crate::screens::overlay::{Press, Step, Verdict};
use crate::stack::{Decision, Stack, Subject};
use crate::text::{SafeText, counted};
use crate::ui::input::Edit;

/// The list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    /// What is to be taken.
    pub title: SafeText,
    /// What can be.
    pub offers: Vec<Offer>,
    /// The cursor.
    pub at: usize,
}

/// Something that can be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What it is called.
    pub name: SafeText,
    /// What is said of it beside the name.
    pub remark: SafeText,
    /// Whether something speaks against it.
    pub against: bool,
    /// What is said of it below the list.
    pub lines: Vec<SafeText>,
    /// What Enter takes.
    pub take: Take,
}

/// What is taken into the stack.
#[derive(Clone, Debug, PartialEq)]
pub enum Take {
    /// An alternative for a subject, in place of the one of this key.
    Alternative(Subject, Option<SafeText>, Alternative),
    /// The choices of a ready-made stack, where nothing is chosen.
    Preset(SafeText),
    /// Another stack file, in place of the one that is open.
    Stack(PathBuf),
}

impl Offers {
    /// What can be chosen for a subject, in place of what is chosen there at a position. Of a
    /// concern that is what fits it, and behind that what does not; else what was considered.
    pub fn alternatives(
        stack: &Stack,
        catalog: &Catalog,
        subject: &Subject,
        at: Option<usize>,
    ) -> Self {
        let decision = at.and_then(|at| stack.decisions.get(at));
        let from = decision.and_then(|decision| decision.chosen.as_ref());
        let mut offers = candidates(stack, catalog, subject, decision);
        offers.retain(|(one, _)| from.is_none_or(|from| from.name != one.name));
        let title = subject.title(catalog);
        let swapped = at.filter(|_| from.is_some());
        let swaps = swapped.map(|at| (at, Swaps::of(stack, catalog)));
        let offer = |(to, said): (Alternative, Said)| {
            let (mut lines, against) = match said {
                Said::For(lines) => (lines, false),
                Said::Against(lines) => (lines, true),
            };
            let swapped = swaps.as_ref().and_then(|(at, swaps)| swaps.with(*at, &to));
            // What would break is worth more than what speaks for it.
            let breaks = swapped.as_ref().filter(|swap| !swap.appear.is_empty());
            let breaks = breaks.and_then(|swap| swap.effects().into_iter().next());
            let remark = breaks
                .or_else(|| lines.first().cloned())
                .unwrap_or_default();
            lines.extend(swapped.iter().flat_map(crate::review::Swap::lines));
            Offer {
                name: to.name.clone(),
                remark,
                against,
                lines,
                take: Take::Alternative(subject.clone(), from.map(|from| from.key().clone()), to),
            }
        };
        Self {
            title: match from {
                Some(from) => format!("{title}: in place of {}", from.name).into(),
                None => title,
            },
            offers: offers.into_iter().map(offer).collect(),
            at: 0,
        }
    }

    /// The ready-made stacks, each beside what is chosen, concern by concern.
    pub fn presets(stack: &Stack, catalog: &Catalog) -> Self {
        let presets = catalog.manifest.stacks.iter();
        Self {
            title: "ready-made stacks".into(),
            offers: presets.map(|one| preset(one, stack, catalog)).collect(),
            at: 0,
        }
    }

    /// The stack files that can be opened, each with what it says.
    pub fn stacks(choices: &[StackChoice], catalog: &Catalog) -> Self {
        let offer = |choice: &StackChoice| {
            let stack = &choice.stack;
            let facts = known(&stack.facts).into_iter();
            let decisions = stack.decisions.iter().map(|decision| {
                let chosen = decision.chosen.as_ref().map(|one| one.name.as_str());
                format!("{}: {}", decision.title(catalog), chosen.unwrap_or("open"))
            });
            let open = if choice.is_open { "open now, " } else { "" };
            let count = counted(stack.decisions.len(), "decision");
            Offer {
                name: choice.shown.clone(),
                remark: format!("{open}{count}").into(),
                against: false,
                lines: facts.chain(decisions).map(SafeText::from).collect(),
                take: Take::Stack(choice.path.clone()),
            }
        };
        Self {
            title: "stacks".into(),
            offers: choices.iter().map(offer).collect(),
            at: choices.iter().position(|one| one.is_open).unwrap_or(0),
        }
    }

    pub(super) fn press(&mut self, press: &Press, page: usize) -> Verdict {
        let step = match press {
            Press::Move(step) => *step,
            Press::Edit(Edit::Insert('j')) => Step::Down,
            Press::Edit(Edit::Insert('k')) => Step::Up,
            Press::Edit(Edit::Insert('q')) => return Verdict::Close,
            Press::Edit(Edit::Home | Edit::Insert('g')) => {
                self.at = 0;
                return Verdict::Stay;
            }
            Press::Edit(Edit::End | Edit::Insert('G')) => {
                self.at = self.offers.len().saturating_sub(1);
                return Verdict::Stay;
            }
            Press::Enter => {
                let offer = self.offers.get(self.at);
                return offer.map_or(Verdict::Close, |offer| Verdict::Take(offer.take.clone()));
            }
            _ => return Verdict::Stay,
        };
        self.at = step.from(self.at, self.offers.len(), page);
        Verdict::Stay
    }
}

/// What is said of an alternative.
enum Said {
    For(Vec<SafeText>),
    Against(Vec<SafeText>),
}

/// What fits a subject, what does not, and what a decision considered besides.
fn candidates(
    stack: &Stack,
    catalog: &Catalog,
    subject: &Subject,
    decision: Option<&Decision>,
) -> Vec<(Alternative, Said)> {
    let mut offers = match subject {
        Subject::Concern(id) => fitting(stack, catalog, id),
        Subject::Title(_) => Vec::new(),
    };
    for one in decision.map_or_else(Vec::new, considered) {
        let id = one.technology.clone();
        let id = id.or_else(|| catalog.names.resolve(&one.name).cloned());
        let known = |offered: &Alternative| {
            offered.key() == one.key() || (id.is_some() && offered.technology == id)
        };
        if !offers.iter().any(|(offered, _)| known(offered)) {
            let lines = vec!["considered before".into()];
            offers.push((one, Said::For(lines)));
        }
    }
    offers
}

fn fitting(
    stack: &Stack,
    catalog: &Catalog,
    concern: &crate::model::ConcernId,
) -> Vec<(Alternative, Said)> {
    let mut all = Vec::new();
    for open in complete(stack, catalog, Some(concern)) {
        all.extend(open.alternatives.iter().map(|one| {
            let lines = one.lines().into_iter().map(SafeText::from).collect();
            (technology(&one.name, &one.alternative), Said::For(lines))
        }));
        all.extend(open.left_out.iter().map(|one| {
            let why = SafeText::from(format!("{}  {}", one.because, one.source));
            (
                technology(&one.name, &one.alternative),
                Said::Against(vec![why]),
            )
        }));
    }
    all
}

fn technology(name: &SafeText, id: &crate::model::TechId) -> Alternative {
    Alternative {
        name: name.clone(),
        technology: Some(id.clone()),
    }
}

/// What a decision weighed, and what other answers would have led to.
fn considered(decision: &Decision) -> Vec<Alternative> {
    let other = decision.not_on_path().into_iter().map(|one| Alternative {
        name: one.name.clone(),
        technology: None,
    });
    decision.considered.iter().cloned().chain(other).collect()
}

fn preset(preset: &Preset, stack: &Stack, catalog: &Catalog) -> Offer {
    let theirs = preset_stack(preset, catalog);
    let rows = diff(stack, &theirs, catalog);
    let count = |relation| {
        let same = rows.iter().filter(|row| row.relation == relation);
        same.count()
    };
    let new = count(Relation::OnlySecond);
    let (same, other) = (count(Relation::Same), count(Relation::Different));
    let remark = if stack.decisions.is_empty() {
        counted(theirs.decisions.len(), "decision")
    } else {
        format!("{new} new, {same} the same, {other} otherwise")
    };
    let lines = rows.iter().map(|row| {
        let [mine, theirs] = &row.sides;
        let names = |side: &crate::review::Side| {
            let names: Vec<&str> = side.chosen.iter().map(SafeText::as_str).collect();
            Some(names.join(", ")).filter(|names| !names.is_empty())
        };
        let said = match (names(mine), names(theirs), row.relation) {
            (Some(mine), _, Relation::Same) => format!("= {mine}"),
            (Some(mine), Some(theirs), _) => format!("{mine} stays; there {theirs}"),
            (Some(mine), None, _) => format!("{mine} stays"),
            (None, Some(theirs), _) => format!("+ {theirs}"),
            (None, None, _) => "open in both".to_owned(),
        };
        SafeText::from(format!("{}: {said}", row.title))
    });
    Offer {
        name: preset.title.clone(),
        remark: remark.into(),
        against: false,
        lines: lines.collect(),
        take: Take::Preset(preset.id.clone()),
    }
}
