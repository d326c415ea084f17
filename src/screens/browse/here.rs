//! What can be done with the place under the cursor: open, copy, compare, follow.

use crate::catalog::Catalog;
use crate::effect::Effect;
use crate::model::Alternative;
use crate::screens::browse::commands::{copy_block, in_view};
use crate::screens::browse::item::{copy_item, open_item, technology};
use crate::screens::browse::reveal::shown_file;
use crate::screens::browse::rows::{compares, section};
use crate::screens::browse::{Browse, NodeKey, Pane, Target, contents};
use crate::screens::{Cx, Goto, Notice, Response, twin};
use crate::text::SafeText;

/// `c`: the table of the section, or what is under the cursor in the list of contents.
pub(super) fn compare_here(browse: &mut Browse, cx: Cx<'_>) -> Response {
    let Some(file) = shown_file(browse, cx.catalog) else {
        return Response::done();
    };
    if browse.pane == Pane::Contents {
        let items = contents(cx.catalog, file);
        let item = items.get(browse.item);
        return match item.map(|item| &item.target) {
            Some(Target::Technology(id)) => {
                Response::goto(Goto::Compare(vec![technology(cx.catalog, id)], None))
            }
            _ => open_item(item, file, cx),
        };
    }
    let lines = match browse.selected {
        Some(NodeKey::Heading(file, heading)) => cx
            .catalog
            .file_index(file)
            .map(|index| section(index, heading as usize)),
        _ => None,
    };
    let lines = lines.unwrap_or(0..u32::MAX);
    let table = cx.catalog.file_index(file).and_then(|index| {
        index
            .tables
            .iter()
            .find(|t| compares(t) && lines.contains(&t.at.line))
            .cloned()
    });
    let named = technologies_here(browse, cx.catalog).filter(|all| !all.is_empty());
    match (table, named) {
        (Some(table), _) => Response::goto(Goto::Table(table.id.clone())),
        (None, Some(named)) => Response::goto(Goto::Compare(named, None)),
        (None, None) => Response::say(Notice::said(
            "No table that compares stands here. : finds one, T marks the headings that have one.",
        )),
    }
}

/// `b`: what leads to the technology under the cursor; see [`technologies_here`].
pub(super) fn leads_here(browse: &Browse, cx: Cx<'_>) -> Response {
    Response::leads_here(technologies_here(browse, cx.catalog))
}

/// `i`: all there is to know of the same.
pub(super) fn card(browse: &Browse, cx: Cx<'_>) -> Response {
    Response::card(technologies_here(browse, cx.catalog))
}

/// The technologies that the place under the cursor is about: an item of the list of contents, or
/// those that the heading names; on a row that is neither, those that the title of its page names.
pub fn technologies_here(browse: &Browse, catalog: &Catalog) -> Option<Vec<Alternative>> {
    let shown = shown_file(browse, catalog)?;
    if browse.pane == Pane::Contents
        && let Some(Target::Technology(id)) = contents(catalog, shown)
            .get(browse.item)
            .map(|item| &item.target)
    {
        return Some(vec![technology(catalog, id)]);
    }
    let (file, heading) = match browse.selected {
        Some(NodeKey::Heading(file, heading)) if browse.pane != Pane::Contents => {
            (file, heading as usize)
        }
        _ => (shown, 0),
    };
    let heading = catalog.file_index(file)?.headings.get(heading)?;
    let named = catalog.alternatives_in(&heading.title);
    (!named.is_empty()).then_some(named)
}

/// The place under the cursor: the heading's line, or the first row shown.
fn here(browse: &Browse, cx: Cx<'_>) -> Option<crate::catalog::Place> {
    let file = shown_file(browse, cx.catalog)?;
    let heading = match browse.selected {
        Some(NodeKey::Heading(file, heading)) if browse.pane == Pane::Tree => {
            let index = cx.catalog.file_index(file)?;
            index
                .headings
                .get(heading as usize)
                .map(|heading| heading.at)
        }
        _ => None,
    };
    let top = cx
        .geometry
        .document
        .as_ref()
        .filter(|shown| shown.file == file);
    let line = top.map_or(1, |shown| shown.line.max(1));
    let at = heading.unwrap_or_else(|| crate::text::Location::line(file, line));
    Some(cx.catalog.place(at))
}

/// `o`: the links of the document, the first one in view under the cursor.
pub(super) fn list_links(browse: &Browse, cx: Cx<'_>) -> Response {
    let document = shown_file(browse, cx.catalog).and_then(|file| cx.documents.get(file));
    let Some(Ok(document)) = document else {
        return Response::done();
    };
    let links = super::links(cx.catalog, document);
    if links.is_empty() {
        return Response::say(Notice::said("This document has no links."));
    }
    let line = cx.geometry.document.as_ref().map_or(1, |shown| shown.line);
    let at = links.iter().position(|link| link.line >= line).unwrap_or(0);
    Response::goto(Goto::Links(links, at))
}

pub(super) fn edit(browse: &mut Browse, cx: Cx<'_>) -> Response {
    match here(browse, cx) {
        Some(place) => Response::effect(Effect::Edit(place)),
        None => Response::done(),
    }
}

/// The commands in view or under the cursor, the rule under it, else the place.
pub(super) fn copy(browse: &mut Browse, cx: Cx<'_>) -> Response {
    if let Some(response) = copy_text(browse, cx) {
        return response;
    }
    let Some(place) = here(browse, cx) else {
        return Response::done();
    };
    let text = place.to_string();
    Response::effect(Effect::Copy {
        what: SafeText::from("the place"),
        text,
    })
}

fn copy_text(browse: &Browse, cx: Cx<'_>) -> Option<Response> {
    let file = shown_file(browse, cx.catalog)?;
    if browse.pane == Pane::Contents {
        let items = contents(cx.catalog, file);
        return copy_item(items.get(browse.item)?, file, cx);
    }
    let shown = cx.geometry.document.as_ref()?;
    in_view(browse, cx.catalog, shown).map(copy_block)
}

/// `archtui show SKILL/FILE#HEADING` for what is under the cursor.
pub(super) fn copy_twin(browse: &mut Browse, cx: Cx<'_>) -> Response {
    if let Some((what, flag)) = listed_here(browse, cx) {
        return twin::copy(cx, &["archtui", "show", &what, flag]);
    }
    let Some(place) = here(browse, cx) else {
        return Response::done();
    };
    twin::copy(cx, &["archtui", "show", &place.to_string()])
}

/// The skill, or the document outside any, whose commands or rules the cursor is among, and the
/// flag of `show` that lists them.
fn listed_here(browse: &Browse, cx: Cx<'_>) -> Option<(SafeText, &'static str)> {
    if browse.pane != Pane::Contents {
        return None;
    }
    let file = shown_file(browse, cx.catalog)?;
    let flag = match contents(cx.catalog, file).get(browse.item)?.target {
        Target::Commands(_) => "--commands",
        Target::Rule(_) => "--rules",
        Target::Tree(_)
        | Target::Table(_)
        | Target::Technology(_)
        | Target::Again(_)
        | Target::Record(_)
        | Target::Cited(_) => return None,
    };
    let skill = cx.catalog.file(file)?.skill;
    let skill = skill.and_then(|at| cx.catalog.skills.get(at));
    let main = skill.map_or(file, |skill| skill.main);
    Some((cx.catalog.address(main)?.clone(), flag))
}
