//! The tree, drawn by the widget from rows that are ours.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use tui_tree_widget::{Tree, TreeItem, TreeState};

use crate::screens::browse::rows::Badge;
use crate::screens::browse::view::Memory;
use crate::screens::browse::{Browse, NodeKey, Pane, Row};
use crate::text::{SafeText, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, owned};

/// More visible rows than this, and the widget gets only those around the cursor.
const WINDOW: usize = 512;

pub(super) fn tree(browse: &Browse, canvas: &mut Canvas<'_, '_>, area: Rect, memory: &mut Memory) {
    let rows = &browse.rows;
    let focused = browse.pane == Pane::Tree;
    if focused {
        canvas.memory.geometry.page = usize::from(area.height);
    }
    let at = rows
        .iter()
        .position(|row| Some(row.key) == browse.selected)
        .unwrap_or(0);
    let shown = window(rows, at);
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
    let first = memory.tree.rendered_at(area.as_position());
    let first = first.and_then(<[NodeKey]>::last);
    let first = first.and_then(|key| rows.iter().position(|row| row.key == *key));
    let visible = first.map_or(0..0, |first| first..rows.len());
    for (row, at) in (0..area.height).zip(visible) {
        canvas.hit_row(area, row, Hit::Row(0, at));
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
