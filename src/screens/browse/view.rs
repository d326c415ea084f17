//! Draws Browse: tree, document, contents; what there is room for.

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use tui_tree_widget::{Tree, TreeItem, TreeState};

use crate::model::Document;
use crate::screens::Cx;
use crate::screens::browse::rows::{Badge, groups};
use crate::screens::browse::{
    Browse, Item, NodeKey, Pane, Row, Scroll, Target, contents, rows, shown_file,
};
use crate::text::{FileId, SafeText, counted, width};
use crate::ui::markdown::{self, Banner, Highlight, Rendered};
use crate::ui::theme::Role;
use crate::ui::{Canvas, DocumentGeometry, Hit, owned};

/// More visible rows than this, and the widget gets only those around the cursor.
const WINDOW: usize = 512;

/// What drawing this screen remembers.
#[derive(Debug, Default)]
pub struct Memory {
    tree: TreeState<NodeKey>,
    rendered: Vec<Kept>,
}

/// A document rendered for a width.
#[derive(Debug)]
struct Kept {
    document: Arc<Document>,
    columns: usize,
    banners: Vec<Banner>,
    rendered: Arc<Rendered>,
}

/// Draws the screen.
pub fn view(
    browse: &Browse,
    cx: Cx<'_>,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    memory: &mut Memory,
) {
    let zones = zones(browse, area);
    if let Some(area) = zones.tree {
        canvas.hit(area, Hit::Pane(0));
        tree(browse, cx, canvas, area, memory);
        let beside = Rect {
            width: area.width + 1,
            ..area
        };
        if beside.right() < canvas.frame.area().right() {
            canvas.border(beside);
            canvas.hit(
                Rect {
                    x: beside.right(),
                    width: 1,
                    ..area
                },
                Hit::Border(0),
            );
        }
    }
    if let Some(area) = zones.document {
        canvas.hit(area, Hit::Pane(1));
        document(browse, cx, canvas, area, memory);
    }
    if let Some(area) = zones.contents {
        canvas.border(Rect {
            x: area.x.saturating_sub(2),
            width: 1,
            ..area
        });
        canvas.hit(area, Hit::Pane(2));
        list(browse, cx, canvas, area);
    }
}

/// Where each pane goes; `None` where there is no room.
struct Zones {
    tree: Option<Rect>,
    document: Option<Rect>,
    contents: Option<Rect>,
}

fn zones(browse: &Browse, area: Rect) -> Zones {
    let one = |pane: Pane| Zones {
        tree: (pane == Pane::Tree).then_some(area),
        document: (pane == Pane::Document).then_some(area),
        contents: (pane == Pane::Contents).then_some(area),
    };
    if browse.zoomed || area.width < 80 {
        return one(browse.pane);
    }
    let wide = area.width >= 110;
    let tree_width = browse.tree_width.unwrap_or(if wide { 32 } else { 28 });
    let tree_width = tree_width.min(area.width - 40);
    let tree = Rect {
        width: tree_width - 1,
        ..area
    };
    let left = tree_width + 2;
    let right = if wide { 30 } else { 0 };
    let middle = area.width - left - right - u16::from(wide) * 2;
    let document = Rect {
        x: area.x + left,
        width: middle,
        ..area
    };
    let contents = Rect {
        x: area.right() - right,
        width: right,
        ..area
    };
    Zones {
        tree: Some(tree),
        document: Some(document),
        contents: wide.then_some(contents),
    }
}

fn tree(browse: &Browse, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect, memory: &mut Memory) {
    let rows = rows(cx.catalog, &browse.open);
    let focused = browse.pane == Pane::Tree;
    if focused {
        canvas.memory.geometry.page = usize::from(area.height);
    }
    let at = rows
        .iter()
        .position(|row| Some(row.key) == browse.selected)
        .unwrap_or(0);
    let shown = window(&rows, at);
    let items = items(canvas, shown, usize::from(area.width));
    align(&mut memory.tree, shown, browse.selected);
    let role = if focused {
        Role::Selection
    } else {
        Role::Heading
    };
    let Ok(widget) = Tree::new(&items) else {
        return;
    };
    let widget = widget
        .style(canvas.style(Role::Text))
        .highlight_style(canvas.style(role))
        .node_closed_symbol("▸ ")
        .node_open_symbol("▾ ")
        .node_no_children_symbol("  ");
    canvas
        .frame
        .render_stateful_widget(widget, area, &mut memory.tree);
    for y in area.top()..area.bottom() {
        let at = ratatui::layout::Position { x: area.x, y };
        let key = memory.tree.rendered_at(at).and_then(<[NodeKey]>::last);
        let row = key.and_then(|key| rows.iter().position(|row| row.key == *key));
        if let Some(row) = row {
            canvas.hit(
                Rect {
                    y,
                    height: 1,
                    ..area
                },
                Hit::Row(0, row),
            );
        }
    }
    if rows.is_empty() {
        let said = SafeText::new("Nothing to read here yet.");
        canvas.paragraph(area, 0, &said, Role::Muted);
    }
}

/// The rows handed to the widget: all, or whole pages of them around the cursor, so that moving
/// within a page does not move the list.
fn window(rows: &[Row], at: usize) -> &[Row] {
    if rows.len() <= 4 * WINDOW {
        return rows;
    }
    let page = at / WINDOW;
    let from = page.saturating_sub(1) * WINDOW;
    let to = ((page + 2) * WINDOW).min(rows.len());
    rows.get(from..to).unwrap_or(rows)
}

/// Rows, which are flat, as the nested items that the widget wants.
fn items<'a>(canvas: &Canvas<'_, '_>, rows: &[Row], columns: usize) -> Vec<TreeItem<'a, NodeKey>> {
    let mut levels: Vec<(usize, Vec<TreeItem<'a, NodeKey>>)> = vec![(0, Vec::new())];
    let base = rows.iter().map(|row| row.depth).min().unwrap_or(0);
    for row in rows.iter().rev() {
        let depth = row.depth - base;
        let mut children = Vec::new();
        if levels.last().is_some_and(|(level, _)| *level == depth + 1) {
            children = levels.pop().map(|(_, items)| items).unwrap_or_default();
            children.reverse();
        }
        if row.branch && !row.open {
            // The widget shows a marker only where there is a child; a closed one is never seen.
            children = vec![TreeItem::new_leaf(row.key, "")];
        }
        while levels.last().is_some_and(|(level, _)| *level > depth) {
            levels.pop();
        }
        if levels.last().is_none_or(|(level, _)| *level < depth) {
            levels.push((depth, Vec::new()));
        }
        let line = row_line(canvas, row, columns.saturating_sub(2 * depth + 2));
        let Ok(item) = TreeItem::new(row.key, line, children) else {
            continue;
        };
        if let Some((_, items)) = levels.last_mut() {
            items.push(item);
        }
    }
    // A window that starts inside a branch leaves its first rows without their parent.
    let mut top: Vec<TreeItem<'a, NodeKey>> = Vec::new();
    for (_, mut items) in levels {
        items.reverse();
        top.extend(items);
    }
    top
}

/// A label with what is found in it at the right.
fn row_line<'a>(canvas: &Canvas<'_, '_>, row: &Row, columns: usize) -> Line<'a> {
    let badge = badge(row.badge);
    let room = columns.saturating_sub(width::width(&badge) + 1);
    let text = width::truncate(&row.label, room);
    let gap = " ".repeat(columns.saturating_sub(width::width(&text) + width::width(&badge)));
    let role = if row.badge.shadowed {
        Role::Muted
    } else {
        Role::Text
    };
    let style = canvas.style(role);
    let muted = canvas.style(Role::Muted);
    let spans: Vec<Span<'a>> = vec![
        owned(&SafeText::from(text), style),
        Span::styled(gap, style),
        owned(&SafeText::from(badge), muted),
    ];
    Line::from(spans)
}

fn badge(badge: Badge) -> String {
    let mut parts = Vec::new();
    if badge.shadowed {
        parts.push("shadowed".to_owned());
    }
    if badge.troubled {
        parts.push("!".to_owned());
    }
    for (count, letter) in [(badge.trees, 'D'), (badge.tables, 'T')] {
        match count {
            0 => {}
            1 => parts.push(letter.to_string()),
            n => parts.push(format!("{letter}{n}")),
        }
    }
    parts.join(" ")
}

/// Brings the widget's own state in line with ours.
fn align(state: &mut TreeState<NodeKey>, rows: &[Row], selected: Option<NodeKey>) {
    let mut path: Vec<(usize, NodeKey)> = Vec::new();
    let mut wanted = Vec::new();
    state.close_all();
    for row in rows {
        path.retain(|(depth, _)| *depth < row.depth);
        path.push((row.depth, row.key));
        if row.open || Some(row.key) == selected {
            let keys: Vec<NodeKey> = path.iter().map(|(_, key)| *key).collect();
            if Some(row.key) == selected {
                wanted.clone_from(&keys);
            }
            if row.open {
                state.open(keys);
            }
        }
    }
    state.select(wanted);
}

fn document(
    browse: &Browse,
    cx: Cx<'_>,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    memory: &mut Memory,
) {
    let Some(file) = shown_file(browse, cx.catalog) else {
        return overview(browse, cx, canvas, area);
    };
    match cx.documents.get(file) {
        Some(Ok(document)) => {
            let rendered = rendered(cx, memory, document, usize::from(area.width));
            let shown = place(browse, file, document, &rendered, usize::from(area.height));
            let highlights = highlights(browse, file, &rendered);
            let buffer = canvas.frame.buffer_mut();
            let look = (canvas.theme, highlights.as_slice());
            markdown::draw(&rendered, shown.top, area, buffer, look);
            if browse.pane == Pane::Document {
                canvas.memory.geometry.page = shown.height;
            }
            canvas.memory.geometry.document = Some(shown);
        }
        Some(Err(reason)) => {
            canvas.text(
                area,
                0,
                &SafeText::new("This file cannot be shown"),
                Role::Error,
            );
            canvas.paragraph(area, 2, reason, Role::Text);
        }
        None => canvas.text(area, 0, &SafeText::new("Reading …"), Role::Muted),
    }
}

/// The document as rows of this width; rendered once and kept.
fn rendered(
    cx: Cx<'_>,
    memory: &mut Memory,
    document: &Arc<Document>,
    columns: usize,
) -> Arc<Rendered> {
    const KEPT: usize = 8;
    let banners = banners(cx, document.file);
    let same = |kept: &&Kept| {
        Arc::ptr_eq(&kept.document, document) && kept.columns == columns && kept.banners == banners
    };
    if let Some(kept) = memory.rendered.iter().find(same) {
        return Arc::clone(&kept.rendered);
    }
    let rendered = Arc::new(markdown::render(document, columns, &banners));
    if memory.rendered.len() == KEPT {
        memory.rendered.remove(0);
    }
    let kept = Kept {
        document: Arc::clone(document),
        columns,
        banners,
        rendered: Arc::clone(&rendered),
    };
    memory.rendered.push(kept);
    rendered
}

/// What is said above each decision in the document.
fn banners(cx: Cx<'_>, file: FileId) -> Vec<Banner> {
    let Some(index) = cx.catalog.file_index(file) else {
        return Vec::new();
    };
    let said = |tree: &Arc<crate::model::DecisionTree>| Banner {
        line: tree.at.line,
        text: SafeText::from(format!(
            "decision · {} · {} · Enter walks it",
            counted(tree.question_count(), "question"),
            counted(tree.outcome_count(), "outcome")
        )),
    };
    index.trees.iter().map(said).collect()
}

/// Which rows are shown, and what the state must know of the rest.
fn place(
    browse: &Browse,
    file: FileId,
    document: &Document,
    rendered: &Rendered,
    height: usize,
) -> DocumentGeometry {
    let rows = rendered.lines.len();
    let matches = matches(browse, file, rendered)
        .into_iter()
        .map(|(row, _)| row)
        .collect::<Vec<_>>();
    let wanted = match browse.scroll {
        Scroll::Row(row) => row,
        Scroll::Heading(heading) => rendered.row_of_heading(heading as usize).unwrap_or(0),
        Scroll::Line(line) => rendered.rows_of(line, line).start,
        Scroll::Match => matches.first().copied().unwrap_or(0),
    };
    let top = wanted.min(rows.saturating_sub(height));
    let headings = (0..document.headings.len()).filter_map(|h| rendered.row_of_heading(h));
    DocumentGeometry {
        file,
        top,
        rows,
        height,
        headings: headings.collect(),
        matches,
        line: rendered.line_of(top).unwrap_or(1),
    }
}

/// The rows and columns on which the searched word stands.
fn matches(
    browse: &Browse,
    file: FileId,
    rendered: &Rendered,
) -> Vec<(usize, std::ops::Range<usize>)> {
    let Some((in_file, word)) = &browse.find else {
        return Vec::new();
    };
    if *in_file != file {
        return Vec::new();
    }
    let texts: Vec<String> = (0..rendered.lines.len())
        .map(|row| rendered.text(row))
        .collect();
    let lines: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = crate::search::find_in(&lines, word).into_iter();
    found
        .map(|hit| (hit.line, rendered.columns_of(hit.line, &hit.bytes)))
        .collect()
}

fn highlights(browse: &Browse, file: FileId, rendered: &Rendered) -> Vec<Highlight> {
    let found = matches(browse, file, rendered).into_iter();
    found
        .map(|(row, columns)| Highlight {
            row,
            columns,
            role: Role::Match,
        })
        .collect()
}

/// A source or a layer: its skills with what they are for.
fn overview(browse: &Browse, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let skills: Vec<usize> = match browse.selected {
        Some(NodeKey::Group(source, group)) => groups(cx.catalog, source as usize)
            .into_iter()
            .nth(group as usize)
            .map(|(_, skills)| skills)
            .unwrap_or_default(),
        Some(NodeKey::Source(source)) => {
            let skills = cx.catalog.skills.iter().enumerate();
            skills
                .filter(|(_, s)| s.source == source as usize)
                .map(|(i, _)| i)
                .collect()
        }
        _ => Vec::new(),
    };
    let mut row = 0;
    if skills.is_empty() {
        row = nothing_found(cx, canvas, area);
    }
    for skill in skills.iter().filter_map(|i| cx.catalog.skills.get(*i)) {
        if row + 2 > area.height {
            break;
        }
        canvas.text(area, row, &skill.id.0, Role::Heading);
        let about = skill
            .frontmatter
            .as_ref()
            .and_then(|f| f.get("description"))
            .cloned();
        row += 1 + canvas.paragraph(area, row + 1, &about.unwrap_or_default(), Role::Text) + 1;
    }
}

/// No skill at all: where was looked, and what to do.
fn nothing_found(cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) -> u16 {
    if !cx.catalog.files.is_empty() {
        return 0;
    }
    let mut row = canvas.paragraph(
        area,
        0,
        &SafeText::new("No skill and no document found in:"),
        Role::Text,
    );
    for source in &cx.catalog.sources {
        row += canvas.paragraph(area, row, &source.name(), Role::Code);
    }
    let hint = "Give a folder that holds a SKILL.md or markdown: archtui DIR. `archtui --builtin DIR` adds the built-in library.";
    row + 1 + canvas.paragraph(area, row + 1, &SafeText::new(hint), Role::Muted)
}

/// The list of what is in the skill.
fn list(browse: &Browse, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let Some(file) = shown_file(browse, cx.catalog) else {
        return;
    };
    let items = contents(cx.catalog, file);
    let focused = browse.pane == Pane::Contents;
    let lines = lines(&items);
    let selected = lines
        .iter()
        .position(|line| *line == Shown::Item(browse.item))
        .unwrap_or(0);
    let window = canvas.window("contents", lines.len(), selected, area.height);
    if focused {
        canvas.memory.geometry.page = usize::from(area.height);
    }
    for (row, line) in (0_u16..).zip(lines.get(window).unwrap_or_default()) {
        match line {
            Shown::Head(text) => canvas.text(area, row, &SafeText::new(text), Role::Heading),
            Shown::Blank => {}
            Shown::Item(i) => {
                let Some(item) = items.get(*i) else { continue };
                let indented = SafeText::from(format!("  {}", item.label));
                let left = (indented, Role::Text);
                canvas.two_ended(area, row, left, (item.count.clone(), Role::Muted));
                canvas.hit_row(area, row, Hit::Row(2, *i));
                if focused && *i == browse.item {
                    canvas.highlight(area, row, Role::Selection);
                }
            }
        }
    }
    if items.is_empty() {
        let said = if cx.catalog.stage < crate::catalog::Stage::Indexed {
            "Looking for decisions and tables …"
        } else {
            "No decision, no table that compares."
        };
        canvas.paragraph(area, 0, &SafeText::new(said), Role::Muted);
    }
}

/// A line of the list of contents.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shown {
    Head(&'static str),
    Item(usize),
    Blank,
}

fn lines(items: &[Item]) -> Vec<Shown> {
    let title = |target: &Target| match target {
        Target::Tree(_) => "Decisions",
        Target::Table(_) => "Tables",
        Target::Technology(_) => "Technologies",
    };
    let mut lines = Vec::new();
    let mut last = "";
    for (i, item) in items.iter().enumerate() {
        let head = title(&item.target);
        if head != last {
            if !last.is_empty() {
                lines.push(Shown::Blank);
            }
            lines.push(Shown::Head(head));
            last = head;
        }
        lines.push(Shown::Item(i));
    }
    lines
}
