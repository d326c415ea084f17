//! Ready-made stacks of the library as stacks of one's own.

use crate::catalog::Catalog;
use crate::model::{Alternative, Concern, ConcernId, Preset, TechId, marks};
use crate::review::project::concern;
use crate::stack::{AdrStatus, Decision, PRESET, Stack, StackEdit, Subject};
use crate::text::SafeText;

/// The preset of an id or title, or an unambiguous beginning of one.
pub fn find_preset<'a>(catalog: &'a Catalog, written: &str) -> Option<&'a Preset> {
    let presets = &catalog.manifest.stacks;
    let wanted = written.trim().to_lowercase();
    let is = |preset: &&Preset| *preset.id == *wanted || preset.title.to_lowercase() == wanted;
    let begins = |preset: &&Preset| {
        preset.id.starts_with(wanted.as_str()) || preset.title.to_lowercase().starts_with(&wanted)
    };
    let exact = presets.iter().find(is);
    exact.or_else(|| {
        let mut beginning = presets
            .iter()
            .filter(|preset| !wanted.is_empty() && begins(preset));
        let first = beginning.next();
        first.filter(|_| beginning.next().is_none())
    })
}

/// The edits that start a stack from a preset: a decision for each choice, in interview order, with
/// the preset and its source as the reason. Where the source leaves the choice between some, the
/// decision is an open draft.
pub fn started_from(preset: &Preset, catalog: &Catalog) -> Vec<StackEdit> {
    let mut concerns: Vec<&ConcernId> = Vec::new();
    for (concern, _) in preset.choose.iter().chain(&preset.one_of) {
        if !concerns.contains(&concern) {
            concerns.push(concern);
        }
    }
    let declared: Vec<&ConcernId> = catalog.manifest.concerns.iter().map(|c| &c.id).collect();
    let place = |id: &&ConcernId| declared.iter().position(|known| known == id);
    concerns.sort_by_key(|id| place(id).unwrap_or(declared.len()));
    let decisions = concerns
        .into_iter()
        .flat_map(|id| decisions(preset, id, catalog));
    decisions
        .map(|decision| StackEdit::Adopt(Box::new(decision)))
        .collect()
}

/// A preset as a stack of its own name, to be laid beside others.
pub fn preset_stack(preset: &Preset, catalog: &Catalog) -> Stack {
    let empty = Stack {
        name: preset.id.clone(),
        ..Stack::default()
    };
    let edits = started_from(preset, catalog).into_iter();
    edits.fold(empty, |stack, edit| stack.edited(edit, catalog))
}

/// The decisions of a preset on a concern.
fn decisions(preset: &Preset, id: &ConcernId, catalog: &Catalog) -> Vec<Decision> {
    let of = |list: &[(ConcernId, Vec<TechId>)]| -> Vec<TechId> {
        let here = list.iter().filter(|(concern, _)| concern == id);
        here.flat_map(|(_, ids)| ids.clone()).collect()
    };
    let between = of(&preset.one_of);
    let chosen = of(&preset.choose).into_iter();
    let chosen = chosen.filter(|id| !between.contains(id));
    let subject = Subject::Concern(id.clone());
    let titled = concern(catalog, &subject);
    let mut decisions: Vec<Decision> = chosen
        .map(|id| {
            let chosen = alternative(&id, catalog);
            Decision {
                subject: subject.clone(),
                considered: vec![chosen.clone()],
                chosen: Some(chosen),
                rationale: rationale(preset),
                drivers: vec![driver(preset)],
                ..Decision::default()
            }
        })
        .collect();
    if !between.is_empty() {
        decisions.push(Decision {
            considered: between.iter().map(|id| alternative(id, catalog)).collect(),
            rationale: left_open(preset, titled),
            drivers: vec![driver(preset)],
            status: AdrStatus::Draft,
            subject,
            ..Decision::default()
        });
    }
    decisions
}

fn alternative(id: &TechId, catalog: &Catalog) -> Alternative {
    let known = catalog.technology(id);
    Alternative {
        name: known.map_or_else(|| id.0.clone(), |known| known.name.clone()),
        technology: Some(id.clone()),
    }
}

fn rationale(preset: &Preset) -> SafeText {
    SafeText::from(format!(
        "part of the stack {}{}",
        preset.title,
        marks(&preset.cite)
    ))
}

fn left_open(preset: &Preset, concern: Option<&Concern>) -> SafeText {
    let title = concern.map_or("the choice", |concern| concern.title.as_str());
    let cite = marks(&preset.cite);
    SafeText::from(format!(
        "the stack {} leaves {title} open{cite}",
        preset.title
    ))
}

fn driver(preset: &Preset) -> SafeText {
    SafeText::from(format!("{PRESET}{}{}", preset.id, marks(&preset.cite)))
}
