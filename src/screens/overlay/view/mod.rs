//! Draws what lies on top.

mod card;
mod fact;
mod leads_here;
mod menu;
mod offers;
mod reasons;

use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::screens::overlay::{Export, Find, Help, Links, Overlay, Palette, Picker, Rule, Themes};
use crate::search::{Hit as Found, Row, RowKind};
use crate::text::{SafeText, counted, width};
use crate::ui::input::Field;
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, owned, part, small, span};

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
        Overlay::Rule(rule) => draw_rule(rule, canvas, screen),
        Overlay::Fact(prompt) => fact::draw(prompt, canvas, screen),
        Overlay::LeadsHere(paths) => leads_here::draw(paths, canvas, screen),
        Overlay::Menu(menu) => menu::draw(menu, canvas, screen),
        Overlay::Offers(offers) => offers::draw(offers, canvas, screen),
        Overlay::Reasons(said) => reasons::draw(said, canvas, screen),
        Overlay::Where(wanted) => menu::draw_where(wanted, canvas, screen),
        Overlay::Card(cards) => card::draw(cards, canvas, screen),
    }
}

/// A box in the upper middle, its title in its first row, what else its keys do in its last.
/// Returns the area inside.
fn popup(
    canvas: &mut Canvas<'_, '_>,
    screen: Rect,
    size: (u16, u16),
    (title, keys): (&str, &str),
) -> Rect {
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
    let foot = Rect {
        x: area.x + 1,
        y: area.bottom().saturating_sub(1),
        width: area.width.saturating_sub(2),
        height: 1,
    };
    canvas.rule(foot, 0, &SafeText::new(keys), &SafeText::default());
    Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// A screen narrower than this has no room beside a box, and a box in it none for a third column.
const NARROW: u16 = 60;

/// The columns of a box that is best as wide as `most`.
fn box_width(screen: Rect, most: u16) -> u16 {
    if screen.width < NARROW {
        return screen.width;
    }
    screen.width.saturating_sub(8).min(most)
}

/// A list to choose from in a box.
struct List<'a> {
    /// Under which name its offset is remembered.
    name: &'static str,
    /// What the box says above, and below.
    said: (&'a str, &'a str),
    /// The columns and rows of the box.
    size: (u16, u16),
    /// What filters it.
    field: Option<(&'static str, &'a Field)>,
    /// Its rows, and the one under the cursor.
    rows: (usize, usize),
    /// What stands in place of the rows when there are none.
    empty: String,
    /// Rows kept free below.
    below: u16,
}

/// Draws a list; `draw` draws one of its rows. Returns the rows kept free.
fn list(
    list: &List<'_>,
    canvas: &mut Canvas<'_, '_>,
    screen: Rect,
    mut draw: impl FnMut(&mut Canvas<'_, '_>, Rect, u16, usize),
) -> Rect {
    let area = popup(canvas, screen, list.size, list.said);
    let top = u16::from(list.field.is_some());
    if let Some((name, typed)) = list.field {
        field(canvas, area, 0, name, typed);
    }
    let body = Rect {
        y: area.y + top,
        height: area.height.saturating_sub(top + list.below),
        ..area
    };
    canvas.memory.geometry.page = usize::from(body.height);
    let (len, at) = list.rows;
    if len == 0 {
        canvas.paragraph(body, 0, &SafeText::new(&list.empty), Role::Muted);
    }
    let window = canvas.window(list.name, len, at, body.height);
    for (row, i) in (0_u16..).zip(window) {
        draw(canvas, body, row, i);
        canvas.hit_row(body, row, Hit::Choice(i));
        if i == at {
            canvas.highlight(body, row, Role::Selection);
        }
    }
    Rect {
        y: body.bottom(),
        height: area.bottom().saturating_sub(body.bottom()),
        ..area
    }
}

/// A text field with its label and its cursor.
fn field(canvas: &mut Canvas<'_, '_>, area: Rect, row: u16, name: &str, field: &Field) {
    let name_width = small(width::width(name));
    canvas.line(
        area,
        row,
        vec![owned(&SafeText::new(name), canvas.style(Role::Muted))],
    );
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
    let shape = List {
        name: "links",
        said: ("links", "Enter follows, or copies an address"),
        size: (box_width(screen, 90), small(links.links.len().max(3))),
        field: None,
        rows: (links.links.len(), links.at),
        empty: String::new(),
        below: 0,
    };
    list(&shape, canvas, screen, |canvas, area, row, i| {
        let Some(link) = links.links.get(i) else {
            return;
        };
        let role = if link.place.is_some() {
            Role::Link
        } else {
            Role::Text
        };
        let left = (link.text.clone(), role);
        canvas.named(area, row, left, (link.target.clone(), Role::Muted));
    });
}

/// All parts of a rule, each over as many rows as it needs.
fn draw_rule(rule: &Rule, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let columns = box_width(screen, 90);
    let rows = rule.rows(usize::from(columns.saturating_sub(4)));
    let keys = match rule.page() {
        Some(_) => "Enter opens the page, y copies",
        None => "y copies",
    };
    let size = (columns, small(rows.len()));
    let area = popup(canvas, screen, size, ("rule", keys));
    canvas.memory.geometry.page = usize::from(area.height);
    let last = rows.iter().rposition(|row| row.part == rule.at);
    let window = canvas.window("rule", rows.len(), last.unwrap_or(0), area.height);
    for (at, row) in (0_u16..).zip(rows.get(window).unwrap_or_default()) {
        let name = span(&row.name, canvas.style(Role::Muted));
        let text = span(&row.text, canvas.style(Role::Text));
        canvas.line(area, at, vec![name, text]);
        canvas.hit_row(area, at, Hit::Choice(row.part));
        if row.part == rule.at {
            canvas.highlight(area, at, Role::Selection);
        }
    }
}

fn draw_palette(palette: &Palette, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let hits = &palette.search.hits;
    let technology = palette
        .row(palette.at)
        .filter(|row| row.kind == RowKind::Technology);
    let compare =
        technology.map(|row| format!("Enter tells all of it, Tab compares {} with …", row.text));
    let shape = List {
        name: "palette",
        said: ("go to anything", compare.as_deref().unwrap_or_default()),
        size: (box_width(screen, 100), screen.height.saturating_sub(4)),
        field: Some((": ", &palette.field)),
        rows: (hits.len(), palette.at),
        empty: if hits.is_empty() {
            nothing_like_it(palette)
        } else {
            String::new()
        },
        below: 0,
    };
    list(&shape, canvas, screen, |canvas, area, row, i| {
        if let (Some(found), Some(hit)) = (hits.get(i), palette.row(i)) {
            palette_row(canvas, area, row, found, hit);
        }
    });
}

/// What a row is, in a word.
fn kind_name(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Technology => "technology",
        RowKind::Skill => "skill",
        RowKind::Tree => "decision",
        RowKind::Doubtful => "decision?",
        RowKind::Table => "table",
        RowKind::Command => "command",
        RowKind::Record => "record",
        RowKind::File => "file",
        RowKind::Heading => "heading",
        RowKind::Problem => "left out",
    }
}

/// A query that fails says what is near.
fn nothing_like_it(palette: &Palette) -> String {
    let near = palette.finder.near(palette.field.text(), 5);
    if near.is_empty() {
        "Nothing like this is in the library. Try fewer letters, or another word.".to_owned()
    } else {
        format!("Nothing has these words. Near: {}", near.join(", "))
    }
}

/// A hit: what was matched is lit, what it is and where stands at the right. The name has the
/// first claim to the row, what it is the second.
fn palette_row(canvas: &mut Canvas<'_, '_>, area: Rect, row: u16, found: &Found, hit: &Row) {
    let (text, lit) = (canvas.style(Role::Text), canvas.style(Role::Match));
    let mut spans: Vec<Span<'_>> = Vec::new();
    let mut from = 0;
    for bytes in &found.in_text {
        spans.push(part(&hit.text, from..bytes.start, text));
        spans.push(part(&hit.text, bytes.clone(), lit));
        from = bytes.end;
    }
    spans.push(part(&hit.text, from..hit.text.len(), text));
    canvas.line(area, row, spans);
    let room = usize::from(area.width).saturating_sub(width::width(&hit.text) + 2);
    let Some(right) = beside(hit, room) else {
        return;
    };
    let x = area.right() - small(width::width(&right));
    let end = Rect {
        x,
        width: area.right() - x,
        ..area
    };
    canvas.text(end, row, &right, Role::Muted);
}

/// What a hit is and where, in so many columns: whole, the end of its place, or without it.
fn beside(hit: &Row, room: usize) -> Option<SafeText> {
    let kind = kind_name(hit.kind);
    let place = if hit.shown.is_empty() {
        &hit.parents
    } else {
        &hit.shown
    };
    let end = place.rsplit('/').next().unwrap_or_default();
    let said = [
        format!("{place}  {kind:<10}"),
        format!("{end}  {kind:<10}"),
        format!("{kind:<10}"),
    ];
    said.into_iter()
        .find(|said| width::width(said) <= room)
        .map(SafeText::from)
}

fn draw_help(help: &Help, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let narrow = screen.width < NARROW;
    let shape = List {
        name: "help",
        said: ("every key · Enter runs it", ""),
        size: (
            box_width(screen, 90),
            screen.height.saturating_sub(if narrow { 2 } else { 4 }),
        ),
        field: Some(("filter ", &help.field)),
        rows: (help.listed.len(), help.at),
        empty: "No key does this.".to_owned(),
        below: if narrow { 3 } else { 0 },
    };
    let keys = if narrow { 9 } else { 20 };
    let line = |i: usize| help.listed.get(i).and_then(|at| help.lines.get(*at));
    let below = list(&shape, canvas, screen, |canvas, area, row, i| {
        let Some(line) = line(i) else { return };
        let said = format!("{} {}", width::pad(&line.keys, keys), line.doc);
        let left = SafeText::from(said);
        if narrow {
            return canvas.text(area, row, &left, Role::Text);
        }
        let mut contexts = crate::keymap::Context::ALL.iter();
        let context = contexts.find(|(context, _)| *context == line.context);
        let context = SafeText::new(context.map_or("", |(_, name)| name));
        canvas.two_ended(area, row, (left, Role::Text), (context, Role::Muted));
    });
    if let Some(line) = line(help.at).filter(|_| narrow) {
        let whole = SafeText::from(format!("{}  {}", line.keys, line.doc));
        canvas.paragraph(below, 0, &whole, Role::Muted);
    }
}

fn draw_themes(themes: &Themes, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let shape = List {
        name: "themes",
        said: ("theme", ""),
        size: (34, small(themes.names.len())),
        field: None,
        rows: (themes.names.len(), themes.at),
        empty: String::new(),
        below: 0,
    };
    list(&shape, canvas, screen, |canvas, area, row, i| {
        let Some(name) = themes.names.get(i) else {
            return;
        };
        let mark = if i == themes.before { "• " } else { "  " };
        let name = SafeText::from(format!("{mark}{name}"));
        canvas.text(area, row, &name, Role::Text);
    });
}

fn draw_picker(picker: &Picker, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let shape = List {
        name: "picker",
        said: (
            "compare",
            "Space marks, Tab all of its kind, Enter goes, ctrl-l clears",
        ),
        size: (box_width(screen, 70), screen.height.saturating_sub(4)),
        field: Some(("filter ", &picker.field)),
        rows: (picker.listed.len(), picker.at),
        empty: "No technology matches. Try fewer letters, or another word.".to_owned(),
        below: 0,
    };
    list(&shape, canvas, screen, |canvas, area, row, i| {
        let Some(at) = picker.listed.get(i).copied() else {
            return;
        };
        let Some(choice) = picker.choices.get(at) else {
            return;
        };
        let mark = if picker.marked.contains(&at) {
            "[x]"
        } else {
            "[ ]"
        };
        let left = SafeText::from(format!("{mark} {}", choice.alternative.name));
        let kind = (choice.kind.clone(), Role::Muted);
        canvas.named(area, row, (left, Role::Text), kind);
    });
}

fn draw_export(export: &Export, canvas: &mut Canvas<'_, '_>, screen: Rect) {
    let area = popup(canvas, screen, (72, 6), ("write records", ""));
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
    let taken = export.stack.decisions.iter();
    let taken = taken.filter(|decision| decision.is_taken()).count();
    let all = counted(taken, "decision");
    let count = match (export.under, export.all) {
        (Some(_), false) => "the decision under the cursor   \u{2191}\u{2193} all".to_owned(),
        (Some(_), true) => format!("{all}   \u{2191}\u{2193} the one under the cursor"),
        (None, _) => all,
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
