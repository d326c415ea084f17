//! Draws Stack: decisions at the left, the record of the one under the cursor at the right.

mod facts;

use ratatui::layout::Rect;

use crate::model::Concern;
use crate::screens::Cx;
use crate::screens::stack::StackScreen;
use crate::stack::Subject;
use crate::text::SafeText;
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, record};

/// Draws the screen.
pub fn view(screen: &StackScreen, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    if let Some(at) = screen.fact {
        return facts::draw(at, cx, canvas, area);
    }
    if cx.stack.decisions.is_empty() {
        return empty(canvas, area);
    }
    if screen.peek {
        return draw_record(screen, cx, canvas, area);
    }
    if area.width >= 80 && area.height >= 16 {
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
        list(screen, cx, canvas, left);
        return draw_record(screen, cx, canvas, right);
    }
    let half = area.height / 2;
    let top = Rect {
        height: half,
        ..area
    };
    list(screen, cx, canvas, top);
    let foot = Rect {
        y: top.bottom(),
        height: area.height - half,
        ..area
    };
    canvas.rule(
        foot,
        0,
        &SafeText::new("record"),
        &SafeText::new("p full screen"),
    );
    draw_record(
        screen,
        cx,
        canvas,
        Rect {
            y: foot.y + 1,
            height: foot.height - 1,
            ..foot
        },
    );
}

fn empty(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let lines = [
        ("Nothing is decided yet.", Role::Heading),
        ("", Role::Text),
        (
            "Walk a decision (g d, Enter) or compare technologies (g c), and adopt with a.",
            Role::Text,
        ),
        (
            "I asks for all concerns one after the other; f says what is so in the project.",
            Role::Text,
        ),
        (
            "Each decision becomes a record: a preview here, x writes it to a folder, y copies it.",
            Role::Muted,
        ),
    ];
    let mut row = 0;
    for (text, role) in lines {
        row += canvas
            .paragraph(area, row, &SafeText::new(text), role)
            .max(1);
    }
}

fn list(screen: &StackScreen, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    canvas.text(area, 0, &SafeText::new("Decisions"), Role::Heading);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let window = canvas.window("stack", cx.stack.decisions.len(), screen.at, body.height);
    let mut row = 0;
    for i in window {
        let Some(decision) = cx.stack.decisions.get(i) else {
            continue;
        };
        let here = i == screen.at;
        let cursor = if here { "▌" } else { " " };
        let chosen = decision
            .chosen
            .as_ref()
            .map(|chosen| chosen.name.to_string());
        let chosen = chosen.unwrap_or_else(|| "still open".to_owned());
        let left = SafeText::from(format!("{cursor}{}", decision.title(cx.catalog)));
        let record = decision
            .adr
            .as_ref()
            .map(|path| path.rsplit('/').next().unwrap_or_default());
        let record = record
            .and_then(|name| name.split('-').next())
            .unwrap_or("")
            .to_owned();
        let state = format!("{chosen}  {record}");
        canvas.two_ended(
            body,
            row,
            (left, Role::Text),
            (SafeText::from(state), Role::Taken),
        );
        canvas.hit_row(body, row, Hit::Row(0, i));
        if here {
            canvas.highlight(body, row, Role::Selection);
        }
        row += 1;
    }
    still_open(
        cx,
        canvas,
        Rect {
            y: body.y + row + 1,
            height: body.height.saturating_sub(row + 1),
            ..body
        },
    );
}

/// The concerns of the library that nothing has been decided on.
fn still_open(cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let decided = |concern: &&Concern| {
        let subject = Subject::Concern(concern.id.clone());
        cx.stack
            .decisions
            .iter()
            .any(|decision| decision.subject == subject)
    };
    let concerns = &cx.catalog.manifest.concerns;
    let open: Vec<&Concern> = concerns
        .iter()
        .filter(|concern| !decided(concern))
        .collect();
    if open.is_empty() || area.height < 2 {
        return;
    }
    canvas.text(area, 0, &SafeText::new("Not decided"), Role::Heading);
    for (row, concern) in (1_u16..area.height).zip(open) {
        canvas.text(
            area,
            row,
            &SafeText::from(format!(" {}", concern.title)),
            Role::Muted,
        );
    }
}

/// The record, just as it would be written, from the line scrolled to.
fn draw_record(screen: &StackScreen, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let Some(decision) = cx.stack.decisions.get(screen.at) else {
        return;
    };
    let text = cx.record(decision, screen.template);
    let written = decision
        .adr
        .as_ref()
        .map_or("not written yet: x writes it", |path| path.as_str());
    canvas.rule(
        area,
        0,
        &SafeText::new(written),
        &SafeText::new(screen.template.word()),
    );
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let below = record::draw(canvas, body, &text, screen.scroll);
    canvas.memory.geometry.page = usize::from(body.height.saturating_sub(1));
    canvas.memory.geometry.below = below;
}
