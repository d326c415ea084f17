//! Draws Stack: what is decided and what is open at the left, what the row under the cursor is
//! about at the right.

mod facts;

use ratatui::layout::Rect;

use crate::diagnostic::Severity;
use crate::screens::Cx;
use crate::screens::stack::{On, Row, Side, StackScreen};
use crate::text::{SafeText, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, record};

/// A screen narrower or lower than this has no room for two things beside each other.
const BESIDE: (u16, u16) = (80, 16);
/// Columns of a title that stay beside what was chosen.
const NAME: usize = 12;
/// A screen lower than this has no room for two things one above the other either.
const BELOW: u16 = 20;

/// Draws the screen.
pub fn view(screen: &StackScreen, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    if let Some(at) = screen.fact {
        return facts::draw(at, cx, canvas, area);
    }
    if screen.peek {
        return page(screen, cx, canvas, area);
    }
    if area.width >= BESIDE.0 && area.height >= BESIDE.1 {
        let left = Rect {
            width: area.width * 2 / 5,
            ..area
        };
        canvas.border(left);
        let right = Rect {
            x: left.right() + 2,
            width: area.width - left.width - 2,
            ..area
        };
        let rows = Rect {
            width: left.width.saturating_sub(1),
            ..left
        };
        list(screen, canvas, rows);
        return page(screen, cx, canvas, right);
    }
    if area.height < BELOW {
        return list(screen, canvas, area);
    }
    let half = area.height / 2;
    let top = Rect {
        height: half,
        ..area
    };
    list(screen, canvas, top);
    let foot = Rect {
        y: top.bottom(),
        height: area.height - half,
        ..area
    };
    page(screen, cx, canvas, foot);
}

/// The rows under their headings.
fn list(screen: &StackScreen, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let rows = &screen.overview.rows;
    let under: Vec<SafeText> = rows.iter().map(|row| row.under.clone()).collect();
    canvas.headed(
        "stack",
        area,
        (&under, screen.at),
        |canvas, area, line, i| {
            let Some(row) = rows.get(i) else { return };
            let here = i == screen.at;
            let cursor = if here { "\u{258c}" } else { " " };
            let (mark, role) = look(row);
            let name = SafeText::from(format!("{cursor}{mark}{}", row.name));
            let remark = row.remark.clone();
            match row.on {
                // What was chosen is worth more than the whole of a title.
                On::Decision(_) => {
                    let room = usize::from(area.width).saturating_sub(width::width(&remark) + 1);
                    let name = width::truncate(&name, room.max(NAME));
                    let ends = (SafeText::from(name), role);
                    canvas.two_ended(area, line, ends, (remark, Role::Taken));
                }
                _ => canvas.named(area, line, (name, role), (remark, Role::Muted)),
            }
            canvas.hit_row(area, line, Hit::Row(0, i));
            if here {
                canvas.highlight(area, line, Role::Selection);
            }
        },
    );
}

/// The sign before a row, and how its name looks.
fn look(row: &Row) -> (&'static str, Role) {
    match (&row.on, row.found) {
        (_, Some(Severity::Error)) => ("\u{2717} ", Role::Error),
        (_, Some(Severity::Warning)) => ("! ", Role::Warning),
        (On::Concern(_) | On::NotKnown(_), _) => ("", Role::Muted),
        _ => ("", Role::Text),
    }
}

/// What stands beside the row under the cursor, from the line scrolled to.
fn page(screen: &StackScreen, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (title, remark) = titled(screen, cx);
    canvas.rule(area, 0, &title, &SafeText::new(remark));
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    // Beside the list a reader looks for what a record says; alone it is shown as it is written.
    let text = &screen.overview.beside;
    let text = if screen.peek {
        text
    } else {
        record::body(text)
    };
    let below = record::draw(canvas, body, text, screen.scroll);
    canvas.memory.geometry.page = usize::from(body.height.saturating_sub(1));
    canvas.memory.geometry.below = below;
}

/// What the page is; of a record where it is written and its form.
fn titled<'a>(screen: &'a StackScreen, cx: Cx<'_>) -> (SafeText, &'a str) {
    let decision = screen.decision();
    let decision = decision.and_then(|at| cx.stack.decisions.get(at));
    match (decision, screen.side) {
        (Some(decision), Side::Record) => {
            let written = decision.adr.as_ref();
            let written =
                written.map(|path| SafeText::from(format!("{path}, as it would be written now")));
            let none = || SafeText::new("not written yet: x writes it");
            (written.unwrap_or_else(none), screen.template.word())
        }
        (Some(_), Side::Changes) => ("what would change it".into(), "w record"),
        (None, _) => (SafeText::default(), ""),
    }
}
