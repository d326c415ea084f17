//! Draws Decide: the list of decisions, or path, question and draft.

mod path;
mod question;
mod result;

use ratatui::layout::Rect;

use crate::catalog::Stage;
use crate::model::NodeId;
use crate::screens::Cx;
use crate::screens::decide::Decide;
use crate::screens::decide::update::{decision, standings};
use crate::text::{SafeText, counted, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit};
use crate::walk::{AlternativeState, Given, Standing, Walk, answer_text};

/// Draws the screen.
pub fn view(decide: &Decide, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let Some(walk) = decide.walk() else {
        return list(decide, cx, canvas, area);
    };
    let states = standings(walk, cx);
    let page = Page {
        decide,
        walk,
        cx,
        states: &states,
    };
    if decide.peek {
        return page.draft(canvas, area);
    }
    if area.width >= 110 {
        page.wide(canvas, area);
    } else {
        page.narrow(canvas, area);
    }
}

/// The list of decisions.
fn list(decide: &Decide, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let trees = &decide.trees;
    canvas.memory.geometry.page = usize::from(area.height.saturating_sub(2));
    if trees.is_empty() {
        let said = if cx.catalog.stage < Stage::Indexed {
            "Looking for decisions …"
        } else {
            "No decision was found in what is loaded. g b goes back to the library; `archtui --builtin DIR` adds the built-in one."
        };
        canvas.paragraph(area, 0, &SafeText::new(said), Role::Muted);
        return;
    }
    let said = format!("{}. Enter walks one.", counted(trees.len(), "decision"));
    canvas.text(area, 0, &SafeText::from(said), Role::Muted);
    let body = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let at = decide.listed.min(trees.len() - 1);
    let window = canvas.window("decisions", trees.len(), at, body.height);
    for (row, i) in (0_u16..).zip(window) {
        let Some(listed) = trees.get(i) else { continue };
        let tree = &listed.tree;
        let begun = decide
            .walks
            .get(&tree.id)
            .filter(|walk| !walk.given.is_empty());
        let state = match begun {
            Some(walk) if walk.is_finished() => "walked".to_owned(),
            Some(walk) => format!("{} answered", walk.given.len()),
            None => counted(tree.question_count(), "question"),
        };
        let skill = tree.id.0.split('#').next().unwrap_or_default();
        let mark = if begun.is_some() { "•" } else { " " };
        let columns = usize::from(area.width);
        let (title_width, state_width) = (columns * 2 / 5, 13);
        let rest = columns.saturating_sub(title_width + state_width + 5);
        let line = format!(
            " {mark} {} {} {}",
            width::pad(&width::truncate(&tree.title, title_width), title_width),
            width::pad(&width::truncate(skill, rest), rest),
            state
        );
        canvas.text(body, row, &SafeText::from(line), Role::Text);
        canvas.hit_row(body, row, Hit::Row(0, i));
        if i == at {
            canvas.highlight(body, row, Role::Selection);
        }
    }
}

/// A walk being drawn.
struct Page<'a> {
    decide: &'a Decide,
    walk: &'a Walk,
    cx: Cx<'a>,
    states: &'a [AlternativeState],
}

/// The states as they are named on the screen, with the mark and the role of each.
const STANDINGS: [(Standing, &str, &str, Role); 4] = [
    (Standing::Recommended, "Recommended", "✓", Role::Taken),
    (Standing::Open, "Still possible", "·", Role::Open),
    (Standing::RuledOut, "Ruled out", "✗", Role::RuledOut),
    (Standing::NotOnPath, "Not on this path", "┆", Role::Muted),
];

impl Page<'_> {
    /// Path, question and draft side by side.
    fn wide(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        const PATH: u16 = 32;
        const DRAFT: u16 = 41;
        let left = Rect {
            width: PATH - 1,
            ..area
        };
        let middle = Rect {
            x: area.x + PATH + 2,
            width: area.width - PATH - 2 - DRAFT,
            ..area
        };
        let right = Rect {
            x: area.right() - DRAFT + 3,
            width: DRAFT - 3,
            ..area
        };
        canvas.border(Rect {
            width: PATH,
            ..area
        });
        canvas.border(Rect {
            x: right.x - 3,
            width: 1,
            ..area
        });
        self.path(canvas, left);
        self.question(canvas, middle);
        self.draft(canvas, right);
    }

    /// The question, and below it as much of the draft as there is room for.
    fn narrow(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let roomy = area.height >= 20 && area.width >= 50;
        let draft = if roomy { area.height / 3 } else { 0 };
        let top = Rect {
            height: area.height - draft,
            ..area
        };
        let used = self.question(canvas, top) + 1;
        if used < top.height {
            let rest = Rect {
                y: top.y + used,
                height: top.height - used,
                ..top
            };
            self.standing_in_brief(canvas, rest);
        }
        if draft > 1 {
            let foot = Rect {
                y: top.bottom(),
                height: draft,
                ..area
            };
            let title = SafeText::new("record as it grows");
            canvas.rule(foot, 0, &title, &SafeText::new("p full screen"));
            self.draft(
                canvas,
                Rect {
                    y: foot.y + 1,
                    height: draft - 1,
                    ..foot
                },
            );
        }
    }

    /// The record as it would be written now.
    fn draft(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let under = self
            .states
            .get(self.decide.at)
            .filter(|_| self.walk.current().is_none());
        let first = self
            .states
            .iter()
            .find(|s| s.standing == Standing::Recommended);
        let chosen = under.or(first).map(|state| &state.alternative);
        let decision = decision(self.walk, self.cx.catalog, chosen);
        let text = self.cx.record(&decision, self.cx.template);
        draw_record(canvas, area, &text);
    }
}

/// What was said to a question, in words.
pub fn given_text(walk: &Walk, question: NodeId, given: &Given) -> String {
    match given {
        Given::Unknown => "not known".to_owned(),
        Given::Answers(answers) if answers.is_empty() => "none of these".to_owned(),
        Given::Answers(answers) => {
            let question = walk.tree.question(question);
            let texts = answers.iter().filter_map(|i| question?.answers.get(*i));
            let texts: Vec<String> = texts
                .map(|answer| answer_text(&walk.tree, answer).to_string())
                .collect();
            texts.join(" · ")
        }
    }
}

/// A record's text, front matter left out, wrapped, headings set apart.
pub(in crate::screens) fn draw_record(canvas: &mut Canvas<'_, '_>, area: Rect, text: &str) {
    let body = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"));
    let body = body.map_or(text, |(_, body)| body).trim_start();
    let mut row = 0;
    for line in body.lines() {
        if row >= area.height {
            break;
        }
        let role = if line.starts_with('#') {
            Role::Heading
        } else {
            Role::Text
        };
        if line.is_empty() {
            row += 1;
        } else {
            row += canvas.paragraph(area, row, &SafeText::new(line), role);
        }
    }
}
