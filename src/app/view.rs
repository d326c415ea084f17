//! Draws the frame: tabs, breadcrumb, the screen in front, hints, what lies on top.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::action::Action;
use crate::app::App;
use crate::catalog::{Holds, Stage};
use crate::keymap::Resolved;
use crate::screens::browse::{self, NodeKey};
use crate::screens::{Notice, NoticeLevel, View, compare, decide, overlay, stack};
use crate::text::{SafeText, counted, crumbs, width};
use crate::ui::theme::Role;
use crate::ui::{self, Canvas, DocumentGeometry, Hit, label, owned, small};
use crate::walk::{Walk, given_text};

/// The smallest screen on which anything can be read.
const SMALLEST: (u16, u16) = (40, 10);

/// A screen with fewer columns has no room for two things on a row.
const NARROW: usize = 60;

/// What drawing remembers: nothing that a person would miss.
#[derive(Debug, Default)]
pub struct Memory {
    ui: ui::Memory,
    browse: browse::Memory,
    compare: compare::Memory,
}

impl Memory {
    /// What was drawn where.
    pub fn geometry(&self) -> &ui::Geometry {
        &self.ui.geometry
    }
}

impl App {
    /// Draws the program. Changes nothing but the memory.
    pub fn view(&self, memory: &mut Memory, frame: &mut Frame<'_>) {
        let area = frame.area();
        memory.ui.geometry = ui::Geometry {
            size: (area.width, area.height),
            ..ui::Geometry::default()
        };
        let mut ui_memory = std::mem::take(&mut memory.ui);
        let mut canvas = Canvas {
            frame,
            theme: self.theme(),
            memory: &mut ui_memory,
        };
        canvas.clear(area);
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            too_small(&mut canvas, area);
        } else {
            self.draw(&mut canvas, memory, area);
        }
        canvas.settle();
        memory.ui = ui_memory;
    }

    fn draw(&self, canvas: &mut Canvas<'_, '_>, memory: &mut Memory, area: Rect) {
        self.tabs(canvas, area);
        let rule = u16::from(area.height > 14);
        if rule == 1 {
            let line = Rect {
                y: area.y + 2,
                height: 1,
                ..area
            };
            canvas.rule(line, 0, &SafeText::default(), &SafeText::default());
        }
        let body = Rect {
            y: area.y + 2 + rule,
            height: area.height - 3 - rule,
            ..area
        };
        let cx = self.cx();
        match self.current {
            View::Browse => {
                browse::view(&self.browse, cx, canvas, body, &mut memory.browse);
            }
            View::Decide => decide::view(&self.decide, cx, canvas, body),
            View::Compare => {
                compare::view(&self.compare, cx, canvas, body, &mut memory.compare);
            }
            View::Stack => stack::view(&self.stack_screen, cx, canvas, body),
        }
        // What these say of the document is what was drawn just now.
        let place = Rect {
            y: area.y + 1,
            height: 1,
            ..area
        };
        self.breadcrumb(canvas, place);
        let foot = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        match &self.notice {
            Some(notice) => say(canvas, area, notice),
            None => self.foot(canvas, foot),
        }
        self.which_key(canvas, body);
        for overlay in &self.overlays {
            overlay::view(overlay, canvas, area);
        }
    }

    /// The views with counts, and what is loaded.
    fn tabs(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let mut x = area.x + 1;
        if area.width >= 100 {
            let name = Rect {
                x,
                width: 9,
                height: 1,
                ..area
            };
            canvas.line(name, 0, vec![label("archtui", canvas.style(Role::Muted))]);
            x += 10;
        }
        for (i, view) in View::ALL.into_iter().enumerate() {
            let here = view == self.current;
            let mark = self.mark(view);
            if area.width < 60 && !here && mark.is_empty() {
                continue;
            }
            let count = self.count(view).filter(|n| *n > 0);
            let count = count.map(|n| format!(" {n}")).unwrap_or_default();
            let (open, close) = if here { ("[", "]") } else { (" ", " ") };
            let text = format!("{open}{}{count}{mark}{close}", view.title());
            let columns = small(width::width(&text));
            let tab = Rect {
                x,
                width: columns,
                height: 1,
                ..area
            };
            let role = if here { Role::Heading } else { Role::Text };
            canvas.text(tab, 0, &SafeText::from(text), role);
            canvas.hit(tab, Hit::View(i));
            x += columns + 1;
        }
        let walk = self.decide.walk();
        let walk = walk.filter(|_| self.current == View::Decide && area.width < small(NARROW));
        let said = match walk {
            // Where there is room for one thing only, how far one is serves better than what is loaded.
            Some(walk) => how_far(walk, NARROW),
            None => self.loaded_said(),
        };
        let said = SafeText::from(said);
        let room = Rect {
            x,
            width: area.right().saturating_sub(x + 1),
            height: 1,
            ..area
        };
        canvas.two_ended(
            room,
            0,
            (SafeText::default(), Role::Text),
            (said, Role::Muted),
        );
    }

    fn count(&self, view: View) -> Option<usize> {
        match view {
            View::Browse => None,
            View::Decide => Some(self.decide.trees.len()),
            View::Compare => Some(self.compare.alternatives.len()),
            View::Stack => Some(self.stack.decisions.len()),
        }
    }

    /// What stands beside the view whose content is not in its file.
    fn mark(&self, view: View) -> &'static str {
        match self.unsaved {
            Some(_) if view == View::Stack => "*",
            _ => "",
        }
    }

    fn loaded_said(&self) -> String {
        if self.current == View::Stack {
            return self.stack_shown.clone();
        }
        let skills = self
            .catalog
            .skills
            .iter()
            .filter(|s| s.shadowed_by.is_none())
            .count();
        let sources = self.catalog.sources.iter();
        let content = sources.filter(|source| source.holds() == Holds::Content);
        let source = match content.collect::<Vec<_>>().as_slice() {
            [one] => format!("{} · ", one.name()),
            [] => String::new(),
            many => format!("{} sources · ", many.len()),
        };
        let state = match self.catalog.stage {
            Stage::Indexed => "",
            Stage::Empty => "reading …",
            Stage::Glanced | Stage::Listed | Stage::Described => " · reading …",
        };
        if self.catalog.stage == Stage::Empty {
            return state.to_owned();
        }
        let left_out = match self.catalog.left_out().count() {
            0 => String::new(),
            n => format!(" · {n} left out"),
        };
        format!("{source}{}{left_out}{state}", counted(skills, "skill"))
    }

    /// Where the person is at the left; where it comes from, or how far one is, at the right.
    fn breadcrumb(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let (left, right) = match self.current {
            View::Browse => self.browse_place(canvas.memory.geometry.document.as_ref()),
            View::Decide => self.decide_place(usize::from(area.width)),
            View::Compare => compare::place(&self.compare, usize::from(area.width)),
            View::Stack => (
                format!("Stack › {}", self.stack.name),
                self.stack_screen.overview.summary(&self.stack),
            ),
        };
        let inner = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        };
        let left = (SafeText::from(left), Role::Text);
        canvas.two_ended(inner, 0, left, (SafeText::from(right), Role::Muted));
    }

    fn browse_place(&self, shown: Option<&DocumentGeometry>) -> (String, String) {
        let Some(file) = browse::shown_file(&self.browse, &self.catalog) else {
            return ("Library".to_owned(), String::new());
        };
        let Some(entry) = self.catalog.file(file) else {
            return Default::default();
        };
        let mut parts: Vec<String> = entry.shown.split('/').map(str::to_owned).collect();
        if let Some(NodeKey::Heading(_, heading)) = self.browse.selected {
            let index = self.catalog.file_index(file);
            let heading = index.and_then(|index| index.headings.get(heading as usize));
            parts.extend(heading.map(|heading| heading.title.to_string()));
        }
        let shown = shown.filter(|shown| shown.file == file);
        let line = shown.map_or(1, |shown| shown.line);
        let name = entry.shown.rsplit('/').next().unwrap_or_default();
        (parts.join(" › "), format!("{name}:{line}"))
    }

    /// The answers so far, and how far that is; where room is short, the first answers give way.
    fn decide_place(&self, columns: usize) -> (String, String) {
        let Some(walk) = self.decide.walk() else {
            return ("Decisions".to_owned(), String::new());
        };
        let mut parts = vec![walk.tree.title.to_string()];
        let current = walk.current();
        for step in walk.steps() {
            if Some(step.question) == current {
                break;
            }
            if let Some(given) = &step.given {
                parts.push(given_text(walk, step.question, given));
            }
        }
        let far = if columns < NARROW {
            String::new()
        } else {
            how_far(walk, columns)
        };
        let room = columns.saturating_sub(width::width(&far) + 3);
        (crumbs(&parts, room), far)
    }

    /// The most useful keys here.
    fn foot(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let inner = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        };
        let help = self.hint(
            Action::Help,
            if area.width < 60 { "keys" } else { "all keys" },
        );
        let end = help
            .as_ref()
            .map_or(0, |(keys, word)| width::width(keys) + word.len() + 1);
        let mut room = usize::from(inner.width).saturating_sub(end + 2);
        let (key_style, word_style) = (canvas.style(Role::Answer), canvas.style(Role::Muted));
        let mut spans: Vec<Span<'_>> = Vec::new();
        let shown = canvas.memory.geometry.document.clone();
        if let Some(found) = self.found(shown.as_ref()) {
            let found = SafeText::from(width::truncate(&found, room));
            room = room.saturating_sub(width::width(&found));
            spans.push(owned(&found, canvas.style(Role::Text)));
        }
        for (action, word) in self.useful(shown.as_ref()).into_iter().take(6) {
            let Some((keys, word)) = self.hint(action, word) else {
                continue;
            };
            let needs = width::width(&keys) + width::width(&word) + 3;
            if needs > room {
                break;
            }
            room -= needs;
            spans.push(owned(&SafeText::from(keys), key_style));
            spans.push(owned(&SafeText::from(format!(" {word}  ")), word_style));
        }
        canvas.line(inner, 0, spans);
        if let Some((keys, word)) = help {
            let x = inner.right().saturating_sub(small(end));
            let at = Rect {
                x,
                width: small(end),
                ..inner
            };
            let keys = owned(&SafeText::from(keys), key_style);
            canvas.line(
                at,
                0,
                vec![keys, owned(&SafeText::from(format!(" {word}")), word_style)],
            );
        }
    }

    /// The choices of a key sequence that has begun.
    fn which_key(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        if self.pending.is_empty() {
            return;
        }
        let Resolved::Pending(choices) = self.keymap.resolve(self.context(), &self.pending) else {
            return;
        };
        let columns = small(26.min(usize::from(area.width)));
        let rows = small(choices.len() + 2).min(area.height);
        let (x, y) = (area.right() - columns, area.bottom() - rows);
        let popup = Rect {
            x,
            y,
            width: columns,
            height: rows,
        };
        let begun = SafeText::from(crate::keymap::shown(&self.pending));
        canvas.boxed(popup, &begun, &SafeText::default());
        let inner = Rect {
            x: popup.x + 1,
            width: popup.width.saturating_sub(2),
            ..popup
        };
        for (row, choice) in (1_u16..rows.saturating_sub(1)).zip(&choices) {
            let rest = choice.keys.get(self.pending.len()..).unwrap_or_default();
            let hint = choice.action.row().map_or("", |row| row.hint);
            let line = format!(" {:<6}{hint}", crate::keymap::shown(rest));
            canvas.text(inner, row, &SafeText::from(line), Role::Text);
        }
    }
}

/// A notice in the bottom row. One that is longer covers rows above, up to half of the screen, so
/// that it can be read to its end.
fn say(canvas: &mut Canvas<'_, '_>, screen: Rect, notice: &Notice) {
    let columns = screen.width.saturating_sub(2);
    let lines = width::wrap(&notice.text, usize::from(columns)).len();
    let height = small(lines).clamp(1, screen.height / 2);
    let area = Rect {
        y: screen.bottom().saturating_sub(height),
        height,
        ..screen
    };
    canvas.clear(area);
    let role = match notice.level {
        NoticeLevel::Said => Role::Notice,
        NoticeLevel::Failed => Role::Error,
    };
    let inner = Rect {
        x: area.x + 1,
        width: columns,
        ..area
    };
    canvas.paragraph(inner, 0, &notice.text, role);
}

/// How far a walk is, in words or, where room is short, in numbers.
fn how_far(walk: &Walk, columns: usize) -> String {
    let progress = walk.progress();
    let (at, most) = (progress.question, progress.at_most);
    let outcomes = progress.outcomes_left;
    match (walk.current(), columns) {
        (None, _) => format!("{} answered", counted(at, "question")),
        (Some(_), 100..) => {
            let left = counted(outcomes, "outcome");
            format!("question {at} of at most {most} · {left} left")
        }
        (Some(_), _) => format!("{at} of ≤{most} · {outcomes} left"),
    }
}

/// A screen on which nothing fits still says so, and still takes `q`.
fn too_small(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let said = SafeText::new("too small: 40x10 is the least; q leaves");
    canvas.text(area, 0, &said, Role::Text);
}
