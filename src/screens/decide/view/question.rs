//! The question with its answers.

use ratatui::layout::Rect;

use crate::model::{Alternative, Confidence, Fork, Node, NodeId, Note, Outcome, Question, marks};
use crate::screens::decide::view::Page;
use crate::text::{SafeText, counted, width};
use crate::ui::theme::Role;
use crate::ui::{Canvas, Hit, small};
use crate::walk::{answer_text, offered_by, parts_text, question_text};

impl Page<'_> {
    /// Draws the question, or the result. Returns the rows used.
    pub(super) fn question(&self, canvas: &mut Canvas<'_, '_>, area: Rect) -> u16 {
        let Some((id, question)) = self.walk.current_question() else {
            self.result(canvas, area);
            return area.height;
        };
        self.asked(canvas, area, (id, question))
    }

    /// The question with its answers, each with where it leads.
    fn asked(
        &self,
        canvas: &mut Canvas<'_, '_>,
        area: Rect,
        (id, question): (NodeId, &Question),
    ) -> u16 {
        let fork = self.walk.fork(id);
        let prompt = question_text(&self.walk.tree, question);
        let mut row = canvas.paragraph(area, 0, &prompt, Role::Heading);
        if area.height > 12 {
            for said in self.how(id, question) {
                row += canvas.paragraph(area, row, &said, Role::Muted);
            }
        }
        if self.walk.circling() == Some(id) {
            let said = "↺ The answers come back here: another answer goes on.";
            row += canvas.paragraph(area, row, &SafeText::new(said), Role::Notice);
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
            row += self.why(canvas, area, row, question);
        }
        row
    }

    /// How to answer, whether that is doubtful, and what facts say.
    fn how(&self, id: NodeId, question: &Question) -> Vec<SafeText> {
        let fork = self.walk.fork(id);
        let forest = self.walk.tree.is_forest() && question.prompt.is_empty();
        let unsure = !forest && !self.walk.is_switched(id) && is_doubtful(question);
        let kind = match fork {
            Fork::OneOf | Fork::AnyOf if forest => {
                "Several decisions stand here: pick one, or mark several with Space."
            }
            Fork::OneOf => "",
            Fork::AnyOf => "Several may hold: Space or a digit marks each, Enter goes on.",
            Fork::AllOf => {
                "Parts, each decided on its own: Enter walks them all, Space marks some to walk only those."
            }
            Fork::Rule => "Holds always.",
        };
        let doubt = format!("Read as {} (unsure); K switches.", fork.word());
        let doubt = if unsure { doubt } else { String::new() };
        let from = self.said_by_facts(id);
        let mut how = vec![
            SafeText::new(kind),
            SafeText::from(doubt),
            SafeText::from(from),
        ];
        how.retain(|said| !said.is_empty());
        how
    }

    /// What facts say to a question, and that an answer overrules it.
    fn said_by_facts(&self, id: NodeId) -> String {
        let from = &self.walk.from_facts;
        if let Some(names) = from.answered.get(&id) {
            return format!(
                "From facts: {}. Another answer overrules it.",
                self.facts(names)
            );
        }
        let held = from.holding.get(&id);
        held.map_or_else(String::new, |_| {
            "What is marked holds by facts; mark what else does.".to_owned()
        })
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
        let cites = marks(answer.label.iter().flat_map(|l| &l.cites));
        let left = SafeText::from(format!("{cursor}{digit}  {box_}{text}"));
        let added = self.cx.catalog.added_by(&self.walk.tree, answer.at);
        let leads = self.leads_to(answer.next, &text);
        let right = SafeText::from(match added {
            Some(source) => format!("{leads} · added by {source}"),
            None => leads,
        });
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
        if let Some(number) = self.asked_before(next) {
            return format!("↺ back to question {number}");
        }
        if let Some(parts) = parts_text(self.walk, next) {
            return format!("→ {parts}");
        }
        match self.walk.tree.node(next) {
            Some(Node::Outcome(outcome)) if outcome.text == label => String::new(),
            Some(Node::Outcome(outcome)) if self.is_ruled_out(outcome) => {
                format!("→ ✗ {}", outcome.text)
            }
            Some(Node::Outcome(outcome)) => format!("→ {}", outcome.text),
            Some(Node::Question(next)) if next.prompt == label || next.prompt.is_empty() => {
                format!("→ asks on, {}", counted(next.answers.len(), "answer"))
            }
            Some(Node::Question(next)) => format!("→ {}", next.prompt),
            None => String::new(),
        }
    }

    /// Whether something stated speaks against all that an outcome offers.
    fn is_ruled_out(&self, outcome: &Outcome) -> bool {
        let states = &self.decide.follows.states;
        let ruled_out = |one: &Alternative| {
            let own = states
                .iter()
                .find(|state| state.alternative.key() == one.key());
            own.is_some_and(|state| !state.objections.is_empty())
        };
        let offered = offered_by(outcome, self.cx.catalog);
        !offered.is_empty() && offered.iter().all(ruled_out)
    }

    /// The number of a question, if it was asked before the one in front or is that one.
    fn asked_before(&self, question: NodeId) -> Option<usize> {
        let route = self.walk.route();
        let here = route.number_of(self.walk.current()?)?;
        route.number_of(question).filter(|asked| *asked <= here)
    }

    /// The words behind the question and the answer under the cursor, or behind every answer, and
    /// where they stand.
    fn why(&self, canvas: &mut Canvas<'_, '_>, area: Rect, from: u16, question: &Question) -> u16 {
        let mut row = from;
        for note in &question.notes {
            row += draw_note(canvas, area, row, note);
        }
        for (i, answer) in question.answers.iter().enumerate() {
            if !self.decide.why && i != self.decide.at {
                continue;
            }
            let outcome = self.walk.tree.outcome(answer.next);
            let notes: Vec<&Note> = answer
                .notes
                .iter()
                .chain(outcome.into_iter().flat_map(|outcome| &outcome.notes))
                .collect();
            if self.decide.why && !notes.is_empty() {
                let text = answer_text(&self.walk.tree, answer);
                row += canvas.paragraph(area, row, &text, Role::Answer);
            }
            for note in notes {
                row += draw_note(canvas, area, row, note);
            }
        }
        let at = question.answers.get(self.decide.at);
        let at = at.map(|answer| answer.at).filter(|at| at.line > 0);
        let place = self.file_and_line(at.unwrap_or(question.at));
        canvas.text(
            area,
            row,
            &SafeText::from(format!("{place}   o goes there")),
            Role::Muted,
        );
        row + 1 - from
    }
}

/// Whether the kind of a fork is a guess that makes a difference: a choice of two is one anyway.
fn is_doubtful(question: &Question) -> bool {
    question.fork_confidence == Confidence::Maybe && question.answers.len() > 2
}

/// A note in quotes with its sources, over as many rows as it needs. Returns the rows used.
pub(super) fn draw_note(canvas: &mut Canvas<'_, '_>, area: Rect, row: u16, note: &Note) -> u16 {
    let cites = marks(&note.text.cites);
    let said = SafeText::from(format!("\u{201c}{}\u{201d}{cites}", note.text.text));
    canvas.paragraph(area, row, &said, Role::Quote)
}
