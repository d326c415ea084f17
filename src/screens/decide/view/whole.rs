//! The tree as a whole: an outline with the way taken lit. Every state has a sign of its own, and
//! is named in words for the row under the cursor.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use crate::model::NodeId;
use crate::screens::decide::view::Page;
use crate::text::{SafeText, counted};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit};
use crate::walk::{Leads, OnTheWay, OutlineRow, Standing, on_the_way, outline, question_text};

/// Rows below the outline, for the row under the cursor.
const FOOT: u16 = 4;
/// Columns that a row keeps for its text however deep it stands.
const TEXT: usize = 24;

/// How a row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The question in front.
    Asked,
    Taken,
    Open,
    Left,
    /// All that the outcome offers is ruled out.
    RuledOut,
}

impl State {
    /// Its sign, its look, and its name.
    fn shown(self) -> (&'static str, Role, &'static str) {
        match self {
            Self::Asked => ("?", Role::Heading, "asked now"),
            Self::Taken => ("\u{2713}", Role::Taken, "on the way"),
            Self::Open => ("\u{b7}", Role::Open, "still possible"),
            Self::Left => ("\u{2506}", Role::Muted, "not on this path"),
            Self::RuledOut => ("\u{2717}", Role::RuledOut, "ruled out"),
        }
    }
}

/// The outline of the tree in front, with how each row stands.
struct Whole {
    rows: Vec<OutlineRow>,
    on_the_way: Vec<OnTheWay>,
    /// The outcomes with alternatives: whether all of those are ruled out.
    ruled_out: BTreeMap<NodeId, bool>,
    current: Option<NodeId>,
}

impl Page<'_> {
    /// Draws the whole tree; the cursor is on row `at`.
    pub(super) fn whole(&self, canvas: &mut Canvas<'_, '_>, area: Rect, at: usize) {
        let whole = self.outlined();
        let at = at.min(whole.rows.len().saturating_sub(1));
        let tree = &self.walk.tree;
        let said = format!(
            "the whole tree \u{b7} {} \u{b7} {}",
            counted(tree.question_count(), "question"),
            counted(tree.outcome_count(), "outcome")
        );
        canvas.rule(area, 0, &SafeText::from(said), &SafeText::new("z back"));
        let foot = FOOT.min(area.height / 3);
        let body = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1 + foot),
            ..area
        };
        let window = canvas.window("whole tree", whole.rows.len(), at, body.height);
        canvas.memory.geometry.page = window.len();
        for (row, i) in (0_u16..).zip(window) {
            self.outline_row(canvas, (body, row), &whole, (i, i == at));
        }
        let below = Rect {
            y: body.bottom(),
            height: foot,
            ..area
        };
        self.about_row(canvas, below, &whole, at);
    }

    fn outlined(&self) -> Whole {
        let rows = outline(&self.walk.tree);
        let mut ruled_out = BTreeMap::new();
        for state in self.decide.follows.states.iter() {
            let out = state.standing == Standing::RuledOut;
            for outcome in &state.outcomes {
                let all = ruled_out.entry(*outcome).or_insert(true);
                *all = *all && out;
            }
        }
        Whole {
            on_the_way: on_the_way(self.walk, &rows),
            rows,
            ruled_out,
            current: self.walk.current(),
        }
    }

    fn outline_row(
        &self,
        canvas: &mut Canvas<'_, '_>,
        (area, at): (Rect, u16),
        whole: &Whole,
        (i, here): (usize, bool),
    ) {
        let Some(row) = whole.rows.get(i) else {
            return;
        };
        let (sign, role, _) = whole.state(i).shown();
        let cursor = if here { "\u{258c}" } else { " " };
        let digits = whole.rows.len().to_string().len();
        let room = usize::from(area.width).saturating_sub(digits + 4);
        let indent = (2 * row.depth).min(room.saturating_sub(TEXT));
        let text = self.row_text(row);
        let line = format!(
            "{cursor}{:>digits$} {sign} {}{text}",
            i + 1,
            " ".repeat(indent)
        );
        let role = if here { Role::Cursor } else { role };
        canvas.text(area, at, &SafeText::from(line), role);
        canvas.hit_row(area, at, Hit::Row(0, i));
        if here {
            canvas.highlight(area, at, Role::Selection);
        }
    }

    /// The answer of a row and what it leads to.
    fn row_text(&self, row: &OutlineRow) -> String {
        let tree = &self.walk.tree;
        let answer = row.via.and_then(|(id, index)| {
            let answer = tree.question(id)?.answers.get(index)?;
            let written = answer.label.iter().chain(&answer.via).next()?;
            Some(SafeText::one_line(&written.text).to_string())
        });
        let asked = |id| {
            let question = tree.question(id).map(|q| question_text(tree, q));
            SafeText::one_line(&question.unwrap_or_default()).to_string()
        };
        let leads = match row.leads {
            Leads::Question(question) => asked(question),
            Leads::Outcome(outcome) => {
                let text = tree.outcome(outcome).map(|outcome| outcome.text.clone());
                SafeText::one_line(&text.unwrap_or_default()).to_string()
            }
            Leads::Seen {
                question,
                row,
                cycle,
            } => {
                let line = row + 1;
                let refers = if cycle {
                    format!("\u{21ba} back to line {line}")
                } else {
                    format!("\u{2191} see line {line}")
                };
                format!("{refers}: {}", asked(question))
            }
        };
        match answer {
            Some(answer) if answer != leads => format!("{answer} \u{2192} {leads}"),
            _ => leads,
        }
    }

    /// The row under the cursor in full, how it stands, and what Enter does.
    fn about_row(&self, canvas: &mut Canvas<'_, '_>, area: Rect, whole: &Whole, at: usize) {
        let Some(row) = whole.rows.get(at) else {
            return;
        };
        let state = whole.state(at);
        let (_, _, name) = state.shown();
        let goes = match row.leads {
            Leads::Outcome(_) if state == State::Taken => "Enter goes to the result",
            Leads::Outcome(_) => "Enter answers so",
            _ if matches!(state, State::Taken | State::Asked) => "Enter goes there",
            _ => "Enter answers up to there",
        };
        canvas.rule(area, 0, &SafeText::from(name), &SafeText::from(goes));
        let text = SafeText::from(self.row_text(row));
        let used = 1 + canvas.paragraph(area, 1, &text, Role::Text);
        let at = row.via.and_then(|(id, index)| {
            let answer = self.walk.tree.question(id)?.answers.get(index)?;
            Some(answer.at)
        });
        if let Some(at) = at {
            canvas.text(area, used, &self.file_and_line(at), Role::Muted);
        }
    }
}

impl Whole {
    fn state(&self, i: usize) -> State {
        let Some(row) = self.rows.get(i) else {
            return State::Left;
        };
        let ruled_out = match row.leads {
            Leads::Question(question) if Some(question) == self.current => return State::Asked,
            Leads::Outcome(outcome) => self.ruled_out.get(&outcome).copied().unwrap_or(false),
            Leads::Question(_) | Leads::Seen { .. } => false,
        };
        match self.on_the_way.get(i) {
            Some(OnTheWay::Taken) => State::Taken,
            _ if ruled_out => State::RuledOut,
            Some(OnTheWay::Open) => State::Open,
            Some(OnTheWay::Left) | None => State::Left,
        }
    }
}
