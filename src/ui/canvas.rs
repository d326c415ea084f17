//! What a view draws on: the frame, the theme, and a memory of what went where.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Cell;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::text::{SafeText, width};
use crate::ui::theme::{Role, Theme};
use crate::ui::{Area, Geometry, Hit, label, owned};

/// What drawing remembers from frame to frame: nothing that a person would miss.
#[derive(Debug, Default)]
pub struct Memory {
    /// What was drawn where.
    pub geometry: Geometry,
    /// The first row shown of each list.
    offsets: BTreeMap<&'static str, usize>,
}

/// The frame being drawn.
pub struct Canvas<'a, 'b> {
    /// The frame.
    pub frame: &'a mut Frame<'b>,
    /// How roles look.
    pub theme: &'a Theme,
    /// What is remembered.
    pub memory: &'a mut Memory,
}

impl std::fmt::Debug for Canvas<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Canvas")
            .field("memory", &self.memory)
            .finish_non_exhaustive()
    }
}

/// A remark cut to less than this says nothing.
const LEAST_REMARK: usize = 12;

/// A piece of a line: text and role.
pub type Piece = (SafeText, Role);

impl Canvas<'_, '_> {
    /// How a role looks.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Draws spans on one row of an area, cut at its edge.
    pub fn line(&mut self, area: Rect, row: u16, spans: Vec<Span<'_>>) {
        if row >= area.height {
            return;
        }
        let target = Rect {
            y: area.y + row,
            height: 1,
            ..area
        };
        let target = target.intersection(self.frame.area());
        self.frame
            .buffer_mut()
            .set_line(target.x, target.y, &Line::from(spans), target.width);
    }

    /// Draws a text on one row, cut with `…`. Its indentation is ground, not text, and so are the
    /// blanks that part columns: an underline stands below words only.
    pub fn text(&mut self, area: Rect, row: u16, text: &SafeText, role: Role) {
        let cut = width::truncate(text, usize::from(area.width));
        let words = cut.trim_start();
        let indent = SafeText::from(" ".repeat(cut.len() - words.len()));
        let (ground, style) = (self.style(Role::Text), self.style(role));
        let gap = style.remove_modifier(Modifier::UNDERLINED);
        let mut spans = vec![owned(&indent, ground)];
        for (part, blank) in columns(words) {
            let style = if blank { gap } else { style };
            spans.push(owned(&SafeText::new(part), style));
        }
        self.line(area, row, spans);
    }

    /// Draws one text at the left and one at the right of a row. The left one is cut as long as it
    /// keeps half of the row; with less room than that the right one is left out.
    pub fn two_ended(&mut self, area: Rect, row: u16, left: Piece, right: Piece) {
        let ((left, left_role), (right, right_role)) = (left, right);
        let space = usize::from(area.width);
        let end = width::width(&right);
        let kept = width::width(&left).min(space / 2);
        if end == 0 || end + kept + usize::from(kept > 0) > space {
            return self.text(area, row, &left, left_role);
        }
        let begin = Rect {
            width: small(space.saturating_sub(end + 1)),
            ..area
        };
        self.text(begin, row, &left, left_role);
        let x = area.x + small(space - end);
        self.text(
            Rect {
                x,
                width: small(end),
                ..area
            },
            row,
            &right,
            right_role,
        );
    }

    /// Draws a name at the left and a remark at the right of a row. The remark is cut, and left
    /// out where a few letters of it would be all.
    pub fn named(&mut self, area: Rect, row: u16, name: Piece, remark: Piece) {
        let ((name, name_role), (remark, role)) = (name, remark);
        let space = usize::from(area.width);
        let room = space.saturating_sub(width::width(&name) + 2);
        if room < LEAST_REMARK.min(width::width(&remark)) {
            return self.text(area, row, &name, name_role);
        }
        let cut = SafeText::from(width::truncate(&remark, room));
        let x = area.x + small(space - width::width(&cut));
        self.text(area, row, &name, name_role);
        self.text(
            Rect {
                x,
                width: area.right() - x,
                ..area
            },
            row,
            &cut,
            role,
        );
    }

    /// Draws a text over as many rows as it needs, at most to the end of the area. Returns the
    /// rows used.
    pub fn paragraph(&mut self, area: Rect, row: u16, text: &SafeText, role: Role) -> u16 {
        let mut used = 0;
        for line in width::wrap(text, usize::from(area.width.max(1))) {
            if row + used >= area.height {
                break;
            }
            self.text(area, row + used, &SafeText::from(line), role);
            used += 1;
        }
        used
    }

    /// Draws a rule with a title in it.
    pub fn rule(&mut self, area: Rect, row: u16, title: &SafeText, right: &SafeText) {
        let line = self.style(Role::Line);
        let space = usize::from(area.width);
        let mut spans = Vec::new();
        let mut used = 0;
        if !title.is_empty() && space > 4 {
            let title = SafeText::from(width::truncate(title, space - 4));
            used = 3 + width::width(&title);
            spans.push(label("─ ", line));
            spans.push(owned(&title, self.style(Role::Muted)));
            spans.push(label(" ", line));
        }
        let end = width::width(right);
        let tail = if right.is_empty() || used + end + 3 > space {
            0
        } else {
            end + 2
        };
        let dashes = "─".repeat(space.saturating_sub(used + tail));
        spans.push(Span::styled(dashes, line));
        if tail > 0 {
            spans.push(label(" ", line));
            spans.push(owned(right, self.style(Role::Muted)));
            spans.push(label(" ", line));
        }
        self.line(area, row, spans);
    }

    /// Draws a border on the right of an area.
    pub fn border(&mut self, area: Rect) {
        let style = self.style(Role::Line);
        let x = area.right();
        let screen = self.frame.area();
        if x >= screen.right() {
            return;
        }
        for y in area.top()..area.bottom().min(screen.bottom()) {
            self.frame
                .buffer_mut()
                .set_line(x, y, &Line::from(label("│", style)), 1);
        }
    }

    /// Empties an area and draws a box round it, a title in its upper edge.
    pub fn boxed(&mut self, area: Rect, title: &SafeText, right: &SafeText) {
        self.clear(area);
        let sides = Rect {
            x: area.x,
            width: 0,
            ..area
        };
        self.border(sides);
        self.border(Rect {
            width: area.width.saturating_sub(1),
            ..area
        });
        let inner = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        };
        self.rule(inner, 0, title, right);
        let foot = Rect {
            y: area.bottom().saturating_sub(1),
            height: 1,
            ..inner
        };
        self.rule(foot, 0, &SafeText::default(), &SafeText::default());
        let (left, right) = (area.x, area.right().saturating_sub(1));
        let (top, bottom) = (area.y, area.bottom().saturating_sub(1));
        let style = self.style(Role::Line);
        let corners = [
            (left, top, "┌"),
            (right, top, "┐"),
            (left, bottom, "└"),
            (right, bottom, "┘"),
        ];
        for (x, y, corner) in corners {
            self.frame
                .buffer_mut()
                .set_line(x, y, &Line::from(label(corner, style)), 1);
        }
    }

    /// Fills an area with the ground of the screen.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.frame.area());
        self.frame.render_widget(ratatui::widgets::Clear, area);
        let style = self.style(Role::Text);
        self.frame.buffer_mut().set_style(area, style);
    }

    /// Draws clusters whose width terminals dispute as ones that all agree on; called once, when
    /// everything is drawn. See [`width::settled`].
    pub fn settle(&mut self) {
        let buffer = self.frame.buffer_mut();
        let columns = usize::from(buffer.area.width);
        for at in 0..buffer.content.len() {
            let settled = buffer
                .content
                .get(at)
                .and_then(|cell| width::settled(cell.symbol()));
            let Some(settled) = settled else { continue };
            let style = buffer.content.get(at).map(Cell::style).unwrap_or_default();
            for (right, part) in settled.into_iter().enumerate() {
                let same_row = columns > 0 && at / columns == (at + right) / columns;
                if let Some(cell) = buffer.content.get_mut(at + right).filter(|_| same_row) {
                    cell.set_symbol(&part).set_style(style);
                }
            }
        }
    }

    /// Gives every cell of a row a style, keeping what stands there.
    pub fn highlight(&mut self, area: Rect, row: u16, role: Role) {
        if row < area.height {
            let target = Rect {
                y: area.y + row,
                height: 1,
                ..area
            };
            let style = self.style(role);
            let target = target.intersection(self.frame.area());
            self.frame.buffer_mut().set_style(target, style);
        }
    }

    /// The rows of a list that are shown, so that the selected one is among them and the list
    /// moves as little as it can.
    pub fn window(
        &mut self,
        list: &'static str,
        len: usize,
        selected: usize,
        height: u16,
    ) -> Range<usize> {
        let height = usize::from(height);
        let offset = self.memory.offsets.entry(list).or_default();
        let lowest = (selected + 1).saturating_sub(height);
        *offset = (*offset)
            .clamp(lowest, selected.max(lowest))
            .min(len.saturating_sub(height));
        *offset..(*offset + height).min(len)
    }

    /// Remembers what a click on an area means.
    pub fn hit(&mut self, area: Rect, hit: Hit) {
        let Rect {
            x,
            y,
            width,
            height,
        } = area;
        self.memory.geometry.hits.push((
            Area {
                x,
                y,
                width,
                height,
            },
            hit,
        ));
    }

    /// Remembers what a click on one row of an area means.
    pub fn hit_row(&mut self, area: Rect, row: u16, hit: Hit) {
        if row < area.height {
            self.hit(
                Rect {
                    y: area.y + row,
                    height: 1,
                    ..area
                },
                hit,
            );
        }
    }
}

/// A text taken apart at blanks that part columns: two or more, or at its end. `true` with blanks.
fn columns(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let blank = rest.find("  ").unwrap_or(rest.trim_end().len());
        let (words, after) = rest.split_at_checked(blank).unwrap_or((rest, ""));
        let next = after.trim_start_matches(' ');
        let blanks = after.strip_suffix(next).unwrap_or_default();
        parts.extend([(words, false), (blanks, true)]);
        if blanks.is_empty() {
            parts.push((next, false));
            return parts;
        }
        rest = next;
    }
}

/// Columns as the terminal counts them.
pub fn small(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}
