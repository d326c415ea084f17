//! What is behind an item of the list of contents.

use crate::model::Alternative;
use crate::screens::browse::{Item, Target};
use crate::screens::{Cx, Goto, Notice, Response};
use crate::text::{FileId, SafeText};

/// Enter on an item of the list of contents that belongs to a file.
pub(super) fn open_item(item: Option<&Item>, file: FileId, cx: Cx<'_>) -> Response {
    match item.map(|item| &item.target) {
        Some(Target::Tree(id)) => Response::goto(Goto::Walk(id.clone())),
        Some(Target::Table(id)) => Response::goto(Goto::Table(id.clone())),
        Some(Target::Technology(id)) => {
            let name = cx
                .catalog
                .technology(id)
                .map_or_else(|| id.0.clone(), |t| t.name.clone());
            let one = Alternative {
                name,
                technology: Some(id.clone()),
            };
            Response::goto(Goto::Compare(vec![one], None))
        }
        Some(Target::Rule(id)) => open_rule(id, file, cx),
        None => Response::done(),
    }
}

/// Says a rule in full and goes to where its source is cited, if a page cites it.
fn open_rule(id: &SafeText, file: FileId, cx: Cx<'_>) -> Response {
    let rules = &cx.catalog.manifest.rules;
    let Some(rule) = rules.iter().find(|rule| rule.id == *id) else {
        return Response::done();
    };
    let files = cx.catalog.beside(file);
    let mut cited = rule.cite.iter().chain(&rule.also);
    let place = cited.find_map(|cite| cx.catalog.cited_at(cite, &files));
    Response {
        goto: place.map(|at| Goto::Place(at.file, at.line)),
        ..Response::say(Notice::said(rule.to_string()))
    }
}
