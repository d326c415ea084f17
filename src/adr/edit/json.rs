//! JSON-ADR, edited where its values stand: all other bytes stay.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::adr::Relation;
use crate::adr::edit::link::LinkTo;
use crate::adr::edit::{Edit, Refusal};

/// An object: where it stands, and its keys.
struct Object<'a> {
    raw: &'a str,
    keys: BTreeMap<String, &'a RawValue>,
}

/// The text of a record in JSON-ADR 1.0.0 after a change.
pub(super) fn edit(text: &str, edit: &Edit) -> Result<String, Refusal> {
    let adr = adr(text)?;
    match edit {
        Edit::Status(status) => adr.set(text, "status", &quoted(status.word())),
        Edit::Number(number) => adr.set(text, "number", &number.to_string()),
        Edit::Link(link) => add_link(text, &adr, link),
        Edit::Moved(moved) => match moved.number {
            Some(numbers) => follow(text, &adr, numbers),
            None => Ok(text.to_owned()),
        },
        Edit::NoNumber => Err(Refusal::at(0, "a record in JSON-ADR must have a number")),
        // The day of JSON-ADR is the day of the decision; its other words are its own.
        Edit::Date(_) | Edit::Digest(..) | Edit::IsoDates | Edit::Spelling => Ok(text.to_owned()),
    }
}

/// The only record of a file.
fn adr(text: &str) -> Result<Object<'_>, Refusal> {
    let root = Object::read(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    if let Some(adr) = root.keys.get("adr") {
        return Object::read(adr.get());
    }
    let Some(adrs) = root.keys.get("adrs") else {
        return Ok(root);
    };
    let adrs: Vec<&RawValue> = serde_json::from_str(adrs.get()).map_err(|e| refused(&e))?;
    match adrs.as_slice() {
        [only] => Object::read(only.get()),
        several => {
            let said = format!(
                "the file holds {} records; change them by hand",
                several.len()
            );
            Err(Refusal::at(0, said))
        }
    }
}

fn refused(error: &serde_json::Error) -> Refusal {
    let said = format!("it is no JSON-ADR: {error}; correct it first");
    Refusal::at(error.line().saturating_sub(1), said)
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text with other bytes in place of a part of it.
fn spliced(text: &str, part: &str, with: &str) -> String {
    let (before, after) = around(text, part);
    format!("{before}{with}{after}")
}

/// What stands before and after a part of a text.
fn around<'a>(text: &'a str, part: &str) -> (&'a str, &'a str) {
    let start = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(start + part.len()..).unwrap_or_default();
    (before, after)
}

/// The space after the bracket that opens an object or a list.
fn gap_of(raw: &str) -> &str {
    let inner = raw.get(1..).unwrap_or_default();
    let space = inner.len() - inner.trim_start().len();
    inner.get(..space).unwrap_or_default()
}

impl<'a> Object<'a> {
    fn read(raw: &'a str) -> Result<Self, Refusal> {
        let keys = serde_json::from_str(raw).map_err(|error| refused(&error))?;
        Ok(Self { raw, keys })
    }

    /// The text with a value at a key; a key that is not there goes to the end of the object.
    fn set(&self, text: &str, key: &str, value: &str) -> Result<String, Refusal> {
        if let Some(known) = self.keys.get(key) {
            return Ok(spliced(text, known.get(), value));
        }
        appended(text, self.raw, &format!("{}: {value}", quoted(key)))
    }
}

/// A text in which an object or a list has one more item at its end.
fn appended(text: &str, raw: &str, item: &str) -> Result<String, Refusal> {
    let inner = raw.trim_end().get(1..).unwrap_or_default();
    let inner = inner.strip_suffix(['}', ']']);
    let inner = inner.ok_or_else(|| Refusal::at(0, "it is no JSON-ADR"))?;
    let last = inner.trim_end();
    if last.trim_start().is_empty() {
        return Ok(spliced(text, inner, item));
    }
    let with = format!("{last},{}{item}", gap_of(raw));
    Ok(spliced(text, last, &with))
}

/// The word for a relation in JSON-ADR.
fn kind(relation: &Relation) -> String {
    let words = relation.words().to_lowercase();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

fn add_link(text: &str, adr: &Object<'_>, link: &LinkTo) -> Result<String, Refusal> {
    let target = link.number.ok_or_else(|| {
        Refusal::at(
            0,
            "JSON-ADR names records by number, and the other one has none",
        )
    })?;
    let kind = kind(&link.relation);
    let item = format!("{{\"type\": {}, \"target\": {target}}}", quoted(&kind));
    let Some(known) = adr.keys.get("links").filter(|raw| raw.get() != "null") else {
        return adr.set(text, "links", &format!("[{item}]"));
    };
    let links: Vec<serde_json::Value> =
        serde_json::from_str(known.get()).map_err(|error| refused(&error))?;
    let same = |link: &serde_json::Value| {
        link.get("type").and_then(|v| v.as_str()) == Some(&kind)
            && link.get("target").and_then(serde_json::Value::as_u64) == Some(u64::from(target))
    };
    if links.iter().any(same) {
        return Ok(text.to_owned());
    }
    appended(text, known.get(), &item)
}

/// Gives the links to a record its new number.
fn follow(text: &str, adr: &Object<'_>, (from, to): (u32, u32)) -> Result<String, Refusal> {
    let Some(links) = adr.keys.get("links") else {
        return Ok(text.to_owned());
    };
    let links: Vec<&RawValue> = serde_json::from_str(links.get()).unwrap_or_default();
    let mut out = text.to_owned();
    // From the last one back, so that those before it stay where they are.
    for link in links.iter().rev() {
        let link = Object::read(link.get())?;
        let target = link.keys.get("target").map(|target| target.get());
        if let Some(target) = target.filter(|target| target.parse() == Ok(from)) {
            let (before, _) = around(text, target);
            let tail = out.get(before.len() + target.len()..).unwrap_or_default();
            out = format!("{before}{to}{tail}");
        }
    }
    Ok(out)
}
