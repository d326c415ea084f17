//! Draws Decide: the list of decisions, or path, question and draft.

use ratatui::layout::Rect;

use crate::adr::Template;
use crate::catalog::Stage;
use crate::model::{Fork, Node, NodeId, Note, Question};
use crate::screens::Cx;
use crate::screens::decide::update::{decision, standings};
use crate::screens::decide::{Decide, listed};
use crate::text::{SafeText, counted, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, small};
use crate::walk::{AlternativeState, Given, Standing, Walk, answer_text, question_text};

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
        let left = Rect { width: 31, ..area };
        let right = Rect {
            x: area.right() - 38,
            width: 38,
            ..area
        };
        let middle = Rect {
            x: area.x + 34,
            width: area.width - 34 - 41,
            ..area
        };
        canvas.border(Rect { width: 32, ..area });
        canvas.border(Rect {
            x: right.x - 3,
            width: 1,
            ..area
        });
        page.path(canvas, left);
        page.question(canvas, middle);
        page.draft(canvas, right);
    } else {
        let draft = if area.height >= 20 && area.width >= 50 {
            area.height / 3
        } else {
            0
        };
        let top = Rect {
            height: area.height - draft,
            ..area
        };
        page.question(canvas, top);
        if draft > 1 {
            let foot = Rect {
                y: top.bottom(),
                height: draft,
                ..area
            };
            let title = SafeText::new("record as it grows");
            canvas.rule(foot, 0, &title, &SafeText::new("p full screen"));
            page.draft(
                canvas,
                Rect {
                    y: foot.y + 1,
                    height: foot.height - 1,
                    ..foot
                },
            );
        }
    }
}

/// The list of decisions.
fn list(decide: &Decide, cx: Cx<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let trees = listed(cx.catalog);
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
    /// The answers so far, then where every alternative stands.
    fn path(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let mut row = 0;
        canvas.text(area, row, &SafeText::new("Path"), Role::Heading);
        row += 1;
        let current = self.walk.current();
        for (n, step) in self.walk.steps().iter().enumerate() {
            let Some(question) = self.walk.tree.question(step.question) else {
                continue;
            };
            let here = Some(step.question) == current;
            let mark = if here { "▌" } else { " " };
            let indent = "  ".repeat(step.depth);
            let prompt = question_text(&self.walk.tree, question);
            let asked = SafeText::from(format!("{mark}{} {indent}{prompt}", n + 1));
            let role = if here { Role::Cursor } else { Role::Text };
            canvas.text(area, row, &asked, role);
            row += 1;
            if let Some(given) = &step.given {
                let pencil = if step.pencilled { "kept: " } else { "" };
                let said = given_text(self.walk, step.question, given);
                let said = format!("    {indent}{pencil}{said}");
                let role = if step.pencilled {
                    Role::Muted
                } else {
                    Role::Taken
                };
                canvas.text(area, row, &SafeText::from(said), role);
                row += 1;
            }
        }
        self.standing(canvas, area, row + 1);
    }

    /// Every alternative by its state, as far as there is room.
    fn standing(&self, canvas: &mut Canvas<'_, '_>, area: Rect, from: u16) {
        let mut row = from;
        for (standing, title, mark, role) in STANDINGS {
            let of: Vec<&AlternativeState> = self
                .states
                .iter()
                .filter(|state| state.standing == standing)
                .collect();
            if of.is_empty() || row + 1 >= area.height {
                continue;
            }
            let count = SafeText::from(of.len().to_string());
            canvas.two_ended(
                area,
                row,
                (SafeText::new(title), Role::Heading),
                (count, Role::Muted),
            );
            row += 1;
            for state in of {
                let line = SafeText::from(format!(" {mark} {}", state.alternative.name));
                canvas.text(area, row, &line, role);
                row += 1;
                for objection in &state.objections {
                    let said = format!("   {}", objection.quote);
                    canvas.text(area, row, &SafeText::from(said), Role::Muted);
                    row += 1;
                }
            }
            row += 1;
        }
    }

    fn question(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        match self.walk.current_question() {
            Some((id, question)) => self.asked(canvas, area, self.walk.fork(id), question),
            None => self.result(canvas, area),
        }
    }

    /// The question with its answers, each with where it leads.
    fn asked(&self, canvas: &mut Canvas<'_, '_>, area: Rect, fork: Fork, question: &Question) {
        let prompt = question_text(&self.walk.tree, question);
        let mut row = canvas.paragraph(area, 0, &prompt, Role::Heading);
        let forest = self.walk.tree.is_forest() && question.prompt.is_empty();
        let kind = match fork {
            _ if forest => "Several decisions stand here: pick one.",
            Fork::OneOf => "",
            Fork::AnyOf => "Several may hold: Space or a digit marks each, Enter goes on.",
            Fork::AllOf => {
                "Parts, each decided on its own: Enter walks them all, Space leaves some out."
            }
            Fork::Rule => "Holds always.",
        };
        if !kind.is_empty() && area.height > 12 {
            row += canvas.paragraph(area, row, &SafeText::new(kind), Role::Muted);
        }
        row += u16::from(area.height > 12);
        let room = area.height.saturating_sub(row + 2);
        let per = if room >= small(question.answers.len() * 2) && area.width < 80 {
            2
        } else {
            1
        };
        let window = canvas.window(
            "answers",
            question.answers.len(),
            self.decide.at,
            (room / per).max(1),
        );
        canvas.memory.geometry.page = window.len();
        for i in window {
            row += self.answer(canvas, area, row, fork, (question, i));
        }
        let stay = if question.answers.len() == 2 {
            "both"
        } else {
            "all"
        };
        let skip = format!("  s  not known yet: {stay} stay open");
        canvas.text(area, row, &SafeText::from(skip), Role::Muted);
        row += 2;
        if self.decide.why || row + 3 < area.height {
            self.why(canvas, area, row, question);
        }
    }

    /// One answer: its digit, whether it is marked or was given, and where it leads.
    fn answer(
        &self,
        canvas: &mut Canvas<'_, '_>,
        area: Rect,
        row: u16,
        fork: Fork,
        (question, i): (&Question, usize),
    ) -> u16 {
        let Some(answer) = question.answers.get(i) else {
            return 0;
        };
        let here = i == self.decide.at;
        let marked = self.decide.marked.contains(&i);
        let box_ = match (fork, marked) {
            (Fork::OneOf, false) => "",
            (_, true) => "[x] ",
            (_, false) => "[ ] ",
        };
        let cursor = if here { "▌" } else { " " };
        let digit = if i < 9 {
            (i + 1).to_string()
        } else {
            " ".to_owned()
        };
        let text = answer_text(&self.walk.tree, answer);
        let cites: String = answer
            .label
            .iter()
            .flat_map(|l| &l.cites)
            .map(|c| format!(" [{c}]"))
            .collect();
        let left = SafeText::from(format!("{cursor}{digit}  {box_}{text}"));
        let right = SafeText::from(self.leads_to(answer.next, &text));
        let role = if here { Role::Cursor } else { Role::Answer };
        canvas.hit_row(area, row, Hit::Row(0, i));
        let space = usize::from(area.width);
        if width::width(&left) + width::width(&right) + 2 <= space {
            canvas.two_ended(area, row, (left, role), (right, Role::Muted));
            return 1;
        }
        let used = canvas.paragraph(area, row, &left, role).max(1);
        if right.is_empty() || space < 36 {
            return used;
        }
        let below = SafeText::from(format!("     {right}{cites}"));
        canvas.hit_row(area, row + used, Hit::Row(0, i));
        canvas.text(area, row + used, &below, Role::Muted);
        used + 1
    }

    fn leads_to(&self, next: NodeId, label: &str) -> String {
        match self.walk.tree.node(next) {
            Some(Node::Outcome(outcome)) if outcome.text == label => String::new(),
            Some(Node::Outcome(outcome)) => format!("→ {}", outcome.text),
            Some(Node::Question(next)) if next.prompt == label || next.prompt.is_empty() => {
                format!("→ asks on, {}", counted(next.answers.len(), "answer"))
            }
            Some(Node::Question(next)) => format!("→ {}", next.prompt),
            None => String::new(),
        }
    }

    /// The words behind the question or the answer under the cursor, and where they stand.
    fn why(&self, canvas: &mut Canvas<'_, '_>, area: Rect, from: u16, question: &Question) {
        let mut row = from;
        let answer = question.answers.get(self.decide.at);
        let mut notes: Vec<&Note> = question.notes.iter().collect();
        notes.extend(answer.iter().flat_map(|answer| &answer.notes));
        if let Some(outcome) = answer.and_then(|answer| self.walk.tree.outcome(answer.next)) {
            notes.extend(&outcome.notes);
        }
        for note in notes {
            row += self.note(canvas, area, row, note);
        }
        let at = answer.map_or(question.at, |answer| answer.at);
        let at = if at.line == 0 { question.at } else { at };
        let place = self.cx.catalog.place(at);
        canvas.text(
            area,
            row,
            &SafeText::from(format!("{place}   o goes there")),
            Role::Muted,
        );
    }

    fn note(&self, canvas: &mut Canvas<'_, '_>, area: Rect, row: u16, note: &Note) -> u16 {
        let cites: String = note
            .text
            .cites
            .iter()
            .map(|cite| format!(" [{cite}]"))
            .collect();
        let said = SafeText::from(format!("\u{201c}{}\u{201d}{cites}", note.text.text));
        canvas.paragraph(area, row, &said, Role::Quote)
    }

    /// Nothing is left to ask: what is recommended, and what else there is.
    fn result(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let recommended = self
            .states
            .iter()
            .filter(|s| s.standing == Standing::Recommended)
            .count();
        let said = match recommended {
            0 => "Nothing is recommended by these answers.",
            1 => "Recommended",
            _ => "Recommended, each by an answer: compare them with c, or adopt one",
        };
        canvas.text(area, 0, &SafeText::new(said), Role::Heading);
        let foot = 6_u16.min(area.height / 3);
        let room = area.height.saturating_sub(2 + foot);
        let window = canvas.window("alternatives", self.states.len(), self.decide.at, room);
        canvas.memory.geometry.page = window.len();
        let mut row = 2;
        let mut last = None;
        for i in window {
            let Some(state) = self.states.get(i) else {
                continue;
            };
            let named = STANDINGS
                .into_iter()
                .find(|(standing, ..)| *standing == state.standing);
            let Some((standing, title, mark, role)) = named else {
                continue;
            };
            if last.is_some_and(|last| last != standing) && row < 2 + room {
                canvas.text(area, row, &SafeText::new(title), Role::Heading);
                row += 1;
            }
            last = Some(standing);
            if row >= 2 + room {
                break;
            }
            let here = i == self.decide.at;
            let cursor = if here { "▌" } else { " " };
            let left = SafeText::from(format!("{cursor}{mark} {}", state.alternative.name));
            let said = state
                .objections
                .first()
                .map(|o| o.quote.clone())
                .unwrap_or_default();
            let role = if here { Role::Cursor } else { role };
            canvas.two_ended(area, row, (left, role), (said, Role::Muted));
            canvas.hit_row(area, row, Hit::Row(0, i));
            row += 1;
        }
        self.about(
            canvas,
            Rect {
                y: area.bottom() - foot,
                height: foot,
                ..area
            },
        );
    }

    /// What is said about the alternative under the cursor.
    fn about(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let Some(state) = self.states.get(self.decide.at) else {
            return;
        };
        let mut row = 0;
        for objection in &state.objections {
            let cite = objection
                .cite
                .as_ref()
                .map(|c| format!(" [{c}]"))
                .unwrap_or_default();
            let said = format!("against: {}{cite}", objection.because());
            row += canvas.paragraph(area, row, &SafeText::from(said), Role::RuledOut);
        }
        for outcome in state
            .outcomes
            .iter()
            .filter_map(|id| self.walk.tree.outcome(*id))
        {
            let place = self.cx.catalog.place(outcome.at);
            let cites: String = outcome
                .cites
                .iter()
                .map(|cite| format!(" [{cite}]"))
                .collect();
            let said = SafeText::from(format!("{}{cites}", outcome.text));
            canvas.two_ended(
                area,
                row,
                (said, Role::Text),
                (SafeText::from(place.to_string()), Role::Muted),
            );
            row += 1;
            for note in &outcome.notes {
                row += self.note(canvas, area, row, note);
            }
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
        let text = self.cx.record(&decision, Template::default());
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
