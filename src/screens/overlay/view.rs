//! Draws what lies on top.

use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::screens::overlay::{Export, Find, Help, Links, Overlay, Palette, Picker, Themes};
use crate::search::{Hit as Found, Row, RowKind};
use crate::text::{SafeText, counted, width};
use crate::ui::input::Field;
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, label, part, small, span};

/// Draws an overlay over the area of the screens.
pub fn view(overlay: &Overlay, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    match overlay {
        Overlay::Palette(palette) => draw_palette(palette, canvas, screen),
        Overlay::Help(help) => draw_help(help, canvas, screen),
        Overlay::Themes(themes) => draw_themes(themes, canvas, screen),
        Overlay::Export(export) => draw_export(export, canvas, screen),
        Overlay::Picker(picker) => draw_picker(picker, canvas, screen),
        Overlay::Find(find) => draw_find(find, canvas, screen),
        Overlay::Links(links) => draw_links(links, canvas, screen),
    }
}

/// A box in the upper middle, its title in its first row. Returns the area inside.
fn popup(canvas: &mut Canvas<'_, '_>, screen: Rect, size: (u16, u16), title: &str) -> Rect {
    let width = size.0.min(screen.width);
    let height = (size.1 + 2).min(screen.height);
    let x = screen.x + (screen.width - width) / 2;
    let y = screen.y + (screen.height - height) / 3;
    let area = Rect {
        x,
        y,
        width,
        height,
    };
    canvas.boxed(area, &SafeText::new(title), &SafeText::new("Esc closes"));
    Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// A text field with its label and its cursor.
fn field(canvas: &mut Canvas<'_, '_>, area: Rect, row: u16, name: &'static str, field: &Field) {
    let name_width = small(width::width(name));
    canvas.line(area, row, vec![label(name, canvas.style(Role::Muted))]);
    let room = Rect {
        x: area.x + name_width,
        width: area.width.saturating_sub(name_width),
        ..area
    };
    let shown = field.view(usize::from(room.width));
    canvas.text(room, row, &shown.text, Role::Text);
    if row < area.height {
        let at = ratatui::layout::Position {
            x: room.x + small(shown.cursor),
            y: area.y + row,
        };
        canvas.frame.set_cursor_position(at);
    }
}

fn draw_find(find: &Find, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let area = Rect {
        y: screen.bottom().saturating_sub(1),
        height: 1,
        ..screen
    };
    canvas.clear(area);
    field(canvas, area, 0, " / ", &find.field);
}

fn draw_links(links: &Links, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let size = (
        screen.width.saturating_sub(8).clamp(36, 90),
        small(links.links.len().max(3)),
    );
    let area = popup(
        canvas,
        screen,
        size,
        "links · Enter follows, or copies an address",
    );
    canvas.memory.geometry.page = usize::from(area.height);
    let window = canvas.window("links", links.links.len(), links.at, area.height);
    for (row, i) in (0_u16..).zip(window) {
        let Some(link) = links.links.get(i) else {
            continue;
        };
        let role = if link.place.is_some() {
            Role::Link
        } else {
            Role::Text
        };
        let left = (link.text.clone(), role);
        canvas.two_ended(area, row, left, (link.target.clone(), Role::Muted));
        canvas.hit_row(area, row, Hit::Choice(i));
        if i == links.at {
            canvas.highlight(area, row, Role::Selection);
        }
    }
}

fn draw_palette(palette: &Palette, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let size = (
        screen.width.saturating_sub(8).clamp(36, 100),
        screen.height.saturating_sub(4),
    );
    let area = popup(canvas, screen, size, "go to anything");
    field(canvas, area, 0, ": ", &palette.field);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    canvas.memory.geometry.page = usize::from(body.height);
    let hits = &palette.search.hits;
    if hits.is_empty() {
        nothing_like_it(palette, canvas, body);
    }
    let window = canvas.window("palette", hits.len(), palette.at, body.height);
    for (row, i) in (0_u16..).zip(window) {
        let (Some(found), Some(hit)) = (hits.get(i), palette.row(i)) else {
            continue;
        };
        palette_row(canvas, body, row, found, hit);
        canvas.hit_row(body, row, Hit::Choice(i));
        if i == palette.at {
            canvas.highlight(body, row, Role::Selection);
        }
    }
}

/// What a row is, in a word.
fn kind_name(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Technology => "technology",
        RowKind::Skill => "skill",
        RowKind::Tree => "decision",
        RowKind::Table => "table",
        RowKind::Command => "command",
        RowKind::Record => "record",
        RowKind::File => "file",
        RowKind::Heading => "heading",
        RowKind::Problem => "left out",
    }
}

/// A query that fails says what is near.
fn nothing_like_it(palette: &Palette, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let near = palette.finder.near(palette.field.text(), 5);
    let said = if near.is_empty() {
        "Nothing like this is in the library. Try fewer letters, or another word.".to_owned()
    } else {
        format!("Nothing has these words. Near: {}", near.join(", "))
    };
    canvas.paragraph(area, 0, &SafeText::from(said), Role::Muted);
}

/// A hit: what was matched is lit, what it is stands at the right.
fn palette_row(canvas: &mut Canvas<'_, '_>, area: Rect, row: u16, found: &Found, hit: &Row) {
    let kind = kind_name(hit.kind);
    let beside = if hit.shown.is_empty() {
        &hit.parents
    } else {
        &hit.shown
    };
    let beside = width::truncate(beside, usize::from(area.width) / 2);
    let right = SafeText::from(format!("{beside}  {kind:<10}"));
    let (text, lit) = (canvas.style(Role::Text), canvas.style(Role::Match));
    let end = width::width(&right);
    let room = Rect {
        width: small(usize::from(area.width).saturating_sub(end + 1)),
        ..area
    };
    canvas.two_ended(
        area,
        row,
        (SafeText::default(), Role::Text),
        (right, Role::Muted),
    );
    let mut spans: Vec<Span<'_>> = Vec::new();
    let mut from = 0;
    for bytes in &found.in_text {
        spans.push(part(&hit.text, from..bytes.start, text));
        spans.push(part(&hit.text, bytes.clone(), lit));
        from = bytes.end;
    }
    spans.push(part(&hit.text, from..hit.text.len(), text));
    canvas.line(room, row, spans);
}

fn draw_help(help: &Help, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let size = (
        screen.width.saturating_sub(8).clamp(36, 90),
        screen.height.saturating_sub(4),
    );
    let area = popup(canvas, screen, size, "every key · Enter runs it");
    field(canvas, area, 0, "filter ", &help.field);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    canvas.memory.geometry.page = usize::from(body.height);
    let window = canvas.window("help", help.listed.len(), help.at, body.height);
    for (row, i) in (0_u16..).zip(window) {
        let Some(line) = help.listed.get(i).and_then(|at| help.lines.get(*at)) else {
            continue;
        };
        let context = crate::keymap::Context::ALL
            .iter()
            .find(|(c, _)| *c == line.context);
        let context = context.map_or("", |(_, name)| name);
        let keys = format!("{:<20} {}", width::truncate(&line.keys, 20), line.doc);
        let left = (SafeText::from(keys), Role::Text);
        canvas.two_ended(body, row, left, (SafeText::new(context), Role::Muted));
        canvas.hit_row(body, row, Hit::Choice(i));
        if i == help.at {
            canvas.highlight(body, row, Role::Selection);
        }
    }
}

fn draw_themes(themes: &Themes, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let area = popup(canvas, screen, (34, small(themes.names.len())), "theme");
    let window = canvas.window("themes", themes.names.len(), themes.at, area.height);
    for (row, i) in (0_u16..).zip(window) {
        let Some(name) = themes.names.get(i) else {
            continue;
        };
        let mark = if i == themes.before { "• " } else { "  " };
        canvas.text(
            area,
            row,
            &SafeText::from(format!("{mark}{name}")),
            Role::Text,
        );
        canvas.hit_row(area, row, Hit::Choice(i));
        if i == themes.at {
            canvas.highlight(area, row, Role::Selection);
        }
    }
}

fn draw_picker(picker: &Picker, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let size = (
        screen.width.saturating_sub(8).clamp(36, 70),
        screen.height.saturating_sub(4),
    );
    let area = popup(canvas, screen, size, "compare · Space marks, Enter goes");
    field(canvas, area, 0, "filter ", &picker.field);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    canvas.memory.geometry.page = usize::from(body.height);
    let window = canvas.window("picker", picker.listed.len(), picker.at, body.height);
    for (row, i) in (0_u16..).zip(window) {
        let Some(at) = picker.listed.get(i).copied() else {
            continue;
        };
        let Some(choice) = picker.choices.get(at) else {
            continue;
        };
        let mark = if picker.marked.contains(&at) {
            "[x]"
        } else {
            "[ ]"
        };
        let left = SafeText::from(format!("{mark} {}", choice.alternative.name));
        canvas.two_ended(
            body,
            row,
            (left, Role::Text),
            (choice.kind.clone(), Role::Muted),
        );
        canvas.hit_row(body, row, Hit::Choice(i));
        if i == picker.at {
            canvas.highlight(body, row, Role::Selection);
        }
    }
}

fn draw_export(export: &Export, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let area = popup(canvas, screen, (72, 6), "write records");
    field(canvas, area, 0, "folder    ", &export.folder);
    if export.folder.is_empty() {
        let said = SafeText::new("          (empty: the project's own records folder)");
        canvas.text(area, 1, &said, Role::Muted);
    }
    let template = SafeText::from(format!(
        "template  {}   Tab changes it",
        export.template.word()
    ));
    canvas.text(area, 2, &template, Role::Text);
    let count = match export.only {
        Some(_) => "the decision under the cursor".to_owned(),
        None => counted(export.stack.decisions.len(), "decision"),
    };
    canvas.text(
        area,
        3,
        &SafeText::from(format!("records   {count}")),
        Role::Text,
    );
    let said = SafeText::new("Enter writes; nothing that exists is overwritten.");
    canvas.line(area, 5, vec![span(&said, canvas.style(Role::Muted))]);
}
