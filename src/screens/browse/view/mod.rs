//! Draws Browse: tree, document, contents; what there is room for.

mod contents;
mod document;
mod tree;

use ratatui::layout::Rect;
use tui_tree_widget::TreeState;

use crate::screens::Cx;
use crate::screens::browse::{Browse, NodeKey, Pane};
use crate::ui::{Canvas, Hit};

/// What drawing this screen remembers.
#[derive(Debug, Default)]
pub struct Memory {
    tree: TreeState<NodeKey>,
    rendered: Vec<document::Kept>,
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
        tree::tree(browse, canvas, area, memory);
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
        document::document(browse, cx, canvas, area, memory);
    }
    if let Some(area) = zones.contents {
        if zones.document.is_some() {
            canvas.border(Rect {
                x: area.x.saturating_sub(3),
                width: 1,
                ..area
            });
        }
        canvas.hit(area, Hit::Pane(2));
        contents::list(browse, cx, canvas, area);
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
    let middle = area.width - left - right - u16::from(wide) * 3;
    let document = Rect {
        x: area.x + left,
        width: middle,
        ..area
    };
    let contents = Rect {
        x: area.right() - right,
        width: right.saturating_sub(1),
        ..area
    };
    let zones = Zones {
        tree: Some(tree),
        document: Some(document),
        contents: wide.then_some(contents),
    };
    if browse.pane == Pane::Contents && !wide {
        // There is no room for the contents beside the document: they take its place.
        return Zones {
            contents: zones.document,
            document: None,
            ..zones
        };
    }
    zones
}
