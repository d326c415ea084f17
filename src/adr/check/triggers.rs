//! When a record itself says to think again.

use crate::adr::Adr;
use crate::adr::check::{CheckFinding, Verdict, WALK_AGAIN, found};
use crate::adr::doctor::Day;
use crate::model::Facts;
use crate::parse::quantity::{Limit, Unit};
use crate::text::SafeText;

/// A condition of the record's own that has come true.
pub(super) fn think_again(trigger: &Trigger) -> Option<CheckFinding> {
    let said = &trigger.said;
    trigger.due.then(|| match &trigger.at {
        TriggerWhen::Fact { now, .. } => {
            let now = now.as_deref().unwrap_or_default();
            let what = format!("{now}: to be thought of again when {said}");
            found(Verdict::FactCrossed, &what, WALK_AGAIN)
        }
        TriggerWhen::Day(_) => {
            let what = format!("to be thought of again from {said} on");
            let mend = "look at it again; then set another day, or supersede it";
            found(Verdict::ReviewDue, &what, mend)
        }
    })
}

/// When a decision is to be thought of again.
#[derive(Clone, Debug, PartialEq)]
pub struct Trigger {
    /// In the words of the record: `vectors > 10M`, `2027-11`.
    pub said: SafeText,
    /// What it hangs on.
    pub at: TriggerWhen,
    /// Whether it is so.
    pub due: bool,
}

/// What a trigger hangs on.
#[derive(Clone, Debug, PartialEq)]
pub enum TriggerWhen {
    /// A day, `YYYY-MM-DD`.
    Day(String),
    /// A number.
    Fact {
        /// The fact that tells it and what it is today, as `vectors 8M`; `None` where nobody said.
        now: Option<SafeText>,
    },
}

impl Trigger {
    /// A place in a list: what is due, then days as they come, then numbers that are known, then
    /// the others.
    pub fn order(&self) -> (bool, u8, &str) {
        match &self.at {
            TriggerWhen::Day(day) => (!self.due, 0, day),
            TriggerWhen::Fact { now: Some(now) } => (!self.due, 1, now),
            TriggerWhen::Fact { now: None } => (!self.due, 2, &self.said),
        }
    }
}

/// The conditions under which a record says to think again. What is no condition is left out.
pub fn triggers(adr: &Adr, facts: &Facts, today: &str) -> Vec<Trigger> {
    let said = adr.reopen.iter().flat_map(|reopen| &reopen.revisit_when);
    said.filter_map(|said| trigger(said, facts, today))
        .collect()
}

fn trigger(said: &SafeText, facts: &Facts, today: &str) -> Option<Trigger> {
    if let Some(limit) = Limit::parse(said) {
        let unit = Unit::named(&limit.unit);
        let known = facts
            .iter()
            .find(|(name, _)| Unit::named(name).same_as(&unit));
        let now = known.and_then(|(name, fact)| Some(format!("{name} {}", fact.known()?)));
        return Some(Trigger {
            said: said.clone(),
            due: limit.held_by(facts).is_some(),
            at: TriggerWhen::Fact {
                now: now.map(SafeText::from),
            },
        });
    }
    let day = first_day(said)?;
    Some(Trigger {
        said: said.clone(),
        due: today >= day.as_str(),
        at: TriggerWhen::Day(day),
    })
}

/// Whether a text says when to think again: a number of a fact, or a day.
pub fn is_condition(when: &str) -> bool {
    Limit::parse(when).is_some() || first_day(when).is_some()
}

/// The first day of `2027`, `2027-11` or `2027-11-20`, as the last is written.
fn first_day(when: &str) -> Option<String> {
    let when = when.trim();
    let rest = match when.len() {
        4 => "-01-01",
        7 => "-01",
        _ => "",
    };
    let day = format!("{when}{rest}");
    Day::iso(&day).map(|_| day)
}
