//! `archtui stack presets` and `archtui stack new`.

use serde::Serialize;

use crate::cli::Cx;
use crate::cli::error::{CliError, either};
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, columns};
use crate::cli::stack::args::New;
use crate::cli::stack::shape;
use crate::cli::stack_file;
use crate::model::{ConcernId, Preset, TechId};
use crate::review::{Source, find_preset, started_from};
use crate::stack::StackEdit;
use crate::text::SafeText;

/// A preset as JSON has it.
#[derive(Debug, Serialize)]
struct Printed<'a> {
    id: &'a SafeText,
    title: &'a SafeText,
    parts: &'a [TechId],
    choose: Vec<Choice<'a>>,
    one_of: Vec<Choice<'a>>,
    #[serde(flatten)]
    source: Source,
}

/// What a preset says on a concern.
#[derive(Debug, Serialize)]
struct Choice<'a> {
    concern: &'a ConcernId,
    alternatives: &'a [TechId],
}

pub(super) fn presets(cx: &Cx, library: &Library) -> Result<Reply, CliError> {
    let catalog = &library.catalog;
    let presets = &catalog.manifest.stacks;
    let source = |preset: &Preset| Source::of(catalog, preset.at, preset.cite.as_ref());
    let printed = presets.iter().map(|preset| Printed {
        id: &preset.id,
        title: &preset.title,
        parts: &preset.parts,
        choose: choices(&preset.choose),
        one_of: choices(&preset.one_of),
        source: source(preset),
    });
    let printed: Vec<Printed<'_>> = printed.collect();
    let text = || {
        let row = |preset: &Preset| {
            let names: Vec<String> = preset.parts.iter().map(|id| name(library, id)).collect();
            let title = SafeText::one_line(&preset.title);
            vec![
                preset.id.to_string(),
                title.to_string(),
                names.join(", "),
                source(preset).to_string(),
            ]
        };
        cx.fit(&columns(&presets.iter().map(row).collect::<Vec<_>>()))
    };
    let reply = library.reply(cx, &Keyed("presets", &printed), text)?;
    Ok(match printed.as_slice() {
        [] if !cx.global.json => {
            reply.note("no presets: they stand under `stacks` in a library's archtui.yaml")
        }
        _ => reply,
    })
}

fn choices(list: &[(ConcernId, Vec<TechId>)]) -> Vec<Choice<'_>> {
    list.iter()
        .map(|(concern, alternatives)| Choice {
            concern,
            alternatives,
        })
        .collect()
}

fn name(library: &Library, id: &TechId) -> String {
    let known = library.catalog.technology(id);
    known.map_or_else(|| id.to_string(), |known| known.name.to_string())
}

/// The preset that a person means.
pub(super) fn preset<'a>(library: &'a Library, written: &str) -> Result<&'a Preset, CliError> {
    find_preset(&library.catalog, written).ok_or_else(|| {
        let shown = SafeText::one_line(written);
        let error = CliError::not_found(format!("there is no preset “{shown}”"));
        let ids = library.catalog.manifest.stacks.iter();
        let ids: Vec<SafeText> = ids.map(|preset| preset.id.clone()).collect();
        if ids.is_empty() {
            return error.hint("the library has none; leave --from out");
        }
        error.hint(format!("the library has {}", either(&ids)))
    })
}

/// Starts a stack file. Without a preset the draft moves there, comments and all.
pub(super) fn new(cx: &Cx, library: &Library, args: &New) -> Result<Reply, CliError> {
    let catalog = &library.catalog;
    let preset = args.from.as_ref().map(|from| preset(library, from));
    let preset = preset.transpose()?;
    let file = stack_file::named(cx, &args.name)?;
    let draft = stack_file::draft(cx)
        .ok()
        .filter(stack_file::StackFile::exists);
    let moved = draft.as_ref().filter(|_| preset.is_none());
    let start = match moved {
        Some(draft) => draft.text()?,
        None => String::new(),
    };
    let edits = preset
        .map(|preset| started_from(preset, catalog))
        .unwrap_or_default();
    let named = StackEdit::Rename(file.stack_name());
    let edits = std::iter::once(named).chain(edits).collect();
    let stack = file.start(catalog, &start, edits)?;
    if let Some(draft) = moved {
        draft.remove()?;
    }
    let shape = shape(&stack)?;
    let reply = library.reply(cx, &Keyed("stack", &shape), String::new)?;
    let shown = file.shown();
    Ok(match (preset, draft) {
        (Some(preset), draft) => {
            let said = format!("{shown} starts from {}", preset.title);
            let reply = reply.note(SafeText::one_line(&said));
            let kept = draft.map(|draft| format!("the draft stays in {}", draft.shown()));
            kept.into_iter().fold(reply, Reply::note)
        }
        (None, Some(_)) => reply.note(format!("{shown} was made; the draft moved there")),
        (None, None) => reply.note(format!("{shown} was made; nothing is decided yet")),
    })
}
