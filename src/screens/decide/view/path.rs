//! The way so far, and where every alternative stands.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use crate::model::NodeId;
use crate::screens::decide::view::{Named, Page, STANDINGS, named};
use crate::text::{SafeText, width};
use crate::ui::Canvas;
use crate::ui::theme::Role;
use crate::walk::{AlternativeState, Step, given_text, question_text};

/// A row: text and role, and what stands at its right.
type Row = (SafeText, Role, SafeText);

impl Page<'_> {
    /// The answers so far, then where every alternative stands. A long way loses its beginning,
    /// so that both have room; what is left out is counted.
    pub(super) fn path(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let height = usize::from(area.height);
        let steps = self.step_rows(usize::from(area.width));
        let standing = self.standing_rows();
        let room = height.saturating_sub(standing.len() + 2).max(height / 2);
        canvas.text(area, 0, &SafeText::new("Path"), Role::Heading);
        let used = draw_tail(canvas, below(area, 1), &steps, room);
        draw_head(canvas, below(area, used + 2), &standing);
    }

    fn step_rows(&self, columns: usize) -> Vec<Row> {
        let route = self.walk.route();
        let steps = route.steps.iter().map(|step| step.question);
        let numbers: BTreeMap<NodeId, usize> = steps.zip(1..).collect();
        let mut back: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
        for revisit in &route.revisits {
            let numbers = numbers.get(&revisit.question).copied();
            back.entry(revisit.via.0).or_default().extend(numbers);
        }
        let mut rows = self.rows_before();
        for (n, step) in (1..).zip(&route.steps) {
            rows.extend(self.rows_of(n, step, columns));
            for number in back.remove(&step.question).unwrap_or_default() {
                let indent = "  ".repeat(step.depth);
                let text = SafeText::from(format!("    {indent}↺ back to question {number}"));
                rows.push((text, Role::Muted, SafeText::default()));
            }
        }
        rows
    }

    /// The walks that led here: each tree by its title, and what was said there.
    fn rows_before(&self) -> Vec<Row> {
        let before = self.decide.before.iter();
        let before = before.filter_map(|id| self.decide.walks.get(id));
        before
            .flat_map(|walk| {
                let steps = walk.steps().into_iter();
                let said = steps.filter_map(|step| {
                    let given = step.given.as_ref()?;
                    Some(given_text(walk, step.question, given))
                });
                let said = format!("    {}", said.collect::<Vec<_>>().join(" › "));
                let title = SafeText::from(format!(" {}", walk.tree.title));
                [
                    (title, Role::Muted, SafeText::default()),
                    (SafeText::from(said), Role::Taken, SafeText::default()),
                ]
            })
            .collect()
    }

    /// A question of the way and what was said to it.
    fn rows_of(&self, n: usize, step: &Step, columns: usize) -> Vec<Row> {
        let Some(question) = self.walk.tree.question(step.question) else {
            return Vec::new();
        };
        let here = Some(step.question) == self.walk.current();
        let mark = if here { "▌" } else { " " };
        let indent = "  ".repeat(step.depth);
        let prompt = question_text(&self.walk.tree, question);
        let role = if here { Role::Heading } else { Role::Text };
        let wrapped = width::wrap(&prompt, columns.saturating_sub(indent.len() + 4).max(8));
        let mut rows: Vec<Row> = Vec::new();
        for (i, line) in wrapped.iter().enumerate() {
            let number = if i == 0 { n.to_string() } else { String::new() };
            let text = format!("{mark}{number:<3}{indent}{line}");
            rows.push((SafeText::from(text), role, SafeText::default()));
        }
        if let Some(given) = &step.given {
            let from = self.walk.from_facts.answered.get(&step.question);
            let (pencil, role) = if step.pencilled {
                ("kept: ", Role::Muted)
            } else {
                ("", Role::Taken)
            };
            let said = given_text(self.walk, step.question, given);
            let text = SafeText::from(format!("    {indent}{pencil}{said}"));
            rows.push((text, role, SafeText::default()));
            rows.extend(from.map(|names| {
                let said = format!("    {indent}from facts: {}", self.facts(names));
                (SafeText::from(said), Role::Muted, SafeText::default())
            }));
        }
        rows
    }

    /// Every state with its alternatives on a line, for screens with no room beside the question.
    pub(super) fn standing_in_brief(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let mut row = 0;
        for standing in STANDINGS {
            let Named { title, mark, role } = named(standing);
            let of = self.decide.follows.of(standing);
            let names: Vec<String> = of
                .map(|state| {
                    let against = state.objections.first().map(|o| o.quote.to_string());
                    let stance = || Some(state.policies.first()?.stance.word().to_owned());
                    match against.or_else(stance) {
                        Some(said) => format!("{} ({said})", state.alternative.name),
                        None => state.alternative.name.to_string(),
                    }
                })
                .collect();
            if !names.is_empty() {
                let line = format!("{mark} {title}: {}", names.join(", "));
                row += canvas.paragraph(area, row, &SafeText::from(line), role);
            }
        }
    }

    /// Every alternative by its state.
    fn standing_rows(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for standing in STANDINGS {
            let Named { title, mark, role } = named(standing);
            let of: Vec<&AlternativeState> = self.decide.follows.of(standing).collect();
            if of.is_empty() {
                continue;
            }
            if !rows.is_empty() {
                rows.push(Row::default());
            }
            let count = SafeText::from(of.len().to_string());
            rows.push((SafeText::new(title), Role::Heading, count));
            for state in of {
                let name = SafeText::from(format!(" {mark} {}", state.alternative.name));
                let stance = state.policies.first().map(|policy| policy.stance.word());
                rows.push((name, role, SafeText::new(stance.unwrap_or_default())));
                let mut quotes: Vec<&SafeText> =
                    state.objections.iter().map(|o| &o.quote).collect();
                quotes.dedup();
                for quote in quotes {
                    let said = SafeText::from(format!("   {quote}"));
                    rows.push((said, Role::Muted, SafeText::default()));
                }
            }
        }
        rows
    }
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// Draws the last rows, at most so many; says how many came before. Returns the rows used.
fn draw_tail(canvas: &mut Canvas<'_, '_>, area: Rect, rows: &[Row], room: usize) -> u16 {
    let left_out = rows.len().saturating_sub(room);
    let shown = if left_out == 0 { 0 } else { left_out + 1 };
    let mut used = 0;
    if left_out > 0 {
        let said = SafeText::from(format!(" … {shown} above"));
        canvas.text(area, 0, &said, Role::Muted);
        used = 1;
    }
    for row in rows.iter().skip(shown) {
        draw_row(canvas, area, used, row);
        used += 1;
    }
    used
}

/// Draws the first rows; says how many there are beyond.
fn draw_head(canvas: &mut Canvas<'_, '_>, area: Rect, rows: &[Row]) {
    let height = usize::from(area.height);
    let cut = rows.len() > height;
    let shown = if cut {
        height.saturating_sub(1)
    } else {
        rows.len()
    };
    for (at, row) in (0_u16..).zip(rows.iter().take(shown)) {
        draw_row(canvas, area, at, row);
    }
    if cut {
        let said = SafeText::from(format!(" … {} more", rows.len() - shown));
        canvas.text(area, area.height.saturating_sub(1), &said, Role::Muted);
    }
}

fn draw_row(canvas: &mut Canvas<'_, '_>, area: Rect, at: u16, (text, role, right): &Row) {
    if right.is_empty() {
        return canvas.text(area, at, text, *role);
    }
    let right = (right.clone(), Role::Muted);
    canvas.two_ended(area, at, (text.clone(), *role), right);
}
