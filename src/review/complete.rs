//! What could be chosen where nothing is chosen yet. Every alternative comes with what leads to
//! it and where that is said; none is picked.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::model::{Alternative, Concern, ConcernId, Node, Preset, Stance, TechId, Technology};
use crate::review::fit::{adoption, against, policy_words, serving};
use crate::review::{Clients, Interview, Project, Source, Standpoint, trees_of};
use crate::stack::{Stack, Subject};
use crate::text::SafeText;
use crate::walk::{There, Walk, recommended};

/// A concern that nothing was chosen for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Open {
    /// The concern.
    pub concern: ConcernId,
    /// Its title.
    pub title: SafeText,
    /// What fits, the nearest first; see [`Reason`] for the order.
    pub alternatives: Vec<Fitting>,
    /// What serves the concern and does not fit, with what speaks against it.
    pub left_out: Vec<LeftOut>,
}

/// An alternative that fits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fitting {
    /// The technology.
    pub alternative: TechId,
    /// Its name.
    pub name: SafeText,
    /// How it got here, the strongest first.
    pub reasons: Vec<Reason>,
    /// What it asks for, or what is not known of it.
    pub remarks: Vec<SafeText>,
}

/// How an alternative got here.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reason {
    /// By what.
    pub by: By,
    /// In words.
    pub says: SafeText,
    /// Where it is said.
    #[serde(flatten)]
    pub source: Source,
}

/// What brings an alternative forward, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A walk of this stack recommends it.
    Walk,
    /// A tree of the concern leads to it by what is so in the project, without a question.
    Facts,
    /// A comparison of this stack weighed it.
    Score,
    /// The house adopted it.
    Policy,
    /// A preset that shares choices with this stack chooses it.
    Preset,
    /// Decision trees of the concern lead to it.
    Tree,
    /// Tables speak of it.
    Table,
    /// Its kind alone.
    Kind,
}

/// An alternative that does not fit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeftOut {
    /// The technology.
    pub alternative: TechId,
    /// Its name.
    pub name: SafeText,
    /// What speaks against it.
    pub because: SafeText,
    /// Where that is said.
    #[serde(flatten)]
    pub source: Source,
}

/// The concerns of the library that nothing was chosen for, in interview order, with what fits
/// each. With `only` that one, whether something was chosen for it or not. What facts settle or
/// leave out is not among them.
pub fn complete(stack: &Stack, catalog: &Catalog, only: Option<&ConcernId>) -> Vec<Open> {
    let project = Project::of(stack, catalog);
    let concerns: Vec<&Concern> = if let Some(only) = only {
        let concerns = catalog.manifest.concerns.iter();
        concerns.filter(|concern| concern.id == *only).collect()
    } else {
        let interview = Interview::of(stack, catalog);
        let undecided = |one: &&Standpoint<'_>| one.stands.is_undecided();
        let concerns = interview.concerns.iter().filter(undecided);
        concerns.map(|one| one.concern).collect()
    };
    concerns
        .into_iter()
        .map(|concern| open(&project, concern))
        .collect()
}

fn open<'a>(project: &Project<'a>, concern: &'a Concern) -> Open {
    // Of what is chosen for it already another can be taken in its place.
    let subject = Subject::Concern(concern.id.clone());
    let mut chosen = project.chosen.iter();
    let chosen = chosen.find(|chosen| chosen.decision.subject == subject);
    let there = project.there(chosen.map(|chosen| chosen.position));
    let presets = near_presets(project);
    let followed = followed(project, concern);
    let mut fitting: Vec<(Rank, Fitting)> = Vec::new();
    let mut left_out = Vec::new();
    for technology in serving(project, concern) {
        let reasons = Reasons {
            project,
            concern,
            technology,
            followed: &followed,
        };
        match against(project, &there, technology).into_iter().next() {
            Some(against) => left_out.push(LeftOut {
                alternative: technology.id.clone(),
                name: technology.name.clone(),
                because: against.because,
                source: against.source,
            }),
            None => fitting.push(reasons.fitting(&there, &presets)),
        }
    }
    fitting.sort_by_key(|(rank, _)| *rank);
    Open {
        concern: concern.id.clone(),
        title: concern.title.clone(),
        alternatives: fitting.into_iter().map(|(_, fitting)| fitting).collect(),
        left_out,
    }
}

/// The trees of a concern that facts answer to the end, with what they lead to.
fn followed(project: &Project<'_>, concern: &Concern) -> Vec<(Walk, Vec<Alternative>)> {
    let subject = Subject::Concern(concern.id.clone());
    let facts = project.stack.facts_for(Some(&subject), project.catalog);
    let walked = trees_of(concern, project.catalog).into_iter().map(|tree| {
        let mut walk = Walk::new(tree);
        walk.settle(project.catalog, &facts);
        walk
    });
    let done = walked.filter(|walk| !walk.from_facts.answered.is_empty() && walk.is_finished());
    done.map(|walk| {
        let led = recommended(&walk, project.catalog);
        (walk, led)
    })
    .collect()
}

/// The order of alternatives: a remark that something is missing counts against one, then what
/// brings it forward, then how much of that there is.
type Rank = (bool, By, Reverse<usize>, Reverse<usize>);

/// A preset with how many choices it shares with a stack.
type NearPreset<'a> = (usize, &'a Preset);

/// The presets that share choices with the stack, the nearest first. Before anything is chosen
/// every preset is as near as any other, and none counts.
fn near_presets<'a>(project: &Project<'a>) -> Vec<NearPreset<'a>> {
    let chosen = project.chosen.iter();
    let chosen: BTreeSet<&TechId> = chosen.filter_map(|one| Some(&one.technology?.id)).collect();
    let shared = |preset: &Preset| {
        let choices = preset.choose.iter().flat_map(|(_, ids)| ids);
        choices.filter(|id| chosen.contains(id)).count()
    };
    let presets = project.catalog.manifest.stacks.iter();
    let near = presets.map(|preset| (shared(preset), preset));
    let mut near: Vec<NearPreset<'_>> = near.filter(|(shared, _)| *shared > 0).collect();
    near.sort_by_key(|(shared, _)| Reverse(*shared));
    near
}

/// What brings a technology forward for a concern.
struct Reasons<'p, 'a> {
    project: &'p Project<'a>,
    concern: &'a Concern,
    technology: &'a Technology,
    /// What trees lead to by facts alone.
    followed: &'p [(Walk, Vec<Alternative>)],
}

impl Reasons<'_, '_> {
    fn fitting(&self, there: &There<'_>, presets: &[NearPreset<'_>]) -> (Rank, Fitting) {
        let (tree, trees) = self.trees();
        let (table, tables) = self.tables();
        let shared = presets.iter().find(|(_, preset)| self.is_in(preset));
        let preset = shared.map(|(shared, preset)| self.preset(*shared, preset));
        let (score, scored) = self.scored();
        let mut reasons: Vec<Reason> = self.walks();
        reasons.extend(self.by_facts());
        reasons.extend(score);
        reasons.extend(self.policy());
        reasons.extend(preset);
        reasons.extend(tree);
        reasons.extend(table);
        if reasons.is_empty() {
            reasons.push(self.kind());
        }
        let remarks = self.remarks(there);
        let first = reasons.first().map_or(By::Kind, |reason| reason.by);
        let weight = shared.map_or(0, |(shared, _)| *shared);
        let rank = (
            !remarks.is_empty(),
            first,
            Reverse(weight.max(scored)),
            Reverse(trees + tables),
        );
        let fitting = Fitting {
            alternative: self.technology.id.clone(),
            name: self.technology.name.clone(),
            reasons,
            remarks,
        };
        (rank, fitting)
    }

    /// The walks of the stack on this concern that recommend it.
    fn walks(&self) -> Vec<Reason> {
        let subject = Subject::Concern(self.concern.id.clone());
        let decisions = self.project.stack.decisions.iter();
        let walked = decisions.filter(|decision| decision.subject == subject);
        let walked = walked.flat_map(|decision| &decision.walked);
        let recommended =
            walked.flat_map(|walked| walked.recommended.iter().map(move |one| (walked, one)));
        let own = recommended.filter(|(_, one)| one.alternative == self.technology.id.0);
        own.map(|(walked, one)| Reason {
            by: By::Walk,
            says: SafeText::from(match &one.because {
                Some(because) => format!("the walk of {} recommends it: {because}", walked.tree),
                None => format!("the walk of {} recommends it", walked.tree),
            }),
            source: Source {
                at: one.at.clone(),
                cite: one.cite.clone(),
            },
        })
        .collect()
    }

    /// The trees that lead to it by facts alone.
    fn by_facts(&self) -> Vec<Reason> {
        let own = |one: &Alternative| one.technology.as_ref() == Some(&self.technology.id);
        let led = self.followed.iter();
        let led = led.filter(|(_, led)| led.iter().any(own));
        led.map(|(walk, _)| {
            let names: BTreeSet<&str> = walk.from_facts.answered.values().map(|n| &**n).collect();
            let names: Vec<&str> = names.into_iter().collect();
            let title = SafeText::one_line(&walk.tree.title);
            Reason {
                by: By::Facts,
                says: SafeText::from(format!(
                    "{title} leads to it by facts: {}",
                    names.join(", ")
                )),
                source: Source::of(self.project.catalog, walk.tree.at, None),
            }
        })
        .collect()
    }

    /// What the comparison of an open decision on the concern came to, and how many others it is
    /// ahead of there.
    fn scored(&self) -> (Option<Reason>, usize) {
        let subject = Subject::Concern(self.concern.id.clone());
        let mut decisions = self.project.stack.decisions.iter();
        let own = decisions.find(|one| one.subject == subject && one.chosen.is_none());
        let total = own.and_then(|decision| {
            let compared = decision.compared.as_ref()?;
            let (_, matrix) = compared.weighed(&decision.weights);
            let mut all = compared.alternatives.iter();
            let at = all.position(|one| one.technology.as_ref() == Some(&self.technology.id))?;
            let total = matrix.totals.get(at).copied()?;
            let behind = matrix.totals.iter();
            let behind = behind.filter(|other| other.middle() < total.middle());
            (!matrix.criteria.is_empty()).then(|| (total, behind.count()))
        });
        let Some((total, ahead)) = total else {
            return (None, 0);
        };
        let reason = Reason {
            by: By::Score,
            says: SafeText::from(format!(
                "the comparison of this stack weighed it: {total} of 100"
            )),
            source: Source::default(),
        };
        (Some(reason), ahead)
    }

    fn policy(&self) -> Option<Reason> {
        let policy = self.project.policy(&self.technology.id)?;
        (policy.stance == Stance::Adopt).then(|| Reason {
            by: By::Policy,
            says: policy_words(policy.stance, &policy.because),
            source: Source::of(self.project.catalog, policy.at, None),
        })
    }

    fn is_in(&self, preset: &Preset) -> bool {
        let here = preset.choose.iter().chain(&preset.one_of);
        let mut here = here.filter(|(concern, _)| *concern == self.concern.id);
        here.any(|(_, ids)| ids.contains(&self.technology.id))
    }

    fn preset(&self, shared: usize, preset: &Preset) -> Reason {
        let choices = crate::text::counted(shared, "choice");
        Reason {
            by: By::Preset,
            says: SafeText::from(format!(
                "{}, which shares {choices} with this",
                preset.title
            )),
            source: Source::of(self.project.catalog, preset.at, preset.cite.as_ref()),
        }
    }

    /// The outcomes of the concern's trees that name it: the first, and how many there are.
    fn trees(&self) -> (Option<Reason>, usize) {
        let catalog = self.project.catalog;
        let trees = catalog
            .trees()
            .filter(|tree| self.concern.trees.contains(&tree.id));
        let outcomes = trees
            .flat_map(|tree| &tree.nodes)
            .filter_map(|node| match node {
                Node::Outcome(outcome) => Some(outcome),
                Node::Question(_) => None,
            });
        let own = outcomes.filter(|outcome| {
            let mut named = outcome.technologies();
            named.any(|id| *id == self.technology.id)
        });
        let own: Vec<_> = own.collect();
        let count = own.len();
        let reason = own.first().map(|first| Reason {
            by: By::Tree,
            says: SafeText::from(match count {
                1 => "one outcome of the concern's trees names it".to_owned(),
                count => format!("{count} outcomes of the concern's trees name it"),
            }),
            source: Source::of(catalog, first.at, first.cites.first()),
        });
        (reason, count)
    }

    /// The tables that speak of it, by the place of the first.
    fn tables(&self) -> (Option<Reason>, usize) {
        let (tables, first) = self.project.tables().speaking_of(&self.technology.id);
        let reason = first.map(|source| Reason {
            by: By::Table,
            says: SafeText::from(format!("{} of it", speaks(tables))),
            source,
        });
        (reason, tables)
    }

    fn kind(&self) -> Reason {
        let kind = self.technology.kind.clone().unwrap_or_default();
        Reason {
            by: By::Kind,
            says: SafeText::from(format!("it is a {kind}; nothing leads to it")),
            source: Source::of(self.project.catalog, self.technology.at, None),
        }
    }

    /// What it asks for that is not there, what its house says, and whether a client is listed.
    fn remarks(&self, there: &There<'_>) -> Vec<SafeText> {
        let project = self.project;
        let needs = there.open_needs(&self.technology.id).into_iter();
        let needs = needs.map(|need| {
            let ids = need.all.iter().chain(&need.any);
            let known = ids.filter_map(|id| project.catalog.technology(id));
            let steps: Vec<String> = known.map(|known| adoption(project, known)).collect();
            let needed = need.names(|id| project.name(id).to_string());
            format!("needs {needed}: {}", steps.join(" or "))
        });
        let mut remarks: Vec<SafeText> = needs.map(SafeText::from).collect();
        let policy = project.policy(&self.technology.id);
        let doubted = policy.filter(|p| matches!(p.stance, Stance::Hold | Stance::Trial));
        remarks.extend(doubted.map(|p| policy_words(p.stance, &p.because)));
        for language in there.languages() {
            if let Clients::NoneListed { quote, .. } =
                project.tables().clients(self.technology, language)
            {
                let name = project.name(language);
                remarks.push(SafeText::from(format!("clients for {name}: {quote}")));
            }
        }
        remarks
    }
}

fn speaks(tables: usize) -> String {
    match tables {
        1 => "1 table speaks".to_owned(),
        tables => format!("{tables} tables speak"),
    }
}
