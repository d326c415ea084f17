//! Lists and runs of paragraphs that say "If X, use Y" read as a graph: each condition is a root,
//! what to choose there hangs from it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::clause::{self, Clause, Form};
use super::list::Item;
use super::sketch::{Builder, Sketch};
use super::{list, words};
use crate::model::{Block, BlockKind, Inlines, Notation};
use crate::parse::{ParseCx, citation};

/// Reads the items of a list; `None` where they do not say what to choose where.
pub(super) fn read_list(start: Option<u64>, items: &[Item], cx: ParseCx<'_>) -> Option<Sketch> {
    read(items, start.is_some(), cx)
}

/// Whether a block is a paragraph that begins with a rule.
pub(super) fn is_rule(block: &Block) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else {
        return false;
    };
    let items = items_of(text, block);
    items.first().is_some_and(|item| rules(&item.text))
}

/// Whether a text begins with a rule.
fn rules(text: &str) -> bool {
    clause::cut(sentence(&list::clean(text)).0).is_some()
}

/// A paragraph as items: each of its lines, if all of them are rules, else all of it.
fn items_of(text: &Inlines, block: &Block) -> Vec<Item> {
    let rows = text.0.split(|run| run.text == "\n").map(list::ticked);
    let rows: Vec<String> = rows.collect();
    if rows.len() < 2 || !rows.iter().all(|row| rules(row)) {
        let whole = rows.join(" ");
        return vec![Item::outside(whole, block.at.line, block.end_line)];
    }
    let numbered = (block.at.line..).zip(rows);
    let item = |(line, row)| Item::outside(row, line, line);
    numbered.map(item).collect()
}

/// Reads a run of paragraphs that are rules, or one whose lines are.
pub(super) fn read_paragraphs(run: &[&Block], cx: ParseCx<'_>) -> Option<Sketch> {
    let items = run.iter().flat_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => items_of(text, block),
        _ => Vec::new(),
    });
    let items: Vec<Item> = items.collect();
    if items.len() < 2 {
        return None;
    }
    read(&items, false, cx)
}

fn read(items: &[Item], ordered: bool, cx: ParseCx<'_>) -> Option<Sketch> {
    let texts: Vec<Cow<'_, str>> = items.iter().map(|item| list::clean(&item.text)).collect();
    let top = |item: &Item| item.above.is_none();
    let clauses: Vec<Option<Clause<'_>>> = items
        .iter()
        .zip(&texts)
        .map(|(item, text)| clause::cut(sentence(text).0).filter(|_| top(item)))
        .collect();
    let form = shared_form(&clauses, items.iter().filter(|item| top(item)).count())?;
    // What is numbered and begins with what to do is done one after another.
    if ordered && form == Form::ChoiceFirst {
        return None;
    }
    let mut builder = Builder::new(cx);
    let mut intro = Vec::new();
    let mut end = None;
    let mut coded = 0;
    for ((item, text), clause) in items.iter().zip(&texts).zip(clauses) {
        let alike = clause.filter(|clause| clause.form == form);
        let told = || clause::told(sentence(text).0, form).filter(|_| top(item));
        let Some(clause) = alike.or_else(told) else {
            match end {
                Some(end) => builder.note(end, text, item.line),
                None => intro.push(citation::take(text, cx)),
            }
            continue;
        };
        let condition = builder.add(None, clause.condition, item.line);
        coded += usize::from(is_coded(&item.text, clause.choice));
        let choice = builder.add(Some(condition), clause.choice, item.line);
        let rest = sentence(text).1;
        if !rest.is_empty() {
            builder.note(choice, rest, item.line);
        }
        for (line, note) in &item.notes {
            builder.note(choice, note, *line);
        }
        end = Some(choice);
    }
    Some(Sketch {
        notation: Notation::Rules,
        title: None,
        graph: builder.finish(),
        decisions: BTreeSet::new(),
        intro,
        line: items.first()?.line,
        end_line: items.iter().map(|item| item.end_line).max()?,
        ordered,
        drawn: 0,
        coded,
    })
}

/// The form of the rules among items: two items in three have it, most of their conditions speak
/// of what is needed, and two of them choose differently.
fn shared_form(clauses: &[Option<Clause<'_>>], items: usize) -> Option<Form> {
    [Form::ConditionFirst, Form::ChoiceFirst]
        .into_iter()
        .find(|form| {
            let own = || clauses.iter().flatten().filter(|own| own.form == *form);
            let all = own().count();
            let instructions = || own().filter(|own| clause::has_happened(own.condition));
            let choices = || own().map(|own| words::plain(own.choice));
            all * 3 >= items * 2
                && instructions().count() * 2 < all
                && choices().collect::<BTreeSet<String>>().len() > 1
        })
}

/// Whether what is to be chosen stands in code letters in an item.
fn is_coded(item: &str, choice: &str) -> bool {
    let object = clause::taken(choice).map_or(choice, |(_, object)| object);
    let name = object.split_whitespace().next();
    name.is_some_and(|name| item.contains(&format!("`{name}")))
}

/// The first sentence of a text and the rest.
pub(super) fn sentence(text: &str) -> (&str, &str) {
    let end = text.match_indices(". ").find(|(at, _)| {
        let next = text.get(at + 2..).unwrap_or_default();
        next.starts_with(char::is_uppercase)
    });
    end.and_then(|(at, _)| text.split_at_checked(at + 1))
        .map_or((text, ""), |(first, rest)| (first, rest.trim()))
}
