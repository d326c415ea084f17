//! What is said while a walk is asked line by line: the question, the way so far, what is left.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::cli::output::add;
use crate::model::{Answer, Facts, Fork, Node, NodeId, Note, Question, marks};
use crate::text::{SafeText, counted};
use crate::walk::facts::{noted, with_values};
use crate::walk::{
    Standing, Walk, answer_text, given_text, parts_text, question_and_answer, question_text, states,
};

/// The question with what is said about it, and its answers with where each leads.
pub(super) fn asked(
    walk: &Walk,
    (id, question): (NodeId, &Question),
    fork: Fork,
    catalog: &Catalog,
) -> String {
    let progress = walk.progress();
    let mut out = String::new();
    if walk.circling() == Some(id) {
        out.push_str("\nThe answers come back here: another answer goes on, Enter ends.");
    }
    add(
        &mut out,
        format_args!(
            "\nQuestion {} of at most {}, {} left: {}\n{}\n",
            progress.question,
            progress.at_most,
            counted(progress.outcomes_left, "outcome"),
            SafeText::one_line(&question_text(&walk.tree, question)),
            how(walk, question, fork)
        ),
    );
    if let Some(given) = walk.given.get(&id) {
        let given = SafeText::one_line(&given_text(walk, id, given));
        add(&mut out, format_args!("     answered: {given}\n"));
    }
    add_notes(&mut out, &question.notes);
    for (number, answer) in (1..).zip(&question.answers) {
        let added = catalog.added_by(&walk.tree, answer.at);
        add_answer(&mut out, walk, (number, answer), added.as_ref());
    }
    let held = walk.current().map(|id| walk.held(id)).unwrap_or_default();
    let held: Vec<String> = held.iter().map(|at| (at + 1).to_string()).collect();
    if !held.is_empty() {
        add(
            &mut out,
            format_args!(
                "(from facts: {} holds; Enter goes on with it)\n",
                held.join(" ")
            ),
        );
    }
    out + "> "
}

fn how(walk: &Walk, question: &Question, fork: Fork) -> &'static str {
    let forest = walk.tree.is_forest() && question.prompt.is_empty();
    match fork {
        Fork::OneOf | Fork::AnyOf if forest => {
            "(several decisions stand here: pick one, or several)"
        }
        Fork::OneOf => "(one of these; several where you are undecided)",
        Fork::AnyOf => "(all that hold; “none” where none does)",
        Fork::AllOf => "(parts: each is asked; name some to walk only these)",
        Fork::Rule => "(holds always)",
    }
}

/// An answer, where it leads, and what is said about both.
fn add_answer(
    out: &mut String,
    walk: &Walk,
    (number, answer): (usize, &Answer),
    added_by: Option<&SafeText>,
) {
    let text = SafeText::one_line(&answer_text(&walk.tree, answer)).to_string();
    let outcome = walk.tree.outcome(answer.next);
    let parts = parts_text(walk, answer.next);
    let leads = match walk.tree.node(answer.next) {
        Some(Node::Question(_)) if parts.is_some() => parts.unwrap_or_default().to_string(),
        Some(Node::Outcome(outcome)) => SafeText::one_line(&outcome.text).to_string(),
        Some(Node::Question(next)) if !next.prompt.is_empty() && *next.prompt != *text => {
            format!("asks: {}", SafeText::one_line(&next.prompt))
        }
        _ => "asks on".to_owned(),
    };
    let arrow = if leads == text {
        String::new()
    } else {
        format!("  → {leads}")
    };
    let added = added_by.map(|source| format!("  (added by {source})"));
    let added = added.unwrap_or_default();
    add(out, format_args!("  {number}  {text}{arrow}{added}\n"));
    add_notes(out, &answer.notes);
    add_notes(out, outcome.map_or(&[], |outcome| &outcome.notes));
}

fn add_notes(out: &mut String, notes: &[Note]) {
    for note in notes {
        let said = SafeText::one_line(&note.text.text);
        let cites = marks(&note.text.cites);
        add(out, format_args!("     {said}{cites}\n"));
    }
}

/// What was answered so far, question by question.
pub(super) fn way(walk: &Walk) -> String {
    let mut out = String::new();
    for (number, step) in (1..).zip(walk.steps()) {
        let (Some(question), Some(given)) = (walk.tree.question(step.question), &step.given) else {
            continue;
        };
        let asked = SafeText::one_line(&question_text(&walk.tree, question));
        let said = SafeText::one_line(&given_text(walk, step.question, given));
        let kept = match walk.from_facts.answered.get(&step.question) {
            Some(facts) => format!(" (from facts: {facts})"),
            None if step.pencilled => " (kept)".to_owned(),
            None => String::new(),
        };
        let said = question_and_answer(&asked, &said);
        add(&mut out, format_args!("  {number}  {said}{kept}\n"));
    }
    if out.is_empty() {
        out.push_str("  nothing was answered yet\n");
    }
    out
}

/// What follows from facts and was not told yet.
pub(super) fn follows(walk: &Walk, facts: &Facts, told: &mut BTreeSet<NodeId>) -> String {
    let mut out = String::new();
    for (id, names) in &walk.from_facts.answered {
        let (Some(question), Some(given)) = (walk.tree.question(*id), walk.given.get(id)) else {
            continue;
        };
        if told.insert(*id) {
            let asked = SafeText::one_line(&question_text(&walk.tree, question));
            let said = SafeText::one_line(&given_text(walk, *id, given));
            let from = from_facts(names, facts);
            add(&mut out, format_args!("  {asked} {said} ({from})\n"));
        }
    }
    out
}

/// The facts of a step with their values: "from facts: vectors 30M".
pub(super) fn from_facts(names: &str, facts: &Facts) -> String {
    format!("from facts: {}", with_values(names, facts))
}

/// Takes the facts that an answer states; says which.
pub(super) fn note(facts: &mut Facts, before: &Facts, after: &Facts) -> String {
    let mut out = String::new();
    for (name, fact) in noted(facts, before, after) {
        match fact {
            Some(fact) => {
                let known = fact.known().unwrap_or_default();
                add(
                    &mut out,
                    format_args!("  noted as a fact: {name} {known}\n"),
                );
                facts.insert(name, fact);
            }
            None => drop(facts.remove(&name)),
        }
    }
    out
}

/// Which alternatives are recommended or still open, and what is ruled out by what.
pub(super) fn left(walk: &Walk, catalog: &Catalog, facts: &Facts) -> String {
    let states = states(walk, catalog, facts);
    let mut out = String::new();
    let ways = [
        ("recommended", Standing::Recommended),
        ("still open", Standing::Open),
    ];
    for (word, standing) in ways {
        let those = states.iter().filter(|state| state.standing == standing);
        let names = those.map(|state| {
            let policy = catalog.house_policies(&state.policies);
            let policy = policy.map(|policy| format!(" [{policy}]"));
            let name = SafeText::one_line(&state.alternative.name);
            format!("{name}{}", policy.unwrap_or_default())
        });
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            add(&mut out, format_args!("  {word}: {}\n", names.join(", ")));
        }
    }
    for state in &states {
        let name = SafeText::one_line(&state.alternative.name);
        let word = match state.standing {
            Standing::RuledOut => "ruled out",
            _ => "stated against it",
        };
        let mut quotes = BTreeSet::new();
        // The same words in two places are said once.
        let once = state.objections.iter().filter(|o| quotes.insert(&o.quote));
        for objection in once {
            let because = SafeText::one_line(&objection.because());
            let place = catalog.place(objection.at);
            add(
                &mut out,
                format_args!("  {word}: {name}: {because}  {place}\n"),
            );
        }
    }
    out
}
