//! What a template can do to a value.

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};

use crate::adr::write::escape::inline;
use crate::adr::write::own::Budget;
use crate::adr::write::own::said::Said;
use crate::adr::write::{front, parts};

/// The filters, each with what it does.
pub(super) const FILTERS: [(&str, &str); 9] = [
    (
        "raw",
        "the words as they were written, with nothing escaped",
    ),
    ("md", "words of the template, escaped as everything else is"),
    ("yaml", "the words in double quotes, for a header in YAML"),
    ("capital", "the same with its first letter in upper case"),
    (
        "join",
        "the items of a list as one text, with a text between them",
    ),
    ("length", "how many items a list has, or characters a text"),
    ("first", "the first item of a list"),
    ("last", "the last item of a list"),
    ("default", "the value, or another where it is empty"),
];

pub(super) fn add(environment: &mut Environment<'_>, budget: &Budget) {
    let spend = budget.clone();
    environment.add_filter("raw", move |value: &Value| made(&spend, words(value)));
    let spend = budget.clone();
    environment.add_filter("md", move |value: &Value| made(&spend, markdown(value)));
    let spend = budget.clone();
    environment.add_filter("yaml", move |value: &Value| {
        made(&spend, front::quoted(&words(value)))
    });
    let spend = budget.clone();
    environment.add_filter("capital", move |value: &Value| capital(&spend, value));
    let spend = budget.clone();
    environment.add_filter("join", move |list: &Value, between: Option<String>| {
        join(&spend, list, &between.unwrap_or_default())
    });
    environment.add_filter("length", length);
    environment.add_filter("first", |list: &Value| {
        list.try_iter()
            .map(|mut items| items.next().unwrap_or_else(nothing))
    });
    environment.add_filter("last", |list: &Value| {
        list.try_iter()
            .map(|items| items.last().unwrap_or_else(nothing))
    });
    environment.add_filter(
        "default",
        |value: Value, other: Value| {
            if value.is_true() { value } else { other }
        },
    );
}

/// The item of a list that has none.
fn nothing() -> Value {
    Value::from("")
}

/// A text that a filter makes counts like one that is written.
fn made(budget: &Budget, text: String) -> Result<Value, Error> {
    budget.take(text.len())?;
    Ok(Value::from(text))
}

/// The words of a value as written.
fn words(value: &Value) -> String {
    match value.downcast_object_ref::<Said>() {
        Some(said) => said.raw.clone(),
        None => value.to_string(),
    }
}

/// A value of ours is markdown already.
fn markdown(value: &Value) -> String {
    match value.downcast_object_ref::<Said>() {
        Some(said) => said.shown.clone(),
        None => inline(&value.to_string()),
    }
}

fn capital(budget: &Budget, value: &Value) -> Result<Value, Error> {
    let Some(said) = value.downcast_object_ref::<Said>() else {
        return made(budget, parts::capital(&value.to_string()));
    };
    budget.take(said.raw.len() + said.shown.len())?;
    Ok(Said::text(&parts::capital(&said.raw)))
}

fn join(budget: &Budget, list: &Value, between: &str) -> Result<Value, Error> {
    let mut out = String::new();
    for (at, item) in list.try_iter()?.enumerate() {
        let item = item.to_string();
        let between = if at == 0 { "" } else { between };
        budget.take(between.len() + item.len())?;
        out.push_str(between);
        out.push_str(&item);
    }
    Ok(Value::from(out))
}

fn length(value: &Value) -> Result<usize, Error> {
    if let Some(said) = value.downcast_object_ref::<Said>() {
        return Ok(said.raw.chars().count());
    }
    let none = || Error::new(ErrorKind::InvalidOperation, "this has no length");
    value.len().ok_or_else(none)
}
