//! The list of what is in the skill.

use ratatui::layout::Rect;

use crate::screens::Cx;
use crate::screens::browse::{Browse, Item, Pane, Target, contents, shown_file};
use crate::text::{SafeText, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, small};

/// The list of what is in the skill.
pub(super) fn list(browse: &Browse, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
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
                item_row(canvas, area, row, (*i, item));
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
            "No decision, no table that compares, no commands."
        };
        canvas.paragraph(area, 0, &SafeText::new(said), Role::Muted);
    }
}

/// An item; the word that copies commands can be clicked.
fn item_row(canvas: &mut Canvas<'_, '_>, area: Rect, row: u16, (at, item): (usize, &Item)) {
    let copies = matches!(item.target, Target::Commands(_));
    let role = if copies { Role::Link } else { Role::Muted };
    let left = SafeText::from(format!("  {}", item.label));
    let right = (item.count.clone(), role);
    canvas.two_ended(area, row, (left, Role::Text), right);
    canvas.hit_row(area, row, Hit::Row(2, at));
    if copies {
        let columns = small(width::width(&item.count)).min(area.width);
        let word = Rect {
            x: area.right() - columns,
            width: columns,
            ..area
        };
        canvas.hit_row(word, row, Hit::Copy(2, at));
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
        Target::Commands(_) => "Commands",
        Target::Rule(_) => "Rules",
        Target::Again(_) => "Decision",
        Target::Record(_) => "Records",
        Target::Cited(_) => "Rests on",
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
