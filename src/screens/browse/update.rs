//! What an action does in Browse.

use std::sync::Arc;

use crate::action::Action;
use crate::catalog::Catalog;
use crate::effect::Effect;
use crate::screens::browse::here::{
    card, compare_here, copy, copy_twin, edit, leads_here, list_links,
};
use crate::screens::browse::item::open_item;
use crate::screens::browse::reveal::{select_heading, shown_file};
use crate::screens::browse::rows::{compares, section};
use crate::screens::browse::{Browse, NodeKey, Pane, Row, Scroll, contents, rows};
use crate::screens::{Cx, Goto, Notice, Response};
use crate::ui::DocumentGeometry;

/// Applies an action. Makes sure that the document shown is read.
pub fn update(browse: &mut Browse, action: Action, cx: Cx<'_>) -> Response {
    let mut response = match action {
        Action::NextPane => turn(browse, 1),
        Action::PrevPane => turn(browse, 2),
        Action::Zoom => toggle(&mut browse.zoomed),
        Action::Peek => peek(browse),
        Action::Wider => resize(browse, 4),
        Action::Narrower => resize(browse, -4),
        Action::FindNext => find_step(browse, cx, true),
        Action::FindPrev => find_step(browse, cx, false),
        Action::Cancel => cancel(browse),
        Action::Source => list_links(browse, cx),
        Action::Edit => edit(browse, cx),
        Action::LeadsHere => leads_here(browse, cx),
        Action::Card => card(browse, cx),
        Action::CompareThis => compare_here(browse, cx),
        Action::Copy => copy(browse, cx),
        Action::CopyTwin => copy_twin(browse, cx),
        _ => match browse.pane {
            Pane::Tree => in_tree(browse, action, cx),
            Pane::Document => in_document(browse, action, cx),
            Pane::Contents => in_contents(browse, action, cx),
        },
    };
    if let Some(file) = shown_file(browse, cx.catalog)
        && cx.documents.get(file).is_none()
    {
        response.effects.insert(0, Effect::Read(file));
    }
    response
}

fn toggle(flag: &mut bool) -> Response {
    *flag = !*flag;
    Response::done()
}

fn turn(browse: &mut Browse, by: usize) -> Response {
    let panes = Pane::ALL.len();
    let at = Pane::ALL
        .iter()
        .position(|pane| *pane == browse.pane)
        .unwrap_or(0);
    let next = (at + if by == 1 { 1 } else { panes - 1 }) % panes;
    browse.pane = Pane::ALL.get(next).copied().unwrap_or_default();
    Response::done()
}

fn peek(browse: &mut Browse) -> Response {
    browse.pane = if browse.pane == Pane::Tree {
        Pane::Document
    } else {
        Pane::Tree
    };
    Response::done()
}

fn resize(browse: &mut Browse, by: i16) -> Response {
    let width = browse.tree_width.unwrap_or(30);
    browse.tree_width = Some(width.saturating_add_signed(by).clamp(16, 80));
    Response::done()
}

fn cancel(browse: &mut Browse) -> Response {
    if browse.find.take().is_some() {
        return Response::done();
    }
    if browse.zoomed {
        browse.zoomed = false;
        return Response::done();
    }
    if browse.pane != Pane::Tree {
        browse.pane = Pane::Tree;
        return Response::done();
    }
    Response::ignored()
}

fn in_tree(browse: &mut Browse, action: Action, cx: Cx<'_>) -> Response {
    let rows = Arc::clone(&browse.rows);
    let at = rows
        .iter()
        .position(|row| Some(row.key) == browse.selected)
        .unwrap_or(0);
    let page = cx.geometry.page();
    let last = rows.len().saturating_sub(1);
    let to = match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => (at + 1).min(last),
        Action::Top => 0,
        Action::Bottom => last,
        Action::PageDown => (at + page).min(last),
        Action::PageUp => at.saturating_sub(page),
        Action::HalfDown => (at + page.div_ceil(2)).min(last),
        Action::HalfUp => at.saturating_sub(page.div_ceil(2)),
        Action::In => return go_in(browse, &rows, at),
        Action::Out => return go_out(browse, &rows, at),
        Action::Open => return open(browse, &rows, at, cx),
        Action::ExpandAll => return expand_all(browse, &rows, at, cx),
        Action::CollapseAll => return collapse_all(browse, &rows, at),
        _ => return Response::ignored(),
    };
    select(browse, &rows, to);
    Response::done()
}

/// Puts the cursor on a row and the document where the row says.
fn select(browse: &mut Browse, rows: &[Row], to: usize) {
    let Some(row) = rows.get(to) else { return };
    let same_file = browse.selected.and_then(NodeKey::file) == row.key.file();
    browse.selected = Some(row.key);
    browse.item = 0;
    match row.key {
        NodeKey::Heading(_, heading) => browse.scroll = Scroll::Heading(heading),
        NodeKey::File(_) if same_file => browse.scroll = Scroll::Row(0),
        _ => browse.scroll = Scroll::Row(0),
    }
}

fn go_in(browse: &mut Browse, rows: &[Row], at: usize) -> Response {
    match rows.get(at) {
        Some(row) if row.branch && !row.open => {
            browse.open.insert(row.key);
        }
        Some(row) if row.branch => select(browse, rows, at + 1),
        _ => browse.pane = Pane::Document,
    }
    Response::done()
}

fn go_out(browse: &mut Browse, rows: &[Row], at: usize) -> Response {
    let Some(row) = rows.get(at) else {
        return Response::done();
    };
    if row.branch && row.open {
        browse.open.remove(&row.key);
        return Response::done();
    }
    let parent = rows
        .iter()
        .take(at)
        .rposition(|above| above.depth < row.depth);
    if let Some(parent) = parent {
        select(browse, rows, parent);
    }
    Response::done()
}

/// Enter: a heading with a decision walks it, one with a table opens it; a branch opens or
/// closes; anything else is read.
fn open(browse: &mut Browse, rows: &[Row], at: usize, cx: Cx<'_>) -> Response {
    let Some(row) = rows.get(at) else {
        return Response::done();
    };
    if let Some(goto) = handle_at(row.key, cx.catalog) {
        return Response::goto(goto);
    }
    if row.branch && row.open {
        browse.open.remove(&row.key);
    } else if row.branch {
        browse.open.insert(row.key);
    } else {
        browse.pane = Pane::Document;
    }
    Response::done()
}

/// What stands under a heading: its first decision, else its first table that compares.
pub(super) fn handle_at(key: NodeKey, catalog: &Catalog) -> Option<Goto> {
    let NodeKey::Heading(file, heading) = key else {
        return None;
    };
    let index = catalog.file_index(file)?;
    let lines = section(index, heading as usize);
    let tree = index
        .trees
        .iter()
        .find(|tree| lines.contains(&tree.at.line));
    if let Some(tree) = tree {
        return Some(Goto::Walk(tree.id.clone()));
    }
    let table = index
        .tables
        .iter()
        .find(|t| compares(t) && lines.contains(&t.at.line));
    table.map(|table| Goto::Table(table.id.clone()))
}

fn expand_all(browse: &mut Browse, seen: &[Row], at: usize, cx: Cx<'_>) -> Response {
    let Some(start) = seen.get(at) else {
        return Response::done();
    };
    browse.open.insert(start.key);
    loop {
        let now = rows(cx.catalog, &browse.open);
        let Some(from) = now.iter().position(|row| row.key == start.key) else {
            break;
        };
        let below = now
            .iter()
            .skip(from + 1)
            .take_while(|row| row.depth > start.depth);
        let closed: Vec<NodeKey> = below
            .filter(|r| r.branch && !r.open)
            .map(|r| r.key)
            .collect();
        if closed.is_empty() {
            break;
        }
        browse.open.extend(closed);
    }
    Response::done()
}

fn collapse_all(browse: &mut Browse, rows: &[Row], at: usize) -> Response {
    let top = rows
        .iter()
        .take(at + 1)
        .rposition(|row| row.depth == 0)
        .unwrap_or(0);
    select(browse, rows, top);
    browse.open.clear();
    Response::done()
}

fn in_document(browse: &mut Browse, action: Action, cx: Cx<'_>) -> Response {
    let Some(shown) = &cx.geometry.document else {
        return Response::ignored();
    };
    let last = shown.rows.saturating_sub(shown.height);
    let to = match action {
        Action::Up => shown.top.saturating_sub(1),
        Action::Down => (shown.top + 1).min(last),
        Action::Top => 0,
        Action::Bottom => last,
        Action::PageDown => (shown.top + shown.height.max(2) - 1).min(last),
        Action::PageUp => shown.top.saturating_sub(shown.height.max(2) - 1),
        Action::HalfDown => (shown.top + shown.height / 2).min(last),
        Action::HalfUp => shown.top.saturating_sub(shown.height / 2),
        Action::Out => {
            browse.pane = Pane::Tree;
            return Response::done();
        }
        Action::In => return turn(browse, 1),
        Action::Open => return open_in_document(browse, cx, shown),
        _ => return Response::ignored(),
    };
    scroll_to(browse, cx, shown, to);
    Response::done()
}

/// Shows the document from a row on and moves the cursor of the tree along.
fn scroll_to(browse: &mut Browse, cx: Cx<'_>, shown: &DocumentGeometry, row: usize) {
    browse.scroll = Scroll::Row(row);
    let Some(index) = cx.catalog.file_index(shown.file) else {
        return;
    };
    if !browse.open.contains(&NodeKey::File(shown.file)) {
        return;
    }
    if let Some(heading) = shown.headings.iter().rposition(|at| *at <= row) {
        select_heading(browse, index, shown.file, heading);
    }
}

/// Where Enter in the document leads: to the decision or table of the section at the top, else to
/// the next decision.
pub fn ahead(browse: &Browse, catalog: &Catalog, shown: &DocumentGeometry) -> Option<Goto> {
    let selected = browse.selected.and_then(|key| handle_at(key, catalog));
    selected.or_else(|| {
        let index = catalog.file_index(shown.file)?;
        let mut trees = index.trees.iter();
        let tree = trees.find(|tree| tree.end_line >= shown.line)?;
        Some(Goto::Walk(tree.id.clone()))
    })
}

fn open_in_document(browse: &mut Browse, cx: Cx<'_>, shown: &DocumentGeometry) -> Response {
    if cx.catalog.is_record(shown.file) {
        return Response::effect(Effect::ReadRecord(shown.file));
    }
    match ahead(browse, cx.catalog, shown) {
        Some(goto) => Response::goto(goto),
        None => Response::say(Notice::said(
            "No decision or table from here on in this document.",
        )),
    }
}

fn in_contents(browse: &mut Browse, action: Action, cx: Cx<'_>) -> Response {
    let Some(file) = shown_file(browse, cx.catalog) else {
        return Response::ignored();
    };
    let items = contents(cx.catalog, file);
    let last = items.len().saturating_sub(1);
    browse.item = match action {
        Action::Up => browse.item.saturating_sub(1),
        Action::Down => (browse.item + 1).min(last),
        Action::Top | Action::PageUp | Action::HalfUp => 0,
        Action::Bottom | Action::PageDown | Action::HalfDown => last,
        Action::Out => {
            browse.pane = Pane::Document;
            return Response::done();
        }
        Action::Open | Action::In => return open_item(items.get(browse.item), file, cx),
        _ => return Response::ignored(),
    };
    Response::done()
}

fn find_step(browse: &mut Browse, cx: Cx<'_>, forward: bool) -> Response {
    let (Some(shown), Some(_)) = (&cx.geometry.document, &browse.find) else {
        return Response::say(Notice::said(
            "Nothing is searched yet: / finds in this document.",
        ));
    };
    let Some(next) = next_match(shown, forward) else {
        return Response::say(Notice::said("It does not occur in this document."));
    };
    browse.found = next;
    let row = shown.matches.get(next).copied().unwrap_or(0);
    scroll_to(browse, cx, shown, row);
    browse.pane = Pane::Document;
    Response::done()
}

/// The match after the current one, or before it; from the rows shown on, if it is not among them.
fn next_match(shown: &DocumentGeometry, forward: bool) -> Option<usize> {
    let matches = &shown.matches;
    let last = matches.len().checked_sub(1)?;
    let rows = shown.top..shown.top + shown.height;
    let here = matches
        .get(shown.found)
        .is_some_and(|row| rows.contains(row));
    let before = matches.partition_point(|row| *row < shown.top);
    Some(match (forward, here) {
        (true, true) if shown.found < last => shown.found + 1,
        (true, false) if before <= last => before,
        (true, _) => 0,
        (false, true) => shown.found.checked_sub(1).unwrap_or(last),
        (false, false) => before.checked_sub(1).unwrap_or(last),
    })
}

/// Puts the cursor of the tree on a row, by position. True when it was there already.
pub fn select_row(browse: &mut Browse, row: usize) -> bool {
    let rows = Arc::clone(&browse.rows);
    let same = rows
        .get(row)
        .is_some_and(|row| Some(row.key) == browse.selected);
    if !same {
        select(browse, &rows, row);
    }
    same
}

/// Moves the document by the wheel.
pub fn wheel(browse: &mut Browse, cx: Cx<'_>, lines: usize, down: bool) {
    let Some(shown) = &cx.geometry.document else {
        return;
    };
    let last = shown.rows.saturating_sub(shown.height);
    let to = if down {
        (shown.top + lines).min(last)
    } else {
        shown.top.saturating_sub(lines)
    };
    scroll_to(browse, cx, shown, to);
}
