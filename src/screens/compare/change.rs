//! What a person chooses from a list or types for Compare, and what it changes.

use std::sync::Arc;

use crate::compare::{Comparison, Condition, Head, MOST, Meaning, Score, own_key};
use crate::screens::compare::copy::{self, Part};
use crate::screens::compare::{Compare, state};
use crate::screens::{Cx, Goto, Notice, Response};
use crate::text::SafeText;

/// A change of what is compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The score of the cell under the cursor; `None` for the proposed one.
    Score(Option<u8>),
    /// The condition on a criterion, by its key; `None` for none.
    Where(String, Option<Condition>),
    /// The row under the cursor put into the row of a key.
    Join(String),
    /// A name taken out of the row under the cursor.
    Split(SafeText),
    /// A part copied in a form.
    Copy(Part),
}

/// A list to choose from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Menu {
    /// What is chosen.
    pub title: SafeText,
    /// What can be chosen.
    pub choices: Vec<MenuChoice>,
    /// The cursor.
    pub at: usize,
}

/// A line of a [`Menu`].
#[derive(Clone, Debug, PartialEq)]
pub struct MenuChoice {
    /// The key that chooses it at once.
    pub key: Option<char>,
    /// What it is.
    pub text: SafeText,
    /// What is to be known of it.
    pub remark: SafeText,
    /// What it does.
    pub change: Change,
}

/// A condition to be typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// What is in the field at first.
    pub begin: String,
    /// The key of the criterion that it begins with.
    criterion: String,
    comparison: Arc<Comparison>,
}

impl Filter {
    /// What was typed as a change; `Err` says what is wrong with it.
    pub fn read(&self, text: &str) -> Result<Change, SafeText> {
        let text = text.trim();
        let begun = text.trim_end_matches([':', '=', '<', '>', '!', ' ']);
        let bare = self.comparison.named(begun).map(|row| &row.key);
        if text.is_empty() || bare == Some(&self.criterion) {
            return Ok(Change::Where(self.criterion.clone(), None));
        }
        let Some(condition) = Condition::parse(text) else {
            return Err(SafeText::new(
                "Write a criterion, a sign and a value: open source: yes, latency < 5 ms, hosting != cloud",
            ));
        };
        let Some(row) = self.comparison.named(&condition.criterion) else {
            let said = format!("No row is called “{}”.", condition.criterion);
            return Err(SafeText::from(said));
        };
        let criterion = row.key.clone();
        let condition = Condition {
            criterion: criterion.clone(),
            ..condition
        };
        Ok(Change::Where(criterion, Some(condition)))
    }
}

/// Applies a change.
pub fn apply(compare: &mut Compare, change: Change, cx: Cx<'_>) -> Response {
    match change {
        Change::Score(score) => set_score(compare, score),
        Change::Where(criterion, condition) => filter(compare, &criterion, condition),
        Change::Join(into) => join(compare, &into, cx),
        Change::Split(name) => split(compare, &name, cx),
        Change::Copy(part) => copy::part(compare, part),
    }
}

/// The list of scores for the cell under the cursor.
pub(super) fn scores(compare: &Compare) -> Response {
    let (Some(row), Some(at)) = (compare.criterion_at(), compare.cell_at()) else {
        return Response::done();
    };
    let column = compare.comparison.alternatives.get(at.alternative);
    let name = column.map(|c| c.alternative.name.as_str());
    let proposed = row.proposed().get(at.alternative).copied().flatten();
    let number = |score: u8| MenuChoice {
        key: char::from_digit(u32::from(score), 10),
        text: SafeText::from(match score {
            0 => "0  the worst".to_owned(),
            MOST => format!("{MOST}  the best"),
            _ => score.to_string(),
        }),
        remark: SafeText::new(if proposed == Some(score) {
            "proposed"
        } else {
            ""
        }),
        change: Change::Score(Some(score)),
    };
    let unset = MenuChoice {
        key: Some('-'),
        text: SafeText::from(match proposed {
            Some(score) => format!("-  as proposed: {score}"),
            None => "-  not known".to_owned(),
        }),
        remark: SafeText::default(),
        change: Change::Score(None),
    };
    let scored = compare.score(&compare.matrix(), at);
    let known = scored.and_then(Score::known).or(proposed);
    Response::goto(Goto::Menu(Menu {
        title: SafeText::from(format!(
            "score: {} / {}",
            row.name,
            name.unwrap_or_default()
        )),
        choices: (0..=MOST).map(number).chain([unset]).collect(),
        at: usize::from(known.unwrap_or(MOST + 1)),
    }))
}

fn set_score(compare: &mut Compare, score: Option<u8>) -> Response {
    let Some(at) = compare.cell_at() else {
        return Response::done();
    };
    let comparison = Arc::clone(&compare.comparison);
    let column = comparison.alternatives.get(at.alternative);
    let (Some(row), Some(column)) = (comparison.criteria.get(at.criterion), column) else {
        return Response::done();
    };
    let weighing = &mut compare.look.weighing;
    let key = column.alternative.key();
    let scores = weighing.scores.entry(key.clone()).or_default();
    match score {
        Some(score) => drop(scores.insert(row.key.clone(), score)),
        None => drop(scores.remove(&row.key)),
    }
    if scores.is_empty() {
        weighing.scores.remove(key);
    }
    if score.is_some() && !weighing.weights.contains_key(&row.key) {
        let said = format!("{} counts once it has a weight: + gives it one.", row.name);
        return Response::say(Notice::said(said));
    }
    Response::done()
}

/// The prompt for a condition, begun with what is under the cursor.
pub(super) fn condition(compare: &Compare) -> Response {
    let Some(row) = compare.criterion_at() else {
        return Response::done();
    };
    let set = compare.look.view.conditions.iter();
    let mut set = set.filter(|condition| condition.criterion == row.key);
    let begin = match set.next() {
        Some(condition) => condition.written.to_string(),
        None => suggested(compare, &row.name),
    };
    Response::goto(Goto::Filter(Filter {
        begin,
        criterion: row.key.clone(),
        comparison: Arc::clone(&compare.comparison),
    }))
}

/// A condition that what is under the cursor suggests: `open source: yes`, `latency <= 5 ms`.
fn suggested(compare: &Compare, criterion: &str) -> String {
    let cell = compare.cell_at();
    let cell = cell.and_then(|at| compare.comparison.cell(at.criterion, at.alternative));
    let stated = cell.and_then(|cell| cell.statements().first().map(|v| v.text.clone()));
    let stated = stated.unwrap_or_default();
    let name = criterion.to_lowercase();
    match Meaning::of(&stated) {
        Meaning::Verdict(verdict) => format!("{name}: {}", verdict.word()),
        Meaning::Number(_) => {
            let less = crate::compare::Direction::of(criterion);
            let less = less == Some(crate::compare::Direction::Less);
            format!("{name} {} ", if less { "<" } else { ">" })
        }
        _ => format!("{name}: "),
    }
}

fn filter(compare: &mut Compare, criterion: &str, condition: Option<Condition>) -> Response {
    compare.keeping(|compare| {
        let conditions = &mut compare.look.view.conditions;
        conditions.retain(|known| known.criterion != criterion);
        conditions.extend(condition);
    });
    let told = compare.look.view.told(&compare.comparison);
    let told: Vec<&str> = told.iter().map(SafeText::as_str).collect();
    let said = match (told.as_slice(), compare.look.view.conditions.is_empty()) {
        (_, true) => return Response::done(),
        ([], false) => "All meet it.".to_owned(),
        (told, false) => format!("{}. Esc shows all.", told.join("; ")),
    };
    Response::say(Notice::said(said))
}

/// The list of rows that the one under the cursor can be put into.
pub(super) fn rows(compare: &Compare) -> Response {
    let Some(row) = compare.criterion_at().filter(|_| compare.table.is_none()) else {
        return as_it_stands();
    };
    let rows = compare.comparison.criteria.iter();
    let others = rows.filter(|other| other.key != row.key);
    let choices = others.map(|other| MenuChoice {
        key: None,
        text: other.name.clone(),
        remark: also_written(&other.written, &other.name),
        change: Change::Join(other.key.clone()),
    });
    Response::goto(Goto::Menu(Menu {
        title: SafeText::from(format!("{} is the same as", row.name)),
        choices: choices.collect(),
        at: 0,
    }))
}

/// The other names of a row.
fn also_written(written: &[SafeText], name: &SafeText) -> SafeText {
    let others = written.iter().filter(|other| *other != name);
    let others: Vec<&str> = others.map(SafeText::as_str).collect();
    SafeText::from(others.join(", "))
}

fn as_it_stands() -> Response {
    Response::say(Notice::said(
        "A table is shown as it stands: rows are joined and split where technologies are compared.",
    ))
}

fn join(compare: &mut Compare, into: &str, cx: Cx<'_>) -> Response {
    let Some(row) = compare.criterion_at().cloned() else {
        return Response::done();
    };
    let target = compare.comparison.by_key(into).map(|row| row.name.clone());
    let Some(target) = target else {
        return Response::done();
    };
    for name in &row.written {
        compare.look.criteria.join(name, &target);
    }
    compare.keeping(|compare| state::gather(compare, cx.catalog));
    let holds = |head: &Head| {
        let criterion = compare.comparison.criteria.get(head.position);
        criterion.is_some_and(|criterion| criterion.written.contains(&row.name))
    };
    let joined = compare.criteria().0.iter().position(holds);
    compare.put_cursor(joined, None);
    let said = format!(
        "{} stands in one row with {target}; u parts them.",
        row.name
    );
    Response::say(Notice::said(said))
}

/// The names of the row under the cursor that can stand for themselves.
pub(super) fn names(compare: &Compare) -> Response {
    let Some(row) = compare.criterion_at().filter(|_| compare.table.is_none()) else {
        return as_it_stands();
    };
    // The name that gives the row its key stays with it.
    let others = row.written.iter().filter(|name| own_key(name) != row.key);
    let choices = others.map(|name| MenuChoice {
        key: None,
        text: name.clone(),
        remark: SafeText::default(),
        change: Change::Split(name.clone()),
    });
    let choices: Vec<MenuChoice> = choices.collect();
    if row.written.len() < 2 || choices.is_empty() {
        let said = format!("{} is written in one way only.", row.name);
        return Response::say(Notice::said(said));
    }
    Response::goto(Goto::Menu(Menu {
        title: SafeText::from(format!("{}: which stands for itself?", row.name)),
        choices,
        at: 0,
    }))
}

fn split(compare: &mut Compare, name: &SafeText, cx: Cx<'_>) -> Response {
    compare.look.criteria.split(name);
    compare.keeping(|compare| state::gather(compare, cx.catalog));
    let said = format!("{name} has a row of its own; u takes it back.");
    Response::say(Notice::said(said))
}
