//! What is behind an item of the list of contents.

use crate::catalog::Catalog;
use crate::effect::Effect;
use crate::model::{Alternative, TechId};
use crate::screens::browse::commands::{block_at, copy_block};
use crate::screens::browse::rule::rule;
use crate::screens::browse::{Item, Target};
use crate::screens::{Cx, Goto, Response};
use crate::text::FileId;

/// Enter on an item of the list of contents that belongs to a file.
pub(super) fn open_item(item: Option<&Item>, file: FileId, cx: Cx<'_>) -> Response {
    match item.map(|item| &item.target) {
        Some(Target::Tree(id)) => Response::goto(Goto::Walk(id.clone())),
        Some(Target::Table(id)) => Response::goto(Goto::Table(id.clone())),
        Some(Target::Technology(id)) => {
            Response::goto(Goto::Card(vec![technology(cx.catalog, id)]))
        }
        Some(Target::Commands(at) | Target::Record(at) | Target::Cited(at)) => {
            Response::goto(Goto::Place(at.file, at.line))
        }
        Some(Target::Again(record)) => Response::effect(Effect::ReadRecord(*record)),
        Some(Target::Rule(id)) => match rule(cx.catalog, id, file) {
            Some(rule) => Response::goto(Goto::Rule(rule)),
            None => Response::done(),
        },
        None => Response::done(),
    }
}

/// The technology of an id, as something to choose.
pub(super) fn technology(catalog: &Catalog, id: &TechId) -> Alternative {
    let known = catalog.technology(id).map(|known| known.name.clone());
    Alternative {
        name: known.unwrap_or_else(|| id.0.clone()),
        technology: Some(id.clone()),
    }
}

/// Copies what an item stands for, where that is a text: commands, a rule.
pub(super) fn copy_item(item: &Item, file: FileId, cx: Cx<'_>) -> Option<Response> {
    match &item.target {
        Target::Commands(at) => block_at(cx.catalog, *at).map(copy_block),
        Target::Rule(id) => {
            let rule = rule(cx.catalog, id, file);
            rule.map(|rule| Response::effect(rule.copied()))
        }
        Target::Tree(_)
        | Target::Table(_)
        | Target::Technology(_)
        | Target::Again(_)
        | Target::Record(_)
        | Target::Cited(_) => None,
    }
}
