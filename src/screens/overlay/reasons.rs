//! What only a person can say of a decision: why, who decides, and when to think again.

use crate::adr::is_condition;
use crate::screens::overlay::{Press, Step, Verdict};
use crate::stack::{AdrStatus, OwnWords, People};
use crate::text::SafeText;
use crate::ui::input::{Edit, Field};

/// The mark between names and between conditions.
const BETWEEN: char = ',';

/// What is asked, in the order of the rows; the last row is the status.
const ASKED: [&str; 5] = [
    "why",
    "decided by",
    "consulted",
    "informed",
    "think again when",
];
const WHY: usize = 0;
const DECIDED_BY: usize = 1;
const CONSULTED: usize = 2;
const INFORMED: usize = 3;
const THINK_AGAIN: usize = 4;

/// The prompt for one decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Reasons {
    /// The position of the decision in the stack.
    pub decision: usize,
    /// What it is about and what was chosen.
    pub title: SafeText,
    /// What is typed, by row.
    pub fields: [Field; ASKED.len()],
    /// How far the decision is: the row after the fields.
    pub status: AdrStatus,
    /// The row under the cursor.
    pub at: usize,
    /// What is wrong with what was typed.
    pub wrong: Option<SafeText>,
}

impl Reasons {
    /// The row of the status.
    pub const STATUS: usize = ASKED.len();

    /// The prompt for a decision with what was said of it before.
    pub fn new(decision: usize, title: SafeText, words: &OwnWords) -> Self {
        let list = |list: &[SafeText]| {
            let list: Vec<&str> = list.iter().map(SafeText::as_str).collect();
            Field::new(&list.join(", "))
        };
        Self {
            decision,
            title,
            fields: [
                Field::new(&words.rationale),
                list(&words.people.decision_makers),
                list(&words.people.consulted),
                list(&words.people.informed),
                list(&words.revisit_when),
            ],
            status: words.status,
            at: WHY,
            wrong: None,
        }
    }

    /// What a row asks for.
    pub fn asked(row: usize) -> &'static str {
        ASKED.get(row).copied().unwrap_or("status")
    }

    pub(super) fn press(&mut self, press: &Press) -> Verdict {
        match press {
            Press::Move(step) => self.at = Step::from(*step, self.at, ASKED.len() + 1, 1),
            Press::Tab => self.at = (self.at + 1) % (ASKED.len() + 1),
            Press::Edit(Edit::Left) if self.at == Self::STATUS => {
                self.turn(AdrStatus::ALL.len() - 1);
            }
            Press::Edit(Edit::Right) | Press::Mark if self.at == Self::STATUS => self.turn(1),
            Press::Edit(edit) => self.edit(edit),
            Press::Mark => self.edit(&Edit::Insert(' ')),
            Press::Enter => return self.said(),
            Press::Escape | Press::Clear | Press::Other => {}
        }
        Verdict::Stay
    }

    fn edit(&mut self, edit: &Edit) {
        self.wrong = None;
        if let Some(field) = self.fields.get_mut(self.at) {
            field.edit(edit);
        }
    }

    fn turn(&mut self, by: usize) {
        let all = AdrStatus::ALL;
        let at = all.iter().position(|status| *status == self.status);
        let next = all.get((at.unwrap_or(0) + by) % all.len());
        self.status = next.copied().unwrap_or_default();
    }

    fn said(&mut self) -> Verdict {
        let revisit_when = self.list(THINK_AGAIN);
        if let Some(strange) = revisit_when.iter().find(|when| !is_condition(when)) {
            self.at = THINK_AGAIN;
            self.wrong = Some(SafeText::from(format!(
                "\u{201c}{strange}\u{201d}: write a number of a fact, as in vectors > 10M, or a day or month, as in 2027-11."
            )));
            return Verdict::Stay;
        }
        let words = OwnWords {
            rationale: self.text(WHY),
            status: self.status,
            people: People {
                decision_makers: self.list(DECIDED_BY),
                consulted: self.list(CONSULTED),
                informed: self.list(INFORMED),
            },
            revisit_when,
        };
        Verdict::Say(self.decision, Box::new(words))
    }

    fn text(&self, row: usize) -> SafeText {
        let field = self.fields.get(row);
        SafeText::one_line(field.map_or("", Field::text).trim())
    }

    fn list(&self, row: usize) -> Vec<SafeText> {
        let text = self.text(row);
        let parts = text.split(BETWEEN).map(str::trim);
        let parts = parts.filter(|part| !part.is_empty());
        parts.map(SafeText::one_line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(row: usize, text: &str) -> Reasons {
        let mut reasons = Reasons::new(0, "Store".into(), &OwnWords::default());
        reasons.at = row;
        reasons.press(&Press::Edit(Edit::Paste(text.to_owned())));
        reasons
    }

    #[test]
    fn names_and_conditions_are_parted_by_commas() {
        let mut reasons = typed(DECIDED_BY, "Ada, Bob ,, ");
        let Verdict::Say(0, words) = reasons.press(&Press::Enter) else {
            panic!("it is said");
        };
        assert_eq!(words.people.decision_makers, ["Ada", "Bob"]);
        assert_eq!(words.rationale, "");
    }

    #[test]
    fn what_is_no_condition_is_said_and_nothing_is_lost() {
        for (text, good) in [
            ("vectors > 10M, 2027-11", true),
            ("2027", true),
            ("2027-11-20", true),
            ("soon", false),
            ("2027-1", false),
        ] {
            let mut reasons = typed(THINK_AGAIN, text);
            let verdict = reasons.press(&Press::Enter);
            assert_eq!(matches!(verdict, Verdict::Say(..)), good, "{text}");
            assert_eq!(reasons.wrong.is_some(), !good, "{text}");
            assert_eq!(reasons.fields[THINK_AGAIN].text(), text);
        }
    }

    #[test]
    fn the_status_turns_both_ways() {
        let mut reasons = typed(Reasons::STATUS, "");
        assert_eq!(reasons.status, AdrStatus::Proposed);
        reasons.press(&Press::Edit(Edit::Right));
        assert_eq!(reasons.status, AdrStatus::Accepted);
        reasons.press(&Press::Edit(Edit::Left));
        reasons.press(&Press::Edit(Edit::Left));
        assert_eq!(reasons.status, AdrStatus::Draft);
    }
}
